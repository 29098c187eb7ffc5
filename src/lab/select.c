/* Plays runs over recorded answers, and compares the scores of the answers they keep with those of the best single
 * model, of a majority and of the best answer there was. */
#include "base/error.h"
#include "lab/gate.h"
#include "lab/lab.h"
#include "lab/play.h"
#include "lab/reliability.h"
#include "json/run.h"

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
    SECONDS,
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
    [SECONDS] = {.name = "seconds", .words = "seconds to what was kept", .digits = 1},
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

/* Columns of the curve over calls for each setting. The last ones are known of live pools only. */
enum { POINT_KEPT, POINT_MAJORITY, POINT_CALLS, POINT_GAIN, POINT_TOKENS, POINT_COST, POINT_SECONDS, PER_POINT };
enum { PER_RECORDED_POINT = POINT_TOKENS };

static const lab_point recorded_points[] = {
    {"route", 1, SMACS_RUN_ROUTE, SMACS_PACE_THOROUGH, false},
    {"select, n = 3", 3, SMACS_RUN_SELECT, SMACS_PACE_THOROUGH, false},
    {"select, n = 5", 5, SMACS_RUN_SELECT, SMACS_PACE_THOROUGH, false},
    {"select, n = 7", 7, SMACS_RUN_SELECT, SMACS_PACE_THOROUGH, false},
    {"select, n = 7, early stop", 7, SMACS_RUN_SELECT, SMACS_PACE_FAST, false},
    {"auto, n = 7, early stop", 7, SMACS_RUN_AUTO, SMACS_PACE_FAST, false},
};
enum { RECORDED_POINTS = sizeof recorded_points / sizeof recorded_points[0] };
enum { CURVE_COLUMNS_MAX = LAB_POINTS_MAX * PER_POINT };

static const lab_figure point_figures[PER_POINT] = {
    [POINT_KEPT] = {.name = "kept", .words = "kept", .digits = 2, .percent = 1},
    [POINT_MAJORITY] = {.name = "majority", .words = "majority of the same panel", .digits = 2, .percent = 1},
    [POINT_CALLS] = {.name = "calls", .words = "calls", .digits = 2},
    [POINT_GAIN] =
        {.name = "kept_minus_best_single", .words = "kept - best single", .digits = 2, .percent = 1, .difference = 1},
    [POINT_TOKENS] = {.name = "tokens", .words = "tokens read and written"},
    [POINT_COST] = {.name = "cost", .words = "USD", .digits = 6},
    [POINT_SECONDS] = {.name = "seconds", .words = "seconds to what was kept", .digits = 1},
};

/* Columns for each judge. */
enum { JUDGE_KEPT, JUDGE_GAIN, JUDGE_CALLED, JUDGE_CHANGED, PER_JUDGE };
enum { JUDGE_COLUMNS_MAX = LAB_JUDGES_MAX * PER_JUDGE };

static const lab_figure judge_figures[PER_JUDGE] = {
    [JUDGE_KEPT] = {.name = "kept", .words = "kept", .digits = 2, .percent = 1},
    [JUDGE_GAIN] = {.name = "gain", .words = "kept - kept without referee", .digits = 2, .percent = 1, .difference = 1},
    [JUDGE_CALLED] = {.name = "called", .words = "questions it was called for", .digits = 2, .percent = 1},
    [JUDGE_CHANGED] = {.name = "changed", .words = "answers that it changed", .digits = 2, .percent = 1},
};

/* What both kinds of evaluation share. */
#define SELECT_KIND                                                                                                    \
    .progress = "playing runs", .figures = figures, .columns = COLUMNS,                                                \
    .single = {{SINGLE, true}, {SINGLE_QUESTIONS, false}}, .second = "by questions", .names_single = true,             \
    .score = KEPT, .calls = CALLS, .certainty = CERTAINTY, .seconds = SECONDS

