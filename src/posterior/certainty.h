/* The numbers behind a certainty, for the lab that fits their weights. */
#ifndef SMACS_POSTERIOR_CERTAINTY_H
#define SMACS_POSTERIOR_CERTAINTY_H

#include <smacs/certainty.h>

/* The numbers x_i, in the order of certainty_weights.h. */
enum {
    SMACS_X_ONE,            /* 1 */
    SMACS_X_BEST_SUPPORTER, /* largest log-odds of a prior among the voters for the answer */
    SMACS_X_MEAN,           /* mean log-odds of all voters */
    SMACS_X_MAKERS,         /* ln of the makers among the voters for the answer */
    SMACS_X_SHARE_ASKED,    /* votes / all voters */
    SMACS_X_SHARE_READ,     /* votes / voters with an answer */
    SMACS_X_RIVAL,          /* ln(1 + makers of the largest other camp) */
    SMACS_X_BEST_DISSENTER, /* largest log-odds among the voters for other answers; 0: none */
    SMACS_X_CLOSENESS,
    SMACS_X_CLOSED, /* 1: one of few possible answers, an option or yes and no: they agree by chance more often */
    SMACS_X_CLOSED_MAKERS, /* MAKERS of such an answer; else 0 */
    SMACS_X_CLOSED_SHARE,  /* SHARE_READ of such an answer; else 0 */
    SMACS_X_BLIND,         /* 1: nobody's prior is known; the log-odds are 0 then */
    SMACS_X_COUNT
};

/* Fills x, or says why there is nothing to say; KNOWN: filled. */
smacs_certainty_why smacs_certainty_measure(const smacs_voter *voters, uint32_t count, uint32_t answer,
                                            const smacs_certainty_facts *facts, double x[SMACS_X_COUNT]);

/* FNV-1a over weights [count], from `digest` on. */
uint64_t smacs_weights_digest(uint64_t digest, const int32_t *weights, size_t count);

/* FNV-1a over the fitted weights: traces carry it, since what runs decide hangs on them. */
uint64_t smacs_certainty_digest(void);

#endif
