/* Each endpoint has its own limit of calls in flight. A call that fails may be sent again after a pause
 * (wire/retry.h), or at once without the fields that its model does not support. */
#include "host/calls.h"
#include "base/error.h"
#include "tool/tool.h"
#include "wire/retry.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { POLL_MS = 100 };

__attribute__((format(printf, 3, 4))) static void say(const host_calls *c, const host_call *call, const char *format,
                                                      ...) {
    if (c->quiet) {
        return;
    }
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    host_show_pause(c->show);
    fprintf(stderr, "%5.1f s  %s %s\n", (double)(host_clock_ms() - c->begin_ms) / 1000.0, call->member->id.data, line);
}

/* ---- the list ---- */

void host_calls_open(host_calls *c, host_http *http, bool quiet) {
    *c = (host_calls){.a = smacs_allocator_or_default(NULL), .http = http, .quiet = quiet, .begin_ms = host_clock_ms()};
    smacs_rng_seed(&c->rng, c->begin_ms, 0);
}

void host_calls_free(host_calls *c) {
    for (size_t i = 0; i < c->count; i++) {
        cJSON_Delete(c->items[i].action);
    }
    if (c->items) {
        smacs_mem_free(&c->a, c->items);
    }
    *c = (host_calls){0};
}

bool host_calls_add(host_calls *c, uint32_t number, host_member *member, cJSON *action) {
    if (!member || !action || !smacs_mem_reserve(&c->a, &c->items, &c->capacity, c->count + 1, sizeof *c->items)) {
        cJSON_Delete(action);
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    const double late_ms = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(action, "late_ms"));
    c->items[c->count++] = (host_call){
        .number = number, .member = member, .action = action, .late_ms = late_ms >= 1.0 ? (uint64_t)late_ms : 0};
    return true;
}

static host_call *find(const host_calls *c, uint32_t number) {
    for (size_t i = 0; i < c->count; i++) {
        if (c->items[i].number == number) {
            return &c->items[i];
        }
    }
    return NULL;
}

/* Moves a call out of the list; the others keep their order. */
static void take_out(host_calls *c, host_call *call, host_ended *ended) {
    const size_t after = (size_t)(c->items + c->count - (call + 1));
    ended->call = *call;
    memmove(call, call + 1, after * sizeof *call);
    c->count--;
}

void host_ended_free(host_ended *ended) {
    cJSON_Delete(ended->call.action);
    wire_chat_reply_free(&ended->reply);
    *ended = (host_ended){0};
}

/* ---- cancelling ---- */

void host_calls_cancel(host_calls *c, uint32_t number, const char *why) {
    host_call *call = find(c, number);
    if (!call || call->state == HOST_CALL_CANCELLED) {
        return;
    }
    if (call->state == HOST_CALL_IN_FLIGHT) {
        host_http_cancel(c->http, number);
        call->member->endpoint->in_flight--;
    }
    call->state = HOST_CALL_CANCELLED;
    say(c, call, "is cancelled (%s)", why);
}

bool host_calls_take_cancelled(host_calls *c, host_ended *ended) {
    for (size_t i = 0; i < c->count; i++) {
        if (c->items[i].state == HOST_CALL_CANCELLED) {
            ended->reply = (wire_chat_reply){.failure = "cancelled", .free = c->items[i].sent_ms == 0};
            take_out(c, &c->items[i], ended);
            return true;
        }
    }
    return false;
}

bool host_calls_take_late(host_calls *c, uint32_t *number) {
    const uint64_t now = host_clock_ms();
    for (size_t i = 0; i < c->count; i++) {
        host_call *call = &c->items[i];
        const bool again = call->state == HOST_CALL_WAITING && call->attempts > 0;
        const bool slow = call->state == HOST_CALL_IN_FLIGHT && now - call->first_ms >= call->late_ms;
        if (call->late_ms > 0 && (again || slow)) {
            call->late_ms = 0;
            *number = call->number;
            return true;
        }
    }
    return false;
}

/* ---- sending ---- */

static bool may_leave(const host_call *call, uint64_t now_ms) {
    const host_endpoint *endpoint = call->member->endpoint;
    return call->state == HOST_CALL_WAITING && call->due_ms <= now_ms &&
           (endpoint->parallel == 0 || endpoint->in_flight < endpoint->parallel);
}

static bool has_role(const host_call *call, const char *wanted) {
    const char *role = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(call->action, "role"));
    return role && strcmp(role, wanted) == 0;
}

static void say_asked(const host_calls *c, const host_call *call) {
    const cJSON *subset = cJSON_GetObjectItemCaseSensitive(call->action, "subset");
    const char *again = call->attempts > 0 || call->sent_ms > 0 ? " again" : "";
    if (cJSON_IsNumber(subset)) {
        say(c, call, "is asked%s to merge answers (%u)", again, (unsigned)subset->valuedouble + 1);
    } else if (has_role(call, "state")) {
        say(c, call, "is asked%s for its final answer in short", again);
    } else if (has_role(call, "judge")) {
        say(c, call, "is asked%s to compare the two leading answers", again);
    } else {
        say(c, call, "is asked%s at %s", again, call->member->endpoint->name);
    }
}

