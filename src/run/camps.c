/* Camps: who gives the same final answer. Whole references are counted, those that could not be read among them. */
#include "run/run.h"
#include <math.h>

smacs_status smacs_run_group_answers(smacs_run *run) {
    const uint32_t count = run->view.call_count;
    if (!run->ungrouped) {
        return SMACS_OK;
    }
    const smacs_answer **answers = smacs_mem_zeroed(&run->a, count, sizeof *answers);
    uint32_t *groups = smacs_mem_zeroed(&run->a, count, sizeof *groups);
    if (answers && groups) {
        for (uint32_t i = 0; i < count; i++) {
            const bool counts = smacs_run_is_answer(&run->calls[i]) && smacs_run_usable(run, i);
            answers[i] = counts && !smacs_run_waits_for_statement(run, i) ? &run->calls[i].answer : NULL;
        }
        smacs_answer_group(answers, count, groups);
        for (uint32_t i = 0; i < count; i++) {
            run->calls[i].answer_group = groups[i];
        }
        run->ungrouped = false;
    }
    smacs_mem_free(&run->a, answers);
    smacs_mem_free(&run->a, groups);
    return run->ungrouped ? SMACS_E_MEMORY : SMACS_OK;
}

static bool counts(const smacs_run *run, uint32_t call) {
    return run->calls[call].role == SMACS_ROLE_REFERENCE && smacs_run_whole(run, call);
}

static bool belongs(const smacs_run *run, uint32_t call, uint32_t group) {
    return run->calls[call].answer_group == group && counts(run, call);
}

/* The spelling that most members of a group use; the first of these. */
static smacs_text claim_of(const smacs_run *run, const uint32_t *members, uint32_t count) {
    uint32_t best = 0, most = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t same = 0;
        for (uint32_t k = 0; k < count; k++) {
            same += run->spellings[members[k]] == run->spellings[members[i]];
        }
        if (same > most) {
            most = same;
            best = i;
        }
    }
    return smacs_names_get(&run->spelt, run->spellings[members[best]]);
}

/* The camp of a group; its members go to `members`, which has room for all calls. */
static smacs_camp gather(const smacs_run *run, uint32_t group, uint32_t *members) {
    uint32_t count = 0, fullest = 0;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        if (belongs(run, i, group)) {
            members[count++] = i;
            fullest =
                run->calls[i].answer.mark.size > run->calls[members[fullest]].answer.mark.size ? count - 1 : fullest;
        }
    }
    return (smacs_camp){.key = run->calls[members[0]].answer.key,
                        .mark = run->calls[members[fullest]].answer.mark,
                        .claim = claim_of(run, members, count),
                        .members = members,
                        .count = count,
                        .checked = smacs_run_checked(run, members[0])};
}

/* Whether a call is the first one of its group that counts. */
static bool leads(const smacs_run *run, uint32_t call) {
    if (!counts(run, call) || run->calls[call].answer_group == SMACS_NO_ANSWER) {
        return false;
    }
    for (uint32_t before = 0; before < call; before++) {
        if (belongs(run, before, run->calls[call].answer_group)) {
            return false;
        }
    }
    return true;
}

/* Behind the camps that are as large: these have an earlier first member. */
static void insert(smacs_run *run, smacs_camp camp) {
    uint32_t place = run->view.camp_count++;
    while (place > 0 && run->camps[place - 1].count < camp.count) {
        run->camps[place] = run->camps[place - 1];
        place--;
    }
    run->camps[place] = camp;
}

static uint32_t camp_of(const smacs_run *run, uint32_t call) {
    for (uint32_t c = 0; call != UINT32_MAX && c < run->view.camp_count; c++) {
        const uint32_t group = run->calls[run->camps[c].members[0]].answer_group;
        if (run->calls[call].answer_group == group) {
            return c;
        }
    }
    return UINT32_MAX;
}

static bool has_whole(const smacs_run *run, uint32_t member) {
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        if (run->calls[i].member == member && counts(run, i)) {
            return true;
        }
    }
    return false;
}

/* Members that were asked and brought nothing whole; not those that were given up or dropped. */
static uint32_t count_failed(const smacs_run *run) {
    uint32_t failed = 0;
    for (uint32_t i = 0; i < run->view.panel_count; i++) {
        const uint32_t member = run->panel[i], number = run->states[member].call;
        if (number != UINT32_MAX && !run->dropped[member]) {
            const smacs_call *call = &run->calls[number];
            const bool broken = call->state == SMACS_CALL_FAILED || (call->state == SMACS_CALL_DONE && call->cut);
            failed += broken && !has_whole(run, member);
        }
    }
    return failed;
}

static uint32_t count_read(const smacs_run *run) {
    uint32_t read = 0;
    for (uint32_t c = 0; c < run->view.camp_count; c++) {
        read += run->camps[c].count;
    }
    return read;
}

static smacs_certainty certainty_of(const smacs_run *run) {
    const smacs_run_view *v = &run->view;
    smacs_certainty_why why = SMACS_CERTAINTY_NOTHING;
    smacs_certainty checked;
    if (v->phase == SMACS_PHASE_DONE && smacs_run_checked_certainty(run, &checked)) {
        return checked;
    }
    if (v->phase != SMACS_PHASE_DONE || v->kept == UINT32_MAX) {
        why = SMACS_CERTAINTY_NOTHING;
    } else if (v->settled == SMACS_RUN_PAPER) {
        why = SMACS_CERTAINTY_PAPER;
    } else if (run->form.open || (run->open && run->said_none >= count_read(run))) {
        why = SMACS_CERTAINTY_OPEN;
    } else {
        return smacs_run_certainty_refereed(run, smacs_run_certainty_of(run, SMACS_ROLE_REFERENCE, v->kept));
    }
    return (smacs_certainty){NAN, why};
}

smacs_status smacs_run_count_camps(smacs_run *run) {
    smacs_run_view *v = &run->view;
    uint32_t read = 0, whole = 0;
    if (!smacs_mem_reserve(&run->a, &run->camps, &run->camp_capacity, v->call_count, sizeof *run->camps) ||
        !smacs_mem_reserve(&run->a, &run->camp_members, &run->camp_member_capacity, v->call_count,
                           sizeof *run->camp_members)) {
        return SMACS_E_MEMORY;
    }
    const smacs_status status = smacs_run_group_answers(run);
    if (status != SMACS_OK) {
        return status;
    }
    v->camp_count = 0;
    for (uint32_t i = 0; i < v->call_count; i++) {
        whole += counts(run, i);
        if (leads(run, i)) {
            const smacs_camp camp = gather(run, run->calls[i].answer_group, run->camp_members + read);
            read += camp.count;
            insert(run, camp);
        }
    }
    const uint32_t voters = smacs_run_list_voters(run, SMACS_ROLE_REFERENCE);
    for (uint32_t c = 0; c < v->camp_count; c++) {
        const uint32_t answer = run->calls[run->camps[c].members[0]].answer_group;
        run->camps[c].share = (double)run->camps[c].count / whole;
        run->camps[c].makers = smacs_vote_makers(run->voters, voters, answer);
    }
    v->unread = whole - read;
    v->failed = count_failed(run);
    v->kept_camp = v->phase == SMACS_PHASE_DONE ? camp_of(run, v->kept) : UINT32_MAX;
    v->certainty = certainty_of(run);
    return SMACS_OK;
}
