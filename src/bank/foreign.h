/* Names what people give in place of JSON, and says what to do with it. All sentences are in constant storage and have
 * no final stop; NULL: nothing is known about it. */
#ifndef SMACS_BANK_FOREIGN_H
#define SMACS_BANK_FOREIGN_H

#include <cjson/cJSON.h>
#include <smacs/status.h>
#include <stdint.h>

/* How much of a file's beginning tells what it is, in bytes. */
#define SMACS_FOREIGN_HEAD 512

/* What a file is that begins with `head`, if it is no text in UTF-8: an archive, a picture, a text in UTF-16. */
const char *smacs_foreign_bytes(smacs_text head);

/* What a file is that begins with `head`: an archive, a table, a text in another encoding. Bytes that may begin JSON are
 * never foreign. */
const char *smacs_foreign_file(smacs_text head);

/* What stands at byte `position` of a text, where the JSON parser stopped: NaN, Python's spelling, a comment. */
const char *smacs_foreign_value(smacs_text json, uint64_t position);

/* What to do about a text that is not UTF-8; NULL: it is. *at (may be NULL): the byte that begins no character. */
const char *smacs_foreign_encoding(smacs_text text, size_t *at);

/* smacs_json_parse for texts of people: says what stands in place of JSON, and refuses what is not UTF-8. `error` is
 * not NULL. */
smacs_status smacs_foreign_parse(smacs_text json, cJSON **tree, smacs_error *error);

#endif
