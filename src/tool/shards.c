#include "tool/shards.h"

#include "base/error.h"

#include <stdlib.h>
#include <string.h>

static size_t stem_of(const char *file) {
    const size_t size = strlen(file);
    return size > 4 && strcmp(file + size - 4, ".smh") == 0 ? size - 4 : 0;
}

bool tool_is_head(const char *file) { return stem_of(file) > 0; }

char *tool_shard_name(const char *head, uint32_t number) {
    const size_t stem = stem_of(head), size = stem + 24;
    char *name = malloc(size);
    if (name) {
        snprintf(name, size, "%.*s-%03u.smc", (int)stem, head, (unsigned)number);
    }
    return name;
}

bool tool_shards_open(const char *file, tool_shards *s) {
    smacs_error error;
    *s = (tool_shards){.file = file};
    if (!tool_is_head(file)) {
        tool_fail_plain(file, "the head of a sharded index has a name that ends with .smh", NULL);
        return false;
    }
    if (!tool_load(file, &s->bytes, &s->size)) {
        return false;
    }
    if (smacs_shards_open(NULL, s->bytes, s->size, &s->handle, &error) != SMACS_OK) {
        tool_fail_bytes(file, s->bytes, s->size, &error);
        tool_shards_free(s);
        return false;
    }
    s->about.file = file;
    s->about.handle = (smacs_index *)(uintptr_t)smacs_shards_head(s->handle); /* read only, and freed by the shards */
    if (!tool_index_describe(&s->about)) {
        tool_shards_free(s);
        return false;
    }
    return true;
}

void tool_shards_free(tool_shards *s) {
    if (s->open) {
        fclose(s->open);
    }
    smacs_catalog_free(s->about.catalog);
    smacs_shards_free(s->handle);
    smacs_free(NULL, s->bytes);
    *s = (tool_shards){0};
}

/* Opens the shard that has a cell, unless it is open. */
static bool open_shard(tool_shards *s, uint32_t number) {
    if (s->open && s->number == number) {
        return true;
    }
    char *name = tool_shard_name(s->file, number);
    if (s->open) {
        fclose(s->open);
    }
    s->open = name ? fopen(name, "rb") : NULL;
    s->number = number;
    if (!name) {
        tool_fail_plain(s->file, "out of memory", NULL);
    } else if (!s->open) {
        tool_fail_plain(name, "this file of the sharded index could not be opened; it belongs beside the head", NULL);
    }
    free(name);
    return s->open != NULL;
}

static bool read_cell(tool_shards *s, const smacs_cell *cell, void *bytes) {
    const bool read = open_shard(s, cell->file) && fseek(s->open, (long)cell->offset, SEEK_SET) == 0 &&
                      fread(bytes, 1, cell->size, s->open) == cell->size;
    if (!read && s->open) {
        char *name = tool_shard_name(s->file, cell->file);
        tool_fail_plain(name, "this file of the sharded index ends before a cell does; it is not of this head", NULL);
        free(name);
    }
    return read;
}

static int by_place(const void *a, const void *b) {
    const uint32_t x = *(const uint32_t *)a,
                   y = *(const uint32_t *)b; /* cells are numbered in the order of the files */
    return x < y ? -1 : x > y;
}

/* In how many ranges these cells, in order, are got from a host, and in how many bytes, with what lies between. */
static void count_ranges(tool_shards *s, const uint32_t *cells, uint32_t count) {
    smacs_cell before = {0};
    s->ranges = 0;
    s->read = 0;
    for (uint32_t i = 0; i < count; i++) {
        const smacs_cell cell = smacs_shards_cell(s->handle, cells[i]);
        const uint64_t between =
            i > 0 && cell.file == before.file ? cell.offset - before.offset - before.size : TOOL_SHARDS_GAP;
        const bool joined = between < TOOL_SHARDS_GAP;
        s->ranges += !joined;
        s->read += cell.size + (joined ? between : 0);
        before = cell;
    }
}

static bool read_cells(tool_shards *s, const uint32_t *cells, uint32_t count, smacs_cell_bytes *out, void **bytes) {
    uint64_t size = 0;
    s->cells = count;
    s->questions = 0;
    for (uint32_t i = 0; i < count; i++) {
        size += smacs_shards_cell(s->handle, cells[i]).size;
        s->questions += smacs_shards_cell(s->handle, cells[i]).questions;
    }
    count_ranges(s, cells, count);
    *bytes = size < SIZE_MAX ? malloc((size_t)size) : NULL;
    if (!*bytes) {
        tool_fail_plain(s->file, "out of memory", NULL);
        return false;
    }
    char *at = *bytes;
    for (uint32_t i = 0; i < count; i++) {
        const smacs_cell cell = smacs_shards_cell(s->handle, cells[i]);
        if (!read_cell(s, &cell, at)) {
            return false;
        }
        out[i] = (smacs_cell_bytes){cells[i], at, cell.size};
        at += cell.size;
    }
    return true;
}

/* The index of these cells; with a vector, of its neighbours among them. */
static bool gather(tool_shards *s, const uint32_t *cells, uint32_t count, const int8_t *vector, uint32_t k,
                   tool_index *near) {
    smacs_error error;
    void *bytes = NULL;
    *near = s->about;
    near->handle = NULL;
    smacs_cell_bytes *given = calloc(count, sizeof *given);
    if (!given) {
        tool_fail_plain(s->file, "out of memory", NULL);
    }
    bool ok = given && read_cells(s, cells, count, given, &bytes);
    if (ok && smacs_shards_gather(NULL, s->handle, given, count, vector, k, &near->handle, &error) != SMACS_OK) {
        tool_fail(s->file, &error);
        ok = false;
    }
    if (ok) {
        near->facts = smacs_index_describe(near->handle);
    }
    free(bytes);
    free(given);
    return ok;
}

bool tool_shards_near(tool_shards *s, const int8_t *vector, uint32_t questions, uint32_t k, tool_index *near) {
    uint32_t *cells = NULL, count = 0;
    smacs_error error;
    if (smacs_shards_choose(NULL, s->handle, vector, questions, &cells, &count, &error) != SMACS_OK) {
        tool_fail(s->file, &error);
        return false;
    }
    qsort(cells, count, sizeof *cells, by_place);
    const bool ok = gather(s, cells, count, vector, k, near);
    smacs_free(NULL, cells);
    return ok;
}

bool tool_shards_all(tool_shards *s, tool_index *all) {
    const uint32_t count = smacs_shards_cells(s->handle);
    uint32_t *cells = calloc(count, sizeof *cells);
    for (uint32_t i = 0; i < count && cells; i++) {
        cells[i] = i;
    }
    const bool ok = cells && gather(s, cells, count, NULL, 0, all);
    if (!cells) {
        tool_fail_plain(s->file, "out of memory", NULL);
    }
    free(cells);
    return ok;
}
