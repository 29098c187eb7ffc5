/* The head of a sharded index and its cells, shared by readers (shards.c, gather.c) and writers. See README.md. */
#ifndef SMACS_INDEX_SHARDS_H
#define SMACS_INDEX_SHARDS_H

#include "base/bits.h"
#include "index/builder.h"
#include "index/coding.h"
#include <smacs/shards.h>

#define SMH_MAGIC "SMH\x1a"
#define SMC_MAGIC "SMC\x1a"
#define SMH_VERSION 2
#define SMC_VERSION 2
#define SMH_FILES_MAX 65535u

/* A cell as the head has it. */
typedef struct smx_cell {
    smacs_cell at;
    uint64_t digest; /* of its container */
} smx_cell;

struct smacs_shards {
    smacs_allocator allocator;
    smacs_index *head; /* of no questions; its arrays by group and model are those of all questions */
    int8_t *centres;   /* [cells][D] */
    int32_t *squares;  /* [cells] of the centres' lengths */
    smx_cell *cells;   /* [cell_count] */
    smx_slots *slots;  /* [D] by which the vectors of cells are packed */
    uint32_t cell_count, file_count;
};

/* Doubles in a section, little-endian. */
static inline void smx_put_double(const smacs_allocator *a, smacs_bytes *out, double value) {
    union {
        double value;
        uint64_t bits;
    } both = {value};
    uint8_t bytes[8];
    smacs_store_u64(bytes, both.bits);
    smacs_bytes_append(a, out, bytes, sizeof bytes);
}

static inline double smx_take_double(smx_reader *r) {
    union {
        uint64_t bits;
        double value;
    } both = {0};
    if (r->end - r->at < 8) {
        r->failed = true;
    } else {
        both.bits = smacs_load_u64(r->at);
        r->at += 8;
    }
    return both.value;
}

/* What rows are compared with. */
typedef struct smx_compass {
    const int8_t *centres; /* [cells][dim] */
    float *scales;         /* [cells] 1 / length */
    int32_t *squares;      /* [cells] of the length */
    uint32_t cells, dim;
} smx_compass;

/* Cells, in an order in which neighbours are alike, so that those that are read together lie together. */
typedef struct smx_cells {
    int8_t *centres; /* [count][dim] */
    uint32_t count, dim;
    int8_t *groups;       /* [group_count][dim] centres of groups of cells that follow one another; NULL: few cells, */
    uint32_t *ends;       /* [group_count] and where each group ends */
    uint32_t group_count; /* up to 256 */
    smx_compass to_groups, to_cells;
} smx_cells;

/* Cells of the rows of all blocks: k-means by cosine over evenly chosen rows, the same on every target. `cells` up to
 * SMX_CELLS_MAX. False without memory; free in either case. */
#define SMX_CELLS_MAX 65536u
bool smx_cells_find(const smacs_allocator *a, const smx_block *blocks, size_t count, uint32_t dim, uint32_t cells,
                    uint64_t seed, smx_cells *out);
void smx_cells_free(const smacs_allocator *a, smx_cells *cells);

/* The cell of a row: the one with the most similar centre, among the cells of the eight most similar groups. */
uint32_t smx_cells_nearest(const smx_cells *cells, const int8_t *row);

/* Writes the sharded index of `parts`: `about` has their models, cards and facts (smx_append_about), `columns` [count] the
 * builder's number of each part's models. As smacs_assembly_shards, which calls it. */
smacs_status smx_write_shards(smacs_builder *about, const smacs_index *const *parts, uint32_t *const *columns,
                              size_t count, const smacs_shards_options *options, smacs_shards_sink sink, void *context,
                              smacs_error *error);

#endif
