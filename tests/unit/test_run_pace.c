/* Paces, makers, and aggregators that have no credit: who is asked when, and when the asking may end. */
#include "runs.h"

static const char four[] = "{\"answer\": \"4\"}", five[] = "{\"answer\": \"5\"}", six[] = "{\"answer\": \"6\"}";

/* A run of `n` members whose priors are `prior`, without an index; `makers` has a letter for each of them. */
static played begin(const run_world *w, smacs_run_config config, uint32_t n, double prior, const char *makers,
                    const char *question) {
    smacs_member pool[RUN_MODELS];
    played p = {0};
    config.n = n;
    const smacs_run_request request = {.question = smacs_text_of(question),
                                       .pool = pool,
                                       .pool_count = n,
                                       .config = config,
                                       .nonce = smacs_text_of("nonce")};
    run_pool(pool);
    for (uint32_t m = 0; m < n; m++) {
        pool[m].prior = prior;
        pool[m].maker = makers ? (smacs_text){makers + m, 1} : (smacs_text){NULL, 0};
    }
    CHECK_INT(smacs_run_create(NULL, NULL, w->embedder, &request, &p.run, NULL), SMACS_OK);
    play_kind(&p, SMACS_EVENT_BEGIN, 0);
    return p;
}

static smacs_run_config paced(smacs_run_mode mode, smacs_pace pace) {
    smacs_run_config config = run_config(mode, 0);
    config.pace = pace;
    config.state = false;
    return config;
}

static void late(played *p, uint32_t call) {
    const smacs_event event = {.kind = SMACS_EVENT_LATE, .call = call, .mean_logprob = NAN};
    play(p, &event);
}

static const char sum[] = "How many apples are there?";

TEST(fast_sends_one_call_more_where_models_may_differ) {
    run_world w = run_world_make();
    static const struct {
        smacs_pace pace;
        double prior;
        const char *question;
        uint32_t calls;
    } cases[] = {{SMACS_PACE_THRIFTY, 0.5, sum, 4},
                 {SMACS_PACE_FAST, 0.5, sum, 5},
                 {SMACS_PACE_FAST, 0.95, sum, 2},
                 {SMACS_PACE_FAST, 0.95, "Write a poem about autumn.", 7},
                 {SMACS_PACE_THRIFTY, 0.95, "Write a poem about autumn.", 2},
                 {SMACS_PACE_THOROUGH, 0.95, sum, 7}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        played p = begin(&w, paced(SMACS_RUN_SELECT, cases[i].pace), 7, cases[i].prior, NULL, cases[i].question);
        CHECK_INT(played_count(&p, SMACS_ACTION_CALL), cases[i].calls);
        CHECK_INT(smacs_run_look(p.run).pace, cases[i].pace);
        CHECK_INT(smacs_run_look(p.run).calls[0].late_ms, cases[i].pace == SMACS_PACE_FAST ? 12000 : 0);
        smacs_run_free(p.run);
    }
    run_world_free(&w);
}

TEST(a_late_call_is_hedged_by_the_next_in_fast_alone) {
    run_world w = run_world_make();
    for (int thrifty = 0; thrifty < 2; thrifty++) {
        const smacs_run_config config = paced(SMACS_RUN_SELECT, thrifty ? SMACS_PACE_THRIFTY : SMACS_PACE_FAST);
        played p = begin(&w, config, 7, 0.95, NULL, sum);
        CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 2);
        late(&p, 0);
        CHECK_INT(played_count(&p, SMACS_ACTION_CALL), thrifty ? 0 : 1);
        late(&p, 0); /* told twice */
        CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 0);
        play_text(&p, 1, four);
        if (!thrifty) {
            play_text(&p, 2, four);
            CHECK_INT(smacs_run_look(p.run).phase, SMACS_PHASE_DONE);
            CHECK_INT(smacs_run_look(p.run).calls[0].why, SMACS_CANCEL_EARLY_STOP);
        }
        smacs_run_free(p.run);
    }
    run_world_free(&w);
}

