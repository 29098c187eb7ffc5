/* exp and log of our own, because libm differs between glibc, musl and browsers in the last bits, and decisions must
 * not. Relative error below 1e-15 (tested against libm). sqrt is exact everywhere by IEEE 754. */
#ifndef SMACS_BASE_SCALAR_H
#define SMACS_BASE_SCALAR_H

double smacs_exp(double x); /* 0 below -745.2, +inf above 709.8, NaN for NaN */
double smacs_log(double x); /* -inf for 0, NaN below 0 or for NaN */

double smacs_logistic(double x); /* 1 / (1 + exp(-x)): from log-odds to a share */

/* ln(p / (1 - p)) of a chance, which is cut to [0.02, 0.98]: no witness is beyond doubt. */
double smacs_log_odds(double p);

#endif
