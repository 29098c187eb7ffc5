/* One chat request and its answer, not streamed. What comes back is hostile: it is checked field by field, and anything
 * that is not of its kind counts as absent. */
#include "wire/chat.h"
#include "base/error.h"
#include "wire/failure.h"
#include "wire/mend.h"
#include "json/groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ATTEMPTS = 3, PAUSE_FIRST_MS = 1000, PAUSE_MOST_MS = 30000, ASKED_MOST_S = 60 };

static const cJSON *at(const cJSON *object, const char *name) { return cJSON_GetObjectItemCaseSensitive(object, name); }

static smacs_text text_at(const cJSON *object, const char *name) {
    return smacs_text_of(cJSON_GetStringValue(at(object, name)));
}

/* ---- asking ---- */

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

/* Content is a text, or a list of blocks of which some are thoughts. */
static void read_content(const smacs_allocator *a, const cJSON *content, smacs_bytes *said, smacs_bytes *thoughts) {
    if (cJSON_IsString(content)) {
        append(a, said, smacs_text_of(content->valuestring));
    }
    for (const cJSON *block = cJSON_IsArray(content) ? content->child : NULL; block; block = block->next) {
        append(a, said, text_at(block, "text"));
        append(a, thoughts, text_at(block, "thinking"));
    }
}

/* The same thoughts may come in two fields at once: the first that has any is read. */
static void read_thoughts(const smacs_allocator *a, const cJSON *message, smacs_bytes *thoughts) {
    const smacs_text content = text_at(message, "reasoning_content");
    append(a, thoughts, content.size > 0 ? content : text_at(message, "reasoning"));
}

static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/* Where the answer begins in what was said: after <think>..</think>, or after a lone </think>, whose beginning was part
 * of the prompt. Thoughts that never end leave no answer. */
static size_t answer_start(const char *said, size_t size) {
    size_t start = 0;
    while (start < size && is_space(said[start])) {
        start++;
    }
    const bool thinks = strncmp(said + start, "<think>", 7) == 0;
    const char *end = strstr(said, "</think>"), *open = strstr(said, "<think>");
    if (end && (thinks || !open || open > end)) {
        start = (size_t)(end - said) + 8;
        while (start < size && is_space(said[start])) {
            start++;
        }
        return start;
    }
    return thinks ? size : start;
}

/* ---- log-probabilities ---- */

/* Marks that end a turn were sampled, but are part of no answer. */
static bool is_end_mark(const char *token) {
    const size_t size = strlen(token);
    return size == 0 || strcmp(token, "</s>") == 0 || strcmp(token, "<eos>") == 0 ||
           strcmp(token, "<end_of_turn>") == 0 ||
           (size > 4 && token[0] == '<' && token[1] == '|' && strcmp(token + size - 2, "|>") == 0);
}

/* Mean over the tokens that make up the last `left` bytes, from the end, since thoughts may be listed in front of them.
 * Servers write null, or -9999 or the like, for what they do not know. */
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

/* ---- the rest of an answer ---- */

static double whole_at(const cJSON *object, const char *name) {
    const cJSON *number = at(object, name);
    const double value = cJSON_IsNumber(number) ? number->valuedouble : -1.0;
    return value >= 0.0 && value <= 1e12 ? floor(value) : -1.0;
}

/* Some services count thoughts beside the output, some within: the total tells. */
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

/* As services spell them. */
static const char *finish_of(const char *reason) {
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
        {"SAFETY", "content_filter"},
        {"refusal", "content_filter"},
        {"recitation", "content_filter"},
        {"prohibited_content", "content_filter"},
        {"tool_calls", "tool_calls"},
        {"tool_use", "tool_calls"},
        {"function_call", "tool_calls"},
    };
    for (size_t i = 0; reason && i < sizeof spellings / sizeof *spellings; i++) {
        if (strcmp(reason, spellings[i][0]) == 0) {
            return spellings[i][1];
        }
    }
    return reason && reason[0] ? "other" : "stop"; /* all of it arrived, whether it says why it ends or not */
}

/* ---- reading ---- */

typedef struct reader {
    smacs_allocator a;
    const char *key;
    smacs_bytes said, thoughts;
} reader;

static void keep_message(const reader *r, const char *message, wire_chat_reply *reply) {
    smacs_bytes clean = {0};
    wire_append_without_key(&r->a, &clean, smacs_text_of(message), r->key);
    wire_one_line((smacs_text){clean.data, clean.size}, reply->message, sizeof reply->message);
    smacs_bytes_free(&r->a, &clean);
}

/* What was thought aloud in front of the answer, without its marks. */
static smacs_text thoughts_in(const char *said, size_t start) {
    const char *open = strstr(said, "<think>"), *end = strstr(said, "</think>"), *answer = said + start;
    const bool opens = open && open < answer, ends = end && end < answer;
    const char *from = opens ? open + 7 : said;
    return opens || ends ? (smacs_text){from, (size_t)((ends ? end : answer) - from)} : (smacs_text){NULL, 0};
}

