/* Which candidate is kept: the posterior score over whole answers, the quality guard, and what is left when nothing
 * whole arrived. */
#include "base/error.h"
#include "run/run.h"
#include <math.h>

typedef enum pool_of_calls { WHOLE, ANY } pool_of_calls;

static smacs_status collect(smacs_run *run, smacs_role role, pool_of_calls which) {
    smacs_run_view *v = &run->view;
    v->candidate_count = 0;
    if (!smacs_mem_reserve(&run->a, &run->candidates, &run->candidate_capacity, v->call_count,
                           sizeof *run->candidates) ||
        !smacs_mem_reserve(&run->a, &run->terms, &run->term_capacity, v->call_count, sizeof *run->terms)) {
        return SMACS_E_MEMORY;
    }
    for (uint32_t i = 0; i < v->call_count; i++) {
        if (run->calls[i].role == role && (which == WHOLE ? smacs_run_whole(run, i) : smacs_run_usable(run, i))) {
            run->candidates[v->candidate_count++] = i;
        }
    }
    if (role == SMACS_ROLE_REFERENCE) {
        smacs_run_drop_failing(run, run->candidates, &v->candidate_count);
    }
    return SMACS_OK;
}

/* What smacs_posterior_score reads of the candidates, [candidate_count]; freed by the caller. NULL: out of memory.
 * Candidates stand in the order of their calls, as voters do. */
static smacs_candidate *list_candidates(const smacs_run *run, uint32_t voter_count) {
    const smacs_run_view *v = &run->view;
    smacs_candidate *candidates = smacs_mem_zeroed(&run->a, v->candidate_count, sizeof *candidates);
    for (uint32_t j = 0, next = 0; candidates && j < v->candidate_count; j++) {
        const uint32_t number = run->candidates[j];
        const smacs_call *call = &run->calls[number];
        while (next < voter_count && run->voter_calls[next] < number) {
            next++;
        }
        const bool votes = next < voter_count && run->voter_calls[next] == number;
        candidates[j] = (smacs_candidate){.vector = call->vector,
                                          .mean_logprob = call->mean_logprob,
                                          .answer = call->answer_group,
                                          .spelling = run->spellings[number],
                                          .voter = votes ? &run->voters[next] : NULL};
    }
    return candidates;
}

static smacs_status score(const smacs_run *run, const smacs_weights *weights, smacs_terms *terms, uint32_t *kept,
                          smacs_error *error) {
    const uint32_t voters = smacs_run_list_voters(run, SMACS_ROLE_REFERENCE);
    smacs_candidate *candidates = list_candidates(run, voters);
    if (!candidates) {
        return SMACS_E_MEMORY;
    }
    const smacs_status status = smacs_posterior_score(candidates, run->view.candidate_count, run->dim, run->voters,
                                                      voters, smacs_run_prior_mode(run), weights, terms, kept, error);
    smacs_mem_free(&run->a, candidates);
    if (status == SMACS_OK) {
        smacs_run_apply_verdict(run, kept);
    }
    return status;
}

static smacs_status keep_best(smacs_run *run) {
    uint32_t place = 0;
    const smacs_status status = score(run, &run->view.weights, run->terms, &place, NULL);
    run->view.kept = status == SMACS_OK ? run->candidates[place] : UINT32_MAX;
    return status;
}

smacs_status smacs_run_rescore(const smacs_run *run, const smacs_weights *weights, smacs_terms *terms, uint32_t *kept,
                               smacs_error *error) {
    if (!run || !terms || !kept) {
        return smacs_fail_null(error);
    }
    if (run->view.candidate_count == 0) {
        return smacs_fail_plain(error, SMACS_E_EMPTY, "nothing has been scored yet");
    }
    return score(run, weights, terms, kept, error);
}

/* The largest vote among the candidates. */
static double leading_vote(const smacs_run *run) {
    double top = 0.0;
    for (uint32_t j = 0; j < run->view.candidate_count; j++) {
        top = run->terms[j].vote > top ? run->terms[j].vote : top;
    }
    return top;
}

static double vote_of(const smacs_run *run, uint32_t call) {
    for (uint32_t j = 0; j < run->view.candidate_count; j++) {
        if (run->candidates[j] == call) {
            return run->terms[j].vote;
        }
    }
    return NAN;
}

/* Puts the best reference before an aggregate whose answer the references find less than half as likely as their
 * own. */
