/* How near the questions of a bank are to each other, so that one from elsewhere can be told by its distance. */
#include "index/builder.h"

#include "base/vec.h"
#include <math.h>
#include <stdlib.h>

enum { SAMPLE = 256, ROWS = 256 };

static int compare(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y ? 1 : 0;
}

/* Row `at` of all, counted through the blocks. */
static const int8_t *row_at(const smx_block *blocks, uint64_t at, uint32_t dim) {
    while (at >= blocks->count) {
        at -= blocks++->count;
    }
    return blocks->rows + at * dim;
}

/* Rows [count] of a block beside those of the sample; nearest [sample] is raised where they are nearer. */
static void compare_rows(const int8_t *rows, uint32_t count, uint32_t dim, const int8_t *const *sampled,
                         uint32_t sample, double *nearest) {
    int32_t dots[ROWS], squares[ROWS];
    for (uint32_t i = 0; i < count; i++) {
        squares[i] = smacs_dot_i8(rows + (size_t)i * dim, rows + (size_t)i * dim, dim);
    }
    for (uint32_t s = 0; s < sample; s++) {
        const double square = smacs_dot_i8(sampled[s], sampled[s], dim);
        smacs_dots_i8(rows, count, dim, sampled[s], dots);
        for (uint32_t i = 0; i < count; i++) {
            if (dots[i] > 0 && rows + (size_t)i * dim != sampled[s]) {
                const double similarity = dots[i] / sqrt(square * squares[i]);
                nearest[s] = similarity > nearest[s] ? similarity : nearest[s];
            }
        }
    }
}

smx_nearness smx_measure_nearness(const smx_block *blocks, size_t count, uint32_t dim) {
    uint64_t n = 0;
    for (size_t b = 0; b < count; b++) {
        n += blocks[b].count;
    }
    const uint32_t sample = n < SAMPLE ? (uint32_t)n : SAMPLE;
    const int8_t *sampled[SAMPLE];
    double nearest[SAMPLE] = {0};
    for (uint32_t i = 0; i < sample; i++) {
        sampled[i] = row_at(blocks, (uint64_t)i * n / sample, dim);
    }
    for (size_t b = 0; b < count; b++) {
        for (uint32_t row = 0; row < blocks[b].count; row += ROWS) {
            const uint32_t left = blocks[b].count - row;
            compare_rows(blocks[b].rows + (size_t)row * dim, left < ROWS ? left : ROWS, dim, sampled, sample, nearest);
        }
    }
    qsort(nearest, sample, sizeof *nearest, compare);
    return sample ? (smx_nearness){(float)nearest[sample / 10], (float)nearest[sample / 2]} : (smx_nearness){0};
}
