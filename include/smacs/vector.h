/* Vectors of texts, as embedders give them. */
#ifndef SMACS_VECTOR_H
#define SMACS_VECTOR_H

#include <smacs/export.h>
#include <smacs/status.h>
#include <stdint.h>

SMACS_API_BEGIN

/* Cosine of two vectors [dim] as smacs_embed gives them, in [-1, 1]; 0 when either is the zero vector. */
double smacs_cosine(const int8_t *a, const int8_t *b, uint32_t dim);

/* ---- vectors of one's own ----
 *
 * An index can also be made with vectors of another model than an embedder file: one behind an API, or run elsewhere.
 * It then has that model's name in place of the embedder's, and remembers how many numbers the model's vectors have
 * (smacs_index_facts.outside). */

/* Most numbers of a vector. */
#define SMACS_NUMBERS_MAX 4096

/* D of an index of vectors of so many numbers: the next multiple of 16. */
uint32_t smacs_vector_dim(uint32_t numbers);

/* Makes `vector` [smacs_vector_dim(count)] of `numbers` [count]: scaled so that the largest magnitude is 127, rounded,
 * and 0 behind them. Only the direction counts. All zero stays so, which is like nothing.
 * Errors: ARGUMENT (NULL, no number or more than SMACS_NUMBERS_MAX, one that is not finite). */
smacs_status smacs_vector_of(const double *numbers, uint32_t count, int8_t *vector);

/* The digest that stands for the model of this name, whose vectors have so many numbers, as an embedder's digest: for
 * smacs_builder_create and smacs_index_check_embedder. */
uint64_t smacs_vector_digest(smacs_text model, uint32_t numbers);

SMACS_API_END

#endif
