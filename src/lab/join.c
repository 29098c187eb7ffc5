/* smacs eval join: hides a model's scores but for a few, and measures what its priors lose by that; each model in turn.
 *
 * The few are picked as smacs index pick does, by what the others' scores say, from the questions that the model has
 * scores of, or drawn at random. Each such column gets an index of its own, with nothing else of the model: the ease of
 * questions and kinds is estimated from all columns, so that a second one of the same model would tell what was hidden. */
#include "base/error.h"
#include "base/rng.h"
#include "cli/cli.h"
#include "lab/statistics.h"
#include "json/groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SIZES_MAX = 16, RESAMPLES = 2000 };

/* What a model's test questions come to, on their mean: */
enum {
    ERROR,  /* absolute difference of its prior from the one that all its scores give */
    BRIER,  /* squared difference of its prior from its score */
    ROUTED, /* score of the chosen model, where this one may be chosen too */
    FIGURES
};

/* How the cells were chosen; RANDOM is the mean of the draws, CHANGE is PICKED less RANDOM. */
enum { RANDOM, PICKED, CHANGE, WAYS };

typedef struct joining {
    smacs_allocator a;
    tool_index x;
    tool_embedder e;
    uint32_t sizes[SIZES_MAX]; /* ascending */
    uint32_t size_count, repeats;
    uint64_t seed;
    int8_t *vectors; /* [count][D] of the test questions */
    float *scores;   /* [count][M] */
    size_t count, vector_capacity, score_capacity;
    lab_sample sample; /* a row of figures for each model that joined */
    tool_progress progress;
} joining;

/* Columns of the sample: figures of each size and way, those with all scores, and two more. */
static uint32_t few_column(uint32_t size, int way) { return (size * WAYS + (uint32_t)way) * FIGURES; }
static uint32_t all_column(const joining *v) { return few_column(v->size_count, 0); }
static uint32_t without_column(const joining *v) {
    return all_column(v) + FIGURES;
} /* routed, if it may not be chosen */
static uint32_t own_column(const joining *v) { return all_column(v) + FIGURES + 1; } /* its own mean score */

/* One model at work. */
typedef struct trial {
    joining *v;
    uint32_t model;
    uint32_t *cells; /* [cell_count] questions of the index that it has a score of */
    uint32_t cell_count;
    uint32_t *chosen; /* [cell_count] */
    bool *allowed;    /* [M] */
    bool *open;       /* [n] that it has a score of */
    double *whole;    /* [v->count] its priors with all its scores */
    uint32_t asked;   /* test questions that it and another model were run on */
    double *values;   /* [columns] its row of the sample */
} trial;

/* ---- reading ---- */

static smacs_status take_record(void *context, const smacs_bank_record *record, smacs_error *error) {
    joining *v = context;
    const size_t models = v->x.facts.models, dim = v->x.facts.dim;
    if (!record->question.text.data) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA, "a test record needs a question and scores of named models");
    }
    if (!smacs_mem_reserve(&v->a, &v->vectors, &v->vector_capacity, (v->count + 1) * dim, 1) ||
        !smacs_mem_reserve(&v->a, &v->scores, &v->score_capacity, (v->count + 1) * models, sizeof *v->scores)) {
        return smacs_fail_memory(error);
    }
    float *row = v->scores + v->count * models;
    for (uint32_t m = 0; m < models; m++) {
        row[m] = NAN;
    }
    for (size_t i = 0; i < record->score_count; i++) {
        const uint32_t m = tool_index_model(&v->x, record->scores[i].model);
        if (m != UINT32_MAX) {
            row[m] = record->scores[i].score;
        }
    }
    tool_embedder_embed(&v->e, record->question.text);
    memcpy(v->vectors + v->count * dim, v->e.vector, dim);
    v->count++;
    return SMACS_OK;
}

/* ---- a few of the model's cells ---- */

static void choose_random(trial *t, uint32_t most, uint32_t repeat) {
    smacs_rng rng;
    smacs_rng_seed(&rng, t->v->seed, (uint64_t)t->model * t->v->repeats + repeat);
    memcpy(t->chosen, t->cells, t->cell_count * sizeof *t->chosen);
    for (uint32_t j = 0; j < most; j++) {
        const uint32_t other = j + smacs_rng_below(&rng, t->cell_count - j);
        const uint32_t question = t->chosen[other];
        t->chosen[other] = t->chosen[j];
        t->chosen[j] = question;
    }
}

