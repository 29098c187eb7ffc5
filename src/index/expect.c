/* What each model is expected to solve in each group of questions: its scores there, pulled to what its scores
 * elsewhere and published results say. Computed once, when an index is opened, because no question changes it.
 *
 * A model that was run on a part of a group may have met its easy questions. `luck` is what the other models' scores on
 * the same questions say of that, and is taken off. Abilities and eases are a logistic regression on the sums that
 * remain: ridge-regularised Newton steps, each parameter in turn. Why logits: a weak model is as far behind on a group
 * of easy questions as on a group of hard ones, and shares that add up would leave 0 to 1. */
#include "index/format.h"

#include "base/scalar.h"
#include <math.h>

static const double FIT_SHRINKAGE = 40.0;  /* in scores: pulls a group mean to the fit */
static const double BASE_SHRINKAGE = 20.0; /* in scores: pulls a group mean to that of all models, for luck */
static const double LUCK_SHRINKAGE = 3.0;  /* in models: pulls what the others say of a question to nothing */
static const double ABILITY_RIDGE = 4.0;   /* abilities scatter by half a logit around 0, the average */
static const double EASE_RIDGE = 2.0;      /* eases, around their mean */
static const double STEP = 2.0;            /* the longest Newton step, in logits */
static const double QUESTION_RIDGE = 0.35; /* eases of a group's questions scatter by 1.7 logits */
static const double CUT = 0.002;           /* expectations are cut to this and 1 less this where they become odds */
static const double PROBIT =
    0.346; /* mean of 1 / (1 + exp(-x)) over x of variance v: as if x were / sqrt(1 + this v) */
enum { ROUNDS = 12, QUESTION_ROUNDS = 3 };

/* Arrays by group and model are [K][M]. */
typedef struct fit {
    const smacs_index *index;
    uint32_t models, groups;
    double *base;      /* [K][M] shrunken means before luck is known */
    double *luck;      /* [K][M] points of the sum of scores that the others' scores explain; the index's */
    double *ability;   /* [M] logits */
    double *ease;      /* [K] logits */
    double *skill;     /* [M] odds: exp of the abilities */
    double *gift;      /* [K] odds: exp of the eases */
    double *published; /* [K][M] scores that a published level is worth; 0: none is known */
} fit;

static smacs_scores scores_of(const fit *f, uint32_t group, uint32_t model) {
    return f->index->group_scores[(size_t)group * f->models + model];
}

/* Each model counts once in what is usual, however many questions it was run on. */
static void take_bases(fit *f) {
    for (uint32_t k = 0; k < f->groups; k++) {
        double sum = 0.0, count = 0.0;
        for (uint32_t m = 0; m < f->models; m++) {
            const smacs_scores own = scores_of(f, k, m);
            sum += own.scored ? own.sum / own.scored : 0.0;
            count += own.scored ? 1.0 : 0.0;
        }
        const double usual = count > 0.0 ? sum / count : 0.5;
        for (uint32_t m = 0; m < f->models; m++) {
            const smacs_scores own = scores_of(f, k, m);
            f->base[(size_t)k * f->models + m] = (own.sum + BASE_SHRINKAGE * usual) / (own.scored + BASE_SHRINKAGE);
        }
    }
}

/* `rest` [n]: for each question, the sum of all models' scores minus their bases. */
static void take_luck(const fit *f, double *rest) {
    const smacs_index *x = f->index;
    const uint32_t n = x->facts.questions;
    for (uint32_t m = 0; m < f->models; m++) {
        const smx_column *column = &x->columns[m];
        for (uint32_t i = smx_next_scored(column, n, 0); i < n; i = smx_next_scored(column, n, i + 1)) {
            rest[i] += (double)smx_score_of(x, column, i) - f->base[(size_t)x->groups[i] * f->models + m];
        }
    }
    for (uint32_t m = 0; m < f->models; m++) {
        const smx_column *column = &x->columns[m];
        for (uint32_t i = smx_next_scored(column, n, 0); i < n; i = smx_next_scored(column, n, i + 1)) {
            const size_t cell = (size_t)x->groups[i] * f->models + m;
            const double others = rest[i] - ((double)smx_score_of(x, column, i) - f->base[cell]);
            f->luck[cell] += others / (x->solved[i][1] - 1 + LUCK_SHRINKAGE);
        }
    }
}

