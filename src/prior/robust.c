/* Robust priors: the group of questions (same source, benchmark, category) decides most, the nearest questions the
 * rest. smacs/prior.h has the formulas.
 *
 * Why not use each model's own mean near the question? On complete columns, that loses to always asking the best model,
 * however much we shrink it, because noise makes weaker models look locally better. Shrunk towards the mean of the
 * question's group it does not lose. A model takes the lead only if it is ahead by a standard error. README.md beside
 * this file has the numbers. */
#include "index/format.h"
#include "prior/stages.h"

#include <math.h>
#include <string.h>

static const double FIT_WORTH = 20.0;       /* in scores: what a model's fit is worth in standard errors */
static const double EASE_SHRINKAGE = 2.0;   /* in neighbours of full weight: pulls what their ease says to nothing */
static const double OWN_SHRINKAGE = 30.0;   /* the same for what the model's own scores add to that */
static const double PRIOR_SHRINKAGE = 10.0; /* the same in standard errors */
static const double RANK_SHRINKAGE = 100.0; /* the same for the ranking: a decision needs more evidence */
static const double LEAST_EVIDENCE = 20.0;  /* in scores near the question: a model with fewer leads no panel */
static const double BEHIND = 1e-9;          /* what such a model is behind the leader at least */
static const double STANDARD_ERRORS = 1.0;  /* subtracted from every model but the incumbent */
static const double OVERALL_PART = 0.25;    /* share of the distance to the leader that comes from ability */
static const double BACKED_BY = 0.25;       /* share of the models; a question that fewer answered weighs less */
static const double DOUBTED = 0.6;          /* of the neighbours' weight; a kind with less of it is not believed */
static const double BELIEVED = 0.8;         /* the same; a kind with more of it is believed fully */

/* Models side by side: the loop over the neighbours is the same for all, and a sum has one order, so that only sums of
 * different models can be made at the same time. */
typedef double lanes __attribute__((vector_size(SMX_LANES * sizeof(double)), aligned(sizeof(double)), may_alias));

/* Working memory of one route. */
typedef struct workspace {
    const smacs_index *index;
    const smacs_route *route;
    uint32_t models, groups, count; /* M, K, neighbours */
    double certainty;               /* c */
    double total, total_squares;    /* sums of w and of w^2 */
    double total_backing;           /* sum of b */
    double *backing;                /* [count] b */
    double *weight;                 /* [count] w, g and b included */
    double *share;                  /* [K] of the neighbours' weight */
    double *chance;                 /* [K] pi: probability of each group */
    double *expected;               /* [M] sum pi mu: the estimate from the groups alone */
    double *published;              /* [M] scores that published results are worth, weighted by pi */
    double *evidence;               /* [M] those and the scores themselves, weighted by pi */
    double *lead;                   /* [count] z of the incumbent, */
    bool *lead_there;               /* [count] and where it has a score */
    lanes *solves;                  /* [count] e of some models side by side, */
    lanes *rest;                    /* [count] their z, */
    lanes *ease;                    /* [count] and what of z says how easy the question is: e - mu */
} workspace;

/* Sums over the neighbours for models side by side, and where each model has scores. */
typedef struct sums {
    lanes moved, ease, plain, difference, squares;
    double own[SMX_LANES], joint[SMX_LANES], weight[SMX_LANES], weight_squares[SMX_LANES];
    uint32_t scored[SMX_LANES];
} sums;

/* b: a question that only one model answered, as in its own calibration, says little about the other models. */
static double backing_of(const workspace *s, uint32_t question) {
    const double scored = smacs_index_solved(s->index, question).of;
    return fmin(1.0, fmax(1.0, scored) / (BACKED_BY * s->models));
}

/* The very nearest questions name a group even where the question is of none that the index knows. So the group is
 * believed only as far as the wider neighbourhood is of it too; otherwise the neighbours' groups count by their shares.
 * `total`, `shares`: sums of the weights in chance and share. */
static void believe_groups(workspace *s, double total, double shares) {
    const double questions = smacs_index_describe(s->index).questions;
    double most = 0.0;
    for (uint32_t k = 0; k < s->groups; k++) {
        s->share[k] /= shares;
        most = fmax(most, s->share[k]);
    }
    s->certainty = fmin(1.0, fmax(0.0, (most - DOUBTED) / (BELIEVED - DOUBTED)));
    for (uint32_t k = 0; k < s->groups; k++) {
        const double near = s->certainty * s->chance[k] / total + (1.0 - s->certainty) * s->share[k];
        const double size = smacs_index_group_size(s->index, k) / questions;
        s->chance[k] = s->route->closeness * near + (1.0 - s->route->closeness) * size;
    }
}

