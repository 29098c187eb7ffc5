/* Makes a bank record of one parsed JSON object, whichever of the published shapes it has. */
#ifndef SMACS_BANK_SHAPES_H
#define SMACS_BANK_SHAPES_H

#include "base/mem.h"
#include "base/names.h"
#include <cjson/cJSON.h>
#include <smacs/bank.h>

/* What is reused from one record to the next. Zero-initialise; free with smacs_shaper_free. */
typedef struct smacs_shaper {
    smacs_bank_score *scores;
    size_t score_capacity;
    smacs_names models; /* every model name met so far */
    struct smacs_shaper_seen {
        uint64_t record; /* number of the last record that had a cell for this model */
        double score;    /* NAN for null */
    } * seen;            /* [models.count] */
    size_t seen_capacity;
    uint64_t record;        /* counts from 1 */
    char number_id[32];     /* the id of a record whose id is a number */
    char number_answer[32]; /* likewise */
} smacs_shaper;

void smacs_shaper_free(const smacs_allocator *a, smacs_shaper *shaper);

/* Refuses a name or id with a control character of ASCII; the error's detail is what stands before it. Reports and tables
 * print names in their lines, where a line break could pass for another line. Errors: SCHEMA. */
smacs_status smacs_shape_names(const smacs_text names[], size_t count, smacs_error *error);

/* Fills *out but for line and column; the question's id is absent when the record has none, and source and benchmark
 * are `default_source` when it does not say them. Everything is borrowed from `tree`, `default_source` and `shaper`
 * until the next call. Errors: MEMORY, SCHEMA, DUPLICATE. */
smacs_status smacs_shape_record(const smacs_allocator *a, smacs_shaper *shaper, const cJSON *tree,
                                smacs_text default_source, smacs_bank_record *out, smacs_error *error);

#endif