static const lab_test_kind live_kind = {
    SELECT_KIND,
    .name = "live",
    .left_out = "that not all models were asked, or without a known answer",
    .empty = "no question has a known answer that all models were asked for",
    .notes = {"The best single models are chosen on this very test, which flatters them.",
              "Answers are graded by our own reading. Each model was asked each question once, and all settings use "
              "these answers."},
};

static const lab_test_kind recorded_kind = {
    SELECT_KIND,
    .name = "select",
    .left_out = "without a recorded and scored answer of a model of this index",
    .empty = "no question has a recorded answer of a model of this index",
    .notes = {"The best single models are chosen on this very test, which flatters them.",
              "The majority is over the final answers of the same panel, all asked; ties go to the better prior."},
};

typedef struct evaluation {
    lab_test test;
    const lab_select_settings *settings;
    lab_play play;
    lab_reliability reliability;
    const lab_point *points; /* [point_count] */
    uint32_t point_count;
    lab_sample curve; /* the questions of the test's sample, where a curve is wanted */
    lab_judges judges;
    lab_sample judged;                /* the same questions with each judge */
    lab_gate gate;                    /* the same questions, where answers differ */
    smacs_text names[SMACS_POOL_MAX]; /* of a live pool */
    cJSON *calls;                     /* that a live pool is to be asked at first */
    uint32_t offered;                 /* questions that it is asked */
    uint64_t places;                  /* records read to offer them */
    bool stopped;                     /* no further question is asked */
} evaluation;

static uint64_t seed_of(const evaluation *v) { return v->test.in->settings.seed; }

/* The same question at all settings of the curve. */
static smacs_status run_curve(evaluation *v, const smacs_question *question, const smacs_index *index,
                              double values[CURVE_COLUMNS_MAX], smacs_error *error) {
    smacs_status status = SMACS_OK;
    for (uint32_t i = 0; i < v->point_count && status == SMACS_OK && !v->play.stopped; i++) {
        smacs_run_config config = v->settings->config;
        double *point = values + (size_t)i * PER_POINT;
        lab_play_outcome o = {0};
        config.n = v->points[i].n;
        config.mode = v->points[i].mode;
        config.early_stop = 0.0; /* as the pace has it */
        config.pace = v->points[i].pace;
        config.referee = v->points[i].referee;
        status = lab_play_run(&v->play, question->text, index, &config, seed_of(v), &o, error);
        point[POINT_KEPT] = lab_percent(o.kept);
        point[POINT_MAJORITY] = lab_percent(o.majority);
        point[POINT_CALLS] = o.calls;
        point[POINT_GAIN] = 0.0;
        point[POINT_TOKENS] = o.tokens;
        point[POINT_COST] = o.cost;
        point[POINT_SECONDS] = (double)o.ms / 1000.0;
    }
    return status;
}

/* The same question with each judge; `without`: what is kept without one. */
static smacs_status play_judges(evaluation *v, const smacs_question *question, const smacs_index *index, float without,
                                smacs_error *error) {
    double values[JUDGE_COLUMNS_MAX] = {0.0};
    smacs_status status = SMACS_OK;
    for (uint32_t i = 0; i < v->judges.count && status == SMACS_OK; i++) {
        double *of = values + (size_t)i * PER_JUDGE;
        lab_play_outcome o = {0};
        v->play.judge = &v->judges.of[i];
        status = lab_play_run(&v->play, question->text, index, &v->settings->config, seed_of(v), &o, error);
        of[JUDGE_KEPT] = lab_percent(o.kept);
        of[JUDGE_GAIN] = lab_percent(o.kept - without);
        of[JUDGE_CALLED] = o.refereed ? 100.0 : 0.0;
        of[JUDGE_CHANGED] = o.changed ? 100.0 : 0.0;
    }
    v->play.judge = NULL;
    return status == SMACS_OK ? lab_sample_add(&v->judged, question->benchmark, values) : status;
}

