/* What takes memory, with each of its allocations failing in turn, those of cJSON among them: each call fails with
 * MEMORY and loses nothing, or gives what it gives with memory. Readers and builders that need more of a stage have such
 * tests in the files of their rooms. */
#include "../fuzz/world.h"
#include "base/bits.h"
#include "base/text.h"
#include "counting.h"
#include "test.h"
#include "json/mistake.h"
#include "json/writer.h"

static counting count; /* of the call that is tried */

static void *cjson_alloc(size_t size) { return counting_alloc(&count, size); }

static void cjson_free(void *memory) {
    if (memory) {
        counting_free(&count, memory);
    }
}

/* What a call gave: a digest of its texts. */
typedef struct result {
    smacs_allocator a;
    uint64_t digest;
} result;

static void note(result *r, const void *bytes, size_t size) { r->digest = smacs_fnv1a(r->digest, bytes, size); }

/* Notes a text that the call made, and frees it. */
static void take(result *r, void *bytes, size_t size) {
    note(r, bytes ? bytes : "", bytes ? size : 0);
    smacs_free(&r->a, bytes);
}

typedef smacs_status (*call)(result *r);

/* ---- the calls ---- */

static smacs_status index_json(result *r) {
    char *json = NULL;
    size_t size = 0;
    const smacs_status status = smacs_index_to_json(&r->a, world()->index, &json, &size);
    take(r, json, size);
    return status;
}

static smacs_status question_json(result *r) {
    char *json = NULL;
    size_t size = 0;
    const smacs_status status = smacs_question_to_json(&r->a, world()->index, 3, &json, &size);
    take(r, json, size);
    return status;
}

static smacs_status embedder_json(result *r) {
    char *json = NULL;
    size_t size = 0;
    const smacs_status status = smacs_embedder_to_json(&r->a, world()->embedder, &json, &size);
    take(r, json, size);
    return status;
}

static smacs_status dots(result *r) {
    uint8_t *bytes = NULL;
    size_t size = 0;
    const smacs_status status = smacs_index_dots(&r->a, world()->index, 0, &bytes, &size);
    take(r, bytes, size);
    return status;
}

static smacs_status route_json(result *r) {
    static const char options[] = "{\"n\":3,\"alpha\":0.5,\"models\":[\"m0\",\"m1\",\"m3\"],\"costs\":{\"m0\":1}}";
    smacs_route *route = NULL;
    char *json = NULL;
    size_t size = 0;
    smacs_status status = smacs_route_from_json(&r->a, world()->index, world()->embedder, smacs_text_of("bread dough"),
                                                smacs_text_of(options), &route, NULL);
    if (status == SMACS_OK) {
        status = smacs_route_to_json(&r->a, world()->index, route, true, &json, &size);
    }
    smacs_route_free(route);
    take(r, json, size);
    return status;
}

static smacs_status route_numbers(result *r) {
    const double numbers[16] = {1, 2, 3};
    void *bytes = NULL;
    size_t size = 0;
    smacs_assembly *s = NULL;
    smacs_index *index = NULL;
    smacs_route *route = NULL;
    int8_t vector[16];
    const smacs_bank_score score = {smacs_text_of("m"), 1.0f};
    const smacs_bank_record record = {.question = {.id = smacs_text_of("a"), .text = smacs_text_of("a question")},
                                      .scores = &score,
                                      .score_count = 1};
    smacs_status status = smacs_vector_of(numbers, 16, vector);
    if (status == SMACS_OK) {
        status = smacs_assembly_begin_outside(&r->a, smacs_text_of("made"), 16, NULL, &s, NULL);
    }
    status = status == SMACS_OK ? smacs_assembly_take_vector(s, &record, vector, NULL) : status;
    status = status == SMACS_OK ? smacs_assembly_small_talk(s, vector, NULL) : status;
    status = status == SMACS_OK ? smacs_assembly_finish(s, &bytes, &size, NULL) : status;
    status = status == SMACS_OK ? smacs_index_open(&r->a, bytes, size, &index, NULL) : status;
    if (status == SMACS_OK) {
        status = smacs_route_numbers_from_json(&r->a, index, numbers, 16, smacs_text_of("{\"coverage\":true}"), &route,
                                               NULL);
    }
    if (route) {
        note(r, route->panel, route->panel_count * sizeof *route->panel);
    }
    smacs_route_free(route);
    smacs_index_free(index);
    smacs_assembly_free(s);
    take(r, bytes, size);
    return status;
}

