/* The one calendar of the core. From 2000 to 2099 every fourth year is a leap year. */
#include "base/day.h"

#include "base/text.h"

static uint32_t length_of(uint32_t year, uint32_t month) {
    return month == 2 ? 28 + (year % 4 == 0) : 30 + (month + month / 8) % 2;
}

bool smacs_is_day(uint32_t day) {
    const uint32_t year = day / 10000, month = day / 100 % 100, of_month = day % 100;
    return year >= 2000 && year <= 2099 && month <= 12 && of_month <= (month ? length_of(year, month) : 0);
}

size_t smacs_day_read(smacs_text text, uint32_t *day) {
    uint32_t value = 0, unit = 10000;
    size_t at = 0;
    for (size_t digits = 4; unit > 0; digits = 2, unit /= 100) {
        const size_t start = at ? at + 1 : 0;
        if (start + digits > text.size || (at && text.data[at] != '-')) {
            break;
        }
        const uint32_t part = smacs_text_number(text.data + start, digits);
        if (part == UINT32_MAX || part == 0) {
            return 0;
        }
        value += part * unit;
        at = start + digits;
    }
    *day = value;
    return smacs_is_day(value) ? at : 0;
}

uint32_t smacs_days_since_2000(uint32_t day) {
    const uint32_t year = day / 10000, month = day / 100 % 100, of_month = day % 100;
    uint32_t days = 365 * (year - 2000) + (year - 2000 + 3) / 4;
    for (uint32_t m = 1; m < (month ? month : 7); m++) {
        days += length_of(year, m);
    }
    return days + (of_month ? of_month : month ? 15 : 1) - 1;
}
