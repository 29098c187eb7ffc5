/* EPE's numbers: paper mode against the independent reference, robust mode against its definitions. */
#include "counting.h"
#include "test.h"
#include <smacs/smacs.h>

#include "../golden/epe_cases.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

TEST(paper_drop_chances_are_the_reference) {
    for (size_t i = 0; i < COUNT(drop_cases); i++) {
        const struct drop_case *c = &drop_cases[i];
        double p[8];
        smacs_drop_chances(c->priors, c->n, SMACS_MODE_PAPER, 0, p);
        for (uint32_t m = 0; m < c->n; m++) {
            CHECK_NEAR(p[m], c->p[m], 1e-9);
        }
    }
}

TEST(robust_drop_chances_do_not_depend_on_scale) {
    const double sums[] = {300, 280, 260, 200}, means[] = {0.75, 0.70, 0.65, 0.50};
    double p[4], q[4], flat[4], total = 0.0;
    smacs_drop_chances(sums, 4, SMACS_MODE_ROBUST, 1, p);
    smacs_drop_chances(means, 4, SMACS_MODE_ROBUST, 0, q);
    smacs_drop_chances(means, 4, SMACS_MODE_ROBUST, 100, flat);
    for (int i = 0; i < 4; i++) {
        CHECK_NEAR(p[i], q[i], 1e-12);
        CHECK_NEAR(flat[i], 0.25, 0.01);
        CHECK(i == 0 || p[i] < p[i - 1]);
        total += p[i];
    }
    CHECK_NEAR(total, 1.0, 1e-12);
    /* d = .25 .2 .15 0, D = sqrt(.125 / 4): the ratio of two chances is exp of the difference over D */
    CHECK_NEAR(p[0] / p[1], exp(0.05 / sqrt(0.125 / 4)), 1e-9);
}

TEST(degenerate_priors_are_drawn_uniformly) {
    const double broken[][3] = {{NAN, 0.5, 0.2}, {INFINITY, 0.5, 0.2}, {0.3, 0.3, 0.3}, {1e300, -1e300, 0}};
    for (size_t i = 0; i < COUNT(broken); i++) {
        for (int mode = 0; mode < 2; mode++) {
            double p[3];
            smacs_drop_chances(broken[i], 3, (smacs_mode)mode, 1, p);
            CHECK_NEAR(p[0] + p[1] + p[2], 1.0, 1e-12);
            CHECK_NEAR(p[0], 1.0 / 3, 1e-12);
        }
    }
}

/* Drawn first: how often each reference is the single member of a subset. */
TEST(subsets_are_drawn_with_the_chances) {
    enum { DRAWS = 20000 };
    const double priors[] = {0.9, 0.8, 0.6, 0.3};
    double p[4];
    uint32_t counts[4] = {0};
    smacs_drop_chances(priors, 4, SMACS_MODE_ROBUST, 1, p);
    for (uint32_t s = 0; s < DRAWS; s++) {
        bool members[4];
        CHECK_INT(smacs_subset_draw(NULL, priors, 4, 1, SMACS_MODE_ROBUST, 1, 11, s, members), SMACS_OK);
        for (int i = 0; i < 4; i++) {
            counts[i] += members[i];
        }
    }
    for (int i = 0; i < 4; i++) {
        CHECK_NEAR(counts[i] / (double)DRAWS, p[i], 0.012); /* 3.5 standard deviations */
    }
}

