/* Amounts with their units stand behind one of a few marks. */
#include "wire/waits.h"
#include "answer/scan.h"

enum { READ_MAX = 4096, BEHIND_MAX = 80 };

/* Moves *text behind one of `words`, which end with NULL; false: it begins with none of them. */
static bool skip_one(smacs_text *text, const char *const *words) {
    for (size_t i = 0; words[i]; i++) {
        if (smacs_text_begins_folded(*text, words[i])) {
            *text = smacs_text_after(*text, strlen(words[i]));
            return true;
        }
    }
    return false;
}

/* Moves *text behind a number with at most one point inside. */
static bool take_number(smacs_text *text, double *value) {
    double scale = 0.0;
    size_t size = 0;
    for (*value = 0.0; size < text->size; size++) {
        const char c = text->data[size];
        const bool point =
            c == '.' && scale == 0.0 && size > 0 && size + 1 < text->size && smacs_is_digit(text->data[size + 1]);
        if (point) {
            scale = 1.0;
        } else if (smacs_is_digit(c)) {
            *value = 10.0 * *value + (c - '0');
            scale *= 10.0;
        } else {
            break;
        }
    }
    *value /= scale > 0.0 ? scale : 1.0;
    *text = smacs_text_after(*text, size);
    return size > 0;
}

/* Moves *text behind a unit, in milliseconds; 0: there is none. */
static double take_unit(smacs_text *text) {
    static const struct {
        const char *name;
        double size;
    } units[] = {{"milliseconds", 1}, {"millisecond", 1}, {"msecs", 1},     {"msec", 1},     {"ms", 1},
                 {"seconds", 1000},   {"second", 1000},   {"secs", 1000},   {"sec", 1000},   {"s", 1000},
                 {"minutes", 60000},  {"minute", 60000},  {"mins", 60000},  {"min", 60000},  {"m", 60000},
                 {"hours", 3600000},  {"hour", 3600000},  {"hrs", 3600000}, {"hr", 3600000}, {"h", 3600000},
                 {"days", 86400000},  {"day", 86400000},  {"d", 86400000}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        const smacs_text rest = smacs_text_after(*text, strlen(units[i].name));
        const char next = rest.size > 0 ? rest.data[0] : ' ';
        const bool letter = smacs_is_letter(next) || next == '_';
        if (smacs_text_begins_folded(*text, units[i].name) && !letter) {
            *text = rest;
            return units[i].size;
        }
    }
    return 0.0;
}

/* Amounts with their units, one after the other. */
static double sum_amounts(smacs_text text) {
    static const char *const joins[] = {", and ", ", ", ",", " and ", " ", NULL};
    static const char *const space[] = {" ", NULL};
    double all = 0.0;
    for (;;) {
        double amount = 0.0;
        if (!take_number(&text, &amount)) {
            return all;
        }
        skip_one(&text, space);
        const double unit = take_unit(&text);
        if (unit <= 0.0) {
            return all;
        }
        all += amount * unit;
        skip_one(&text, joins);
    }
}

double wire_wait_in_words(smacs_text text) {
    static const char *const marks[] = {
        "again in",        "retry in",         "available in", "resets in",   "reset in",
        "retry after",     "again after",      "resets after", "reset after", "\"retrydelay\":",
        "\"retryafter\":", "\"retry_after\":", "wait",         NULL};
    static const char *const quote[] = {"\"", NULL}, *const about[] = {"for ", "at least ", "about ", "another ", NULL};
    text = smacs_text_before(text, READ_MAX);
    for (size_t at = 0; at < text.size; at++) {
        smacs_text rest = smacs_text_after(text, at);
        if (!skip_one(&rest, marks)) {
            continue;
        }
        rest = smacs_text_trimmed(smacs_text_before(rest, BEHIND_MAX));
        skip_one(&rest, quote);
        skip_one(&rest, about);
        const double wait = sum_amounts(rest);
        if (wait > 0.0) {
            return wait;
        }
    }
    return 0.0;
}