/* A level counts as many scores as give its error: n with A (1 - A) / n = error^2. */
static void weigh_levels(fit *f) {
    for (uint32_t k = 0; k < f->groups; k++) {
        for (uint32_t m = 0; m < f->models; m++) {
            const smacs_level of = smacs_index_level(f->index, k, m);
            f->published[(size_t)k * f->models + m] =
                of.error > 0.0 ? of.level * (1.0 - of.level) / (of.error * of.error) : 0.0;
        }
    }
}

static double with_odds(double odds) { return odds / (1.0 + odds); }

/* What a model of this ability solves in a group of this ease. */
static double share_of(const fit *f, uint32_t k, uint32_t m) { return with_odds(f->skill[m] * f->gift[k]); }

/* One step for the ease of a group towards the models' scores in it. */
static double ease_step(const fit *f, uint32_t k, double usual) {
    double slope = EASE_RIDGE * (usual - f->ease[k]), curve = EASE_RIDGE;
    for (uint32_t m = 0; m < f->models; m++) {
        const smacs_scores own = scores_of(f, k, m);
        if (own.scored) {
            const double share = share_of(f, k, m);
            slope += own.sum - f->luck[(size_t)k * f->models + m] - own.scored * share;
            curve += own.scored * share * (1.0 - share);
        }
    }
    return fmin(STEP, fmax(-STEP, slope / curve));
}

/* The same for a model's ability. Levels of one card err together, so that all of them count as one of them. */
static double ability_step(const fit *f, uint32_t m) {
    double slope = -ABILITY_RIDGE * f->ability[m], curve = ABILITY_RIDGE;
    for (uint32_t k = 0; k < f->groups; k++) {
        const size_t cell = (size_t)k * f->models + m;
        const smacs_scores own = scores_of(f, k, m);
        const double published = f->published[cell] / f->groups;
        if (own.scored || published > 0.0) {
            const double share = share_of(f, k, m);
            slope += own.sum - f->luck[cell] - own.scored * share;
            slope += published > 0.0 ? published * (smacs_index_level(f->index, k, m).level - share) : 0.0;
            curve += (own.scored + published) * share * (1.0 - share);
        }
    }
    return fmin(STEP, fmax(-STEP, slope / curve));
}

static void fit_abilities(fit *f) {
    double usual = 0.0;
    for (uint32_t k = 0; k < f->groups; k++) {
        f->gift[k] = 1.0;
    }
    for (uint32_t m = 0; m < f->models; m++) {
        f->skill[m] = 1.0;
    }
    for (int round = 0; round < ROUNDS; round++) {
        double eases = 0.0;
        for (uint32_t k = 0; k < f->groups; k++) {
            f->ease[k] += ease_step(f, k, usual);
            f->gift[k] = smacs_exp(f->ease[k]);
            eases += f->ease[k];
        }
        usual = eases / f->groups;
        for (uint32_t m = 0; m < f->models; m++) {
            f->ability[m] += ability_step(f, m);
            f->skill[m] = smacs_exp(f->ability[m]);
        }
    }
}

static smacs_expectation expectation_of(const fit *f, uint32_t k, uint32_t m) {
    const size_t cell = (size_t)k * f->models + m;
    const smacs_scores own = scores_of(f, k, m);
    const double published = f->published[cell];
    const double level = published > 0.0 ? smacs_index_level(f->index, k, m).level : 0.0;
    const double fitted = fmin(0.98, fmax(0.02, share_of(f, k, m)));
    const double sum = own.sum - f->luck[cell] + published * level + FIT_SHRINKAGE * fitted;
    return (smacs_expectation){fmin(1.0, fmax(0.0, sum / (own.scored + published + FIT_SHRINKAGE))), published};
}

/* ---- single questions ---- */

/* Eases of questions, and working memory to find them. Odds are exp of logits. */
typedef struct questions {
    double *ease, *slope, *curve; /* [n] */
    double *odds;                 /* [K][M] of the expectations */
} questions;

