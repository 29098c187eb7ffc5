/* Asking back: where the final answer of a reference was not read, or by a form that is often misread, its model is
 * asked to state it. No reader of prose is complete, and the model that wrote a text knows best what it says.
 *
 * The call has the conversation with the reply, and few tokens. What comes back is held against the reply (belief.c).
 * It leaves at once, holds up nothing that is settled without it, and takes no part of the budget that is planned for
 * references and aggregates. Once two models say that the question has no short answer, nobody is asked any more. */
#include "answer/scan.h"
#include "base/text.h"
#include "run/run.h"
#include <string.h>

/* What a model says whose reply has no short answer, in lower case. A conspicuous word (NO-SHORT-ANSWER) is said by a
 * model of 1.5 billion parameters in half of the cases where there is an answer, this one in one of six. One of 0.5
 * billion always takes the way out, whatever it is called (tests/lab/README.md). */
#define NO_ANSWER "n/a"

static const char prompt[] = "State only your final answer, in as few words as possible. "
                             "If the question has no short final answer, reply: " NO_ANSWER;

const char *smacs_run_state_prompt(void) { return prompt; }

enum {
    OPEN_AT = 2,    /* models that say so, and more than those that give an answer for sure: the question is open */
    TRIED_MAX = 64, /* calls: a run of more waits for all statements, because each trial takes their square */
    CAMPS_MAX = 8   /* with more of them, all statements are waited for */
};

/* ---- who is asked ---- */

/* The call that asks a reference back; UINT32_MAX: none does. */
static uint32_t state_of(const smacs_run *run, uint32_t reference) {
    for (uint32_t i = reference + 1; i < run->view.call_count; i++) {
        if (run->calls[i].role == SMACS_ROLE_STATE && run->calls[i].of == reference) {
            return i;
        }
    }
    return UINT32_MAX;
}

/* Whether answers of this run are compared, and further calls may leave. */
static bool may_ask(const smacs_run *run) {
    const smacs_run_view *v = &run->view;
    const bool compares = v->settled != SMACS_RUN_ROUTE && v->mode != SMACS_RUN_PAPER && v->panel_count > 1;
    const bool goes_on = v->phase == SMACS_PHASE_REFERENCES || (v->phase == SMACS_PHASE_AGGREGATES && !run->merged_all);
    return run->request.config.state && compares && goes_on && !run->halted && !run->merged && !run->open &&
           !run->form.code && !run->form.open;
}

/* A text that is an answer as a whole would only be said again. */
static bool is_doubtful(const smacs_answer *answer) {
    return answer->kind == SMACS_ANSWER_NONE || (!smacs_answer_sure(answer->how) && answer->how != SMACS_HOW_WHOLE);
}

static bool wants_statement(const smacs_run *run, uint32_t call) {
    return run->calls[call].role == SMACS_ROLE_REFERENCE && smacs_run_whole(run, call) &&
           is_doubtful(&run->calls[call].answer) && state_of(run, call) == UINT32_MAX;
}

bool smacs_run_waits_for_statement(const smacs_run *run, uint32_t call) {
    if (run->view.phase == SMACS_PHASE_DONE || run->calls[call].role != SMACS_ROLE_REFERENCE) {
        return false;
    }
    const uint32_t state = state_of(run, call);
    return state == UINT32_MAX ? run->unstated[call] : run->calls[state].state == SMACS_CALL_IN_FLIGHT;
}

/* Notes who shall be asked back; their answers do not count meanwhile. */
static void note_wanted(smacs_run *run) {
    const bool may = may_ask(run);
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        const bool wanted = may && wants_statement(run, i);
        run->ungrouped = run->ungrouped || wanted != run->unstated[i];
        run->unstated[i] = wanted;
    }
}

/* ---- what a statement could change ---- */

/* Answers that a statement could give: none, those of all camps, and a new one. False: too many to try. */
static bool list_possible(const smacs_run *run, uint32_t groups[CAMPS_MAX + 2], uint32_t *count) {
    if (run->view.call_count > TRIED_MAX) {
        return false;
    }
    groups[0] = SMACS_NO_ANSWER;
    groups[1] = run->view.call_count; /* the number of no camp */
    *count = 2;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        bool known = false;
        for (uint32_t k = 0; k < *count; k++) {
            known = known || groups[k] == run->calls[i].answer_group;
        }
        if (!known && *count == CAMPS_MAX + 2) {
            return false;
        }
        if (!known) {
            groups[(*count)++] = run->calls[i].answer_group;
        }
    }
    return true;
}

