/* The loop around a session and its calls. */
#include "host/drive.h"
#include "base/error.h"
#include "host/outcome.h"

#include <stdio.h>
#include <string.h>

static const cJSON *at(const cJSON *object, const char *name) { return cJSON_GetObjectItemCaseSensitive(object, name); }

static uint64_t elapsed(const host_drive *d) { return host_clock_ms() - d->calls.begin_ms; }

static bool feed(host_drive *d, smacs_json_writer *event);

static bool tell_checked(host_drive *d, host_checked *ended) {
    smacs_json_writer w;
    host_event_checked(d, &w, ended);
    cJSON_Delete(ended->results);
    return feed(d, &w);
}

/* ---- what the run wants ---- */

/* Hands over the program that a check is about: that of call `call`, or with a NULL the question's own. */
static bool ask_program(host_drive *d, uint32_t number, const cJSON *call, bool *asked) {
    host_outcome o;
    if (!host_outcome_open(d->session, &o)) {
        return false;
    }
    const cJSON *of = cJSON_IsNumber(call) ? cJSON_GetArrayItem(at(o.view, "calls"), (int)call->valuedouble) : NULL;
    const smacs_text answer = smacs_text_of(cJSON_GetStringValue(at(of, "text")));
    const bool fine = host_check_ask(d->check, number, cJSON_GetStringValue(at(of, "member")), answer, asked);
    host_outcome_free(&o);
    return fine;
}

/* A check of what holds no program ends at once. */
static bool run_check(host_drive *d, const cJSON *action) {
    host_checked ended = {.number = (uint32_t)cJSON_GetNumberValue(at(action, "id"))};
    const cJSON *program = cJSON_GetArrayItem(at(action, "programs"), 0);
    bool asked = false;
    return ask_program(d, ended.number, at(program, "call"), &asked) && (asked || tell_checked(d, &ended));
}

/* Takes over `action`. */
static void obey(host_drive *d, cJSON *action) {
    const char *type = cJSON_GetStringValue(at(action, "type")), *why = cJSON_GetStringValue(at(action, "why"));
    const cJSON *call = at(action, "call"); /* an answer has none */
    const uint32_t number = cJSON_IsNumber(call) ? (uint32_t)call->valuedouble : UINT32_MAX;
    if (type && strcmp(type, "call") == 0) {
        host_member *member = host_pool_find(d->pool, smacs_text_of(cJSON_GetStringValue(at(action, "member"))));
        d->failed = !host_calls_add(&d->calls, number, member, action);
        return;
    }
    if (type && strcmp(type, "check") == 0) {
        d->failed = !run_check(d, action);
    } else if (type && strcmp(type, "cancel") == 0) {
        host_calls_cancel(&d->calls, number, why ? why : "");
    }
    d->answered = d->answered || (type && strcmp(type, "answer") == 0);
    cJSON_Delete(action);
}

/* Feeds an event and does what the session asks for. */
static bool feed(host_drive *d, smacs_json_writer *event) {
    cJSON *actions = NULL;
    if (!host_feed(d, event, &actions)) {
        return false;
    }
    while (!d->failed && actions->child) {
        obey(d, cJSON_DetachItemFromArray(actions, 0));
    }
    cJSON_Delete(actions);
    return !d->failed;
}

/* ---- what the session is told ---- */

static bool tell_ended(host_drive *d, host_ended *ended) {
    smacs_json_writer w;
    host_event_ended(d, &w, ended);
    host_ended_free(ended);
    return feed(d, &w);
}

/* Cancelled calls have ended, too, and the run counts what they cost. */
static bool tell_cancelled(host_drive *d) {
    host_ended ended;
    while (!d->failed && host_calls_take_cancelled(&d->calls, &ended)) {
        tell_ended(d, &ended);
    }
    return !d->failed;
}

static bool tell_late(host_drive *d) {
    uint32_t call;
    while (!d->failed && !d->answered && host_calls_take_late(&d->calls, &call)) {
        smacs_json_writer w;
        host_event_late(d, &w, call);
        feed(d, &w);
    }
    return !d->failed;
}

/* The first Ctrl-C asks the session to decide from what has arrived; the second one ends the run. */
static bool heed_interrupts(host_drive *d) {
    const int interrupts = host_interrupts();
    if (interrupts > 0 && !d->stopped) {
        smacs_json_writer w;
        d->stopped = true;
        if (!d->quiet) {
            fputs("stopping: the best answer so far is kept; press Ctrl-C again to quit at once\n", stderr);
        }
        host_event_stop(d, &w);
        feed(d, &w);
    }
    return interrupts < 2 && !d->failed;
}

static bool heed_deadline(host_drive *d) {
    if (d->deadline_ms > 0 && elapsed(d) >= d->deadline_ms) {
        smacs_json_writer w;
        host_event_tick(d, &w, elapsed(d));
        d->deadline_ms = 0; /* told once */
        feed(d, &w);
    }
    return !d->failed;
}

static bool tell_all_checked(host_drive *d) {
    host_checked ended;
    while (!d->failed && !d->answered && host_check_next(d->check, &ended)) {
        tell_checked(d, &ended);
    }
    return !d->failed;
}

/* ---- the loop ---- */

static bool step(host_drive *d) {
    host_ended ended;
    if (!heed_interrupts(d) || !heed_deadline(d) || !tell_late(d) || !tell_cancelled(d) || !tell_all_checked(d)) {
        return false;
    }
    if (d->answered) {
        return true;
    }
    return host_calls_next(&d->calls, &ended) && (!ended.call.member || tell_ended(d, &ended));
}

bool host_drive_run(host_drive *d) {
    smacs_json_writer w;
    host_calls_open(&d->calls, d->http, d->quiet);
    d->calls.show = d->show;
    host_event_begin(d, &w, "begin");
    bool fine = feed(d, &w);
    while (fine && !d->answered) {
        fine = step(d);
    }
    return fine && tell_cancelled(d);
}

void host_drive_free(host_drive *d) { host_calls_free(&d->calls); }
