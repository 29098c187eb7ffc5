/* Text to hashed features: words or pieces of words, numbers and their shapes, symbols, pairs, character n-grams. */
#ifndef SMACS_EMBED_NGRAMS_H
#define SMACS_EMBED_NGRAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum smacs_feature {
    SMACS_FEATURE_WORD,   /* a run of letters or the piece it begins with, or one CJK character */
    SMACS_FEATURE_NUMBER, /* a run of digits */
    SMACS_FEATURE_SHAPE,  /* how many digits it has, 4 standing for more; with pieces also 0, a CJK character */
    SMACS_FEATURE_SYMBOL, /* one other character, or the end of a line */
    SMACS_FEATURE_PAIR,   /* two neighbours among words, number shapes and symbols, or one and the text's edge;
                             with pieces only two of which one is a symbol or both are CJK characters */
    SMACS_FEATURE_GRAM    /* gram_min..gram_max characters of <word>, the brackets included; or a later piece */
} smacs_feature;

/* Stored in the embedder file. gram_max 0 means no character n-grams; pairs 0 means no pairs. */
typedef struct smacs_ngrams {
    uint32_t gram_min, gram_max; /* 1 <= min <= max <= SMACS_GRAM_MAX */
    uint32_t pairs;
} smacs_ngrams;
#define SMACS_GRAM_MAX 8
#define SMACS_PIECE_MAX 20 /* characters of a piece */

/* Whether the vocabulary has a feature. */
typedef bool (*smacs_feature_known)(const void *context, uint32_t hash);

/* Takes one occurrence of a feature. */
typedef void (*smacs_feature_sink)(void *context, uint32_t hash, smacs_feature kind);

/* Calls `sink` for every occurrence in `text` [size], in reading order. Allocates nothing. */
void smacs_ngrams_each(const smacs_ngrams *params, const char *text, size_t size, smacs_feature_sink sink,
                       void *context);

/* As smacs_ngrams_each, with words cut into pieces that `known` knows, the longest first (WordPiece), and accents left
 * out. A character that no known piece begins with is a word of its own. */
void smacs_pieces_each(const char *text, size_t size, smacs_feature_known known, smacs_feature_sink sink,
                       void *context);

#endif
