/* cJSON says neither why it failed nor, where a key is missing, at which byte. This goes over a text that it refused. */
#include "json/mistake.h"

#include "base/text.h"
#include <stdbool.h>
#include <string.h>

enum { DEPTH_MAX = 1000 }; /* cJSON's CJSON_NESTING_LIMIT */

/* 0 at the end. */
static char look(smacs_text json, size_t at) { return at < json.size ? json.data[at] : 0; }

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static size_t past_blanks(smacs_text json, size_t at) {
    while (at < json.size && json.data[at] && strchr(" \t\r\n", json.data[at])) {
        at++;
    }
    return at;
}

static size_t past_digits(smacs_text json, size_t at) {
    while (is_digit(look(json, at))) {
        at++;
    }
    return at;
}

/* What follows takes something off the text; at a mistake, *at stays there, and the result is false. */

static bool take_number(smacs_text json, size_t *at) {
    const size_t first = *at + (look(json, *at) == '-');
    size_t end = past_digits(json, first), digits = end - first;
    if (look(json, end) == '.') {
        const size_t fraction = past_digits(json, end + 1);
        digits += fraction - end - 1;
        end = fraction;
    }
    if (digits == 0) {
        return false;
    }
    if (look(json, end) == 'e' || look(json, end) == 'E') {
        const char sign = look(json, end + 1);
        const size_t power = end + 1 + (sign == '+' || sign == '-');
        end = is_digit(look(json, power)) ? past_digits(json, power) : end;
    }
    *at = end;
    return true;
}

uint32_t smacs_json_unit(smacs_text json, size_t at) {
    uint32_t unit = 0;
    for (size_t i = at; i < at + 4; i++) {
        const char c = look(json, i), small = (char)(c | 0x20);
        if (!is_digit(c) && (small < 'a' || small > 'f')) {
            return UINT32_MAX;
        }
        unit = unit << 4 | (uint32_t)(is_digit(c) ? c - '0' : small - 'a' + 10);
    }
    return unit;
}

/* `end`: of the string that it stands in. */
static bool take_escape(smacs_text json, size_t end, size_t *at) {
    if (look(json, *at + 1) != 'u') {
        const char c = look(json, *at + 1);
        const bool known = c && strchr("bfnrt\"\\/", c); /* strchr finds a NUL in any text */
        *at += known ? 2 : 0;
        return known;
    }
    const uint32_t unit = smacs_json_unit(json, *at + 2);
    const bool pair = unit >= 0xD800 && unit < 0xDC00;
    const uint32_t second = pair ? smacs_json_unit(json, *at + 8) : 0xDC00;
    const size_t size = pair ? 12 : 6;
    if (unit == UINT32_MAX || end - *at < size || (unit >= 0xDC00 && unit < 0xE000) || second < 0xDC00 ||
        second >= 0xE000 || (pair && (look(json, *at + 6) != '\\' || look(json, *at + 7) != 'u'))) {
        return false;
    }
    *at += size;
    return true;
}

static bool take_string(smacs_text json, size_t *at) {
    size_t end = *at + 1;
    while (end < json.size && json.data[end] != '"') {
        end += json.data[end] == '\\' ? 2 : 1;
    }
    if (look(json, *at) != '"') {
        return false;
    }
    if (end >= json.size) {
        *at = json.size;
        return false;
    }
    for (++*at; *at < end;) {
        if (json.data[*at] != '\\') {
            ++*at;
        } else if (!take_escape(json, end, at)) {
            return false;
        }
    }
    *at = end + 1;
    return true;
}

static bool take_scalar(smacs_text json, size_t *at) {
    static const char *const words[] = {"null", "false", "true"};
    const smacs_text rest = smacs_text_after(json, *at);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (smacs_text_begins(rest, words[i])) {
            *at += strlen(words[i]);
            return true;
        }
    }
    const char c = look(json, *at);
    return c == '-' || is_digit(c) ? take_number(json, at) : take_string(json, at);
}

/* A key and its colon. */
static bool take_key(smacs_text json, size_t *at) {
    *at = past_blanks(json, *at);
    if (!take_string(json, at)) {
        return false;
    }
    *at = past_blanks(json, *at);
    const bool colon = look(json, *at) == ':';
    *at += colon;
    return colon;
}

size_t smacs_json_mistake(smacs_text json) {
    char open[DEPTH_MAX]; /* the brackets that close the open ones */
    size_t depth = 0, at = smacs_text_begins(json, "\xEF\xBB\xBF") && json.size > 4 ? 3 : 0;
    bool key = false; /* one stands before the next value */
    for (;;) {
        if (key && !take_key(json, &at)) {
            return at;
        }
        at = past_blanks(json, at);
        const char c = look(json, at);
        if (c == '{' || c == '[') {
            if (depth == DEPTH_MAX) {
                return at;
            }
            open[depth++] = c == '{' ? '}' : ']';
            at = past_blanks(json, at + 1);
            key = c == '{';
            if (look(json, at) != open[depth - 1]) {
                continue;
            }
        } else if (!take_scalar(json, &at)) {
            return at;
        }
        at = past_blanks(json, at);
        for (; depth > 0 && look(json, at) == open[depth - 1]; at = past_blanks(json, at)) {
            depth--;
            at++;
        }
        if (depth == 0) {
            return SIZE_MAX;
        }
        if (look(json, at) != ',') {
            return at;
        }
        at++;
        key = open[depth - 1] == '}';
    }
}
