/* The centres of a sharded index: k-means by cosine (Dhillon & Modha 2001) over a sample of the rows.
 *
 * Rows are rounded to one length, so that the sum of a centre's rows is its direction. Sums are integers, and what is
 * compared is one product of an exact integer and a root, so every target finds the same centres. */
#include "index/shards.h"

#include "base/bits.h"
#include "base/rng.h"
#include "base/vec.h"
#include <math.h>
#include <smacs/embedder.h>
#include <string.h>

enum { ROUNDS = 8, SAMPLED = 32, BLOCK = 256 }; /* SAMPLED: rows for each centre */
static const double ROUNDING = 1e-6;            /* as in search.c */

bool smx_compass_begin(const smacs_allocator *a, const int8_t *centres, uint32_t cells, uint32_t dim,
                       smx_compass *out) {
    *out = (smx_compass){.centres = centres,
                         .scales = smacs_mem_zeroed(a, cells, sizeof *out->scales),
                         .squares = smacs_mem_zeroed(a, cells, sizeof *out->squares),
                         .cells = cells,
                         .dim = dim};
    for (uint32_t i = 0; i < cells && out->scales && out->squares; i++) {
        const int8_t *centre = centres + (size_t)i * dim;
        out->squares[i] = smacs_dot_i8(centre, centre, dim);
        out->scales[i] = out->squares[i] ? (float)(1.0 / sqrt(out->squares[i])) : 0.0f;
    }
    return out->scales && out->squares;
}

void smx_compass_free(const smacs_allocator *a, smx_compass *compass) {
    smacs_mem_free(a, compass->scales);
    smacs_mem_free(a, compass->squares);
}

uint32_t smx_nearest_centre(const smx_compass *c, const int8_t *row) {
    double best = -HUGE_VAL;
    uint32_t nearest = 0;
    for (uint32_t start = 0; start < c->cells; start += BLOCK) {
        const uint32_t count = c->cells - start < BLOCK ? c->cells - start : BLOCK;
        int32_t dots[BLOCK];
        uint8_t places[BLOCK];
        smacs_dots_i8(c->centres + (size_t)start * c->dim, count, c->dim, row, dots);
        const uint32_t passing =
            smacs_above(dots, c->scales + start, count, (float)(best - fabs(best) * ROUNDING), places);
        for (uint32_t i = 0; i < passing; i++) {
            const uint32_t at = start + places[i];
            const double similarity = c->squares[at] ? dots[places[i]] / sqrt(c->squares[at]) : 0.0;
            if (similarity > best) {
                best = similarity;
                nearest = at;
            }
        }
    }
    return nearest;
}

/* Evenly chosen rows [sample][dim] of all blocks. */
static void take_sample(const smx_block *blocks, size_t count, uint32_t dim, uint32_t sample, int8_t *rows) {
    uint64_t n = 0;
    for (size_t b = 0; b < count; b++) {
        n += blocks[b].count;
    }
    uint64_t before = 0;
    for (uint32_t i = 0; i < sample; i++) {
        const uint64_t at = (uint64_t)i * n / sample;
        while (at - before >= blocks->count) {
            before += blocks++->count;
        }
        memcpy(rows + (size_t)i * dim, blocks->rows + (size_t)(at - before) * dim, dim);
    }
}

static void widen(const int32_t *sums, uint32_t dim, int8_t *centre) {
    double wide[SMACS_DIM_MAX];
    for (uint32_t d = 0; d < dim; d++) {
        wide[d] = sums[d];
    }
    smacs_quantise_i8(wide, dim, centre);
}

typedef struct training {
    uint32_t dim, cells, sample;
    int8_t *rows;    /* [sample][dim] */
    int32_t *sums;   /* [cells][dim] */
    uint32_t *sizes; /* [cells] */
    int8_t *centres; /* [cells][dim] */
    smacs_rng rng;
} training;

static void set_centre(const training *t, uint32_t cell, uint32_t row) {
    double wide[SMACS_DIM_MAX];
    for (uint32_t d = 0; d < t->dim; d++) {
        wide[d] = t->rows[(size_t)row * t->dim + d];
    }
    smacs_quantise_i8(wide, t->dim, t->centres + (size_t)cell * t->dim);
}

