/* What Python writes: its notation of a list of texts (str([..])), and JSON with NaN and Infinity (json.dump). */
#include "bank/foreign.h"
#include "base/error.h"
#include "base/text.h"
#include "base/utf8.h"
#include "import/gather.h"

#include <string.h>

/* ---- lists of texts ---- */

static int digit_of(char c) {
    const char *const digits = "0123456789abcdef", *found = c ? strchr(digits, c) : NULL;
    return found ? (int)(found - digits) : -1;
}

/* The code point of `count` hexadecimal digits, as repr writes them; UINT32_MAX: they are none. */
static uint32_t read_digits(const char *at, const char *end, int count) {
    uint32_t code = 0;
    for (int i = 0; i < count; i++) {
        const int digit = at + i < end ? digit_of(at[i]) : -1;
        if (digit < 0 || code > 0xFFFFFF) {
            return UINT32_MAX;
        }
        code = code * 16 + (uint32_t)digit;
    }
    return code;
}

/* What stands behind a backslash; one that begins nothing known is itself. */
static const char *take_escape(const char *at, const char *end, smacs_bytes *out, const smacs_allocator *a) {
    static const char names[] = "nrt\\'\"", means[] = "\n\r\t\\'\"";
    const char *found = at < end && *at ? strchr(names, *at) : NULL;
    if (found) {
        smacs_bytes_append(a, out, &means[found - names], 1);
        return at + 1;
    }
    const int count = at == end ? 0 : *at == 'x' ? 2 : *at == 'u' ? 4 : *at == 'U' ? 8 : 0;
    const uint32_t code = count ? read_digits(at + 1, end, count) : UINT32_MAX;
    if (code <= 0x10FFFF) {
        char letter[4];
        const bool half = code >= 0xD800 && code <= 0xDFFF;
        smacs_bytes_append(a, out, letter, smacs_utf8_put(half ? SMACS_REPLACEMENT : code, letter));
        return at + 1 + count;
    }
    smacs_bytes_append(a, out, "\\", 1);
    return at;
}

/* A text in quotes begins at `at`; what is behind its closing quote, or NULL: it has none. */
static const char *take_text(const char *at, const char *end, smacs_bytes *out, const smacs_allocator *a) {
    const char quote = *at++;
    while (at < end && *at != quote) {
        const char *stop = at;
        while (stop < end && *stop != quote && *stop != '\\') {
            stop++;
        }
        smacs_bytes_append(a, out, at, (size_t)(stop - at));
        at = stop < end && *stop == '\\' ? take_escape(stop + 1, end, out, a) : stop;
    }
    return at < end ? at + 1 : NULL;
}

smacs_text import_python_list(gather *g, smacs_text text, smacs_bytes *out) {
    if (text.size < 4 || text.data[0] != '[' || text.data[text.size - 1] != ']') { /* it may be none at all */
        return text;
    }
    const char *at = text.data + 1, *const end = text.data + text.size - 1;
    out->size = 0;
    while (*at == '\'' || *at == '"') {
        at = take_text(at, end, out, &g->a);
        if (at == end) {
            g->failed = g->failed || out->failed;
            return out->failed ? text : (smacs_text){out->data ? out->data : "", out->size};
        }
        if (!at || end - at < 4 || at[0] != ',' || at[1] != ' ') {
            return text;
        }
        smacs_bytes_append(&g->a, out, "\n\n", 2);
        at += 2;
    }
    return text;
}

/* ---- JSON with NaN ---- */

static size_t no_number(smacs_text rest) {
    static const char *const words[] = {"NaN", "Infinity", "-Infinity"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (smacs_text_begins(rest, words[i])) {
            return strlen(words[i]);
        }
    }
    return 0;
}

/* Copies JSON with null for each NaN and Infinity outside of texts. */
static void copy_with_nulls(smacs_text json, smacs_bytes *copy, const smacs_allocator *a) {
    bool quoted = false;
    size_t kept = 0;
    for (size_t i = 0; i < json.size; i++) {
        const char c = json.data[i];
        const size_t size = quoted ? 0 : no_number(smacs_text_after(json, i));
        if (quoted && c == '\\') {
            i++;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (size > 0) {
            smacs_bytes_append(a, copy, json.data + kept, i - kept);
            smacs_bytes_append(a, copy, "null", 4);
            kept = i + size;
            i = kept - 1;
        }
    }
    smacs_bytes_append(a, copy, json.data + kept, json.size - kept);
}

smacs_status import_parse(smacs_text json, cJSON **tree, smacs_error *error) {
    smacs_status status = smacs_foreign_parse(json, tree, error);
    const bool known = status == SMACS_E_SYNTAX && error->position < json.size;
    if (!known || no_number(smacs_text_after(json, (size_t)error->position)) == 0) {
        return status;
    }
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_bytes copy = {0};
    copy_with_nulls(json, &copy, &a);
    status =
        copy.failed ? smacs_fail_memory(error) : smacs_foreign_parse((smacs_text){copy.data, copy.size}, tree, error);
    smacs_bytes_free(&a, &copy);
    return status;
}
