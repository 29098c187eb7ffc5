/* Keys: one spelling for all answers that mean the same. */
#ifndef SMACS_ANSWER_KEY_H
#define SMACS_ANSWER_KEY_H

#include <smacs/answer.h>

enum {
    SMACS_ANSWER_MAX = 200,  /* bytes of the longest text that is taken for an answer */
    SMACS_LITERAL_MAX = 4000 /* the same for a program's output */
};

/* Fills kind, key and mark of `out` from `text`. They stay as they are where the text is empty, too long, declines to answer
 * or stands for an answer yet to be written. `text` is not kept. Errors: MEMORY. */
smacs_status smacs_answer_key(const smacs_allocator *a, smacs_text text, smacs_answer_form form, smacs_answer *out);

#endif
