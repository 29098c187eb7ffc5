/* Measures the products of a search beside a sum of the same bytes, the most that memory allows. bench.mjs builds it for
 * the machine and for WebAssembly and calls its functions. */
#include "base/vec.h"
#include "base/vec_forms.h"
#include <stdlib.h>

#define EXPORT __attribute__((visibility("default"), used))
EXPORT int8_t *bench_rows(uint32_t count, uint32_t dim);
EXPORT int64_t bench_sum(const int8_t *rows, uint32_t count, uint32_t dim);
EXPORT int32_t bench_dots(const int8_t *rows, uint32_t count, uint32_t dim);

enum { BLOCK = 256 };
typedef int64_t sums __attribute__((vector_size(16), aligned(1), may_alias));

/* Random values, -63..63; NULL without memory. Never freed. */
int8_t *bench_rows(uint32_t count, uint32_t dim) {
    const size_t size = (size_t)count * dim;
    int8_t *rows = malloc(size);
    uint32_t seed = 1;
    for (size_t i = 0; rows && i < size; i++) {
        seed = seed * 1664525u + 1013904223u;
        rows[i] = (int8_t)((int)((seed >> 24) % 127u) - 63);
    }
    return rows;
}

int64_t bench_sum(const int8_t *rows, uint32_t count, uint32_t dim) {
    const size_t size = (size_t)count * dim;
    sums a = {0}, b = a, c = a, d = a;
    for (size_t i = 0; i + 64 <= size; i += 64) {
        a += *(const sums *)(rows + i);
        b += *(const sums *)(rows + i + 16);
        c += *(const sums *)(rows + i + 32);
        d += *(const sums *)(rows + i + 48);
    }
    a += b + c + d;
    return a[0] + a[1];
}

/* As a search calls it: a block of rows at a time. The query is the first row. */
int32_t bench_dots(const int8_t *rows, uint32_t count, uint32_t dim) {
    int32_t dots[BLOCK], sum = 0;
    for (uint32_t start = 0; start < count; start += BLOCK) {
        const uint32_t part = count - start < BLOCK ? count - start : BLOCK;
        smacs_dots_narrow(rows + (size_t)start * dim, part, dim, rows, dots);
        sum ^= dots[part - 1];
    }
    return sum;
}

#ifndef __wasm__
#include <stdio.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    timespec_get(&t, TIME_UTC);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* usage: bench-kernels ROWS DIM ROUNDS      prints the form, then a line a round: ms of the sum, ms of the products */
int main(int argc, char **argv) {
    const uint32_t count = argc > 3 ? (uint32_t)atoi(argv[1]) : 0, dim = argc > 3 ? (uint32_t)atoi(argv[2]) : 0;
    const int8_t *rows = bench_rows(count, dim);
    const smacs_dots_form *form = smacs_dots_forms();
    int64_t all = 0;
    while (form->usable && !form->usable()) {
        form++;
    }
    puts(form->name);
    for (int i = 0; rows && i < (argc > 3 ? atoi(argv[3]) : 0); i++) {
        const double start = now();
        all += bench_sum(rows, count, dim);
        const double between = now();
        all += bench_dots(rows, count, dim);
        printf("%.4f %.4f\n", between - start, now() - between);
    }
    return all == 42; /* so that nothing is left out as unused */
}
#endif
