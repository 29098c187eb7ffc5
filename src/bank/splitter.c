/* A push parser of the outermost level only: bytes come in pieces cut anywhere, and each complete record goes to the
 * sink as one piece of text, which is then parsed as a whole. Inside a record only texts, escapes and the depth of
 * brackets are followed; what is wrong in there is found, with its place, by the JSON parser.
 *
 * A '{' at the top may begin the first line of JSON Lines or an object whose values are the records. Its first key
 * and the first character of that key's value decide: a value that is no object, or a key that records themselves
 * have, makes it a record. Until then the bytes are kept as if it were one. */
#include "bank/splitter.h"

#include "base/error.h"
#include "json/writer.h"
#include <string.h>

void smacs_splitter_begin(smacs_splitter *s, const smacs_allocator *a, smacs_splitter_sink sink, void *context) {
    *s = (smacs_splitter){.a = a, .sink = sink, .context = context, .line = 1};
}

void smacs_splitter_free(smacs_splitter *s) {
    smacs_bytes_free(s->a, &s->record);
    smacs_bytes_free(s->a, &s->key);
}

static smacs_place here(const smacs_splitter *s) {
    return (smacs_place){s->position, s->line, s->position - s->line_start + 1};
}

static smacs_status fail_at(smacs_place place, smacs_status status, const char *message, smacs_error *error) {
    smacs_fail(error, status, message, (smacs_text){0}, place.position);
    if (error) {
        error->line = place.line;
        error->column = place.column;
    }
    return status;
}

static smacs_status unexpected(const smacs_splitter *s, const char *message, char c, smacs_error *error) {
    const bool shown = c >= 0x20 && c < 0x7F;
    smacs_fail(error, SMACS_E_SYNTAX, message, (smacs_text){shown ? &c : NULL, shown}, s->position);
    if (error) {
        error->line = s->line;
        error->column = s->position - s->line_start + 1;
    }
    return SMACS_E_SYNTAX;
}

/* Appends to the record, within its limit. */
static smacs_status keep(smacs_splitter *s, const char *bytes, size_t size, smacs_error *error) {
    if (size > SMACS_RECORD_MAX - s->record.size) {
        return fail_at(s->place, SMACS_E_TOO_LARGE, "a record is larger than 64 MiB", error);
    }
    smacs_bytes_append(s->a, &s->record, bytes, size);
    return s->record.failed ? smacs_fail_memory(error) : SMACS_OK;
}

static smacs_status emit(smacs_splitter *s, smacs_error *error) {
    smacs_bytes_append(s->a, &s->record, "", 1);
    if (s->record.failed) {
        return smacs_fail_memory(error);
    }
    const smacs_text json = {s->record.data, s->record.size - 1};
    const smacs_text key = {s->key.size ? s->key.data : NULL, s->key.size};
    const smacs_status status = s->sink(s->context, json, key, s->place, error);
    s->record.size = 0;
    s->key.size = 0;
    s->state = s->closer ? SMACS_SPLIT_NEXT : SMACS_SPLIT_BETWEEN;
    s->may_close = true;
    return status;
}

/* Takes bytes of a record up to its end or the end of the piece. */
static smacs_status take_record(smacs_splitter *s, const char *bytes, size_t size, size_t *taken, smacs_error *error) {
    const char *wrong = NULL;
    const uint64_t start = s->position;
    size_t i = 0;
    for (; i < size && s->depth > 0 && !wrong; i++) {
        const char c = bytes[i];
        if ((unsigned char)c < 0x20 && (s->in_text || (c != '\n' && c != '\r' && c != '\t'))) {
            wrong = s->in_text ? "a text is not closed on its line, or holds a control character"
                               : "a control character stands in the JSON text";
        } else if (s->escaped) {
            s->escaped = false;
        } else if (s->in_text) {
            s->escaped = c == '\\';
            s->in_text = c != '"';
        } else if (c == '"') {
            s->in_text = true;
        } else if (c == '{' || c == '[') {
            wrong = s->depth == SMACS_NESTING_MAX ? "brackets are nested too deeply" : NULL;
            s->depth++;
        } else if (c == '}' || c == ']') {
            s->depth--;
        } else if (c == '\n') {
            s->line++;
            s->line_start = start + i + 1;
        }
        s->position = start + i;
    }
    if (wrong) {
        return fail_at(here(s), SMACS_E_SYNTAX, wrong, error);
    }
    s->position = start + i;
    *taken = i;
    const smacs_status status = keep(s, bytes, i, error);
    return status == SMACS_OK && s->depth == 0 ? emit(s, error) : status;
}

