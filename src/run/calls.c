/* Calls: what leaves, what it may cost at most, and what came of it. */
#include "answer/thoughts.h"
#include "base/text.h"
#include "run/run.h"
#include <math.h>
#include <string.h>

bool smacs_run_act(smacs_run *run, smacs_action_kind kind, uint32_t call) {
    if (!smacs_mem_reserve(&run->a, &run->actions, &run->action_capacity, (size_t)run->action_count + 1,
                           sizeof *run->actions)) {
        return false;
    }
    run->actions[run->action_count++] = (smacs_action){kind, call};
    return true;
}

/* ---- usage ---- */

/* Tokens of a text, when nobody says: some four bytes each in English, fewer in code and other scripts. The reservation
 * of a budget takes the cautious number, the estimate the usual one. */
static uint64_t tokens_at_most(uint64_t bytes) { return bytes / 2 + 16; }
static uint64_t tokens_usually(uint64_t bytes) { return (bytes + 3) / 4; }

static uint64_t prompt_bytes(const smacs_call *call) {
    uint64_t bytes = 0;
    for (uint32_t i = 0; i < call->message_count; i++) {
        bytes += call->messages[i].content.size + 8;
    }
    return bytes;
}

static double cost_of(const smacs_member *member, uint64_t input, uint64_t output) {
    return ((double)input * member->price_input + (double)output * member->price_output) / 1e6;
}

static void complete_usage(const smacs_run *run, smacs_call *call, const smacs_usage *given) {
    smacs_usage *usage = &call->usage;
    *usage = *given;
    if (usage->basis == SMACS_BASIS_UNKNOWN) {
        usage->input = tokens_usually(prompt_bytes(call));
        usage->output = tokens_usually(call->text.size);
        usage->basis = SMACS_BASIS_ESTIMATED;
    }
    if (usage->cost_basis == SMACS_BASIS_UNKNOWN || !(usage->cost >= 0.0)) {
        usage->cost = call->served.data ? NAN : cost_of(&run->request.pool[call->member], usage->input, usage->output);
        const smacs_basis priced = usage->basis == SMACS_BASIS_ACTUAL ? SMACS_BASIS_LISTED : usage->basis;
        usage->cost_basis = isnan(usage->cost) ? SMACS_BASIS_UNKNOWN : priced;
    }
}

/* What a call takes of the budget: its usage, or the most that it may come to. A call that was given up may have been
 * billed all the same, so it keeps its reservation until its end is told. */
static void add_claim(const smacs_run *run, const smacs_call *call, smacs_usage *sum) {
    const smacs_member *member = &run->request.pool[call->member];
    const bool open = call->usage.basis == SMACS_BASIS_UNKNOWN;
    const uint64_t output = open ? call->max_tokens : call->usage.output;
    sum->output += output;
    sum->cost += open ? cost_of(member, tokens_at_most(prompt_bytes(call)), output) : call->usage.cost;
}

/* Adds `count` calls to a member that have yet to leave. One of unknown price never does where cost is limited. */
static void add_planned(const smacs_run *run, uint32_t member, uint64_t bytes, uint32_t count, smacs_usage *sum) {
    const uint64_t output = run->request.config.max_tokens;
    const double cost = cost_of(&run->request.pool[member], tokens_at_most(bytes), output);
    sum->output += count * output;
    sum->cost += isnan(cost) ? 0.0 : count * cost;
}

/* What the references and aggregates that are still planned may take; returns how many they are. `about` is a reference
 * that was sent: all have the same prompt. */
static uint32_t add_plans(const smacs_run *run, const smacs_call *about, smacs_usage *sum) {
    const smacs_run_config *c = &run->request.config;
    const uint64_t bytes = prompt_bytes(about);
    uint32_t references = 0, aggregator = UINT32_MAX;
    for (uint32_t i = 0; i < run->view.panel_count && run->view.phase == SMACS_PHASE_REFERENCES; i++) {
        const uint32_t member = run->panel[i];
        if (smacs_run_is_wanted(run, member)) {
            add_planned(run, member, bytes, 1, sum);
            references++;
        }
    }
    const uint32_t aggregates = smacs_run_aggregates_left(run, &aggregator);
    if (aggregates > 0) {
        const smacs_text own = run->request.prompt;
        const uint64_t shown = (uint64_t)run->view.panel_count * ((uint64_t)c->reference_bytes + 128);
        add_planned(run, aggregator, bytes + shown + (own.size > 0 ? own.size : 1024), aggregates, sum);
    }
    return references + aggregates;
}

