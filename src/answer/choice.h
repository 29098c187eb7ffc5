/* Which lettered option a response chooses. */
#ifndef SMACS_ANSWER_CHOICE_H
#define SMACS_ANSWER_CHOICE_H

#include "answer/search.h"

/* Returns true where the search ends. */
bool smacs_answer_in_letters(smacs_answer_search *s, smacs_text text);

#endif