static smacs_status fitted(result *r) {
    void *bytes = NULL;
    size_t size = 0;
    smacs_catalog *catalog = NULL;
    smacs_published *table = NULL;
    smacs_assembly *s = NULL;
    smacs_status status = smacs_catalog_parse(&r->a, smacs_text_of(world_catalog), &catalog, NULL);
    status = status == SMACS_OK ? smacs_published_create(&r->a, &table, NULL) : status;
    status = status == SMACS_OK ? smacs_published_begin(table, smacs_text_of("t"), NULL) : status;
    status =
        status == SMACS_OK ? smacs_published_feed(table, world_published, sizeof world_published - 1, NULL) : status;
    status = status == SMACS_OK ? smacs_published_end(table, NULL) : status;
    const smacs_assembly_options options = {.catalog = catalog, .published = table, .publish = smacs_publish};
    status = status == SMACS_OK ? smacs_assembly_begin(&r->a, world()->embedder, &options, &s, NULL) : status;
    status = status == SMACS_OK ? world_read(smacs_assembly_take, s, smacs_text_of(world_programs)) : status;
    status = status == SMACS_OK ? smacs_assembly_finish(s, &bytes, &size, NULL) : status;
    smacs_assembly_free(s);
    smacs_published_free(table);
    smacs_catalog_free(catalog);
    take(r, bytes, size);
    return status;
}

static smacs_status more_cards(result *r) {
    void *bytes = NULL;
    size_t size = 0;
    const smacs_text cards = smacs_text_of("[{\"name\":\"New\",\"family\":\"Owl\",\"scores\":{\"BBH\":70}}]");
    const smacs_status status = smacs_assembly_add_cards(&r->a, world()->index, cards, &bytes, &size, NULL);
    take(r, bytes, size);
    return status;
}

static smacs_status checks(result *r) {
    static const char question[] = "Write a Python function.\nassert twice(2) == 4\nassert twice(3) == 6";
    static const char said[] = "```python\ndef twice(x):\n    return 2 * x\n```";
    const smacs_text answer = smacs_text_of(said);
    smacs_check *check = NULL;
    char *code = NULL;
    size_t size = 0;
    smacs_status status = smacs_check_find(&r->a, smacs_text_of(question), &check, NULL);
    status = status == SMACS_OK ? smacs_check_derive(check, &answer, 1, NULL) : status;
    status = status == SMACS_OK ? smacs_check_program(check, answer, &code, &size, NULL) : status;
    for (uint32_t i = 0; check && i < check->input_count; i++) {
        note(r, check->inputs[i].call.data, check->inputs[i].call.size);
    }
    take(r, code, size);
    smacs_check_free(check);
    return status;
}

static smacs_status matches(result *r) {
    smacs_matcher *matcher = NULL;
    char *json = NULL;
    size_t size = 0;
    bool same = false;
    smacs_status status = smacs_matcher_create(&r->a, world()->index, smacs_text_of(world_catalog), &matcher, NULL);
    if (status == SMACS_OK) {
        const smacs_text list =
            smacs_text_of("{\"data\":[{\"id\":\"a/owl-1\"},{\"id\":\"finch-9b\"},{\"id\":\"m2\"}]}");
        status = smacs_match_list(&r->a, matcher, list, &json, &size, NULL);
    }
    if (status == SMACS_OK) {
        status = smacs_same_model(&r->a, world()->index, smacs_text_of("m0"), smacs_text_of("a/owl-1"), &same);
    }
    note(r, &same, sizeof same);
    smacs_matcher_free(matcher);
    take(r, json, size);
    return status;
}

