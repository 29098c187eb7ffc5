/* Who or what a sentence names in answer to its question. */
#ifndef SMACS_ANSWER_NAME_H
#define SMACS_ANSWER_NAME_H

#include "answer/tokens.h"

enum { SMACS_NAME_MAX = 5 /* words of a name */ };

/* The words that a sentence adds, where it is plain which answer; absent: it is not. `all`: the sentence is the whole
 * reply, so that it may add more. */
smacs_text smacs_name_claimed(const smacs_asked *asked, const smacs_tokens *x, bool all);

#endif
