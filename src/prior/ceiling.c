/* How often some model of the panel is right near the question: the most that choosing among its answers can reach.
 * Models err together, so this is counted on questions that all of them were run on, and not made from their priors. */
#include "prior/stages.h"

#include <math.h>

static const uint32_t LEAST_JOINT = 50; /* questions; with fewer nothing is said */

/* best[i]: the highest score of the panel on neighbour i; NAN where a member was not run on it. `own`: scratch. */
static void take_best(const smacs_index *index, const smacs_route *route, float *best, float *own) {
    for (uint32_t p = 0; p < route->panel_count; p++) {
        smacs_index_scores_near(index, route->panel[p], route->neighbours, route->neighbour_count, own);
        for (uint32_t i = 0; i < route->neighbour_count; i++) {
            const bool missing = isnan(own[i]) || (p > 0 && isnan(best[i]));
            best[i] = missing ? NAN : p == 0 || own[i] > best[i] ? own[i] : best[i];
        }
    }
}

/* The mean of `best`, weighted from 1 at the nearest neighbour down to 0 at the k-th. */
static void weigh_best(smacs_route *route, const float *best) {
    double sum = 0.0, weight = 0.0, squares = 0.0;
    uint32_t joint = 0;
    for (uint32_t i = 0; i < route->neighbour_count; i++) {
        if (!isnan(best[i])) {
            const double w = smacs_nearness_of(route, i);
            sum += w * best[i];
            weight += w;
            squares += w * w;
            joint++;
        }
    }
    if (joint >= LEAST_JOINT && weight > 0.0) {
        const double share = sum / weight, cut = fmin(0.98, fmax(0.02, share));
        const double far = isnan(route->closeness) ? 0.0 : 1.0 - route->closeness;
        route->ceiling = share;
        route->ceiling_error = fmin(0.5, sqrt(cut * (1.0 - cut) * (squares / (weight * weight) + far)));
    }
}

smacs_status smacs_ceiling_find(const smacs_allocator *a, const smacs_index *index, smacs_route *route) {
    float *best = smacs_mem_zeroed(a, route->neighbour_count, sizeof *best);
    float *own = smacs_mem_zeroed(a, route->neighbour_count, sizeof *own);
    const bool ok = best && own;
    route->ceiling = NAN;
    route->ceiling_error = NAN;
    if (ok) {
        take_best(index, route, best, own);
        weigh_best(route, best);
    }
    smacs_mem_free(a, best);
    smacs_mem_free(a, own);
    return ok ? SMACS_OK : SMACS_E_MEMORY;
}
