/* Opens the head of a sharded index, and finds the cells of a question. */
#include "index/shards.h"

#include "base/bits.h"
#include "base/error.h"
#include "base/scalar.h"
#include "base/vec.h"
#include <math.h>

static const uint32_t SHARE = 50; /* by default, one in so many questions is looked at */
/* Behind a quarter of these, cells are looked at up to an angle: its sine, and by how much it grows with the log of the
 * share. Chosen so that the share is the mean over questions: README.md. */
static const double TURN = 0.125, TURN_GROWS = 0.031;
static const uint32_t MOST = 3; /* times as many questions as asked for are looked at at most */

/* ---- what takes all questions ---- */

/* A number of at most `most`. */
static uint32_t take_below(smx_reader *r, uint32_t most) {
    const uint32_t number = smx_take_number(r);
    r->failed = r->failed || number > most;
    return r->failed ? 0 : number;
}

/* A double from `low` to `high`. */
static double take_between(smx_reader *r, double low, double high) {
    const double value = smx_take_double(r);
    r->failed = r->failed || !(value >= low && value <= high);
    return r->failed ? 0.0 : value;
}

static bool reserve_groups(smacs_index *x) {
    const smacs_allocator *a = &x->allocator;
    const size_t groups = x->group_count, cells = groups * x->facts.models;
    x->group_labels = smacs_arena_zeroed(a, &x->owned, groups, sizeof *x->group_labels);
    x->group_sizes = smacs_arena_zeroed(a, &x->owned, groups, sizeof *x->group_sizes);
    x->group_scores = smacs_arena_zeroed(a, &x->owned, cells, sizeof *x->group_scores);
    x->luck = smacs_arena_zeroed(a, &x->owned, cells, sizeof *x->luck);
    x->ease_means = smacs_arena_zeroed(a, &x->owned, groups, sizeof *x->ease_means);
    x->ease_spreads = smacs_arena_zeroed(a, &x->owned, groups, sizeof *x->ease_spreads);
    x->means = smacs_arena_zeroed(a, &x->owned, x->facts.models, sizeof *x->means);
    return x->group_labels && x->group_sizes && x->group_scores && x->luck && x->ease_means && x->ease_spreads &&
           x->means;
}

/* One group: its labels, its size, the eases of its questions, and for each model its scores there. */
static void read_group(smx_reader *r, smacs_index *x, uint32_t group) {
    const uint32_t models = x->facts.models;
    for (int k = 0; k < SMX_LABELS; k++) {
        x->group_labels[group][k] = (uint16_t)(take_below(r, x->label_names.count) - 1);
    }
    const uint32_t size = take_below(r, x->facts.of);
    x->group_sizes[group] = size;
    x->ease_means[group] = take_between(r, -100.0, 100.0);
    x->ease_spreads[group] = take_between(r, 0.0, 10000.0);
    for (uint32_t m = 0; m < models && !r->failed; m++) {
        smacs_scores *scores = &x->group_scores[(size_t)group * models + m];
        scores->scored = take_below(r, size);
        if (scores->scored) {
            scores->sum = take_between(r, 0.0, scores->scored);
            x->luck[(size_t)group * models + m] = take_between(r, -(double)size * models, (double)size * models);
            x->means[m].scored += scores->scored;
        }
    }
}

/* Groups and their scores; then each model's mean. */
static void read_groups(smx_reader *r, smacs_index *x) {
    uint64_t questions = 0, scored = 0;
    for (uint32_t k = 0; k < x->group_count && !r->failed; k++) {
        read_group(r, x, k);
        questions += x->group_sizes[k];
        r->failed = r->failed || x->group_sizes[k] == 0 || questions > x->facts.of;
    }
    for (uint32_t m = 0; m < x->facts.models && !r->failed; m++) {
        x->means[m].mean = x->means[m].scored ? take_between(r, 0.0, 1.0) : (double)NAN;
        scored += x->means[m].scored;
    }
    r->failed = r->failed || questions != x->facts.of || scored != x->facts.cells;
}