/* Who gives the two leading answers of the same question, where they may be compared. */
static smacs_status see_contest(evaluation *v, const smacs_question *question, const smacs_index *index,
                                smacs_error *error) {
    lab_play_outcome o = {0};
    v->play.judge = &lab_gate_judge;
    const smacs_status status =
        lab_play_run(&v->play, question->text, index, &v->settings->config, seed_of(v), &o, error);
    v->play.judge = NULL;
    return status == SMACS_OK ? lab_gate_add(&v->gate, question->benchmark, &o) : status;
}

static smacs_status keep_question(evaluation *v, const smacs_question *question, const lab_play_outcome *o,
                                  const double curve[CURVE_COLUMNS_MAX], smacs_error *error) {
    const double values[COLUMNS] = {[KEPT] = lab_percent(o->kept),
                                    [MAJORITY] = lab_percent(o->majority),
                                    [TOP1] = lab_percent(o->top1),
                                    [BEST_OF_N] = lab_percent(o->best_of_n),
                                    [CALLS] = o->calls,
                                    [CERTAINTY] = 100.0 * o->certainty.p,
                                    [SECONDS] = v->play.timed || v->play.live ? (double)o->ms / 1000.0 : (double)NAN};
    if (lab_test_keep(&v->test, question, v->play.row, values) != SMACS_OK ||
        lab_reliability_add(&v->reliability, o->certainty, (double)o->kept) != SMACS_OK ||
        (v->settings->calls_curve && lab_sample_add(&v->curve, question->benchmark, curve) != SMACS_OK)) {
        return smacs_fail_memory(error);
    }
    return SMACS_OK;
}

static smacs_status play_question(evaluation *v, const smacs_question *question, const smacs_index *index,
                                  smacs_error *error) {
    lab_play_outcome o = {0};
    double curve[CURVE_COLUMNS_MAX] = {0.0};
    smacs_status status = lab_play_run(&v->play, question->text, index, &v->settings->config, seed_of(v), &o, error);
    if (status == SMACS_OK && v->settings->calls_curve && !v->play.stopped) {
        status = run_curve(v, question, index, curve, error);
    }
    if (status == SMACS_OK && v->judges.count > 0) {
        status = play_judges(v, question, index, o.kept, error);
    }
    if (status == SMACS_OK && v->judges.count > 0) {
        status = see_contest(v, question, index, error);
    }
    v->stopped = v->stopped || v->play.stopped;
    return status == SMACS_OK && !v->stopped ? keep_question(v, question, &o, curve, error) : status;
}

/* Finds the question's vector and the index to route it by. */
static smacs_status find_question(evaluation *v, const smacs_question *question, lab_leave_view *view,
                                  smacs_error *error) {
    const tool_vectors *vectors = v->test.in->vectors;
    const smacs_status status = lab_test_find(&v->test, question, view, error);
    if (status == SMACS_OK && vectors) {
        lab_play_vector(&v->play, vectors, v->test.vector);
    }
    return status;
}

static smacs_status take_record(void *context, const smacs_bank_record *record, smacs_error *error) {
    evaluation *v = context;
    lab_leave_view view;
    if (!lab_responses_of(&v->play.recorded, record->question.id)) {
        v->test.left_out++;
        return SMACS_OK;
    }
    const smacs_status status = find_question(v, &record->question, &view, error);
    if (status != SMACS_OK) {
        return status;
    }
    if (lab_play_pool(&v->play, record, v->test.leave.kind == LAB_LEAVE_NOTHING ? NULL : view.means) == 0) {
        v->test.left_out++;
        return SMACS_OK;
    }
    return play_question(v, &record->question, view.handle, error);
}

/* ---- a live pool ---- */

/* Whether the pool is asked this question. */
static bool is_asked(evaluation *v, const smacs_bank_record *record) {
    const uint32_t most = v->settings->live->questions;
    if (!record->question.text.data || record->question.text.size == 0 || !record->answer.data ||
        (most > 0 && v->offered >= most)) {
        return false;
    }
    v->offered++;
    return true;
}

