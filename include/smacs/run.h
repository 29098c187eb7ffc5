/* The run: one question, from panel to kept answer, as a state machine without I/O (EPE, arXiv 2507.14200, 3.2).
 *
 *     create(request) -> feed(begin) -> actions -> the host calls, waits, cancels -> feed(event) -> .. -> answer
 *
 * The run never waits and never fetches. The same request and the same events give the same actions, bit for bit, on
 * every target. Every run ends: once no call is in flight, the last actions hold an answer. An event that is late,
 * repeated or after the end changes no decision, but the run keeps the text that it brings.
 *
 * Modes:
 *   route      asks the best model of the panel; the next one only if that fails
 *   select     asks the panel; the candidates are its answers, the references
 *   aggregate  asks the panel, then gives N subsets of the references to an aggregator; candidates are what it writes.
 *              No subset is drawn twice, so that there are no more than can be told apart
 *   paper      the same with the paper's prior, dropping and score, all panel calls at once and no early stop
 *   auto       leaves out of the panel what is below 0.8 of the best prior (JiSi, arXiv 2601.01330; one left: route);
 *              then as the pace says: select, or when thorough, aggregate unless most references give one answer
 *
 * Early stop: calls to references stop once the answer that leads their vote is as likely to be right as was asked for
 * (smacs_certainty_of), or no other answer can have as many makers behind it any more. Calls to aggregators stop once
 * smacs_lead_certainty of the two largest counts is as high as was asked for. Until then calls leave in waves: as many
 * as could bring the lead there.
 *
 * Asking back: where the final answer of a reference was not read, or by a form that is often misread
 * (smacs_answer_sure), a short further call asks its model to state it. A number or name that the reply lacks is not
 * believed. These calls hold up nothing that is settled without them, and take no part of the budget that is planned for
 * others. Not in paper and route, not where programs are asked for, and not once two models say that the question has
 * no short answer.
 *
 * Quality guard (robust): an aggregate whose answer the references' vote finds less than half as likely as their
 * leading answer is not kept; the best reference is.
 *
 * Another model served: where an endpoint says that it answered with a model that is neither the one asked for nor a
 * dated form or other name of it (smacs_same_model), the member counts as an unknown model from then on, without a
 * prior, and the prices of the model asked for say nothing of what that call cost.
 *
 * Referee (select, and auto where it comes to that): once the references are there, and where it pays, a strong member
 * whose house gave neither of the two leading answers compares one text of each, twice, in both orders. If both verdicts
 * name the same one, its answer is kept, else nothing changes. It pays where its expected accuracy, less its error, is
 * above P(kept answer is right) / P(one of the two is) (src/run/README.md). Not for open questions and programs, and not
 * once the user or the deadline has ended the asking.
 *
 * Checks (robust; select, and auto until it settles on something else): where the request has a plan of what the host
 * can run, the action `check` asks for it, and the event `checked` brings the outputs. Answers that fail an example are
 * not kept while another passes; one that passes three, or two that pass fewer and behave alike, end the asking. The
 * output of a question's own program is kept where no reference states it.
 *
 * Paces say how references leave, in the modes that may stop early (select, auto):
 *   fast       as many at once as could settle the answer, and one more unless their models are so good that they will
 *              hardly differ; all at once where the question asks for a text. A call that is late or failing (the event
 *              `late`) is no longer counted on: the next one leaves. Once only late ones are left, an answer that is
 *              likelier right than not is kept without them
 *   thrifty    as many at once as could settle the answer: the fewest calls
 *   thorough   all at once, and all are waited for. Only in this pace does auto merge
 *
 * Makers: models of one house are one witness, in the vote and in the certainty, and answers of one house alone never
 * end the asking. So that two can, the second model that is asked is of another house than the first, if the panel has
 * one.
 *
 * Order: where an answer may end the asking, the first of the panel is asked first, and the others in an order that is
 * drawn by nonce, question and seed, in proportion to the odds of their priors; those without a prior last. So whoever
 * would deceive cannot know that nobody else is heard. A panel of the request stays as it is given.
 *
 * Budgets are checked before each call leaves, with the most that it and all calls in flight may take. */
#ifndef SMACS_RUN_H
#define SMACS_RUN_H

#include <smacs/answer.h>
#include <smacs/certainty.h>
#include <smacs/checks.h>
#include <smacs/export.h>
#include <smacs/posterior.h>
#include <smacs/prior.h>

