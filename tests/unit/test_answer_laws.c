/* Laws of answers, on generated cases: a value has one key and mark in whatever spelling and wrapping it stands, and a
 * value that differs in one digit, sign, unit, symbol, letter or word is another answer, or none. The cases are the same
 * on every target, and so is what is found in them. */
#include "base/bits.h"
#include "base/error.h"
#include "base/rng.h"
#include "test.h"
#include <smacs/smacs.h>
#include <stdarg.h>

enum { FIRST = 12000, ALL = 120000, VALUE_MAX = 120, TEXT_MAX = 600 };
/* All of them natively and in one kind of WebAssembly; under sanitizers and WASI enough to compare targets. */
#if defined(__SANITIZE_ADDRESS__) || (defined(__wasm__) && !defined(__EMSCRIPTEN__))
#define CASES FIRST
#else
#define CASES ALL
#endif

/* Digests of what is found in the first and in all cases. Change them only with a change of what is read. */
#define FOUND_IN_FIRST UINT64_C(0xb7be5476f24eee8b)
#define FOUND_IN_ALL UINT64_C(0x59620993ed1d2c2c)

/* One value in two spellings, and a value that differs. */
typedef struct sample {
    char first[VALUE_MAX], second[VALUE_MAX], other[VALUE_MAX];
    bool latex;  /* second or other is LaTeX that may stand between dollars */
    bool choice; /* a letter of an option */
} sample;

typedef void (*generator)(smacs_rng *rng, sample *s);

#define PICK(rng, list) ((list)[smacs_rng_below(rng, sizeof(list) / sizeof *(list))])

static uint32_t between(smacs_rng *rng, uint32_t least, uint32_t most) {
    return least + smacs_rng_below(rng, most - least + 1);
}

__attribute__((format(printf, 2, 3))) static void write(char out[VALUE_MAX], const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(out, VALUE_MAX, format, arguments);
    va_end(arguments);
}

/* Another number of as many digits or so, but never the same. */
static uint32_t changed(smacs_rng *rng, uint32_t n) {
    static const uint32_t places[] = {1, 10, 100};
    const uint32_t place = PICK(rng, places), up = n + place * between(rng, 1, 8);
    return n > place * 2 && smacs_rng_below(rng, 2) ? n - place : up;
}

/* ---- numbers ---- */

static void with_thousands(char out[VALUE_MAX], uint32_t n, const char *mark) {
    if (n >= 1000000) {
        write(out, "%u%s%03u%s%03u", n / 1000000, mark, n / 1000 % 1000, mark, n % 1000);
    } else if (n >= 1000) {
        write(out, "%u%s%03u", n / 1000, mark, n % 1000);
    } else {
        write(out, "%u", n);
    }
}

static void integers(smacs_rng *rng, sample *s) {
    static const char *const marks[] = {"", ",", " "};
    const uint32_t most[] = {9, 99, 9999, 99999999}, n = between(rng, 0, PICK(rng, most));
    write(s->first, "%u", n);
    with_thousands(s->second, n, PICK(rng, marks));
    if (n > 0 && smacs_rng_below(rng, 4) == 0) {
        write(s->other, "%s%u", smacs_rng_below(rng, 2) ? "-" : "\xE2\x88\x92", n);
    } else {
        const uint32_t other = changed(rng, n); /* one draw a statement: the order of arguments is not settled */
        with_thousands(s->other, other, PICK(rng, marks));
    }
}

static void negatives(smacs_rng *rng, sample *s) {
    static const char *const signs[] = {"-", "\xE2\x88\x92", "minus ", "\xE2\x80\x93"};
    const uint32_t n = between(rng, 1, 9999);
    write(s->first, "-%u", n);
    write(s->second, "%s%u", PICK(rng, signs), n);
    write(s->other, "%s%u", smacs_rng_below(rng, 2) ? "" : "-", n);
    if (s->other[0] == '-') {
        write(s->other, "-%u", changed(rng, n));
    }
}

