/* Levels of models that no bank knows, from published scores: section 6 of the method.
 *
 * One table has a row for each model; its columns are public benchmarks and the kinds of question that an index has. A
 * cell is a logit (a rating: the number itself), standardised by column. The fit says
 *
 *     z_mj = o_j + s_j a_m + v_j u_m        offset, slope and loading of column j; ability and factor of model m
 *
 * (a low-rank model as in BenchPress, arXiv 2606.24020). The columns' numbers stay with the index. A model's own two are
 * solved for when the index is opened, from whatever scores its card has; where the scores say little, a_m is drawn to
 * what size, release and family let one expect, u_m to 0. */
#ifndef SMACS_PUBLISHED_H
#define SMACS_PUBLISHED_H

#include <smacs/allocator.h>
#include <smacs/export.h>
#include <smacs/status.h>
#include <stdbool.h>
#include <stdint.h>

SMACS_API_BEGIN

#define SMACS_CARD_ERRORS 9    /* by number of known scores: 0, 1, .. 8 or more */
#define SMACS_CARD_ABILITIES 6 /* coefficients of the ability that size, release and effort let one expect */

typedef enum smacs_unit {
    SMACS_UNIT_PERCENT = 0, /* from 0 to 100; the column is of logits */
    SMACS_UNIT_RATING = 1   /* from 0 up; the column is of the numbers themselves */
} smacs_unit;

/* What the fit knows of a column. */
typedef struct smacs_scale {
    double mean, deviation; /* of the column before it is standardised; deviation below 0: lower scores are better */
    double offset;          /* o_j */
    double noise; /* how much its cells stray from the fit: above 0, 1 is usual. A known score counts 1 / noise^2; of a
                     kind, the error of a level grows with it */
    double slope, loading; /* s_j, v_j */
} smacs_scale;

typedef struct smacs_benchmark {
    smacs_text name; /* "MMLU-Pro (benchpress)": the source's file stands in brackets */
    smacs_unit unit;
    smacs_scale scale;
} smacs_benchmark;

/* A kind of question: a group of the index (smacs_index_group), known by the labels of its questions. */
typedef struct smacs_kind {
    smacs_text source, benchmark, category;
    smacs_scale scale;
} smacs_kind;

typedef struct smacs_family {
    smacs_text name;
    double ability; /* how much abler its models are than their size and date say */
} smacs_family;

typedef struct smacs_fit {
    const smacs_benchmark *benchmarks; /* [benchmark_count] */
    size_t benchmark_count;
    const smacs_kind *kinds; /* [kind_count] */
    size_t kind_count;
    const smacs_family *families; /* [family_count] */
    size_t family_count;
    double ridge_ability, ridge_factor; /* how strongly a_m and u_m are drawn to what is expected; above 0 */
    double errors[SMACS_CARD_ERRORS];   /* mean error of a kind's standardised level, by number of known scores */
    /* Of log2 of the parameters in billions, of their being unknown, of years since 2024, of the release being unknown,
     * of reasoning; and a constant. */
    double abilities[SMACS_CARD_ABILITIES];
} smacs_fit;

typedef struct smacs_card_score {
    smacs_text benchmark; /* as the fit names it, or without the brackets at its end; case, spaces and marks ignored */
    double score;
} smacs_card_score;

/* What is published of one model. A zeroed card says nothing. */
typedef struct smacs_card {
    const smacs_card_score *scores; /* [score_count] */
    size_t score_count;
    smacs_text family;   /* absent, or one that the fit does not know: none */
    double parameters_b; /* in billions; 0: unknown */
    smacs_text released; /* YYYY-MM-DD, or the beginning of that; absent: unknown */
    bool reasons;        /* its scores were made thinking */
} smacs_card;

/* ---- tables of published scores ----
 *
 * CSV (RFC 4180) in UTF-8, with or without a byte-order mark, with a header, columns in any order. Either a line has
 * one score: columns model, benchmark and score; setting and reasoning may say whether the model thought, release when
 * it came out (a date as 2025-07-01, 2025-07 or 2025); others are left alone. Or a line has a model and its scores:
 * column model, and each other column is a benchmark, empty where there is no score. In both, a column name may have
 * another name of the model, for catalogs that do not know the first.
 * If no score of a file is above 1, they are shares; otherwise percent, and ratings where a benchmark has more than 100. */

typedef struct smacs_published smacs_published;

/* A mutable handle for any number of files, one thread at a time. Errors: MEMORY. */
smacs_status smacs_published_create(const smacs_allocator *allocator, smacs_published **out, smacs_error *error);
void smacs_published_free(smacs_published *table);

/* Begins a file; `source` stands in brackets behind the names of its benchmarks, because two sources of one benchmark
 * are two columns. Copied. Errors: MEMORY. */
smacs_status smacs_published_begin(smacs_published *table, smacs_text source, smacs_error *error);

/* Says that the file that was begun last has scores made without thinking, where its rows do not say: those of a harness
 * that gives a model no room to think. A model that always thinks gets none of them. NULL does nothing. */
void smacs_published_unthinking(smacs_published *table);

/* Says that its scores are of calls without settings, where its rows do not say: they belong to the model that such a call
 * gets, whatever its maker's published results are of. NULL does nothing. */
void smacs_published_as_called(smacs_published *table);

/* Takes the file's next bytes, cut anywhere. Errors, with the line: MEMORY, SYNTAX (quotes, control characters), SCHEMA
 * (columns that are missing, a line with more or fewer fields, a score that is no number from 0 to 1e7, a release that
 * is no date), TOO_LARGE (a line of more than 1 MiB). After an error the table can only be freed. */
smacs_status smacs_published_feed(smacs_published *table, const void *bytes, size_t size, smacs_error *error);

/* Ends the file. Errors: those of its last line, EMPTY (it has no score). */
smacs_status smacs_published_end(smacs_published *table, smacs_error *error);

typedef enum smacs_thought {
    SMACS_THOUGHT_UNKNOWN, /* of the maker's best setting */
    SMACS_THOUGHT_NOT,
    SMACS_THOUGHT,
    SMACS_THOUGHT_AS_CALLED /* as it does when a call says nothing about it */
} smacs_thought;

/* One score. Texts are borrowed from the table until the next file begins. */
typedef struct smacs_published_row {
    smacs_text model;     /* as the file names it */
    smacs_text name;      /* its other name there; absent: it has none */
    smacs_text benchmark; /* with its source in brackets */
    uint32_t column;      /* number of the benchmark, from 0 in order of arrival */
    double score;         /* in percent, or a rating */
    smacs_thought thought;
    smacs_text released; /* as the file gives it; absent: it does not */
} smacs_published_row;

/* How many rows are of a model and benchmark, thinking or not, that have a row already. Their mean counts: some tables
 * list a model at two precisions. */
size_t smacs_published_repeated(const smacs_published *table);

size_t smacs_published_count(const smacs_published *table);                        /* rows */
smacs_published_row smacs_published_get(const smacs_published *table, size_t i);   /* i < count */
uint32_t smacs_published_benchmarks(const smacs_published *table);                 /* columns */
smacs_unit smacs_published_unit(const smacs_published *table, uint32_t benchmark); /* benchmark < benchmarks */

SMACS_API_END

#endif
