/* Plays runs over recorded answers, and compares the scores of the answers they keep with those of the best single
 * model, of a majority and of the best answer there was. */
#include "base/error.h"
#include "lab/lab.h"
#include "lab/play.h"
#include "lab/reliability.h"

#include <math.h>

/* Columns of the sample. */
enum {
    KEPT,
    MAJORITY,
    TOP1,
    SINGLE,
    SINGLE_QUESTIONS,
    BEST_OF_N,
    CALLS,
    CERTAINTY,
    OVER_MAJORITY,
    OVER_SINGLE,
    OVER_SINGLE_QUESTIONS,
    COLUMNS
};

static const lab_figure figures[COLUMNS] = {
    [KEPT] = {.name = "kept", .words = "kept", .heading = "kept"},
    [MAJORITY] = {.name = "majority", .words = "majority of the same panel", .heading = "majority"},
    [TOP1] = {.name = "top1", .words = "best prior", .heading = "top 1"},
    [SINGLE] = {.name = "best_single", .words = "best single model, by benchmarks", .heading = "best single"},
    [SINGLE_QUESTIONS] = {.name = "best_single_by_questions", .words = "best single model, by questions"},
    [BEST_OF_N] = {.name = "best_of_n", .words = "best of the panel", .heading = "best of n"},
    [CALLS] = {.name = "calls", .words = "calls", .heading = "calls"},
    [CERTAINTY] = {.name = "certainty", .words = "certainty of what was kept"},
    [OVER_MAJORITY] =
        {.name = "kept_minus_majority", .words = "kept - majority", .difference = 1, .more = KEPT, .less = MAJORITY},
    [OVER_SINGLE] = {.name = "kept_minus_best_single",
                     .words = "kept - best single, by benchmarks",
                     .difference = 1,
                     .more = KEPT,
                     .less = SINGLE},
    [OVER_SINGLE_QUESTIONS] = {.name = "kept_minus_best_single_by_questions",
                               .words = "kept - best single, by questions",
                               .difference = 1,
                               .more = KEPT,
                               .less = SINGLE_QUESTIONS},
};

/* Settings of the curve over calls, and its columns for each. */
enum { POINT_KEPT, POINT_MAJORITY, POINT_CALLS, POINT_GAIN, PER_POINT };

static const struct point {
    const char *words;
    uint32_t n;
    smacs_run_mode mode;
    double early_stop; /* 0: the default; 2: never */
} points[] = {
    {"route", 1, SMACS_RUN_ROUTE, 2.0},
    {"select, n = 3", 3, SMACS_RUN_SELECT, 2.0},
    {"select, n = 5", 5, SMACS_RUN_SELECT, 2.0},
    {"select, n = 7", 7, SMACS_RUN_SELECT, 2.0},
    {"select, n = 7, early stop", 7, SMACS_RUN_SELECT, 0.0},
    {"auto, n = 7, early stop", 7, SMACS_RUN_AUTO, 0.0},
};
enum { POINTS = sizeof points / sizeof points[0], CURVE_COLUMNS = POINTS * PER_POINT };

static const lab_figure point_figures[PER_POINT] = {
    [POINT_KEPT] = {.name = "kept", .words = "kept", .digits = 2, .percent = 1},
    [POINT_MAJORITY] = {.name = "majority", .words = "majority of the same panel", .digits = 2, .percent = 1},
    [POINT_CALLS] = {.name = "calls", .words = "calls", .digits = 2},
    [POINT_GAIN] =
        {.name = "kept_minus_best_single", .words = "kept - best single", .digits = 2, .percent = 1, .difference = 1},
};

static const lab_test_kind kind = {
    .name = "select",
    .progress = "playing runs",
    .left_out = "without a recorded and scored answer of a model of this index",
    .empty = "no question has a recorded answer of a model of this index",
    .figures = figures,
    .columns = COLUMNS,
    .single = {{SINGLE, true}, {SINGLE_QUESTIONS, false}},
    .second = "by questions",
    .names_single = true,
    .score = KEPT,
    .calls = CALLS,
    .certainty = CERTAINTY,
    .notes = {"The best single models are chosen on this very test, which flatters them.",
              "The majority is over the final answers of the same panel, all asked; ties go to the better prior."},
};

typedef struct evaluation {
    lab_test test;
    const lab_select_settings *settings;
    lab_play play;
    lab_reliability reliability;
    lab_sample curve; /* the questions of the test's sample, where a curve is wanted */
} evaluation;

