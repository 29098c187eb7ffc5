/* The posterior score of candidates (agreement, confidence and vote), and when a lead is safe.
 *
 * Robust differs from the released code: a candidate does not agree with itself, equal answers keep separate scores, a
 * missing log-prob switches the term off for all instead of being read as a sum, and a candidate without an answer
 * votes for nothing. */
#include "base/error.h"
#include "base/scalar.h"
#include <math.h>
#include <smacs/posterior.h>

smacs_weights smacs_weights_of(smacs_mode mode) {
    return mode == SMACS_MODE_PAPER ? (smacs_weights){1.0, 1.0, 0.0} : (smacs_weights){1.0, 1.0, 4.0};
}

/* g of the header, chosen on the bank splits of MMLU-Pro and ZeroEval, half of each against the other (README.md in
 * this folder). From about 2 on the vote is a majority. */
static const double each_witness = 0.5;
static const double least_prior = 0.02;

static double clipped(double prior) {
    return prior < least_prior ? least_prior : prior > 1.0 - least_prior ? 1.0 - least_prior : prior;
}

static double log_odds(double prior) {
    const double s = clipped(prior);
    return smacs_log(s / (1.0 - s));
}

static bool weight_is_fine(double weight) { return isfinite(weight) && weight >= 0.0; }

static smacs_status check(const smacs_candidate *candidates, uint32_t count, const smacs_weights *weights,
                          smacs_error *error) {
    if (count == 0) {
        return smacs_fail_plain(error, SMACS_E_EMPTY, "there is no candidate to score");
    }
    if (!weight_is_fine(weights->agreement) || !weight_is_fine(weights->confidence) || !weight_is_fine(weights->vote)) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "weights of the posterior are numbers from 0");
    }
    for (uint32_t j = 0; j < count; j++) {
        if (candidates[j].mean_logprob > 0.0) {
            return smacs_fail_plain(error, SMACS_E_ARGUMENT, "a mean log-prob is above 0");
        }
    }
    return SMACS_OK;
}

/* Gives all texts of one answer the mean of their agreements: what else a text says is no reason to keep it. Sums run
 * in the candidates' order, so that equal answers get equal bits. */
static void share_agreement(const smacs_candidate *candidates, uint32_t count, smacs_terms *terms) {
    for (uint32_t j = 0; j < count; j++) {
        double sum = 0.0;
        uint32_t same = 0;
        for (uint32_t k = 0; k < count && candidates[j].answer != SMACS_NO_ANSWER; k++) {
            if (candidates[k].answer == candidates[j].answer) {
                sum += terms[k].score; /* score_agreement left its own agreement there */
                same++;
            }
        }
        terms[j].agreement = same > 0 ? sum / same : terms[j].score;
    }
}

static void score_agreement(const smacs_candidate *candidates, uint32_t count, uint32_t dim, smacs_mode mode,
                            smacs_terms *terms) {
    for (uint32_t j = 0; j < count; j++) {
        double sum = 0.0;
        for (uint32_t k = 0; k < count; k++) {
            const bool counts = candidates[j].vector && candidates[k].vector && (k != j || mode == SMACS_MODE_PAPER);
            sum += counts ? smacs_cosine(candidates[j].vector, candidates[k].vector, dim) : 0.0;
        }
        const uint32_t others = mode == SMACS_MODE_PAPER ? count : count - 1;
        terms[j].agreement = terms[j].score = others > 0 ? sum / others : 0.0;
    }
    if (mode == SMACS_MODE_ROBUST) {
        share_agreement(candidates, count, terms);
    }
}

static void score_confidence(const smacs_candidate *candidates, uint32_t count, smacs_mode mode, smacs_terms *terms) {
    bool all = true;
    for (uint32_t j = 0; j < count; j++) {
        all = all && isfinite(candidates[j].mean_logprob);
    }
    for (uint32_t j = 0; j < count; j++) {
        const double l = candidates[j].mean_logprob;
        terms[j].confidence = !all ? NAN : mode == SMACS_MODE_PAPER ? 1.0 - smacs_exp(-l) : smacs_exp(l);
    }
}

/* Mean log-odds of the voters whose prior is known; 0 when none is. */
static double mean_log_odds(const smacs_voter *voters, uint32_t count) {
    double sum = 0.0;
    uint32_t known = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!isnan(voters[i].prior)) {
            sum += log_odds(voters[i].prior);
            known++;
        }
    }
    return known > 0 ? sum / known : 0.0;
}

/* V of an answer. */
static double votes_for(uint32_t answer, const smacs_voter *voters, uint32_t count, double mean) {
    double best = -INFINITY, sum = 0.0;
    for (uint32_t i = 0; i < count; i++) {
        if (voters[i].answer == answer) {
            const double odds = isnan(voters[i].prior) ? mean : log_odds(voters[i].prior);
            best = odds > best ? odds : best;
            sum += each_witness;
        }
    }
    return sum + best;
}

