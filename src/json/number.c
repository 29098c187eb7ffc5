/* Doubles to decimals and back, exactly, with small big integers.
 *
 * Out: shortest decimal digits of a double: Steele & White's free-format algorithm as stated by Burger & Dybvig,
 * "Printing Floating-Point Numbers Quickly and Accurately" (1996), with small big integers. We do not use printf
 * because its digits, speed and code size differ between C libraries, and because "%.17g" prints 0.1 as
 * 0.10000000000000001. The layout (where the point stands, when an exponent is used) is that of JavaScript's
 * Number.prototype.toString, so that a result is the same text whether C or the page prints it.
 *
 * In: the double nearest to a decimal, ties to even, by long division. The C libraries' strtod gives the same, but the
 * WebAssembly module has no other use for the long doubles that come with it, a tenth of its size. */
#include "json/writer.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* The largest operand is what the least decimal that is read is divided by, 10^390: below 2^1300. */
enum { LIMBS = 43, MAX_DIGITS = 17, READ_DIGITS = 64 };

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

/* b = b * factor + carry. */
static void big_multiply_add(big *b, uint32_t factor, uint64_t carry) {
    for (int i = 0; i < b->used; i++) {
        carry += (uint64_t)b->limb[i] * factor;
        b->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry) {
        b->limb[b->used++] = (uint32_t)carry;
    }
}

static void big_multiply(big *b, uint32_t factor) { big_multiply_add(b, factor, 0); }

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

static int big_bits(const big *b) {
    int bits = b->used * 32;
    for (uint32_t top = b->limb[b->used - 1]; !(top >> 31); top <<= 1) {
        bits--;
    }
    return bits;
}

/* The double nearest to a / b; both are above 0. */
static double nearest_ratio(big *a, big *b) {
    int exponent = big_bits(a) - big_bits(b);
    big_shift(exponent < 0 ? a : b, exponent < 0 ? -exponent : exponent);
    if (big_compare(a, b) < 0) {
        big_multiply(a, 2);
        exponent--;
    }
    /* Now a / b, from 1 to 2, times 2^exponent. A subnormal has fewer bits. */
    const int bits = exponent >= -1022 ? 53 : exponent + 1075;
    if (exponent > 1023 || bits < 0) {
        return bits < 0 ? 0.0 : HUGE_VAL;
    }
    uint64_t mantissa = 0;
    for (int i = 0; i < bits; i++) {
        mantissa <<= 1;
        if (big_compare(a, b) >= 0) {
            big_subtract(a, b);
            mantissa++;
        }
        big_multiply(a, 2);
    }
    const int rest = big_compare(a, b);
    mantissa += rest > 0 || (rest == 0 && (mantissa & 1));
    /* The leading bit of a full mantissa, and what rounding carries beyond it, count in the exponent. */
    mantissa += bits == 53 ? (uint64_t)(exponent + 1022) << 52 : 0;
    double value;
    memcpy(&value, &mantissa, sizeof value);
    return value;
}

/* digits * 10^exponent, where `digits` has `count` of them. */
static double scale_decimal(big *digits, int count, int exponent) {
    if (digits->used == 0 || count + exponent < -326) {
        return 0.0;
    }
    if (count + exponent > 310) {
        return HUGE_VAL;
    }
    /* Exact in doubles: up to 2^53, and up to 10^22. */
    if (count <= 15 && exponent >= -22 && exponent <= 22) {
        double value = digits->limb[0], power = 1.0;
        value += digits->used > 1 ? digits->limb[1] * 4294967296.0 : 0.0;
        for (int i = exponent < 0 ? -exponent : exponent; i > 0; i--) {
            power *= 10.0;
        }
        return exponent < 0 ? value / power : value * power;
    }
    big divisor;
    big_set(&divisor, 1);
    big_scale10(exponent < 0 ? &divisor : digits, exponent < 0 ? -exponent : exponent);
    return nearest_ratio(digits, &divisor);
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Reads "e-7" at the start of `text`; 0, and no further, for anything else. */
static int read_exponent(const char *text, const char **end) {
    const char *at = text;
    int value = 0;
    if (*at != 'e' && *at != 'E') {
        return 0;
    }
    const bool negative = *++at == '-';
    at += *at == '-' || *at == '+';
    if (!is_digit(*at)) {
        return 0;
    }
    for (; is_digit(*at); at++) {
        value = value < 100000 ? value * 10 + (*at - '0') : value;
    }
    *end = at;
    return negative ? -value : value;
}

double smacs_number_read(const char *text, char **end) {
    const bool negative = *text == '-';
    const char *at = text + (negative || *text == '+');
    big digits;
    big_set(&digits, 0);
    int count = 0, exponent = 0, read = 0;
    for (bool point = false; is_digit(*at) || (*at == '.' && !point); at++) {
        if (*at == '.') {
            point = true;
            continue;
        }
        read++;
        if (count < READ_DIGITS) {
            big_multiply_add(&digits, 10, (uint64_t)(*at - '0'));
            count += digits.used > 0;
            exponent -= point;
        } else {
            exponent += !point;
        }
    }
    *end = (char *)(uintptr_t)text;
    if (read == 0) {
        return 0.0;
    }
    exponent += read_exponent(at, &at);
    *end = (char *)(uintptr_t)at;
    const double value = scale_decimal(&digits, count, exponent);
    return negative ? -value : value;
}
