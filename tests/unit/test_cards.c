/* Published scores in an index: levels against NumPy's, what is kept when indexes are copied, what is refused. */
#include "base/bits.h"
#include "base/container.h"
#include "base/error.h"
#include "counting.h"
#include "test.h"
#include <smacs/smacs.h>
#include <stdlib.h>

enum { DIM = 16, QUESTIONS = 6 };

static const smacs_benchmark benchmarks[] = {
    {{"Sums (paper)", 12}, SMACS_UNIT_PERCENT, {0.5, 1.25, -0.25, 1.0, 0.5, -0.25}},
    {{"Sums (board)", 12}, SMACS_UNIT_PERCENT, {0.25, 1.0, 0.125, 0.5, 1.0, 0.5}},
    {{"Duels", 5}, SMACS_UNIT_RATING, {1200.0, 100.0, 0.5, 2.0, -0.5, 0.75}},
    {{"Slips", 5}, SMACS_UNIT_PERCENT, {-1.0, -0.75, 0.0, 1.0, 0.25, 0.0}},
};
static const smacs_kind kinds[] = {
    {{"toy", 3}, {"sums", 4}, {0}, {0.75, 1.5, 0.25, 1.25, 0.75, -0.5}},
    {{"toy", 3}, {"words", 5}, {"verbs", 5}, {-0.5, 0.5, -0.125, 1.0, -0.25, 0.25}},
    {{"toy", 3}, {"nowhere", 7}, {0}, {0.0, 1.0, 0.0, 1.0, 1.0, 0.0}},
};
static const smacs_family families[] = {{{"Owl", 3}, 0.25}, {{"Finch", 5}, -0.5}};

static smacs_fit fit_of_tests(void) {
    return (smacs_fit){benchmarks,
                       4,
                       kinds,
                       3,
                       families,
                       2,
                       0.25,
                       0.5,
                       {1.0, 0.75, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.25},
                       {0.25, -0.5, 0.5, -0.25, 0.75, -1.0}};
}

/* Questions of three groups, the last unknown to the fit; model 0 has scores. */
static smacs_builder *begin(const smacs_allocator *a) {
    static const char *const names[][2] = {{"sums", NULL}, {"words", "verbs"}, {"words", "nouns"}};
    smacs_builder *b = NULL;
    smacs_status status = smacs_builder_create(a, DIM, 7, smacs_text_of("toy"), 0, &b, NULL);
    for (uint32_t i = 0; i < QUESTIONS && status == SMACS_OK; i++) {
        char id[2] = {(char)('a' + i), 0};
        int8_t vector[DIM] = {(int8_t)(i + 1), 3};
        const char *category = names[i % 3][1];
        const smacs_question q = {.id = smacs_text_of(id),
                                  .source = smacs_text_of("toy"),
                                  .benchmark = smacs_text_of(names[i % 3][0]),
                                  .category = category ? smacs_text_of(category) : (smacs_text){0}};
        uint32_t model = 0, number = 0;
        status = smacs_builder_question(b, &q, vector, &number, NULL);
        status = status == SMACS_OK ? smacs_builder_model(b, smacs_text_of("scored"), &model, NULL) : status;
        status = status == SMACS_OK ? smacs_builder_score(b, number, model, (float)(i % 2), NULL) : status;
    }
    if (status != SMACS_OK) {
        smacs_builder_free(b);
        b = NULL;
    }
    return b;
}

static smacs_status add_card(smacs_builder *b, const char *model, const smacs_card *card, smacs_error *error) {
    uint32_t number = 0;
    const smacs_status status = smacs_builder_model(b, smacs_text_of(model), &number, error);
    return status == SMACS_OK ? smacs_builder_card(b, number, card, error) : status;
}

static const smacs_card_score three[] = {{{"sums", 4}, 80.0}, {{"duels", 5}, 1250.0}, {{"SLIPS!", 6}, 10.0}};
static const smacs_card published = {three, 3, {"Owl", 3}, 32.0, {"2025-07-01", 10}, true};
static const smacs_card by_family = {NULL, 0, {"finch", 5}, 0.0, {"2024", 4}, false};

static smacs_status fill(smacs_builder *b) {
    const smacs_fit fit = fit_of_tests();
    const smacs_card nothing = {0};
    smacs_status status = smacs_builder_fit(b, &fit, NULL);
    status = status == SMACS_OK ? add_card(b, "published", &published, NULL) : status;
    status = status == SMACS_OK ? add_card(b, "by family", &by_family, NULL) : status;
    status = status == SMACS_OK ? add_card(b, "of no name", &nothing, NULL) : status;
    uint32_t unknown;
    return status == SMACS_OK ? smacs_builder_model(b, smacs_text_of("unknown"), &unknown, NULL) : status;
}

