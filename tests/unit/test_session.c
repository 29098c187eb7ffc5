/* Runs by JSON: strict requests and events, messages, traces that run again. */
#include "counting.h"
#include "runs.h"
#include <smacs/session.h>

static const char *const pool_json =
    "[{\"id\":\"a\",\"model\":\"m0\",\"logprobs\":true,\"price_input\":1,\"price_output\":2},"
    "{\"id\":\"b\",\"model\":\"m1\"},{\"id\":\"c\",\"model\":\"m2\"},{\"id\":\"new\",\"prior\":0.5,\"aggregates\":"
    "false}]";

static smacs_session *start(const run_world *w, const char *rest) {
    char request[2048];
    smacs_session *s = NULL;
    smacs_error error = {.message = ""};
    snprintf(request, sizeof request, "{\"question\":\"Find the area.\",\"pool\":%s%s}", pool_json, rest);
    if (smacs_session_create(NULL, w->index, w->embedder, smacs_text_of(request), &s, &error) != SMACS_OK) {
        printf("      %s (%s)\n", error.message, error.detail);
        CHECK(false);
    }
    return s;
}

static void say(smacs_session *s, const char *event, const char *expected) {
    char *actions = NULL;
    size_t size = 0;
    smacs_error error = {.message = ""};
    if (smacs_session_feed(s, smacs_text_of(event), &actions, &size, &error) != SMACS_OK) {
        printf("      %s (%s)\n", error.message, error.detail);
        CHECK(false);
    }
    CHECK(!expected || (actions && strstr(actions, expected)));
    if (expected && actions && !strstr(actions, expected)) {
        printf("      %s\n", actions);
    }
    smacs_free(NULL, actions);
}

static void whole_run(smacs_session *s) {
    say(s, "{\"type\":\"begin\"}",
        "{\"type\":\"call\",\"call\":0,\"role\":\"reference\",\"member\":\"a\",\"subset\":null,");
    say(s,
        "{\"type\":\"completed\",\"call\":0,\"text\":\"{\\\"answer\\\": "
        "\\\"4\\\"}\",\"finish\":\"stop\",\"mean_logprob\":-0.5,"
        "\"usage\":{\"input\":10,\"output\":5},\"ms\":7,\"first_ms\":3,\"reasoning\":\"hm\"}",
        NULL);
    say(s, "{\"type\":\"delta\",\"call\":1,\"text\":\"{\\\"ans\"}", "[]");
    say(s, "{\"type\":\"tick\",\"now_ms\":5}", "[]");
    say(s, "{\"type\":\"failed\",\"call\":1,\"kind\":\"network\",\"message\":\"gone\"}", NULL);
    say(s, "{\"type\":\"user\",\"what\":\"stop\"}", "\"type\":\"answer\"");
}

TEST(session_speaks_of_a_whole_run) {
    run_world w = run_world_make();
    smacs_session *s =
        start(&w, ",\"config\":{\"mode\":\"select\",\"early_stop\":false,\"n\":3},\"seed\":9007199254740991");
    char *json = NULL;
    size_t size = 0;
    whole_run(s);
    CHECK_INT(smacs_session_view(s, &json, &size), SMACS_OK);
    CHECK(json && strstr(json, "\"phase\":\"done\"") && strstr(json, "\"degraded\":[\"references\",\"stopped\"]"));
    CHECK(json && strstr(json, "\"kept\":0") && strstr(json, "\"cost\":0.00002,"));
    smacs_free(NULL, json);
    CHECK_INT(
        smacs_session_rescore(s, smacs_text_of("{\"agreement\":0,\"confidence\":1,\"vote\":0}"), &json, &size, NULL),
        SMACS_OK);
    CHECK(json && strstr(json, "\"kept\":0,\"candidates\":[{\"call\":0,"));
    smacs_free(NULL, json);
    smacs_session_free(s);
    run_world_free(&w);
}

static smacs_status replayed(const run_world *w, const char *trace, smacs_error *error) {
    smacs_session *s = NULL;
    const smacs_status status = smacs_session_replay(NULL, w->index, w->embedder, smacs_text_of(trace), &s, error);
    CHECK((s != NULL) == (status == SMACS_OK));
    smacs_session_free(s);
    return status;
}

