/* What a document has is moved, not copied, so a long answer is held once. */
#include "wire/shapes.h"
#include "base/text.h"

#include <string.h>

static cJSON *at(const cJSON *object, const char *name) { return cJSON_GetObjectItemCaseSensitive(object, name); }

static bool is_text(const cJSON *object, const char *name) { return cJSON_IsString(at(object, name)); }

static const char *text_at(const cJSON *object, const char *name) {
    const char *text = cJSON_GetStringValue(at(object, name));
    return text ? text : "";
}

/* Puts an item under a name, in place of what was there. */
static bool put(cJSON *object, const char *name, cJSON *item) {
    cJSON_DeleteItemFromObjectCaseSensitive(object, name);
    if (!object || !item || !cJSON_AddItemToObject(object, name, item)) {
        cJSON_Delete(item);
        return false;
    }
    return true;
}

/* Moves a member, if it is there. */
static bool move(cJSON *to, const char *name, cJSON *from, const char *old) {
    return !at(from, old) || put(to, name, cJSON_DetachItemFromObjectCaseSensitive(from, old));
}

/* Gives the document its one choice: a message, or a part of one, with why it ends ("": it does not say). */
static bool put_choice(cJSON *document, const char *kind, cJSON *message, const char *reason) {
    cJSON *choices = cJSON_CreateArray(), *choice = cJSON_CreateObject();
    bool made = put(choice, kind, message) && choices;
    made = made && (!reason[0] || put(choice, "finish_reason", cJSON_CreateString(reason)));
    if (!made || !cJSON_AddItemToArray(choices, choice)) {
        cJSON_Delete(choice);
        cJSON_Delete(choices);
        return false;
    }
    return put(document, "choices", choices);
}

/* Counts of tokens, under the names of another API. */
static bool rename_counts(cJSON *document, cJSON *counts, const char *input, const char *output, const char *total) {
    if (!counts || !cJSON_IsNumber(at(counts, input))) {
        return true;
    }
    cJSON *usage = cJSON_CreateObject();
    const bool moved = usage && move(usage, "prompt_tokens", counts, input) &&
                       move(usage, "completion_tokens", counts, output) && move(usage, "total_tokens", counts, total);
    if (!moved) {
        cJSON_Delete(usage);
        return false;
    }
    return put(document, "usage", usage);
}

/* ---- the Responses API ---- */

/* The lists of parts of all items of one type. Items of thoughts have the whole as content, or a summary. */
static cJSON *collect(cJSON *output, const char *type, const char *first, const char *second) {
    cJSON *all = cJSON_CreateArray();
    for (cJSON *item = all ? output->child : NULL; item; item = item->next) {
        const char *name = cJSON_GetArraySize(at(item, first)) > 0 || is_text(item, first) ? first : second;
        if (strcmp(text_at(item, "type"), type) == 0) {
            cJSON_AddItemToArray(all, cJSON_DetachItemFromObjectCaseSensitive(item, name));
        }
    }
    return all;
}

static const char *reason_of(const cJSON *response) {
    const char *status = text_at(response, "status"), *why = text_at(at(response, "incomplete_details"), "reason");
    const bool goes_on = strcmp(status, "in_progress") == 0 || strcmp(status, "queued") == 0;
    return goes_on ? "" : strcmp(status, "incomplete") == 0 ? (why[0] ? why : "length") : status;
}

/* Takes what a response has into the document, which may be the response itself. */
static bool adopt_response(cJSON *document, cJSON *response) {
    cJSON *message = cJSON_CreateObject(), *output = at(response, "output");
    const bool made = put(message, "reasoning", collect(output, "reasoning", "content", "summary")) &&
                      put(message, "content", collect(output, "message", "content", "content"));
    if (!made) {
        cJSON_Delete(message);
        return false;
    }
    return put_choice(document, "message", message, reason_of(response)) &&
           rename_counts(document, at(response, "usage"), "input_tokens", "output_tokens", "total_tokens") &&
           (document == response ||
            (move(document, "model", response, "model") && move(document, "error", response, "error")));
}

/* response.output_text.delta, response.reasoning_summary_text.delta, response.completed, .. */
static bool adopt_event(cJSON *document) {
    const char *type = text_at(document, "type");
    const char *part = strcmp(type, "response.output_text.delta") == 0 ? "content"
                       : strcmp(type, "response.refusal.delta") == 0   ? "refusal"
                       : strncmp(type, "response.reasoning", 18) == 0  ? "reasoning"
                                                                       : NULL;
    if (cJSON_IsArray(at(at(document, "response"), "output"))) {
        return adopt_response(document, at(document, "response"));
    }
    if (!part || !is_text(document, "delta")) {
        return true;
    }
    cJSON *message = cJSON_CreateObject();
    if (!message || !move(message, part, document, "delta")) {
        cJSON_Delete(message);
        return false;
    }
    return put_choice(document, "delta", message, "");
}

/* ---- others ---- */

/* The text that stands in place of a message: of Ollama's and Cloudflare's `response`, TGI's `generated_text`, llama.cpp's
 * and Anthropic's `content`. NULL: there is none. `inside`: the document stood in another. */
static const char *name_of_text(const cJSON *document, bool inside) {
    const bool ends = strcmp(text_at(document, "type"), "message") == 0 || at(document, "stop");
    return is_text(document, "response") && (inside || at(document, "done")) ? "response"
           : is_text(document, "generated_text")                             ? "generated_text"
           : at(document, "content") && ends                                 ? "content"
                                                                             : NULL;
}

