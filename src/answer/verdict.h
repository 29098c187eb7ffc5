/* Yes or no, and one of two, in replies in plain words. Each function offers what it finds, and returns true where the search
 * ends. */
#ifndef SMACS_ANSWER_VERDICT_H
#define SMACS_ANSWER_VERDICT_H

#include "answer/held.h"
#include "answer/search.h"

enum {
    SMACS_LAST_MAX = 3 /* sentences from the end on in which one of two, or what is said of a word, is looked for */
};

/* The verdict of a reply of `count` sentences to a question for yes or no. */
bool smacs_answer_in_verdict(smacs_answer_search *s, const smacs_asked *asked, const smacs_text *sentences,
                             size_t count);

/* The verdict that `text` begins with. */
bool smacs_answer_in_verdict_at(smacs_answer_search *s, const smacs_asked *asked, smacs_text text);

/* The yes or no of any language that a reply begins with, before a comma, where the question has no word of asking. */
bool smacs_answer_in_head(smacs_answer_search *s, const smacs_asked *asked, smacs_text text);

/* The one of two that the last of `count` sentences names which names one. *asks: a sentence of the question asks for one
 * of two. *torn: the first sentence names the other one, and it cannot be told which is meant. */
bool smacs_answer_in_either(smacs_answer_search *s, const smacs_asked *asked, const smacs_text *sentences, size_t count,
                            bool *asks, bool *torn);

#endif
