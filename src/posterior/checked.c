/* Logistic regressions over what a check showed. How many examples were passed says nothing beside how many answers that
 * pass them behave alike; and where programs are compared without examples, the votes' own certainty holds. */
#include "posterior/checked.h"
#include "base/bits.h"
#include "base/scalar.h"
#include "posterior/checked_weights.h"

enum { OUTPUT, PASSES, ALIKE, FAILS, WEIGHTS };

_Static_assert(sizeof smacs_checked_weights / sizeof *smacs_checked_weights == WEIGHTS,
               "fit the weights anew: make certainty");

static double weight(int i) { return smacs_checked_weights[i] / 1e4; }

static double logistic(double z) { return 1.0 / (1.0 + smacs_exp(-z)); }

double smacs_checked_output(void) { return logistic(weight(OUTPUT)); }

double smacs_checked_examples(bool passes, uint32_t alike) {
    return logistic(passes ? weight(PASSES) + weight(ALIKE) * smacs_log(alike) : weight(FAILS));
}

uint64_t smacs_checked_digest(uint64_t digest) {
    for (int i = 0; i < WEIGHTS; i++) {
        uint8_t bytes[4];
        smacs_store_u32(bytes, (uint32_t)smacs_checked_weights[i]);
        digest = smacs_fnv1a(digest, bytes, sizeof bytes);
    }
    return digest;
}
