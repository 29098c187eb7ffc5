/* smacs eval select: plays runs over recorded answers, and compares the scores of the answers they keep with those of the
 * best single model, of a majority and of the best answer there was. */
#include "base/error.h"
#include "lab/lab.h"
#include "lab/play.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Columns of the sample. */
enum {
    KEPT,
    MAJORITY,
    TOP1,
    SINGLE,
    SINGLE_QUESTIONS,
    BEST_OF_N,
    CALLS,
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
    [OVER_MAJORITY] = {.name = "kept_minus_majority", .words = "kept - majority", .difference = 1},
    [OVER_SINGLE] = {.name = "kept_minus_best_single", .words = "kept - best single, by benchmarks", .difference = 1},
    [OVER_SINGLE_QUESTIONS] = {.name = "kept_minus_best_single_by_questions",
                               .words = "kept - best single, by questions",
                               .difference = 1},
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

typedef struct evaluation {
    smacs_allocator a;
    tool_index x;
    tool_embedder e;
    cli_route_setup setup;
    lab_options options;
    smacs_run_config config;
    lab_leave leave;
    lab_play play;
    lab_sample sample, curve; /* the same questions */
    lab_scores scores;
    smacs_names ids;
    int with_curve;
    uint64_t unanswered; /* questions of the bank without recorded answers */
    tool_progress progress;
} evaluation;

static smacs_status keep_outcome(evaluation *v, const smacs_question *question, const lab_play_outcome *o) {
    const double values[COLUMNS] = {[KEPT] = lab_percent(o->kept),
                                    [MAJORITY] = lab_percent(o->majority),
                                    [TOP1] = lab_percent(o->top1),
                                    [BEST_OF_N] = lab_percent(o->best_of_n),
                                    [CALLS] = o->calls};
    if (!lab_scores_add(&v->scores, &v->a, v->sample.count, v->play.row) ||
        (v->options.outcomes && smacs_names_push(&v->a, &v->ids, question->id) != SMACS_OK)) {
        return SMACS_E_MEMORY;
    }
    return lab_sample_add(&v->sample, question->benchmark, values);
}

/* The same question at all settings of the curve. */
static smacs_status run_curve(evaluation *v, const smacs_question *question, const smacs_index *index,
                              smacs_error *error) {
    double values[CURVE_COLUMNS] = {0.0};
    smacs_status status = SMACS_OK;
    for (uint32_t i = 0; i < POINTS && status == SMACS_OK; i++) {
        smacs_run_config config = v->config;
        lab_play_outcome o;
        config.n = points[i].n;
        config.mode = points[i].mode;
        config.early_stop = points[i].early_stop;
        status = lab_play_run(&v->play, question->text, index, &config, v->options.seed, &o, error);
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

static smacs_status take_record(void *context, const smacs_bank_record *record, smacs_error *error) {
    evaluation *v = context;
    const smacs_question *question = &record->question;
    lab_leave_view view;
    lab_play_outcome o;
    if (!lab_responses_of(&v->play.recorded, question->id)) {
        v->unanswered++;
        return SMACS_OK;
    }
    smacs_status status = lab_leave_find(&v->leave, question, &view, error);
    if (status != SMACS_OK) {
        return status;
    }
    if (lab_play_pool(&v->play, record, v->leave.kind == LAB_LEAVE_NOTHING ? NULL : view.means) == 0) {
        v->unanswered++;
        return SMACS_OK;
    }
    status = lab_play_run(&v->play, question->text, view.handle, &v->config, v->options.seed, &o, error);
    if (status == SMACS_OK && keep_outcome(v, question, &o) != SMACS_OK) {
        status = smacs_fail_memory(error);
    }
    if (status == SMACS_OK && v->with_curve) {
        status = run_curve(v, question, view.handle, error);
    }
    tool_progress_count(&v->progress, v->sample.count);
    return status;
}

/* ---- report ---- */

/* Puts the best single models and the differences from them into the samples. */
static void complete(evaluation *v, uint32_t single, uint32_t single_questions) {
    for (size_t i = 0; i < v->sample.count; i++) {
        const float *scores = v->scores.rows + i * v->scores.models;
        double *values = v->sample.values + i * COLUMNS;
        double *point = v->with_curve ? v->curve.values + i * CURVE_COLUMNS : NULL;
        values[SINGLE] = lab_percent(scores[single]);
        values[SINGLE_QUESTIONS] = lab_percent(scores[single_questions]);
        values[OVER_MAJORITY] = values[KEPT] - values[MAJORITY];
        values[OVER_SINGLE] = values[KEPT] - values[SINGLE];
        values[OVER_SINGLE_QUESTIONS] = values[KEPT] - values[SINGLE_QUESTIONS];
        for (uint32_t p = 0; point && p < POINTS; p++, point += PER_POINT) {
            point[POINT_GAIN] = point[POINT_KEPT] - values[SINGLE];
        }
    }
}

static bool write_curve(smacs_json_writer *w, const evaluation *v) {
    lab_figure of[CURVE_COLUMNS];
    for (uint32_t c = 0; c < CURVE_COLUMNS; c++) {
        of[c] = point_figures[c % PER_POINT];
    }
    lab_figures f = {.sample = &v->curve, .of = of, .options = &v->options};
    const bool made = lab_figures_make(&f);
    smacs_json_name(w, "calls_curve");
    smacs_json_open(w, '[');
    for (uint32_t i = 0; i < POINTS && made; i++) {
        smacs_json_open(w, '{');
        smacs_json_text_member(w, "setting", smacs_text_of(points[i].words));
        smacs_json_name(w, "macro");
        lab_figures_write_row(w, &f, lab_macro_row(&v->curve), i * PER_POINT, PER_POINT);
        smacs_json_name(w, "overall");
        lab_figures_write_row(w, &f, lab_overall_row(&v->curve), i * PER_POINT, PER_POINT);
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
    lab_figures_free(&f);
    return made;
}

static int write_result(const evaluation *v, const lab_figures *f) {
    const char *const notes[] = {
        "The best single models are chosen on this very test, which flatters them.",
        "The majority is over the final answers of the same panel, all asked; ties go to the better prior.",
        lab_leave_note(v->leave.kind), NULL};
    smacs_json_writer w;
    smacs_json_begin(&w, &v->a);
    smacs_json_open(&w, '{');
    smacs_json_text_member(&w, "best_single_model", f->of[SINGLE].model);
    lab_figures_write(&w, f, "select", notes);
    const bool written = !v->with_curve || write_curve(&w, v);
    if (v->options.outcomes) {
        lab_outcomes_write(&w, &v->sample, &v->ids, KEPT, CALLS);
    }
    smacs_json_close(&w, '}');
    if (!written) {
        smacs_bytes_free(&v->a, &w.out);
        return TOOL_FAILED;
    }
    if (!v->options.json) {
        const smacs_text by_benchmarks = f->of[SINGLE].model, by_questions = f->of[SINGLE_QUESTIONS].model;
        printf("best single model: %.*s", (int)by_benchmarks.size, by_benchmarks.data);
        printf("; by questions: %.*s\n\n", (int)by_questions.size, by_questions.data);
        lab_figures_print(f, notes);
    }
    return lab_finish(&w, &v->options);
}

static int report(evaluation *v) {
    if (v->unanswered > 0) {
        fprintf(stderr, "left out: %llu questions without a recorded and scored answer of a model of this index\n",
                (unsigned long long)v->unanswered);
    }
    if (v->sample.count == 0) {
        return tool_fail_plain(v->x.file, "no question has a recorded answer of a model of this index", NULL);
    }
    const uint32_t single = lab_best_single(&v->sample, &v->scores, true);
    const uint32_t single_questions = lab_best_single(&v->sample, &v->scores, false);
    if (single == UINT32_MAX || single_questions == UINT32_MAX) {
        return tool_fail_plain(NULL, "out of memory", NULL);
    }
    complete(v, single, single_questions);
    lab_figure of[COLUMNS];
    for (uint32_t c = 0; c < COLUMNS; c++) {
        of[c] = figures[c];
        of[c].percent = c != CALLS;
        of[c].digits = 2;
    }
    of[SINGLE].model = smacs_index_model(v->x.handle, single);
    of[SINGLE_QUESTIONS].model = smacs_index_model(v->x.handle, single_questions);
    lab_figures f = {.sample = &v->sample, .of = of, .options = &v->options};
    const int code = lab_figures_make(&f) ? write_result(v, &f) : TOOL_FAILED;
    lab_figures_free(&f);
    return code;
}

/* ---- command ---- */

static bool prepare(evaluation *v, const char *mode, int early_stop, int *code) {
    static const char *const names[] = {"auto", "route", "select"};
    const uint32_t models = v->x.facts.models;
    v->leave.x = &v->x;
    v->scores.models = models;
    v->sample = (lab_sample){.a = v->a, .columns = COLUMNS};
    v->curve = (lab_sample){.a = v->a, .columns = CURVE_COLUMNS};
    v->config.mode = SMACS_RUN_SELECT;
    v->config.early_stop = early_stop ? 0.0 : 2.0;
    for (uint32_t i = 0; mode && i <= 3; i++) {
        if (i == 3) {
            fprintf(stderr,
                    "smacs: --mode is \"select\", \"route\" or \"auto\", not \"%s\": recorded answers have no "
                    "aggregates\n",
                    mode);
            *code = TOOL_USAGE;
            return false;
        }
        if (strcmp(mode, names[i]) == 0) {
            v->config.mode = (smacs_run_mode)i;
            break;
        }
    }
    return lab_play_begin(&v->play, &v->x, &v->e, v->setup.allowed);
}

static int run(evaluation *v, const tool_list *banks, const tool_list *responses) {
    smacs_error error;
    if (smacs_index_check_embedder(v->x.handle, v->e.facts.digest, &error) != SMACS_OK) {
        return tool_fail(v->x.file, &error);
    }
    bool read = lab_responses_read(responses, &v->play.recorded);
    v->progress = tool_progress_begin("playing runs");
    for (size_t i = 0; i < banks->count && read; i++) {
        read = tool_read_bank(banks->items[i], take_record, v);
    }
    tool_progress_end(&v->progress);
    return read ? report(v) : TOOL_FAILED;
}

static void evaluation_free(evaluation *v) {
    lab_play_free(&v->play);
    smacs_names_free(&v->a, &v->ids);
    lab_sample_free(&v->sample);
    lab_sample_free(&v->curve);
    smacs_mem_free(&v->a, v->scores.rows);
    lab_leave_free(&v->leave);
    cli_route_setup_free(&v->setup);
    tool_embedder_free(&v->e);
    tool_index_free(&v->x);
}

int cli_eval_select(int argc, char **argv) {
    tool_list positionals = {0}, banks = {0}, responses = {0};
    cli_route_flags given = {0};
    evaluation v = {.a = smacs_allocator_or_default(NULL), .config = smacs_run_config_init()};
    const char *embedder = NULL, *mode = NULL, *leave_out = NULL;
    int early_stop = 0, coverage = 0;
    const cli_flag flags[] = {
        {"--embedder", CLI_TEXT, &embedder, "E.sme", "the embedder the index was built with", true},
        {"--bank", CLI_FILES, &banks, "FILE|-", "test questions with scores", true},
        {"--responses", CLI_FILES, &responses, "FILE|-", "recorded answers: {\"id\", \"responses\": {model: text}}",
         true},
        {"--n", CLI_COUNT, &v.config.n, "N", "models in the panel, at least 1 (7)", false},
        {"--k", CLI_COUNT, &v.config.k, "K", "neighbours asked for, at least 1 (400)", false},
        {"--mode", CLI_TEXT, &mode, "MODE", "select, route or auto (select)", false},
        {"--early-stop", CLI_SWITCH, &early_stop, NULL, "stop when the lead is safe", false},
        {"--coverage", CLI_SWITCH, &coverage, NULL, "choose the panel by greedy coverage", false},
        {"--models", CLI_NAMES, &given.models, "A,B,..", "choose among these models only", false},
        {"--calls-curve", CLI_SWITCH, &v.with_curve, NULL, "accuracy against calls, over modes and panels", false},
        {"--leave-out", CLI_TEXT, &leave_out, "WHAT", "hide the question's own benchmark, or category, in the index",
         false},
        LAB_FLAGS(v.options),
        LAB_OUTCOMES(v.options),
    };
    const cli_command command = {
        "eval select",
        "X.smx",
        1,
        1,
        "measure which of recorded answers are kept",
        "smacs eval select x.smx --embedder e.sme --bank test.jsonl.gz --responses answers.jsonl.gz",
        flags,
        sizeof flags / sizeof flags[0]};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code) && lab_leave_parse(leave_out, &v.leave.kind, &code) &&
        lab_check(&v.options, &code)) {
        code = TOOL_FAILED;
        v.config.coverage = coverage;
        if (tool_index_open(positionals.items[0], &v.x) && tool_embedder_open(embedder, &v.e) &&
            cli_route_prepare(&given, &v.x, &v.setup, &code) && prepare(&v, mode, early_stop, &code)) {
            code = run(&v, &banks, &responses);
        }
    }
    evaluation_free(&v);
    tool_list_free(&banks);
    tool_list_free(&responses);
    tool_list_free(&given.models);
    tool_list_free(&positionals);
    return code;
}
