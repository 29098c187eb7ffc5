/* Means over questions with intervals, and whether two settings differ. No I/O.
 *
 * Intervals are percentile bootstrap (Efron 1979), stratified: each resample draws as many questions of a benchmark as
 * it has, with replacement, so that the mean of benchmarks keeps its weights. All columns of a question are drawn
 * together, so that a column of differences is a paired comparison. The same seed gives the same bits everywhere. */
#ifndef SMACS_LAB_STATISTICS_H
#define SMACS_LAB_STATISTICS_H

#include "base/names.h"

/* What questions came to, a row each. Zero-initialise, set `a` and `columns`; free with lab_sample_free. */
typedef struct lab_sample {
    smacs_allocator a;
    uint32_t columns;
    smacs_names groups; /* benchmarks in the order of first appearance */
    uint32_t *group;    /* [count] */
    double *values;     /* [count][columns]; NAN: missing */
    size_t count, group_capacity, value_capacity;
} lab_sample;

/* Appends values [columns], which are copied. Errors: MEMORY, TOO_LARGE. */
smacs_status lab_sample_add(lab_sample *s, smacs_text group, const double *values);
void lab_sample_free(lab_sample *s);

/* A mean over the values that are there, and the 2.5 % and 97.5 % points of its resamples; NANs without values. */
typedef struct lab_estimate {
    double mean, low, high;
} lab_estimate;

/* Rows of a table of estimates: the groups, then these. */
static inline uint32_t lab_macro_row(const lab_sample *s) { return s->groups.count; } /* mean of the groups' means */
static inline uint32_t lab_overall_row(const lab_sample *s) { return s->groups.count + 1; }

/* All means: out [groups + 2][columns]. A group without values of a column has no say in that column's macro mean.
 * `resamples` >= 1. False when memory is out. */
bool lab_sample_estimate(const lab_sample *s, uint32_t resamples, uint64_t seed, lab_estimate *out);

#endif
