/* exp and log from argument reduction and short series; only + - * / on doubles, so every target agrees. */
#include "base/scalar.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* ln 2 split so that k * LN2_HIGH is exact for |k| < 2^11. */
#define LN2_HIGH 6.93147180369123816490e-01
#define LN2_LOW 1.90821492927058770002e-10
#define INV_LN2 1.44269504088896338700e+00

/* 2^k for k in [-1022, 1023]. */
static double power_of_two(int k) {
    const uint64_t bits = (uint64_t)(k + 1023) << 52;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

double smacs_exp(double x) {
    if (isnan(x)) {
        return x;
    }
    if (x > 709.782712893384) {
        return HUGE_VAL;
    }
    if (x < -745.2) {
        return 0.0;
    }
    const int k = (int)(x * INV_LN2 + (x < 0 ? -0.5 : 0.5));
    const double r = (x - k * LN2_HIGH) - k * LN2_LOW; /* |r| <= ln(2)/2 */
    double sum = 1.0;
    for (int i = 16; i >= 1; i--) { /* Taylor in Horner form: 0.347^17/17! < 1e-22 */
        sum = 1.0 + sum * r / i;
    }
    /* Two factors, because 2^k alone leaves the range of doubles at both ends. */
    const int half = k / 2;
    return sum * power_of_two(half) * power_of_two(k - half);
}

double smacs_log(double x) {
    if (isnan(x) || x < 0) {
        return NAN;
    }
    if (x == 0) {
        return -HUGE_VAL;
    }
    if (isinf(x)) {
        return x;
    }
    int k = 0;
    if (x < 2.2250738585072014e-308) { /* subnormal: scale up first */
        x *= 18014398509481984.0;      /* 2^54 */
        k = -54;
    }
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    k += (int)(bits >> 52) - 1023;
    bits = (bits & UINT64_C(0x000FFFFFFFFFFFFF)) | UINT64_C(0x3FF0000000000000);
    double m;
    memcpy(&m, &bits, sizeof m); /* [1, 2) */
    if (m > 1.41421356237309515) {
        m *= 0.5;
        k++;
    }
    const double t = (m - 1.0) / (m + 1.0), t2 = t * t; /* |t| <= 0.1716 */
    double sum = 0.0;
    for (int i = 23; i >= 3; i -= 2) { /* atanh series: 0.1716^25/25 < 1e-20 */
        sum = (sum + 1.0 / i) * t2;
    }
    return k * LN2_HIGH + (2.0 * t + (2.0 * t * sum + k * LN2_LOW));
}

double smacs_logistic(double x) { return 1.0 / (1.0 + smacs_exp(-x)); }

double smacs_log_odds(double p) {
    const double s = p < 0.02 ? 0.02 : p > 0.98 ? 0.98 : p;
    return smacs_log(s / (1.0 - s));
}
