/* Vectors of texts, as embedders give them. */
#ifndef SMACS_VECTOR_H
#define SMACS_VECTOR_H

#include <stdint.h>

/* Cosine of two vectors [dim] as smacs_embed gives them, in [-1, 1]; 0 when either is the zero vector. */
double smacs_cosine(const int8_t *a, const int8_t *b, uint32_t dim);

#endif