static void decimals(smacs_rng *rng, sample *s) {
    const uint32_t whole = between(rng, 0, 999), part = between(rng, 1, 99);
    write(s->first, "%u.%02u", whole, part);
    write(s->second, "%u.%02u%s", whole, part, smacs_rng_below(rng, 2) ? "0" : "");
    write(s->other, smacs_rng_below(rng, 2) ? "%u.0%02u" : "%u.%02u1", whole, part);
}

static void fractions(smacs_rng *rng, sample *s) {
    static const struct {
        uint32_t over, under;
        const char *glyph;
    } glyphs[] = {{1, 2, "\xC2\xBD"}, {1, 3, "\xE2\x85\x93"}, {2, 3, "\xE2\x85\x94"}, {1, 4, "\xC2\xBC"},
                  {3, 4, "\xC2\xBE"}, {1, 8, "\xE2\x85\x9B"}, {5, 8, "\xE2\x85\x9D"}, {1, 6, "\xE2\x85\x99"}};
    const size_t number = smacs_rng_below(rng, sizeof glyphs / sizeof *glyphs);
    const uint32_t over = between(rng, 1, 40), under = between(rng, 2, 40), times = between(rng, 2, 5);
    s->latex = true;
    if (smacs_rng_below(rng, 3) == 0) {
        const size_t next = (number + 1 + smacs_rng_below(rng, 6)) % (sizeof glyphs / sizeof *glyphs);
        write(s->first, "%u/%u", glyphs[number].over, glyphs[number].under);
        write(s->second, "%s", glyphs[number].glyph);
        write(s->other, "%s", glyphs[next].glyph);
        return;
    }
    write(s->first, "%u/%u", over, under);
    if (smacs_rng_below(rng, 2)) {
        write(s->second, "\\frac{%u}{%u}", over * times, under * times);
    } else {
        write(s->second, "\\dfrac{%u}{%u}", over, under);
    }
    write(s->other, "\\frac{%u}{%u}", over + 1, under);
}

static void powers(smacs_rng *rng, sample *s) {
    static const char *const raised[] = {"\xE2\x81\xB0", "\xC2\xB9",     "\xC2\xB2",     "\xC2\xB3",
                                         "\xE2\x81\xB4", "\xE2\x81\xB5", "\xE2\x81\xB6", "\xE2\x81\xB7",
                                         "\xE2\x81\xB8", "\xE2\x81\xB9"};
    const uint32_t n = between(rng, 1, 9), part = between(rng, 1, 9), power = between(rng, 1, 9);
    write(s->first, "%u.%ue%u", n, part, power);
    switch (smacs_rng_below(rng, 3)) {
    case 0:
        write(s->second, "%u.%u \xC3\x97 10%s", n, part, raised[power]);
        break;
    case 1:
        write(s->second, "%u.%u \\times 10^{%u}", n, part, power);
        s->latex = true;
        break;
    default:
        write(s->second, "%u.%u x 10^%u", n, part, power);
    }
    write(s->other, "%u.%u \xC3\x97 10%s", n, part, raised[power % 9 + 1]);
}

static void say(uint32_t n, char out[VALUE_MAX]) {
    static const char *const small[] = {
        "",    "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
        "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const char *const tens[] = {"",      "",      "twenty",  "thirty", "forty",
                                       "fifty", "sixty", "seventy", "eighty", "ninety"};
    const uint32_t low = n % 100;
    char rest[VALUE_MAX] = "";
    if (low >= 20 && low % 10 > 0) {
        write(rest, "%s-%s", tens[low / 10], small[low % 10]);
    } else {
        write(rest, "%s", low >= 20 ? tens[low / 10] : small[low]);
    }
    if (n >= 100) {
        write(out, "%s hundred%s%s", small[n / 100], low > 0 ? " and " : "", rest);
    } else {
        write(out, "%s", rest);
    }
}

static void spoken(smacs_rng *rng, sample *s) {
    const uint32_t n = between(rng, 1, 999);
    write(s->first, "%u", n);
    say(n, s->second);
    say(n == 999 ? 998 : n + 1, s->other);
}