static smacs_status open_groups(const smacs_container *file, smacs_index *x, smacs_error *error) {
    smacs_section section;
    smx_reader r;
    smacs_status status = smx_begin_section(file, "GRUP", &section, &r, error);
    if (status != SMACS_OK) {
        return status;
    }
    x->group_depth = take_below(&r, SMX_LABELS);
    x->group_count = take_below(&r, SMACS_GROUPS_MAX);
    r.failed = r.failed || x->group_count == 0;
    /* Each group has a byte for each model, so that a small file cannot ask for much. */
    r.failed = r.failed || section.size / x->group_count < x->facts.models;
    if (!r.failed) {
        if (!reserve_groups(x)) {
            return smacs_fail_memory(error);
        }
        read_groups(&r, x);
    }
    return smx_end_section(&section, &r, error);
}

/* For each pair of models: on how many questions both were run, then how their scores differ there. */
static smacs_status open_pairs(const smacs_container *file, smacs_index *x, smacs_error *error) {
    smacs_section section;
    smx_reader r;
    const smacs_status status = smx_begin_section(file, "PAIR", &section, &r, error);
    if (status != SMACS_OK) {
        return status;
    }
    const uint64_t pairs = (uint64_t)x->facts.models * (x->facts.models - 1) / 2;
    r.failed = pairs > section.size;
    if (!r.failed) {
        x->pairs = smacs_arena_zeroed(&x->allocator, &x->owned, (size_t)pairs, sizeof *x->pairs);
        if (!x->pairs) {
            return smacs_fail_memory(error);
        }
    }
    for (uint64_t i = 0; i < pairs && !r.failed; i++) {
        smacs_pair *pair = &x->pairs[i];
        pair->joint = take_below(&r, x->facts.of);
        if (pair->joint) {
            pair->difference = take_between(&r, -(double)pair->joint, pair->joint);
            pair->squares = take_between(&r, 0.0, pair->joint);
        }
    }
    return smx_end_section(&section, &r, error);
}

/* ---- cells ---- */

/* One cell: whether it begins another file, its questions, its size, its digest. */
static void read_cell(smx_reader *r, smacs_shards *s, smx_cell *cell, const smx_cell *before) {
    const uint32_t step = take_below(r, 1);
    cell->at.file = before ? before->at.file + step : step;
    cell->at.offset = before && !step ? before->at.offset + before->at.size : 0;
    cell->at.questions = take_below(r, s->head->facts.of);
    cell->at.size = smx_take_number(r);
    r->failed = r->failed || r->end - r->at < 8 || cell->at.questions == 0 || (!before && step);
    if (!r->failed) {
        cell->digest = smacs_load_u64(r->at);
        r->at += 8;
    }
}

static smacs_status open_cells(const smacs_container *file, smacs_shards *s, smacs_error *error) {
    smacs_index *x = s->head;
    smacs_section section;
    smx_reader r;
    const smacs_status status = smx_begin_section(file, "CELL", &section, &r, error);
    if (status != SMACS_OK) {
        return status;
    }
    const uint32_t count = take_below(&r, x->facts.of);
    uint64_t questions = 0;
    r.failed = r.failed || count == 0 || section.size / 8 < count;
    if (!r.failed) {
        s->cells = smacs_arena_zeroed(&x->allocator, &x->owned, count, sizeof *s->cells);
        if (!s->cells) {
            return smacs_fail_memory(error);
        }
    }
    for (uint32_t i = 0; i < count && !r.failed; i++) {
        read_cell(&r, s, &s->cells[i], i ? &s->cells[i - 1] : NULL);
        questions += s->cells[i].at.questions;
        s->file_count = s->cells[i].at.file + 1;
        r.failed = r.failed || s->file_count > SMH_FILES_MAX;
    }
    s->cell_count = count;
    r.failed = r.failed || questions != x->facts.of;
    return smx_end_section(&section, &r, error);
}

