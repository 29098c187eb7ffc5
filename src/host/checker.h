/* The helper that runs programs for the command, which itself runs none: another process, with JSON Lines on its stdin
 * and stdout (README.md has the protocol). It gets code and inputs, and tells what came out; expected values stay here.
 * A build without processes (SMACS_WITHOUT_NETWORK) has the same functions, but opening fails with a report. */
#ifndef SMACS_HOST_CHECKER_H
#define SMACS_HOST_CHECKER_H

#include "host/pool.h"
#include <smacs/checks.h>

typedef struct host_checker host_checker;

/* A program that has run, or was not: `results` is an array of {"outcome", "out"}, one for each input in their order;
 * NULL: nothing was run. The receiver deletes it. */
typedef struct host_checked {
    uint32_t number;
    cJSON *results;
} host_checked;

/* Whether `command` can be started: "node" stands for the project's own helper, which must be found; of anything else
 * the shell will tell. False after a report. */
bool host_checker_find(const char *command);

/* Seconds to wait for a helper, unless somebody says otherwise. Its own limit for a program should be far less. */
enum { HOST_CHECKER_WAIT_S = 60 };

/* Starts the helper and waits until it says what it is, for at most `wait_s`; for as long later programs are waited for.
 * The variables that hold the pool's keys are kept from it; `pool`
 * may be NULL. NULL after a report. */
host_checker *host_checker_open(const char *command, uint32_t wait_s, const host_pool *pool);
void host_checker_close(host_checker *c);

/* What it says it is, for people. */
const char *host_checker_name(const host_checker *c);

/* Whether it has ended, or was ended: nothing more is run. */
bool host_checker_gone(const host_checker *c);

/* Hands over a program with the check's inputs. Programs run one after the other. False when out of memory. */
bool host_checker_add(host_checker *c, uint32_t number, const smacs_check *check, smacs_text code);

/* Takes a program that has ended; waits for at most `wait_ms`. When the helper ends, is slow or says what it should
 * not, that is reported once, and all programs end without results. False: none has ended. */
bool host_checker_next(host_checker *c, int wait_ms, host_checked *ended);

#endif
