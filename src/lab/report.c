/* Writes results as one page. The page fetches nothing and runs nothing: its style and charts are part of it, so
 * that it can be kept and sent as one file. Beside each chart stands its table. */
#include "lab/report.h"

#include "lab/page.h"
#include "tool/tool.h"

#include <math.h>
#include <string.h>

/* Results come from files, which may say anything. */
static int digits_of(const cJSON *figure) {
    const double digits = lab_number(figure, "digits");
    return digits >= 0.0 && digits <= 6.0 ? (int)digits : 2;
}

/* The figures that are differences, or those that are not. */
static void put_figures_row(lab_page *p, const char *name, const cJSON *row, const cJSON *figures, bool differences) {
    const cJSON *of = NULL;
    lab_table_row(p, name);
    lab_table_number(p, lab_number(row, "questions"), 0, false);
    cJSON_ArrayForEach(of, figures) {
        if (cJSON_IsTrue(lab_member(of, "difference")) == differences) {
            lab_table_estimate(p, row, lab_word(of, "name"), digits_of(of), differences);
        }
    }
    lab_page_put(p, "</tr>\n");
}

static void put_figures_table(lab_page *p, const cJSON *result, const cJSON *figures, bool differences) {
    const cJSON *of = NULL;
    lab_table_open(p, differences ? "Differences by benchmark" : "Means by benchmark");
    lab_table_head(p, "benchmark");
    lab_table_head(p, "questions");
    cJSON_ArrayForEach(of, figures) {
        if (cJSON_IsTrue(lab_member(of, "difference")) == differences) {
            lab_table_head(p, lab_word(of, "words"));
        }
    }
    lab_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, lab_member(result, "benchmarks")) {
        put_figures_row(p, of->string, of, figures, differences);
    }
    put_figures_row(p, "mean of benchmarks", lab_member(result, "macro"), figures, differences);
    put_figures_row(p, "mean of questions", lab_member(result, "overall"), figures, differences);
    lab_table_close(p);
}

/* ---- what a result may hold besides ---- */

/* The chart of reliability, and its bins as a table: `range` and `mean` head the first columns. */
static void put_bins(lab_page *p, const lab_bins *bins, const char *title, const char *range, const char *mean) {
    const double percent = 100.0 / bins->whole;
    const cJSON *of = NULL;
    lab_chart_reliability(p, bins);
    lab_table_open_folded(p, title);
    lab_table_head(p, range);
    lab_table_head(p, mean);
    lab_table_head(p, "right, %");
    lab_table_head(p, bins->things);
    lab_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, bins->bins) {
        lab_page_put(p, "<tr><th scope=\"row\">%.0f to %.0f</th>", percent * lab_number(of, "from"),
                     percent * lab_number(of, "to"));
        lab_table_number(p, percent * lab_number(of, bins->shown), 1, false);
        lab_table_number(p, percent * lab_number(of, bins->right), 1, false);
        lab_table_number(p, lab_number(of, bins->count), 0, false);
        lab_page_put(p, "</tr>\n");
    }
    lab_table_close_folded(p);
}

static void put_calibration(lab_page *p, const cJSON *calibration) {
    const cJSON *of = NULL, *coverage = lab_member(calibration, "coverage");
    lab_page_element(p, "h3", "Calibration of the priors");
    lab_page_element(p, "p",
                     "On the diagonal, priors are the share of right answers. Larger dots stand for more answers.");
    const lab_bins bins = {.bins = lab_member(calibration, "bins"),
                           .shown = "mean_prior",
                           .right = "share_right",
                           .count = "count",
                           .whole = 1.0,
                           .title = "Reliability of the priors",
                           .description = "For priors in each tenth, the share of answers that were right against the "
                                          "mean prior. On the diagonal they are the same. Larger dots stand for more "
                                          "answers.",
                           .below = "mean prior, %",
                           .what = "prior",
                           .things = "answers"};
    put_bins(p, &bins, "Priors by tenths", "priors, %", "mean prior, %");
    lab_table_open_folded(p, "Brier scores and log losses");
    lab_table_head(p, "lower is better");
    lab_table_head(p, "mean of benchmarks");
    lab_table_head(p, "mean of questions");
    lab_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, lab_member(calibration, "figures")) {
        const bool difference = cJSON_IsTrue(lab_member(of, "difference"));
        lab_table_row(p, lab_word(of, "words"));
        lab_table_estimate(p, lab_member(calibration, "macro"), lab_word(of, "name"), 4, difference);
        lab_table_estimate(p, lab_member(calibration, "overall"), lab_word(of, "name"), 4, difference);
        lab_page_put(p, "</tr>\n");
    }
    lab_table_close_folded(p);
    if (lab_number(coverage, "cells") > 0.0) {
        lab_page_put(
            p,
            "<p>Of %.0f means of a model in a benchmark and category, %.1f %% lie within one standard error of "
            "the mean prior and %.1f %% within two; 68.3 and 95.4 would, were the errors right.</p>\n",
            lab_number(coverage, "cells"), lab_number(coverage, "within_1"), lab_number(coverage, "within_2"));
    }
}

