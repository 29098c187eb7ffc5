/* smacs eval route: routes every question of a test bank and compares the scores of those chosen with the best single
 * model, with the best model on each benchmark, and with the best there was.
 *
 * For each question the choice is among the models that were run on it, for otherwise there would be nothing to
 * compare. Questions that a model was not run on are left out of its means. */
#include "base/error.h"
#include "lab/lab.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Columns of the sample. */
enum {
    ROUTED,
    SINGLE,
    SINGLE_MACRO,
    ON_INDEX,
    ON_BENCHMARK,
    BEST_OF_N,
    ORACLE,
    GAIN,
    GAIN_MACRO,
    GAIN_INDEX,
    GAIN_BENCHMARK,
    COLUMNS
};

static const lab_figure figures[COLUMNS] = {
    [ROUTED] = {.name = "routed", .words = "routed", .heading = "routed"},
    [SINGLE] = {.name = "best_single", .words = "best single model, by questions", .heading = "best single"},
    [SINGLE_MACRO] = {.name = "best_single_by_benchmarks", .words = "best single model, by benchmarks"},
    [ON_INDEX] = {.name = "best_of_index", .words = "best single model, as the index has it"},
    [ON_BENCHMARK] = {.name = "best_per_benchmark",
                      .words = "best per benchmark, as the index has it",
                      .heading = "per benchmark"},
    [BEST_OF_N] = {.name = "best_of_n", .words = "best of the panel", .heading = "best of n"},
    [ORACLE] = {.name = "oracle", .words = "best of all", .heading = "oracle"},
    [GAIN] = {.name = "routed_minus_best_single", .words = "routed - best single, by questions", .difference = 1},
    [GAIN_MACRO] = {.name = "routed_minus_best_single_by_benchmarks",
                    .words = "routed - best single, by benchmarks",
                    .difference = 1},
    [GAIN_INDEX] = {.name = "routed_minus_best_of_index",
                    .words = "routed - best single, as the index has it",
                    .difference = 1},
    [GAIN_BENCHMARK] = {.name = "routed_minus_best_per_benchmark",
                        .words = "routed - best per benchmark",
                        .difference = 1},
};

typedef struct evaluation {
    smacs_allocator a;
    tool_index x;
    tool_embedder e;
    cli_route_setup setup;
    lab_options options;
    lab_leave leave;
    lab_benchmark_means means;
    lab_calibration *calibration; /* NULL: not wanted */
    lab_curve *curve;             /* the same */
    bool *pool;                   /* [M] models that may be chosen at all, or NULL */
    bool *allowed;                /* [M] and were run on this question */
    float *row;                   /* [M] their scores */
    lab_sample sample;
    lab_scores scores;
    smacs_names ids;  /* of the questions, where outcomes are wanted */
    uint64_t unknown; /* questions that no model of the pool was run on */
    tool_progress progress;
} evaluation;

/* Fills row and allowed from a test record; returns how many models it names. */
static smacs_status read_row(evaluation *v, const smacs_bank_record *record, const lab_leave_view *view, size_t *models,
                             smacs_error *error) {
    const uint32_t count = v->x.facts.models;
    *models = 0;
    for (uint32_t m = 0; m < count; m++) {
        v->row[m] = NAN;
    }
    memset(v->allowed, 0, count);
    for (size_t i = 0; i < record->score_count; i++) {
        const smacs_text name = record->scores[i].model;
        const uint32_t m = tool_index_model(&v->x, name);
        const bool unseen = m != UINT32_MAX && v->leave.kind != LAB_LEAVE_NOTHING && view->means[m].scored == 0;
        if (m == UINT32_MAX || unseen || (v->pool && !v->pool[m])) {
            continue;
        }
        if (v->allowed[m] && v->row[m] != record->scores[i].score) {
            return smacs_fail(error, SMACS_E_DUPLICATE,
                              "a model stands in the record by two names, with scores that differ", name, UINT64_MAX);
        }
        *models += !v->allowed[m];
        v->allowed[m] = true;
        v->row[m] = record->scores[i].score;
    }
    return SMACS_OK;
}

