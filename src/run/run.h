/* The run's own parts. Who owns what: request.c the request; create.c the panel; calls.c what leaves, and the budget;
 * served.c whether the model that was asked for answered; evidence.c who gave which answer; waves.c how many leave at
 * once and when a lead is safe; state.c who is asked back, belief.c what of that is believed; referee.c who compares the
 * leading two; camps.c who says the same, claim.c how that is shown; draws.c what aggregators see, prompt.c how it is
 * written, clean.c without what; check.c what is run, and what follows; decide.c what is kept; machine.c the order of it
 * all. */
#ifndef SMACS_RUN_RUN_H
#define SMACS_RUN_RUN_H

#include "base/arena.h"
#include "base/names.h"
#include <smacs/run.h>

/* What has been done with a member of the panel. */
typedef struct panel_state {
    uint32_t call;    /* the last reference asked of it; UINT32_MAX: not yet */
    bool refused;     /* by the budget */
    bool asked_again; /* to be asked although it was before */
    bool by_user;     /* the user asked for it: no wave and no early stop holds it up */
} panel_state;

struct smacs_run {
    smacs_allocator a;
    const smacs_index *index;
    const smacs_embedder *embedder;
    uint32_t dim;
    smacs_arena arena; /* texts and arrays that live as long as the run */
    smacs_run_request request;
    smacs_run_view view;
    uint32_t *models;     /* [pool_count] numbers in the index; UINT32_MAX: not known to it */
    uint32_t *makers;     /* [pool_count] numbers of their houses, from 1 on */
    smacs_prior *priors;  /* [pool_count] */
    bool *dropped;        /* [pool_count] by the user: its answer plays no part */
    panel_state *states;  /* [pool_count], by pool number */
    uint32_t *panel;      /* [pool_count] room for members asked later */
    smacs_call *calls;    /* [call_capacity] */
    smacs_bytes *partial; /* [call_capacity] pieces that came as deltas */
    size_t call_capacity, partial_capacity, spelling_capacity;
    smacs_subset subsets[SMACS_SUBSETS_MAX];
    uint32_t *shown[SMACS_SUBSETS_MAX];      /* what the subsets point to */
    uint32_t subset_call[SMACS_SUBSETS_MAX]; /* the last aggregate of each; UINT32_MAX: none yet */
    uint32_t draws_planned;                  /* of calls_planned: aggregates */
    bool subset_refused[SMACS_SUBSETS_MAX];  /* by the budget */
    uint32_t *aggregators;                   /* [aggregator_count] pool numbers, first choice first */
    uint32_t aggregator_count;
    bool *aggregator_failed; /* [pool_count] */
    smacs_text asked;        /* the question as it is sent */
    smacs_answer_form form;  /* of the question's answers */
    smacs_names spelt;       /* answers as people read them (claim.c) */
    uint32_t *spellings;     /* [call_capacity] by call: number in spelt */
    bool *unstated;          /* [call_capacity] by call: a reference that shall be asked back, but was not yet */
    size_t unstated_capacity;
    uint32_t said_none;     /* models that say that the question has no short answer */
    bool open;              /* so many that nobody is asked back any more */
    smacs_camp *camps;      /* [camp_capacity] */
    uint32_t *camp_members; /* [camp_member_capacity] what the camps point to */
    size_t camp_capacity, camp_member_capacity;
    smacs_run_check *checks; /* [check_capacity] */
    size_t check_capacity;
    smacs_answer output;   /* what the question's own program gives */
    smacs_voter *voters;   /* [call_capacity] room for smacs_run_list_voters */
    uint32_t *voter_calls; /* [call_capacity] their calls */
    size_t voter_capacity, voter_call_capacity;
    uint32_t *candidates; /* [candidate_capacity] */
    smacs_terms *terms;
    size_t candidate_capacity, term_capacity;
    smacs_action *actions;
    uint32_t action_count;
    size_t action_capacity;
    bool ungrouped;  /* what texts there are has changed since their answers were grouped */
    bool halted;     /* no further calls: the user stopped it */
    bool merged;     /* no further references */
    bool merged_all; /* no further aggregates */
    bool fallback;   /* an aggregator or a routed model had to be replaced */
};

/* ---- request.c ---- */

/* Whether a run can do what is asked. Errors: ARGUMENT, EMPTY, TOO_LARGE. */
smacs_status smacs_run_check_request(const smacs_run_request *request, smacs_error *error);

/* Copies a request that was checked, with the defaults of what it leaves open. The vector stays borrowed. False: out of
 * memory. */
bool smacs_run_copy_request(smacs_run *run, const smacs_run_request *given);

/* ---- create.c ---- */

smacs_mode smacs_run_prior_mode(const smacs_run *run);

/* ---- calls.c ---- */

bool smacs_run_act(smacs_run *run, smacs_action_kind kind, uint32_t call);