SMACS_API_BEGIN

/* Limits of a request. */
#define SMACS_POOL_MAX 256
#define SMACS_SUBSETS_MAX 64

typedef enum smacs_run_mode {
    SMACS_RUN_AUTO = 0,
    SMACS_RUN_ROUTE = 1,
    SMACS_RUN_SELECT = 2,
    SMACS_RUN_AGGREGATE = 3,
    SMACS_RUN_PAPER = 4
} smacs_run_mode;

typedef enum smacs_pace { SMACS_PACE_FAST = 0, SMACS_PACE_THRIFTY = 1, SMACS_PACE_THOROUGH = 2 } smacs_pace;

/* One way to call one model. It must start from smacs_member_init: a run refuses one that does not, because zeros in it
 * would say "never right" (prior) and "free" (prices). */
typedef struct smacs_member {
    uint32_t initialised; /* set by smacs_member_init; leave it as it is */
    smacs_text id;        /* the host's own name of it, unique in the pool */
    smacs_text model;     /* its name in the index; absent or unknown to the index: asked after those it knows */
    smacs_text maker;     /* the house that made it, or where nobody knows that, its endpoint: texts that are equal are
                             one house, whose models count as one witness; absent: a house of its own */
    double prior;         /* used where the index knows nothing, in [0, 1]; NAN: not known */
    double price_input;   /* USD per million tokens; NAN: not known */
    double price_output;  /* the same */
    double temperature;   /* of its references, also 0; NAN: the config's */
    bool no_aggregate;    /* never writes candidates */
    bool logprobs;        /* its calls may be asked for log-probs */
} smacs_member;

/* Prior, prices and temperature not known, no model of the index, may aggregate, no log-probs. The caller sets at least `id`. */
smacs_member smacs_member_init(void);

typedef struct smacs_message {
    smacs_text role; /* "user" or "assistant" */
    smacs_text content;
} smacs_message;

/* The most that a run may take; 0 (calls, tokens) or NAN (cost) means no limit. */
typedef struct smacs_budget {
    uint32_t calls;
    uint64_t output_tokens;
    double cost; /* USD; a call of unknown price does not leave when this is set */
} smacs_budget;

/* How a run goes. It must start from smacs_run_config_init: a run refuses one that does not, because a zeroed budget
 * would allow no call that costs anything. Otherwise zero in a field means the default named beside it. */
typedef struct smacs_run_config {
    uint32_t initialised;     /* set by smacs_run_config_init; leave it as it is */
    smacs_run_mode mode;      /* default auto */
    smacs_pace pace;          /* default fast; paper has its own */
    uint64_t late_ms;         /* fast: after which a call is late; default 12 s */
    uint32_t n;               /* panel size; default 7 */
    uint32_t k;               /* neighbours; default 400 */
    double alpha;             /* quality against cost in (0, 1]; default 1 */
    bool coverage;            /* panel by greedy coverage */
    uint32_t subsets;         /* N; default 8, in auto 3: candidates that can be compared, at a bearable price */
    uint32_t subset_size;     /* r; default one less than the references that arrived, but both of two */
    double tau;               /* of prior dropping; default 1 */
    double switch_share;      /* auto: share of the best prior below which a model is not asked; default 0.8 */
    double early_stop;        /* certainty of the lead in (0.5, 1], as said above; default 0.85 for references,
                                 0.95 for candidates; above 1: never stop early */
    uint32_t parallel;        /* calls in flight at once; default no limit */
    bool state;               /* ask back; set by smacs_run_config_init. False: never */
    bool referee;             /* may be called; set by smacs_run_config_init. False: never */
    double referee_accuracy;  /* how often its verdicts are right where both orders agree, in [0, 1], if somebody has
                                 measured it; default 0: estimated from its prior */
    bool contract;            /* questions end with a line that asks for a last line with the final answer */
    bool eager;               /* no waves, all calls leave as soon as `parallel` allows */
    uint64_t deadline_ms;     /* since begin: references still in flight are given up; default none */
    double temperature;       /* of references; NAN or 0: the endpoint's own */
    double merge_temperature; /* of aggregators; default 0.7 */
    uint32_t max_tokens;      /* of each answer; default 4096 */
    uint32_t reference_bytes; /* of each reference in an aggregator's prompt; default 8000 */
    bool weighted;            /* `weights` holds; otherwise the mode's own */
    smacs_weights weights;
    smacs_budget budget;
} smacs_run_config;