static void put_reliability(lab_page *p, const cJSON *reliability) {
    const cJSON *sure = lab_member(reliability, "sure");
    const lab_bins bins = {.bins = lab_member(reliability, "bins"),
                           .shown = "shown",
                           .right = "right",
                           .count = "questions",
                           .whole = 100.0,
                           .title = "Reliability of the certainty",
                           .description = "For certainties in each tenth, the share of kept answers that were right "
                                          "against the mean certainty shown. On the diagonal they are the same. Larger "
                                          "dots stand for more questions.",
                           .below = "certainty shown, %",
                           .what = "shown",
                           .things = "questions"};
    lab_page_element(p, "h3", "Certainty of the kept answer");
    lab_page_put(
        p,
        "<p>Expected calibration error %.2f points; a perfect model with the same certainties stays below %.2f "
        "in 95 of 100 draws. Debiased %.2f, Brier score %.4f, %.0f questions.",
        lab_number(reliability, "ece"), lab_number(reliability, "ece_perfect_95"),
        lab_number(reliability, "ece_debiased"), lab_number(reliability, "brier"),
        lab_number(reliability, "questions"));
    if (lab_number(sure, "questions") > 0.0) {
        lab_page_put(p, " Where 95 or more is shown, %.1f %% of %.0f are right [%.1f, %.1f].",
                     lab_number(sure, "right"), lab_number(sure, "questions"), lab_number(sure, "low"),
                     lab_number(sure, "high"));
    }
    lab_page_put(p, "</p>\n");
    put_bins(p, &bins, "Certainties by tenths", "certainty, %", "mean shown, %");
}

static void put_sources(lab_page *p, const cJSON *sources) {
    static const char *const gains[] = {"routed_minus_best_single", "routed_minus_best_of_index"};
    static const char *const heads[] = {
        "source", "questions",        "routed, %", "routed - best single", "n", "routed - best of the index",
        "n",      "best single model"};
    const cJSON *of = NULL;
    lab_page_element(p, "h3", "By source");
    lab_page_element(p, "p",
                     "A difference is over the n questions that both models were run on. The best single model is each "
                     "source's own. Below 200 questions there are too few to compare.");
    lab_table_open(p, "Routing by source");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        lab_table_head(p, heads[i]);
    }
    lab_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, sources) {
        const char *model = lab_word(of, "best_single_model");
        lab_table_row(p, lab_word(of, "source"));
        lab_table_number(p, lab_number(of, "questions"), 0, false);
        lab_table_estimate(p, of, "routed", 2, false);
        for (size_t i = 0; i < sizeof gains / sizeof *gains; i++) {
            lab_table_estimate(p, of, gains[i], 2, true);
            lab_table_number(p, lab_number(lab_member(of, "counts"), gains[i]), 0, false);
        }
        lab_page_put(p, "<td>");
        lab_page_text(p, model[0] ? model : "none");
        lab_page_put(p, "%s</td></tr>\n", cJSON_IsTrue(lab_member(of, "too_few")) ? " (too few to compare)" : "");
    }
    lab_table_close(p);
}

