/* Text to hashed features: words, numbers and their shapes, symbols, word pairs, character n-grams. */
#ifndef SMACS_EMBED_NGRAMS_H
#define SMACS_EMBED_NGRAMS_H

#include <stddef.h>
#include <stdint.h>

typedef enum smacs_feature {
    SMACS_FEATURE_WORD,   /* a run of letters, or one CJK character */
    SMACS_FEATURE_NUMBER, /* a run of digits */
    SMACS_FEATURE_SHAPE,  /* how many digits it has, 4 standing for more */
    SMACS_FEATURE_SYMBOL, /* one other character */
    SMACS_FEATURE_PAIR,   /* two words or number shapes in sequence, symbols between them passed over */
    SMACS_FEATURE_GRAM    /* gram_min..gram_max characters of <word>, the brackets included */
} smacs_feature;

/* Stored in the embedder file. gram_max 0 means no character n-grams; pairs 0 means no pairs. */
typedef struct smacs_ngrams {
    uint32_t gram_min, gram_max; /* 1 <= min <= max <= SMACS_GRAM_MAX */
    uint32_t pairs;
} smacs_ngrams;
#define SMACS_GRAM_MAX 8

/* Takes one occurrence of a feature. */
typedef void (*smacs_feature_sink)(void *context, uint32_t hash, smacs_feature kind);

/* Calls `sink` for every occurrence in `text` [size], in reading order. Allocates nothing. */
void smacs_ngrams_each(const smacs_ngrams *params, const char *text, size_t size, smacs_feature_sink sink,
                       void *context);

#endif
