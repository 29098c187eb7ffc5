/* Errors in the shapes that services give them, with an HTTP status of their own or inside an answer of status 200. */
#include "wire/failure.h"
#include "wire/chat.h"

#include <string.h>

/* ---- finding ---- */

static const char *text_at(const cJSON *object, const char *name) {
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
    return text ? text : "";
}

static void take_code(const cJSON *code, wire_said *said) {
    if (cJSON_IsNumber(code) && code->valuedouble >= 100 && code->valuedouble < 1000) {
        said->code = (uint32_t)code->valuedouble;
    } else if (cJSON_IsString(code) && !said->word[0]) {
        said->word = code->valuestring;
    }
}

/* {message, code | type | status} */
static bool take_error(const cJSON *error, wire_said *said) {
    static const char *const codes[] = {"code", "type", "status"};
    said->message = text_at(error, "message");
    for (size_t i = 0; i < 3 && !said->code && !said->word[0]; i++) {
        take_code(cJSON_GetObjectItemCaseSensitive(error, codes[i]), said);
    }
    return true;
}

static bool find_in_choice(const cJSON *tree, wire_said *said) {
    const cJSON *choice = cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(tree, "choices"), 0);
    const cJSON *error = cJSON_GetObjectItemCaseSensitive(choice, "error");
    const char *finish = text_at(choice, "finish_reason");
    if (cJSON_IsObject(error)) {
        return take_error(error, said);
    }
    return strcmp(finish, "error") == 0 || strcmp(finish, "network_error") == 0;
}

/* {error: {..}}, {error: "..."}, the same in a list, {object: "error", message}, and errors inside a choice. */
bool wire_failure_find(const cJSON *tree, wire_said *said) {
    *said = (wire_said){"", "", 0};
    tree = cJSON_IsArray(tree) ? tree->child : tree;
    const cJSON *error = cJSON_GetObjectItemCaseSensitive(tree, "error");
    if (cJSON_IsObject(error)) {
        return take_error(error, said);
    }
    if (cJSON_IsString(error) && error->valuestring[0]) {
        take_code(cJSON_GetObjectItemCaseSensitive(tree, "code"), said);
        said->message = error->valuestring;
        return true;
    }
    return strcmp(text_at(tree, "object"), "error") == 0 ? take_error(tree, said) : find_in_choice(tree, said);
}

/* ---- telling apart ---- */

enum { READ_MAX = 4096 };

static size_t fold_text(const char *text, char out[READ_MAX], size_t size) {
    for (; *text && size + 2 < READ_MAX; text++) {
        out[size++] = (char)(*text >= 'A' && *text <= 'Z' ? *text - 'A' + 'a' : *text);
    }
    return size;
}

/* The start of both texts, in lower case. */
static void fold(const char *word, const char *message, char out[READ_MAX]) {
    size_t size = fold_text(word, out, 0);
    out[size++] = ' ';
    out[fold_text(message, out, size)] = 0;
}

/* Whether one of `then`, which end with NULL, begins at most `gap` bytes after `first` ends. */
static bool follows(const char *text, const char *first, size_t gap, const char *const *then) {
    for (const char *at = strstr(text, first); at; at = strstr(at + 1, first)) {
        const char *rest = at + strlen(first);
        for (size_t i = 0; then[i]; i++) {
            const char *found = strstr(rest, then[i]);
            if (found && (size_t)(found - rest) <= gap) {
                return true;
            }
        }
    }
    return false;
}

static bool has_any(const char *text, const char *const *words) {
    for (size_t i = 0; words[i]; i++) {
        if (strstr(text, words[i])) {
            return true;
        }
    }
    return false;
}

static bool is_about_credit(const char *text) {
    static const char *const what[] = {"quota", "credit", "balance", "fund", NULL};
    static const char *const words[] = {"out of credit", "billing", NULL};
    return follows(text, "insufficient", 11, what) || has_any(text, words);
}

static bool is_about_rate(const char *text) {
    static const char *const words[] = {"rate limit", "rate-limit",        "rate_limit", "ratelimit",
                                        "overloaded", "too many requests", "capacity",   NULL};
    return has_any(text, words);
}

static bool is_about_key(const char *text) {
    static const char *const words[] = {"unauthorized", "unauthorised", "authentication", NULL};
    static const char *const keys[] = {"key", NULL};
    return follows(text, "invalid", 15, keys) || has_any(text, words);
}

static bool is_about_content(const char *text) {
    static const char *const words[] = {"moderat",        "content filter", "content_filter", "content-filter",
                                        "content policy", "content_policy", "safety",         NULL};
    return has_any(text, words);
}

static bool is_about_model(const char *text) {
    static const char *const words[] = {"no such model", "unknown model", NULL};
    static const char *const missing[] = {"not found", "not exist", NULL};
    return follows(text, "model", 48, missing) || has_any(text, words);
}

static bool is_about_time(const char *text) {
    static const char *const words[] = {"timeout", "timed out", "time out", "timedout", NULL};
    return has_any(text, words);
}

const char *wire_failure_kind(uint32_t status, const char *word, const char *message) {
    char text[READ_MAX];
    fold(word, message, text);
    if (status == 402 || is_about_credit(text)) {
        return "credit";
    }
    if (status == 429 || is_about_rate(text)) {
        return "rate-limit";
    }
    if (status == 401 || status == 403 || is_about_key(text)) {
        return is_about_content(text) ? "refused" : "auth";
    }
    if (is_about_content(text)) {
        return "refused";
    }
    if (status == 404 || is_about_model(text)) {
        return "unknown-model";
    }
    if (status == 408 || status == 504 || is_about_time(text)) {
        return "timeout";
    }
    return status >= 400 && status < 500 ? "bad-request" : "server";
}

uint32_t wire_failure_fields(uint32_t status, const char *message) {
    static const char *const chances[] = {"logprob", "log_prob", "log prob", "log-prob", NULL};
    static const char *const warmth[] = {"temperature", NULL};
    static const char *const limit[] = {"max_tokens", NULL};
    static const char *const other[] = {"max_completion_tokens", NULL};
    char text[READ_MAX];
    if (status != 400 && status != 422) {
        return 0;
    }
    fold("", message, text);
    uint32_t fields = has_any(text, chances) ? WIRE_CHAT_LOGPROBS : 0;
    fields |= has_any(text, warmth) ? WIRE_CHAT_TEMPERATURE : 0;
    fields |= has_any(text, limit) ? WIRE_CHAT_MAX_TOKENS : 0;
    return fields | (has_any(text, other) && !has_any(text, limit) ? WIRE_CHAT_LIMIT : 0);
}
