/* Numbers as answers, compared exactly. */
#ifndef SMACS_ANSWER_NUMBER_H
#define SMACS_ANSWER_NUMBER_H

#include "base/text.h"

/* Characters of the longest number's key, with the NUL. */
#define SMACS_NUMBER_KEY_MAX 64

/* Reads a number in plain spelling (math.h) at the start of `text`: sign, currency, thousands, decimals, powers,
 * fractions, mixed numbers, "million". Returns how many bytes it takes; 0: no number. The key is the number in lowest
 * terms, as a decimal where that ends. Integers only, so the result is exact. */
size_t smacs_answer_number(smacs_text text, char key[SMACS_NUMBER_KEY_MAX]);

/* The same for a word, such as "twelve". */
size_t smacs_answer_number_word(smacs_text text, char key[SMACS_NUMBER_KEY_MAX]);

#endif
