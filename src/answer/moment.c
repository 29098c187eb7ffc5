/* Dates and times in their usual spellings. A date with the name of its month may have its parts in any order, since
 * only one of them can be a year. All in figures, the order is told by the year in front, by points, or by a number that
 * is no month; "7/4/1969" is left as it stands.
 *
 * Times are kept in 24 hours. "4:47" alone is taken as it stands, so it is not the same as "4:47 pm". */
#include "answer/moment.h"
#include "answer/number.h"
#include "answer/scan.h"
#include "answer/words.h"
#include "base/error.h"

enum { MOMENT_MAX = 64, UNKNOWN = 1000000 };

/* ---- figures ---- */

/* Reads at most `most` digits off the front of `text`; returns how many. */
static size_t read_figures(smacs_text text, size_t most, unsigned *value) {
    size_t size = 0;
    for (*value = 0; size < most && smacs_is_digit(smacs_char_at(text, size)); size++) {
        *value = *value * 10 + (unsigned)(text.data[size] - '0');
    }
    return smacs_is_digit(smacs_char_at(text, size)) ? 0 : size;
}

static char *put_figures(char *at, unsigned value, size_t least) {
    char digits[SMACS_DIGITS_MAX];
    const size_t size = smacs_text_digits(value, 10, least, digits);
    memcpy(at, digits, size);
    return at + size;
}

/* ---- times ---- */

typedef struct clock {
    unsigned hour, minute, second, half; /* half: 0 before noon, 1 after, 2 and 3 a time without one, UNKNOWN */
    bool minutes, seconds, dotted;
} clock;

/* Takes a word that says which half of the day it is. */
static smacs_text take_half(smacs_text text, clock *c) {
    smacs_text name;
    const smacs_text rest = smacs_skip(text, " ,");
    const size_t size = smacs_words_name(rest, SMACS_WORDS_DAY_HALF, &name);
    if (size == 0) {
        return text;
    }
    c->half = (unsigned)smacs_words_decimal(name);
    return smacs_skip(smacs_text_after(rest, size), " ");
}

/* Takes what stands between hours and minutes; its bytes in *size, 0: nothing does. */
static smacs_text between(smacs_text text, size_t *size) {
    uint64_t value = 0;
    smacs_text rest = smacs_skip(text, " ");
    *size = 0;
    for (unsigned language = 0; smacs_words_table(language) && *size == 0; language++) {
        *size = smacs_words_part(language, rest, SMACS_WORDS_CLOCK, &value);
    }
    return *size > 0 ? smacs_skip(smacs_text_after(rest, *size), " ") : text;
}

/* Reads minutes and seconds behind the hour. */
static smacs_text take_minutes(smacs_text text, clock *c) {
    size_t word = 0;
    const char mark = smacs_char_at(text, 0);
    const bool sign = mark == ':' || mark == '.';
    const smacs_text rest = sign ? smacs_text_after(text, 1) : between(text, &word);
    const size_t size = sign || word > 0 ? read_figures(rest, 2, &c->minute) : 0;
    if (size == 0 || (size == 1 && word == 0)) {
        c->minute = 0;
        c->half = word > 1 && rest.size == 0 && c->half == UNKNOWN ? 2 : c->half; /* "19 Uhr" */
        return word > 1 && rest.size == 0 ? rest : text;
    }
    c->minutes = true;
    c->dotted = mark == '.';
    smacs_text behind = smacs_text_after(rest, size);
    if (sign && smacs_char_at(behind, 0) == mark && read_figures(smacs_text_after(behind, 1), 2, &c->second) == 2) {
        c->seconds = true;
        return smacs_text_after(behind, 3);
    }
    smacs_text name;
    const size_t unit = word > 0 ? smacs_words_name(behind, SMACS_WORDS_UNIT, &name) : 0;
    return unit > 0 && smacs_text_is(name, "min") ? smacs_text_after(behind, unit) : behind;
}

/* Reads an hour in figures or words; 0: it is none. */
static size_t read_hour(smacs_text text, unsigned *hour) {
    char key[SMACS_NUMBER_KEY_MAX];
    const size_t size = read_figures(text, 2, hour), word = size > 0 ? 0 : smacs_answer_number_word(text, key);
    if (word > 0 && (strlen(key) > 2 || read_figures(smacs_text_of(key), 2, hour) != strlen(key))) {
        return 0;
    }
    return size + word;
}

