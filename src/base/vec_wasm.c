/* Dot products with the 128-bit SIMD of WebAssembly: four rows for each load of the query. Compilers vectorise the plain
 * loop badly for it. Where the engine has relaxed SIMD, the host brings the faster kernel of vec_relaxed.wat, a module of
 * its own, because a module with instructions that an engine does not know cannot be loaded there. */
#include "base/vec_relaxed.h"

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

__attribute__((noinline)) void smacs_dots_i8_wasm(const int8_t *rows, size_t count, uint32_t dim, const int8_t *query,
                                                  int32_t *out) {
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

static smacs_dots *relaxed; /* for multiples of four rows; NULL: none was brought */

bool smacs_has_relaxed(void) { return relaxed != NULL; }

void smacs_dots_i8_relaxed(const int8_t *rows, size_t count, uint32_t dim, const int8_t *query, int32_t *out) {
    const size_t fours = count - count % 4;
    relaxed(rows, fours, dim, query, out);
    smacs_dots_i8_wasm(rows + fours * dim, count - fours, dim, query, out + fours);
}

/* It is called once, so size matters more than speed here. */
__attribute__((minsize)) bool smacs_use_relaxed(smacs_dots *kernel) {
    enum { ROWS = 8, DIM = 32 };
    int8_t rows[ROWS * DIM], query[DIM];
    int32_t wanted[ROWS], out[ROWS];
    bool same = true;
    for (int i = 0; i < ROWS * DIM; i++) {
        rows[i] = (int8_t)(i * 37 % 128 - 64);
        query[i % DIM] = (int8_t)(i % 2 ? 127 - i : -127);
    }
    smacs_dots_i8_wasm(rows, ROWS, DIM, query, wanted);
    kernel(rows, ROWS, DIM, query, out);
    for (int i = 0; i < ROWS; i++) {
        same = same && out[i] == wanted[i];
    }
    relaxed = same ? kernel : NULL;
    return same;
}
#else
typedef int smacs_not_this_target; /* a file must not be empty */
#endif
