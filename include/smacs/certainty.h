/* How sure a kept answer is: the probability that it is right, from who said what.
 *
 *     p = 1 / (1 + exp(-z)),  z = sum of w_i x_i
 * over a few numbers x_i that a run knows: makers behind the answer and behind its largest rival, the answer's shares of
 * those read and of those asked, the priors of supporters, of dissenters and of all asked, the closeness of the question
 * to the index, and the kind of the answer (src/posterior/certainty.h). The weights w_i are fitted to recorded answers by
 * `make certainty`; src/posterior/README.md says how well p holds. */
#ifndef SMACS_CERTAINTY_H
#define SMACS_CERTAINTY_H

#include <smacs/answer.h>
#include <smacs/export.h>
#include <smacs/posterior.h>

SMACS_API_BEGIN

/* Why there is no probability. */
typedef enum smacs_certainty_why {
    SMACS_CERTAINTY_KNOWN = 0,    /* there is one */
    SMACS_CERTAINTY_NOTHING = 1,  /* no answer is kept, or not yet */
    SMACS_CERTAINTY_ONE_READ = 2, /* the final answer of one text only could be read */
    SMACS_CERTAINTY_OPEN = 3,     /* none could: an open question, whose texts cannot be compared */
    SMACS_CERTAINTY_PAPER = 4,    /* the paper's procedure says nothing of it */
    SMACS_CERTAINTY_UNREAD = 5,   /* others could be read, but the kept text states no answer that one of them gives */
    SMACS_CERTAINTY_COUNT
} smacs_certainty_why;

typedef struct smacs_certainty {
    double p; /* that the kept answer is right, in (0, 1); NAN: not known */
    smacs_certainty_why why;
} smacs_certainty;

/* What is known besides the votes. Zeroed: a question far from the index, an answer of no special kind. */
typedef struct smacs_certainty_facts {
    double closeness;       /* smacs_route's g, in [0, 1]; NAN, without an index: 0 */
    smacs_answer_kind kind; /* of the kept answer */
} smacs_certainty_facts;

/* The probability that answer number `answer` is right, given the `voters` [count]: all whole texts, those without a
 * final answer (SMACS_NO_ANSWER) too. Priors that are NAN count as the mean of the others. `voters` NULL stands for
 * none, `facts` NULL for zeroed ones. p is NAN with ONE_READ, OPEN or UNREAD, as above. Pure; time is quadratic in
 * `count`; the same bits on every target. */
smacs_certainty smacs_certainty_of(const smacs_voter *voters, uint32_t count, uint32_t answer,
                                   const smacs_certainty_facts *facts);

SMACS_API_END

#endif
