/* Mathematics in one spelling. */
#ifndef SMACS_ANSWER_MATH_H
#define SMACS_ANSWER_MATH_H

#include "base/mem.h"
#include <smacs/status.h>

/* Appends LaTeX and Unicode in plain spelling: "\dfrac" becomes "\frac", "\cdot" "*", "\text{..}" its content. */
void smacs_answer_spell(const smacs_allocator *a, smacs_bytes *out, smacs_text text);

/* Appends an expression in plain spelling without spaces, ornaments and needless brackets. */
void smacs_answer_expression(const smacs_allocator *a, smacs_bytes *out, smacs_text text);

#endif
