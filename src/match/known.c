/* The general level of a model: what it is expected to solve of all questions of the bank. */
#include "match/known.h"
#include <math.h>

static const double UNSEEN = 10.0; /* in scores: what a model's other groups tell of one that it was not scored in */

static double error_of(const smacs_index *index, uint32_t group, uint32_t model, smacs_expectation expected) {
    const double error = smacs_index_level(index, group, model).error;
    const double scored = smacs_index_group_scores(index, group, model).scored;
    return scored == 0.0 && !isnan(error)
               ? error
               : sqrt(expected.mean * (1.0 - expected.mean) / (scored + expected.published + UNSEEN));
}

/* What is expected of it in each group, by the group's questions, so that models that were asked unlike questions
 * compare. Errors of groups have one cause, what little is known of the model, so they do not cancel out. */
static void by_groups(const smacs_index *index, smacs_match *match) {
    const double questions = smacs_index_describe(index).of;
    match->prior = match->error = 0.0;
    for (uint32_t g = 0; g < smacs_index_groups(index); g++) {
        const smacs_expectation expected = smacs_index_expectation(index, g, match->model);
        const double share = smacs_index_group_size(index, g) / questions;
        match->prior += share * expected.mean;
        match->error += share * error_of(index, g, match->model, expected);
    }
}

void smacs_match_prior(const smacs_index *index, smacs_match *match) {
    if (match->model == UINT32_MAX) {
        return;
    }
    match->from = smacs_index_known(index, match->model);
    if (match->from != SMACS_KNOWN_NOT) {
        by_groups(index, match);
    }
}