static smacs_index *open_built(smacs_builder *b, void **bytes) {
    size_t size = 0;
    smacs_index *index = NULL;
    smacs_error error = {0};
    *bytes = NULL;
    CHECK_INT(smacs_builder_finish(b, bytes, &size, &error), SMACS_OK);
    if (smacs_index_open(NULL, *bytes, size, &index, &error) != SMACS_OK) {
        test_failed(__FILE__, __LINE__, error.message);
    }
    return index;
}

static smacs_index *open_filled(void **bytes) {
    smacs_builder *b = begin(NULL);
    CHECK_INT(fill(b), SMACS_OK);
    smacs_index *index = open_built(b, bytes);
    smacs_builder_free(b);
    return index;
}

static void check_level(const smacs_index *index, uint32_t group, const char *model, double level, double error) {
    const smacs_level found = smacs_index_level(index, group, smacs_index_find_model(index, smacs_text_of(model)));
    CHECK_NEAR(found.level, level, 1e-12);
    CHECK_NEAR(found.error, sqrt(error * error + 0.01 * 0.01), 1e-12);
}

/* The numbers are NumPy's, the errors without the one point that every level has: solve(F' W F + R, F' W y) with what cards.c describes. */
TEST(levels_are_those_of_an_independent_solution) {
    void *bytes;
    smacs_index *index = open_filled(&bytes);
    check_level(index, 0, "published", 0.9697624217182399, 0.027490562945076125);
    check_level(index, 1, "published", 0.30859551501345556, 0.053341080781758914);
    check_level(index, 0, "by family", 0.3005432008598166, 0.394156847393911);
    check_level(index, 0, "of no name", 0.3007455789412415, 0.3943081419160106);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

TEST(no_level_is_beyond_doubt_however_good_or_bad_the_scores) {
    const smacs_card_score best[] = {{{"sums", 4}, 100.0}, {{"duels", 5}, 1e7}, {{"slips", 5}, 0.0}};
    const smacs_card_score worst[] = {{{"sums", 4}, 0.0}, {{"duels", 5}, 0.0}, {{"slips", 5}, 100.0}};
    const smacs_card cards[] = {{.scores = best, .score_count = 3},
                                {.scores = worst, .score_count = 3},
                                {.scores = best, .score_count = 1},
                                {.scores = worst, .score_count = 1},
                                {.released = {"2099-12-31", 10}},
                                {.released = {"2000-01-01", 10}},
                                {.parameters_b = 1e6},
                                {.parameters_b = 0.001},
                                {.family = {"Owl", 3}, .reasons = true}};
    for (size_t i = 0; i < sizeof cards / sizeof *cards; i++) {
        smacs_builder *b = begin(NULL);
        const smacs_fit fit = fit_of_tests();
        void *bytes;
        CHECK_INT(smacs_builder_fit(b, &fit, NULL), SMACS_OK);
        CHECK_INT(add_card(b, "x", &cards[i], NULL), SMACS_OK);
        smacs_index *index = open_built(b, &bytes);
        for (uint32_t group = 0; group < 2; group++) {
            const smacs_level of = smacs_index_level(index, group, smacs_index_find_model(index, smacs_text_of("x")));
            CHECK(of.level >= 0.005 && of.level <= 0.995);
            CHECK(of.error >= 0.01 && of.error <= 1.0);
        }
        smacs_index_free(index);
        smacs_free(NULL, bytes);
        smacs_builder_free(b);
    }
}

TEST(what_nobody_knows_has_no_level) {
    void *bytes;
    smacs_index *index = open_filled(&bytes);
    for (uint32_t m = 0; m < smacs_index_describe(index).models; m++) {
        const smacs_level of_unknown_kind = smacs_index_level(index, 2, m);
        CHECK(isnan(of_unknown_kind.level) && isnan(of_unknown_kind.error));
    }
    const char *const names[] = {"unknown", "of no name", "published", "scored"};
    const smacs_known known[] = {SMACS_KNOWN_NOT, SMACS_KNOWN_BY_FAMILY, SMACS_KNOWN_BY_PUBLISHED,
                                 SMACS_KNOWN_BY_SCORES};
    for (int i = 0; i < 4; i++) {
        const uint32_t model = smacs_index_find_model(index, smacs_text_of(names[i]));
        CHECK_INT(smacs_index_known(index, model), known[i]);
        CHECK_INT(isnan(smacs_index_level(index, 0, model).level), i == 0 || i == 3);
    }
    const smacs_index_published of = smacs_index_describe_published(index);
    CHECK_INT(of.benchmarks, 4);
    CHECK_INT(of.kinds, 3);
    CHECK_INT(of.cards, 3);
    CHECK_STR(smacs_index_benchmark(index, 0).data ? "Sums (paper)" : "", "Sums (paper)");
    CHECK_INT(smacs_index_benchmark(index, 2).size, 5);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

TEST(an_index_without_published_scores_is_version_2_and_knows_none) {
    smacs_builder *b = begin(NULL);
    void *bytes;
    smacs_index *index = open_built(b, &bytes);
    CHECK_INT(smacs_load_u16((const uint8_t *)bytes + 4), 2);
    CHECK(isnan(smacs_index_level(index, 0, 0).level));
    CHECK_INT(smacs_index_known(index, 0), SMACS_KNOWN_BY_SCORES);
    CHECK_INT(smacs_index_describe_published(index).cards, 0);
    CHECK(smacs_index_describe_published(index).fit == 0);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
    smacs_builder_free(b);
}

TEST(a_copy_keeps_cards_and_a_card_can_be_replaced) {
    void *bytes, *copied;
    smacs_index *index = open_filled(&bytes);
    CHECK_INT(smacs_load_u16((const uint8_t *)bytes + 4), 3);
    smacs_builder *b = begin(NULL);
    CHECK_INT(smacs_builder_append(b, index, NULL), SMACS_OK);
    CHECK_INT(add_card(b, "by family", &published, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_append(b, index, NULL), SMACS_OK); /* a model keeps the card that it has */
    smacs_index *copy = open_built(b, &copied);
    const smacs_index_published was = smacs_index_describe_published(index), is = smacs_index_describe_published(copy);
    CHECK(was.fit == is.fit && was.fit != 0);
    CHECK_INT(is.cards, 3);
    check_level(copy, 0, "published", 0.9697624217182399, 0.027490562945076125);
    check_level(copy, 0, "by family", 0.9697624217182399, 0.027490562945076125);
    check_level(copy, 0, "of no name", 0.3007455789412415, 0.3943081419160106);
    smacs_index_free(copy);
    smacs_free(NULL, copied);
    smacs_builder_free(b);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

TEST(cards_of_another_fit_stay_behind) {
    void *bytes, *joined;
    smacs_index *index = open_filled(&bytes);
    smacs_builder *b = begin(NULL);
    smacs_fit other = fit_of_tests();
    other.ridge_ability = 0.5;
    CHECK_INT(smacs_builder_fit(b, &other, NULL), SMACS_OK);
    CHECK_INT(add_card(b, "own", &published, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_append(b, index, NULL), SMACS_OK);
    smacs_index *both = open_built(b, &joined);
    CHECK_INT(smacs_index_describe_published(both).cards, 1);
    CHECK_INT(smacs_index_known(both, smacs_index_find_model(both, smacs_text_of("published"))), SMACS_KNOWN_NOT);
    CHECK(smacs_index_describe_published(both).fit != smacs_index_describe_published(index).fit);
    smacs_index_free(both);
    smacs_free(NULL, joined);
    smacs_builder_free(b);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

static void check_refused(smacs_card card, smacs_status expected, const char *message) {
    smacs_builder *b = begin(NULL);
    const smacs_fit fit = fit_of_tests();
    smacs_error error = {0};
    CHECK_INT(smacs_builder_fit(b, &fit, NULL), SMACS_OK);
    CHECK_INT(add_card(b, "x", &card, &error), expected);
    CHECK(error.message && strstr(error.message, message));
    smacs_builder_free(b);
}

TEST(cards_that_make_no_sense_are_refused_with_what_to_do) {
    const smacs_card_score unknown = {{"Chess", 5}, 50.0}, much = {{"sums", 4}, 100.5}, low = {{"duels", 5}, -1.0};
    check_refused((smacs_card){.scores = &unknown, .score_count = 1}, SMACS_E_NOT_FOUND, "no benchmark of this name");
    check_refused((smacs_card){.scores = &much, .score_count = 1}, SMACS_E_ARGUMENT, "in percent");
    check_refused((smacs_card){.scores = &low, .score_count = 1}, SMACS_E_ARGUMENT, "a rating");
    const smacs_card_score twice[] = {{{"sums", 4}, 50.0}, {{"SUMS", 4}, 60.0}};
    check_refused((smacs_card){.scores = twice, .score_count = 2}, SMACS_E_DUPLICATE, "two scores");
    check_refused((smacs_card){.parameters_b = -1.0}, SMACS_E_ARGUMENT, "billions");
    const char *const no_dates[] = {"2025-13-01", "2025-99-99", "2025-02-29", "2025-04-31", "2025-00-10",  "2025-1-1",
                                    "2025-01-1",  "20250101",   "1999-12-31", "2100-01-01", "2025-01-01T", "soon"};
    for (size_t i = 0; i < sizeof no_dates / sizeof *no_dates; i++) {
        check_refused((smacs_card){.released = smacs_text_of(no_dates[i])}, SMACS_E_ARGUMENT, "date");
    }
    smacs_builder *b = begin(NULL);
    smacs_error error = {0};
    CHECK_INT(add_card(b, "x", &published, &error), SMACS_E_ARGUMENT);
    CHECK(strstr(error.message, "--published"));
    smacs_fit fit = fit_of_tests();
    fit.ridge_factor = (double)NAN;
    CHECK_INT(smacs_builder_fit(b, &fit, &error), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_builder_fit(NULL, &fit, &error), SMACS_E_ARGUMENT);
    smacs_builder_free(b);
}

/* Every section but the cards as it is, and these bytes as cards. */
static smacs_status open_with(const void *bytes, size_t size, const uint8_t *cards, size_t card_size) {
    smacs_container file;
    smacs_part parts[SMACS_SECTIONS_MAX];
    void *changed = NULL;
    size_t changed_size = 0;
    smacs_index *index = NULL;
    CHECK_INT(smacs_container_open(bytes, size, "SMX\x1a", (smacs_versions){2, 3}, &file, NULL), SMACS_OK);
    for (uint32_t i = 0; i < file.count; i++) {
        const smacs_section *s = &file.sections[i];
        const bool is_card = strcmp(s->tag, "card") == 0;
        parts[i] = (smacs_part){s->tag, is_card ? cards : s->data, is_card ? card_size : s->size};
    }
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    CHECK_INT(smacs_container_write(&a, "SMX\x1a", 3, parts, file.count, &changed, &changed_size), SMACS_OK);
    const smacs_status status = smacs_index_open(NULL, changed, changed_size, &index, NULL);
    smacs_index_free(index);
    smacs_free(NULL, changed);
    return status;
}

/* The sanitizers watch that no change makes the reader look outside the section. */
TEST(no_change_of_the_section_is_followed_out_of_it) {
    smacs_builder *b = begin(NULL);
    void *bytes = NULL;
    size_t size = 0, refused = 0;
    smacs_container file;
    CHECK_INT(fill(b), SMACS_OK);
    CHECK_INT(smacs_builder_finish(b, &bytes, &size, NULL), SMACS_OK);
    CHECK_INT(smacs_container_open(bytes, size, "SMX\x1a", (smacs_versions){2, 3}, &file, NULL), SMACS_OK);
    const smacs_section *section = smacs_container_find(&file, "card");
    uint8_t *copy = malloc(section->size);
    for (size_t cut = 0; cut < section->size; cut++) {
        memcpy(copy, section->data, section->size);
        open_with(bytes, size, copy, cut);
        for (int bit = 0; bit < 8; bit++) {
            memcpy(copy, section->data, section->size);
            copy[cut] ^= (uint8_t)(1 << bit);
            const smacs_status status = open_with(bytes, size, copy, section->size);
            CHECK(status == SMACS_OK || status == SMACS_E_FORMAT);
            refused += status == SMACS_E_FORMAT;
        }
    }
    CHECK(refused > section->size);
    CHECK_INT(open_with(bytes, size, section->data, 3), SMACS_E_FORMAT);
    CHECK_INT(open_with(bytes, size, section->data, section->size), SMACS_OK);
    free(copy);
    smacs_free(NULL, bytes);
    smacs_builder_free(b);
}

TEST(cards_without_memory_leak_nothing) {
    smacs_status status = SMACS_E_MEMORY;
    for (long at = 0; status != SMACS_OK && at < 500; at++) {
        counting c = {.fail_at = at};
        const smacs_allocator a = counting_allocator(&c);
        void *bytes = NULL;
        size_t size = 0;
        smacs_index *index = NULL;
        smacs_builder *b = begin(&a);
        status = b ? fill(b) : SMACS_E_MEMORY;
        status = status == SMACS_OK ? smacs_builder_finish(b, &bytes, &size, NULL) : status;
        status = status == SMACS_OK ? smacs_index_open(&a, bytes, size, &index, NULL) : status;
        status = status == SMACS_OK ? smacs_builder_append(b, index, NULL) : status;
        CHECK(status == SMACS_OK || status == SMACS_E_MEMORY);
        smacs_index_free(index);
        smacs_free(&a, bytes);
        smacs_builder_free(b);
        CHECK_INT(c.alive, 0);
    }
    CHECK_INT(status, SMACS_OK);
}
