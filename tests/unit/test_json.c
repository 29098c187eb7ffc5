/* The JSON writer, its numbers, what it refuses to read, and the shapes of results. */
#include "base/error.h"
#include "counting.h"
#include "test.h"
#include "json/groups.h"
#include "json/packed.h"
#include "json/writer.h"
#include <smacs/smacs.h>
#include <stdint.h>
#include <stdlib.h>

static const char *number(double value) {
    static char text[SMACS_NUMBER_MAX];
    CHECK_INT(smacs_number_print(value, text), strlen(text));
    return text;
}

TEST(json_numbers_are_short) {
    CHECK_STR(number(0.0), "0");
    CHECK_STR(number(-0.0), "0");
    CHECK_STR(number(0.1), "0.1");
    CHECK_STR(number(0.1 + 0.2), "0.30000000000000004");
    CHECK_STR(number(1.0 / 3.0), "0.3333333333333333");
    CHECK_STR(number(-2.5), "-2.5");
    CHECK_STR(number(400.0), "400");
    CHECK_STR(number(9007199254740993.0), "9007199254740992");
    CHECK_STR(number(123456789012345680000.0), "123456789012345680000");
    CHECK_STR(number(1e21), "1e+21");
    CHECK_STR(number(1e23), "1e+23");
    CHECK_STR(number(0.000001), "0.000001");
    CHECK_STR(number(1.5e-7), "1.5e-7");
    CHECK_STR(number(5e-324), "5e-324");
    CHECK_STR(number(2.2250738585072014e-308), "2.2250738585072014e-308");
    CHECK_STR(number(1.7976931348623157e308), "1.7976931348623157e+308");
    CHECK_STR(number(-1.7976931348623157e308), "-1.7976931348623157e+308");
    CHECK_STR(number((double)NAN), "null");
    CHECK_STR(number((double)INFINITY), "null");
}

TEST(json_numbers_read_back) {
    uint64_t state = 1;
    for (int i = 0; i < 20000; i++) {
        double value;
        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        if (i & 1) {
            value = (double)(state >> 11) / 9007199254740992.0;
        } else {
            memcpy(&value, &state, sizeof value);
        }
        if (!isnan(value) && !isinf(value)) {
            CHECK(strtod(number(value), NULL) == value);
        }
    }
}

/* As the C library reads it, to the bit and to the byte where it ends. */
static bool reads_alike(const char *text) {
    char *end, *other_end;
    const double value = smacs_number_read(text, &end), other = strtod(text, &other_end);
    if (memcmp(&value, &other, sizeof value) != 0 || end != other_end) {
        printf("      %s\n", text);
        return false;
    }
    return true;
}

TEST(json_numbers_are_read_as_the_c_library_reads_them) {
    static const char *const cases[] = {
        "", "-", ".", "e5", "1e", "1e+", "1.", "-.5", "-0", "007", "1e22", "1e23", "-1e-22", "1..2", "0e999999",
        "1e99999999999", "1e-99999999", "12e4x", "0.1", "0.3e1", "1E5", "-12.75,", "+3", "4.9e-324", "2.5e-324",
        "2.4e-324", "2.2250738585072011e-308", "1e308", "1.7976931348623158e308", "1.7976931348623159e308",
        "9007199254740993", "9007199254740992.9999",
        /* halfway between two doubles, and a digit beyond */
        "4503599627370497.5", "4503599627370498.5", "4503599627370498.50000000000000000000000000000000001",
        "2.4703282292062327208299695e-324", "2.4703282292062327209e-324",
        "0.000000000000000000000000000000000000001e39"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK(reads_alike(cases[i]));
    }
    uint64_t state = 1;
    for (int i = 0; i < 20000; i++) {
        char text[80];
        uint64_t part[3];
        for (int j = 0; j < 3; j++) {
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            part[j] = state >> (state >> 58);
        }
        snprintf(text, sizeof text, "%s%llu.%llue%d", part[2] & 1 ? "-" : "", (unsigned long long)part[0],
                 (unsigned long long)part[1], (int)(part[2] % 700) - 360);
        CHECK(reads_alike(text));
    }
}