static bool budget_allows(const smacs_run *run, const smacs_call *next) {
    const smacs_budget *b = &run->request.config.budget;
    smacs_usage claim = {0};
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        add_claim(run, &run->calls[i], &claim);
    }
    add_claim(run, next, &claim);
    uint32_t planned = next->role == SMACS_ROLE_STATE ? add_plans(run, &run->calls[next->of], &claim) : 0;
    if (next->order == 0) { /* the other order is as long, and one without the other is of no use */
        add_claim(run, next, &claim);
        planned++;
    }
    return (b->calls == 0 || (uint64_t)run->view.call_count + planned < b->calls) &&
           (b->output_tokens == 0 || claim.output <= b->output_tokens) && (isnan(b->cost) || claim.cost <= b->cost);
}

/* Of two ways to know an amount, the less certain one. */
static smacs_basis weaker(smacs_basis a, smacs_basis b) {
    const smacs_basis least = a < b ? a : b, other = a < b ? b : a;
    return least == SMACS_BASIS_ACTUAL ? other : least;
}

static void add_usage(smacs_usage *sum, const smacs_usage *usage) {
    sum->input += usage->input;
    sum->output += usage->output;
    sum->cost += usage->cost;
    sum->basis = weaker(usage->basis, sum->basis);
    sum->cost_basis = weaker(usage->cost_basis, sum->cost_basis);
}

void smacs_run_count_usage(smacs_run *run) {
    smacs_run_view *v = &run->view;
    v->spent = v->asked_back_spent = (smacs_usage){.basis = SMACS_BASIS_ACTUAL, .cost_basis = SMACS_BASIS_ACTUAL};
    v->referee.spent = v->spent;
    v->asked_back = v->referee.calls = 0;
    for (uint32_t i = 0; i < v->call_count; i++) {
        add_usage(&v->spent, &run->calls[i].usage);
        if (run->calls[i].role == SMACS_ROLE_STATE) {
            add_usage(&v->asked_back_spent, &run->calls[i].usage);
            v->asked_back++;
        } else if (run->calls[i].role == SMACS_ROLE_JUDGE) {
            add_usage(&v->referee.spent, &run->calls[i].usage);
            v->referee.calls++;
        }
    }
    v->calls_made = v->call_count - v->asked_back - v->referee.calls;
}

/* ---- leaving ---- */

/* A statement is a few words, or a short sentence. */
enum { STATE_TOKENS = 64 };

static smacs_call call_for(const smacs_run *run, uint32_t member, smacs_role role, uint32_t about) {
    const smacs_run_config *c = &run->request.config;
    const bool states = role == SMACS_ROLE_STATE, judges = role == SMACS_ROLE_JUDGE;
    const double own = run->request.pool[member].temperature;
    const double temperature = role != SMACS_ROLE_REFERENCE ? c->merge_temperature : isnan(own) ? c->temperature : own;
    return (smacs_call){.member = member,
                        .role = role,
                        .subset = role == SMACS_ROLE_AGGREGATE ? about : UINT32_MAX,
                        .of = states ? about : UINT32_MAX,
                        .order = judges ? about : UINT32_MAX,
                        .answer_group = SMACS_NO_ANSWER,
                        .mean_logprob = NAN,
                        .temperature = states || judges ? 0.0 : temperature,
                        .max_tokens = states && c->max_tokens > STATE_TOKENS ? STATE_TOKENS : c->max_tokens,
                        .logprobs = !states && !judges && run->request.pool[member].logprobs,
                        .late_ms = role == SMACS_ROLE_REFERENCE && run->view.pace == SMACS_PACE_FAST ? c->late_ms : 0,
                        .usage = {.cost = NAN}};
}

static smacs_status write_messages(smacs_run *run, smacs_call *call) {
    switch (call->role) {
    case SMACS_ROLE_REFERENCE:
        return smacs_run_write_reference(run, call);
    case SMACS_ROLE_STATE:
        return smacs_run_write_state(run, call);
    case SMACS_ROLE_JUDGE:
        return smacs_run_write_judge(run, call);
    case SMACS_ROLE_AGGREGATE:
    default:
        return smacs_run_write_aggregate(run, call);
    }
}

