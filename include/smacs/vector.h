/* Vectors of texts, as embedders give them. */
#ifndef SMACS_VECTOR_H
#define SMACS_VECTOR_H

#include <smacs/export.h>
#include <stdint.h>

SMACS_API_BEGIN

/* Cosine of two vectors [dim] as smacs_embed gives them, in [-1, 1]; 0 when either is the zero vector. */
double smacs_cosine(const int8_t *a, const int8_t *b, uint32_t dim);

SMACS_API_END

#endif
