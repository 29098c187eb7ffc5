/* The order of a run: which event is taken, and what follows from the state it leaves. `advance` looks at the state
 * alone, so that no order of events needs a case of its own. */
#include "base/error.h"
#include "base/text.h"
#include "run/run.h"
#include <math.h>
#include <string.h>

static bool aggregates(const smacs_run *run) {
    return run->view.settled == SMACS_RUN_AGGREGATE || run->view.settled == SMACS_RUN_PAPER;
}

/* Cuts a wave to what may leave beside the calls in flight. */
static uint32_t within_parallel(const smacs_run *run, uint32_t room) {
    const uint32_t parallel = run->request.config.parallel, in_flight = smacs_run_in_flight(run, SMACS_ANY_ROLE);
    const uint32_t free = parallel > in_flight ? parallel - in_flight : 0;
    return parallel > 0 && free < room ? free : room;
}

/* ---- references ---- */

bool smacs_run_is_wanted(const smacs_run *run, uint32_t member) {
    const panel_state *state = &run->states[member];
    return !run->dropped[member] && !state->refused && (state->call == UINT32_MAX || state->asked_again);
}

uint32_t smacs_run_count_wanted(const smacs_run *run) {
    uint32_t wanted = 0;
    for (uint32_t i = 0; i < run->view.panel_count; i++) {
        wanted += smacs_run_is_wanted(run, run->panel[i]);
    }
    return wanted;
}

/* Whether the user asked for a reference that is still to come. */
static bool waits_for_asked(const smacs_run *run) {
    for (uint32_t i = 0; i < run->view.panel_count; i++) {
        const panel_state *state = &run->states[run->panel[i]];
        const bool in_flight = state->call != UINT32_MAX && run->calls[state->call].state == SMACS_CALL_IN_FLIGHT;
        if (state->by_user && !run->dropped[run->panel[i]] && (in_flight || smacs_run_is_wanted(run, run->panel[i]))) {
            return true;
        }
    }
    return false;
}

static smacs_status ask(smacs_run *run, uint32_t member, bool *sent) {
    panel_state *state = &run->states[member];
    const uint32_t number = run->view.call_count;
    const smacs_status status = smacs_run_send(run, member, SMACS_ROLE_REFERENCE, UINT32_MAX, sent);
    if (*sent) {
        state->call = number;
        state->asked_again = false;
    } else if (status == SMACS_OK && smacs_run_in_flight(run, SMACS_ANY_ROLE) == 0) {
        state->refused = true; /* nothing is left whose end could free some of the budget */
    }
    return status;
}

/* Sends as many references as there is room for; those that the user asked for need none. */
static smacs_status send_references(smacs_run *run, uint32_t room) {
    smacs_status status = SMACS_OK;
    for (uint32_t i = 0; i < run->view.panel_count && status == SMACS_OK; i++) {
        const uint32_t member = run->panel[i];
        bool sent = false;
        if (smacs_run_is_wanted(run, member) && (room > 0 || run->states[member].by_user)) {
            status = ask(run, member, &sent);
            room -= sent && room > 0;
        }
    }
    return status;
}

/* One after the other, until one answers whole. */
static smacs_status send_route(smacs_run *run) {
    smacs_status status = SMACS_OK;
    for (uint32_t i = 0; i < run->view.panel_count && status == SMACS_OK; i++) {
        const uint32_t member = run->panel[i];
        bool sent = false;
        if (!smacs_run_is_wanted(run, member)) {
            continue;
        }
        status = ask(run, member, &sent);
        if (sent) {
            run->fallback = run->fallback || (i > 0 && !run->states[member].by_user);
            break;
        }
    }
    return status;
}

static uint32_t count_arrived(const smacs_run *run) {
    uint32_t arrived = 0;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        arrived += run->calls[i].role == SMACS_ROLE_REFERENCE && smacs_run_arrived(run, i);
    }
    return arrived;
}

static uint32_t count_whole(const smacs_run *run, smacs_role role) {
    uint32_t whole = 0;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        whole += run->calls[i].role == role && smacs_run_whole(run, i);
    }
    return whole;
}

