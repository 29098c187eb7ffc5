/* The words of a sentence, each held against those of the question. */
#ifndef SMACS_ANSWER_TOKENS_H
#define SMACS_ANSWER_TOKENS_H

#include "answer/held.h"

enum { SMACS_TOKENS_MAX = 80 };

typedef enum smacs_token_kind {
    SMACS_TOKEN_SIGN,
    SMACS_TOKEN_SMALL,
    SMACS_TOKEN_HELD,  /* the question has it, too */
    SMACS_TOKEN_ADDED, /* the question has not, */
    SMACS_TOKEN_NUMBER /* nor this */
} smacs_token_kind;

typedef struct smacs_token {
    smacs_text word, plain; /* as it stands, and without marks */
    smacs_token_kind kind;
    bool capital;
    bool comma; /* a comma or the like stands behind it */
} smacs_token;

typedef struct smacs_tokens {
    smacs_token at[SMACS_TOKENS_MAX];
    size_t count;
    unsigned held, added; /* words of these kinds */
    bool parts;           /* it has parts of tuples or code with blanks in them */
} smacs_tokens;

/* Which kind of word `plain` is, without marks. */
smacs_token_kind smacs_token_kind_of(const smacs_asked *asked, smacs_text plain);

static inline bool smacs_token_is_added(const smacs_token *t) {
    return t->kind == SMACS_TOKEN_ADDED || t->kind == SMACS_TOKEN_NUMBER;
}

/* Splits a sentence into words. What stands in round brackets is left out; "\(" begins a formula. False where there are
 * too many or none. */
bool smacs_tokens_read(const smacs_asked *asked, smacs_text sentence, smacs_tokens *x);

/* What stands from one word to another, without the marks around them, but with those that belong to a value: "$5",
 * "5!", "5%". */
smacs_text smacs_tokens_span(const smacs_token *first, const smacs_token *last);

#endif
