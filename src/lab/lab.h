/* What the evaluations share: options, tables of figures, the models to compare with, and what is drawn from results.
 *
 * A figure is a column of a sample (statistics.h): its mean stands in tables and JSON, with its interval. */
#ifndef SMACS_LAB_LAB_H
#define SMACS_LAB_LAB_H

#include "base/error.h"
#include "base/names.h"
#include "cli/cli.h"
#include "lab/statistics.h"
#include "json/groups.h"

/* ---- options and results (results.c) ---- */

typedef struct lab_options {
    uint32_t resamples;
    uint64_t seed;
    int json, outcomes;
    const char *report; /* NULL: none */
    const char *title;  /* NULL: the command's words */
} lab_options;

/* Their rows in a command's table. */
/* clang-format off */
#define LAB_FLAGS(given) \
    {"--resamples", CLI_COUNT, &(given).resamples, "R", "of the intervals (2000)", false}, \
    {"--seed", CLI_SEED, &(given).seed, "S", "of all that is drawn (0)", false}, \
    {"--title", CLI_TEXT, &(given).title, "TEXT", "what the result is called in reports", false}, \
    {"--report", CLI_TEXT, &(given).report, "OUT.html", "also write a page with tables and charts", false}, \
    {"--json", CLI_SWITCH, &(given).json, NULL, "print JSON (src/json/README.md)", false}
#define LAB_OUTCOMES(given) \
    {"--outcomes", CLI_SWITCH, &(given).outcomes, NULL, "with --json: each question too, for eval compare", false}
/* clang-format on */

/* False after a report, with *code, when options do not go together. */
bool lab_check(const lab_options *options, int *code);

/* One kind of figure. */
typedef struct lab_figure {
    const char *name;    /* in JSON */
    const char *words;   /* for people */
    const char *heading; /* in the table of benchmarks; NULL: not in it */
    int digits;          /* after the point */
    bool percent;
    bool difference;  /* printed with its sign */
    smacs_text model; /* JSON gets "<name>_model" too; absent: none */
} lab_figure;

/* A sample's columns with their figures: [sample->columns]. */
typedef struct lab_figures {
    const lab_sample *sample;
    const lab_figure *of;
    lab_estimate *rows; /* [groups + 2][columns] */
    const lab_options *options;
} lab_figures;

/* Estimates all. False after a report. */
bool lab_figures_make(lab_figures *f);
void lab_figures_free(lab_figures *f);
const lab_estimate *lab_figures_row(const lab_figures *f, uint32_t row);

/* Columns begin .. begin + count of a row as an object: "questions", the means, "intervals". */
void lab_figures_write_row(smacs_json_writer *w, const lab_figures *f, uint32_t row, uint32_t begin, uint32_t count);
/* The member "figures": what the columns are. */
void lab_figures_write_list(smacs_json_writer *w, const lab_figures *f);
/* "questions", "benchmarks", "macro", "overall" and "evaluation" of a result; `notes` end with NULL. */
void lab_figures_write(smacs_json_writer *w, const lab_figures *f, const char *kind, const char *const *notes);
void lab_figures_print(const lab_figures *f, const char *const *notes);
/* The member "outcomes": each question's score, from 0 to 1, by a column in percent, and its calls by another
 * (UINT32_MAX: one each). */
void lab_outcomes_write(smacs_json_writer *w, const lab_sample *s, const smacs_names *ids, uint32_t score,
                        uint32_t calls);

/* Reads a result's JSON. False after a report. */
bool lab_load(const char *file, cJSON **tree);

/* Ends a result: prints it if wanted, and writes the report. */
int lab_finish(smacs_json_writer *w, const lab_options *options);

/* Percent of a score; NAN stays. */
double lab_percent(float score);

/* ---- models to compare with (models.c) ---- */

/* What models scored on the questions of a sample: [count][models], NAN where they were not run. */
typedef struct lab_scores {
    float *rows;
    size_t capacity;
    uint32_t models;
} lab_scores;
bool lab_scores_add(lab_scores *s, const smacs_allocator *a, size_t count, const float *row);

/* The model of the best mean over questions, or (`by_group`) over the groups' means; of those run on nine in ten
 * questions, or where there are none such, of those run on most. UINT32_MAX when memory is out. */
uint32_t lab_best_single(const lab_sample *sample, const lab_scores *scores, bool by_group);