static void begin_record(smacs_splitter *s) {
    s->record.size = 0;
    s->place = here(s);
    s->depth = 0;
    s->in_text = false;
    s->escaped = false;
    s->state = SMACS_SPLIT_RECORD;
}

/* Whether a key (quoted) is one that records themselves have with an object as value. */
static bool is_record_field(const smacs_bytes *key) {
    static const char *const fields[] = {"scores",   "model_res", "records",  "extracted", "responses",
                                         "metadata", "meta",      "question", "info",      "answer"};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        const size_t size = strlen(fields[i]);
        if (key->size == size + 2 && memcmp(key->data + 1, fields[i], size) == 0) {
            return true;
        }
    }
    return false;
}

/* The first '{' turned out to begin a record of JSON Lines, whose start has been kept. */
static void decide_lines(smacs_splitter *s) {
    s->undecided = false;
    s->closer = 0;
    s->key.size = 0;
    s->depth = 1;
    s->in_text = s->state == SMACS_SPLIT_IN_KEY;
    s->state = SMACS_SPLIT_RECORD;
}

static smacs_status open_top(smacs_splitter *s, char c, smacs_error *error) {
    if (c == '[') {
        s->closer = ']';
        s->state = SMACS_SPLIT_VALUE;
    } else if (c == '{') {
        begin_record(s);
        s->closer = '}';
        s->undecided = true;
        s->state = SMACS_SPLIT_KEY;
    } else {
        return unexpected(s, "a bank begins with { or [", c, error);
    }
    s->may_close = true;
    return SMACS_OK;
}

static smacs_status step_key(smacs_splitter *s, char c, smacs_error *error) {
    if (s->state == SMACS_SPLIT_IN_KEY) {
        if ((unsigned char)c < 0x20) {
            return unexpected(s, "a key is not closed on its line", c, error);
        }
        smacs_bytes_append(s->a, &s->key, &c, 1);
        if (s->escaped) {
            s->escaped = false;
        } else if (c == '"') {
            s->state = SMACS_SPLIT_COLON;
        } else {
            s->escaped = c == '\\';
        }
    } else if (c == '"') {
        smacs_bytes_append(s->a, &s->key, &c, 1);
        s->state = SMACS_SPLIT_IN_KEY;
        s->escaped = false;
    } else if (c == '}' && s->may_close) {
        s->state = SMACS_SPLIT_END;
    } else {
        return unexpected(s, "the key of a record is expected here", c, error);
    }
    if (s->key.size > SMACS_RECORD_MAX) {
        return fail_at(here(s), SMACS_E_TOO_LARGE, "a key is larger than 64 MiB", error);
    }
    return s->key.failed ? smacs_fail_memory(error) : SMACS_OK;
}

/* One byte outside of records, not whitespace (except in a key). *again is set when the byte belongs to the state
 * that was entered. */
static smacs_status step(smacs_splitter *s, char c, bool *again, smacs_error *error) {
    switch (s->state) {
    case SMACS_SPLIT_START:
        return open_top(s, c, error);
    case SMACS_SPLIT_KEY:
    case SMACS_SPLIT_IN_KEY:
        return step_key(s, c, error);
    case SMACS_SPLIT_COLON:
        if (c != ':') {
            return unexpected(s, "a colon is expected between a key and its record", c, error);
        }
        s->state = SMACS_SPLIT_VALUE;
        return SMACS_OK;
    case SMACS_SPLIT_BETWEEN:
    case SMACS_SPLIT_VALUE:
        if (c == ']' && s->closer == ']' && s->may_close) {
            s->state = SMACS_SPLIT_END;
            return SMACS_OK;
        }
        if (c != '{') {
            return unexpected(s, "a record, which begins with {, is expected here", c, error);
        }
        begin_record(s);
        s->depth = 1;
        return keep(s, &c, 1, error);
    case SMACS_SPLIT_NEXT:
        if (c == s->closer) {
            s->state = SMACS_SPLIT_END;
        } else if (c == ',') {
            s->state = s->closer == ']' ? SMACS_SPLIT_VALUE : SMACS_SPLIT_KEY;
            s->may_close = false;
        } else {
            return unexpected(s, "a comma is expected between two records", c, error);
        }
        return SMACS_OK;
    case SMACS_SPLIT_RECORD:
        *again = true;
        return SMACS_OK;
    case SMACS_SPLIT_END:
    default:
        return unexpected(s, "something follows the end of the bank", c, error);
    }
}