/* Residuals are weighted by t^2. Groups are weighted by t^8, because the very nearest questions tell the group best. */
static void weigh_neighbours(workspace *s) {
    const smacs_neighbour *near = s->route->neighbours;
    double total = 0.0, shares = 0.0;
    for (uint32_t i = 0; i < s->count; i++) {
        const double t = smacs_nearness_of(s->route, i);
        const double t2 = t * t, t8 = t2 * t2 * t2 * t2;
        const double backing = backing_of(s, near[i].question);
        const uint32_t group = smacs_index_group(s->index, near[i].question);
        s->backing[i] = backing;
        s->weight[i] = s->route->closeness * backing * t2;
        s->total += s->weight[i];
        s->total_squares += s->weight[i] * s->weight[i];
        s->total_backing += backing;
        s->chance[group] += backing * t8;
        s->share[group] += backing * t;
        total += backing * t8;
        shares += backing * t;
    }
    believe_groups(s, total, shares);
}

static double clipped(double share) { return fmin(0.98, fmax(0.02, share)); }

/* Groups that the question is surely not of add nothing, and near the index most are so. */
static void expect_from_groups(workspace *s) {
    for (uint32_t k = 0; k < s->groups; k++) {
        const size_t cells = (size_t)k * s->index->stride;
        for (uint32_t m = 0; m < s->models && s->chance[k] != 0.0; m++) {
            const double published = s->index->published[cells + m];
            const double scored = smacs_index_group_scores(s->index, k, m).scored;
            s->expected[m] += s->chance[k] * s->index->expected[cells + m];
            s->published[m] += s->chance[k] * published;
            s->evidence[m] += s->chance[k] * (published + scored);
        }
    }
}

/* A few lucky answers make no leader, unless no allowed model has more. */
static bool has_evidence(const workspace *s, uint32_t model) { return s->evidence[model] >= LEAST_EVIDENCE; }

/* The allowed model with the highest lower bound of its expected score. */
static uint32_t find_incumbent(const workspace *s, const smacs_route_options *options) {
    uint32_t best = UINT32_MAX;
    double best_bound = 0.0;
    for (uint32_t m = 0; m < s->models; m++) {
        const double mean = clipped(s->expected[m]);
        const double bound = s->expected[m] - sqrt(mean * (1.0 - mean) / (s->evidence[m] + FIT_WORTH));
        if (!smacs_is_allowed(options, m)) {
            continue;
        }
        const bool more = best != UINT32_MAX && has_evidence(s, m) && !has_evidence(s, best);
        const bool less = best != UINT32_MAX && !has_evidence(s, m) && has_evidence(s, best);
        if (best == UINT32_MAX || more || (!less && bound > best_bound)) {
            best = m;
            best_bound = bound;
        }
    }
    return best;
}

/* e and e - mu of the models from `first` on. The chance of solving the question stands in for a missing score. */
static void take_chances(const workspace *s, uint32_t first) {
    const smacs_index *x = s->index;
    for (uint32_t i = 0; i < s->count; i++) {
        const uint32_t question = s->route->neighbours[i].question;
        const size_t cell = (size_t)x->groups[question] * x->stride + first;
        const lanes odds = *(const lanes *)(x->level_odds + cell) * x->eases[question];
        s->solves[i] = odds / (1.0 + odds);
        s->rest[i] = s->solves[i] - *(const lanes *)(x->expected + cell);
    }
}

/* Puts the scores of model `first` + `lane` in, where there are some. Residuals z = y - mu. */
static void take_scores(const workspace *s, uint32_t first, uint32_t lane, sums *of) {
    const smacs_index *x = s->index;
    const smx_column *column = &x->columns[first + lane];
    for (uint32_t i = 0; i < s->count; i++) {
        const uint32_t question = s->route->neighbours[i].question;
        if (smx_is_set(column->present, question)) {
            const double w = s->weight[i], score = (double)smx_score_of(x, column, question);
            const double own = score - s->solves[i][lane];
            s->rest[i][lane] = score - x->expected[(size_t)x->groups[question] * x->stride + first + lane];
            s->ease[i][lane] = s->rest[i][lane] - own;
            of->own[lane] += w * own;
            of->joint[lane] += s->lead_there[i] ? w : 0.0;
            of->weight[lane] += w;
            of->weight_squares[lane] += w * w;
            of->scored[lane]++;
        }
    }
}

