/* Numbers as answers, compared exactly. */
#ifndef SMACS_ANSWER_NUMBER_H
#define SMACS_ANSWER_NUMBER_H

#include "base/text.h"

/* Characters of the longest number's key, with the NUL. */
#define SMACS_NUMBER_KEY_MAX 64

/* How a number is written. Zeroed: as in English. */
typedef struct smacs_answer_number_style {
    bool comma; /* where it can be either, a comma is a decimal point: "2,5"; it always is in "1.234,5" */
    bool money; /* "2B" is two billion */
} smacs_answer_number_style;

/* Reads a number in plain spelling (math.h) at the start of `text`: sign, dollar, thousands, decimals, powers,
 * fractions, mixed numbers, "million". Returns how many bytes it takes; 0: no number. The key is the number in lowest
 * terms, as a decimal where that ends. Integers only, so the result is exact. */
size_t smacs_answer_number_read(smacs_text text, smacs_answer_number_style how, char key[SMACS_NUMBER_KEY_MAX]);

/* The same, written as in English. */
size_t smacs_answer_number(smacs_text text, char key[SMACS_NUMBER_KEY_MAX]);

/* The same for words of one language: "twelve", "sechsundsechzig", "two and a half", "two thirds" (spoken.c). */
size_t smacs_answer_number_word(smacs_text text, char key[SMACS_NUMBER_KEY_MAX]);

/* The key of a fraction. `under` is not 0. */
void smacs_answer_number_print(bool negative, uint64_t over, uint64_t under, char key[SMACS_NUMBER_KEY_MAX]);

#endif
