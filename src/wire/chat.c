/* One chat request and its reply. Replies are hostile input: each field is checked, and one of the wrong type counts as
 * absent. */
#include "wire/chat.h"
#include "answer/thoughts.h"
#include "base/error.h"
#include "base/text.h"
#include "wire/failure.h"
#include "wire/mend.h"
#include "json/groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const cJSON *at(const cJSON *object, const char *name) { return cJSON_GetObjectItemCaseSensitive(object, name); }

static smacs_text text_at(const cJSON *object, const char *name) {
    return smacs_text_of(cJSON_GetStringValue(at(object, name)));
}

/* ---- the request ---- */

static void write_params(smacs_json_writer *w, const cJSON *params, uint32_t without) {
    const cJSON *temperature = at(params, "temperature"), *limit = at(params, "max_tokens");
    if (cJSON_IsNumber(temperature) && !(without & WIRE_CHAT_TEMPERATURE)) {
        smacs_json_number_member(w, "temperature", temperature->valuedouble);
    }
    if (cJSON_IsNumber(limit) && !(without & WIRE_CHAT_LIMIT)) {
        const char *name = without & WIRE_CHAT_MAX_TOKENS ? "max_completion_tokens" : "max_tokens";
        smacs_json_number_member(w, name, limit->valuedouble);
    }
    if (cJSON_IsTrue(at(params, "logprobs")) && !(without & WIRE_CHAT_LOGPROBS)) {
        smacs_json_name(w, "logprobs");
        smacs_json_bool(w, 1);
    }
}

smacs_status wire_chat_body(smacs_text model, const cJSON *action, uint32_t without, char **json, size_t *size) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_json_writer w;
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '{');
    smacs_json_text_member(&w, "model", model);
    smacs_json_name(&w, "messages");
    smacs_json_tree(&w, at(action, "messages"));
    smacs_json_name(&w, "stream");
    smacs_json_bool(&w, 0);
    write_params(&w, at(action, "params"), without);
    smacs_json_close(&w, '}');
    return smacs_json_finish(&w, json, size);
}

/* ---- texts ---- */

static void append(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    if (text.size > 0) {
        smacs_bytes_append(a, out, text.data, text.size);
    }
}

/* The texts, or the summaries, in a list of parts. */
static void append_texts(const smacs_allocator *a, const cJSON *parts, smacs_bytes *out) {
    for (const cJSON *part = cJSON_IsArray(parts) ? parts->child : NULL; part; part = part->next) {
        const smacs_text text = text_at(part, "text");
        append(a, out, text.data ? text : text_at(part, "summary"));
    }
}

/* Content is a string, or a list of blocks, some of which are thoughts. */
static void read_content(const smacs_allocator *a, const cJSON *content, smacs_bytes *said, smacs_bytes *thoughts) {
    if (cJSON_IsString(content)) {
        append(a, said, smacs_text_of(content->valuestring));
    }
    for (const cJSON *block = cJSON_IsArray(content) ? content->child : NULL; block; block = block->next) {
        const char *type = cJSON_GetStringValue(at(block, "type"));
        if (type && strcmp(type, "thinking") == 0) {
            append(a, thoughts, text_at(block, "thinking"));
            append_texts(a, at(block, "thinking"), thoughts);
        } else {
            append(a, said, text_at(block, "text"));
        }
    }
}

/* A server may send the same thoughts in several fields. We read the first that has any. */
static void read_thoughts(const smacs_allocator *a, const cJSON *message, smacs_bytes *thoughts) {
    const smacs_text content = text_at(message, "reasoning_content");
    append(a, thoughts, content.size > 0 ? content : text_at(message, "reasoning"));
    if (thoughts->size == 0) {
        append_texts(a, at(message, "reasoning_details"), thoughts);
    }
}

/* ---- log-probabilities ---- */

/* Tokens that end a turn. The model sampled them, but they are no part of the answer. */
static bool is_end_mark(const char *token) {
    const size_t size = strlen(token);
    return size == 0 || strcmp(token, "</s>") == 0 || strcmp(token, "<eos>") == 0 ||
           strcmp(token, "<end_of_turn>") == 0 ||
           (size > 4 && token[0] == '<' && token[1] == '|' && strcmp(token + size - 2, "|>") == 0);
}