/* Sends a call if the budget lets it leave; *sent says whether it did. `about`: the subset of an aggregate, the reference
 * that is asked back about, the order of a referee's call; UINT32_MAX for references. Errors: MEMORY. */
smacs_status smacs_run_send(smacs_run *run, uint32_t member, smacs_role role, uint32_t about, bool *sent);

/* Whether one more call may be in flight. */
bool smacs_run_has_room(const smacs_run *run);

/* Numbers the spelling of a call's answer. Errors: MEMORY. */
smacs_status smacs_run_keep_spelling(smacs_run *run, const smacs_call *call);

/* Gives a call up, if it is in flight; pieces that have come are kept, should nothing whole come. Errors: MEMORY. */
smacs_status smacs_run_cancel(smacs_run *run, uint32_t call, smacs_cancel_why why);

/* In place of a role: any. */
enum { SMACS_ANY_ROLE = -1 };

/* Gives up the calls in flight of a role, to a member, or to anybody (UINT32_MAX). */
smacs_status smacs_run_cancel_calls(smacs_run *run, int role, uint32_t member, smacs_cancel_why why);

/* Notes whether another model than the one asked for has answered a call. Errors: MEMORY. */
smacs_status smacs_run_take_served(smacs_run *run, smacs_call *call, const smacs_event *event);

/* Takes the end of a call. Errors: MEMORY. */
smacs_status smacs_run_settle(smacs_run *run, const smacs_event *event);
smacs_status smacs_run_take_delta(smacs_run *run, const smacs_event *event);

/* Calls in flight of a role. */
uint32_t smacs_run_in_flight(const smacs_run *run, int role);

/* Whether a call is in flight and counted on: it is not overdue. */
bool smacs_run_is_counted_on(const smacs_run *run, uint32_t call);

/* Whether a call is about the question itself, and not about what others answer. */
bool smacs_run_is_answer(const smacs_call *call);

/* Whether there is text of a call that can be used, whole or not: its member was not dropped, and has not said it
 * anew. */
bool smacs_run_usable(const smacs_run *run, uint32_t call);

/* The same, and its call ended in time and well, though perhaps at a limit: fit to be shown to an aggregator. */
bool smacs_run_arrived(const smacs_run *run, uint32_t call);

/* The same, and it is whole: fit to be counted and kept. */
bool smacs_run_whole(const smacs_run *run, uint32_t call);

void smacs_run_count_usage(smacs_run *run);

/* ---- camps.c ---- */

/* Numbers the camps of all usable answers anew, if there was a change: one more answer can part two that were taken
 * for one. Errors: MEMORY. */
smacs_status smacs_run_group_answers(smacs_run *run);

/* Puts the whole references into camps, and says how sure the kept answer is. Errors: MEMORY. */
smacs_status smacs_run_count_camps(smacs_run *run);

/* ---- state.c ---- */

/* Asks back whoever shall be; `all_there`: all references are, so that only what could change something is asked.
 * Errors: MEMORY. */
smacs_status smacs_run_ask_back(smacs_run *run, bool all_there);

/* Whether the answer of a reference waits for what its model states. */
bool smacs_run_waits_for_statement(const smacs_run *run, uint32_t call);

/* Whether what is waited for could change what comes of the run. Errors: MEMORY. */
smacs_status smacs_run_statements_matter(smacs_run *run, bool *matter);

/* Takes the end of a call that asks back. Errors: MEMORY. */
smacs_status smacs_run_take_statement(smacs_run *run, uint32_t call);

/* ---- belief.c ---- */

/* Whether the numbers and names of a stated answer stand in the reply. */
bool smacs_run_stands_in(smacs_text reply, const smacs_answer *stated);

/* ---- check.c ---- */

/* Whether anything is checked; whether answers' programs are. */
bool smacs_run_checks(const smacs_run *run);
bool smacs_run_checks_programs(const smacs_run *run);

/* Asks for the checks that are due. Errors: MEMORY. */
smacs_status smacs_run_ask_checks(smacs_run *run);

/* Checks whose results are still to come. */
uint32_t smacs_run_checks_open(const smacs_run *run);

/* Takes the results of a check. Errors: MEMORY. */
smacs_status smacs_run_take_checked(smacs_run *run, const smacs_event *event);

smacs_checked smacs_run_checked(const smacs_run *run, uint32_t call);

/* Whether a check has settled the answer: no further reference is needed. */
bool smacs_run_is_settled(const smacs_run *run);

/* The references that may leave, of `wave`: no more than could settle it. */
uint32_t smacs_run_check_wave(const smacs_run *run, uint32_t wave);

/* Whether votes alone may end the asking. */
bool smacs_run_votes_may_stop(const smacs_run *run);

