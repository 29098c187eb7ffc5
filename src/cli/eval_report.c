/* smacs eval report, and --report of the others: results as one page. Nothing is fetched and nothing runs in it: its
 * style and its charts stand in it, so that it can be kept and sent as it is. Beside each chart stands its table. */
#include "cli/eval.h"
#include "cli/eval_page.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void cli_page_put(cli_page *p, const char *format, ...) {
    char text[1024];
    va_list given;
    va_start(given, format);
    const int size = vsnprintf(text, sizeof text, format, given);
    va_end(given);
    if (size < 0 || (size_t)size >= sizeof text) {
        p->out.failed = true; /* half a tag would be worse than no page */
    } else {
        smacs_bytes_append(&p->a, &p->out, text, (size_t)size);
    }
}

void cli_page_text(cli_page *p, const char *text) {
    static const char special[] = "&<>\"";
    static const char *const escaped[] = {"&amp;", "&lt;", "&gt;", "&quot;"};
    while (text && *text) {
        const size_t plain = strcspn(text, special);
        smacs_bytes_append(&p->a, &p->out, text, plain);
        text += plain;
        if (*text) {
            const char *with = escaped[strchr(special, *text++) - special];
            smacs_bytes_append(&p->a, &p->out, with, strlen(with));
        }
    }
}

