/* Lists of solutions with the names of their variables. */
#ifndef SMACS_ANSWER_SOLVED_H
#define SMACS_ANSWER_SOLVED_H

#include "base/mem.h"
#include <stdbool.h>

/* Takes the names off a list of values: of one variable ("x = 2 or x = 3"), and of different ones in the order of the
 * alphabet, which become a tuple ("x = 3, y = 4"). Whether the values are of one variable and none had a number
 * ("x_1 = 2"), so that their order says nothing. */
bool smacs_drop_names(smacs_bytes *spelt);

#endif