/* Sets the clock to `hour` and the minutes that a list says: 145 is a quarter to it. */
static bool set_clock(clock *c, unsigned hour, uint64_t minutes) {
    c->hour = minutes < 100 ? hour : hour == 1 ? 12 : hour - 1;
    c->minute = (unsigned)(minutes % 100);
    c->minutes = true;
    return hour >= 1 && hour <= 24;
}

/* Reads a time in words: "half past three", "trois heures et demie". Returns its bytes; 0: it is none. */
static size_t read_clock_words(smacs_text text, clock *c) {
    smacs_text name = {NULL, 0};
    unsigned hour = 0;
    const size_t lead = smacs_words_name(text, SMACS_WORDS_CLOCK_BEFORE, &name);
    const size_t number = read_hour(smacs_text_after(text, lead), &hour);
    const size_t tail =
        lead == 0 && number > 0 ? smacs_words_name(smacs_text_after(text, number), SMACS_WORDS_CLOCK_BEHIND, &name) : 0;
    return number > 0 && lead + tail > 0 && set_clock(c, hour, smacs_words_decimal(name)) ? lead + number + tail : 0;
}

size_t smacs_answer_clock_words(smacs_text text) {
    clock c = {.half = UNKNOWN};
    return read_clock_words(text, &c);
}

static bool read_time(smacs_text text, char key[SMACS_MOMENT_KEY_MAX]) {
    clock c = {.half = UNKNOWN};
    text = take_half(text, &c);
    const bool before = c.half != UNKNOWN;
    const size_t words = read_clock_words(text, &c);
    const size_t size = words > 0 ? words : read_figures(text, 2, &c.hour);
    if (size == 0) {
        return false;
    }
    text = smacs_text_after(text, size);
    text = words > 0 ? text : take_minutes(text, &c);
    text = before ? text : take_half(text, &c);
    text = c.half == 2 ? take_half(text, &c) : text; /* "4 o'clock in the afternoon" */
    const bool said = c.half != UNKNOWN;
    if (smacs_skip(text, " .").size > 0 || (!said && (!c.minutes || c.dotted))) {
        return false;
    }
    const bool halved = c.half < 2;
    if (c.half == 3 && !c.minutes) {
        return false; /* "22 hrs" is as long as that */
    }
    if (c.hour > 24 || c.minute > 59 || c.second > 59 || (halved && c.hour == 0 && c.half == 1)) {
        return false;
    }
    c.hour = halved && c.hour <= 12 ? c.hour % 12 + 12 * c.half : c.hour;
    char *at = put_figures(key, c.hour, 1);
    *at++ = ':';
    at = put_figures(at, c.minute, 2);
    if (c.seconds) {
        *at++ = ':';
        at = put_figures(at, c.second, 2);
    }
    *at = 0;
    return true;
}

/* ---- dates ---- */

typedef struct date {
    unsigned year, month, day, weekday; /* UNKNOWN: not said */
} date;

static bool print_date(const date *d, char key[SMACS_MOMENT_KEY_MAX]) {
    const bool day = d->day != UNKNOWN, year = d->year != UNKNOWN;
    if (d->month < 1 || d->month > 12 || (day && (d->day < 1 || d->day > 31)) || !(day || year)) {
        return false;
    }
    char *at = key;
    if (year) {
        at = put_figures(at, d->year, 4);
    } else {
        *at++ = '-';
    }
    *at++ = '-';
    at = put_figures(at, d->month, 2);
    if (day) {
        *at++ = '-';
        at = put_figures(at, d->day, 2);
    }
    *at = 0;
    return true;
}

/* "1969-07-20", "20.7.1969", "7/20/1969". */
static bool read_figured(smacs_text text, date *d) {
    unsigned parts[3];
    size_t sizes[3];
    const char mark = smacs_char_at(text, read_figures(text, 4, &parts[0]));
    for (size_t i = 0; i < 3; i++) {
        sizes[i] = read_figures(text, 4, &parts[i]);
        text = smacs_text_after(text, sizes[i]);
        if (sizes[i] == 0 || !smacs_is_of(mark, "-/.") || (i < 2 && smacs_char_at(text, 0) != mark)) {
            return false;
        }
        text = smacs_text_after(text, i < 2 ? 1 : 0);
        text = mark == '.' ? smacs_skip(text, " ") : text;
    }
    if (smacs_skip(text, " .").size > 0 || (sizes[0] == 4) == (sizes[2] == 4) || sizes[1] > 2) {
        return false;
    }
    const bool months_first = parts[1] > 12,
               clear = mark == '.' || months_first || parts[0] > 12 || parts[0] == parts[1];
    *d = sizes[0] == 4  ? (date){parts[0], parts[1], parts[2], UNKNOWN}
         : months_first ? (date){parts[2], parts[0], parts[1], UNKNOWN}
                        : (date){parts[2], parts[1], parts[0], UNKNOWN};
    return sizes[0] == 4 ? sizes[2] <= 2 : sizes[0] <= 2 && clear;
}

