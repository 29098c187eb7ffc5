/* Makes what comes over the wire fit to be kept. */
#ifndef SMACS_WIRE_MEND_H
#define SMACS_WIRE_MEND_H

#include "base/mem.h"
#include "json/writer.h"

/* Parses JSON with U+FFFD for each escaped U+0000 and each half of a surrogate pair. NULL: it is no JSON. */
cJSON *wire_mend_parse(const smacs_allocator *a, smacs_text body);

/* Appends the text with "[key]" wherever the key stands; `key` may be NULL. Nothing else comes of an empty text. */
void wire_append_without_key(const smacs_allocator *a, smacs_bytes *out, smacs_text text, const char *key);

/* The start of a text as one line without control characters, NUL-terminated; returns its length. */
size_t wire_one_line(smacs_text text, char *out, size_t capacity);

#endif
