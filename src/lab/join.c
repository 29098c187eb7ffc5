/* Hides a model's scores but for a few, and measures what its priors lose by that; each model in turn.
 *
 * The few are picked as `smacs index pick` does, by what the others' scores say, among the questions that the model has
 * scores of, or they are drawn at random. Each such column gets an index of its own without the model's other scores:
 * the ease of questions and kinds is estimated from all columns, so a second column of the same model would tell what
 * was hidden.
 *
 * With published scores, the model's column has no scores at first: the fit is made anew without it, and its card is all
 * that is known. Then it gets the picked ones too. */
#include "base/error.h"
#include "base/rng.h"
#include "base/text.h"
#include "lab/copy.h"
#include "lab/lab.h"
#include "lab/results.h"
#include "tool/made.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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
    const lab_inputs *in;
    const lab_join_settings *settings;
    const tool_index *x;
    int8_t *vectors; /* [count][D] of the test questions */
    float *scores;   /* [count][M] */
    size_t count, vector_capacity, score_capacity;
    lab_known known;   /* what the index holds of the test questions */
    bool *joined;      /* [M] */
    lab_sample sample; /* a row of figures for each model that joined */
} joining;

/* Columns of the sample: figures of each size and way, those with all scores, and two more. */
static uint32_t few_column(uint32_t size, int way) { return (size * WAYS + (uint32_t)way) * FIGURES; }
static uint32_t all_column(const joining *v) { return few_column(v->settings->size_count, 0); }
/* The score of the chosen model where this one may not be chosen. */
static uint32_t without_column(const joining *v) { return all_column(v) + FIGURES; }
/* The model's own mean score. */
static uint32_t own_column(const joining *v) { return all_column(v) + FIGURES + 1; }

/* Of the card alone; of the card and as many picked scores as picked_size says; the card less these picked scores. */
static uint32_t card_column(const joining *v) { return own_column(v) + 1; }
static uint32_t both_column(const joining *v) { return card_column(v) + FIGURES; }
static uint32_t less_column(const joining *v) { return both_column(v) + FIGURES; }

/* The size that cards are compared with: 100 if it is one, else the first. */
static uint32_t picked_size(const joining *v) {
    uint32_t at = 0;
    for (uint32_t s = 0; s < v->settings->size_count; s++) {
        at = v->settings->sizes[s] == 100 ? s : at;
    }
    return at;
}

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
    const size_t models = v->x->facts.models, dim = v->x->facts.dim;
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
        const uint32_t m = tool_index_model(v->x, record->scores[i].model);
        if (m != UINT32_MAX) {
            row[m] = record->scores[i].score;
        }
    }
    const int8_t *vector = lab_inputs_embed(v->in, &record->question, v->count, error);
    if (!vector) {
        return SMACS_E_NOT_FOUND;
    }
    memcpy(v->vectors + v->count * dim, vector, dim);
    lab_known_count(&v->known, lab_known_find(&v->known, &record->question, vector));
    v->count++;
    return SMACS_OK;
}

/* ---- a few of the model's cells ---- */

static void choose_random(trial *t, uint32_t most, uint32_t repeat) {
    smacs_rng rng;
    smacs_rng_seed(&rng, t->v->in->settings.seed, (uint64_t)t->model * t->v->settings->repeats + repeat);
    memcpy(t->chosen, t->cells, t->cell_count * sizeof *t->chosen);
    for (uint32_t j = 0; j < most; j++) {
        const uint32_t other = j + smacs_rng_below(&rng, t->cell_count - j);
        const uint32_t question = t->chosen[other];
        t->chosen[other] = t->chosen[j];
        t->chosen[j] = question;
    }
}

/* ---- the test questions ---- */

