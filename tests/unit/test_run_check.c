/* Checks in a run: what it asks for, what follows from what came out, and that it decides the same again. */
#include "runs.h"
#include <smacs/session.h>

static const char *const code = "```python\ndef f(x):\n    return x\n```";

/* A run that checks, of the first `n` models. */
static played begin(const run_world *w, smacs_run_mode mode, uint32_t n, smacs_check_kind kind, uint32_t examples) {
    static const smacs_text values[] = {{"1", 1}, {"2", 1}, {"3", 1}, {"4", 1}};
    smacs_member pool[RUN_MODELS];
    smacs_run_request request = smacs_run_request_init();
    played p = {0};
    run_pool(pool);
    request.question = smacs_text_of("Write a Python function f.");
    request.pool = pool;
    request.pool_count = RUN_MODELS;
    request.nonce = smacs_text_of("nonce");
    request.config = run_config(mode, 0);
    request.config.n = n;
    request.checks = (smacs_run_plan){.wanted = true, .kind = kind, .expects = values, .expect_count = examples};
    CHECK_INT(smacs_run_create(NULL, w->index, w->embedder, &request, &p.run, NULL), SMACS_OK);
    play_kind(&p, SMACS_EVENT_BEGIN, 0);
    return p;
}

/* Tells what a program gave: its values, one letter or digit an input; "!" for an input that ended in an error, "?" for
 * one that the sandbox refused, "~" for one that took too long. */
static void checked(played *p, uint32_t check, const char *outs) {
    smacs_check_result results[8];
    const smacs_event event = {
        .kind = SMACS_EVENT_CHECKED, .call = check, .results = results, .result_count = (uint32_t)strlen(outs)};
    for (uint32_t i = 0; i < event.result_count; i++) {
        results[i] = (smacs_check_result){.input = i,
                                          .outcome = outs[i] == '!'   ? SMACS_OUTCOME_ERROR
                                                     : outs[i] == '?' ? SMACS_OUTCOME_REFUSED
                                                     : outs[i] == '~' ? SMACS_OUTCOME_TIMEOUT
                                                                      : SMACS_OUTCOME_VALUE,
                                          .out = {outs + i, 1}};
    }
    play(p, &event);
}

