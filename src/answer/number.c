/* A number is a fraction of two 64-bit integers. Its key is that fraction in lowest terms, or the decimal where it
 * ends. Longer decimals are kept digit by digit. Numbers too long for a key are compared as expressions.
 *
 * Which mark is the decimal point is settled first, from the number itself ("1.234,56") or from the language of the
 * question; "1,234" alone is a thousand, and "1,2" alone is a list. */
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

static bool raise(fraction *f, uint64_t exponent, bool negative) {
    const uint64_t base = f->over;
    f->over = 1;
    for (uint64_t k = 0; k < exponent; k++) {
        if (k > 64 || !multiply(&f->over, base)) {
            return false;
        }
    }
    if (negative) {
        f->under = f->over;
        f->over = 1;
    }
    return f->under > 0;
}

/* ---- decimals ---- */

/* The marks of one number. */
typedef struct style {
    char point, group;
} style;

static const style english = {'.', ','}, european = {',', '.'};

/* Where digits and the marks between them end, and how many points and commas are among them. */
typedef struct run {
    size_t points, commas, last, digits_behind, end;
    bool grouped; /* three digits stand behind each mark but the last, and at most three before the first */
} run;

static run see_run(smacs_text text) {
    run r = {.grouped = true};
    size_t digits = 0, marks = 0;
    for (; r.end < text.size; r.end++) {
        const char c = text.data[r.end];
        if (smacs_is_digit(c)) {
            digits++;
            continue;
        }
        if (!smacs_is_of(c, ".,") || !smacs_is_digit(smacs_char_at(text, r.end + 1)) || r.end == 0) {
            break;
        }
        r.grouped = r.grouped && (marks == 0 ? digits <= 3 : digits == 3);
        r.points += c == '.';
        r.commas += c == ',';
        r.last = r.end;
        marks++;
        digits = 0;
    }
    r.digits_behind = digits;
    return r;
}

/* `comma`: where it can be either, a comma is a decimal point. */
static style style_of(smacs_text text, bool comma) {
    const run r = see_run(text);
    const bool zero = smacs_text_begins(text, "0,");
    if (r.commas == 1 && text.data[r.last] == ',') {
        const bool clear = r.points > 0 || zero || (comma && r.digits_behind != 3);
        return clear && (r.points == 0 || r.grouped) && (r.digits_behind != 3 || r.points > 0 || zero) ? european
                                                                                                       : english;
    }
    const bool groups = r.points > 1 || (comma && r.points == 1 && text.data[0] != '0');
    return r.commas == 0 && groups && r.grouped && r.digits_behind == 3 ? european : english;
}

/* Whether what follows a group of three digits can follow a number with spaces between thousands: more such groups, and
 * then neither a digit nor the bar of a fraction. */
static bool spaced_groups(smacs_text rest) {
    size_t at = 0;
    while (smacs_char_at(rest, at) == ' ' && smacs_is_digit(smacs_char_at(rest, at + 1))) {
        for (size_t i = 1; i < 4; i++) {
            if (!smacs_is_digit(smacs_char_at(rest, at + i))) {
                return false;
            }
        }
        at += 4;
    }
    return !smacs_is_digit(smacs_char_at(rest, at)) && smacs_char_at(rest, at) != '/';
}

/* Bytes of the mark between thousands: a comma or point, LaTeX's "{,}", an apostrophe or a space. It counts only before
 * exactly three digits; a space also only where no fraction follows, since that makes a mixed number. */
static size_t thousands_mark(smacs_text rest, char group) {
    const char first = smacs_char_at(rest, 0);
    const size_t mark = smacs_text_begins(rest, "{,}")                          ? 3
                        : first && (first == group || smacs_is_of(first, " '")) ? 1
                                                                                : 0;
    for (size_t i = 0; i < 3; i++) {
        if (mark == 0 || !smacs_is_digit(smacs_char_at(rest, mark + i))) {
            return 0;
        }
    }
    const char next = smacs_char_at(rest, mark + 3);
    return smacs_is_digit(next) || (first == ' ' && !spaced_groups(smacs_text_after(rest, 4))) ? 0 : mark;
}

