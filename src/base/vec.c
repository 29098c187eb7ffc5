/* Scalar statements of the vector kernels. The loops are written so that compilers vectorise them; integer sums are
 * free of order, so a hand-vectorised twin in a later file gives the same bits. */
#include "base/vec.h"

#include <math.h>

int32_t smacs_dot_i8(const int8_t *a, const int8_t *b, uint32_t dim) {
    int32_t sum = 0;
    for (uint32_t i = 0; i < dim; i++) {
        sum += a[i] * b[i];
    }
    return sum;
}

void smacs_dots_i8(const int8_t *rows, size_t count, uint32_t dim, const int8_t *query, int32_t *out) {
    for (size_t r = 0; r < count; r++) {
        out[r] = smacs_dot_i8(rows + r * dim, query, dim);
    }
}

void smacs_quantise_i8(const double *v, uint32_t dim, int8_t *out) {
    double largest = 0.0;
    for (uint32_t i = 0; i < dim; i++) {
        const double size = fabs(v[i]);
        largest = size > largest ? size : largest;
    }
    for (uint32_t i = 0; i < dim; i++) {
        const double scaled = largest > 0.0 ? v[i] / largest * 127.0 : 0.0;
        out[i] = (int8_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    }
}
