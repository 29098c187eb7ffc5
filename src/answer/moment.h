/* Dates and times of day. */
#ifndef SMACS_ANSWER_MOMENT_H
#define SMACS_ANSWER_MOMENT_H

#include "answer/mark.h"

enum { SMACS_MOMENT_KEY_MAX = 24 };

/* Reads all of `text` as a date ("1969-07-20"; "1969-07" and "--07-20" where a part is left out) or a time of day
 * ("16:47", "16:47:05"). False: it is neither, or could be two: "7/4/1969". The weekday becomes a mark. */
bool smacs_answer_moment(smacs_text text, char key[SMACS_MOMENT_KEY_MAX], smacs_mark *mark);

/* Bytes of a time of day in words at the start of `text`, "half past three"; 0: there is none. */
size_t smacs_answer_clock_words(smacs_text text);

#endif
