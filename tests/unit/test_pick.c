/* The questions picked for a new model. */
#include "base/error.h"
#include "base/rng.h"
#include "counting.h"
#include "test.h"
#include <smacs/smacs.h>

enum { DIM = 16, QUESTIONS = 240 };

typedef struct world {
    void *bytes;
    smacs_index *index;
    int8_t vectors[QUESTIONS][DIM];
} world;

/* Three topics of sizes 120, 80 and 40. */
static void fill_world(world *w) {
    smacs_rng rng;
    smacs_rng_seed(&rng, 5, 0);
    for (int i = 0; i < QUESTIONS; i++) {
        const int topic = i < 120 ? 0 : i < 200 ? 1 : 2;
        for (int k = 0; k < DIM; k++) {
            w->vectors[i][k] = (int8_t)((k / 5 == topic ? 90 : 0) + (int)smacs_rng_below(&rng, 21) - 10);
        }
    }
}

static void make_world(world *w) {
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
    uint32_t number = 0;
    CHECK_INT(smacs_builder_model(builder, smacs_text_of("any"), &number, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_finish(builder, &w->bytes, &size, NULL), SMACS_OK);
    smacs_builder_free(builder);
    CHECK_INT(smacs_index_open(NULL, w->bytes, size, &w->index, NULL), SMACS_OK);
}

static void free_world(world *w) {
    smacs_index_free(w->index);
    smacs_free(NULL, w->bytes);
}

/* The kind that is furthest behind its share: questions 0 to 119 are of one, the others of another. */
static bool is_first_kind(uint32_t question) { return question < 120; }

static bool next_is_first_kind(const uint32_t *picked, uint32_t count, const uint8_t *allowed) {
    double size[2] = {0}, taken[2] = {0};
    for (uint32_t i = 0; i < QUESTIONS; i++) {
        size[is_first_kind(i)] += !allowed || allowed[i];
    }
    for (uint32_t j = 0; j < count; j++) {
        taken[is_first_kind(picked[j])]++;
    }
    const double share = (count + 1) / (size[0] + size[1]);
    return share * size[1] - taken[1] >= share * size[0] - taken[0];
}

/* Herding within that kind as its definition says, with the sums written out. */
static uint32_t herd_next(const world *w, const uint32_t *picked, uint32_t count, const uint8_t *allowed) {
    const bool kind = next_is_first_kind(picked, count, allowed);
    uint32_t best = UINT32_MAX;
    double most = 0.0;
    for (uint32_t i = 0; i < QUESTIONS; i++) {
        bool taken = is_first_kind(i) != kind || (allowed && !allowed[i]);
        double along = 0.0, total = 0.0, drawn = 1.0;
        for (uint32_t j = 0; j < count; j++) {
            taken = taken || picked[j] == i;
            drawn += is_first_kind(picked[j]) == kind;
        }
        for (uint32_t j = 0; j < QUESTIONS; j++) {
            if (is_first_kind(j) == kind && (!allowed || allowed[j])) {
                along += smacs_cosine(w->vectors[i], w->vectors[j], DIM);
                total += 1.0;
            }
        }
        along *= drawn / total;
        for (uint32_t j = 0; j < count; j++) {
            along -= is_first_kind(picked[j]) == kind ? smacs_cosine(w->vectors[i], w->vectors[picked[j]], DIM) : 0.0;
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

TEST(picking_survives_failing_allocations) {
    static world w;
    make_world(&w);
    smacs_status status = SMACS_E_MEMORY;
    long fail_at = 0;
    for (; status == SMACS_E_MEMORY && fail_at < 100; fail_at++) {
        counting c = {.fail_at = fail_at};
        const smacs_allocator a = counting_allocator(&c);
        uint32_t picked[5], count = 0;
        smacs_error error = {0};
        status = smacs_pick_questions(&a, w.index, NULL, 5, picked, &count, &error);
        CHECK_INT(c.alive, 0);
        CHECK_INT(error.status, status);
    }
    CHECK(fail_at > 3 && fail_at < 100);
    free_world(&w);
}