/* Writes `to` over the first `from` of the same length. */
static void alter(char *text, const char *from, const char *to) {
    char *at = strstr(text, from);
    CHECK(at != NULL);
    if (at) {
        memcpy(at, to, strlen(to));
    }
}

TEST(traces_run_again_and_tell_of_differences) {
    run_world w = run_world_make();
    smacs_session *s = start(&w, ",\"config\":{\"mode\":\"select\",\"n\":3},\"seed\":5");
    char *trace = NULL;
    size_t size = 0;
    smacs_error error;
    whole_run(s);
    CHECK_INT(smacs_session_trace(s, &trace, &size), SMACS_OK);
    smacs_session_free(s);
    CHECK_INT(replayed(&w, trace, NULL), SMACS_OK);
    alter(trace, "\"kept\":0", "\"kept\":1");
    CHECK_INT(replayed(&w, trace, &error), SMACS_E_MISMATCH);
    CHECK_INT(error.position, 5);
    alter(trace, "\"embedder\":\"", "\"embedder\":\"x");
    CHECK_INT(replayed(&w, trace, NULL), SMACS_E_MISMATCH);
    alter(trace, "\"smacs_trace\":1", "\"smacs_trace\":7");
    CHECK_INT(replayed(&w, trace, NULL), SMACS_E_VERSION);
    smacs_free(NULL, trace);
    run_world_free(&w);
}

TEST(sessions_without_an_index) {
    run_world w = run_world_make();
    run_world bare = w;
    bare.index = NULL;
    smacs_session *s = start(&bare, "");
    char *trace = NULL;
    size_t size = 0;
    say(s, "{\"type\":\"begin\"}", "\"member\":\"new\"");
    CHECK_INT(smacs_session_trace(s, &trace, &size), SMACS_OK);
    CHECK(trace && strstr(trace, "\"index\":null"));
    CHECK_INT(replayed(&bare, trace, NULL), SMACS_OK);
    CHECK_INT(replayed(&w, trace, NULL), SMACS_E_MISMATCH);
    smacs_free(NULL, trace);
    smacs_session_free(s);
    run_world_free(&w);
}

static void refuse_request(const run_world *w, const char *request, smacs_status status, const char *detail) {
    smacs_session *s = NULL;
    smacs_error error = {.detail = ""};
    CHECK_INT(smacs_session_create(NULL, w->index, w->embedder, smacs_text_of(request), &s, &error), status);
    CHECK_STR(error.detail, detail);
    CHECK(s == NULL);
}

TEST(session_requests_are_strict) {
    run_world w = run_world_make();
    refuse_request(&w, "{\"question\":\"Q\"}", SMACS_E_SCHEMA, "pool");
    refuse_request(&w, "{\"question\":\"Q\",\"pool\":[]}", SMACS_E_EMPTY, "");
    refuse_request(&w, "{\"question\":\"Q\",\"pool\":[{\"id\":\"a\",\"key\":\"sk-1\"}]}", SMACS_E_SCHEMA, "key");
    refuse_request(&w, "{\"question\":\"Q\",\"pool\":[{\"id\":\"a\"}],\"panel\":[\"b\"]}", SMACS_E_NOT_FOUND, "b");
    refuse_request(&w, "{\"question\":\"Q\",\"pool\":[{\"id\":\"a\"}],\"seed\":-1}", SMACS_E_SCHEMA, "seed");
    refuse_request(&w, "{\"question\":\"Q\",\"pool\":[{\"id\":\"a\"}],\"config\":{\"mode\":\"best\"}}", SMACS_E_SCHEMA,
                   "mode");
    refuse_request(&w, "{\"question\":\"Q\",\"pool\":[{\"id\":\"a\"}],\"config\":{\"early_stop\":0.4}}", SMACS_E_SCHEMA,
                   "early_stop");
    refuse_request(&w, "{\"question\":\"Q\",\"pool\":[{\"id\":\"a\"}],\"config\":{\"weights\":{\"vote\":1}}}",
                   SMACS_E_SCHEMA, "agreement");
    refuse_request(&w, "{\"question\":\"Q\",\"pool\":[{\"id\":\"a\",\"id\":\"b\"}]}", SMACS_E_SCHEMA, "id");
    refuse_request(
        &w, "{\"question\":\"Q\",\"pool\":[{\"id\":\"a\"}],\"history\":[{\"role\":\"system\",\"content\":\"\"}]}",
        SMACS_E_SCHEMA, "role");
    refuse_request(&w, "{\"question\":null,\"pool\":[{\"id\":\"a\"}]}", SMACS_E_SCHEMA, "question");
    refuse_request(&w, "{\"question\":\"Q\",\"pool\":[{\"id\":\"a\"}],\"config\":{\"alpha\":null}}", SMACS_E_SCHEMA,
                   "alpha");
    refuse_request(&w, "[]", SMACS_E_SCHEMA, "request");
    run_world_free(&w);
}