/* Makes a builder of all that the index has but for the model's scores. */
static smacs_status begin_without(const trial *t, smacs_builder **out, smacs_error *error) {
    const smacs_index *index = t->v->x.handle;
    const smacs_index_facts *facts = &t->v->x.facts;
    uint32_t number;
    smacs_status status =
        smacs_builder_create(NULL, facts->dim, facts->embedder_digest, facts->embedder_name, 0, out, error);
    for (uint32_t m = 0; m < facts->models && status == SMACS_OK; m++) {
        status = smacs_builder_model(*out, smacs_index_model(index, m), &number, error);
    }
    for (uint32_t i = 0; i < facts->questions && status == SMACS_OK; i++) {
        const smacs_question question = smacs_index_question(index, i);
        status = smacs_builder_question(*out, &question, smacs_index_vector(index, i), NULL, error);
        for (uint32_t m = 0; m < facts->models && status == SMACS_OK; m++) {
            const float score = smacs_index_score(index, i, m);
            if (m != t->model && !isnan(score)) {
                status = smacs_builder_score(*out, i, m, score, error);
            }
        }
    }
    return status;
}

/* ---- the test questions ---- */

/* Allows the models that were run on this question, the one that joins or not; false when it or all others were not. */
static bool allow(const trial *t, const float *row, bool itself) {
    uint32_t others = 0;
    for (uint32_t m = 0; m < t->v->x.facts.models; m++) {
        t->allowed[m] = !isnan(row[m]) && (itself || m != t->model);
        others += m != t->model && !isnan(row[m]);
    }
    return others > 0 && !isnan(row[t->model]);
}

/* Routes the i-th test question, the model being allowed or not. */
static smacs_status route(const trial *t, const smacs_index *index, size_t i, smacs_route **out, smacs_error *error) {
    smacs_route_options options = smacs_route_options_init();
    options.n = 1;
    options.allowed = t->allowed;
    return smacs_route_vector(NULL, index, t->v->vectors + i * t->v->x.facts.dim, &options, out, error);
}

/* Adds `share` of the means over the test questions to `figures`. */
static smacs_status measure(const trial *t, const smacs_index *index, double share, double *figures,
                            smacs_error *error) {
    const joining *v = t->v;
    smacs_status status = SMACS_OK;
    for (size_t i = 0; i < v->count && status == SMACS_OK; i++) {
        const float *row = v->scores + i * v->x.facts.models;
        smacs_route *r = NULL;
        if (allow(t, row, true) && (status = route(t, index, i, &r, error)) == SMACS_OK) {
            const double prior = r->priors[t->model].prior, miss = prior - (double)row[t->model];
            if (index == v->x.handle) {
                t->whole[i] = prior;
            }
            figures[ERROR] += share / t->asked * fabs(prior - t->whole[i]);
            figures[BRIER] += share / t->asked * miss * miss;
            figures[ROUTED] += share / t->asked * (double)row[r->panel[0]];
        }
        smacs_route_free(r);
    }
    return status;
}

/* What the whole index says with and without the model. */
static smacs_status measure_whole(trial *t, smacs_error *error) {
    const joining *v = t->v;
    smacs_status status = measure(t, v->x.handle, 1.0, t->values + all_column(v), error);
    for (size_t i = 0; i < v->count && status == SMACS_OK; i++) {
        const float *row = v->scores + i * v->x.facts.models;
        smacs_route *r = NULL;
        if (allow(t, row, false) && (status = route(t, v->x.handle, i, &r, error)) == SMACS_OK) {
            t->values[without_column(v)] += (double)row[r->panel[0]] / t->asked;
            t->values[own_column(v)] += (double)row[t->model] / t->asked;
        }
        smacs_route_free(r);
    }
    return status;
}

