/* Ids of endpoints: what is read of them, and what the matcher does without memory. tests/cli/match.test.mjs has the
 * spellings of services. */
#include "base/error.h"
#include "counting.h"
#include "match/reading.h"
#include "test.h"
#include <math.h>
#include <smacs/smacs.h>

static smacs_reading read(const char *name) { return smacs_read_name((smacs_text){name, strlen(name)}); }

TEST(match_reads_sizes_dates_and_efforts) {
    const smacs_reading r = read("us.maker.qwen3-235b-a22b-instruct-2507-fp8@novita");
    CHECK_NEAR(r.size, 235, 0);
    CHECK_NEAR(r.active, 22, 0);
    CHECK_NEAR(r.generation, 3, 0);
    CHECK_NEAR(read("devstral-small-24b-2507").generation, 0, 0);
    CHECK(r.instruct && r.snapshot != 0 && r.day == 0 && r.effort == 0);
    CHECK_INT(read("gpt-5-mini-2025-08-07").day, 20250807);
    CHECK_INT(read("claude-opus-4-1@20250805").day, 20250805);
    CHECK_INT(read("x-2025-13-07").day, 0);
    CHECK_NEAR(read("smollm2:135m-q8_0").size, 0.135, 1e-12);
    CHECK_NEAR(read("kimi-k2:1t").size, 1000, 0);
    CHECK(read("m-thinking").effort == read("m:thinking").effort && read("m-thinking").effort != 0);
    CHECK(read("m-nothink").effort == read("m-no-think").effort && read("m-nothink").effort != read("m-think").effort);
    CHECK(read("m-nothink").effort == smacs_effort_hash((smacs_text){"none", 4}));
}

TEST(match_reads_spellings_alike) {
    static const char *const alike[][2] = {
        {"llama-v3p1-8b", "Llama-3.1-8B"},
        {"claude-3-5-sonnet", "claude-sonnet-3.5"},
        {"Qwen3-8B-Q4_K_M.gguf", "qwen/qwen3-8b"},
        {"gemma3-27b", "google/gemma-3-27b:free"},
        {"gpt-4.0", "gpt-4"},
        {"mixtral-8X7B", "mixtral-8x7b"},
        {"Qwen_Qwen3-8B-Q4_K_M-00001-of-00002.gguf", "qwen3-8b"},
        {"databricks-meta-llama-3-8b-turbo", "llama-3-8b"},
        {"deepseek-v3-0324-fast", "deepseek-v3-0324"},
    };
    static const char *const different[][2] = {
        {"gemma-3-1b", "gemma-31b"}, {"qwen3-8b", "qwen-38b"}, {"phi-3-4k", "phi-3-128k"},
        {"glm-4.5v", "glm-4.5"},     {"gpt-4o", "gpt-4"},      {"", "gpt"},
        {"glm-5-turbo", "glm-5"},    {"gpt_oss", "oss"},
    };
    for (size_t i = 0; i < sizeof alike / sizeof alike[0]; i++) {
        const smacs_reading a = read(alike[i][0]), b = read(alike[i][1]);
        CHECK(a.words == b.words && a.size == b.size);
    }
    for (size_t i = 0; i < sizeof different / sizeof different[0]; i++) {
        const smacs_reading a = read(different[i][0]), b = read(different[i][1]);
        CHECK(a.words != b.words || a.size != b.size);
        CHECK(a.compact != b.compact || a.size != b.size);
    }
    CHECK(read("deepseekv3.2").compact == read("DeepSeek-V3.2").compact);
    CHECK(read("gptoss-20b").compact == read("gpt-oss-20b").compact);
}

TEST(match_reads_no_name_that_is_too_long) {
    char name[SMACS_NAME_MAX + 2];
    memset(name, 'a', sizeof name);
    CHECK(smacs_read_name((smacs_text){name, SMACS_NAME_MAX}).words != 0);
    CHECK(smacs_read_name((smacs_text){name, SMACS_NAME_MAX + 1}).words == 0);
    memset(name, '1', sizeof name);
    CHECK(smacs_read_name((smacs_text){name, SMACS_NAME_MAX}).words != 0);
    CHECK(smacs_read_name((smacs_text){NULL, 0}).words == 0);
}