/* Figures of other scripts: their zeros, as the first bytes of UTF-8 and the last one. */
static void scripts(smacs_rng *rng, sample *s) {
    static const char *const zeros[] = {"\xEF\xBC\x90", "\xD9\xA0", "\xE0\xA5\xA6"};
    const char *zero = PICK(rng, zeros);
    const size_t width = strlen(zero);
    const uint32_t n = between(rng, 10, 9999), m = changed(rng, n);
    const uint32_t both[] = {n, m};
    write(s->first, "%u", n);
    for (size_t k = 0; k < 2; k++) {
        char digits[VALUE_MAX], *out = k ? s->other : s->second;
        write(digits, "%u", both[k]);
        size_t at = 0;
        for (const char *d = digits; *d; d++) {
            memcpy(out + at, zero, width);
            out[at + width - 1] = (char)(out[at + width - 1] + (*d - '0'));
            at += width;
        }
        out[at] = 0;
    }
}

static void factorials(smacs_rng *rng, sample *s) {
    const uint32_t n = between(rng, 3, 60);
    write(s->first, "%u", n);
    write(s->second, "%u", n);
    write(s->other, "%u!", n);
}

/* ---- numbers with something beside them ---- */

/* Spellings of one unit, the first for all that can be read of it. */
static const char *const units[][4] = {
    {" min", " minutes", " mins", " min"},
    {" s", " seconds", " sec", " secs"},
    {" h", " hours", " hrs", " hours"},
    {" days", " days", " day", " days"},
    {" km", " kilometers", " kilometres", "km"},
    {" cm", " centimeters", "cm", " centimetres"},
    {" m", " meters", " metres", " m"},
    {" kg", " kilograms", "kg", " kilos"},
    {" lbs", " lb", " lbs", " lb"},
    {"%", " percent", " %", " per cent"},
    {"\xC2\xB0"
     "C",
     " degrees Celsius",
     " \xC2\xB0"
     "C",
     " \xE2\x84\x83"},
    {"\xC2\xB0"
     "F",
     " degrees Fahrenheit",
     " \xC2\xB0"
     "F",
     "\xC2\xB0"
     "F"},
    {" km/h", " kilometers per hour", " km per hour", " kph"},
    {" m/s", " meters per second", " m/s", " metres per second"},
    {" cm^2", " square centimeters", " cm\xC2\xB2", " square cm"},
    {" m^3", " cubic meters", " m\xC2\xB3", " cubic metres"},
    {" apples", " apples", " apple", " apples"},
    {" marbles", " marbles", " marbles", " marble"},
    {" BC", " BCE", " B.C.E.", " BC"},
};

static void measured(smacs_rng *rng, sample *s) {
    const size_t count = sizeof units / sizeof *units, own = smacs_rng_below(rng, (uint32_t)count);
    const size_t next = (own + 1 + smacs_rng_below(rng, (uint32_t)count - 1)) % count;
    const uint32_t n = between(rng, 2, 2000);
    write(s->first, "%u%s", n, units[own][0]);
    write(s->second, "%u%s", n, units[own][smacs_rng_below(rng, 4)]);
    if (smacs_rng_below(rng, 3) == 0) {
        const uint32_t other = changed(rng, n);
        write(s->other, "%u%s", other, units[own][smacs_rng_below(rng, 4)]);
    } else {
        write(s->other, "%u%s", n, units[next][smacs_rng_below(rng, 4)]);
    }
}

static void money(smacs_rng *rng, sample *s) {
    static const char *const currencies[][4] = {
        {"$%s", "%s dollars", "$ %s", "%s $"},
        {"\xE2\x82\xAC%s", "%s euros", "%s \xE2\x82\xAC", "EUR %s"},
        {"\xC2\xA3%s", "GBP %s", "\xC2\xA3 %s", "%s GBP"},
        {"%s yen", "JPY %s", "%s JPY", "%s \xE5\x86\x86"},
        {"\xE2\x82\xB9%s", "Rs. %s", "%s rupees", "INR %s"},
        {"%s cents", "%s cents", "%s\xC2\xA2", "%s cents"},
    };
    const size_t count = sizeof currencies / sizeof *currencies, own = smacs_rng_below(rng, (uint32_t)count);
    const size_t next = (own + 1 + smacs_rng_below(rng, (uint32_t)count - 1)) % count;
    char plain[VALUE_MAX], grouped[VALUE_MAX];
    const uint32_t n = between(rng, 2, 90000);
    write(plain, "%u", n);
    with_thousands(grouped, n, ",");
    const char *formats[] = {currencies[own][0], currencies[own][smacs_rng_below(rng, 4)],
                             currencies[next][smacs_rng_below(rng, 4)]};
    char *const out[] = {s->first, s->second, s->other};
    const char *const numbers[] = {plain, grouped, plain};
    for (size_t i = 0; i < 3; i++) { /* the formats have one "%s" each */
        const char *mark = strstr(formats[i], "%s");
        write(out[i], "%.*s%s%s", (int)(mark - formats[i]), formats[i], numbers[i], mark + 2);
    }
}

