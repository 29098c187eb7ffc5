/* One chat request and its reply. Replies are hostile input: each field is checked, and one of the wrong type counts as
 * absent. */
#include "wire/chat.h"
#include "answer/scan.h"
#include "base/error.h"
#include "base/text.h"
#include "wire/controls.h"
#include "wire/documents.h"
#include "wire/failure.h"
#include "wire/mend.h"
#include "wire/thoughts.h"
#include "wire/waits.h"
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

smacs_status wire_chat_body(smacs_text model, const cJSON *action, uint32_t without, bool stream, char **json,
                            size_t *size) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_json_writer w;
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '{');
    smacs_json_text_member(&w, "model", model);
    smacs_json_name(&w, "messages");
    smacs_json_tree(&w, at(action, "messages"));
    smacs_json_flag_member(&w, "stream", stream);
    if (stream) { /* without it, some servers do not count a stream's tokens */
        smacs_json_name(&w, "stream_options");
        smacs_json_open(&w, '{');
        smacs_json_flag_member(&w, "include_usage", true);
        smacs_json_close(&w, '}');
    }
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

/* How deep lists and objects are looked into. */
enum { DEPTH_MAX = 4 };

/* Appends the text of a string, a part {text}, {summary}, {thinking}, {content}, {value} or {parts}, or a list of those. */
static void append_texts(const smacs_allocator *a, const cJSON *value, int depth, smacs_bytes *out) {
    static const char *const names[] = {"text", "summary", "thinking", "content", "value", "parts"};
    if (cJSON_IsString(value)) {
        append(a, out, smacs_text_of(value->valuestring));
    }
    for (const cJSON *part = cJSON_IsArray(value) && depth < DEPTH_MAX ? value->child : NULL; part; part = part->next) {
        append_texts(a, part, depth + 1, out);
    }
    for (size_t i = 0; cJSON_IsObject(value) && depth < DEPTH_MAX && i < sizeof names / sizeof *names; i++) {
        const cJSON *inner = at(value, names[i]);
        if (inner && !cJSON_IsNull(inner)) {
            append_texts(a, inner, depth + 1, out);
            return;
        }
    }
}

/* What one document says. */
typedef struct parts {
    smacs_bytes said, thoughts, refusal;
} parts;

static void free_parts(const smacs_allocator *a, parts *p) {
    smacs_bytes_free(a, &p->said);
    smacs_bytes_free(a, &p->thoughts);
    smacs_bytes_free(a, &p->refusal);
}

static void read_block(const smacs_allocator *a, const cJSON *block, parts *p) {
    const char *type = cJSON_GetStringValue(at(block, "type"));
    if (type && (strcmp(type, "thinking") == 0 || strcmp(type, "reasoning") == 0)) {
        const cJSON *thinking = at(block, "thinking");
        append_texts(a, thinking ? thinking : block, 0, &p->thoughts);
    } else if (type && strcmp(type, "refusal") == 0) {
        append_texts(a, at(block, "refusal"), 0, &p->refusal);
    } else {
        append_texts(a, !type || strstr(type, "text") ? block : at(block, "text"), 0, &p->said);
    }
}

/* Content is a string, a block, or a list of both. Some blocks are thoughts, some refusals, some pictures. */
static void read_content(const smacs_allocator *a, const cJSON *content, int depth, parts *p) {
    if (cJSON_IsString(content)) {
        append(a, &p->said, smacs_text_of(content->valuestring));
    } else if (cJSON_IsObject(content)) {
        read_block(a, content, p);
    }
    for (const cJSON *block = cJSON_IsArray(content) && depth <= DEPTH_MAX ? content->child : NULL; block;
         block = block->next) {
        read_content(a, block, depth + 1, p);
    }
}

