/* How an answer's text becomes a key. */
#ifndef SMACS_POSTERIOR_ANSWER_H
#define SMACS_POSTERIOR_ANSWER_H

#include "base/mem.h"
#include <smacs/answer.h>

/* Longest text that is taken for an answer, in bytes; programs may put out more. */
enum { SMACS_ANSWER_MAX = 200, SMACS_LITERAL_MAX = 4000 };

/* Characters of the longest number's key, with the NUL. */
#define SMACS_NUMBER_KEY_MAX 64

/* ---- answer_number.c ---- */

/* Reads a number at the start of `text`: sign, currency, thousands, decimals, exponent, simple and LaTeX fractions, mixed
 * numbers. Returns how many bytes it takes, 0 for no number or one beyond 64 bits; the key gets it in lowest terms, as a
 * decimal where it ends. Exact: integers only. */
size_t smacs_answer_number(smacs_text text, char key[SMACS_NUMBER_KEY_MAX]);

/* ---- answer_key.c ---- */

/* Fills kind and key from `text`, which is not kept; kind NONE if it is empty or too long. Errors: MEMORY. */
smacs_status smacs_answer_key(const smacs_allocator *a, smacs_text text, smacs_answer_form form, smacs_answer *out);

#endif
