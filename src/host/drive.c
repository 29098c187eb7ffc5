/* Calls that fly: each endpoint's turn, attempts, fields to do without; and the loop around them. */
#include "host/drive.h"
#include "base/error.h"
#include "wire/chat.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { POLL_MS = 100 };

static uint64_t elapsed(const cli_drive *d) { return cli_clock_ms() - d->begin_ms; }

__attribute__((format(printf, 3, 4))) static void say(const cli_drive *d, const cli_errand *e, const char *format,
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

static bool add_errand(cli_drive *d, cJSON *action) {
    const char *id = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(action, "member"));
    const cJSON *call = cJSON_GetObjectItemCaseSensitive(action, "call");
    cli_member *member = cli_pool_find(d->pool, smacs_text_of(id));
    if (!member || !smacs_mem_reserve(&d->a, &d->errands, &d->capacity, d->count + 1, sizeof *d->errands)) {
        cJSON_Delete(action);
        cli_fail_plain(NULL, "out of memory", NULL);
        d->failed = true;
        return false;
    }
    d->errands[d->count++] =
        (cli_errand){.call = (uint32_t)cJSON_GetNumberValue(call), .member = member, .action = action};
    return true;
}

static cli_errand *find_errand(const cli_drive *d, uint32_t call) {
    for (size_t i = 0; i < d->count; i++) {
        if (d->errands[i].call == call) {
            return &d->errands[i];
        }
    }
    return NULL;
}

static void call_off(cli_drive *d, const cJSON *action) {
    const char *why = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(action, "why"));
    const cJSON *call = cJSON_GetObjectItemCaseSensitive(action, "call");
    cli_errand *e = find_errand(d, (uint32_t)cJSON_GetNumberValue(call));
    if (e && e->state <= CLI_ERRAND_FLIES) {
        if (e->state == CLI_ERRAND_FLIES) {
            cli_http_cancel(d->http, e->call);
            e->member->endpoint->flying--;
        }
        e->state = CLI_ERRAND_CANCELLED;
        say(d, e, "is called off (%s)", why ? why : "");
    }
}