static void directions(smacs_rng *rng, sample *s) {
    static const char *const pairs[][2] = {
        {"%% increase", "%% decrease"},       {" meters left", " meters right"},
        {" degrees north", " degrees south"}, {" degrees below zero", " degrees above zero"},
        {" floors up", " floors down"},       {" minutes early", " minutes late"},
        {" dollars profit", " dollars loss"}};
    const size_t own = smacs_rng_below(rng, sizeof pairs / sizeof *pairs);
    const uint32_t turned = smacs_rng_below(rng, 2), n = between(rng, 2, 90);
    const char *const here = pairs[own][turned], *const there = pairs[own][1 - turned];
    write(s->first, "%u%s", n, here[0] == '%' ? here + 1 : here);
    write(s->second, "%s", s->first);
    write(s->other, "%u%s", n, there[0] == '%' ? there + 1 : there);
}

/* ---- dates and times ---- */

static void dates(smacs_rng *rng, sample *s) {
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    const uint32_t year = between(rng, 1000, 2030), month = between(rng, 1, 12), day = between(rng, 1, 28);
    const char *name = months[month - 1];
    const char *const ending = day % 10 == 1 && day != 11   ? "st"
                               : day % 10 == 2 && day != 12 ? "nd"
                               : day % 10 == 3 && day != 13 ? "rd"
                                                            : "th";
    write(s->first, "%u-%02u-%02u", year, month, day);
    switch (smacs_rng_below(rng, 6)) {
    case 0:
        write(s->second, "%s %u, %u", name, day, year);
        break;
    case 1:
        write(s->second, "%u %s %u", day, name, year);
        break;
    case 2:
        write(s->second, "%s %u%s, %u", name, day, ending, year);
        break;
    case 3:
        write(s->second, "%u%s of %s, %u", day, ending, name, year);
        break;
    case 4:
        write(s->second, "%u\xE5\xB9\xB4%u\xE6\x9C\x88%u\xE6\x97\xA5", year, month, day);
        break;
    default:
        write(s->second, "%u.%u.%u", day, month, year);
    }
    switch (smacs_rng_below(rng, 3)) {
    case 0:
        write(s->other, "%s %u, %u", name, day == 28 ? 1 : day + 1, year);
        break;
    case 1:
        write(s->other, "%u %s %u", day, months[month % 12], year);
        break;
    default:
        write(s->other, "%s %u, %u", name, day, year + 1);
    }
}

static void times(smacs_rng *rng, sample *s) {
    const uint32_t hour = between(rng, 1, 11), minute = between(rng, 0, 59), late = smacs_rng_below(rng, 2);
    const char *const half = late ? "PM" : "AM", *const dotted = late ? "p.m." : "a.m.", *low = late ? "pm" : "am";
    write(s->first, "%u:%02u", hour + 12 * late, minute);
    switch (smacs_rng_below(rng, 4)) {
    case 0:
        write(s->second, "%u:%02u %s", hour, minute, half);
        break;
    case 1:
        write(s->second, "%u:%02u %s", hour, minute, dotted);
        break;
    case 2:
        write(s->second, "%u:%02u%s", hour, minute, low);
        break;
    default:
        write(s->second, "%u:%02u Uhr", hour + 12 * late, minute);
    }
    if (smacs_rng_below(rng, 2)) {
        write(s->other, "%u:%02u %s", hour, minute, late ? "AM" : "PM");
    } else {
        write(s->other, "%u:%02u %s", hour, (minute + between(rng, 1, 50)) % 60, half);
    }
}

