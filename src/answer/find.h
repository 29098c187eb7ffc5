/* What states an answer in so many words. The readers return true where the search ends. */
#ifndef SMACS_ANSWER_FIND_H
#define SMACS_ANSWER_FIND_H

#include "answer/search.h"

/* An "answer" field of JSON, whole or broken. */
bool smacs_answer_in_json(smacs_answer_search *s, smacs_text text);

/* The last of all statements: an <answer> tag, a \boxed{..} (several in one list are a list), an announcement ("the
 * answer is", "####"). What only remarks on an answer is none. */
bool smacs_answer_in_statement(smacs_answer_search *s, smacs_text text);

/* The output of a program: [ANSWER] marks, a tag, an announcement, an assertion, a box, or what is shown as output. */
bool smacs_answer_in_program(smacs_answer_search *s, smacs_text text);

#endif
