/* Prior dropping: which references each aggregator sees.
 *
 * The paper draws without replacement with numpy; Gumbel top-r has the same distribution (Vieira 2014) and needs no
 * renormalising between draws. The reference's scale adds 1e-10 to sqrt(n) against division by zero; n > 0 here. */
#include "base/mem.h"
#include "base/rng.h"
#include "base/scalar.h"
#include <math.h>
#include <smacs/posterior.h>

/* Streams of the run's random numbers: one for each subset, from here on. */
#define SUBSET_STREAM 0x5B5E7000u

/* z = (d - mean d) / D into `z` [n]; zeros where the priors tell nothing. */
static void standardise(const double *priors, uint32_t n, smacs_mode mode, double tau, double *z) {
    double least = INFINITY, sum = 0.0, squares = 0.0;
    for (uint32_t i = 0; i < n; i++) {
        least = priors[i] < least ? priors[i] : least;
    }
    for (uint32_t i = 0; i < n; i++) {
        const double d = priors[i] - least;
        sum += d;
        squares += d * d;
    }
    const double scale =
        mode == SMACS_MODE_PAPER ? squares / sqrt((double)n) : (tau > 0.0 ? tau : 1.0) * sqrt(squares / n);
    const bool usable = isfinite(scale) && scale > 0.0;
    for (uint32_t i = 0; i < n; i++) {
        const double value = usable ? (priors[i] - least - sum / n) / scale : 0.0;
        z[i] = isfinite(value) ? value : 0.0;
    }
}

void smacs_drop_chances(const double *priors, uint32_t n, smacs_mode mode, double tau, double *p) {
    double top = -INFINITY, total = 0.0;
    standardise(priors, n, mode, tau, p);
    for (uint32_t i = 0; i < n; i++) {
        top = p[i] > top ? p[i] : top;
    }
    for (uint32_t i = 0; i < n; i++) {
        p[i] = smacs_exp(p[i] - top);
        total += p[i];
    }
    for (uint32_t i = 0; i < n; i++) {
        p[i] /= total;
    }
}

smacs_status smacs_subset_draw(const smacs_allocator *allocator, const double *priors, uint32_t n, uint32_t r,
                               smacs_mode mode, double tau, uint64_t seed, uint32_t subset, bool *members) {
    if (n > 0 && (!priors || !members)) {
        return SMACS_E_ARGUMENT;
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    double *keys = smacs_mem_zeroed(&a, n, sizeof *keys);
    smacs_rng rng;
    if (!keys) {
        return SMACS_E_MEMORY;
    }
    smacs_rng_seed(&rng, seed, (uint64_t)SUBSET_STREAM + subset);
    standardise(priors, n, mode, tau, keys);
    for (uint32_t i = 0; i < n; i++) {
        keys[i] -= smacs_log(-smacs_log(smacs_rng_unit(&rng)));
        members[i] = false;
    }
    for (uint32_t drawn = 0; drawn < r && drawn < n; drawn++) {
        uint32_t best = UINT32_MAX;
        for (uint32_t i = 0; i < n; i++) {
            if (!members[i] && (best == UINT32_MAX || keys[i] > keys[best])) {
                best = i;
            }
        }
        members[best] = true;
    }
    smacs_mem_free(&a, keys);
    return SMACS_OK;
}
