/* RPS: paper mode against the independent reference, robust mode and panels against their definitions. */
#include "base/error.h"
#include "base/rng.h"
#include "counting.h"
#include "test.h"
#include <math.h>
#include <smacs/smacs.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "../golden/rps_cases.h"

/* An index over integer vectors [n][16] and scores [n][models], NAN missing; *bytes backs it. */
static smacs_index *make_index(uint32_t n, uint32_t models, const int8_t *vectors, const float *scores, void **bytes) {
    smacs_builder *builder = NULL;
    size_t size = 0;
    smacs_index *index = NULL;
    CHECK_INT(smacs_builder_create(NULL, RPS_DIM, 1, smacs_text_of("toy"), 0, &builder, NULL), SMACS_OK);
    for (uint32_t m = 0; m < models; m++) {
        char name[16];
        const int length = snprintf(name, sizeof name, "m%u", m);
        uint32_t number = 0;
        CHECK_INT(smacs_builder_model(builder, (smacs_text){name, (size_t)length}, &number, NULL), SMACS_OK);
    }
    for (uint32_t i = 0; i < n; i++) {
        char id[16];
        const int length = snprintf(id, sizeof id, "q%u", i);
        const smacs_question question = {.id = {id, (size_t)length}};
        uint32_t number = 0;
        CHECK_INT(smacs_builder_question(builder, &question, vectors + (size_t)i * RPS_DIM, &number, NULL), SMACS_OK);
        for (uint32_t m = 0; m < models; m++) {
            const float score = scores[(size_t)i * models + m];
            if (!isnan(score)) {
                CHECK_INT(smacs_builder_score(builder, number, m, score, NULL), SMACS_OK);
            }
        }
    }
    CHECK_INT(smacs_builder_finish(builder, bytes, &size, NULL), SMACS_OK);
    smacs_builder_free(builder);
    CHECK_INT(smacs_index_open(NULL, *bytes, size, &index, NULL), SMACS_OK);
    return index;
}

static void check_case(const struct rps_case *c) {
    void *bytes = NULL;
    smacs_index *index = make_index(c->questions, c->models, c->bank, c->scores, &bytes);
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
enum { N = 10, M = 4 };
static const int8_t QUERY[RPS_DIM] = {127};

static smacs_index *flat_index(const float scores[N * M], void **bytes) {
    int8_t vectors[N * RPS_DIM] = {0};
    for (int i = 0; i < N; i++) {
        vectors[i * RPS_DIM] = 127;
    }
    return make_index(N, M, vectors, scores, bytes);
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

/* Similarities are all 1 here, so n_eff is the number of scored neighbours and the bank is the neighbourhood. */
TEST(robust_priors_follow_their_formula) {
    float scores[N * M];
    specialists(scores);
    void *bytes = NULL;
    smacs_index *index = flat_index(scores, &bytes);
    smacs_route *route = route_with(index, NULL);
    CHECK_INT(route->mode, SMACS_MODE_ROBUST);
    CHECK_INT(route->k, 400);
    CHECK_NEAR(route->priors[0].prior, 0.6, 1e-12); /* the incumbent: its own mean */
    CHECK_NEAR(route->priors[0].n_eff, 10, 1e-9);
    CHECK_NEAR(route->priors[0].standard_error, sqrt(0.6 * 0.4 / 10), 1e-9);
    /* m1 differs from m0 on question 5 alone: delta -0.1, mean square 0.1 */
    CHECK_NEAR(route->priors[1].prior, 0.6 - 0.1 - 0.5 * sqrt((0.1 - 0.01) / 11), 1e-12);
    /* m3 was run on one question, which m0 solved too: no difference, and so no gain from an easy question */
    CHECK_NEAR(route->priors[3].prior, 0.6, 1e-12);
    CHECK_INT(route->priors[3].scored, 1);
    CHECK_NEAR(route->priors[3].n_eff, 1, 1e-9);
    CHECK_INT(route->panel[0], 0);
    smacs_route_free(route);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

TEST(robust_compares_with_the_best_of_the_allowed) {
    float scores[N * M];
    specialists(scores);
    void *bytes = NULL;
    smacs_index *index = flat_index(scores, &bytes);
    const uint8_t allowed[M] = {0, 1, 1, 0};
    smacs_route *route = route_with(index, &(smacs_route_options){.allowed = allowed});
    CHECK_NEAR(route->priors[1].prior, 0.5, 1e-12);
    CHECK_INT(route->panel[0], 1);
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

TEST(only_allowed_models_are_chosen) {
    float scores[N * M];
    specialists(scores);
    void *bytes = NULL;
    smacs_index *index = flat_index(scores, &bytes);
    const uint8_t allowed[M] = {0, 0, 1, 1}, none[M] = {0};
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
