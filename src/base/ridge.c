#include "base/ridge.h"

void smacs_equations_add(smacs_equations e, const double row[SMACS_UNKNOWNS + 1], double weight) {
    for (int i = 0; i < SMACS_UNKNOWNS; i++) {
        for (int j = 0; j <= SMACS_UNKNOWNS; j++) {
            e[i][j] += weight * row[i] * row[j];
        }
    }
}

/* Gauss and Jordan without pivots, which positive definite equations do not need. */
void smacs_equations_solve(smacs_equations e) {
    for (int k = 0; k < SMACS_UNKNOWNS; k++) {
        for (int i = 0; i < SMACS_UNKNOWNS; i++) {
            const double factor = e[i][k] / e[k][k];
            for (int j = SMACS_UNKNOWNS; j >= 0; j--) {
                e[i][j] = i == k ? e[i][j] : e[i][j] - factor * e[k][j];
            }
        }
    }
    for (int k = 0; k < SMACS_UNKNOWNS; k++) {
        e[k][SMACS_UNKNOWNS] /= e[k][k];
    }
}