/* ---- aggregates ---- */

/* Whether a member is passed over because it has just failed to answer the question itself. One that was configured is
 * tried all the same. */
static bool is_passed_over(const smacs_run *run, uint32_t member) {
    const uint32_t call = run->states[member].call;
    return run->request.aggregator_count == 0 && call != UINT32_MAX && run->calls[call].state == SMACS_CALL_FAILED;
}

/* The first aggregator that has not failed; UINT32_MAX: none is left. */
static uint32_t current_aggregator(const smacs_run *run) {
    for (uint32_t i = 0; i < run->aggregator_count; i++) {
        if (!run->aggregator_failed[run->aggregators[i]] && !is_passed_over(run, run->aggregators[i])) {
            return run->aggregators[i];
        }
    }
    return UINT32_MAX;
}

/* Whether a subset still needs a call: none yet, or the last one came to nothing. */
static bool needs_call(const smacs_run *run, uint32_t subset) {
    const uint32_t call = run->subset_call[subset];
    const smacs_cancel_why why = call == UINT32_MAX ? SMACS_CANCEL_NONE : run->calls[call].why;
    const bool open = call == UINT32_MAX || run->calls[call].state == SMACS_CALL_FAILED || why == SMACS_CANCEL_DROP ||
                      why == SMACS_CANCEL_REFUSED;
    return open && !run->subset_refused[subset] && run->subsets[subset].count > 0;
}

/* A reference that was dropped since the draw is not shown. */
static void forget_dropped(smacs_run *run, uint32_t subset) {
    uint32_t *shown = run->shown[subset];
    uint32_t left = 0;
    for (uint32_t i = 0; i < run->subsets[subset].count; i++) {
        if (smacs_run_arrived(run, shown[i])) {
            shown[left++] = shown[i];
        }
    }
    run->subsets[subset].count = left;
}

/* Whether somebody before `member` in the chain was tried, or dropped. */
static bool aggregator_failed_before(const smacs_run *run, uint32_t member) {
    bool failed = false;
    for (uint32_t i = 0; run->aggregators[i] != member; i++) {
        failed = failed || run->aggregator_failed[run->aggregators[i]];
    }
    return failed;
}

static smacs_status aggregate(smacs_run *run, uint32_t subset, uint32_t member, bool *sent) {
    const uint32_t number = run->view.call_count;
    *sent = false;
    forget_dropped(run, subset);
    if (run->subsets[subset].count == 0) {
        return SMACS_OK;
    }
    const smacs_status status = smacs_run_send(run, member, SMACS_ROLE_AGGREGATE, subset, sent);
    if (*sent) {
        run->subset_call[subset] = number;
        run->fallback = run->fallback || aggregator_failed_before(run, member);
    } else if (status == SMACS_OK && smacs_run_in_flight(run, SMACS_ANY_ROLE) == 0) {
        run->subset_refused[subset] = true;
    }
    return status;
}

uint32_t smacs_run_aggregates_left(const smacs_run *run, uint32_t *member) {
    uint32_t left = run->view.phase == SMACS_PHASE_REFERENCES && aggregates(run) ? run->draws_planned : 0;
    *member = current_aggregator(run);
    for (uint32_t s = 0; s < run->view.subset_count && run->view.phase == SMACS_PHASE_AGGREGATES; s++) {
        left += needs_call(run, s);
    }
    return *member == UINT32_MAX ? 0 : left;
}

/* Whether an aggregator is given one subset before the others: somebody before it has failed, and it may fail of the same
 * (an account without credit). */
static bool is_on_trial(const smacs_run *run, uint32_t member) {
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        const smacs_call *call = &run->calls[i];
        if (call->role == SMACS_ROLE_AGGREGATE && call->member == member && call->state == SMACS_CALL_DONE) {
            return false;
        }
    }
    return aggregator_failed_before(run, member);
}