static smacs_status open_centres(const smacs_container *file, smacs_shards *s, smacs_error *error) {
    smacs_index *x = s->head;
    smacs_section section;
    smx_reader r;
    const smacs_status status = smx_begin_section(file, "CENT", &section, &r, error);
    if (status != SMACS_OK) {
        return status;
    }
    const uint32_t dim = x->facts.dim;
    s->centres = smacs_arena_zeroed(&x->allocator, &x->owned, s->cell_count, dim);
    s->squares = smacs_arena_zeroed(&x->allocator, &x->owned, s->cell_count, sizeof *s->squares);
    if (!s->centres || !s->squares) {
        return smacs_fail_memory(error);
    }
    smx_unpack_vectors(&r, s->cell_count, dim, s->centres);
    for (uint32_t i = 0; i < s->cell_count; i++) {
        const int8_t *centre = s->centres + (size_t)i * dim;
        s->squares[i] = smacs_dot_i8(centre, centre, dim);
    }
    return smx_end_section(&section, &r, error);
}

static smacs_status open_slots(const smacs_container *file, smacs_shards *s, smacs_error *error) {
    smacs_index *x = s->head;
    smacs_section section;
    smx_reader r;
    const smacs_status status = smx_begin_section(file, "FREQ", &section, &r, error);
    if (status != SMACS_OK) {
        return status;
    }
    s->slots = smacs_arena_zeroed(&x->allocator, &x->owned, x->facts.dim, sizeof *s->slots);
    if (!s->slots) {
        return smacs_fail_memory(error);
    }
    smx_read_slots(&r, x->facts.dim, s->slots);
    return smx_end_section(&section, &r, error);
}

static smacs_status open_all(const smacs_container *file, smacs_shards *s, smacs_error *error) {
    smacs_index *x = s->head;
    smacs_status status = smx_open_head(file, &x->facts, error);
    x->facts.questions = 0; /* here; facts.of has their number */
    x->summed = true;
    status = status == SMACS_OK ? smx_open_about(file, x, error) : status;
    status = status == SMACS_OK ? open_groups(file, x, error) : status;
    status = status == SMACS_OK ? open_pairs(file, x, error) : status;
    status = status == SMACS_OK ? open_cells(file, s, error) : status;
    status = status == SMACS_OK ? open_centres(file, s, error) : status;
    status = status == SMACS_OK ? open_slots(file, s, error) : status;
    status = status == SMACS_OK ? smx_open_cards(file, x, error) : status;
    return status == SMACS_OK && !smx_open_expectations(x) ? smacs_fail_memory(error) : status;
}

