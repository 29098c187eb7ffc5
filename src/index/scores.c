/* One model's scores in an open index. */
#include "index/format.h"

#include "base/bits.h"
#include <math.h>

float smacs_index_score(const smacs_index *index, uint32_t question, uint32_t model) {
    const smx_column *column = &index->columns[model];
    if (!smx_is_set(column->present, question)) {
        return NAN;
    }
    return column->codes ? smacs_load_f32(index->levels + (size_t)column->codes[question] * 4)
                         : (float)smx_is_set(column->right, question);
}

void smacs_index_scores_near(const smacs_index *index, uint32_t model, const smacs_neighbour *neighbours,
                             uint32_t count, float *scores) {
    const smx_column *column = &index->columns[model];
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t question = neighbours[i].question;
        if (column->codes) {
            scores[i] = smacs_index_score(index, question, model);
        } else {
            scores[i] = smx_is_set(column->present, question) ? (float)smx_is_set(column->right, question) : NAN;
        }
    }
}

smacs_model_mean smacs_index_model_mean(const smacs_index *index, uint32_t model) { return index->means[model]; }
