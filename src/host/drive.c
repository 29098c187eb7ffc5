/* Calls that fly: each endpoint's turn, attempts, fields to do without; and the loop around them. */
#include "host/drive.h"
#include "base/error.h"
#include "wire/retry.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { POLL_MS = 100 };

static uint64_t elapsed(const host_drive *d) { return host_clock_ms() - d->begin_ms; }

__attribute__((format(printf, 3, 4))) static void say(const host_drive *d, const host_errand *e, const char *format,
                                                      ...) {
    if (d->quiet) {
        return;
    }
    fprintf(stderr, "%5.1f s  %s ", (double)elapsed(d) / 1000.0, e->member->id.data);
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputs("\n", stderr);
}

/* ---- what the run wants ---- */

static bool add_errand(host_drive *d, cJSON *action) {
    const char *id = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(action, "member"));
    const cJSON *call = cJSON_GetObjectItemCaseSensitive(action, "call");
    host_member *member = host_pool_find(d->pool, smacs_text_of(id));
    if (!member || !smacs_mem_reserve(&d->a, &d->errands, &d->capacity, d->count + 1, sizeof *d->errands)) {
        cJSON_Delete(action);
        tool_fail_plain(NULL, "out of memory", NULL);
        d->failed = true;
        return false;
    }
    d->errands[d->count++] =
        (host_errand){.call = (uint32_t)cJSON_GetNumberValue(call), .member = member, .action = action};
    return true;
}

static host_errand *find_errand(const host_drive *d, uint32_t call) {
    for (size_t i = 0; i < d->count; i++) {
        if (d->errands[i].call == call) {
            return &d->errands[i];
        }
    }
    return NULL;
}

static void call_off(host_drive *d, const cJSON *action) {
    const char *why = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(action, "why"));
    const cJSON *call = cJSON_GetObjectItemCaseSensitive(action, "call");
    host_errand *e = find_errand(d, (uint32_t)cJSON_GetNumberValue(call));
    if (e && e->state <= HOST_ERRAND_FLIES) {
        if (e->state == HOST_ERRAND_FLIES) {
            host_http_cancel(d->http, e->call);
            e->member->endpoint->flying--;
        }
        e->state = HOST_ERRAND_CANCELLED;
        say(d, e, "is called off (%s)", why ? why : "");
    }
}

/* Feeds an event and does what follows from it. */
static bool feed(host_drive *d, smacs_json_writer *event) {
    cJSON *actions = NULL;
    if (!host_feed(d, event, &actions)) {
        return false;
    }
    while (!d->failed && actions->child) {
        cJSON *action = cJSON_DetachItemFromArray(actions, 0);
        const char *type = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(action, "type"));
        if (type && strcmp(type, "call") == 0) {
            add_errand(d, action);
            continue;
        }
        if (type && strcmp(type, "cancel") == 0) {
            call_off(d, action);
        }
        d->answered = d->answered || (type && strcmp(type, "answer") == 0);
        cJSON_Delete(action);
    }
    cJSON_Delete(actions);
    return !d->failed;
}

/* Calls that were called off have ended too, which the run wants to know for its sums. */
static bool tell_cancelled(host_drive *d) {
    for (size_t i = 0; i < d->count && !d->failed; i++) {
        if (d->errands[i].state == HOST_ERRAND_CANCELLED) {
            smacs_json_writer w;
            d->errands[i].state = HOST_ERRAND_OVER;
            host_event_cancelled(d, &w, &d->errands[i]);
            feed(d, &w);
        }
    }
    return !d->failed;
}

/* ---- sending ---- */

static bool send_errand(host_drive *d, host_errand *e) {
    char *body = NULL;
    size_t size = 0;
    const host_endpoint *endpoint = e->member->endpoint;
    e->without = e->member->refused;
    if (wire_chat_body(e->member->hosted, e->action, e->without, &body, &size) != SMACS_OK) {
        return false;
    }
    const host_http_post post = {endpoint->url, endpoint->key, {body, size}, endpoint->timeout_s};
    const bool sent = host_http_send(d->http, e->call, &post);
    e->body_bytes = size;
    smacs_free(NULL, body);
    return sent;
}

static bool may_leave(const host_errand *e, uint64_t now_ms) {
    const host_endpoint *endpoint = e->member->endpoint;
    return e->state == HOST_ERRAND_WAITS && e->due_ms <= now_ms &&
           (endpoint->parallel == 0 || endpoint->flying < endpoint->parallel);
}

static void say_asked(const host_drive *d, const host_errand *e) {
    const cJSON *subset = cJSON_GetObjectItemCaseSensitive(e->action, "subset");
    const char *again = e->attempts > 0 || e->sent_ms > 0 ? " again" : "";
    if (cJSON_IsNumber(subset)) {
        say(d, e, "is asked%s to merge answers (%u)", again, (unsigned)subset->valuedouble + 1);
    } else {
        say(d, e, "is asked%s at %s", again, e->member->endpoint->name);
    }
}

static bool send_due(host_drive *d) {
    for (size_t i = 0; i < d->count; i++) {
        host_errand *e = &d->errands[i];
        if (!may_leave(e, host_clock_ms())) {
            continue;
        }
        say_asked(d, e);
        if (!send_errand(d, e)) {
            tool_fail_plain(NULL, "a call could not be sent", e->member->endpoint->name);
            d->failed = true;
            return false;
        }
        e->state = HOST_ERRAND_FLIES;
        e->sent_ms = host_clock_ms();
        e->attempts++;
        e->member->endpoint->flying++;
    }
    return true;
}

