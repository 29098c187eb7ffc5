/* The calls of a live evaluation: each is made once, and its answer is on disk before the next one is taken, so that the
 * same command goes on after Ctrl-C, a kill or a failure. */
#ifndef SMACS_HOST_LIVE_H
#define SMACS_HOST_LIVE_H

#include "base/names.h"
#include "host/calls.h"
#include "host/nonce.h"
#include "lab/caller.h"
#include "tool/tool.h"

/* What was made of one call. `said` borrows its texts from `line`. */
typedef struct host_live_call {
    cJSON *line; /* of the record */
    lab_said said;
} host_live_call;

/* The caller sets the first block and zeroes the rest. */
typedef struct host_live {
    host_pool *pool;
    host_http *http;
    const char *file;    /* of the record; NULL: none is kept */
    bool dry;            /* says what would be asked, and asks nothing */
    uint32_t most_calls; /* to make, without those on record; 0: no limit */
    double most_cost;    /* USD; NAN: no limit */
    uint32_t merges;     /* that a question may take, at most */
    uint32_t max_tokens; /* of an answer */

    smacs_allocator a;
    char nonce[HOST_NONCE_SIZE]; /* of the runs: the record's */
    FILE *stream;                /* NULL: nothing is written */
    smacs_names keys;
    host_live_call *calls; /* [keys.count] */
    size_t capacity;
    uint32_t *failures;    /* [pool->member_count] in a row */
    const char **given_up; /* [pool->member_count] the failure for which a model is not asked any more; NULL: it is */
    uint32_t recalled, made, failed;
    double input, output, cost; /* of calls made now */
    bool cost_unknown;
} host_live;

/* Reads the record and opens it for more. False after a report. */
bool host_live_open(host_live *l);
void host_live_free(host_live *l);

/* What an evaluation calls. Borrows `l`. */
lab_caller host_live_caller(host_live *l);

/* One line: what was asked, what it took. */
void host_live_report(const host_live *l);

#endif