/* Reckons with SMX_LANES models from `first` on. */
static void sum_up(const workspace *s, uint32_t first, sums *of) {
    const smacs_index *x = s->index;
    const lanes *ease = s->rest;
    *of = (sums){0};
    take_chances(s, first);
    for (uint32_t lane = 0; lane < SMX_LANES && first + lane < s->models; lane++) {
        if (x->means[first + lane].scored) {
            if (ease == s->rest) {
                memcpy(s->ease, s->rest, s->count * sizeof *s->rest);
                ease = s->ease;
            }
            take_scores(s, first, lane, of);
        }
    }
    for (uint32_t i = 0; i < s->count; i++) {
        const double w = s->weight[i];
        const lanes rest = s->rest[i], d = rest - s->lead[i];
        of->moved += w * rest;
        of->ease += w * ease[i];
        of->difference += w * d;
        of->squares += w * d * d;
    }
    for (uint32_t i = 0; i < s->count && s->certainty < 1.0; i++) {
        const size_t group = x->groups[s->route->neighbours[i].question];
        of->plain += s->backing[i] * (*(const lanes *)(x->expected + group * x->stride + first) + s->rest[i]);
    }
}

/* Residuals of the incumbent, and where it has scores. */
static void take_lead(const workspace *s, uint32_t incumbent) {
    const uint32_t lane = incumbent % SMX_LANES;
    sums of = {0};
    take_chances(s, incumbent - lane);
    take_scores(s, incumbent - lane, lane, &of);
    for (uint32_t i = 0; i < s->count; i++) {
        s->lead[i] = s->rest[i][lane];
        s->lead_there[i] = smx_is_set(s->index->columns[incumbent].present, s->route->neighbours[i].question);
    }
}

/* The estimate from the groups plus what the neighbours add. How easy these are is known from all models and hardly
 * shrunken; how the model's own scores there differ from its chances is mostly noise. */
static double prior_of(const workspace *s, uint32_t model, const sums *of, uint32_t lane) {
    const double moved =
        s->expected[model] + of->ease[lane] / (s->total + EASE_SHRINKAGE) + of->own[lane] / (s->total + OWN_SHRINKAGE);
    return fmin(1.0, fmax(0.0, moved));
}

/* Variance of y_m - y_m0 over the index's questions that both models were run on; with fewer than two, of two
 * independent scores. */
static double bank_variance(const workspace *s, uint32_t model, uint32_t incumbent) {
    const smacs_pair pair = smacs_index_pair(s->index, model, incumbent);
    const double mean = pair.joint ? pair.difference / pair.joint : 0.0;
    const double a = clipped(s->expected[model]), b = clipped(s->expected[incumbent]);
    return pair.joint > 1 ? pair.squares / pair.joint - mean * mean : a * (1.0 - a) + b * (1.0 - b);
}

/* Standard error of the difference between the model and the incumbent near the question. What is published of a model
 * counts as scores that both have. */
static double difference_error(const workspace *s, uint32_t model, uint32_t incumbent, const sums *of, uint32_t lane) {
    const double mean = of->difference[lane] / (s->total + RANK_SHRINKAGE);
    const double overall = bank_variance(s, model, incumbent);
    const double variance = (of->squares[lane] + RANK_SHRINKAGE * overall) / (s->total + RANK_SHRINKAGE) - mean * mean;
    const double effective =
        s->total_squares > 0.0 ? s->route->closeness * s->total * of->joint[lane] / s->total_squares : 0.0;
    return sqrt(fmax(0.0, variance) / (effective + s->published[model] + 1.0));
}

/* Standard error of the prior, from four sources: sampling of the neighbours; sampling of the model's scores in the
 * group, which may be few; not knowing the group; and, far from the index, differences between all groups. */
static double prior_error(const workspace *s, uint32_t model, double prior, double n_eff) {
    const smacs_index *x = s->index;
    double between = 0.0, draw = 1.0 / (n_eff + PRIOR_SHRINKAGE);
    for (uint32_t k = 0; k < s->groups; k++) {
        if (s->chance[k] != 0.0) {
            const size_t cell = (size_t)k * x->stride + model;
            const double rest = x->expected[cell] - s->expected[model];
            draw += s->chance[k] / (smacs_index_group_scores(x, k, model).scored + x->published[cell] + FIT_WORTH);
            between += s->chance[k] * rest * rest;
        }
    }
    draw *= clipped(prior) * (1.0 - clipped(prior));
    return fmin(0.5, sqrt(draw + between + (1.0 - s->route->closeness) * x->between[model]));
}

/* u. The incumbent was chosen by the groups, so it is preferred only as far as the group is believed. A model without
 * the evidence to lead is not held back: it is ranked by what is expected of it. */