/* Gives the model its first `from` to `to` chosen scores besides those it has, and measures. */
static smacs_status measure_more(const trial *t, smacs_builder *builder, uint32_t from, uint32_t to, double share,
                                 double *figures, smacs_error *error) {
    void *bytes = NULL;
    size_t size = 0;
    smacs_index *index = NULL;
    smacs_status status = SMACS_OK;
    for (uint32_t j = from; j < to && status == SMACS_OK; j++) {
        const float score = smacs_index_score(t->v->x.handle, t->chosen[j], t->model);
        status = smacs_builder_score(builder, t->chosen[j], t->model, score, error);
    }
    if (status == SMACS_OK) {
        status = smacs_builder_finish(builder, &bytes, &size, error);
    }
    if (status == SMACS_OK) {
        status = smacs_index_open(NULL, bytes, size, &index, error);
    }
    if (status == SMACS_OK) {
        status = measure(t, index, share, figures, error);
    }
    smacs_index_free(index);
    smacs_free(NULL, bytes);
    return status;
}

/* All sizes with the cells that were chosen: the smaller are beginnings of the larger. */
static smacs_status measure_chosen(const trial *t, int way, double share, smacs_error *error) {
    const joining *v = t->v;
    smacs_builder *builder = NULL;
    smacs_status status = begin_without(t, &builder, error);
    for (uint32_t s = 0; s < v->size_count && status == SMACS_OK; s++) {
        status = measure_more(t, builder, s > 0 ? v->sizes[s - 1] : 0, v->sizes[s], share,
                              t->values + few_column(s, way), error);
    }
    smacs_builder_free(builder);
    return status;
}

static smacs_status measure_all(trial *t, smacs_error *error) {
    const joining *v = t->v;
    const uint32_t most = v->sizes[v->size_count - 1];
    uint32_t picked = 0;
    smacs_status status = measure_whole(t, error);
    if (status == SMACS_OK) {
        status = smacs_pick_questions(NULL, v->x.handle, t->model, t->open, most, t->chosen, &picked, error);
    }
    if (status == SMACS_OK) {
        status = measure_chosen(t, PICKED, 1.0, error);
    }
    for (uint32_t r = 0; r < v->repeats && status == SMACS_OK; r++) {
        choose_random(t, most, r);
        status = measure_chosen(t, RANDOM, 1.0 / v->repeats, error);
    }
    for (uint32_t s = 0; s < v->size_count; s++) {
        const double *random = t->values + few_column(s, RANDOM), *chosen = t->values + few_column(s, PICKED);
        for (int f = 0; f < FIGURES; f++) {
            t->values[few_column(s, CHANGE) + (uint32_t)f] = chosen[f] - random[f];
        }
    }
    return status;
}

static bool trial_begin(trial *t) {
    const joining *v = t->v;
    const uint32_t n = v->x.facts.questions;
    t->cells = calloc(n, sizeof *t->cells);
    t->chosen = calloc(n, sizeof *t->chosen);
    t->open = calloc(n, 1);
    t->allowed = calloc(v->x.facts.models, 1);
    t->whole = calloc(v->count + 1, sizeof *t->whole);
    t->values = calloc(v->sample.columns, sizeof *t->values);
    if (!t->cells || !t->chosen || !t->open || !t->allowed || !t->whole || !t->values) {
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (!isnan(smacs_index_score(v->x.handle, i, t->model))) {
            t->open[i] = true;
            t->cells[t->cell_count++] = i;
        }
    }
    for (size_t i = 0; i < v->count; i++) {
        t->asked += allow(t, v->scores + i * v->x.facts.models, true);
    }
    return true;
}

static void trial_free(trial *t) {
    free(t->cells);
    free(t->chosen);
    free(t->open);
    free(t->allowed);
    free(t->whole);
    free(t->values);
}

/* A model with at least twice as many scores as the most that are left to it. */
static smacs_status try_model(joining *v, uint32_t model, smacs_error *error) {
    trial t = {.v = v, .model = model};
    smacs_status status = trial_begin(&t) ? SMACS_OK : smacs_fail_memory(error);
    if (status == SMACS_OK && t.asked > 0 && t.cell_count >= 2 * v->sizes[v->size_count - 1]) {
        status = measure_all(&t, error);
        if (status == SMACS_OK && lab_sample_add(&v->sample, smacs_text_of("models"), t.values) != SMACS_OK) {
            status = smacs_fail_memory(error);
        }
    }
    trial_free(&t);
    return status;
}

/* ---- reports; `of` are estimates of the sample's columns, means over models ---- */