static const char catalog[] =
    "{\"models\":[{\"name\":\"A-1-8B-Instruct\",\"open_weights\":true,\"ids\":{\"s\":[\"a-one\","
    "\"a1:8b\"]}},{\"name\":\"A-1-8B-Instruct-2507\",\"open_weights\":true},"
    "{\"name\":\"B-2\",\"aliases\":[\"bee\"]},{\"name\":7},[]]}";

static void check_two(const char *json) {
    CHECK_STR(json, "[{\"id\":\"BEE\",\"model\":\"B-2\",\"from\":null,\"prior\":null,\"error\":null,\"like\":null},"
                    "{\"id\":\"x/a-1-8b\",\"model\":null,\"from\":null,\"prior\":null,\"error\":null,"
                    "\"like\":{\"parameters_b\":8,\"reasons\":false}}]");
}

TEST(match_survives_failing_allocations) {
    smacs_status status = SMACS_E_MEMORY;
    for (long fail_at = 0; status != SMACS_OK; fail_at++) {
        counting c = {.fail_at = fail_at};
        const smacs_allocator a = counting_allocator(&c);
        smacs_matcher *matcher = NULL;
        char *json = NULL;
        size_t size = 0;
        status = smacs_matcher_create(&a, NULL, smacs_text_of(catalog), &matcher, NULL);
        if (status == SMACS_OK) {
            status = smacs_match_list(&a, matcher, smacs_text_of("[\"BEE\",\"x/a-1-8b\"]"), &json, &size, NULL);
        }
        CHECK(status == SMACS_OK || status == SMACS_E_MEMORY);
        if (status == SMACS_OK) {
            check_two(json);
        }
        smacs_free(&a, json);
        smacs_matcher_free(matcher);
        CHECK_INT(c.alive, 0);
    }
}

