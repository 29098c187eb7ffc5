/* How near the questions of a bank are to each other, so that one from elsewhere can be told by its distance. */
#include "index/builder.h"

#include "base/vec.h"
#include <math.h>
#include <stdlib.h>

enum { SAMPLE = 256 };

static int compare(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y ? 1 : 0;
}

static double nearest_other(const smacs_builder *b, uint32_t question) {
    const int8_t *row = b->vectors + (size_t)question * b->dim;
    const double square = smacs_dot_i8(row, row, b->dim);
    double nearest = 0.0;
    for (uint32_t i = 0; i < b->ids.count; i++) {
        const int8_t *other = b->vectors + (size_t)i * b->dim;
        const double dot = i == question ? 0.0 : smacs_dot_i8(row, other, b->dim);
        if (dot > 0.0) {
            const double similarity = dot / sqrt(square * smacs_dot_i8(other, other, b->dim));
            nearest = similarity > nearest ? similarity : nearest;
        }
    }
    return nearest;
}

smx_nearness smx_measure_nearness(const smacs_builder *b) {
    const uint32_t n = b->ids.count, count = n < SAMPLE ? n : SAMPLE;
    double nearest[SAMPLE];
    for (uint32_t i = 0; i < count; i++) {
        nearest[i] = nearest_other(b, (uint32_t)((uint64_t)i * n / count));
    }
    qsort(nearest, count, sizeof *nearest, compare);
    return count ? (smx_nearness){(float)nearest[count / 10], (float)nearest[count / 2]} : (smx_nearness){0};
}
