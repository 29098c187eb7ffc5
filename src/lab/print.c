/* Prints the tables behind the charts of a result. */
#include "lab/members.h"
#include "lab/report.h"
#include "tool/tool.h"

#include <math.h>
#include <stdio.h>

/* "12.34 [11.00, 13.00]" of a figure in a row, or a dash. */
static void print_figure(const cJSON *row, const char *name, int digits, bool difference) {
    const double mean = lab_number(row, name), low = lab_bound(row, name, 0), high = lab_bound(row, name, 1);
    if (isnan(mean)) {
        printf("  %24s", "-");
    } else if (difference) {
        printf("  %+8.*f [%+*.*f, %+*.*f]", digits, mean, digits + 4, digits, low, digits + 4, digits, high);
    } else {
        printf("  %8.*f [%*.*f, %*.*f]", digits, mean, digits + 4, digits, low, digits + 4, digits, high);
    }
}

static void print_calibration(const cJSON *calibration) {
    const cJSON *of = NULL, *coverage = lab_member(calibration, "coverage");
    printf("\ncalibration of the priors%42s%26s\n", "mean of benchmarks", "mean of questions");
    cJSON_ArrayForEach(of, lab_member(calibration, "figures")) {
        const char *name = cJSON_GetStringValue(lab_member(of, "name"));
        const bool difference = cJSON_IsTrue(lab_member(of, "difference"));
        printf("  %-40s", cJSON_GetStringValue(lab_member(of, "words")));
        print_figure(lab_member(calibration, "macro"), name, 4, difference);
        print_figure(lab_member(calibration, "overall"), name, 4, difference);
        printf("\n");
    }
    printf("\n  priors from        mean   right     count\n");
    cJSON_ArrayForEach(of, lab_member(calibration, "bins")) {
        const double count = lab_number(of, "count");
        printf("  %.1f to %.1f", lab_number(of, "from"), lab_number(of, "to"));
        if (count > 0.0) {
            printf("     %7.4f %7.4f", lab_number(of, "mean_prior"), lab_number(of, "share_right"));
        } else {
            printf("     %7s %7s", "-", "-");
        }
        printf(" %9.0f\n", count);
    }
    if (lab_number(coverage, "cells") > 0.0) {
        printf("\n  of %.0f means of a model in a benchmark and category, %.1f %% are within 1 standard error, %.1f %% "
               "within 2 (68.3 and 95.4 were the errors right)\n",
               lab_number(coverage, "cells"), lab_number(coverage, "within_1"), lab_number(coverage, "within_2"));
    }
}

static void print_reliability(const cJSON *reliability) {
    const cJSON *of = NULL, *sure = lab_member(reliability, "sure");
    printf("\ncertainty of the kept answer, %.0f questions\n", lab_number(reliability, "questions"));
    printf("  ece %.2f points; a perfect model's 95th percentile %.2f, debiased %.2f; Brier %.4f\n",
           lab_number(reliability, "ece"), lab_number(reliability, "ece_perfect_95"),
           lab_number(reliability, "ece_debiased"), lab_number(reliability, "brier"));
    if (lab_number(sure, "questions") > 0.0) {
        printf("  where 95 or more is shown: %.1f %% right [%.1f, %.1f] of %.0f\n", lab_number(sure, "right"),
               lab_number(sure, "low"), lab_number(sure, "high"), lab_number(sure, "questions"));
    }
    cJSON_ArrayForEach(of, lab_member(reliability, "unknown")) {
        if (of->valuedouble > 0.0) {
            printf("  no certainty, %s: %.0f\n", of->string, of->valuedouble);
        }
    }
    printf("\n  from to    shown  right  questions\n");
    cJSON_ArrayForEach(of, lab_member(reliability, "bins")) {
        if (lab_number(of, "questions") > 0.0) {
            printf("  %3.0f %4.0f  %5.1f  %5.1f  %9.0f\n", lab_number(of, "from"), lab_number(of, "to"),
                   lab_number(of, "shown"), lab_number(of, "right"), lab_number(of, "questions"));
        }
    }
}

static void print_sources(const cJSON *sources) {
    const cJSON *of = NULL;
    printf("\nby source; n: questions that both models of a difference were run on\n");
    printf("  %-16s  questions  routed  %26s     n  %26s     n  best single model\n", "", "- best single of the source",
           "- best of the index");
    cJSON_ArrayForEach(of, sources) {
        const cJSON *counts = lab_member(of, "counts");
        const char *model = cJSON_GetStringValue(lab_member(of, "best_single_model"));
        printf("  %-16s  %9.0f  %6.2f", cJSON_GetStringValue(lab_member(of, "source")), lab_number(of, "questions"),
               lab_number(of, "routed"));
        print_figure(of, "routed_minus_best_single", 2, true);
        printf("  %4.0f", lab_number(counts, "routed_minus_best_single"));
        print_figure(of, "routed_minus_best_of_index", 2, true);
        printf("  %4.0f  %s%s\n", lab_number(counts, "routed_minus_best_of_index"), model ? model : "none",
               cJSON_IsTrue(lab_member(of, "too_few")) ? " (too few to compare)" : "");
    }
}