/* What the question came to; the best single models are known at the end only. */
static smacs_status keep(evaluation *v, const smacs_bank_record *record, const lab_leave_view *view,
                         const smacs_route *route) {
    const uint32_t general = lab_leave_best(view, v->x.facts.models, v->allowed);
    const uint32_t named = lab_best_on_benchmark(&v->means, record->question.benchmark, v->allowed);
    float best_of_n = 0.0f, oracle = 0.0f;
    for (uint32_t i = 0; i < route->panel_count; i++) {
        const float score = v->row[route->panel[i]];
        best_of_n = score > best_of_n ? score : best_of_n;
    }
    for (uint32_t m = 0; m < v->x.facts.models; m++) {
        oracle = v->allowed[m] && v->row[m] > oracle ? v->row[m] : oracle;
    }
    const double values[COLUMNS] = {[ROUTED] = lab_percent(v->row[route->panel[0]]),
                                    [ON_INDEX] = general == UINT32_MAX ? (double)NAN : lab_percent(v->row[general]),
                                    [ON_BENCHMARK] = named == UINT32_MAX ? (double)NAN : lab_percent(v->row[named]),
                                    [BEST_OF_N] = lab_percent(best_of_n),
                                    [ORACLE] = lab_percent(oracle)};
    if (!lab_scores_add(&v->scores, &v->a, v->sample.count, v->row) ||
        (v->options.outcomes && smacs_names_push(&v->a, &v->ids, record->question.id) != SMACS_OK)) {
        return SMACS_E_MEMORY;
    }
    return lab_sample_add(&v->sample, record->question.benchmark, values);
}

static smacs_status keep_priors(evaluation *v, const smacs_bank_record *record, const lab_leave_view *view,
                                const smacs_route *route) {
    const lab_calibration_question q = {.question = &record->question,
                                        .priors = route->priors,
                                        .scores = v->row,
                                        .means = view->means,
                                        .benchmarks = &v->means,
                                        .models = v->x.facts.models};
    return v->calibration ? lab_calibration_add(v->calibration, &q) : SMACS_OK;
}

static smacs_status route_record(evaluation *v, const smacs_bank_record *record, const lab_leave_view *view,
                                 smacs_error *error) {
    smacs_route *route = NULL;
    tool_embedder_embed(&v->e, record->question.text);
    smacs_status status = smacs_route_vector(NULL, view->handle, v->e.vector, &v->setup.options, &route, error);
    if (status == SMACS_OK &&
        (keep(v, record, view, route) != SMACS_OK || keep_priors(v, record, view, route) != SMACS_OK)) {
        status = smacs_fail_memory(error);
    }
    smacs_route_free(route);
    if (status == SMACS_OK && v->curve) {
        status = lab_curve_add(v->curve, record->question.benchmark, view->handle, v->e.vector, &v->setup.options,
                               v->row, error);
    }
    return status;
}

static smacs_status take_record(void *context, const smacs_bank_record *record, smacs_error *error) {
    evaluation *v = context;
    size_t models = 0;
    lab_leave_view view;
    if (!record->question.text.data || (record->score_count > 0 && !record->scores[0].model.data)) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA, "a test record needs a question and scores of named models");
    }
    smacs_status status = lab_leave_find(&v->leave, &record->question, &view, error);
    if (status == SMACS_OK) {
        status = read_row(v, record, &view, &models, error);
    }
    if (status != SMACS_OK || models == 0) {
        v->unknown += status == SMACS_OK;
        return status;
    }
    status = route_record(v, record, &view, error);
    tool_progress_count(&v->progress, v->sample.count);
    return status;
}

/* ---- report ---- */

