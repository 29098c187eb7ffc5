/* The run's modes and events, one by one; test_run_random.c does them in any order. */
#include "counting.h"
#include "runs.h"

/* A run over all eight models, begun. */
static played begin(const run_world *w, smacs_run_config config) {
    return play_begin(w, &config, "Find the area of a triangle.", NULL);
}

/* Four of seven are asked for, so that there is something to count: no reference is as certain as that, so asking stops
 * where no other answer can have as many votes any more; and four candidates of a kind are. Nobody is asked back:
 * test_run_state.c. */
static smacs_run_config config_of(smacs_run_mode mode) {
    smacs_run_config config = run_config(mode, 0);
    config.state = false;
    config.early_stop = mode == SMACS_RUN_SELECT ? 0.9999 : 0.95;
    return config;
}

static const char *const four = "{\"answer\": \"4\"}", *const five = "{\"answer\": \"5\"}";

static const char *answer_key(const smacs_run_view *v, uint32_t call, char out[32]) {
    const smacs_text key = v->calls[call].answer.key;
    snprintf(out, 32, "%.*s", (int)key.size, key.data ? key.data : "");
    return out;
}

static void end(played *p, run_world *w) {
    smacs_run_free(p->run);
    run_world_free(w);
}

TEST(route_asks_the_best_and_then_the_next) {
    run_world w = run_world_make();
    played p = begin(&w, config_of(SMACS_RUN_ROUTE));
    CHECK_INT(p.count, 1);
    smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.calls[0].member, v.panel[0]);
    CHECK_INT(v.calls_planned, 1);
    play_failure(&p, 0, "auth", NULL);
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 1);
    play_text(&p, 1, "It is half of base times height.");
    v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK_INT(v.kept, 1);
    CHECK_INT(v.calls[1].member, v.panel[1]);
    CHECK_INT(v.degraded, SMACS_DEGRADED_FALLBACK);
    end(&p, &w);
}

TEST(select_keeps_the_answer_of_most) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_SELECT);
    config.eager = 1;
    config.n = 5;
    config.early_stop = 2.0;
    played p = begin(&w, config);
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 5);
    char key[32];
    for (uint32_t i = 0; i < 5; i++) {
        CHECK_INT(played_count(&p, SMACS_ACTION_ANSWER), 0);
        play_text(&p, i, i < 1 ? five : four);
    }
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(played_count(&p, SMACS_ACTION_ANSWER), 1);
    CHECK_STR(answer_key(&v, v.kept, key), "4");
    CHECK_INT(v.candidate_count, 5);
    CHECK_INT(v.degraded, 0);
    CHECK_INT(v.settled, SMACS_RUN_SELECT);
    CHECK_INT(v.spent.output, 100);
    CHECK_NEAR(v.spent.cost, 150e-6, 1e-12);
    CHECK_INT(v.spent.cost_basis, SMACS_BASIS_LISTED);
    end(&p, &w);
}

TEST(early_stop_sends_calls_in_waves) {
    run_world w = run_world_make();
    played p = begin(&w, config_of(SMACS_RUN_SELECT));
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 4); /* three others cannot bring as many votes */
    for (uint32_t i = 0; i < 4; i++) {
        play_text(&p, i, four);
    }
    smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK_INT(v.stopped_early, 1);
    CHECK_INT(v.calls_saved, 3);
    CHECK_INT(v.degraded, 0);
    smacs_run_free(p.run);

    p = begin(&w, config_of(SMACS_RUN_SELECT));
    play_text(&p, 0, four);
    play_text(&p, 1, five);
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 1); /* 4-1 needs three more, of which two fly */
    for (uint32_t i = 2; i < 5; i++) {
        play_text(&p, i, four);
    }
    v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK_INT(v.stopped_early, 1);
    CHECK_INT(v.call_count, 5);
    end(&p, &w);
}

/* How many calls a run takes whose models all say the same, or of whom the second disagrees. */
static uint32_t calls_until(double early_stop, bool dissent, double *p_shown) {
    run_world w = run_world_make();
    smacs_run_config config = run_config(SMACS_RUN_SELECT, 0);
    config.early_stop = early_stop;
    config.parallel = 1;
    played p = begin(&w, config);
    for (uint32_t i = 0; smacs_run_look(p.run).phase == SMACS_PHASE_REFERENCES && i < 7; i++) {
        play_text(&p, i, dissent && i == 1 ? five : four);
    }
    const smacs_run_view v = smacs_run_look(p.run);
    const uint32_t calls = v.call_count;
    *p_shown = v.certainty.p;
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK_INT(v.certainty.why, SMACS_CERTAINTY_KNOWN);
    end(&p, &w);
    return calls;
}

