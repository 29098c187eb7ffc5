/* Assembling score indexes: question banks -> an index, scores of one model -> a column, several indexes -> one.
 *
 *     smacs_assembly_begin or _extend -> smacs_assembly_take (each bank record) -> smacs_assembly_finish -> .smx
 *
 * What a record means is decided here and nowhere else, so that the command and the module in a page make the same file
 * from the same bank. */
#ifndef SMACS_ASSEMBLE_H
#define SMACS_ASSEMBLE_H

#include <smacs/bank.h>
#include <smacs/builder.h>
#include <smacs/embedder.h>
#include <smacs/export.h>
#include <smacs/index.h>
#include <smacs/published.h>
#include <stdbool.h>

SMACS_API_BEGIN

/* A mutable handle; one thread at a time. */
typedef struct smacs_assembly smacs_assembly;

/* ---- published scores ---- */

/* A zeroed struct is the default. All is borrowed for the call. */
typedef struct smacs_publish_options {
    const smacs_catalog
        *catalog; /* unites names, and knows families, sizes and releases; NULL: names stand as they are */
    bool (*uses)(void *context,
                 smacs_text benchmark); /* false leaves a benchmark of the tables out; NULL: all are used */
    void *context;
} smacs_publish_options;

/* Fits `published` to the levels of `index`, and gives the fit and a card for each of its models to `builder`, which has
 * the same models in the same order. Takes about a second for each twenty models with both kinds of scores. Errors:
 * MEMORY, ARGUMENT. */
typedef smacs_status smacs_publisher(const smacs_allocator *allocator, const smacs_index *index,
                                     const smacs_published *published, const smacs_publish_options *options,
                                     smacs_builder *builder, smacs_error *error);
smacs_status smacs_publish(const smacs_allocator *allocator, const smacs_index *index, const smacs_published *published,
                           const smacs_publish_options *options, smacs_builder *builder, smacs_error *error);

/* ---- assembling ---- */

/* How a new index is made. A zeroed struct is the default: all models under the names that the banks give them, vectors
 * rounded, no texts but a few key words for each question. Everything is borrowed until smacs_assembly_free. */
typedef struct smacs_assembly_options {
    bool with_text;     /* store the texts of questions, and no key words */
    bool no_keywords;   /* store no key words either (src/assemble/README.md) */
    bool exact_vectors; /* do not round vectors (smacs_builder_round): a larger file, to compare with */
    bool only_catalog;  /* leave out models that the catalog does not know */
    const smacs_catalog
        *catalog; /* gives models their canonical names and facts; NULL: names stay, and there are no facts */
    smacs_index_dates dates;  /* of the index; zeroed: not known */
    const smacs_text *models; /* [model_count] keep these models only, by either name; NULL: all */
    size_t model_count;
    const smacs_text *small_talk; /* [small_talk_count] texts that ask nothing, in the languages of the users: questions
                                     like them are told to be like none (smacs_route.closeness); NULL: none */
    size_t small_talk_count;
    const smacs_published *published; /* published scores: fitted to the bank's, and a card for each model. Models that
                                         only the tables or, by their facts, the catalog know are added without scores;
                                         NULL: none */
    smacs_publisher *publish; /* smacs_publish where there are such; named by who builds with published scores, so that
                                 a module which does not is spared the fit */
    bool (*keeps)(void *context, smacs_text name,
                  smacs_text canonical); /* false leaves a model out; NULL: all are kept */
    void *context;
} smacs_assembly_options;

/* What has come of the records so far. */
typedef struct smacs_assembly_counts {
    uint64_t records;         /* that were taken */
    uint64_t unscored;        /* of these, without a score to take: they left no trace */
    uint64_t repeated;        /* questions of a new index that have the text of another one, under another id */
    uint64_t cells;           /* scores that were taken, those that were there before among them */
    uint32_t models;          /* of the index as it is now */
    uint32_t models_left_out; /* names that the options left out */
} smacs_assembly_counts;

/* Begins an index whose vectors `embedder` makes; it is borrowed until smacs_assembly_free. `options` NULL: the
 * default.
 * Errors: MEMORY, ARGUMENT (no embedder). */
smacs_status smacs_assembly_begin(const smacs_allocator *allocator, const smacs_embedder *embedder,
                                  const smacs_assembly_options *options, smacs_assembly **out, smacs_error *error);

/* Begins an index whose vectors a model outside makes (smacs/vector.h): `model` is its name, and each of its vectors has
 * so many numbers. Questions come with their vectors, by smacs_assembly_take_vector. Of the options, small_talk is not
 * for such an index: smacs_assembly_small_talk takes the vectors of such texts. Errors: MEMORY, ARGUMENT (no name, no
 * numbers or too many, small_talk). */
smacs_status smacs_assembly_begin_outside(const smacs_allocator *allocator, smacs_text model, uint32_t numbers,
                                          const smacs_assembly_options *options, smacs_assembly **out,
                                          smacs_error *error);

