/* The general level of a model: what it is expected to solve of all questions of the bank. */
#include "match/known.h"
#include <math.h>

/* Its own scores. */
static void by_scores(const smacs_index *index, smacs_match *match) {
    const smacs_model_mean mean = smacs_index_model_mean(index, match->model);
    match->prior = mean.mean;
    match->error = sqrt(mean.mean * (1.0 - mean.mean) / mean.scored);
}

/* The levels of the groups, each by its number of questions. Their errors have one cause, what little is known of the
 * model, so that they do not cancel out. */
static void by_levels(const smacs_index *index, smacs_match *match) {
    double questions = 0.0, level = 0.0, error = 0.0;
    for (uint32_t g = 0; g < smacs_index_groups(index); g++) {
        const smacs_level of_group = smacs_index_level(index, g, match->model);
        if (!isnan(of_group.level)) {
            const double size = smacs_index_group_size(index, g);
            questions += size;
            level += size * of_group.level;
            error += size * of_group.error;
        }
    }
    match->prior = questions > 0.0 ? level / questions : NAN;
    match->error = questions > 0.0 ? error / questions : NAN;
}

void smacs_match_prior(const smacs_index *index, smacs_match *match) {
    static const smacs_source sources[] = {SMACS_FROM_NOTHING, SMACS_FROM_FAMILY, SMACS_FROM_PUBLISHED,
                                           SMACS_FROM_BANK};
    if (match->model == UINT32_MAX) {
        return;
    }
    const smacs_known known = smacs_index_known(index, match->model);
    if (known == SMACS_KNOWN_BY_SCORES) {
        by_scores(index, match);
    } else if (known != SMACS_KNOWN_NOT) {
        by_levels(index, match);
    }
    match->from = isnan(match->prior) ? SMACS_FROM_NOTHING : sources[known];
}
