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

/* g, c and u of the header, chosen on the bank splits, half of each against the other (README.md in this folder). */
static const double each_witness = 0.7;
static const double witness_decay = 0.8;
static const double unread_penalty = 2.0;

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

/* What the vote needs to know of all voters. */
typedef struct ballot {
    const smacs_voter *voters;
    uint32_t count;
    uint32_t read;     /* voters with an answer */
    double mean, best; /* log-odds: the mean stands for priors that are not known */
    double top, total; /* the largest V, and the sum of exp(V - top) over all camps */
} ballot;

static double odds_of(const ballot *b, double prior) { return isnan(prior) ? b->mean : smacs_log_odds(prior); }

/* What a further witness adds. */
static double witness(const ballot *b, double odds) {
    return each_witness * smacs_exp(witness_decay * (odds - b->best));
}

static bool of_one_house(const smacs_voter *x, const smacs_voter *y) { return x->maker > 0 && x->maker == y->maker; }

/* Whether no voter of the same maker for the same answer has a better prior, or as good a one and stands before it. */
static bool speaks_for_house(const ballot *b, uint32_t i) {
    const smacs_voter *voter = &b->voters[i];
    for (uint32_t k = 0; k < b->count && voter->maker > 0; k++) {
        const double mine = odds_of(b, voter->prior), other = odds_of(b, b->voters[k].prior);
        if (of_one_house(voter, &b->voters[k]) && b->voters[k].answer == voter->answer &&
            (other > mine || (k < i && other == mine))) {
            return false;
        }
    }
    return true;
}

/* V of an answer. */
static double votes_for(const ballot *b, uint32_t answer) {
    double best = -INFINITY, sum = 0.0;
    for (uint32_t i = 0; i < b->count; i++) {
        if (b->voters[i].answer == answer && speaks_for_house(b, i)) {
            const double odds = odds_of(b, b->voters[i].prior);
            best = odds > best ? odds : best;
            sum += witness(b, odds);
        }
    }
    return sum + best;
}

/* V of a text without a final answer: a camp of its own, and the less likely the more of the others could be read. */
static double vote_unread(const ballot *b, double prior) {
    const double odds = odds_of(b, prior);
    return odds + witness(b, odds) - unread_penalty * b->read / b->count;
}

/* Whether voter i is the first with its answer; each answer is counted once. */
static bool is_first(const smacs_voter *voters, uint32_t i) {
    for (uint32_t before = 0; before < i; before++) {
        if (voters[before].answer == voters[i].answer) {
            return false;
        }
    }
    return true;
}

/* V of the camp that voter i opens; false where it opens none. */
static bool open_camp(const ballot *b, uint32_t i, double *v) {
    const smacs_voter *voter = &b->voters[i];
    const bool unread = voter->answer == SMACS_NO_ANSWER;
    if (!unread && !is_first(b->voters, i)) {
        return false;
    }
    *v = unread ? vote_unread(b, voter->prior) : votes_for(b, voter->answer);
    return true;
}

static ballot count_votes(const smacs_voter *voters, uint32_t count) {
    ballot b = {.voters = voters, .count = count, .best = -INFINITY, .top = -INFINITY};
    double sum = 0.0, v;
    uint32_t known = 0;
    for (uint32_t i = 0; i < count; i++) {
        b.read += voters[i].answer != SMACS_NO_ANSWER;
        known += isnan(voters[i].prior) ? 0 : 1;
        sum += isnan(voters[i].prior) ? 0.0 : smacs_log_odds(voters[i].prior);
    }
    b.mean = known > 0 ? sum / known : 0.0;
    for (uint32_t i = 0; i < count; i++) {
        const double odds = odds_of(&b, voters[i].prior);
        b.best = odds > b.best ? odds : b.best;
    }
    for (uint32_t i = 0; i < count; i++) {
        b.top = open_camp(&b, i, &v) && v > b.top ? v : b.top;
    }
    for (uint32_t i = 0; i < count; i++) {
        b.total += open_camp(&b, i, &v) ? smacs_exp(v - b.top) : 0.0;
    }
    return b;
}

static bool is_voted_for(uint32_t answer, const smacs_voter *voters, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (voters[i].answer == answer) {
            return true;
        }
    }
    return false;
}

/* A softmax over the camps. */
static void score_vote(const smacs_candidate *candidates, uint32_t count, const smacs_voter *voters,
                       uint32_t voter_count, smacs_terms *terms) {
    const ballot b = count_votes(voters, voter_count);
    for (uint32_t j = 0; j < count; j++) {
        const smacs_candidate *of = &candidates[j];
        const bool read = of->answer != SMACS_NO_ANSWER;
        if (voter_count == 0) {
            terms[j].vote = NAN;
        } else if (read && is_voted_for(of->answer, voters, voter_count)) {
            terms[j].vote = smacs_exp(votes_for(&b, of->answer) - b.top) / b.total;
        } else if (!read && of->voter) {
            terms[j].vote = smacs_exp(vote_unread(&b, of->voter->prior) - b.top) / b.total;
        } else {
            terms[j].vote = b.read > 0 ? 0.0 : NAN;
        }
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

uint32_t smacs_vote_leader(const smacs_voter *voters, uint32_t count) {
    const ballot b = count_votes(voters, voters ? count : 0);
    uint32_t leader = SMACS_NO_ANSWER;
    double most = -INFINITY, v;
    for (uint32_t i = 0; i < b.count; i++) {
        if (voters[i].answer != SMACS_NO_ANSWER && open_camp(&b, i, &v) && v > most) {
            most = v;
            leader = voters[i].answer;
        }
    }
    return leader;
}

uint32_t smacs_vote_makers(const smacs_voter *voters, uint32_t count, uint32_t answer) {
    uint32_t makers = 0;
    for (uint32_t i = 0; i < count; i++) {
        bool counts = voters[i].answer == answer;
        for (uint32_t before = 0; before < i && counts; before++) {
            counts = voters[before].answer != answer || !of_one_house(&voters[before], &voters[i]);
        }
        makers += counts;
    }
    return makers;
}

smacs_tally smacs_vote_tally(const smacs_voter *voters, uint32_t count, uint32_t except) {
    smacs_tally t = {.answer = SMACS_NO_ANSWER};
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t answer = voters[i].answer;
        if (answer != except && answer != SMACS_NO_ANSWER && is_first(voters, i)) {
            const uint32_t makers = smacs_vote_makers(voters, count, answer);
            t.answer = makers > t.most ? answer : t.answer;
            t.most = makers > t.most ? makers : t.most;
            t.all += makers;
        }
    }
    return t;
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
