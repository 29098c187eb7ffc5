/* How a new model joins: the questions picked for it, and the cells predicted from those that it has. */
#include "base/error.h"
#include "base/rng.h"
#include "counting.h"
#include "test.h"
#include <smacs/smacs.h>

enum { DIM = 16, MODELS = 6, QUESTIONS = 240 };

typedef struct world {
    void *bytes;
    smacs_index *index;
    int8_t vectors[QUESTIONS][DIM];
    float scores[QUESTIONS][MODELS];
} world;

/* Three topics of sizes 120, 80 and 40. Models 0, 2, 4 are alike, 1, 3, 5 the other way round on odd questions; the
 * last topic is hard for all. Model 5 lacks every fourth cell. */
static void fill_world(world *w) {
    smacs_rng rng;
    smacs_rng_seed(&rng, 5, 0);
    for (int i = 0; i < QUESTIONS; i++) {
        const int topic = i < 120 ? 0 : i < 200 ? 1 : 2;
        for (int k = 0; k < DIM; k++) {
            w->vectors[i][k] = (int8_t)((k / 5 == topic ? 90 : 0) + (int)smacs_rng_below(&rng, 21) - 10);
        }
        for (int m = 0; m < MODELS; m++) {
            const double chance = topic == 2 ? 0.1 : m % 2 == 0 ? 0.9 : i % 2 ? 0.2 : 0.9;
            w->scores[i][m] = smacs_rng_unit(&rng) < chance ? 1.0f : 0.0f;
            if (m == 5 && i % 4 == 0) {
                w->scores[i][m] = NAN;
            }
        }
    }
}

static void make_world(world *w) {
    static const char *const names[MODELS] = {"a", "b", "c", "d", "e", "f"};
    smacs_builder *builder = NULL;
    size_t size = 0;
    fill_world(w);
    CHECK_INT(smacs_builder_create(NULL, DIM, 1, smacs_text_of("toy"), 0, &builder, NULL), SMACS_OK);
    for (int i = 0; i < QUESTIONS; i++) {
        char id[16];
        snprintf(id, sizeof id, "q%d", i);
        const smacs_question question = {.id = smacs_text_of(id),
                                         .source = smacs_text_of("made"),
                                         .benchmark = smacs_text_of(i < 120 ? "one" : "two")};
        CHECK_INT(smacs_builder_question(builder, &question, w->vectors[i], NULL, NULL), SMACS_OK);
    }
    for (int m = 0; m < MODELS; m++) {
        uint32_t number = 0;
        CHECK_INT(smacs_builder_model(builder, smacs_text_of(names[m]), &number, NULL), SMACS_OK);
        for (uint32_t i = 0; i < QUESTIONS; i++) {
            if (!isnan(w->scores[i][m])) {
                CHECK_INT(smacs_builder_score(builder, i, number, w->scores[i][m], NULL), SMACS_OK);
            }
        }
    }
    CHECK_INT(smacs_builder_finish(builder, &w->bytes, &size, NULL), SMACS_OK);
    smacs_builder_free(builder);
    CHECK_INT(smacs_index_open(NULL, w->bytes, size, &w->index, NULL), SMACS_OK);
}

static void free_world(world *w) {
    smacs_index_free(w->index);
    smacs_free(NULL, w->bytes);
}

/* ---- pick ---- */

/* Herding as its definition says, with the sums written out. */
static uint32_t herd_next(const world *w, const uint32_t *picked, uint32_t count, const uint8_t *allowed) {
    uint32_t best = UINT32_MAX;
    double most = 0.0;
    for (uint32_t i = 0; i < QUESTIONS; i++) {
        bool taken = allowed && !allowed[i];
        for (uint32_t j = 0; j < count; j++) {
            taken = taken || picked[j] == i;
        }
        double along = 0.0, total = 0.0;
        for (uint32_t j = 0; j < QUESTIONS; j++) {
            if (!allowed || allowed[j]) {
                along += smacs_cosine(w->vectors[i], w->vectors[j], DIM);
                total += 1.0;
            }
        }
        along *= (count + 1) / total;
        for (uint32_t j = 0; j < count; j++) {
            along -= smacs_cosine(w->vectors[i], w->vectors[picked[j]], DIM);
        }
        if (!taken && (best == UINT32_MAX || along > most)) {
            best = i;
            most = along;
        }
    }
    return best;
}

