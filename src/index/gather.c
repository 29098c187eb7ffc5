/* Makes an index of the questions in some cells of a sharded one.
 *
 * Vectors are unpacked first and searched, because most questions of the cells are no neighbours: of those nothing else is
 * looked at. What takes all questions (what is expected of each model in each group, pairs of models) is the head's. */
#include "index/shards.h"

#include "base/bits.h"
#include "base/error.h"
#include "index/search.h"
#include <math.h>
#include <string.h>

enum { DEFAULT_K = 400 };

/* A question that is kept: its place in the whole, and where it was found. */
typedef struct kept {
    uint32_t number, cell, row;
} kept;

typedef struct gathering {
    const smacs_shards *shards;
    smacs_allocator a;
    smacs_arena scratch;
    const smacs_cell_bytes *cells;
    smacs_container *files; /* [count] */
    uint32_t *first;        /* [count + 1] of each cell's rows among all */
    uint32_t count, rows;
    smacs_index found; /* vectors of all rows, cell after cell */
    kept *kept;        /* [kept_count] by number */
    uint32_t kept_count;
    smacs_index *opened; /* [count] the other parts of cells that have kept rows; of no questions: not opened */
    smacs_index *out;
} gathering;

static void *reserve(gathering *g, size_t count, size_t size) {
    return smacs_arena_zeroed(&g->a, &g->scratch, count, size);
}

static smacs_status open_cell(gathering *g, uint32_t i, smacs_error *error) {
    const smacs_cell_bytes *given = &g->cells[i];
    if (given->cell >= g->shards->cell_count || (!given->bytes && given->size > 0)) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "there is no such cell");
    }
    for (uint32_t k = 0; k < i; k++) {
        if (g->cells[k].cell == given->cell) {
            return smacs_fail_plain(error, SMACS_E_ARGUMENT, "a cell was given twice");
        }
    }
    const smx_cell *cell = &g->shards->cells[given->cell];
    const smacs_status status = smacs_container_open(given->bytes, given->size, SMC_MAGIC,
                                                     (smacs_versions){SMC_VERSION, SMC_VERSION}, &g->files[i], error);
    if (status == SMACS_OK && g->files[i].digest != cell->digest) {
        return smacs_fail_plain(error, SMACS_E_CHECKSUM,
                                "a cell is of another build than the head; load all files of one build");
    }
    g->first[i + 1] = g->first[i] + cell->at.questions; /* cells are different, so that this is at most facts.of */
    return status;
}

/* An index of one cell's rows, with nothing in it yet. */
static smacs_index begin_cell(const gathering *g, uint32_t i) {
    const smacs_index *head = g->shards->head;
    smacs_index cell = *head;
    cell.allocator = g->a;
    cell.owned = (smacs_arena){0};
    cell.means = NULL;
    cell.facts.questions = g->first[i + 1] - g->first[i];
    return cell;
}

/* The vectors of one cell, in their place among all. */
static smacs_status take_vectors(gathering *g, uint32_t i, smacs_error *error) {
    const uint32_t dim = g->found.facts.dim;
    smacs_section section;
    smx_reader r;
    const smacs_status status = smx_begin_section(&g->files[i], "VECT", &section, &r, error);
    if (status == SMACS_OK) {
        smx_unpack_rows(&r, g->shards->slots, g->first[i + 1] - g->first[i], dim,
                        g->found.vectors + (size_t)g->first[i] * dim);
        return smx_end_section(&section, &r, error);
    }
    return status;
}