static smacs_status send_aggregates(smacs_run *run) {
    uint32_t member = UINT32_MAX;
    const uint32_t left = smacs_run_aggregates_left(run, &member);
    if (left == 0) {
        return SMACS_OK;
    }
    smacs_status status = SMACS_OK;
    const bool waves = smacs_run_asks_in_waves(run, SMACS_ROLE_AGGREGATE);
    uint32_t room = within_parallel(run, waves ? smacs_run_wave(run, SMACS_ROLE_AGGREGATE, left) : left);
    if (is_on_trial(run, member)) {
        room = room > 0 && smacs_run_in_flight(run, SMACS_ROLE_AGGREGATE) == 0;
    }
    for (uint32_t s = 0; s < run->view.subset_count && room > 0 && status == SMACS_OK; s++) {
        bool sent = false;
        if (needs_call(run, s)) {
            status = aggregate(run, s, member, &sent);
            room -= sent;
        }
    }
    return status;
}

/* ---- the order ---- */

/* What waited for a statement counts as it was read. */
static smacs_status give_statements_up(smacs_run *run) {
    run->ungrouped = true;
    return smacs_run_cancel_calls(run, SMACS_ROLE_STATE, UINT32_MAX, SMACS_CANCEL_EARLY_STOP);
}

static smacs_status finish(smacs_run *run) {
    smacs_run_view *v = &run->view;
    const smacs_status given_up = give_statements_up(run);
    if (given_up != SMACS_OK) {
        return given_up;
    }
    if (v->settled == SMACS_RUN_AUTO) {
        v->settled = SMACS_RUN_SELECT;
    }
    v->phase = SMACS_PHASE_DONE;
    smacs_run_count_usage(run);
    v->calls_saved = v->stopped_early && v->calls_planned > v->calls_made ? v->calls_planned - v->calls_made : 0;
    const smacs_status status = smacs_run_decide(run);
    return status != SMACS_OK ? status : smacs_run_act(run, SMACS_ACTION_ANSWER, v->kept) ? SMACS_OK : SMACS_E_MEMORY;
}

/* The end, once a referee has compared the leading answers, where that pays. */
static smacs_status finish_refereed(smacs_run *run) {
    bool waits = false;
    smacs_status status = give_statements_up(run);
    if (status == SMACS_OK) {
        status = smacs_run_call_referee(run, &waits);
    }
    return status != SMACS_OK || waits ? status : finish(run);
}

static bool may_aggregate(const smacs_run *run) {
    return count_arrived(run) >= (run->view.settled == SMACS_RUN_PAPER ? 1 : 2) && run->aggregator_count > 0 &&
           !run->halted;
}

bool smacs_run_would_aggregate(const smacs_run *run) {
    return run->view.pace == SMACS_PACE_THOROUGH && may_aggregate(run) && !smacs_run_agrees(run) &&
           !smacs_run_is_settled(run);
}

/* All references that will be used are there. */
static smacs_status leave_references(smacs_run *run) {
    smacs_run_view *v = &run->view;
    const bool possible = may_aggregate(run);
    if (v->settled == SMACS_RUN_AUTO) {
        v->settled = !v->stopped_early && smacs_run_would_aggregate(run) ? SMACS_RUN_AGGREGATE : SMACS_RUN_SELECT;
        run->draws_planned = v->settled == SMACS_RUN_AGGREGATE ? smacs_run_count_draws(run, count_arrived(run)) : 0;
        v->calls_planned += run->draws_planned;
    }
    if (!aggregates(run)) {
        return finish_refereed(run);
    }
    if (!possible) {
        return finish(run);
    }
    v->phase = SMACS_PHASE_AGGREGATES;
    return v->subset_count > 0 ? SMACS_OK : smacs_run_draw_subsets(run);
}

static smacs_status stop_early(smacs_run *run, smacs_role role) {
    run->view.stopped_early = true;
    return smacs_run_cancel_calls(run, (int)role, UINT32_MAX, SMACS_CANCEL_EARLY_STOP);
}

