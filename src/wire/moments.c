/* A time of day without a zone could be that of any place, so it is none; a date without one is taken as UTC. */
#include "wire/moments.h"
#include "answer/scan.h"

#include <math.h>

static const double second = 1000.0, minute = 60000.0, hour = 3600000.0, day = 86400000.0;

/* A time of day that is past by less than this is not tomorrow's: clocks differ. */
static const double slack = 600000.0;

/* Moves *text behind a number of `least` to `most` digits. */
static bool take_digits(smacs_text *text, size_t least, size_t most, double *value) {
    size_t size = 0;
    for (*value = 0.0; size <= most && smacs_is_digit(smacs_char_at(*text, size)); size++) {
        *value = 10.0 * *value + (text->data[size] - '0');
    }
    *text = smacs_text_after(*text, size);
    return size >= least && size <= most;
}

static bool take_one(smacs_text *text, const char *set) {
    const bool found = text->size > 0 && smacs_is_of(text->data[0], set);
    *text = smacs_text_after(*text, found);
    return found;
}

/* Days from 1970-01-01 to a day of the Gregorian calendar: years begin in March here, so that leap days end them
 * (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
static double days_since_1970(double year, double month, double of_month) {
    const double y = month <= 2.0 ? year - 1.0 : year, shifted = month <= 2.0 ? month + 9.0 : month - 3.0;
    return 365.0 * y + floor(y / 4.0) - floor(y / 100.0) + floor(y / 400.0) + floor((153.0 * shifted + 2.0) / 5.0) +
           of_month - 719469.0;
}

static bool is_month_day(double month, double of_month) {
    return month >= 1.0 && month <= 12.0 && of_month >= 1.0 && of_month <= 31.0;
}

/* Takes 14:05, 14:05:30 or 14:05:30.5, in milliseconds. */
static bool take_time(smacs_text *text, double *ms) {
    double hours = 0.0, minutes = 0.0, seconds = 0.0, part = 0.0;
    if (!take_digits(text, 1, 2, &hours) || !take_one(text, ":") || !take_digits(text, 2, 2, &minutes)) {
        return false;
    }
    if (take_one(text, ":") && !take_digits(text, 2, 2, &seconds)) {
        return false;
    }
    if (smacs_char_at(*text, 0) == '.' && smacs_is_digit(smacs_char_at(*text, 1))) {
        take_one(text, ".");
        for (double unit = 100.0; text->size > 0 && smacs_is_digit(text->data[0]); unit /= 10.0) {
            part += unit * (text->data[0] - '0');
            *text = smacs_text_after(*text, 1);
        }
    }
    *ms = hours * hour + minutes * minute + seconds * second + part;
    return hours < 25.0 && minutes < 60.0 && seconds < 61.0;
}

/* Takes Z, UTC, GMT or +02:00; *ms is what the zone is ahead. False: there is none. */
static bool take_zone(smacs_text *text, double *ms) {
    static const char *const names[] = {"z", "utc", "gmt", "(utc", "(gmt"};
    double hours = 0.0, minutes = 0.0;
    *ms = 0.0;
    take_one(text, " ");
    const bool behind = smacs_char_at(*text, 0) == '-';
    if (take_one(text, "+-")) {
        const bool read =
            take_digits(text, 2, 2, &hours) && (take_one(text, ":") || true) && take_digits(text, 2, 2, &minutes);
        *ms = (behind ? -1.0 : 1.0) * (hours * hour + minutes * minute);
        return read;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const size_t size = strlen(names[i]);
        if (smacs_text_begins_folded(*text, names[i]) && !smacs_is_word_byte(smacs_char_at(*text, size))) {
            return true;
        }
    }
    return false;
}

static bool read_iso(smacs_text text, double *at) {
    double year = 0.0, month = 0.0, of_month = 0.0, time = 0.0, ahead = 0.0;
    const bool read = take_digits(&text, 4, 4, &year) && take_one(&text, "-") && take_digits(&text, 2, 2, &month) &&
                      take_one(&text, "-") && take_digits(&text, 2, 2, &of_month) && take_one(&text, "Tt ") &&
                      take_time(&text, &time) && is_month_day(month, of_month);
    take_zone(&text, &ahead);
    *at = days_since_1970(year, month, of_month) * day + time - ahead;
    return read;
}

/* Mon, 30 Nov 2026 14:05:00 GMT */
static bool read_http(smacs_text text, double *at) {
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    double year = 0.0, month = 0.0, of_month = 0.0, time = 0.0, ahead = 0.0;
    for (int i = 0; i < 3; i++) {
        if (!smacs_is_letter(smacs_char_at(text, 0))) {
            return false;
        }
        text = smacs_text_after(text, 1);
    }
    if (!take_one(&text, ",") || !take_one(&text, " ") || !take_digits(&text, 1, 2, &of_month) ||
        !take_one(&text, " ")) {
        return false;
    }
    for (size_t i = 0; i < 12; i++) {
        month = smacs_text_begins_folded(text, months[i]) ? (double)i + 1.0 : month;
    }
    text = smacs_text_after(text, 3);
    if (!take_one(&text, " ") || !take_digits(&text, 4, 4, &year) || !take_one(&text, " ") ||
        !take_time(&text, &time) || !take_zone(&text, &ahead)) {
        return false;
    }
    *at = days_since_1970(year, month, of_month) * day + time - ahead;
    return is_month_day(month, of_month);
}

/* Seconds or milliseconds since 1970: no wait has ten digits. */
static bool read_epoch(smacs_text text, double *at) {
    size_t size = 0;
    while (smacs_is_digit(smacs_char_at(text, size))) {
        size++;
    }
    return (size == 10 || size == 13) && take_digits(&text, size, size, at) && (*at *= size == 10 ? second : 1.0) > 0.0;
}

/* 14:05 UTC or 2:05 PM UTC: the next time that it is this late. */
static bool read_clock(smacs_text text, double now_ms, double *at) {
    double time = 0.0, ahead = 0.0;
    if (!take_time(&text, &time)) {
        return false;
    }
    const smacs_text rest = smacs_text_after(text, smacs_char_at(text, 0) == ' ');
    const bool pm = smacs_text_begins_folded(rest, "pm"), am = smacs_text_begins_folded(rest, "am");
    if (am || pm) {
        time += (pm && time < 12.0 * hour ? 12.0 : am && time >= 12.0 * hour ? -12.0 : 0.0) * hour;
        text = smacs_text_after(rest, 2);
    }
    *at = floor(now_ms / day) * day + time;
    *at += *at + slack < now_ms ? day : 0.0;
    return take_zone(&text, &ahead) && ahead >= 0.0 && ahead <= 0.0;
}

double wire_moment_wait(smacs_text text, double now_ms) {
    double at = 0.0;
    const bool read =
        read_iso(text, &at) || read_http(text, &at) || read_epoch(text, &at) || read_clock(text, now_ms, &at);
    return read && at > now_ms ? at - now_ms : 0.0;
}