TEST(subsets_have_their_size_and_their_seed) {
    const double priors[] = {0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3};
    bool first[7], again[7], other[7];
    uint32_t differing = 0;
    for (uint32_t s = 0; s < 64; s++) {
        uint32_t size = 0;
        smacs_subset_draw(NULL, priors, 7, 4, SMACS_MODE_ROBUST, 1, 5, s, first);
        smacs_subset_draw(NULL, priors, 7, 4, SMACS_MODE_ROBUST, 1, 5, s, again);
        smacs_subset_draw(NULL, priors, 7, 4, SMACS_MODE_ROBUST, 1, 6, s, other);
        CHECK_MEM(first, again, 7);
        differing += memcmp(first, other, 7) != 0;
        for (int i = 0; i < 7; i++) {
            size += first[i];
        }
        CHECK_INT(size, 4);
    }
    CHECK(differing > 32);
    smacs_subset_draw(NULL, priors, 7, 9, SMACS_MODE_PAPER, 1, 5, 0, first);
    for (int i = 0; i < 7; i++) {
        CHECK_INT(first[i], 1);
    }
}

TEST(paper_posterior_is_the_reference) {
    for (size_t i = 0; i < COUNT(posterior_cases); i++) {
        const struct posterior_case *c = &posterior_cases[i];
        const smacs_weights weights = {1.0, c->weight, 0.0};
        smacs_candidate candidates[8];
        smacs_terms terms[8];
        uint32_t kept = 99;
        for (uint32_t j = 0; j < c->n; j++) {
            candidates[j] =
                (smacs_candidate){c->vectors + (size_t)j * EPE_DIM, c->logprobs[j], SMACS_NO_ANSWER, 0, NULL};
        }
        CHECK_INT(
            smacs_posterior_score(candidates, c->n, EPE_DIM, NULL, 0, SMACS_MODE_PAPER, &weights, terms, &kept, NULL),
            SMACS_OK);
        CHECK_INT(kept, c->kept);
        for (uint32_t j = 0; j < c->n; j++) {
            CHECK_NEAR(terms[j].agreement, c->agreement[j], 1e-12);
            CHECK(isnan(c->confidence[j]) ? isnan(terms[j].confidence)
                                          : fabs(terms[j].confidence - c->confidence[j]) < 1e-12);
            CHECK_NEAR(terms[j].score, c->score[j], 1e-12);
            CHECK(isnan(terms[j].vote));
        }
    }
}

static const int8_t EAST[16] = {127}, NORTH[16] = {0, 127}, BETWEEN[16] = {90, 90};

TEST(robust_candidates_do_not_agree_with_themselves) {
    const smacs_candidate candidates[] = {{EAST, -0.1, SMACS_NO_ANSWER, 0, NULL},
                                          {NORTH, -0.2, SMACS_NO_ANSWER, 0, NULL},
                                          {BETWEEN, -0.7, SMACS_NO_ANSWER, 0, NULL},
                                          {NULL, -0.7, SMACS_NO_ANSWER, 0, NULL}};
    smacs_terms terms[4];
    uint32_t kept;
    CHECK_INT(smacs_posterior_score(candidates, 3, 16, NULL, 0, SMACS_MODE_ROBUST, NULL, terms, &kept, NULL), SMACS_OK);
    CHECK_NEAR(terms[0].agreement, sqrt(0.5) / 2, 1e-12);
    CHECK_NEAR(terms[2].agreement, sqrt(0.5), 1e-12);
    CHECK_NEAR(terms[0].confidence, exp(-0.1), 1e-12);
    CHECK_INT(kept, 0);
    CHECK_INT(smacs_posterior_score(candidates, 4, 16, NULL, 0, SMACS_MODE_ROBUST, NULL, terms, &kept, NULL), SMACS_OK);
    CHECK_NEAR(terms[3].agreement, 0.0, 0.0);
    CHECK_INT(smacs_posterior_score(candidates, 1, 16, NULL, 0, SMACS_MODE_ROBUST, NULL, terms, &kept, NULL), SMACS_OK);
    CHECK_NEAR(terms[0].agreement, 0.0, 0.0);
}