/* Begins a copy of `index` with scores of one model: of the one that the index knows by this name or, by its facts, by
 * another one, else of a new model. `catalog`: facts of a new model; NULL: it has none. `replace`: scores that are
 * there are overwritten; otherwise another score for the same cell is an error. All is borrowed until
 * smacs_assembly_free.
 * Errors: MEMORY, ARGUMENT (no index, an empty name), SCHEMA (a name with a line break or another control character),
 * TOO_LARGE. */
smacs_status smacs_assembly_extend(const smacs_allocator *allocator, const smacs_index *index, smacs_text model,
                                   const smacs_catalog *catalog, bool replace, smacs_assembly **out,
                                   smacs_error *error);

void smacs_assembly_free(smacs_assembly *assembly);

/* Takes a record. It is a smacs_bank_sink whose context is the assembly.
 * A new index takes the question and the scores of the models that are kept; without any of these the record is counted
 * and leaves no trace. Errors: MEMORY, SCHEMA (no question, or a score without a model), DUPLICATE (the same id with
 * another question, the same cell with another score), TOO_LARGE.
 * A column takes the record's score of its model, or its one score without a model. Errors: NOT_FOUND (the index has no
 * question of this id), DUPLICATE, MEMORY. After an error the assembly can only be freed. */
smacs_status smacs_assembly_take(void *assembly, const smacs_bank_record *record, smacs_error *error);

/* The same with the vector of the record's question, as smacs_vector_of made it: for an index whose vectors a model
 * outside makes, which takes no record without. Further error: ARGUMENT (an index of another kind). */
smacs_status smacs_assembly_take_vector(smacs_assembly *assembly, const smacs_bank_record *record, const int8_t *vector,
                                        smacs_error *error);

/* Adds the vector of a text that asks nothing, to a new index. Errors: MEMORY, ARGUMENT, TOO_LARGE. */
smacs_status smacs_assembly_small_talk(smacs_assembly *assembly, const int8_t *vector, smacs_error *error);

smacs_assembly_counts smacs_assembly_count(const smacs_assembly *assembly);

/* The id of the first question that repeats the text of another one; absent: none does. Borrowed from the assembly. */
smacs_text smacs_assembly_repeated(const smacs_assembly *assembly);

/* Whether a score of model `i` of the options' models has come. */
bool smacs_assembly_met(const smacs_assembly *assembly, size_t i);

/* The column's model under the name that the index has for it; absent for a new index. Borrowed from the assembly. */
smacs_text smacs_assembly_model(const smacs_assembly *assembly);

/* Gives the column's model a card, in place of the one it has; then a column may have no score. Errors: those of
 * smacs_builder_card, and ARGUMENT for a new index. */
smacs_status smacs_assembly_card(smacs_assembly *assembly, const smacs_card *card, smacs_error *error);

/* Writes the index file into *bytes [*size], freed with smacs_free. Errors: MEMORY, EMPTY (no question, or neither score
 * nor card of the column's model), TOO_LARGE. */
smacs_status smacs_assembly_finish(smacs_assembly *assembly, void **bytes, size_t *size, smacs_error *error);

/* The index with further models that have a card and no scores: `json` is an array of {"name", "family"?,
 * "parameters_b"?, "released"?: "YYYY-MM-DD" or the beginning of that, "reasons"?: bool, "scores"?: {benchmark:
 * number}}. smacs_card says what each means; scores on benchmarks that the fit does not know are left out. Writes the
 * file into *bytes [*size], freed with smacs_free. Errors: MEMORY, SYNTAX, SCHEMA, DUPLICATE (the index has a model of
 * this name), and those of smacs_builder_card: ARGUMENT where the index has no fit to published scores, so that nothing
 * can be made of a card. */
smacs_status smacs_assembly_add_cards(const smacs_allocator *allocator, const smacs_index *index, smacs_text json,
                                      void **bytes, size_t *size, smacs_error *error);

/* Joins indexes [count] of one embedder: models by name, questions by id. A model's facts are those of the first index
 * that has some. Texts are stored if one of the indexes has them. *failed (may be NULL) receives the number of the
 * index at fault, `count` if none is. Errors: MEMORY, ARGUMENT (count 0), MISMATCH (embedders), DUPLICATE,
 * TOO_LARGE. */
smacs_status smacs_assembly_merge(const smacs_allocator *allocator, const smacs_index *const *indexes, size_t count,
                                  size_t *failed, void **bytes, size_t *size, smacs_error *error);

/* The model that a row of the tables is of: makers publish their best setting, so it may be an effort variant of the
 * model named; of a row that says that it did not think it is the model or variant that does not. The row's own name
 * where the catalog (or NULL) does not know it. Absent where the row did not think and the model always does. */
smacs_text smacs_published_model(const smacs_catalog *catalog, const smacs_published_row *row);

SMACS_API_END

#endif
