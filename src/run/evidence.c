/* What the run knows of its answers, in the form that src/posterior reads: who gave which, and with what prior. */
#include "run/run.h"
#include <math.h>

bool smacs_run_make_room_for_voters(smacs_run *run) {
    const size_t most = (size_t)run->view.call_count + 1 + run->request.pool_count;
    return smacs_mem_reserve(&run->a, &run->voters, &run->voter_capacity, most, sizeof *run->voters) &&
           smacs_mem_reserve(&run->a, &run->voter_calls, &run->voter_call_capacity, most, sizeof *run->voter_calls);
}

static smacs_voter voter_of(const smacs_run *run, uint32_t member, uint32_t answer) {
    return (smacs_voter){run->priors[member].prior, answer, run->makers[member]};
}

uint32_t smacs_run_list_voters(const smacs_run *run, smacs_role role) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        const smacs_call *call = &run->calls[i];
        if (call->role == role && smacs_run_whole(run, i)) {
            run->voter_calls[count] = i;
            run->voters[count] = voter_of(run, call->member, call->answer_group);
            run->voters[count].maker *= role == SMACS_ROLE_REFERENCE; /* candidates are all of one aggregator */
            count++;
        }
    }
    return count;
}

static double closeness_of(const smacs_run *run) { return run->view.route ? run->view.route->closeness : (double)NAN; }

smacs_certainty smacs_run_certainty_of(const smacs_run *run, smacs_role role, uint32_t call) {
    const smacs_certainty_facts facts = {.closeness = closeness_of(run), .kind = run->calls[call].answer.kind};
    const uint32_t count = smacs_run_list_voters(run, role);
    return smacs_certainty_of(run->voters, count, run->calls[call].answer_group, &facts);
}

/* Adds votes for `answer` of up to `further` references: first of those that are counted on, then of those that are asked
 * next. */
static uint32_t suppose_votes(const smacs_run *run, uint32_t count, uint32_t further, uint32_t answer) {
    for (uint32_t i = 0; i < run->view.call_count && further > 0; i++) {
        const smacs_call *call = &run->calls[i];
        if (call->role == SMACS_ROLE_REFERENCE && smacs_run_is_counted_on(run, i)) {
            run->voters[count++] = voter_of(run, call->member, answer);
            further--;
        }
    }
    for (uint32_t i = 0; i < run->view.panel_count && further > 0; i++) {
        if (smacs_run_is_wanted(run, run->panel[i])) {
            run->voters[count++] = voter_of(run, run->panel[i], answer);
            further--;
        }
    }
    return count;
}

/* The kind of an answer that voters give; of one that nobody gives yet, what the question asks for. */
static smacs_answer_kind kind_of(const smacs_run *run, uint32_t count, uint32_t answer) {
    for (uint32_t i = 0; i < count; i++) {
        if (run->voters[i].answer == answer) {
            return run->calls[run->voter_calls[i]].answer.kind;
        }
    }
    return run->form.options > 0 ? SMACS_ANSWER_CHOICE : SMACS_ANSWER_NUMBER;
}

bool smacs_run_find_lead(const smacs_run *run, uint32_t further, smacs_lead *lead) {
    const uint32_t there = smacs_run_list_voters(run, SMACS_ROLE_REFERENCE);
    const uint32_t leader = smacs_vote_leader(run->voters, there);
    const uint32_t answer = leader == SMACS_NO_ANSWER ? 0 : leader;
    const smacs_certainty_facts facts = {.closeness = closeness_of(run), .kind = kind_of(run, there, answer)};
    const uint32_t count = suppose_votes(run, there, further, answer);
    *lead = (smacs_lead){.certainty = smacs_certainty_of(run->voters, count, answer, &facts),
                         .votes = smacs_vote_makers(run->voters, count, answer),
                         .rival = smacs_vote_tally(run->voters, count, answer).most};
    return lead->votes > 0;
}
