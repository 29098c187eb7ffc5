/* A number is a fraction of two 64-bit integers. Its key is that fraction in lowest terms, or the decimal where it
 * ends. Longer decimals are kept digit by digit. Numbers too long for a key are compared as expressions. */
#include "answer/number.h"
#include "answer/scan.h"
#include "answer/words.h"

typedef struct fraction {
    bool negative;
    uint64_t over, under;
} fraction;

/* ---- fractions ---- */

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

static bool divide(fraction *f, const fraction *by) {
    fraction inverse = {.over = by->under, .under = by->over};
    if (by->over == 0) {
        return false;
    }
    reduce(f);
    reduce(&inverse);
    const uint64_t across = common_divisor(f->over, inverse.under), other = common_divisor(inverse.over, f->under);
    f->over /= across;
    inverse.under /= across;
    inverse.over /= other;
    f->under /= other;
    f->negative = f->negative != by->negative;
    return multiply(&f->over, inverse.over) && multiply(&f->under, inverse.under);
}

/* Multiplies by 10^exponent; `negative`: divides. */
static bool scale(fraction *f, uint64_t exponent, bool negative) {
    for (uint64_t k = 0; k < exponent; k++) {
        if (k > 20 || !multiply(negative ? &f->under : &f->over, 10)) {
            return false;
        }
    }
    return true;
}

static bool raise(fraction *f, uint64_t exponent) {
    const uint64_t base = f->over;
    f->over = 1;
    for (uint64_t k = 0; k < exponent; k++) {
        if (k > 64 || !multiply(&f->over, base)) {
            return false;
        }
    }
    return true;
}

/* ---- decimals ---- */

/* Bytes of the mark between thousands: a comma, LaTeX's "{,}" or a space. It counts only before exactly three digits; a
 * space also only where no fraction follows, since that makes a mixed number. */
static size_t thousands_mark(smacs_text rest) {
    const size_t mark = smacs_text_begins(rest, "{,}") ? 3 : smacs_is_of(smacs_char_at(rest, 0), ", ") ? 1 : 0;
    for (size_t i = 0; i < 3; i++) {
        if (mark == 0 || !smacs_is_digit(smacs_char_at(rest, mark + i))) {
            return 0;
        }
    }
    const char next = smacs_char_at(rest, mark + 3);
    return smacs_is_digit(next) || (rest.data[0] == ' ' && smacs_is_of(next, "/ ")) ? 0 : mark;
}