/* Allows the models that were run on this question, the one that joins or not; false when it or all others were not. */
static bool allow(const trial *t, const float *row, bool itself) {
    uint32_t others = 0;
    for (uint32_t m = 0; m < t->v->x->facts.models; m++) {
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
    return smacs_route_vector(NULL, index, t->v->vectors + i * t->v->x->facts.dim, &options, out, error);
}

/* Adds `share` of the means over the test questions to `figures`. */
static smacs_status measure(const trial *t, const smacs_index *index, double share, double *figures,
                            smacs_error *error) {
    const joining *v = t->v;
    smacs_status status = SMACS_OK;
    for (size_t i = 0; i < v->count && status == SMACS_OK; i++) {
        const float *row = v->scores + i * v->x->facts.models;
        smacs_route *r = NULL;
        if (allow(t, row, true) && (status = route(t, index, i, &r, error)) == SMACS_OK) {
            const double prior = r->priors[t->model].prior, miss = prior - (double)row[t->model];
            if (index == v->x->handle) {
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
    smacs_status status = measure(t, v->x->handle, 1.0, t->values + all_column(v), error);
    for (size_t i = 0; i < v->count && status == SMACS_OK; i++) {
        const float *row = v->scores + i * v->x->facts.models;
        smacs_route *r = NULL;
        if (allow(t, row, false) && (status = route(t, v->x->handle, i, &r, error)) == SMACS_OK) {
            t->values[without_column(v)] += (double)row[r->panel[0]] / t->asked;
            t->values[own_column(v)] += (double)row[t->model] / t->asked;
        }
        smacs_route_free(r);
    }
    return status;
}

/* Gives the model its chosen scores from .. to besides those it has, and measures. */
static smacs_status measure_more(const trial *t, smacs_builder *builder, uint32_t from, uint32_t to, double share,
                                 double *figures, smacs_error *error) {
    void *bytes = NULL;
    smacs_index *index = NULL;
    smacs_status status = SMACS_OK;
    for (uint32_t i = from; i < to && status == SMACS_OK; i++) {
        const float score = smacs_index_score(t->v->x->handle, t->chosen[i], t->model);
        status = smacs_builder_score(builder, t->chosen[i], t->model, score, error);
    }
    if (status == SMACS_OK) {
        status = lab_copy_open(builder, &bytes, &index, error);
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
    const lab_hidden hidden = {.model = t->model};
    smacs_status status = lab_copy_index(v->x, &hidden, &builder, error);
    for (uint32_t s = 0; s < v->settings->size_count && status == SMACS_OK; s++) {
        status = measure_more(t, builder, s > 0 ? v->settings->sizes[s - 1] : 0, v->settings->sizes[s], share,
                              t->values + few_column(s, way), error);
    }
    smacs_builder_free(builder);
    return status;
}

/* ---- published scores ---- */

static bool uses(void *context, smacs_text benchmark) {
    const tool_list *without = *(const tool_list **)context;
    for (size_t i = 0; i < without->count; i++) {
        if (smacs_text_find(benchmark, without->items[i]) < benchmark.size) {
            return false;
        }
    }
    return true;
}

/* Gives the models of a copy without this one's scores their cards; false in *carded if this one has no score then. */
static smacs_status give_cards(const trial *t, smacs_builder *builder, bool *carded, smacs_error *error) {
    const lab_join_settings *settings = t->v->settings;
    const tool_list *without = settings->without;
    const smacs_publish_options options = {settings->catalog, uses, &without};
    void *bytes = NULL;
    smacs_index *index = NULL;
    smacs_status status = lab_copy_open(builder, &bytes, &index, error);
    if (status == SMACS_OK) {
        status = smacs_publish(NULL, index, settings->published, &options, builder, error);
    }
    smacs_index_free(index);
    smacs_free(NULL, bytes);
    if (status == SMACS_OK) {
        status = lab_copy_open(builder, &bytes, &index, error);
    }
    *carded = status == SMACS_OK && smacs_index_known(index, t->model) == SMACS_KNOWN_BY_PUBLISHED;
    smacs_index_free(index);
    smacs_free(NULL, bytes);
    return status;
}

/* The card alone, and with the picked scores. */
static smacs_status measure_published(const trial *t, bool *carded, smacs_error *error) {
    const joining *v = t->v;
    const uint32_t picked = picked_size(v);
    const lab_hidden hidden = {.model = t->model};
    smacs_builder *builder = NULL;
    double *card = t->values + card_column(v), *both = t->values + both_column(v);
    smacs_status status = lab_copy_index(v->x, &hidden, &builder, error);
    if (status == SMACS_OK) {
        status = give_cards(t, builder, carded, error);
    }
    if (status == SMACS_OK && *carded) {
        status = measure_more(t, builder, 0, 0, 1.0, card, error);
    }
    if (status == SMACS_OK && *carded) {
        status = measure_more(t, builder, 0, v->settings->sizes[picked], 1.0, both, error);
    }
    smacs_builder_free(builder);
    for (int f = 0; f < FIGURES; f++) {
        t->values[less_column(v) + (uint32_t)f] = card[f] - t->values[few_column(picked, PICKED) + (uint32_t)f];
    }
    return status;
}

/* *joined: false if it has no published score, which are asked for. */
static smacs_status measure_all(trial *t, bool *joined, smacs_error *error) {
    const joining *v = t->v;
    const uint32_t most = v->settings->sizes[v->settings->size_count - 1];
    uint32_t picked = 0;
    smacs_status status = measure_whole(t, error);
    if (status == SMACS_OK) {
        status = smacs_pick_questions(NULL, v->x->handle, t->model, t->open, most, t->chosen, &picked, error);
    }
    if (status == SMACS_OK) {
        status = measure_chosen(t, PICKED, 1.0, error);
    }
    if (status == SMACS_OK && v->settings->published) {
        status = measure_published(t, joined, error);
    }
    for (uint32_t r = 0; r < v->settings->repeats && status == SMACS_OK && *joined; r++) {
        choose_random(t, most, r);
        status = measure_chosen(t, RANDOM, 1.0 / v->settings->repeats, error);
    }
    for (uint32_t s = 0; s < v->settings->size_count; s++) {
        const double *random = t->values + few_column(s, RANDOM), *chosen = t->values + few_column(s, PICKED);
        for (int f = 0; f < FIGURES; f++) {
            t->values[few_column(s, CHANGE) + (uint32_t)f] = chosen[f] - random[f];
        }
    }
    return status;
}

static bool trial_begin(trial *t) {
    const joining *v = t->v;
    const uint32_t n = v->x->facts.questions;
    t->cells = calloc(n, sizeof *t->cells);
    t->chosen = calloc(n, sizeof *t->chosen);
    t->open = calloc(n, 1);
    t->allowed = calloc(v->x->facts.models, 1);
    t->whole = calloc(v->count + 1, sizeof *t->whole);
    t->values = calloc(v->sample.columns, sizeof *t->values);
    if (!t->cells || !t->chosen || !t->open || !t->allowed || !t->whole || !t->values) {
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (!isnan(smacs_index_score(v->x->handle, i, t->model))) {
            t->open[i] = true;
            t->cells[t->cell_count++] = i;
        }
    }
    for (size_t i = 0; i < v->count; i++) {
        t->asked += allow(t, v->scores + i * v->x->facts.models, true);
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
    if (status == SMACS_OK && t.asked > 0 && t.cell_count >= 2 * v->settings->sizes[v->settings->size_count - 1]) {
        bool joined = true;
        status = measure_all(&t, &joined, error);
        v->joined[model] = joined;
        if (status == SMACS_OK && joined && lab_sample_add(&v->sample, smacs_text_of("models"), t.values) != SMACS_OK) {
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
    for (uint32_t s = 0; s < v->settings->size_count; s++) {
        char cells[16];
        snprintf(cells, sizeof cells, "%u", v->settings->sizes[s]);
        print_figures(cells, "random", of + few_column(s, RANDOM));
        print_figures(cells, "picked", of + few_column(s, PICKED));
    }
    print_figures("all", "", of + all_column(v));
    if (v->settings->published) {
        const lab_estimate *less = of + less_column(v);
        char both[32];
        snprintf(both, sizeof both, "%u", v->settings->sizes[picked_size(v)]);
        print_figures("0", "card", of + card_column(v));
        print_figures(both, "+ card", of + both_column(v));
        printf("  the card alone less %s picked: error %+.2f (%+.2f to %+.2f), Brier score %+.4f (%+.4f to %+.4f)\n",
               both, 100.0 * less[ERROR].mean, 100.0 * less[ERROR].low, 100.0 * less[ERROR].high, less[BRIER].mean,
               less[BRIER].low, less[BRIER].high);
    }
    printf("  without it %55.2f\n\n  cells  change of the error by picking\n", 100.0 * of[without_column(v)].mean);
    for (uint32_t s = 0; s < v->settings->size_count; s++) {
        const lab_estimate *gain = of + few_column(s, CHANGE) + ERROR;
        printf("  %5u  %+6.2f (%+.2f to %+.2f)\n", v->settings->sizes[s], 100.0 * gain->mean, 100.0 * gain->low,
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

/* Errors in points, as plain numbers with intervals beside them. */
static void write_published(smacs_json_writer *w, const char *name, const lab_estimate *of) {
    smacs_json_name(w, name);
    smacs_json_open(w, '{');
    smacs_json_name(w, "error");
    smacs_json_number(w, 100.0 * of[ERROR].mean);
    write_interval(w, "error_interval",
                   (lab_estimate){100.0 * of[ERROR].mean, 100.0 * of[ERROR].low, 100.0 * of[ERROR].high});
    smacs_json_name(w, "brier");
    smacs_json_number(w, of[BRIER].mean);
    write_interval(w, "brier_interval", of[BRIER]);
    write_interval(w, "routed", of[ROUTED]);
    smacs_json_close(w, '}');
}

static void write_settings(const joining *v, smacs_json_writer *w) {
    smacs_json_name(w, "settings");
    smacs_json_open(w, '{');
    smacs_json_integer_member(w, "repeats", v->settings->repeats);
    smacs_json_integer_member(w, "resamples", v->in->settings.resamples);
    smacs_json_integer_member(w, "seed", v->in->settings.seed);
    smacs_json_name(w, "without");
    smacs_json_open(w, '[');
    for (size_t i = 0; i < v->settings->without->count; i++) {
        smacs_json_text(w, smacs_text_of(v->settings->without->items[i]));
    }
    smacs_json_close(w, ']');
    lab_write_settings(w, v->in);
    smacs_json_close(w, '}');
}

static int print_json(const joining *v, const lab_estimate *of) {
    smacs_json_writer w;
    smacs_json_begin(&w, &v->a);
    smacs_json_open(&w, '{');
    smacs_json_integer_member(&w, "models", v->sample.count);
    smacs_json_name(&w, "joins");
    smacs_json_open(&w, '[');
    for (uint32_t s = 0; s < v->settings->size_count; s++) {
        smacs_json_open(&w, '{');
        smacs_json_integer_member(&w, "cells", v->settings->sizes[s]);
        write_figures(&w, "random", of + few_column(s, RANDOM));
        write_figures(&w, "picked", of + few_column(s, PICKED));
        write_figures(&w, "picked_minus_random", of + few_column(s, CHANGE));
        smacs_json_close(&w, '}');
    }
    smacs_json_close(&w, ']');
    write_figures(&w, "all", of + all_column(v));
    write_interval(&w, "routed_without", of[without_column(v)]);
    write_interval(&w, "own", of[own_column(v)]);
    if (v->settings->published) {
        smacs_json_integer_member(&w, "picked_cells", v->settings->sizes[picked_size(v)]);
        write_published(&w, "published", of + card_column(v));
        write_published(&w, "published_and_picked", of + both_column(v));
        write_published(&w, "published_minus_picked", of + less_column(v));
    }
    smacs_json_integer_member(&w, "questions", v->count);
    lab_known_write(&v->known, false, &w);
    lab_write_models(&w, "joined", v->x, NULL, v->joined, v->x->facts.models);
    write_settings(v, &w);
    tool_made_write(&w);
    smacs_json_close(&w, '}');
    return lab_print_json(&w);
}

static int report(const joining *v) {
    const uint32_t columns = v->sample.columns;
    lab_estimate *rows = calloc((v->sample.groups.count + (size_t)2) * columns, sizeof *rows);
    int code = TOOL_OK;
    if (!rows || !lab_sample_estimate(&v->sample, v->in->settings.resamples, v->in->settings.seed, rows)) {
        code = tool_fail_plain(NULL, "out of memory", NULL);
    } else {
        const lab_estimate *of = rows + (size_t)lab_overall_row(&v->sample) * columns;
        if (v->in->settings.json) {
            code = print_json(v, of);
        } else {
            char note[256];
            lab_known_note(&v->known, false, false, note, sizeof note);
            print_table(v, of);
            printf("\n  %s\n", note);
        }
    }
    free(rows);
    return code;
}

/* ---- all of it ---- */

static int run(joining *v) {
    smacs_error error = {0};
    if (!lab_inputs_check(v->in)) {
        return TOOL_FAILED;
    }
    v->joined = calloc(v->x->facts.models, sizeof *v->joined);
    if (!v->joined || lab_known_begin(&v->known, v->x) != SMACS_OK) {
        return tool_fail_plain(v->x->file, "out of memory", NULL);
    }
    if (!lab_inputs_read(v->in, take_record, v) || !lab_inputs_check_order(v->in, v->count)) {
        return TOOL_FAILED;
    }
    v->sample = (lab_sample){.a = v->a, .columns = less_column(v) + FIGURES};
    tool_progress progress = tool_progress_begin("joining");
    smacs_status status = SMACS_OK;
    for (uint32_t m = 0; m < v->x->facts.models && status == SMACS_OK; m++) {
        if (!v->in->allowed || v->in->allowed[m]) {
            status = try_model(v, m, &error);
        }
        tool_progress_step(&progress, m + 1, v->x->facts.models);
    }
    tool_progress_end(&progress);
    if (status != SMACS_OK) {
        return tool_fail(v->x->file, &error);
    }
    if (v->sample.count == 0) {
        return tool_fail_plain(
            v->x->file,
            "no model has twice as many scores as --cells asks for, test questions, and what else was asked for", NULL);
    }
    return report(v);
}

int lab_join(const lab_inputs *in, const lab_join_settings *settings) {
    joining v = {.a = smacs_allocator_or_default(NULL), .in = in, .settings = settings, .x = in->index};
    const int code = run(&v);
    smacs_mem_free(&v.a, v.vectors);
    smacs_mem_free(&v.a, v.scores);
    lab_known_free(&v.known);
    free(v.joined);
    lab_sample_free(&v.sample);
    return code;
}