/* ---- words and mathematics ---- */

static const char *const names[] = {
    "Paris",   "Canberra", "Mount Everest", "Jane Austen", "oxygen",    "photosynthesis", "Jupiter", "dolphin",
    "carbon",  "Berlin",   "Tokyo",         "Mozart",      "gravity",   "hydrogen",       "Saturn",  "penguin",
    "granite", "Nairobi",  "Leonardo",      "Marie Curie", "nitrogen",  "mitochondria",   "Neptune", "elephant",
    "copper",  "Lisbon",   "Shakespeare",   "Beethoven",   "Australia", "South Africa",   "silver",  "butterfly"};

static void words(smacs_rng *rng, sample *s) {
    const uint32_t count = sizeof names / sizeof *names, own = smacs_rng_below(rng, count);
    write(s->first, "%s", names[own]);
    write(s->second, "%s", names[own]);
    write(s->other, "%s", names[(own + 1 + smacs_rng_below(rng, count - 1)) % count]);
}

static void emoji(smacs_rng *rng, sample *s) {
    static const char *const signs[] = {"\xF0\x9F\x90\xB6",
                                        "\xF0\x9F\x90\xB1",
                                        "\xF0\x9F\x91\x8D",
                                        "\xF0\x9F\x91\x8E",
                                        "\xF0\x9F\x87\xA6\xF0\x9F\x87\xBA",
                                        "\xF0\x9F\x87\xBA\xF0\x9F\x87\xA6"};
    const uint32_t count = sizeof signs / sizeof *signs, own = smacs_rng_below(rng, count);
    write(s->first, "%s", signs[own]);
    write(s->second, "%s", signs[own]);
    write(s->other, "%s", signs[(own + 1 + smacs_rng_below(rng, count - 1)) % count]);
}

static void verdicts(smacs_rng *rng, sample *s) {
    static const char *const yes[] = {"yes", "Yes", "true", "True"}, *const no[] = {"no", "No", "false", "False"};
    const bool is = smacs_rng_below(rng, 2);
    write(s->first, "%s", is ? "yes" : "no");
    write(s->second, "%s", is ? PICK(rng, yes) : PICK(rng, no));
    write(s->other, "%s", is ? PICK(rng, no) : PICK(rng, yes));
}

static void tuples(smacs_rng *rng, sample *s) {
    const uint32_t a = between(rng, 0, 99), b = between(rng, 0, 99);
    s->latex = true;
    write(s->first, "(%u, %u.5)", a, b);
    if (smacs_rng_below(rng, 2)) {
        write(s->second, "\\left(%u,\\frac{%u}{2}\\right)", a, 2 * b + 1);
    } else {
        write(s->second, "(%u,%u.50)", a, b);
    }
    if (smacs_rng_below(rng, 2)) {
        write(s->other, "(%u, %u.5)", changed(rng, a), b);
    } else {
        write(s->other, "(%u, -%u.5)", a, b);
    }
}

static void lists(smacs_rng *rng, sample *s) {
    const uint32_t a = between(rng, 1, 99), b = between(rng, 1, 99), c = between(rng, 1, 99);
    write(s->first, "%u, %u, %u", a, b, c);
    write(s->second, smacs_rng_below(rng, 2) ? "%u, %u and %u" : "%u, %u, %u", a, b, c);
    write(s->other, "%u, %u, %u", a, b, changed(rng, c));
}

static void expressions(smacs_rng *rng, sample *s) {
    const uint32_t a = between(rng, 2, 99), b = between(rng, 2, 99);
    s->latex = true;
    switch (smacs_rng_below(rng, 3)) {
    case 0:
        write(s->first, "%u\\sqrt{%u}", a, b);
        write(s->second, "%u \\cdot \\sqrt{%u}", a, b);
        write(s->other, "%u\\sqrt{%u}", b == a ? a + 1 : b, a);
        break;
    case 1:
        write(s->first, "%ux^2 + %u", a, b);
        write(s->second, "%ux^{2}+%u", a, b);
        write(s->other, "%ux^2 - %u", a, b);
        break;
    default:
        write(s->first, "%u\\pi", a);
        write(s->second, "%u \\pi", a);
        write(s->other, "%u\\pi", changed(rng, a));
    }
}

