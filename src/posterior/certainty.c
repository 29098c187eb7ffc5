/* The certainty of an answer: a logistic regression over a few numbers of the votes (method: README.md in this folder).
 * Platt 1999 fits such a curve to a classifier's score; here the score is itself what the fit chooses. */
#include "posterior/certainty.h"
#include "base/bits.h"
#include "base/scalar.h"
#include "posterior/certainty_weights.h"
#include "posterior/checked.h"
#include <math.h>

_Static_assert(sizeof smacs_certainty_weights / sizeof *smacs_certainty_weights == SMACS_X_COUNT,
               "fit the weights anew: make certainty");

static uint32_t count_votes(const smacs_voter *voters, uint32_t count, uint32_t answer) {
    uint32_t votes = 0;
    for (uint32_t i = 0; i < count; i++) {
        votes += voters[i].answer == answer;
    }
    return votes;
}

static void measure_priors(const smacs_voter *voters, uint32_t count, uint32_t answer, double *x) {
    double sum = 0.0, supporter = -INFINITY, dissenter = -INFINITY;
    uint32_t known = 0;
    for (uint32_t i = 0; i < count; i++) {
        known += isnan(voters[i].prior) ? 0 : 1;
        sum += isnan(voters[i].prior) ? 0.0 : smacs_log_odds(voters[i].prior);
    }
    const double mean = known > 0 ? sum / known : 0.0;
    for (uint32_t i = 0; i < count; i++) {
        const double odds = isnan(voters[i].prior) ? mean : smacs_log_odds(voters[i].prior);
        if (voters[i].answer == answer) {
            supporter = odds > supporter ? odds : supporter;
        } else if (voters[i].answer != SMACS_NO_ANSWER) {
            dissenter = odds > dissenter ? odds : dissenter;
        }
    }
    x[SMACS_X_BEST_SUPPORTER] = supporter;
    x[SMACS_X_MEAN] = mean;
    x[SMACS_X_BEST_DISSENTER] = isinf(dissenter) ? 0.0 : dissenter;
    x[SMACS_X_BLIND] = known == 0;
}

smacs_certainty_why smacs_certainty_measure(const smacs_voter *voters, uint32_t count, uint32_t answer,
                                            const smacs_certainty_facts *facts, double x[SMACS_X_COUNT]) {
    const uint32_t read = count - count_votes(voters, count, SMACS_NO_ANSWER);
    const uint32_t votes = answer == SMACS_NO_ANSWER ? 0 : count_votes(voters, count, answer);
    if (read < 2 || votes == 0) {
        return read == 0 ? SMACS_CERTAINTY_OPEN : read == 1 ? SMACS_CERTAINTY_ONE_READ : SMACS_CERTAINTY_UNREAD;
    }
    measure_priors(voters, count, answer, x);
    x[SMACS_X_ONE] = 1.0;
    x[SMACS_X_MAKERS] = smacs_log(smacs_vote_makers(voters, count, answer));
    x[SMACS_X_SHARE_ASKED] = (double)votes / count;
    x[SMACS_X_SHARE_READ] = (double)votes / read;
    x[SMACS_X_RIVAL] = smacs_log(1.0 + smacs_vote_tally(voters, count, answer).most);
    x[SMACS_X_CLOSENESS] = isnan(facts->closeness) ? 0.0 : facts->closeness;
    x[SMACS_X_CLOSED] = facts->kind == SMACS_ANSWER_CHOICE || facts->kind == SMACS_ANSWER_BOOLEAN;
    x[SMACS_X_CLOSED_MAKERS] = x[SMACS_X_CLOSED] * x[SMACS_X_MAKERS];
    x[SMACS_X_CLOSED_SHARE] = x[SMACS_X_CLOSED] * x[SMACS_X_SHARE_READ];
    return SMACS_CERTAINTY_KNOWN;
}

smacs_certainty smacs_certainty_of(const smacs_voter *voters, uint32_t count, uint32_t answer,
                                   const smacs_certainty_facts *facts) {
    const smacs_certainty_facts none = {0};
    double x[SMACS_X_COUNT], z = 0.0;
    const smacs_certainty_why why =
        smacs_certainty_measure(voters, voters ? count : 0, answer, facts ? facts : &none, x);
    if (why != SMACS_CERTAINTY_KNOWN) {
        return (smacs_certainty){NAN, why};
    }
    for (int i = 0; i < SMACS_X_COUNT; i++) {
        z += smacs_certainty_weights[i] / 1e4 * x[i];
    }
    return (smacs_certainty){smacs_logistic(z), why};
}

uint64_t smacs_weights_digest(uint64_t digest, const int32_t *weights, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint8_t bytes[4];
        smacs_store_u32(bytes, (uint32_t)weights[i]);
        digest = smacs_fnv1a(digest, bytes, sizeof bytes);
    }
    return digest;
}

uint64_t smacs_certainty_digest(void) {
    return smacs_checked_digest(smacs_weights_digest(SMACS_FNV_BASIS, smacs_certainty_weights, SMACS_X_COUNT));
}
