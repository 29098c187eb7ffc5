/* PCG32, XSH-RR variant (O'Neill 2014), from the published recurrence. */
#include "base/rng.h"

uint32_t smacs_rng_u32(smacs_rng *rng) {
    const uint64_t old = rng->state;
    rng->state = old * UINT64_C(6364136223846793005) + rng->increment;
    const uint32_t shifted = (uint32_t)((old >> 18 ^ old) >> 27);
    const uint32_t turn = (uint32_t)(old >> 59);
    return shifted >> turn | shifted << (-turn & 31);
}

void smacs_rng_seed(smacs_rng *rng, uint64_t seed, uint64_t stream) {
    rng->state = 0;
    rng->increment = stream << 1 | 1;
    smacs_rng_u32(rng);
    rng->state += seed;
    smacs_rng_u32(rng);
}

uint32_t smacs_rng_below(smacs_rng *rng, uint32_t bound) {
    const uint32_t threshold = -bound % bound; /* 2^32 mod bound: rejecting below it leaves whole multiples */
    for (;;) {
        const uint32_t drawn = smacs_rng_u32(rng);
        if (drawn >= threshold) {
            return drawn % bound;
        }
    }
}

double smacs_rng_unit(smacs_rng *rng) {
    const uint64_t high = smacs_rng_u32(rng) >> 5, low = smacs_rng_u32(rng) >> 6;
    return ((double)(high << 26 | low) + 0.5) * (1.0 / 9007199254740992.0);
}

double smacs_rng_normal(smacs_rng *rng) {
    double sum = -6.0;
    for (int i = 0; i < 12; i++) {
        sum += smacs_rng_unit(rng);
    }
    return sum;
}