/* A number of a date with a named month: a day, or a year of three or four digits. */
static bool take_number(date *d, unsigned value, size_t size) {
    unsigned *part = size > 2 ? &d->year : &d->day;
    const bool free_part = *part == UNKNOWN;
    *part = value;
    return free_part;
}

/* "July 20th, 1969", "20. Juli 1969", "1969年7月20日". */
static bool read_named(smacs_text text, date *d) {
    static const struct {
        const char *sign;
        size_t part; /* 0 year, 1 month, 2 day */
    } signs[] = {{"年", 0}, {"月", 1}, {"日", 2}, {"号", 2}, {"년", 0}, {"월", 1}, {"일", 2}};
    unsigned value = UNKNOWN;
    size_t size = 0;
    while (text.size > 0) {
        smacs_text name;
        size_t step = size = read_figures(text, 4, &value);
        const smacs_text behind = smacs_text_after(text, size);
        for (size_t i = 0; size > 0 && i < sizeof signs / sizeof *signs; i++) {
            if (smacs_text_begins(behind, signs[i].sign)) {
                unsigned *part = signs[i].part == 0 ? &d->year : signs[i].part == 1 ? &d->month : &d->day;
                step = *part == UNKNOWN ? size + strlen(signs[i].sign) : 0;
                *part = value;
                size = 0;
            }
        }
        if (size > 0) {
            step = take_number(d, value, size) ? size : 0;
        } else if (step == 0 && (step = smacs_words_name(text, SMACS_WORDS_MONTH, &name)) > 0) {
            step = d->month == UNKNOWN ? step : 0;
            d->month = (unsigned)smacs_words_decimal(name);
        } else if (step == 0 && (step = smacs_words_name(text, SMACS_WORDS_WEEKDAY, &name)) > 0) {
            step = d->weekday == UNKNOWN ? step : 0;
            d->weekday = (unsigned)smacs_words_decimal(name);
        } else if (step == 0) {
            uint64_t unused = 0;
            for (unsigned language = 0; smacs_words_table(language); language++) {
                const size_t word = smacs_words_part(language, text, SMACS_WORDS_DATE_FILLER, &unused);
                step = word > step && !smacs_is_letter(smacs_char_at(text, word)) ? word : step;
            }
            step = step == 0 && smacs_is_of(text.data[0], " ,.") ? 1 : step;
        }
        if (step == 0) {
            return false;
        }
        text = smacs_text_after(text, step);
    }
    return d->month != UNKNOWN;
}

/* ---- both ---- */

static bool read_moment(smacs_text text, char key[SMACS_MOMENT_KEY_MAX], smacs_mark *mark) {
    static const char digits[] = "01234567";
    date d = {UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN};
    if (read_time(text, key)) {
        return true;
    }
    if (!read_figured(text, &d)) {
        d = (date){UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN};
        if (!read_named(text, &d)) {
            return false;
        }
    }
    if (d.weekday != UNKNOWN) {
        smacs_mark_add(mark, SMACS_MARK_WEEKDAY, (smacs_text){digits + d.weekday, 1});
    }
    return print_date(&d, key);
}

bool smacs_answer_moment(smacs_text text, char key[SMACS_MOMENT_KEY_MAX], smacs_mark *mark) {
    char folded[MOMENT_MAX + 4];
    bool figures =
        smacs_answer_clock_words(smacs_text_after(text, smacs_words_begin(text, SMACS_WORDS_MOMENT_LEAD))) > 0;
    for (size_t i = 0; i < text.size && i < MOMENT_MAX && !figures; i++) {
        figures = smacs_is_digit(text.data[i]);
    }
    const size_t size = figures && text.size <= MOMENT_MAX ? smacs_fold_text(text, folded, sizeof folded) : 0;
    const smacs_text all = {folded, size};
    const size_t lead = smacs_words_begin(all, SMACS_WORDS_MOMENT_LEAD);
    if (size == 0 || read_moment(all, key, mark)) {
        return size > 0;
    }
    return lead > 0 && read_moment(smacs_text_after(all, lead), key, mark);
}
