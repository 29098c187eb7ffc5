/* Priors exactly as published: sums of scores, weighted by similarity. A missing score adds nothing, so it counts as a
 * failure, and the sums grow with the number of neighbours. This is for comparison; robust.c is the default. */
#include "prior/stages.h"

#include <math.h>

void smacs_priors_paper(const smacs_index *index, smacs_route *route) {
    for (uint32_t m = 0; m < route->model_count; m++) {
        smacs_prior *prior = &route->priors[m];
        double weight = 0.0, squares = 0.0;
        for (uint32_t i = 0; i < route->neighbour_count; i++) {
            const smacs_neighbour *near = &route->neighbours[i];
            const float score = smacs_index_score(index, near->question, m);
            if (!isnan(score)) {
                prior->prior += near->similarity * score;
                weight += near->similarity;
                squares += near->similarity * near->similarity;
                prior->scored++;
            }
        }
        prior->n_eff = squares > 0.0 ? weight * weight / squares : 0.0;
        prior->standard_error = NAN;
        prior->utility = prior->prior;
    }
}
