/* Letters of options. */
#ifndef SMACS_ANSWER_LETTER_H
#define SMACS_ANSWER_LETTER_H

#include "base/text.h"

/* Whether `c` is the capital letter of one of `options` options. */
static inline bool smacs_is_option(char c, uint32_t options) { return c >= 'A' && c < (char)('A' + options); }

/* The option that `text` begins with, in any brackets and marks, as a capital letter; 0: none, or several. *at is where
 * the letter stands. */
char smacs_answer_letter(smacs_text text, uint32_t options, size_t *at);

/* Whether behind a letter, where `text` begins, another option follows as its equal: "(A) and (E)", "b) 6 or c) 7". */
bool smacs_is_shared(smacs_text text, uint32_t options);

#endif