static smacs_status guard(smacs_run *run) {
    const uint32_t aggregate = run->view.kept;
    const double vote = vote_of(run, aggregate);
    if (smacs_run_prior_mode(run) == SMACS_MODE_PAPER || isnan(vote)) {
        return SMACS_OK;
    }
    smacs_status status = collect(run, SMACS_ROLE_REFERENCE, WHOLE);
    if (status == SMACS_OK && run->view.candidate_count > 0) {
        status = keep_best(run);
    }
    if (status != SMACS_OK) {
        return status;
    }
    run->view.guarded = run->view.candidate_count > 0 && vote < 0.5 * leading_vote(run);
    if (run->view.guarded) {
        return SMACS_OK;
    }
    status = collect(run, SMACS_ROLE_AGGREGATE, WHOLE);
    return status == SMACS_OK ? keep_best(run) : status;
}

static bool was_refused(const smacs_run *run) {
    bool refused = false;
    for (uint32_t i = 0; i < run->view.panel_count; i++) {
        refused = refused || run->states[run->panel[i]].refused;
    }
    for (uint32_t s = 0; s < run->view.subset_count; s++) {
        refused = refused || run->subset_refused[s];
    }
    return refused;
}

static void note_quality(smacs_run *run, bool aggregating) {
    smacs_run_view *v = &run->view;
    uint32_t bits = 0;
    for (uint32_t i = 0; i < v->call_count; i++) {
        const smacs_call *call = &run->calls[i];
        if (!smacs_run_is_answer(call)) {
            continue; /* without it, the answers stand as they are */
        }
        const bool broken = call->state == SMACS_CALL_FAILED || (call->state == SMACS_CALL_DONE && call->cut);
        const bool current = call->role == SMACS_ROLE_REFERENCE ? run->states[call->member].call == i
                                                                : run->subset_call[call->subset] == i;
        if (broken && current) {
            bits |= call->role == SMACS_ROLE_REFERENCE ? SMACS_DEGRADED_REFERENCES : SMACS_DEGRADED_AGGREGATOR;
        }
        bits |= call->why == SMACS_CANCEL_DEADLINE ? SMACS_DEGRADED_DEADLINE : 0;
        bits |= call->why >= SMACS_CANCEL_STOP && call->why <= SMACS_CANCEL_DROP ? SMACS_DEGRADED_STOPPED : 0;
    }
    const bool routed = v->settled == SMACS_RUN_ROUTE;
    if (routed) {
        bits &= ~(uint32_t)SMACS_DEGRADED_REFERENCES;
    }
    bits |= run->fallback ? (routed ? SMACS_DEGRADED_FALLBACK : SMACS_DEGRADED_AGGREGATOR) : 0;
    bits |= was_refused(run) ? SMACS_DEGRADED_BUDGET : 0;
    bits |= run->halted ? SMACS_DEGRADED_STOPPED : 0;
    if (v->kept == UINT32_MAX) {
        bits |= v->kept_output ? 0 : SMACS_DEGRADED_NOTHING;
    } else {
        const smacs_call *kept = &run->calls[v->kept];
        bits |= kept->cut ? SMACS_DEGRADED_CUT : 0;
        bits |= aggregating && kept->role == SMACS_ROLE_REFERENCE && !v->guarded ? SMACS_DEGRADED_SELECTED : 0;
    }
    v->degraded = bits;
}

smacs_status smacs_run_decide(smacs_run *run) {
    static const struct {
        smacs_role role;
        pool_of_calls which;
    } choices[] = {{SMACS_ROLE_AGGREGATE, WHOLE},
                   {SMACS_ROLE_REFERENCE, WHOLE},
                   {SMACS_ROLE_AGGREGATE, ANY},
                   {SMACS_ROLE_REFERENCE, ANY}};
    smacs_run_view *v = &run->view;
    const bool aggregating = v->settled == SMACS_RUN_AGGREGATE || v->settled == SMACS_RUN_PAPER;
    smacs_status status = smacs_run_group_answers(run);
    v->kept = UINT32_MAX;
    v->guarded = false;
    v->candidate_count = 0;
    for (size_t i = aggregating ? 0 : 1; i < 4 && v->kept == UINT32_MAX && status == SMACS_OK; i++) {
        status = collect(run, choices[i].role, choices[i].which);
        if (status == SMACS_OK && v->candidate_count > 0) {
            status = keep_best(run);
        }
    }
    if (status == SMACS_OK && v->kept != UINT32_MAX && run->calls[v->kept].role == SMACS_ROLE_AGGREGATE) {
        status = guard(run);
    }
    v->kept_output = !aggregating && smacs_run_keeps_output(run);
    v->kept = v->kept_output ? UINT32_MAX : v->kept;
    smacs_run_note_verdict(run);
    smacs_run_count_usage(run);
    note_quality(run, aggregating);
    return status;
}
