/* EPE, Exploration-Exploitation-Driven Posterior Enhancement: which references an aggregator sees, and which candidate
 * is kept (arXiv 2507.14200, section 3.2).
 *
 * Prior dropping. With d = s - min s over the n references, a subset of r is drawn without replacement with chances
 *     p = softmax((d - mean d) / D)    paper: D = sum(d^2) / sqrt(n)    robust: D = tau * sqrt(sum(d^2) / n)
 *
 * Posterior score of candidate j with vector e_j and mean log-prob l_j, over N candidates:
 *     agreement a_j   paper: mean of cos(e_j, e_k) over all k, j included
 *                     robust: over the others; then the mean of that over all candidates that give j's answer
 *     confidence c_j  paper: 1 - exp(-l_j), at most 0, unbounded below       robust: exp(l_j), in (0, 1]
 *     vote v_j        robust only: the share of its camp in exp(V). With o = s / (1 - s) of a voter's prior s, cut to
 *                     [0.02, 0.98], and o* the largest of all voters:
 *                     V of an answer = max over its voters of ln o + sum over its makers of g (o / o*)^c, with the
 *                     best voter of each maker: models of one house are one witness
 *                     V of a voter without a final answer, a camp of its own = ln o + g (o / o*)^c - u R / M
 *                     g = 0.7, c = 0.8, u = 2, R of M voters have an answer
 *     score_j = w_a a_j + w_c c_j + w_v v_j
 * If voters erred independently, the vote would be the sum of ln((K - 1) o) for K possible answers. But models err
 * together. So an answer weighs as much as its best witness, and each further witness adds a little: the less, the
 * weaker it is beside the best of all, so that weak models that agree by chance do not outvote a strong one. Where
 * nothing can be read (programs), the voters' priors decide together with agreement.
 * Ties go to the most common spelling of the answer, then to the lower number. */
#ifndef SMACS_POSTERIOR_H
#define SMACS_POSTERIOR_H

#include <smacs/allocator.h>
#include <smacs/answer.h>
#include <smacs/export.h>
#include <smacs/mode.h>
#include <smacs/status.h>
#include <smacs/vector.h>

SMACS_API_BEGIN

/* Writes to p [n] the chance of each reference to be drawn first, from its prior in `priors` [n]. `tau` 0 means 1;
 * paper ignores it. Priors that are all equal or not finite give 1 / n each. n = 0 does nothing. */
void smacs_drop_chances(const double *priors, uint32_t n, smacs_mode mode, double tau, double *p);

/* Draws subset number `subset` of run `seed`: members [n] receives true for the r references in it and false for the
 * others. Gumbel top-r, which draws without replacement with the chances above; ties go to the lower number. r is cut
 * to n. The same arguments give the same subset on every target. Errors: MEMORY. */
smacs_status smacs_subset_draw(const smacs_allocator *allocator, const double *priors, uint32_t n, uint32_t r,
                               smacs_mode mode, double tau, uint64_t seed, uint32_t subset, bool *members);

/* Who votes for which answer. */
typedef struct smacs_voter {
    double prior; /* s_m in [0, 1]; NAN counts as the mean of the others */
    uint32_t answer;
    uint32_t maker; /* number of the house that made the model, from 1 on; 0: not known, a house of its own */
} smacs_voter;

/* What is known of a candidate. */
typedef struct smacs_candidate {
    const int8_t *vector; /* [dim] of its text, as smacs_embed gives it; NULL: none, which agrees with nothing */
    double mean_logprob;  /* natural logarithm, <= 0, mean over the answer's tokens; NAN: not known */
    uint32_t answer;      /* number of its camp (smacs_answer_group); SMACS_NO_ANSWER: no final answer */
    uint32_t spelling;    /* number of that answer as it is spelt in the text; decides ties only */
    const smacs_voter
        *voter; /* whose text it is, one of those that vote; NULL: nobody's. Read only where it has no answer */
} smacs_candidate;

/* Weights of the three terms. A NULL pointer to them means the mode's own: paper {1, 1, 0}, robust {1, 1, 4}. */
typedef struct smacs_weights {
    double agreement;
    double confidence;
    double vote;
} smacs_weights;

/* The weights of a mode. */
smacs_weights smacs_weights_of(smacs_mode mode);

/* The terms of one candidate; NAN for a term that took no part. */
typedef struct smacs_terms {
    double agreement;
    double confidence; /* NAN for all candidates when one has no log-prob */
    double vote; /* 0 for a candidate that nobody voted for; NAN where nothing can be voted on: without voters, and
                          where no voter has an answer for a candidate that is no voter's */
    double score;
} smacs_terms;

/* Scores candidates [count] into terms [count] and puts the number of the best into *kept; ties go to the lower number.
 * `voters` [voter_count] may be the candidates themselves, or the references they were made from.
 * Errors: ARGUMENT (a weight that is negative or not finite, a log-prob above 0), EMPTY (count 0). */
smacs_status smacs_posterior_score(const smacs_candidate *candidates, uint32_t count, uint32_t dim,
                                   const smacs_voter *voters, uint32_t voter_count, smacs_mode mode,
                                   const smacs_weights *weights, smacs_terms *terms, uint32_t *kept,
                                   smacs_error *error);

/* The answer with the largest V, the first of equals; SMACS_NO_ANSWER when no voter has one. `voters` [count]. */
uint32_t smacs_vote_leader(const smacs_voter *voters, uint32_t count);

/* How many makers stand behind an answer: its voters, those of one maker counted once. `voters` [count]. */
uint32_t smacs_vote_makers(const smacs_voter *voters, uint32_t count, uint32_t answer);

/* The answer with most makers, the first of equals, and how many they are; and the makers of all answers, summed. Zeros
 * and SMACS_NO_ANSWER without answers. */
typedef struct smacs_tally {
    uint32_t answer, most, all;
} smacs_tally;

/* Counts all answers of `voters` [count] but `except`; SMACS_NO_ANSWER: all. */
smacs_tally smacs_vote_tally(const smacs_voter *voters, uint32_t count, uint32_t except);

/* Certainty that the leading of two answers stays ahead, given their counts v1 >= v2, were each further one as likely to
 * be either: P(Bin(v1 + v2 + 1, 1/2) <= v1); 1 is certain. Candidates of one aggregator are compared until it is 0.95:
 * 4-0, 6-1, 8-2. */
double smacs_lead_certainty(uint32_t v1, uint32_t v2);

SMACS_API_END

#endif
