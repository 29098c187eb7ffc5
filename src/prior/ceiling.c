/* How often some model of the panel is right near the question: the most that choosing among its answers can reach.
 * Models err together, so this is counted on questions that all of them were run on. Where there are too few, it is
 * made from their priors: half of what independent errors would let the others add to the best. README.md has the
 * measurements. */
#include "prior/stages.h"

#include <math.h>

static const uint32_t LEAST_JOINT = 50; /* questions; with fewer the priors say it */
static const double ADDED = 0.5;        /* share of what independent errors would add, */
static const double ADDED_STRAY = 0.16; /* and how much that share varies, between panels and banks */

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
        route->ceiling_joint = joint;
    }
}

static void expect_best(smacs_route *route) {
    double none = 1.0;
    const smacs_prior *best = &route->priors[route->panel[0]];
    for (uint32_t p = 0; p < route->panel_count; p++) {
        const smacs_prior *prior = &route->priors[route->panel[p]];
        none *= 1.0 - prior->prior;
        best = prior->prior > best->prior ? prior : best;
    }
    const double added = 1.0 - none - best->prior, stray = ADDED_STRAY * added, error = best->standard_error;
    route->ceiling = best->prior + ADDED * added;
    route->ceiling_error = fmin(0.5, sqrt(error * error + stray * stray));
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
    if (ok && route->ceiling_joint == 0 && route->mode == SMACS_MODE_ROBUST) {
        expect_best(route);
    }
    smacs_mem_free(a, best);
    smacs_mem_free(a, own);
    return ok ? SMACS_OK : SMACS_E_MEMORY;
}
