/* What one sentence claims: its answer to the question. */
#ifndef SMACS_ANSWER_CLAIM_H
#define SMACS_ANSWER_CLAIM_H

#include "answer/held.h"
#include <smacs/answer.h>

typedef struct smacs_claim {
    smacs_text value; /* of the sentence; absent: it claims nothing */
    smacs_answer_how how;
    unsigned held; /* words of the question that the clause with the value has, apart from small ones */
} smacs_claim;

/* `all`: the sentence is the whole reply, so that it may claim more words. */
smacs_claim smacs_claim_of(const smacs_asked *asked, smacs_text sentence, bool all);

/* The one number of a sentence that claims no other, where the question has it, too: a calculation may come to it. */
smacs_claim smacs_claim_known(const smacs_asked *asked, smacs_text sentence);

#endif
