/* The referee: where it pays, a strong model compares the two leading answers, in both orders. Both verdicts must agree;
 * else nothing changes.
 *
 * It pays where its expected accuracy, less its error, is above the break-even
 *     J* = P(kept right) / P(right answer among the two) = p / (p + s)
 * with the certainty p of the kept answer and that of the next one, s: on the bank splits, it holds for both, but not
 * on easy questions. */
#include "base/scalar.h"
#include "base/text.h"
#include "run/run.h"
#include <math.h>
#include <string.h>

enum { ORDERS = 2 };

/* ---- what is expected ---- */

/* Accuracy of verdicts that agree in both orders, from the judge's prior a: sigmoid(START + SLOPE logit a), through the
 * two judges that JudgeBench has on record (README.md). Nothing is expected above the better one's prior, TOP. ERROR is
 * how far its accuracy on its worst source lies below; all in logits. */
static const double START = 0.449, SLOPE = 1.076, TOP = 1.301, ERROR = 0.62;

static double expected_accuracy(const smacs_run *run, uint32_t member, double error) {
    const double given = run->request.config.referee_accuracy, prior = run->priors[member].prior;
    if (given > 0.0) {
        return given;
    }
    const double odds = smacs_log(prior / (1.0 - prior));
    return isnan(prior) ? NAN : smacs_logistic(START + SLOPE * (odds < TOP ? odds : TOP) - error);
}

/* ---- the pair ---- */

/* The best prior among the references from which on no referee is called: on such questions of the bank splits, the kept
 * answer is right far more often than its certainty says where others differ (README.md). */
static const double EASY = 0.85;

static bool is_easy(const smacs_run *run) {
    double best = 0.0;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        const double prior = run->priors[run->calls[i].member].prior;
        const bool counts = run->calls[i].role == SMACS_ROLE_REFERENCE && smacs_run_whole(run, i);
        best = counts && prior > best ? prior : best;
    }
    return best >= EASY;
}

static bool may_judge(const smacs_run *run) {
    const smacs_run_view *v = &run->view;
    return run->request.config.referee && v->settled == SMACS_RUN_SELECT && !run->form.open && !run->form.code &&
           !run->open && !run->halted && !run->merged && !smacs_run_is_settled(run) && !is_easy(run);
}

static bool answers(const smacs_run *run, uint32_t call, uint32_t group) {
    return run->calls[call].role == SMACS_ROLE_REFERENCE && run->calls[call].answer_group == group &&
           smacs_run_whole(run, call);
}

/* The text of a camp that is most like its others; the first of equals. */
static uint32_t middle_of(const smacs_run *run, uint32_t group) {
    uint32_t best = UINT32_MAX;
    double most = 0.0;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        double likeness = 0.0;
        for (uint32_t k = 0; k < run->view.call_count && answers(run, i, group); k++) {
            likeness +=
                answers(run, k, group) ? smacs_cosine(run->calls[i].vector, run->calls[k].vector, run->dim) : 0.0;
        }
        if (answers(run, i, group) && (best == UINT32_MAX || likeness > most)) {
            best = i;
            most = likeness;
        }
    }
    return best;
}

/* The answer that is likeliest right besides the kept one, and its chance; UINT32_MAX: there is none. */
static uint32_t find_next(const smacs_run *run, double *chance) {
    const smacs_run_view *v = &run->view;
    uint32_t next = UINT32_MAX;
    *chance = 0.0;
    for (uint32_t j = 0; j < v->candidate_count; j++) {
        const uint32_t group = run->calls[run->candidates[j]].answer_group;
        const double p = group == SMACS_NO_ANSWER || group == run->calls[v->kept].answer_group
                             ? 0.0
                             : smacs_run_certainty_of(run, SMACS_ROLE_REFERENCE, run->candidates[j]).p;
        if (p > *chance) {
            *chance = p;
            next = group;
        }
    }
    return next;
}