/* A bound is not the number, and another bound not the same. */
static void bounds(smacs_rng *rng, sample *s) {
    static const char *const bounds[] = {"below", "above", "at least", "at most", "before", "after", "less than"};
    const uint32_t count = sizeof bounds / sizeof *bounds, own = smacs_rng_below(rng, count), n = between(rng, 2, 900);
    write(s->first, "%s %u", bounds[own], n);
    write(s->second, "%s %u", bounds[own], n);
    if (smacs_rng_below(rng, 2)) {
        write(s->other, "%u", n);
    } else {
        write(s->other, "%s %u", bounds[(own + 1 + smacs_rng_below(rng, count - 1)) % count], n);
    }
}

/* Solutions of one variable, with its name or without. */
static void solutions(smacs_rng *rng, sample *s) {
    static const char *const forms[] = {"x = %u or x = %u", "x = %u, x = %u", "x = %u and x = %u", "%u, %u",
                                        "%u and %u"};
    const uint32_t a = between(rng, 1, 99), b = a + between(rng, 1, 99), form = smacs_rng_below(rng, 5);
    const uint32_t other = smacs_rng_below(rng, 5), c = changed(rng, b);
    const uint32_t numbers[2][2] = {{a, b}, {a, c}}, of[2] = {form, other};
    char *const out[] = {s->second, s->other};
    write(s->first, "%u, %u", a, b);
    for (size_t i = 0; i < 2; i++) { /* the forms have two "%u" each */
        const char *first = strstr(forms[of[i]], "%u"), *second = strstr(first + 2, "%u");
        write(out[i], "%.*s%u%.*s%u", (int)(first - forms[of[i]]), forms[of[i]], numbers[i][0],
              (int)(second - first - 2), first + 2, numbers[i][1]);
    }
}

/* Marks and blood groups: the sign is part of them. */
static void grades(smacs_rng *rng, sample *s) {
    static const char *const signs[] = {"", "+", "-"};
    const char letter = (char)('B' + smacs_rng_below(rng, 4));
    const uint32_t own = smacs_rng_below(rng, 3), other = (own + 1 + smacs_rng_below(rng, 2)) % 3;
    write(s->first, "grade %c%s", letter, signs[own]);
    write(s->second, "grade %c%s", letter, signs[own]);
    write(s->other, "grade %c%s", letter, signs[other]);
}

static const char choice_question[] =
    "Which is it?\nA) the red one\nB) the green one\nC) the blue one\nD) none of these";

static void choices(smacs_rng *rng, sample *s) {
    static const char *const forms[] = {"%c", "(%c)", "option %c", "%c)"};
    const uint32_t own = smacs_rng_below(rng, 4), other = (own + between(rng, 1, 3)) % 4;
    const char *form = PICK(rng, forms), *mark = strchr(form, '%');
    s->choice = true;
    write(s->first, "%c", (char)('A' + own));
    write(s->second, "%.*s%c%s", (int)(mark - form), form, (char)('A' + own), mark + 2);
    write(s->other, "%.*s%c%s", (int)(mark - form), form, (char)('A' + other), mark + 2);
}

static const struct {
    const char *name;
    generator generate;
} generators[] = {{"integer", integers},
                  {"negative", negatives},
                  {"decimal", decimals},
                  {"fraction", fractions},
                  {"power", powers},
                  {"spoken", spoken},
                  {"script", scripts},
                  {"factorial", factorials},
                  {"measured", measured},
                  {"money", money},
                  {"direction", directions},
                  {"date", dates},
                  {"time", times},
                  {"word", words},
                  {"emoji", emoji},
                  {"verdict", verdicts},
                  {"tuple", tuples},
                  {"list", lists},
                  {"expression", expressions},
                  {"bound", bounds},
                  {"solution", solutions},
                  {"grade", grades},
                  {"choice", choices}};