smacs_status smacs_shards_open(const smacs_allocator *allocator, const void *bytes, size_t size, smacs_shards **out,
                               smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    *out = NULL;
    smacs_container file;
    smacs_status status =
        smacs_container_open(bytes, size, SMH_MAGIC, (smacs_versions){SMH_VERSION, SMH_VERSION}, &file, error);
    if (status != SMACS_OK) {
        return status;
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_shards *s = smacs_mem_zeroed(&a, 1, sizeof *s);
    smacs_index *head = smacs_mem_zeroed(&a, 1, sizeof *head);
    if (!s || !head) {
        smacs_mem_free(&a, s);
        smacs_mem_free(&a, head);
        return smacs_fail_memory(error);
    }
    s->allocator = head->allocator = a;
    s->head = head;
    status = open_all(&file, s, error);
    if (status != SMACS_OK) {
        smacs_shards_free(s);
        return status;
    }
    *out = s;
    return SMACS_OK;
}

void smacs_shards_free(smacs_shards *shards) {
    if (shards) {
        const smacs_allocator a = shards->allocator;
        smacs_index_free(shards->head);
        smacs_mem_free(&a, shards);
    }
}

const smacs_index *smacs_shards_head(const smacs_shards *shards) { return shards->head; }

uint32_t smacs_shards_cells(const smacs_shards *shards) { return shards->cell_count; }

uint32_t smacs_shards_files(const smacs_shards *shards) { return shards->file_count; }

smacs_cell smacs_shards_cell(const smacs_shards *shards, uint32_t cell) { return shards->cells[cell].at; }

static bool is_nearer(smacs_neighbour x, smacs_neighbour y) {
    return x.similarity > y.similarity || (x.similarity == y.similarity && x.question < y.question);
}

/* Puts what stands at `at` where it belongs below it. */
static void sink(smacs_neighbour *heap, uint32_t count, uint32_t at) {
    for (uint32_t below = 2 * at + 1; below < count; below = 2 * at + 1) {
        below += below + 1 < count && is_nearer(heap[below + 1], heap[below]);
        if (!is_nearer(heap[below], heap[at])) {
            return;
        }
        const smacs_neighbour moved = heap[at];
        heap[at] = heap[below];
        heap[below] = moved;
        at = below;
    }
}

/* All cells as a heap: none is less similar than the two below it, at twice its place and behind. */
static bool heap_cells(const smacs_allocator *a, const smacs_shards *s, const int8_t *vector, smacs_neighbour *heap) {
    const uint32_t cells = s->cell_count, dim = s->head->facts.dim;
    int32_t *dots = smacs_mem_zeroed(a, cells, sizeof *dots);
    const double square = smacs_dot_i8(vector, vector, dim);
    if (!dots) {
        return false;
    }
    smacs_dots_i8(s->centres, cells, dim, vector, dots);
    for (uint32_t i = 0; i < cells; i++) {
        const double squares = square * s->squares[i];
        heap[i] = (smacs_neighbour){squares > 0.0 ? dots[i] / sqrt(squares) : 0.0, i};
    }
    for (uint32_t i = cells / 2; i-- > 0;) {
        sink(heap, cells, i);
    }
    smacs_mem_free(a, dots);
    return true;
}

/* How similar a centre has to be, so that its angle to the vector is larger by the turn than that of a `near` one. */
static double least_similar(double near, double share) {
    const double turn = fmax(0.0, TURN + TURN_GROWS * smacs_log(share * SHARE));
    return near * sqrt(1.0 - turn * turn) - sqrt(fmax(0.0, 1.0 - near * near)) * turn;
}

smacs_status smacs_shards_choose(const smacs_allocator *allocator, const smacs_shards *shards, const int8_t *vector,
                                 uint32_t questions, uint32_t **cells, uint32_t *count, smacs_error *error) {
    if (!shards || !vector || !cells || !count) {
        return smacs_fail_null(error);
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    const uint32_t of = shards->head->facts.of, wanted = questions ? questions : of / SHARE;
    double least = -HUGE_VAL;
    uint32_t left = shards->cell_count;
    smacs_neighbour *heap = smacs_mem_zeroed(&a, left, sizeof *heap);
    uint32_t *chosen = smacs_mem_zeroed(&a, left, sizeof *chosen);
    const bool ok = heap && chosen && heap_cells(&a, shards, vector, heap);
    *cells = NULL;
    *count = 0;
    for (uint64_t taken = 0; ok && left > 0;) {
        const uint32_t nearest = heap[0].question;
        const uint64_t before = taken;
        taken += shards->cells[nearest].at.questions;
        if (*count > 0 && (taken > (uint64_t)MOST * wanted || heap[0].similarity < least)) {
            break;
        }
        if (4 * before < wanted && 4 * taken >= wanted && wanted < of) {
            least = least_similar(heap[0].similarity, (double)wanted / of);
        }
        chosen[(*count)++] = nearest;
        heap[0] = heap[--left];
        sink(heap, left, 0);
    }
    if (ok) {
        *cells = chosen;
    } else {
        smacs_mem_free(&a, chosen);
    }
    smacs_mem_free(&a, heap);
    return ok ? SMACS_OK : smacs_fail_memory(error);
}
