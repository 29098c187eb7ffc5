/* Routes every question of a test bank, and compares the scores of the models chosen with the best single model, with
 * the best model of each benchmark, and with the best answer there was.
 *
 * Each question chooses among the models that were run on it, because there is nothing to compare otherwise. A model's
 * means leave out the questions that it was not run on. */
#include "base/error.h"
#include "lab/calibration.h"
#include "lab/lab.h"
#include "lab/sources.h"

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
    [GAIN] = {.name = "routed_minus_best_single",
              .words = "routed - best single, by questions",
              .difference = 1,
              .more = ROUTED,
              .less = SINGLE},
    [GAIN_MACRO] = {.name = "routed_minus_best_single_by_benchmarks",
                    .words = "routed - best single, by benchmarks",
                    .difference = 1,
                    .more = ROUTED,
                    .less = SINGLE_MACRO},
    [GAIN_INDEX] = {.name = "routed_minus_best_of_index",
                    .words = "routed - best single, as the index has it",
                    .difference = 1,
                    .more = ROUTED,
                    .less = ON_INDEX},
    [GAIN_BENCHMARK] = {.name = "routed_minus_best_per_benchmark",
                        .words = "routed - best per benchmark",
                        .difference = 1,
                        .more = ROUTED,
                        .less = ON_BENCHMARK},
};

static const lab_test_kind kind = {
    .name = "route",
    .progress = "routing",
    .left_out = "that no model of the index was run on",
    .empty = "no test question has a score of a model of this index",
    .figures = figures,
    .columns = COLUMNS,
    .single = {{SINGLE, false}, {SINGLE_MACRO, true}},
    .second = "by the mean of benchmarks",
    .score = ROUTED,
    .calls = UINT32_MAX,
    .certainty = UINT32_MAX,
    .notes =
        {"The best single models by questions and by benchmarks are chosen on this very test, which flatters them.",
         "The best model per benchmark is chosen on the index's own questions of that benchmark."},
};

typedef struct evaluation {
    lab_test test;
    smacs_route_options options;
    lab_benchmark_means means;
    lab_calibration *calibration; /* NULL: not wanted */
    lab_curve *curve;             /* the same */
    bool by_source;
    lab_sources sources; /* empty unless by source */
    bool *allowed;       /* [M] may be chosen and were run on this question */
    float *row;          /* [M] their scores */
} evaluation;

