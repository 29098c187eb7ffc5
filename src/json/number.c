/* Shortest decimal digits of a double: Steele & White's free-format algorithm as stated by Burger & Dybvig, "Printing
 * Floating-Point Numbers Quickly and Accurately" (1996), with small big integers. We do not use printf because its
 * digits, speed and code size differ between C libraries, and because "%.17g" prints 0.1 as 0.10000000000000001.
 * The layout (where the point stands, when an exponent is used) is that of JavaScript's Number.prototype.toString, so
 * that a result is the same text whether C or the page prints it. */
#include "json/writer.h"

#include <math.h>
#include <string.h>

/* The largest operand is 10^324 times a mantissa times 10: below 2^1143. */
enum { LIMBS = 37, MAX_DIGITS = 17 };

typedef struct big {
    uint32_t limb[LIMBS]; /* little-endian; limbs from `used` on are not defined */
    int used;
} big;

static void big_set(big *b, uint64_t value) {
    b->used = 0;
    for (; value != 0; value >>= 32) {
        b->limb[b->used++] = (uint32_t)value;
    }
}

static void big_multiply(big *b, uint32_t factor) {
    uint64_t carry = 0;
    for (int i = 0; i < b->used; i++) {
        carry += (uint64_t)b->limb[i] * factor;
        b->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry) {
        b->limb[b->used++] = (uint32_t)carry;
    }
}

static void big_shift(big *b, int bits) {
    if (b->used == 0) {
        return;
    }
    const int whole = bits / 32;
    memmove(b->limb + whole, b->limb, (size_t)b->used * sizeof b->limb[0]);
    memset(b->limb, 0, (size_t)whole * sizeof b->limb[0]);
    b->used += whole;
    big_multiply(b, 1u << bits % 32);
}

static void big_scale10(big *b, int power) {
    for (; power >= 9; power -= 9) {
        big_multiply(b, 1000000000u);
    }
    for (; power > 0; power--) {
        big_multiply(b, 10);
    }
}

static int big_compare(const big *a, const big *b) {
    if (a->used != b->used) {
        return a->used < b->used ? -1 : 1;
    }
    for (int i = a->used - 1; i >= 0; i--) {
        if (a->limb[i] != b->limb[i]) {
            return a->limb[i] < b->limb[i] ? -1 : 1;
        }
    }
    return 0;
}

