/* Replies in plain words, which announce nothing. */
#ifndef SMACS_ANSWER_REPLY_H
#define SMACS_ANSWER_REPLY_H

#include "answer/search.h"

/* Offers what `text` adds to the question's words. Returns true where the search ends. */
bool smacs_answer_in_reply(smacs_answer_search *s, smacs_text text);

#endif