/* Puts the best single models and the differences from them into the sample. */
static void complete(evaluation *v, uint32_t single, uint32_t single_macro) {
    for (size_t i = 0; i < v->sample.count; i++) {
        const float *scores = v->scores.rows + i * v->scores.models;
        double *values = v->sample.values + i * COLUMNS;
        values[SINGLE] = lab_percent(scores[single]);
        values[SINGLE_MACRO] = lab_percent(scores[single_macro]);
        values[GAIN] = values[ROUTED] - values[SINGLE];
        values[GAIN_MACRO] = values[ROUTED] - values[SINGLE_MACRO];
        values[GAIN_INDEX] = values[ROUTED] - values[ON_INDEX];
        values[GAIN_BENCHMARK] = values[ROUTED] - values[ON_BENCHMARK];
    }
}

static int write_result(const evaluation *v, const lab_figures *f) {
    const char *const notes[] = {
        "The best single models by questions and by benchmarks are chosen on this very test, which flatters them.",
        "The best model per benchmark is chosen on the index's own questions of that benchmark.",
        lab_leave_note(v->leave.kind), NULL};
    smacs_json_writer w;
    smacs_json_begin(&w, &v->a);
    smacs_json_open(&w, '{');
    lab_figures_write(&w, f, "route", notes);
    const bool written = (!v->calibration || lab_calibration_write(v->calibration, &w, &v->options)) &&
                         (!v->curve || lab_curve_write(v->curve, &w, &v->options));
    if (v->options.outcomes) {
        lab_outcomes_write(&w, &v->sample, &v->ids, ROUTED, UINT32_MAX);
    }
    smacs_json_close(&w, '}');
    if (!written) {
        smacs_bytes_free(&v->a, &w.out);
        return TOOL_FAILED;
    }
    if (!v->options.json) {
        const smacs_text by_questions = f->of[SINGLE].model, by_benchmarks = f->of[SINGLE_MACRO].model;
        printf("best single model: %.*s", (int)by_questions.size, by_questions.data);
        printf("; by the mean of benchmarks: %.*s\n\n", (int)by_benchmarks.size, by_benchmarks.data);
        lab_figures_print(f, notes);
    }
    return lab_finish(&w, &v->options);
}

static int report(evaluation *v) {
    if (v->sample.count == 0) {
        return tool_fail_plain(v->x.file, "no test question has a score of a model of this index", NULL);
    }
    const uint32_t single = lab_best_single(&v->sample, &v->scores, false);
    const uint32_t single_macro = lab_best_single(&v->sample, &v->scores, true);
    if (single == UINT32_MAX || single_macro == UINT32_MAX) {
        return tool_fail_plain(NULL, "out of memory", NULL);
    }
    complete(v, single, single_macro);
    lab_figure of[COLUMNS];
    for (uint32_t c = 0; c < COLUMNS; c++) {
        of[c] = figures[c];
        of[c].percent = 1;
        of[c].digits = 2;
    }
    of[SINGLE].model = smacs_index_model(v->x.handle, single);
    of[SINGLE_MACRO].model = smacs_index_model(v->x.handle, single_macro);
    lab_figures f = {.sample = &v->sample, .of = of, .options = &v->options};
    const int code = lab_figures_make(&f) ? write_result(v, &f) : TOOL_FAILED;
    lab_figures_free(&f);
    return code;
}

/* ---- command ---- */

typedef struct extras {
    const char *leave_out;
    int calibration, curve;
    lab_curve_options curve_options;
} extras;

static bool prepare(evaluation *v, const extras *wanted) {
    const uint32_t models = v->x.facts.models;
    smacs_error error;
    if (smacs_index_check_embedder(v->x.handle, v->e.facts.digest, &error) != SMACS_OK) {
        tool_fail(v->x.file, &error);
        return false;
    }
    v->pool = v->setup.allowed;
    v->allowed = calloc(models, sizeof *v->allowed);
    v->row = calloc(models, sizeof *v->row);
    v->setup.options.allowed = v->allowed;
    v->leave.x = &v->x;
    v->scores.models = models;
    v->sample = (lab_sample){.a = v->a, .columns = COLUMNS};
    v->calibration = wanted->calibration ? lab_calibration_begin() : NULL;
    if (!v->allowed || !v->row || (wanted->calibration && !v->calibration)) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    if (wanted->curve) {
        v->curve = lab_curve_begin(&v->x, &v->setup, &wanted->curve_options);
    }
    return (!wanted->curve || v->curve) && lab_benchmark_means_make(v->x.handle, &v->means);
}