/* ---- wrappers ---- */

typedef struct wrapper {
    const char *before, *after;
    bool latex;    /* the value stands in LaTeX: its dollars and percents are escaped, its words set as text */
    bool courtesy; /* further sentences may stand before and behind it */
} wrapper;

static const wrapper wrappers[] = {
    {"", "", false, false},
    {"The answer is ", ".", false, true},
    {"The answer is ", "", false, false},
    {"So the final answer is: ", "", false, false},
    {"The answer is **", "**.", false, true},
    {"**Answer:** ", "", false, false},
    {"Answer: ", "", false, false},
    {"Final answer: **", "**", false, false},
    {"<answer>", "</answer>", false, false},
    {"\\boxed{", "}", true, true},
    {"The answer is $\\boxed{", "}$.", true, true},
    {"**Final Answer**\n\n\\[ \\boxed{", "} \\]", true, false},
    {"Die Antwort ist ", ".", false, true},
    {"Die Antwort lautet **", "**.", false, true},
    {"La r\xC3\xA9ponse est ", ".", false, true},
    {"La respuesta es ", ".", false, true},
    {"La risposta \xC3\xA8 ", ".", false, true},
    {"A resposta \xC3\xA9 ", ".", false, true},
    {"\xD0\x9E\xD1\x82\xD0\xB2\xD0\xB5\xD1\x82: ", "", false, false},       /* Russian */
    {"\xE7\xAD\x94\xE6\xA1\x88\xE6\x98\xAF", "\xE3\x80\x82", false, false}, /* Chinese */
    {"\xE7\xAD\x94\xE6\xA1\x88\xEF\xBC\x9A", "", false, false},             /* the same with a colon */
    {"\xE7\xAD\x94\xE3\x81\x88\xE3\x81\xAF", "\xE3\x81\xA7\xE3\x81\x99\xE3\x80\x82", false, false},   /* Japanese */
    {"\xEC\xA0\x95\xEB\x8B\xB5\xEC\x9D\x80 ", "\xEC\x9E\x85\xEB\x8B\x88\xEB\x8B\xA4.", false, false}, /* Korean */
};

static const char *const openings[] = {
    "", "", "Sure! ", "Great question! ", "Let me think about it.\n\n", "Of course.\n\n"};
static const char *const closings[] = {"",
                                       "",
                                       " I hope this helps!",
                                       "\n\nLet me know if you have any questions.",
                                       " Feel free to ask for more details.",
                                       "\n\nHave a nice day!"};

typedef struct text {
    char bytes[TEXT_MAX];
    size_t size;
} text;

static void add(text *t, const char *more) {
    const size_t size = strlen(more);
    if (size < TEXT_MAX - t->size) {
        memcpy(t->bytes + t->size, more, size + 1);
        t->size += size;
    }
}

/* A value as it stands in LaTeX. */
static void add_latex(text *t, const char *value) {
    const bool own = strchr(value, '\\') != NULL;
    size_t words_from = SIZE_MAX;
    for (size_t i = 0; !own && value[i] && words_from == SIZE_MAX; i++) {
        const bool letter = (value[i] >= 'a' && value[i] <= 'z') || (value[i] >= 'A' && value[i] <= 'Z');
        const char next = value[i + 1];
        words_from = letter && ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z')) ? i : SIZE_MAX;
    }
    add(t, words_from != SIZE_MAX ? "\\text{" : "");
    for (size_t i = 0; value[i]; i++) {
        const char one[] = {value[i], 0};
        add(t, !own && strchr("$%", value[i]) ? "\\" : "");
        add(t, one);
    }
    add(t, words_from != SIZE_MAX ? "}" : "");
}

static void wrap(text *t, const wrapper *w, const char *value, const char *opening, const char *closing) {
    t->size = 0;
    t->bytes[0] = 0;
    add(t, w->courtesy ? opening : "");
    add(t, w->before);
    if (w->latex) {
        add_latex(t, value);
    } else {
        const bool math = strchr(value, '\\') != NULL;
        add(t, math ? "$" : "");
        add(t, value);
        add(t, math ? "$" : "");
    }
    const size_t size = t->size;
    add(t, size > 0 && t->bytes[size - 1] == '.' && w->after[0] == '.' ? w->after + 1 : w->after);
    const bool dotted = value[0] && value[strlen(value) - 1] == '.'; /* "p.m. I hope" may be one sentence */
    add(t, w->courtesy && !(dotted && closing[0] == ' ') ? closing : "");
}