static bool send_call(host_calls *c, host_call *call) {
    char *body = NULL;
    size_t size = 0;
    host_endpoint *endpoint = call->member->endpoint;
    host_show *show = has_role(call, "state") || has_role(call, "judge") ? NULL : c->show;
    call->without = call->member->unsupported;
    if (wire_chat_body(call->member->hosted, call->action, call->without, show != NULL, &body, &size) != SMACS_OK) {
        return false;
    }
    const host_http_post post = {.url = endpoint->url,
                                 .key = endpoint->key,
                                 .body = {body, size},
                                 .timeout_s = endpoint->timeout_s,
                                 .piece = show ? host_show_piece : NULL,
                                 .context = show};
    if (show) {
        host_show_begin(show, call->number);
    }
    const bool sent = host_http_send(c->http, call->number, &post);
    smacs_free(NULL, body);
    call->body_bytes = size;
    call->state = HOST_CALL_IN_FLIGHT;
    call->sent_ms = host_clock_ms();
    call->first_ms = call->first_ms > 0 ? call->first_ms : call->sent_ms;
    call->attempts++;
    endpoint->in_flight++;
    return sent;
}

static bool send_those(host_calls *c, bool states) {
    for (size_t i = 0; i < c->count; i++) {
        host_call *call = &c->items[i];
        if (has_role(call, "state") != states || !may_leave(call, host_clock_ms())) {
            continue;
        }
        say_asked(c, call);
        if (!send_call(c, call)) {
            tool_fail_plain(NULL, "a call could not be sent: out of memory, or libcurl refuses it",
                            call->member->endpoint->name);
            return false;
        }
    }
    return true;
}

/* Where an endpoint takes few calls at a time, those that ask back stand behind all others. */
static bool send_due(host_calls *c) { return send_those(c, false) && send_those(c, true); }

/* ---- replies ---- */

static void read_reply(const host_call *call, const host_http_reply *got, wire_chat_reply *reply) {
    static const char *const kinds[] = {"", "timeout", "network", "bad-response"};
    if (got->end == HOST_HTTP_ANSWERED) {
        const smacs_text body = {got->body.data, got->body.size};
        wire_chat_read(&got->head, body, call->member->endpoint->key, reply);
        return;
    }
    *reply = (wire_chat_reply){.failure = kinds[got->end], .free = got->unsent, .begun = got->body.size > 0};
    snprintf(reply->message, sizeof reply->message, "%s",
             got->end == HOST_HTTP_TOO_LARGE ? "the answer is larger than 8 MiB" : got->message);
}

/* Whether the call failed for unsupported fields. Later calls to this model leave them out. */
static bool leaves_out(host_calls *c, host_call *call, const wire_chat_reply *reply) {
    const uint32_t fields = wire_retry_without(reply, call->without);
    if (fields == 0) {
        return false;
    }
    call->member->unsupported |= fields;
    call->attempts--;
    say(c, call, "does not take%s%s%s", fields & WIRE_CHAT_LOGPROBS ? " logprobs" : "",
        fields & WIRE_CHAT_TEMPERATURE ? " temperature" : "",
        fields & (WIRE_CHAT_MAX_TOKENS | WIRE_CHAT_LIMIT) ? " max_tokens" : "");
    return true;
}

static bool is_retried(host_calls *c, host_call *call, const wire_chat_reply *reply) {
    const double pause = wire_retry_pause(reply, call->attempts, smacs_rng_unit(&c->rng));
    if (pause < 0.0) {
        return false;
    }
    call->due_ms = host_clock_ms() + (uint64_t)pause;
    const char *why = wire_chat_why(reply);
    say(c, call, "is asked again in %.1f s (%s%s%s)", pause / 1000.0, reply->failure, why[0] ? ": " : "", why);
    return true;
}

static void say_end(const host_calls *c, const host_call *call, const wire_chat_reply *reply) {
    const double seconds = (double)(host_clock_ms() - call->sent_ms) / 1000.0;
    const char *why = wire_chat_why(reply);
    if (reply->failure) {
        say(c, call, "failed after %.1f s: %s%s%s", seconds, reply->failure, why[0] ? ": " : "", why);
    } else if (reply->counted) {
        say(c, call, "answered in %.1f s, %.0f tokens", seconds, reply->output);
    } else {
        say(c, call, "answered in %.1f s", seconds);
    }
}

static void take_reply(host_calls *c, const host_http_reply *got, host_ended *ended) {
    host_call *call = find(c, got->tag);
    wire_chat_reply reply;
    if (!call || call->state != HOST_CALL_IN_FLIGHT) {
        return;
    }
    read_reply(call, got, &reply);
    call->member->endpoint->in_flight--;
    call->state = HOST_CALL_WAITING;
    if (leaves_out(c, call, &reply) || is_retried(c, call, &reply)) {
        wire_chat_reply_free(&reply);
        return;
    }
    say_end(c, call, &reply);
    ended->reply = reply;
    take_out(c, call, ended);
}

/* How long nothing can happen but a reply or Ctrl-C. It is short, because a signal may come just before the waiting. */
static int wait_of(const host_calls *c) {
    const uint64_t now = host_clock_ms();
    uint64_t least = POLL_MS;
    for (size_t i = 0; i < c->count; i++) {
        const host_call *call = &c->items[i];
        if (call->state == HOST_CALL_WAITING && call->due_ms > now && call->due_ms - now < least) {
            least = call->due_ms - now;
        }
    }
    return (int)least;
}

bool host_calls_next(host_calls *c, host_ended *ended) {
    host_http_reply got;
    *ended = (host_ended){0};
    if (!send_due(c)) {
        return false;
    }
    if (host_http_next(c->http, wait_of(c), &got)) {
        take_reply(c, &got, ended);
        smacs_bytes_free(&c->a, &got.body);
    }
    return true;
}

bool host_calls_would_fail_again(const char *failure) {
    static const char *const kinds[] = {"auth", "credit", "unknown-model", "network"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(failure, kinds[i]) == 0) {
            return true;
        }
    }
    return false;
}
