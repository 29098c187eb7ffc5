/* Drives a session: does what its actions say, over the network, and tells it what came of them. */
#ifndef SMACS_HOST_DRIVE_H
#define SMACS_HOST_DRIVE_H

#include "base/rng.h"
#include "host/http.h"
#include "host/pool.h"
#include <smacs/session.h>

/* A call of the run, until its end has been told. */
typedef struct host_errand {
    enum { HOST_ERRAND_WAITS, HOST_ERRAND_FLIES, HOST_ERRAND_CANCELLED, HOST_ERRAND_OVER } state;
    uint32_t call; /* its number */
    host_member *member;
    cJSON *action;       /* what is to be sent */
    uint32_t attempts;   /* that were sent, but for those that only lacked a field */
    uint64_t due_ms;     /* not to be sent before */
    uint64_t sent_ms;    /* when the last attempt left; 0: none has */
    uint32_t without;    /* fields that the last attempt left out */
    uint64_t body_bytes; /* of the last attempt */
} host_errand;

/* Zeroed but for what stands before the gap. */
typedef struct host_drive {
    smacs_allocator a;
    host_pool *pool;
    smacs_session *session;
    host_http *http;
    uint64_t deadline_ms; /* since the beginning; 0: none */
    bool quiet;

    smacs_rng rng; /* of pauses, which play no part in the run's decisions */
    uint64_t begin_ms;
    host_errand *errands;
    size_t count, capacity;
    bool answered;
    bool failed; /* and reported */
    int stopped; /* Ctrl-C that were acted upon */
} host_drive;

/* Runs until the answer. False when it was left before, or after a report. */
bool host_drive_run(host_drive *d);
void host_drive_free(host_drive *d);

/* ---- events (events.c) ---- */

struct wire_chat_reply;

/* Events are written in two steps: one of these begins, host_feed ends. */

/* Feeds the session; the actions' tree goes to *actions. False after a report. */
bool host_feed(host_drive *d, smacs_json_writer *event, cJSON **actions);

void host_event_begin(const host_drive *d, smacs_json_writer *w, const char *type);
void host_event_stop(const host_drive *d, smacs_json_writer *w);
void host_event_tick(const host_drive *d, smacs_json_writer *w, uint64_t now_ms);
/* Of a call that ended, by itself or because it was called off. */
void host_event_reply(const host_drive *d, smacs_json_writer *w, const host_errand *e,
                      const struct wire_chat_reply *reply);
void host_event_cancelled(const host_drive *d, smacs_json_writer *w, const host_errand *e);

#endif
