/* Ridge regression: normal equations, added up row by row, and their solution. */
#ifndef SMACS_BASE_RIDGE_H
#define SMACS_BASE_RIDGE_H

#include <stddef.h>

/* Equations of `unknowns` are an array [unknowns][width], width > unknowns: (F' W F + R) x = F' W y has its left side
 * first, then its right side. Columns behind that are further right sides: the identity becomes the inverse. Begin with
 * zeros and R on the diagonal, above 0. */

/* Adds a row of F, with y behind it. */
void smacs_equations_add(double *equations, size_t unknowns, size_t width, const double *row, double weight);

/* Each right side becomes its solution. */
void smacs_equations_solve(double *equations, size_t unknowns, size_t width);

#endif