/* Every default above, and no budget. Fields whose default depends on the mode or the role are 0. */
smacs_run_config smacs_run_config_init(void);

/* What the host can have run about the question, as smacs_check_find found it. Zeroed: nothing. */
typedef struct smacs_run_plan {
    bool wanted;
    smacs_check_kind kind;
    smacs_check_language language;
    const smacs_text *expects; /* [expect_count] the value of each of the first inputs; absent: not known */
    uint32_t expect_count;     /* at most SMACS_CHECK_INPUTS_MAX */
    double within;             /* as in smacs_check */
} smacs_run_plan;

/* Start from smacs_run_request_init, or set `config` from smacs_run_config_init. */
typedef struct smacs_run_request {
    smacs_text question;
    smacs_text system; /* the user's system prompt; absent: none */
    smacs_text prompt; /* replaces the aggregation prompt; "{references}" in it stands for them, else they follow */
    smacs_text state_prompt;      /* replaces what models are asked back with (smacs_run_state_prompt) */
    const smacs_message *history; /* [history_count] earlier turns, oldest first */
    uint32_t history_count;
    const smacs_member *pool; /* [pool_count], at least one */
    uint32_t pool_count;
    const uint32_t *panel; /* [panel_count] pool numbers to ask, best first; NULL: chosen by the priors */
    uint32_t panel_count;
    const uint32_t *aggregators; /* [aggregator_count] pool numbers, first choice first; NULL: the panel by its priors,
                                    without those that failed to answer themselves */
    uint32_t aggregator_count;
    smacs_run_config config;
    const double *vector; /* [vector_count] of the question, by the model outside that made those of the index
                                  (smacs/vector.h); NULL: the embedder makes it. Answers are compared by the embedder
                                  in either case */
    uint32_t vector_count;
    uint64_t seed;
    smacs_text nonce; /* fresh for each run, from the host's source of randomness: the markers around references come of
                         it, so that no reference can know them. Needed, but in paper */
    smacs_run_plan checks;
} smacs_run_request;

/* The default config and seed 0. The caller sets at least `question`, `pool` and `pool_count`. */
smacs_run_request smacs_run_request_init(void);

typedef enum smacs_role {
    SMACS_ROLE_REFERENCE = 0,
    SMACS_ROLE_AGGREGATE = 1,
    SMACS_ROLE_STATE = 2, /* asks the maker of a reference for its final answer */
    SMACS_ROLE_JUDGE = 3  /* the referee: compares the texts of view.referee.pair */
} smacs_role;

typedef enum smacs_call_state {
    SMACS_CALL_IN_FLIGHT = 0,
    SMACS_CALL_DONE = 1,
    SMACS_CALL_FAILED = 2,
    SMACS_CALL_CANCELLED = 3
} smacs_call_state;

/* Why a call is given up. */
typedef enum smacs_cancel_why {
    SMACS_CANCEL_NONE = 0,
    SMACS_CANCEL_EARLY_STOP = 1, /* the answer is safe without it */
    SMACS_CANCEL_STOP = 2,       /* by the user */
    SMACS_CANCEL_MERGE_NOW = 3,  /* by the user */
    SMACS_CANCEL_DROP = 4,       /* by the user */
    SMACS_CANCEL_DEADLINE = 5,
    SMACS_CANCEL_REFUSED = 6 /* its endpoint has just refused another call to this model for good */
} smacs_cancel_why;

/* How an amount is known. */
typedef enum smacs_basis {
    SMACS_BASIS_UNKNOWN = 0,
    SMACS_BASIS_ESTIMATED = 1,
    SMACS_BASIS_ACTUAL = 2, /* the server says so */
    SMACS_BASIS_LISTED = 3  /* of a cost alone: tokens that the server counted, at the pool's price */
} smacs_basis;

typedef struct smacs_usage {
    uint64_t input, output; /* tokens */
    double cost;            /* USD; NAN when unknown */
    smacs_basis basis;      /* of the tokens */
    smacs_basis cost_basis;
} smacs_usage;

