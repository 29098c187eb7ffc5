/* Days of the calendar as one number each, 20261129. A month has 00 for its day (20261100), a year 0000 for both. */
#ifndef SMACS_BASE_DAY_H
#define SMACS_BASE_DAY_H

#include <smacs/status.h>
#include <stdbool.h>
#include <stdint.h>

/* Whether it is a day, month or year from 2000 to 2099. */
bool smacs_is_day(uint32_t day);

/* Reads YYYY-MM-DD, YYYY-MM or YYYY at the start of a text, as many parts as there are. Returns how many bytes it took,
 * 0 if it is no such date. */
size_t smacs_day_read(smacs_text text, uint32_t *day);

/* Days from 2000-01-01 to it, or to the middle of a month or year. It must be a day. */
uint32_t smacs_days_since_2000(uint32_t day);

#endif