static double utility_of(const workspace *s, uint32_t model, uint32_t incumbent, const sums *of, uint32_t lane) {
    double utility = 0.0;
    if (s->certainty > 0.0) {
        const double lost = model == incumbent || !has_evidence(s, model)
                                ? 0.0
                                : STANDARD_ERRORS * difference_error(s, model, incumbent, of, lane);
        const double moved = s->expected[model] + of->moved[lane] / (s->total + RANK_SHRINKAGE);
        utility += s->certainty * (moved - lost);
    }
    if (s->certainty < 1.0) { /* the mean score over all neighbours is what is left where no group is believed */
        utility += (1.0 - s->certainty) * (of->plain[lane] / s->total_backing);
    }
    return utility;
}

static void fill_prior(const workspace *s, uint32_t model, uint32_t incumbent, const sums *of, smacs_prior *prior) {
    const uint32_t lane = model % SMX_LANES;
    const double weight = of->weight[lane], squares = of->weight_squares[lane];
    prior->scored = of->scored[lane];
    prior->cells = s->evidence[model] - s->published[model];
    prior->published = s->published[model];
    prior->prior = prior_of(s, model, of, lane);
    prior->utility = utility_of(s, model, incumbent, of, lane);
    prior->n_eff = squares > 0.0 ? s->route->closeness * weight * weight / squares : 0.0;
    prior->standard_error =
        smacs_index_known(s->index, model) ? prior_error(s, model, prior->prior, prior->n_eff) : 0.5;
}

/* Ranks the models behind the leader by their distance here and, to a lesser part, by their distance in ability. A vote
 * needs able models that make different mistakes, and the models that are best here often belong to one family. The
 * leader stays the same. */
static void rank_behind_leader(const workspace *s, const smacs_route_options *options, uint32_t incumbent,
                               smacs_prior *priors) {
    uint32_t leader = incumbent;
    for (uint32_t m = 0; m < s->models; m++) {
        const bool may = smacs_is_allowed(options, m) && (has_evidence(s, m) || !has_evidence(s, incumbent));
        leader = may && priors[m].utility > priors[leader].utility ? m : leader;
    }
    const double lead = priors[leader].utility;
    for (uint32_t m = 0; m < s->models; m++) {
        const double here = m == leader ? 0.0 : fmax(BEHIND, lead - priors[m].utility);
        const double overall = fmax(0.0, s->index->overall[leader] - s->index->overall[m]);
        priors[m].utility = lead - ((1.0 - OVERALL_PART) * here + OVERALL_PART * overall);
    }
}

/* One block of memory for all arrays; NULL when there is none. */
static void *reserve(const smacs_allocator *a, workspace *s) {
    const struct {
        double **array;
        size_t count;
    } parts[] = {{&s->share, s->groups},     {&s->chance, s->groups},   {&s->expected, s->models},
                 {&s->published, s->models}, {&s->evidence, s->models}, {&s->backing, s->count},
                 {&s->weight, s->count},     {&s->lead, s->count}};
    const size_t doubles = 2 * (size_t)s->groups + 3 * (size_t)s->models + 3 * (size_t)s->count;
    const size_t wide = (size_t)s->count * 3 * SMX_LANES;
    double *memory = smacs_mem_zeroed(a, doubles + wide + s->count / sizeof(double) + 1, sizeof *memory);
    double *at = memory;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && memory; i++) {
        *parts[i].array = at;
        at += parts[i].count;
    }
    s->solves = (lanes *)at;
    s->rest = s->solves + s->count;
    s->ease = s->rest + s->count;
    s->lead_there = (bool *)(s->ease + s->count);
    return memory;
}

smacs_status smacs_priors_robust(const smacs_allocator *a, const smacs_index *index, const smacs_route_options *options,
                                 smacs_route *route) {
    workspace s = {.index = index,
                   .route = route,
                   .models = route->model_count,
                   .groups = smacs_index_groups(index),
                   .count = route->neighbour_count};
    void *memory = reserve(a, &s);
    if (!memory) {
        return SMACS_E_MEMORY;
    }
    weigh_neighbours(&s);
    expect_from_groups(&s);
    const uint32_t incumbent = find_incumbent(&s, options);
    take_lead(&s, incumbent);
    sums of = {0};
    for (uint32_t m = 0; m < s.models; m++) {
        if (m % SMX_LANES == 0) {
            sum_up(&s, m, &of);
        }
        fill_prior(&s, m, incumbent, &of, &route->priors[m]);
    }
    rank_behind_leader(&s, options, incumbent, route->priors);
    smacs_mem_free(a, memory);
    return SMACS_OK;
}
