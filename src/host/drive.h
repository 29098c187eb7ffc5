/* Drives a session: makes the calls that its actions ask for, and tells it what came of them. */
#ifndef SMACS_HOST_DRIVE_H
#define SMACS_HOST_DRIVE_H

#include "host/calls.h"
#include "host/check.h"
#include <smacs/session.h>

/* The caller sets the first block and zeroes the rest. */
typedef struct host_drive {
    smacs_allocator a;
    host_pool *pool;
    smacs_session *session;
    host_http *http;
    host_check *check;    /* opened; without a check in it: nothing is run */
    uint64_t deadline_ms; /* since the beginning; 0: none */
    bool quiet;
    host_show *show; /* of the first answer; NULL: none is shown */

    host_calls calls;
    bool answered;
    bool failed;  /* and reported */
    bool stopped; /* the session was told of Ctrl-C */
} host_drive;

/* Runs until the answer. False when a second Ctrl-C ended it before, or after a report. */
bool host_drive_run(host_drive *d);
void host_drive_free(host_drive *d);

/* ---- events (events.c) ---- */

/* One of host_event_* begins an event, and host_feed ends it. */

/* Feeds the session; its actions go to *actions, which the caller frees with cJSON_Delete. False after a report. */
bool host_feed(host_drive *d, smacs_json_writer *event, cJSON **actions);

void host_event_begin(const host_drive *d, smacs_json_writer *w, const char *type);
void host_event_stop(const host_drive *d, smacs_json_writer *w);
void host_event_late(const host_drive *d, smacs_json_writer *w, uint32_t call);
void host_event_tick(const host_drive *d, smacs_json_writer *w, uint64_t now_ms);
void host_event_ended(const host_drive *d, smacs_json_writer *w, const host_ended *ended);
void host_event_checked(const host_drive *d, smacs_json_writer *w, const host_checked *ended);

#endif
