/* Ten bins of certainties, and what they come to:
 *     ece     expected calibration error: mean over the bins of |shown - right|, weighted by their questions, in points
 *     Brier   mean of (shown - right)^2
 * A perfectly calibrated model has an ece above 0 too, by chance. So we draw outcomes with the very chances that were
 * shown, 2,000 times, and give the mean and the 95th percentile of their ece; ece less that mean is the debiased one.
 * Where 95 % or more is shown, we give the share of right with its 95 % interval (Wilson 1927). */
#include "lab/reliability.h"
#include "base/mem.h"
#include "base/rng.h"
#include "json/run.h"

#include <math.h>
#include <stdlib.h>

enum { BINS = 10, DRAWS = 2000 };
#define DRAW_STREAM 0xECE0000u

typedef struct bin {
    double shown, right; /* sums */
    uint64_t count;
} bin;

smacs_status lab_reliability_add(lab_reliability *r, smacs_certainty certainty, double right) {
    if (certainty.why != SMACS_CERTAINTY_KNOWN) {
        r->unknown[certainty.why]++;
        return SMACS_OK;
    }
    if (!smacs_mem_reserve(&r->a, &r->shown, &r->shown_capacity, r->count + 1, sizeof *r->shown) ||
        !smacs_mem_reserve(&r->a, &r->right, &r->right_capacity, r->count + 1, sizeof *r->right)) {
        return SMACS_E_MEMORY;
    }
    r->shown[r->count] = certainty.p;
    r->right[r->count++] = right;
    return SMACS_OK;
}

void lab_reliability_free(lab_reliability *r) {
    smacs_mem_free(&r->a, r->shown);
    smacs_mem_free(&r->a, r->right);
}

static void fill_bins(const double *shown, const double *right, size_t count, bin bins[BINS]) {
    for (int b = 0; b < BINS; b++) {
        bins[b] = (bin){0};
    }
    for (size_t i = 0; i < count; i++) {
        const int place = (int)(shown[i] * BINS);
        bin *b = &bins[place >= BINS ? BINS - 1 : place];
        b->shown += shown[i];
        b->right += right[i];
        b->count++;
    }
}

static double ece_of(const bin bins[BINS], size_t count) {
    double sum = 0.0;
    for (int b = 0; b < BINS; b++) {
        sum += fabs(bins[b].shown - bins[b].right);
    }
    return 100.0 * sum / (double)count;
}

static double brier_of(const lab_reliability *r) {
    double sum = 0.0;
    for (size_t i = 0; i < r->count; i++) {
        sum += (r->shown[i] - r->right[i]) * (r->shown[i] - r->right[i]);
    }
    return sum / (double)r->count;
}

static int by_value(const void *x, const void *y) {
    const double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

/* Mean and 95th percentile of a perfect model's ece. Errors: MEMORY. */
static smacs_status draw_perfect(const lab_reliability *r, uint64_t seed, double *mean, double *high) {
    double *drawn = smacs_mem_zeroed(&r->a, r->count, sizeof *drawn), eces[DRAWS], sum = 0.0;
    bin bins[BINS];
    if (!drawn) {
        return SMACS_E_MEMORY;
    }
    for (uint32_t d = 0; d < DRAWS; d++) {
        smacs_rng rng;
        smacs_rng_seed(&rng, seed, (uint64_t)DRAW_STREAM + d);
        for (size_t i = 0; i < r->count; i++) {
            drawn[i] = smacs_rng_unit(&rng) < r->shown[i] ? 1.0 : 0.0;
        }
        fill_bins(r->shown, drawn, r->count, bins);
        sum += eces[d] = ece_of(bins, r->count);
    }
    smacs_mem_free(&r->a, drawn);
    qsort(eces, DRAWS, sizeof *eces, by_value);
    *mean = sum / DRAWS;
    *high = eces[DRAWS * 95 / 100];
    return SMACS_OK;
}

/* A share of right in percent, with Wilson's interval. */
static void write_sure(const lab_reliability *r, smacs_json_writer *w) {
    double right = 0.0, n = 0.0;
    for (size_t i = 0; i < r->count; i++) {
        if (r->shown[i] >= 0.95) {
            right += r->right[i];
            n += 1.0;
        }
    }
    const double z = 1.959964, share = right / n, middle = share + z * z / (2.0 * n);
    const double half = z * sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n)), whole = 1.0 + z * z / n;
    smacs_json_name(w, "sure");
    smacs_json_open(w, '{');
    smacs_json_integer_member(w, "questions", (uint64_t)n);
    smacs_json_number_member(w, "right", 100.0 * share);
    smacs_json_number_member(w, "low", 100.0 * (middle - half) / whole);
    smacs_json_number_member(w, "high", 100.0 * (middle + half) / whole);
    smacs_json_close(w, '}');
}

static void write_bins(const bin bins[BINS], smacs_json_writer *w) {
    smacs_json_name(w, "bins");
    smacs_json_open(w, '[');
    for (int b = 0; b < BINS; b++) {
        const double count = bins[b].count > 0 ? (double)bins[b].count : (double)NAN;
        smacs_json_open(w, '{');
        smacs_json_integer_member(w, "from", 100 * (uint64_t)b / BINS);
        smacs_json_integer_member(w, "to", 100 * ((uint64_t)b + 1) / BINS);
        smacs_json_number_member(w, "shown", 100.0 * bins[b].shown / count);
        smacs_json_number_member(w, "right", 100.0 * bins[b].right / count);
        smacs_json_integer_member(w, "questions", bins[b].count);
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
}

smacs_status lab_reliability_write(const lab_reliability *r, uint64_t seed, smacs_json_writer *w) {
    double mean = NAN, high = NAN;
    bin bins[BINS];
    const smacs_status status = r->count > 0 ? draw_perfect(r, seed, &mean, &high) : SMACS_OK;
    if (status != SMACS_OK) {
        return status;
    }
    fill_bins(r->shown, r->right, r->count, bins);
    const double ece = r->count > 0 ? ece_of(bins, r->count) : (double)NAN;
    smacs_json_name(w, "reliability");
    smacs_json_open(w, '{');
    smacs_json_integer_member(w, "questions", r->count);
    smacs_json_number_member(w, "ece", ece);
    smacs_json_number_member(w, "ece_perfect_mean", mean);
    smacs_json_number_member(w, "ece_perfect_95", high);
    smacs_json_number_member(w, "ece_debiased", ece - mean);
    smacs_json_number_member(w, "brier", r->count > 0 ? brier_of(r) : (double)NAN);
    write_sure(r, w);
    write_bins(bins, w);
    smacs_json_name(w, "unknown");
    smacs_json_open(w, '{');
    for (int why = SMACS_CERTAINTY_KNOWN + 1; why < SMACS_CERTAINTY_COUNT; why++) {
        smacs_json_integer_member(w, smacs_run_certainty_reasons[why], r->unknown[why]);
    }
    smacs_json_close(w, '}');
    smacs_json_close(w, '}');
    return SMACS_OK;
}
