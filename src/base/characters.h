/* Folded code points, and what kind of character each is. */
#ifndef SMACS_BASE_CHARACTERS_H
#define SMACS_BASE_CHARACTERS_H

#include <stdint.h>

typedef enum smacs_char {
    SMACS_CHAR_SPACE,  /* white space and controls: separates words */
    SMACS_CHAR_LETTER, /* of a script that writes words with letters */
    SMACS_CHAR_DIGIT,  /* ASCII 0-9, full-width forms folded to them */
    SMACS_CHAR_CJK,    /* Han, kana, Hangul: each character is a word */
    SMACS_CHAR_SYMBOL, /* each a token of its own */
    SMACS_CHAR_MARK    /* combining marks and variation selectors: left out */
} smacs_char;

/* Lower case for Latin, Greek and Cyrillic; full-width ASCII to ASCII; all else unchanged. */
uint32_t smacs_fold(uint32_t code_point);

/* A folded letter of Latin-1 or Latin Extended-A without its accent; all else unchanged. */
uint32_t smacs_bare(uint32_t code_point);

/* Kind of a folded code point. */
smacs_char smacs_char_kind(uint32_t code_point);

#endif