/* A server may send the same thoughts in several fields. We read the first that has any. */
static void read_thoughts(const smacs_allocator *a, const cJSON *message, parts *p) {
    static const char *const names[] = {"reasoning_content", "reasoning", "reasoning_details", "thinking"};
    for (size_t i = 0; i < sizeof names / sizeof *names && p->thoughts.size == 0; i++) {
        append_texts(a, at(message, names[i]), 0, &p->thoughts);
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

typedef struct chances {
    double sum;
    uint32_t count;
    size_t left;
    bool inside;
} chances;

static void add_chance(const cJSON *token, chances *c) {
    const cJSON *chance = at(token, "logprob");
    const char *text = cJSON_GetStringValue(at(token, "token"));
    if (c->left != SIZE_MAX && !c->inside && text && is_end_mark(text)) {
        return;
    }
    const size_t size = text ? strlen(text) : 0;
    c->inside = true;
    c->left = c->left == SIZE_MAX ? c->left : size < c->left ? c->left - size : 0;
    if (cJSON_IsNumber(chance) && chance->valuedouble > -9999.0 && chance->valuedouble <= 0.01) {
        c->sum += chance->valuedouble;
        c->count++;
    }
}

/* The mean over the tokens that make up the last `left` bytes of what the documents say; SIZE_MAX: over all. We count
 * from the end, because servers may list the tokens of thoughts first. They write null, or -9999 or the like, for what
 * they do not know. */
static double mean_logprob(const cJSON *documents, size_t left) {
    chances c = {.left = left};
    const cJSON *oldest = documents->child;
    for (const cJSON *document = oldest ? oldest->prev : NULL; document;
         document = document == oldest ? NULL : document->prev) {
        const cJSON *tokens = at(at(wire_first_choice(document), "logprobs"), "content");
        const cJSON *first = cJSON_IsArray(tokens) ? tokens->child : NULL;
        for (const cJSON *token = first ? first->prev : NULL; token && c.left > 0;
             token = token == first ? NULL : token->prev) {
            add_chance(token, &c);
        }
    }
    return c.count == 0 ? NAN : c.sum < 0.0 ? c.sum / c.count : 0.0;
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

enum { REASON_MAX = 48 };

/* In lower case, with underscores between words, without the prefix that some services write. */
static void spell_plainly(smacs_text reason, char spelt[REASON_MAX]) {
    size_t size = 0;
    bool small = false; /* the letter before is a small one */
    for (size_t i = 0; i < reason.size && size + 2 < REASON_MAX; i++) {
        const char c = reason.data[i];
        const bool capital = c >= 'A' && c <= 'Z';
        if (capital && small) {
            spelt[size++] = '_';
        }
        small = c >= 'a' && c <= 'z';
        spelt[size++] = (char)(capital ? c - 'A' + 'a' : smacs_is_of(c, "- .") ? '_' : c);
    }
    spelt[size] = 0;
    static const char prefix[] = "finish_reason_";
    if (strncmp(spelt, prefix, sizeof prefix - 1) == 0) {
        memmove(spelt, spelt + sizeof prefix - 1, size - (sizeof prefix - 1) + 1);
    }
}

/* Whether a text is one of these words, or has one of them in it; they end with NULL. */
static bool is_or_has(const char *text, const char *const *whole, const char *const *inside) {
    bool found = false;
    for (size_t i = 0; whole[i] && !found; i++) {
        found = strcmp(text, whole[i]) == 0;
    }
    for (size_t i = 0; inside[i] && !found; i++) {
        found = strstr(text, inside[i]) != NULL;
    }
    return found;
}

/* As services spell them. Only a word known to end a whole answer is a "stop". wasm/src/wire/collect.ts has the same. */
static const char *finish_of(smacs_text reason) {
    static const char *const none[] = {NULL}, *const stop[] = {"stop",      "stop_sequence", "stop_token",
                                                               "end_turn",  "end_of_turn",   "complete",
                                                               "completed", "done",          "finished",
                                                               "eos",       "eos_token",     "eos_token_id",
                                                               NULL},
                             *const limit[] = {"limit", "token_limit", NULL},
                             *const length[] = {"length", "tokens", "context", "truncat", NULL},
                             *const filter[] = {"safety",     "sensitive", "filter",   "guard", "refus",
                                                "recitation", "block",     "prohibit", "spii",  "toxic",
                                                "moderat",    "polic",     "flagged",  NULL},
                             *const tool[] = {"tool", "function", NULL};
    char spelt[REASON_MAX];
    spell_plainly(reason, spelt);
    return is_or_has(spelt, stop, none)      ? "stop"
           : is_or_has(spelt, limit, length) ? "length"
           : is_or_has(spelt, none, filter)  ? "content_filter"
           : is_or_has(spelt, none, tool)    ? "tool_calls"
                                             : "other";
}

/* Why a choice ends, under the names that services have for it; empty: it does not say. */
static smacs_text reason_in(const cJSON *choice) {
    static const char *const names[] = {"finish_reason", "finishReason", "stop_reason"};
    const cJSON *given = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && (!given || cJSON_IsNull(given)); i++) {
        given = at(choice, names[i]);
    }
    return smacs_text_of(cJSON_GetStringValue(given));
}

/* ---- reading ---- */

typedef struct reader {
    smacs_allocator a;
    const char *key;
    const wire_head *head;
    uint32_t status;
    smacs_text body;
    wire_documents documents;
    parts all;
    size_t pieces, thought_pieces; /* of what is said, and of thoughts */
    smacs_text reason;
    uint32_t replies; /* documents with a message or a part of one */
    bool whole;       /* the last one holds a whole message */
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

/* What a document says, and whether it repeats what came before: all of it in a whole message, perhaps in the last
 * chunk. */
typedef enum repeats { SCOPE_PART, SCOPE_LAST, SCOPE_ALL } repeats;

/* A chunk of less than this may say the same again by chance: "no", "no". */
enum { LEAST_REPEATED = 8 };

/* What of `more` is new behind `before`, which was made of so many pieces. */
static smacs_text new_in(smacs_text before, size_t pieces, smacs_text more, repeats scope) {
    const bool longer = more.size >= before.size;
    const bool again = longer && before.size > 0 && memcmp(more.data, before.data, before.size) == 0;
    if (before.size == 0 || scope == SCOPE_PART) {
        return more;
    }
    if (scope == SCOPE_ALL) {
        return again ? smacs_text_after(more, before.size) : (smacs_text){NULL, 0};
    }
    const bool all = again && more.size == before.size && (pieces > 1 || more.size >= LEAST_REPEATED);
    return all ? (smacs_text){NULL, 0} : more;
}

static void add_new(const smacs_allocator *a, smacs_bytes *all, size_t *pieces, const smacs_bytes *more,
                    repeats scope) {
    const smacs_text text =
        new_in((smacs_text){all->data, all->size}, *pieces, (smacs_text){more->data, more->size}, scope);
    append(a, all, text);
    all->failed = all->failed || more->failed;
    *pieces += text.size > 0;
}

/* What a choice says: a part of a message, a message, or the text of the older completions. */
static void read_message(reader *r, const cJSON *choice, repeats scope) {
    const cJSON *delta = at(choice, "delta"), *message = cJSON_IsObject(delta) ? delta : at(choice, "message");
    size_t refusals = 0;
    parts said = {0};
    if (cJSON_IsObject(message)) {
        read_thoughts(&r->a, message, &said);
        read_content(&r->a, at(message, "content"), 0, &said);
        append(&r->a, &said.refusal, text_at(message, "refusal"));
    } else {
        append(&r->a, &said.said, text_at(choice, "text"));
    }
    add_new(&r->a, &r->all.said, &r->pieces, &said.said, scope);
    add_new(&r->a, &r->all.thoughts, &r->thought_pieces, &said.thoughts, scope);
    add_new(&r->a, &r->all.refusal, &refusals, &said.refusal, scope);
    free_parts(&r->a, &said);
}

static void read_document(reader *r, const cJSON *document, wire_chat_reply *reply) {
    const cJSON *choice = wire_first_choice(document), *usage = at(document, "usage"), *more = at(document, "x_groq");
    const bool whole = cJSON_IsObject(at(choice, "message")) && !cJSON_IsObject(at(choice, "delta"));
    const smacs_text reason = reason_in(choice), model = text_at(document, "model");
    const bool part = cJSON_IsObject(at(choice, "delta")) || cJSON_IsString(at(choice, "text"));
    if (reason.size > 0) {
        r->reason = reason;
    }
    if (!reply->model[0]) {
        keep_line(r, model, reply->model, sizeof reply->model);
    }
    usage = cJSON_IsObject(usage) ? usage : at(more, "usage");
    if (cJSON_IsObject(usage)) {
        read_usage(usage, reply);
    }
    r->whole = whole;
    r->replies += whole || part;
    if (whole || part) {
        read_message(r, choice, whole ? SCOPE_ALL : reason.size > 0 ? SCOPE_LAST : SCOPE_PART);
    }
}

static void fail_memory(wire_chat_reply *reply) {
    static const char why[] = "out of memory";
    reply->failure = "bad-response";
    memcpy(reply->message, why, sizeof why);
}

/* Where what is said ends up. */
typedef struct split {
    reader *r;
    smacs_bytes said, thoughts;
    const char *begin; /* of the answer in the raw text */
} split;

/* Keeps thoughts apart, an empty line between two. */
static void add_thoughts(split *s, smacs_text thoughts) {
    thoughts = wire_without_controls(thoughts);
    append(&s->r->a, &s->thoughts, smacs_text_of(s->thoughts.size > 0 && thoughts.size > 0 ? "\n\n" : ""));
    append(&s->r->a, &s->thoughts, thoughts);
}

static void take_part(void *context, smacs_text part, bool thought) {
    split *s = context;
    if (thought) {
        add_thoughts(s, part);
        return;
    }
    s->begin = s->begin ? s->begin : smacs_text_trimmed(part).data;
    append(&s->r->a, &s->said, part);
}

static void keep_texts(reader *r, wire_chat_reply *reply) {
    const smacs_text raw = {r->all.said.data ? r->all.said.data : "", r->all.said.size};
    split s = {.r = r};
    add_thoughts(&s, smacs_text_trimmed((smacs_text){r->all.thoughts.data, r->all.thoughts.size}));
    wire_parts(wire_without_controls(raw), take_part, &s);
    s.said.size = s.said.data ? wire_drop_frames(s.said.data, s.said.size) : 0;
    const smacs_text answer = wire_without_controls((smacs_text){s.said.data, s.said.size});
    const size_t left = s.begin ? raw.size - (size_t)(s.begin - raw.data) : 0; /* with what follows the answer */
    wire_append_without_key(&r->a, &reply->text, answer, r->key);
    wire_append_without_key(&r->a, &reply->reasoning, (smacs_text){s.thoughts.data, s.thoughts.size}, r->key);
    reply->mean_logprob = mean_logprob(r->documents.list, s.thoughts.size > 0 ? left : SIZE_MAX);
    if (s.said.failed || s.thoughts.failed || r->all.said.failed || r->all.thoughts.failed || reply->text.failed ||
        reply->reasoning.failed) {
        fail_memory(reply);
    }
    smacs_bytes_free(&r->a, &s.said);
    smacs_bytes_free(&r->a, &s.thoughts);
}

/* Without text there is no answer. */
static void fail_empty(const reader *r, wire_chat_reply *reply) {
    const smacs_text refusal = {r->all.refusal.data, r->all.refusal.size};
    const bool thought = strcmp(reply->finish, "length") == 0 && reply->reasoning.size > 0;
    const bool refused = strcmp(reply->finish, "content_filter") == 0;
    const char *why = thought                                    ? "the limit went into thinking; allow more tokens"
                      : strcmp(reply->finish, "tool_calls") == 0 ? "it only called a tool"
                                                                 : NULL;
    reply->failure = refused ? "refused" : "empty";
    keep_message(r, why ? smacs_text_of(why) : refusal, reply);
}

/* A whole reply is complete even if it does not say why it ends. */
static const char *finish_in(const reader *r) {
    const bool ended = r->documents.ended || (!r->documents.streamed && r->replies == 1 && r->whole);
    if (r->all.refusal.size > 0) {
        return "content_filter";
    }
    return r->reason.size > 0 ? finish_of(r->reason) : ended ? "stop" : "unannounced";
}

static void read_answer(reader *r, wire_chat_reply *reply) {
    for (const cJSON *document = r->documents.list->child; document; document = document->next) {
        for (const cJSON *item = cJSON_IsArray(document) ? document->child : NULL; item; item = item->next) {
            read_document(r, item, reply);
        }
        if (!cJSON_IsArray(document)) {
            read_document(r, document, reply);
        }
    }
    if (!r->documents.streamed && r->replies == 0) {
        reply->failure = "bad-response";
        return;
    }
    reply->finish = finish_in(r);
    keep_texts(r, reply);
    if (reply->text.size == 0 && !reply->failure) {
        fail_empty(r, reply);
    }
}

/* An error of no known shape is shown as it stands, unless it is a page for people. */
static smacs_text message_of(const reader *r, const wire_said *said) {
    const bool shown = said->message[0] || r->status < 400 || smacs_text_begins(smacs_text_trimmed(r->body), "<");
    return shown ? smacs_text_of(said->message) : r->body;
}

/* The head's own word counts most. That a limit is used up says how long to wait only where nothing else does. */
static double wait_in(const reader *r, smacs_text message, smacs_text all) {
    double wait = wire_waits_asked(&r->head->waits);
    wait = wait > 0.0 ? wait : wire_wait_in_words(message, r->head->now_ms);
    wait = wait > 0.0 ? wait : wire_wait_in_words(all, r->head->now_ms);
    return wait > 0.0 || r->status < 400 ? wait : wire_waits_reset(&r->head->waits);
}

static void read_failure(const reader *r, const wire_said *said, wire_chat_reply *reply) {
    const bool turned_away = r->status >= 400;
    const smacs_text message = message_of(r, said), all = turned_away ? r->body : message;
    reply->status = turned_away ? r->status : said->code;
    reply->failure = wire_failure_kind(reply->status, said, message);
    reply->refused = wire_failure_fields(reply->status, all);
    reply->wait_ms = wait_in(r, message, all);
    reply->free = turned_away;
    keep_message(r, message, reply);
}

/* Looks for an error in each document of a reply. In one with an error status, the first may be one by itself. */
static bool find_failure(const reader *r, wire_said *said) {
    const cJSON *first = r->documents.list ? r->documents.list->child : NULL;
    bool found = wire_failure_find(first, r->status >= 400, said);
    for (const cJSON *document = first ? first->next : NULL; document && !found; document = document->next) {
        found = wire_failure_find(document, false, said);
    }
    return found || r->status >= 400;
}

void wire_chat_read(const wire_head *head, smacs_text body, const char *key, wire_chat_reply *reply) {
    const uint32_t status = head->status;
    reader r = {.a = smacs_allocator_or_default(NULL), .key = key, .head = head, .status = status, .body = body};
    r.documents = wire_documents_read(&r.a, body);
    wire_said said;
    *reply = (wire_chat_reply){.mean_logprob = NAN, .cost = NAN};
    if (find_failure(&r, &said)) {
        read_failure(&r, &said, reply);
    } else if (r.documents.starved) {
        fail_memory(reply);
    } else if (!r.documents.list || status < 200 || status >= 300) {
        reply->failure = "bad-response";
        reply->status = status >= 300 ? status : 0;
    } else {
        read_answer(&r, reply);
    }
    wire_said_free(&said);
    free_parts(&r.a, &r.all);
    cJSON_Delete(r.documents.list);
}

void wire_chat_reply_free(wire_chat_reply *reply) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_bytes_free(&a, &reply->text);
    smacs_bytes_free(&a, &reply->reasoning);
    *reply = (wire_chat_reply){0};
}

const char *wire_chat_why(const wire_chat_reply *reply) {
    if (reply->message[0] || !reply->failure || strcmp(reply->failure, "bad-response") != 0) {
        return reply->message;
    }
    return reply->status >= 300 && reply->status < 400
               ? "a redirect, which is not followed: give the address that it leads to"
               : "not a reply of chat completions: check the address, which ends before /chat/completions";
}
