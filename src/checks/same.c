/* When the value that a program gave is the one expected. Both are texts of a language's literals, so they are walked
 * side by side, token by token. Numbers are compared as numbers and texts by what they hold; sets and mappings are
 * compared without their order. */
#include "base/text.h"
#include "base/utf8.h"
#include "checks/check.h"

enum { DEPTH_MAX = 25, ITEMS_MAX = 200 };

/* Values that one comparison may look at, and bytes of groups without order, which it may read again and again. A program
 * chooses its values, and whoever compares them waits: past this they count as different. Enough for 199 keys of 20
 * letters in the opposite order. */
enum { WORK_MAX = 1 << 19 };

static int digit_of(char c) { return smacs_is_digit(c) ? c - '0' : (c | 32) - 'a' + 10; }

size_t smacs_check_read_number(smacs_text text, double *value) {
    double number = 0.0;
    int scale = 0, exponent = 0;
    bool digits = false, fraction = false;
    size_t at = 0;
    const bool negative = smacs_char_at(text, 0) == '-';
    at += negative || smacs_char_at(text, 0) == '+' ? 1 : 0;
    for (; at < text.size; at++) {
        const char c = text.data[at];
        if (smacs_is_digit(c)) {
            number = number * 10.0 + (c - '0');
            scale -= fraction ? 1 : 0;
            digits = true;
        } else if (c == '.' && !fraction) {
            fraction = true;
        } else if (!(c == '_' && digits)) {
            break;
        }
    }
    if (digits && smacs_is_of(smacs_char_at(text, at), "eE")) {
        size_t end = at + 1;
        const bool minus = smacs_char_at(text, end) == '-';
        end += minus || smacs_char_at(text, end) == '+' ? 1 : 0;
        const size_t first = end;
        for (; smacs_is_digit(smacs_char_at(text, end)); end++) {
            exponent = exponent < 1000 ? exponent * 10 + (text.data[end] - '0') : exponent;
        }
        at = end > first ? end : at;
        scale += minus ? -exponent : exponent;
    }
    for (; scale > 0 && number < 1e308 && number > 0.0; scale--) {
        number *= 10.0;
    }
    for (; scale < 0 && number > 0.0; scale++) {
        number /= 10.0;
    }
    *value = negative ? -number : number;
    return digits ? at : 0;
}

/* Two values side by side. */
typedef struct pair {
    smacs_text x, y;
    double within;
    uint32_t work; /* so many looked at */
} pair;

static bool same_value(pair *p, size_t *i, size_t *j, uint32_t depth);

/* Whether the token at `at` is a whole number, written without point and exponent. */
static bool is_whole(smacs_text text, size_t size) {
    for (size_t i = 0; i < size; i++) {
        if (smacs_is_of(text.data[i], ".eE")) {
            return false;
        }
    }
    return true;
}

static double magnitude(double x) { return x < 0.0 ? -x : x; }

static bool same_number(const pair *p, size_t i, size_t x_size, double x, size_t j, size_t y_size, double y) {
    const smacs_text a = smacs_text_before(smacs_text_after(p->x, i), x_size);
    const smacs_text b = smacs_text_before(smacs_text_after(p->y, j), y_size);
    if (is_whole(a, x_size) && is_whole(b, y_size) && p->within == 0.0) {
        return a.size == b.size ? smacs_text_equal(a, b) : x == y && magnitude(x) < 1e15;
    }
    const double largest = magnitude(x) > magnitude(y) ? magnitude(x) : magnitude(y);
    const double within = p->within > 1e-9 ? p->within : 1e-9;
    return x == y || magnitude(x - y) <= within * largest;
}

/* The number that the words True and False are; 0 bytes: another token. */
static size_t truth(smacs_text text, double *value) {
    static const char *const words[] = {"False", "True", "false", "true"};
    for (size_t i = 0; i < 4; i++) {
        const size_t size = strlen(words[i]);
        if (smacs_text_begins(text, words[i]) && !smacs_is_name_byte(smacs_char_at(text, size))) {
            *value = (double)(i % 2);
            return size;
        }
    }
    return 0;
}

/* The next character of a string's content, at *at; -1 at its end. */
static int next_of_string(smacs_text text, size_t *at, size_t end) {
    static const char named[] = "nrtb0afvxuU", meant[] = "\n\r\t\b\0\a\f\v\2\4\10";
    if (*at >= end) {
        return -1;
    }
    const bool escapes = text.data[*at] == '\\' && *at + 1 < end;
    *at += escapes ? 1 : 0;
    const char *place = escapes && text.data[*at] ? strchr(named, text.data[*at]) : NULL;
    if (!place) {
        return (int)smacs_utf8_next(text.data, end, at);
    }
    ++*at;
    int value = (unsigned char)meant[place - named];
    if (smacs_is_of(*place, "xuU")) { /* so many digits */
        size_t left = (size_t)value;
        for (value = 0; left > 0 && *at < end; left--) {
            value = (value * 16 + digit_of(text.data[(*at)++])) & 0x1FFFFF;
        }
    }
    return value;
}