/* Means of an index by benchmark. */
typedef struct lab_benchmark_means {
    smacs_allocator a;
    uint32_t models;
    smacs_names names;
    double *mean;     /* [names.count][models] */
    uint32_t *scored; /* the same shape */
} lab_benchmark_means;
bool lab_benchmark_means_make(const smacs_index *index, lab_benchmark_means *m); /* false after a report */
void lab_benchmark_means_free(lab_benchmark_means *m);

/* The best of the allowed models on a benchmark's questions of the index, of those run on nine in ten of as many as the
 * one run on most. UINT32_MAX where the index does not know the benchmark. */
uint32_t lab_best_on_benchmark(const lab_benchmark_means *m, smacs_text benchmark, const bool *allowed);
/* The mean of a model on a benchmark; NAN where there is none. */
double lab_benchmark_mean(const lab_benchmark_means *m, smacs_text benchmark, uint32_t model);

/* ---- indexes with something hidden (leave.c) ---- */

typedef enum lab_leave_kind { LAB_LEAVE_NOTHING = 0, LAB_LEAVE_BENCHMARK = 1, LAB_LEAVE_CATEGORY = 2 } lab_leave_kind;

/* What to say of it in a result; NULL: nothing. */
const char *lab_leave_note(lab_leave_kind kind);

/* An index to route by. */
typedef struct lab_leave_view {
    smacs_index *handle;
    smacs_model_mean *means; /* [M] of each model's scores */
    void *bytes;             /* NULL: the index itself */
} lab_leave_view;

typedef struct lab_leave {
    smacs_allocator a;
    const tool_index *x;
    lab_leave_kind kind;
    smacs_names hidden;
    lab_leave_view *views; /* [hidden.count] */
    size_t capacity;
} lab_leave;

/* The kind of a --leave-out; NULL: nothing. False after a report, with *code. */
bool lab_leave_parse(const char *word, lab_leave_kind *kind, int *code);
/* The best of the allowed models over all of an index's questions, of those run on nine in ten of as many as the one run on
 * most; UINT32_MAX where none was. */
uint32_t lab_leave_best(const lab_leave_view *view, uint32_t models, const bool *allowed);
/* The index without the questions of this one's benchmark, or of its benchmark and category. Made when first wanted.
 * Errors: MEMORY, EMPTY (nothing is left). */
smacs_status lab_leave_find(lab_leave *l, const smacs_question *question, lab_leave_view *out, smacs_error *error);
void lab_leave_free(lab_leave *l);

/* ---- calibration of priors (calibration.c) ---- */

typedef struct lab_calibration lab_calibration;
lab_calibration *lab_calibration_begin(void); /* NULL when memory is out */
void lab_calibration_free(lab_calibration *c);

/* What is known of one test question. */
typedef struct lab_calibration_question {
    const smacs_question *question;
    const smacs_prior *priors;     /* [models] */
    const float *scores;           /* [models] NAN: not run */
    const smacs_model_mean *means; /* [models] of the index */
    const lab_benchmark_means *benchmarks;
    uint32_t models;
} lab_calibration_question;
smacs_status lab_calibration_add(lab_calibration *c, const lab_calibration_question *q);
/* Writes the member "calibration". False after a report. */
bool lab_calibration_write(lab_calibration *c, smacs_json_writer *w, const lab_options *options);

/* ---- accuracy against cost (curve.c) ---- */

typedef struct lab_curve lab_curve;

typedef struct lab_curve_options {
    const char *catalog; /* prices from this file; NULL: from the index */
    int sizes;           /* a model without a price counts by its parameters */
} lab_curve_options;

/* `setup` may hold prices of --costs. NULL after a report: no price is known, or memory is out. */
lab_curve *lab_curve_begin(const tool_index *x, const cli_route_setup *setup, const lab_curve_options *options);
void lab_curve_free(lab_curve *c);
/* Routes a vector at each alpha; `options` hold what else is asked for. `scores` [M]: what models scored on it. */
smacs_status lab_curve_add(lab_curve *c, smacs_text benchmark, const smacs_index *index, const int8_t *vector,
                           const smacs_route_options *options, const float *scores, smacs_error *error);
/* Writes the member "cost_curve". False after a report. */
bool lab_curve_write(lab_curve *c, smacs_json_writer *w, const lab_options *options);

/* ---- what people read of a result's JSON (extras.c, report.c) ---- */

/* Prints what stands under "calibration", "cost_curve", "calls_curve" and "sign_tests". */
void lab_print_extras(const cJSON *result);

/* Writes a page of results [count]. False after a report. */
bool lab_report(const char *file, const cJSON *const *results, size_t count);

#endif