/* Reads the digits of a whole number. Returns the bytes read; 0: none, or more than 64 bits hold. */
static size_t read_whole(smacs_text text, char mark_between, uint64_t *value) {
    size_t i = 0, group = 0;
    *value = 0;
    while (i < text.size) {
        const size_t mark = group > 0 && group <= 3 ? thousands_mark(smacs_text_after(text, i), mark_between) : 0;
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
static bool read_decimals(smacs_text text, char point, size_t *at, fraction *f) {
    if (smacs_char_at(text, *at) != point || !smacs_is_digit(smacs_char_at(text, *at + 1))) {
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
    const size_t digits = start < text.size ? read_whole(smacs_text_after(text, start), ',', exponent) : 0;
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
    const smacs_text factor = smacs_skip(rest, " *x");
    const bool times = smacs_text_begins(factor, "10^") && smacs_is_of(smacs_char_at(smacs_skip(rest, " "), 0), "*x");
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
    return power ? raise(f, exponent, negative) : scale(f, exponent, negative);
}

/* Returns the bytes read; 0: no number. */
static size_t read_styled(smacs_text text, style marks, fraction *f) {
    *f = (fraction){.under = 1};
    size_t at = read_whole(text, marks.group, &f->over);
    const bool starts = at > 0 || (smacs_char_at(text, 0) == '.' && smacs_is_digit(smacs_char_at(text, 1)));
    return starts && read_decimals(text, marks.point, &at, f) && read_powers(text, &at, f) ? at : 0;
}

static size_t read_decimal(smacs_text text, fraction *f) { return read_styled(text, english, f); }

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

/* Multiplies by "million" behind a number, or by the "k" of "3k". */
static bool read_scale_word(smacs_text text, size_t *at, fraction *f, bool money) {
    const smacs_text behind = smacs_text_after(text, *at), rest = smacs_skip(behind, " ");
    smacs_text name;
    const bool cents = smacs_words_name(rest, SMACS_WORDS_MONEY, &name) > 0; /* French "cents" are hundreds, too */
    size_t size = cents ? 0 : smacs_words_name(rest, SMACS_WORDS_SCALE, &name);
    if (size == 0 && rest.size == behind.size) {
        size = smacs_words_name(rest, SMACS_WORDS_MULTIPLE, &name);
        size = size == 0 && money ? smacs_words_name(rest, SMACS_WORDS_MONEY_MULTIPLE, &name) : size;
    }
    if (size == 0) {
        return true;
    }
    *at = text.size - rest.size + size;
    return multiply(&f->over, smacs_words_decimal(name));
}

/* ---- keys ---- */

static char *put(char *at, const char *data, size_t size) {
    memcpy(at, data, size);
    return at + size;
}

/* Writes lowest terms, or a decimal if 2 and 5 are the only prime factors of the denominator. At most 20 digits, the
 * sign, the point and 40 more digits. */
void smacs_answer_number_print(bool negative, uint64_t numerator, uint64_t denominator,
                               char key[SMACS_NUMBER_KEY_MAX]) {
    fraction f = {negative, numerator, denominator};
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

/* A decimal of any length: its digits without zeros at either end, and the power of ten that they are multiplied by. */
typedef struct long_decimal {
    char digits[SMACS_NUMBER_KEY_MAX];
    size_t size;
    long exponent;
} long_decimal;

/* Reads the power of ten behind a decimal: "e23", "*10^{23}". Returns its bytes; 0: none. */
static size_t read_ten(smacs_text rest, long *exponent) {
    const smacs_text factor = smacs_skip(rest, " *x");
    const bool times = smacs_text_begins(factor, "10^") && smacs_is_of(smacs_char_at(smacs_skip(rest, " "), 0), "*x");
    const smacs_text digits = times ? smacs_text_after(factor, 3) : smacs_text_after(rest, rest.size > 0 ? 1 : 0);
    uint64_t value = 0;
    bool negative = false;
    if (!times && !smacs_is_of(smacs_char_at(rest, 0), "eE")) {
        return 0;
    }
    const size_t size = read_exponent(digits, &value, &negative);
    *exponent += value > 9999 ? 0 : negative ? -(long)value : (long)value;
    return value > 9999 || size == 0 ? 0 : rest.size - digits.size + size;
}

/* Returns the bytes read; 0: no such number, or one of too many digits. */
static size_t read_long(smacs_text text, style marks, long_decimal *n) {
    size_t at = 0, group = 0;
    bool point = false;
    *n = (long_decimal){.size = 0};
    while (at < text.size) {
        const size_t mark =
            !point && group > 0 && group <= 3 ? thousands_mark(smacs_text_after(text, at), marks.group) : 0;
        at += mark;
        group = mark > 0 ? 0 : group;
        const char c = text.data[at];
        const bool points = c == marks.point && !point && group > 0 && smacs_is_digit(smacs_char_at(text, at + 1));
        if (!smacs_is_digit(c) && !points) {
            break;
        }
        if (!points && n->size == sizeof n->digits) {
            return 0;
        }
        if (!points && (c != '0' || n->size > 0)) {
            n->digits[n->size++] = c;
        }
        n->exponent -= point;
        point = point || points;
        group++;
        at++;
    }
    if (smacs_text_begins(text, "10^")) { /* a power alone */
        uint64_t power = 0;
        bool under = false;
        const size_t size = read_exponent(smacs_text_after(text, 3), &power, &under);
        *n = (long_decimal){{'1'}, 1, under ? -(long)power : (long)power};
        return power > 9999 || size == 0 ? 0 : 3 + size;
    }
    const size_t ten = at > 0 ? read_ten(smacs_text_after(text, at), &n->exponent) : 0;
    for (; n->size > 0 && n->digits[n->size - 1] == '0'; n->exponent++) {
        n->size--;
    }
    return n->size > 0 ? at + ten : 0;
}

/* Writes a long decimal digit by digit, or with an exponent where that has too many zeros. False where it does not
 * fit. */
static bool print_long(const long_decimal *n, bool negative, char key[SMACS_NUMBER_KEY_MAX]) {
    const long size = (long)n->size, whole = size + n->exponent;
    const long zeros = n->exponent > 0 ? n->exponent : whole < 0 ? -whole : 0;
    const bool exponent = size + zeros + 4 > SMACS_NUMBER_KEY_MAX;
    char *at = put(key, "-", negative ? 1 : 0);
    if (size + 12 > SMACS_NUMBER_KEY_MAX) {
        return false;
    }
    if (exponent) {
        char power[SMACS_DIGITS_MAX];
        at = put(put(at, n->digits, n->size), n->exponent < 0 ? "e-" : "e", n->exponent < 0 ? 2 : 1);
        const uint64_t value = (uint64_t)(n->exponent < 0 ? -n->exponent : n->exponent);
        at = put(at, power, smacs_text_digits(value, 10, 1, power));
    } else {
        const size_t before = whole > 0 ? (size_t)(whole < size ? whole : size) : 0;
        at = whole > 0 ? put(at, n->digits, before) : put(at, "0", 1);
        at = whole < size ? put(at, ".", 1) : at;
        for (long i = 0; i < zeros; i++) {
            *at++ = '0';
        }
        at = put(at, n->digits + before, n->size - before);
    }
    *at = 0;
    return true;
}

/* Decimals of more than 64 bits: beyond 18 digits, or with an exponent. */
static size_t copy_long(smacs_text text, style marks, bool negative, char key[SMACS_NUMBER_KEY_MAX]) {
    long_decimal n;
    const size_t at = read_long(text, marks, &n);
    const bool enough = at > 0 && (long)n.size + (n.exponent > 0 ? n.exponent : -n.exponent) > 18;
    return enough && !smacs_is_of(smacs_char_at(text, at), "0123456789eE^/*") && print_long(&n, negative, key) ? at : 0;
}

/* Bytes of sign and spaces in front; all of the text where there are two signs. */
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

size_t smacs_answer_number_read(smacs_text text, smacs_answer_number_style how, char key[SMACS_NUMBER_KEY_MAX]) {
    fraction f = {0};
    bool negative = false;
    const size_t at = read_sign(text, &negative);
    const smacs_text rest = smacs_text_after(text, at);
    const style marks = style_of(rest, how.comma);
    size_t size = read_latex(rest, &f);
    if (size == 0) {
        size = read_styled(rest, marks, &f);
        if (size == 0 || !add_mixed(rest, &size, &f) || !read_divisor(rest, &size, &f) ||
            !read_scale_word(rest, &size, &f, how.money)) {
            const size_t length = copy_long(rest, marks, negative, key);
            return length > 0 ? at + length : 0;
        }
    }
    smacs_answer_number_print(f.negative != negative, f.over, f.under, key);
    return at + size;
}

size_t smacs_answer_number(smacs_text text, char key[SMACS_NUMBER_KEY_MAX]) {
    return smacs_answer_number_read(text, (smacs_answer_number_style){false, false}, key);
}