static void refuse_event(smacs_session *s, const char *event, smacs_status status, const char *detail) {
    char *actions = NULL;
    size_t size = 0;
    smacs_error error = {.detail = ""};
    CHECK_INT(smacs_session_feed(s, smacs_text_of(event), &actions, &size, &error), status);
    CHECK_STR(error.detail, detail);
    CHECK(actions == NULL);
}

TEST(session_events_are_strict_and_change_nothing_when_refused) {
    run_world w = run_world_make();
    smacs_session *s = start(&w, "");
    char *before = NULL, *after = NULL;
    size_t size = 0;
    refuse_event(s, "{\"type\":\"tick\",\"now_ms\":1}", SMACS_E_ARGUMENT, "");
    say(s, "{\"type\":\"begin\"}", NULL);
    CHECK_INT(smacs_session_trace(s, &before, &size), SMACS_OK);
    refuse_event(s, "{\"type\":\"begin\"}", SMACS_E_ARGUMENT, "");
    refuse_event(s, "{\"type\":\"finished\"}", SMACS_E_SCHEMA, "finished");
    refuse_event(s, "{}", SMACS_E_SCHEMA, "");
    refuse_event(s, "{\"type\":\"completed\",\"call\":0,\"text\":\"x\"}", SMACS_E_SCHEMA, "finish");
    refuse_event(s, "{\"type\":\"completed\",\"call\":99,\"text\":\"x\",\"finish\":\"stop\"}", SMACS_E_NOT_FOUND, "");
    refuse_event(s, "{\"type\":\"user\",\"what\":\"drop\"}", SMACS_E_SCHEMA, "member");
    refuse_event(s, "{\"type\":\"user\",\"what\":\"drop\",\"member\":\"z\"}", SMACS_E_NOT_FOUND, "z");
    refuse_event(s, "{\"type\":\"delta\",\"call\":0,\"text\":\"x\",\"key\":\"k\"}", SMACS_E_SCHEMA, "key");
    refuse_event(s, "{\"type\":", SMACS_E_SYNTAX, "");
    CHECK_INT(smacs_session_trace(s, &after, &size), SMACS_OK);
    CHECK_STR(after, before);
    smacs_free(NULL, before);
    smacs_free(NULL, after);
    smacs_session_free(s);
    run_world_free(&w);
}

TEST(sessions_survive_without_memory) {
    run_world w = run_world_make();
    const smacs_text request = smacs_text_of("{\"question\":\"Q\",\"pool\":[{\"id\":\"a\"},{\"id\":\"b\"}]}");
    const smacs_text events[] = {smacs_text_of("{\"type\":\"begin\"}"),
                                 smacs_text_of("{\"type\":\"user\",\"what\":\"stop\"}")};
    bool done = false;
    for (long fail_at = 0; !done && fail_at < 500; fail_at++) {
        counting c = {.fail_at = fail_at};
        const smacs_allocator a = counting_allocator(&c);
        smacs_session *s = NULL;
        smacs_status status = smacs_session_create(&a, w.index, w.embedder, request, &s, NULL);
        for (int i = 0; i < 2 && status == SMACS_OK; i++) {
            char *actions = NULL;
            size_t size = 0;
            status = smacs_session_feed(s, events[i], &actions, &size, NULL);
            smacs_free(&a, actions);
        }
        done = status == SMACS_OK;
        CHECK(done || status == SMACS_E_MEMORY);
        smacs_session_free(s);
        CHECK_INT(c.alive, 0);
    }
    CHECK(done);
    run_world_free(&w);
}
