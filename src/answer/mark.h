/* Marks: what stands beside a value and can tell two answers apart. Their form is in smacs/answer.h: parts
 * "DIMENSION:NAME+NAME" with one space between, dimensions and names in alphabetical order. */
#ifndef SMACS_ANSWER_MARK_H
#define SMACS_ANSWER_MARK_H

#include <smacs/status.h>
#include <stdbool.h>

/* Whether two marks do not contradict each other: in each dimension that both have, one has all names of the other. */
bool smacs_marks_agree(smacs_text x, smacs_text y);

/* Whether `more` has every dimension and name of `less`. */
bool smacs_mark_contains(smacs_text more, smacs_text less);

#endif
