/* RPS: paper mode against the independent reference, robust mode and panels against what they promise. */
#include "counting.h"
#include "kinds.h"
#include <string.h>

#include "../golden/rps_cases.h"

_Static_assert((int)RPS_DIM == (int)KINDS_DIM, "indexes are made of the reference's vectors");

static void check_case(const struct rps_case *c) {
    void *bytes = NULL;
    smacs_index *index = make_index(c->questions, c->models, 0, c->bank, c->scores, &bytes);
    const smacs_route_options options = {.mode = SMACS_MODE_PAPER, .k = c->k, .n = c->n};
    smacs_route *route = NULL;
    CHECK_INT(smacs_route_vector(NULL, index, c->query, &options, &route, NULL), SMACS_OK);
    CHECK_INT(route->neighbour_count, c->near_count);
    for (uint32_t i = 0; i < c->near_count && i < route->neighbour_count; i++) {
        CHECK_INT(route->neighbours[i].question, c->near[i]);
    }
    for (uint32_t m = 0; m < c->models; m++) {
        CHECK_NEAR(route->priors[m].prior, c->priors[m], 1e-4 * fabs(c->priors[m]) + 1e-12);
        CHECK(isnan(route->priors[m].standard_error));
    }
    CHECK_INT(route->panel_count, c->panel_count);
    for (uint32_t p = 0; p < c->panel_count && p < route->panel_count; p++) {
        CHECK_INT(route->panel[p], c->panel[p]);
    }
    smacs_route_free(route);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

TEST(paper_mode_is_the_reference) {
    for (size_t i = 0; i < sizeof rps_cases / sizeof *rps_cases; i++) {
        check_case(&rps_cases[i]);
    }
}

/* Ten questions all in the query's direction; similarity is 1 for all, so that sums are counts. */
enum { N = 10 };
static const int8_t QUERY[RPS_DIM] = {127};

static smacs_index *flat_index(const float scores[N * M], void **bytes) {
    int8_t vectors[N * RPS_DIM] = {0};
    for (int i = 0; i < N; i++) {
        vectors[i * RPS_DIM] = 127;
    }
    return make_index(N, M, 0, vectors, scores, bytes);
}

static smacs_route *route_with(const smacs_index *index, const smacs_route_options *options) {
    smacs_route *route = NULL;
    CHECK_INT(smacs_route_vector(NULL, index, QUERY, options, &route, NULL), SMACS_OK);
    return route;
}

/* m0 solves 0-5, m1 solves 0-4, m2 solves 6-9, m3 was run on question 0 only, and solved it. */
static void specialists(float scores[N * M]) {
    for (int i = 0; i < N; i++) {
        scores[i * M + 0] = i < 6 ? 1 : 0;
        scores[i * M + 1] = i < 5 ? 1 : 0;
        scores[i * M + 2] = i >= 6 ? 1 : 0;
        scores[i * M + 3] = i == 0 ? 1 : NAN;
    }
}

/* What a model did on questions that no other has answered says something of it elsewhere. */
TEST(questions_of_a_models_own_tell_its_ability) {
    bank b;
    double prior[2];
    fill_bank(&b);
    for (int able = 0; able < 2; able++) {
        void *bytes = NULL;
        for (uint32_t j = 0; j < BANK * M; j++) {
            const bool code = j / M % KINDS == 2, last = j % M == M - 1;
            b.scores[j] = last ? (code ? (float)able : NAN) : code ? NAN : (float)(j * 7 % 3 != 0);
        }
        smacs_index *index = index_of_kinds(&b, &bytes);
        smacs_route *route = NULL;
        CHECK_INT(smacs_route_vector(NULL, index, b.vectors, &(smacs_route_options){.k = K}, &route, NULL), SMACS_OK);
        prior[able] = route->priors[M - 1].prior;
        smacs_route_free(route);
        smacs_index_free(index);
        smacs_free(NULL, bytes);
    }
    CHECK(prior[1] > prior[0] + 0.1);
}

/* The first `n` of 80 questions: 40 that all of 12 models answered, then 40 nearer ones that the last alone got
 * wrong. */
static double prior_with(uint32_t n) {
    enum { MODELS = 12, SHARED = 40, ALL = 80 };
    int8_t vectors[ALL * RPS_DIM], query[RPS_DIM];
    float scores[ALL * MODELS];
    void *bytes = NULL;
    memset(query, 40, sizeof query);
    for (uint32_t i = 0; i < ALL; i++) {
        const bool shared = i < SHARED;
        for (uint32_t d = 0; d < RPS_DIM; d++) {
            vectors[i * RPS_DIM + d] = (int8_t)(40 + (int)((i * 31 + d * 17) % (shared ? 23 : 7)));
        }
        for (uint32_t m = 0; m < MODELS; m++) {
            scores[i * MODELS + m] = shared ? (float)((i + m) % 5 != 0) : m == MODELS - 1 ? 0.0f : NAN;
        }
    }
    smacs_index *index = make_index(n, MODELS, 0, vectors, scores, &bytes);
    smacs_route *route = NULL;
    CHECK_INT(smacs_route_vector(NULL, index, query, &(smacs_route_options){.k = n}, &route, NULL), SMACS_OK);
    const double prior = route->priors[0].prior;
    smacs_route_free(route);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
    return prior;
}

TEST(what_one_model_alone_was_asked_says_little_of_others) { CHECK_NEAR(prior_with(80), prior_with(40), 0.03); }

/* m3 solved the three questions it was run on, and the others hardly any. */
TEST(a_thin_column_leads_no_panel) {
    bank b;
    void *bytes = NULL;
    fill_bank(&b);
    for (uint32_t j = 0; j < BANK * M; j++) {
        b.scores[j] = j % M < 3 ? (float)(j / M % 4 == 0) : j / M < 3 * KINDS && j / M % KINDS == 0 ? 1.0f : NAN;
    }
    smacs_index *index = index_of_kinds(&b, &bytes);
    const bool some[M] = {1, 0, 0, 1}, alone[M] = {0, 0, 0, 1};
    const bool *const allowed[] = {NULL, some, alone};
    for (int i = 0; i < 3; i++) {
        smacs_route *route = NULL;
        const smacs_route_options options = {.k = K, .allowed = allowed[i]};
        CHECK_INT(smacs_route_vector(NULL, index, ASKED[0], &options, &route, NULL), SMACS_OK);
        CHECK(route->priors[3].prior > route->priors[0].prior);
        CHECK((route->panel[0] == 3) == (allowed[i] == alone));
        smacs_route_free(route);
    }
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

/* m3 has no score. It is asked only where the options name it. */
TEST(a_model_that_nothing_is_known_of_is_not_chosen) {
    float scores[N * M];
    specialists(scores);
    scores[3] = NAN;
    void *bytes = NULL;
    smacs_index *index = flat_index(scores, &bytes);
    const bool all[M] = {1, 1, 1, 1};
    smacs_route *given = route_with(index, NULL), *named = route_with(index, &(smacs_route_options){.allowed = all});
    CHECK_INT(given->panel_count, 3);
    CHECK_INT(named->panel_count, 4);
    CHECK_NEAR(named->priors[3].standard_error, 0.5, 0);
    smacs_route_free(given);
    smacs_route_free(named);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

/* Half of what independent errors would add to the best of three. */
static void check_expected_ceiling(const smacs_route *route) {
    double none = 1, best = 0, error = 0;
    for (uint32_t i = 0; i < route->panel_count; i++) {
        const smacs_prior *p = &route->priors[route->panel[i]];
        none *= 1 - p->prior;
        error = p->prior > best ? p->standard_error : error;
        best = fmax(best, p->prior);
    }
    const double added = 1 - none - best;
    CHECK_INT(route->ceiling_joint, 0);
    CHECK_NEAR(route->ceiling, best + added / 2, 1e-12);
    CHECK_NEAR(route->ceiling_error, fmin(0.5, sqrt(error * error + 0.16 * 0.16 * added * added)), 1e-12);
}

TEST(the_ceiling_is_counted_on_joint_scores_or_expected) {
    bank b;
    void *bytes = NULL;
    fill_bank(&b);
    smacs_index *index = index_of_kinds(&b, &bytes);
    const uint32_t ks[] = {100, 20}; /* of 20 neighbours, fewer than 50 are joint */
    for (int q = 0; q < 2; q++) {
        smacs_route *route = NULL;
        const smacs_route_options options = {.k = ks[q], .n = 3};
        CHECK_INT(smacs_route_vector(NULL, index, ASKED[0], &options, &route, NULL), SMACS_OK);
        const double first = route->neighbours[0].similarity, last = route->neighbours[ks[q]].similarity;
        double sum = 0, weight = 0, squares = 0, joint = 0;
        for (uint32_t n = 0; n < route->neighbour_count; n++) {
            const double t = fmax(0, (route->neighbours[n].similarity - last) / (first - last));
            double best = 0;
            for (uint32_t p = 0; p < 3; p++) {
                const double y = b.scores[route->neighbours[n].question * M + route->panel[p]];
                best = isnan(y) || isnan(best) ? NAN : fmax(best, y);
            }
            sum += isnan(best) ? 0 : t * best;
            weight += isnan(best) ? 0 : t;
            squares += isnan(best) ? 0 : t * t;
            joint += !isnan(best);
        }
        const double c = sum / weight, cut = fmin(0.98, c);
        CHECK((joint >= 50) == (q == 0));
        if (q == 0) {
            CHECK_NEAR(route->ceiling, c, 1e-12);
            CHECK_NEAR(route->ceiling_error, sqrt(cut * (1 - cut) * squares) / weight, 1e-12);
            CHECK_NEAR(route->ceiling_joint, joint, 0);
        } else {
            check_expected_ceiling(route);
        }
        smacs_route_free(route);
    }
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

/* m3 was run on one question only, which it solved, as the best model did. */
TEST(one_lucky_question_makes_no_leader) {
    float scores[N * M];
    specialists(scores);
    void *bytes = NULL;
    smacs_index *index = flat_index(scores, &bytes);
    smacs_route *route = route_with(index, NULL);
    CHECK_INT(route->mode, SMACS_MODE_ROBUST);
    CHECK_INT(route->k, 400);
    CHECK_INT(route->panel[0], 0);
    CHECK_INT(route->priors[3].scored, 1);
    CHECK_NEAR(route->priors[3].n_eff, 1, 1e-9);
    CHECK(route->priors[3].utility < route->priors[0].utility);
    CHECK(route->priors[3].standard_error > route->priors[0].standard_error);
    smacs_route_free(route);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

TEST(robust_compares_with_the_best_of_the_allowed) {
    float scores[N * M];
    specialists(scores);
    void *bytes = NULL;
    smacs_index *index = flat_index(scores, &bytes);
    const bool allowed[M] = {0, 1, 1, 0};
    smacs_route *route = route_with(index, &(smacs_route_options){.allowed = allowed});
    CHECK_INT(route->panel[0], 1);
    CHECK_NEAR(route->priors[1].utility, route->priors[route->panel[0]].utility, 0);
    smacs_route_free(route);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

TEST(coverage_prefers_what_is_still_unsolved) {
    float scores[N * M];
    specialists(scores);
    void *bytes = NULL;
    smacs_index *index = flat_index(scores, &bytes);
    smacs_route *best = route_with(index, &(smacs_route_options){.mode = SMACS_MODE_PAPER, .n = 2});
    smacs_route *cover = route_with(index, &(smacs_route_options){.mode = SMACS_MODE_PAPER, .n = 2, .coverage = 1});
    CHECK_INT(best->panel[0], 0);
    CHECK_INT(best->panel[1], 1);
    CHECK_INT(cover->panel[0], 0);
    CHECK_INT(cover->panel[1], 2); /* m1 solves nothing that m0 does not */
    smacs_route_free(best);
    smacs_route_free(cover);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

TEST(cost_knob_moves_from_best_to_cheapest) {
    float scores[N * M];
    specialists(scores);
    void *bytes = NULL;
    smacs_index *index = flat_index(scores, &bytes);
    const double cost[M] = {10, 1, 2, NAN};
    smacs_route_options options = {.mode = SMACS_MODE_PAPER, .cost = cost, .alpha = 1};
    smacs_route *route = route_with(index, &options);
    CHECK_INT(route->panel[0], 0);
    CHECK_NEAR(route->priors[0].utility, route->priors[0].prior, 0);
    smacs_route_free(route);
    options.alpha = 0.01;
    route = route_with(index, &options);
    CHECK_INT(route->panel[0], 1);
    CHECK_INT(route->panel[1], 2);
    /* the definition, for model 1: norm (5 - 1) / (6 - 1), cheapness 1 - 1 / 10 */
    CHECK_NEAR(route->priors[1].utility, 0.01 * 0.8 + 0.99 * 0.9, 1e-12);
    CHECK_NEAR(route->priors[3].utility, 0, 1e-12); /* unknown price: as the dearest */
    smacs_route_free(route);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

TEST(zeroed_options_are_the_defaults) {
    float scores[N * M];
    specialists(scores);
    void *bytes = NULL;
    smacs_index *index = flat_index(scores, &bytes);
    const smacs_route_options zeroed = {0}, defaults = smacs_route_options_init();
    const smacs_route_options *const given[] = {NULL, &zeroed, &defaults};
    CHECK_INT(defaults.k, 400);
    CHECK_INT(defaults.n, 7);
    CHECK(defaults.alpha == 1.0);
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        smacs_route *route = route_with(index, given[i]);
        CHECK_INT(route->mode, SMACS_MODE_ROBUST);
        CHECK_INT(route->k, 400);
        CHECK_INT(route->panel_count, M);
        smacs_route_free(route);
    }
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

/* The paper's rule takes those that were run most for the best; robust priors do not. */
TEST(a_route_knows_that_most_scores_are_missing) {
    float scores[N * M];
    void *bytes = NULL;
    for (uint32_t j = 0; j < N * M; j++) {
        scores[j] = j % M < 2 ? 1.0f : j / M == 0 ? 0.0f : NAN; /* m2 and m3 answered the first question alone */
    }
    scores[0] = scores[1] = scores[M] = scores[M + 1] = NAN;
    smacs_index *index = flat_index(scores, &bytes);
    const bool dense[M] = {1, 1, 0, 0}, sparse[M] = {0, 0, 1, 1}, mixed[M] = {1, 0, 1, 0};
    const bool *const allowed[] = {dense, sparse, mixed, NULL};
    const double filled[] = {(N - 2.0) / N, 1.0 / N, (N - 1.0) / (2 * N), (N - 1.0) / (2 * N)};
    for (int i = 0; i < 8; i++) {
        const smacs_route_options options = {.mode = i < 4 ? SMACS_MODE_PAPER : SMACS_MODE_ROBUST,
                                             .allowed = allowed[i % 4]};
        smacs_route *route = route_with(index, &options);
        CHECK_NEAR(route->filled, filled[i % 4], 1e-12);
        CHECK_INT(smacs_route_misses_most(route), i > 0 && i < 4);
        smacs_route_free(route);
    }
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

/* `index` with a text that asks nothing. */
static smacs_index *with_small_talk(const smacs_index *index, const int8_t *vector, void **bytes) {
    smacs_builder *builder = NULL;
    smacs_index *copy = NULL;
    size_t size = 0;
    CHECK_INT(smacs_builder_create(NULL, RPS_DIM, 1, smacs_text_of("toy"), 0, &builder, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_small_talk(builder, vector, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_append(builder, index, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_small_talk(builder, vector, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_finish(builder, bytes, &size, NULL), SMACS_OK);
    smacs_builder_free(builder);
    CHECK_INT(smacs_index_open(NULL, *bytes, size, &copy, NULL), SMACS_OK);
    CHECK_INT(smacs_index_describe(copy).small_talk, 1);
    return copy;
}

static double closeness(const smacs_index *index, const int8_t *vector, uint32_t features) {
    smacs_route *route = NULL;
    const smacs_route_options options = {.k = K, .features = features};
    CHECK_INT(smacs_route_vector(NULL, index, vector, &options, &route, NULL), SMACS_OK);
    const double found = route->closeness;
    smacs_route_free(route);
    return found;
}

TEST(small_talk_is_near_nothing_and_short_texts_need_be_less_near) {
    bank b;
    void *bytes = NULL, *talking = NULL;
    fill_bank(&b);
    smacs_index *index = index_of_kinds(&b, &bytes);
    smacs_index *talk = with_small_talk(index, ASKED[1], &talking);
    CHECK_NEAR(smacs_index_small_talk(index, ASKED[1]), -1, 0);
    CHECK_NEAR(smacs_index_small_talk(talk, ASKED[1]), 1, 1e-12);
    CHECK(closeness(index, ASKED[1], 0) == 1 && closeness(talk, ASKED[1], 0) == 0);
    CHECK(closeness(talk, b.vectors, 0) == 1); /* a question that the index has stays near */
    const smacs_index_facts facts = smacs_index_describe(index);
    const double reach = fmax(0.1, facts.near_typical - facts.near_low);
    const double whole = closeness(index, ASKED[2], 64), none = closeness(index, ASKED[2], 0);
    CHECK_NEAR(whole, none, 0);
    for (uint32_t features = 32; features > 0; features /= 2) {
        smacs_route *route = NULL;
        CHECK_INT(smacs_route_vector(NULL, index, ASKED[2], &(smacs_route_options){.k = K}, &route, NULL), SMACS_OK);
        const double low = facts.near_low - 0.085 * log(64.0 / features), first = route->neighbours[0].similarity;
        CHECK_NEAR(closeness(index, ASKED[2], features), fmin(1, fmax(0, 1 - (low - first) / reach)), 1e-12);
        smacs_route_free(route);
    }
    CHECK(closeness(index, ASKED[2], 1) > whole);
    smacs_index_free(talk);
    smacs_free(NULL, talking);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

TEST(only_allowed_models_are_chosen) {
    float scores[N * M];
    specialists(scores);
    void *bytes = NULL;
    smacs_index *index = flat_index(scores, &bytes);
    const bool allowed[M] = {0, 0, 1, 1}, none[M] = {0};
    smacs_route *route = route_with(index, &(smacs_route_options){.allowed = allowed});
    CHECK_INT(route->panel_count, 2);
    CHECK(route->panel[0] >= 2 && route->panel[1] >= 2 && route->panel[0] != route->panel[1]);
    smacs_route_free(route);
    smacs_error error;
    CHECK_INT(smacs_route_vector(NULL, index, QUERY, &(smacs_route_options){.allowed = none}, &route, &error),
              SMACS_E_EMPTY);
    const double negative[M] = {-1, 0, 0, 0};
    const smacs_route_options bad[] = {
        {.alpha = 1.5}, {.alpha = -1}, {.alpha = NAN}, {.mode = (smacs_mode)9}, {.cost = negative}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        CHECK_INT(smacs_route_vector(NULL, index, QUERY, &bad[i], &route, &error), SMACS_E_ARGUMENT);
        CHECK(route == NULL);
    }
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

TEST(every_failed_allocation_of_a_route_is_clean) {
    float scores[N * M];
    specialists(scores);
    void *bytes = NULL;
    smacs_index *index = flat_index(scores, &bytes);
    smacs_status status = SMACS_E_MEMORY;
    for (long at = 0; status != SMACS_OK && at < 50; at++) {
        counting c = {.fail_at = at};
        const smacs_allocator a = counting_allocator(&c);
        smacs_route *route = NULL;
        status = smacs_route_vector(&a, index, QUERY, NULL, &route, NULL);
        CHECK(status == SMACS_OK || (status == SMACS_E_MEMORY && !route));
        smacs_route_free(route);
        CHECK_INT(c.alive, 0);
    }
    CHECK_INT(status, SMACS_OK);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}
