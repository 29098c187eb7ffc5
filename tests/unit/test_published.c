/* Tables of published scores: what is read of CSV, what is refused; and what a fit makes of known structure. */
#include "base/error.h"
#include "base/rng.h"
#include "base/scalar.h"
#include "test.h"
#include <smacs/smacs.h>
#include <stdlib.h>

/* Reads a file in pieces of `piece` bytes. */
static smacs_published *read_in(const char *text, size_t piece, smacs_status expected, smacs_error *error) {
    smacs_published *t = NULL;
    CHECK_INT(smacs_published_create(NULL, &t, error), SMACS_OK);
    smacs_status status = smacs_published_begin(t, smacs_text_of("file"), error);
    const size_t size = strlen(text);
    for (size_t at = 0; at < size && status == SMACS_OK; at += piece) {
        status = smacs_published_feed(t, text + at, size - at < piece ? size - at : piece, error);
    }
    status = status == SMACS_OK ? smacs_published_end(t, error) : status;
    CHECK_INT(status, expected);
    return t;
}

static bool is(smacs_text text, const char *expected) {
    return text.size == strlen(expected) && memcmp(text.data, expected, text.size) == 0;
}

static const char long_table[] = "model,release,reasoning,benchmark,score,setting\r\n"
                                 "A,2025-01-02,True,\"Sums, \"\"hard\"\"\",81.5,thinking high\r\n"
                                 "\r\n"
                                 "A,2025-01-02,True,Chess,1500,non-thinking n/a\r\n"
                                 "B,,False,Chess,900.5,\r\n"
                                 "\"C\nc\",,,Chess,3,";

TEST(a_line_a_score_is_read_wherever_it_is_cut) {
    for (size_t piece = 1; piece <= sizeof long_table; piece++) {
        smacs_error error = {0};
        smacs_published *t = read_in(long_table, piece, SMACS_OK, &error);
        CHECK_INT(smacs_published_count(t), 4);
        CHECK_INT(smacs_published_benchmarks(t), 2);
        const smacs_published_row first = smacs_published_get(t, 0), last = smacs_published_get(t, 3);
        CHECK(is(first.benchmark, "Sums, \"hard\" (file)") && is(first.model, "A") && is(first.released, "2025-01-02"));
        CHECK(first.score == 81.5 && first.thought == SMACS_THOUGHT);
        CHECK_INT(smacs_published_get(t, 1).thought, SMACS_THOUGHT_NOT);
        CHECK_INT(smacs_published_get(t, 2).thought, SMACS_THOUGHT_NOT);
        CHECK(is(last.model, "C\nc") && last.thought == SMACS_THOUGHT_UNKNOWN && !last.released.data);
        CHECK_INT(smacs_published_unit(t, first.column), SMACS_UNIT_PERCENT);
        CHECK_INT(smacs_published_unit(t, last.column), SMACS_UNIT_RATING);
        smacs_published_free(t);
    }
}

TEST(a_line_a_model_is_read_and_shares_become_percent) {
    smacs_error error = {0};
    smacs_published *t = read_in("model,BBH,GPQA\nx,0.5,\ny,1,0.25\n", 7, SMACS_OK, &error);
    CHECK_INT(smacs_published_count(t), 3);
    CHECK(smacs_published_get(t, 0).score == 50.0 && smacs_published_get(t, 2).score == 25.0);
    CHECK(is(smacs_published_get(t, 2).benchmark, "GPQA (file)"));
    CHECK_INT(smacs_published_begin(t, smacs_text_of("other"), &error), SMACS_OK);
    CHECK_INT(smacs_published_feed(t, "model,BBH\nx,70", 14, &error), SMACS_OK);
    CHECK_INT(smacs_published_end(t, &error), SMACS_OK);
    CHECK_INT(smacs_published_benchmarks(t), 3);
    CHECK(smacs_published_get(t, 3).score == 70.0 && is(smacs_published_get(t, 3).benchmark, "BBH (other)"));
    smacs_published_free(t);
}

