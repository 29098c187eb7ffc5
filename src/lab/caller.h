/* Live calls of an evaluation: the lab says which ones a run asks for, the host makes each of them once (host/live.h). */
#ifndef SMACS_LAB_CALLER_H
#define SMACS_LAB_CALLER_H

#include <cjson/cJSON.h>
#include <smacs/run.h>

/* What came of a call. Texts are borrowed from whoever made it. */
typedef struct lab_said {
    smacs_text text, finish;
    smacs_text failure;         /* its kind; absent: this is an answer */
    smacs_text asked, served;   /* as in smacs_event */
    double mean_logprob, cost;  /* NAN: not known */
    uint64_t input, output, ms; /* tokens; how long it took */
    bool counted;               /* the server counted the tokens */
} lab_said;

typedef struct lab_caller {
    void *context;
    /* Says what is about to be asked, before anything is: so many questions, and the calls of `make` that are not made
     * yet. False: nothing is to be asked. */
    bool (*tell)(void *context, uint32_t questions, const cJSON *calls);
    /* Makes the calls of an array of {"id": of the question, "action": as a run's call action}, several at once, but
     * those that were made before. Takes the array over. False after a report: the budget is used up, or Ctrl-C. */
    bool (*make)(void *context, cJSON *calls);
    /* What came of a call; NULL: it was not made. */
    const lab_said *(*find)(const void *context, smacs_text id, const cJSON *action);
} lab_caller;

/* A pool that is asked. All is borrowed. */
typedef struct lab_live {
    lab_caller caller;
    const smacs_member *pool; /* [pool_count] */
    uint32_t pool_count;
    const uint32_t *aggregators; /* [aggregator_count] as in smacs_run_request; NULL: the priors decide */
    uint32_t aggregator_count;
    smacs_text nonce;
    uint32_t questions; /* of the banks, at most; 0: all */
} lab_live;

#endif