static bool same_strings(const pair *p, size_t i, size_t i_end, size_t j, size_t j_end) {
    const bool bytes = p->x.data[i] == 'b', other = p->y.data[j] == 'b';
    while (!smacs_is_of(p->x.data[i], "\"'`")) {
        i++;
    }
    while (!smacs_is_of(p->y.data[j], "\"'`")) {
        j++;
    }
    const size_t x_quotes =
        i_end - i >= 6 && p->x.data[i + 1] == p->x.data[i] && p->x.data[i + 2] == p->x.data[i] ? 3 : 1;
    i += x_quotes;
    i_end -= x_quotes;
    j++;
    j_end--;
    int c = 0, d = 0;
    while (c == d && c >= 0) {
        c = next_of_string(p->x, &i, i_end);
        d = next_of_string(p->y, &j, j_end);
    }
    return c == d && bytes == other;
}

/* Where the items of the group behind the bracket at `open` begin; *end is behind the group. */
static size_t list_items(smacs_text text, size_t open, size_t starts[ITEMS_MAX], size_t *end) {
    size_t count = 0;
    *end = smacs_code_bracket_end(text, open);
    for (size_t at = smacs_skip_blanks(text, open + 1); *end > 0 && at + 1 < *end && count < ITEMS_MAX;) {
        starts[count++] = at;
        const smacs_text inner = smacs_text_before(text, *end - 1);
        at = smacs_skip_blanks(text, smacs_code_find(inner, at, ",") + 1);
    }
    return count;
}

/* Items in any order: each of one group is one of the other's, which is used up. */
static bool same_in_any_order(pair *p, size_t *i, size_t *j, uint32_t depth) {
    size_t xs[ITEMS_MAX], ys[ITEMS_MAX], x_end = 0, y_end = 0;
    const size_t count = list_items(p->x, *i, xs, &x_end);
    if (list_items(p->y, *j, ys, &y_end) != count || count == ITEMS_MAX || x_end == 0 || y_end == 0) {
        return false;
    }
    p->work += (uint32_t)(x_end - *i);
    for (size_t k = 0; k < count; k++) {
        bool found = false;
        for (size_t m = k; m < count && !found; m++) {
            size_t a = xs[k], b = ys[m];
            found = same_value(p, &a, &b, depth + 1);
            const bool x_pairs = smacs_char_at(p->x, smacs_skip_blanks(p->x, a)) == ':';
            const bool y_pairs = smacs_char_at(p->y, smacs_skip_blanks(p->y, b)) == ':';
            if (found && x_pairs && y_pairs) {
                a = smacs_skip_blanks(p->x, smacs_skip_blanks(p->x, a) + 1);
                b = smacs_skip_blanks(p->y, smacs_skip_blanks(p->y, b) + 1);
                found = same_value(p, &a, &b, depth + 1);
            }
            found = found && x_pairs == y_pairs;
            if (found) {
                const size_t used = ys[m];
                ys[m] = ys[k];
                ys[k] = used;
            }
        }
        if (!found) {
            return false;
        }
    }
    *i = x_end;
    *j = y_end;
    return true;
}

/* Lists and tuples: the same brackets, and the same items in their order. */
static bool same_in_order(pair *p, size_t *i, size_t *j, uint32_t depth) {
    const char close = p->x.data[*i] == '[' ? ']' : ')';
    if (p->x.data[*i] != p->y.data[*j]) {
        return false;
    }
    size_t a = smacs_skip_blanks(p->x, *i + 1), b = smacs_skip_blanks(p->y, *j + 1);
    while (smacs_char_at(p->x, a) != close && smacs_char_at(p->y, b) != close) {
        if (!same_value(p, &a, &b, depth + 1)) {
            return false;
        }
        a = smacs_skip_blanks(p->x, a);
        b = smacs_skip_blanks(p->y, b);
        a = smacs_char_at(p->x, a) == ',' ? smacs_skip_blanks(p->x, a + 1) : a;
        b = smacs_char_at(p->y, b) == ',' ? smacs_skip_blanks(p->y, b + 1) : b;
        if (a >= p->x.size || b >= p->y.size) {
            return false;
        }
    }
    *i = a + 1;
    *j = b + 1;
    return smacs_char_at(p->x, a) == close && smacs_char_at(p->y, b) == close;
}