static int run(evaluation *v, const tool_list *banks) {
    v->progress = tool_progress_begin("routing");
    bool read = true;
    for (size_t i = 0; i < banks->count && read; i++) {
        read = tool_read_bank(banks->items[i], take_record, v);
    }
    tool_progress_end(&v->progress);
    if (read && v->unknown > 0) {
        fprintf(stderr, "left out: %llu questions that no model of the index was run on\n",
                (unsigned long long)v->unknown);
    }
    return read ? report(v) : TOOL_FAILED;
}

static void evaluation_free(evaluation *v) {
    free(v->allowed);
    free(v->row);
    lab_sample_free(&v->sample);
    smacs_mem_free(&v->a, v->scores.rows);
    smacs_names_free(&v->a, &v->ids);
    lab_benchmark_means_free(&v->means);
    lab_calibration_free(v->calibration);
    lab_curve_free(v->curve);
    lab_leave_free(&v->leave);
    cli_route_setup_free(&v->setup);
    tool_embedder_free(&v->e);
    tool_index_free(&v->x);
}

/* What flags ask for and cannot be together. */
static bool agree(const evaluation *v, const extras *wanted, int *code) {
    const char *wrong = NULL;
    if (wanted->calibration && v->setup.options.mode == SMACS_MODE_PAPER) {
        wrong = "--calibration needs --mode robust: the paper's priors are sums, not chances";
    } else if (!wanted->curve && (wanted->curve_options.catalog || wanted->curve_options.sizes)) {
        wrong = "--catalog and --sizes are for --curve";
    }
    if (wrong) {
        fprintf(stderr, "smacs eval route: %s\n", wrong);
        *code = TOOL_USAGE;
    }
    return !wrong;
}

int cli_eval_route(int argc, char **argv) {
    tool_list positionals = {0}, banks = {0};
    cli_route_flags given = {0};
    extras wanted = {0};
    evaluation v = {.a = smacs_allocator_or_default(NULL)};
    const char *embedder = NULL;
    const cli_flag flags[] = {
        {"--embedder", CLI_TEXT, &embedder, "E.sme", "the embedder the index was built with", true},
        {"--bank", CLI_FILES, &banks, "FILE|-", "test questions with scores", true},
        CLI_ROUTE_FLAGS(given),
        {"--calibration", CLI_SWITCH, &wanted.calibration, NULL, "compare the priors with the scores", false},
        {"--curve", CLI_SWITCH, &wanted.curve, NULL, "accuracy against cost, over alpha", false},
        {"--catalog", CLI_TEXT, &wanted.curve_options.catalog, "FILE", "its prices for --curve, not the index's",
         false},
        {"--sizes", CLI_SWITCH, &wanted.curve_options.sizes, NULL, "parameters stand in for prices not known", false},
        {"--leave-out", CLI_TEXT, &wanted.leave_out, "WHAT",
         "hide the question's own benchmark, or category, in the index", false},
        LAB_FLAGS(v.options),
        LAB_OUTCOMES(v.options),
    };
    const cli_command command = {"eval route",
                                 "X.smx",
                                 1,
                                 1,
                                 "measure routing on a test bank",
                                 "smacs eval route x.smx --embedder e.sme --bank test.jsonl.gz --mode paper",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code) &&
        lab_leave_parse(wanted.leave_out, &v.leave.kind, &code) && lab_check(&v.options, &code)) {
        code = TOOL_FAILED;
        if (tool_index_open(positionals.items[0], &v.x) && tool_embedder_open(embedder, &v.e) &&
            cli_route_prepare(&given, &v.x, &v.setup, &code) && agree(&v, &wanted, &code) && prepare(&v, &wanted)) {
            code = run(&v, &banks);
        }
    }
    evaluation_free(&v);
    tool_list_free(&banks);
    tool_list_free(&given.models);
    tool_list_free(&positionals);
    return code;
}
