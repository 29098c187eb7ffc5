/* Robust priors: every model is compared with the incumbent, question by question (formulas in smacs/prior.h).
 *
 * Why not simply each model's own shrunk mean near the question: measured on complete open-weight columns, that loses
 * to always asking the best model, at every amount of shrinkage, because noise makes weaker models look locally better.
 * Differences on the same questions have less noise, and they need no model of how hard the questions were. */
#include "prior/stages.h"

#include <math.h>

static const double KAPPA = 20.0;          /* weight of the whole bank, in neighbours as similar as the nearest */
static const double STANDARD_ERRORS = 0.5; /* taken off a model that is not the incumbent */
static const double MIN_COVERAGE = 0.8;    /* of the widest coverage: fewer questions cannot make an incumbent */

typedef struct evidence {
    double weight, squares;  /* sum of w, of w^2, over the cells that are there */
    double sum, sum_squares; /* sum of w x, of w x^2 */
    uint32_t scored;
} evidence;

static void add_evidence(evidence *e, double w, double x) {
    e->weight += w;
    e->squares += w * w;
    e->sum += w * x;
    e->sum_squares += w * x * x;
    e->scored++;
}

static double effective(const evidence *e) { return e->squares > 0.0 ? e->weight * e->weight / e->squares : 0.0; }

/* Shrinks a weighted mean towards what holds over the whole bank. */
static double shrunk(double weighted_sum, double weight, double overall) {
    return (weighted_sum + KAPPA * overall) / (weight + KAPPA);
}

/* The allowed model that is best over the bank. Candidates must have been run on nearly as many questions as the most
 * widely run one, the anchor, and are compared with it on common questions, so that easy ones give no advantage. */
static uint32_t find_incumbent(const smacs_index *index, const smacs_route_options *options, uint32_t models) {
    uint32_t anchor = UINT32_MAX, widest = 0;
    for (uint32_t m = 0; m < models; m++) {
        const uint32_t scored = smacs_index_model_mean(index, m).scored;
        if (smacs_is_allowed(options, m) && (anchor == UINT32_MAX || scored > widest)) {
            anchor = m;
            widest = scored;
        }
    }
    uint32_t best = anchor;
    double best_lead = 0.0;
    for (uint32_t m = 0; m < models; m++) {
        if (!smacs_is_allowed(options, m) || smacs_index_model_mean(index, m).scored < MIN_COVERAGE * widest) {
            continue;
        }
        const smacs_pair pair = smacs_index_pair(index, m, anchor);
        const double lead = pair.joint ? pair.difference / pair.joint : 0.0;
        if (lead > best_lead) {
            best = m;
            best_lead = lead;
        }
    }
    return best;
}

/* w_i = (sim_i / max sim)^4; all 0 when nothing is similar. */
static void fill_weights(const smacs_route *route, double *weight) {
    const double top = route->neighbours[0].similarity;
    for (uint32_t i = 0; i < route->neighbour_count; i++) {
        const double ratio = top > 0.0 ? fmax(0.0, route->neighbours[i].similarity / top) : 0.0;
        weight[i] = ratio * ratio * ratio * ratio;
    }
}

static evidence own_scores(const smacs_index *index, const smacs_route *route, const double *weight, uint32_t model,
                           float *scores) {
    evidence e = {0};
    smacs_index_scores_near(index, model, route->neighbours, route->neighbour_count, scores);
    for (uint32_t i = 0; i < route->neighbour_count; i++) {
        if (!isnan(scores[i])) {
            add_evidence(&e, weight[i], scores[i]);
        }
    }
    return e;
}

/* delta - SE / 2 of a model against the incumbent; both columns of scores are those of the neighbours. */
static double credited_difference(const smacs_index *index, const smacs_route *route, const double *weight,
                                  uint32_t model, uint32_t incumbent, const float *scores,
                                  const float *incumbent_scores) {
    evidence e = {0};
    for (uint32_t i = 0; i < route->neighbour_count; i++) {
        if (!isnan(scores[i]) && !isnan(incumbent_scores[i])) {
            add_evidence(&e, weight[i], (double)scores[i] - (double)incumbent_scores[i]);
        }
    }
    const smacs_pair pair = smacs_index_pair(index, model, incumbent);
    double overall, overall_squares;
    if (pair.joint) {
        overall = pair.difference / pair.joint;
        overall_squares = pair.squares / pair.joint;
    } else { /* never asked the same question: only the two means are left to compare */
        const smacs_model_mean own = smacs_index_model_mean(index, model);
        const smacs_model_mean other = smacs_index_model_mean(index, incumbent);
        overall = (own.scored ? own.mean : 0.0) - (other.scored ? other.mean : 0.0);
        overall_squares = 1.0;
    }
    const double delta = shrunk(e.sum, e.weight, overall);
    const double variance = shrunk(e.sum_squares, e.weight, overall_squares) - delta * delta;
    return delta - STANDARD_ERRORS * sqrt(fmax(0.0, variance) / (effective(&e) + 1.0));
}

static void fill_prior(smacs_prior *prior, double value, const evidence *own) {
    prior->utility = value;
    prior->prior = fmin(1.0, fmax(0.0, value));
    prior->n_eff = effective(own);
    prior->scored = own->scored;
    prior->standard_error =
        prior->n_eff > 0.0 ? fmin(0.5, sqrt(prior->prior * (1.0 - prior->prior) / prior->n_eff)) : 0.5;
}

smacs_status smacs_priors_robust(const smacs_allocator *a, const smacs_index *index, const smacs_route_options *options,
                                 smacs_route *route) {
    const uint32_t count = route->neighbour_count;
    double *weight = smacs_mem_zeroed(a, count, sizeof *weight);
    float *incumbent_scores = smacs_mem_zeroed(a, count, sizeof *incumbent_scores);
    float *scores = smacs_mem_zeroed(a, count, sizeof *scores);
    const bool ok = weight && incumbent_scores && scores;
    if (ok) {
        fill_weights(route, weight);
        const uint32_t incumbent = find_incumbent(index, options, route->model_count);
        const smacs_model_mean mean = smacs_index_model_mean(index, incumbent);
        const evidence best = own_scores(index, route, weight, incumbent, incumbent_scores);
        const double base = shrunk(best.sum, best.weight, mean.scored ? mean.mean : 0.0);
        for (uint32_t m = 0; m < route->model_count; m++) {
            const evidence own = own_scores(index, route, weight, m, scores);
            const double value = m == incumbent ? base
                                                : base + credited_difference(index, route, weight, m, incumbent, scores,
                                                                             incumbent_scores);
            fill_prior(&route->priors[m], value, &own);
        }
    }
    smacs_mem_free(a, weight);
    smacs_mem_free(a, incumbent_scores);
    smacs_mem_free(a, scores);
    return ok ? SMACS_OK : SMACS_E_MEMORY;
}
