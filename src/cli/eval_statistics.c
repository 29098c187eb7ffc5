#include "cli/eval_statistics.h"

#include "base/rng.h"
#include "base/scalar.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

smacs_status cli_sample_add(cli_sample *s, smacs_text group, const double *values) {
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

void cli_sample_free(cli_sample *s) {
    if (s->a.alloc) {
        smacs_names_free(&s->a, &s->groups);
        smacs_mem_free(&s->a, s->group);
        smacs_mem_free(&s->a, s->values);
    }
    *s = (cli_sample){0};
}

/* Sums and numbers of the values of some questions. */
typedef struct tally {
    double *sum;     /* [columns] */
    uint32_t *count; /* [columns] */
} tally;

typedef struct bootstrap {
    const cli_sample *s;
    uint32_t *members; /* [count] questions, those of a group together */
    uint32_t *begin;   /* [groups + 1] where each group's begin */
    tally of, all;     /* of a group, and of everything */
    double *macro;     /* [columns] */
    uint32_t *macro_count;
    double *means; /* [groups + 2][columns] of one resample */
    double *drawn; /* [groups + 2][columns][resamples] */
} bootstrap;

static void bootstrap_free(bootstrap *b) {
    const smacs_allocator *a = &b->s->a;
    void *const parts[] = {b->members,   b->begin, b->of.sum,      b->of.count, b->all.sum,
                           b->all.count, b->macro, b->macro_count, b->means,    b->drawn};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        smacs_mem_free(a, parts[i]);
    }
}

static bool bootstrap_begin(bootstrap *b, uint32_t resamples) {
    const cli_sample *s = b->s;
    const smacs_allocator *a = &s->a;
    const size_t columns = s->columns, cells = (s->groups.count + (size_t)2) * columns;
    b->members = smacs_mem_zeroed(a, s->count, sizeof *b->members);
    b->begin = smacs_mem_zeroed(a, s->groups.count + (size_t)2, sizeof *b->begin);
    b->of.sum = smacs_mem_zeroed(a, columns, sizeof *b->of.sum);
    b->of.count = smacs_mem_zeroed(a, columns, sizeof *b->of.count);
    b->all.sum = smacs_mem_zeroed(a, columns, sizeof *b->all.sum);
    b->all.count = smacs_mem_zeroed(a, columns, sizeof *b->all.count);
    b->macro = smacs_mem_zeroed(a, columns, sizeof *b->macro);
    b->macro_count = smacs_mem_zeroed(a, columns, sizeof *b->macro_count);
    b->means = smacs_mem_zeroed(a, cells, sizeof *b->means);
    b->drawn = smacs_mem_zeroed(a, cells * resamples, sizeof *b->drawn);
    return b->members && b->begin && b->of.sum && b->of.count && b->all.sum && b->all.count && b->macro &&
           b->macro_count && b->means && b->drawn;
}

/* Counting sort of the questions by group, keeping their order. */
static void sort_members(bootstrap *b) {
    const cli_sample *s = b->s;
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

static void tally_clear(const bootstrap *b, const tally *t) {
    memset(t->sum, 0, b->s->columns * sizeof *t->sum);
    memset(t->count, 0, b->s->columns * sizeof *t->count);
}

static void tally_question(const bootstrap *b, const tally *t, uint32_t question) {
    const double *row = b->s->values + (size_t)question * b->s->columns;
    for (uint32_t c = 0; c < b->s->columns; c++) {
        if (!isnan(row[c])) {
            t->sum[c] += row[c];
            t->count[c]++;
        }
    }
}

/* Closes a group: its means, and its share in those over groups. */
static void close_group(bootstrap *b, uint32_t group) {
    double *means = b->means + (size_t)group * b->s->columns;
    for (uint32_t c = 0; c < b->s->columns; c++) {
        means[c] = b->of.count[c] > 0 ? b->of.sum[c] / b->of.count[c] : NAN;
        if (b->of.count[c] > 0) {
            b->macro[c] += means[c];
            b->macro_count[c]++;
        }
        b->all.sum[c] += b->of.sum[c];
        b->all.count[c] += b->of.count[c];
    }
}

/* The means of all questions (rng NULL), or of a resample. */
static void compute_means(bootstrap *b, smacs_rng *rng) {
    const uint32_t groups = b->s->groups.count, columns = b->s->columns;
    tally_clear(b, &b->all);
    memset(b->macro, 0, columns * sizeof *b->macro);
    memset(b->macro_count, 0, columns * sizeof *b->macro_count);
    for (uint32_t g = 0; g < groups; g++) {
        const uint32_t *members = b->members + b->begin[g];
        const uint32_t size = b->begin[g + 1] - b->begin[g];
        tally_clear(b, &b->of);
        for (uint32_t i = 0; i < size; i++) {
            tally_question(b, &b->of, members[rng ? smacs_rng_below(rng, size) : i]);
        }
        close_group(b, g);
    }
    for (uint32_t c = 0; c < columns; c++) {
        b->means[(size_t)groups * columns + c] = b->macro_count[c] > 0 ? b->macro[c] / b->macro_count[c] : NAN;
        b->means[(size_t)(groups + 1) * columns + c] = b->all.count[c] > 0 ? b->all.sum[c] / b->all.count[c] : NAN;
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

/* The interval of one mean from its resamples; those that drew no value say nothing. */
static void set_interval(cli_estimate *e, double *drawn, uint32_t resamples) {
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

static void set_means(bootstrap *b, cli_estimate *out) {
    const uint32_t columns = b->s->columns, groups = b->s->groups.count;
    compute_means(b, NULL);
    for (uint32_t cell = 0; cell < (groups + 2) * columns; cell++) {
        out[cell] = (cli_estimate){.mean = b->means[cell]};
    }
}

bool cli_sample_estimate(const cli_sample *s, uint32_t resamples, uint64_t seed, cli_estimate *out) {
    bootstrap b = {.s = s};
    smacs_rng rng;
    const bool begun = bootstrap_begin(&b, resamples);
    const uint32_t cells = (s->groups.count + 2) * s->columns;
    if (begun) {
        sort_members(&b);
        set_means(&b, out);
        smacs_rng_seed(&rng, seed, 0);
        for (uint32_t r = 0; r < resamples; r++) {
            compute_means(&b, &rng);
            for (uint32_t cell = 0; cell < cells; cell++) {
                b.drawn[(size_t)cell * resamples + r] = b.means[cell];
            }
        }
        for (uint32_t cell = 0; cell < cells; cell++) {
            set_interval(&out[cell], b.drawn + (size_t)cell * resamples, resamples);
        }
    }
    bootstrap_free(&b);
    return begun;
}

/* 2 P(Bin(n, 1/2) <= fewer), summed from its largest term down, which is the last. */
double cli_sign_test(uint64_t better, uint64_t worse) {
    const uint64_t fewer = better < worse ? better : worse, n = better + worse;
    double log_term = -(double)n * smacs_log(2.0), sum = 0.0, term = 1.0;
    if (better == worse) {
        return 1.0;
    }
    for (uint64_t i = 1; i <= fewer; i++) {
        log_term += smacs_log((double)(n - fewer + i) / (double)i);
    }
    for (uint64_t i = fewer;; i--) {
        sum += term;
        if (i == 0 || term < 1e-18) {
            break;
        }
        term *= (double)i / (double)(n - i + 1);
    }
    const double p = 2.0 * sum * smacs_exp(log_term);
    return p < 1.0 ? p : 1.0;
}
