/* How sure a kept answer is: what is said, what is not, and that it is the same everywhere. */
#include "posterior/certainty.h"
#include "posterior/checked.h"
#include "test.h"
#include <math.h>
#include <stdio.h>

#define NONE SMACS_NO_ANSWER

static const smacs_certainty_facts number = {1.0, SMACS_ANSWER_NUMBER};

static double sure(const smacs_voter *voters, uint32_t count, uint32_t answer) {
    return smacs_certainty_of(voters, count, answer, &number).p;
}

static void check_why(const smacs_voter *voters, uint32_t count, uint32_t answer, smacs_certainty_why why) {
    const smacs_certainty c = smacs_certainty_of(voters, count, answer, &number);
    CHECK_INT(c.why, why);
    CHECK(isnan(c.p) == (why != SMACS_CERTAINTY_KNOWN));
}

TEST(nothing_is_said_where_nothing_can_be_compared) {
    const smacs_voter unread[] = {{0.9, NONE, 0}, {0.8, NONE, 0}, {0.7, NONE, 0}};
    const smacs_voter one[] = {{0.9, NONE, 0}, {0.8, 3, 0}, {0.7, NONE, 0}};
    const smacs_voter two[] = {{0.9, NONE, 0}, {0.8, 3, 0}, {0.7, 3, 0}};
    check_why(NULL, 0, 0, SMACS_CERTAINTY_OPEN);
    check_why(NULL, 7, 0, SMACS_CERTAINTY_OPEN);
    check_why(unread, 3, NONE, SMACS_CERTAINTY_OPEN);
    check_why(one, 3, 3, SMACS_CERTAINTY_ONE_READ);
    check_why(one + 1, 1, 3, SMACS_CERTAINTY_ONE_READ); /* one vote of one is no certainty */
    check_why(one, 3, NONE, SMACS_CERTAINTY_ONE_READ);
    check_why(two, 3, NONE, SMACS_CERTAINTY_UNREAD);
    check_why(two, 3, 5, SMACS_CERTAINTY_UNREAD);
    check_why(two, 3, 3, SMACS_CERTAINTY_KNOWN);
}

TEST(votes_make_sure_and_doubt_makes_unsure) {
    const smacs_voter two[] = {{0.7, 0, 0}, {0.7, 0, 0}}, three[] = {{0.7, 0, 0}, {0.7, 0, 0}, {0.7, 0, 0}};
    const smacs_voter against[] = {{0.7, 0, 0}, {0.7, 0, 0}, {0.7, 1, 0}},
                      unread[] = {{0.7, 0, 0}, {0.7, 0, 0}, {0.7, NONE, 0}};
    const smacs_voter strong[] = {{0.7, 0, 0}, {0.7, 0, 0}, {0.9, 1, 0}}, better[] = {{0.9, 0, 0}, {0.9, 0, 0}};
    CHECK(sure(three, 3, 0) > sure(two, 2, 0));
    CHECK(sure(two, 2, 0) > sure(unread, 3, 0));
    CHECK(sure(unread, 3, 0) > sure(against, 3, 0));
    CHECK(sure(against, 3, 0) > sure(strong, 3, 0));
    CHECK(sure(better, 2, 0) > sure(two, 2, 0));
    CHECK(sure(against, 3, 0) > sure(against, 3, 1));
}

TEST(a_few_read_of_many_are_never_certain) {
    smacs_voter voters[7];
    for (uint32_t i = 0; i < 7; i++) {
        voters[i] = (smacs_voter){0.98, i < 2 ? 0 : NONE, 0};
    }
    CHECK(sure(voters, 7, 0) < 0.995);
    CHECK(sure(voters, 7, 0) < sure(voters, 2, 0));
}

TEST(certainty_is_a_probability_whatever_is_known) {
    const double priors[] = {NAN, 0.0, 0.3, 1.0};
    const smacs_answer_kind kinds[] = {SMACS_ANSWER_NONE, SMACS_ANSWER_CHOICE, SMACS_ANSWER_BOOLEAN, SMACS_ANSWER_TEXT};
    uint32_t said = 0;
    for (uint32_t i = 0; i < 4096; i++) {
        smacs_voter voters[4];
        for (uint32_t v = 0, code = i; v < 4; v++, code /= 8) {
            voters[v] = (smacs_voter){priors[code % 4], code % 8 < 4 ? v % 2 : NONE, 0};
        }
        const smacs_certainty_facts facts = {i % 3 ? 0.5 : (double)NAN, kinds[i % 4]};
        const smacs_certainty c = smacs_certainty_of(voters, 4, 0, &facts);
        CHECK(c.why == SMACS_CERTAINTY_KNOWN ? c.p > 0.0 && c.p < 1.0 : isnan(c.p));
        said += c.why == SMACS_CERTAINTY_KNOWN;
    }
    CHECK(said > 1000);
}

TEST(unknown_priors_count_as_the_mean_of_the_others) {
    const smacs_voter some[] = {{0.8, 0, 0}, {NAN, 0, 0}, {0.8, 1, 0}}, all[] = {{0.8, 0, 0}, {0.8, 0, 0}, {0.8, 1, 0}};
    const smacs_voter none[] = {{NAN, 0, 0}, {NAN, 0, 0}, {NAN, 1, 0}};
    double x[SMACS_X_COUNT];
    CHECK(sure(some, 3, 0) == sure(all, 3, 0));
    CHECK_INT(smacs_certainty_measure(none, 3, 0, &number, x), SMACS_CERTAINTY_KNOWN);
    CHECK(x[SMACS_X_BLIND] == 1.0 && x[SMACS_X_BEST_SUPPORTER] == 0.0 && x[SMACS_X_BEST_DISSENTER] == 0.0);
}

TEST(missing_facts_are_zeros) {
    const smacs_voter two[] = {{0.7, 0, 0}, {0.7, 0, 0}};
    const smacs_certainty_facts zeros = {0};
    CHECK(smacs_certainty_of(two, 2, 0, NULL).p == smacs_certainty_of(two, 2, 0, &zeros).p);
}

TEST(checked_answers_are_as_sure_as_what_was_checked) {
    CHECK(smacs_checked_output() > 0.9 && smacs_checked_output() < 1.0);
    for (uint32_t n = 1; n < 40; n++) {
        CHECK(smacs_checked_examples(true, n + 1, 0) > smacs_checked_examples(true, n, 0));
        CHECK(smacs_checked_examples(true, 1, n) < smacs_checked_examples(true, 1, n - 1));
        CHECK(smacs_checked_examples(true, n, 0) < 1.0);
        CHECK(smacs_checked_examples(false, n, 0) < 0.5);
    }
    CHECK(smacs_checked_examples(true, 1, 0) > 0.6);
    CHECK(smacs_checked_digest(1) != smacs_checked_digest(2));
}