/* How many references may leave: a wave, in which what is asked back counts as a call that can bring the lead. */
static uint32_t references_to_send(const smacs_run *run) {
    const uint32_t wanted = smacs_run_count_wanted(run);
    if (aggregates(run) || !smacs_run_asks_in_waves(run, SMACS_ROLE_REFERENCE)) {
        return within_parallel(run, wanted);
    }
    const uint32_t wave = smacs_run_wave(run, SMACS_ROLE_REFERENCE, wanted);
    const uint32_t back = smacs_run_in_flight(run, SMACS_ROLE_STATE);
    return within_parallel(run, smacs_run_check_wave(run, wave > back ? wave - back : 0));
}

/* Whether references are still to leave once what is in flight has ended, or statements could change what follows. */
static smacs_status waits_for_statements(smacs_run *run, bool *waits) {
    *waits = smacs_run_in_flight(run, SMACS_ROLE_STATE) > 0;
    return !*waits || smacs_run_count_wanted(run) > 0 ? SMACS_OK : smacs_run_statements_matter(run, waits);
}

static smacs_status advance_references(smacs_run *run) {
    const bool all_there = smacs_run_in_flight(run, SMACS_ROLE_REFERENCE) + smacs_run_count_wanted(run) == 0;
    smacs_status status = smacs_run_ask_back(run, all_there);
    if (status == SMACS_OK) {
        status = smacs_run_ask_checks(run);
    }
    const bool routes = run->view.settled == SMACS_RUN_ROUTE, asked = waits_for_asked(run);
    bool closed = run->merged || run->halted;
    if (!closed && !asked && routes) {
        closed = count_whole(run, SMACS_ROLE_REFERENCE) > 0;
    } else if (!closed && !asked && !aggregates(run) && smacs_run_lead_is_safe(run, SMACS_ROLE_REFERENCE)) {
        closed = true;
        if (smacs_run_in_flight(run, SMACS_ROLE_REFERENCE) + smacs_run_count_wanted(run) > 0) {
            status = stop_early(run, SMACS_ROLE_REFERENCE);
        }
    }
    if (!closed && status == SMACS_OK && !(routes && smacs_run_in_flight(run, SMACS_ANY_ROLE) > 0)) {
        status = routes ? send_route(run) : send_references(run, references_to_send(run));
    }
    bool waiting = smacs_run_in_flight(run, SMACS_ROLE_REFERENCE) > 0 || (!closed && smacs_run_checks_open(run) > 0);
    if (!waiting && !closed && status == SMACS_OK) {
        status = waits_for_statements(run, &waiting);
    }
    return status != SMACS_OK || waiting ? status : leave_references(run);
}

/* Whether any call is waited for before the end: those that ask back only if they could still change it. */
static smacs_status waits_for_end(smacs_run *run, bool closed, bool *waits) {
    uint32_t member = UINT32_MAX;
    const uint32_t all = smacs_run_in_flight(run, SMACS_ANY_ROLE), states = smacs_run_in_flight(run, SMACS_ROLE_STATE);
    *waits = all > 0;
    if (all == 0 || all > states || (!closed && smacs_run_aggregates_left(run, &member) > 0)) {
        return SMACS_OK;
    }
    return smacs_run_statements_matter(run, waits);
}

static smacs_status advance_aggregates(smacs_run *run) {
    smacs_status status = smacs_run_ask_back(run, true);
    bool closed = run->merged_all || run->halted;
    if (!run->halted && status == SMACS_OK) {
        status = send_references(run, 0);
    }
    if (!closed && smacs_run_lead_is_safe(run, SMACS_ROLE_AGGREGATE)) {
        closed = true;
        if (status == SMACS_OK && (smacs_run_in_flight(run, SMACS_ROLE_AGGREGATE) > 0 ||
                                   count_whole(run, SMACS_ROLE_AGGREGATE) < run->view.subset_count)) {
            status = stop_early(run, SMACS_ROLE_AGGREGATE);
        }
    }
    if (!closed && status == SMACS_OK) {
        status = send_aggregates(run);
    }
    bool waiting = false;
    if (status == SMACS_OK) {
        status = waits_for_end(run, closed, &waiting);
    }
    return status != SMACS_OK || waiting ? status : finish(run);
}