TEST(asking_stops_once_the_answer_is_as_certain_as_asked_for) {
    double p = 0.0, last = 0.0;
    uint32_t before = 0;
    static const double certainties[] = {0.55, 0.85, 0.95, 0.9999};
    for (int i = 0; i < 4; i++) {
        const uint32_t calls = calls_until(certainties[i], false, &p);
        CHECK(p >= certainties[i] || calls == 4); /* or nothing can change the lead of 4 in 7 */
        CHECK(calls >= before && p >= last);
        before = calls;
        last = p;
    }
    CHECK_INT(calls_until(0.0, false, &p), calls_until(0.85, false, &last)); /* the default */
    CHECK(p == last);
    CHECK(calls_until(0.85, true, &p) > calls_until(0.85, false, &last));
    CHECK_INT(calls_until(2.0, false, &p), 7);
}

TEST(two_references_that_agree_are_enough_and_four_candidates) {
    run_world w = run_world_make();
    played p = begin(&w, run_config(SMACS_RUN_SELECT, 0));
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 2);
    play_text(&p, 0, four);
    play_text(&p, 1, five);
    for (uint32_t i = 2; i < smacs_run_look(p.run).call_count; i++) {
        play_text(&p, i, four);
    }
    smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK_INT(v.stopped_early, 1);
    CHECK(v.call_count >= 4 && v.call_count <= 5); /* 3-1 or 4-1, as the priors are of those whose turn it was */
    CHECK_INT(v.calls_saved, 7 - v.call_count);
    smacs_run_free(p.run);

    p = begin(&w, run_config(SMACS_RUN_AGGREGATE, 0));
    for (uint32_t i = 0; smacs_run_look(p.run).phase == SMACS_PHASE_REFERENCES && i < 7; i++) {
        play_text(&p, i, four);
    }
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 4);
    end(&p, &w);
}

TEST(early_stop_cancels_what_flies) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_SELECT);
    config.eager = 1;
    played p = begin(&w, config);
    for (uint32_t i = 0; i < 4; i++) {
        play_text(&p, i, four);
    }
    CHECK_INT(played_count(&p, SMACS_ACTION_CANCEL), 3);
    CHECK_INT(p.actions[p.count - 1].kind, SMACS_ACTION_ANSWER);
    play_text(&p, 5, five); /* late: kept, but decides nothing */
    CHECK_INT(p.count, 0);
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.calls[5].late, 1);
    CHECK_INT(v.calls[5].state, SMACS_CALL_CANCELLED);
    CHECK(v.calls[5].text.size > 0);
    end(&p, &w);
}

TEST(paper_draws_eight_subsets_of_six) {
    run_world w = run_world_make();
    played p = begin(&w, config_of(SMACS_RUN_PAPER));
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 7);
    for (uint32_t i = 0; i < 7; i++) {
        play_text(&p, i, four);
    }
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 8);
    smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.subset_count, 8);
    for (uint32_t s = 0; s < 8; s++) {
        CHECK_INT(v.subsets[s].count, 6);
        CHECK_INT(v.calls[7 + s].member, v.panel[0]);
        CHECK_NEAR(v.calls[7 + s].temperature, 0.7, 1e-12);
    }
    for (uint32_t i = 7; i < 15; i++) {
        play_text(&p, i, i == 9 ? five : four);
    }
    v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK_INT(v.candidate_count, 8);
    CHECK_INT(v.calls[v.kept].role, SMACS_ROLE_AGGREGATE);
    CHECK(isnan(v.terms[0].vote));
    CHECK(v.terms[0].confidence < 0.0); /* 1 - exp(0.25) */
    end(&p, &w);
}

static uint32_t mask_of(const smacs_subset *subset) {
    uint32_t mask = 0;
    for (uint32_t i = 0; i < subset->count; i++) {
        mask |= 1u << subset->references[i];
    }
    return mask;
}