static smacs_status offer_record(void *context, const smacs_bank_record *record, smacs_error *error) {
    evaluation *v = context;
    const uint64_t place = v->places++;
    if (!is_asked(v, record)) {
        return SMACS_OK;
    }
    /* Without a vector it fails before a call is paid. */
    const smacs_status status = lab_play_find_vector(&v->play, v->test.in, &record->question, place, error);
    return status == SMACS_OK ? lab_play_offer(&v->play, record, &v->settings->config, v->calls, error) : status;
}

static smacs_status take_live_record(void *context, const smacs_bank_record *record, smacs_error *error) {
    evaluation *v = context;
    const bool asked = is_asked(v, record);
    bool complete = false;
    smacs_status status = SMACS_OK;
    lab_leave_view view;
    if (asked && !v->stopped) {
        status = find_question(v, &record->question, &view, error);
    }
    if (asked && !v->stopped && status == SMACS_OK) {
        status = lab_play_members(&v->play, record, &v->settings->config, &complete, error);
    }
    const size_t before = v->test.sample.count;
    if (status == SMACS_OK && complete) {
        status = play_question(v, &record->question, view.handle, error);
    }
    const bool counted = asked || v->settings->live->questions == 0;
    v->test.left_out += counted && v->test.sample.count == before;
    return status;
}

/* Has each model asked each question, several at once; the rest is asked while it is played. */
static bool ask_all(evaluation *v) {
    const lab_live *live = v->settings->live;
    for (uint32_t i = 0; i < live->pool_count; i++) {
        v->names[i] = live->pool[i].id;
    }
    v->test.names = v->names;
    v->test.scores.models = live->pool_count;
    v->calls = cJSON_CreateArray();
    if (!v->calls) {
        return tool_fail_plain(NULL, "out of memory", NULL) == TOOL_OK;
    }
    if (!lab_inputs_read(v->test.in, offer_record, v) || !lab_inputs_check_order(v->test.in, v->places)) {
        cJSON_Delete(v->calls);
        return false;
    }
    const bool wanted = live->caller.tell(live->caller.context, v->offered, v->calls);
    v->offered = 0;
    if (wanted) {
        v->stopped = !live->caller.make(live->caller.context, v->calls);
    } else {
        cJSON_Delete(v->calls);
    }
    return wanted;
}

/* ---- accuracy against calls ---- */

/* Differences from the best single model, which is known only at the end. */
static void complete_curve(evaluation *v) {
    for (size_t i = 0; i < v->curve.count; i++) {
        const double single = v->test.sample.values[i * COLUMNS + SINGLE];
        double *point = v->curve.values + i * v->curve.columns;
        for (uint32_t p = 0; p < v->point_count; p++, point += PER_POINT) {
            point[POINT_GAIN] = point[POINT_KEPT] - single;
        }
    }
}