/* The mean over the tokens that make up the last `left` bytes; SIZE_MAX: over all. We count from the end, because
 * servers may list the tokens of thoughts first. They write null, or -9999 or the like, for what they do not know. */
static double mean_logprob(const cJSON *tokens, size_t left) {
    double sum = 0.0;
    uint32_t count = 0;
    bool inside = false;
    const cJSON *first = cJSON_IsArray(tokens) ? tokens->child : NULL;
    for (const cJSON *token = first ? first->prev : NULL; token && left > 0;
         token = token == first ? NULL : token->prev) {
        const cJSON *chance = at(token, "logprob");
        const char *text = cJSON_GetStringValue(at(token, "token"));
        if (left != SIZE_MAX && !inside && text && is_end_mark(text)) {
            continue;
        }
        const size_t size = text ? strlen(text) : 0;
        inside = true;
        left = left == SIZE_MAX ? left : size < left ? left - size : 0;
        if (cJSON_IsNumber(chance) && chance->valuedouble > -9999.0 && chance->valuedouble <= 0.01) {
            sum += chance->valuedouble;
            count++;
        }
    }
    return count == 0 ? NAN : sum < 0.0 ? sum / count : 0.0;
}

/* ---- usage and finish ---- */

static double whole_at(const cJSON *object, const char *name) {
    const cJSON *number = at(object, name);
    const double value = cJSON_IsNumber(number) ? number->valuedouble : -1.0;
    return value >= 0.0 && value <= 1e12 ? floor(value) : -1.0;
}

/* Some services count thoughts as output, some do not. The total tells which. */
static void read_usage(const cJSON *usage, wire_chat_reply *reply) {
    const double input = whole_at(usage, "prompt_tokens"), output = whole_at(usage, "completion_tokens");
    const double total = whole_at(usage, "total_tokens");
    const cJSON *cost = at(usage, "cost");
    reply->counted = input >= 0.0 && output >= 0.0;
    if (reply->counted) {
        reply->input = input;
        reply->output = total - input > output ? total - input : output;
    }
    if (cJSON_IsNumber(cost) && cost->valuedouble >= 0.0 && cost->valuedouble <= 1e9) {
        reply->cost = cost->valuedouble;
    }
}

/* As services spell them, in any letter case; the table of wasm/src/wire/collect.ts. */
static const char *finish_of(smacs_text reason) {
    static const char *const spellings[][2] = {
        {"stop", "stop"},
        {"stop_sequence", "stop"},
        {"end_turn", "stop"},
        {"complete", "stop"},
        {"completed", "stop"},
        {"eos", "stop"},
        {"eos_token", "stop"},
        {"length", "length"},
        {"max_tokens", "length"},
        {"max_output_tokens", "length"},
        {"max_length", "length"},
        {"model_length", "length"},
        {"model_context_window_exceeded", "length"},
        {"content_filter", "content_filter"},
        {"safety", "content_filter"},
        {"refusal", "content_filter"},
        {"recitation", "content_filter"},
        {"prohibited_content", "content_filter"},
        {"tool_calls", "tool_calls"},
        {"tool_call", "tool_calls"},
        {"tool_use", "tool_calls"},
        {"function_call", "tool_calls"},
    };
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        if (reason.size == strlen(spellings[i][0]) && smacs_text_begins_folded(reason, spellings[i][0])) {
            return spellings[i][1];
        }
    }
    return reason.size > 0 ? "other" : "stop"; /* the whole body arrived, even if it does not say why it ends */
}

/* ---- reading ---- */

typedef struct reader {
    smacs_allocator a;
    const char *key;
    uint32_t status, retry_after_s;
    smacs_text body;
    smacs_bytes said, thoughts;
} reader;

/* Without the key, in one line. */
static void keep_line(const reader *r, smacs_text text, char *line, size_t capacity) {
    smacs_bytes clean = {0};
    wire_append_without_key(&r->a, &clean, text, r->key);
    wire_one_line((smacs_text){clean.data, clean.size}, line, capacity);
    smacs_bytes_free(&r->a, &clean);
}

static void keep_message(const reader *r, smacs_text message, wire_chat_reply *reply) {
    keep_line(r, message, reply->message, sizeof reply->message);
}

