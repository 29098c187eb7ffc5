/* How many calls leave at once, and when no further one can change the answer. */
#include "run/run.h"
#include <math.h>

/* Houses that must agree before the asking may end. */
enum { MAKERS_LEAST = 2 };

/* Chance of agreement below which one more call leaves, and certainty at which late ones are not waited for: chosen on
 * the bank splits (src/posterior/README.md). */
static const double SPARE_BELOW = 0.4, ENOUGH_WITHOUT_LATE = 0.5;

/* The certainty at which a lead is safe. On the bank splits, references that stop there keep as many right answers as
 * all seven, at about half of the calls (src/posterior/README.md). Candidates are of one model, whose mistakes agree, so
 * they are counted only. */
static double safe_certainty(const smacs_run *run, smacs_role role) {
    const double asked = run->request.config.early_stop;
    if (role == SMACS_ROLE_REFERENCE && run->view.pace == SMACS_PACE_THOROUGH) {
        return 2.0;
    }
    return asked > 0.0 ? asked : role == SMACS_ROLE_REFERENCE ? 0.85 : 0.95;
}

static bool count_is_safe(const smacs_run *run, smacs_role role, uint32_t further) {
    const uint32_t count = smacs_run_list_voters(run, role);
    const smacs_tally first = smacs_vote_tally(run->voters, count, SMACS_NO_ANSWER);
    const smacs_tally second = smacs_vote_tally(run->voters, count, first.answer);
    return first.most + further > 0 &&
           smacs_lead_certainty(first.most + further, second.most) >= safe_certainty(run, role);
}

/* References that may still come: those in flight, and `left` that are not asked yet. One that is asked back may still
 * get an answer. */
static uint32_t count_open(const smacs_run *run, uint32_t left) {
    return smacs_run_in_flight(run, SMACS_ROLE_REFERENCE) + smacs_run_in_flight(run, SMACS_ROLE_STATE) + left;
}

static uint32_t count_counted_on(const smacs_run *run, smacs_role role) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        count += run->calls[i].role == role && smacs_run_is_counted_on(run, i);
    }
    return count;
}

/* Whether nothing is still to come but references that are overdue. */
static bool waits_for_late_alone(const smacs_run *run) {
    return count_counted_on(run, SMACS_ROLE_REFERENCE) + smacs_run_in_flight(run, SMACS_ROLE_STATE) +
               smacs_run_count_wanted(run) ==
           0;
}

/* Whether the lead among references is safe, were `further` of those that may still come to give the leading answer, and
 * `open` others to stay open. */
static bool votes_are_safe(const smacs_run *run, uint32_t further, uint32_t open) {
    smacs_lead lead;
    if (!smacs_run_find_lead(run, further, &lead)) {
        return false;
    }
    const double least = waits_for_late_alone(run) ? ENOUGH_WITHOUT_LATE : safe_certainty(run, SMACS_ROLE_REFERENCE);
    return (lead.certainty.p >= least && lead.votes >= MAKERS_LEAST) || lead.votes > lead.rival + open;
}

bool smacs_run_lead_is_safe(const smacs_run *run, smacs_role role) {
    if (safe_certainty(run, role) > 1.0) {
        return false;
    }
    if (role != SMACS_ROLE_REFERENCE) {
        return count_is_safe(run, role, 0);
    }
    return smacs_run_is_settled(run) || (smacs_run_votes_may_stop(run) && smacs_run_checks_open(run) == 0 &&
                                         votes_are_safe(run, 0, count_open(run, smacs_run_count_wanted(run))));
}

/* The fewest further answers, of `wanted`, with which the lead could be safe; all, if it cannot. Halving finds them,
 * because each further vote makes a lead safer. */
static uint32_t count_needed(const smacs_run *run, smacs_role role, uint32_t wanted, uint32_t open) {
    uint32_t low = 1, high = wanted;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (role == SMACS_ROLE_REFERENCE ? votes_are_safe(run, middle, open - middle)
                                         : count_is_safe(run, role, middle)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

bool smacs_run_asks_in_waves(const smacs_run *run, smacs_role role) {
    return !run->request.config.eager && safe_certainty(run, role) <= 1.0;
}

/* Chance that the next `count` references are all right, as if they erred independently. */
static double chance_of_agreement(const smacs_run *run, uint32_t count) {
    double chance = 1.0;
    for (uint32_t i = 0; i < run->view.panel_count && count > 0; i++) {
        const uint32_t member = run->panel[i], call = run->states[member].call;
        if (smacs_run_is_wanted(run, member) || (call != UINT32_MAX && smacs_run_is_counted_on(run, call))) {
            chance *= isnan(run->priors[member].prior) ? 0.0 : run->priors[member].prior;
            count--;
        }
    }
    return chance;
}

/* Calls beyond the `needed` that could settle it: in the pace fast, one, or all where nothing can be compared. Where
 * models will hardly differ, it would be wasted: on the bank splits, this keeps the calls within their budget. */
static uint32_t spare_calls(const smacs_run *run, smacs_role role, uint32_t needed) {
    if (role != SMACS_ROLE_REFERENCE || run->view.pace != SMACS_PACE_FAST) {
        return 0;
    }
    return run->form.open || run->open ? SMACS_POOL_MAX : chance_of_agreement(run, needed) < SPARE_BELOW;
}

uint32_t smacs_run_wave(const smacs_run *run, smacs_role role, uint32_t left) {
    const uint32_t in_flight = count_counted_on(run, role);
    const uint32_t needed = count_needed(run, role, left + in_flight, count_open(run, left));
    const uint32_t together = needed + spare_calls(run, role, needed);
    const uint32_t room = together > in_flight ? together - in_flight : 0;
    return room < left ? room : left;
}

bool smacs_run_agrees(const smacs_run *run) {
    const uint32_t count = smacs_run_list_voters(run, SMACS_ROLE_REFERENCE);
    const smacs_tally tally = smacs_vote_tally(run->voters, count, SMACS_NO_ANSWER);
    return tally.most >= MAKERS_LEAST && 2 * tally.most > tally.all;
}