static smacs_run_view end(played *p, uint32_t calls) {
    const smacs_run_view v = smacs_run_look(p->run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK_INT(v.calls_made, calls);
    return v;
}

TEST(check_examples_end_the_asking) {
    run_world w = run_world_make();
    played p = begin(&w, SMACS_RUN_SELECT, 7, SMACS_CHECK_EXAMPLES, 3);
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 1); /* one that passes is enough */
    play_text(&p, 0, code);
    CHECK_INT(played_count(&p, SMACS_ACTION_CHECK), 1);
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 0); /* what comes of it is waited for */
    checked(&p, 0, "129");
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 1);
    play_text(&p, 1, code);
    checked(&p, 1, "123");
    const smacs_run_view v = end(&p, 2);
    CHECK_INT(v.kept, 1);
    CHECK(v.stopped_early);
    CHECK_INT(v.checks[0].passed, 2);
    CHECK_INT(v.checks[0].failed, 1);
    CHECK_INT(v.camp_count, 2);
    CHECK_INT(v.camps[v.kept_camp].checked, SMACS_CHECKED_PASSED);
    CHECK(v.certainty.p > 0.9);
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(check_few_examples_need_two_that_behave_alike) {
    run_world w = run_world_make();
    played p = begin(&w, SMACS_RUN_SELECT, 7, SMACS_CHECK_EXAMPLES, 1);
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 2);
    play_text(&p, 0, code);
    play_text(&p, 1, code);
    checked(&p, 0, "15");
    checked(&p, 1, "16"); /* passes, too, but behaves otherwise */
    CHECK_INT(smacs_run_look(p.run).phase, SMACS_PHASE_REFERENCES);
    play_text(&p, 2, code);
    checked(&p, 2, "16");
    const smacs_run_view v = end(&p, 3);
    CHECK_INT(v.camps[v.kept_camp].count, 2);
    CHECK_INT(v.kept, 1);
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(check_failing_answers_are_kept_only_if_all_fail) {
    run_world w = run_world_make();
    played p = begin(&w, SMACS_RUN_SELECT, 3, SMACS_CHECK_EXAMPLES, 3);
    static const char *const outs[] = {"999", "199", "!99"};
    for (uint32_t i = 0; i < 3; i++) {
        play_text(&p, i, code);
        checked(&p, i, outs[i]);
    }
    const smacs_run_view v = end(&p, 3);
    CHECK_INT(v.kept, 1); /* it passes one */
    CHECK(!(v.certainty.p > 0.9));
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(check_refused_inputs_say_nothing_and_others_do) {
    run_world w = run_world_make();
    played p = begin(&w, SMACS_RUN_SELECT, 3, SMACS_CHECK_EXAMPLES, 3);
    static const char *const outs[] = {"1?9", "???", "12?"};
    for (uint32_t i = 0; i < 3; i++) {
        play_text(&p, i, code);
        checked(&p, i, outs[i]);
    }
    const smacs_run_view v = end(&p, 3);
    static const uint32_t passed[] = {1, 0, 2}, failed[] = {1, 0, 0};
    for (uint32_t i = 0; i < 3; i++) {
        CHECK_INT(v.checks[i].passed, passed[i]);
        CHECK_INT(v.checks[i].failed, failed[i]);
    }
    CHECK_INT(v.kept, 2);
    CHECK_INT(v.camps[v.kept_camp].checked, SMACS_CHECKED_PASSED);
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(check_two_passes_of_three_do_not_end_the_asking) {
    run_world w = run_world_make();
    played p = begin(&w, SMACS_RUN_SELECT, 7, SMACS_CHECK_EXAMPLES, 3);
    play_text(&p, 0, code);
    checked(&p, 0, "12?8");
    CHECK_INT(smacs_run_look(p.run).phase, SMACS_PHASE_REFERENCES);
    play_text(&p, 1, code);
    checked(&p, 1, "12?8"); /* two that behave alike are enough */
    const smacs_run_view v = end(&p, 2);
    CHECK_INT(v.camps[v.kept_camp].count, 2);
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(check_what_takes_too_long_fails_an_example_alone) {
    run_world w = run_world_make();
    played p = begin(&w, SMACS_RUN_SELECT, 3, SMACS_CHECK_EXAMPLES, 2);
    static const char *const outs[] = {"1~78", "12~8", "1278"};
    for (uint32_t i = 0; i < 3; i++) {
        play_text(&p, i, code);
        checked(&p, i, outs[i]);
    }
    const smacs_run_view v = end(&p, 3);
    CHECK_INT(v.checks[0].failed, 1);
    CHECK_INT(v.checks[1].failed, 0);
    CHECK_INT(v.checks[1].unknown, 4);
    CHECK_INT(v.calls[1].answer_group, v.calls[2].answer_group); /* the third input is not compared */
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(check_behaviour_makes_camps) {
    run_world w = run_world_make();
    played p = begin(&w, SMACS_RUN_SELECT, 3, SMACS_CHECK_BEHAVIOUR, 0);
    static const char *const outs[] = {"78", "7!", "78"};
    for (uint32_t i = 0; i < 3; i++) {
        if (i < smacs_run_look(p.run).call_count) {
            play_text(&p, i, code);
        }
    }
    for (uint32_t i = 0; i < smacs_run_look(p.run).check_count; i++) {
        checked(&p, i, outs[i]);
    }
    while (smacs_run_look(p.run).phase != SMACS_PHASE_DONE) {
        const uint32_t last = smacs_run_look(p.run).call_count - 1;
        play_text(&p, last, code);
        checked(&p, smacs_run_look(p.run).check_count - 1, outs[last]);
    }
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.camp_count, 2);
    CHECK_INT(v.camps[0].count, 2);
    CHECK_INT(v.camps[0].checked, SMACS_CHECKED_NOT);
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(check_output_verifies_or_is_kept_itself) {
    run_world w = run_world_make();
    played p = begin(&w, SMACS_RUN_SELECT, 7, SMACS_CHECK_OUTPUT, 0);
    CHECK_INT(played_count(&p, SMACS_ACTION_CHECK), 1);
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 1);
    checked(&p, 0, "7");
    play_text(&p, 0, "The answer is 7.");
    smacs_run_view v = end(&p, 1);
    CHECK_INT(v.kept, 0);
    CHECK(!v.kept_output);
    CHECK_INT(v.camps[0].checked, SMACS_CHECKED_PASSED);
    smacs_run_free(p.run);

    p = begin(&w, SMACS_RUN_SELECT, 7, SMACS_CHECK_OUTPUT, 0);
    play_text(&p, 0, "The answer is 8.");
    checked(&p, 0, "7");
    v = end(&p, 1);
    CHECK_INT(v.kept, UINT32_MAX);
    CHECK(v.kept_output && v.output.size == 1 && v.output.data[0] == '7');
    CHECK(!(v.degraded & SMACS_DEGRADED_NOTHING));
    CHECK(v.certainty.p > 0.9);
    smacs_run_free(p.run);

    p = begin(&w, SMACS_RUN_SELECT, 3, SMACS_CHECK_OUTPUT, 0); /* a program that fails says nothing */
    checked(&p, 0, "!");
    for (uint32_t i = 0; i < 3 && smacs_run_look(p.run).phase != SMACS_PHASE_DONE; i++) {
        play_text(&p, i, "The answer is 8.");
    }
    v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK(v.kept != UINT32_MAX && !v.kept_output);
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(check_nothing_run_changes_nothing) {
    run_world w = run_world_make();
    played p = begin(&w, SMACS_RUN_SELECT, 2, SMACS_CHECK_EXAMPLES, 3);
    while (smacs_run_look(p.run).phase != SMACS_PHASE_DONE && smacs_run_look(p.run).call_count <= 2) {
        const smacs_run_view v = smacs_run_look(p.run);
        if (v.calls[v.call_count - 1].state == SMACS_CALL_IN_FLIGHT) {
            play_text(&p, v.call_count - 1, "I would return it.");
        } else {
            checked(&p, v.check_count - 1, "");
        }
    }
    const smacs_run_view v = end(&p, 2);
    CHECK(v.kept != UINT32_MAX);
    CHECK_INT(v.camp_count, 0);
    smacs_run_free(p.run);

    p = begin(&w, SMACS_RUN_PAPER, 3, SMACS_CHECK_EXAMPLES, 3);
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 3);
    play_text(&p, 0, code);
    CHECK_INT(smacs_run_look(p.run).check_count, 0);
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(check_events_are_strict) {
    run_world w = run_world_make();
    played p = begin(&w, SMACS_RUN_SELECT, 2, SMACS_CHECK_EXAMPLES, 3);
    const smacs_event none = {.kind = SMACS_EVENT_CHECKED, .call = 0};
    CHECK_INT(smacs_run_feed(p.run, &none, NULL, NULL, NULL), SMACS_E_NOT_FOUND);
    play_text(&p, 0, code);
    checked(&p, 0, "123");
    CHECK_INT(smacs_run_look(p.run).checks[0].passed, 3);
    checked(&p, 0, "999"); /* told twice: the first word stands */
    CHECK_INT(smacs_run_look(p.run).checks[0].passed, 3);
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(check_trace_runs_again) {
    static const char *const request =
        "{\"question\":\"Write "
        "f.\",\"nonce\":\"n\",\"pool\":[{\"id\":\"a\",\"model\":\"m0\"},{\"id\":\"b\",\"model\":\"m1\"}],"
        "\"checks\":{\"kind\":\"examples\",\"language\":\"python\",\"expects\":[\"1\",null,\"[1, 2]\",\"'a'\"]},"
        "\"config\":{\"mode\":\"select\"}}";
    static const char *const events[] = {
        "{\"type\":\"begin\"}", "{\"type\":\"completed\",\"call\":0,\"text\":\"def f(): pass\",\"finish\":\"stop\"}",
        "{\"type\":\"checked\",\"id\":0,\"results\":["
        "{\"program\":0,\"input\":0,\"outcome\":\"value\",\"out\":\"1\"},"
        "{\"program\":0,\"input\":1,\"outcome\":\"error\",\"out\":\"NameError\"},"
        "{\"program\":0,\"input\":2,\"outcome\":\"value\",\"out\":\"[1,2]\"},"
        "{\"program\":0,\"input\":3,\"outcome\":\"value\",\"out\":\"\\\"a\\\"\"}]}"};
    static const char *const expected[] = {
        "\"type\":\"call\"",
        "{\"type\":\"check\",\"id\":0,\"kind\":\"examples\",\"language\":\"python\",\"programs\":[{\"call\":0}]}",
        "\"type\":\"answer\""};
    run_world w = run_world_make();
    smacs_session *s = NULL, *again = NULL;
    char *json = NULL, *view = NULL;
    size_t size = 0;
    CHECK_INT(smacs_session_create(NULL, w.index, w.embedder, smacs_text_of(request), &s, NULL), SMACS_OK);
    for (size_t i = 0; i < 3; i++) {
        CHECK_INT(smacs_session_feed(s, smacs_text_of(events[i]), &json, &size, NULL), SMACS_OK);
        CHECK(json && strstr(json, expected[i]));
        smacs_free(NULL, json);
    }
    CHECK_INT(smacs_session_trace(s, &json, &size), SMACS_OK);
    CHECK_INT(smacs_session_replay(NULL, w.index, w.embedder, (smacs_text){json, size}, &again, NULL), SMACS_OK);
    CHECK_INT(smacs_trace_view(NULL, (smacs_text){json, size}, &view, &size, NULL), SMACS_OK);
    CHECK(view && strstr(view, "\"checked\":\"passed\"") && strstr(view, "\"passed\":3,\"failed\":0"));
    smacs_free(NULL, view);
    smacs_free(NULL, json);
    smacs_session_free(again);
    smacs_session_free(s);
    static const char *const wrong[] = {
        "{\"question\":\"Q\",\"pool\":[{\"id\":\"a\"}],\"checks\":{\"kind\":\"guess\",\"language\":\"python\"}}",
        "{\"question\":\"Q\",\"pool\":[{\"id\":\"a\"}],\"checks\":{\"kind\":\"output\",\"language\":\"python\","
        "\"expects\":[1]}}",
        "{\"question\":\"Q\",\"pool\":[{\"id\":\"a\"}],\"checks\":{\"kind\":\"output\",\"language\":\"python\","
        "\"verdict\":true}}"};
    for (size_t i = 0; i < 3; i++) {
        CHECK_INT(smacs_session_create(NULL, w.index, w.embedder, smacs_text_of(wrong[i]), &s, NULL), SMACS_E_SCHEMA);
    }
    run_world_free(&w);
}
