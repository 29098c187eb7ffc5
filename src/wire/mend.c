/* Sanitizes what comes over the wire: escapes that no C string or UTF-8 can hold, keys that a server repeats, and
 * control characters that would move a terminal's cursor, numbers that are none. */
#include "wire/mend.h"
#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

/* ---- escapes ---- */

/* The number of the \uXXXX at `offset`, or UINT32_MAX. */
static uint32_t escape_at(smacs_text text, size_t offset) {
    uint32_t value = 0;
    if (text.size - offset < 6 || text.data[offset] != '\\' || text.data[offset + 1] != 'u') {
        return UINT32_MAX;
    }
    for (size_t i = offset + 2; i < offset + 6; i++) {
        const char c = text.data[i];
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) {
            return UINT32_MAX;
        }
        value = value * 16 + (uint32_t)digit;
    }
    return value;
}

/* The size of the escape at `offset` in bytes; *whole: it stands for a character that a text can hold. */
static size_t measure_escape(smacs_text text, size_t offset, bool *whole) {
    const uint32_t first = escape_at(text, offset);
    *whole = true;
    if (first == UINT32_MAX) {
        return text.size - offset < 2 ? 1 : 2;
    }
    if (first >= 0xD800 && first < 0xDC00) {
        const uint32_t second = escape_at(text, offset + 6);
        *whole = second >= 0xDC00 && second < 0xE000;
        return *whole ? 12 : 6;
    }
    *whole = first != 0 && !(first >= 0xDC00 && first < 0xE000);
    return 6;
}

/* The size of what JSON does not have but other languages write for a number or for nothing; 0: something else stands
 * there. */
static size_t measure_no_number(smacs_text text) {
    static const char *const numbers[] = {"NaN",  "Infinity", "-Infinity", "-NaN",      "nan",
                                          "-nan", "inf",      "-inf",      "undefined", "None"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (smacs_text_begins(text, numbers[i])) {
            return strlen(numbers[i]);
        }
    }
    return 0;
}

/* Writes U+FFFD for each U+0000, which no C string holds, and for each half of a surrogate pair, which no UTF-8 holds;
 * null for what is no number. */
static void mend(const smacs_allocator *a, smacs_text json, smacs_bytes *out) {
    size_t plain = 0;
    bool in_text = false;
    for (size_t i = 0; i < json.size;) {
        bool whole = true;
        size_t size = 1;
        const char *instead = "\\ufffd";
        if (json.data[i] == '\\') {
            size = measure_escape(json, i, &whole);
        } else if (json.data[i] == '"') {
            in_text = !in_text;
        } else if (!in_text && strchr("NniIu-", json.data[i]) && json.data[i]) {
            const size_t found = measure_no_number(smacs_text_after(json, i));
            whole = found == 0;
            size = whole ? 1 : found;
            instead = "null";
        }
        if (!whole) {
            smacs_bytes_append(a, out, json.data + plain, i - plain);
            smacs_bytes_append(a, out, instead, strlen(instead));
            plain = i + size;
        }
        i += size;
    }
    smacs_bytes_append(a, out, json.data + plain, json.size - plain);
}

cJSON *wire_mend_parse(const smacs_allocator *a, smacs_text body, bool *starved) {
    smacs_bytes mended = {0};
    cJSON *tree = NULL;
    if (body.size > 0) {
        mend(a, body, &mended);
    }
    if (mended.size > 0 && !mended.failed) {
        *starved = smacs_json_parse((smacs_text){mended.data, mended.size}, &tree, NULL) == SMACS_E_MEMORY || *starved;
    }
    *starved = *starved || mended.failed;
    smacs_bytes_free(a, &mended);
    return tree;
}

/* ---- keys and lines ---- */

/* Shorter keys ("none", "EMPTY") are placeholders, and may be words of an answer. wasm/src/wire/redact.ts has the
 * same. */
enum { KEY_LENGTH_MIN = 8 };

static char fold(char c) { return (char)(c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c); }

/* The size of a character of the key at the start of `from` [size]: as it stands in a text, in JSON or in an address,
 * because servers repeat what they were sent in all three. 0: something else stands there. */
static size_t measure_spelt(const char *from, size_t size, char c) {
    static const char digits[] = "0123456789abcdef";
    const unsigned char byte = (unsigned char)c;
    const char hex[2] = {digits[byte >> 4], digits[byte & 15]};
    const size_t prefix = size >= 3 && from[0] == '%' ? 1 : size >= 6 && memcmp(from, "\\u00", 4) == 0 ? 4 : 0;
    if (prefix > 0 && fold(from[prefix]) == hex[0] && fold(from[prefix + 1]) == hex[1]) {
        return prefix + 2;
    }
    if (size >= 2 && from[0] == '\\' && from[1] == c && strchr("\"/\\", c)) {
        return 2;
    }
    return size >= 1 && from[0] == c ? 1 : 0;
}

/* The size of the key at the start of `from` [size], however it is spelt. 0: it is not there. */
static size_t measure_key(const char *from, size_t size, const char *key) {
    const size_t length = strlen(key);
    size_t all = 0;
    if (size >= length && memcmp(from, key, length) == 0) {
        return length;
    }
    for (const char *c = key; *c; c++) {
        const size_t one = measure_spelt(from + all, size - all, *c);
        if (one == 0) {
            return 0;
        }
        all += one;
    }
    return all;
}

void wire_append_without_key(const smacs_allocator *a, smacs_bytes *out, smacs_text text, const char *key) {
    const bool is_key = key && strlen(key) >= KEY_LENGTH_MIN;
    size_t plain = 0;
    for (size_t i = 0; is_key && i < text.size; i++) {
        const size_t size = measure_key(text.data + i, text.size - i, key);
        if (size > 0) {
            smacs_bytes_append(a, out, text.data + plain, i - plain);
            smacs_bytes_append(a, out, "[key]", 5);
            plain = i + size;
            i = plain - 1;
        }
    }
    if (text.size > plain) {
        smacs_bytes_append(a, out, text.data + plain, text.size - plain);
    }
}

size_t wire_one_line(smacs_text text, char *out, size_t capacity) {
    size_t size = 0, whole = 0; /* up to the end of the last whole character */
    for (size_t i = 0; i < text.size;) {
        size_t end = i;
        const uint32_t c = smacs_utf8_next(text.data, text.size, &end);
        const bool space = c <= ' ' || (c >= 0x7F && c <= 0xA0);
        if (size + (end - i) >= capacity) {
            break;
        }
        if (!space) {
            memcpy(out + size, text.data + i, end - i);
            size += end - i;
        } else if (size > 0 && out[size - 1] != ' ') {
            out[size++] = ' ';
        }
        whole = size;
        i = end;
    }
    out[whole] = 0;
    return whole;
}
