/* Reads errors in the shapes that services give them, with an HTTP status of their own or inside a reply of status
 * 200. */
#include "wire/failure.h"
#include "base/error.h"
#include "base/text.h"
#include "wire/chat.h"
#include "wire/documents.h"
#include "wire/mend.h"

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

/* {message}, {detail} or {msg}. A detail may be a list of those, as FastAPI writes it. */
static const char *message_of(const cJSON *error) {
    static const char *const names[] = {"message", "detail", "msg"};
    for (size_t i = 0; i < 3; i++) {
        if (text_at(error, names[i])[0]) {
            return text_at(error, names[i]);
        }
    }
    const cJSON *detail = at(error, "detail"), *first = cJSON_IsArray(detail) ? detail->child : detail;
    return text_at(first, cJSON_IsString(at(first, "msg")) ? "msg" : "message");
}

/* {message, code | type | status} */
static bool take_error(const cJSON *error, wire_said *said) {
    static const char *const codes[] = {"code", "type", "status"};
    said->error = error;
    said->message = message_of(error);
    for (size_t i = 0; i < 3 && !said->code && !said->word[0]; i++) {
        take_code(at(error, codes[i]), said);
    }
    return true;
}

static bool find_in_choice(const cJSON *tree, wire_said *said) {
    const cJSON *first = wire_first_choice(tree), *choices = at(tree, "choices");
    const cJSON *choice = first ? first : cJSON_GetArrayItem(choices, 0), *error = at(choice, "error");
    const smacs_text finish = smacs_text_of(text_at(choice, "finish_reason"));
    if (cJSON_IsObject(error)) {
        return take_error(error, said);
    }
    return smacs_text_is_folded(finish, "error") || smacs_text_is_folded(finish, "network_error");
}

static bool is_told(const cJSON *error) {
    return cJSON_IsObject(error) || (cJSON_IsString(error) && error->valuestring[0]);
}

static bool take_text(const cJSON *code, const char *message, wire_said *said) {
    take_code(code, said);
    said->message = message;
    return true;
}

/* {error: {..}}, {error: "..."}, {errors: [..]}, the same in a list, {object: "error", message}, MiniMax's {base_resp},
 * a {detail} or {msg} without choices, and errors inside a choice. */
static bool find(const cJSON *tree, bool is_error, wire_said *said) {
    *said = (wire_said){.message = "", .word = "", .inner_word = ""};
    tree = cJSON_IsArray(tree) && tree->child ? tree->child : tree;
    const bool is_reply = cJSON_IsArray(at(tree, "choices"));
    const cJSON *errors = at(tree, "errors"), *error = at(tree, "error");
    if (!is_told(error)) {
        error = cJSON_IsArray(errors) && !is_reply ? errors->child : NULL;
    }
    if (is_told(error)) {
        return cJSON_IsObject(error) ? take_error(error, said) : take_text(at(tree, "code"), error->valuestring, said);
    }
    const cJSON *answered = at(tree, "base_resp"), *code = at(answered, "status_code");
    if (is_told(code) || (cJSON_IsNumber(code) && (code->valuedouble < 0.0 || code->valuedouble > 0.0))) {
        return take_text(code, text_at(answered, "status_msg"), said);
    }
    const bool tells = message_of(tree)[0] && (is_error || (!is_reply && !cJSON_IsString(at(tree, "message"))));
    const bool named = strcmp(text_at(tree, "object"), "error") == 0 || strcmp(text_at(tree, "type"), "error") == 0;
    return tells || named ? take_error(tree, said) : find_in_choice(tree, said);
}

/* How deep errors inside errors are looked for. */
enum { DEEPEST = 3 };

/* What a text holds, if it is JSON. `said` keeps it. */
static const cJSON *parse_inner(const char *words, wire_said *said) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    const smacs_text text = smacs_text_trimmed(smacs_text_of(words));
    bool starved = false; /* then the outer words have to do */
    const bool may_be = smacs_text_begins(text, "{") || smacs_text_begins(text, "[");
    said->inner = may_be && !said->inner ? cJSON_CreateArray() : said->inner;
    cJSON *parsed = may_be && said->inner ? wire_mend_parse(&a, text, &starved) : NULL;
    cJSON_AddItemToArray(said->inner, parsed);
    return parsed;
}

