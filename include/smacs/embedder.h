/* The static embedder (.sme): text -> direction, the same bits on every target.
 *
 * A file holds a tokenizer kind with its parameters, a sorted table of feature keys [V], a table [V][D] of 8 or 4 bits
 * a value with one scale and one weight per row. A text's vector is the weighted sum of its features' rows, quantised
 * to int8 [D]. Vectors are directions: only cosines between them have meaning, and cosines need no scale.
 */
#ifndef SMACS_EMBEDDER_H
#define SMACS_EMBEDDER_H

#include <smacs/allocator.h>
#include <smacs/export.h>
#include <smacs/status.h>
#include <smacs/vector.h>

SMACS_API_BEGIN

/* Limits of the format. D is a multiple of 16 so that every row starts aligned for the vector kernels. */
#define SMACS_DIM_MIN 16
#define SMACS_DIM_MAX 4096
#define SMACS_VOCABULARY_MAX (1u << 24)

typedef struct smacs_embedder smacs_embedder;

typedef enum smacs_tokenizer {
    SMACS_TOKENIZER_PIECES = 2, /* hashed WordPiece pieces, and pairs that show a text's layout */
    SMACS_TOKENIZER_NGRAMS = 3  /* hashed words, pairs of neighbours, character n-grams; 1 was the same but for pairs */
} smacs_tokenizer;

typedef struct smacs_embedder_facts {
    smacs_text name; /* as given to the trainer; borrowed from the file's bytes */
    smacs_tokenizer tokenizer;
    uint32_t dim;        /* D */
    uint32_t vocabulary; /* V */
    uint64_t digest;     /* of the whole file; an index remembers the digest of the embedder that made it */
} smacs_embedder_facts;

/* Opens an embedder file as a borrowed view after checking all of it.
 * `bytes` [size]: must stay readable and unchanged until smacs_embedder_free; any alignment is accepted.
 * On success *out owns nothing of `bytes`; on failure *out is NULL.
 * Errors: MEMORY, TRUNCATED, MAGIC, VERSION, CHECKSUM, FORMAT, TOO_LARGE. */
smacs_status smacs_embedder_open(const smacs_allocator *allocator, const void *bytes, size_t size, smacs_embedder **out,
                                 smacs_error *error);
void smacs_embedder_free(smacs_embedder *embedder);

smacs_embedder_facts smacs_embedder_describe(const smacs_embedder *embedder);

/* Bytes of scratch that smacs_embed needs: 2 * V + 8 * D + 8192. */
size_t smacs_embed_bound(const smacs_embedder *embedder);

/* Embeds `text` into `vector` [D]. A text without any known feature gives the zero vector, whose cosine with
 * everything is 0; that is not an error.
 * `scratch`: smacs_embed_bound() bytes aligned to 8, contents irrelevant before and after; NULL makes the call allocate
 * and free its own. Errors: MEMORY (only with NULL scratch), ARGUMENT (NULL data with a size above 0). */
smacs_status smacs_embed(const smacs_embedder *embedder, smacs_text text, int8_t *vector, void *scratch);

/* How many features (words or pieces, numbers, symbols, pairs) the embedder reads in a text, repeated ones counted
 * again: how much there is to go by. */
uint32_t smacs_embed_features(const smacs_embedder *embedder, smacs_text text);

SMACS_API_END

#endif
