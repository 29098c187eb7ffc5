/* Where the points begin: on the two principal components of the vectors, by power iteration. Layouts that begin so keep
 * related subjects side by side, which a random start leaves to chance. */
#include "map/layout.h"

#include "base/rng.h"
#include "base/vec.h"
#include <math.h>

enum { ROUNDS = 100 };

/* covariance [D][D] of unit vectors. */
static void measure(const smacs_index *index, double *mean, double *unit, double *covariance) {
    const smacs_index_facts facts = smacs_index_describe(index);
    const uint32_t dim = facts.dim;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < facts.questions; i++) {
            const int8_t *row = smacs_index_vector(index, i);
            const double square = smacs_dot_i8(row, row, dim);
            const double scale = square > 0.0 ? 1.0 / sqrt(square) : 0.0;
            for (uint32_t d = 0; d < dim; d++) {
                unit[d] = row[d] * scale - (pass ? mean[d] : 0.0);
                mean[d] += pass ? 0.0 : unit[d] / facts.questions;
            }
            for (uint32_t d = 0; d < dim && pass; d++) {
                for (uint32_t e = 0; e <= d; e++) {
                    covariance[(size_t)d * dim + e] += unit[d] * unit[e] / facts.questions;
                }
            }
        }
    }
    for (uint32_t d = 0; d < dim; d++) {
        for (uint32_t e = d + 1; e < dim; e++) {
            covariance[(size_t)d * dim + e] = covariance[(size_t)e * dim + d];
        }
    }
}

static double product(const double *a, const double *b, uint32_t dim) {
    double sum = 0.0;
    for (uint32_t d = 0; d < dim; d++) {
        sum += a[d] * b[d];
    }
    return sum;
}

static void scale_to_one(double *v, uint32_t dim) {
    const double length = sqrt(product(v, v, dim));
    for (uint32_t d = 0; d < dim && length > 0.0; d++) {
        v[d] /= length;
    }
}

/* The direction of most variance among those at right angles to `first` (NULL: among all). */
static void find_direction(const double *covariance, uint32_t dim, const double *first, double *scratch, double *out) {
    smacs_rng rng;
    smacs_rng_seed(&rng, 1, first ? 2 : 1);
    for (uint32_t d = 0; d < dim; d++) {
        out[d] = smacs_rng_normal(&rng);
    }
    for (int round = 0; round < ROUNDS; round++) {
        const double along = first ? product(first, out, dim) : 0.0;
        for (uint32_t d = 0; d < dim && first; d++) {
            out[d] -= along * first[d];
        }
        scale_to_one(out, dim);
        for (uint32_t d = 0; d < dim; d++) {
            scratch[d] = product(covariance + (size_t)d * dim, out, dim);
        }
        for (uint32_t d = 0; d < dim; d++) {
            out[d] = scratch[d];
        }
    }
    scale_to_one(out, dim);
}

static void project(const smacs_index *index, const double *mean, double *unit, double *const axes[2],
                    map_point *points) {
    const smacs_index_facts facts = smacs_index_describe(index);
    for (uint32_t i = 0; i < facts.questions; i++) {
        const int8_t *row = smacs_index_vector(index, i);
        const double square = smacs_dot_i8(row, row, facts.dim);
        for (uint32_t d = 0; d < facts.dim; d++) {
            unit[d] = (square > 0.0 ? row[d] / sqrt(square) : 0.0) - mean[d];
        }
        points[i] = (map_point){product(unit, axes[0], facts.dim), product(unit, axes[1], facts.dim)};
    }
}

bool smacs_map_begin(const smacs_allocator *a, const smacs_index *index, map_point *points) {
    const uint32_t dim = smacs_index_describe(index).dim;
    double *memory = smacs_mem_zeroed(a, (size_t)dim + 5, dim * sizeof *memory);
    if (!memory) {
        return false;
    }
    double *mean = memory, *unit = mean + dim, *scratch = unit + dim;
    double *const axes[2] = {scratch + dim, scratch + (size_t)2 * dim};
    double *covariance = scratch + (size_t)3 * dim;
    measure(index, mean, unit, covariance);
    find_direction(covariance, dim, NULL, scratch, axes[0]);
    find_direction(covariance, dim, axes[0], scratch, axes[1]);
    project(index, mean, unit, axes, points);
    smacs_mem_free(a, memory);
    return true;
}