static smacs_status advance(smacs_run *run) {
    smacs_status status = smacs_run_group_answers(run);
    if (run->view.phase == SMACS_PHASE_REFERENCES && status == SMACS_OK) {
        status = advance_references(run);
    }
    if (run->view.phase == SMACS_PHASE_AGGREGATES && status == SMACS_OK) {
        status = advance_aggregates(run);
    }
    return status;
}

/* ---- events ---- */

/* Failures that the same call to the same model would meet again. */
static bool is_for_good(smacs_text failure) {
    return smacs_text_is(failure, "credit") || smacs_text_is(failure, "auth") ||
           smacs_text_is(failure, "unknown-model") || smacs_text_is(failure, "bad-request");
}

static smacs_status settle(smacs_run *run, const smacs_event *event) {
    const bool flew = run->calls[event->call].state == SMACS_CALL_IN_FLIGHT;
    const smacs_status status = smacs_run_settle(run, event);
    const smacs_call *call = &run->calls[event->call];
    if (flew && call->role == SMACS_ROLE_AGGREGATE && call->state == SMACS_CALL_FAILED) {
        run->aggregator_failed[call->member] = true;
        return status == SMACS_OK && is_for_good(call->failure)
                   ? smacs_run_cancel_calls(run, SMACS_ROLE_AGGREGATE, call->member, SMACS_CANCEL_REFUSED)
                   : status;
    }
    return status;
}

static smacs_status merge_now(smacs_run *run, smacs_cancel_why why) {
    if (run->view.phase == SMACS_PHASE_AGGREGATES) {
        run->merged_all = true;
    } else if (run->view.phase == SMACS_PHASE_REFERENCES) {
        run->merged = true;
    } else {
        return SMACS_OK;
    }
    const bool candidates = run->view.phase == SMACS_PHASE_AGGREGATES;
    const smacs_role roles[] = {candidates ? SMACS_ROLE_AGGREGATE : SMACS_ROLE_REFERENCE, SMACS_ROLE_STATE,
                                SMACS_ROLE_JUDGE};
    smacs_status status = SMACS_OK;
    for (size_t i = 0; i < sizeof roles / sizeof *roles && status == SMACS_OK; i++) {
        status = smacs_run_cancel_calls(run, (int)roles[i], UINT32_MAX, why);
    }
    return status;
}

static smacs_status stop(smacs_run *run) {
    if (run->view.phase == SMACS_PHASE_DONE) {
        return SMACS_OK;
    }
    run->halted = true;
    return smacs_run_cancel_calls(run, SMACS_ANY_ROLE, UINT32_MAX, SMACS_CANCEL_STOP);
}

/* After the end, too: then the run decides anew without it, and asks nobody. */
static smacs_status drop(smacs_run *run, uint32_t member) {
    if (run->view.phase == SMACS_PHASE_DONE) {
        run->view.phase = SMACS_PHASE_AGGREGATES;
        run->merged_all = true;
    }
    run->dropped[member] = true;
    run->ungrouped = true;
    run->aggregator_failed[member] = true;
    return smacs_run_cancel_calls(run, SMACS_ANY_ROLE, member, SMACS_CANCEL_DROP);
}

/* Asks a member once more, or for the first time. What it said before stays in the calls. */
static void ask_again(smacs_run *run, uint32_t member) {
    panel_state *state = &run->states[member];
    bool there = false;
    if (state->call != UINT32_MAX && run->calls[state->call].state == SMACS_CALL_IN_FLIGHT) {
        return;
    }
    for (uint32_t i = 0; i < run->view.panel_count; i++) {
        there = there || run->panel[i] == member;
    }
    if (!there) {
        run->panel[run->view.panel_count++] = member;
        run->view.calls_planned++;
    }
    *state = (panel_state){.call = state->call, .asked_again = 1, .by_user = 1};
    run->dropped[member] = false;
    run->ungrouped = true;
    if (run->view.phase == SMACS_PHASE_DONE) {
        run->view.phase = SMACS_PHASE_REFERENCES;
        run->halted = false;
        run->merged = false;
        run->merged_all = run->view.subset_count > 0; /* what has been aggregated stands */
    }
}