/* Fills row and allowed from a test record; returns how many models it names. */
static smacs_status read_row(evaluation *v, const smacs_bank_record *record, const lab_leave_view *view, size_t *models,
                             smacs_error *error) {
    const uint32_t count = v->test.in->index->facts.models;
    const bool *pool = v->test.in->allowed;
    *models = 0;
    for (uint32_t m = 0; m < count; m++) {
        v->row[m] = NAN;
    }
    memset(v->allowed, 0, count);
    for (size_t i = 0; i < record->score_count; i++) {
        const smacs_text name = record->scores[i].model;
        const uint32_t m = tool_index_model(v->test.in->index, name);
        const bool unseen = m != UINT32_MAX && v->test.leave.kind != LAB_LEAVE_NOTHING && view->means[m].scored == 0;
        if (m == UINT32_MAX || unseen || (pool && !pool[m])) {
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

/* What the question came to; the best single models are known only at the end. */
static smacs_status keep(evaluation *v, const smacs_question *question, const lab_leave_view *view,
                         const smacs_route *route) {
    const uint32_t models = v->test.in->index->facts.models;
    const uint32_t general = lab_best_known(view->means, models, v->allowed);
    const uint32_t named = lab_best_known(lab_benchmark_means_of(&v->means, question->benchmark), models, v->allowed);
    float best_of_n = 0.0f, oracle = 0.0f;
    for (uint32_t i = 0; i < route->panel_count; i++) {
        const float score = v->row[route->panel[i]];
        best_of_n = score > best_of_n ? score : best_of_n;
    }
    for (uint32_t m = 0; m < models; m++) {
        oracle = v->allowed[m] && v->row[m] > oracle ? v->row[m] : oracle;
    }
    const double values[COLUMNS] = {[ROUTED] = lab_percent(v->row[route->panel[0]]),
                                    [ON_INDEX] = general == UINT32_MAX ? (double)NAN : lab_percent(v->row[general]),
                                    [ON_BENCHMARK] = named == UINT32_MAX ? (double)NAN : lab_percent(v->row[named]),
                                    [BEST_OF_N] = lab_percent(best_of_n),
                                    [ORACLE] = lab_percent(oracle)};
    const smacs_status status = lab_test_keep(&v->test, question, v->row, values);
    return status == SMACS_OK && v->by_source
               ? lab_sources_add(&v->sources, question->source, values[ROUTED], values[ON_INDEX])
               : status;
}

static smacs_status keep_priors(evaluation *v, const smacs_question *question, const lab_leave_view *view,
                                const smacs_route *route) {
    const lab_calibration_question q = {.question = question,
                                        .priors = route->priors,
                                        .scores = v->row,
                                        .means = view->means,
                                        .benchmarks = &v->means,
                                        .models = v->test.in->index->facts.models};
    return v->calibration ? lab_calibration_add(v->calibration, &q) : SMACS_OK;
}

static smacs_status route_question(evaluation *v, const smacs_question *question, const lab_leave_view *view,
                                   smacs_error *error) {
    const lab_inputs *in = v->test.in;
    smacs_route *route = NULL;
    v->options.features = in->vectors ? 0 : smacs_embed_features(in->embedder->handle, question->text);
    smacs_status status = smacs_route_vector(NULL, view->handle, v->test.vector, &v->options, &route, error);
    if (status == SMACS_OK &&
        (keep(v, question, view, route) != SMACS_OK || keep_priors(v, question, view, route) != SMACS_OK)) {
        status = smacs_fail_memory(error);
    }
    smacs_route_free(route);
    if (status == SMACS_OK && v->curve) {
        status = lab_curve_add(v->curve, question->benchmark, view->handle, v->test.vector, &v->options, v->row, error);
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
    smacs_status status = lab_test_find(&v->test, &record->question, &view, error);
    if (status == SMACS_OK) {
        status = read_row(v, record, &view, &models, error);
    }
    if (status != SMACS_OK || models == 0) {
        v->test.left_out += status == SMACS_OK;
        return status;
    }
    return route_question(v, &record->question, &view, error);
}

static void write_settings(const evaluation *v, smacs_json_writer *w) {
    smacs_json_name(w, "settings");
    smacs_json_open(w, '{');
    lab_write_options(w, &v->options);
    lab_write_settings(w, v->test.in);
    smacs_json_close(w, '}');
}

static bool write_more(void *context, smacs_json_writer *w) {
    evaluation *v = context;
    const lab_settings *settings = &v->test.in->settings;
    write_settings(v, w);
    return (!v->by_source || lab_sources_write(&v->sources, &v->test.scores, v->test.in->index->handle, settings, w)) &&
           (!v->calibration || lab_calibration_write(v->calibration, w, settings)) &&
           (!v->curve || lab_curve_write(v->curve, w, settings));
}

static bool prepare(evaluation *v, const lab_route_settings *settings) {
    v->test.k = settings->options.k > 0 ? settings->options.k : smacs_route_options_init().k;
    const tool_index *x = v->test.in->index;
    v->allowed = calloc(x->facts.models, sizeof *v->allowed);
    v->row = calloc(x->facts.models, sizeof *v->row);
    v->options = settings->options;
    v->options.allowed = v->allowed;
    v->by_source = settings->by_source;
    lab_sources_begin(&v->sources);
    v->calibration = settings->calibration ? lab_calibration_begin() : NULL;
    if (!v->allowed || !v->row || (settings->calibration && !v->calibration)) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    if (settings->curve) {
        v->curve = lab_curve_begin(x, settings->options.cost, &settings->curve_options);
    }
    return (!settings->curve || v->curve) && lab_benchmark_means_make(x->handle, &v->means);
}

int lab_route(const lab_inputs *in, const lab_route_settings *settings) {
    evaluation v = {0};
    const bool read =
        lab_test_begin(&v.test, &kind, in) && prepare(&v, settings) && lab_test_read(&v.test, take_record, &v);
    const int code = read ? lab_test_report(&v.test, write_more, &v) : TOOL_FAILED;
    free(v.allowed);
    free(v.row);
    lab_benchmark_means_free(&v.means);
    lab_calibration_free(v.calibration);
    lab_curve_free(v.curve);
    lab_sources_free(&v.sources);
    lab_test_free(&v.test);
    return code;
}
