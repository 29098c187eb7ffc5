/* Dot products with AVX2, and with AVX-512 VNNI: four rows for each load of the query. Compiled for any processor of the
 * kind; vec.c asks which of them it may call. */
#include "base/vec_forms.h"

#ifdef __x86_64__
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))
#define VNNI __attribute__((target("avx512f,avx512bw,avx512vnni")))
enum { ROWS = 4 };

bool smacs_has_avx2(void) { return __builtin_cpu_supports("avx2"); }

bool smacs_has_vnni(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vnni");
}

AVX2 static int32_t sum8(__m256i v) {
    const __m128i four = _mm_add_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
    const __m128i two = _mm_add_epi32(four, _mm_shuffle_epi32(four, 0x4E));
    return _mm_cvtsi128_si32(_mm_add_epi32(two, _mm_shuffle_epi32(two, 0xB1)));
}

AVX2 static __m256i load16(const int8_t *at) {
    return _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)at));
}

/* The last rows are compared again where fewer than ROWS are left. */
static size_t first_of(size_t row, size_t count) { return row + ROWS <= count ? row : count - ROWS; }

AVX2 void smacs_dots_i8_avx2(const int8_t *rows, size_t count, uint32_t dim, const int8_t *query, int32_t *out) {
    if (count < ROWS) {
        smacs_dots_i8_scalar(rows, count, dim, query, out);
        return;
    }
    for (size_t r = 0; r < count; r += ROWS) {
        const size_t first = first_of(r, count);
        const int8_t *row = rows + first * dim;
        __m256i a = _mm256_setzero_si256(), b = a, c = a, d = a;
        for (uint32_t i = 0; i < dim; i += 16) {
            const __m256i q = load16(query + i);
            a = _mm256_add_epi32(a, _mm256_madd_epi16(load16(row + i), q));
            b = _mm256_add_epi32(b, _mm256_madd_epi16(load16(row + dim + i), q));
            c = _mm256_add_epi32(c, _mm256_madd_epi16(load16(row + 2 * (size_t)dim + i), q));
            d = _mm256_add_epi32(d, _mm256_madd_epi16(load16(row + 3 * (size_t)dim + i), q));
        }
        out[first] = sum8(a);
        out[first + 1] = sum8(b);
        out[first + 2] = sum8(c);
        out[first + 3] = sum8(d);
    }
}

/* The instruction multiplies unsigned by signed bytes. A row's values + 128 are unsigned, and make a product too large by
 * 128 times the sum of the query. It adds four products, at most 4 * 255 * 127, to an int32; 2048 of them fit. */
VNNI static __m512i add_products(__m512i sum, const int8_t *row, __m512i query, __mmask64 there) {
    const __m512i values = _mm512_xor_si512(_mm512_maskz_loadu_epi8(there, row), _mm512_set1_epi8((char)0x80));
    return _mm512_dpbusd_epi32(sum, values, query);
}

VNNI void smacs_dots_i8_vnni(const int8_t *rows, size_t count, uint32_t dim, const int8_t *query, int32_t *out) {
    int32_t excess = 0;
    for (uint32_t i = 0; i < dim; i++) {
        excess += 128 * query[i];
    }
    if (count < ROWS) {
        smacs_dots_i8_scalar(rows, count, dim, query, out);
        return;
    }
    for (size_t r = 0; r < count; r += ROWS) {
        const size_t first = first_of(r, count);
        const int8_t *row = rows + first * dim;
        __m512i a = _mm512_setzero_si512(), b = a, c = a, d = a;
        for (uint32_t i = 0; i < dim; i += 64) {
            const __mmask64 there = dim - i < 64 ? (UINT64_C(1) << (dim - i)) - 1 : ~UINT64_C(0);
            const __m512i q = _mm512_maskz_loadu_epi8(there, query + i);
            a = add_products(a, row + i, q, there);
            b = add_products(b, row + dim + i, q, there);
            c = add_products(c, row + 2 * (size_t)dim + i, q, there);
            d = add_products(d, row + 3 * (size_t)dim + i, q, there);
        }
        out[first] = _mm512_reduce_add_epi32(a) - excess;
        out[first + 1] = _mm512_reduce_add_epi32(b) - excess;
        out[first + 2] = _mm512_reduce_add_epi32(c) - excess;
        out[first + 3] = _mm512_reduce_add_epi32(d) - excess;
    }
}
#else
typedef int smacs_not_this_target; /* a file must not be empty */
#endif