/* Feeds an event and does what follows from it. */
static bool feed(cli_drive *d, smacs_json_writer *event) {
    cJSON *actions = NULL;
    if (!cli_feed(d, event, &actions)) {
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
static bool tell_cancelled(cli_drive *d) {
    for (size_t i = 0; i < d->count && !d->failed; i++) {
        if (d->errands[i].state == CLI_ERRAND_CANCELLED) {
            smacs_json_writer w;
            d->errands[i].state = CLI_ERRAND_OVER;
            cli_event_cancelled(d, &w, &d->errands[i]);
            feed(d, &w);
        }
    }
    return !d->failed;
}

/* ---- sending ---- */

static bool send_errand(cli_drive *d, cli_errand *e) {
    char *body = NULL;
    size_t size = 0;
    const cli_endpoint *endpoint = e->member->endpoint;
    e->without = e->member->refused;
    if (cli_chat_body(e->member->hosted, e->action, e->without, &body, &size) != SMACS_OK) {
        return false;
    }
    const cli_http_post post = {endpoint->url, endpoint->key, {body, size}, endpoint->timeout_s};
    const bool sent = cli_http_send(d->http, e->call, &post);
    e->body_bytes = size;
    smacs_free(NULL, body);
    return sent;
}

static bool may_leave(const cli_errand *e, uint64_t now_ms) {
    const cli_endpoint *endpoint = e->member->endpoint;
    return e->state == CLI_ERRAND_WAITS && e->due_ms <= now_ms &&
           (endpoint->parallel == 0 || endpoint->flying < endpoint->parallel);
}

static void say_asked(const cli_drive *d, const cli_errand *e) {
    const cJSON *subset = cJSON_GetObjectItemCaseSensitive(e->action, "subset");
    const char *again = e->attempts > 0 || e->sent_ms > 0 ? " again" : "";
    if (cJSON_IsNumber(subset)) {
        say(d, e, "is asked%s to merge answers (%u)", again, (unsigned)subset->valuedouble + 1);
    } else {
        say(d, e, "is asked%s at %s", again, e->member->endpoint->name);
    }
}

static bool send_due(cli_drive *d) {
    for (size_t i = 0; i < d->count; i++) {
        cli_errand *e = &d->errands[i];
        if (!may_leave(e, cli_clock_ms())) {
            continue;
        }
        say_asked(d, e);
        if (!send_errand(d, e)) {
            cli_fail_plain(NULL, "a call could not be sent", e->member->endpoint->name);
            d->failed = true;
            return false;
        }
        e->state = CLI_ERRAND_FLIES;
        e->sent_ms = cli_clock_ms();
        e->attempts++;
        e->member->endpoint->flying++;
    }
    return true;
}

/* ---- replies ---- */

static void read_reply(const cli_errand *e, const cli_http_reply *got, cli_chat_reply *reply) {
    static const char *const kinds[] = {"", "timeout", "network", "bad-response"};
    if (got->end == CLI_HTTP_ANSWERED) {
        cli_chat_read(got->status, (smacs_text){got->body.data, got->body.size}, e->member->endpoint->key, reply);
        return;
    }
    *reply = (cli_chat_reply){.failure = kinds[got->end], .free = got->unsent};
    snprintf(reply->message, sizeof reply->message, "%s",
             got->end == CLI_HTTP_TOO_LARGE ? "the answer is larger than 8 MiB" : got->message);
}

/* Fields that are refused and were sent are left out from now on, for this model. */
static bool does_without(cli_drive *d, cli_errand *e, const cli_chat_reply *reply) {
    const uint32_t fields = cli_chat_sheds(reply, e->without);
    if (fields == 0) {
        return false;
    }
    e->member->refused |= fields;
    e->attempts--;
    say(d, e, "does not take%s%s%s", fields & CLI_CHAT_LOGPROBS ? " logprobs" : "",
        fields & CLI_CHAT_TEMPERATURE ? " temperature" : "",
        fields & (CLI_CHAT_MAX_TOKENS | CLI_CHAT_LIMIT) ? " max_tokens" : "");
    return true;
}

/* Whether it is worth another attempt, after a pause that is up to a half shorter or longer than others'. */
static bool tries_again(cli_drive *d, cli_errand *e, const cli_http_reply *got, const cli_chat_reply *reply) {
    const double pause = cli_chat_pause(reply, e->attempts, 0.5 + smacs_rng_unit(&d->rng), got->retry_after);
    if (pause < 0.0) {
        return false;
    }
    e->due_ms = cli_clock_ms() + (uint64_t)pause;
    say(d, e, "is asked again in %.1f s (%s%s%s)", pause / 1000.0, reply->failure, reply->message[0] ? ": " : "",
        reply->message);
    return true;
}

static void say_end(const cli_drive *d, const cli_errand *e, const cli_chat_reply *reply) {
    const double seconds = (double)(cli_clock_ms() - e->sent_ms) / 1000.0;
    if (reply->failure) {
        say(d, e, "failed after %.1f s: %s%s%s", seconds, reply->failure, reply->message[0] ? ": " : "",
            reply->message);
    } else if (reply->counted) {
        say(d, e, "answered in %.1f s, %.0f tokens", seconds, reply->output);
    } else {
        say(d, e, "answered in %.1f s", seconds);
    }
}

static bool take_reply(cli_drive *d, const cli_http_reply *got) {
    cli_errand *e = find_errand(d, got->tag);
    cli_chat_reply reply;
    smacs_json_writer w;
    if (!e || e->state != CLI_ERRAND_FLIES) {
        return true;
    }
    read_reply(e, got, &reply);
    e->member->endpoint->flying--;
    e->state = CLI_ERRAND_WAITS;
    if (!does_without(d, e, &reply) && !tries_again(d, e, got, &reply)) {
        e->state = CLI_ERRAND_OVER;
        say_end(d, e, &reply);
        cli_event_reply(d, &w, e, &reply);
        feed(d, &w);
    }
    cli_chat_reply_free(&reply);
    return !d->failed;
}

/* ---- the loop ---- */

/* How long nothing can happen but a reply or Ctrl-C; short, because a signal may come just before the waiting. */
static int patience(const cli_drive *d) {
    const uint64_t now = cli_clock_ms();
    uint64_t least = POLL_MS;
    for (size_t i = 0; i < d->count; i++) {
        const cli_errand *e = &d->errands[i];
        if (e->state == CLI_ERRAND_WAITS && e->due_ms > now && e->due_ms - now < least) {
            least = e->due_ms - now;
        }
    }
    return (int)least;
}

/* Ctrl-C: the first one asks for the best of what is there, the second one leaves. */
static bool heed_interrupts(cli_drive *d) {
    const int interrupts = cli_interrupts();
    if (interrupts > 0 && d->stopped == 0) {
        smacs_json_writer w;
        d->stopped = 1;
        if (!d->quiet) {
            fputs("stopping: the best of what is there is kept; Ctrl-C again leaves at once\n", stderr);
        }
        cli_event_stop(d, &w);
        feed(d, &w);
    }
    return interrupts < 2 && !d->failed;
}

static bool heed_deadline(cli_drive *d) {
    if (d->deadline_ms > 0 && elapsed(d) >= d->deadline_ms) {
        smacs_json_writer w;
        cli_event_tick(d, &w, elapsed(d));
        d->deadline_ms = 0; /* told once */
        feed(d, &w);
    }
    return !d->failed;
}

static bool step(cli_drive *d) {
    cli_http_reply got;
    if (!heed_interrupts(d) || !heed_deadline(d) || !tell_cancelled(d)) {
        return false;
    }
    if (d->answered || !send_due(d)) {
        return !d->failed;
    }
    bool fine = true;
    if (cli_http_next(d->http, patience(d), &got)) {
        fine = take_reply(d, &got);
        smacs_bytes_free(&d->a, &got.body);
    }
    return fine;
}

bool cli_drive_run(cli_drive *d) {
    smacs_json_writer w;
    d->begin_ms = cli_clock_ms();
    smacs_rng_seed(&d->rng, d->begin_ms, 0);
    cli_event_begin(d, &w, "begin");
    bool fine = feed(d, &w);
    while (fine && !d->answered) {
        fine = step(d);
    }
    return fine && tell_cancelled(d);
}

void cli_drive_free(cli_drive *d) {
    for (size_t i = 0; i < d->count; i++) {
        cJSON_Delete(d->errands[i].action);
    }
    smacs_mem_free(&d->a, d->errands);
    d->errands = NULL;
    d->count = 0;
}
