/* Logistic regressions over what a check showed. An answer that passes alone is as good as any while none was seen to fail,
 * as where it ends the asking. How many examples were passed says nothing beside how many answers behave alike; and where
 * programs are compared without examples, the votes' own certainty holds. */
#include "posterior/checked.h"
#include "base/scalar.h"
#include "posterior/certainty.h"
#include "posterior/checked_weights.h"

enum { OUTPUT, PASSES, ALIKE, FAILING, FAILS, WEIGHTS };

_Static_assert(sizeof smacs_checked_weights / sizeof *smacs_checked_weights == WEIGHTS,
               "fit the weights anew: make certainty");

static double weight(int i) { return smacs_checked_weights[i] / 1e4; }

double smacs_checked_output(void) { return smacs_logistic(weight(OUTPUT)); }

double smacs_checked_examples(bool passes, uint32_t alike, uint32_t failing) {
    const double passed =
        weight(PASSES) + weight(ALIKE) * smacs_log(alike) - weight(FAILING) * smacs_log(1.0 + failing);
    return smacs_logistic(passes ? passed : weight(FAILS));
}

uint64_t smacs_checked_digest(uint64_t digest) { return smacs_weights_digest(digest, smacs_checked_weights, WEIGHTS); }
