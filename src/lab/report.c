/* smacs eval report, and --report of the others: results as one page. Nothing is fetched and nothing runs in it: its
 * style and its charts stand in it, so that it can be kept and sent as it is. Beside each chart stands its table. */
#include "lab/lab.h"
#include "lab/page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Results come from files, which may say anything. */
static int digits_of(const cJSON *figure) {
    const double digits = cli_number(figure, "digits");
    return digits >= 0.0 && digits <= 6.0 ? (int)digits : 2;
}

/* The figures that are differences, or those that are not. */
static void put_figures_row(cli_page *p, const char *name, const cJSON *row, const cJSON *figures, bool differences) {
    const cJSON *of = NULL;
    cli_table_row(p, name);
    cli_table_number(p, cli_number(row, "questions"), 0, false);
    cJSON_ArrayForEach(of, figures) {
        if (cJSON_IsTrue(cli_member(of, "difference")) == differences) {
            cli_table_estimate(p, row, cli_word(of, "name"), digits_of(of), differences);
        }
    }
    cli_page_put(p, "</tr>\n");
}

static void put_figures_table(cli_page *p, const cJSON *result, const cJSON *figures, bool differences) {
    const cJSON *of = NULL;
    cli_table_open(p, differences ? "Differences by benchmark" : "Means by benchmark");
    cli_table_head(p, "benchmark");
    cli_table_head(p, "questions");
    cJSON_ArrayForEach(of, figures) {
        if (cJSON_IsTrue(cli_member(of, "difference")) == differences) {
            cli_table_head(p, cli_word(of, "words"));
        }
    }
    cli_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, cli_member(result, "benchmarks")) {
        put_figures_row(p, of->string, of, figures, differences);
    }
    put_figures_row(p, "mean of benchmarks", cli_member(result, "macro"), figures, differences);
    put_figures_row(p, "mean of questions", cli_member(result, "overall"), figures, differences);
    cli_table_close(p);
}

/* ---- what a result may hold besides ---- */

static void put_calibration(cli_page *p, const cJSON *calibration) {
    const cJSON *of = NULL, *coverage = cli_member(calibration, "coverage");
    cli_page_element(p, "h3", "Calibration of the priors");
    cli_page_element(p, "p",
                     "On the diagonal, priors are the share of right answers. Larger dots stand for more answers.");
    cli_chart_reliability(p, cli_member(calibration, "bins"));
    cli_table_open_folded(p, "Priors by tenths");
    cli_table_head(p, "priors, %");
    cli_table_head(p, "mean prior, %");
    cli_table_head(p, "right, %");
    cli_table_head(p, "answers");
    cli_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, cli_member(calibration, "bins")) {
        cli_page_put(p, "<tr><th scope=\"row\">%.0f to %.0f</th>", 100.0 * cli_number(of, "from"),
                     100.0 * cli_number(of, "to"));
        cli_table_number(p, 100.0 * cli_number(of, "mean_prior"), 1, false);
        cli_table_number(p, 100.0 * cli_number(of, "share_right"), 1, false);
        cli_table_number(p, cli_number(of, "count"), 0, false);
        cli_page_put(p, "</tr>\n");
    }
    cli_table_close_folded(p);
    cli_table_open_folded(p, "Brier scores and log losses");
    cli_table_head(p, "lower is better");
    cli_table_head(p, "mean of benchmarks");
    cli_table_head(p, "mean of questions");
    cli_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, cli_member(calibration, "figures")) {
        const bool difference = cJSON_IsTrue(cli_member(of, "difference"));
        cli_table_row(p, cli_word(of, "words"));
        cli_table_estimate(p, cli_member(calibration, "macro"), cli_word(of, "name"), 4, difference);
        cli_table_estimate(p, cli_member(calibration, "overall"), cli_word(of, "name"), 4, difference);
        cli_page_put(p, "</tr>\n");
    }
    cli_table_close_folded(p);
    if (cli_number(coverage, "cells") > 0.0) {
        cli_page_put(
            p,
            "<p>Of %.0f means of a model in a benchmark and category, %.1f %% lie within one standard error of "
            "the mean prior and %.1f %% within two; 68.3 and 95.4 would, were the errors right.</p>\n",
            cli_number(coverage, "cells"), cli_number(coverage, "within_1"), cli_number(coverage, "within_2"));
    }
}

