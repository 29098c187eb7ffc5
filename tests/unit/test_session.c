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
    snprintf(request, sizeof request, "{\"question\":\"Find the area.\",\"nonce\":\"n\",\"pool\":%s%s}", pool_json,
             rest);
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
    alter(trace, "\"smacs_trace\":2", "\"smacs_trace\":7");
    CHECK_INT(replayed(&w, trace, NULL), SMACS_E_VERSION);
    smacs_free(NULL, trace);
    run_world_free(&w);
}

/* The trace of a whole run; freed with smacs_free. `view` receives what the session shows at its end. */
static char *whole_trace(const run_world *w, const char *rest, char **view) {
    smacs_session *s = start(w, rest);
    char *trace = NULL;
    size_t size = 0;
    whole_run(s);
    CHECK_INT(smacs_session_trace(s, &trace, &size), SMACS_OK);
    CHECK_INT(smacs_session_view(s, view, &size), SMACS_OK);
    smacs_session_free(s);
    return trace;
}

static char *recorded(const char *trace, smacs_status wanted) {
    char *json = NULL;
    size_t size = 0;
    smacs_error error = {.message = ""};
    const smacs_status status = smacs_trace_view(NULL, smacs_text_of(trace), &json, &size, &error);
    CHECK_INT(status, wanted);
    CHECK((json != NULL) == (status == SMACS_OK));
    CHECK(!json || strlen(json) == size);
    return json;
}

static void refuse_recorded(const char *trace, smacs_status wanted) { smacs_free(NULL, recorded(trace, wanted)); }

/* Earlier versions called a cost at the listed price "actual". */
TEST(traces_of_listed_costs_run_again) {
    run_world w = run_world_make();
    smacs_session *s = start(&w, ",\"config\":{\"mode\":\"select\"},\"panel\":[\"a\"]");
    char *trace = NULL;
    size_t size = 0;
    say(s, "{\"type\":\"begin\"}", "\"call\":0");
    say(s,
        "{\"type\":\"completed\",\"call\":0,\"text\":\"The answer is "
        "4.\",\"finish\":\"stop\",\"usage\":{\"input\":10,\"output\":5}}",
        "\"basis\":\"actual\",\"cost_basis\":\"listed\"");
    CHECK_INT(smacs_session_trace(s, &trace, &size), SMACS_OK);
    smacs_session_free(s);
    alter(trace, "\"cost_basis\":\"listed\"", "\"cost_basis\":\"actual\"");
    CHECK_INT(replayed(&w, trace, NULL), SMACS_OK);
    alter(trace, "\"cost_basis\":\"actual\"", "\"cost_basis\":\"charge\"");
    CHECK_INT(replayed(&w, trace, NULL), SMACS_E_MISMATCH);
    smacs_free(NULL, trace);
    run_world_free(&w);
}

TEST(traces_hold_the_view_that_was_shown) {
    run_world w = run_world_make();
    char *view = NULL, *trace = whole_trace(&w, ",\"config\":{\"mode\":\"select\",\"n\":3}", &view);
    char *json = recorded(trace, SMACS_OK);
    CHECK_STR(json, view);
    CHECK(view && strstr(view, "\"weights\":{\"agreement\":1,\"confidence\":1,\"vote\":4}"));
    smacs_free(NULL, json);
    alter(trace, "\"embedder\":\"", "\"embedder\":\"x"); /* it needs neither embedder nor index */
    smacs_free(NULL, recorded(trace, SMACS_OK));
    smacs_free(NULL, trace);
    smacs_free(NULL, view);
    run_world_free(&w);
}

/* A trace as version 1 wrote it: without the view. */
static void to_version_1(char *trace) {
    char *view = strstr(trace, ",\"view\":{\"phase\"");
    alter(trace, "\"smacs_trace\":2", "\"smacs_trace\":1");
    CHECK(view != NULL);
    if (view) {
        strcpy(view, "}");
    }
}

TEST(traces_of_version_1_run_again_and_are_shown) {
    run_world w = run_world_make();
    char *view = NULL, *trace = whole_trace(&w, ",\"config\":{\"mode\":\"select\",\"n\":3}", &view);
    to_version_1(trace);
    CHECK_INT(replayed(&w, trace, NULL), SMACS_OK);
    char *json = recorded(trace, SMACS_OK);
    const char *calls = strstr(view, "\"calls\":["), *end = strstr(view, ",\"subsets\"");
    const char *same = json ? strstr(json, "\"calls\":[") : NULL;
    CHECK(json && strstr(json, "\"phase\":\"done\",\"mode\":\"select\""));
    CHECK(json && strstr(json, "{\"member\":\"a\",\"model\":\"m0\",\"prior\":null,\"standard_error\":null,"));
    CHECK(json && strstr(json, "\"kept\":0,\"candidates\":[{\"call\":0,"));
    CHECK(same && strstr(same, "\"state\":\"failed\",\"why\":\"none\",\"cut\":true") != NULL);
    CHECK(same && strstr(same, "\"text\":\"{\\\"ans\"")); /* what came as a piece */
    CHECK(calls && end && same && strncmp(calls, same, 60) == 0);
    smacs_free(NULL, json);
    smacs_free(NULL, trace);
    smacs_free(NULL, view);
    run_world_free(&w);
}

