/* Seeded random numbers: PCG32 (O'Neill 2014, XSH-RR). The same sequence on every target. */
#ifndef SMACS_BASE_RNG_H
#define SMACS_BASE_RNG_H

#include <stdint.h>

typedef struct smacs_rng {
    uint64_t state;
    uint64_t increment; /* odd */
} smacs_rng;

/* Streams of different `stream` are independent for one seed. */
void smacs_rng_seed(smacs_rng *rng, uint64_t seed, uint64_t stream);
uint32_t smacs_rng_u32(smacs_rng *rng);
/* Uniform in [0, bound) without bias; bound > 0. */
uint32_t smacs_rng_below(smacs_rng *rng, uint32_t bound);
/* Uniform in (0, 1), never an end point, 53 bits. */
double smacs_rng_unit(smacs_rng *rng);
/* Standard normal, as the sum of 12 uniforms less 6: exact arithmetic, no libm; tails end at +-6. */
double smacs_rng_normal(smacs_rng *rng);

#endif