static smacs_status open_vectors(gathering *g, smacs_error *error) {
    smacs_index *found = &g->found;
    smacs_status status = SMACS_OK;
    g->files = reserve(g, g->count, sizeof *g->files);
    g->first = reserve(g, g->count + (size_t)1, sizeof *g->first);
    if (!g->files || !g->first) {
        return smacs_fail_memory(error);
    }
    for (uint32_t i = 0; i < g->count && status == SMACS_OK; i++) {
        status = open_cell(g, i, error);
    }
    if (status != SMACS_OK) {
        return status;
    }
    g->rows = g->first[g->count];
    found->facts = g->shards->head->facts;
    found->facts.questions = g->rows;
    found->vectors = reserve(g, g->rows, found->facts.dim);
    found->squares = reserve(g, g->rows, sizeof *found->squares);
    found->scales = reserve(g, g->rows, sizeof *found->scales);
    if (!found->vectors || !found->squares || !found->scales) {
        return smacs_fail_memory(error);
    }
    for (uint32_t i = 0; i < g->count && status == SMACS_OK; i++) {
        status = take_vectors(g, i, error);
    }
    smx_measure_rows(found);
    return status;
}

/* ---- which rows are kept ---- */

/* In the order of their numbers. False without memory. */
static bool sort_kept(gathering *g) {
    smacs_neighbour *order = reserve(g, g->kept_count, sizeof *order); /* by what ranks as the number does, backwards */
    kept *sorted = reserve(g, g->kept_count, sizeof *sorted);
    if (!order || !sorted) {
        return false;
    }
    for (uint32_t i = 0; i < g->kept_count; i++) {
        order[i] = (smacs_neighbour){-(double)g->kept[i].number, i};
    }
    smx_rank(order, g->kept_count);
    for (uint32_t i = 0; i < g->kept_count; i++) {
        sorted[i] = g->kept[order[i].question];
    }
    g->kept = sorted;
    return true;
}

/* The numbers of all rows [rows]: ascending in each cell. */
static smacs_status read_numbers(gathering *g, uint32_t *numbers, smacs_error *error) {
    const uint32_t of = g->shards->head->facts.of;
    for (uint32_t i = 0; i < g->count; i++) {
        smacs_section section;
        smx_reader r;
        smacs_status status = smx_begin_section(&g->files[i], "ROWS", &section, &r, error);
        if (status != SMACS_OK) {
            return status;
        }
        smx_take_number(&r); /* how many scores */
        uint64_t number = 0;
        for (uint32_t row = g->first[i]; row < g->first[i + 1] && !r.failed; row++) {
            number += smx_take_number(&r) + (row > g->first[i]);
            r.failed = r.failed || number >= of;
            numbers[row] = (uint32_t)number;
        }
        status = smx_end_section(&section, &r, error);
        if (status != SMACS_OK) {
            return status;
        }
    }
    return SMACS_OK;
}

/* The neighbours alone where they are more than k; otherwise a search in them would keep fewer. */
static smacs_status choose_rows(gathering *g, const int8_t *vector, uint32_t k, smacs_error *error) {
    uint32_t *numbers = reserve(g, g->rows, sizeof *numbers), near = 0;
    bool *wanted = reserve(g, g->rows, sizeof *wanted);
    smacs_neighbour *neighbours = NULL;
    bool ok = numbers && wanted;
    if (ok && vector) {
        ok = smx_search(&g->a, &g->found, vector, k, &neighbours, &near);
        for (uint32_t i = 0; i < near && ok; i++) {
            wanted[neighbours[i].question] = true;
        }
        smacs_mem_free(&g->a, neighbours);
    }
    const bool some = near > (k ? k : DEFAULT_K);
    g->kept = ok ? reserve(g, some ? near : g->rows, sizeof *g->kept) : NULL;
    if (!g->kept) {
        return smacs_fail_memory(error);
    }
    const smacs_status status = read_numbers(g, numbers, error);
    for (uint32_t i = 0; i < g->count; i++) {
        for (uint32_t row = g->first[i]; row < g->first[i + 1]; row++) {
            if (!some || wanted[row]) {
                g->kept[g->kept_count++] = (kept){numbers[row], i, row - g->first[i]};
            }
        }
    }
    return status == SMACS_OK && !sort_kept(g) ? smacs_fail_memory(error) : status;
}

/* ---- the index of these ---- */

