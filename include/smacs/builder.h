/* Makes score indexes (.smx): from vectors and scores, and from other indexes (add a model, merge). */
#ifndef SMACS_BUILDER_H
#define SMACS_BUILDER_H

#include <smacs/allocator.h>
#include <smacs/export.h>
#include <smacs/index.h>
#include <smacs/published.h>
#include <smacs/status.h>

SMACS_API_BEGIN

typedef struct smacs_builder smacs_builder;

/* A mutable handle, one thread at a time, for an index whose vectors [dim] come from the embedder with this digest and
 * name. `with_text` stores question texts. Errors: MEMORY, ARGUMENT (dim outside the format's limits). */
smacs_status smacs_builder_create(const smacs_allocator *allocator, uint32_t dim, uint64_t embedder_digest,
                                  smacs_text embedder_name, bool with_text, smacs_builder **out, smacs_error *error);
void smacs_builder_free(smacs_builder *builder);

/* Number of the model called `name`, added as a new column without scores if there is none.
 * Errors: MEMORY, ARGUMENT (empty name), TOO_LARGE (65535 models). */
smacs_status smacs_builder_model(smacs_builder *builder, smacs_text name, uint32_t *model, smacs_error *error);

/* Rounds an embedder's `vector` [dim] to what routing needs (measured: src/index/README.md): `row` [dim], which may be
 * the vector itself, takes less than half of the bytes in a file. A row depends on nothing but its vector, so that the
 * same question has the same row in every index; do not round twice. Zero stays zero. Cannot fail. */
void smacs_builder_round(const int8_t *vector, uint32_t dim, int8_t *row);

/* Adds a question; texts and vector [dim], -127..127, are copied as they are; `question->id` must be present, other
 * texts may be absent. *number (may be NULL) receives its place. A second question with the same id must have the same
 * vector: its number is returned and nothing is added; otherwise DUPLICATE. Errors: MEMORY, ARGUMENT (no id),
 * DUPLICATE, TOO_LARGE. */
smacs_status smacs_builder_question(smacs_builder *builder, const smacs_question *question, const int8_t *vector,
                                    uint32_t *number, smacs_error *error);

/* Sets a cell to a score in [0, 1]. Setting it again to the same value is fine; to another is DUPLICATE (use
 * smacs_builder_replace to overwrite). Errors: ARGUMENT (outside [0, 1], NaN, no such cell), DUPLICATE. */
smacs_status smacs_builder_score(smacs_builder *builder, uint32_t question, uint32_t model, float score,
                                 smacs_error *error);
smacs_status smacs_builder_replace(smacs_builder *builder, uint32_t question, uint32_t model, float score,
                                   smacs_error *error);

/* Gives question number `question` one more key word, unless it has it. Errors: MEMORY, ARGUMENT (no such question, an
 * empty word, more than SMACS_KEYWORDS_MAX words), TOO_LARGE (65534 different words). */
smacs_status smacs_builder_keyword(smacs_builder *builder, uint32_t question, smacs_text word, smacs_error *error);

/* Adds the vector [D] of a text that asks nothing ("hello, how are you?"), by which the index tells such questions. One
 * that is there is not added again. Errors: MEMORY, TOO_LARGE (more than 4096). */
smacs_status smacs_builder_small_talk(smacs_builder *builder, const int8_t *vector, smacs_error *error);

/* Dates the index. What is known already stays where it reaches farther: the latest day it was made on, the first and
 * the last of its evidence. Errors: ARGUMENT (no day of a calendar, the last before the first). */
smacs_status smacs_builder_date(smacs_builder *builder, smacs_index_dates dates, smacs_error *error);

/* Stores what a fit to published scores found, copied, and forgets the cards of another fit. NULL: no fit, no cards.
 * Errors: MEMORY, ARGUMENT (a number that makes no sense, or more than a file holds). */
smacs_status smacs_builder_fit(smacs_builder *builder, const smacs_fit *fit, smacs_error *error);

/* Stores what is published of a model, in place of its card so far. Needs a fit. A benchmark that stands twice has its
 * last score. Errors: MEMORY, ARGUMENT (no fit, no such model, a score or size out of range, no date), NOT_FOUND (the
 * fit does not know a benchmark; the detail is its name). */
smacs_status smacs_builder_card(smacs_builder *builder, uint32_t model, const smacs_card *card, smacs_error *error);

/* Adds every model, question, score and key word of `index`, its dates and cards, as by the calls above: columns are
 * joined by name, rows by id; a question that has key words keeps them, a model its card. Cards stay behind if the
 * builder has another fit. The first map that comes along is the builder's; a question that it lacks is put where the most
 * similar one of it is. Errors: those, and MISMATCH when the index was made by another embedder. */
smacs_status smacs_builder_append(smacs_builder *builder, const smacs_index *index, smacs_error *error);

/* Facts about the models, a JSON array of catalog entries (see src/bank/README.md), stored as given and handed out
 * by smacs_index_describe. Replaces what was there. `json` is copied and not parsed. Errors: MEMORY. */
smacs_status smacs_builder_model_facts(smacs_builder *builder, smacs_text json);

/* Writes the file into *bytes [*size], freed with smacs_free. Models without any score are kept. The builder stays
 * usable. Up to 255 distinct score values are stored exactly; beyond that scores are rounded to 1/254.
 * Errors: MEMORY, EMPTY (no question or no model), TOO_LARGE. */
smacs_status smacs_builder_finish(smacs_builder *builder, void **bytes, size_t *size, smacs_error *error);

SMACS_API_END

#endif