/* Gateways pass on what another server said: as text in their own words, or OpenRouter in metadata.raw. */
static void take_inner(wire_said *said) {
    const cJSON *error = said->error;
    for (int depth = 0; depth < DEEPEST && error; depth++) {
        const cJSON *raw = at(at(error, "metadata"), "raw");
        const char *words = cJSON_IsString(raw) ? raw->valuestring : said->message;
        wire_said inner;
        const bool found = find(cJSON_IsObject(raw) ? raw : parse_inner(words, said), is_told(raw), &inner);
        if (!inner.message[0] && words[0] && !smacs_text_begins(smacs_text_trimmed(smacs_text_of(words)), "<")) {
            inner.message = words;
        }
        said->message = inner.message[0] ? inner.message : said->message;
        said->inner_word = found && inner.word[0] ? inner.word : said->inner_word;
        said->code = said->code ? said->code : inner.code;
        error = inner.error;
    }
}

bool wire_failure_find(const cJSON *tree, bool is_error, wire_said *said) {
    const bool found = find(tree, is_error, said);
    if (found) {
        take_inner(said);
    }
    return found;
}

void wire_said_free(wire_said *said) {
    cJSON_Delete(said->inner);
    said->inner = NULL;
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

/* The start of the words and of the message, in lower case. */
static void fold(const char *word, const char *inner, smacs_text message, char out[READ_MAX]) {
    size_t size = fold_text(smacs_text_of(word), out, 0);
    out[size++] = ' ';
    size = fold_text(smacs_text_of(inner), out, size);
    out[size < READ_MAX - 1 ? size++ : size] = ' ';
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
    static const char *const low[] = {"too low", "insufficient", NULL};
    static const char *const words[] = {"billing", "arrear", NULL}, *const past[] = {"exceeded", NULL};
    return follows(text, "budget", 20, past) || follows(text, "insufficient", 10, what) ||
           follows(text, "not enough", 10, what) || follows(text, "out of", 10, what) ||
           follows(text, "balance", 20, low) || follows(text, "credit", 20, low) || has_any(text, words);
}

/* Whether the text before `at` [from its start] ends with one of these words and a space or underscore. */
static bool is_behind(const char *text, const char *at, const char *const *words) {
    const size_t before = (size_t)(at - text);
    for (size_t i = 0; words[i] && before > 0 && strchr(" _", at[-1]); i++) {
        const size_t size = strlen(words[i]);
        const char ahead = before > size + 1 ? at[-(ptrdiff_t)size - 2] : ' ';
        if (before > size && memcmp(at - size - 1, words[i], size) == 0 && !(ahead >= 'a' && ahead <= 'z')) {
            return true;
        }
    }
    return false;
}

/* A server's capacity, not that of a battery. */
static bool is_about_capacity(const char *text) {
    static const char *const behind[] = {"at",      "over",    "out of",   "no",        "enough",
                                         "exceed",  "exceeds", "exceeded", "exceeding", "insufficient",
                                         "limited", "maximum", "full",     NULL};
    static const char *const then[] = {"exceeded", "reached", "limit", "constraint", "full", "error", NULL};
    for (const char *at = strstr(text, "capacity"); at; at = strstr(at + 1, "capacity")) {
        const char *rest = at + strlen("capacity");
        rest += *rest && strchr(" _", *rest) ? 1 : 0;
        rest += strncmp(rest, "is ", 3) == 0 ? 3 : 0;
        bool follows_it = false;
        for (size_t i = 0; then[i] && rest[-1] != 'y'; i++) {
            follows_it = follows_it || strncmp(rest, then[i], strlen(then[i])) == 0;
        }
        if (follows_it || is_behind(text, at, behind)) {
            return true;
        }
    }
    return false;
}

static bool is_about_rate(const char *text) {
    static const char *const words[] = {"rate limit", "rate-limit",        "rate_limit", "ratelimit",
                                        "overload",   "too many requests", "busy",       NULL};
    static const char *const full[] = {"full", NULL};
    return has_any(text, words) || follows(text, "queue", 10, full) || is_about_capacity(text);
}

static bool is_about_place(const char *text) {
    static const char *const places[] = {"country", "region", "location"};
    static const char *const not [] = {"not supported", "not available", NULL};
    static const char *const here[] = {"unsupported_country",    "not supported in your ",
                                       "not supported in this ", "not available in your ",
                                       "not available in this ", "unsupported in your ",
                                       "unsupported in this ",   "unavailable in your ",
                                       "unavailable in this ",   NULL};
    bool found = has_any(text, here);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        found = found || follows(text, places[i], 30, not );
    }
    return found;
}

