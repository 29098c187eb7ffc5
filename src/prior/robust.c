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

/* Models side by side: a sum over the neighbours has one order, so only sums of different models can be made at the same
 * time. Marks have all bits set where a model has a score; no branch depends on it, because none could be foretold. */
typedef double lanes __attribute__((vector_size(SMX_LANES * sizeof(double)), aligned(sizeof(double)), may_alias));
typedef int64_t marks __attribute__((vector_size(SMX_LANES * sizeof(int64_t))));
_Static_assert(SMX_LANES == 2, "take_marks and take_scores name their lanes");

/* A neighbour, and what is the same of it for all models. */
typedef struct nearby {
    uint32_t question;
    size_t cells;      /* where its group begins in tables by group and model */
    double ease;       /* what odds are multiplied by */
    double backing;    /* b */
    double weight;     /* w, g and b included, */
    double square;     /* and its square */
    double lead;       /* z of the incumbent */
    double lead_there; /* w where the incumbent has a score, else 0 */
} nearby;

/* Working memory of one route. */
typedef struct workspace {
    const smacs_index *index;
    const smacs_route *route;
    uint32_t models, groups, count;        /* M, K, neighbours */
    double certainty;                      /* c */
    double weight, weight_squares, backed; /* sums of w, w^2 and b over the neighbours */
    nearby *near;                          /* [count] */
    double *share;                         /* [K] of the neighbours' weight */
    double *chance;                        /* [K] pi: probability of each group */
    double *expected;                      /* [M] sum pi mu: the estimate from the groups alone */
    double *published;                     /* [M] scores that published results are worth, weighted by pi */
    double *evidence;                      /* [M] those and the scores themselves, weighted by pi */
} workspace;