/* Of n references in subsets of n - 1 there are n, whatever the priors prefer; of two, both are in the one. */
TEST(no_subset_is_drawn_twice) {
    run_world w = run_world_make();
    static const uint32_t different[] = {0, 0, 1, 3, 4, 5, 6, 7};
    for (uint32_t n = 2; n <= 7; n++) {
        for (int flat = 0; flat < 2; flat++) {
            smacs_run_config config = config_of(SMACS_RUN_AGGREGATE);
            config.n = n;
            config.tau = flat ? 8.0 : 0.01; /* nearly always the same ones are drawn */
            played p = begin(&w, config);
            play_all(&p, four);
            const smacs_run_view v = smacs_run_look(p.run);
            CHECK_INT(v.subset_count, different[n]);
            CHECK_INT(v.calls_planned, n + different[n]);
            for (uint32_t s = 0; s < v.subset_count; s++) {
                CHECK_INT(v.subsets[s].count, n == 2 ? 2 : n - 1);
                for (uint32_t before = 0; before < s; before++) {
                    CHECK(mask_of(&v.subsets[s]) != mask_of(&v.subsets[before]));
                }
            }
            smacs_run_free(p.run);
        }
    }
    run_world_free(&w);
}

TEST(fewer_references_give_fewer_draws) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_AGGREGATE);
    config.n = 5;
    config.subset_size = 2;
    played p = begin(&w, config);
    CHECK_INT(smacs_run_look(p.run).calls_planned, 5 + 8); /* of ten that differ */
    play_failure(&p, 0, "network", NULL);
    play_failure(&p, 1, "network", NULL);
    play_all(&p, four);
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.subset_count, 3);
    CHECK_INT(v.calls_planned, 5 + 3);
    end(&p, &w);
}

TEST(aggregates_fall_back_along_the_chain) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_AGGREGATE);
    config.n = 3;
    config.subsets = 2;
    played p = begin(&w, config);
    play_all(&p, four);
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 2);
    play_failure(&p, 3, "server", NULL); /* the other call may still be answered */
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 0);
    play_text(&p, 4, four);
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 1);
    smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.calls[5].member, v.panel[1]);
    play_text(&p, 5, four);
    v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK_INT(v.degraded, SMACS_DEGRADED_AGGREGATOR);
    CHECK_INT(v.calls[v.kept].role, SMACS_ROLE_AGGREGATE);
    end(&p, &w);
}

TEST(who_failed_to_answer_is_not_asked_to_aggregate) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_AGGREGATE);
    config.n = 3;
    config.subsets = 1;
    played p = begin(&w, config);
    play_failure(&p, 0, "rate-limit", NULL);
    play_text(&p, 1, four);
    play_text(&p, 2, four);
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.calls[0].member, v.panel[0]);
    CHECK_INT(v.calls[3].role, SMACS_ROLE_AGGREGATE);
    CHECK_INT(v.calls[3].member, v.panel[1]);
    play_text(&p, 3, four);
    CHECK_INT(smacs_run_look(p.run).degraded, SMACS_DEGRADED_REFERENCES);
    end(&p, &w);
}

TEST(failing_aggregates_leave_the_references) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_AGGREGATE);
    config.n = 2;
    config.subsets = 1;
    played p = begin(&w, config);
    play_all(&p, four);
    play_failure(&p, 2, "network", NULL);
    play_failure(&p, 3, "network", NULL);
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK_INT(v.calls[v.kept].role, SMACS_ROLE_REFERENCE);
    CHECK(v.degraded & SMACS_DEGRADED_SELECTED);
    end(&p, &w);
}

TEST(the_guard_keeps_a_reference_before_a_hijacked_aggregate) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_AGGREGATE);
    config.n = 5;
    config.subsets = 3;
    config.eager = 1;
    played p = begin(&w, config);
    for (uint32_t i = 0; i < 5; i++) {
        play_text(&p, i, i == 4 ? five : four);
    }
    for (uint32_t i = 5; i < 8; i++) {
        play_text(&p, i, five);
    }
    const smacs_run_view v = smacs_run_look(p.run);
    char key[32];
    CHECK_INT(v.guarded, 1);
    CHECK_STR(answer_key(&v, v.kept, key), "4");
    CHECK_INT(v.calls[v.kept].role, SMACS_ROLE_REFERENCE);
    end(&p, &w);
}

