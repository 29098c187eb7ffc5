/* The loops are written so that compilers vectorise them, which those for WebAssembly do badly: there the products of a
 * search are spelt out. Integer sums are free of order, so both give the same bits. */
#include "base/vec.h"
#include <math.h>
#include <smacs/vector.h>

#ifdef __wasm_simd128__
#include <wasm_simd128.h>

int32_t smacs_dot_i8(const int8_t *a, const int8_t *b, uint32_t dim) {
    v128_t sums = wasm_i32x4_const_splat(0);
    for (uint32_t i = 0; i < dim; i += 8) {
        sums = wasm_i32x4_add(sums, wasm_i32x4_dot_i16x8(wasm_i16x8_load8x8(a + i), wasm_i16x8_load8x8(b + i)));
    }
    return wasm_i32x4_extract_lane(sums, 0) + wasm_i32x4_extract_lane(sums, 1) + wasm_i32x4_extract_lane(sums, 2) +
           wasm_i32x4_extract_lane(sums, 3);
}
#else
int32_t smacs_dot_i8(const int8_t *a, const int8_t *b, uint32_t dim) {
    int32_t sum = 0;
    for (uint32_t i = 0; i < dim; i++) {
        sum += a[i] * b[i];
    }
    return sum;
}
#endif

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

double smacs_cosine(const int8_t *a, const int8_t *b, uint32_t dim) {
    /* One root of the product, which is exact below 2^53: equal vectors give 1, and nothing passes it. */
    const double squares = (double)smacs_dot_i8(a, a, dim) * (double)smacs_dot_i8(b, b, dim);
    return squares > 0.0 ? smacs_dot_i8(a, b, dim) / sqrt(squares) : 0.0;
}
