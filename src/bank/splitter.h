/* Cuts a stream of bytes into the JSON values that are records, without looking into them. */
#ifndef SMACS_BANK_SPLITTER_H
#define SMACS_BANK_SPLITTER_H

#include "base/mem.h"
#include <smacs/status.h>
#include <stdint.h>

/* Limits: bytes of one record, and cJSON's own nesting limit, reported here at the very bracket. */
#define SMACS_RECORD_MAX ((size_t)64 << 20)
#define SMACS_NESTING_MAX 1000

typedef struct smacs_place {
    uint64_t position; /* bytes from the start of the input */
    uint64_t line;     /* both 1-based; a byte order mark is not counted as a column */
    uint64_t column;
} smacs_place;

/* One record's text, NUL-terminated behind its end. `key` is its key in a top-level object, quoted and escaped as it
 * stands there; absent otherwise. */
typedef smacs_status (*smacs_splitter_sink)(void *context, smacs_text json, smacs_text key, smacs_place place,
                                            smacs_error *error);

typedef enum smacs_split_state {
    SMACS_SPLIT_START,   /* nothing but whitespace so far */
    SMACS_SPLIT_BETWEEN, /* in JSON Lines, before a record */
    SMACS_SPLIT_KEY,     /* in an object, before a key */
    SMACS_SPLIT_IN_KEY,
    SMACS_SPLIT_COLON,
    SMACS_SPLIT_VALUE, /* before a record that must come */
    SMACS_SPLIT_RECORD,
    SMACS_SPLIT_NEXT, /* in an array or object, before a comma or the end */
    SMACS_SPLIT_END   /* after the array or object */
} smacs_split_state;

typedef struct smacs_splitter {
    const smacs_allocator *a;
    smacs_splitter_sink sink;
    void *context;
    smacs_split_state state;
    char closer;         /* ']' or '}' of the top-level array or object; 0 in JSON Lines */
    bool undecided;      /* the first '{' may open a record or an object of records; `record` holds all since */
    bool may_close;      /* the array or object may end here: nothing or a record came before, not a comma */
    bool escaped;        /* the byte before was a backslash in a text */
    bool in_text;        /* inside a text of a record */
    uint32_t depth;      /* open brackets of the record */
    uint32_t mark_bytes; /* bytes of a byte order mark seen, 0..3 */
    uint64_t line;
    uint64_t line_start; /* position of the line's first byte */
    uint64_t position;
    smacs_place place; /* where the record begins */
    smacs_bytes record;
    smacs_bytes key;
} smacs_splitter;

void smacs_splitter_begin(smacs_splitter *s, const smacs_allocator *a, smacs_splitter_sink sink, void *context);
void smacs_splitter_free(smacs_splitter *s);

/* Errors: MEMORY, SYNTAX, TOO_LARGE; and the sink's. */
smacs_status smacs_splitter_feed(smacs_splitter *s, const char *bytes, size_t size, smacs_error *error);
smacs_status smacs_splitter_finish(smacs_splitter *s, smacs_error *error);

#endif
