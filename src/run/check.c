/* Checks: what of the question and its answers is run, and what follows from what came out. The host runs; it tells
 * outputs, and they are compared here with the values that the request expects. */
#include "base/text.h"
#include "posterior/checked.h"
#include "run/run.h"
#include <math.h>
#include <string.h>

/* Examples that one answer must pass to be kept without asking for another. */
enum { PASSES_ENOUGH = 3 };

static const smacs_run_plan *plan_of(const smacs_run *run) { return &run->request.checks; }

bool smacs_run_checks(const smacs_run *run) {
    const smacs_run_mode settled = run->view.settled;
    return plan_of(run)->wanted && (settled == SMACS_RUN_AUTO || settled == SMACS_RUN_SELECT);
}

bool smacs_run_checks_programs(const smacs_run *run) {
    return smacs_run_checks(run) && plan_of(run)->kind != SMACS_CHECK_OUTPUT;
}

static bool knows_output(const smacs_run *run) { return run->output.kind != SMACS_ANSWER_NONE; }

/* ---- asking ---- */

static smacs_status ask(smacs_run *run, uint32_t call) {
    const uint32_t number = run->view.check_count;
    if (!smacs_mem_reserve(&run->a, &run->checks, &run->check_capacity, (size_t)number + 1, sizeof *run->checks) ||
        !smacs_run_act(run, SMACS_ACTION_CHECK, number)) {
        return SMACS_E_MEMORY;
    }
    run->checks[number] = (smacs_run_check){.call = call};
    run->view.check_count++;
    return SMACS_OK;
}

static const smacs_run_check *check_of(const smacs_run *run, uint32_t call) {
    for (uint32_t i = 0; i < run->view.check_count; i++) {
        if (run->checks[i].call == call) {
            return &run->checks[i];
        }
    }
    return NULL;
}

smacs_status smacs_run_ask_checks(smacs_run *run) {
    smacs_status status = SMACS_OK;
    if (!smacs_run_checks(run)) {
        return SMACS_OK;
    }
    if (plan_of(run)->kind == SMACS_CHECK_OUTPUT) {
        return run->view.check_count == 0 ? ask(run, UINT32_MAX) : SMACS_OK;
    }
    for (uint32_t i = 0; i < run->view.call_count && status == SMACS_OK; i++) {
        if (run->calls[i].role == SMACS_ROLE_REFERENCE && smacs_run_whole(run, i) && !check_of(run, i)) {
            status = ask(run, i);
        }
    }
    return status;
}

uint32_t smacs_run_checks_open(const smacs_run *run) {
    uint32_t open = 0;
    for (uint32_t i = 0; i < run->view.check_count && smacs_run_checks(run); i++) {
        open += !run->checks[i].done;
    }
    return open;
}

/* ---- what came out ---- */

static bool expects_value(const smacs_run *run, uint32_t input) {
    return input < plan_of(run)->expect_count && plan_of(run)->expects[input].data;
}

/* Whether an input says nothing of its program: the sandbox cannot run it as it is meant. A program that does not end has
 * failed an example; of other inputs nobody knows how long they may take. */
static bool says_nothing(const smacs_run *run, const smacs_check_result *result) {
    return result->outcome == SMACS_OUTCOME_REFUSED ||
           (result->outcome == SMACS_OUTCOME_TIMEOUT && !expects_value(run, result->input));
}

static bool is_unknown(const smacs_run_check *check, uint32_t input) { return (check->unknown >> input & 1) != 0; }

/* Keeps the outputs, by their inputs. Errors: MEMORY. */
static smacs_status keep_results(smacs_run *run, smacs_run_check *check, const smacs_event *event) {
    uint32_t inputs = 0;
    for (uint32_t i = 0; i < event->result_count; i++) {
        const uint32_t input = event->results[i].input;
        inputs =
            event->results[i].program == 0 && input >= inputs && input < SMACS_CHECK_INPUTS_MAX ? input + 1 : inputs;
    }
    smacs_text *outputs = smacs_arena_zeroed(&run->a, &run->arena, inputs, sizeof *outputs);
    if (!outputs) {
        return SMACS_E_MEMORY;
    }
    check->outputs = outputs;
    check->inputs = inputs;
    for (uint32_t i = 0; i < event->result_count; i++) {
        const smacs_check_result *result = &event->results[i];
        if (result->program != 0 || result->input >= inputs) {
            continue;
        }
        check->unknown |= (uint64_t)says_nothing(run, result) << result->input;
        if (result->outcome == SMACS_OUTCOME_VALUE &&
            !smacs_arena_text(&run->a, &run->arena, result->out, &outputs[result->input])) {
            return SMACS_E_MEMORY;
        }
    }
    return SMACS_OK;
}

static void count_passes(const smacs_run *run, smacs_run_check *check) {
    for (uint32_t i = 0; i < plan_of(run)->expect_count && check->inputs > 0; i++) {
        if (expects_value(run, i) && !is_unknown(check, i)) {
            const bool passes = i < check->inputs && check->outputs[i].data &&
                                smacs_check_same(plan_of(run)->expects[i], check->outputs[i], plan_of(run)->within);
            check->passed += passes;
            check->failed += !passes;
        }
    }
}