/* The rows of cells that have some that are kept: all of them but the vectors. */
static smacs_status open_rows(gathering *g, smacs_error *error) {
    g->opened = reserve(g, g->count, sizeof *g->opened);
    if (!g->opened) {
        return smacs_fail_memory(error);
    }
    for (uint32_t i = 0; i < g->kept_count; i++) {
        smacs_index *cell = &g->opened[g->kept[i].cell];
        if (!cell->facts.questions) {
            const smacs_container *file = &g->files[g->kept[i].cell];
            const smacs_section *rows = smacs_container_find(file, "ROWS"); /* choose_rows has read it */
            smx_reader r = {rows->data, rows->data + rows->size, 0, false};
            *cell = begin_cell(g, g->kept[i].cell);
            cell->facts.cells = smx_take_number(&r);
            const smacs_status status = smx_open_rows(file, cell, error);
            if (status != SMACS_OK) {
                return status;
            }
        }
    }
    return SMACS_OK;
}

static void *own(smacs_index *x, size_t count, size_t size) {
    return smacs_arena_zeroed(&x->allocator, &x->owned, count, size);
}

/* Room for all that an index has of each question; columns are coded like those of `like`. */
static bool reserve_rows(smacs_index *x, const smacs_index *like) {
    const size_t n = x->facts.questions;
    x->vectors = own(x, n, x->facts.dim);
    x->squares = own(x, n, sizeof *x->squares);
    x->scales = own(x, n, sizeof *x->scales);
    x->labels = own(x, n, SMX_LABELS * sizeof *x->labels);
    x->groups = own(x, n, 1);
    x->solved = own(x, n, sizeof *x->solved);
    x->columns = own(x, x->facts.models, sizeof *x->columns);
    bool ok = x->vectors && x->squares && x->scales && x->labels && x->groups && x->solved && x->columns;
    for (uint32_t m = 0; m < x->facts.models && ok; m++) {
        smx_column *column = &x->columns[m];
        column->present = own(x, n / 64 + 1, sizeof *column->present);
        if (like->columns[m].codes) {
            column->codes = own(x, n, 1);
        } else {
            column->right = own(x, n / 64 + 1, sizeof *column->right);
        }
        ok = column->present && (column->codes || column->right);
    }
    return ok;
}

/* The group that has these labels; group_count if none has. */
static uint32_t group_of(const smacs_index *x, const uint16_t *labels) {
    uint32_t group = 0;
    while (group < x->group_count && memcmp(x->group_labels[group], labels, x->group_depth * sizeof *labels) != 0) {
        group++;
    }
    return group;
}

static void copy_scores(smacs_index *x, uint32_t at, const smacs_index *cell, uint32_t row) {
    for (uint32_t m = 0; m < x->facts.models; m++) {
        const smx_column *from = &cell->columns[m], *to = &x->columns[m];
        if (!smx_is_set(from->present, row)) {
            continue;
        }
        smx_put_bit(to->present, at, 1);
        x->solved[at][0] = (uint16_t)(x->solved[at][0] + (smx_score_of(cell, from, row) > 0.5f));
        x->solved[at][1]++;
        if (to->codes) {
            to->codes[at] = from->codes[row];
        } else {
            smx_put_bit(to->right, at, smx_is_set(from->right, row));
        }
    }
}

/* False where the labels are of no group that the head has. */
static bool copy_row(const gathering *g, uint32_t at) {
    smacs_index *x = g->out;
    const kept *of = &g->kept[at];
    const smacs_index *cell = &g->opened[of->cell];
    const size_t row = g->first[of->cell] + (size_t)of->row, dim = x->facts.dim, labels = SMX_LABELS * sizeof(uint16_t);
    const uint16_t *from = cell->labels + (size_t)of->row * SMX_LABELS;
    memcpy(x->vectors + at * dim, g->found.vectors + row * dim, dim);
    x->squares[at] = g->found.squares[row];
    x->scales[at] = g->found.scales[row];
    memcpy(x->labels + (size_t)at * SMX_LABELS, from, labels);
    const bool like_last = at > 0 && memcmp(x->labels + (size_t)(at - 1) * SMX_LABELS, from, labels) == 0;
    const uint32_t group = like_last ? x->groups[at - 1] : group_of(x, from);
    x->groups[at] = (uint8_t)group;
    copy_scores(x, at, cell, of->row);
    return group < x->group_count;
}