static void print_figures(const char *cells, const char *chosen, const lab_estimate *of) {
    printf("  %5s  %-6s  %5.2f (%5.2f to %5.2f)  %.4f (%.4f to %.4f)  %6.2f\n", cells, chosen, 100.0 * of[ERROR].mean,
           100.0 * of[ERROR].low, 100.0 * of[ERROR].high, of[BRIER].mean, of[BRIER].low, of[BRIER].high,
           100.0 * of[ROUTED].mean);
}

static void print_table(const joining *v, const lab_estimate *of) {
    printf("%zu models, each joining in turn; errors of its prior from the one that all its scores give, in points\n\n"
           "  cells  chosen  error, 95 %% interval    Brier score, 95 %% interval   routed\n",
           v->sample.count);
    for (uint32_t s = 0; s < v->size_count; s++) {
        char cells[16];
        snprintf(cells, sizeof cells, "%u", v->sizes[s]);
        print_figures(cells, "random", of + few_column(s, RANDOM));
        print_figures(cells, "picked", of + few_column(s, PICKED));
    }
    print_figures("all", "", of + all_column(v));
    printf("  without it %55.2f\n\n  cells  change of the error by picking\n", 100.0 * of[without_column(v)].mean);
    for (uint32_t s = 0; s < v->size_count; s++) {
        const lab_estimate *gain = of + few_column(s, CHANGE) + ERROR;
        printf("  %5u  %+6.2f (%+.2f to %+.2f)\n", v->sizes[s], 100.0 * gain->mean, 100.0 * gain->low,
               100.0 * gain->high);
    }
}

static void write_interval(smacs_json_writer *w, const char *name, lab_estimate of) {
    smacs_json_name(w, name);
    smacs_json_open(w, '[');
    smacs_json_number(w, of.mean);
    smacs_json_number(w, of.low);
    smacs_json_number(w, of.high);
    smacs_json_close(w, ']');
}

static void write_figures(smacs_json_writer *w, const char *name, const lab_estimate *of) {
    smacs_json_name(w, name);
    smacs_json_open(w, '{');
    write_interval(w, "error", of[ERROR]);
    write_interval(w, "brier", of[BRIER]);
    write_interval(w, "routed", of[ROUTED]);
    smacs_json_close(w, '}');
}

static int print_json(const joining *v, const lab_estimate *of) {
    smacs_json_writer w;
    char *json = NULL;
    size_t size = 0;
    smacs_json_begin(&w, &v->a);
    smacs_json_open(&w, '{');
    smacs_json_integer_member(&w, "models", v->sample.count);
    smacs_json_name(&w, "joins");
    smacs_json_open(&w, '[');
    for (uint32_t s = 0; s < v->size_count; s++) {
        smacs_json_open(&w, '{');
        smacs_json_integer_member(&w, "cells", v->sizes[s]);
        write_figures(&w, "random", of + few_column(s, RANDOM));
        write_figures(&w, "picked", of + few_column(s, PICKED));
        write_figures(&w, "picked_minus_random", of + few_column(s, CHANGE));
        smacs_json_close(&w, '}');
    }
    smacs_json_close(&w, ']');
    write_figures(&w, "all", of + all_column(v));
    write_interval(&w, "routed_without", of[without_column(v)]);
    write_interval(&w, "own", of[own_column(v)]);
    smacs_json_close(&w, '}');
    if (smacs_json_finish(&w, &json, &size) != SMACS_OK) {
        return tool_fail_plain(NULL, "out of memory", NULL);
    }
    printf("%s\n", json);
    smacs_mem_free(&v->a, json);
    return TOOL_OK;
}

static int report(const joining *v, int json) {
    const uint32_t columns = v->sample.columns;
    lab_estimate *rows = calloc((v->sample.groups.count + (size_t)2) * columns, sizeof *rows);
    int code = TOOL_OK;
    if (!rows || !lab_sample_estimate(&v->sample, RESAMPLES, v->seed, rows)) {
        code = tool_fail_plain(NULL, "out of memory", NULL);
    } else {
        const lab_estimate *of = rows + (size_t)lab_overall_row(&v->sample) * columns;
        if (json) {
            code = print_json(v, of);
        } else {
            print_table(v, of);
        }
    }
    free(rows);
    return code;
}

/* ---- the command ---- */