/* Many members and many steps: what takes their product takes minutes here. */
TEST(traces_of_version_1_are_gone_through_once) {
    enum { MEMBERS = 4000, STEPS = 100000, EACH = 100 };
    char *trace = calloc(1, (size_t)(2 * MEMBERS + STEPS) * EACH + 500), *at = trace;
    at += sprintf(at,
                  "{\"smacs_trace\":1,\"version\":\"0.1.0\",\"index\":null,\"embedder\":\"\",\"request\":{\"pool\":[");
    for (int i = 0; i < MEMBERS; i++) {
        at += sprintf(at, "%s{\"id\":\"m%d\",\"model\":null,\"prior\":0.5}", i > 0 ? "," : "", i);
    }
    at += sprintf(at, "]},\"steps\":[{\"event\":{},\"actions\":[");
    for (int i = 0; i < MEMBERS; i++) {
        at += sprintf(at, "%s{\"type\":\"call\",\"role\":\"reference\",\"member\":\"m%d\",\"subset\":null}",
                      i > 0 ? "," : "", i);
    }
    at += sprintf(at, "]}");
    for (int i = 0; i < STEPS; i++) {
        const char *what = i % 3 == 0 ? "ask" : "drop";
        at += sprintf(at, ",{\"event\":{\"what\":\"%s\",\"member\":\"m%d\"}}", what, i % 3);
    }
    strcpy(at, "]}");
    char *json = recorded(trace, SMACS_OK);
    const char *const wanted[] = {"m0\",\"model\":null,\"prior\":0.5,\"standard_error\":null,\"dropped\":false",
                                  "m1\",\"model\":null,\"prior\":0.5,\"standard_error\":null,\"dropped\":true",
                                  "m3999\",\"model\":null,\"prior\":0.5,\"standard_error\":null,\"dropped\":false"};
    for (size_t i = 0; i < 3; i++) {
        CHECK(json && strstr(json, wanted[i]) != NULL);
    }
    smacs_free(NULL, json);
    free(trace);
}

TEST(recorded_views_are_checked_part_by_part) {
    run_world w = run_world_make();
    char *view = NULL, *trace = whole_trace(&w, ",\"config\":{\"mode\":\"select\",\"n\":3}", &view);
    static const char *const changes[][2] = {
        {"\"phase\":\"done\"", "\"phase\":\"d<b>\""}, {"\"guarded\":false", "\"guarded\":12345"},
        {"\"similarity\":[[", "\"similarity\":[{"},   {"\"panel\":[{\"m", "\"panel\":[{\"M"},
        {"\"state\":\"done\"", "\"state\":\"Done\""}, {"\"calls_made\":", "\"calls_mad_\":"}};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        char *at = strstr(trace, ",\"view\":{");
        char *found = at ? strstr(at, changes[i][0]) : NULL;
        CHECK(found != NULL);
        if (found) {
            memcpy(found, changes[i][1], strlen(changes[i][1]));
            refuse_recorded(trace, i == 2 ? SMACS_E_SYNTAX : SMACS_E_SCHEMA);
            memcpy(found, changes[i][0], strlen(changes[i][0]));
        }
    }
    static const char *const beyond[][2] = {
        {"\"kept\":0", "\"kept\":9"}, {"\"kept_camp\":0", "\"kept_camp\":1"}, {"\"members\":[0]", "\"members\":[9]"}};
    for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++) {
        char *at = strstr(trace, ",\"view\":{");
        alter(at, beyond[i][0], beyond[i][1]);
        refuse_recorded(trace, SMACS_E_SCHEMA);
        alter(at, beyond[i][1], beyond[i][0]);
    }
    refuse_recorded("{\"smacs_trace\":3,\"version\":\"9.9\",\"new\":1}", SMACS_E_VERSION);
    refuse_recorded("{\"smacs_trace\":2}", SMACS_E_SCHEMA);
    refuse_recorded("[]", SMACS_E_SCHEMA);
    smacs_free(NULL, trace);
    smacs_free(NULL, view);
    run_world_free(&w);
}

/* What a newer version adds to its views is left out; kinds of answers are known by the names that they are written
 * by. */
