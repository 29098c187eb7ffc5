/* The checks of a run: what the finder finds in its question, consent, and programs on their way to the helper. */
#ifndef SMACS_HOST_CHECK_H
#define SMACS_HOST_CHECK_H

#include "host/checker.h"

/* The caller sets the first block and zeroes the rest. */
typedef struct host_check {
    const char *command; /* the helper; NULL: nothing is checked */
    uint32_t wait_s;     /* for it, each time */
    bool yes;            /* not to be asked on a terminal */
    bool quiet;          /* says nothing of what runs */

    smacs_check *check; /* of the question; NULL: nothing is checked */
    host_checker *checker;
} host_check;

/* Finds what can be checked of a question; if anything, says so, asks on a terminal, and starts the helper. What then
 * fails, or is not wanted, leaves a run that checks nothing. False after a report: out of memory. */
bool host_check_open(host_check *k, smacs_text question, const host_pool *pool);
void host_check_close(host_check *k);

/* Writes "checks" of the run's request, where there are any. */
void host_check_write(smacs_json_writer *w, const host_check *k);

/* Has the program of an answer run, or with an absent text the question's own, and says so. `member` wrote the answer.
 * *asked: it will end in host_check_next; false: there is nothing to run. False after a report. */
bool host_check_ask(host_check *k, uint32_t number, const char *member, smacs_text answer, bool *asked);

/* As host_checker_next, without waiting. */
bool host_check_next(host_check *k, host_checked *ended);

/* Runs a program and waits for what comes out; `context` is a host_checker. NULL: nothing was run. */
cJSON *host_check_run(void *context, const smacs_check *check, smacs_text code);

/* Says what programs will be run in, and on a terminal asks whether to, unless `yes`. `what` is "This question", and
 * `which` names the programs. */
bool host_check_consent(const char *command, const char *what, const char *which, bool yes);

#endif
