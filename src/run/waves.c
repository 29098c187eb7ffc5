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

/* The certainty at which a lead is safe. Two models that agree and nobody against them are enough: on the bank splits
 * that kept as many right answers as asking all, at less than half of the calls. Candidates are of one model, whose
 * mistakes agree as well. */
static double safe_certainty(const smacs_run *run, smacs_role role) {
    const double asked = run->request.config.early_stop;
    return asked > 0.0 ? asked : role == SMACS_ROLE_REFERENCE ? 0.87 : 0.95;
}

bool smacs_run_lead_is_safe(const smacs_run *run, smacs_role role) {
    uint32_t v1, v2;
    count_leaders(run, role, &v1, &v2);
    return v1 > 0 && smacs_lead_certainty(v1, v2) >= safe_certainty(run, role);
}

uint32_t smacs_run_wave(const smacs_run *run, smacs_role role, uint32_t left, bool stops) {
    const smacs_run_config *c = &run->request.config;
    const uint32_t in_flight = smacs_run_in_flight(run, role);
    uint32_t wanted = left + in_flight;
    if (stops && !c->eager && safe_certainty(run, role) <= 1.0) {
        uint32_t v1, v2, further = 1;
        count_leaders(run, role, &v1, &v2);
        while (further < wanted && smacs_lead_certainty(v1 + further, v2) < safe_certainty(run, role)) {
            further++;
        }
        wanted = further;
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