static bool write_curve(smacs_json_writer *w, const evaluation *v) {
    lab_figure of[CURVE_COLUMNS_MAX];
    for (uint32_t c = 0; c < v->curve.columns; c++) {
        of[c] = point_figures[c % PER_POINT];
    }
    lab_figures f = {.sample = &v->curve, .of = of, .settings = &v->test.in->settings};
    const bool made = lab_figures_make(&f);
    smacs_json_name(w, "calls_curve");
    smacs_json_open(w, '[');
    for (uint32_t i = 0; i < v->point_count && made; i++) {
        smacs_json_open(w, '{');
        smacs_json_text_member(w, "setting", smacs_text_of(v->points[i].words));
        lab_figures_write_means(w, &f, i * PER_POINT, v->settings->live ? PER_POINT : PER_RECORDED_POINT);
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
    lab_figures_free(&f);
    return made;
}

static bool write_judges(smacs_json_writer *w, const evaluation *v) {
    lab_figure of[JUDGE_COLUMNS_MAX];
    for (uint32_t c = 0; c < v->judged.columns; c++) {
        of[c] = judge_figures[c % PER_JUDGE];
    }
    lab_figures f = {.sample = &v->judged, .of = of, .settings = &v->test.in->settings};
    const bool made = lab_figures_make(&f);
    smacs_json_name(w, "referee");
    smacs_json_open(w, '[');
    for (uint32_t i = 0; i < v->judges.count && made; i++) {
        smacs_json_open(w, '{');
        smacs_json_text_member(w, "judge", smacs_text_of(v->judges.of[i].name));
        smacs_json_number_member(w, "expected", v->judges.of[i].expected);
        lab_figures_write_means(w, &f, i * PER_JUDGE, PER_JUDGE);
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
    lab_figures_free(&f);
    lab_gate_write(&v->gate, w);
    return made;
}

static void write_settings(const evaluation *v, smacs_json_writer *w) {
    const smacs_route_options usual = smacs_route_options_init();
    const smacs_run_config *config = &v->settings->config;
    smacs_json_name(w, "settings");
    smacs_json_open(w, '{');
    smacs_json_word_member(w, "mode", smacs_run_modes[config->mode]);
    smacs_json_word_member(w, "pace", smacs_run_paces[config->pace]);
    smacs_json_flag_member(w, "early_stop", config->early_stop <= 1.0);
    smacs_json_integer_member(w, "n", config->n > 0 ? config->n : usual.n);
    smacs_json_integer_member(w, "k", config->k > 0 ? config->k : usual.k);
    smacs_json_flag_member(w, "coverage", config->coverage);
    smacs_json_flag_member(w, "latency", v->settings->timed);
    smacs_json_flag_member(w, "checked", v->settings->runner || v->settings->checks->count > 0);
    if (v->settings->live) {
        smacs_json_flag_member(w, "ask_back", config->state);
        smacs_json_integer_member(w, "max_tokens", config->max_tokens);
    }
    lab_write_settings(w, v->test.in);
    smacs_json_close(w, '}');
}

static bool write_more(void *context, smacs_json_writer *w) {
    evaluation *v = context;
    write_settings(v, w);
    complete_curve(v);
    if (lab_reliability_write(&v->reliability, v->test.in->settings.seed, w) != SMACS_OK) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    return (!v->settings->calls_curve || write_curve(w, v)) && (v->judges.count == 0 || write_judges(w, v));
}

static void set_up(evaluation *v) {
    const lab_select_settings *settings = v->settings;
    v->play.runner = settings->runner;
    v->play.live = settings->live;
    v->play.catalog = settings->catalog ? settings->catalog : v->test.in->index->catalog;
    v->play.timed = settings->timed;
    v->play.latency_seed = v->test.in->settings.seed;
    v->points = settings->points ? settings->points : recorded_points;
    v->point_count = settings->points ? settings->point_count : RECORDED_POINTS;
    v->reliability.a = v->test.a;
    v->gate.a = v->test.a;
    v->judged = (lab_sample){.a = v->test.a, .columns = v->judges.count * PER_JUDGE};
    v->curve = (lab_sample){.a = v->test.a, .columns = v->point_count * PER_POINT};
}

int lab_select(const lab_inputs *in, const lab_select_settings *settings) {
    evaluation v = {.settings = settings};
    const lab_live *live = settings->live;
    bool read = lab_test_begin(&v.test, live ? &live_kind : &recorded_kind, in) &&
                lab_play_begin(&v.play, in->index, in->embedder, in->allowed) &&
                (live || lab_responses_read(settings->responses, &v.play.recorded)) &&
                lab_checks_read(settings->checks, &v.play.checks) &&
                (!settings->judges || lab_judges_read(settings->judges, settings->verdicts, &v.judges));
    int code = TOOL_FAILED;
    set_up(&v);
    read = read && (!live || ask_all(&v)) && lab_test_read(&v.test, live ? take_live_record : take_record, &v);
    if (read && !(v.stopped && v.test.sample.count == 0)) {
        code = lab_test_report(&v.test, write_more, &v);
    }
    lab_play_free(&v.play);
    lab_sample_free(&v.curve);
    lab_sample_free(&v.judged);
    lab_gate_free(&v.gate);
    lab_judges_free(&v.judges);
    lab_reliability_free(&v.reliability);
    lab_test_free(&v.test);
    return v.stopped ? TOOL_FAILED : code;
}