/* ---- replies ---- */

static void read_reply(const host_errand *e, const host_http_reply *got, wire_chat_reply *reply) {
    static const char *const kinds[] = {"", "timeout", "network", "bad-response"};
    if (got->end == HOST_HTTP_ANSWERED) {
        wire_chat_read(got->status, got->retry_after, (smacs_text){got->body.data, got->body.size},
                       e->member->endpoint->key, reply);
        return;
    }
    *reply = (wire_chat_reply){.failure = kinds[got->end], .free = got->unsent, .begun = got->body.size > 0};
    snprintf(reply->message, sizeof reply->message, "%s",
             got->end == HOST_HTTP_TOO_LARGE ? "the answer is larger than 8 MiB" : got->message);
}

/* Fields that are refused and were sent are left out from now on, for this model. */
static bool does_without(host_drive *d, host_errand *e, const wire_chat_reply *reply) {
    const uint32_t fields = wire_retry_without(reply, e->without);
    if (fields == 0) {
        return false;
    }
    e->member->refused |= fields;
    e->attempts--;
    say(d, e, "does not take%s%s%s", fields & WIRE_CHAT_LOGPROBS ? " logprobs" : "",
        fields & WIRE_CHAT_TEMPERATURE ? " temperature" : "",
        fields & (WIRE_CHAT_MAX_TOKENS | WIRE_CHAT_LIMIT) ? " max_tokens" : "");
    return true;
}

static bool tries_again(host_drive *d, host_errand *e, const wire_chat_reply *reply) {
    const double pause = wire_retry_pause(reply, e->attempts, smacs_rng_unit(&d->rng));
    if (pause < 0.0) {
        return false;
    }
    e->due_ms = host_clock_ms() + (uint64_t)pause;
    say(d, e, "is asked again in %.1f s (%s%s%s)", pause / 1000.0, reply->failure, reply->message[0] ? ": " : "",
        reply->message);
    return true;
}

static void say_end(const host_drive *d, const host_errand *e, const wire_chat_reply *reply) {
    const double seconds = (double)(host_clock_ms() - e->sent_ms) / 1000.0;
    if (reply->failure) {
        say(d, e, "failed after %.1f s: %s%s%s", seconds, reply->failure, reply->message[0] ? ": " : "",
            reply->message);
    } else if (reply->counted) {
        say(d, e, "answered in %.1f s, %.0f tokens", seconds, reply->output);
    } else {
        say(d, e, "answered in %.1f s", seconds);
    }
}

static bool take_reply(host_drive *d, const host_http_reply *got) {
    host_errand *e = find_errand(d, got->tag);
    wire_chat_reply reply;
    smacs_json_writer w;
    if (!e || e->state != HOST_ERRAND_FLIES) {
        return true;
    }
    read_reply(e, got, &reply);
    e->member->endpoint->flying--;
    e->state = HOST_ERRAND_WAITS;
    if (!does_without(d, e, &reply) && !tries_again(d, e, &reply)) {
        e->state = HOST_ERRAND_OVER;
        say_end(d, e, &reply);
        host_event_reply(d, &w, e, &reply);
        feed(d, &w);
    }
    wire_chat_reply_free(&reply);
    return !d->failed;
}

/* ---- the loop ---- */

/* How long nothing can happen but a reply or Ctrl-C; short, because a signal may come just before the waiting. */
static int patience(const host_drive *d) {
    const uint64_t now = host_clock_ms();
    uint64_t least = POLL_MS;
    for (size_t i = 0; i < d->count; i++) {
        const host_errand *e = &d->errands[i];
        if (e->state == HOST_ERRAND_WAITS && e->due_ms > now && e->due_ms - now < least) {
            least = e->due_ms - now;
        }
    }
    return (int)least;
}

/* Ctrl-C: the first one asks for the best of what is there, the second one leaves. */
static bool heed_interrupts(host_drive *d) {
    const int interrupts = host_interrupts();
    if (interrupts > 0 && d->stopped == 0) {
        smacs_json_writer w;
        d->stopped = 1;
        if (!d->quiet) {
            fputs("stopping: the best of what is there is kept; Ctrl-C again leaves at once\n", stderr);
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

static bool step(host_drive *d) {
    host_http_reply got;
    if (!heed_interrupts(d) || !heed_deadline(d) || !tell_cancelled(d)) {
        return false;
    }
    if (d->answered || !send_due(d)) {
        return !d->failed;
    }
    bool fine = true;
    if (host_http_next(d->http, patience(d), &got)) {
        fine = take_reply(d, &got);
        smacs_bytes_free(&d->a, &got.body);
    }
    return fine;
}

bool host_drive_run(host_drive *d) {
    smacs_json_writer w;
    d->begin_ms = host_clock_ms();
    smacs_rng_seed(&d->rng, d->begin_ms, 0);
    host_event_begin(d, &w, "begin");
    bool fine = feed(d, &w);
    while (fine && !d->answered) {
        fine = step(d);
    }
    return fine && tell_cancelled(d);
}

void host_drive_free(host_drive *d) {
    for (size_t i = 0; i < d->count; i++) {
        cJSON_Delete(d->errands[i].action);
    }
    smacs_mem_free(&d->a, d->errands);
    d->errands = NULL;
    d->count = 0;
}
