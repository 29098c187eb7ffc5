/* The catalog: names, selection, and what it refuses. */
#include "base/error.h"
#include "counting.h"
#include "test.h"
#include <smacs/smacs.h>

static const char catalog_json[] =
    "{\"models\": [\n"
    "  {\"name\": \"Llama-3.1-70B-Instruct\", \"aliases\": [\"llama 3.1 70b\", \"L70\"],\n"
    "   \"ids\": {\"openrouter\": \"meta-llama/llama-3.1-70b-instruct\", \"ollama\": "
    "[\"llama3.1:70b\", \"l70\"]},\n"
    "   \"family\": \"Llama 3.1\", \"parameters_b\": 70.6, \"context\": 131072, \"license\": "
    "\"llama3.1\",\n"
    "   \"prices\": [{\"service\": \"openrouter\", \"input\": 0.12, \"output\": 0.3, \"on\": \"2024-02-29\"}], "
    "\"note\": {\"x\": [1]}},\n"
    "  {\"name\": \"Qwen2-7B\"}]}";

/* `expected` NULL: the text is absent. */
static void check_text(smacs_text found, const char *expected) {
    if (!expected) {
        CHECK(found.data == NULL);
        return;
    }
    CHECK_INT(found.size, strlen(expected));
    CHECK(found.data && memcmp(found.data, expected, found.size) == 0);
}

static void check_resolves(const smacs_catalog *catalog, const char *name, const char *expected) {
    check_text(smacs_catalog_resolve(catalog, smacs_text_of(name)), expected);
}

static void check_published(const smacs_catalog *catalog, const char *name, const char *expected) {
    check_text(smacs_catalog_published(catalog, smacs_text_of(name)), expected);
}

TEST(catalog_resolves_every_name) {
    smacs_catalog *catalog = NULL;
    const char *llama = "Llama-3.1-70B-Instruct";
    CHECK_INT(smacs_catalog_parse(NULL, smacs_text_of(catalog_json), &catalog, NULL), SMACS_OK);
    check_resolves(catalog, llama, llama);
    check_resolves(catalog, "LLAMA-3.1-70b-instruct", llama);
    check_resolves(catalog, "Llama 3.1 70B", llama);
    check_resolves(catalog, "l70", llama);
    check_resolves(catalog, "meta-llama/Llama-3.1-70B-Instruct", llama);
    check_resolves(catalog, "llama3.1:70b", llama);
    check_resolves(catalog, "qwen2-7b", "Qwen2-7B");
    check_resolves(catalog, "qwen2-7", NULL);
    check_resolves(catalog, "qwen2-7b-instruct", NULL);
    check_resolves(catalog, "", NULL);
    CHECK(smacs_catalog_resolve(catalog, (smacs_text){0}).data == NULL);
    smacs_catalog_free(catalog);
    smacs_catalog_free(NULL);
}

TEST(catalog_selects_in_the_order_asked) {
    smacs_catalog *catalog = NULL, *again = NULL;
    char *json = NULL;
    size_t size = 0;
    const smacs_text models[3] = {{"Qwen2-7B", 8}, {"un\"known", 8}, {"Llama-3.1-70B-Instruct", 22}};
    CHECK_INT(smacs_catalog_parse(NULL, smacs_text_of(catalog_json), &catalog, NULL), SMACS_OK);
    CHECK_INT(smacs_catalog_select(NULL, catalog, models, 3, &json, &size, NULL), SMACS_OK);
    CHECK_INT(size, strlen(json));
    CHECK_STR(json, "[{\"name\":\"Qwen2-7B\"},{\"name\":\"un\\\"known\"},{\"name\":\"Llama-3.1-70B-Instruct\","
                    "\"aliases\":[\"llama 3.1 70b\",\"L70\"],\"ids\":{\"openrouter\":"
                    "\"meta-llama/llama-3.1-70b-instruct\",\"ollama\":[\"llama3.1:70b\",\"l70\"]},"
                    "\"family\":\"Llama "
                    "3.1\",\"parameters_b\":70.6,\"context\":131072,\"license\":\"llama3.1\","
                    "\"prices\":[{\"service\":\"openrouter\",\"input\":0.12,\"output\":0.3,"
                    "\"on\":\"2024-02-29\"}],\"note\":{\"x\":[1]}}]");
    /* What an index stores is a catalog again. */
    CHECK_INT(smacs_catalog_parse(NULL, (smacs_text){json, size}, &again, NULL), SMACS_OK);
    check_resolves(again, "L70", "Llama-3.1-70B-Instruct");
    smacs_free(NULL, json);
    CHECK_INT(smacs_catalog_select(NULL, catalog, NULL, 0, &json, &size, NULL), SMACS_OK);
    CHECK_STR(json, "[]");
    smacs_free(NULL, json);
    smacs_catalog_free(again);
    smacs_catalog_free(catalog);
}

static void check_unthinking(const smacs_catalog *catalog, const char *name, const char *expected) {
    check_text(smacs_catalog_unthinking(catalog, smacs_text_of(name)), expected);
}