static void check_text(smacs_text text, const char *expected) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_json_writer w;
    char *json = NULL;
    size_t size = 0;
    smacs_json_begin(&w, &a);
    smacs_json_text(&w, text);
    CHECK_INT(smacs_json_finish(&w, &json, &size), SMACS_OK);
    CHECK_STR(json, expected);
    CHECK_INT(size, strlen(expected));
    smacs_free(NULL, json);
}

TEST(json_texts_are_escaped_and_repaired) {
    check_text((smacs_text){0}, "null");
    check_text(smacs_text_of(""), "\"\"");
    check_text(smacs_text_of("a\"b\\c\n\t\r\b\f\x01/\x7F"), "\"a\\\"b\\\\c\\n\\t\\r\\b\\f\\u0001/\x7F\"");
    check_text((smacs_text){"a\0b", 3}, "\"a\\u0000b\"");
    check_text(smacs_text_of("\xC3\xA4\xE6\xBC\xA2\xF0\x9F\x98\x80"), "\"\xC3\xA4\xE6\xBC\xA2\xF0\x9F\x98\x80\"");
    check_text(smacs_text_of("\xFF|"), "\"\xEF\xBF\xBD|\"");
    check_text(smacs_text_of("\xC3"), "\"\xEF\xBF\xBD\"");                                 /* cut off */
    check_text(smacs_text_of("\xC0\xAF"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");                 /* overlong */
    check_text(smacs_text_of("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""); /* surrogate */
}

TEST(json_trees_are_written_compactly) {
    const char *text = "{\"a\":[1,2.5,true,false,null,\"x\"],\"b\":{},\"c\":[]}";
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_json_writer w;
    char *json = NULL;
    size_t size = 0;
    cJSON *tree = NULL;
    CHECK_INT(smacs_json_parse(smacs_text_of(text), &tree, NULL), SMACS_OK);
    smacs_json_begin(&w, &a);
    smacs_json_tree(&w, tree);
    CHECK_INT(smacs_json_finish(&w, &json, &size), SMACS_OK);
    CHECK_STR(json, text);
    smacs_free(NULL, json);
    cJSON_Delete(tree);
}

static void check_refused(smacs_text text, smacs_status status, uint64_t line, uint64_t column) {
    smacs_error error = {0};
    cJSON *tree = NULL;
    CHECK_INT(smacs_json_parse(text, &tree, &error), status);
    CHECK_INT(error.status, status);
    CHECK_INT(error.line, line);
    CHECK_INT(error.column, column);
    CHECK(tree == NULL);
}

TEST(json_parse_names_the_place) {
    check_refused((smacs_text){0}, SMACS_E_SYNTAX, 1, 1);
    check_refused(smacs_text_of("{\"a\": tru}"), SMACS_E_SYNTAX, 1, 7);
    check_refused(smacs_text_of("{\n  \"a\": 1,\n  oops\n}"), SMACS_E_SYNTAX, 3, 3);
    check_refused(smacs_text_of("{\"a\": 1,}"), SMACS_E_SYNTAX, 1, 9);
    check_refused(smacs_text_of("{,}"), SMACS_E_SYNTAX, 1, 2);
    check_refused(smacs_text_of("{\"a\": [1, 2x]}"), SMACS_E_SYNTAX, 1, 12);
    check_refused(smacs_text_of("{\"a\" 1}"), SMACS_E_SYNTAX, 1, 6);
    check_refused(smacs_text_of("{} {}"), SMACS_E_SYNTAX, 1, 4);
    check_refused(smacs_text_of("[1,\x01 2]"), SMACS_E_SYNTAX, 1, 4);
    check_refused((smacs_text){"[1]\0", 4}, SMACS_E_SYNTAX, 1, 4);
    check_refused(smacs_text_of("[\"a\nb\"]"), SMACS_E_SYNTAX, 1, 4);
    check_refused(smacs_text_of("[\"a\\u0000b\"]"), SMACS_E_SCHEMA, 1, 4);
    check_refused(smacs_text_of("[NaN]"), SMACS_E_SYNTAX, 1, 2);
    check_refused(smacs_text_of("[Infinity]"), SMACS_E_SYNTAX, 1, 2);
    cJSON *tree = NULL;
    CHECK_INT(smacs_json_parse(smacs_text_of(" [\"\\\\u0000\"]\r\n"), &tree, NULL), SMACS_OK);
    cJSON_Delete(tree);
}

/* Three questions in two domains, two models, one cell missing. */
static smacs_index *toy(void **bytes) {
    static const int8_t vectors[3][16] = {{127, 0, 64}, {127, 0, 60}, {0, 127}};
    static const char *const ids[3] = {"q1", "q\"2", "q3"};
    smacs_builder *builder = NULL;
    smacs_index *index = NULL;
    size_t size = 0;
    uint32_t m;
    CHECK_INT(smacs_builder_create(NULL, 16, 7, smacs_text_of("toy"), 0, &builder, NULL), SMACS_OK);
    smacs_builder_model(builder, smacs_text_of("good"), &m, NULL);
    smacs_builder_model(builder, smacs_text_of("bad"), &m, NULL);
    for (uint32_t i = 0; i < 3; i++) {
        smacs_question q = {.id = smacs_text_of(ids[i]),
                            .source = smacs_text_of("src"),
                            .benchmark = smacs_text_of(i < 2 ? "math" : "code")};
        q.category = i < 2 ? smacs_text_of("algebra") : (smacs_text){0};
        uint32_t number;
        CHECK_INT(smacs_builder_question(builder, &q, vectors[i], &number, NULL), SMACS_OK);
        smacs_builder_score(builder, number, 0, 1.0f, NULL);
        if (i < 2) {
            smacs_builder_score(builder, number, 1, i == 0 ? 1.0f : 0.0f, NULL);
        }
    }
    smacs_builder_model_facts(builder, smacs_text_of("[{\"name\":\"bad\",\"family\":\"B\"}]"));
    CHECK_INT(smacs_builder_finish(builder, bytes, &size, NULL), SMACS_OK);
    CHECK_INT(smacs_index_open(NULL, *bytes, size, &index, NULL), SMACS_OK);
    smacs_builder_free(builder);
    return index;
}

static const char *const route_keys[] = {"mode", "k", "neighbours", "priors", "panel", NULL};
static const char *const detail_keys[] = {"mode",    "k",        "neighbours", "priors",          "panel",
                                          "models",  "evidence", "questions",  "neighbour_count", "closeness",
                                          "earlier", "nearness", "filled",     "ceiling",         NULL};
static const char *const info_keys[] = {"questions",  "cells",    "dim",    "has_text", "has_map",
                                        "digest",     "embedder", "models", "sources",  "benchmarks",
                                        "categories", "domains",  "means",  NULL};

static void check_keys(const cJSON *object, const char *const *keys) {
    const cJSON *member = object ? object->child : NULL;
    for (; *keys; keys++, member = member ? member->next : NULL) {
        CHECK_STR(member ? member->string : NULL, *keys);
    }
    CHECK(member == NULL);
}

static cJSON *route_json(const smacs_index *index, smacs_mode mode, int detail) {
    static const int8_t query[16] = {127, 0, 64};
    const smacs_route_options options = {.mode = mode, .k = 1};
    smacs_route *route = NULL;
    char *json = NULL;
    size_t size = 0;
    cJSON *tree = NULL;
    CHECK_INT(smacs_route_vector(NULL, index, query, &options, &route, NULL), SMACS_OK);
    CHECK_INT(smacs_route_to_json(NULL, index, route, detail, &json, &size), SMACS_OK);
    CHECK_INT(smacs_json_parse((smacs_text){json, size}, &tree, NULL), SMACS_OK);
    smacs_free(NULL, json);
    smacs_route_free(route);
    return tree;
}

TEST(json_question_says_what_it_is_about) {
    static const char *const keys[] = {"source", "benchmark", "category", "text", "keywords", "solved", NULL};
    void *bytes = NULL;
    smacs_index *index = toy(&bytes);
    char *json = NULL;
    size_t size = 0;
    cJSON *tree = NULL;
    CHECK_INT(smacs_question_to_json(NULL, index, 0, &json, &size), SMACS_OK);
    CHECK_INT(smacs_json_parse((smacs_text){json, size}, &tree, NULL), SMACS_OK);
    check_keys(tree, keys);
    CHECK_STR(cJSON_GetObjectItemCaseSensitive(tree, "category")->valuestring, "algebra");
    cJSON_Delete(tree);
    smacs_free(NULL, json);
    CHECK_INT(smacs_question_to_json(NULL, index, 3, &json, &size), SMACS_E_ARGUMENT);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

TEST(json_route_has_the_fixed_shape) {
    static const char *const neighbour_keys[] = {"id", "similarity", NULL};
    void *bytes = NULL;
    smacs_index *index = toy(&bytes);
    cJSON *tree = route_json(index, SMACS_MODE_PAPER, 0);
    check_keys(tree, route_keys);
    const cJSON *near = cJSON_GetObjectItemCaseSensitive(tree, "neighbours");
    CHECK_INT(cJSON_GetArraySize(near), 2);
    check_keys(cJSON_GetArrayItem(near, 1), neighbour_keys);
    CHECK_STR(cJSON_GetObjectItem(cJSON_GetArrayItem(near, 1), "id")->valuestring, "q\"2");
    const cJSON *priors = cJSON_GetObjectItemCaseSensitive(tree, "priors");
    CHECK_NEAR(cJSON_GetObjectItemCaseSensitive(priors, "bad")->valuedouble, 1.0, 1e-12);
    CHECK_STR(cJSON_GetObjectItem(tree, "panel")->child->valuestring, "good");
    CHECK_STR(cJSON_GetObjectItem(tree, "mode")->valuestring, "paper");
    cJSON_Delete(tree);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

TEST(json_route_in_detail) {
    void *bytes = NULL;
    smacs_index *index = toy(&bytes);
    cJSON *tree = route_json(index, SMACS_MODE_ROBUST, 1);
    check_keys(tree, detail_keys);
    const cJSON *evidence = cJSON_GetObjectItemCaseSensitive(tree, "evidence");
    CHECK_INT(cJSON_GetArraySize(evidence), 1);
    CHECK_NEAR(cJSON_GetObjectItem(evidence->child, "share")->valuedouble, 1.0, 1e-12);
    CHECK_STR(cJSON_GetObjectItem(evidence->child, "category")->valuestring, "algebra");
    CHECK(cJSON_IsNumber(cJSON_GetObjectItem(cJSON_GetObjectItem(tree, "models")->child, "standard_error")));
    CHECK_INT(cJSON_GetObjectItem(tree, "questions")->valueint, 3);
    CHECK_INT(cJSON_GetObjectItem(tree, "neighbour_count")->valueint, 2);
    CHECK(cJSON_IsNumber(cJSON_GetObjectItem(tree, "closeness")));
    cJSON_Delete(tree);
    tree = route_json(index, SMACS_MODE_PAPER, 1);
    CHECK(cJSON_IsNull(cJSON_GetObjectItem(cJSON_GetObjectItem(tree, "models")->child, "standard_error")));
    cJSON_Delete(tree);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

TEST(a_packed_route_survives_every_failed_allocation) {
    const int8_t vector[16] = {127};
    void *bytes = NULL, *packed = NULL;
    size_t size = 0;
    smacs_index *index = toy(&bytes);
    smacs_route *route = NULL;
    smacs_route_options options = smacs_route_options_init();
    CHECK_INT(smacs_route_vector(NULL, index, vector, &options, &route, NULL), SMACS_OK);
    long fail_at = 0;
    for (smacs_status status = SMACS_E_MEMORY; status != SMACS_OK && fail_at < 50; fail_at++) {
        counting c = {.fail_at = fail_at};
        const smacs_allocator a = counting_allocator(&c);
        packed = NULL;
        status = smacs_route_pack(&a, index, route, &packed, &size);
        CHECK_INT(status, packed ? SMACS_OK : SMACS_E_MEMORY);
        CHECK_INT(c.alive, packed != NULL);
        smacs_free(&a, packed);
        CHECK_INT(c.alive, 0);
    }
    CHECK(fail_at > 2 && fail_at < 50); /* some allocations failed, then none did */
    smacs_route_free(route);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

TEST(json_index_info) {
    void *bytes = NULL;
    char *json = NULL;
    size_t size = 0;
    cJSON *tree = NULL;
    smacs_index *index = toy(&bytes);
    CHECK_INT(smacs_index_to_json(NULL, index, &json, &size), SMACS_OK);
    CHECK_INT(smacs_json_parse((smacs_text){json, size}, &tree, NULL), SMACS_OK);
    check_keys(tree, info_keys);
    CHECK_INT(cJSON_GetObjectItem(tree, "cells")->valueint, 5);
    CHECK_INT(strlen(cJSON_GetObjectItem(tree, "digest")->valuestring), 16);
    CHECK_STR(cJSON_GetObjectItem(cJSON_GetObjectItem(tree, "embedder"), "digest")->valuestring, "0000000000000007");
    const cJSON *bad = cJSON_GetArrayItem(cJSON_GetObjectItem(tree, "models"), 1);
    CHECK_NEAR(cJSON_GetObjectItem(bad, "mean")->valuedouble, 0.5, 0);
    CHECK_STR(cJSON_GetObjectItem(cJSON_GetObjectItem(bad, "facts"), "family")->valuestring, "B");
    const cJSON *means = cJSON_GetObjectItem(tree, "means");
    CHECK_INT(cJSON_GetArraySize(means), 2);
    CHECK(cJSON_IsNull(cJSON_GetArrayItem(cJSON_GetArrayItem(means, 1), 1)));
    CHECK_INT(cJSON_GetArraySize(cJSON_GetObjectItem(tree, "categories")), 1);
    cJSON_Delete(tree);
    smacs_free(NULL, json);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

/* Options are read before the embedder is used, so wrong ones need none. */
static void check_option(const smacs_index *index, const char *options, smacs_status status, const char *detail) {
    smacs_error error = {0};
    smacs_route *route = NULL;
    CHECK_INT(smacs_route_from_json(NULL, index, NULL, smacs_text_of("q"), smacs_text_of(options), &route, &error),
              status);
    CHECK_STR(error.detail, detail);
    CHECK(route == NULL);
}

TEST(json_route_options_are_strict) {
    void *bytes = NULL;
    smacs_index *index = toy(&bytes);
    check_option(index, "[]", SMACS_E_SCHEMA, "route options");
    check_option(index, "{", SMACS_E_SYNTAX, "");
    check_option(index, "{\"kk\": 1}", SMACS_E_SCHEMA, "kk");
    check_option(index, "{\"k\": 1, \"k\": 1}", SMACS_E_SCHEMA, "k");
    check_option(index, "{\"k\": 1.5}", SMACS_E_SCHEMA, "k");
    check_option(index, "{\"n\": -1}", SMACS_E_SCHEMA, "n");
    check_option(index, "{\"n\": 1e999}", SMACS_E_SCHEMA, "n");
    check_option(index, "{\"n\": 4294967296}", SMACS_E_SCHEMA, "n");
    check_option(index, "{\"mode\": \"fast\"}", SMACS_E_SCHEMA, "mode");
    check_option(index, "{\"alpha\": 0}", SMACS_E_SCHEMA, "alpha");
    check_option(index, "{\"alpha\": null}", SMACS_E_SCHEMA, "alpha");
    check_option(index, "{\"coverage\": 1}", SMACS_E_SCHEMA, "coverage");
    check_option(index, "{\"models\": \"good\"}", SMACS_E_SCHEMA, "models");
    check_option(index, "{\"models\": [\"best\"]}", SMACS_E_NOT_FOUND, "best");
    check_option(index, "{\"earlier\": \"q\"}", SMACS_E_SCHEMA, "earlier");
    check_option(index, "{\"earlier\": [1]}", SMACS_E_SCHEMA, "earlier");
    check_option(index, "{\"costs\": {\"best\": 1}}", SMACS_E_NOT_FOUND, "best");
    check_option(index, "{\"costs\": {\"good\": -1}}", SMACS_E_SCHEMA, "good");
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}
