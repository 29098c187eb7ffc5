/* Drives a session: does what its actions say, over the network, and tells it what came of them. */
#ifndef SMACS_HOST_DRIVE_H
#define SMACS_HOST_DRIVE_H

#include "base/rng.h"
#include "host/http.h"
#include "host/pool.h"
#include <smacs/session.h>

/* A call of the run, until its end has been told. */
typedef struct cli_errand {
    enum { CLI_ERRAND_WAITS, CLI_ERRAND_FLIES, CLI_ERRAND_CANCELLED, CLI_ERRAND_OVER } state;
    uint32_t call; /* its number */
    cli_member *member;
    cJSON *action;       /* what is to be sent */
    uint32_t attempts;   /* that were sent, but for those that only lacked a field */
    uint64_t due_ms;     /* not to be sent before */
    uint64_t sent_ms;    /* when the last attempt left; 0: none has */
    uint32_t without;    /* fields that the last attempt left out */
    uint64_t body_bytes; /* of the last attempt */
} cli_errand;

/* Zeroed but for what stands before the gap. */
typedef struct cli_drive {
    smacs_allocator a;
    cli_pool *pool;
    smacs_session *session;
    cli_http *http;
    uint64_t deadline_ms; /* since the beginning; 0: none */
    bool quiet;

    smacs_rng rng; /* of pauses, which play no part in the run's decisions */
    uint64_t begin_ms;
    cli_errand *errands;
    size_t count, capacity;
    bool answered;
    bool failed; /* and reported */
    int stopped; /* Ctrl-C that were acted upon */
} cli_drive;

/* Runs until the answer. False when it was left before, or after a report. */
bool cli_drive_run(cli_drive *d);
void cli_drive_free(cli_drive *d);

/* ---- events (events.c) ---- */

struct cli_chat_reply;

/* Events are written in two steps: one of these begins, cli_feed ends. */

/* Feeds the session; the actions' tree goes to *actions. False after a report. */
bool cli_feed(cli_drive *d, smacs_json_writer *event, cJSON **actions);

void cli_event_begin(const cli_drive *d, smacs_json_writer *w, const char *type);
void cli_event_stop(const cli_drive *d, smacs_json_writer *w);
void cli_event_tick(const cli_drive *d, smacs_json_writer *w, uint64_t now_ms);
/* Of a call that ended, by itself or because it was called off. */
void cli_event_reply(const cli_drive *d, smacs_json_writer *w, const cli_errand *e, const struct cli_chat_reply *reply);
void cli_event_cancelled(const cli_drive *d, smacs_json_writer *w, const cli_errand *e);

#endif