/* Whether voter i is the first with its answer; each answer is counted once. */
static bool is_first(const smacs_voter *voters, uint32_t i) {
    for (uint32_t before = 0; before < i; before++) {
        if (voters[before].answer == voters[i].answer) {
            return false;
        }
    }
    return voters[i].answer != SMACS_NO_ANSWER;
}

static bool is_voted_for(uint32_t answer, const smacs_voter *voters, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (voters[i].answer == answer) {
            return answer != SMACS_NO_ANSWER;
        }
    }
    return false;
}

/* A softmax over the answers voted for. */
static void score_vote(const smacs_candidate *candidates, uint32_t count, const smacs_voter *voters,
                       uint32_t voter_count, smacs_terms *terms) {
    const double mean = mean_log_odds(voters, voter_count);
    double top = -INFINITY, total = 0.0;
    for (uint32_t i = 0; i < voter_count; i++) {
        if (is_first(voters, i)) {
            const double v = votes_for(voters[i].answer, voters, voter_count, mean);
            top = v > top ? v : top;
        }
    }
    for (uint32_t i = 0; i < voter_count; i++) {
        if (is_first(voters, i)) {
            total += smacs_exp(votes_for(voters[i].answer, voters, voter_count, mean) - top);
        }
    }
    for (uint32_t j = 0; j < count; j++) {
        const uint32_t answer = candidates[j].answer;
        const bool voted = is_voted_for(answer, voters, voter_count);
        terms[j].vote = total == 0.0 ? NAN
                        : voted      ? smacs_exp(votes_for(answer, voters, voter_count, mean) - top) / total
                                     : 0.0;
    }
}

/* How many candidates spell their answer as j does. */
static uint32_t count_spelling(const smacs_candidate *candidates, uint32_t count, uint32_t j) {
    uint32_t same = 0;
    for (uint32_t k = 0; k < count; k++) {
        same += candidates[k].answer == candidates[j].answer && candidates[k].spelling == candidates[j].spelling;
    }
    return candidates[j].answer == SMACS_NO_ANSWER ? 0 : same;
}

static uint32_t find_best(const smacs_candidate *candidates, uint32_t count, const smacs_terms *terms,
                          smacs_mode mode) {
    uint32_t best = 0;
    for (uint32_t j = 1; j < count; j++) {
        const bool tie = mode == SMACS_MODE_ROBUST && terms[j].score == terms[best].score &&
                         candidates[j].answer == candidates[best].answer;
        if (terms[j].score > terms[best].score ||
            (tie && count_spelling(candidates, count, j) > count_spelling(candidates, count, best))) {
            best = j;
        }
    }
    return best;
}

smacs_status smacs_posterior_score(const smacs_candidate *candidates, uint32_t count, uint32_t dim,
                                   const smacs_voter *voters, uint32_t voter_count, smacs_mode mode,
                                   const smacs_weights *weights, smacs_terms *terms, uint32_t *kept,
                                   smacs_error *error) {
    if ((count > 0 && (!candidates || !terms || !kept)) || (!voters && voter_count > 0)) {
        return smacs_fail_null(error);
    }
    const smacs_weights w = weights ? *weights : smacs_weights_of(mode);
    const smacs_status status = check(candidates, count, &w, error);
    if (status != SMACS_OK) {
        return status;
    }
    score_agreement(candidates, count, dim, mode, terms);
    score_confidence(candidates, count, mode, terms);
    score_vote(candidates, count, voters, mode == SMACS_MODE_PAPER ? 0 : voter_count, terms);
    for (uint32_t j = 0; j < count; j++) {
        smacs_terms *t = &terms[j];
        t->score = w.agreement * t->agreement;
        t->score += isnan(t->confidence) ? 0.0 : w.confidence * t->confidence;
        t->score += isnan(t->vote) ? 0.0 : w.vote * t->vote;
    }
    *kept = find_best(candidates, count, terms, mode);
    return SMACS_OK;
}

/* Sums the binomial coefficients C(n, 0..v1) over 2^n term by term. n is small here; beyond 1,000, 2^-n comes near the
 * smallest double. */
double smacs_lead_certainty(uint32_t v1, uint32_t v2) {
    const uint32_t n = v1 + v2 + 1;
    double term = 1.0, sum = 0.0;
    for (uint32_t i = 0; i < n; i++) {
        term *= 0.5;
    }
    for (uint32_t i = 0; i <= v1; i++) {
        sum += term;
        term = term * (n - i) / (i + 1);
    }
    return sum;
}
