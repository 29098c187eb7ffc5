/* Robust priors: the group of questions (same source, benchmark, category) decides most, the nearest questions the
 * rest. smacs/prior.h has the formulas.
 *
 * Why not use each model's own mean near the question? On complete columns, that loses to always asking the best model,
 * however much we shrink it, because noise makes weaker models look locally better. Shrunk towards the mean of the
 * question's group it does not lose. A model takes the lead only if it is ahead by a standard error. README.md beside
 * this file has the numbers. */
#include "prior/stages.h"

#include "base/arena.h"
#include <math.h>

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

/* Working memory of one route. Scores and residuals are stored by model. */
typedef struct workspace {
    const smacs_index *index;
    const smacs_route *route;
    uint32_t models, groups, count; /* M, K, neighbours */
    double certainty;               /* c */
    double *backing;                /* [count] b */
    double *weight;                 /* [count] w, g and b included */
    double *share;                  /* [K] of the neighbours' weight */
    double *chance;                 /* [K] pi: probability of each group */
    double *size;                   /* [K] share of the index's questions */
    double *group_mean;             /* [K][M] mu */
    double *overall;                /* [M] mean of mu over the index's questions */
    double *expected;               /* [M] sum pi mu: the estimate from the groups alone */
    double *published;              /* [M] scores that published results are worth, weighted by pi */
    double *evidence;               /* [M] those and the scores themselves, weighted by pi */
    double *rest;                   /* [M][count] z: residuals */
    float *scores;                  /* [M][count], NAN where missing */
} workspace;

/* b: a question that only one model answered, as in its own calibration, says little about the other models. */
static double backing_of(const workspace *s, uint32_t question) {
    const double scored = smacs_index_solved(s->index, question).of;
    return fmin(1.0, fmax(1.0, scored) / (BACKED_BY * s->models));
}

static void read_scores(workspace *s) {
    for (uint32_t m = 0; m < s->models; m++) {
        smacs_index_scores_near(s->index, m, s->route->neighbours, s->count, s->scores + (size_t)m * s->count);
    }
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
        s->size[k] = smacs_index_group_size(s->index, k) / questions;
        s->chance[k] = s->route->closeness * near + (1.0 - s->route->closeness) * s->size[k];
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
        s->chance[group] += backing * t8;
        s->share[group] += backing * t;
        total += backing * t8;
        shares += backing * t;
    }
    believe_groups(s, total, shares);
}

static double clipped(double share) { return fmin(0.98, fmax(0.02, share)); }

static void expect_from_groups(workspace *s) {
    for (uint32_t k = 0; k < s->groups; k++) {
        for (uint32_t m = 0; m < s->models; m++) {
            const smacs_expectation of = smacs_index_expectation(s->index, k, m);
            const double scored = smacs_index_group_scores(s->index, k, m).scored;
            s->group_mean[(size_t)k * s->models + m] = of.mean;
            s->overall[m] += s->size[k] * of.mean;
            s->expected[m] += s->chance[k] * of.mean;
            s->published[m] += s->chance[k] * of.published;
            s->evidence[m] += s->chance[k] * (of.published + scored);
        }
    }
}