const cJSON *cli_member(const cJSON *object, const char *name) {
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

double cli_number(const cJSON *object, const char *name) { return cJSON_GetNumberValue(cli_member(object, name)); }

double cli_bound(const cJSON *row, const char *name, int interval) {
    return cJSON_GetNumberValue(cJSON_GetArrayItem(cli_member(cli_member(row, "intervals"), name), interval));
}

static const char *word(const cJSON *object, const char *name) {
    return cJSON_GetStringValue(cli_member(object, name));
}

static void put_element(cli_page *p, const char *tag, const char *text) {
    cli_page_put(p, "<%s>", tag);
    cli_page_text(p, text);
    cli_page_put(p, "</%s>\n", tag);
}

/* ---- tables ---- */

/* Wide tables scroll by themselves; a scroller must be reachable by keyboard and have a name. */
static void open_table(cli_page *p, const char *name) {
    cli_page_put(p, "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"");
    cli_page_text(p, name);
    cli_page_put(p, "\"><table>\n<thead><tr>");
}

static void close_table(cli_page *p) { cli_page_put(p, "</tbody></table></div>\n"); }

/* A long table, to be unfolded. */
static void open_folded(cli_page *p, const char *name) {
    cli_page_put(p, "<details><summary>");
    cli_page_text(p, name);
    cli_page_put(p, "</summary>\n");
    open_table(p, name);
}

static void close_folded(cli_page *p) {
    close_table(p);
    cli_page_put(p, "</details>\n");
}

static void put_head(cli_page *p, const char *text) {
    cli_page_put(p, "<th scope=\"col\">");
    cli_page_text(p, text);
    cli_page_put(p, "</th>");
}

static void put_row_name(cli_page *p, const char *text) {
    cli_page_put(p, "<tr><th scope=\"row\">");
    cli_page_text(p, text);
    cli_page_put(p, "</th>");
}

static void put_number(cli_page *p, double value, int digits, bool difference) {
    if (isnan(value)) {
        cli_page_put(p, "<td>\xE2\x80\x93</td>");
    } else if (difference) {
        cli_page_put(p, "<td>%+.*f</td>", digits, value);
    } else {
        cli_page_put(p, "<td>%.*f</td>", digits, value);
    }
}

/* A mean with its interval below. */
static void put_estimate(cli_page *p, const cJSON *row, const char *name, int digits, bool difference) {
    const double mean = cli_number(row, name), low = cli_bound(row, name, 0), high = cli_bound(row, name, 1);
    if (isnan(mean) || isnan(low) || isnan(high)) {
        put_number(p, mean, digits, difference);
    } else if (difference) {
        cli_page_put(p, "<td>%+.*f<small>%+.*f to %+.*f</small></td>", digits, mean, digits, low, digits, high);
    } else {
        cli_page_put(p, "<td>%.*f<small>%.*f to %.*f</small></td>", digits, mean, digits, low, digits, high);
    }
}

/* The figures that are differences, or those that are not. */
static void put_figures_row(cli_page *p, const char *name, const cJSON *row, const cJSON *figures, bool differences) {
    const cJSON *of = NULL;
    put_row_name(p, name);
    put_number(p, cli_number(row, "questions"), 0, false);
    cJSON_ArrayForEach(of, figures) {
        if (cJSON_IsTrue(cli_member(of, "difference")) == differences) {
            put_estimate(p, row, word(of, "name"), (int)cli_number(of, "digits"), differences);
        }
    }
    cli_page_put(p, "</tr>\n");
}

static void put_figures_table(cli_page *p, const cJSON *result, const cJSON *figures, bool differences) {
    const cJSON *of = NULL;
    open_table(p, differences ? "Differences by benchmark" : "Means by benchmark");
    put_head(p, "benchmark");
    put_head(p, "questions");
    cJSON_ArrayForEach(of, figures) {
        if (cJSON_IsTrue(cli_member(of, "difference")) == differences) {
            put_head(p, word(of, "words"));
        }
    }
    cli_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, cli_member(result, "benchmarks")) {
        put_figures_row(p, of->string, of, figures, differences);
    }
    put_figures_row(p, "mean of benchmarks", cli_member(result, "macro"), figures, differences);
    put_figures_row(p, "mean of questions", cli_member(result, "overall"), figures, differences);
    close_table(p);
}

/* ---- what a result may hold besides ---- */

static void put_calibration(cli_page *p, const cJSON *calibration) {
    const cJSON *of = NULL, *coverage = cli_member(calibration, "coverage");
    put_element(p, "h3", "Calibration of the priors");
    cli_chart_reliability(p, cli_member(calibration, "bins"));
    open_folded(p, "Priors by tenths");
    put_head(p, "priors, %");
    put_head(p, "mean prior, %");
    put_head(p, "right, %");
    put_head(p, "answers");
    cli_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, cli_member(calibration, "bins")) {
        cli_page_put(p, "<tr><th scope=\"row\">%.0f to %.0f</th>", 100.0 * cli_number(of, "from"),
                     100.0 * cli_number(of, "to"));
        put_number(p, 100.0 * cli_number(of, "mean_prior"), 1, false);
        put_number(p, 100.0 * cli_number(of, "share_right"), 1, false);
        put_number(p, cli_number(of, "count"), 0, false);
        cli_page_put(p, "</tr>\n");
    }
    close_folded(p);
    open_folded(p, "Brier scores and log losses");
    put_head(p, "lower is better");
    put_head(p, "mean of benchmarks");
    put_head(p, "mean of questions");
    cli_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, cli_member(calibration, "figures")) {
        const bool difference = cJSON_IsTrue(cli_member(of, "difference"));
        put_row_name(p, word(of, "words"));
        put_estimate(p, cli_member(calibration, "macro"), word(of, "name"), 4, difference);
        put_estimate(p, cli_member(calibration, "overall"), word(of, "name"), 4, difference);
        cli_page_put(p, "</tr>\n");
    }
    close_folded(p);
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
    put_element(p, "h3", "Accuracy against cost");
    cli_page_put(p, "<p>Cost of the model chosen, in ");
    cli_page_text(p, word(curve, "unit"));
    cli_page_put(p, ". Prices of %.0f models are known, %.0f count by their size, %.0f are unknown.</p>\n",
                 cli_number(curve, "priced"), cli_number(curve, "by_size"), cli_number(curve, "unknown"));
    cli_chart_costs(p, curve, "overall");
    open_folded(p, "Accuracy at each alpha");
    put_head(p, "alpha");
    put_head(p, "routed, mean of benchmarks");
    put_head(p, "routed, mean of questions");
    put_head(p, "mean cost");
    cli_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, cli_member(curve, "points")) {
        cli_page_put(p, "<tr><th scope=\"row\">%.2f</th>", cli_number(of, "alpha"));
        put_estimate(p, cli_member(of, "macro"), "routed", 2, false);
        put_estimate(p, cli_member(of, "overall"), "routed", 2, false);
        put_estimate(p, cli_member(of, "overall"), "cost", 3, false);
        cli_page_put(p, "</tr>\n");
    }
    close_folded(p);
    open_folded(p, "Single models");
    put_head(p, "single model");
    put_head(p, "mean of questions");
    put_head(p, "cost");
    cli_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, cli_member(curve, "models")) {
        put_row_name(p, word(of, "model"));
        put_number(p, cli_number(of, "score"), 2, false);
        put_number(p, cli_number(of, "cost"), 3, false);
        cli_page_put(p, "</tr>\n");
    }
    close_folded(p);
}

