#include "lab/statistics.h"

#include "base/rng.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

smacs_status lab_sample_add(lab_sample *s, smacs_text group, const double *values) {
    uint32_t number;
    const smacs_status status = smacs_names_intern(&s->a, &s->groups, group, &number);
    if (status != SMACS_OK) {
        return status;
    }
    if (!smacs_mem_reserve(&s->a, &s->group, &s->group_capacity, s->count + 1, sizeof *s->group) ||
        !smacs_mem_reserve(&s->a, &s->values, &s->value_capacity, (s->count + 1) * s->columns, sizeof *s->values)) {
        return SMACS_E_MEMORY;
    }
    s->group[s->count] = number;
    memcpy(s->values + s->count * s->columns, values, s->columns * sizeof *values);
    s->count++;
    return SMACS_OK;
}

void lab_sample_free(lab_sample *s) {
    if (s->a.alloc) {
        smacs_names_free(&s->a, &s->groups);
        smacs_mem_free(&s->a, s->group);
        smacs_mem_free(&s->a, s->values);
    }
    *s = (lab_sample){0};
}

/* Sums and numbers of values: [columns] of one draw, or [columns][resamples] of all. */
typedef struct tally {
    double *sum;
    uint32_t *count;
} tally;

/* Groups are resampled one after another, so that memory does not grow with their number. */
typedef struct bootstrap {
    const lab_sample *s;
    uint32_t resamples;
    uint32_t *members; /* [count] questions, those of a group together */
    uint32_t *begin;   /* [groups + 2] where each group's begin */
    tally of;          /* one draw of one group */
    tally macro, all;  /* of all draws: groups' means, and values */
    double *drawn;     /* [columns][resamples] means */
} bootstrap;

static bool tally_begin(const smacs_allocator *a, tally *t, size_t size) {
    t->sum = smacs_mem_zeroed(a, size, sizeof *t->sum);
    t->count = smacs_mem_zeroed(a, size, sizeof *t->count);
    return t->sum && t->count;
}

static void tally_free(const smacs_allocator *a, const tally *t) {
    smacs_mem_free(a, t->sum);
    smacs_mem_free(a, t->count);
}

static void bootstrap_free(bootstrap *b) {
    const smacs_allocator *a = &b->s->a;
    smacs_mem_free(a, b->members);
    smacs_mem_free(a, b->begin);
    smacs_mem_free(a, b->drawn);
    tally_free(a, &b->of);
    tally_free(a, &b->macro);
    tally_free(a, &b->all);
}

static bool bootstrap_begin(bootstrap *b) {
    const lab_sample *s = b->s;
    const smacs_allocator *a = &s->a;
    const size_t cells = (size_t)s->columns * b->resamples;
    b->members = smacs_mem_zeroed(a, s->count, sizeof *b->members);
    b->begin = smacs_mem_zeroed(a, s->groups.count + (size_t)2, sizeof *b->begin);
    b->drawn = smacs_mem_zeroed(a, cells, sizeof *b->drawn);
    return b->members && b->begin && b->drawn && tally_begin(a, &b->of, s->columns) &&
           tally_begin(a, &b->macro, cells) && tally_begin(a, &b->all, cells);
}

/* Counting sort of the questions by group, keeping their order. */
static void sort_members(bootstrap *b) {
    const lab_sample *s = b->s;
    for (size_t i = 0; i < s->count; i++) {
        b->begin[s->group[i] + 2]++;
    }
    for (uint32_t g = 2; g <= s->groups.count; g++) {
        b->begin[g] += b->begin[g - 1];
    }
    for (size_t i = 0; i < s->count; i++) {
        b->members[b->begin[s->group[i] + 1]++] = (uint32_t)i;
    }
}

static void tally_question(const bootstrap *b, uint32_t question) {
    const double *row = b->s->values + (size_t)question * b->s->columns;
    for (uint32_t c = 0; c < b->s->columns; c++) {
        if (!isnan(row[c])) {
            b->of.sum[c] += row[c];
            b->of.count[c]++;
        }
    }
}