/* One call of the run, from leaving to its end. Texts are owned by the run. */
typedef struct smacs_call {
    uint32_t member; /* pool number */
    smacs_role role;
    uint32_t subset; /* number of the subset that an aggregate sees; UINT32_MAX for others */
    uint32_t of;     /* the reference that is asked back about; UINT32_MAX for others */
    uint32_t order;  /* of a referee's call: 0 shows the leading answer first, 1 last; UINT32_MAX for others */
    smacs_call_state state;
    smacs_cancel_why why;  /* when cancelled */
    bool cut;              /* text there is not whole: the model's limit, or the call broke off */
    bool late;             /* ended after it was given up: kept, but no decision used it */
    bool overdue;          /* the host said so: it is waited for, but no longer counted on */
    smacs_text text;       /* what arrived, reasoning stripped; absent: nothing */
    smacs_text finish;     /* as the host says */
    smacs_text failure;    /* kind, as the host says; absent unless failed */
    smacs_text served;     /* the model that answered in place of the one asked for; absent: it was that one */
    smacs_answer answer;   /* final answer of `text`, or what its model stated of it (SMACS_HOW_STATED) */
    uint32_t answer_group; /* its camp (smacs_answer_group over all usable texts); SMACS_NO_ANSWER */
    int8_t *vector;        /* [dim]; NULL without text */
    double mean_logprob;   /* NAN: none */
    smacs_usage usage;
    uint64_t ms;                   /* that it took, as the host says */
    const smacs_message *messages; /* [message_count] as sent */
    uint32_t message_count;
    double temperature; /* NAN: not to be sent */
    uint32_t max_tokens;
    bool logprobs;    /* wanted */
    uint64_t late_ms; /* since it left: the host says `late` if it has not ended then; 0: it does not matter */
} smacs_call;

typedef struct smacs_subset {
    const uint32_t *references; /* [count] call numbers in the order shown to the aggregator */
    uint32_t count;
} smacs_subset;

/* A program that was run, or is: that of a reference, or the question's own. */
typedef struct smacs_run_check {
    uint32_t call;             /* whose program; UINT32_MAX: the question's own */
    bool done;                 /* what came out is known */
    uint32_t passed, failed;   /* examples */
    uint32_t inputs;           /* that were tried; 0: the answer holds no program, or it was not run */
    const smacs_text *outputs; /* [inputs] values; absent: none came */
    uint64_t unknown; /* bit i: input i says nothing, since it was refused, or took too long and is no example */
} smacs_run_check;

typedef enum smacs_checked {
    SMACS_CHECKED_NOT = 0,
    SMACS_CHECKED_PASSED = 1, /* all examples that were not refused; or it states what the question's program gives */
    SMACS_CHECKED_FAILED = 2
} smacs_checked;

/* Whole references that give the same final answer. */
typedef struct smacs_camp {
    smacs_text key;   /* of that answer */
    smacs_text mark;  /* of it, the fullest; absent: none */
    smacs_text claim; /* the answer as most of them spell it, without the ornaments of Markdown and LaTeX: for people */
    const uint32_t *members; /* [count] call numbers, ascending; at least one */
    uint32_t count;
    uint32_t makers; /* houses among them */
    double share;    /* count / (all whole references, read or not), in (0, 1] */
    smacs_checked checked;
} smacs_camp;

/* Why an answer is less than was asked for; bits. */
enum {
    SMACS_DEGRADED_REFERENCES = 1, /* some references failed */
    SMACS_DEGRADED_AGGREGATOR = 2, /* another aggregator had to help, or some candidates are missing */
    SMACS_DEGRADED_SELECTED = 4,   /* no candidate could be made: a reference was kept instead */
    SMACS_DEGRADED_CUT = 8,        /* the kept answer is not whole */
    SMACS_DEGRADED_BUDGET = 16,    /* calls were left out for the budget's sake */
    SMACS_DEGRADED_STOPPED = 32,   /* the user stopped, merged or dropped before all was there */
    SMACS_DEGRADED_DEADLINE = 64,
    SMACS_DEGRADED_FALLBACK = 128, /* route: the first choice failed */
    SMACS_DEGRADED_NOTHING = 256   /* nothing arrived: there is no answer */
};

typedef enum smacs_run_phase {
    SMACS_PHASE_NEW = 0,
    SMACS_PHASE_REFERENCES = 1,
    SMACS_PHASE_AGGREGATES = 2,
    SMACS_PHASE_DONE = 3
} smacs_run_phase;