static void keep_texts(reader *r, const cJSON *choice, wire_chat_reply *reply) {
    smacs_bytes_append(&r->a, &r->said, "", 1);
    if (r->said.failed || r->thoughts.failed) {
        reply->failure = "bad-response";
        return;
    }
    const size_t size = r->said.size - 1, start = answer_start(r->said.data, size);
    const smacs_text aloud = thoughts_in(r->said.data, start);
    const bool thought = r->thoughts.size > 0 || aloud.data;
    const smacs_text answer = {r->said.data + start, size - start};
    wire_append_without_key(&r->a, &reply->text, answer, r->key);
    wire_append_without_key(&r->a, &reply->reasoning, (smacs_text){r->thoughts.data, r->thoughts.size}, r->key);
    wire_append_without_key(&r->a, &reply->reasoning, aloud, r->key);
    reply->mean_logprob = mean_logprob(at(at(choice, "logprobs"), "content"), thought ? answer.size : SIZE_MAX);
}

static void read_answer(reader *r, const cJSON *tree, wire_chat_reply *reply) {
    const cJSON *choice = cJSON_GetArrayItem(at(tree, "choices"), 0);
    const cJSON *message = at(choice, "message");
    const smacs_text refusal = text_at(message, "refusal");
    if (!cJSON_IsObject(message)) {
        reply->failure = "bad-response";
        return;
    }
    reply->finish = finish_of(cJSON_GetStringValue(at(choice, "finish_reason")));
    read_usage(at(tree, "usage"), reply);
    read_thoughts(&r->a, message, &r->thoughts);
    read_content(&r->a, at(message, "content"), &r->said, &r->thoughts);
    keep_texts(r, choice, reply);
    if (reply->text.size == 0 && !reply->failure) {
        const bool refused = refusal.size > 0 || strcmp(reply->finish, "content_filter") == 0;
        reply->failure = refused ? "refused" : "empty";
        keep_message(r, refusal.data ? refusal.data : "", reply);
    }
}

static void read_failure(const reader *r, uint32_t status, const wire_said *said, wire_chat_reply *reply) {
    const uint32_t code = status >= 400 ? status : said->code;
    reply->failure = wire_failure_kind(code, said->word, said->message);
    reply->refused = wire_failure_fields(code, said->message);
    reply->passing = strcmp(reply->failure, "rate-limit") == 0 || code == 502 || code == 503;
    reply->free = status >= 400;
    keep_message(r, said->message, reply);
}

/* An error that is no JSON, or none of the known shapes, is read as it stands; pages for people are not. */
static void read_unknown_failure(const reader *r, uint32_t status, smacs_text body, wire_chat_reply *reply) {
    smacs_bytes raw = {0};
    if (body.size > 0 && body.data[0] != '<') {
        smacs_bytes_append(&r->a, &raw, body.data, body.size);
    }
    smacs_bytes_append(&r->a, &raw, "", 1);
    const wire_said said = {raw.failed ? "" : raw.data, "", 0};
    read_failure(r, status, &said, reply);
    smacs_bytes_free(&r->a, &raw);
}

void wire_chat_read(uint32_t status, smacs_text body, const char *key, wire_chat_reply *reply) {
    reader r = {.a = smacs_allocator_or_default(NULL), .key = key};
    cJSON *tree = wire_mend_parse(&r.a, body);
    wire_said said;
    *reply = (wire_chat_reply){.mean_logprob = NAN, .cost = NAN};
    if (wire_failure_find(tree, &said)) {
        read_failure(&r, status, &said, reply);
    } else if (status >= 400) {
        read_unknown_failure(&r, status, body, reply);
    } else if (!tree || status < 200 || status >= 300) {
        reply->failure = "bad-response";
    } else {
        read_answer(&r, tree, reply);
    }
    smacs_bytes_free(&r.a, &r.said);
    smacs_bytes_free(&r.a, &r.thoughts);
    cJSON_Delete(tree);
}

/* ---- asking again ---- */

uint32_t wire_chat_sheds(const wire_chat_reply *reply, uint32_t without) {
    uint32_t fields = reply->failure ? reply->refused : 0;
    if (fields & WIRE_CHAT_MAX_TOKENS && without & WIRE_CHAT_MAX_TOKENS) {
        fields |= WIRE_CHAT_LIMIT; /* neither spelling is taken */
    }
    return fields & ~without;
}

double wire_chat_pause(const wire_chat_reply *reply, uint32_t attempts, double spread, double asked_s) {
    if (!reply->failure || !reply->passing || attempts >= ATTEMPTS || asked_s > ASKED_MOST_S) {
        return -1.0;
    }
    double pause = PAUSE_FIRST_MS * spread;
    for (uint32_t i = 1; i < attempts; i++) {
        pause *= 3.0;
    }
    return fmax(pause < PAUSE_MOST_MS ? pause : PAUSE_MOST_MS, 1000.0 * asked_s);
}

void wire_chat_reply_free(wire_chat_reply *reply) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_bytes_free(&a, &reply->text);
    smacs_bytes_free(&a, &reply->reasoning);
    *reply = (wire_chat_reply){0};
}