/* A document that is a message, or a piece of one, with why it ends. */
static bool adopt_message(cJSON *document, bool inside) {
    static const char *const reasons[] = {"done_reason", "finish_reason", "stop_reason", "stopReason", "stop_type"};
    const char *name = name_of_text(document, inside), *reason = "";
    cJSON *message = at(document, "message"), *usage = at(document, "usage"), *tokens = at(usage, "tokens");
    const bool ends = cJSON_IsTrue(at(document, "done")) || cJSON_IsTrue(at(document, "stop"));
    const bool piece = at(document, "done") || at(document, "stop");
    if (cJSON_IsObject(message) ? !at(message, "content") && !at(message, "thinking") : !name) {
        return true;
    }
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons && !reason[0]; i++) {
        reason = text_at(document, reasons[i]);
    }
    reason = reason[0] || !ends ? reason : "stop";
    bool made = true;
    if (cJSON_IsObject(message)) {
        message = cJSON_DetachItemFromObjectCaseSensitive(document, "message");
    } else {
        message = cJSON_CreateObject();
        made = message && move(message, "content", document, name) && move(message, "thinking", document, "thinking");
    }
    if (!made) {
        cJSON_Delete(message);
        return false;
    }
    usage = tokens ? tokens : usage;
    return put_choice(document, piece ? "delta" : "message", message, reason) &&
           rename_counts(document, usage, "input_tokens", "output_tokens", "total_tokens") &&
           rename_counts(document, at(document, "usage"), "inputTokens", "outputTokens", "totalTokens") &&
           rename_counts(document, document, "prompt_eval_count", "eval_count", "total_count");
}

/* Anthropic's content_block_delta and message_delta. */
static bool adopt_delta(cJSON *document) {
    cJSON *message = cJSON_CreateObject(), *delta = at(document, "delta");
    const bool made =
        message && move(message, "content", delta, "text") && move(message, "thinking", delta, "thinking");
    if (!made) {
        cJSON_Delete(message);
        return false;
    }
    return put_choice(document, "delta", message, text_at(delta, "stop_reason"));
}

/* Gemini's {candidates: [{content: {parts: [{text, thought}]}, finishReason}]}. */
static bool adopt_candidate(cJSON *document) {
    cJSON *candidate = cJSON_GetArrayItem(at(document, "candidates"), 0);
    cJSON *parts = at(at(candidate, "content"), "parts"), *next = NULL;
    cJSON *message = cJSON_CreateObject(), *said = cJSON_CreateArray(), *thoughts = cJSON_CreateArray();
    for (cJSON *part = parts ? parts->child : NULL; part && said && thoughts; part = next) {
        next = part->next;
        cJSON_AddItemToArray(cJSON_IsTrue(at(part, "thought")) ? thoughts : said,
                             cJSON_DetachItemViaPointer(parts, part));
    }
    const bool put_thoughts = put(message, "reasoning", thoughts);
    if (!put(message, "content", said) || !put_thoughts) {
        cJSON_Delete(message);
        return false;
    }
    return put_choice(document, "delta", message, text_at(candidate, "finishReason")) &&
           rename_counts(document, at(document, "usageMetadata"), "promptTokenCount", "candidatesTokenCount",
                         "totalTokenCount");
}

/* Moves all that one member has into the document itself: Cloudflare's `result`, Bedrock's `output`. */
static bool unwrap(cJSON *document, bool *inside) {
    static const char *const names[] = {"result", "output"};
    bool moved = true;
    for (size_t i = 0; i < 2 && !*inside; i++) {
        if (cJSON_IsObject(at(document, names[i]))) {
            cJSON *inner = cJSON_DetachItemFromObjectCaseSensitive(document, names[i]);
            while (moved && inner->child) {
                cJSON *item = cJSON_DetachItemViaPointer(inner, inner->child);
                char *name = item->string; /* the document copies it */
                item->string = NULL;
                moved = put(document, name, item);
                cJSON_free(name);
            }
            cJSON_Delete(inner);
            *inside = true;
        }
    }
    return moved;
}

static bool adopt(cJSON *document) {
    const char *type = text_at(document, "type");
    bool inside = false;
    if (at(document, "choices")) {
        return true;
    }
    if (!unwrap(document, &inside)) {
        return false;
    }
    if (strncmp(type, "response.", 9) == 0) {
        return adopt_event(document);
    }
    if (cJSON_IsArray(at(document, "output"))) {
        return adopt_response(document, document);
    }
    if (cJSON_IsObject(at(document, "delta")) &&
        (strcmp(type, "content_block_delta") == 0 || strcmp(type, "message_delta") == 0)) {
        return adopt_delta(document);
    }
    return cJSON_IsObject(cJSON_GetArrayItem(at(document, "candidates"), 0)) ? adopt_candidate(document)
                                                                             : adopt_message(document, inside);
}

bool wire_shape_adopt(cJSON *document) {
    bool adopted = !cJSON_IsObject(document) || adopt(document);
    for (cJSON *item = cJSON_IsArray(document) ? document->child : NULL; item && adopted; item = item->next) {
        adopted = !cJSON_IsObject(item) || adopt(item);
    }
    return adopted;
}