/* One draw of a group (rng NULL: the group itself) and its share in the means over groups. */
static void draw_group(const bootstrap *b, uint32_t group, uint32_t resample, smacs_rng *rng) {
    const uint32_t columns = b->s->columns, size = b->begin[group + 1] - b->begin[group];
    const uint32_t *members = b->members + b->begin[group];
    memset(b->of.sum, 0, columns * sizeof *b->of.sum);
    memset(b->of.count, 0, columns * sizeof *b->of.count);
    for (uint32_t i = 0; i < size; i++) {
        tally_question(b, members[rng ? smacs_rng_below(rng, size) : i]);
    }
    for (uint32_t c = 0; c < columns; c++) {
        const size_t cell = (size_t)c * b->resamples + resample;
        const double mean = b->of.count[c] > 0 ? b->of.sum[c] / b->of.count[c] : NAN;
        b->drawn[cell] = mean;
        b->macro.sum[cell] += b->of.count[c] > 0 ? mean : 0.0;
        b->macro.count[cell] += b->of.count[c] > 0;
        b->all.sum[cell] += b->of.sum[c];
        b->all.count[cell] += b->of.count[c];
    }
}

static int by_value(const void *x, const void *y) {
    const double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

/* Between the two nearest of sorted values [count], as R's type 7. */
static double quantile(const double *sorted, size_t count, double share) {
    const double place = share * (double)(count - 1);
    const size_t below = (size_t)place;
    const double rest = place - (double)below;
    return below + 1 < count ? sorted[below] + rest * (sorted[below + 1] - sorted[below]) : sorted[below];
}

/* The interval of one mean from its resamples, which it sorts; those that drew no value say nothing. */
static void set_interval(lab_estimate *e, double *drawn, uint32_t resamples) {
    size_t count = 0;
    for (uint32_t r = 0; r < resamples; r++) {
        if (!isnan(drawn[r])) {
            drawn[count++] = drawn[r];
        }
    }
    e->low = e->high = NAN;
    if (count > 0) {
        qsort(drawn, count, sizeof *drawn, by_value);
        e->low = quantile(drawn, count, 0.025);
        e->high = quantile(drawn, count, 0.975);
    }
}

static void set_intervals(const bootstrap *b, lab_estimate *row) {
    for (uint32_t c = 0; c < b->s->columns; c++) {
        set_interval(&row[c], b->drawn + (size_t)c * b->resamples, b->resamples);
    }
}

/* Turns sums over groups into the drawn means. */
static void close_tally(const bootstrap *b, const tally *t) {
    for (size_t cell = 0; cell < (size_t)b->s->columns * b->resamples; cell++) {
        b->drawn[cell] = t->count[cell] > 0 ? t->sum[cell] / t->count[cell] : NAN;
    }
}

/* The means themselves: a single draw that is the sample. */
static void set_means(const bootstrap *b, lab_estimate *out) {
    const uint32_t columns = b->s->columns, groups = b->s->groups.count;
    for (uint32_t g = 0; g < groups; g++) {
        draw_group(b, g, 0, NULL);
        for (uint32_t c = 0; c < columns; c++) {
            out[(size_t)g * columns + c].mean = b->drawn[(size_t)c * b->resamples];
        }
    }
    const tally *const over[2] = {&b->macro, &b->all};
    for (size_t i = 0; i < 2; i++) {
        for (uint32_t c = 0; c < columns; c++) {
            const size_t cell = (size_t)c * b->resamples;
            out[(groups + i) * columns + c].mean =
                over[i]->count[cell] > 0 ? over[i]->sum[cell] / over[i]->count[cell] : NAN;
            over[i]->sum[cell] = 0.0;
            over[i]->count[cell] = 0;
        }
    }
}

bool lab_sample_estimate(const lab_sample *s, uint32_t resamples, uint64_t seed, lab_estimate *out) {
    bootstrap b = {.s = s, .resamples = resamples};
    const uint32_t groups = s->groups.count;
    const bool begun = bootstrap_begin(&b);
    if (begun) {
        sort_members(&b);
        set_means(&b, out);
        for (uint32_t g = 0; g < groups; g++) {
            smacs_rng rng;
            smacs_rng_seed(&rng, seed, g);
            for (uint32_t r = 0; r < resamples; r++) {
                draw_group(&b, g, r, &rng);
            }
            set_intervals(&b, out + (size_t)g * s->columns);
        }
        close_tally(&b, &b.macro);
        set_intervals(&b, out + (size_t)lab_macro_row(s) * s->columns);
        close_tally(&b, &b.all);
        set_intervals(&b, out + (size_t)lab_overall_row(s) * s->columns);
    }
    bootstrap_free(&b);
    return begun;
}