/* One byte while it is open what the first '{' begins. */
static smacs_status step_undecided(smacs_splitter *s, char c, bool *again, smacs_error *error) {
    const bool value = s->state == SMACS_SPLIT_VALUE;
    const bool fits = value                            ? c == '{' && !is_record_field(&s->key)
                      : s->state == SMACS_SPLIT_COLON  ? c == ':'
                      : s->state == SMACS_SPLIT_IN_KEY ? (unsigned char)c >= 0x20
                                                       : c == '"';
    if (!fits) {
        decide_lines(s);
        *again = true;
        return SMACS_OK;
    }
    if (value) {
        s->undecided = false;
        return step(s, c, again, error);
    }
    const smacs_status status = keep(s, &c, 1, error);
    return status == SMACS_OK ? step(s, c, again, error) : status;
}

static smacs_status step_outside(smacs_splitter *s, char c, bool *again, smacs_error *error) {
    const bool space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (s->state == SMACS_SPLIT_START && s->mark_bytes < 3 && s->position == s->mark_bytes &&
        c == "\xEF\xBB\xBF"[s->mark_bytes]) {
        s->mark_bytes++;
        s->line_start++;
        return SMACS_OK;
    }
    if (s->mark_bytes == 1 || s->mark_bytes == 2) {
        return unexpected(s, "a bank begins with { or [", c, error);
    }
    if (!space || s->state == SMACS_SPLIT_IN_KEY) {
        return s->undecided ? step_undecided(s, c, again, error) : step(s, c, again, error);
    }
    return s->undecided ? keep(s, &c, 1, error) : SMACS_OK;
}

smacs_status smacs_splitter_feed(smacs_splitter *s, const char *bytes, size_t size, smacs_error *error) {
    smacs_status status = SMACS_OK;
    for (size_t i = 0; i < size && status == SMACS_OK;) {
        if (s->state == SMACS_SPLIT_RECORD) {
            size_t taken = 0;
            status = take_record(s, bytes + i, size - i, &taken, error);
            i += taken;
            continue;
        }
        const bool opens = s->state == SMACS_SPLIT_START;
        bool again = false;
        status = step_outside(s, bytes[i], &again, error);
        if (opens && s->undecided && status == SMACS_OK) {
            status = keep(s, &bytes[i], 1, error);
        }
        if (again || status != SMACS_OK) {
            continue;
        }
        s->position++;
        if (bytes[i] == '\n') {
            s->line++;
            s->line_start = s->position;
        }
        i++;
    }
    return status;
}

/* What is wrong with a record that the input's end cuts off: a mistake on an earlier line if there is one, such as a
 * bracket that was never closed. */
static smacs_status fail_unfinished(const smacs_splitter *s, smacs_error *error) {
    const smacs_text json = {s->record.data, s->record.size};
    cJSON *tree = NULL;
    smacs_error found = {0};
    if (smacs_json_parse(json, &tree, &found) == SMACS_OK) {
        cJSON_Delete(tree);
    } else if (found.status == SMACS_E_SYNTAX && s->place.line + found.line - 1 < s->line) {
        const smacs_place place = {s->place.position + found.position, s->place.line + found.line - 1,
                                   found.column + (found.line == 1 ? s->place.column - 1 : 0)};
        return fail_at(place, SMACS_E_SYNTAX, found.message, error);
    }
    return fail_at(here(s), SMACS_E_SYNTAX, "the input ends inside a record", error);
}

smacs_status smacs_splitter_finish(smacs_splitter *s, smacs_error *error) {
    switch (s->state) {
    case SMACS_SPLIT_START:
    case SMACS_SPLIT_BETWEEN:
    case SMACS_SPLIT_END:
        return SMACS_OK;
    case SMACS_SPLIT_RECORD:
        return fail_unfinished(s, error);
    case SMACS_SPLIT_KEY:
    case SMACS_SPLIT_IN_KEY:
    case SMACS_SPLIT_COLON:
    case SMACS_SPLIT_VALUE:
    case SMACS_SPLIT_NEXT:
    default:
        return fail_at(here(s), SMACS_E_SYNTAX, "the input ends before the bank does", error);
    }
}