static void put_costs(lab_page *p, const cJSON *curve) {
    const cJSON *of = NULL;
    lab_page_element(p, "h3", "Accuracy against cost");
    lab_page_put(p, "<p>Cost of the model chosen, in ");
    lab_page_text(p, lab_word(curve, "unit"));
    lab_page_put(p,
                 ". Prices of %.0f models are known, %.0f count by their size, %.0f are unknown. "
                 "Open dots are single models; the scale of costs is logarithmic.</p>\n",
                 lab_number(curve, "priced"), lab_number(curve, "by_size"), lab_number(curve, "unknown"));
    lab_chart_costs(p, curve, "overall");
    lab_table_open_folded(p, "Accuracy at each alpha");
    lab_table_head(p, "alpha");
    lab_table_head(p, "routed, mean of benchmarks");
    lab_table_head(p, "routed, mean of questions");
    lab_table_head(p, "mean cost");
    lab_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, lab_member(curve, "points")) {
        lab_page_put(p, "<tr><th scope=\"row\">%.2f</th>", lab_number(of, "alpha"));
        lab_table_estimate(p, lab_member(of, "macro"), "routed", 2, false);
        lab_table_estimate(p, lab_member(of, "overall"), "routed", 2, false);
        lab_table_estimate(p, lab_member(of, "overall"), "cost", 3, false);
        lab_page_put(p, "</tr>\n");
    }
    lab_table_close_folded(p);
    lab_table_open_folded(p, "Single models");
    lab_table_head(p, "single model");
    lab_table_head(p, "mean of questions");
    lab_table_head(p, "cost");
    lab_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, lab_member(curve, "models")) {
        lab_table_row(p, lab_word(of, "model"));
        lab_table_number(p, lab_number(of, "score"), 2, false);
        lab_table_number(p, lab_number(of, "cost"), 3, false);
        lab_page_put(p, "</tr>\n");
    }
    lab_table_close_folded(p);
}

static void put_calls(lab_page *p, const cJSON *curve) {
    const cJSON *of = NULL;
    int number = 0;
    lab_page_element(p, "h3", "Accuracy against calls");
    lab_page_element(
        p, "p", "Mean of benchmarks. Numbers are those of the table; open dots are the majority of the same panel.");
    lab_chart_calls(p, curve, "macro");
    lab_table_open(p, "Accuracy against calls");
    lab_table_head(p, "setting");
    lab_table_head(p, "calls");
    lab_table_head(p, "kept");
    lab_table_head(p, "majority of the same panel");
    lab_table_head(p, "kept - best single");
    lab_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, curve) {
        const cJSON *row = lab_member(of, "macro");
        lab_page_put(p, "<tr><th scope=\"row\">%d. ", ++number);
        lab_page_text(p, lab_word(of, "setting"));
        lab_page_put(p, "</th>");
        lab_table_number(p, lab_number(row, "calls"), 2, false);
        lab_table_estimate(p, row, "kept", 2, false);
        lab_table_estimate(p, row, "majority", 2, false);
        lab_table_estimate(p, row, "kept_minus_best_single", 2, true);
        lab_page_put(p, "</tr>\n");
    }
    lab_table_close(p);
}

static void put_referees(lab_page *p, const cJSON *judges) {
    const cJSON *of = NULL;
    lab_page_element(p, "h3", "With a referee");
    lab_page_element(
        p, "p",
        "Mean of benchmarks. Nobody asked these judges: their verdicts are composed of a strength, or of "
        "verdicts on record. A run calls one only where that is likely to pay by the accuracy it expects.");
    lab_table_open(p, "With a referee");
    lab_table_head(p, "judge");
    lab_table_head(p, "expected accuracy");
    lab_table_head(p, "called for, % of questions");
    lab_table_head(p, "changed, % of questions");
    lab_table_head(p, "kept");
    lab_table_head(p, "kept - kept without");
    lab_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, judges) {
        const cJSON *row = lab_member(of, "macro");
        lab_table_row(p, lab_word(of, "judge"));
        lab_table_number(p, lab_number(of, "expected"), 3, false);
        lab_table_number(p, lab_number(row, "called"), 2, false);
        lab_table_number(p, lab_number(row, "changed"), 2, false);
        lab_table_estimate(p, row, "kept", 2, false);
        lab_table_estimate(p, row, "gain", 2, true);
        lab_page_put(p, "</tr>\n");
    }
    lab_table_close(p);
}

static void put_gate(lab_page *p, const cJSON *gate) {
    const cJSON *of = NULL;
    lab_page_element(p, "h3", "Where a referee can pay");
    lab_page_element(
        p, "p",
        "Questions where another answer contests the kept one. One of the two is right with the sum of both "
        "shares. A referee pays where it is right, in these cases, more often than the break-even. A run "
        "computes the break-even from its certainties (by the rule), and calls a referee only if more is "
        "expected of it. Questions that some model is expected to get right in 85 of 100 cases or more are "
        "never put before one, and are not counted here.");
    lab_table_open(p, "Where a referee can pay");
    lab_table_head(p, "benchmark");
    lab_table_head(p, "certainty, %");
    lab_table_head(p, "questions");
    lab_table_head(p, "kept right, %");
    lab_table_head(p, "next right, %");
    lab_table_head(p, "break-even");
    lab_table_head(p, "by the rule");
    lab_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, gate) {
        lab_table_row(p, lab_member(of, "benchmark") ? lab_word(of, "benchmark") : "all");
        lab_page_put(p, "<td>%.0f to %.0f</td>", 100.0 * lab_number(of, "from"), 100.0 * lab_number(of, "to"));
        lab_table_number(p, lab_number(of, "questions"), 0, false);
        lab_table_number(p, lab_number(of, "kept_right"), 1, false);
        lab_table_number(p, lab_number(of, "next_right"), 1, false);
        lab_table_number(p, lab_number(of, "break_even"), 2, false);
        lab_table_number(p, lab_number(of, "rule"), 2, false);
        lab_page_put(p, "</tr>\n");
    }
    lab_table_close(p);
}