/* Fills in the pair and its chances. False: nothing can be compared. */
static bool find_pair(const smacs_run *run, smacs_referee *r) {
    const smacs_run_view *v = &run->view;
    const bool read = v->kept != UINT32_MAX && run->calls[v->kept].answer_group != SMACS_NO_ANSWER;
    const uint32_t next = read ? find_next(run, &r->chances[1]) : UINT32_MAX;
    if (next == UINT32_MAX) {
        return false;
    }
    r->pair[0] = middle_of(run, run->calls[v->kept].answer_group);
    r->pair[1] = middle_of(run, next);
    r->chances[0] = smacs_run_certainty_of(run, SMACS_ROLE_REFERENCE, v->kept).p;
    r->chances[1] = fmin(r->chances[1], 1.0 - r->chances[0]);
    r->break_even = r->chances[0] / (r->chances[0] + r->chances[1]);
    return r->break_even >= 0.0;
}

/* ---- who judges ---- */

/* Whether a member's house has given one of the two answers: nobody judges their own. */
static bool takes_part(const smacs_run *run, uint32_t member, const smacs_referee *r) {
    bool found = false;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        const bool in_pair = answers(run, i, run->calls[r->pair[0]].answer_group) ||
                             answers(run, i, run->calls[r->pair[1]].answer_group);
        found = found || (in_pair && run->makers[run->calls[i].member] == run->makers[member]);
    }
    return found;
}

static bool is_fit(const smacs_run *run, uint32_t member, const smacs_referee *r) {
    const uint32_t call = run->states[member].call;
    const bool failed = call != UINT32_MAX && run->calls[call].state == SMACS_CALL_FAILED;
    return !run->dropped[member] && !failed && !takes_part(run, member, r) &&
           (run->request.aggregator_count > 0 || !run->request.pool[member].no_aggregate);
}

/* The fit one of the aggregators, or of the pool, that is expected to judge best; UINT32_MAX: none. */
static uint32_t choose_referee(const smacs_run *run, const smacs_referee *r) {
    const smacs_run_request *q = &run->request;
    const uint32_t count = q->aggregator_count > 0 ? q->aggregator_count : q->pool_count;
    uint32_t best = UINT32_MAX;
    double most = 0.0;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t member = q->aggregator_count > 0 ? q->aggregators[i] : i;
        const double expected = expected_accuracy(run, member, 0.0);
        if (expected > most && is_fit(run, member, r)) {
            best = member;
            most = expected;
        }
    }
    return best;
}

/* Decides whether a referee pays, by what would be kept without one. Errors: MEMORY. */
static smacs_status weigh(smacs_run *run, bool *pays) {
    smacs_run_view *v = &run->view;
    smacs_referee r = {.calls = 0};
    *pays = false;
    if (!may_judge(run)) {
        return SMACS_OK;
    }
    const smacs_status status = smacs_run_decide(run);
    const uint32_t member = status == SMACS_OK && find_pair(run, &r) ? choose_referee(run, &r) : UINT32_MAX;
    v->kept = UINT32_MAX; /* nothing is, before the end */
    v->candidate_count = v->degraded = 0;
    v->kept_output = false;
    if (member == UINT32_MAX) {
        return status;
    }
    r.expected = expected_accuracy(run, member, 0.0);
    r.member = member;
    *pays = expected_accuracy(run, member, ERROR) > r.break_even;
    v->referee = *pays ? r : v->referee;
    return status;
}

/* ---- verdicts ---- */

/* The calls to the referee by order; UINT32_MAX: not made. Returns how many there are. */
static uint32_t list_calls(const smacs_run *run, uint32_t calls[ORDERS]) {
    uint32_t count = 0;
    calls[0] = calls[1] = UINT32_MAX;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        if (run->calls[i].role == SMACS_ROLE_JUDGE) {
            calls[run->calls[i].order] = i;
            count++;
        }
    }
    return count;
}

