/* How sure a kept answer is. */
#ifndef SMACS_CERTAINTY_H
#define SMACS_CERTAINTY_H

/* Why there is no probability. */
typedef enum smacs_certainty_why {
    SMACS_CERTAINTY_KNOWN = 0,    /* there is one */
    SMACS_CERTAINTY_NOTHING = 1,  /* no answer is kept, or not yet */
    SMACS_CERTAINTY_ONE_READ = 2, /* the final answer of one text only could be read */
    SMACS_CERTAINTY_OPEN = 3,     /* none could: an open question, whose texts cannot be compared */
    SMACS_CERTAINTY_PAPER = 4     /* the paper's procedure says nothing of it */
} smacs_certainty_why;

typedef struct smacs_certainty {
    double p; /* that the kept answer is right; NAN: not known */
    smacs_certainty_why why;
} smacs_certainty;

#endif
