/* The questions picked for a new model. */
#include "base/error.h"
#include "base/rng.h"
#include "counting.h"
#include "test.h"
#include <smacs/smacs.h>

enum { DIM = 16, QUESTIONS = 240, MODELS = 4 };

typedef struct world {
    void *bytes;
    smacs_index *index;
    int8_t vectors[QUESTIONS][DIM];
    float scores[QUESTIONS][MODELS]; /* NAN: missing */
} world;

/* Three topics of sizes 120, 80 and 40. The models agree more or less; the last was not run on every fourth
 * question. */
static void fill_world(world *w) {
    smacs_rng rng;
    smacs_rng_seed(&rng, 5, 0);
    for (int i = 0; i < QUESTIONS; i++) {
        const int topic = i < 120 ? 0 : i < 200 ? 1 : 2;
        const double ease = smacs_rng_unit(&rng);
        for (int k = 0; k < DIM; k++) {
            w->vectors[i][k] = (int8_t)((k / 5 == topic ? 90 : 0) + (int)smacs_rng_below(&rng, 21) - 10);
        }
        for (int m = 0; m < MODELS; m++) {
            w->scores[i][m] = ease + 0.5 * smacs_rng_unit(&rng) > 0.9 - 0.1 * m ? 1.0f : 0.0f;
        }
        if (i % 4 == 1) {
            w->scores[i][MODELS - 1] = NAN;
        }
    }
}