TEST(auto_selects_where_references_agree_and_aggregates_where_not) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_AUTO);
    config.n = 3;
    config.switch_share = 0.1;
    config.pace = SMACS_PACE_THOROUGH;
    played p = begin(&w, config);
    play_all(&p, four);
    CHECK_INT(smacs_run_look(p.run).settled, SMACS_RUN_SELECT);
    CHECK_INT(smacs_run_look(p.run).phase, SMACS_PHASE_DONE);
    smacs_run_free(p.run);
    p = begin(&w, config);
    play_text(&p, 0, four);
    play_text(&p, 1, five);
    play_text(&p, 2, "An essay without a final answer, as long as it may be, about triangles and their areas.");
    CHECK_INT(smacs_run_look(p.run).settled, SMACS_RUN_AGGREGATE);
    CHECK(played_count(&p, SMACS_ACTION_CALL) > 0);
    smacs_run_free(p.run);
    config.switch_share = 1.0; /* only the best is left */
    p = begin(&w, config);
    CHECK_INT(smacs_run_look(p.run).settled, SMACS_RUN_ROUTE);
    CHECK_INT(p.count, 1);
    end(&p, &w);
}

TEST(merge_now_aggregates_what_has_arrived) {
    run_world w = run_world_make();
    played p = begin(&w, config_of(SMACS_RUN_AGGREGATE));
    play_text(&p, 0, four);
    play_text(&p, 3, five);
    play_text(&p, 6, four);
    play_kind(&p, SMACS_EVENT_MERGE_NOW, 0);
    CHECK_INT(played_count(&p, SMACS_ACTION_CANCEL), 4);
    smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_AGGREGATES);
    CHECK_INT(v.subsets[0].count, 2);
    play_kind(&p, SMACS_EVENT_MERGE_NOW, 0); /* no candidate yet: the best reference */
    v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK(v.degraded & SMACS_DEGRADED_STOPPED);
    CHECK_INT(v.calls[v.kept].role, SMACS_ROLE_REFERENCE);
    end(&p, &w);
}

TEST(the_deadline_gives_up_references) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_SELECT);
    config.deadline_ms = 1000;
    played p = begin(&w, config);
    play_text(&p, 0, four);
    smacs_event tick = {.kind = SMACS_EVENT_TICK, .now_ms = 999, .mean_logprob = NAN};
    play(&p, &tick);
    CHECK_INT(p.count, 0);
    tick.now_ms = 1000;
    play(&p, &tick);
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK_INT(v.kept, 0);
    CHECK(v.degraded & SMACS_DEGRADED_DEADLINE);
    end(&p, &w);
}

TEST(a_dropped_model_plays_no_part) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_SELECT);
    config.n = 3;
    config.eager = 1;
    played p = begin(&w, config);
    const uint32_t first = smacs_run_look(p.run).calls[0].member;
    play_text(&p, 0, five);
    play_kind(&p, SMACS_EVENT_DROP, first);
    play_text(&p, 1, four);
    play_text(&p, 2, four);
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.candidate_count, 2);
    CHECK(v.kept != 0 && v.kept != UINT32_MAX);
    end(&p, &w);
}

TEST(dropping_after_the_end_decides_anew) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_SELECT);
    config.n = 3;
    config.eager = 1;
    played p = begin(&w, config);
    play_text(&p, 0, five);
    play_text(&p, 1, four);
    play_text(&p, 2, "Words alone, and more of them than a final answer would have.");
    const uint32_t kept = smacs_run_look(p.run).kept;
    play_kind(&p, SMACS_EVENT_DROP, smacs_run_look(p.run).calls[kept].member);
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 0);
    CHECK_INT(played_count(&p, SMACS_ACTION_ANSWER), 1);
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK(v.kept != kept && v.kept != UINT32_MAX);
    CHECK_INT(v.candidate_count, 2);
    end(&p, &w);
}

TEST(asking_again_reopens_a_run) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_SELECT);
    config.n = 2;
    played p = begin(&w, config);
    const uint32_t first = smacs_run_look(p.run).calls[0].member;
    play_failure(&p, 0, "timeout", "half an ans");
    play_text(&p, 1, five);
    CHECK(smacs_run_look(p.run).degraded & SMACS_DEGRADED_REFERENCES);
    play_kind(&p, SMACS_EVENT_ASK, first);
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 1);
    play_text(&p, 2, four);
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK_INT(v.candidate_count, 2);
    CHECK_INT(v.degraded, 0);
    CHECK(v.calls[0].text.size > 0); /* what was paid for is still there */
    end(&p, &w);
}