/* Reads the digits of a whole number. Returns the bytes read; 0: none, or more than 64 bits hold. */
static size_t read_whole(smacs_text text, uint64_t *value) {
    size_t i = 0, group = 0;
    *value = 0;
    while (i < text.size) {
        const size_t mark = group > 0 && group <= 3 ? thousands_mark(smacs_text_after(text, i)) : 0;
        i += mark;
        group = mark > 0 ? 0 : group;
        if (!smacs_is_digit(text.data[i])) {
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

/* Adds the decimals behind a point to `f`. False where they do not fit. */
static bool read_decimals(smacs_text text, size_t *at, fraction *f) {
    if (smacs_char_at(text, *at) != '.' || !smacs_is_digit(smacs_char_at(text, *at + 1))) {
        return true;
    }
    size_t end = *at + 1;
    while (smacs_is_digit(smacs_char_at(text, end))) {
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

/* "-5", "{-5}", "(5)". Returns the bytes read; 0: no whole number. */
static size_t read_exponent(smacs_text text, uint64_t *exponent, bool *negative) {
    const char open = smacs_char_at(text, 0), close = open == '{' ? '}' : ')';
    const size_t bracket = smacs_is_of(open, "{(") ? 1 : 0;
    const char sign = smacs_char_at(text, bracket);
    const size_t start = bracket + (smacs_is_of(sign, "+-") ? 1 : 0);
    const size_t digits = start < text.size ? read_whole(smacs_text_after(text, start), exponent) : 0;
    *negative = sign == '-';
    if (digits == 0 || (bracket > 0 && smacs_char_at(text, start + digits) != close)) {
        return 0;
    }
    return start + digits + bracket;
}

/* Reads "e-5", "E6", "* 10^6", and "^10" behind a whole number. Anything else is left for other readers. False where
 * the result does not fit. */
static bool read_powers(smacs_text text, size_t *at, fraction *f) {
    const smacs_text rest = smacs_text_after(text, *at);
    const smacs_text factor = smacs_skip(rest, " *");
    const bool times = smacs_text_begins(factor, "10^") && smacs_text_begins(smacs_skip(rest, " "), "*");
    const bool power = smacs_char_at(rest, 0) == '^' && f->under == 1;
    uint64_t exponent = 0;
    bool negative = false;
    if (!times && !power && !smacs_is_of(smacs_char_at(rest, 0), "eE")) {
        return true;
    }
    const smacs_text digits = times ? smacs_text_after(factor, 3) : smacs_text_after(rest, 1);
    const size_t size = read_exponent(digits, &exponent, &negative);
    if (size == 0) {
        return true;
    }
    *at = text.size - digits.size + size;
    return power ? !negative && raise(f, exponent) : scale(f, exponent, negative);
}

/* Returns the bytes read; 0: no number. */
static size_t read_decimal(smacs_text text, fraction *f) {
    *f = (fraction){.under = 1};
    size_t at = read_whole(text, &f->over);
    const bool starts = at > 0 || (smacs_char_at(text, 0) == '.' && smacs_is_digit(smacs_char_at(text, 1)));
    return starts && read_decimals(text, &at, f) && read_powers(text, &at, f) ? at : 0;
}

/* ---- written fractions ---- */

/* An argument of LaTeX: a number in braces, or a single digit without them. */
static size_t read_argument(smacs_text text, fraction *f) {
    const char first = smacs_char_at(text, 0);
    if (smacs_is_digit(first)) {
        *f = (fraction){.over = (uint64_t)(first - '0'), .under = 1};
        return 1;
    }
    const size_t start = smacs_char_at(text, 1) == '-' ? 2 : 1;
    const size_t size = first == '{' && start < text.size ? read_decimal(smacs_text_after(text, start), f) : 0;
    f->negative = start == 2;
    return size > 0 && smacs_char_at(text, start + size) == '}' ? start + size + 1 : 0;
}

/* "\frac{1}{2}", "\frac12". */
static size_t read_latex(smacs_text text, fraction *f) {
    static const char command[] = "\\frac";
    fraction under = {0};
    if (!smacs_text_begins(text, command)) {
        return 0;
    }
    const size_t first = sizeof command - 1, over = read_argument(smacs_text_after(text, first), f);
    const size_t second = over > 0 ? read_argument(smacs_text_after(text, first + over), &under) : 0;
    return second > 0 && divide(f, &under) ? first + over + second : 0;
}

/* Divides by "/ 3" behind a number. False where the result does not fit. */
static bool read_divisor(smacs_text text, size_t *at, fraction *f) {
    const smacs_text slash = smacs_skip(smacs_text_after(text, *at), " ");
    if (smacs_char_at(slash, 0) != '/') {
        return true;
    }
    fraction under;
    const smacs_text digits = smacs_skip(smacs_text_after(slash, 1), " ");
    const size_t size = read_decimal(digits, &under);
    if (size == 0) {
        return true; /* "km/h" and the like */
    }
    *at = text.size - digits.size + size;
    return divide(f, &under);
}

/* "3\frac{1}{2}" and "3 1/2": adds the fraction behind a whole part. */
static bool add_mixed(smacs_text text, size_t *at, fraction *f) {
    const smacs_text rest = smacs_text_after(text, *at), part_text = smacs_skip(rest, " ");
    fraction part = {0};
    size_t size = f->under == 1 ? read_latex(part_text, &part) : 0;
    if (size == 0 && f->under == 1 && part_text.size < rest.size) {
        const size_t whole = size = read_decimal(part_text, &part);
        if (size == 0 || !read_divisor(part_text, &size, &part) || size == whole) {
            return true;
        }
    }
    if (size == 0) {
        return true;
    }
    if (part.negative || !multiply(&f->over, part.under) || f->over > UINT64_MAX - part.over) {
        return false;
    }
    *f = (fraction){.over = f->over + part.over, .under = part.under};
    *at = text.size - part_text.size + size;
    return true;
}

/* Multiplies by "million" behind a number. */
static bool read_scale_word(smacs_text text, size_t *at, fraction *f) {
    const smacs_text rest = smacs_skip(smacs_text_after(text, *at), " ");
    uint64_t factor = 1;
    const size_t size = smacs_words_value(rest, SMACS_WORDS_SCALE, &factor);
    *at = size > 0 ? text.size - rest.size + size : *at;
    return multiply(&f->over, factor);
}

/* ---- keys ---- */

static char *put(char *at, const char *data, size_t size) {
    memcpy(at, data, size);
    return at + size;
}

/* Writes lowest terms, or a decimal if 2 and 5 are the only prime factors of the denominator. At most 20 digits, the
 * sign, the point and 40 more digits. */
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

/* Copies a decimal of more than 64 bits digit by digit, without marks between thousands, leading zeros and trailing
 * zeros behind the point. Returns the bytes read; 0: no such number, or one too long for a key. */
static size_t copy_long(smacs_text text, bool negative, char key[SMACS_NUMBER_KEY_MAX]) {
    const size_t start = negative ? 1 : 0;
    size_t at = 0, size = start, group = 0;
    bool point = false;
    key[0] = '-';
    while (at < text.size && size + 1 < SMACS_NUMBER_KEY_MAX) {
        const size_t mark = !point && group > 0 && group <= 3 ? thousands_mark(smacs_text_after(text, at)) : 0;
        at += mark;
        group = mark > 0 ? 0 : group;
        const char c = text.data[at];
        const bool points = c == '.' && !point && size > start && smacs_is_digit(smacs_char_at(text, at + 1));
        if (!smacs_is_digit(c) && !points) {
            break;
        }
        if (c != '0' || size > start) {
            key[size++] = c;
        }
        point = point || points;
        group++;
        at++;
    }
    while (point && smacs_is_of(key[size - 1], "0.")) {
        point = key[--size] != '.';
    }
    key[size] = 0;
    return size > start + 18 && !smacs_is_of(smacs_char_at(text, at), "0123456789eE^/*") ? at : 0;
}

/* Bytes of sign, currency and spaces in front; all of the text where there are two signs. */
static size_t read_sign(smacs_text text, bool *negative) {
    const size_t size = text.size - smacs_skip(text, "$+- ").size;
    unsigned signs = 0;
    *negative = false;
    for (size_t i = 0; i < size; i++) {
        signs += smacs_is_of(text.data[i], "+-") ? 1 : 0;
        *negative = *negative || text.data[i] == '-';
    }
    return signs > 1 ? text.size : size;
}

size_t smacs_answer_number(smacs_text text, char key[SMACS_NUMBER_KEY_MAX]) {
    fraction f = {0};
    bool negative = false;
    const size_t at = read_sign(text, &negative);
    const smacs_text rest = smacs_text_after(text, at);
    size_t size = read_latex(rest, &f);
    if (size == 0) {
        size = read_decimal(rest, &f);
        if (size == 0 || !add_mixed(rest, &size, &f) || !read_divisor(rest, &size, &f) ||
            !read_scale_word(rest, &size, &f)) {
            const size_t length = copy_long(rest, negative, key);
            return length > 0 ? at + length : 0;
        }
    }
    f.negative = f.negative != negative;
    print(f, key);
    return at + size;
}

size_t smacs_answer_number_word(smacs_text text, char key[SMACS_NUMBER_KEY_MAX]) {
    uint64_t value = 0;
    const size_t size = smacs_words_value(text, SMACS_WORDS_NUMBER, &value);
    if (size == 0 || smacs_is_of(smacs_char_at(text, size), "-\'")) {
        return 0;
    }
    key[smacs_text_digits(value, 10, 1, key)] = 0;
    return size;
}
