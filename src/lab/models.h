/* Models to compare with. */
#ifndef SMACS_LAB_MODELS_H
#define SMACS_LAB_MODELS_H

#include "lab/statistics.h"
#include <smacs/smacs.h>

/* What models scored on the questions of a sample: [count][models], NAN where they were not run. */
typedef struct lab_scores {
    float *rows;
    size_t capacity;
    uint32_t models;
} lab_scores;
bool lab_scores_add(lab_scores *s, const smacs_allocator *a, size_t count, const float *row);

/* The model with the best mean over questions, or with `by_group` over the groups' means, among those run on nine in
 * ten questions; if there are none, among those run on most. UINT32_MAX when memory is out. */
uint32_t lab_best_single(const lab_sample *sample, const lab_scores *scores, bool by_group);

/* Means of an index by benchmark. */
typedef struct lab_benchmark_means {
    smacs_allocator a;
    uint32_t models;
    smacs_names names;
    smacs_model_mean *of; /* [names.count][models]; {NAN, 0} where a model has no score */
} lab_benchmark_means;
bool lab_benchmark_means_make(const smacs_index *index, lab_benchmark_means *m); /* false after a report */
void lab_benchmark_means_free(lab_benchmark_means *m);

/* The means [models] on a benchmark; NULL where the index does not know it. */
const smacs_model_mean *lab_benchmark_means_of(const lab_benchmark_means *m, smacs_text benchmark);

/* The allowed model with the best mean, among those with at least nine tenths of the most scores that one has.
 * UINT32_MAX if none has scores, or `means` is NULL. */
uint32_t lab_best_known(const smacs_model_mean *means, uint32_t models, const bool *allowed);

#endif
