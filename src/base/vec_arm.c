/* Dot products with NEON, which every 64-bit ARM processor has: four rows for each load of the query. */
#include "base/vec_forms.h"

#ifdef __aarch64__
#include <arm_neon.h>

/* Two products of bytes, at most 2 * 127^2, fit an int16. */
static int32x4_t add_products(int32x4_t sum, const int8_t *row, int8x16_t query) {
    const int8x16_t values = vld1q_s8(row);
    const int16x8_t products = vmull_s8(vget_low_s8(values), vget_low_s8(query));
    return vpadalq_s16(sum, vmlal_s8(products, vget_high_s8(values), vget_high_s8(query)));
}

void smacs_dots_i8_neon(const int8_t *rows, size_t count, uint32_t dim, const int8_t *query, int32_t *out) {
    for (; count >= 4; count -= 4, rows += 4 * (size_t)dim, out += 4) {
        int32x4_t a = vdupq_n_s32(0), b = a, c = a, d = a;
        for (uint32_t i = 0; i < dim; i += 16) {
            const int8x16_t q = vld1q_s8(query + i);
            a = add_products(a, rows + i, q);
            b = add_products(b, rows + dim + i, q);
            c = add_products(c, rows + 2 * (size_t)dim + i, q);
            d = add_products(d, rows + 3 * (size_t)dim + i, q);
        }
        out[0] = vaddvq_s32(a);
        out[1] = vaddvq_s32(b);
        out[2] = vaddvq_s32(c);
        out[3] = vaddvq_s32(d);
    }
    smacs_dots_i8_scalar(rows, count, dim, query, out);
}
#else
typedef int smacs_not_this_target; /* a file must not be empty */
#endif