static void put_costs(cli_page *p, const cJSON *curve) {
    const cJSON *of = NULL;
    cli_page_element(p, "h3", "Accuracy against cost");
    cli_page_put(p, "<p>Cost of the model chosen, in ");
    cli_page_text(p, cli_word(curve, "unit"));
    cli_page_put(p,
                 ". Prices of %.0f models are known, %.0f count by their size, %.0f are unknown. "
                 "Open dots are single models; the scale of costs is logarithmic.</p>\n",
                 cli_number(curve, "priced"), cli_number(curve, "by_size"), cli_number(curve, "unknown"));
    cli_chart_costs(p, curve, "overall");
    cli_table_open_folded(p, "Accuracy at each alpha");
    cli_table_head(p, "alpha");
    cli_table_head(p, "routed, mean of benchmarks");
    cli_table_head(p, "routed, mean of questions");
    cli_table_head(p, "mean cost");
    cli_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, cli_member(curve, "points")) {
        cli_page_put(p, "<tr><th scope=\"row\">%.2f</th>", cli_number(of, "alpha"));
        cli_table_estimate(p, cli_member(of, "macro"), "routed", 2, false);
        cli_table_estimate(p, cli_member(of, "overall"), "routed", 2, false);
        cli_table_estimate(p, cli_member(of, "overall"), "cost", 3, false);
        cli_page_put(p, "</tr>\n");
    }
    cli_table_close_folded(p);
    cli_table_open_folded(p, "Single models");
    cli_table_head(p, "single model");
    cli_table_head(p, "mean of questions");
    cli_table_head(p, "cost");
    cli_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, cli_member(curve, "models")) {
        cli_table_row(p, cli_word(of, "model"));
        cli_table_number(p, cli_number(of, "score"), 2, false);
        cli_table_number(p, cli_number(of, "cost"), 3, false);
        cli_page_put(p, "</tr>\n");
    }
    cli_table_close_folded(p);
}

static void put_calls(cli_page *p, const cJSON *curve) {
    const cJSON *of = NULL;
    int number = 0;
    cli_page_element(p, "h3", "Accuracy against calls");
    cli_page_element(
        p, "p", "Mean of benchmarks. Numbers are those of the table; open dots are the majority of the same panel.");
    cli_chart_calls(p, curve, "macro");
    cli_table_open(p, "Accuracy against calls");
    cli_table_head(p, "setting");
    cli_table_head(p, "calls");
    cli_table_head(p, "kept");
    cli_table_head(p, "majority of the same panel");
    cli_table_head(p, "kept - best single");
    cli_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, curve) {
        const cJSON *row = cli_member(of, "macro");
        cli_page_put(p, "<tr><th scope=\"row\">%d. ", ++number);
        cli_page_text(p, cli_word(of, "setting"));
        cli_page_put(p, "</th>");
        cli_table_number(p, cli_number(row, "calls"), 2, false);
        cli_table_estimate(p, row, "kept", 2, false);
        cli_table_estimate(p, row, "majority", 2, false);
        cli_table_estimate(p, row, "kept_minus_best_single", 2, true);
        cli_page_put(p, "</tr>\n");
    }
    cli_table_close(p);
}

static void put_tests(cli_page *p, const cJSON *tests) {
    const cJSON *of = NULL;
    cli_table_open(p, "Sign tests");
    cli_table_head(p, "sign test");
    cli_table_head(p, "B better");
    cli_table_head(p, "B worse");
    cli_table_head(p, "p");
    cli_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, tests) {
        const char *benchmark = cli_word(of, "benchmark");
        cli_table_row(p, benchmark[0] ? benchmark : "all questions");
        cli_table_number(p, cli_number(of, "better"), 0, false);
        cli_table_number(p, cli_number(of, "worse"), 0, false);
        cli_page_put(p, "<td>%.3g</td></tr>\n", cli_number(of, "p"));
    }
    cli_table_close(p);
}

/* ---- the page ---- */

/* What each result comes to: its first figure. */
static void put_overview(cli_page *p, const cJSON *const *results, size_t count) {
    cli_table_open(p, "Overview");
    cli_table_head(p, "result");
    cli_table_head(p, "figure");
    cli_table_head(p, "mean of benchmarks, %");
    cli_table_head(p, "mean of questions, %");
    cli_page_put(p, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < count; i++) {
        const cJSON *evaluation = cli_member(results[i], "evaluation");
        const cJSON *first = cJSON_GetArrayItem(cli_member(evaluation, "figures"), 0);
        const char *name = cli_word(first, "name");
        cli_page_put(p, "<tr><th scope=\"row\"><a href=\"#result-%zu\">", i + 1);
        cli_page_text(p, cli_word(evaluation, "title"));
        cli_page_put(p, "</a></th><td>");
        cli_page_text(p, cli_word(first, "words"));
        cli_page_put(p, "</td>");
        cli_table_estimate(p, cli_member(results[i], "macro"), name, 2, false);
        cli_table_estimate(p, cli_member(results[i], "overall"), name, 2, false);
        cli_page_put(p, "</tr>\n");
    }
    cli_table_close(p);
}