/* Sums over the neighbours, of models side by side. */
typedef struct sums {
    lanes moved, ease, own;           /* w z, w (e - mu), w (y - e) */
    lanes plain;                      /* b (mu + z) */
    lanes difference, squares, joint; /* w d, w d^2 with d = z - that of the incumbent, w where both have scores */
    lanes weight, weight_squares;     /* w, w^2 where there is a score */
    marks scored;                     /* minus how many there are */
    lanes draw, between;              /* sums of pi / scores and pi (mu - sum pi mu)^2 over the groups */
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
    const double questions = smacs_index_describe(s->index).of;
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
    const smacs_index *x = s->index;
    double total = 0.0, shares = 0.0;
    for (uint32_t i = 0; i < s->count; i++) {
        const uint32_t question = s->route->neighbours[i].question, group = x->groups[question];
        const double t = smacs_nearness_of(s->route, i);
        const double t2 = t * t, t8 = t2 * t2 * t2 * t2;
        const double backing = backing_of(s, question), w = s->route->closeness * backing * t2;
        s->near[i] = (nearby){.question = question,
                              .cells = (size_t)group * x->stride,
                              .ease = x->eases[question],
                              .backing = backing,
                              .weight = w,
                              .square = w * w};
        s->weight += w;
        s->weight_squares += w * w;
        s->backed += backing;
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
    const smacs_index *x = s->index;
    double *expected = s->expected, *published = s->published, *evidence = s->evidence;
    for (uint32_t k = 0; k < s->groups; k++) {
        const size_t cells = (size_t)k * x->stride;
        const double chance = s->chance[k];
        for (uint32_t m = 0; m < s->models && chance != 0.0; m += SMX_LANES) {
            *(lanes *)(expected + m) += chance * *(const lanes *)(x->expected + cells + m);
            *(lanes *)(published + m) += chance * *(const lanes *)(x->published + cells + m);
            *(lanes *)(evidence + m) += chance * *(const lanes *)(x->evidence + cells + m);
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

/* Residuals of the incumbent, and where it has scores. The chance of solving a question stands in for a missing score. */
static void take_lead(workspace *s, uint32_t incumbent) {
    for (uint32_t i = 0; i < s->count; i++) {
        nearby *at = &s->near[i];
        const float score = smacs_index_score(s->index, at->question, incumbent);
        const double stands = isnan(score) ? smacs_index_chance(s->index, at->question, incumbent) : (double)score;
        at->lead = stands - s->index->expected[at->cells + incumbent];
        at->lead_there = isnan(score) ? 0.0 : at->weight;
    }
}

/* Called for every model and neighbour, so it must not stay a call where code is made for size. */
#define INLINE static inline __attribute__((always_inline))

/* The columns of models side by side. Copied, so that a loop that writes sums need not look them up again. */
typedef struct side_by_side {
    smx_column of[SMX_LANES];
} side_by_side;

INLINE int64_t mark_of(const uint64_t *words, uint32_t question) { return -(int64_t)smx_is_set(words, question); }

INLINE void take_marks(const side_by_side *columns, uint32_t question, marks *there) {
    *there = (marks){mark_of(columns->of[0].present, question), mark_of(columns->of[1].present, question)};
}

INLINE double score_of(const float *levels, const smx_column *column, uint32_t question) {
    return (double)(column->codes ? levels[column->codes[question]] : (float)smx_is_set(column->right, question));
}

/* Any number where there is no score. */
INLINE void take_scores(const float *levels, const side_by_side *columns, uint32_t question, lanes *score) {
    *score = (lanes){score_of(levels, &columns->of[0], question), score_of(levels, &columns->of[1], question)};
}

static double n_eff_of(const workspace *s, const sums *of, uint32_t lane) {
    const double weight = of->weight[lane], squares = of->weight_squares[lane];
    return squares > 0.0 ? s->route->closeness * weight * weight / squares : 0.0;
}

/* What standard errors of SMX_LANES models from `first` on take from the groups. */
static void sum_up_groups(const workspace *s, uint32_t first, sums *of) {
    const double *expected = s->index->expected + first, *evidence = s->index->evidence + first;
    const lanes mean = *(const lanes *)(s->expected + first);
    lanes draw = {0}, between = {0};
    for (uint32_t lane = 0; lane < SMX_LANES; lane++) {
        draw[lane] = 1.0 / (n_eff_of(s, of, lane) + PRIOR_SHRINKAGE);
    }
    for (uint32_t k = 0; k < s->groups; k++) {
        const double chance = s->chance[k];
        if (chance != 0.0) {
            const size_t cells = (size_t)k * s->index->stride;
            const lanes rest = *(const lanes *)(expected + cells) - mean;
            draw += chance / (*(const lanes *)(evidence + cells) + FIT_WORTH);
            between += chance * rest * rest;
        }
    }
    of->draw = draw;
    of->between = between;
}

/* Reckons with SMX_LANES models from `first` on. Most models were asked few kinds of questions, so most scores need not be
 * looked for. */
static void sum_up(const workspace *s, uint32_t first, sums *out) {
    const smacs_index *x = s->index;
    const float *levels = x->levels;
    side_by_side columns;
    for (uint32_t lane = 0; lane < SMX_LANES; lane++) {
        columns.of[lane] = x->columns[first + lane < s->models ? first + lane : first];
    }
    const double *level_odds = x->level_odds + first, *expected = x->expected + first;
    const bool *asked = x->asked + first / SMX_LANES;
    sums of = {0};
    const bool plain = s->certainty < 1.0;
    for (uint32_t i = 0; i < s->count; i++) {
        const nearby *at = &s->near[i];
        const double w = at->weight;
        const lanes odds = *(const lanes *)(level_odds + at->cells) * at->ease;
        const lanes mean = *(const lanes *)(expected + at->cells), chance = odds / (1.0 + odds);
        lanes rest = chance - mean, eased = rest;
        if (asked[at->cells / SMX_LANES]) {
            marks there;
            lanes score;
            take_marks(&columns, at->question, &there);
            take_scores(levels, &columns, at->question, &score);
            const lanes own = (lanes)((marks)(score - chance) & there);
            rest = (lanes)(((marks)score & there) | ((marks)chance & ~there)) - mean;
            eased = rest - own;
            of.own += w * own;
            of.joint += (lanes)((marks)(at->lead_there + (lanes){0}) & there);
            of.weight += (lanes)((marks)(w + (lanes){0}) & there);
            of.weight_squares += (lanes)((marks)(at->square + (lanes){0}) & there);
            of.scored += there;
        }
        const lanes d = rest - at->lead;
        of.moved += w * rest;
        of.ease += w * eased;
        of.difference += w * d;
        of.squares += w * d * d;
        if (plain) {
            of.plain += at->backing * (mean + rest);
        }
    }
    *out = of;
    sum_up_groups(s, first, out);
}

/* The estimate from the groups plus what the neighbours add. How easy these are is known from all models and hardly
 * shrunken; how the model's own scores there differ from its chances is mostly noise. */
static double prior_of(const workspace *s, uint32_t model, const sums *of, uint32_t lane) {
    const double moved = s->expected[model] + of->ease[lane] / (s->weight + EASE_SHRINKAGE) +
                         of->own[lane] / (s->weight + OWN_SHRINKAGE);
    return fmin(1.0, fmax(0.0, moved));
}

/* Variance of y_m - y_m0 over the index's questions that both models were run on; with fewer than two, of two
 * independent scores. */
static double bank_variance(const workspace *s, uint32_t model, uint32_t incumbent) {
    const double variance = smx_difference_variance(s->index, model, incumbent);
    const double a = clipped(s->expected[model]), b = clipped(s->expected[incumbent]);
    return isnan(variance) ? a * (1.0 - a) + b * (1.0 - b) : variance;
}

/* Standard error of the difference between the model and the incumbent near the question. What is published of a model
 * counts as scores that both have. */
static double difference_error(const workspace *s, uint32_t model, uint32_t incumbent, const sums *of, uint32_t lane) {
    const double mean = of->difference[lane] / (s->weight + RANK_SHRINKAGE);
    const double overall = bank_variance(s, model, incumbent);
    const double variance = (of->squares[lane] + RANK_SHRINKAGE * overall) / (s->weight + RANK_SHRINKAGE) - mean * mean;
    const double effective =
        s->weight_squares > 0.0 ? s->route->closeness * s->weight * of->joint[lane] / s->weight_squares : 0.0;
    return sqrt(fmax(0.0, variance) / (effective + s->published[model] + 1.0));
}

/* Standard error of the prior, from four sources: sampling of the neighbours; sampling of the model's scores in the
 * group, which may be few; not knowing the group; and, far from the index, differences between all groups. */
static double prior_error(const workspace *s, uint32_t model, double prior, const sums *of, uint32_t lane) {
    const double draw = of->draw[lane] * (clipped(prior) * (1.0 - clipped(prior)));
    return fmin(0.5, sqrt(draw + of->between[lane] + (1.0 - s->route->closeness) * s->index->between[model]));
}

/* u. The incumbent was chosen by the groups, so it is preferred only as far as the group is believed. A model without
 * the evidence to lead is not held back: it is ranked by what is expected of it. */
static double utility_of(const workspace *s, uint32_t model, uint32_t incumbent, const sums *of, uint32_t lane) {
    double utility = 0.0;
    if (s->certainty > 0.0) {
        const double lost = model == incumbent || !has_evidence(s, model)
                                ? 0.0
                                : STANDARD_ERRORS * difference_error(s, model, incumbent, of, lane);
        const double moved = s->expected[model] + of->moved[lane] / (s->weight + RANK_SHRINKAGE);
        utility += s->certainty * (moved - lost);
    }
    if (s->certainty < 1.0) { /* the mean score over all neighbours is what is left where no group is believed */
        utility += (1.0 - s->certainty) * (of->plain[lane] / s->backed);
    }
    return utility;
}

static void fill_prior(const workspace *s, uint32_t model, uint32_t incumbent, const sums *of, smacs_prior *prior) {
    const uint32_t lane = model % SMX_LANES;
    prior->scored = (uint32_t)-of->scored[lane];
    prior->cells = s->evidence[model] - s->published[model];
    prior->published = s->published[model];
    prior->prior = prior_of(s, model, of, lane);
    prior->utility = utility_of(s, model, incumbent, of, lane);
    prior->n_eff = n_eff_of(s, of, lane);
    prior->standard_error = smacs_index_known(s->index, model) ? prior_error(s, model, prior->prior, of, lane) : 0.5;
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
    const size_t groups = s->groups, models = s->index->stride, near_size = s->count * sizeof *s->near;
    char *memory = smacs_mem_zeroed(a, near_size + (2 * groups + 3 * models) * sizeof(double), 1);
    if (memory) {
        s->near = (nearby *)(void *)memory;
        s->share = (double *)(void *)(memory + near_size);
        s->chance = s->share + groups;
        s->expected = s->chance + groups;
        s->published = s->expected + models;
        s->evidence = s->published + models;
    }
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
