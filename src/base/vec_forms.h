/* Forms of smacs_dots_i8, for vec.c and for tests, which compare each with the scalar one. All take any `count`; a narrow one needs rows of -64 .. 63. */
#ifndef SMACS_BASE_VEC_FORMS_H
#define SMACS_BASE_VEC_FORMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef void smacs_dots(const int8_t *rows, size_t count, uint32_t dim, const int8_t *query, int32_t *out);

smacs_dots smacs_dots_i8_scalar;

#if defined(__wasm_simd128__)
smacs_dots smacs_dots_i8_wasm, smacs_dots_i8_relaxed;
bool smacs_has_relaxed(void);
#elif defined(__x86_64__)
smacs_dots smacs_dots_i8_avx2, smacs_dots_i8_vnni;
bool smacs_has_avx2(void);
bool smacs_has_vnni(void);
#elif defined(__aarch64__)
smacs_dots smacs_dots_i8_neon;
#endif

/* Those of this target, fastest first; the last is the scalar one. */
typedef struct smacs_dots_form {
    const char *name;
    smacs_dots *dots;
    bool (*usable)(void); /* on this processor; NULL: always */
    bool narrow;          /* for rows with values of -64 .. 63 alone */
} smacs_dots_form;
const smacs_dots_form *smacs_dots_forms(void);

#endif