TEST(pieces_of_a_stopped_call_are_kept_when_there_is_no_more) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_SELECT);
    config.n = 2;
    played p = begin(&w, config);
    const smacs_event delta = {
        .kind = SMACS_EVENT_DELTA, .call = 1, .text = smacs_text_of("It is likely 4"), .mean_logprob = NAN};
    play(&p, &delta);
    play_kind(&p, SMACS_EVENT_STOP, 0);
    smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.kept, 1);
    CHECK_INT(v.degraded, SMACS_DEGRADED_CUT | SMACS_DEGRADED_STOPPED);
    play_failure(&p, 1, "cancelled", "It is likely 4, because");
    v = smacs_run_look(p.run);
    CHECK_INT(v.calls[1].text.size, 23);
    CHECK_INT(v.calls[1].late, 1);
    end(&p, &w);
}

TEST(a_run_that_got_nothing_can_still_aggregate) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_AGGREGATE);
    config.n = 2;
    config.subsets = 1;
    played p = begin(&w, config);
    const smacs_run_view v = smacs_run_look(p.run);
    const uint32_t members[] = {v.calls[0].member, v.calls[1].member};
    play_failure(&p, 0, "network", NULL);
    play_failure(&p, 1, "network", NULL);
    CHECK_INT(smacs_run_look(p.run).phase, SMACS_PHASE_DONE);
    play_kind(&p, SMACS_EVENT_ASK, members[0]);
    play_kind(&p, SMACS_EVENT_ASK, members[1]);
    play_text(&p, 2, four);
    play_text(&p, 3, four);
    CHECK_INT(smacs_run_look(p.run).phase, SMACS_PHASE_AGGREGATES);
    play_text(&p, 4, four);
    CHECK_INT(smacs_run_look(p.run).kept, 4);
    CHECK_INT(smacs_run_look(p.run).degraded, 0);
    end(&p, &w);
}

TEST(a_cut_answer_is_kept_only_when_nothing_whole_came) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_SELECT);
    config.n = 2;
    played p = begin(&w, config);
    play_failure(&p, 0, "timeout", "half an answer");
    play_failure(&p, 1, "network", NULL);
    smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.kept, 0);
    CHECK(v.degraded & SMACS_DEGRADED_CUT);
    smacs_run_free(p.run);
    p = begin(&w, config);
    smacs_event delta = {.kind = SMACS_EVENT_DELTA, .call = 0, .text = smacs_text_of("a piece"), .mean_logprob = NAN};
    play(&p, &delta);
    play_failure(&p, 0, "network", NULL);
    play_failure(&p, 1, "network", NULL);
    v = smacs_run_look(p.run);
    CHECK_INT(v.calls[0].text.size, 7);
    CHECK_INT(v.kept, 0);
    end(&p, &w);
}

TEST(cut_references_are_still_shown_to_aggregators) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_AGGREGATE);
    config.n = 2;
    config.subsets = 1;
    config.subset_size = 2;
    played p = begin(&w, config);
    play_text(&p, 0, four);
    const smacs_event cut = {.kind = SMACS_EVENT_COMPLETED,
                             .call = 1,
                             .text = smacs_text_of("It goes on and"),
                             .finish = smacs_text_of("length"),
                             .mean_logprob = NAN};
    play(&p, &cut);
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_AGGREGATES);
    CHECK_INT(v.subsets[0].count, 2);
    end(&p, &w);
}

TEST(nothing_arrives_and_the_run_says_so) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_AUTO);
    played p = begin(&w, config);
    for (uint32_t i = 0; i < smacs_run_look(p.run).call_count; i++) {
        play_failure(&p, i, "rate-limit", NULL);
    }
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK_INT(v.kept, UINT32_MAX);
    CHECK(v.degraded & SMACS_DEGRADED_NOTHING);
    CHECK_INT(p.actions[p.count - 1].kind, SMACS_ACTION_ANSWER);
    end(&p, &w);
}

TEST(budgets_hold_before_calls_leave) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_SELECT);
    config.eager = 1;
    config.budget.calls = 3;
    played p = begin(&w, config);
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 3);
    play_all(&p, "Words alone.");
    CHECK(smacs_run_look(p.run).degraded & SMACS_DEGRADED_BUDGET);
    CHECK_INT(smacs_run_look(p.run).phase, SMACS_PHASE_DONE);
    smacs_run_free(p.run);

    /* Two calls at the most; what the first did not use lets a third leave. */
    config.budget = (smacs_budget){.output_tokens = 250, .cost = NAN};
    config.max_tokens = 100;
    p = begin(&w, config);
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 2);
    play_text(&p, 0, "Words alone.");
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 1);
    smacs_run_free(p.run);

    config.budget = (smacs_budget){.cost = 1e-9};
    p = begin(&w, config);
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 0);
    CHECK_INT(smacs_run_look(p.run).phase, SMACS_PHASE_DONE);
    CHECK(smacs_run_look(p.run).degraded & SMACS_DEGRADED_BUDGET);
    end(&p, &w);
}