/* What a referee was called for, and what came of it. */
typedef struct smacs_referee {
    uint32_t calls;    /* 0: none was called, and nothing below holds but `spent` */
    smacs_usage spent; /* of these calls */
    uint32_t member;   /* pool number */
    uint32_t pair[2];  /* calls whose texts it compares: of the leading answer, and of the next */
    double chances[2]; /* that each of the two answers is right, without it */
    double expected;   /* accuracy of verdicts that agree */
    double break_even; /* above which it pays */
    uint32_t winner;   /* place in `pair` that both verdicts name; UINT32_MAX: they do not, or not yet */
    bool changed;      /* the second of the pair is kept because of it */
} smacs_referee;

/* All that is known of a run; borrowed, valid until the next feed. */
typedef struct smacs_run_view {
    smacs_run_phase phase;
    uint32_t dim;           /* D of the calls' vectors */
    smacs_run_mode mode;    /* as asked for */
    smacs_run_mode settled; /* what it came to: route, select, aggregate or paper; AUTO while undecided */
    smacs_pace pace;
    smacs_weights weights; /* in force: the request's, or the mode's own */
    const smacs_member *pool;
    uint32_t pool_count;
    const smacs_prior *priors; /* [pool_count]; NANs where nothing is known */
    const uint32_t *makers;    /* [pool_count] number of each one's house, as smacs_voter has it */
    const bool *dropped;       /* [pool_count] dropped by the user */
    const uint32_t *panel;     /* [panel_count] pool numbers in the order of asking: best first, but see Order */
    uint32_t panel_count;
    const smacs_call *calls; /* [call_count]; a call's number is its place */
    uint32_t call_count;
    const smacs_subset *subsets; /* [subset_count] */
    uint32_t subset_count;
    const smacs_camp *camps; /* [camp_count] the largest first, then by their first member */
    uint32_t camp_count;
    uint32_t kept_camp;            /* whose answer the kept text gives; UINT32_MAX: of none */
    uint32_t unread;               /* whole references without a final answer */
    uint32_t failed;               /* references that failed or are not whole; those that were given up do not count */
    const smacs_run_plan *plan;    /* the request's */
    const smacs_run_check *checks; /* [check_count] in the order in which they were asked for */
    uint32_t check_count;
    smacs_text output;          /* of the question's own program; absent: not known */
    bool kept_output;           /* it is kept, because no reference states it; `kept` is UINT32_MAX then */
    smacs_certainty certainty;  /* that the kept answer is right; before the end: nothing kept */
    const uint32_t *candidates; /* [candidate_count] call numbers that were scored; none before the end */
    const smacs_terms *terms;   /* [candidate_count] */
    uint32_t candidate_count;
    uint32_t kept;     /* call number; UINT32_MAX: none */
    uint32_t degraded; /* bits; 0: the full result */
    bool guarded;      /* the quality guard put a reference before the aggregates */
    bool stopped_early;
    uint32_t calls_planned; /* had nothing stopped early or failed; none that ask back, no referee's */
    uint32_t calls_made;    /* references and aggregates that were sent */
    uint32_t calls_saved;   /* planned, but never sent thanks to the early stop */
    smacs_usage spent;      /* of all calls; the weakest basis of them */
    uint32_t asked_back;    /* calls that ask back, and what they took of that */
    smacs_usage asked_back_spent;
    smacs_referee referee;
    smacs_route *route; /* of the question; NULL without an index */
} smacs_run_view;

typedef struct smacs_run smacs_run;

typedef enum smacs_action_kind {
    SMACS_ACTION_CALL = 0,
    SMACS_ACTION_CANCEL = 1,
    SMACS_ACTION_ANSWER = 2,
    SMACS_ACTION_CHECK = 3
} smacs_action_kind;

/* What the host shall do: send call `call`, give it up, show the answer (in the view), or run a program. */
typedef struct smacs_action {
    smacs_action_kind kind;
    uint32_t call; /* the kept call's number for ANSWER, UINT32_MAX if there is no answer; for CHECK, the number of the
                      check: its place in the view's checks */
} smacs_action;

