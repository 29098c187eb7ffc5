/* JSON out and in. Out: a writer of our own, because a result must lie in memory of the caller's allocator and its
 * numbers must be the same text everywhere. In: cJSON, with the checks that it leaves out. */
#include "json/writer.h"

#include "base/error.h"
#include "base/text.h"
#include "base/utf8.h"
#include "json/mistake.h"
#include <string.h>

static void put(smacs_json_writer *w, const char *data, size_t size) { smacs_bytes_append(w->a, &w->out, data, size); }

/* The comma that separates this value from the one before it. */
static void separate(smacs_json_writer *w) {
    if (w->follows) {
        put(w, ",", 1);
    }
    w->follows = true;
}

void smacs_json_begin(smacs_json_writer *w, const smacs_allocator *a) { *w = (smacs_json_writer){.a = a}; }

void smacs_json_open(smacs_json_writer *w, char bracket) {
    separate(w);
    put(w, &bracket, 1);
    w->follows = false;
}

void smacs_json_close(smacs_json_writer *w, char bracket) {
    put(w, &bracket, 1);
    w->follows = true;
}

static void put_escaped(smacs_json_writer *w, unsigned char c) {
    static const char hex[] = "0123456789abcdef";
    static const char letters[] = "\bb\ff\nn\rr\tt\"\"\\\\";
    for (size_t i = 0; i + 1 < sizeof letters; i += 2) {
        if (c == (unsigned char)letters[i]) {
            const char escape[2] = {'\\', letters[i + 1]};
            put(w, escape, 2);
            return;
        }
    }
    const char escape[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
    put(w, escape, 6);
}

static void put_string(smacs_json_writer *w, smacs_text text) {
    const unsigned char *s = (const unsigned char *)text.data;
    size_t plain = 0; /* where the run that can be copied as it is begins */
    put(w, "\"", 1);
    for (size_t i = 0; i < text.size;) {
        size_t end = i;
        smacs_utf8_next(text.data, text.size, &end);
        const bool broken = s[i] >= 0x80 && end == i + 1;
        if (!broken && s[i] >= 0x20 && s[i] != '"' && s[i] != '\\') {
            i = end;
            continue;
        }
        put(w, text.data + plain, i - plain);
        if (broken) {
            put(w, "\xEF\xBF\xBD", 3);
        } else {
            put_escaped(w, s[i]);
        }
        plain = ++i;
    }
    if (text.size > plain) {
        put(w, text.data + plain, text.size - plain);
    }
    put(w, "\"", 1);
}

void smacs_json_key(smacs_json_writer *w, smacs_text key) {
    separate(w);
    put_string(w, key);
    put(w, ":", 1);
    w->follows = false;
}

void smacs_json_text(smacs_json_writer *w, smacs_text text) {
    separate(w);
    if (text.data) {
        put_string(w, text);
    } else {
        put(w, "null", 4);
    }
}

void smacs_json_number(smacs_json_writer *w, double value) {
    char digits[SMACS_NUMBER_MAX];
    const size_t size = smacs_number_print(value, digits);
    separate(w);
    put(w, digits, size);
}

void smacs_json_integer(smacs_json_writer *w, uint64_t value) {
    char digits[SMACS_DIGITS_MAX];
    separate(w);
    put(w, digits, smacs_text_digits(value, 10, 1, digits));
}

void smacs_json_bool(smacs_json_writer *w, bool value) {
    separate(w);
    put(w, value ? "true" : "false", value ? 4 : 5);
}

void smacs_json_digest(smacs_json_writer *w, uint64_t digest) {
    char digits[SMACS_DIGITS_MAX];
    smacs_json_text(w, (smacs_text){digits, smacs_text_digits(digest, 16, 16, digits)});
}

void smacs_json_tree(smacs_json_writer *w, const cJSON *tree) {
    if (cJSON_IsObject(tree) || cJSON_IsArray(tree)) {
        const bool object = cJSON_IsObject(tree);
        smacs_json_open(w, object ? '{' : '[');
        for (const cJSON *child = tree->child; child; child = child->next) {
            if (object) {
                smacs_json_key(w, smacs_text_of(child->string));
            }
            smacs_json_tree(w, child);
        }
        smacs_json_close(w, object ? '}' : ']');
    } else if (cJSON_IsString(tree)) {
        smacs_json_text(w, smacs_text_of(tree->valuestring));
    } else if (cJSON_IsNumber(tree)) {
        smacs_json_number(w, tree->valuedouble);
    } else if (cJSON_IsBool(tree)) {
        smacs_json_bool(w, cJSON_IsTrue(tree));
    } else {
        smacs_json_text(w, (smacs_text){0});
    }
}

smacs_status smacs_json_finish(smacs_json_writer *w, char **json, size_t *size) {
    put(w, "", 1);
    if (w->out.failed) {
        smacs_bytes_free(w->a, &w->out);
        *json = NULL;
        *size = 0;
        return SMACS_E_MEMORY;
    }
    *json = w->out.data;
    *size = w->out.size - 1;
    return SMACS_OK;
}

/* Lines and columns are 1-based. */
static void place(smacs_text json, size_t offset, uint64_t *line, uint64_t *column) {
    size_t start = 0;
    *line = 1;
    for (size_t i = 0; i < offset && i < json.size; i++) {
        if (json.data[i] == '\n') {
            ++*line;
            start = i + 1;
        }
    }
    *column = offset - start + 1;
}

smacs_status smacs_json_fail_at(smacs_text json, size_t offset, smacs_status status, const char *message,
                                smacs_error *error) {
    smacs_fail(error, status, message, (smacs_text){0}, offset);
    if (error) {
        place(json, offset, &error->line, &error->column);
    }
    return status;
}

/* cJSON takes every control character for whitespace outside texts and for itself inside. */
static smacs_status check_characters(smacs_text json, smacs_error *error) {
    bool in_text = false;
    for (size_t i = 0; i < json.size; i++) {
        const unsigned char c = (unsigned char)json.data[i];
        if (c < 0x20 && (in_text || (c != '\n' && c != '\r' && c != '\t'))) {
            return smacs_json_fail_at(json, i, SMACS_E_SYNTAX, "a control character stands in the JSON text", error);
        }
        in_text = c == '"' ? !in_text : in_text;
        if (c != '\\') {
            continue;
        }
        if (json.size - i >= 6 && json.data[i + 1] == 'u') {
            const uint32_t unit = smacs_json_unit(json, i + 2);
            if (unit == 0 || unit == UINT32_MAX) {
                return smacs_json_fail_at(
                    json, i, unit ? SMACS_E_SYNTAX : SMACS_E_SCHEMA,
                    unit ? "\\u needs four hexadecimal digits" : "a text holds the character U+0000", error);
            }
        }
        i++; /* what follows a backslash is not the start of an escape */
    }
    return SMACS_OK;
}

smacs_status smacs_json_parse(smacs_text json, cJSON **tree, smacs_error *error) {
    const char *end = NULL;
    *tree = NULL;
    if (!json.data || json.size == 0) {
        return smacs_json_fail_at(json, 0, SMACS_E_SYNTAX, "there is no JSON value", error);
    }
    const smacs_status status = check_characters(json, error);
    if (status != SMACS_OK) {
        return status;
    }
    cJSON *parsed = cJSON_ParseWithLengthOpts(json.data, json.size, &end, 0);
    if (!parsed) {
        const size_t mistake = smacs_json_mistake(json);
        return mistake == SIZE_MAX ? smacs_fail_memory(error)
                                   : smacs_json_fail_at(json, mistake, SMACS_E_SYNTAX, "this is not valid JSON", error);
    }
    size_t at = end ? (size_t)(end - json.data) : 0;
    while (at < json.size && strchr(" \t\r\n", json.data[at])) {
        at++;
    }
    if (at < json.size) {
        cJSON_Delete(parsed);
        return smacs_json_fail_at(json, at, SMACS_E_SYNTAX, "something follows the JSON value", error);
    }
    *tree = parsed;
    return SMACS_OK;
}

smacs_status smacs_json_finish_tree(smacs_json_writer *w, cJSON **tree, smacs_error *error) {
    char *json = NULL;
    size_t size = 0;
    *tree = NULL;
    const smacs_status status = smacs_json_finish(w, &json, &size) == SMACS_OK
                                    ? smacs_json_parse((smacs_text){json, size}, tree, error)
                                    : smacs_fail_memory(error);
    smacs_mem_free(w->a, json);
    return status;
}
