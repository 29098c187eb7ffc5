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

/* With fewer questions in common than this, two models can hardly be compared. */
enum { LAB_COMMON_LEAST = 200 };

/* The best single model of a row of a table of estimates: a group's number, lab_macro_row or lab_overall_row. Each model
 * is compared with `column` of the sample, in percent, on the questions that have both, so that no model gains from
 * having been run on easy questions only; the best is the one over which the column gains least. Those run on nine in
 * ten questions of the row come first, because where hardly any answer is wrong all gains are small; if there are none,
 * those run on LAB_COMMON_LEAST are compared. UINT32_MAX if no model was run on as many. */
uint32_t lab_best_single(const lab_sample *sample, const lab_scores *scores, uint32_t column, uint32_t row);

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