/* The same question at all settings of the curve. */
static smacs_status run_curve(evaluation *v, const smacs_question *question, const smacs_index *index,
                              smacs_error *error) {
    double values[CURVE_COLUMNS] = {0.0};
    smacs_status status = SMACS_OK;
    for (uint32_t i = 0; i < POINTS && status == SMACS_OK; i++) {
        smacs_run_config config = v->settings->config;
        lab_play_outcome o;
        config.n = points[i].n;
        config.mode = points[i].mode;
        config.early_stop = points[i].early_stop;
        status = lab_play_run(&v->play, question->text, index, &config, v->test.in->settings.seed, &o, error);
        if (status == SMACS_OK) {
            values[i * PER_POINT + POINT_KEPT] = lab_percent(o.kept);
            values[i * PER_POINT + POINT_MAJORITY] = lab_percent(o.majority);
            values[i * PER_POINT + POINT_CALLS] = o.calls;
        }
    }
    if (status == SMACS_OK && lab_sample_add(&v->curve, question->benchmark, values) != SMACS_OK) {
        status = smacs_fail_memory(error);
    }
    return status;
}

static smacs_status play_question(evaluation *v, const smacs_question *question, const smacs_index *index,
                                  smacs_error *error) {
    lab_play_outcome o;
    const smacs_status status =
        lab_play_run(&v->play, question->text, index, &v->settings->config, v->test.in->settings.seed, &o, error);
    if (status != SMACS_OK) {
        return status;
    }
    const double values[COLUMNS] = {[KEPT] = lab_percent(o.kept),
                                    [MAJORITY] = lab_percent(o.majority),
                                    [TOP1] = lab_percent(o.top1),
                                    [BEST_OF_N] = lab_percent(o.best_of_n),
                                    [CALLS] = o.calls,
                                    [CERTAINTY] = 100.0 * o.certainty.p};
    if (lab_test_keep(&v->test, question, v->play.row, values) != SMACS_OK ||
        lab_reliability_add(&v->reliability, o.certainty, (double)o.kept) != SMACS_OK) {
        return smacs_fail_memory(error);
    }
    return v->settings->calls_curve ? run_curve(v, question, index, error) : SMACS_OK;
}

static smacs_status take_record(void *context, const smacs_bank_record *record, smacs_error *error) {
    evaluation *v = context;
    lab_leave_view view;
    if (!lab_responses_of(&v->play.recorded, record->question.id)) {
        v->test.left_out++;
        return SMACS_OK;
    }
    const smacs_status status = lab_leave_find(&v->test.leave, &record->question, &view, error);
    if (status != SMACS_OK) {
        return status;
    }
    if (lab_play_pool(&v->play, record, v->test.leave.kind == LAB_LEAVE_NOTHING ? NULL : view.means) == 0) {
        v->test.left_out++;
        return SMACS_OK;
    }
    return play_question(v, &record->question, view.handle, error);
}

/* ---- accuracy against calls ---- */

/* Differences from the best single model, which is known only at the end. */
static void complete_curve(evaluation *v) {
    for (size_t i = 0; i < v->curve.count; i++) {
        const double single = v->test.sample.values[i * COLUMNS + SINGLE];
        double *point = v->curve.values + i * CURVE_COLUMNS;
        for (uint32_t p = 0; p < POINTS; p++, point += PER_POINT) {
            point[POINT_GAIN] = point[POINT_KEPT] - single;
        }
    }
}

static bool write_curve(smacs_json_writer *w, const evaluation *v) {
    lab_figure of[CURVE_COLUMNS];
    for (uint32_t c = 0; c < CURVE_COLUMNS; c++) {
        of[c] = point_figures[c % PER_POINT];
    }
    lab_figures f = {.sample = &v->curve, .of = of, .settings = &v->test.in->settings};
    const bool made = lab_figures_make(&f);
    smacs_json_name(w, "calls_curve");
    smacs_json_open(w, '[');
    for (uint32_t i = 0; i < POINTS && made; i++) {
        smacs_json_open(w, '{');
        smacs_json_text_member(w, "setting", smacs_text_of(points[i].words));
        lab_figures_write_means(w, &f, i * PER_POINT, PER_POINT);
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
    lab_figures_free(&f);
    return made;
}

static bool write_more(void *context, smacs_json_writer *w) {
    evaluation *v = context;
    complete_curve(v);
    if (lab_reliability_write(&v->reliability, v->test.in->settings.seed, w) != SMACS_OK) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    return !v->settings->calls_curve || write_curve(w, v);
}

int lab_select(const lab_inputs *in, const lab_select_settings *settings) {
    evaluation v = {.settings = settings};
    const bool read =
        lab_test_begin(&v.test, &kind, in) && lab_play_begin(&v.play, in->index, in->embedder, in->allowed) &&
        lab_responses_read(settings->responses, &v.play.recorded) && lab_checks_read(settings->checks, &v.play.checks);
    int code = TOOL_FAILED;
    v.play.runner = settings->runner;
    v.reliability.a = v.test.a;
    v.curve = (lab_sample){.a = v.test.a, .columns = CURVE_COLUMNS};
    if (read && lab_test_read(&v.test, take_record, &v)) {
        code = lab_test_report(&v.test, write_more, &v);
    }
    lab_play_free(&v.play);
    lab_sample_free(&v.curve);
    lab_reliability_free(&v.reliability);
    lab_test_free(&v.test);
    return code;
}
