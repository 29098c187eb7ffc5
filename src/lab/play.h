/* Plays runs over recorded answers: one question, one pool, as many settings as wanted. */
#ifndef SMACS_LAB_PLAY_H
#define SMACS_LAB_PLAY_H

#include "lab/caller.h"
#include "lab/checks.h"
#include "lab/referee.h"
#include "lab/test.h"
#include "posterior/certainty.h"
#include "tool/tool.h"
#include "tool/vectors.h"

/* Zero-initialise; free with lab_play_free. */
typedef struct lab_play {
    smacs_allocator a;
    const tool_index *x;
    const tool_embedder *e;
    uint32_t vector_count;            /* 0: the embedder makes the question's vector */
    double vector[SMACS_NUMBERS_MAX]; /* of the question at hand, by a model outside */
    const bool *allowed;              /* [M] or NULL: all */
    const smacs_catalog *catalog;     /* knows the models' makers; NULL: nobody does */
    bool timed;                       /* calls take simulated times (latency.h), drawn from `latency_seed` */
    uint64_t latency_seed;
    lab_responses recorded;
    lab_responses checks;     /* what programs gave; empty: nothing is checked, unless there is a runner */
    bool behaviour;           /* the examples' values are not used: programs are compared by what they do */
    const lab_runner *runner; /* NULL: none */
    const cJSON *checked;     /* recorded of the question at hand; NULL: nothing */
    cJSON *ran;               /* the same of what the runner has run; NULL: nothing yet */
    const lab_live *live;     /* calls that are not recorded are made; NULL: none is */
    bool stopped;             /* one could not be made */
    const lab_judge *judge;   /* may be called as a referee; NULL: recorded answers have none */
    smacs_text question;      /* id of the question at hand */
    smacs_text answer;        /* that the bank expects; absent: not known */
    smacs_member *pool;       /* [pool_count] of the question at hand */
    const char **texts;       /* [pool_count] what each member said */
    float *scored;            /* [pool_count] what that scored */
    float *row;               /* [M] the same by the index's numbers; NAN where nothing was recorded */
    uint32_t pool_count;
} lab_play;

/* What a referee was called for. */
typedef struct lab_contest {
    double chance, break_even; /* that the leading answer is right; above which a referee pays */
    float kept, next;          /* scores of the leading answer and of the next */
} lab_contest;

/* What one run came to. */
typedef struct lab_play_outcome {
    float kept, majority, top1, best_of_n;
    bool refereed, changed;    /* a referee was called; it changed what is kept */
    lab_contest contest;       /* nothing unless one was called */
    uint32_t calls;            /* to references, of a live pool all */
    uint64_t ms;               /* simulated, or as they were of a live pool, to the kept answer */
    double tokens, cost;       /* of all calls; NAN: not known */
    smacs_certainty certainty; /* as the run says */
    bool own;                  /* the output of the question's program was kept, or an answer that states it */
    uint32_t passed, failed;   /* examples of the kept answer */
    uint32_t alike, failing;   /* answers that pass as many and behave like it; answers that fail some */
    bool compared;             /* the kept answer's program was run */
    double x[SMACS_X_COUNT];   /* the numbers behind it; nothing unless one is known */
} lab_play_outcome;

/* All but the texts is borrowed. False after a report. */
bool lab_play_begin(lab_play *p, const tool_index *x, const tool_embedder *e, const bool *allowed);
void lab_play_free(lab_play *p);

/* The vector of the question at hand, by a model outside: a row of `vectors`. */
void lab_play_vector(lab_play *p, const tool_vectors *vectors, const int8_t *row);
/* Finds that vector, where a model outside makes them. `place` and errors: of lab_inputs_embed. */
smacs_status lab_play_find_vector(lab_play *p, const lab_inputs *in, const smacs_question *question, uint64_t place,
                                  smacs_error *error);

/* Takes the models with a recorded answer and a score as the question's pool, in the order of the record; of those with
 * a score in `means` [M] where that is not NULL. Returns how many they are. */
uint32_t lab_play_pool(lab_play *p, const smacs_bank_record *record, const smacs_model_mean *means);

/* Has the whole live pool asked the question, as a run asks it, by adding the calls to `calls`. Errors: MEMORY, and those
 * of smacs_run_create. */
smacs_status lab_play_offer(lab_play *p, const smacs_bank_record *record, const smacs_run_config *config, cJSON *calls,
                            smacs_error *error);

/* Takes the live pool with what it has said, and grades it. False: some member was not asked. Errors: MEMORY. */
smacs_status lab_play_members(lab_play *p, const smacs_bank_record *record, const smacs_run_config *config,
                              bool *complete, smacs_error *error);

/* Asks the pool. With a live pool, p->stopped may say that it came to nothing. Errors: those of smacs_run_create, and MEMORY. */
smacs_status lab_play_run(lab_play *p, smacs_text question, const smacs_index *index, const smacs_run_config *config,
                          uint64_t seed, lab_play_outcome *o, smacs_error *error);

#endif