/* Numbers from 1 up, ascending. */
static bool read_sizes(joining *v, const tool_list *given) {
    static const uint32_t usual[] = {50, 100, 200, 1000};
    for (size_t i = 0; i < given->count; i++) {
        char *end = NULL;
        const unsigned long size = strtoul(given->items[i], &end, 10);
        const uint32_t before = i > 0 ? v->sizes[i - 1] : 0;
        if (given->items[i][0] < '0' || given->items[i][0] > '9' || *end || i == SIZES_MAX || size <= before ||
            size > 1000000) {
            fprintf(stderr, "smacs: --cells takes up to %d numbers from 1 to 1000000, ascending\n", SIZES_MAX);
            return false;
        }
        v->sizes[v->size_count++] = (uint32_t)size;
    }
    if (given->count == 0) {
        memcpy(v->sizes, usual, sizeof usual);
        v->size_count = sizeof usual / sizeof *usual;
    }
    return true;
}

static int run(joining *v, const tool_list *banks, const bool *targets, int json) {
    smacs_error error = {0};
    if (smacs_index_check_embedder(v->x.handle, v->e.facts.digest, &error) != SMACS_OK) {
        return tool_fail(v->x.file, &error);
    }
    for (size_t i = 0; i < banks->count; i++) {
        if (!tool_read_bank(banks->items[i], take_record, v)) {
            return TOOL_FAILED;
        }
    }
    v->sample = (lab_sample){.a = v->a, .columns = own_column(v) + 1};
    v->progress = tool_progress_begin("joining");
    smacs_status status = SMACS_OK;
    for (uint32_t m = 0; m < v->x.facts.models && status == SMACS_OK; m++) {
        if (!targets || targets[m]) {
            status = try_model(v, m, &error);
        }
        tool_progress_step(&v->progress, m + 1, v->x.facts.models);
    }
    tool_progress_end(&v->progress);
    if (status != SMACS_OK) {
        return tool_fail(v->x.file, &error);
    }
    if (v->sample.count == 0) {
        return tool_fail_plain(v->x.file, "no model has twice as many scores as --cells asks for, and test questions",
                               NULL);
    }
    return report(v, json);
}

int cli_eval_join(int argc, char **argv) {
    tool_list positionals = {0}, banks = {0}, sizes = {0};
    cli_route_flags chosen = {0};
    cli_route_setup setup = {0};
    joining v = {.a = smacs_allocator_or_default(NULL), .repeats = 3, .seed = 1};
    const char *embedder = NULL;
    int json = 0;
    const cli_flag flags[] = {
        {"--embedder", CLI_TEXT, &embedder, "E.sme", "the embedder the index was built with", true},
        {"--bank", CLI_FILES, &banks, "FILE|-", "test questions with scores", true},
        {"--cells", CLI_NAMES, &sizes, "A,B,..", "how many scores are left to a model (50,100,200,1000)", false},
        {"--models", CLI_NAMES, &chosen.models, "A,B,..", "let these join in turn (all)", false},
        {"--repeats", CLI_COUNT, &v.repeats, "N", "random draws of a model's scores, at least 1 (3)", false},
        {"--seed", CLI_SEED, &v.seed, "S", "of the draws and the intervals (1)", false},
        {"--json", CLI_SWITCH, &json, NULL, "print JSON (src/json/README.md)", false},
    };
    const cli_command command = {"eval join",
                                 "X.smx",
                                 1,
                                 1,
                                 "measure how a model joins from a few scores",
                                 "smacs eval join x.smx --embedder e.sme --bank test.jsonl.gz --cells 50,200",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        code = TOOL_USAGE;
        if (read_sizes(&v, &sizes)) {
            code = TOOL_FAILED;
            if (tool_index_open(positionals.items[0], &v.x) && tool_embedder_open(embedder, &v.e) &&
                cli_route_prepare(&chosen, &v.x, &setup, &code)) {
                code = run(&v, &banks, setup.allowed, json);
            }
        }
    }
    smacs_mem_free(&v.a, v.vectors);
    smacs_mem_free(&v.a, v.scores);
    lab_sample_free(&v.sample);
    cli_route_setup_free(&setup);
    tool_embedder_free(&v.e);
    tool_index_free(&v.x);
    tool_list_free(&sizes);
    tool_list_free(&banks);
    tool_list_free(&chosen.models);
    tool_list_free(&positionals);
    return code;
}