static void print_costs(const cJSON *curve) {
    const cJSON *point = NULL;
    printf("\naccuracy against cost, in %s: prices of %.0f models known, %.0f by size, %.0f unknown\n",
           cJSON_GetStringValue(lab_member(curve, "unit")), lab_number(curve, "priced"), lab_number(curve, "by_size"),
           lab_number(curve, "unknown"));
    printf("  alpha    routed, mean of benchmarks        mean of questions             mean cost, of questions\n");
    cJSON_ArrayForEach(point, lab_member(curve, "points")) {
        printf("  %5.2f", lab_number(point, "alpha"));
        print_figure(lab_member(point, "macro"), "routed", 2, false);
        print_figure(lab_member(point, "overall"), "routed", 2, false);
        print_figure(lab_member(point, "overall"), "cost", 3, false);
        printf("\n");
    }
}

/* What a question took in the mean; nothing of recorded answers. */
static void print_effort(const cJSON *row) {
    const double tokens = lab_number(row, "tokens"), cost = lab_number(row, "cost");
    if (!isnan(tokens)) {
        printf("  %6.0f", tokens);
        printf(isnan(cost) ? "  not known" : "   %.6f", cost);
        printf("  %7.1f", lab_number(row, "seconds"));
    }
}

static void print_calls(const cJSON *curve) {
    const cJSON *point = NULL;
    printf("\naccuracy against calls, mean of benchmarks\n");
    printf("  %-26s  calls  %24s  %24s  %24s%s\n", "", "kept", "majority", "kept - best single",
           lab_member(lab_member(curve->child, "overall"), "tokens") ? "  tokens        USD  seconds" : "");
    cJSON_ArrayForEach(point, curve) {
        const cJSON *macro = lab_member(point, "macro");
        printf("  %-26s  %5.2f", cJSON_GetStringValue(lab_member(point, "setting")), lab_number(macro, "calls"));
        print_figure(macro, "kept", 2, false);
        print_figure(macro, "majority", 2, false);
        print_figure(macro, "kept_minus_best_single", 2, true);
        print_effort(lab_member(point, "overall"));
        printf("\n");
    }
}

static void print_referees(const cJSON *judges) {
    const cJSON *of = NULL;
    printf("\nwith a referee whose verdicts are composed of recorded parts, mean of benchmarks\n");
    printf("  %-26s  expected  called  changed  %24s  %24s\n", "judge", "kept", "gain");
    cJSON_ArrayForEach(of, judges) {
        const cJSON *macro = lab_member(of, "macro");
        printf("  %-26s  %8.3f  %6.2f  %7.2f", cJSON_GetStringValue(lab_member(of, "judge")),
               lab_number(of, "expected"), lab_number(macro, "called"), lab_number(macro, "changed"));
        print_figure(macro, "kept", 2, false);
        print_figure(macro, "gain", 2, true);
        printf("\n");
    }
}

static void print_gate(const cJSON *gate) {
    const cJSON *of = NULL;
    printf(
        "\nwhere a referee can pay: questions with two answers, none by a model that is expected to get 85 %% right\n");
    printf("  %-26s  certainty  questions  kept right  next right  break-even  by the rule\n", "benchmark");
    cJSON_ArrayForEach(of, gate) {
        const char *benchmark = cJSON_GetStringValue(lab_member(of, "benchmark"));
        printf("  %-26s  %3.0f to %3.0f  %9.0f  %10.1f  %10.1f  %10.2f  %11.2f\n", benchmark ? benchmark : "all",
               100.0 * lab_number(of, "from"), 100.0 * lab_number(of, "to"), lab_number(of, "questions"),
               lab_number(of, "kept_right"), lab_number(of, "next_right"), lab_number(of, "break_even"),
               lab_number(of, "rule"));
    }
}

static void print_tests(const cJSON *tests) {
    const cJSON *of = NULL;
    printf("\n  %-24s  B better  B worse  p\n", "sign test");
    cJSON_ArrayForEach(of, tests) {
        const char *benchmark = cJSON_GetStringValue(lab_member(of, "benchmark"));
        printf("  %-24s  %8.0f  %7.0f  %.3g\n", benchmark ? benchmark : "overall", lab_number(of, "better"),
               lab_number(of, "worse"), lab_number(of, "p"));
    }
}

void lab_print_charts(const cJSON *result) {
    const cJSON *calibration = lab_member(result, "calibration"), *costs = lab_member(result, "cost_curve");
    const cJSON *reliability = lab_member(result, "reliability");
    const cJSON *calls = lab_member(result, "calls_curve"), *tests = lab_member(result, "sign_tests");
    if (lab_member(result, "sources")) {
        print_sources(lab_member(result, "sources"));
    }
    if (calibration) {
        print_calibration(calibration);
    }
    if (reliability) {
        print_reliability(reliability);
    }
    if (costs) {
        print_costs(costs);
    }
    if (calls) {
        print_calls(calls);
    }
    if (lab_member(result, "referee")) {
        print_referees(lab_member(result, "referee"));
    }
    if (lab_member(result, "referee_gate")) {
        print_gate(lab_member(result, "referee_gate"));
    }
    if (tests) {
        print_tests(tests);
    }
}