static smacs_status tick(smacs_run *run, uint64_t now_ms) {
    const uint64_t deadline = run->request.config.deadline_ms;
    return run->view.phase == SMACS_PHASE_REFERENCES && deadline > 0 && now_ms >= deadline && !run->merged
               ? merge_now(run, SMACS_CANCEL_DEADLINE)
               : SMACS_OK;
}

static smacs_status apply(smacs_run *run, const smacs_event *event) {
    switch (event->kind) {
    case SMACS_EVENT_BEGIN:
        run->view.phase = SMACS_PHASE_REFERENCES;
        return SMACS_OK;
    case SMACS_EVENT_COMPLETED:
    case SMACS_EVENT_FAILED:
        return settle(run, event);
    case SMACS_EVENT_DELTA:
        return smacs_run_take_delta(run, event);
    case SMACS_EVENT_TICK:
        return tick(run, event->now_ms);
    case SMACS_EVENT_STOP:
        return stop(run);
    case SMACS_EVENT_MERGE_NOW:
        return merge_now(run, SMACS_CANCEL_MERGE_NOW);
    case SMACS_EVENT_DROP:
        return drop(run, event->member);
    case SMACS_EVENT_CHECKED:
        return smacs_run_take_checked(run, event);
    case SMACS_EVENT_LATE:
        run->calls[event->call].overdue = run->calls[event->call].late_ms > 0;
        return SMACS_OK;
    case SMACS_EVENT_ASK:
    default:
        ask_again(run, event->member);
        return SMACS_OK;
    }
}

static smacs_status check(const smacs_run *run, const smacs_event *event, smacs_error *error) {
    const bool about_call = event->kind == SMACS_EVENT_COMPLETED || event->kind == SMACS_EVENT_FAILED ||
                            event->kind == SMACS_EVENT_DELTA || event->kind == SMACS_EVENT_LATE;
    const bool about_member = event->kind == SMACS_EVENT_DROP || event->kind == SMACS_EVENT_ASK;
    if (event->kind > SMACS_EVENT_LATE) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "a run has no such event");
    }
    if ((event->kind == SMACS_EVENT_BEGIN) != (run->view.phase == SMACS_PHASE_NEW)) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "a run begins once, and with nothing else");
    }
    if (about_call && event->call >= run->view.call_count) {
        return smacs_fail_plain(error, SMACS_E_NOT_FOUND, "the run has sent no call of this number");
    }
    if (event->kind == SMACS_EVENT_CHECKED && event->call >= run->view.check_count) {
        return smacs_fail_plain(error, SMACS_E_NOT_FOUND, "the run has asked for no check of this number");
    }
    return about_member && event->member >= run->request.pool_count
               ? smacs_fail_plain(error, SMACS_E_NOT_FOUND, "the pool has no such member")
               : SMACS_OK;
}

smacs_status smacs_run_feed(smacs_run *run, const smacs_event *event, const smacs_action **actions, uint32_t *count,
                            smacs_error *error) {
    if (!run || !event || (actions && !count)) {
        return smacs_fail_null(error);
    }
    smacs_status status = check(run, event, error);
    if (status != SMACS_OK) {
        return status;
    }
    run->action_count = 0;
    status = apply(run, event);
    if (status == SMACS_OK) {
        status = advance(run);
    }
    if (status == SMACS_OK && event->kind != SMACS_EVENT_DELTA) {
        status = smacs_run_count_camps(run);
    }
    smacs_run_count_usage(run);
    if (status != SMACS_OK) {
        return smacs_fail_memory(error);
    }
    if (actions) {
        *actions = run->actions;
        *count = run->action_count;
    }
    return SMACS_OK;
}
