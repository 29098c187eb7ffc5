/* One model's scores in an open index. */
#include "index/format.h"

#include <math.h>

float smacs_index_score(const smacs_index *index, uint32_t question, uint32_t model) {
    const smx_column *column = &index->columns[model];
    return smx_is_set(column->present, question) ? smx_score_of(index, column, question) : NAN;
}

void smacs_index_scores_near(const smacs_index *index, uint32_t model, const smacs_neighbour *neighbours,
                             uint32_t count, float *scores) {
    const smx_column *column = &index->columns[model];
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t question = neighbours[i].question;
        scores[i] = smx_is_set(column->present, question) ? smx_score_of(index, column, question) : NAN;
    }
}

smacs_model_mean smacs_index_model_mean(const smacs_index *index, uint32_t model) { return index->means[model]; }