TEST(catalog_knows_what_a_result_without_thinking_is_of) {
    static const char json[] = "[{\"name\":\"If\",\"effort\":\"none\",\"published\":\"If (thinking)\"},"
                               "{\"name\":\"If (thinking)\",\"base\":\"If\",\"effort\":\"thinking\"},"
                               "{\"name\":\"Unless\",\"effort\":\"high\"},"
                               "{\"name\":\"Unless (low)\",\"base\":\"Unless\",\"effort\":\"low\"},"
                               "{\"name\":\"Unless (not)\",\"base\":\"Unless\",\"effort\":\"none\"},"
                               "{\"name\":\"Always\",\"effort\":\"thinking\"},{\"name\":\"Never\"}]";
    smacs_catalog *catalog = NULL;
    CHECK_INT(smacs_catalog_parse(NULL, smacs_text_of(json), &catalog, NULL), SMACS_OK);
    check_unthinking(catalog, "if", "If");
    check_unthinking(catalog, "If (thinking)", "If");
    check_unthinking(catalog, "Unless", "Unless (not)");
    check_unthinking(catalog, "Unless (low)", "Unless (not)");
    check_unthinking(catalog, "Unless (not)", "Unless (not)");
    check_unthinking(catalog, "Always", NULL);
    check_unthinking(catalog, "Never", "Never");
    check_unthinking(catalog, "nobody", NULL);
    CHECK(smacs_catalog_unthinking(catalog, (smacs_text){0}).data == NULL);
    smacs_catalog_free(catalog);
}

TEST(catalog_knows_efforts_and_open_weights) {
    static const char json[] =
        "[{\"name\":\"D\",\"effort\":\"none\",\"published\":\"D (thinking)\",\"open_weights\":true,"
        "\"tables\":[\"The D\"]},{\"name\":\"D (thinking)\",\"base\":\"D\",\"effort\":\"thinking\"},"
        "{\"name\":\"C\",\"open_weights\":false,\"maker\":\"M\",\"released\":\"2025-01\",\"active_b\":3},"
        "{\"name\":\"lost\",\"base\":\"nobody\"}]";
    smacs_catalog *catalog = NULL;
    CHECK_INT(smacs_catalog_parse(NULL, smacs_text_of(json), &catalog, NULL), SMACS_OK);
    check_resolves(catalog, "the d", "D");
    check_published(catalog, "the d", "D (thinking)");
    check_published(catalog, "C", "C");
    check_published(catalog, "E", NULL);
    CHECK(smacs_catalog_published(catalog, (smacs_text){0}).data == NULL);
    CHECK(smacs_catalog_is_open(catalog, smacs_text_of("d (thinking)")));
    CHECK(!smacs_catalog_is_open(catalog, smacs_text_of("C")));
    CHECK(!smacs_catalog_is_open(catalog, smacs_text_of("lost")));
    CHECK(!smacs_catalog_is_open(catalog, smacs_text_of("E")));
    CHECK(!smacs_catalog_is_open(catalog, (smacs_text){0}));
    smacs_catalog_free(catalog);
}

static void check_refused(const char *json, smacs_status status, const char *detail) {
    smacs_catalog *catalog = NULL;
    smacs_error error = {0};
    CHECK_INT(smacs_catalog_parse(NULL, smacs_text_of(json), &catalog, &error), status);
    CHECK_STR(error.detail, detail);
    CHECK(catalog == NULL);
}

TEST(catalog_refuses_what_is_unclear) {
    check_refused("[{\"name\":\"a\",\"aliases\":[\"X\"]},{\"name\":\"b\",\"aliases\":[\"x\"]}]", SMACS_E_DUPLICATE,
                  "x");
    check_refused("[{\"name\":\"a\"},{\"name\":\"A\"}]", SMACS_E_DUPLICATE, "A");
    check_refused("[{\"name\":\"a\",\"ids\":{\"s\":\"b\"}},{\"name\":\"b\"}]", SMACS_E_DUPLICATE, "b");
    check_refused("{\"model\":[]}", SMACS_E_SCHEMA, "");
    check_refused("7", SMACS_E_SCHEMA, "");
    check_refused("[7]", SMACS_E_SCHEMA, "");
    check_refused("[{}]", SMACS_E_SCHEMA, "");
    check_refused("[{\"name\":\"a\",\"released\":\"2025-99-99\"}]", SMACS_E_SCHEMA, "a");
    check_refused("[{\"name\":\"a\",\"released\":\"2025-02-29\"}]", SMACS_E_SCHEMA, "a");
    check_refused("[{\"name\":\"a\",\"released\":\"\"}]", SMACS_E_SCHEMA, "a");
    check_refused("[{\"name\":\"\"}]", SMACS_E_SCHEMA, "");
    check_refused("[{\"name\":5}]", SMACS_E_SCHEMA, "");
    check_refused("[{\"name\":\"a\",\"aliases\":\"x\"}]", SMACS_E_SCHEMA, "a");
    check_refused("[{\"name\":\"a\",\"aliases\":[1]}]", SMACS_E_SCHEMA, "a");
    check_refused("[{\"name\":\"a\",\"ids\":[]}]", SMACS_E_SCHEMA, "a");
    check_refused("[{\"name\":\"a\",\"ids\":{\"s\":{}}}]", SMACS_E_SCHEMA, "a");
    check_refused("[{\"name\":\"a\",\"family\":1}]", SMACS_E_SCHEMA, "a");
    check_refused("[{\"name\":\"a\",\"context\":\"1\"}]", SMACS_E_SCHEMA, "a");
    check_refused("[{\"name\":\"a\",\"tables\":{}}]", SMACS_E_SCHEMA, "a");
    check_refused("[{\"name\":\"a\",\"effort\":1}]", SMACS_E_SCHEMA, "a");
    check_refused("[{\"name\":\"a\",\"open_weights\":1}]", SMACS_E_SCHEMA, "a");
    check_refused("[", SMACS_E_SYNTAX, "");
    check_refused("", SMACS_E_SYNTAX, "");
}