/* Leaves out candidates that pass fewer examples than another, if any passes one. */
void smacs_run_drop_failing(const smacs_run *run, uint32_t *candidates, uint32_t *count);

/* Whether the output of the question's own program is kept instead of a reference. */
bool smacs_run_keeps_output(const smacs_run *run);

/* How sure a checked answer is. False: what is kept did not pass. */
bool smacs_run_checked_certainty(const smacs_run *run, smacs_certainty *out);

/* ---- draws.c ---- */

/* How many subsets are drawn of `count` references: as many as are asked for, or as there are. */
uint32_t smacs_run_count_draws(const smacs_run *run, uint32_t count);

/* Draws the subsets of the references that arrived, at least one. Errors: MEMORY. */
smacs_status smacs_run_draw_subsets(smacs_run *run);

/* ---- machine.c ---- */

/* Whether a member of the panel is still to be asked; how many are. */
bool smacs_run_is_wanted(const smacs_run *run, uint32_t member);
uint32_t smacs_run_count_wanted(const smacs_run *run);

/* How many aggregates are still planned, and who would write them. */
uint32_t smacs_run_aggregates_left(const smacs_run *run, uint32_t *member);

/* Whether auto would give the references that arrived to an aggregator. */
bool smacs_run_would_aggregate(const smacs_run *run);

/* ---- referee.c ---- */

/* Has the leading two answers compared, if that pays; *waits: the verdicts are still to come. Errors: MEMORY. */
smacs_status smacs_run_call_referee(smacs_run *run, bool *waits);

/* Puts the text that the verdicts name in place of a candidate with the beaten answer. */
void smacs_run_apply_verdict(const smacs_run *run, uint32_t *place);

/* How sure the kept answer is, verdicts included. */
smacs_certainty smacs_run_certainty_refereed(const smacs_run *run, smacs_certainty before);

/* Notes whether the verdicts changed what is kept. */
void smacs_run_note_verdict(smacs_run *run);

/* ---- claim.c ---- */

/* Appends a final answer as people read it: without ornaments of Markdown and LaTeX. */
void smacs_run_write_claim(const smacs_allocator *a, smacs_text found, smacs_answer_kind kind, smacs_bytes *out);

/* ---- evidence.c ---- */

/* Makes room for the voters of all calls, of one more, and of a supposed one for each of the pool. False: out of
 * memory. */
bool smacs_run_make_room_for_voters(smacs_run *run);

/* Lists who says what: the whole texts of a role with their makers' priors, into run->voters, their calls into
 * run->voter_calls, both in the order of the calls. Returns how many they are. */
uint32_t smacs_run_list_voters(const smacs_run *run, smacs_role role);

/* How sure the final answer of a call is, by the whole texts of a role. */
smacs_certainty smacs_run_certainty_of(const smacs_run *run, smacs_role role, uint32_t call);

/* The answer that leads among the whole references. */
typedef struct smacs_lead {
    smacs_certainty certainty;
    uint32_t votes, rival; /* makers for it, and for the answer with most of them besides */
} smacs_lead;

/* The lead, were the next `further` references to give the leading answer too. False: there is no vote. */
bool smacs_run_find_lead(const smacs_run *run, uint32_t further, smacs_lead *lead);

/* ---- waves.c ---- */

/* Whether the lead among the whole answers of a role is safe. */
bool smacs_run_lead_is_safe(const smacs_run *run, smacs_role role);

/* Whether calls of a role leave in waves, and not all at once. */
bool smacs_run_asks_in_waves(const smacs_run *run, smacs_role role);

/* How many further calls of a role a wave has now, of `left` that are still to be asked: no more than could make the lead
 * safe, and in the pace fast one more. */
uint32_t smacs_run_wave(const smacs_run *run, smacs_role role, uint32_t left);

/* Whether more than half of the references with an answer give the same one, and those are of two makers. */
bool smacs_run_agrees(const smacs_run *run);

/* ---- clean.c ---- */

/* Appends a reference without thoughts, calls of tools and control tokens of chat templates. */
void smacs_run_clean(const smacs_run *run, smacs_text text, smacs_bytes *out);

/* ---- prompt.c ---- */

/* The question as it is sent: with the line that asks for a last line, where that is wanted. Errors: MEMORY. */
smacs_status smacs_run_write_question(smacs_run *run);

/* The messages of a call, in the run's arena. Errors: MEMORY. */
smacs_status smacs_run_write_reference(smacs_run *run, smacs_call *call);
smacs_status smacs_run_write_aggregate(smacs_run *run, smacs_call *call);
smacs_status smacs_run_write_state(smacs_run *run, smacs_call *call);
smacs_status smacs_run_write_judge(smacs_run *run, smacs_call *call);

/* ---- decide.c ---- */

/* Scores what there is and keeps the best. Errors: MEMORY. */
smacs_status smacs_run_decide(smacs_run *run);

#endif