static bool reserve_call(smacs_run *run) {
    const size_t calls = (size_t)run->view.call_count + 1;
    return smacs_mem_reserve(&run->a, &run->calls, &run->call_capacity, calls, sizeof *run->calls) &&
           smacs_mem_reserve(&run->a, &run->partial, &run->partial_capacity, calls, sizeof *run->partial) &&
           smacs_mem_reserve(&run->a, &run->spellings, &run->spelling_capacity, calls, sizeof *run->spellings) &&
           smacs_mem_reserve(&run->a, &run->unstated, &run->unstated_capacity, calls, sizeof *run->unstated) &&
           smacs_run_make_room_for_voters(run);
}

bool smacs_run_has_room(const smacs_run *run) {
    const uint32_t parallel = run->request.config.parallel;
    return parallel == 0 || smacs_run_in_flight(run, SMACS_ANY_ROLE) < parallel;
}

smacs_status smacs_run_send(smacs_run *run, uint32_t member, smacs_role role, uint32_t about, bool *sent) {
    const uint32_t number = run->view.call_count;
    *sent = false;
    smacs_call call = call_for(run, member, role, about);
    const smacs_status written = write_messages(run, &call);
    if (written != SMACS_OK) {
        return written;
    }
    if (!budget_allows(run, &call)) {
        return SMACS_OK;
    }
    if (!reserve_call(run) || !smacs_run_act(run, SMACS_ACTION_CALL, number)) {
        return SMACS_E_MEMORY;
    }
    run->partial[number] = (smacs_bytes){0};
    run->spellings[number] = SMACS_NO_ANSWER;
    run->unstated[number] = false;
    run->calls[number] = call;
    run->view.call_count++;
    *sent = true;
    return SMACS_OK;
}

/* ---- ending ---- */

smacs_status smacs_run_keep_spelling(smacs_run *run, const smacs_call *call) {
    smacs_bytes claim = {0};
    smacs_run_write_claim(&run->a, call->answer.found, call->answer.kind, &claim);
    const smacs_status status =
        claim.failed ? SMACS_E_MEMORY
                     : smacs_names_intern(&run->a, &run->spelt, (smacs_text){claim.data ? claim.data : "", claim.size},
                                          &run->spellings[call - run->calls]);
    smacs_bytes_free(&run->a, &claim);
    return status;
}

/* Keeps a visible text with all that is derived from it. */
static smacs_status keep_text(smacs_run *run, smacs_call *call, smacs_text text) {
    smacs_answer_free(&run->a, &call->answer); /* of a part that was kept before */
    call->answer_group = SMACS_NO_ANSWER;
    run->ungrouped = true;
    if (!smacs_arena_text(&run->a, &run->arena, text, &call->text)) {
        return SMACS_E_MEMORY;
    }
    if (!smacs_run_is_answer(call)) {
        return SMACS_OK;
    }
    call->vector = smacs_arena_zeroed(&run->a, &run->arena, run->dim, 1);
    smacs_status status = call->vector ? SMACS_OK : SMACS_E_MEMORY;
    if (status == SMACS_OK) {
        status = smacs_embed(run->embedder, call->text, call->vector, NULL);
    }
    if (status == SMACS_OK) {
        status = smacs_answer_extract(&run->a, call->text, run->form, &call->answer, NULL);
    }
    if (status == SMACS_OK && call->answer.kind != SMACS_ANSWER_NONE) {
        status = smacs_run_keep_spelling(run, call);
    }
    return status;
}

smacs_status smacs_run_cancel(smacs_run *run, uint32_t number, smacs_cancel_why why) {
    smacs_call *call = &run->calls[number];
    if (call->state != SMACS_CALL_IN_FLIGHT) {
        return SMACS_OK;
    }
    const smacs_text pieces = smacs_text_visible((smacs_text){run->partial[number].data, run->partial[number].size});
    call->state = SMACS_CALL_CANCELLED;
    call->why = why;
    call->cut = pieces.size > 0;
    const smacs_status status = call->cut ? keep_text(run, call, pieces) : SMACS_OK;
    if (status != SMACS_OK) {
        return status;
    }
    return smacs_run_act(run, SMACS_ACTION_CANCEL, number) ? SMACS_OK : SMACS_E_MEMORY;
}

static bool has_role(const smacs_call *call, int role) { return role == SMACS_ANY_ROLE || (int)call->role == role; }

smacs_status smacs_run_cancel_calls(smacs_run *run, int role, uint32_t member, smacs_cancel_why why) {
    smacs_status status = SMACS_OK;
    for (uint32_t i = 0; i < run->view.call_count && status == SMACS_OK; i++) {
        const smacs_call *call = &run->calls[i];
        if (has_role(call, role) && (member == UINT32_MAX || call->member == member)) {
            status = smacs_run_cancel(run, i, why);
        }
    }
    return status;
}