TEST(fast_does_not_wait_for_late_calls_alone) {
    run_world w = run_world_make();
    played p = begin(&w, paced(SMACS_RUN_SELECT, SMACS_PACE_FAST), 4, 0.7, NULL, sum);
    for (uint32_t call = 0; call < smacs_run_look(p.run).call_count; call++) {
        late(&p, call);
    }
    CHECK_INT(smacs_run_look(p.run).call_count, 4);
    play_text(&p, 0, four);
    play_text(&p, 1, five);
    CHECK_INT(smacs_run_look(p.run).phase, SMACS_PHASE_REFERENCES); /* nothing is likelier right than not */
    play_text(&p, 2, four);
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK(v.certainty.p > 0.5 && v.certainty.p < 0.85);
    CHECK_INT(v.calls[3].state, SMACS_CALL_CANCELLED);
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(auto_merges_in_thorough_alone) {
    run_world w = run_world_make();
    for (int pace = SMACS_PACE_FAST; pace <= SMACS_PACE_THOROUGH; pace++) {
        played p = begin(&w, paced(SMACS_RUN_AUTO, (smacs_pace)pace), 3, 0.5, NULL, sum);
        play_text(&p, 0, four);
        play_text(&p, 1, five);
        play_text(&p, 2, six);
        CHECK_INT(smacs_run_look(p.run).settled, pace == SMACS_PACE_THOROUGH ? SMACS_RUN_AGGREGATE : SMACS_RUN_SELECT);
        smacs_run_free(p.run);
    }
    run_world_free(&w);
}

TEST(thorough_waits_for_all) {
    run_world w = run_world_make();
    smacs_run_config config = paced(SMACS_RUN_SELECT, SMACS_PACE_THOROUGH);
    config.early_stop = 0.6; /* of candidates */
    played p = begin(&w, config, 5, 0.9, NULL, sum);
    for (uint32_t call = 0; call < 5; call++) {
        CHECK_INT(smacs_run_look(p.run).phase, SMACS_PHASE_REFERENCES);
        play_text(&p, call, four);
    }
    CHECK_INT(smacs_run_look(p.run).phase, SMACS_PHASE_DONE);
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(answers_of_one_house_never_end_the_asking) {
    run_world w = run_world_make();
    played p = begin(&w, paced(SMACS_RUN_SELECT, SMACS_PACE_THRIFTY), 5, 0.97, "AAAAA", sum);
    for (uint32_t call = 0; call < 5; call++) {
        CHECK_INT(smacs_run_look(p.run).phase, SMACS_PHASE_REFERENCES);
        play_text(&p, call, four);
    }
    smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK_INT(v.camps[0].count, 5);
    CHECK_INT(v.camps[0].makers, 1);
    const double one_house = v.certainty.p;
    smacs_run_free(p.run);

    p = begin(&w, paced(SMACS_RUN_SELECT, SMACS_PACE_THOROUGH), 5, 0.97, "ABCDE", sum);
    for (uint32_t call = 0; call < 5; call++) {
        play_text(&p, call, four);
    }
    v = smacs_run_look(p.run);
    CHECK_INT(v.camps[0].makers, 5);
    CHECK(v.certainty.p > one_house);
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(the_second_that_is_asked_is_of_another_house) {
    run_world w = run_world_make();
    static const struct {
        smacs_run_mode mode;
        const char *makers;
        uint32_t second;
    } cases[] = {{SMACS_RUN_SELECT, "AAABC", 3},
                 {SMACS_RUN_SELECT, "ABABC", 1},
                 {SMACS_RUN_SELECT, "AAAAA", 1},
                 {SMACS_RUN_PAPER, "AAABC", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        played p = begin(&w, paced(cases[i].mode, SMACS_PACE_THRIFTY), 5, 0.9, cases[i].makers, sum);
        const smacs_run_view v = smacs_run_look(p.run);
        CHECK_INT(v.panel[0], 0);
        CHECK_INT(v.panel[1], cases[i].second);
        CHECK_INT(v.panel_count, 5);
        CHECK_INT(v.calls[1].member, cases[i].second);
        smacs_run_free(p.run);
    }
    run_world_free(&w);
}

/* Three siblings agree on what two models of other houses, as good as they, do not say. */
TEST(siblings_do_not_outvote_two_houses) {
    run_world w = run_world_make();
    played p = begin(&w, paced(SMACS_RUN_SELECT, SMACS_PACE_THOROUGH), 5, 0.6, "AAABC", sum);
    for (uint32_t call = 0; call < 5; call++) {
        const smacs_run_view v = smacs_run_look(p.run);
        play_text(&p, call, v.calls[call].member < 3 ? five : four);
    }
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK(v.calls[v.kept].member >= 3);
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(an_aggregator_without_credit_is_asked_no_more_and_the_next_on_trial) {
    run_world w = run_world_make();
    smacs_run_config config = paced(SMACS_RUN_AGGREGATE, SMACS_PACE_FAST);
    config.subsets = 8;
    played p = begin(&w, config, 6, 0.5, NULL, sum);
    for (uint32_t call = 0; call < 6; call++) {
        play_text(&p, call, call % 2 ? four : five);
    }
    const uint32_t sent = played_count(&p, SMACS_ACTION_CALL);
    CHECK(sent > 1);
    for (uint32_t failed = 0; failed < 3; failed++) {
        const smacs_run_view before = smacs_run_look(p.run);
        uint32_t call = 6;
        while (before.calls[call].state != SMACS_CALL_IN_FLIGHT) {
            call++;
        }
        play_failure(&p, call, "credit", NULL);
        const smacs_run_view v = smacs_run_look(p.run);
        CHECK_INT(played_count(&p, SMACS_ACTION_CANCEL), failed == 0 ? sent - 1 : 0);
        CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 1); /* another aggregator, for one subset */
        CHECK(v.calls[v.call_count - 1].member != v.calls[call].member);
        CHECK(failed > 0 || v.calls[call + 1].why == SMACS_CANCEL_REFUSED);
    }
    play_text(&p, smacs_run_look(p.run).call_count - 1, four);
    CHECK(played_count(&p, SMACS_ACTION_CALL) > 1); /* it has passed: the rest */
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(budgets_hold_in_every_pace) {
    run_world w = run_world_make();
    for (int pace = SMACS_PACE_FAST; pace <= SMACS_PACE_THOROUGH; pace++) {
        smacs_run_config config = paced(SMACS_RUN_SELECT, (smacs_pace)pace);
        config.budget.calls = 3;
        played p = begin(&w, config, 7, 0.5, NULL, sum);
        for (uint32_t call = 0; call < smacs_run_look(p.run).call_count; call++) {
            late(&p, call);
        }
        for (uint32_t call = 0; call < smacs_run_look(p.run).call_count; call++) {
            play_text(&p, call, call == 0 ? four : call == 1 ? five : six);
        }
        const smacs_run_view v = smacs_run_look(p.run);
        CHECK_INT(v.phase, SMACS_PHASE_DONE);
        CHECK_INT(v.call_count, 3);
        CHECK_INT(v.degraded, SMACS_DEGRADED_BUDGET);
        smacs_run_free(p.run);
    }
    run_world_free(&w);
}
