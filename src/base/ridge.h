/* Ridge regression with three unknowns, added up row by row. */
#ifndef SMACS_BASE_RIDGE_H
#define SMACS_BASE_RIDGE_H

enum { SMACS_UNKNOWNS = 3 };

/* (F' W F + R) x = F' W y; the right side is the last column. Begin with zeros and R on the diagonal, above 0. */
typedef double smacs_equations[SMACS_UNKNOWNS][SMACS_UNKNOWNS + 1];

/* Adds a row of F, with y behind it. */
void smacs_equations_add(smacs_equations e, const double row[SMACS_UNKNOWNS + 1], double weight);

/* The last column becomes x. */
void smacs_equations_solve(smacs_equations e);

#endif
