#include "base/ridge.h"

void smacs_equations_add(double *equations, size_t unknowns, size_t width, const double *row, double weight) {
    for (size_t i = 0; i < unknowns; i++) {
        for (size_t j = 0; j <= unknowns; j++) {
            equations[i * width + j] += weight * row[i] * row[j];
        }
    }
}

/* Gauss and Jordan without pivots, which positive definite equations do not need. */
void smacs_equations_solve(double *equations, size_t unknowns, size_t width) {
    for (size_t k = 0; k < unknowns; k++) {
        double *pivot = equations + k * width;
        for (size_t j = width; j-- > k;) {
            pivot[j] /= pivot[k];
        }
        for (size_t i = 0; i < unknowns; i++) {
            double *other = equations + i * width;
            for (size_t j = width; j-- > k && i != k;) {
                other[j] -= other[k] * pivot[j];
            }
        }
    }
}
