/* Announcements of an answer. */
#ifndef SMACS_ANSWER_ANNOUNCE_H
#define SMACS_ANSWER_ANNOUNCE_H

#include "base/text.h"

/* The last place in `text` where an answer is announced, and in *value where what is announced begins; or text.size.
 * `whole` begins with `text` and goes on behind it. */
size_t smacs_answer_announcement(smacs_text text, smacs_text whole, size_t *value);

/* What is announced where `text` begins: what marks enclose, or a sentence; `literal`: a program's output. */
smacs_text smacs_answer_announced(smacs_text text, bool literal);

/* What an announced text says is the answer: "8" of "not 7 but 8", "yes" of "yes, it is prime"; empty where it only says
 * what is not. */
smacs_text smacs_answer_affirmed(smacs_text found);

#endif