/* Residuals z = y - mu. The chance of solving the question stands in for a missing score. */
static void take_rests(workspace *s) {
    for (uint32_t m = 0; m < s->models; m++) {
        for (uint32_t i = 0; i < s->count; i++) {
            const uint32_t question = s->route->neighbours[i].question;
            const double mean = s->group_mean[(size_t)smacs_index_group(s->index, question) * s->models + m];
            const float score = s->scores[(size_t)m * s->count + i];
            const double stands = isnan(score) ? smacs_index_chance(s->index, question, m) : (double)score;
            s->rest[(size_t)m * s->count + i] = stands - mean;
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

/* The estimate from the groups plus the shrunken mean residual of the neighbours: what a ranking goes by. */
static double moved_mean(const workspace *s, uint32_t model) {
    const double *rest = s->rest + (size_t)model * s->count;
    double sum = 0.0, weight = 0.0;
    for (uint32_t i = 0; i < s->count; i++) {
        sum += s->weight[i] * rest[i];
        weight += s->weight[i];
    }
    return s->expected[model] + sum / (weight + RANK_SHRINKAGE);
}

/* The same for the prior. How easy the neighbours are is known from all models and hardly shrunken; how the model's own
 * scores there differ from its chances is mostly noise. */
static double prior_of(const workspace *s, uint32_t model) {
    const size_t first = (size_t)model * s->count;
    double ease = 0.0, own = 0.0, weight = 0.0;
    for (uint32_t i = 0; i < s->count; i++) {
        const double score = (double)s->scores[first + i];
        const double rest =
            isnan(score) ? 0.0 : score - smacs_index_chance(s->index, s->route->neighbours[i].question, model);
        own += s->weight[i] * rest;
        ease += s->weight[i] * (s->rest[first + i] - rest);
        weight += s->weight[i];
    }
    const double moved = s->expected[model] + ease / (weight + EASE_SHRINKAGE) + own / (weight + OWN_SHRINKAGE);
    return fmin(1.0, fmax(0.0, moved));
}

/* The model's mean score over all neighbours, missing ones estimated: what is left where no group is believed. */
static double plain_mean(const workspace *s, uint32_t model) {
    const double *rest = s->rest + (size_t)model * s->count;
    double sum = 0.0, weight = 0.0;
    for (uint32_t i = 0; i < s->count; i++) {
        const uint32_t group = smacs_index_group(s->index, s->route->neighbours[i].question);
        sum += s->backing[i] * (s->group_mean[(size_t)group * s->models + model] + rest[i]);
        weight += s->backing[i];
    }
    return sum / weight;
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
static double difference_error(const workspace *s, uint32_t model, uint32_t incumbent) {
    const size_t a = (size_t)model * s->count, b = (size_t)incumbent * s->count;
    double sum = 0.0, squares = 0.0, weight = 0.0, weight_squares = 0.0, joint = 0.0;
    for (uint32_t i = 0; i < s->count; i++) {
        const double w = s->weight[i], d = s->rest[a + i] - s->rest[b + i];
        sum += w * d;
        squares += w * d * d;
        weight += w;
        weight_squares += w * w;
        joint += isnan(s->scores[a + i]) || isnan(s->scores[b + i]) ? 0.0 : w;
    }
    const double mean = sum / (weight + RANK_SHRINKAGE);
    const double overall = bank_variance(s, model, incumbent);
    const double variance = (squares + RANK_SHRINKAGE * overall) / (weight + RANK_SHRINKAGE) - mean * mean;
    const double effective = weight_squares > 0.0 ? s->route->closeness * weight * joint / weight_squares : 0.0;
    return sqrt(fmax(0.0, variance) / (effective + s->published[model] + 1.0));
}

/* Standard error of the prior, from four sources: sampling of the neighbours; sampling of the model's scores in the
 * group, which may be few; not knowing the group; and, far from the index, differences between all groups. */
static double prior_error(const workspace *s, uint32_t model, double prior, double n_eff) {
    double mean = 0.0, between = 0.0, elsewhere = 0.0, draw = 1.0 / (n_eff + PRIOR_SHRINKAGE);
    for (uint32_t k = 0; k < s->groups; k++) {
        mean += s->size[k] * s->group_mean[(size_t)k * s->models + model];
    }
    for (uint32_t k = 0; k < s->groups; k++) {
        const double mu = s->group_mean[(size_t)k * s->models + model];
        draw += s->chance[k] / (smacs_index_group_scores(s->index, k, model).scored +
                                smacs_index_expectation(s->index, k, model).published + FIT_WORTH);
        between += s->chance[k] * (mu - s->expected[model]) * (mu - s->expected[model]);
        elsewhere += s->size[k] * (mu - mean) * (mu - mean);
    }
    draw *= clipped(prior) * (1.0 - clipped(prior));
    return fmin(0.5, sqrt(draw + between + (1.0 - s->route->closeness) * elsewhere));
}

/* u. The incumbent was chosen by the groups, so it is preferred only as far as the group is believed. A model without
 * the evidence to lead is not held back: it is ranked by what is expected of it. */
static double utility_of(const workspace *s, uint32_t model, uint32_t incumbent) {
    double utility = 0.0;
    if (s->certainty > 0.0) {
        const double lost = model == incumbent || !has_evidence(s, model)
                                ? 0.0
                                : STANDARD_ERRORS * difference_error(s, model, incumbent);
        utility += s->certainty * (moved_mean(s, model) - lost);
    }
    if (s->certainty < 1.0) {
        utility += (1.0 - s->certainty) * plain_mean(s, model);
    }
    return utility;
}

static void fill_prior(const workspace *s, uint32_t model, uint32_t incumbent, smacs_prior *prior) {
    double weight = 0.0, squares = 0.0;
    for (uint32_t i = 0; i < s->count; i++) {
        const bool there = !isnan(s->scores[(size_t)model * s->count + i]);
        weight += there ? s->weight[i] : 0.0;
        squares += there ? s->weight[i] * s->weight[i] : 0.0;
        prior->scored += there;
    }
    prior->cells = s->evidence[model] - s->published[model];
    prior->published = s->published[model];
    prior->prior = prior_of(s, model);
    prior->utility = utility_of(s, model, incumbent);
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
        const double overall = fmax(0.0, s->overall[leader] - s->overall[m]);
        priors[m].utility = lead - ((1.0 - OVERALL_PART) * here + OVERALL_PART * overall);
    }
}

static bool reserve(const smacs_allocator *a, smacs_arena *arena, workspace *s) {
    const size_t cells = (size_t)s->models * s->count;
    const struct {
        double **array;
        size_t count;
    } parts[] = {{&s->backing, s->count},
                 {&s->weight, s->count},
                 {&s->share, s->groups},
                 {&s->chance, s->groups},
                 {&s->size, s->groups},
                 {&s->overall, s->models},
                 {&s->expected, s->models},
                 {&s->published, s->models},
                 {&s->evidence, s->models},
                 {&s->rest, cells},
                 {&s->group_mean, (size_t)s->groups * s->models}};
    s->scores = smacs_arena_zeroed(a, arena, cells, sizeof *s->scores);
    bool ok = s->scores != NULL;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        *parts[i].array = smacs_arena_zeroed(a, arena, parts[i].count, sizeof(double));
        ok = ok && *parts[i].array;
    }
    return ok;
}

smacs_status smacs_priors_robust(const smacs_allocator *a, const smacs_index *index, const smacs_route_options *options,
                                 smacs_route *route) {
    workspace s = {.index = index,
                   .route = route,
                   .models = route->model_count,
                   .groups = smacs_index_groups(index),
                   .count = route->neighbour_count};
    smacs_arena arena = {0};
    const bool ok = reserve(a, &arena, &s);
    if (ok) {
        read_scores(&s);
        weigh_neighbours(&s);
        expect_from_groups(&s);
        take_rests(&s);
        const uint32_t incumbent = find_incumbent(&s, options);
        for (uint32_t m = 0; m < s.models; m++) {
            fill_prior(&s, m, incumbent, &route->priors[m]);
        }
        rank_behind_leader(&s, options, incumbent, route->priors);
    }
    smacs_arena_free(a, &arena);
    return ok ? SMACS_OK : SMACS_E_MEMORY;
}
