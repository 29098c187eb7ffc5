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

/* ---- the order of asking ---- */

enum { ASKED = 5 };
static const double falling[ASKED] = {0.9, 0.8, 0.6, 0.5, 0.5}; /* odds of the last four: 4, 1.5, 1, 1 */

/* The order in which five members are asked, by the number of a nonce. */
static void order_of(const run_world *w, smacs_run_config config, const double priors[ASKED], const char *makers,
                     int nonce, const uint32_t *panel, uint32_t order[ASKED]) {
    smacs_member pool[RUN_MODELS];
    smacs_run *run = NULL;
    char text[16];
    config.n = ASKED;
    const smacs_run_request request = {.question = smacs_text_of(sum),
                                       .pool = pool,
                                       .pool_count = ASKED,
                                       .panel = panel,
                                       .panel_count = panel ? ASKED : 0,
                                       .config = config,
                                       .nonce = {text, (size_t)snprintf(text, sizeof text, "n%d", nonce)}};
    run_pool(pool);
    for (uint32_t m = 0; m < ASKED; m++) {
        pool[m].prior = priors[m];
        pool[m].maker = (smacs_text){makers + m, 1};
    }
    CHECK_INT(smacs_run_create(NULL, NULL, w->embedder, &request, &run, NULL), SMACS_OK);
    const smacs_run_view v = smacs_run_look(run);
    CHECK_INT(v.panel_count, ASKED);
    memcpy(order, v.panel, ASKED * sizeof *order);
    smacs_run_free(run);
}

TEST(the_second_that_is_asked_is_of_another_house) {
    run_world w = run_world_make();
    static const char *const houses[] = {"AAABC", "ABABC", "ABCDE"};
    uint32_t order[ASKED];
    for (int nonce = 0; nonce < 30; nonce++) {
        for (size_t i = 0; i < sizeof houses / sizeof *houses; i++) {
            order_of(&w, paced(SMACS_RUN_SELECT, SMACS_PACE_FAST), falling, houses[i], nonce, NULL, order);
            CHECK_INT(order[0], 0);
            CHECK(houses[i][order[1]] != 'A');
        }
    }
    order_of(&w, paced(SMACS_RUN_SELECT, SMACS_PACE_FAST), falling, "AAAAA", 0, NULL, order);
    CHECK_INT(order[0], 0);
    run_world_free(&w);
}

/* Nobody can know whom else than the best a run will hear before it stops. */
TEST(the_second_is_drawn_in_proportion_to_the_odds) {
    run_world w = run_world_make();
    enum { NONCES = 1500 };
    uint32_t second[ASKED] = {0}, order[ASKED], again[ASKED];
    for (int nonce = 0; nonce < NONCES; nonce++) {
        order_of(&w, paced(SMACS_RUN_SELECT, SMACS_PACE_FAST), falling, "ABCDE", nonce, NULL, order);
        second[order[1]]++;
    }
    order_of(&w, paced(SMACS_RUN_SELECT, SMACS_PACE_THRIFTY), falling, "ABCDE", NONCES - 1, NULL, again);
    CHECK(memcmp(order, again, sizeof order) == 0); /* at another pace, with the same nonce */
    CHECK_INT(second[0], 0);
    static const double odds[ASKED] = {0.0, 4.0, 1.5, 1.0, 1.0};
    for (uint32_t m = 1; m < ASKED; m++) {
        const double expected = NONCES * odds[m] / 7.5; /* four standard errors are below 80 */
        CHECK(second[m] > expected - 80.0 && second[m] < expected + 80.0);
    }
    run_world_free(&w);
}

TEST(members_without_a_prior_are_asked_last_and_as_they_stand) {
    run_world w = run_world_make();
    static const double some[ASKED] = {NAN, 0.5, NAN, 0.7, NAN}, none[ASKED] = {NAN, NAN, NAN, NAN, NAN};
    uint32_t order[ASKED];
    for (int nonce = 0; nonce < 20; nonce++) {
        order_of(&w, paced(SMACS_RUN_SELECT, SMACS_PACE_FAST), some, "ABCDE", nonce, NULL, order);
        CHECK(order[0] == 3 && order[1] == 1 && order[2] == 0 && order[3] == 2 && order[4] == 4);
        order_of(&w, paced(SMACS_RUN_SELECT, SMACS_PACE_FAST), none, "ABCDE", nonce, NULL, order);
        CHECK(order[0] == 0 && order[1] == 1 && order[2] == 2 && order[3] == 3 && order[4] == 4);
    }
    run_world_free(&w);
}

TEST(no_order_is_drawn_where_all_are_asked_or_the_request_has_one) {
    run_world w = run_world_make();
    static const uint32_t given[ASKED] = {4, 1, 3, 2, 0};
    smacs_run_config all = paced(SMACS_RUN_SELECT, SMACS_PACE_FAST);
    all.early_stop = 2.0;
    const smacs_run_config configs[] = {paced(SMACS_RUN_SELECT, SMACS_PACE_THOROUGH),
                                        paced(SMACS_RUN_AGGREGATE, SMACS_PACE_FAST),
                                        paced(SMACS_RUN_PAPER, SMACS_PACE_FAST), all};
    uint32_t order[ASKED];
    for (int nonce = 0; nonce < 20; nonce++) {
        for (size_t i = 0; i < sizeof configs / sizeof *configs; i++) {
            order_of(&w, configs[i], falling, "AAABC", nonce, NULL, order);
            CHECK(order[0] == 0 && order[1] == 1 && order[2] == 2 && order[3] == 3 && order[4] == 4);
        }
        order_of(&w, paced(SMACS_RUN_SELECT, SMACS_PACE_FAST), falling, "AAABC", nonce, given, order);
        CHECK(memcmp(order, given, sizeof order) == 0);
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