static void put_tests(lab_page *p, const cJSON *tests) {
    const cJSON *of = NULL;
    lab_table_open(p, "Sign tests");
    lab_table_head(p, "sign test");
    lab_table_head(p, "B better");
    lab_table_head(p, "B worse");
    lab_table_head(p, "p");
    lab_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, tests) {
        const char *benchmark = lab_word(of, "benchmark");
        lab_table_row(p, benchmark[0] ? benchmark : "all questions");
        lab_table_number(p, lab_number(of, "better"), 0, false);
        lab_table_number(p, lab_number(of, "worse"), 0, false);
        lab_page_put(p, "<td>%.3g</td></tr>\n", lab_number(of, "p"));
    }
    lab_table_close(p);
}

/* ---- how it was made ---- */

/* A value of "settings" as words. */
static void put_setting(lab_page *p, const cJSON *value) {
    const cJSON *of = NULL;
    if (cJSON_IsString(value)) {
        lab_page_text(p, value->valuestring);
    } else if (cJSON_IsNumber(value)) {
        lab_page_put(p, "%.10g", value->valuedouble);
    } else if (cJSON_IsArray(value)) {
        cJSON_ArrayForEach(of, value) {
            lab_page_put(p, of == value->child ? "" : ", ");
            lab_page_text(p, cJSON_GetStringValue(of));
        }
    } else {
        lab_page_put(p, cJSON_IsBool(value) ? cJSON_IsTrue(value) ? "yes" : "no" : "none");
    }
}

static void put_pair(lab_page *p, const char *name, const char *value) {
    lab_table_row(p, name);
    lab_page_put(p, "<td>");
    lab_page_text(p, value);
    lab_page_put(p, "</td></tr>\n");
}

/* A word of a command line as a shell takes it: words with other characters than these stand in quotes. */
static void put_word(lab_page *p, const char *word) {
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./,:=@%+";
    if (word[0] && word[strspn(word, plain)] == 0) {
        lab_page_text(p, word);
        return;
    }
    lab_page_put(p, "'");
    for (const char *quote; (quote = strchr(word, '\'')) != NULL; word = quote + 1) {
        char before[256];
        snprintf(before, sizeof before, "%.*s", (int)(quote - word), word);
        lab_page_text(p, before);
        lab_page_put(p, "'\\''");
    }
    lab_page_text(p, word);
    lab_page_put(p, "'");
}

static void put_made(lab_page *p, const cJSON *result) {
    const cJSON *of = NULL, *made = lab_member(result, "made"), *models = lab_member(result, "models");
    lab_page_put(p, "<div class=\"made\">");
    lab_table_open_folded(p, "How this result was made");
    lab_page_put(p, "<th scope=\"col\">what</th><th scope=\"col\">value</th></tr></thead><tbody>\n");
    put_pair(p, "version", lab_word(made, "version"));
    put_pair(p, "date", lab_word(made, "date"));
    lab_table_row(p, "command");
    lab_page_put(p, "<td>");
    cJSON_ArrayForEach(of, lab_member(made, "command")) {
        lab_page_put(p, of->prev && of->prev->next ? " " : "");
        put_word(p, cJSON_IsString(of) ? of->valuestring : "");
    }
    lab_page_put(p, "</td></tr>\n");
    cJSON_ArrayForEach(of, lab_member(result, "settings")) {
        lab_table_row(p, of->string);
        lab_page_put(p, "<td>");
        put_setting(p, of);
        lab_page_put(p, "</td></tr>\n");
    }
    if (cJSON_IsArray(models)) {
        char name[32];
        snprintf(name, sizeof name, "models (%d)", cJSON_GetArraySize(models));
        lab_table_row(p, name);
        lab_page_put(p, "<td>");
        put_setting(p, models);
        lab_page_put(p, "</td></tr>\n");
    }
    cJSON_ArrayForEach(of, lab_member(made, "files")) {
        lab_table_row(p, lab_word(of, "file"));
        lab_page_put(p, "<td>%.0f bytes, FNV-1a ", lab_number(of, "bytes"));
        lab_page_text(p, lab_word(of, "fnv1a"));
        lab_page_put(p, "</td></tr>\n");
    }
    lab_table_close_folded(p);
    lab_page_put(p, "</div>\n");
}

