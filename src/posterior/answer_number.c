/* Numbers as answers, exactly: a fraction of two 64-bit integers, reduced, and written as a decimal where it ends. What
 * does not fit is no number, and is compared as text. */
#include "base/text.h"
#include "posterior/answer.h"
#include <stdint.h>
#include <string.h>

typedef struct fraction {
    bool negative;
    uint64_t over, under;
} fraction;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool multiply(uint64_t *value, uint64_t by) {
    if (by != 0 && *value > UINT64_MAX / by) {
        return false;
    }
    *value *= by;
    return true;
}

static uint64_t common_divisor(uint64_t a, uint64_t b) {
    while (b != 0) {
        const uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static void reduce(fraction *f) {
    const uint64_t divisor = common_divisor(f->over, f->under);
    if (divisor > 1) {
        f->over /= divisor;
        f->under /= divisor;
    }
    f->negative = f->negative && f->over != 0;
}

/* Thousands are set apart by commas, or LaTeX's "{,}": a comma counts only before three digits and no fourth. */
static size_t thousands_mark(smacs_text rest) {
    const size_t mark = smacs_text_begins(rest, "{,}") ? 3 : smacs_text_begins(rest, ",") ? 1 : 0;
    const char *d = rest.data + mark;
    const bool three = mark > 0 && rest.size >= mark + 3 && is_digit(d[0]) && is_digit(d[1]) && is_digit(d[2]);
    return three && !(rest.size > mark + 3 && is_digit(d[3])) ? mark : 0;
}

/* Digits of a whole number. Returns the bytes read; 0: none, or beyond 64 bits. */
static size_t read_whole(smacs_text text, uint64_t *value) {
    size_t i = 0, group = 0;
    *value = 0;
    while (i < text.size) {
        const size_t mark = group > 0 && group <= 3 ? thousands_mark(smacs_text_after(text, i)) : 0;
        if (mark > 0) {
            i += mark;
            group = 0;
        }
        if (i >= text.size || !is_digit(text.data[i])) {
            break;
        }
        const uint64_t digit = (uint64_t)(text.data[i] - '0');
        if (!multiply(value, 10) || *value > UINT64_MAX - digit) {
            return 0;
        }
        *value += digit;
        group++;
        i++;
    }
    return i;
}

/* Decimals behind a point, taken into over and under. */
static bool read_decimals(smacs_text text, size_t *at, fraction *f) {
    if (*at + 1 >= text.size || text.data[*at] != '.' || !is_digit(text.data[*at + 1])) {
        return true;
    }
    size_t end = *at + 1;
    while (end < text.size && is_digit(text.data[end])) {
        end++;
    }
    size_t last = end;
    while (last > *at + 1 && text.data[last - 1] == '0') {
        last--;
    }
    for (size_t i = *at + 1; i < last; i++) {
        const uint64_t digit = (uint64_t)(text.data[i] - '0');
        if (!multiply(&f->over, 10) || !multiply(&f->under, 10) || f->over > UINT64_MAX - digit) {
            return false;
        }
        f->over += digit;
    }
    *at = end;
    return true;
}

/* "e-5", "E6". */
static bool read_exponent(smacs_text text, size_t *at, fraction *f) {
    size_t i = *at;
    uint64_t exponent = 0;
    if (i >= text.size || (text.data[i] != 'e' && text.data[i] != 'E')) {
        return true;
    }
    const bool negative = ++i < text.size && text.data[i] == '-';
    i += i < text.size && (text.data[i] == '-' || text.data[i] == '+');
    if (i >= text.size || !is_digit(text.data[i])) {
        return true;
    }
    const size_t digits = read_whole(smacs_text_after(text, i), &exponent);
    for (uint64_t k = 0; k < exponent; k++) {
        if (k > 20 || !multiply(negative ? &f->under : &f->over, 10)) {
            return false;
        }
    }
    *at = i + digits;
    return digits > 0;
}

static size_t read_decimal(smacs_text text, fraction *f) {
    size_t at = read_whole(text, &f->over);
    f->under = 1;
    const bool starts = at > 0 || (text.size > 1 && text.data[0] == '.' && is_digit(text.data[1]));
    return starts && read_decimals(text, &at, f) && read_exponent(text, &at, f) ? at : 0;
}

static bool divide(fraction *f, const fraction *by) {
    reduce(f);
    fraction inverse = {.over = by->under, .under = by->over};
    reduce(&inverse);
    if (by->over == 0) {
        return false;
    }
    const uint64_t across = common_divisor(f->over, inverse.under), other = common_divisor(inverse.over, f->under);
    f->over /= across ? across : 1;
    inverse.under /= across ? across : 1;
    inverse.over /= other ? other : 1;
    f->under /= other ? other : 1;
    return multiply(&f->over, inverse.over) && multiply(&f->under, inverse.under);
}

/* A number in braces, or a single digit without them, as LaTeX takes its arguments. */
static size_t read_argument(smacs_text text, fraction *f) {
    if (text.size > 0 && is_digit(text.data[0])) {
        *f = (fraction){.over = (uint64_t)(text.data[0] - '0'), .under = 1};
        return 1;
    }
    if (text.size == 0 || text.data[0] != '{') {
        return 0;
    }
    size_t at = 1 + read_decimal(smacs_text_after(text, 1), f);
    return at > 1 && at < text.size && text.data[at] == '}' ? at + 1 : 0;
}

/* "\frac{1}{2}", "\frac12". */
static size_t read_latex(smacs_text text, fraction *f) {
    static const char command[] = "\\frac";
    fraction under;
    if (!smacs_text_begins(text, command)) {
        return 0;
    }
    const size_t first = sizeof command - 1, over = read_argument(smacs_text_after(text, first), f);
    const size_t second = over > 0 ? read_argument(smacs_text_after(text, first + over), &under) : 0;
    return second > 0 && divide(f, &under) ? first + over + second : 0;
}

/* "/ 3" behind a number. */
static bool read_divisor(smacs_text text, size_t *at, fraction *f) {
    size_t i = *at;
    fraction under;
    while (i < text.size && text.data[i] == ' ') {
        i++;
    }
    if (i >= text.size || text.data[i] != '/') {
        return true;
    }
    for (i++; i < text.size && text.data[i] == ' '; i++) {
    }
    const size_t size = read_decimal(smacs_text_after(text, i), &under);
    if (size == 0) {
        return true; /* "km/h" and the like */
    }
    *at = i + size;
    return divide(f, &under);
}

/* "3\frac{1}{2}" and "3 1/2": the whole part is added. */
static bool add_mixed(smacs_text text, size_t *at, fraction *f) {
    const smacs_text rest = smacs_text_after(text, *at);
    const size_t space = smacs_text_begins(rest, " ") ? 1 : 0;
    fraction part = {0};
    size_t size = f->under == 1 ? read_latex(smacs_text_after(rest, space), &part) : 0;
    if (size == 0 && space > 0 && f->under == 1) {
        size = read_decimal(smacs_text_after(rest, space), &part);
        const size_t whole = size;
        if (size == 0 || !read_divisor(smacs_text_after(rest, space), &size, &part) || size == whole) {
            return true;
        }
    }
    if (size == 0) {
        return true;
    }
    uint64_t whole = f->over;
    if (!multiply(&whole, part.under) || whole > UINT64_MAX - part.over) {
        return false;
    }
    *f = (fraction){.negative = f->negative, .over = whole + part.over, .under = part.under};
    *at += space + size;
    return true;
}

static char *put(char *at, const char *data, size_t size) {
    memcpy(at, data, size);
    return at + size;
}

/* In lowest terms; as a decimal if the denominator has no prime factors but 2 and 5. At most 20 digits, the sign, the mark
 * and 40 digits more. */
static void print(fraction f, char key[SMACS_NUMBER_KEY_MAX]) {
    reduce(&f);
    uint64_t rest = f.under, over = f.over;
    unsigned twos = 0, fives = 0;
    for (; rest % 2 == 0; rest /= 2) {
        twos++;
    }
    for (; rest % 5 == 0; rest /= 5) {
        fives++;
    }
    const unsigned places = twos > fives ? twos : fives;
    bool ends = rest == 1 && places < 40;
    for (unsigned i = 0; i < places && ends; i++) {
        ends = (i < twos || multiply(&over, 2)) && (i < fives || multiply(&over, 5));
    }
    char digits[SMACS_DIGITS_MAX];
    char *at = put(key, "-", f.negative ? 1 : 0);
    const size_t length = smacs_text_digits(ends ? over : f.over, 10, ends ? places + 1 : 1, digits);
    const size_t whole = ends ? length - places : length;
    at = put(at, digits, whole);
    at = put(at, ends ? "." : "/", ends && places == 0 ? 0 : 1);
    at = put(at, digits + whole, length - whole);
    if (!ends) {
        at = put(at, digits, smacs_text_digits(f.under, 10, 1, digits));
    }
    *at = 0;
}

size_t smacs_answer_number(smacs_text text, char key[SMACS_NUMBER_KEY_MAX]) {
    size_t at = 0;
    fraction f = {0};
    bool negative = false;
    while (at < text.size && strchr("$+- ", text.data[at])) {
        negative = negative != (text.data[at] == '-');
        at++;
    }
    const smacs_text rest = smacs_text_after(text, at);
    size_t size = read_latex(rest, &f);
    if (size == 0) {
        size = read_decimal(rest, &f);
        if (size == 0 || !add_mixed(rest, &size, &f) || !read_divisor(rest, &size, &f)) {
            return 0;
        }
    }
    f.negative = negative;
    print(f, key);
    return at + size;
}
