/* Means with intervals, against what is known in closed form. */
#include "base/error.h"
#include "base/rng.h"
#include "lab/statistics.h"
#include "test.h"
#include <smacs/calibration.h>

static lab_sample begin(uint32_t columns) {
    return (lab_sample){.a = smacs_allocator_or_default(NULL), .columns = columns};
}

static void add(lab_sample *s, const char *group, double x, double y) {
    const double values[2] = {x, y};
    CHECK_INT(lab_sample_add(s, smacs_text_of(group), values), SMACS_OK);
}

TEST(means_are_of_what_is_there) {
    lab_sample s = begin(2);
    lab_estimate e[5 * 2];
    add(&s, "large", 1.0, 2.0);
    add(&s, "small", 5.0, NAN);
    add(&s, "large", 3.0, NAN);
    add(&s, "large", 2.0, 4.0);
    add(&s, "empty", NAN, NAN);
    CHECK_INT(s.groups.count, 3);
    CHECK(lab_sample_estimate(&s, 50, 1, e));
    CHECK_NEAR(e[0].mean, 2.0, 0.0);
    CHECK_NEAR(e[1].mean, 3.0, 0.0);
    CHECK_NEAR(e[2].mean, 5.0, 0.0);
    CHECK(isnan(e[3].mean) && isnan(e[3].low) && isnan(e[3].high));
    CHECK(isnan(e[4].mean) && isnan(e[4].low));
    const lab_estimate *macro = e + (size_t)lab_macro_row(&s) * 2, *overall = e + (size_t)lab_overall_row(&s) * 2;
    CHECK_NEAR(macro[0].mean, 3.5, 0.0); /* a group without values has no say */
    CHECK_NEAR(macro[1].mean, 3.0, 0.0);
    CHECK_NEAR(overall[0].mean, 2.75, 0.0);
    CHECK_NEAR(overall[1].mean, 3.0, 0.0);
    lab_sample_free(&s);
}

TEST(a_sample_without_spread_has_no_width) {
    lab_sample s = begin(2);
    lab_estimate e[4 * 2];
    for (int i = 0; i < 40; i++) {
        add(&s, i % 2 ? "zeros" : "ones", i % 2 ? 0.0 : 1.0, i % 3);
    }
    CHECK(lab_sample_estimate(&s, 200, 7, e));
    /* Resampling is within groups: the overall mean of a column that is constant in each cannot move. */
    for (size_t row = 0; row < 4; row++) {
        CHECK_NEAR(e[row * 2].low, e[row * 2].mean, 0.0);
        CHECK_NEAR(e[row * 2].high, e[row * 2].mean, 0.0);
    }
    CHECK(e[1].low < e[1].mean && e[1].mean < e[1].high);
    lab_sample_free(&s);
}

TEST(intervals_have_the_width_of_the_binomial) {
    lab_sample s = begin(2);
    lab_estimate e[3 * 2];
    for (int i = 0; i < 400; i++) {
        const double x = i < 240, y = i < 250; /* they differ on ten questions */
        add(&s, "one", x, y - x);
    }
    CHECK(lab_sample_estimate(&s, 4000, 3, e));
    const double error = sqrt(0.6 * 0.4 / 400.0);
    CHECK_NEAR(e[0].low, 0.6 - 1.96 * error, 0.006);
    CHECK_NEAR(e[0].high, 0.6 + 1.96 * error, 0.006);
    /* Paired, the ten questions are all that counts. */
    const double paired = sqrt(0.025 * 0.975 / 400.0);
    CHECK_NEAR(e[1].low, 0.025 - 1.96 * paired, 0.004);
    CHECK_NEAR(e[1].high, 0.025 + 1.96 * paired, 0.004);
    lab_sample_free(&s);
}

/* Of 95 % intervals about means of 60 fair coins, about 95 % hold a half. */
TEST(intervals_cover_the_truth) {
    smacs_rng rng;
    int covered = 0;
    smacs_rng_seed(&rng, 11, 0);
    for (uint64_t trial = 0; trial < 400; trial++) {
        lab_sample s = begin(1);
        lab_estimate e[3];
        for (int i = 0; i < 60; i++) {
            const double value = smacs_rng_below(&rng, 2);
            CHECK_INT(lab_sample_add(&s, smacs_text_of("coins"), &value), SMACS_OK);
        }
        CHECK(lab_sample_estimate(&s, 400, trial, e));
        covered += e[0].low <= 0.5 && 0.5 <= e[0].high;
        lab_sample_free(&s);
    }
    CHECK(covered >= 368 && covered <= 392);
}

TEST(a_seed_gives_the_same_bits) {
    lab_sample s = begin(2);
    lab_estimate one[3 * 2], again[3 * 2], other[3 * 2];
    for (int i = 0; i < 100; i++) {
        add(&s, "one", i * 0.37, i % 7);
    }
    CHECK(lab_sample_estimate(&s, 300, 5, one) && lab_sample_estimate(&s, 300, 5, again));
    CHECK(lab_sample_estimate(&s, 300, 6, other));
    CHECK_MEM(one, again, sizeof one);
    CHECK(one[0].low != other[0].low);
    lab_sample_free(&s);
}

/* Reference values: 2 * sum of C(n, i) / 2^n. */
TEST(the_sign_test_is_exact) {
    CHECK_NEAR(smacs_sign_test(0, 0), 1.0, 0.0);
    CHECK_NEAR(smacs_sign_test(5, 5), 1.0, 0.0);
    CHECK_NEAR(smacs_sign_test(1, 0), 1.0, 0.0);
    CHECK_NEAR(smacs_sign_test(5, 0), 0.0625, 1e-14);
    CHECK_NEAR(smacs_sign_test(0, 5), 0.0625, 1e-14);
    CHECK_NEAR(smacs_sign_test(1, 9), 22.0 / 1024.0, 1e-14);
    CHECK_NEAR(smacs_sign_test(8, 2), 112.0 / 1024.0, 1e-14);
    CHECK_NEAR(smacs_sign_test(4, 5), 1.0, 1e-12);
    CHECK_NEAR(smacs_sign_test(60, 40), 0.05688793364098079, 1e-12);
    CHECK_NEAR(smacs_sign_test(1100, 900) / 8.457089535503927e-06, 1.0, 1e-9);
    CHECK(smacs_sign_test(4000, 0) < 1e-300);
}
