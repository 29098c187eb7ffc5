/* Included before every file of the library: names whose use would break a promise become compile errors.
 *
 * Memory goes by way of the handle's allocator, so malloc and its kin are only for base/mem.c (told by
 * SMACS_BASE_MEM_C, which CMake defines for it). libm's transcendental functions differ between libcs in
 * their last bits; base/scalar.h has ours. */
#ifndef SMACS_POISON_H
#define SMACS_POISON_H

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#pragma GCC poison exp exp2 expm1 log log2 log10 log1p pow cbrt hypot sin cos tan asin acos atan atan2
#pragma GCC poison sinh cosh tanh asinh acosh atanh erf erfc tgamma lgamma expf exp2f expm1f logf log2f log10f
#pragma GCC poison log1pf powf cbrtf hypotf sinf cosf tanf asinf acosf atanf atan2f sinhf coshf tanhf
#pragma GCC poison strcpy strcat sprintf gets abort exit
#ifndef SMACS_BASE_MEM_C
#pragma GCC poison malloc calloc aligned_alloc strdup /* realloc and free are names of the allocator too */
#endif

#endif
