/* Writes the events for a session as JSON. */
#include "base/error.h"
#include "host/drive.h"
#include "tool/tool.h"
#include "json/groups.h"

void host_event_begin(const host_drive *d, smacs_json_writer *w, const char *type) {
    smacs_json_begin(w, &d->a);
    smacs_json_open(w, '{');
    smacs_json_text_member(w, "type", smacs_text_of(type));
}

void host_event_stop(const host_drive *d, smacs_json_writer *w) {
    host_event_begin(d, w, "user");
    smacs_json_text_member(w, "what", smacs_text_of("stop"));
}

void host_event_tick(const host_drive *d, smacs_json_writer *w, uint64_t now_ms) {
    host_event_begin(d, w, "tick");
    smacs_json_integer_member(w, "now_ms", now_ms);
}

void host_event_late(const host_drive *d, smacs_json_writer *w, uint32_t call) {
    host_event_begin(d, w, "late");
    smacs_json_integer_member(w, "call", call);
}

static void write_usage(smacs_json_writer *w, uint64_t input, uint64_t output, double cost, const char *basis) {
    smacs_json_name(w, "usage");
    smacs_json_open(w, '{');
    smacs_json_integer_member(w, "input", input);
    smacs_json_integer_member(w, "output", output);
    smacs_json_number_member(w, "cost", cost);
    smacs_json_text_member(w, "basis", smacs_text_of(basis));
    smacs_json_close(w, '}');
}

/* What the server counted. Otherwise nothing, and the run estimates from the text; but it does not see the thoughts, so
 * with thoughts we estimate here. */
static void write_reply_usage(smacs_json_writer *w, const host_call *call, const wire_chat_reply *reply) {
    if (reply->free) {
        write_usage(w, 0, 0, 0.0, "actual");
    } else if (reply->counted) {
        write_usage(w, (uint64_t)reply->input, (uint64_t)reply->output, reply->cost, "actual");
    } else if (reply->reasoning.size > 0) {
        const uint64_t written = reply->text.size + reply->reasoning.size;
        write_usage(w, (call->body_bytes + 3) / 4, (written + 3) / 4, reply->cost, "estimated");
    }
}

static smacs_text text_of_bytes(const smacs_bytes *bytes) { return (smacs_text){bytes->data, bytes->size}; }

void host_event_ended(const host_drive *d, smacs_json_writer *w, const host_ended *ended) {
    const wire_chat_reply *reply = &ended->reply;
    const host_call *call = &ended->call;
    host_event_begin(d, w, reply->failure ? "failed" : "completed");
    smacs_json_integer_member(w, "call", call->number);
    smacs_json_integer_member(w, "ms", call->sent_ms > 0 ? host_clock_ms() - call->sent_ms : 0);
    if (reply->failure) {
        smacs_json_text_member(w, "kind", smacs_text_of(reply->failure));
        smacs_json_text_member(w, "message", smacs_text_of(reply->message));
    } else {
        smacs_json_text_member(w, "text", text_of_bytes(&reply->text));
        smacs_json_text_member(w, "finish", smacs_text_of(reply->finish));
        smacs_json_number_member(w, "mean_logprob", reply->mean_logprob);
        if (reply->model[0]) {
            smacs_json_text_member(w, "asked", call->member->hosted);
            smacs_json_text_member(w, "served", smacs_text_of(reply->model));
        }
    }
    if (reply->reasoning.size > 0) {
        smacs_json_text_member(w, "reasoning", text_of_bytes(&reply->reasoning));
    }
    write_reply_usage(w, call, reply);
}

/* Without results: nothing was run. */
void host_event_checked(const host_drive *d, smacs_json_writer *w, const host_checked *ended) {
    uint64_t input = 0;
    const cJSON *item;
    host_event_begin(d, w, "checked");
    smacs_json_integer_member(w, "id", ended->number);
    smacs_json_name(w, "results");
    smacs_json_open(w, '[');
    cJSON_ArrayForEach(item, ended->results) {
        smacs_json_open(w, '{');
        smacs_json_integer_member(w, "program", 0);
        smacs_json_integer_member(w, "input", input++);
        smacs_json_word_member(w, "outcome", cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(item, "outcome")));
        smacs_json_text_member(w, "out",
                               smacs_text_of(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(item, "out"))));
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
}

bool host_feed(host_drive *d, smacs_json_writer *event, cJSON **actions) {
    char *json = NULL, *answer = NULL;
    size_t size = 0, answer_size = 0;
    smacs_error error;
    *actions = NULL;
    smacs_json_close(event, '}');
    smacs_status status = smacs_json_finish(event, &json, &size) == SMACS_OK ? SMACS_OK : smacs_fail_memory(&error);
    if (status == SMACS_OK) {
        status = smacs_session_feed(d->session, (smacs_text){json, size}, &answer, &answer_size, &error);
    }
    if (status == SMACS_OK) {
        status = smacs_json_parse((smacs_text){answer, answer_size}, actions, &error);
    }
    if (status != SMACS_OK) {
        tool_fail_plain(NULL, error.message, error.detail[0] ? error.detail : NULL);
        d->failed = true;
    }
    smacs_free(NULL, answer);
    smacs_free(NULL, json);
    return status == SMACS_OK;
}
