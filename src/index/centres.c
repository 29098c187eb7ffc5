/* The centres of a sharded index: k-means by cosine (Dhillon & Modha 2001) over a sample of the rows.
 *
 * Many centres are found in two steps, first the centres of groups of rows, then those of each group: comparing every row
 * with every centre would take 16 times as long at 16,000. A row is put into the nearest cell of its nearest groups.
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

enum {
    ROUNDS = 8,
    SAMPLED = 32,  /* rows for each centre, */
    GROUPED = 256, /* and for each centre of a group */
    FLAT = 64,     /* fewer cells are found in one step */
    SEARCHED = 8,  /* groups whose cells a row is compared with */
    BLOCK = 256
};
static const double ROUNDING = 1e-6; /* as in search.c */

static bool compass_begin(const smacs_allocator *a, const int8_t *centres, uint32_t cells, uint32_t dim,
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

static void compass_free(const smacs_allocator *a, smx_compass *c) {
    smacs_mem_free(a, c->scales);
    smacs_mem_free(a, c->squares);
}

/* The centre from `first` up to `end` that is most similar to a row, the lowest of equal ones. *best: how similar one is
 * that was found before, or -HUGE_VAL; only a more similar one is taken, and *best set. UINT32_MAX: none. */
static uint32_t nearest_among(const smx_compass *c, uint32_t first, uint32_t end, const int8_t *row, double *best) {
    uint32_t nearest = UINT32_MAX;
    for (uint32_t start = first; start < end; start += BLOCK) {
        const uint32_t count = end - start < BLOCK ? end - start : BLOCK;
        int32_t dots[BLOCK];
        uint8_t places[BLOCK];
        smacs_dots_i8(c->centres + (size_t)start * c->dim, count, c->dim, row, dots);
        const uint32_t passing =
            smacs_above(dots, c->scales + start, count, (float)(*best - fabs(*best) * ROUNDING), places);
        for (uint32_t i = 0; i < passing; i++) {
            const uint32_t at = start + places[i];
            const double similarity = c->squares[at] ? dots[places[i]] / sqrt(c->squares[at]) : 0.0;
            if (similarity > *best) {
                *best = similarity;
                nearest = at;
            }
        }
    }
    return nearest;
}

static uint32_t nearest_of(const smx_compass *c, const int8_t *row) {
    double best = -HUGE_VAL;
    const uint32_t found = nearest_among(c, 0, c->cells, row, &best);
    return found == UINT32_MAX ? 0 : found;
}

/* Evenly chosen rows [sample][dim] of all n of the blocks; NULL without memory. */
static int8_t *take_sample(const smacs_allocator *a, const smx_block *blocks, uint64_t n, uint32_t dim,
                           uint32_t sample) {
    int8_t *rows = smacs_mem_zeroed(a, sample, dim);
    uint64_t before = 0;
    for (uint32_t i = 0; i < sample && rows; i++) {
        const uint64_t at = (uint64_t)i * n / sample;
        while (at - before >= blocks->count) {
            before += blocks++->count;
        }
        memcpy(rows + (size_t)i * dim, blocks->rows + (size_t)(at - before) * dim, dim);
    }
    return rows;
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
    const int8_t *rows; /* [sample][dim] */
    int32_t *sums;      /* [cells][dim] */
    uint32_t *sizes;    /* [cells] */
    int8_t *centres;    /* [cells][dim] */
    smacs_rng *rng;
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
        const uint32_t other = i + smacs_rng_below(t->rng, t->sample - i), kept = order[i];
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
    const bool ok = compass_begin(a, t->centres, t->cells, t->dim, &compass);
    memset(t->sums, 0, (size_t)t->cells * t->dim * sizeof *t->sums);
    memset(t->sizes, 0, t->cells * sizeof *t->sizes);
    for (uint32_t i = 0; i < t->sample && ok; i++) {
        const int8_t *row = t->rows + (size_t)i * t->dim;
        const uint32_t cell = nearest_of(&compass, row);
        int32_t *sums = t->sums + (size_t)cell * t->dim;
        for (uint32_t d = 0; d < t->dim; d++) {
            sums[d] += row[d];
        }
        t->sizes[cell]++;
    }
    compass_free(a, &compass);
    for (uint32_t i = 0; i < t->cells && ok; i++) {
        if (t->sizes[i]) {
            widen(t->sums + (size_t)i * t->dim, t->dim, t->centres + (size_t)i * t->dim);
        } else {
            set_centre(t, i, smacs_rng_below(t->rng, t->sample));
        }
    }
    return ok;
}

/* Centres [cells][dim] of rows [sample][dim], at least as many. False without memory. */
static bool train(const smacs_allocator *a, const int8_t *rows, uint32_t sample, uint32_t dim, uint32_t cells,
                  smacs_rng *rng, int8_t *centres) {
    training t = {.dim = dim, .cells = cells, .sample = sample, .rows = rows, .centres = centres, .rng = rng};
    t.sums = smacs_mem_zeroed(a, cells, dim * sizeof *t.sums);
    t.sizes = smacs_mem_zeroed(a, cells, sizeof *t.sizes);
    bool ok = t.sums && t.sizes && begin_centres(a, &t);
    for (int round = 0; round < ROUNDS && ok; round++) {
        ok = move_centres(a, &t);
    }
    for (uint32_t i = 0; i < cells; i++) {
        smx_round_centre(centres + (size_t)i * dim, dim, centres + (size_t)i * dim);
    }
    smacs_mem_free(a, t.sums);
    smacs_mem_free(a, t.sizes);
    return ok;
}

/* Puts centres in an order in which neighbours are alike: each is followed by the most similar of those that are left.
 * The first is the one most similar to `before`, NULL: the first of all. False without memory. */
static bool order_centres(const smacs_allocator *a, int8_t *centres, uint32_t cells, uint32_t dim,
                          const int8_t *before) {
    int8_t *left = smacs_mem_zeroed(a, cells, dim); /* those that have no place yet */
    smx_compass compass = {0};
    if (left) {
        memcpy(left, centres, (size_t)cells * dim);
    }
    const bool ok = left && compass_begin(a, left, cells, dim, &compass);
    for (uint32_t i = 0; i < cells && ok; i++) {
        const int8_t *last = i ? centres + (size_t)(i - 1) * dim : before;
        const uint32_t at = last ? nearest_of(&compass, last) : 0, end = --compass.cells;
        memcpy(centres + (size_t)i * dim, left + (size_t)at * dim, dim);
        memmove(left + (size_t)at * dim, left + (size_t)end * dim, dim);
        compass.scales[at] = compass.scales[end];
        compass.squares[at] = compass.squares[end];
    }
    compass_free(a, &compass);
    smacs_mem_free(a, left);
    return ok;
}

/* ---- cells ---- */

typedef struct search {
    const smacs_allocator *a;
    const smx_block *blocks;
    uint64_t n; /* rows of all blocks */
    int8_t *rows;
    uint32_t sample; /* rows that centres are found from */
    smacs_rng rng;
    smx_cells *out;
} search;

static uint32_t sample_for(const search *s, uint64_t each, uint32_t centres) {
    return (uint32_t)(each * centres < s->n ? each * centres : s->n);
}

static bool find_groups(search *s) {
    smx_cells *c = s->out;
    const uint32_t groups = (uint32_t)lround(sqrt(c->count)), sample = sample_for(s, GROUPED, groups);
    int8_t *rows = take_sample(s->a, s->blocks, s->n, c->dim, sample);
    c->groups = smacs_mem_zeroed(s->a, groups, c->dim);
    c->ends = smacs_mem_zeroed(s->a, groups, sizeof *c->ends);
    c->group_count = groups;
    const bool ok = rows && c->groups && c->ends && train(s->a, rows, sample, c->dim, groups, &s->rng, c->groups) &&
                    order_centres(s->a, c->groups, groups, c->dim, NULL) &&
                    compass_begin(s->a, c->groups, groups, c->dim, &c->to_groups);
    smacs_mem_free(s->a, rows);
    return ok;
}

/* Sorts the sample by group, a counting sort: order [sample], ends [groups] in it. False without memory. */
static bool sort_sample(const search *s, uint32_t *order, uint32_t *ends) {
    const smx_cells *c = s->out;
    uint32_t *group = smacs_mem_zeroed(s->a, s->sample, sizeof *group);
    for (uint32_t i = 0; i < s->sample && group; i++) {
        group[i] = nearest_of(&c->to_groups, s->rows + (size_t)i * c->dim);
        ends[group[i]]++;
    }
    for (uint32_t g = 0, end = 0; g < c->group_count; g++) {
        const uint32_t size = ends[g];
        ends[g] = end; /* where it begins, which filling moves to its end */
        end += size;
    }
    for (uint32_t i = 0; i < s->sample && group; i++) {
        order[ends[group[i]]++] = i;
    }
    smacs_mem_free(s->a, group);
    return group != NULL;
}

/* The centres of one group, from `first` on, of the `count` rows of the sample whose numbers are in `order`. */
static bool find_in_group(search *s, const uint32_t *order, uint32_t count, uint32_t first, uint32_t cells) {
    const uint32_t dim = s->out->dim;
    int8_t *centres = s->out->centres + (size_t)first * dim, *rows = smacs_mem_zeroed(s->a, count, dim);
    for (uint32_t i = 0; i < count && rows; i++) {
        memcpy(rows + (size_t)i * dim, s->rows + (size_t)order[i] * dim, dim);
    }
    const bool ok = rows && train(s->a, rows, count, dim, cells, &s->rng, centres) &&
                    order_centres(s->a, centres, cells, dim, first ? centres - dim : NULL);
    smacs_mem_free(s->a, rows);
    return ok;
}

/* Each group gets cells in proportion to its rows. */
static bool find_by_groups(search *s) {
    smx_cells *c = s->out;
    if (!find_groups(s)) {
        return false;
    }
    uint32_t *order = smacs_mem_zeroed(s->a, s->sample, sizeof *order);
    uint32_t *ends = smacs_mem_zeroed(s->a, c->group_count, sizeof *ends);
    bool ok = order && ends && sort_sample(s, order, ends);
    for (uint32_t g = 0; g < c->group_count && ok; g++) {
        const uint32_t start = g ? ends[g - 1] : 0, first = g ? c->ends[g - 1] : 0;
        c->ends[g] = (uint32_t)((uint64_t)ends[g] * c->count / s->sample);
        if (c->ends[g] > first) {
            ok = find_in_group(s, order + start, ends[g] - start, first, c->ends[g] - first);
        }
    }
    smacs_mem_free(s->a, order);
    smacs_mem_free(s->a, ends);
    return ok;
}

bool smx_cells_find(const smacs_allocator *a, const smx_block *blocks, size_t count, uint32_t dim, uint32_t cells,
                    uint64_t seed, smx_cells *out) {
    search s = {.a = a, .blocks = blocks, .out = out};
    *out = (smx_cells){.count = cells, .dim = dim};
    for (size_t b = 0; b < count; b++) {
        s.n += blocks[b].count;
    }
    smacs_rng_seed(&s.rng, seed, 0);
    s.sample = sample_for(&s, SAMPLED, cells);
    s.rows = take_sample(a, blocks, s.n, dim, s.sample);
    out->centres = smacs_mem_zeroed(a, cells, dim);
    bool ok = s.rows && out->centres;
    if (ok && cells < FLAT) {
        ok = train(a, s.rows, s.sample, dim, cells, &s.rng, out->centres) &&
             order_centres(a, out->centres, cells, dim, NULL);
    } else if (ok) {
        ok = find_by_groups(&s);
    }
    smacs_mem_free(a, s.rows);
    return ok && compass_begin(a, out->centres, cells, dim, &out->to_cells);
}

void smx_cells_free(const smacs_allocator *a, smx_cells *cells) {
    compass_free(a, &cells->to_cells);
    compass_free(a, &cells->to_groups);
    smacs_mem_free(a, cells->centres);
    smacs_mem_free(a, cells->groups);
    smacs_mem_free(a, cells->ends);
}

/* The groups [SEARCHED] most similar to a row, most similar first. Returns how many. */
static uint32_t near_groups(const smx_cells *c, const int8_t *row, uint32_t near[SEARCHED]) {
    double of[SEARCHED];
    int32_t dots[BLOCK];
    uint32_t count = 0;
    smacs_dots_i8(c->groups, c->group_count, c->dim, row, dots);
    for (uint32_t g = 0; g < c->group_count; g++) {
        const int32_t square = c->to_groups.squares[g];
        const double similarity = square ? dots[g] / sqrt(square) : 0.0;
        if (count == SEARCHED && similarity <= of[SEARCHED - 1]) {
            continue;
        }
        uint32_t at = count < SEARCHED ? count++ : SEARCHED - 1;
        for (; at > 0 && of[at - 1] < similarity; at--) {
            of[at] = of[at - 1];
            near[at] = near[at - 1];
        }
        of[at] = similarity;
        near[at] = g;
    }
    return count;
}

uint32_t smx_cells_nearest(const smx_cells *c, const int8_t *row) {
    if (!c->groups) {
        return nearest_of(&c->to_cells, row);
    }
    uint32_t near[SEARCHED], nearest = 0;
    const uint32_t count = near_groups(c, row, near);
    double best = -HUGE_VAL;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t first = near[i] ? c->ends[near[i] - 1] : 0;
        const uint32_t found = nearest_among(&c->to_cells, first, c->ends[near[i]], row, &best);
        nearest = found == UINT32_MAX ? nearest : found;
    }
    return nearest;
}
