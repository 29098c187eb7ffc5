/* Models that get a column for their card alone: what they are then expected to solve, and what is refused. */
#include "base/error.h"
#include "counting.h"
#include "test.h"
#include <smacs/smacs.h>

enum { DIM = 16 };

static const smacs_benchmark benchmarks[] = {
    {{"Sums (paper)", 12}, SMACS_UNIT_PERCENT, {0.5, 1.25, 0.0, 1.0, 1.0, 0.5}},
};
static const smacs_kind kinds[] = {{{"toy", 3}, {"sums", 4}, {0}, {0.0, 1.0, 0.0, 1.0, 1.0, 0.5}}};
static const smacs_family families[] = {{{"Owl", 3}, 1.0}, {{"Finch", 5}, -1.0}};

/* An index of two questions and one model with scores and facts. */
static smacs_status make(const smacs_allocator *a, bool with_fit, void **bytes, size_t *size) {
    const smacs_fit fit = {benchmarks, 1, kinds, 1, families, 2, 0.25, 0.5, {1, 1, 1, 1, 1, 1, 1, 1, 1}, {0}};
    smacs_builder *b = NULL;
    uint32_t model = 0, question = 0;
    smacs_status status = smacs_builder_create(a, DIM, 7, smacs_text_of("toy"), true, &b, NULL);
    for (uint32_t i = 0; i < 2 && status == SMACS_OK; i++) {
        const char id[2] = {(char)('a' + i), 0};
        const int8_t vector[DIM] = {(int8_t)(i + 1), 3};
        const smacs_question q = {.id = smacs_text_of(id),
                                  .source = smacs_text_of("toy"),
                                  .benchmark = smacs_text_of("sums"),
                                  .text = smacs_text_of("one and one")};
        status = smacs_builder_question(b, &q, vector, &question, NULL);
        status = status == SMACS_OK ? smacs_builder_model(b, smacs_text_of("scored"), &model, NULL) : status;
        status = status == SMACS_OK ? smacs_builder_score(b, question, model, (float)i, NULL) : status;
    }
    if (status == SMACS_OK && with_fit) {
        status = smacs_builder_fit(b, &fit, NULL);
    }
    if (status == SMACS_OK) {
        status = smacs_builder_model_facts(b, smacs_text_of("[{\"name\": \"scored\", \"family\": \"Owl\"}]"));
    }
    if (status == SMACS_OK) {
        status = smacs_builder_finish(b, bytes, size, NULL);
    }
    smacs_builder_free(b);
    return status;
}

/* What becomes of an index and these cards; *index is NULL unless OK, and needs *bytes. */
static smacs_status add(const smacs_allocator *a, bool with_fit, const char *json, void **bytes, smacs_index **index) {
    void *base_bytes = NULL;
    size_t base_size = 0, size = 0;
    smacs_index *base = NULL;
    *bytes = NULL;
    *index = NULL;
    smacs_status status = make(a, with_fit, &base_bytes, &base_size);
    status = status == SMACS_OK ? smacs_index_open(a, base_bytes, base_size, &base, NULL) : status;
    status = status == SMACS_OK ? smacs_assembly_add_cards(a, base, smacs_text_of(json), bytes, &size, NULL) : status;
    status = status == SMACS_OK ? smacs_index_open(a, *bytes, size, index, NULL) : status;
    smacs_index_free(base);
    smacs_free(a, base_bytes);
    return status;
}

static smacs_status only_status(bool with_fit, const char *json) {
    void *bytes;
    smacs_index *index;
    const smacs_status status = add(NULL, with_fit, json, &bytes, &index);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
    return status;
}