static const char *const events[] = {
    "{\"type\":\"begin\"}",
    ("{\"type\":\"completed\",\"call\":0,\"text\":\"The answer is 4.\",\"finish\":\"stop\",\"mean_logprob\":-0.5,"
     "\"usage\":{\"input\":10,\"output\":5},\"ms\":7,\"first_ms\":3,\"reasoning\":\"hm\"}"),
    "{\"type\":\"completed\",\"call\":1,\"text\":\"It is 5.\",\"finish\":\"stop\",\"mean_logprob\":-0.25}",
    "{\"type\":\"user\",\"what\":\"stop\"}"};

static smacs_status session(result *r) {
    static const char request[] = "{\"question\":\"What is 2 + 2?\",\"nonce\":\"n\",\"pool\":[{\"id\":\"a\",\"model\":"
                                  "\"m0\",\"logprobs\":true},{\"id\":\"b\",\"model\":\"m1\"}],\"config\":{\"mode\":"
                                  "\"aggregate\",\"pace\":\"thorough\",\"n\":2}}";
    smacs_session *s = NULL, *again = NULL;
    char *texts[4] = {NULL};
    size_t sizes[4] = {0};
    smacs_status status =
        smacs_session_create(&r->a, world()->index, world()->embedder, smacs_text_of(request), &s, NULL);
    for (size_t i = 0; i < sizeof events / sizeof *events && status == SMACS_OK; i++) {
        char *actions = NULL;
        size_t size = 0;
        status = smacs_session_feed(s, smacs_text_of(events[i]), &actions, &size, NULL);
        take(r, actions, size);
    }
    status = status == SMACS_OK ? smacs_session_view(s, &texts[0], &sizes[0]) : status;
    status = status == SMACS_OK ? smacs_session_trace(s, &texts[1], &sizes[1]) : status;
    if (status == SMACS_OK) {
        const smacs_text weights = smacs_text_of("{\"agreement\":1,\"confidence\":0,\"vote\":1}");
        status = smacs_session_rescore(s, weights, &texts[2], &sizes[2], NULL);
    }
    if (status == SMACS_OK) {
        status = smacs_trace_view(&r->a, (smacs_text){texts[1], sizes[1]}, &texts[3], &sizes[3], NULL);
    }
    if (status == SMACS_OK) {
        status = smacs_session_replay(&r->a, world()->index, world()->embedder, (smacs_text){texts[1], sizes[1]},
                                      &again, NULL);
    }
    for (int i = 0; i < 4; i++) {
        take(r, texts[i], sizes[i]);
    }
    smacs_session_free(again);
    smacs_session_free(s);
    return status;
}

static smacs_status map(result *r) {
    void *bytes = NULL;
    size_t size = 0;
    const smacs_status status =
        smacs_map_draw(&r->a, world()->index_bytes, world()->index_size, &bytes, &size, NULL, NULL);
    take(r, bytes, size);
    return status;
}

/* ---- trying them ---- */

static smacs_status attempt(call f, long fail_at, uint64_t *digest) {
    count = (counting){.fail_at = fail_at};
    result r = {.a = counting_allocator(&count), .digest = SMACS_FNV_BASIS};
    const smacs_status status = f(&r);
    *digest = r.digest;
    CHECK_INT(count.alive, 0);
    return status;
}

