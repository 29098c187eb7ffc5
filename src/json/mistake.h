/* Where a text stops being JSON. */
#ifndef SMACS_JSON_MISTAKE_H
#define SMACS_JSON_MISTAKE_H

#include <smacs/status.h>
#include <stddef.h>
#include <stdint.h>

/* The first byte that cannot stand where it does; the text's size if the text ends too early. SIZE_MAX: a JSON value
 * begins the text, so that cJSON can only have failed for want of memory. Takes what cJSON takes: a byte order mark,
 * brackets 1000 deep, numbers as strtod reads them. */
size_t smacs_json_mistake(smacs_text json);

/* The number that four hexadecimal digits at `at` write, as in \uXXXX; UINT32_MAX: others stand there, which cJSON takes
 * for 0000. */
uint32_t smacs_json_unit(smacs_text json, size_t at);

#endif