TEST(a_model_stands_in_by_family_size_or_published_scores) {
    static const char cards[] = "[{\"name\": \"able\", \"family\": \"owl\", \"parameters_b\": 7},"
                                "{\"name\": \"weak\", \"family\": \"Finch\", \"released\": \"2025-07\"},"
                                "{\"name\": \"measured\", \"reasons\": true, \"scores\": {\"x\": 1, \"sums\": 99}}]";
    void *bytes;
    smacs_index *index;
    CHECK_INT(add(NULL, true, cards, &bytes, &index), SMACS_OK);
    const smacs_index_facts facts = smacs_index_describe(index);
    CHECK_INT(facts.models, 4);
    CHECK_INT(facts.questions, 2);
    CHECK(facts.has_text);
    CHECK(facts.model_facts.size > 0);
    const uint32_t able = smacs_index_find_model(index, smacs_text_of("able"));
    const uint32_t weak = smacs_index_find_model(index, smacs_text_of("weak"));
    const uint32_t measured = smacs_index_find_model(index, smacs_text_of("measured"));
    CHECK_INT(smacs_index_known(index, able), SMACS_KNOWN_BY_FAMILY);
    CHECK_INT(smacs_index_known(index, measured), SMACS_KNOWN_BY_PUBLISHED);
    CHECK_INT(smacs_index_known(index, 0), SMACS_KNOWN_BY_SCORES);
    CHECK_INT(smacs_index_model_mean(index, able).scored, 0);
    const uint32_t group = smacs_index_group(index, 0);
    CHECK(smacs_index_level(index, group, able).level > smacs_index_level(index, group, weak).level);
    CHECK(smacs_index_level(index, group, measured).level > 0.5);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

TEST(cards_that_say_nothing_sound_are_refused) {
    static const struct {
        const char *json;
        smacs_status status;
    } cases[] = {
        {"[]", SMACS_OK},
        {"{", SMACS_E_SYNTAX},
        {"{}", SMACS_E_SCHEMA},
        {"[7]", SMACS_E_SCHEMA},
        {"[{}]", SMACS_E_SCHEMA},
        {"[{\"name\": \"\"}]", SMACS_E_ARGUMENT},
        {"[{\"name\": \"x\", \"size\": 7}]", SMACS_E_SCHEMA},
        {"[{\"name\": \"x\", \"scores\": {\"sums\": \"many\"}}]", SMACS_E_SCHEMA},
        {"[{\"name\": \"x\", \"scores\": {\"unheard of\": 7, \"sums\": 7}}]", SMACS_OK},
        {"[{\"name\": \"x\", \"scores\": {\"sums\": -7}}]", SMACS_E_ARGUMENT},
        {"[{\"name\": \"x\", \"parameters_b\": -7}]", SMACS_E_ARGUMENT},
        {"[{\"name\": \"scored\"}]", SMACS_E_DUPLICATE},
        {"[{\"name\": \"x\"}, {\"name\": \"x\"}]", SMACS_OK},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK_INT(only_status(true, cases[i].json), cases[i].status);
    }
    CHECK_INT(only_status(false, "[{\"name\": \"x\", \"family\": \"Owl\"}]"), SMACS_E_ARGUMENT);
    size_t size;
    void *bytes;
    CHECK_INT(smacs_assembly_add_cards(NULL, NULL, smacs_text_of("[]"), &bytes, &size, NULL), SMACS_E_ARGUMENT);
}

TEST(standing_in_without_memory_leaks_nothing) {
    smacs_status status = SMACS_E_MEMORY;
    for (long at = 0; status != SMACS_OK && at < 500; at++) {
        counting c = {.fail_at = at};
        const smacs_allocator a = counting_allocator(&c);
        void *bytes;
        smacs_index *index;
        status = add(&a, true, "[{\"name\": \"x\", \"family\": \"Owl\", \"scores\": {\"sums\": 50}}]", &bytes, &index);
        CHECK(status == SMACS_OK || status == SMACS_E_MEMORY);
        smacs_index_free(index);
        smacs_free(&a, bytes);
        CHECK_INT(c.alive, 0);
    }
    CHECK_INT(status, SMACS_OK);
}