TEST(recorded_views_have_no_more_subsets_than_runs) {
    char trace[1024] =
        "{\"smacs_trace\":2,\"version\":\"9\",\"index\":null,\"embedder\":\"\",\"request\":{},\"steps\":[],"
        "\"view\":{\"calls\":[],\"panel\":[],\"candidates\":[],\"subsets\":[[]";
    for (int i = 0; i < SMACS_SUBSETS_MAX; i++) {
        strcat(trace, ",[]");
    }
    strcat(trace, "]}}");
    refuse_recorded(trace, SMACS_E_TOO_LARGE);
}

TEST(recorded_views_may_say_more_and_name_all_kinds_of_answers) {
    static const char head[] = "{\"smacs_trace\":2,\"version\":\"1\",\"index\":null,\"embedder\":\"0\",\"request\":{},"
                               "\"steps\":[],\"view\":{\"later\":[1],\"phase\":\"done\",\"mode\":\"auto\",\"panel\":[],"
                               "\"calls\":[{\"call\":0,\"role\":\"reference\",\"member\":\"a\",\"subset\":null,"
                               "\"state\":\"done\",\"why\":\"none\",\"cut\":false,\"late\":false,\"text\":null,"
                               "\"finish\":null,\"failure\":null,\"answer\":{\"kind\":\"";
    static const char usage[] = "\"usage\":{\"input\":0,\"output\":0,\"cost\":null,\"basis\":\"unknown\","
                                "\"cost_basis\":\"unknown\"}";
    for (int kind = SMACS_ANSWER_CHOICE; kind <= SMACS_ANSWER_TEXT; kind++) {
        char trace[2048];
        snprintf(trace, sizeof trace,
                 "%s%s\",\"found\":\"f\",\"key\":\"k\"},\"mean_logprob\":null,\"ms\":1,%s}],\"subsets\":[[0]],"
                 "\"similarity\":[],\"weights\":{\"agreement\":1,\"confidence\":1,\"vote\":0},\"settled\":\"auto\","
                 "\"kept\":null,\"candidates\":[],\"degraded\":[\"cut\"],\"guarded\":false,\"stopped_early\":false,"
                 "\"calls_made\":1,\"calls_planned\":1,\"calls_saved\":0,%s}}",
                 head, smacs_answer_kind_name((smacs_answer_kind)kind), usage, usage);
        char *json = recorded(trace, SMACS_OK);
        CHECK(json && !strstr(json, "later") && strstr(json, smacs_answer_kind_name((smacs_answer_kind)kind)));
        CHECK(json &&
              strstr(json, "\"camps\":[],\"kept_camp\":null,\"unread\":null,\"failed\":null,\"certainty\":null"));
        smacs_free(NULL, json);
    }
}

TEST(recorded_views_survive_without_memory) {
    run_world w = run_world_make();
    for (int version = 2; version >= 1; version--) {
        char *view = NULL, *trace = whole_trace(&w, "", &view);
        bool done = false;
        if (version == 1) {
            to_version_1(trace);
        }
        for (long fail_at = 0; !done && fail_at < 500; fail_at++) {
            counting c = {.fail_at = fail_at};
            const smacs_allocator a = counting_allocator(&c);
            char *json = NULL;
            size_t size = 0;
            const smacs_status status = smacs_trace_view(&a, smacs_text_of(trace), &json, &size, NULL);
            done = status == SMACS_OK;
            CHECK(done || status == SMACS_E_MEMORY);
            smacs_free(&a, json);
            CHECK_INT(c.alive, 0);
        }
        CHECK(done);
        smacs_free(NULL, trace);
        smacs_free(NULL, view);
    }
    run_world_free(&w);
}

static void check_other_table(const char *member) {
    run_world w = run_world_make();
    char *view = NULL, *trace = whole_trace(&w, "", &view);
    CHECK_INT(replayed(&w, trace, NULL), SMACS_OK);
    char *found = strstr(trace, member);
    CHECK(found != NULL);
    if (found) {
        char *digit = found + strlen(member);
        *digit = *digit == '0' ? '1' : '0';
    }
    CHECK_INT(replayed(&w, trace, NULL), SMACS_E_VERSION);
    char *json = recorded(trace, SMACS_OK);
    CHECK_STR(json, view);
    smacs_free(NULL, json);
    smacs_free(NULL, trace);
    smacs_free(NULL, view);
    run_world_free(&w);
}

TEST(traces_of_other_tables_are_shown_and_not_replayed) {
    check_other_table("\"words\":\"");
    check_other_table("\",\"certainty\":\"");
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
    const smacs_text request =
        smacs_text_of("{\"question\":\"Q\",\"nonce\":\"n\",\"pool\":[{\"id\":\"a\",\"maker\":\"A\"},{\"id\":\"b\"}]}");
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
