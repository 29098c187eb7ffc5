/* Reliability of certainties, against bins that are counted by hand. */
#include "base/error.h"
#include "lab/reliability.h"
#include "test.h"
#include "json/writer.h"
#include <math.h>

static cJSON *write(const lab_reliability *r) {
    smacs_json_writer w;
    cJSON *tree = NULL;
    smacs_json_begin(&w, &r->a);
    smacs_json_open(&w, '{');
    CHECK_INT(lab_reliability_write(r, 1, &w), SMACS_OK);
    smacs_json_close(&w, '}');
    CHECK_INT(smacs_json_finish_tree(&w, &tree, NULL), SMACS_OK);
    return tree;
}

static double number(const cJSON *of, const char *name) {
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(of, name);
    return cJSON_IsNumber(value) ? value->valuedouble : (double)NAN;
}

static void add(lab_reliability *r, double p, double right, int times) {
    for (int i = 0; i < times; i++) {
        CHECK_INT(lab_reliability_add(r, (smacs_certainty){p, SMACS_CERTAINTY_KNOWN}, right), SMACS_OK);
    }
}

TEST(bins_are_counted_as_by_hand) {
    lab_reliability r = {.a = smacs_allocator_or_default(NULL)};
    add(&r, 0.96, 1.0, 90);
    add(&r, 0.96, 0.0, 10);
    add(&r, 0.55, 1.0, 20);
    add(&r, 0.55, 0.0, 5);
    CHECK_INT(lab_reliability_add(&r, (smacs_certainty){NAN, SMACS_CERTAINTY_OPEN}, 1.0), SMACS_OK);
    cJSON *tree = write(&r);
    const cJSON *of = cJSON_GetObjectItemCaseSensitive(tree, "reliability");
    const cJSON *bins = cJSON_GetObjectItemCaseSensitive(of, "bins"), *top = cJSON_GetArrayItem(bins, 9);
    const cJSON *sure = cJSON_GetObjectItemCaseSensitive(of, "sure");
    CHECK_INT(cJSON_GetArraySize(bins), 10);
    CHECK_NEAR(number(of, "questions"), 125, 0);
    CHECK_NEAR(number(of, "ece"), 0.8 * 6.0 + 0.2 * 25.0, 1e-9);
    CHECK_NEAR(number(of, "brier"), (90 * 0.04 * 0.04 + 10 * 0.96 * 0.96 + 20 * 0.45 * 0.45 + 5 * 0.55 * 0.55) / 125,
               1e-12);
    CHECK_NEAR(number(top, "shown"), 96.0, 1e-9);
    CHECK_NEAR(number(top, "right"), 90.0, 1e-9);
    CHECK_NEAR(number(top, "questions"), 100, 0);
    CHECK(isnan(number(cJSON_GetArrayItem(bins, 0), "shown"))); /* empty */
    CHECK_NEAR(number(sure, "right"), 90.0, 1e-9);
    CHECK_NEAR(number(sure, "low"), 82.5634, 1e-3); /* Wilson's interval of 90 in 100 */
    CHECK_NEAR(number(sure, "high"), 94.4771, 1e-3);
    CHECK_NEAR(number(cJSON_GetObjectItemCaseSensitive(of, "unknown"), "open"), 1, 0);
    CHECK_NEAR(number(of, "ece_debiased"), number(of, "ece") - number(of, "ece_perfect_mean"), 1e-9);
    CHECK(number(of, "ece_perfect_95") < number(of, "ece")); /* such a model is not calibrated */
    cJSON_Delete(tree);
    lab_reliability_free(&r);
}

/* Of n questions with one chance p, the ece is |mean - p|, whose mean is sqrt(2 p (1 - p) / (pi n)) for large n. */
TEST(a_perfect_model_is_off_by_chance) {
    lab_reliability r = {.a = smacs_allocator_or_default(NULL)};
    add(&r, 0.75, 1.0, 300);
    add(&r, 0.75, 0.0, 100);
    cJSON *tree = write(&r);
    const cJSON *of = cJSON_GetObjectItemCaseSensitive(tree, "reliability");
    CHECK_NEAR(number(of, "ece"), 0.0, 1e-9);
    CHECK_NEAR(number(of, "ece_perfect_mean"), 100.0 * sqrt(2.0 * 0.75 * 0.25 / (3.14159265 * 400)), 0.06);
    CHECK_NEAR(number(of, "ece_perfect_95"), 100.0 * 1.96 * sqrt(0.75 * 0.25 / 400), 0.3);
    cJSON_Delete(tree);
    lab_reliability_free(&r);
}

TEST(reliability_of_nothing_is_not_known) {
    lab_reliability r = {.a = smacs_allocator_or_default(NULL)};
    cJSON *tree = write(&r);
    const cJSON *of = cJSON_GetObjectItemCaseSensitive(tree, "reliability");
    CHECK(isnan(number(of, "ece")) && isnan(number(of, "brier")));
    CHECK_NEAR(number(of, "questions"), 0, 0);
    cJSON_Delete(tree);
    lab_reliability_free(&r);
}
