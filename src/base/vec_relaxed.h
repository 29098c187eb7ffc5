/* The kernel of vec_relaxed.wat, which a host of the WebAssembly module may bring. */
#ifndef SMACS_BASE_VEC_RELAXED_H
#define SMACS_BASE_VEC_RELAXED_H

#include "base/vec_forms.h"

/* Uses `kernel` for narrow rows from now on, if it gives the right sums: V8 11.3 has the instructions behind a flag, and
 * one of its two compilers gets them wrong. False: it does not, and is not used. */
bool smacs_use_relaxed(smacs_dots *kernel);

#endif