/* ---- the page ---- */

/* What each result comes to: its first figure. */
static void put_overview(lab_page *p, const cJSON *const *results, size_t count) {
    lab_table_open(p, "Overview");
    lab_table_head(p, "result");
    lab_table_head(p, "figure");
    lab_table_head(p, "mean of benchmarks, %");
    lab_table_head(p, "mean of questions, %");
    lab_page_put(p, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < count; i++) {
        const cJSON *evaluation = lab_member(results[i], "evaluation");
        const cJSON *first = cJSON_GetArrayItem(lab_member(evaluation, "figures"), 0);
        const char *name = lab_word(first, "name");
        lab_page_put(p, "<tr><th scope=\"row\"><a href=\"#result-%zu\">", i + 1);
        lab_page_text(p, lab_word(evaluation, "title"));
        lab_page_put(p, "</a></th><td>");
        lab_page_text(p, lab_word(first, "words"));
        lab_page_put(p, "</td>");
        lab_table_estimate(p, lab_member(results[i], "macro"), name, 2, false);
        lab_table_estimate(p, lab_member(results[i], "overall"), name, 2, false);
        lab_page_put(p, "</tr>\n");
    }
    lab_table_close(p);
}

static void put_result(lab_page *p, const cJSON *result, size_t number) {
    const cJSON *evaluation = lab_member(result, "evaluation"), *figures = lab_member(evaluation, "figures");
    const cJSON *note = NULL;
    const bool several = cJSON_GetArraySize(lab_member(result, "benchmarks")) > 1;
    const char *title = lab_word(evaluation, "title");
    lab_page_put(p, "<section id=\"result-%zu\">\n", number);
    lab_page_element(p, "h2", title);
    lab_page_put(p, "<p>%.0f questions; 95 %% intervals of %.0f resamples within benchmarks, seed %.0f.</p>\n<ul>\n",
                 lab_number(result, "questions"), lab_number(evaluation, "resamples"), lab_number(evaluation, "seed"));
    cJSON_ArrayForEach(note, lab_member(evaluation, "notes")) { lab_page_element(p, "li", cJSON_GetStringValue(note)); }
    lab_page_put(p, "</ul>\n");
    lab_page_element(p, "h3", several ? "Mean of benchmarks, %" : "Mean of questions, %");
    lab_chart_figures(p, figures, lab_member(result, several ? "macro" : "overall"), title);
    put_figures_table(p, result, figures, false);
    put_figures_table(p, result, figures, true);
    if (lab_member(result, "sign_tests")) {
        put_tests(p, lab_member(result, "sign_tests"));
    }
    if (lab_member(result, "sources")) {
        put_sources(p, lab_member(result, "sources"));
    }
    if (lab_member(result, "calibration")) {
        put_calibration(p, lab_member(result, "calibration"));
    }
    if (lab_number(lab_member(result, "reliability"), "questions") > 0.0) {
        put_reliability(p, lab_member(result, "reliability"));
    }
    if (lab_member(result, "cost_curve")) {
        put_costs(p, lab_member(result, "cost_curve"));
    }
    if (lab_member(result, "calls_curve")) {
        put_calls(p, lab_member(result, "calls_curve"));
    }
    if (lab_member(result, "referee")) {
        put_referees(p, lab_member(result, "referee"));
    }
    if (lab_member(result, "referee_gate")) {
        put_gate(p, lab_member(result, "referee_gate"));
    }
    if (lab_member(result, "made")) {
        put_made(p, result);
    }
    lab_page_put(p, "</section>\n");
}

bool lab_report(const char *file, const cJSON *const *results, size_t count) {
    lab_page p = {.a = smacs_allocator_or_default(NULL)};
    lab_page_open(&p, "SMACS evaluation");
    if (count > 1) {
        put_overview(&p, results, count);
    }
    for (size_t i = 0; i < count; i++) {
        put_result(&p, results[i], i + 1);
    }
    lab_page_close(&p);
    const bool made = !p.out.failed;
    if (!made) {
        tool_fail_plain(NULL, "the page could not be made", "out of memory, or numbers that are no evaluation's");
    }
    const bool saved = made && tool_save(file, p.out.data, p.out.size);
    smacs_bytes_free(&p.a, &p.out);
    return saved;
}