TEST(a_byte_order_mark_is_no_part_of_a_table) {
    const char *const tables[] = {"\xEF\xBB\xBFmodel,BBH\nx,50\n", "\xEF\xBB\xBF\"model\",BBH\r\nx,50",
                                  "\xEF\xBB\xBF\"BBH\",model\n50,x\n"};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        for (size_t piece = 1; piece <= 5; piece++) {
            smacs_error error = {0};
            smacs_published *t = read_in(tables[i], piece, SMACS_OK, &error);
            CHECK_INT(smacs_published_count(t), 1);
            CHECK(is(smacs_published_get(t, 0).model, "x") && is(smacs_published_get(t, 0).benchmark, "BBH (file)"));
            smacs_published_free(t);
        }
    }
    /* Elsewhere it is a character like others. */
    smacs_error error = {0};
    smacs_published *t = read_in("model,BBH\n\xEF\xBB\xBFx,50\n", 3, SMACS_OK, &error);
    CHECK(is(smacs_published_get(t, 0).model, "\xEF\xBB\xBFx"));
    smacs_published_free(t);
}

TEST(scores_that_stand_twice_are_counted) {
    const struct {
        const char *text;
        size_t repeated;
    } cases[] = {{"model,benchmark,score\nx,BBH,50\nx,BBH,50\nx,BBH,60\n", 2},
                 {"model,benchmark,score\nx,BBH,50\ny,BBH,50\nx,GPQA,50\n", 0},
                 {"model,benchmark,score,setting\nx,BBH,50,thinking\nx,BBH,40,non-thinking\n", 0},
                 {"model,BBH\nx,50\nx,60\n", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        smacs_error error = {0};
        smacs_published *t = read_in(cases[i].text, 5, SMACS_OK, &error);
        CHECK_INT(smacs_published_repeated(t), cases[i].repeated);
        smacs_published_free(t);
    }
}

TEST(tables_that_make_no_sense_are_refused_with_their_line) {
    const struct {
        const char *text, *message;
        smacs_status status;
        uint64_t line;
    } cases[] = {
        {"name,BBH\nx,1\n", "header", SMACS_E_SCHEMA, 1},
        {"model,score\nx,1\n", "header", SMACS_E_SCHEMA, 1},
        {"model,BBH\nx,1\ny\n", "more or fewer fields", SMACS_E_SCHEMA, 3},
        {"model,BBH\nx,much\n", "a score must be", SMACS_E_SCHEMA, 2},
        {"model,BBH\nx,-3\n", "a score must be", SMACS_E_SCHEMA, 2},
        {"model,BBH\nx,1e300\n", "a score must be", SMACS_E_SCHEMA, 2},
        {"model,BBH\n,1\n", "names no model", SMACS_E_SCHEMA, 2},
        {"model,benchmark,score\nx,,1\n", "names no benchmark", SMACS_E_SCHEMA, 2},
        {"model,BBH\n\"x\ny,1\n", "within quotes", SMACS_E_SYNTAX, 2},
        {"model,BBH\n\"x\"y,1\n", "closing quote", SMACS_E_SYNTAX, 2},
        {"model,BBH\nx\"y,1\n", "quote stands", SMACS_E_SYNTAX, 2},
        {"model,BBH\nx\x01,1\n", "control character", SMACS_E_SYNTAX, 2},
        {"model,BBH\nx,\n", "no published score", SMACS_E_EMPTY, 0},
        {"model,benchmark,score,release\nx,BBH,1,2025-99-99\n", "must be a date", SMACS_E_SCHEMA, 2},
        {"model,benchmark,score,release\nx,BBH,1,\nx,BBH,1,2025-04-31\n", "must be a date", SMACS_E_SCHEMA, 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        smacs_error error = {0};
        smacs_published *t = read_in(cases[i].text, 3, cases[i].status, &error);
        CHECK(error.message && strstr(error.message, cases[i].message));
        CHECK(cases[i].line == 0 || error.line == cases[i].line);
        smacs_published_free(t);
    }
}

/* ---- a fit: 24 models whose scores follow one ability; the index knows half of them ---- */

enum { MODELS = 24, KNOWN = 12, CELLS = 400, DIM = 16 };

static double ability_of(int model) { return (model * 7 % MODELS) / (double)MODELS * 3.0 - 1.5; }
static double share_of(int model, double ease, double slope) {
    return 1.0 / (1.0 + smacs_exp(-(ease + slope * ability_of(model))));
}

static char *published_text(void) {
    char *text = malloc(1 << 14);
    size_t at = (size_t)sprintf(text, "model,A,B,C\n");
    for (int m = 0; m < MODELS; m++) {
        at += (size_t)sprintf(text + at, "m%d,%.1f,%.1f,%.1f\n", m, 100 * share_of(m, 0.5, 1.0),
                              100 * share_of(m, -1.0, 1.5), 100 * share_of(m, 1.0, 0.8));
    }
    return text;
}

/* Two kinds of questions; a model's score of question i is drawn from its share. */
static smacs_builder *known_half(void) {
    smacs_builder *b = NULL;
    smacs_rng rng;
    smacs_rng_seed(&rng, 3, 5);
    CHECK_INT(smacs_builder_create(NULL, DIM, 7, smacs_text_of("toy"), 0, &b, NULL), SMACS_OK);
    for (int i = 0; i < 2 * CELLS; i++) {
        char id[16];
        int8_t vector[DIM] = {(int8_t)(i % 100 + 1), (int8_t)(i / 100 + 1)};
        uint32_t number = 0, model = 0;
        sprintf(id, "q%d", i);
        const smacs_question q = {.id = smacs_text_of(id),
                                  .source = smacs_text_of("toy"),
                                  .benchmark = smacs_text_of(i % 2 ? "odd" : "even")};
        CHECK_INT(smacs_builder_question(b, &q, vector, &number, NULL), SMACS_OK);
        for (int m = 0; m < MODELS; m++) {
            char name[16];
            sprintf(name, "m%d", m);
            CHECK_INT(smacs_builder_model(b, smacs_text_of(name), &model, NULL), SMACS_OK);
            if (m < KNOWN) {
                const double share = i % 2 ? share_of(m, 0.0, 1.2) : share_of(m, 1.0, 0.6);
                CHECK_INT(smacs_builder_score(b, number, model, smacs_rng_unit(&rng) < share, NULL), SMACS_OK);
            }
        }
    }
    return b;
}

static smacs_index *open_of(smacs_builder *b, void **bytes) {
    size_t size = 0;
    smacs_index *index = NULL;
    CHECK_INT(smacs_builder_finish(b, bytes, &size, NULL), SMACS_OK);
    CHECK_INT(smacs_index_open(NULL, *bytes, size, &index, NULL), SMACS_OK);
    return index;
}

TEST(a_fit_tells_levels_of_models_without_scores) {
    char *text = published_text();
    smacs_error error = {0};
    smacs_published *t = read_in(text, 4096, SMACS_OK, &error);
    smacs_builder *b = known_half();
    void *bytes = NULL, *carded = NULL;
    smacs_index *plain = open_of(b, &bytes);
    CHECK_INT(smacs_publish(NULL, plain, t, NULL, b, &error), SMACS_OK);
    smacs_index *index = open_of(b, &carded);
    CHECK_INT(smacs_index_describe_published(index).cards, MODELS);
    double worst = 0.0, within = 0.0;
    for (int m = KNOWN; m < MODELS; m++) {
        CHECK_INT(smacs_index_known(index, (uint32_t)m), SMACS_KNOWN_BY_PUBLISHED);
        for (uint32_t g = 0; g < 2; g++) {
            const smacs_level level = smacs_index_level(index, g, (uint32_t)m);
            const double miss = fabs(level.level - (g ? share_of(m, 0.0, 1.2) : share_of(m, 1.0, 0.6)));
            worst = fmax(worst, miss);
            within += miss <= 2.0 * level.error;
        }
    }
    CHECK(worst < 0.05); /* of shares from 0.14 to 0.87 */
    CHECK(within >= 0.85 * 2 * (MODELS - KNOWN));
    smacs_index_free(index);
    smacs_index_free(plain);
    smacs_free(NULL, carded);
    smacs_free(NULL, bytes);
    smacs_builder_free(b);
    smacs_published_free(t);
    free(text);
}