TEST(a_missing_logprob_switches_confidence_off_for_all) {
    const smacs_candidate candidates[] = {{EAST, -0.1, SMACS_NO_ANSWER, 0, NULL},
                                          {NORTH, NAN, SMACS_NO_ANSWER, 0, NULL}};
    smacs_terms terms[2];
    uint32_t kept;
    CHECK_INT(smacs_posterior_score(candidates, 2, 16, NULL, 0, SMACS_MODE_ROBUST, NULL, terms, &kept, NULL), SMACS_OK);
    CHECK(isnan(terms[0].confidence) && isnan(terms[1].confidence));
    CHECK_NEAR(terms[0].score, terms[0].agreement, 0.0);
}

/* What a witness of prior s adds beside a best one of prior t. */
static double witness(double s, double t) { return 0.7 * pow(s / (1 - s) / (t / (1 - t)), 0.8); }

TEST(the_vote_is_the_share_of_an_answer) {
    const smacs_voter voters[] = {{0.9, 0, 0}, {0.6, 1, 0}, {0.7, 1, 0}, {0.5, SMACS_NO_ANSWER, 0}};
    const smacs_candidate candidates[] = {{EAST, NAN, 0, 0, NULL},
                                          {EAST, NAN, 1, 0, NULL},
                                          {EAST, NAN, 7, 0, NULL},
                                          {EAST, NAN, SMACS_NO_ANSWER, 0, NULL}};
    smacs_terms terms[4];
    uint32_t kept;
    CHECK_INT(smacs_posterior_score(candidates, 4, 16, voters, 3, SMACS_MODE_ROBUST, NULL, terms, &kept, NULL),
              SMACS_OK);
    const double v0 = exp(witness(0.9, 0.9)) * 9, v1 = exp(witness(0.6, 0.9) + witness(0.7, 0.9)) * 7 / 3;
    CHECK_NEAR(terms[0].vote, v0 / (v0 + v1), 1e-12);
    CHECK_NEAR(terms[1].vote, v1 / (v0 + v1), 1e-12);
    CHECK_NEAR(terms[2].vote, 0.0, 0.0); /* nobody voted for it */
    CHECK_NEAR(terms[3].vote, 0.0, 0.0); /* no answer is none */
    CHECK_INT(kept, 0);
    CHECK_INT(smacs_posterior_score(candidates, 4, 16, voters + 3, 1, SMACS_MODE_ROBUST, NULL, terms, &kept, NULL),
              SMACS_OK);
    CHECK(isnan(terms[0].vote));
}

TEST(an_unread_voter_is_a_camp_of_its_own) {
    const smacs_voter voters[] = {{0.9, SMACS_NO_ANSWER, 0}, {0.6, 1, 0}, {0.5, SMACS_NO_ANSWER, 0}};
    const smacs_candidate candidates[] = {{EAST, NAN, SMACS_NO_ANSWER, 0, &voters[0]},
                                          {EAST, NAN, 1, 0, &voters[1]},
                                          {EAST, NAN, SMACS_NO_ANSWER, 0, &voters[2]},
                                          {EAST, NAN, SMACS_NO_ANSWER, 0, NULL}};
    smacs_terms terms[4];
    uint32_t kept;
    CHECK_INT(smacs_posterior_score(candidates, 4, 16, voters, 3, SMACS_MODE_ROBUST, NULL, terms, &kept, NULL),
              SMACS_OK);
    const double penalty = exp(-2.0 / 3), v0 = 9 * exp(witness(0.9, 0.9)) * penalty, v1 = 1.5 * exp(witness(0.6, 0.9)),
                 v2 = exp(witness(0.5, 0.9)) * penalty;
    CHECK_NEAR(terms[0].vote, v0 / (v0 + v1 + v2), 1e-12);
    CHECK_NEAR(terms[1].vote, v1 / (v0 + v1 + v2), 1e-12);
    CHECK_NEAR(terms[2].vote, v2 / (v0 + v1 + v2), 1e-12);
    CHECK_NEAR(terms[3].vote, 0.0, 0.0);
    CHECK_INT(kept, 0); /* one weak vote does not beat the best model's unread text */
}

