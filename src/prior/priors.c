/* Priors from neighbours: the paper's weighted sums, and our shrunk means.
 *
 * The paper's sum counts a missing cell as a failure and has no scale. The robust estimate divides by the weight of the
 * cells that are there and shrinks to the model's own mean, so that few cells cannot make a model look sure. */
#include "prior/stages.h"

#include <math.h>

/* Weight of the model's own mean, in units of similarity-weighted neighbours. */
static const double KAPPA = 10.0;

typedef struct tally {
    double weight, weight_squares, score;
    uint32_t scored;
} tally;

/* Sums over the neighbours in their order, most similar first. */
static tally tally_model(const smacs_index *index, const smacs_route *route, uint32_t model) {
    tally t = {0};
    for (uint32_t i = 0; i < route->neighbour_count; i++) {
        const smacs_neighbour *near = &route->neighbours[i];
        const float score = smacs_index_score(index, near->question, model);
        if (isnan(score)) {
            continue;
        }
        /* A negative similarity only occurs when nothing is similar; as a weight it would turn evidence around. */
        const double w = near->similarity > 0.0 || route->mode == SMACS_MODE_PAPER
                             ? near->similarity
                             : 0.0;
        t.weight += w;
        t.weight_squares += w * w;
        t.score += w * score;
        t.scored++;
    }
    return t;
}

static void estimate(const smacs_index *index, smacs_route *route, uint32_t model) {
    const tally t = tally_model(index, route, model);
    smacs_prior *prior = &route->priors[model];
    prior->scored = t.scored;
    prior->n_eff = t.weight_squares > 0.0 ? t.weight * t.weight / t.weight_squares : 0.0;
    if (route->mode == SMACS_MODE_PAPER) {
        prior->prior = t.score;
        prior->standard_error = NAN;
        return;
    }
    const smacs_model_mean own = smacs_index_model_mean(index, model);
    const double mean = own.scored ? own.mean : 0.0;
    const double s = (t.score + KAPPA * mean) / (t.weight + KAPPA);
    prior->prior = s;
    prior->standard_error = prior->n_eff > 0.0 ? fmin(0.5, sqrt(s * (1.0 - s) / prior->n_eff)) : 0.5;
}

void smacs_priors_estimate(const smacs_index *index, smacs_route *route) {
    for (uint32_t m = 0; m < route->model_count; m++) {
        estimate(index, route, m);
    }
}