TEST(pick_is_herding) {
    static world w;
    uint8_t allowed[QUESTIONS];
    uint32_t picked[30], count = 0;
    make_world(&w);
    for (int i = 0; i < QUESTIONS; i++) {
        allowed[i] = i % 3 != 0;
    }
    for (int masked = 0; masked < 2; masked++) {
        const uint8_t *mask = masked ? allowed : NULL;
        CHECK_INT(smacs_pick_questions(NULL, w.index, mask, 30, picked, &count, NULL), SMACS_OK);
        CHECK_INT(count, 30);
        for (uint32_t j = 0; j < count; j++) {
            CHECK_INT(picked[j], herd_next(&w, picked, j, mask));
        }
    }
    free_world(&w);
}

TEST(pick_shares_out_by_size) {
    static world w;
    uint32_t picked[12], count = 0, topics[3] = {0};
    make_world(&w);
    CHECK_INT(smacs_pick_questions(NULL, w.index, NULL, 12, picked, &count, NULL), SMACS_OK);
    for (uint32_t j = 0; j < count; j++) {
        topics[picked[j] < 120 ? 0 : picked[j] < 200 ? 1 : 2]++;
    }
    CHECK(topics[0] >= 5 && topics[0] <= 7);
    CHECK(topics[1] >= 3 && topics[1] <= 5);
    CHECK(topics[2] >= 1 && topics[2] <= 3);
    free_world(&w);
}

TEST(pick_ends_with_the_questions) {
    static world w;
    uint8_t allowed[QUESTIONS] = {0};
    uint32_t picked[QUESTIONS], count = 0;
    smacs_error error = {0};
    make_world(&w);
    allowed[7] = allowed[150] = 1;
    CHECK_INT(smacs_pick_questions(NULL, w.index, allowed, QUESTIONS, picked, &count, NULL), SMACS_OK);
    CHECK_INT(count, 2);
    CHECK_INT(picked[0] + picked[1], 157);
    allowed[7] = allowed[150] = 0;
    CHECK_INT(smacs_pick_questions(NULL, w.index, allowed, 5, picked, &count, &error), SMACS_E_EMPTY);
    CHECK_INT(error.status, SMACS_E_EMPTY);
    CHECK_INT(count, 0);
    CHECK_INT(smacs_pick_questions(NULL, w.index, NULL, 0, picked, &count, NULL), SMACS_E_EMPTY);
    free_world(&w);
}

/* ---- complete ---- */

/* Known cells of model `like` at every fourth question from `first`, as a new model's. */
static uint32_t some_cells(const world *w, int like, uint32_t first, uint32_t *questions, float *scores) {
    uint32_t count = 0;
    for (uint32_t i = first; i < QUESTIONS; i += 4) {
        questions[count] = i;
        scores[count++] = w->scores[i][like];
    }
    return count;
}

TEST(complete_keeps_scores_and_marks_predictions) {
    static world w;
    uint32_t questions[QUESTIONS];
    float scores[QUESTIONS], column[QUESTIONS];
    make_world(&w);
    const uint32_t count = some_cells(&w, 1, 3, questions, scores);
    CHECK_INT(smacs_complete_scores(NULL, w.index, 1, questions, scores, count, column, NULL), SMACS_OK);
    for (uint32_t i = 0; i < QUESTIONS; i++) {
        const bool known = i % 4 == 3;
        CHECK_INT(smacs_score_is_predicted(column[i]), !known);
        CHECK(!known || column[i] == w.scores[i][1]);
        CHECK(column[i] >= 0.0f && column[i] <= 1.0f);
    }
    free_world(&w);
}

