/* Chooses the panel from the priors: the n best models, or greedy coverage. alpha mixes in cost, as in Avengers-Pro. */
#include "prior/stages.h"

#include <math.h>

static bool uses_cost(const smacs_route_options *options) { return options->cost && options->alpha < 1.0; }

/* 1 - cost / highest cost of the allowed models. An unknown cost counts as the highest known one. */
static double cheapness(const smacs_route_options *options, double dearest, uint32_t model) {
    const double cost = options->cost[model];
    return dearest > 0.0 && !isnan(cost) ? 1.0 - cost / dearest : dearest > 0.0 ? 0.0 : 1.0;
}

static double dearest_allowed(const smacs_route *route, const smacs_route_options *options) {
    double dearest = 0.0;
    for (uint32_t m = 0; m < route->model_count; m++) {
        if (smacs_is_allowed(options, m) && options->cost[m] > dearest) {
            dearest = options->cost[m];
        }
    }
    return dearest;
}

/* Replaces each value by u = alpha * norm(value) + (1 - alpha) * cheapness, where norm maps the allowed models' values
 * to [0, 1]. Leaves the values alone if cost is not used. */
static void mix_cost(const smacs_route *route, const smacs_route_options *options, double *value) {
    if (!uses_cost(options)) {
        return;
    }
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (uint32_t m = 0; m < route->model_count; m++) {
        if (smacs_is_allowed(options, m)) {
            low = value[m] < low ? value[m] : low;
            high = value[m] > high ? value[m] : high;
        }
    }
    const double dearest = dearest_allowed(route, options);
    for (uint32_t m = 0; m < route->model_count; m++) {
        const double norm = high > low ? (value[m] - low) / (high - low) : 0.0;
        value[m] = options->alpha * norm + (1.0 - options->alpha) * cheapness(options, dearest, m);
    }
}

/* The best allowed model that is not taken yet. Ties in value go to the higher utility, then to the lower number. */
static uint32_t best_left(const smacs_route *route, const smacs_route_options *options, const bool *taken,
                          const double *value) {
    uint32_t best = UINT32_MAX;
    for (uint32_t m = 0; m < route->model_count; m++) {
        if (taken[m] || !smacs_is_allowed(options, m)) {
            continue;
        }
        if (best == UINT32_MAX || value[m] > value[best] ||
            (value[m] == value[best] && route->priors[m].utility > route->priors[best].utility)) {
            best = m;
        }
    }
    return best;
}

/* gain[m] = sum_i left_i * y_im, where left_i is the similarity of neighbour i times the part of it that the panel so
 * far does not solve. A missing score counts as the model's prior (robust) or as a failure (paper). */
static void coverage_gains(const smacs_index *index, const smacs_route *route, const double *left, double *gain) {
    for (uint32_t m = 0; m < route->model_count; m++) {
        const double missing = route->mode == SMACS_MODE_PAPER ? 0.0 : route->priors[m].prior;
        gain[m] = 0.0;
        for (uint32_t i = 0; i < route->neighbour_count; i++) {
            const float score = smacs_index_score(index, route->neighbours[i].question, m);
            gain[m] += left[i] * (isnan(score) ? missing : score);
        }
    }
}

static void cover(const smacs_index *index, const smacs_route *route, uint32_t model, double *left) {
    const double missing = route->mode == SMACS_MODE_PAPER ? 0.0 : route->priors[model].prior;
    for (uint32_t i = 0; i < route->neighbour_count; i++) {
        const float score = smacs_index_score(index, route->neighbours[i].question, model);
        left[i] *= 1.0 - (isnan(score) ? missing : score);
    }
}

smacs_status smacs_panel_choose(const smacs_allocator *a, const smacs_index *index, smacs_route *route,
                                const smacs_route_options *options) {
    const uint32_t models = route->model_count;
    double *value = smacs_mem_zeroed(a, models, sizeof *value);
    double *left = smacs_mem_zeroed(a, route->neighbour_count, sizeof *left);
    bool *taken = smacs_mem_zeroed(a, models, 1);
    const smacs_status status = value && left && taken ? SMACS_OK : SMACS_E_MEMORY;
    if (status == SMACS_OK) {
        for (uint32_t m = 0; m < models; m++) {
            value[m] = route->priors[m].utility;
        }
        mix_cost(route, options, value);
        for (uint32_t m = 0; m < models; m++) {
            route->priors[m].utility = value[m];
        }
        for (uint32_t i = 0; i < route->neighbour_count; i++) {
            left[i] = fmax(0.0, route->neighbours[i].similarity);
        }
        for (uint32_t p = 0; p < route->panel_count; p++) {
            if (options->coverage) {
                coverage_gains(index, route, left, value);
                mix_cost(route, options, value);
            }
            const uint32_t best = best_left(route, options, taken, value);
            taken[best] = true;
            route->panel[p] = best;
            if (options->coverage) {
                cover(index, route, best, left);
            }
        }
    }
    smacs_mem_free(a, value);
    smacs_mem_free(a, left);
    smacs_mem_free(a, taken);
    return status;
}
