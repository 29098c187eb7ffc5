/* Amounts with their units, or a moment, stand behind one of a few marks. */
#include "wire/waits.h"
#include "answer/scan.h"
#include "wire/moments.h"

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

/* A wait as headers and details give it: seconds, amounts with units, or a moment. */
static double read_wait(smacs_text text, double now_ms) {
    double seconds = 0.0;
    smacs_text rest = text;
    const double wait = sum_amounts(text), until = wait > 0.0 ? wait : wire_moment_wait(text, now_ms);
    const bool number = until <= 0.0 && take_number(&rest, &seconds);
    return until > 0.0 ? until : number && rest.size == 0 && seconds < 1e9 ? 1000.0 * seconds : 0.0;
}

/* ---- words ---- */

/* A member of JSON with a number and no unit: *ms is the size of one. */
static bool skip_member(smacs_text *text, double *ms) {
    static const char *const milliseconds[] = {"\"retry_after_ms\":", "\"retryafterms\":", NULL};
    static const char *const seconds[] = {"\"retry_after\":",
                                          "\"retryafter\":",
                                          "\"retrydelay\":",
                                          "\"retry_after_seconds\":",
                                          "\"retry-after\":",
                                          "\"x-ratelimit-reset\":",
                                          NULL};
    const bool exact = skip_one(text, milliseconds);
    *ms = exact ? 1.0 : 1000.0;
    return exact || skip_one(text, seconds);
}

/* The value behind a member's name, up to where it ends. */
static double read_member(smacs_text text, double ms, double now_ms) {
    size_t size = 0;
    text = smacs_skip(text, " \"");
    while (size < text.size && !smacs_is_of(text.data[size], "\",}\n")) {
        size++;
    }
    return read_wait(smacs_text_before(text, size), now_ms) * ms / 1000.0;
}

/* Behind "again in", "wait", "again at" and their like. */
static bool skip_mark(smacs_text *text) {
    static const char *const what[] = {"again ", "retry ", "available ", "resets ", "reset ", "wait ", NULL};
    static const char *const how[] = {"in ", "after ", "at ", "until ", "for ", "on ", NULL};
    static const char *const about[] = {"at least ", "about ", "another ", NULL};
    const bool waits = smacs_text_begins_folded(*text, "wait ");
    if (!skip_one(text, what)) {
        return false;
    }
    skip_one(text, about);
    const bool said = skip_one(text, how);
    skip_one(text, about);
    return said || waits;
}

double wire_wait_in_words(smacs_text text, double now_ms) {
    text = smacs_text_before(text, READ_MAX);
    for (size_t at = 0; at < text.size; at++) {
        smacs_text rest = smacs_text_after(text, at);
        double ms = 0.0, wait = 0.0;
        if (rest.data[0] == '"' && skip_member(&rest, &ms)) {
            wait = read_member(smacs_text_before(rest, BEHIND_MAX), ms, now_ms);
        } else if (skip_mark(&rest)) {
            rest = smacs_text_trimmed(smacs_text_before(rest, BEHIND_MAX));
            wait = sum_amounts(rest);
            wait = wait > 0.0 ? wait : wire_moment_wait(rest, now_ms);
        }
        if (wait > 0.0) {
            return wait;
        }
    }
    return 0.0;
}

/* ---- headers ---- */

/* Where "reset" or "remaining" stands in a header's name; its size in *size. */
static size_t find_word(smacs_text name, size_t *size) {
    const size_t reset = smacs_text_find_folded(name, "reset");
    *size = reset < name.size ? 5 : 9;
    return reset < name.size ? reset : smacs_text_find_folded(name, "remaining");
}

static uint32_t hash_folded(uint32_t hash, smacs_text text) {
    for (size_t i = 0; i < text.size; i++) {
        hash = (hash ^ ((uint32_t)(unsigned char)text.data[i] | 0x20u)) * 16777619u;
    }
    return hash;
}

/* X-RateLimit-Reset-Tokens and its like, and what remains of the same. */
static void take_limit(wire_waits *waits, smacs_text name, smacs_text value, double now_ms) {
    size_t size = 0, at = find_word(name, &size), i = 0;
    if (smacs_text_find_folded(name, "ratelimit") == name.size || at == name.size) {
        return;
    }
    const uint32_t hash =
        hash_folded(hash_folded(2166136261u, smacs_text_before(name, at)), smacs_text_after(name, at + size));
    while (i < waits->count && waits->limits[i].name != hash) {
        i++;
    }
    if (i == sizeof waits->limits / sizeof *waits->limits) {
        return;
    }
    waits->count = i == waits->count ? waits->count + 1 : waits->count;
    waits->limits[i].name = hash;
    if (size == 5) {
        waits->limits[i].reset = read_wait(value, now_ms);
    } else {
        double remaining = 0.0;
        waits->limits[i].left = take_number(&value, &remaining) && remaining > 0.0;
    }
}

void wire_waits_take(wire_waits *waits, smacs_text line, double now_ms) {
    const size_t colon = smacs_text_find(line, ":");
    const smacs_text name = smacs_text_before(line, colon),
                     value = smacs_text_trimmed(smacs_text_after(line, colon + 1));
    if (smacs_text_begins(line, "HTTP/")) {
        *waits = (wire_waits){0};
    } else if (smacs_text_is_folded(name, "retry-after-ms") || smacs_text_is_folded(name, "x-ms-retry-after-ms")) {
        waits->exact = read_wait(value, now_ms) / 1000.0;
    } else if (smacs_text_is_folded(name, "retry-after")) {
        waits->after = read_wait(value, now_ms);
    } else {
        take_limit(waits, name, value, now_ms);
    }
}

double wire_waits_asked(const wire_waits *waits) { return waits->exact > 0.0 ? waits->exact : waits->after; }

double wire_waits_reset(const wire_waits *waits) {
    double longest = 0.0;
    for (uint32_t i = 0; i < waits->count; i++) {
        const bool counts = !waits->limits[i].left && waits->limits[i].reset > longest;
        longest = counts ? waits->limits[i].reset : longest;
    }
    return longest;
}