static void put_calls(cli_page *p, const cJSON *curve) {
    const cJSON *of = NULL;
    int number = 0;
    put_element(p, "h3", "Accuracy against calls");
    put_element(p, "p", "Mean of benchmarks.");
    cli_chart_calls(p, curve, "macro");
    open_table(p, "Accuracy against calls");
    put_head(p, "setting");
    put_head(p, "calls");
    put_head(p, "kept");
    put_head(p, "majority of the same panel");
    put_head(p, "kept - best single");
    cli_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, curve) {
        const cJSON *row = cli_member(of, "macro");
        cli_page_put(p, "<tr><th scope=\"row\">%d. ", ++number);
        cli_page_text(p, word(of, "setting"));
        cli_page_put(p, "</th>");
        put_number(p, cli_number(row, "calls"), 2, false);
        put_estimate(p, row, "kept", 2, false);
        put_estimate(p, row, "majority", 2, false);
        put_estimate(p, row, "kept_minus_best_single", 2, true);
        cli_page_put(p, "</tr>\n");
    }
    close_table(p);
}

static void put_tests(cli_page *p, const cJSON *tests) {
    const cJSON *of = NULL;
    open_table(p, "Sign tests");
    put_head(p, "sign test");
    put_head(p, "B better");
    put_head(p, "B worse");
    put_head(p, "p");
    cli_page_put(p, "</tr></thead><tbody>\n");
    cJSON_ArrayForEach(of, tests) {
        const char *benchmark = word(of, "benchmark");
        put_row_name(p, benchmark ? benchmark : "all questions");
        put_number(p, cli_number(of, "better"), 0, false);
        put_number(p, cli_number(of, "worse"), 0, false);
        cli_page_put(p, "<td>%.3g</td></tr>\n", cli_number(of, "p"));
    }
    close_table(p);
}

/* ---- the page ---- */

static const char *const style[] = {
    ":root{color-scheme:light dark;--paper:#fbfbf8;--ink:#1b1f22;--muted:#586067;--line:#e2e3dd;--accent:#0f655d;"
    "--other:#8b9297;--soft:#e9f2ef}\n"
    "@media (prefers-color-scheme:dark){:root{--paper:#121416;--ink:#e8eaeb;--muted:#a2abb1;--line:#2c3135;"
    "--accent:#6fcabc;--other:#6d767c;--soft:#17302d}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0 auto;max-width:64rem;padding:1.5rem 1rem 4rem;background:var(--paper);color:var(--ink);"
    "font:16px/1.55 system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",\"Noto Sans\",sans-serif}\n",
    "h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.25rem;margin:0 0 .5rem}h3{font-size:1rem;margin:2rem 0 "
    ".5rem}\n"
    "section{border-top:1px solid var(--line);margin-top:2.5rem;padding-top:1.5rem}\n"
    "p,li{max-width:44rem}p,ul{margin:.5rem 0}ul{padding-left:1.2rem}p,li,caption{color:var(--muted)}\n"
    "a{color:var(--accent)}\n"
    "svg{display:block;width:100%;max-width:32rem;height:auto;margin:.75rem 0 1rem}\n"
    "svg text{font-size:13px;fill:var(--muted)}svg .name{fill:var(--ink)}\n"
    "svg path{fill:none}.grid{stroke:var(--line)}.axis{stroke:var(--other)}.whisker{stroke:var(--accent);"
    "stroke-width:2;opacity:.55}\n",
    ".diagonal{stroke:var(--other);stroke-dasharray:4 4}.line{stroke:var(--accent);stroke-width:1.5}"
    ".dot{fill:var(--accent)}.other{fill:var(--paper);stroke:var(--other);stroke-width:1.5}\n"
    ".wide{overflow-x:auto;margin:.75rem 0 1rem}.wide:focus-visible{outline:2px solid "
    "var(--accent);outline-offset:2px}\n"
    "table{border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums}\n"
    "th,td{padding:.3rem .75rem .3rem 0;text-align:right;vertical-align:top;border-bottom:1px solid var(--line);"
    "white-space:nowrap}\n"
    "thead th{white-space:normal;color:var(--muted);font-weight:500;vertical-align:bottom;min-width:5.5rem}\n"
    "tbody th{font-weight:500}"
    "th:first-child{text-align:left;min-width:7rem;position:sticky;left:0;background:var(--paper)}\n"
    "details{margin:.5rem 0}summary{cursor:pointer;color:var(--accent)}"
    "summary:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}\n"
    "td small{display:block;color:var(--muted);font-size:.75rem}\n"
    "@media (max-width:40rem){thead th{min-width:4rem}tbody th{white-space:normal;overflow-wrap:break-word}"
    "th:first-child{min-width:5.5rem;max-width:9rem}}\n"
    "@media print{.wide{overflow:visible}section{break-inside:auto}}\n",
};