/* ---- the laws ---- */

static smacs_answer_form form_of(const sample *s) {
    return s->choice ? smacs_answer_expect(smacs_text_of(choice_question)) : (smacs_answer_form){0};
}

static smacs_answer read_reply(const text *t, smacs_answer_form form) {
    smacs_answer answer;
    CHECK_INT(smacs_answer_extract(NULL, (smacs_text){t->bytes, t->size}, form, &answer, NULL), SMACS_OK);
    return answer;
}

static bool is_equal(smacs_text x, smacs_text y) {
    return x.size == y.size && (x.size == 0 || memcmp(x.data, y.data, x.size) == 0);
}

static uint64_t digest_of(uint64_t digest, const smacs_answer *answer) {
    const uint8_t kind = (uint8_t)answer->kind;
    digest = smacs_fnv1a(digest, &kind, 1);
    digest = answer->key.size > 0 ? smacs_fnv1a(digest, answer->key.data, answer->key.size) : digest;
    return answer->mark.size > 0 ? smacs_fnv1a(digest, answer->mark.data, answer->mark.size) : digest;
}

static void show(const char *what, uint32_t number, const char *kind, const text *t, const smacs_answer *found,
                 const char *first) {
    static unsigned shown;
    if (shown++ < 40) {
        printf("      case %u, %s: %s\n        reply  %s\n        found  %.*s [%.*s]\n        value  %s\n", number,
               kind, what, t->bytes, (int)found->key.size, found->key.data ? found->key.data : "",
               (int)found->mark.size, found->mark.data ? found->mark.data : "", first);
    }
}

TEST(a_value_is_one_answer_in_all_wrappings_and_another_value_is_another) {
    uint64_t digest = SMACS_FNV_BASIS, first = 0;
    smacs_rng rng;
    smacs_rng_seed(&rng, 20261129, 0);
    for (uint32_t i = 0; i < CASES; i++) {
        const uint32_t kind = i % (sizeof generators / sizeof *generators);
        sample s = {.latex = false};
        generators[kind].generate(&rng, &s);
        const wrapper *w = &PICK(&rng, wrappers);
        const char *opening = PICK(&rng, openings), *closing = PICK(&rng, closings);
        const smacs_answer_form form = form_of(&s);
        smacs_answer known;
        CHECK_INT(smacs_answer_of(NULL, smacs_text_of(s.first), form, &known, NULL), SMACS_OK);
        text same, other;
        wrap(&same, w, s.second, opening, closing);
        wrap(&other, w, s.other, opening, closing);
        smacs_answer found = read_reply(&same, form), apart = read_reply(&other, form);
        const bool holds = is_equal(found.key, known.key) && smacs_answer_same(&found, &known);
        const bool differs = !smacs_answer_same(&apart, &known) && !smacs_answer_same(&apart, &found);
        CHECK(holds);
        CHECK(differs);
        if (!holds) {
            show("the same value gives another answer", i, generators[kind].name, &same, &found, s.first);
        }
        if (!differs) {
            show("another value gives the same answer", i, generators[kind].name, &other, &apart, s.first);
        }
        digest = digest_of(digest_of(digest_of(digest, &known), &found), &apart);
        first = i + 1 == FIRST ? digest : first;
        smacs_answer_free(NULL, &known);
        smacs_answer_free(NULL, &found);
        smacs_answer_free(NULL, &apart);
    }
    const bool is_known = first == FOUND_IN_FIRST && (CASES < ALL || digest == FOUND_IN_ALL);
    CHECK(is_known);
    if (!is_known) {
        printf("      what is found in the first %d cases comes to %016llx, in all %d to %016llx\n", FIRST,
               (unsigned long long)first, CASES, (unsigned long long)digest);
    }
}
