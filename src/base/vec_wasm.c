/* Dot products with the 128-bit SIMD of WebAssembly: four rows for each load of the query. Compilers vectorise the plain
 * loop badly for it. */
#include "base/vec_forms.h"

#ifdef __wasm_simd128__
#include <wasm_simd128.h>

static v128_t dot8(const int8_t *row, v128_t query) { return wasm_i32x4_dot_i16x8(wasm_i16x8_load8x8(row), query); }

/* Sums of the lanes of each. */
static v128_t sums_of(v128_t a, v128_t b, v128_t c, v128_t d) {
    const v128_t ab = wasm_i32x4_add(wasm_i32x4_shuffle(a, b, 0, 4, 1, 5), wasm_i32x4_shuffle(a, b, 2, 6, 3, 7));
    const v128_t cd = wasm_i32x4_add(wasm_i32x4_shuffle(c, d, 0, 4, 1, 5), wasm_i32x4_shuffle(c, d, 2, 6, 3, 7));
    return wasm_i32x4_add(wasm_i32x4_shuffle(ab, cd, 0, 1, 4, 5), wasm_i32x4_shuffle(ab, cd, 2, 3, 6, 7));
}

void smacs_dots_i8_wasm(const int8_t *rows, size_t count, uint32_t dim, const int8_t *query, int32_t *out) {
    const v128_t zero = wasm_i32x4_const_splat(0);
    for (; count >= 4; count -= 4, rows += 4 * (size_t)dim, out += 4) {
        v128_t a = zero, b = zero, c = zero, d = zero;
        const int8_t *second = rows + dim, *third = second + dim, *fourth = third + dim;
        for (uint32_t i = 0; i < dim; i += 8) {
            const v128_t q = wasm_i16x8_load8x8(query + i);
            a = wasm_i32x4_add(a, dot8(rows + i, q));
            b = wasm_i32x4_add(b, dot8(second + i, q));
            c = wasm_i32x4_add(c, dot8(third + i, q));
            d = wasm_i32x4_add(d, dot8(fourth + i, q));
        }
        wasm_v128_store(out, sums_of(a, b, c, d));
    }
    for (; count > 0; count--, rows += dim, out++) {
        v128_t a = zero;
        for (uint32_t i = 0; i < dim; i += 8) {
            a = wasm_i32x4_add(a, dot8(rows + i, wasm_i16x8_load8x8(query + i)));
        }
        *out = wasm_i32x4_extract_lane(sums_of(a, zero, zero, zero), 0);
    }
}
#else
typedef int smacs_not_this_target; /* a file must not be empty */
#endif
