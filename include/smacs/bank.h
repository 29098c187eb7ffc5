/* Reads question banks, a piece at a time, from any of the published shapes:
 *  - JSON Lines {"id", "source", "benchmark", "category"?, "question", "answer"?, "scores": {model: 0..1}}
 *  - the SMACS authors' union bank: {"question", "src", "src_subject"?, "model_res": {model: {"is_correct"}}}, as the
 *    values of one JSON object (its keys are the ids), the elements of one JSON array, or one a line
 *  - router-benchmark lines {"query", "records": {model: score}}
 *  - {"id", "score"} lines: one model's column, for smacs index add
 *  - {"id"?, "question", "answer"}: questions to ask a model, for smacs calibrate
 * The shape is told by each record's own fields. Nothing is skipped silently: a record that fits none is an error that
 * names its line and column, and so is an id or name (of a model, source, benchmark or category) with a control character of
 * ASCII.
 */
#ifndef SMACS_BANK_H
#define SMACS_BANK_H

#include <smacs/allocator.h>
#include <smacs/export.h>
#include <smacs/index.h>
#include <smacs/status.h>
#include <stdbool.h>

SMACS_API_BEGIN

typedef struct smacs_bank_reader smacs_bank_reader;

typedef struct smacs_bank_score {
    smacs_text model; /* {NULL, 0} for the "score" of a one-model record */
    float score;      /* in [0, 1] */
} smacs_bank_score;

/* One record. Everything is borrowed and valid only during the callback. */
typedef struct smacs_bank_record {
    /* Its id is made from source and place ("bank/17") if none is given; its text is absent only in one-model
     * records. */
    smacs_question question;
    smacs_text answer;              /* the expected answer, if given as text or number */
    const smacs_bank_score *scores; /* [score_count] in file order, null cells left out */
    size_t score_count;
    uint64_t line; /* where the record begins, 1-based */
    uint64_t column;
} smacs_bank_record;

/* Takes one record. Return SMACS_OK to go on; any other status stops the reader with that status. `error` is never
 * NULL: fill it (all but line and column, which the reader sets to the record's when they are 0) when returning one. */
typedef smacs_status (*smacs_bank_sink)(void *context, const smacs_bank_record *record, smacs_error *error);

/* A mutable handle, one thread at a time. `default_source` names records that do not say their source, and begins
 * made-up ids; copied. A record may be at most 64 MiB. Errors: MEMORY. */
smacs_status smacs_bank_reader_create(const smacs_allocator *allocator, smacs_text default_source, smacs_bank_sink sink,
                                      void *context, smacs_bank_reader **out, smacs_error *error);
void smacs_bank_reader_free(smacs_bank_reader *reader);

/* Takes the next `size` bytes of the file, cut anywhere, and calls the sink for each record they complete.
 * Errors: MEMORY, SYNTAX, SCHEMA, TOO_LARGE with line, column and position; and the sink's. After an error the reader
 * can only be freed. */
smacs_status smacs_bank_reader_feed(smacs_bank_reader *reader, const void *bytes, size_t size, smacs_error *error);

/* Ends the input. Errors: SYNTAX (it ends inside a record), EMPTY (it held none). */
smacs_status smacs_bank_reader_finish(smacs_bank_reader *reader, smacs_error *error);

/* A catalog: facts about models, and all the names each is known by (see src/bank/README.md for its JSON). */
typedef struct smacs_catalog smacs_catalog;
smacs_status smacs_catalog_parse(const smacs_allocator *allocator, smacs_text json, smacs_catalog **out,
                                 smacs_error *error);
void smacs_catalog_free(smacs_catalog *catalog);

/* Canonical name for `name` (itself, an alias, or a hosted id; ASCII case ignored); absent when the catalog does not
 * know it. */
smacs_text smacs_catalog_resolve(const smacs_catalog *catalog, smacs_text name);

/* Canonical name of what a maker's published result under `name` is of. Makers publish their best setting, so it may be
 * an effort variant of the model that `name` means; otherwise that model. Absent when the catalog does not know `name`.
 */
smacs_text smacs_catalog_published(const smacs_catalog *catalog, smacs_text name);

/* The same of a result that was made without thinking: the model that `name` means, or the variant of it that does not
 * think. Absent when the catalog does not know `name`, and when the model only thinks: the result tells nothing of it. */
smacs_text smacs_catalog_unthinking(const smacs_catalog *catalog, smacs_text name);

/* Whether the catalog says that the weights of `name`, or of the model that it is a variant of, are open. */
bool smacs_catalog_is_open(const smacs_catalog *catalog, smacs_text name);

/* What the catalog says of one model; texts are absent and numbers 0 where it says nothing. Borrowed from it. */
typedef struct smacs_catalog_facts {
    smacs_text name, family, maker;
    smacs_text released; /* a day, YYYY-MM-DD, or the beginning of one */
    smacs_text effort;   /* how much it thinks; absent: it cannot */
    double parameters_b; /* in billions */
} smacs_catalog_facts;

size_t smacs_catalog_count(const smacs_catalog *catalog);

/* Of model i < count. What an effort variant does not say of itself is what its base says. */
smacs_catalog_facts smacs_catalog_describe(const smacs_catalog *catalog, size_t i);

/* Number of the model called `name`, or count: there is none. */
size_t smacs_catalog_find(const smacs_catalog *catalog, smacs_text name);

/* The catalog's entries for `models` [count], in that order, as a JSON array text to be freed with smacs_free and this
 * allocator; models that the catalog does not know get {"name"} alone. For smacs_builder_model_facts. Errors:
 * MEMORY. */
smacs_status smacs_catalog_select(const smacs_allocator *allocator, const smacs_catalog *catalog,
                                  const smacs_text *models, size_t count, char **json, size_t *size,
                                  smacs_error *error);

SMACS_API_END

#endif
