/* Reads errors in the shapes that services give them, with an HTTP status of their own or inside a reply of status
 * 200. */
#include "wire/failure.h"
#include "base/error.h"
#include "wire/chat.h"

#include <stdlib.h>
#include <string.h>

/* ---- finding ---- */

static const cJSON *at(const cJSON *object, const char *name) { return cJSON_GetObjectItemCaseSensitive(object, name); }

static const char *text_at(const cJSON *object, const char *name) {
    const char *text = cJSON_GetStringValue(at(object, name));
    return text ? text : "";
}

/* Some services write the number as a text. */
static void take_code(const cJSON *code, wire_said *said) {
    char *end = NULL;
    double number = cJSON_IsNumber(code) ? code->valuedouble : 0.0;
    if (cJSON_IsString(code)) {
        number = strtod(code->valuestring, &end);
        number = *end ? 0.0 : number;
    }
    if (number >= 100 && number < 1000) {
        said->code = (uint32_t)number;
    } else if (cJSON_IsString(code)) {
        said->word = code->valuestring;
    }
}

/* {message, code | type | status} */
static bool take_error(const cJSON *error, wire_said *said) {
    static const char *const codes[] = {"code", "type", "status"};
    said->message = text_at(error, "message");
    for (size_t i = 0; i < 3 && !said->code && !said->word[0]; i++) {
        take_code(at(error, codes[i]), said);
    }
    return true;
}

static bool find_in_choice(const cJSON *tree, wire_said *said) {
    const cJSON *choice = cJSON_GetArrayItem(at(tree, "choices"), 0), *error = at(choice, "error");
    const char *finish = text_at(choice, "finish_reason");
    if (cJSON_IsObject(error)) {
        return take_error(error, said);
    }
    return strcmp(finish, "error") == 0 || strcmp(finish, "network_error") == 0;
}

/* {error: {..}}, {error: "..."}, the same in a list, {object: "error", message}, and errors inside a choice. */
bool wire_failure_find(const cJSON *tree, bool is_error, wire_said *said) {
    *said = (wire_said){"", "", 0};
    tree = cJSON_IsArray(tree) ? tree->child : tree;
    const cJSON *error = at(tree, "error");
    if (cJSON_IsObject(error)) {
        return take_error(error, said);
    }
    if (cJSON_IsString(error) && error->valuestring[0]) {
        take_code(at(tree, "code"), said);
        said->message = error->valuestring;
        return true;
    }
    const bool bare =
        strcmp(text_at(tree, "object"), "error") == 0 || (is_error && cJSON_IsString(at(tree, "message")));
    return bare ? take_error(tree, said) : find_in_choice(tree, said);
}

/* ---- telling apart ---- */

enum { READ_MAX = 4096 };

/* Appends a text to `out` in lower case, up to the space that `out` has left. Returns the size with it. */
static size_t fold_text(smacs_text text, char out[READ_MAX], size_t size) {
    for (size_t i = 0; i < text.size && size + 2 < READ_MAX; i++) {
        const char c = text.data[i];
        out[size++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c ? c : ' ');
    }
    return size;
}

/* The start of both texts, in lower case. */
static void fold(const char *word, smacs_text message, char out[READ_MAX]) {
    size_t size = fold_text(smacs_text_of(word), out, 0);
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
    return follows(text, "insufficient", 10, what) || has_any(text, words);
}

static bool is_about_rate(const char *text) {
    static const char *const words[] = {"rate limit", "rate-limit",        "rate_limit", "ratelimit",
                                        "overloaded", "too many requests", "capacity",   NULL};
    return has_any(text, words);
}

/* "API key" and not just "key": JSON has keys, too, and a server may call one of them invalid. */
static bool is_about_key(const char *text) {
    static const char *const words[] = {"unauthorized", "unauthorised", "authentication", NULL};
    static const char *const keys[] = {"api key", "api-key", "api_key", "apikey", NULL};
    return follows(text, "invalid", 10, keys) || has_any(text, words);
}

static bool is_about_content(const char *text) {
    static const char *const words[] = {"moderat",
                                        "content filter",
                                        "content_filter",
                                        "content-filter",
                                        "contentfilter",
                                        "contentpolicy",
                                        "content-policy",
                                        "content policy",
                                        "content_policy",
                                        "safety",
                                        NULL};
    return has_any(text, words);
}

