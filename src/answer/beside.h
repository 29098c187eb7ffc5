/* What stands beside a number that a sentence claims, and is part of what it says. */
#ifndef SMACS_ANSWER_BESIDE_H
#define SMACS_ANSWER_BESIDE_H

#include "answer/search.h"

/* Offers `value`, which stands in `sentence`. If it is a number, then with what belongs to it: "at least" or a sign
 * before it, its unit or half of the day behind it, and where something `moves`, whether it rose or fell by that. */
bool smacs_answer_offer_beside(smacs_answer_search *s, smacs_answer_how how, smacs_text value, smacs_text sentence,
                               bool moves);

#endif
