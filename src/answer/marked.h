/* What a sentence shows in bold, code or quotes. */
#ifndef SMACS_ANSWER_MARKED_H
#define SMACS_ANSWER_MARKED_H

#include "answer/held.h"

typedef struct smacs_marked {
    smacs_text value; /* absent: there is none */
    unsigned count;   /* of spans that may be it */
} smacs_marked;

/* The spans of `sentence` between `open` and `close` that may answer; the last one where there are several. `few`: of marks
 * other than bold, too, one may stand anywhere; else it ends the sentence behind "is". */
smacs_marked smacs_find_marked(const smacs_asked *asked, smacs_text sentence, const char *open, const char *close,
                               bool few);

#endif
