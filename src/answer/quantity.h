/* Quantities: a number with what stands beside it. */
#ifndef SMACS_ANSWER_QUANTITY_H
#define SMACS_ANSWER_QUANTITY_H

#include "answer/mark.h"
#include "answer/number.h"

/* Reads all of `text`, in plain spelling (math.h), as a number with its currency, unit, direction and era: "US$ 5", "12 %
 * decrease", "5 kg of apples per day", "44 BC". The key is the number's; BC is part of it. `comma` as in number.h. False:
 * it is something else, and `mark` is to be thrown away. */
bool smacs_answer_quantity(smacs_text text, bool comma, char key[SMACS_NUMBER_KEY_MAX], smacs_mark *mark);

enum { SMACS_SINGULAR_MAX = 64 };

/* Folds a word into `out` and takes the ending of an English plural off. Returns its bytes. */
size_t smacs_answer_singular(smacs_text word, char out[SMACS_SINGULAR_MAX]);

/* Where the units at the end of an expression begin, as in "25pi cm^2"; text.size: it has none. Adds them to `mark`. */
size_t smacs_answer_unit_tail(smacs_text text, smacs_mark *mark);

#endif
