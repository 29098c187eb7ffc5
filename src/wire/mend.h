/* Sanitizes what comes over the wire, so that it can be shown and stored. */
#ifndef SMACS_WIRE_MEND_H
#define SMACS_WIRE_MEND_H

#include "base/mem.h"
#include "json/writer.h"

/* Parses JSON with U+FFFD for each escaped U+0000 and each half of a surrogate pair, and null for NaN and the
 * infinities. NULL: it is no JSON, or out of memory, which sets *starved and nothing clears. The caller frees the tree
 * with cJSON_Delete. */
cJSON *wire_mend_parse(const smacs_allocator *a, smacs_text body, bool *starved);

/* Appends the text, with "[key]" in place of the key, also as JSON or an address spells it; `key` may be NULL. A key of
 * less than 8 characters stays. */
void wire_append_without_key(const smacs_allocator *a, smacs_bytes *out, smacs_text text, const char *key);

/* Writes the start of a text as one line without control characters, NUL-terminated. Returns its length. */
size_t wire_one_line(smacs_text text, char *out, size_t capacity);

#endif
