/* Names of persons and things, as keys spell them. */
#ifndef SMACS_ANSWER_PROPER_H
#define SMACS_ANSWER_PROPER_H

#include "answer/words.h"
#include "base/mem.h"

/* Whether a question has a word of `list`, or a word with one in it. */
bool smacs_asks_for(smacs_text question, smacs_words list);

/* Whether a question asks for a person, of whom the last name is enough. Of a team it is not: it has the name of its town
 * last, which other teams may have, too. */
bool smacs_asks_person(smacs_text question);

/* Whether `text` may be a person's name, of which the last word alone means the same: words with capitals, between which
 * small ones such as "von" may stand. */
bool smacs_is_person(smacs_text text);

/* Writes a key in words as its alias, where it has one, and without "Mount" where a mountain is asked for. */
void smacs_answer_shorten(const smacs_allocator *a, smacs_text question, smacs_bytes *key);

#endif