/* Whether two programs gave equal values wherever both gave one, and failed where the other did. What is unknown of one is
 * not compared, but something must be; and one that fails an example is not like one that fails none. */
static bool behave_alike(const smacs_run *run, const smacs_run_check *x, const smacs_run_check *y) {
    bool alike = x->inputs == y->inputs && (x->failed > 0) == (y->failed > 0), compared = false;
    for (uint32_t i = 0; i < x->inputs && alike; i++) {
        const smacs_text a = x->outputs[i], b = y->outputs[i];
        if (!is_unknown(x, i) && !is_unknown(y, i)) {
            alike = (!a.data && !b.data) || (a.data && b.data && smacs_check_same(a, b, plan_of(run)->within));
            compared = compared || a.data;
        }
    }
    return alike && compared;
}

/* The first value that a program gave; absent: none. */
static smacs_text first_output(const smacs_run_check *check) {
    for (uint32_t i = 0; i < check->inputs; i++) {
        if (check->outputs[i].data) {
            return check->outputs[i];
        }
    }
    return (smacs_text){NULL, 0};
}

/* A program's behaviour is its final answer: its key is the number of the first check that behaves alike. */
static smacs_status take_behaviour(smacs_run *run, const smacs_run_check *check) {
    smacs_call *call = &run->calls[check->call];
    char digits[SMACS_DIGITS_MAX];
    const smacs_text found = first_output(check);
    smacs_bytes key = {0};
    uint32_t first = 0;
    if (!found.data) {
        return SMACS_OK;
    }
    while (&run->checks[first] != check && !behave_alike(run, &run->checks[first], check)) {
        first++;
    }
    smacs_bytes_append(&run->a, &key, digits, smacs_text_digits(first, 10, 1, digits));
    if (key.failed) {
        return SMACS_E_MEMORY;
    }
    smacs_answer_free(&run->a, &call->answer);
    call->answer = (smacs_answer){
        .kind = SMACS_ANSWER_LITERAL, .found = found, .key = {key.data, key.size}, .how = SMACS_HOW_GIVEN};
    run->ungrouped = true;
    return smacs_run_keep_spelling(run, call);
}

smacs_status smacs_run_take_checked(smacs_run *run, const smacs_event *event) {
    smacs_run_check *check = &run->checks[event->call];
    if (check->done) {
        return SMACS_OK; /* told twice: the first word stands */
    }
    check->done = true;
    const smacs_status status = keep_results(run, check, event);
    if (status != SMACS_OK || check->inputs == 0) {
        return status;
    }
    if (check->call == UINT32_MAX) {
        const smacs_text out = smacs_text_trimmed(check->outputs[0]);
        run->view.output = out.size > 0 ? out : (smacs_text){NULL, 0};
        return smacs_answer_of(&run->a, run->view.output, run->form, &run->output, NULL);
    }
    count_passes(run, check);
    return take_behaviour(run, check);
}

/* ---- what follows ---- */

smacs_checked smacs_run_checked(const smacs_run *run, uint32_t call) {
    const smacs_run_check *check = smacs_run_checks_programs(run) ? check_of(run, call) : NULL;
    if (!smacs_run_checks(run)) {
        return SMACS_CHECKED_NOT;
    }
    if (!smacs_run_checks_programs(run)) {
        const smacs_answer *answer = &run->calls[call].answer;
        const bool known = knows_output(run) && answer->kind != SMACS_ANSWER_NONE;
        return !known                                    ? SMACS_CHECKED_NOT
               : smacs_answer_same(answer, &run->output) ? SMACS_CHECKED_PASSED
                                                         : SMACS_CHECKED_FAILED;
    }
    if (!check || check->passed + check->failed == 0) {
        return SMACS_CHECKED_NOT;
    }
    return check->failed == 0 ? SMACS_CHECKED_PASSED : SMACS_CHECKED_FAILED;
}

/* How well an answer does: by the examples that it passes, first if it fails none; with OUTPUT whether it states that. */
static uint32_t merit(const smacs_run *run, uint32_t call) {
    const smacs_run_check *check = smacs_run_checks_programs(run) ? check_of(run, call) : NULL;
    const bool passed = smacs_run_checked(run, call) == SMACS_CHECKED_PASSED;
    return check ? check->passed + (passed ? SMACS_CHECK_INPUTS_MAX : 0) : passed;
}

/* Whether a call is a whole reference that passes all there is. */
static bool is_passing(const smacs_run *run, uint32_t call) {
    return run->calls[call].role == SMACS_ROLE_REFERENCE && smacs_run_whole(run, call) &&
           smacs_run_checked(run, call) == SMACS_CHECKED_PASSED;
}

static uint32_t count_passing(const smacs_run *run) {
    uint32_t passing = 0;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        passing += is_passing(run, i);
    }
    return passing;
}