/* Place in the pair of the answer that a call prefers, by its last line "Verdict: 1" or "Verdict: 2"; UINT32_MAX: none. */
static uint32_t verdict_of(const smacs_run *run, uint32_t number) {
    static const char word[] = "Verdict:";
    const smacs_call *call = &run->calls[number];
    smacs_text rest = call->text;
    char said = 0;
    if (call->state != SMACS_CALL_DONE || call->served.data || run->dropped[call->member]) {
        return UINT32_MAX;
    }
    for (size_t at; (at = smacs_text_find(rest, word)) < rest.size;) {
        rest = smacs_text_after(rest, at + sizeof word - 1);
        size_t i = 0;
        while (i < rest.size && (rest.data[i] == ' ' || rest.data[i] == '*')) {
            i++;
        }
        const bool longer = i + 1 < rest.size && rest.data[i + 1] >= '0' && rest.data[i + 1] <= '9';
        said = i < rest.size && !longer ? rest.data[i] : 0;
    }
    return said == '1' || said == '2' ? (uint32_t)(said - '1') ^ call->order : UINT32_MAX;
}

/* Place in the pair of the answer that both verdicts name; UINT32_MAX: there is none. */
static uint32_t winner_of(const smacs_run *run) {
    uint32_t calls[ORDERS];
    if (list_calls(run, calls) < ORDERS) {
        return UINT32_MAX;
    }
    const uint32_t first = verdict_of(run, calls[0]);
    return first == verdict_of(run, calls[1]) ? first : UINT32_MAX;
}

void smacs_run_apply_verdict(const smacs_run *run, uint32_t *place) {
    const uint32_t *pair = run->view.referee.pair, winner = winner_of(run);
    const uint32_t group = run->calls[run->candidates[*place]].answer_group;
    if (winner == UINT32_MAX || group == SMACS_NO_ANSWER || group != run->calls[pair[1 - winner]].answer_group) {
        return;
    }
    for (uint32_t j = 0; j < run->view.candidate_count; j++) {
        *place = run->candidates[j] == pair[winner] ? j : *place;
    }
}

/* With chances p of the winner and s of the other, and verdicts that are right in j of cases where one of them is, and
 * tell nothing where none is: p j / (p j + s (1 - j) + (1 - p - s) / 2) (Bayes). */
smacs_certainty smacs_run_certainty_refereed(const smacs_run *run, smacs_certainty before) {
    const smacs_referee *r = &run->view.referee;
    const uint32_t winner = winner_of(run), group = run->calls[run->view.kept].answer_group;
    if (winner == UINT32_MAX || group == SMACS_NO_ANSWER || group != run->calls[r->pair[winner]].answer_group) {
        return before;
    }
    const double p = r->chances[winner], s = r->chances[1 - winner], j = r->expected;
    return (smacs_certainty){p * j / (p * j + s * (1.0 - j) + (1.0 - p - s) / 2.0), SMACS_CERTAINTY_KNOWN};
}

void smacs_run_note_verdict(smacs_run *run) {
    smacs_referee *r = &run->view.referee;
    r->winner = winner_of(run);
    r->changed = r->winner == 1 && run->view.kept != UINT32_MAX && run->view.kept == r->pair[1];
}

/* ---- calling it ---- */

/* Whether a call has ended without a verdict: then the other cannot act any more. */
static bool is_void(const smacs_run *run, uint32_t call) {
    return call != UINT32_MAX && run->calls[call].state != SMACS_CALL_IN_FLIGHT && verdict_of(run, call) == UINT32_MAX;
}

smacs_status smacs_run_call_referee(smacs_run *run, bool *waits) {
    uint32_t calls[ORDERS], made = list_calls(run, calls);
    bool goes_on = made > 0, sent = true;
    smacs_status status = made == 0 ? weigh(run, &goes_on) : SMACS_OK;
    *waits = false;
    if (status != SMACS_OK || !goes_on) {
        return status;
    }
    if (is_void(run, calls[0]) || is_void(run, calls[1]) || run->halted) {
        return smacs_run_cancel_calls(run, SMACS_ROLE_JUDGE, UINT32_MAX, SMACS_CANCEL_EARLY_STOP);
    }
    while (made < ORDERS && sent && status == SMACS_OK && smacs_run_has_room(run)) {
        status = smacs_run_send(run, run->view.referee.member, SMACS_ROLE_JUDGE, made, &sent);
        made += sent;
    }
    *waits = smacs_run_in_flight(run, SMACS_ROLE_JUDGE) > 0;
    return status;
}