/* The prices of a model that has ids at the services s and t. */
static void check_prices(const char *prices, const char *message) {
    char json[512];
    smacs_catalog *catalog = NULL;
    smacs_error error = {0};
    snprintf(json, sizeof json, "[{\"name\":\"a\",\"ids\":{\"s\":\"x\",\"t\":\"y\"},\"prices\":%s}]", prices);
    const smacs_status status = smacs_catalog_parse(NULL, smacs_text_of(json), &catalog, &error);
    CHECK_INT(status, message ? SMACS_E_SCHEMA : SMACS_OK);
    CHECK_STR(error.detail, message ? "a" : "");
    CHECK(!message || strstr(error.message, message));
    CHECK((catalog == NULL) == (message != NULL));
    smacs_catalog_free(catalog);
}

TEST(catalog_checks_prices) {
    static const char on[] = "[{\"service\":\"s\",\"input\":1,\"output\":0,\"on\":\"%s\"}]";
    static const char *const days[] = {"2024-02-29", "2000-02-29", "2025-12-31", "2026-01-01"};
    static const char *const no_days[] = {"",           "2025-02-29", "2100-02-29", "2025-13-01", "2025-00-10",
                                          "2025-04-31", "2025-01-00", "1999-12-31", "2025-1-1",   "2025-01-011",
                                          "2025/01/01", "20250101",   "2o25-01-01"};
    char prices[128];
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        snprintf(prices, sizeof prices, on, days[i]);
        check_prices(prices, NULL);
    }
    for (size_t i = 0; i < sizeof no_days / sizeof no_days[0]; i++) {
        snprintf(prices, sizeof prices, on, no_days[i]);
        check_prices(prices, "day");
    }
    check_prices("[]", NULL);
    check_prices("[{\"service\":\"s\",\"input\":1,\"output\":2,\"on\":\"2025-01-01\"},"
                 "{\"service\":\"t\",\"input\":1,\"output\":2,\"on\":\"2025-01-01\"}]",
                 NULL);
    check_prices("[{\"service\":\"s\",\"input\":1,\"output\":2,\"on\":\"2025-01-01\"},"
                 "{\"service\":\"s\",\"input\":1,\"output\":2,\"on\":\"2025-01-02\"}]",
                 "two prices");
    check_prices("{\"input\":1,\"output\":2}", "array");
    check_prices("[1]", "object");
    check_prices("[{\"input\":1,\"output\":2,\"on\":\"2025-01-01\"}]", "service");
    check_prices("[{\"service\":7,\"input\":1,\"output\":2,\"on\":\"2025-01-01\"}]", "service");
    check_prices("[{\"service\":\"u\",\"input\":1,\"output\":2,\"on\":\"2025-01-01\"}]", "no id");
    check_prices("[{\"service\":\"s\",\"input\":1,\"on\":\"2025-01-01\"}]", "output");
    check_prices("[{\"service\":\"s\",\"input\":1,\"output\":-1,\"on\":\"2025-01-01\"}]", "below 0");
    check_prices("[{\"service\":\"s\",\"input\":\"1\",\"output\":1,\"on\":\"2025-01-01\"}]", "input");
    check_prices("[{\"service\":\"s\",\"input\":1,\"output\":1,\"on\":20250101}]", "day");
}

TEST(catalog_survives_failing_allocations) {
    for (long fail_at = 0; fail_at < 100; fail_at++) {
        counting c = {.fail_at = fail_at};
        const smacs_allocator a = counting_allocator(&c);
        const smacs_text model = smacs_text_of("Qwen2-7B");
        smacs_catalog *catalog = NULL;
        smacs_error error = {0};
        char *json = NULL;
        size_t size = 0;
        smacs_status status = smacs_catalog_parse(&a, smacs_text_of(catalog_json), &catalog, &error);
        if (status == SMACS_OK) {
            status = smacs_catalog_select(&a, catalog, &model, 1, &json, &size, &error);
        }
        smacs_free(&a, json);
        smacs_catalog_free(catalog);
        CHECK_INT(c.alive, 0);
        if (status == SMACS_OK) {
            CHECK(fail_at > 2);
            return;
        }
        CHECK_INT(status, SMACS_E_MEMORY);
        CHECK_INT(error.status, SMACS_E_MEMORY);
    }
    CHECK(false);
}