/* Passing references that are needed: few examples let wrong programs pass, so two must behave alike. */
static uint32_t needed(uint32_t examples) { return examples >= PASSES_ENOUGH ? 1 : 2; }

static uint32_t count_examples(const smacs_run *run) {
    uint32_t examples = 0;
    for (uint32_t i = 0; i < plan_of(run)->expect_count; i++) {
        examples += expects_value(run, i);
    }
    return examples;
}

/* Passing references that behave as call `call` does. */
static uint32_t count_alike(const smacs_run *run, uint32_t call) {
    uint32_t alike = 0;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        alike += is_passing(run, i) && run->calls[i].answer_group == run->calls[call].answer_group;
    }
    return alike;
}

/* References that fail an example. */
static uint32_t count_failing(const smacs_run *run) {
    uint32_t failing = 0;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        failing += run->calls[i].role == SMACS_ROLE_REFERENCE && smacs_run_checked(run, i) == SMACS_CHECKED_FAILED;
    }
    return failing;
}

/* Whether a call passes as many examples, or behaves like so many that pass, that no further answer is needed. */
static bool passes_enough(const smacs_run *run, uint32_t call) {
    const smacs_run_check *check = check_of(run, call);
    return is_passing(run, call) && count_alike(run, call) >= needed(check ? check->passed : 0);
}

bool smacs_run_is_settled(const smacs_run *run) {
    if (!smacs_run_checks(run)) {
        return false;
    }
    if (!smacs_run_checks_programs(run)) {
        for (uint32_t i = 0; i < run->view.call_count && knows_output(run); i++) {
            if (run->calls[i].role == SMACS_ROLE_REFERENCE && run->calls[i].state != SMACS_CALL_IN_FLIGHT) {
                return true; /* the program itself says more than further answers could */
            }
        }
        return false;
    }
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        if (passes_enough(run, i)) {
            return true;
        }
    }
    return false;
}

uint32_t smacs_run_check_wave(const smacs_run *run, uint32_t wave) {
    const bool programs = smacs_run_checks_programs(run);
    if (!smacs_run_checks(run) || plan_of(run)->kind == SMACS_CHECK_BEHAVIOUR) {
        return wave;
    }
    const uint32_t passing = count_passing(run), least = programs ? needed(count_examples(run)) : 1;
    const uint32_t checking = smacs_run_checks_open(run), asked = run->view.call_count > 0;
    const uint32_t open = smacs_run_in_flight(run, SMACS_ROLE_REFERENCE) + (programs || asked ? checking : 0);
    const uint32_t most = least > passing ? least - passing : 1;
    const uint32_t room = most > open ? most - open : 0;
    const bool unknown = !programs && smacs_run_checks_open(run) == 0 && !knows_output(run);
    return unknown || room > wave ? wave : room;
}

bool smacs_run_votes_may_stop(const smacs_run *run) {
    return !smacs_run_checks(run) || plan_of(run)->kind == SMACS_CHECK_BEHAVIOUR ||
           (plan_of(run)->kind == SMACS_CHECK_OUTPUT && smacs_run_checks_open(run) == 0 && !knows_output(run));
}

void smacs_run_drop_failing(const smacs_run *run, uint32_t *candidates, uint32_t *count) {
    uint32_t most = 0, left = 0;
    for (uint32_t j = 0; j < *count && smacs_run_checks(run); j++) {
        const uint32_t has = merit(run, candidates[j]);
        most = has > most ? has : most;
    }
    for (uint32_t j = 0; j < *count && most > 0; j++) {
        if (merit(run, candidates[j]) == most) {
            candidates[left++] = candidates[j];
        }
    }
    *count = most > 0 ? left : *count;
    const bool settled = smacs_run_checks_programs(run) && smacs_run_is_settled(run);
    for (uint32_t j = left = 0; j < *count && settled; j++) {
        if (passes_enough(run, candidates[j])) {
            candidates[left++] = candidates[j];
        }
    }
    *count = left > 0 ? left : *count;
}

bool smacs_run_keeps_output(const smacs_run *run) {
    return smacs_run_checks(run) && knows_output(run) && count_passing(run) == 0;
}

bool smacs_run_checked_certainty(const smacs_run *run, smacs_certainty *out) {
    const uint32_t kept = run->view.kept;
    const bool own = run->view.kept_output, programs = smacs_run_checks_programs(run);
    const smacs_run_check *check = programs && kept != UINT32_MAX ? check_of(run, kept) : NULL;
    *out = (smacs_certainty){NAN, SMACS_CERTAINTY_KNOWN};
    if (own || (!programs && kept != UINT32_MAX && smacs_run_checked(run, kept) == SMACS_CHECKED_PASSED)) {
        out->p = smacs_checked_output();
    } else if (check && check->passed + check->failed > 0) {
        out->p = smacs_checked_examples(check->failed == 0, count_alike(run, kept), count_failing(run));
    }
    return out->p >= 0.0;
}
