/* Small questions about borrowed text. A NULL text of size 0 is as good as an empty one. */
#ifndef SMACS_BASE_TEXT_H
#define SMACS_BASE_TEXT_H

#include <smacs/status.h>
#include <stdbool.h>
#include <stdint.h>

/* The text from its byte `count` on, and up to it; a count beyond its size counts as its size. */
smacs_text smacs_text_after(smacs_text text, size_t count);
smacs_text smacs_text_before(smacs_text text, size_t count);

/* Without control characters and spaces at both ends. */
smacs_text smacs_text_trimmed(smacs_text text);

/* Whether the text has a size and no bytes, which no function takes. */
static inline bool smacs_text_lacks(smacs_text text) { return !text.data && text.size > 0; }

bool smacs_text_equal(smacs_text x, smacs_text y);
bool smacs_text_is(smacs_text text, const char *word);
bool smacs_text_begins(smacs_text text, const char *word);
bool smacs_text_ends(smacs_text text, const char *word);

/* The same, letters of ASCII in either case; `word` is in lower case. */
bool smacs_text_is_folded(smacs_text text, const char *word);
bool smacs_text_begins_folded(smacs_text text, const char *word);

/* Place of the first `word`, or text.size. */
size_t smacs_text_find(smacs_text text, const char *word);

/* Places of the first and the last `word`, which is in lower case, in letters of either case; or text.size. */
size_t smacs_text_find_folded(smacs_text text, const char *word);
size_t smacs_text_find_last_folded(smacs_text text, const char *word);

/* The number that `count` digits, at most 9, make; UINT32_MAX if another character is among them. */
uint32_t smacs_text_number(const char *digits, size_t count);

/* Digits of `value` in a base from 2 to 16, at least `least` of them, into `out` without a NUL. Returns how many.
 * Instead of printf, which would be a third of the WebAssembly module. */
#define SMACS_DIGITS_MAX 64
size_t smacs_text_digits(uint64_t value, uint32_t base, size_t least, char out[SMACS_DIGITS_MAX]);

#endif
