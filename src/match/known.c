/* The general level of a model: what it is expected to solve of all questions of the bank. */
#include "match/known.h"
#include <math.h>

void smacs_match_prior(const smacs_index *index, smacs_match *match) {
    if (match->model == UINT32_MAX) {
        return;
    }
    const smacs_model_mean mean = smacs_index_model_mean(index, match->model);
    if (mean.scored > 0) {
        match->from = SMACS_FROM_BANK;
        match->prior = mean.mean;
        match->error = sqrt(mean.mean * (1.0 - mean.mean) / mean.scored);
    }
}