/* What the run would come to now: the kept answer's camp, or that candidates are made first. */
typedef struct prospect {
    bool aggregates;
    uint32_t group, call; /* of an answer that is none, the call */
} prospect;

static smacs_status foresee(smacs_run *run, prospect *out) {
    const bool undecided = run->view.phase == SMACS_PHASE_REFERENCES && run->view.settled == SMACS_RUN_AUTO;
    *out = (prospect){
        .aggregates = undecided && smacs_run_would_aggregate(run), .group = SMACS_NO_ANSWER, .call = UINT32_MAX};
    if (out->aggregates) {
        return SMACS_OK;
    }
    const smacs_status status = smacs_run_decide(run);
    const uint32_t kept = run->view.kept;
    if (kept != UINT32_MAX) {
        out->group = run->calls[kept].answer_group;
        out->call = out->group == SMACS_NO_ANSWER ? kept : UINT32_MAX;
    }
    return status;
}

/* Gives all references that are waited for the same answer. The strongest case: fewer of them change less. */
static void suppose(smacs_run *run, uint32_t group) {
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        if (smacs_run_waits_for_statement(run, i)) {
            run->calls[i].answer_group = group;
        }
    }
}

static smacs_status try_all(smacs_run *run, const uint32_t *groups, uint32_t count, bool *matters) {
    prospect first = {0}, other;
    smacs_status status = SMACS_OK;
    for (uint32_t i = 0; i < count && status == SMACS_OK && !*matters; i++) {
        suppose(run, groups[i]);
        status = foresee(run, i == 0 ? &first : &other);
        *matters = i > 0 && status == SMACS_OK &&
                   (first.aggregates != other.aggregates || first.group != other.group || first.call != other.call);
    }
    suppose(run, SMACS_NO_ANSWER);
    return status;
}

static uint32_t count_waited_for(const smacs_run *run) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        count += smacs_run_waits_for_statement(run, i);
    }
    return count;
}

smacs_status smacs_run_statements_matter(smacs_run *run, bool *matter) {
    smacs_run_view *v = &run->view;
    uint32_t groups[CAMPS_MAX + 2], count = 0;
    const bool merges = v->settled == SMACS_RUN_AGGREGATE && v->phase == SMACS_PHASE_REFERENCES;
    *matter = false;
    smacs_status status = smacs_run_group_answers(run);
    if (status != SMACS_OK || merges || count_waited_for(run) == 0) {
        return status;
    }
    if (!list_possible(run, groups, &count)) {
        *matter = true;
        return SMACS_OK;
    }
    const uint32_t kept = v->kept, degraded = v->degraded;
    const bool guarded = v->guarded;
    status = try_all(run, groups, count, matter);
    v->kept = kept; /* nothing has been decided */
    v->degraded = degraded;
    v->guarded = guarded;
    v->candidate_count = 0;
    return status;
}

/* ---- open questions ---- */

/* Whether a text says that there is no short answer: in whatever case, with whatever marks, and in a sentence too. */
static bool says_none(smacs_text text) {
    const size_t size = sizeof NO_ANSWER - 1, at = smacs_text_find_folded(text, NO_ANSWER);
    if (at == text.size) {
        return false;
    }
    const bool begins = at == 0 || !smacs_is_word_byte(text.data[at - 1]);
    return begins && (at + size == text.size || !smacs_is_word_byte(text.data[at + size]));
}

static void forget_answer(smacs_run *run, smacs_call *call) {
    smacs_answer_free(&run->a, &call->answer);
    run->spellings[call - run->calls] = SMACS_NO_ANSWER;
    run->ungrouped = true;
}

/* Whether more models say that they have no short answer than give one for sure. One model alone is not believed: a small
 * one says so of every reply, and more readings would be lost than mended (tests/lab/README.md). */