/* Compares a + b with c. */
static int big_compare_sum(const big *a, const big *b, const big *c) {
    big sum = *a;
    uint64_t carry = 0;
    for (int i = 0; i < b->used || carry; i++) {
        if (i >= sum.used) {
            sum.limb[sum.used++] = 0;
        }
        carry += (uint64_t)sum.limb[i] + (i < b->used ? b->limb[i] : 0);
        sum.limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    return big_compare(&sum, c);
}

/* a -= b, where a >= b. */
static void big_subtract(big *a, const big *b) {
    uint64_t borrow = 0;
    for (int i = 0; i < a->used; i++) {
        const uint64_t take = (i < b->used ? b->limb[i] : 0) + borrow;
        borrow = a->limb[i] < take;
        a->limb[i] = (uint32_t)(a->limb[i] - take);
    }
    while (a->used > 0 && a->limb[a->used - 1] == 0) {
        a->used--;
    }
}

/* value = r / s; the interval that reads back to it reaches down m_minus / s and up m_plus / s. */
typedef struct ratio {
    big r, s, m_plus, m_minus;
    int even; /* the mantissa is even, so the interval's ends belong to it */
} ratio;

/* Sets up the ratio for a positive finite value and returns k with 10^(k-1) <= value < 10^k, r scaled to match. */
static int ratio_set(ratio *q, double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    const int biased = (int)(bits >> 52 & 0x7FF);
    const uint64_t fraction = bits & UINT64_C(0x000FFFFFFFFFFFFF);
    const uint64_t f = biased ? fraction | UINT64_C(1) << 52 : fraction;
    const int e = (biased ? biased : 1) - 1075;
    const int lopsided = fraction == 0 && biased > 1; /* the gap below is half the gap above */
    int length = 0;
    while (length < 53 && f >> length) {
        length++;
    }
    q->even = (f & 1) == 0;
    big_set(&q->r, f);
    big_set(&q->s, 1);
    big_set(&q->m_plus, 1);
    big_set(&q->m_minus, 1);
    big_shift(&q->r, (e > 0 ? e : 0) + 1 + lopsided);
    big_shift(&q->s, (e < 0 ? -e : 0) + 1 + lopsided);
    big_shift(&q->m_plus, (e > 0 ? e : 0) + lopsided);
    big_shift(&q->m_minus, e > 0 ? e : 0);
    int k = (int)ceil((e + length - 1) * 0.30102999566398120 - 1e-10); /* right, or one too small */
    if (k >= 0) {
        big_scale10(&q->s, k);
    } else {
        big_scale10(&q->r, -k);
        big_scale10(&q->m_plus, -k);
        big_scale10(&q->m_minus, -k);
    }
    if (big_compare_sum(&q->r, &q->m_plus, &q->s) >= (q->even ? 0 : 1)) {
        return k + 1;
    }
    big_multiply(&q->r, 10);
    big_multiply(&q->m_plus, 10);
    big_multiply(&q->m_minus, 10);
    return k;
}

/* Digits of value = 0.d1d2... * 10^k; returns their number. */
static int shortest_digits(double value, char digits[MAX_DIGITS + 1], int *k) {
    ratio q;
    *k = ratio_set(&q, value);
    for (int count = 0;;) {
        int digit = 0;
        while (big_compare(&q.r, &q.s) >= 0) {
            big_subtract(&q.r, &q.s);
            digit++;
        }
        const int low = big_compare(&q.r, &q.m_minus) < (q.even ? 1 : 0);
        const int high = big_compare_sum(&q.r, &q.m_plus, &q.s) >= (q.even ? 0 : 1);
        if (low || high) {
            const int up = high && (!low || big_compare_sum(&q.r, &q.r, &q.s) >= 0);
            digits[count++] = (char)('0' + digit + up);
            return count;
        }
        digits[count++] = (char)('0' + digit);
        big_multiply(&q.r, 10);
        big_multiply(&q.m_plus, 10);
        big_multiply(&q.m_minus, 10);
    }
}

/* Digits of a value that is a whole number of billionths, as most of ours are, without big integers; 0 for others. If
 * n / 10^9 rounds to the value then its decimal reads back to it, and with at most 15 digits no shorter one can. */
static int billionths_digits(double value, char digits[MAX_DIGITS + 1], int *k) {
    if (!(value < 1e6)) {
        return 0;
    }
    const double scaled = floor(value * 1e9 + 0.5);
    if (scaled / 1e9 != value || scaled < 1.0) {
        return 0;
    }
    char reversed[MAX_DIGITS + 1] = {0};
    int count = 0;
    for (uint64_t n = (uint64_t)scaled; n > 0; n /= 10) {
        reversed[count++] = (char)('0' + n % 10);
    }
    int zeros = 0; /* at the end of the number, which are not written */
    while (reversed[zeros] == '0') {
        zeros++;
    }
    for (int i = 0; i < count - zeros; i++) {
        digits[i] = reversed[count - 1 - i];
    }
    *k = count - 9;
    return count - zeros;
}

static size_t print_exponent(char *out, int exponent) {
    size_t n = 0;
    out[n++] = 'e';
    out[n++] = exponent < 0 ? '-' : '+';
    const int size = exponent < 0 ? -exponent : exponent;
    if (size >= 100) {
        out[n++] = (char)('0' + size / 100);
    }
    if (size >= 10) {
        out[n++] = (char)('0' + size / 10 % 10);
    }
    out[n++] = (char)('0' + size % 10);
    return n;
}

/* Lays `count` digits out with the point after the k-th. */
static size_t lay_out(const char *digits, int count, int k, char *out) {
    size_t n = 0;
    if (k > 21 || k < -5) {
        out[n++] = digits[0];
        if (count > 1) {
            out[n++] = '.';
            memcpy(out + n, digits + 1, (size_t)count - 1);
            n += (size_t)count - 1;
        }
        return n + print_exponent(out + n, k - 1);
    }
    if (k <= 0) {
        out[n++] = '0';
        out[n++] = '.';
        for (int i = k; i < 0; i++) {
            out[n++] = '0';
        }
    }
    for (int i = 0; i < count || i < k; i++) {
        if (i == k && k > 0) {
            out[n++] = '.';
        }
        out[n++] = i < count ? digits[i] : '0';
    }
    return n;
}

size_t smacs_number_print(double value, char out[SMACS_NUMBER_MAX]) {
    size_t n = 0;
    if (isnan(value) || isinf(value)) {
        memcpy(out, "null", 5);
        return 4;
    }
    if (value < 0) {
        out[n++] = '-';
        value = -value;
    }
    if (value == 0) {
        out[n++] = '0';
    } else {
        char digits[MAX_DIGITS + 1];
        int k = 0;
        int count = billionths_digits(value, digits, &k);
        if (count == 0) {
            count = shortest_digits(value, digits, &k);
        }
        n += lay_out(digits, count, k, out + n);
    }
    out[n] = 0;
    return n;
}