/* "API key" and not just "key": JSON has keys, too, and a server may call one of them invalid. */
static bool is_about_key(const char *text) {
    static const char *const words[] = {"unauthorized", "unauthorised", "authentication", NULL};
    static const char *const keys[] = {"api key", "api-key", "api_key", "apikey", NULL};
    static const char *const bad[] = {"not valid", "invalid", NULL};
    bool found = follows(text, "invalid", 10, keys) || has_any(text, words);
    for (size_t i = 0; keys[i] && !found; i++) {
        found = follows(text, keys[i], 10, bad);
    }
    return found;
}

static bool is_about_content(const char *text) {
    static const char *const words[] = {"moderat",        "content filter",  "content_filter", "content-filter",
                                        "contentfilter",  "contentpolicy",   "content-policy", "content policy",
                                        "content_policy", "safety",          "flagged",        "inappropriate content",
                                        "datainspection", "data_inspection", "usage polic",    NULL};
    return has_any(text, words);
}

/* Unknown, or gone since it was listed. */
static bool is_about_model(const char *text) {
    static const char *const words[] = {"no such model",         "unknown model",  "invalid model", "a valid model",
                                        "not a supported model", "decommissioned", "sunset",        NULL};
    static const char *const life[] = {"life", "its life", "its-life", "its_life", NULL};
    static const char *const missing[] = {
        "not found", "notfound",      "not_found",     "not-found",    "not exist",     "notexist",    "not_exist",
        "not-exist", "not available", "not_available", "notavailable", "not-available", "unavailable", NULL};
    static const char *const ended[] = {"deprecated", "retired", "discontinued", "removed", NULL};
    static const char *const gone[] = {"no longer",
                                       "been deprecated",
                                       "been retired",
                                       "been removed",
                                       "been discontinued",
                                       "been shut down",
                                       "was deprecated",
                                       "was retired",
                                       "was removed",
                                       "was discontinued",
                                       "was shut down",
                                       "is deprecated",
                                       "is retired",
                                       "is removed",
                                       "is discontinued",
                                       "is shut down",
                                       NULL};
    return follows(text, "model", 40, missing) || follows(text, "model", 60, gone) ||
           follows(text, "model", 1, ended) || has_any(text, words) || follows(text, "end of ", 0, life) ||
           follows(text, "end-of-", 0, life) || follows(text, "end_of_", 0, life);
}

static bool is_about_time(const char *text) {
    static const char *const words[] = {"timeout", "time-out", "time_out", "time out", "timed out", "timedout", NULL};
    return has_any(text, words);
}

const char *wire_failure_kind(uint32_t status, const wire_said *said, smacs_text message) {
    char text[READ_MAX];
    fold(said->word, said->inner_word, message, text);
    if (status == 402 || is_about_credit(text)) {
        return "credit";
    }
    if (status == 429 || is_about_rate(text)) {
        return "rate-limit";
    }
    if (status == 401 || status == 403 || status == 451 || is_about_key(text) || is_about_place(text)) {
        return is_about_content(text) ? "refused" : "auth";
    }
    if (is_about_content(text)) {
        return "refused";
    }
    if (status == 404 || status == 410 || is_about_model(text)) {
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
    fold("", "", body, text);
    uint32_t fields = has_any(text, chances) ? WIRE_CHAT_LOGPROBS : 0;
    fields |= has_any(text, warmth) ? WIRE_CHAT_TEMPERATURE : 0;
    if (is_refusal(text)) {
        fields |= has_any(text, limit) ? WIRE_CHAT_MAX_TOKENS : has_any(text, other) ? WIRE_CHAT_LIMIT : 0;
    }
    return fields;
}
