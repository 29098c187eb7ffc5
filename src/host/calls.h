/* Sends chat calls. This is the one place that decides which call may leave, when one is sent again, and which
 * fields it leaves out. Runs (drive.c) and calibrations (calibrate.c) both use it. */
#ifndef SMACS_HOST_CALLS_H
#define SMACS_HOST_CALLS_H

#include "base/rng.h"
#include "host/http.h"
#include "host/pool.h"
#include "host/show.h"
#include "wire/chat.h"

typedef struct host_call {
    enum { HOST_CALL_WAITING, HOST_CALL_IN_FLIGHT, HOST_CALL_CANCELLED } state;
    uint32_t number;     /* the owner's; no two calls have the same one at a time */
    host_member *member; /* whom it asks; borrowed */
    cJSON *action;       /* its messages and params, as a run's call action has them */
    uint64_t late_ms;  /* the owner wants to hear that it has not ended then, or fails and is asked again; 0: no more */
    uint64_t first_ms; /* when the first attempt left; 0: none has */
    uint32_t attempts; /* without those that failed only for an unsupported field */
    uint64_t due_ms;   /* not to be sent before */
    uint64_t sent_ms;  /* when the last attempt left; 0: none has */
    uint32_t without;  /* fields that the last attempt left out */
    uint64_t body_bytes; /* of the last attempt */
} host_call;

/* Calls that wait or are in flight, in the order in which they were added. */
typedef struct host_calls {
    smacs_allocator a;
    host_http *http;   /* borrowed */
    bool quiet;        /* no progress on stderr */
    host_show *show;   /* shows the first answer while it is written; replies are then streamed; NULL: none is shown */
    smacs_rng rng;     /* spreads the pauses; decides nothing else */
    uint64_t begin_ms; /* when this was opened */
    host_call *items;
    size_t count, capacity;
} host_calls;

void host_calls_open(host_calls *c, host_http *http, bool quiet);

/* Zeroed calls may be freed, too. */
void host_calls_free(host_calls *c);

/* Adds a call and takes over `action`, also when it fails. False after a report: out of memory. */
bool host_calls_add(host_calls *c, uint32_t number, host_member *member, cJSON *action);

/* Cancels a call; it then ends with the failure "cancelled". Does nothing for a number that is not here. */
void host_calls_cancel(host_calls *c, uint32_t number, const char *why);

/* A call that has ended and what came of it. The receiver frees it with host_ended_free. */
typedef struct host_ended {
    host_call call;
    wire_chat_reply reply;
} host_ended;

void host_ended_free(host_ended *ended);

/* Sends all calls that may leave and waits for at most a tenth of a second for one to end, which goes to *ended; where
 * none ends, ended->call.member is NULL. False after a report. */
bool host_calls_next(host_calls *c, host_ended *ended);

/* A call that is late, once: it has not ended `late_ms` after its first attempt left (a member of the action), or that
 * attempt has failed. False: none is. */
bool host_calls_take_late(host_calls *c, uint32_t *number);

/* Takes out a call that was cancelled. False: there is none. */
bool host_calls_take_cancelled(host_calls *c, host_ended *ended);

/* Whether the next call to the same model would fail in the same way, too. */
bool host_calls_would_fail_again(const char *failure);

#endif