static bool is_about_model(const char *text) {
    static const char *const words[] = {"no such model", "unknown model", NULL};
    static const char *const missing[] = {"not found", "does not exist", "not exist", NULL};
    return follows(text, "model", 40, missing) || has_any(text, words);
}

static bool is_about_time(const char *text) {
    static const char *const words[] = {"timeout", "time-out", "time_out", "time out", "timed out", "timedout", NULL};
    return has_any(text, words);
}

const char *wire_failure_kind(uint32_t status, const char *word, smacs_text message) {
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

static bool is_refusal(const char *text) {
    static const char *const words[] = {
        "unsupported", "unknown",          "unrecognized", "unrecognised", "unexpected", "extra inputs",
        "cannot find", "does not support", "use max_",     "use 'max_",    NULL};
    static const char *const taken[] = {"supported",    "permitted",  "allowed",    "enabled", "be supported",
                                        "be permitted", "be allowed", "be enabled", NULL};
    return has_any(text, words) || follows(text, "not ", 0, taken);
}

uint32_t wire_failure_fields(uint32_t status, smacs_text body) {
    static const char *const chances[] = {"logprob", "log_prob", "log prob", "log-prob", NULL};
    static const char *const warmth[] = {"temperature", NULL};
    static const char *const limit[] = {"max_tokens", NULL};
    static const char *const other[] = {"max_completion_tokens", NULL};
    char text[READ_MAX];
    if (status != 400 && status != 422) {
        return 0;
    }
    fold("", body, text);
    uint32_t fields = has_any(text, chances) ? WIRE_CHAT_LOGPROBS : 0;
    fields |= has_any(text, warmth) ? WIRE_CHAT_TEMPERATURE : 0;
    if (is_refusal(text)) {
        fields |= has_any(text, limit) ? WIRE_CHAT_MAX_TOKENS : has_any(text, other) ? WIRE_CHAT_LIMIT : 0;
    }
    return fields;
}

/* ---- waits ---- */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static const char *skip_space(const char *at) { return *at == ' ' ? at + 1 : at; }

/* Digits with at most one point among them, read into *value. NULL: there are none. */
static const char *read_number(const char *at, double *value) {
    double scale = 0.0;
    const char *from = at;
    for (*value = 0.0; is_digit(*at) || (*at == '.' && scale == 0.0); at++) {
        if (*at == '.') {
            scale = 1.0;
        } else {
            *value = 10.0 * *value + (*at - '0');
            scale *= 10.0;
        }
    }
    *value /= scale > 0.0 ? scale : 1.0;
    return at > from ? at : NULL;
}

/* "1m2.5s", "34s", "250ms"; 0: something else stands there. */
static double read_wait(const char *at) {
    double minutes = 0.0, amount = 0.0;
    const char *end = read_number(at, &amount);
    const char *unit = end ? skip_space(end) : "";
    if (unit[0] == 'm' && unit[1] != 's') {
        minutes = amount;
        end = read_number(skip_space(unit + 1), &amount);
        unit = end ? skip_space(end) : "";
    }
    const size_t size = strncmp(unit, "ms", 2) == 0 ? 2 : unit[0] == 's' ? 1 : 0;
    const char after = size > 0 ? unit[size] : 'x';
    if ((after >= 'a' && after <= 'z') || is_digit(after) || after == '_') {
        return 0.0;
    }
    return 60000.0 * minutes + amount * (size == 2 ? 1.0 : 1000.0);
}

double wire_failure_wait(smacs_text text) {
    static const char *const marks[] = {"again in", "\"retrydelay\":"};
    char folded[READ_MAX];
    double wait = 0.0;
    fold("", text, folded);
    for (size_t i = 0; i < 2 && wait <= 0.0; i++) {
        for (const char *found = strstr(folded, marks[i]); found && wait <= 0.0; found = strstr(found + 1, marks[i])) {
            const char *at = found + strlen(marks[i]);
            at += strspn(at, " \t\r\n");
            wait = read_wait(*at == '"' ? at + 1 : at);
        }
    }
    return wait;
}