typedef enum smacs_event_kind {
    SMACS_EVENT_BEGIN = 0,     /* the first one */
    SMACS_EVENT_COMPLETED = 1, /* call: text, finish, mean_logprob, usage, ms, asked, served */
    SMACS_EVENT_FAILED = 2,    /* call: failure, and text if part of one arrived */
    SMACS_EVENT_DELTA = 3,     /* call: text is a further piece; optional, kept in case the call ends early */
    SMACS_EVENT_TICK = 4,      /* now_ms since begin */
    SMACS_EVENT_STOP = 5,      /* the user wants no more calls: decide from what is there */
    SMACS_EVENT_MERGE_NOW = 6, /* the user waits for no more references, or candidates */
    SMACS_EVENT_DROP = 7,    /* member: its answer shall play no part; after the end the run decides anew without it */
    SMACS_EVENT_ASK = 8,     /* member: ask it, again or for the first time; after the end this reopens the run */
    SMACS_EVENT_CHECKED = 9, /* call: number of a check; results: what came out, none if nothing was run */
    SMACS_EVENT_LATE = 10    /* call: in flight for its late_ms, or its first attempt failed and it is asked again */
} smacs_event_kind;

/* How an input of a program ended. */
typedef enum smacs_outcome {
    SMACS_OUTCOME_VALUE = 0,
    SMACS_OUTCOME_ERROR = 1,
    SMACS_OUTCOME_TIMEOUT = 2, /* it did not end in time, nor when it was tried again for longer */
    SMACS_OUTCOME_MEMORY = 3,
    SMACS_OUTCOME_REFUSED = 4 /* the sandbox cannot run it as it is meant: that says nothing of the answer */
} smacs_outcome;

typedef struct smacs_check_result {
    uint32_t program; /* place among the action's programs: 0 */
    uint32_t input;   /* number of the input; from SMACS_CHECK_INPUTS_MAX on it is not read */
    smacs_outcome outcome;
    smacs_text out; /* the value as the language writes it, or what was printed; of an error, what it says */
} smacs_check_result;

/* Fields not named beside the kind are not read. Texts are copied. */
typedef struct smacs_event {
    smacs_event_kind kind;
    uint32_t call;
    uint32_t member;
    smacs_text text;
    smacs_text finish; /* "stop", "length", ..: all but "stop" and none mark the text as cut */
    smacs_text failure;
    smacs_text asked;    /* the endpoint's id of the model that was asked for, and of the one that it says answered; */
    smacs_text served;   /* either absent: not known */
    double mean_logprob; /* NAN: none */
    smacs_usage usage;   /* basis UNKNOWN: the run estimates */
    uint64_t ms;
    uint64_t now_ms;
    const smacs_check_result *results; /* [result_count] */
    uint32_t result_count;
} smacs_event;

/* Starts a run. `index` and `embedder` are borrowed until smacs_run_free; `index` NULL asks the pool in its own order.
 * The request is copied. Mutable; one thread at a time. Errors: MEMORY, ARGUMENT (a number out of range, an id twice, a
 * pool number that is none, a config or member that its init function did not make, no nonce, a vector without an
 * index), EMPTY (no question, no pool), TOO_LARGE (pool, subsets), MISMATCH (index and embedder, or vector). */
smacs_status smacs_run_create(const smacs_allocator *allocator, const smacs_index *index,
                              const smacs_embedder *embedder, const smacs_run_request *request, smacs_run **out,
                              smacs_error *error);
void smacs_run_free(smacs_run *run);

/* The aggregation prompt of requests that bring none, with "{references}" where they go. NUL-terminated, never
 * freed. */
const char *smacs_run_prompt(void);

/* What models are asked back with by requests that bring nothing else. It names the word by which a model says that the
 * question has no short answer, n/a, which is known in any prompt. NUL-terminated, never freed. */
const char *smacs_run_state_prompt(void);

/* Takes an event. *actions [*count] are what it asks for, in order; borrowed until the next feed. `actions` may be
 * NULL. Errors, each leaving the run as it was: ARGUMENT (an event before begin, begin twice, an unknown kind),
 * NOT_FOUND (no such call or member). MEMORY leaves a run that can only be freed. */
smacs_status smacs_run_feed(smacs_run *run, const smacs_event *event, const smacs_action **actions, uint32_t *count,
                            smacs_error *error);

smacs_run_view smacs_run_look(const smacs_run *run);

/* What would have been kept with other weights: terms [view.candidate_count] and *kept, a place among the candidates.
 * Errors: EMPTY (nothing was scored), ARGUMENT (weights). */
smacs_status smacs_run_rescore(const smacs_run *run, const smacs_weights *weights, smacs_terms *terms, uint32_t *kept,
                               smacs_error *error);

SMACS_API_END

#endif