/* What each result comes to: its first figure. */
static void put_overview(cli_page *p, const cJSON *const *results, size_t count) {
    open_table(p, "Overview");
    put_head(p, "result");
    put_head(p, "figure");
    put_head(p, "mean of benchmarks, %");
    put_head(p, "mean of questions, %");
    cli_page_put(p, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < count; i++) {
        const cJSON *evaluation = cli_member(results[i], "evaluation");
        const cJSON *first = cJSON_GetArrayItem(cli_member(evaluation, "figures"), 0);
        const char *name = word(first, "name");
        cli_page_put(p, "<tr><th scope=\"row\"><a href=\"#result-%zu\">", i + 1);
        cli_page_text(p, word(evaluation, "title"));
        cli_page_put(p, "</a></th><td>");
        cli_page_text(p, word(first, "words"));
        cli_page_put(p, "</td>");
        put_estimate(p, cli_member(results[i], "macro"), name ? name : "", 2, false);
        put_estimate(p, cli_member(results[i], "overall"), name ? name : "", 2, false);
        cli_page_put(p, "</tr>\n");
    }
    close_table(p);
}

static void put_result(cli_page *p, const cJSON *result, size_t number) {
    const cJSON *evaluation = cli_member(result, "evaluation"), *figures = cli_member(evaluation, "figures");
    const cJSON *note = NULL;
    const bool several = cJSON_GetArraySize(cli_member(result, "benchmarks")) > 1;
    const char *title = word(evaluation, "title");
    cli_page_put(p, "<section id=\"result-%zu\">\n", number);
    put_element(p, "h2", title ? title : "result");
    cli_page_put(p, "<p>%.0f questions; 95 %% intervals of %.0f resamples within benchmarks, seed %.0f.</p>\n<ul>\n",
                 cli_number(result, "questions"), cli_number(evaluation, "resamples"), cli_number(evaluation, "seed"));
    cJSON_ArrayForEach(note, cli_member(evaluation, "notes")) { put_element(p, "li", cJSON_GetStringValue(note)); }
    cli_page_put(p, "</ul>\n");
    put_element(p, "h3", several ? "Mean of benchmarks, %" : "Mean of questions, %");
    cli_chart_figures(p, figures, cli_member(result, several ? "macro" : "overall"), title ? title : "Figures");
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
    cli_page_put(&p, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<title>SMACS evaluation</title>\n<style>\n");
    for (size_t i = 0; i < sizeof style / sizeof style[0]; i++) {
        smacs_bytes_append(&p.a, &p.out, style[i], strlen(style[i]));
    }
    cli_page_put(&p, "</style>\n</head>\n<body>\n<main>\n<h1>SMACS evaluation</h1>\n");
    if (count > 1) {
        put_overview(&p, results, count);
    }
    for (size_t i = 0; i < count; i++) {
        put_result(&p, results[i], i + 1);
    }
    cli_page_put(&p, "</main>\n</body>\n</html>\n");
    const bool made = !p.out.failed;
    if (!made) {
        cli_fail_plain(NULL, "out of memory", NULL);
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