/* Different rows of the sample at first: a shuffle that ends when there are enough. */
static bool begin_centres(const smacs_allocator *a, training *t) {
    uint32_t *order = smacs_mem_zeroed(a, t->sample, sizeof *order);
    for (uint32_t i = 0; i < t->sample && order; i++) {
        order[i] = i;
    }
    for (uint32_t i = 0; i < t->cells && order; i++) {
        const uint32_t other = i + smacs_rng_below(&t->rng, t->sample - i), kept = order[i];
        order[i] = order[other];
        order[other] = kept;
        set_centre(t, i, order[i]);
    }
    smacs_mem_free(a, order);
    return order != NULL;
}

/* Moves each centre to the middle of its rows. One without rows begins again at any of them. */
static bool move_centres(const smacs_allocator *a, training *t) {
    smx_compass compass;
    const bool ok = smx_compass_begin(a, t->centres, t->cells, t->dim, &compass);
    memset(t->sums, 0, (size_t)t->cells * t->dim * sizeof *t->sums);
    memset(t->sizes, 0, t->cells * sizeof *t->sizes);
    for (uint32_t i = 0; i < t->sample && ok; i++) {
        const int8_t *row = t->rows + (size_t)i * t->dim;
        const uint32_t cell = smx_nearest_centre(&compass, row);
        int32_t *sums = t->sums + (size_t)cell * t->dim;
        for (uint32_t d = 0; d < t->dim; d++) {
            sums[d] += row[d];
        }
        t->sizes[cell]++;
    }
    smx_compass_free(a, &compass);
    for (uint32_t i = 0; i < t->cells && ok; i++) {
        if (t->sizes[i]) {
            widen(t->sums + (size_t)i * t->dim, t->dim, t->centres + (size_t)i * t->dim);
        } else {
            set_centre(t, i, smacs_rng_below(&t->rng, t->sample));
        }
    }
    return ok;
}

bool smx_find_centres(const smacs_allocator *a, const smx_block *blocks, size_t count, uint32_t dim, uint32_t cells,
                      uint64_t seed, int8_t *centres) {
    uint64_t n = 0;
    for (size_t b = 0; b < count; b++) {
        n += blocks[b].count;
    }
    const uint64_t wanted = (uint64_t)SAMPLED * cells;
    training t = {.dim = dim, .cells = cells, .sample = (uint32_t)(wanted < n ? wanted : n), .centres = centres};
    t.rows = smacs_mem_zeroed(a, t.sample, dim);
    t.sums = smacs_mem_zeroed(a, cells, dim * sizeof *t.sums);
    t.sizes = smacs_mem_zeroed(a, cells, sizeof *t.sizes);
    smacs_rng_seed(&t.rng, seed, 0);
    bool ok = t.rows && t.sums && t.sizes;
    if (ok) {
        take_sample(blocks, count, dim, t.sample, t.rows);
        ok = begin_centres(a, &t);
    }
    for (int round = 0; round < ROUNDS && ok; round++) {
        ok = move_centres(a, &t);
    }
    smacs_mem_free(a, t.rows);
    smacs_mem_free(a, t.sums);
    smacs_mem_free(a, t.sizes);
    return ok;
}

bool smx_order_centres(const smacs_allocator *a, const int8_t *centres, uint32_t cells, uint32_t dim, uint32_t *order) {
    int8_t *left = smacs_mem_zeroed(a, cells, dim); /* those that have no place yet, and their numbers */
    uint32_t *numbers = smacs_mem_zeroed(a, cells, sizeof *numbers);
    smx_compass compass = {0};
    if (left) {
        memcpy(left, centres, (size_t)cells * dim);
    }
    const bool ok = left && numbers && smx_compass_begin(a, left, cells, dim, &compass);
    for (uint32_t i = 0; i < cells && ok; i++) {
        numbers[i] = i;
    }
    for (uint32_t i = 0, at = 0; i < cells && ok; i++) {
        order[i] = numbers[at];
        const uint32_t last = --compass.cells;
        memmove(left + (size_t)at * dim, left + (size_t)last * dim, dim);
        numbers[at] = numbers[last];
        compass.scales[at] = compass.scales[last];
        compass.squares[at] = compass.squares[last];
        at = last ? smx_nearest_centre(&compass, centres + (size_t)order[i] * dim) : 0;
    }
    smx_compass_free(a, &compass);
    smacs_mem_free(a, left);
    smacs_mem_free(a, numbers);
    return ok;
}
