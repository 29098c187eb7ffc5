/* A question is sent as it stands, at temperature 0. A failed call says nothing about the model, so it gives no
 * score and the question stays open. */
#include "host/calibrate.h"
#include "base/error.h"
#include "tool/tool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FAILURES_MAX = 3 };

static smacs_calibration_state state_of(const host_calibrate *c) {
    return smacs_calibration_describe(c->record.calibration);
}

uint64_t host_calibrate_ms(const host_calibrate *c) { return host_clock_ms() - c->calls.begin_ms; }

static void tell_progress(const host_calibrate *c) {
    const smacs_calibration_state s = state_of(c);
    fprintf(stderr, "asked %u of at most %u: %u right (%.0f %%), prior %.2f +- %.2f", s.asked, s.chosen, s.right,
            100.0 * s.right / s.asked, s.prior, s.standard_error);
    if (c->asked > 2 && !s.done) {
        const double passed_s = (double)host_calibrate_ms(c) / 1000.0;
        fprintf(stderr, ", at most %.0f min left", ceil(passed_s / c->asked * (s.chosen - s.asked) / 60.0));
    }
    fprintf(stderr, "\n");
}

/* ---- asking ---- */

static bool next_place(host_calibrate *c, uint32_t *place) {
    const smacs_calibration_state s = state_of(c);
    while (c->next < s.chosen && smacs_calibration_get(c->record.calibration, c->next).asked) {
        c->next++;
    }
    if (s.done || c->next >= s.chosen) {
        return false;
    }
    *place = c->next++;
    return true;
}

/* What a run's call action has. NULL: out of memory. */
static cJSON *action_for(const host_calibrate *c, uint32_t place) {
    const smacs_text text = smacs_calibration_get(c->record.calibration, place).question.text;
    cJSON *action = cJSON_CreateObject(), *messages = cJSON_AddArrayToObject(action, "messages");
    cJSON *message = cJSON_CreateObject(), *params = cJSON_AddObjectToObject(action, "params");
    char *copy = calloc(text.size + 1, 1);
    if (copy) {
        memcpy(copy, text.data, text.size);
    }
    const bool made = cJSON_AddStringToObject(message, "role", "user") && copy &&
                      cJSON_AddStringToObject(message, "content", copy) && cJSON_AddItemToArray(messages, message) &&
                      cJSON_AddNumberToObject(params, "temperature", 0) &&
                      cJSON_AddNumberToObject(params, "max_tokens", c->max_tokens);
    free(copy);
    if (!made) {
        cJSON_Delete(action);
    }
    return made ? action : NULL;
}

/* Keeps `parallel` questions with the model. */
static void add_calls(host_calibrate *c) {
    uint32_t place = 0;
    while (!c->failed && c->calls.count < c->parallel && next_place(c, &place)) {
        c->failed = !host_calls_add(&c->calls, place, &c->model, action_for(c, place));
    }
}

/* ---- what came of it ---- */

static void give_up(host_calibrate *c, const wire_chat_reply *reply) {
    c->failures++;
    const char *why = wire_chat_why(reply);
    fprintf(stderr, "a question was not answered: %s%s%s\n", reply->failure, why[0] ? ": " : "", why);
    if (host_calls_would_fail_again(reply->failure) || c->failures >= FAILURES_MAX) {
        c->failed = true;
        tool_fail_plain(NULL,
                        c->record.file
                            ? "the model cannot be asked now; the record has all answers so far, and the same "
                              "command continues from there"
                            : "the model cannot be asked now; with --record the next try would continue here",
                        reply->failure);
    }
}

/* A reply without text is an answer, too: the model named no result. */
static void grade(host_calibrate *c, const host_ended *ended) {
    const wire_chat_reply *reply = &ended->reply;
    const smacs_text text = {reply->text.data ? reply->text.data : "", reply->text.size};
    host_graded graded = {.place = ended->call.number, .ms = host_clock_ms() - ended->call.sent_ms};
    smacs_error error;
    if (smacs_calibration_grade(c->record.calibration, graded.place, text, &graded.right, &graded.answered,
                                &graded.found, &error) != SMACS_OK) {
        c->failed = true;
        tool_fail(NULL, &error);
        return;
    }
    c->failures = 0;
    c->asked++;
    c->input += reply->counted ? reply->input : 0.0;
    c->output += reply->counted ? reply->output : 0.0;
    c->failed = !host_record_write(&c->record, &graded, reply);
    tell_progress(c);
}

static void take(host_calibrate *c, const host_ended *ended) {
    const char *failure = ended->reply.failure;
    if (!failure || strcmp(failure, "empty") == 0) {
        grade(c, ended);
    } else {
        give_up(c, &ended->reply);
    }
}

void host_calibrate_ask(host_calibrate *c) {
    host_calls_open(&c->calls, c->http, true);
    for (add_calls(c); !c->failed && c->calls.count > 0; add_calls(c)) {
        host_ended ended;
        if (host_interrupts() > 0) {
            fprintf(stderr, "stopped%s\n", c->record.file ? "; the same command continues from here" : "");
            return;
        }
        if (!host_calls_next(&c->calls, &ended)) {
            c->failed = true;
        } else if (ended.call.member) {
            take(c, &ended);
        }
        host_ended_free(&ended);
    }
}

void host_calibrate_free(host_calibrate *c) {
    host_calls_free(&c->calls);
    host_record_close(&c->record);
}