static double odds_of(double share) {
    const double cut = fmin(1.0 - CUT, fmax(CUT, share));
    return cut / (1.0 - cut);
}

/* A Newton step for the eases of all questions. index->eases [n] are the odds of those so far. What one model alone
 * was asked says nothing of the question: it may as well be the model that is weak. */
static void step_eases(smacs_index *x, const questions *q) {
    const uint32_t n = x->facts.questions;
    for (uint32_t i = 0; i < n; i++) {
        q->slope[i] = q->curve[i] = 0.0;
    }
    for (uint32_t m = 0; m < x->facts.models; m++) {
        const smx_column *column = &x->columns[m];
        for (uint32_t i = smx_next_scored(column, n, 0); i < n; i = smx_next_scored(column, n, i + 1)) {
            const double share = with_odds(q->odds[(size_t)x->groups[i] * x->facts.models + m] * x->eases[i]);
            q->slope[i] += (double)smx_score_of(x, column, i) - share;
            q->curve[i] += share * (1.0 - share);
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        const double of = x->solved[i][1], counts = of > 1.0 ? (of - 1.0) / (of + 1.0) : 0.0;
        const double slope = counts * q->slope[i] - QUESTION_RIDGE * q->ease[i];
        q->ease[i] += fmin(STEP, fmax(-STEP, slope / (counts * q->curve[i] + QUESTION_RIDGE)));
        x->eases[i] = smacs_exp(q->ease[i]);
    }
}

/* Mean and variance of the eases in each group. */
static void spread_eases(smacs_index *x, const questions *q) {
    for (uint32_t i = 0; i < x->facts.questions; i++) {
        x->ease_means[x->groups[i]] += q->ease[i] / x->group_sizes[x->groups[i]];
    }
    for (uint32_t i = 0; i < x->facts.questions; i++) {
        const double rest = q->ease[i] - x->ease_means[x->groups[i]];
        x->ease_spreads[x->groups[i]] += rest * rest / x->group_sizes[x->groups[i]];
    }
}

static void find_eases(smacs_index *x, const questions *q) {
    const size_t models = x->facts.models;
    for (size_t i = 0; i < models * x->group_count; i++) {
        q->odds[i] = odds_of(x->expected[i / models * x->stride + i % models]);
    }
    for (uint32_t i = 0; i < x->facts.questions; i++) {
        x->eases[i] = 1.0;
    }
    for (int round = 0; round < QUESTION_ROUNDS; round++) {
        step_eases(x, q);
    }
    if (!x->summed) {
        spread_eases(x, q);
    }
}

bool smx_open_eases(smacs_index *x) {
    const smacs_allocator *a = &x->allocator;
    const size_t n = x->facts.questions, cells = (size_t)x->group_count * x->facts.models;
    if (n == 0) {
        return true; /* the head of a sharded index */
    }
    smacs_arena arena = {0};
    double *memory = smacs_arena_zeroed(a, &arena, 3 * n + cells, sizeof *memory);
    x->eases = smacs_arena_zeroed(a, &x->owned, n, sizeof *x->eases);
    if (memory && x->eases) {
        const questions q = {memory, memory + n, memory + 2 * n, memory + 3 * n};
        find_eases(x, &q);
    }
    smacs_arena_free(a, &arena);
    return memory && x->eases;
}

/* A model's level is such that its chances in the group come to what is expected of it there. */
static bool open_level_odds(smacs_index *x) {
    const size_t models = x->facts.models, cells = (size_t)x->group_count * x->stride;
    x->level_odds = smacs_arena_zeroed(&x->allocator, &x->owned, cells, sizeof *x->level_odds);
    x->asked = smacs_arena_zeroed(&x->allocator, &x->owned, cells / SMX_LANES + 1, sizeof *x->asked);
    const bool ok = x->level_odds && x->asked;
    for (size_t k = 0; k < x->group_count && ok; k++) {
        for (size_t m = 0, cell = k * x->stride; m < models; m++, cell++) {
            x->level_odds[cell] = smacs_exp(
                smacs_log(odds_of(x->expected[cell])) * sqrt(1.0 + PROBIT * x->ease_spreads[k]) - x->ease_means[k]);
            x->asked[cell / SMX_LANES] |= x->group_scores[k * models + m].scored > 0;
        }
    }
    return ok;
}

/* What is expected of each model elsewhere: mean and variance over all questions of the index. */
static void take_overall(smacs_index *x) {
    const double n = x->facts.of;
    for (uint32_t m = 0; m < x->facts.models; m++) {
        for (uint32_t k = 0; k < x->group_count; k++) {
            x->overall[m] += x->group_sizes[k] / n * x->expected[(size_t)k * x->stride + m];
        }
        for (uint32_t k = 0; k < x->group_count; k++) {
            const double rest = x->expected[(size_t)k * x->stride + m] - x->overall[m];
            x->between[m] += x->group_sizes[k] / n * rest * rest;
        }
    }
}

bool smx_open_expectations(smacs_index *index) {
    const smacs_allocator *a = &index->allocator;
    fit f = {.index = index, .models = index->facts.models, .groups = index->group_count};
    const size_t cells = (size_t)f.groups * f.models;
    smacs_arena arena = {0};
    double *rest = smacs_arena_zeroed(a, &arena, index->facts.questions, sizeof *rest);
    f.base = smacs_arena_zeroed(a, &arena, cells, sizeof *f.base);
    if (!index->summed) {
        index->luck = smacs_arena_zeroed(a, &index->owned, cells, sizeof *index->luck);
        index->ease_means = smacs_arena_zeroed(a, &index->owned, f.groups, sizeof *index->ease_means);
        index->ease_spreads = smacs_arena_zeroed(a, &index->owned, f.groups, sizeof *index->ease_spreads);
    }
    f.luck = index->luck;
    f.ability = smacs_arena_zeroed(a, &arena, f.models, sizeof *f.ability);
    f.ease = smacs_arena_zeroed(a, &arena, f.groups, sizeof *f.ease);
    f.skill = smacs_arena_zeroed(a, &arena, f.models, sizeof *f.skill);
    f.gift = smacs_arena_zeroed(a, &arena, f.groups, sizeof *f.gift);
    f.published = smacs_arena_zeroed(a, &arena, cells, sizeof *f.published);
    index->stride = (f.models + SMX_LANES - 1) / SMX_LANES * SMX_LANES;
    const size_t padded = (size_t)f.groups * index->stride;
    index->expected = smacs_arena_zeroed(a, &index->owned, padded, sizeof *index->expected);
    index->published = smacs_arena_zeroed(a, &index->owned, padded, sizeof *index->published);
    index->evidence = smacs_arena_zeroed(a, &index->owned, padded, sizeof *index->evidence);
    index->overall = smacs_arena_zeroed(a, &index->owned, f.models, sizeof *index->overall);
    index->between = smacs_arena_zeroed(a, &index->owned, f.models, sizeof *index->between);
    bool ok = rest && f.base && f.luck && f.ability && f.ease && f.skill && f.gift && f.published && index->expected &&
              index->published && index->evidence && index->overall && index->between && index->ease_means &&
              index->ease_spreads;
    if (ok) {
        if (!index->summed) {
            take_bases(&f);
            take_luck(&f, rest);
        }
        weigh_levels(&f);
        fit_abilities(&f);
        for (uint32_t k = 0; k < f.groups; k++) {
            for (uint32_t m = 0; m < f.models; m++) {
                const smacs_expectation of = expectation_of(&f, k, m);
                const size_t cell = (size_t)k * index->stride + m;
                index->expected[cell] = of.mean;
                index->published[cell] = of.published;
                index->evidence[cell] = of.published + smacs_index_group_scores(index, k, m).scored;
            }
        }
        take_overall(index);
    }
    smacs_arena_free(a, &arena);
    return ok && smx_open_eases(index) && open_level_odds(index) && smx_open_variances(index);
}

smacs_expectation smacs_index_expectation(const smacs_index *index, uint32_t group, uint32_t model) {
    const size_t cell = (size_t)group * index->stride + model;
    return (smacs_expectation){index->expected[cell], index->published[cell]};
}

double smacs_index_chance(const smacs_index *index, uint32_t question, uint32_t model) {
    const size_t cell = (size_t)index->groups[question] * index->stride + model;
    return with_odds(index->level_odds[cell] * index->eases[question]);
}