/* Odd and even questions alike are known of, so that whom the new model is like shows. */
TEST(complete_finds_whom_a_model_is_like) {
    static world w;
    uint32_t questions[QUESTIONS];
    float scores[QUESTIONS], column[QUESTIONS];
    make_world(&w);
    uint32_t count = some_cells(&w, 1, 0, questions, scores);
    count += some_cells(&w, 1, 1, questions + count, scores + count);
    CHECK_INT(smacs_complete_scores(NULL, w.index, 1, questions, scores, count, column, NULL), SMACS_OK);
    double odd = 0.0, even = 0.0, hard = 0.0;
    int odds = 0, evens = 0, hards = 0;
    for (uint32_t i = 0; i < QUESTIONS; i++) {
        if (i % 4 < 2) {
            continue;
        }
        double *sum = i >= 200 ? &hard : i % 2 ? &odd : &even;
        int *number = i >= 200 ? &hards : i % 2 ? &odds : &evens;
        *sum += (double)column[i];
        (*number)++;
    }
    CHECK(even / evens > 0.75); /* truth: .9 */
    CHECK(odd / odds < 0.4);    /* .2 */
    CHECK(hard / hards < 0.25); /* .1 */
    free_world(&w);
}

/* A model that is alone in its index has a constant and labels to go by, and nothing else: solved by hand. */
TEST(complete_alone_is_shrunk_means) {
    const int8_t vector[DIM] = {127};
    smacs_builder *builder = NULL;
    void *bytes = NULL;
    size_t size = 0;
    smacs_index *index = NULL;
    uint32_t number = 0, questions[4] = {0, 1, 2, 3};
    const float scores[4] = {1.0f, 1.0f, 1.0f, 0.0f};
    float column[6];
    CHECK_INT(smacs_builder_create(NULL, DIM, 1, smacs_text_of("toy"), 0, &builder, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_model(builder, smacs_text_of("new"), &number, NULL), SMACS_OK);
    for (int i = 0; i < 6; i++) {
        char id[16];
        snprintf(id, sizeof id, "q%d", i);
        const smacs_question question = {.id = smacs_text_of(id), .benchmark = smacs_text_of(i % 2 ? "odd" : "even")};
        CHECK_INT(smacs_builder_question(builder, &question, vector, NULL, NULL), SMACS_OK);
    }
    CHECK_INT(smacs_builder_finish(builder, &bytes, &size, NULL), SMACS_OK);
    CHECK_INT(smacs_index_open(NULL, bytes, size, &index, NULL), SMACS_OK);
    CHECK_INT(smacs_complete_scores(NULL, index, number, questions, scores, 4, column, NULL), SMACS_OK);
    /* even: 1, 1 and odd: 1, 0, about the mean .5 of nobody. Of b, c, d: 24 b + 2 c + 2 d = 1; 32 c + 2 b = 1; 32 d + 2 b
     * = 0, so that b = 30/760, c = (1 - 2 b) / 32, d = -2 b / 32, and even is .5 + b + c = .568, odd .5 + b + d = .537.
     * In 64ths: 37 (from 36 to 38 of 64: .5625 to .59375) and 35 (.53125 to .5625). */
    CHECK_NEAR(column[4], 37.0 / 64.0, 0.0);
    CHECK_NEAR(column[5], 35.0 / 64.0, 0.0);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
    smacs_builder_free(builder);
}

/* Its own column, and cells that were predicted before, are no evidence. */
TEST(complete_does_not_look_at_what_it_predicts) {
    static world w;
    uint32_t questions[QUESTIONS];
    float scores[QUESTIONS], first[QUESTIONS], again[QUESTIONS];
    smacs_builder *builder = NULL;
    void *bytes = NULL;
    size_t size = 0;
    smacs_index *index = NULL;
    uint32_t number = 0;
    make_world(&w);
    const uint32_t count = some_cells(&w, 0, 2, questions, scores);
    CHECK_INT(smacs_complete_scores(NULL, w.index, UINT32_MAX, questions, scores, count, first, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_create(NULL, DIM, 1, smacs_text_of("toy"), 0, &builder, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_append(builder, w.index, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_model(builder, smacs_text_of("new"), &number, NULL), SMACS_OK);
    for (uint32_t i = 0; i < QUESTIONS; i++) {
        CHECK_INT(smacs_builder_score(builder, i, number, first[i], NULL), SMACS_OK);
    }
    CHECK_INT(smacs_builder_finish(builder, &bytes, &size, NULL), SMACS_OK);
    CHECK_INT(smacs_index_open(NULL, bytes, size, &index, NULL), SMACS_OK);
    for (uint32_t i = 0; i < QUESTIONS; i++) { /* predictions survive the file */
        CHECK(smacs_index_score(index, i, number) == first[i]);
    }
    CHECK_INT(smacs_complete_scores(NULL, index, number, questions, scores, count, again, NULL), SMACS_OK);
    CHECK_MEM(again, first, sizeof first);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
    smacs_builder_free(builder);
    free_world(&w);
}

TEST(complete_refuses_what_is_no_score) {
    static world w;
    float column[QUESTIONS];
    smacs_error error = {0};
    make_world(&w);
    const uint32_t beyond[] = {QUESTIONS}, twice[] = {3, 3}, one[] = {3};
    const float right[] = {1.0f, 1.0f}, high[] = {1.5f}, none[] = {NAN};
    CHECK_INT(smacs_complete_scores(NULL, w.index, 0, beyond, right, 1, column, &error), SMACS_E_ARGUMENT);
    CHECK_INT(error.status, SMACS_E_ARGUMENT);
    CHECK_INT(smacs_complete_scores(NULL, w.index, 0, twice, right, 2, column, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_complete_scores(NULL, w.index, 0, one, high, 1, column, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_complete_scores(NULL, w.index, 0, one, none, 1, column, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_complete_scores(NULL, w.index, 0, one, right, 0, column, NULL), SMACS_E_EMPTY);
    CHECK_INT(smacs_score_is_predicted(NAN), 0);
    CHECK_INT(smacs_score_is_predicted(0.5f), 0);
    CHECK_INT(smacs_score_is_predicted(1.0f), 0);
    CHECK_INT(smacs_score_is_predicted(63.0f / 64.0f), 1);
    CHECK_INT(smacs_score_is_predicted(1.0f / 64.0f), 1);
    CHECK_INT(smacs_score_is_predicted(1.0f / 63.0f), 0);
    free_world(&w);
}

/* Allocation `fail_at` fails, in picking or in completing. Returns the status; nothing may be left. */
static smacs_status join_with_failure(const world *w, bool completing, long fail_at) {
    counting c = {.fail_at = fail_at};
    const smacs_allocator a = counting_allocator(&c);
    uint32_t questions[QUESTIONS], picked[5], count = 0;
    float scores[QUESTIONS], column[QUESTIONS];
    smacs_error error = {0};
    const uint32_t known = some_cells(w, 0, 2, questions, scores);
    const smacs_status status = completing
                                    ? smacs_complete_scores(&a, w->index, 0, questions, scores, known, column, &error)
                                    : smacs_pick_questions(&a, w->index, NULL, 5, picked, &count, &error);
    CHECK_INT(c.alive, 0);
    CHECK_INT(error.status, status);
    return status;
}

TEST(joining_survives_failing_allocations) {
    static world w;
    make_world(&w);
    for (int completing = 0; completing < 2; completing++) {
        long fail_at = 0;
        while (fail_at < 100 && join_with_failure(&w, completing, fail_at) == SMACS_E_MEMORY) {
            fail_at++;
        }
        CHECK(fail_at > 3 && fail_at < 100);
    }
    free_world(&w);
}