/* Whether a call that brought this visible text has failed, and of what. */
static bool fails(const smacs_event *event, smacs_text text, smacs_text *failure) {
    *failure = event->kind == SMACS_EVENT_FAILED ? event->failure : (smacs_text){"empty", 5};
    if (event->kind == SMACS_EVENT_FAILED && !failure->data) {
        *failure = (smacs_text){"network", 7};
    }
    return event->kind == SMACS_EVENT_FAILED || text.size == 0;
}

smacs_status smacs_run_settle(smacs_run *run, const smacs_event *event) {
    smacs_call *call = &run->calls[event->call];
    const smacs_bytes *pieces = &run->partial[event->call];
    if (call->state == SMACS_CALL_DONE || call->state == SMACS_CALL_FAILED || call->late) {
        return SMACS_OK; /* told twice: the first word stands */
    }
    const smacs_text told = event->text.size > 0 ? event->text : (smacs_text){pieces->data, pieces->size};
    const smacs_text text = smacs_text_visible(told);
    smacs_text failure;
    const bool failed = fails(event, text, &failure);
    call->late = call->state == SMACS_CALL_CANCELLED;
    call->cut = failed || (event->finish.size > 0 && !smacs_text_is(event->finish, "stop"));
    call->ms = event->ms;
    call->mean_logprob = event->mean_logprob <= 0.0 && isfinite(event->mean_logprob) ? event->mean_logprob : NAN;
    if (!call->late) {
        call->state = failed ? SMACS_CALL_FAILED : SMACS_CALL_DONE;
    }
    smacs_status status = SMACS_OK;
    if (!smacs_arena_text(&run->a, &run->arena, event->finish, &call->finish) ||
        (failed && !smacs_arena_text(&run->a, &run->arena, failure, &call->failure))) {
        status = SMACS_E_MEMORY;
    }
    if (status == SMACS_OK && text.size > 0) {
        status = keep_text(run, call, text);
    }
    if (status == SMACS_OK) {
        status = smacs_run_take_served(run, call, event);
    }
    complete_usage(run, call, &event->usage);
    return status == SMACS_OK && call->role == SMACS_ROLE_STATE ? smacs_run_take_statement(run, event->call) : status;
}

smacs_status smacs_run_take_delta(smacs_run *run, const smacs_event *event) {
    const smacs_call *call = &run->calls[event->call];
    smacs_bytes *pieces = &run->partial[event->call];
    if (call->state == SMACS_CALL_IN_FLIGHT && event->text.size > 0) {
        smacs_bytes_append(&run->a, pieces, event->text.data, event->text.size);
    }
    return pieces->failed ? SMACS_E_MEMORY : SMACS_OK;
}

/* ---- asking about calls ---- */

bool smacs_run_is_answer(const smacs_call *call) {
    return call->role == SMACS_ROLE_REFERENCE || call->role == SMACS_ROLE_AGGREGATE;
}

uint32_t smacs_run_in_flight(const smacs_run *run, int role) {
    uint32_t in_flight = 0;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        in_flight += has_role(&run->calls[i], role) && run->calls[i].state == SMACS_CALL_IN_FLIGHT;
    }
    return in_flight;
}

bool smacs_run_is_counted_on(const smacs_run *run, uint32_t number) {
    return run->calls[number].state == SMACS_CALL_IN_FLIGHT && !run->calls[number].overdue;
}

/* Whether the member of a reference has answered again since. */
static bool is_superseded(const smacs_run *run, uint32_t number) {
    for (uint32_t later = number + 1; later < run->view.call_count; later++) {
        const smacs_call *call = &run->calls[later];
        if (call->role == SMACS_ROLE_REFERENCE && call->member == run->calls[number].member &&
            call->state == SMACS_CALL_DONE) {
            return true;
        }
    }
    return false;
}

bool smacs_run_usable(const smacs_run *run, uint32_t number) {
    const smacs_call *call = &run->calls[number];
    return call->text.size > 0 &&
           (call->role != SMACS_ROLE_REFERENCE || (!run->dropped[call->member] && !is_superseded(run, number)));
}

bool smacs_run_arrived(const smacs_run *run, uint32_t number) {
    return run->calls[number].state == SMACS_CALL_DONE && smacs_run_usable(run, number);
}

bool smacs_run_whole(const smacs_run *run, uint32_t number) {
    return smacs_run_arrived(run, number) && !run->calls[number].cut;
}