/* Thoughts in a field of their own, then those in front of the answer. */
static void keep_thoughts(const reader *r, smacs_text apart, smacs_text aloud, wire_chat_reply *reply) {
    apart = smacs_text_trimmed(apart);
    aloud = smacs_text_trimmed(aloud);
    wire_append_without_key(&r->a, &reply->reasoning, apart, r->key);
    append(&r->a, &reply->reasoning, smacs_text_of(apart.size > 0 && aloud.size > 0 ? "\n\n" : ""));
    wire_append_without_key(&r->a, &reply->reasoning, aloud, r->key);
}

static void keep_texts(reader *r, const cJSON *choice, wire_chat_reply *reply) {
    if (r->said.failed || r->thoughts.failed) {
        reply->failure = "bad-response";
        return;
    }
    const smacs_text said = {r->said.data ? r->said.data : "", r->said.size};
    const smacs_text apart = {r->thoughts.data, r->thoughts.size};
    const smacs_text answer = smacs_text_visible(said), aloud = smacs_text_thoughts(said);
    const bool thought = apart.size > 0 || aloud.data;
    const size_t left = said.size - (size_t)(answer.data - said.data); /* with the white space after the answer */
    wire_append_without_key(&r->a, &reply->text, answer, r->key);
    keep_thoughts(r, apart, aloud, reply);
    reply->mean_logprob = mean_logprob(at(at(choice, "logprobs"), "content"), thought ? left : SIZE_MAX);
}

static void read_answer(reader *r, const cJSON *tree, wire_chat_reply *reply) {
    const cJSON *choices = at(tree, "choices"), *choice = cJSON_IsArray(choices) ? choices->child : NULL;
    const cJSON *own = at(choice, "message"), *message = cJSON_IsObject(own) ? own : at(choice, "delta");
    const smacs_text refusal = text_at(message, "refusal");
    if (!cJSON_IsObject(message)) {
        reply->failure = "bad-response";
        return;
    }
    reply->finish = finish_of(text_at(choice, "finish_reason"));
    keep_line(r, text_at(tree, "model"), reply->model, sizeof reply->model);
    read_usage(at(tree, "usage"), reply);
    read_thoughts(&r->a, message, &r->thoughts);
    read_content(&r->a, at(message, "content"), &r->said, &r->thoughts);
    keep_texts(r, choice, reply);
    if (reply->text.size == 0 && !reply->failure) {
        const bool refused = refusal.size > 0 || strcmp(reply->finish, "content_filter") == 0;
        reply->failure = refused ? "refused" : "empty";
        keep_message(r, refusal, reply);
    }
}

/* An error of no known shape is shown as it stands, unless it is a page for people. */
static smacs_text message_of(const reader *r, const wire_said *said) {
    const bool shown = said->message[0] || r->status < 400 || smacs_text_begins(smacs_text_trimmed(r->body), "<");
    return shown ? smacs_text_of(said->message) : r->body;
}

static void read_failure(const reader *r, const wire_said *said, wire_chat_reply *reply) {
    const bool turned_away = r->status >= 400;
    const smacs_text message = message_of(r, said), all = turned_away ? r->body : message;
    reply->status = turned_away ? r->status : said->code;
    reply->failure = wire_failure_kind(reply->status, said->word, message);
    reply->refused = wire_failure_fields(reply->status, all);
    reply->wait_ms = r->retry_after_s > 0 ? 1000.0 * r->retry_after_s : wire_failure_wait(all);
    reply->free = turned_away;
    keep_message(r, message, reply);
}

void wire_chat_read(uint32_t status, uint32_t retry_after_s, smacs_text body, const char *key, wire_chat_reply *reply) {
    reader r = {smacs_allocator_or_default(NULL), key, status, retry_after_s, body, {0}, {0}};
    cJSON *tree = wire_mend_parse(&r.a, body);
    wire_said said;
    *reply = (wire_chat_reply){.mean_logprob = NAN, .cost = NAN};
    if (wire_failure_find(tree, status >= 400, &said) || status >= 400) {
        read_failure(&r, &said, reply);
    } else if (!tree || status < 200 || status >= 300) {
        reply->failure = "bad-response";
    } else {
        read_answer(&r, tree, reply);
    }
    smacs_bytes_free(&r.a, &r.said);
    smacs_bytes_free(&r.a, &r.thoughts);
    cJSON_Delete(tree);
}

void wire_chat_reply_free(wire_chat_reply *reply) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_bytes_free(&a, &reply->text);
    smacs_bytes_free(&a, &reply->reasoning);
    *reply = (wire_chat_reply){0};
}
