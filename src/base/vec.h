/* Vector kernels. Each has a scalar statement of what it computes; faster forms must give the same bits, which holds
 * because every accumulation is in integers, or in one fixed order.
 *
 * `dim` is a multiple of 16, at most 4096; |v| <= 127, so a dot product is at most 4096 * 127^2 < 2^26 and int32 cannot
 * overflow. */
#ifndef SMACS_BASE_VEC_H
#define SMACS_BASE_VEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sum of a[i] * b[i]. */
int32_t smacs_dot_i8(const int8_t *a, const int8_t *b, uint32_t dim);

/* out[r] = dot(rows[r], query) for `count` rows [count][dim]. */
void smacs_dots_i8(const int8_t *rows, size_t count, uint32_t dim, const int8_t *query, int32_t *out);

/* The same, for rows that are narrow: some processors multiply them faster. */
void smacs_dots_narrow(const int8_t *rows, size_t count, uint32_t dim, const int8_t *query, int32_t *out);

/* Whether all values lie in -64 .. 63. */
bool smacs_is_narrow(const int8_t *values, size_t count);

/* Which of `count` <= 256 dots may lie above `least` when each is multiplied by its scale: their places, ascending, in
 * out [256]. Products are rounded to float. Returns how many. */
uint32_t smacs_above(const int32_t *dots, const float *scales, uint32_t count, float least, uint8_t *out);

/* Quantises v [dim] to int8 so that the largest magnitude becomes 127, ties away from zero; all zero if v is. */
void smacs_quantise_i8(const double *v, uint32_t dim, int8_t *out);

#endif