/* Words and signs, which must be the same to the letter; a key without quotes is that with them. */
static bool same_words(const pair *p, size_t *i, size_t *j) {
    const size_t x_end = smacs_code_name_end(p->x, *i), y_end = smacs_code_name_end(p->y, *j);
    const size_t x_string = smacs_code_string_end(p->x, *i), y_string = smacs_code_string_end(p->y, *j);
    const size_t x_from = x_string > 0 ? *i + 1 : *i, y_from = y_string > 0 ? *j + 1 : *j;
    const size_t x_to = x_string > 0 ? x_string - 1 : x_end > *i ? x_end : *i + 1;
    const size_t y_to = y_string > 0 ? y_string - 1 : y_end > *j ? y_end : *j + 1;
    const bool keys = x_string == 0 && y_string == 0;
    const bool is_key = smacs_char_at(p->x, x_string > 0 ? x_string : x_end) == ':';
    if (x_to > p->x.size || y_to > p->y.size || x_to - x_from != y_to - y_from ||
        memcmp(p->x.data + x_from, p->y.data + y_from, x_to - x_from) != 0 || (!keys && !is_key)) {
        return false;
    }
    *i = x_string > 0 ? x_string : x_to;
    *j = y_string > 0 ? y_string : y_to;
    return true;
}

/* Behind "set(" where its items stand in brackets of their own; `at` otherwise. */
static size_t items_of_set(smacs_text text, size_t at) {
    const smacs_text rest = smacs_text_after(text, at);
    return smacs_text_begins(rest, "set([") || smacs_text_begins(rest, "set((") || smacs_text_begins(rest, "set({")
               ? at + 4
               : at;
}

/* Two sets, of which at least one is written as "set([..])". */
static bool same_sets(pair *p, size_t *i, size_t *j, uint32_t depth) {
    size_t x = items_of_set(p->x, *i), y = items_of_set(p->y, *j);
    const size_t x_behind = x > *i ? 1 : 0, y_behind = y > *j ? 1 : 0;
    if ((x_behind == 0 && p->x.data[x] != '{') || (y_behind == 0 && p->y.data[y] != '{') ||
        !same_in_any_order(p, &x, &y, depth)) {
        return false;
    }
    *i = x + x_behind;
    *j = y + y_behind;
    return *i <= p->x.size && *j <= p->y.size;
}

static bool same_value(pair *p, size_t *i, size_t *j, uint32_t depth) {
    double x = 0.0, y = 0.0;
    const smacs_text a = smacs_text_after(p->x, *i), b = smacs_text_after(p->y, *j);
    if (depth > DEPTH_MAX || a.size == 0 || b.size == 0 || ++p->work > WORK_MAX) {
        return false;
    }
    const size_t x_truth = truth(a, &x), y_truth = truth(b, &y);
    const size_t x_size = x_truth > 0 ? x_truth : smacs_check_read_number(a, &x);
    const size_t y_size = y_truth > 0 ? y_truth : smacs_check_read_number(b, &y);
    const size_t x_string = smacs_code_string_end(p->x, *i), y_string = smacs_code_string_end(p->y, *j);
    if (x_size > 0 && y_size > 0) {
        const bool truths = x_truth > 0 || y_truth > 0;
        const bool same = truths ? x == y : same_number(p, *i, x_size, x, *j, y_size, y);
        *i += x_size;
        *j += y_size;
        return same;
    }
    if (x_string > 0 && y_string > 0) {
        const bool same = same_strings(p, *i, x_string, *j, y_string);
        *i = x_string;
        *j = y_string;
        return same;
    }
    if (items_of_set(p->x, *i) > *i || items_of_set(p->y, *j) > *j) {
        return same_sets(p, i, j, depth);
    }
    if (a.data[0] == '{' && b.data[0] == '{') {
        return same_in_any_order(p, i, j, depth);
    }
    if (smacs_is_of(a.data[0], "[(") && smacs_is_of(b.data[0], "[(")) {
        return same_in_order(p, i, j, depth);
    }
    return same_words(p, i, j);
}

bool smacs_check_same(smacs_text expects, smacs_text value, double within) {
    pair p = {smacs_text_trimmed(expects), smacs_text_trimmed(value), within, 0};
    size_t i = 0, j = 0;
    if (smacs_text_equal(p.x, p.y)) {
        return p.x.size > 0;
    }
    while (i < p.x.size && j < p.y.size) { /* a call such as "frozenset({1})" is a word and then a value */
        if (!same_value(&p, &i, &j, 0)) {
            return false;
        }
        i = smacs_skip_blanks(p.x, i);
        j = smacs_skip_blanks(p.y, j);
    }
    return i == p.x.size && j == p.y.size;
}
