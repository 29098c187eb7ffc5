/* Draws the map of an index and writes it into the index's file, whose other sections stay as they are. */
#include "map/layout.h"

#include "base/container.h"
#include "base/error.h"
#include "index/format.h"

/* spots [n]. */
static bool draw(const smacs_allocator *a, const smacs_index *index, smacs_spot *spots, smacs_map_quality *quality) {
    const uint32_t n = smacs_index_describe(index).questions;
    map_graph graph;
    map_point *points = smacs_mem_zeroed(a, n, sizeof *points);
    bool drawn = smacs_map_graph_make(a, index, &graph) && points && smacs_map_begin(a, index, points);
    if (drawn) {
        smacs_map_settle(&graph, n, points);
        drawn = smacs_map_round(a, points, n, spots);
    }
    if (drawn && quality) {
        *quality = smacs_map_judge(index, &graph, spots);
    }
    smacs_map_graph_free(a, &graph);
    smacs_mem_free(a, points);
    return drawn;
}

/* The file as it is, with the map in place of one that it may have. */
static smacs_status write_file(const smacs_allocator *a, const smacs_container *file, const smacs_spot *spots,
                               uint32_t n, void **out, size_t *out_size) {
    smacs_part parts[SMACS_SECTIONS_MAX + 1];
    uint32_t count = 0;
    for (uint32_t i = 0; i < file->count; i++) {
        const smacs_section *section = &file->sections[i];
        if (memcmp(section->tag, SMX_MAP_TAG, 4) != 0) {
            parts[count++] = (smacs_part){section->tag, section->data, section->size};
        }
    }
    parts[count++] = (smacs_part){SMX_MAP_TAG, spots, n * sizeof *spots};
    return smacs_container_write(a, SMX_MAGIC, SMX_VERSION_NEWEST, parts, count, out, out_size);
}

smacs_status smacs_map_draw(const smacs_allocator *allocator, const void *bytes, size_t size, void **out,
                            size_t *out_size, smacs_map_quality *quality, smacs_error *error) {
    if (out) {
        *out = NULL;
    }
    if (!bytes || !out || !out_size) {
        return smacs_fail_null(error);
    }
    *out_size = 0;
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    const smacs_versions versions = {SMX_VERSION, SMX_VERSION_NEWEST};
    smacs_index *index = NULL;
    smacs_container file;
    smacs_status status = smacs_index_open(&a, bytes, size, &index, error);
    if (status != SMACS_OK) {
        return status;
    }
    const uint32_t n = smacs_index_describe(index).questions;
    smacs_spot *spots = smacs_mem_zeroed(&a, n, sizeof *spots);
    if (!spots || !draw(&a, index, spots, quality)) {
        status = smacs_fail_memory(error);
    } else if ((status = smacs_container_open(bytes, size, SMX_MAGIC, versions, &file, error)) == SMACS_OK &&
               (status = write_file(&a, &file, spots, n, out, out_size)) != SMACS_OK) {
        smacs_fail_plain(error, status, smacs_status_text(status));
    }
    smacs_mem_free(&a, spots);
    smacs_index_free(index);
    return status;
}