static void put_result(cli_page *p, const cJSON *result, size_t number) {
    const cJSON *evaluation = cli_member(result, "evaluation"), *figures = cli_member(evaluation, "figures");
    const cJSON *note = NULL;
    const bool several = cJSON_GetArraySize(cli_member(result, "benchmarks")) > 1;
    const char *title = cli_word(evaluation, "title");
    cli_page_put(p, "<section id=\"result-%zu\">\n", number);
    cli_page_element(p, "h2", title);
    cli_page_put(p, "<p>%.0f questions; 95 %% intervals of %.0f resamples within benchmarks, seed %.0f.</p>\n<ul>\n",
                 cli_number(result, "questions"), cli_number(evaluation, "resamples"), cli_number(evaluation, "seed"));
    cJSON_ArrayForEach(note, cli_member(evaluation, "notes")) { cli_page_element(p, "li", cJSON_GetStringValue(note)); }
    cli_page_put(p, "</ul>\n");
    cli_page_element(p, "h3", several ? "Mean of benchmarks, %" : "Mean of questions, %");
    cli_chart_figures(p, figures, cli_member(result, several ? "macro" : "overall"), title);
    put_figures_table(p, result, figures, false);
    put_figures_table(p, result, figures, true);
    if (cli_member(result, "sign_tests")) {
        put_tests(p, cli_member(result, "sign_tests"));
    }
    if (cli_member(result, "calibration")) {
        put_calibration(p, cli_member(result, "calibration"));
    }
    if (cli_member(result, "cost_curve")) {
        put_costs(p, cli_member(result, "cost_curve"));
    }
    if (cli_member(result, "calls_curve")) {
        put_calls(p, cli_member(result, "calls_curve"));
    }
    cli_page_put(p, "</section>\n");
}

bool cli_eval_report(const char *file, const cJSON *const *results, size_t count) {
    cli_page p = {.a = smacs_allocator_or_default(NULL)};
    cli_page_open(&p, "SMACS evaluation");
    if (count > 1) {
        put_overview(&p, results, count);
    }
    for (size_t i = 0; i < count; i++) {
        put_result(&p, results[i], i + 1);
    }
    cli_page_close(&p);
    const bool made = !p.out.failed;
    if (!made) {
        cli_fail_plain(NULL, "the page could not be made", "out of memory, or numbers that are no evaluation's");
    }
    const bool saved = made && cli_save(file, p.out.data, p.out.size);
    smacs_bytes_free(&p.a, &p.out);
    return saved;
}

/* ---- command ---- */

static bool load_results(const cli_list *files, cJSON **results) {
    for (size_t i = 0; i < files->count; i++) {
        if (!cli_eval_load(files->items[i], &results[i])) {
            return false;
        }
        if (!cli_member(cli_member(results[i], "evaluation"), "figures")) {
            cli_fail_plain(files->items[i], "this is no result of smacs eval route, select or compare with --json",
                           NULL);
            return false;
        }
    }
    return true;
}

int cli_eval_show(int argc, char **argv) {
    cli_list files = {0};
    const char *out = NULL;
    const cli_flag flags[] = {{"--out", CLI_TEXT, &out, "OUT.html", "the file to write", true}};
    const cli_command command = {"eval report",
                                 "RESULT.json ..",
                                 1,
                                 SIZE_MAX,
                                 "make a page of results",
                                 "smacs eval report route.json select.json --out report.html",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    int code;
    if (cli_parse(&command, argc, argv, &files, &code)) {
        cJSON **results = calloc(files.count, sizeof(cJSON *));
        code =
            results && load_results(&files, results) && cli_eval_report(out, (const cJSON *const *)results, files.count)
                ? CLI_OK
                : CLI_FAILED;
        for (size_t i = 0; results && i < files.count; i++) {
            cJSON_Delete(results[i]);
        }
        free((void *)results);
    }
    cli_list_free(&files);
    return code;
}
