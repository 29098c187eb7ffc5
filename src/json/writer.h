/* Writes JSON text into memory of a handle's allocator, and checks JSON text that comes in.
 *
 * Numbers are printed as JavaScript prints them: the fewest digits that read back to the same double. Text that is not
 * UTF-8 is written with U+FFFD in place of each bad byte, so that what comes out is always JSON. */
#ifndef SMACS_JSON_WRITER_H
#define SMACS_JSON_WRITER_H

#include "base/mem.h"
#include <cjson/cJSON.h>
#include <smacs/status.h>
#include <stdint.h>

/* Characters that the longest double takes ("-1.2345678901234567e-308"), with the NUL. */
#define SMACS_NUMBER_MAX 32

/* Prints `value`; NaN and infinities give "null". Returns the length without the NUL. */
size_t smacs_number_print(double value, char out[SMACS_NUMBER_MAX]);

/* The double nearest to the decimal that begins `text`, ties to even; of more than 64 digits the rest is left out. *end
 * is where it ends, or `text` if there is none. As strtod, without blanks, hexadecimals and names. */
double smacs_number_read(const char *text, char **end);

typedef struct smacs_json_writer {
    const smacs_allocator *a;
    smacs_bytes out;
    bool follows; /* a value precedes at this level, so a comma is due */
} smacs_json_writer;

void smacs_json_begin(smacs_json_writer *w, const smacs_allocator *a);
void smacs_json_open(smacs_json_writer *w, char bracket);  /* '{' or '[' */
void smacs_json_close(smacs_json_writer *w, char bracket); /* '}' or ']' */
void smacs_json_key(smacs_json_writer *w, smacs_text key);
void smacs_json_text(smacs_json_writer *w, smacs_text text); /* absent gives null */
void smacs_json_number(smacs_json_writer *w, double value);
void smacs_json_integer(smacs_json_writer *w, uint64_t value);
void smacs_json_bool(smacs_json_writer *w, bool value);
void smacs_json_digest(smacs_json_writer *w, uint64_t digest); /* 16 hex digits as a string */
void smacs_json_tree(smacs_json_writer *w, const cJSON *tree); /* a parsed value, compact */

/* Hands the text out, NUL-terminated; *size leaves the NUL out. Errors: MEMORY, with nothing to free. */
smacs_status smacs_json_finish(smacs_json_writer *w, char **json, size_t *size);

/* The same as a tree, which is freed with cJSON_Delete. Errors: MEMORY, with nothing to free; those of smacs_json_parse
 * too, for a value that cannot be read. */
smacs_status smacs_json_finish_tree(smacs_json_writer *w, cJSON **tree, smacs_error *error);

/* Parses exactly one JSON value; whitespace around it is accepted. The tree is freed with cJSON_Delete. Refuses what
 * cJSON would let pass: control characters, and U+0000 inside texts, which C strings would cut there.
 * Errors: SYNTAX and SCHEMA (U+0000) with position, line and column counted from the text's start; MEMORY. */
smacs_status smacs_json_parse(smacs_text json, cJSON **tree, smacs_error *error);

/* Fills `error` (which may be NULL) with the place of byte `offset` in a text, and returns the status. `message` is in
 * constant storage. */
smacs_status smacs_json_fail_at(smacs_text json, size_t offset, smacs_status status, const char *message,
                                smacs_error *error);

#endif
