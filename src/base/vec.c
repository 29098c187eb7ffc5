/* The scalar statement of each kernel, and the choice of a faster form of the one that takes the time: the products of a
 * search, in a file for each kind of processor (vec_*.c). Integer sums are free of order, so all give the same bits. */
#include "base/vec.h"

#include "base/vec_forms.h"
#include <math.h>
#include <smacs/vector.h>
#include <string.h>

void smacs_dots_i8_scalar(const int8_t *rows, size_t count, uint32_t dim, const int8_t *query, int32_t *out) {
    for (size_t r = 0; r < count; r++) {
        const int8_t *row = rows + r * dim;
        int32_t sum = 0;
        for (uint32_t i = 0; i < dim; i++) {
            sum += row[i] * query[i];
        }
        out[r] = sum;
    }
}

const smacs_dots_form *smacs_dots_forms(void) {
    static const smacs_dots_form forms[] = {
#if defined(__wasm_simd128__)
        {"wasm relaxed simd", smacs_dots_i8_relaxed, smacs_has_relaxed, true},
        {"wasm simd", smacs_dots_i8_wasm, NULL, false},
#elif defined(__x86_64__)
        {"avx512 vnni", smacs_dots_i8_vnni, smacs_has_vnni, false},
        {"avx2", smacs_dots_i8_avx2, smacs_has_avx2, false},
#elif defined(__aarch64__)
        {"neon", smacs_dots_i8_neon, NULL, false},
#endif
        {"scalar", smacs_dots_i8_scalar, NULL, false}
    };
    return forms;
}

void smacs_dots_i8(const int8_t *rows, size_t count, uint32_t dim, const int8_t *query, int32_t *out) {
    const smacs_dots_form *form = smacs_dots_forms();
    while (form->narrow || (form->usable && !form->usable())) {
        form++;
    }
    form->dots(rows, count, dim, query, out);
}

void smacs_dots_narrow(const int8_t *rows, size_t count, uint32_t dim, const int8_t *query, int32_t *out) {
    const smacs_dots_form *form = smacs_dots_forms();
    if (form->narrow && form->usable()) {
        form->dots(rows, count, dim, query, out);
    } else {
        smacs_dots_i8(rows, count, dim, query, out);
    }
}

bool smacs_is_narrow(const int8_t *values, size_t count) {
    size_t i = 0;
    while (i < count && (uint8_t)(values[i] + 64) < 128) {
        i++;
    }
    return i == count;
}

int32_t smacs_dot_i8(const int8_t *a, const int8_t *b, uint32_t dim) {
    int32_t dot;
    smacs_dots_i8(a, 1, dim, b, &dot);
    return dot;
}

typedef float floats __attribute__((vector_size(16), aligned(4), may_alias));
typedef int32_t integers __attribute__((vector_size(16), aligned(4), may_alias));
typedef int64_t halves __attribute__((vector_size(16)));

uint32_t smacs_above(const int32_t *dots, const float *scales, uint32_t count, float least, uint8_t *out) {
    uint32_t found = 0, i = 0;
    for (; i + 4 <= count; i += 4) {
        const floats scaled =
            __builtin_convertvector(*(const integers *)(dots + i), floats) * *(const floats *)(scales + i);
        const integers above = scaled > least;
        const halves any = (halves)above;
        for (uint32_t k = 0; k < 4 && (any[0] | any[1]); k++) {
            out[found] = (uint8_t)(i + k);
            found += above[k] != 0;
        }
    }
    for (; i < count; i++) {
        out[found] = (uint8_t)i;
        found += (float)dots[i] * scales[i] > least;
    }
    return found;
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
