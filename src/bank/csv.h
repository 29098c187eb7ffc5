/* Tables as CSV (RFC 4180), a piece at a time: a record is handed on as soon as its line ends. */
#ifndef SMACS_BANK_CSV_H
#define SMACS_BANK_CSV_H

#include "base/mem.h"
#include <smacs/status.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum smacs_csv_state {
    SMACS_CSV_BEGIN, /* of a field */
    SMACS_CSV_PLAIN,
    SMACS_CSV_QUOTED,
    SMACS_CSV_QUOTE /* seen within quotes */
} smacs_csv_state;

typedef struct smacs_csv smacs_csv;

/* Takes a record, whose fields smacs_csv_field gives during the call. */
typedef smacs_status (*smacs_csv_sink)(void *context, smacs_csv *table, smacs_error *error);

struct smacs_csv {
    const smacs_allocator *a;
    smacs_csv_sink sink;
    void *context;
    char delimiter;
    size_t most; /* bytes of a record */
    smacs_csv_state state;
    bool returned;    /* the last byte was a carriage return outside quotes */
    smacs_bytes text; /* of the record's fields, without quotes */
    size_t *ends;     /* [fields] */
    size_t end_capacity;
    uint32_t fields;
    uint64_t line, began; /* from 1: this one, and the one in which the record began */
    uint64_t records;     /* handed on */
};

/* Begins a file, or another one. Zero-initialise before the first; free with smacs_csv_free. */
void smacs_csv_begin(smacs_csv *table, const smacs_allocator *a, char delimiter, size_t most, smacs_csv_sink sink,
                     void *context);
void smacs_csv_free(smacs_csv *table);

/* Lines end with LF, CR LF or CR. Blank lines are no records; a byte order mark is skipped. Errors: MEMORY, SYNTAX and TOO_LARGE with the line in which
 * the record begins; and the sink's. */
smacs_status smacs_csv_feed(smacs_csv *table, const char *bytes, size_t size, smacs_error *error);
/* Ends the file. Errors: as above, and SYNTAX within quotes. */
smacs_status smacs_csv_end(smacs_csv *table, smacs_error *error);

/* Field i < fields without spaces around it; absent for i < 0. */
smacs_text smacs_csv_field(const smacs_csv *table, int i);

/* Fills an error with the line in which the record begins, and returns `status`. */
smacs_status smacs_csv_fail(const smacs_csv *table, smacs_status status, const char *message, smacs_text detail,
                            smacs_error *error);

#endif