TEST(match_refuses_null_and_what_is_no_list) {
    smacs_matcher *matcher = NULL;
    char *json = NULL;
    size_t size = 0;
    CHECK_INT(smacs_matcher_create(NULL, NULL, (smacs_text){0}, NULL, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_matcher_create(NULL, NULL, smacs_text_of("{"), &matcher, NULL), SMACS_E_SYNTAX);
    CHECK(matcher == NULL);
    CHECK_INT(smacs_matcher_create(NULL, NULL, (smacs_text){0}, &matcher, NULL), SMACS_OK);
    CHECK(smacs_matcher_find(matcher, smacs_text_of("gpt-5")).name.data == NULL);
    CHECK(isnan(smacs_matcher_find(matcher, (smacs_text){0}).prior));
    CHECK_INT(smacs_match_list(NULL, NULL, smacs_text_of("[]"), &json, &size, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_match_list(NULL, matcher, smacs_text_of("[]"), NULL, &size, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_match_list(NULL, matcher, smacs_text_of("{\"data\":{}}"), &json, &size, NULL), SMACS_E_SCHEMA);
    CHECK_INT(smacs_match_list(NULL, matcher, smacs_text_of("[]"), &json, &size, NULL), SMACS_OK);
    CHECK_STR(json, "[]");
    smacs_free(NULL, json);
    smacs_matcher_free(matcher);
    smacs_matcher_free(NULL);
}

TEST(match_finds_nothing_for_ids_that_are_too_long) {
    static char json[4 * SMACS_NAME_MAX];
    char name[SMACS_NAME_MAX + 64];
    smacs_matcher *matcher = NULL;
    memset(name, 'a', sizeof name);
    snprintf(json, sizeof json, "[{\"name\":\"%.*s\"}]", (int)sizeof name, name);
    CHECK_INT(smacs_matcher_create(NULL, NULL, smacs_text_of(json), &matcher, NULL), SMACS_OK);
    CHECK(smacs_matcher_find(matcher, (smacs_text){name, sizeof name}).name.data == NULL);
    CHECK(smacs_matcher_find(matcher, (smacs_text){name, sizeof name - 1}).name.data == NULL);
    smacs_matcher_free(matcher);
}

TEST(match_tells_another_model_from_a_dated_form) {
    static const char *const same[][2] = {
        {"gpt-5", "gpt-5-2025-08-07"},
        {"qwen/qwen3-32b:free", "Qwen/Qwen3-32B"},
        {"claude-3-5-haiku-latest", "claude-3-5-haiku-20241022"},
        {"grok-4", "grok-4-0709"},
        {"deepseek-r1:671b", "deepseek-r1"},
        {"m", ""},
        {"", "m"},
    };
    static const char *const other[][2] = {
        {"gpt-5", "gpt-5-mini"},     {"qwen3-32b", "qwen3-8b"},           {"gpt-4o-2024-08-06", "gpt-4o-2024-11-20"},
        {"kimi-k2-0905", "kimi-k2"}, {"openrouter/auto", "z-ai/glm-4.6"},
    };
    bool is_same = false;
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        CHECK_INT(smacs_same_model(NULL, NULL, smacs_text_of(same[i][0]), smacs_text_of(same[i][1]), &is_same),
                  SMACS_OK);
        CHECK(is_same);
    }
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++) {
        CHECK_INT(smacs_same_model(NULL, NULL, smacs_text_of(other[i][0]), smacs_text_of(other[i][1]), &is_same),
                  SMACS_OK);
        CHECK(!is_same);
    }
    CHECK_INT(smacs_same_model(NULL, NULL, (smacs_text){0}, smacs_text_of("m"), &is_same), SMACS_OK);
    CHECK(is_same);
    CHECK_INT(smacs_same_model(NULL, NULL, (smacs_text){0}, (smacs_text){0}, NULL), SMACS_E_ARGUMENT);
}

/* What stands in for a model that nobody knows: never a newer generation that happens to have its name. */
TEST(match_guesses_by_generation_and_size) {
    static const char owls[] =
        "[{\"name\":\"Owl-2-9B-it\",\"family\":\"Owl\",\"released\":\"2024-06\",\"parameters_b\":9},"
        "{\"name\":\"Owl-2-27B-it\",\"family\":\"Owl\",\"released\":\"2024-07\",\"parameters_b\":27},"
        "{\"name\":\"Owl-3-12B-it\",\"family\":\"Owl\",\"released\":\"2025-03\",\"parameters_b\":12},"
        "{\"name\":\"Owl-4-31B\",\"family\":\"Owl\",\"released\":\"2026-04\",\"parameters_b\":31,\"effort\":"
        "\"thinking\"},"
        "{\"name\":\"Jay-7B-v0.1\",\"family\":\"Jay\",\"released\":\"2023-09\",\"parameters_b\":7},"
        "{\"name\":\"Jay-Large-3\",\"family\":\"Jay\",\"released\":\"2025-12\"}]";
    static const struct {
        const char *id, *released;
        double size;
        bool reasons;
    } cases[] = {{"owl:7b", "2024-06", 7, false},
                 {"owl:30b", "2024-07", 30, false},
                 {"nest/owl-40b-it", "2024-07", 40, false},
                 {"owl2:2b", "2024-06", 2, false},
                 {"owl2.5:20b", "2024-07", 20, false},
                 {"owl-3.5-14b", "2025-03", 14, false},
                 {"owl4:4b", "2026-04", 4, true},
                 {"owl9:90b", "2026-04", 90, false},
                 {"owl", "2026-04", 31, false},
                 {"owl-pro", "2026-04", 31, false},
                 {"owl3:latest", "2025-03", 12, false},
                 {"owl-2.5-large", "2024-07", 0, false},
                 {"owl-2.5-nano", "2024-06", 0, false}, /* of no generation that is known */
                 {"owl-2-nano", "2024-06", 9, false},
                 {"owl2-plus", "2024-07", 27, false},
                 {"owl2:latest", "2024-06", 9, false},
                 {"jay:7b-chat", "2023-09", 7, false},
                 {"jay", "2025-12", 0, false},
                 {"jay-small", "2025-12", 0, false}};
    smacs_matcher *matcher = NULL;
    CHECK_INT(smacs_matcher_create(NULL, NULL, smacs_text_of(owls), &matcher, NULL), SMACS_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const smacs_likeness like = smacs_matcher_guess(matcher, smacs_text_of(cases[i].id));
        CHECK_STR(like.released.data, cases[i].released);
        CHECK_NEAR(like.parameters_b, cases[i].size, 0);
        CHECK_INT(like.reasons, cases[i].reasons);
    }
    CHECK(!smacs_matcher_guess(matcher, smacs_text_of("wren:7b")).family.data);
    smacs_matcher_free(matcher);
}