TEST(where_nothing_is_read_priors_and_likeness_decide) {
    const smacs_voter voters[] = {{0.8, SMACS_NO_ANSWER, 0}, {0.6, SMACS_NO_ANSWER, 0}, {0.6, SMACS_NO_ANSWER, 0}};
    const smacs_candidate candidates[] = {{NORTH, NAN, SMACS_NO_ANSWER, 0, &voters[0]},
                                          {EAST, NAN, SMACS_NO_ANSWER, 0, &voters[1]},
                                          {EAST, NAN, SMACS_NO_ANSWER, 0, &voters[2]}};
    smacs_terms terms[3];
    uint32_t kept;
    CHECK_INT(smacs_posterior_score(candidates, 3, 16, voters, 3, SMACS_MODE_ROBUST, NULL, terms, &kept, NULL),
              SMACS_OK);
    CHECK(terms[1].agreement > terms[0].agreement && terms[0].vote > terms[1].vote);
    CHECK_INT(kept, 0); /* a far better model is believed, though the others are alike */
    smacs_voter near[] = {{0.62, SMACS_NO_ANSWER, 0}, {0.6, SMACS_NO_ANSWER, 0}, {0.6, SMACS_NO_ANSWER, 0}};
    smacs_candidate alike[3];
    for (uint32_t i = 0; i < 3; i++) {
        alike[i] = candidates[i];
        alike[i].voter = &near[i];
    }
    CHECK_INT(smacs_posterior_score(alike, 3, 16, near, 3, SMACS_MODE_ROBUST, NULL, terms, &kept, NULL), SMACS_OK);
    CHECK_INT(kept, 1); /* a little better is less than alike */
}

TEST(weak_models_do_not_outvote_a_strong_one) {
    smacs_voter voters[7] = {{0.85, 0, 0}};
    smacs_candidate candidates[7] = {{EAST, NAN, 0, 0, NULL}};
    smacs_terms terms[7];
    uint32_t kept;
    for (uint32_t i = 1; i < 7; i++) {
        voters[i] = (smacs_voter){0.4, i < 4 ? 1 : i, 0};
        candidates[i] = (smacs_candidate){EAST, NAN, voters[i].answer, 0, NULL};
    }
    CHECK_INT(smacs_posterior_score(candidates, 7, 16, voters, 7, SMACS_MODE_ROBUST, NULL, terms, &kept, NULL),
              SMACS_OK);
    CHECK_INT(kept, 0);
    voters[0].prior = 0.5; /* among equals the majority wins */
    CHECK_INT(smacs_posterior_score(candidates, 7, 16, voters, 7, SMACS_MODE_ROBUST, NULL, terms, &kept, NULL),
              SMACS_OK);
    CHECK_INT(kept, 1);
}

TEST(texts_of_one_answer_share_their_agreement) {
    const smacs_candidate candidates[] = {{EAST, NAN, 0, 0, NULL},
                                          {NORTH, NAN, 0, 1, NULL},
                                          {BETWEEN, NAN, 0, 1, NULL},
                                          {BETWEEN, NAN, SMACS_NO_ANSWER, 0, NULL}};
    smacs_terms terms[4];
    uint32_t kept;
    CHECK_INT(smacs_posterior_score(candidates, 4, 16, NULL, 0, SMACS_MODE_ROBUST, NULL, terms, &kept, NULL), SMACS_OK);
    const double half = sqrt(0.5), own[] = {2 * half / 3, 2 * half / 3, (2 * half + 1) / 3};
    CHECK_NEAR(terms[0].agreement, (own[0] + own[1] + own[2]) / 3, 1e-12);
    CHECK(terms[0].agreement == terms[1].agreement && terms[1].agreement == terms[2].agreement);
    CHECK_NEAR(terms[3].agreement, own[2], 1e-12);
    CHECK_INT(kept, 3);
    CHECK_INT(smacs_posterior_score(candidates, 3, 16, NULL, 0, SMACS_MODE_ROBUST, NULL, terms, &kept, NULL), SMACS_OK);
    CHECK_INT(kept, 1); /* a tie: as two of three spell it, and of these the first */
}