TEST(events_out_of_place_are_refused_or_ignored) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_SELECT);
    config.n = 2;
    played p = begin(&w, config);
    smacs_event event = {.kind = SMACS_EVENT_BEGIN, .mean_logprob = NAN};
    CHECK_INT(smacs_run_feed(p.run, &event, NULL, NULL, NULL), SMACS_E_ARGUMENT);
    event = (smacs_event){.kind = SMACS_EVENT_COMPLETED, .call = 99, .mean_logprob = NAN};
    CHECK_INT(smacs_run_feed(p.run, &event, NULL, NULL, NULL), SMACS_E_NOT_FOUND);
    event = (smacs_event){.kind = SMACS_EVENT_DROP, .member = 99, .mean_logprob = NAN};
    CHECK_INT(smacs_run_feed(p.run, &event, NULL, NULL, NULL), SMACS_E_NOT_FOUND);
    play_text(&p, 0, four);
    play_text(&p, 0, five); /* told twice: the first word stands */
    char key[32];
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK_STR(answer_key(&v, 0, key), "4");
    end(&p, &w);
}

TEST(other_weights_would_keep_another) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_SELECT);
    config.n = 3;
    config.eager = 1;
    config.early_stop = 2.0;
    played p = begin(&w, config);
    const char *const texts[] = {four, four, five};
    for (uint32_t i = 0; i < 3; i++) {
        const smacs_event event = {.kind = SMACS_EVENT_COMPLETED,
                                   .call = i,
                                   .text = smacs_text_of(texts[i]),
                                   .finish = smacs_text_of("stop"),
                                   .mean_logprob = i == 2 ? -0.01 : -1.0};
        play(&p, &event);
    }
    const smacs_weights sure = {0, 1, 0}, nothing = {-1, 0, 0};
    smacs_terms terms[3];
    uint32_t kept = 9;
    CHECK(smacs_run_look(p.run).kept != 2);
    CHECK_INT(smacs_run_rescore(p.run, &sure, terms, &kept, NULL), SMACS_OK);
    CHECK_INT(kept, 2);
    CHECK_INT(smacs_run_rescore(p.run, &nothing, terms, &kept, NULL), SMACS_E_ARGUMENT);
    end(&p, &w);
}

/* Every allocation of a whole run fails once; nothing leaks, and the run ends with MEMORY or an answer. */
TEST(runs_survive_without_memory) {
    run_world w = run_world_make();
    smacs_member pool[RUN_MODELS];
    run_pool(pool);
    const smacs_run_request request = {.question = smacs_text_of("Why?"),
                                       .pool = pool,
                                       .pool_count = 3,
                                       .nonce = smacs_text_of("nonce"),
                                       .config = run_config(SMACS_RUN_AGGREGATE, 2)};
    bool done = false;
    for (long fail_at = 0; !done && fail_at < 1000; fail_at++) {
        counting c = {.fail_at = fail_at};
        const smacs_allocator a = counting_allocator(&c);
        smacs_run *run = NULL;
        smacs_status status = smacs_run_create(&a, w.index, w.embedder, &request, &run, NULL);
        for (uint32_t step = 0; status == SMACS_OK && step < 6; step++) {
            const smacs_event event = {.kind = step == 0 ? SMACS_EVENT_BEGIN : SMACS_EVENT_COMPLETED,
                                       .call = step - 1,
                                       .text = smacs_text_of(four),
                                       .finish = smacs_text_of("stop"),
                                       .mean_logprob = NAN};
            status = smacs_run_feed(run, &event, NULL, NULL, NULL);
        }
        done = status == SMACS_OK;
        CHECK(done || status == SMACS_E_MEMORY);
        CHECK(!done || smacs_run_look(run).phase == SMACS_PHASE_DONE);
        smacs_run_free(run);
        CHECK_INT(c.alive, 0);
    }
    CHECK(done);
    run_world_free(&w);
}