/* The table of ids. */
static smacs_status copy_ids(const gathering *g, smacs_error *error) {
    smacs_index *x = g->out;
    uint64_t size = 0;
    for (uint32_t i = 0; i < g->kept_count; i++) {
        size += smacs_name_view_get(&g->opened[g->kept[i].cell].ids, g->kept[i].row).size;
    }
    if (size > UINT32_MAX) {
        return smacs_fail_plain(error, SMACS_E_TOO_LARGE, "the ids of these cells are more than 4 GiB");
    }
    uint8_t *offsets = own(x, g->kept_count + (size_t)1, 4);
    char *texts = own(x, (size_t)size, 1);
    if (!offsets || !texts) {
        return smacs_fail_memory(error);
    }
    uint32_t used = 0;
    for (uint32_t i = 0; i < g->kept_count; i++) {
        const smacs_text id = smacs_name_view_get(&g->opened[g->kept[i].cell].ids, g->kept[i].row);
        memcpy(texts + used, id.data, id.size);
        used += (uint32_t)id.size;
        smacs_store_u32(offsets + 4 * (i + (size_t)1), used);
    }
    x->ids = (smacs_name_view){offsets, texts, g->kept_count};
    return SMACS_OK;
}

/* Cells of one build code each column alike. */
static bool are_coded_alike(const gathering *g, const smacs_index *like) {
    for (uint32_t i = 0; i < g->count; i++) {
        const smacs_index *cell = &g->opened[i];
        for (uint32_t m = 0; cell->facts.questions && m < cell->facts.models; m++) {
            if (!cell->columns[m].codes != !like->columns[m].codes) {
                return false;
            }
        }
    }
    return true;
}

static smacs_status make_index(gathering *g, smacs_error *error) {
    const smacs_index *like = &g->opened[g->kept[0].cell];
    smacs_index *x = smacs_mem_zeroed(&g->a, 1, sizeof *x);
    if (!x) {
        return smacs_fail_memory(error);
    }
    *x = *g->shards->head;
    x->allocator = g->a;
    x->owned = (smacs_arena){0};
    x->facts.questions = g->kept_count;
    g->out = x;
    if (!are_coded_alike(g, like)) {
        return smacs_fail_plain(error, SMACS_E_FORMAT, "cells of one index code the same model's scores unlike");
    }
    if (!reserve_rows(x, like)) {
        return smacs_fail_memory(error);
    }
    for (uint32_t i = 0; i < g->kept_count; i++) {
        if (!copy_row(g, i)) {
            return smacs_fail_plain(error, SMACS_E_FORMAT, "a question is of a group that the head does not have");
        }
    }
    const smacs_status status = copy_ids(g, error);
    return status == SMACS_OK && !smx_open_eases(x) ? smacs_fail_memory(error) : status;
}

smacs_status smacs_shards_gather(const smacs_allocator *allocator, const smacs_shards *shards,
                                 const smacs_cell_bytes *cells, uint32_t count, const int8_t *vector, uint32_t k,
                                 smacs_index **out, smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    *out = NULL;
    if (!shards || !cells) {
        return smacs_fail_null(error);
    }
    if (count == 0) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "at least one cell is needed");
    }
    gathering g = {.shards = shards, .a = smacs_allocator_or_default(allocator), .cells = cells, .count = count};
    smacs_status status = open_vectors(&g, error);
    status = status == SMACS_OK ? choose_rows(&g, vector, k, error) : status;
    status = status == SMACS_OK ? open_rows(&g, error) : status;
    status = status == SMACS_OK ? make_index(&g, error) : status;
    for (uint32_t i = 0; g.opened && i < count; i++) {
        smacs_arena_free(&g.a, &g.opened[i].owned);
    }
    smacs_arena_free(&g.a, &g.scratch);
    if (status == SMACS_OK) {
        *out = g.out;
    } else {
        smacs_index_free(g.out);
    }
    return status;
}