static void make_world(world *w, bool scored) {
    static const char *const names[MODELS] = {"a", "b", "c", "d"};
    smacs_builder *builder = NULL;
    size_t size = 0;
    fill_world(w);
    CHECK_INT(smacs_builder_create(NULL, DIM, 1, smacs_text_of("toy"), 0, &builder, NULL), SMACS_OK);
    for (uint32_t m = 0; m < MODELS; m++) {
        uint32_t number = 0;
        CHECK_INT(smacs_builder_model(builder, smacs_text_of(names[m]), &number, NULL), SMACS_OK);
    }
    for (uint32_t i = 0; i < QUESTIONS; i++) {
        char id[16];
        snprintf(id, sizeof id, "q%u", i);
        const smacs_question question = {.id = smacs_text_of(id),
                                         .source = smacs_text_of("made"),
                                         .benchmark = smacs_text_of(i < 120 ? "one" : "two")};
        CHECK_INT(smacs_builder_question(builder, &question, w->vectors[i], NULL, NULL), SMACS_OK);
        for (uint32_t m = 0; m < MODELS && scored; m++) {
            if (!isnan(w->scores[i][m])) {
                CHECK_INT(smacs_builder_score(builder, i, m, w->scores[i][m], NULL), SMACS_OK);
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

/* Questions 0 to 119 are of one kind, the others of another. */
static int kind_of(uint32_t question) { return question < 120 ? 0 : 1; }

/* The rows of the definition: scores, then vectors. */
enum { WIDTH = MODELS + DIM };

static double value_of(const world *w, uint32_t i, int column, uint32_t without) {
    if (column < MODELS) {
        return (uint32_t)column == without ? (double)NAN : (double)w->scores[i][column];
    }
    double square = 0.0;
    for (int k = 0; k < DIM; k++) {
        square += (double)w->vectors[i][k] * w->vectors[i][k];
    }
    return w->vectors[i][column - MODELS] / sqrt(square);
}

static void define_rows(const world *w, uint32_t without, const bool *allowed, double rows[QUESTIONS][WIDTH]) {
    double parts[2] = {0};
    for (int c = 0; c < WIDTH; c++) {
        double sum[2] = {0}, count[2] = {0};
        for (uint32_t i = 0; i < QUESTIONS; i++) {
            const double value = value_of(w, i, c, without);
            if ((!allowed || allowed[i]) && !isnan(value)) {
                sum[kind_of(i)] += value;
                count[kind_of(i)] += 1.0;
            }
        }
        for (uint32_t i = 0; i < QUESTIONS; i++) {
            const double value = value_of(w, i, c, without);
            rows[i][c] = isnan(value) ? 0.0 : value - sum[kind_of(i)] / count[kind_of(i)];
            parts[c >= MODELS] += !allowed || allowed[i] ? rows[i][c] * rows[i][c] : 0.0;
        }
    }
    for (uint32_t i = 0; i < QUESTIONS; i++) {
        for (int c = MODELS; c < WIDTH; c++) {
            rows[i][c] *= 2.0 * sqrt(parts[0] / parts[1]);
        }
    }
}

/* How unlike all they are: |sum of the rows of the last one's kind|^2 + |sum of all rows|^2. */
static double unlikeness(double rows[QUESTIONS][WIDTH], const uint32_t *picked, uint32_t count) {
    double total = 0.0;
    for (int c = 0; c < WIDTH; c++) {
        double kind = 0.0, all = 0.0;
        for (uint32_t j = 0; j < count; j++) {
            kind += kind_of(picked[j]) == kind_of(picked[count - 1]) ? rows[picked[j]][c] : 0.0;
            all += rows[picked[j]][c];
        }
        total += kind * kind + all * all;
    }
    return total;
}

static int next_kind(const uint32_t *picked, uint32_t count, const bool *allowed) {
    double size[2] = {0}, taken[2] = {0};
    for (uint32_t i = 0; i < QUESTIONS; i++) {
        size[kind_of(i)] += !allowed || allowed[i];
    }
    for (uint32_t j = 0; j < count; j++) {
        taken[kind_of(picked[j])]++;
    }
    const double share = (count + 1) / (size[0] + size[1]);
    return share * size[0] - taken[0] >= share * size[1] - taken[1] ? 0 : 1;
}

/* Checks that each of `picked` is of the kind whose turn it is, new, allowed, and as good as any; up to rounding, since
 * the library's rows are floats. */
static void check_picked(const world *w, uint32_t without, const bool *allowed, uint32_t *picked, uint32_t count) {
    static double rows[QUESTIONS][WIDTH];
    bool taken[QUESTIONS] = {0};
    define_rows(w, without, allowed, rows);
    for (uint32_t j = 0; j < count; j++) {
        const uint32_t i = picked[j];
        CHECK(!taken[i] && (!allowed || allowed[i]));
        CHECK_INT(kind_of(i), next_kind(picked, j, allowed));
        const double had = unlikeness(rows, picked, j + 1);
        for (uint32_t other = 0; other < QUESTIONS; other++) {
            if (kind_of(other) == kind_of(i) && !taken[other] && (!allowed || allowed[other])) {
                picked[j] = other;
                CHECK(unlikeness(rows, picked, j + 1) > had - 1e-4);
            }
        }
        picked[j] = i;
        taken[i] = true;
    }
}

TEST(pick_follows_all_means) {
    static world w;
    bool allowed[QUESTIONS];
    uint32_t picked[30], count = 0;
    make_world(&w, true);
    for (int i = 0; i < QUESTIONS; i++) {
        allowed[i] = i % 3 != 0;
    }
    for (int way = 0; way < 4; way++) {
        const bool *mask = way % 2 ? allowed : NULL;
        const uint32_t without = way / 2 ? 1 : UINT32_MAX;
        CHECK_INT(smacs_pick_questions(NULL, w.index, without, mask, 30, picked, &count, NULL), SMACS_OK);
        CHECK_INT(count, 30);
        check_picked(&w, without, mask, picked, count);
    }
    free_world(&w);
}

/* With scores of nobody the vectors alone count. */
TEST(pick_needs_no_scores) {
    static world w;
    uint32_t picked[60], count = 0;
    make_world(&w, false);
    CHECK_INT(smacs_pick_questions(NULL, w.index, UINT32_MAX, NULL, 60, picked, &count, NULL), SMACS_OK);
    CHECK_INT(count, 60);
    uint32_t second = 0, last = 0; /* of the second kind, and of the last topic, which is a third of that */
    for (uint32_t j = 0; j < count; j++) {
        second += kind_of(picked[j]) == 1;
        last += picked[j] >= 200;
    }
    CHECK_INT(second, 30);
    CHECK(last >= 9 && last <= 11);
    free_world(&w);
}

TEST(pick_begins_with_smaller_picks) {
    static world w;
    uint32_t few[20], many[90], count = 0;
    make_world(&w, true);
    CHECK_INT(smacs_pick_questions(NULL, w.index, UINT32_MAX, NULL, 90, many, &count, NULL), SMACS_OK);
    CHECK_INT(smacs_pick_questions(NULL, w.index, UINT32_MAX, NULL, 20, few, &count, NULL), SMACS_OK);
    CHECK_MEM(few, many, sizeof few);
    free_world(&w);
}

TEST(pick_shares_out_by_size) {
    static world w;
    uint32_t picked[12], count = 0, topics[3] = {0};
    make_world(&w, true);
    CHECK_INT(smacs_pick_questions(NULL, w.index, UINT32_MAX, NULL, 12, picked, &count, NULL), SMACS_OK);
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
    bool allowed[QUESTIONS] = {0};
    uint32_t picked[QUESTIONS], count = 0;
    smacs_error error = {0};
    make_world(&w, true);
    allowed[7] = allowed[150] = true;
    CHECK_INT(smacs_pick_questions(NULL, w.index, UINT32_MAX, allowed, QUESTIONS, picked, &count, NULL), SMACS_OK);
    CHECK_INT(count, 2);
    CHECK_INT(picked[0] + picked[1], 157);
    allowed[7] = allowed[150] = false;
    CHECK_INT(smacs_pick_questions(NULL, w.index, UINT32_MAX, allowed, 5, picked, &count, &error), SMACS_E_EMPTY);
    CHECK_INT(error.status, SMACS_E_EMPTY);
    CHECK_INT(count, 0);
    CHECK_INT(smacs_pick_questions(NULL, w.index, UINT32_MAX, NULL, 0, picked, &count, NULL), SMACS_E_EMPTY);
    free_world(&w);
}

TEST(picking_survives_failing_allocations) {
    static world w;
    make_world(&w, true);
    smacs_status status = SMACS_E_MEMORY;
    long fail_at = 0;
    for (; status == SMACS_E_MEMORY && fail_at < 100; fail_at++) {
        counting c = {.fail_at = fail_at};
        const smacs_allocator a = counting_allocator(&c);
        uint32_t picked[5], count = 0;
        smacs_error error = {0};
        status = smacs_pick_questions(&a, w.index, UINT32_MAX, NULL, 5, picked, &count, &error);
        CHECK_INT(c.alive, 0);
        CHECK_INT(error.status, status);
    }
    CHECK(fail_at > 3 && fail_at < 100);
    free_world(&w);
}
