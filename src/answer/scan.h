/* Characters of a text, and where quotes, brackets and values end. */
#ifndef SMACS_ANSWER_SCAN_H
#define SMACS_ANSWER_SCAN_H

#include "base/text.h"
#include <string.h>

/* ---- characters ---- */

static inline bool smacs_is_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool smacs_is_capital(char c) { return c >= 'A' && c <= 'Z'; }
static inline bool smacs_is_letter(char c) { return (c >= 'a' && c <= 'z') || smacs_is_capital(c); }
/* Whether a byte is of a word: a letter, a digit, or part of a character beyond ASCII. */
static inline bool smacs_is_word_byte(char c) {
    return smacs_is_letter(c) || smacs_is_digit(c) || ((unsigned char)c & 0x80) != 0;
}
static inline bool smacs_is_blank(char c) { return (unsigned char)c <= ' '; }

/* Whether `c` is in `set`; NUL is in none. */
bool smacs_is_of(char c, const char *set);

/* The character at `at`, or NUL behind the end. */
static inline char smacs_char_at(smacs_text text, size_t at) { return at < text.size ? text.data[at] : 0; }

/* ---- skipping ---- */

/* `text` without the characters of `set` at its front. */
smacs_text smacs_skip(smacs_text text, const char *set);

/* The place of the first digit; text.size: there is none. */
size_t smacs_first_digit(smacs_text text);

static inline bool smacs_has_digit(smacs_text text) { return smacs_first_digit(text) < text.size; }

/* The first place from `at` on that is not blank. */
size_t smacs_skip_blanks(smacs_text text, size_t at);

/* The sign within a text of quotes or back-ticks and nothing else but that, as "`<=`"; absent: it is none. */
smacs_text smacs_quoted_sign(smacs_text text);

/* Whether a text is one formula in display or within dollars, which may equate several terms. */
bool smacs_is_formula(smacs_text text);

/* Whether a word is code rather than prose: it has a back-tick, is a sign in quotes, or an option of a command, "-v". */
bool smacs_is_code(smacs_text word);

/* Folds `text` to lower case into `out`. Returns its bytes; 0: it does not fit. */
size_t smacs_fold_text(smacs_text text, char *out, size_t capacity);

/* ---- ends ---- */

/* The end of the quoted text that begins at `at`, behind its closing quote; 0: it does not close. */
size_t smacs_quoted_end(smacs_text text, size_t at);

/* The end of the group "{..}" or "(..)" that begins `text`, behind its bracket; 0: it does not close. */
size_t smacs_group_end(smacs_text text);

/* The end of the value that begins `text`: the first comma, closing bracket or line end that stands outside all
 * brackets and quotes. */
size_t smacs_value_end(smacs_text text);

/* The end of the one quoted text, list, tuple or mapping that begins `text`; 0: there is none. */
size_t smacs_structure_end(smacs_text text);

#endif