/* The first allocations one by one, then ever fewer. */
static void check_call(const char *name, call f) {
    enum { ONE_BY_ONE = 300 };
    uint64_t whole = 0;
    const smacs_status wanted = attempt(f, -1, &whole);
    const long all = count.calls;
    CHECK(all > 0);
    if (wanted != SMACS_OK) {
        printf("      %s: %s\n", name, smacs_status_name(wanted));
        CHECK_INT(wanted, SMACS_OK);
    }
    for (long at = 0; at < all; at += at < ONE_BY_ONE ? 1 : 1 + at / ONE_BY_ONE) {
        uint64_t digest = 0;
        const smacs_status status = attempt(f, at, &digest);
        if (status != SMACS_E_MEMORY && (status != SMACS_OK || digest != whole)) {
            printf("      %s, allocation %ld of %ld: %s\n", name, at, all, smacs_status_name(status));
            CHECK(false);
        }
    }
}

TEST(every_failed_allocation_is_told) {
    static const struct {
        const char *name;
        call f;
    } calls[] = {{"index_json", index_json},
                 {"question_json", question_json},
                 {"embedder_json", embedder_json},
                 {"dots", dots},
                 {"route_json", route_json},
                 {"route_numbers", route_numbers},
                 {"fitted", fitted},
                 {"more_cards", more_cards},
                 {"checks", checks},
                 {"matches", matches},
                 {"session", session},
                 {"map", map}};
    (void)world();
    cJSON_InitHooks(&(cJSON_Hooks){cjson_alloc, cjson_free});
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        check_call(calls[i].name, calls[i].f);
    }
    cJSON_InitHooks(NULL);
}

TEST(a_mistake_in_JSON_is_told_where_it_stands) {
    static const struct {
        const char *text;
        size_t at;
    } cases[] = {
        {"", 0},        {"[1,]", 3},    {"{\"a\":1,}", 7}, {"{a:1}", 1},     {"[1 2]", 3},       {"{\"a\" 1}", 5},
        {"[01.5e]", 5}, {"[-]", 1},     {"\"x", 2},        {"[\"\\q\"]", 2}, {"\"\\ud83d\"", 1}, {"\"\\udc00\"", 1},
        {"[tru]", 1},   {"{\"a\":", 5}, {"[{}", 3},        {"{\"a\":1]", 6}, {"\"\\u00zz\"", 1}, {"[1,2", 4},
        {"nul", 0},     {"-", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const size_t at = smacs_json_mistake(smacs_text_of(cases[i].text));
        if (at != cases[i].at) {
            printf("      %s: %zu\n", cases[i].text, at);
        }
        CHECK_INT(at, cases[i].at);
    }
    char deep[1001 * 2 + 1] = {0};
    memset(deep, '[', 1001);
    memset(deep + 1001, ']', 1001);
    CHECK_INT(smacs_json_mistake((smacs_text){deep, 2002}), 1000);
    CHECK_INT(smacs_json_mistake((smacs_text){deep + 1, 2000}), SIZE_MAX);
    CHECK_INT(smacs_json_mistake((smacs_text){"[\"a\\\0\"]", 7}), 3); /* a zero byte behind a backslash, no escape */
}

TEST(a_text_that_cJSON_refuses_for_want_of_memory_is_no_mistake) {
    static const char *const texts[] = {"[1,2.5e3,-4]",
                                        "{\"a\":{\"b\":[true,false,null]},\"c\":\"\\u00e9\\ud83d\\ude00\"}", "\"text\"",
                                        "\xEF\xBB\xBF[[]]", " 7 "};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        smacs_status status = SMACS_E_MEMORY;
        cJSON_InitHooks(&(cJSON_Hooks){cjson_alloc, cjson_free});
        for (long at = 0; status != SMACS_OK && at < 50; at++) {
            cJSON *tree = NULL;
            count = (counting){.fail_at = at};
            status = smacs_json_parse(smacs_text_of(texts[i]), &tree, NULL);
            CHECK(status == SMACS_OK || status == SMACS_E_MEMORY);
            cJSON_Delete(tree);
            CHECK_INT(count.alive, 0);
        }
        cJSON_InitHooks(NULL);
        CHECK_INT(status, SMACS_OK);
    }
}
