/* What states an answer in so many words. The readers return true where the search ends. */
#ifndef SMACS_ANSWER_FIND_H
#define SMACS_ANSWER_FIND_H

#include "answer/search.h"

/* An "answer" field of JSON, whole or broken. */
bool smacs_answer_in_json(smacs_answer_search *s, smacs_text text);

/* A \boxed{..}. */
bool smacs_answer_in_box(smacs_answer_search *s, smacs_text text);

/* An announcement ("the answer is", "####"); for programs also [ANSWER] marks and assertions. */
bool smacs_answer_in_phrase(smacs_answer_search *s, smacs_text text);

/* The last place in `text` where an answer is announced, and in *value where what is announced begins; or text.size.
 * `whole` begins with `text` and goes on behind it. */
size_t smacs_answer_announcement(smacs_text text, smacs_text whole, size_t *value);

/* The sentence that `text` begins with, up to where reasons begin that are no answer; trimmed. `bold`: the sentence
 * ends at "**", too. */
smacs_text smacs_answer_sentence(smacs_text text, bool bold);

#endif
