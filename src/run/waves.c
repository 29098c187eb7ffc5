/* How many calls leave at once, and when no further one can change the answer. */
#include "run/run.h"

/* Counts of the two answers given most by the whole texts of a role. */
static void count_leaders(const smacs_run *run, smacs_role role, uint32_t *v1, uint32_t *v2) {
    *v1 = *v2 = 0;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        const uint32_t group = run->calls[i].answer_group;
        uint32_t count = 0;
        for (uint32_t k = 0; k < run->view.call_count && group != SMACS_NO_ANSWER; k++) {
            const bool counts = run->calls[k].role == role && run->calls[k].answer_group == group;
            if (counts && smacs_run_whole(run, k)) {
                if (k < i) {
                    count = 0; /* this answer has been counted */
                    break;
                }
                count++;
            }
        }
        if (run->calls[i].role != role || !smacs_run_whole(run, i)) {
            continue;
        }
        if (count > *v1) {
            *v2 = *v1;
            *v1 = count;
        } else if (count > *v2) {
            *v2 = count;
        }
    }
}

/* The certainty at which a lead is safe. On the bank splits, references that stop there keep as many right answers as
 * all seven, at about half of the calls (src/posterior/README.md). Candidates are of one model, whose mistakes agree, so
 * they are counted only. */
static double safe_certainty(const smacs_run *run, smacs_role role) {
    const double asked = run->request.config.early_stop;
    return asked > 0.0 ? asked : role == SMACS_ROLE_REFERENCE ? 0.85 : 0.95;
}

static bool count_is_safe(const smacs_run *run, smacs_role role, uint32_t further) {
    uint32_t v1, v2;
    count_leaders(run, role, &v1, &v2);
    return v1 + further > 0 && smacs_lead_certainty(v1 + further, v2) >= safe_certainty(run, role);
}

/* References that may still come: those in flight, and `left` that are not asked yet. One that is asked back may still
 * get an answer. */
static uint32_t count_open(const smacs_run *run, uint32_t left) {
    return smacs_run_in_flight(run, SMACS_ROLE_REFERENCE) + smacs_run_in_flight(run, SMACS_ROLE_STATE) + left;
}

/* Whether the lead among references is safe, were `further` of those that may still come to give the leading answer, and
 * `open` others to stay open. */
static bool votes_are_safe(const smacs_run *run, uint32_t further, uint32_t open) {
    smacs_lead lead;
    if (!smacs_run_find_lead(run, further, &lead)) {
        return false;
    }
    return lead.certainty.p >= safe_certainty(run, SMACS_ROLE_REFERENCE) || lead.votes > lead.rival + open;
}

static uint32_t count_left(const smacs_run *run) {
    uint32_t left = 0;
    for (uint32_t i = 0; i < run->view.panel_count; i++) {
        left += smacs_run_is_wanted(run, run->panel[i]);
    }
    return left;
}

bool smacs_run_lead_is_safe(const smacs_run *run, smacs_role role) {
    if (safe_certainty(run, role) > 1.0) {
        return false;
    }
    if (role == SMACS_ROLE_REFERENCE && smacs_run_checks(run)) {
        return smacs_run_is_settled(run) || (smacs_run_votes_may_stop(run) && smacs_run_checks_open(run) == 0 &&
                                             votes_are_safe(run, 0, count_open(run, count_left(run))));
    }
    return role == SMACS_ROLE_REFERENCE ? votes_are_safe(run, 0, count_open(run, count_left(run)))
                                        : count_is_safe(run, role, 0);
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

uint32_t smacs_run_wave(const smacs_run *run, smacs_role role, uint32_t left, bool stops) {
    const smacs_run_config *c = &run->request.config;
    const uint32_t in_flight = smacs_run_in_flight(run, role);
    uint32_t wanted = left + in_flight;
    if (stops && !c->eager && safe_certainty(run, role) <= 1.0) {
        wanted = count_needed(run, role, wanted, count_open(run, left));
    }
    const uint32_t together = c->parallel > 0 && c->parallel < wanted ? c->parallel : wanted;
    return together > in_flight ? (together - in_flight < left ? together - in_flight : left) : 0;
}

bool smacs_run_agrees(const smacs_run *run) {
    uint32_t v1, v2, answered = 0;
    count_leaders(run, SMACS_ROLE_REFERENCE, &v1, &v2);
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        answered += run->calls[i].role == SMACS_ROLE_REFERENCE && smacs_run_whole(run, i) &&
                    run->calls[i].answer_group != SMACS_NO_ANSWER;
    }
    return v1 >= 2 && 2 * v1 > answered;
}