static bool is_open(const smacs_run *run) {
    uint32_t sure = 0;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        const smacs_call *call = &run->calls[i];
        sure += call->role == SMACS_ROLE_REFERENCE && smacs_run_whole(run, i) &&
                call->answer.kind != SMACS_ANSWER_NONE && smacs_answer_sure(call->answer.how);
    }
    return run->said_none >= OPEN_AT && run->said_none > sure;
}

/* Takes back what was read in the replies of models that say so, once all replies are there: a later one that is read for
 * sure may show that the question has an answer. */
static void forget_denied(smacs_run *run) {
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        const smacs_call *call = &run->calls[i];
        if (call->role == SMACS_ROLE_STATE && call->state == SMACS_CALL_DONE && says_none(call->text)) {
            forget_answer(run, &run->calls[call->of]);
        }
    }
}

/* ---- asking ---- */

/* Statements about texts that no longer count are not waited for. */
static smacs_status drop_stale(smacs_run *run) {
    smacs_status status = SMACS_OK;
    for (uint32_t i = 0; i < run->view.call_count && status == SMACS_OK; i++) {
        if (run->calls[i].role == SMACS_ROLE_STATE && !smacs_run_whole(run, run->calls[i].of)) {
            status = smacs_run_cancel(run, i, SMACS_CANCEL_DROP);
        } else if (run->calls[i].role == SMACS_ROLE_STATE && run->open) {
            status = smacs_run_cancel(run, i, SMACS_CANCEL_EARLY_STOP);
        }
    }
    return status;
}

/* Asks back as many as `parallel` allows. One that the budget does not allow counts as it was read. */
static smacs_status send_wanted(smacs_run *run) {
    smacs_status status = SMACS_OK;
    const uint32_t count = run->view.call_count;
    for (uint32_t i = 0; i < count && status == SMACS_OK && smacs_run_has_room(run); i++) {
        bool sent = false;
        if (run->unstated[i]) {
            status = smacs_run_send(run, run->calls[i].member, SMACS_ROLE_STATE, i, &sent);
            run->unstated[i] = false;
            run->ungrouped = run->ungrouped || !sent;
        }
    }
    return status;
}

smacs_status smacs_run_ask_back(smacs_run *run, bool all_there) {
    run->open = is_open(run);
    if (run->open && all_there) {
        forget_denied(run);
    }
    smacs_status status = drop_stale(run);
    note_wanted(run);
    if (status == SMACS_OK) {
        status = smacs_run_group_answers(run);
    }
    bool wanted = false;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        wanted = wanted || run->unstated[i];
    }
    if (status != SMACS_OK || !wanted) {
        return status;
    }
    bool needed = run->view.settled == SMACS_RUN_AGGREGATE || !smacs_run_lead_is_safe(run, SMACS_ROLE_REFERENCE);
    if (needed && all_there) {
        status = smacs_run_statements_matter(run, &needed);
    }
    if (needed && status == SMACS_OK) {
        status = send_wanted(run);
    }
    return status == SMACS_OK ? smacs_run_group_answers(run) : status;
}

/* ---- what comes back ---- */

smacs_status smacs_run_take_statement(smacs_run *run, uint32_t number) {
    const smacs_call *call = &run->calls[number];
    smacs_call *reference = &run->calls[call->of];
    smacs_answer stated;
    run->ungrouped = true;
    if (call->state != SMACS_CALL_DONE || call->cut || !smacs_run_whole(run, call->of)) {
        return SMACS_OK;
    }
    if (says_none(call->text)) {
        run->said_none++;
        return SMACS_OK;
    }
    /* A line that no reader knows would mostly be a sentence of an open reply said again. */
    smacs_status status = smacs_answer_extract(&run->a, call->text, run->form, &stated, NULL);
    if (status != SMACS_OK || stated.kind == SMACS_ANSWER_NONE) {
        return status;
    }
    if (smacs_answer_same(&stated, &reference->answer)) {
        reference->answer.how = SMACS_HOW_STATED; /* it was read rightly */
        smacs_answer_free(&run->a, &stated);
        return SMACS_OK;
    }
    forget_answer(run, reference);
    if (!smacs_run_stands_in(reference->text, &stated)) {
        smacs_answer_free(&run->a, &stated); /* a reading that its model does not confirm is no better */
        return SMACS_OK;
    }
    stated.how = SMACS_HOW_STATED;
    reference->answer = stated;
    return smacs_run_keep_spelling(run, reference);
}