TEST(unknown_and_extreme_priors_vote_too) {
    const smacs_voter voters[] = {{NAN, 0, 0}, {1.0, 1, 0}, {0.0, 2, 0}};
    const smacs_candidate candidates[] = {{EAST, NAN, 0, 0, NULL}, {EAST, NAN, 1, 0, NULL}, {EAST, NAN, 2, 0, NULL}};
    smacs_terms terms[3];
    uint32_t kept;
    CHECK_INT(smacs_posterior_score(candidates, 3, 16, voters, 3, SMACS_MODE_ROBUST, NULL, terms, &kept, NULL),
              SMACS_OK);
    CHECK(terms[1].vote > terms[0].vote && terms[0].vote > terms[2].vote && terms[2].vote > 0.0);
    CHECK_INT(kept, 1);
}

TEST(posterior_refuses_what_it_cannot_read) {
    const smacs_candidate fine = {EAST, -1, 0, 0, NULL}, wrong = {EAST, 0.5, 0, 0, NULL};
    const smacs_weights negative = {1, -1, 0}, nan = {NAN, 0, 0};
    smacs_terms terms[1];
    uint32_t kept;
    CHECK_INT(smacs_posterior_score(&fine, 0, 16, NULL, 0, 0, NULL, terms, &kept, NULL), SMACS_E_EMPTY);
    CHECK_INT(smacs_posterior_score(&wrong, 1, 16, NULL, 0, 0, NULL, terms, &kept, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_posterior_score(&fine, 1, 16, NULL, 0, 0, &negative, terms, &kept, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_posterior_score(&fine, 1, 16, NULL, 0, 0, &nan, terms, &kept, NULL), SMACS_E_ARGUMENT);
}

TEST(a_lead_becomes_certain) {
    CHECK_NEAR(smacs_lead_certainty(4, 0), 31.0 / 32, 1e-15);
    CHECK_NEAR(smacs_lead_certainty(3, 0), 15.0 / 16, 1e-15);
    CHECK_NEAR(smacs_lead_certainty(5, 1), 120.0 / 128, 1e-15);
    CHECK_NEAR(smacs_lead_certainty(6, 1), 247.0 / 256, 1e-15);
    CHECK_NEAR(smacs_lead_certainty(0, 0), 0.5, 1e-15);
    CHECK(smacs_lead_certainty(7, 2) < 0.95 && smacs_lead_certainty(8, 2) > 0.95);
    CHECK(smacs_lead_certainty(60, 4) > 0.999999);
}

TEST(drawing_survives_without_memory) {
    const double priors[] = {0.9, 0.8};
    bool members[2];
    counting none = {.fail_at = 0};
    const smacs_allocator a = counting_allocator(&none);
    CHECK_INT(smacs_subset_draw(&a, priors, 2, 1, 0, 1, 1, 0, members), SMACS_E_MEMORY);
}

TEST(the_leader_of_a_vote_has_the_largest_v) {
    const smacs_voter strong[] = {{0.4, 3, 0}, {0.9, 5, 0}, {0.4, 3, 0}, {0.95, SMACS_NO_ANSWER, 0}};
    const smacs_voter equal[] = {{0.5, 3, 0}, {0.5, 5, 0}};
    CHECK_INT(smacs_vote_leader(strong, 4), 5);
    CHECK_INT(smacs_vote_leader(equal, 2), 3);
    CHECK_INT(smacs_vote_leader(strong + 3, 1), SMACS_NO_ANSWER);
    CHECK_INT(smacs_vote_leader(NULL, 2), SMACS_NO_ANSWER);
}
