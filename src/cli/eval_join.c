/* smacs eval join: hides a model's scores but for a few, and measures what its priors lose by that; each model in turn.
 *
 * The few are picked as smacs index pick does, from the questions that the model has scores of, or drawn at random. All
 * these columns go into one index beside the whole ones, so that one route of a test question gives all priors. There the others alone are allowed: every form of
 * the column is compared with the same incumbent. Means are over models, intervals from resampling models. */
#include "base/error.h"
#include "base/rng.h"
#include "cli/cli.h"
#include "json/groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SIZES_MAX = 16, RESAMPLES = 2000 };

/* How the cells were chosen. */
enum { RANDOM, PICKED, WAYS };

/* What a model's test questions came to, or a mean of such. */
typedef struct figures {
    double error;  /* mean absolute difference of its prior from the one that all its scores give */
    double brier;  /* mean squared difference of its prior from its score */
    double routed; /* mean score of the chosen model, where this one may be chosen too */
} figures;

/* One model's figures; a row of what is averaged and resampled. */
typedef struct result {
    figures ways[SIZES_MAX][WAYS]; /* random ones are means over repeats */
    figures whole;                 /* with all its scores */
    double without;                /* routed, when it may not be chosen */
    double own;                    /* its own mean score */
} result;

typedef struct joining {
    smacs_allocator a;
    cli_index x;
    cli_embedder e;
    uint32_t sizes[SIZES_MAX]; /* ascending */
    uint32_t size_count, repeats;
    uint64_t seed;
    int8_t *vectors; /* [count][D] of the test questions */
    float *scores;   /* [count][M] */
    size_t count, vector_capacity, score_capacity;
    result *results; /* [result_count] */
    size_t result_count, result_capacity;
    cli_progress progress;
} joining;

/* One model at work. */
typedef struct trial {
    joining *v;
    uint32_t model;
    uint32_t *cells; /* [cell_count] questions of the index that it has a score of */
    uint32_t cell_count;
    uint32_t *chosen; /* [cell_count] */
    float *column;    /* [n] */
    smacs_builder *builder;
    void *bytes;
    smacs_index *index; /* with all forms of the column beside the whole ones */
    uint8_t *allowed;   /* [columns] */
    uint32_t columns;
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
        const uint32_t m = cli_index_model(&v->x, record->scores[i].model);
        if (m != UINT32_MAX) {
            row[m] = record->scores[i].score;
        }
    }
    cli_embedder_embed(&v->e, record->question.text);
    memcpy(v->vectors + v->count * dim, v->e.vector, dim);
    v->count++;
    return SMACS_OK;
}

/* ---- the forms of a column ---- */

static uint32_t column_number(const joining *v, uint32_t size, int way, uint32_t repeat) {
    const uint32_t forms = v->repeats + 1; /* picked once, drawn `repeats` times */
    return v->x.facts.models + size * forms + (way == PICKED ? 0 : repeat + 1);
}

static smacs_status add_column(trial *t, const float *column, smacs_error *error) {
    char name[32];
    uint32_t number = 0;
    snprintf(name, sizeof name, "\njoining %u", t->columns++); /* no model's name has a line end */
    smacs_status status = smacs_builder_model(t->builder, smacs_text_of(name), &number, error);
    for (uint32_t i = 0; i < t->v->x.facts.questions && status == SMACS_OK; i++) {
        if (!isnan(column[i])) {
            status = smacs_builder_score(t->builder, i, number, column[i], error);
        }
    }
    return status;
}

/* The first `size` of those chosen. */
static smacs_status add_form(trial *t, uint32_t size, smacs_error *error) {
    for (uint32_t i = 0; i < t->v->x.facts.questions; i++) {
        t->column[i] = NAN;
    }
    for (uint32_t j = 0; j < size; j++) {
        t->column[t->chosen[j]] = smacs_index_score(t->v->x.handle, t->chosen[j], t->model);
    }
    return add_column(t, t->column, error);
}

/* Herding from the cells, best first. */
static smacs_status choose_picked(trial *t, uint32_t most, smacs_error *error) {
    uint8_t *open = calloc(t->v->x.facts.questions, 1);
    uint32_t picked = 0;
    if (!open) {
        return smacs_fail_memory(error);
    }
    for (uint32_t j = 0; j < t->cell_count; j++) {
        open[t->cells[j]] = 1;
    }
    const smacs_status status = smacs_pick_questions(NULL, t->v->x.handle, open, most, t->chosen, &picked, error);
    free(open);
    return status;
}

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

/* In the order of column_number. */
static smacs_status add_all_forms(trial *t, smacs_error *error) {
    const joining *v = t->v;
    smacs_status status = SMACS_OK;
    for (uint32_t s = 0; s < v->size_count; s++) {
        for (uint32_t r = 0; r <= v->repeats && status == SMACS_OK; r++) {
            if (r == 0) {
                status = choose_picked(t, v->sizes[s], error);
            } else {
                choose_random(t, v->sizes[s], r - 1);
            }
            status = status == SMACS_OK ? add_form(t, v->sizes[s], error) : status;
        }
    }
    return status;
}

static smacs_status build(trial *t, smacs_error *error) {
    const smacs_index_facts *facts = &t->v->x.facts;
    size_t size = 0;
    smacs_status status =
        smacs_builder_create(NULL, facts->dim, facts->embedder_digest, facts->embedder_name, 0, &t->builder, error);
    if (status == SMACS_OK) {
        status = smacs_builder_append(t->builder, t->v->x.handle, error);
    }
    if (status == SMACS_OK) {
        status = add_all_forms(t, error);
    }
    if (status == SMACS_OK) {
        status = smacs_builder_finish(t->builder, &t->bytes, &size, error);
    }
    if (status == SMACS_OK) {
        status = smacs_index_open(NULL, t->bytes, size, &t->index, error);
    }
    t->allowed = calloc(t->columns, 1);
    return status == SMACS_OK && !t->allowed ? smacs_fail_memory(error) : status;
}

/* ---- the test questions ---- */

/* The best of the allowed models for this question. */
static uint32_t best_other(const trial *t, const smacs_route *route) {
    uint32_t best = UINT32_MAX;
    for (uint32_t m = 0; m < t->v->x.facts.models; m++) {
        if (t->allowed[m] && (best == UINT32_MAX || route->priors[m].utility > route->priors[best].utility)) {
            best = m;
        }
    }
    return best;
}

static void add_outcome(figures *sum, const smacs_route *route, uint32_t column, uint32_t whole, uint32_t other,
                        const float *row, double share) {
    const smacs_prior *prior = &route->priors[column];
    const double miss = prior->prior - (double)row[whole];
    sum->error += share * fabs(prior->prior - route->priors[whole].prior);
    sum->brier += share * miss * miss;
    sum->routed += share * (double)row[prior->utility > route->priors[other].utility ? whole : other];
}

static void add_outcomes(const trial *t, const smacs_route *route, const float *row, result *sum) {
    const joining *v = t->v;
    const uint32_t other = best_other(t, route);
    for (uint32_t s = 0; s < v->size_count; s++) {
        for (int way = 0; way < WAYS; way++) {
            const uint32_t repeats = way == PICKED ? 1 : v->repeats;
            for (uint32_t r = 0; r < repeats; r++) {
                add_outcome(&sum->ways[s][way], route, column_number(v, s, way, r), t->model, other, row,
                            1.0 / repeats);
            }
        }
    }
    add_outcome(&sum->whole, route, t->model, t->model, other, row, 1.0);
    sum->without += (double)row[other];
    sum->own += (double)row[t->model];
}

/* How many of the other models were run on this question. */
static uint32_t allow_others(trial *t, const float *row) {
    uint32_t count = 0;
    for (uint32_t m = 0; m < t->v->x.facts.models; m++) {
        t->allowed[m] = m != t->model && !isnan(row[m]);
        count += t->allowed[m];
    }
    return count;
}

/* A result is as good as an array of doubles: divide all of it. */
static void divide(result *sum, uint32_t count) {
    double *all = (double *)sum;
    for (size_t k = 0; k < sizeof *sum / sizeof *all; k++) {
        all[k] /= count;
    }
}

static smacs_status ask(trial *t, smacs_error *error) {
    joining *v = t->v;
    const smacs_route_options options = {.n = 1, .allowed = t->allowed};
    result sum = {0};
    uint32_t asked = 0;
    for (size_t i = 0; i < v->count; i++) {
        const float *row = v->scores + i * v->x.facts.models;
        smacs_route *route = NULL;
        if (isnan(row[t->model]) || allow_others(t, row) == 0) {
            continue;
        }
        const smacs_status status =
            smacs_route_vector(NULL, t->index, v->vectors + i * v->x.facts.dim, &options, &route, error);
        if (status != SMACS_OK) {
            return status;
        }
        add_outcomes(t, route, row, &sum);
        smacs_route_free(route);
        asked++;
    }
    if (asked > 0) {
        divide(&sum, asked);
        if (!smacs_mem_reserve(&v->a, &v->results, &v->result_capacity, v->result_count + 1, sizeof *v->results)) {
            return smacs_fail_memory(error);
        }
        v->results[v->result_count++] = sum;
    }
    return SMACS_OK;
}

static void trial_free(trial *t) {
    free(t->cells);
    free(t->chosen);
    free(t->column);
    free(t->allowed);
    smacs_builder_free(t->builder);
    smacs_index_free(t->index);
    smacs_free(NULL, t->bytes);
}

/* A model with at least twice as many scores as the most that are left to it. */
static smacs_status try_model(joining *v, uint32_t model, smacs_error *error) {
    const uint32_t n = v->x.facts.questions;
    trial t = {.v = v, .model = model, .columns = v->x.facts.models};
    t.cells = calloc(n, sizeof *t.cells);
    t.chosen = calloc(n, sizeof *t.chosen);
    t.column = calloc(n, sizeof *t.column);
    smacs_status status = t.cells && t.chosen && t.column ? SMACS_OK : smacs_fail_memory(error);
    for (uint32_t i = 0; i < n && status == SMACS_OK; i++) {
        if (!isnan(smacs_index_score(v->x.handle, i, model))) {
            t.cells[t.cell_count++] = i;
        }
    }
    if (status == SMACS_OK && t.cell_count >= 2 * v->sizes[v->size_count - 1]) {
        status = build(&t, error);
        status = status == SMACS_OK ? ask(&t, error) : status;
    }
    trial_free(&t);
    return status;
}

/* ---- means and intervals over models ---- */

typedef struct interval {
    double mean, low, high;
} interval;

static int compare(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The mean of one value of each model's result, less another (NULL: nothing) of the same model; the 2.5 % and 97.5 % points
 * of its resamples (percentile bootstrap, Efron 1979). `value` and `less` point into v->results[0]. */
static interval summarise(const joining *v, const double *value, const double *less) {
    static double means[RESAMPLES];
    const size_t at = (size_t)(value - (const double *)v->results);
    const size_t less_at = less ? (size_t)(less - (const double *)v->results) : 0;
    const uint32_t count = (uint32_t)v->result_count;
    interval of = {0};
    smacs_rng rng;
    smacs_rng_seed(&rng, v->seed, UINT64_MAX);
    for (int r = -1; r < RESAMPLES; r++) {
        double sum = 0.0;
        for (uint32_t m = 0; m < count; m++) {
            const double *row = (const double *)&v->results[r < 0 ? m : smacs_rng_below(&rng, count)];
            sum += row[at] - (less ? row[less_at] : 0.0);
        }
        *(r < 0 ? &of.mean : &means[r]) = sum / count;
    }
    qsort(means, RESAMPLES, sizeof *means, compare);
    of.low = means[RESAMPLES / 40];
    of.high = means[RESAMPLES - 1 - RESAMPLES / 40];
    return of;
}

/* ---- reports ---- */

static const char *const chosen_names[] = {"random", "picked"};

static void print_figures(const joining *v, const char *cells, const char *chosen, const figures *f) {
    const interval error = summarise(v, &f->error, NULL), brier = summarise(v, &f->brier, NULL),
                   routed = summarise(v, &f->routed, NULL);
    printf("  %5s  %-6s  %5.2f (%5.2f to %5.2f)  %.4f (%.4f to %.4f)  %6.2f\n", cells, chosen, 100.0 * error.mean,
           100.0 * error.low, 100.0 * error.high, brier.mean, brier.low, brier.high, 100.0 * routed.mean);
}

static void print_table(const joining *v) {
    const result *all = &v->results[0];
    printf("%zu models, each joining in turn; errors of its prior from the one that all its scores give, in points\n\n"
           "  cells  chosen  error, 95 %% interval    Brier score, 95 %% interval   routed\n",
           v->result_count);
    for (uint32_t s = 0; s < v->size_count; s++) {
        for (int way = 0; way < WAYS; way++) {
            char cells[16];
            snprintf(cells, sizeof cells, "%u", v->sizes[s]);
            print_figures(v, cells, chosen_names[way], &all->ways[s][way]);
        }
    }
    print_figures(v, "all", "", &all->whole);
    printf("  without it %55.2f\n\n  cells  change of the error by picking\n",
           100.0 * summarise(v, &all->without, NULL).mean);
    for (uint32_t s = 0; s < v->size_count; s++) {
        const interval gain = summarise(v, &all->ways[s][PICKED].error, &all->ways[s][RANDOM].error);
        printf("  %5u  %+6.2f (%+.2f to %+.2f)\n", v->sizes[s], 100.0 * gain.mean, 100.0 * gain.low, 100.0 * gain.high);
    }
}

static void write_interval(smacs_json_writer *w, const char *name, interval i) {
    smacs_json_name(w, name);
    smacs_json_open(w, '[');
    smacs_json_number(w, i.mean);
    smacs_json_number(w, i.low);
    smacs_json_number(w, i.high);
    smacs_json_close(w, ']');
}

static void write_figures(smacs_json_writer *w, const joining *v, const figures *f) {
    write_interval(w, "error", summarise(v, &f->error, NULL));
    write_interval(w, "brier", summarise(v, &f->brier, NULL));
    write_interval(w, "routed", summarise(v, &f->routed, NULL));
}

static int print_json(const joining *v) {
    const result *all = &v->results[0];
    smacs_json_writer w;
    char *json = NULL;
    size_t size = 0;
    smacs_json_begin(&w, &v->a);
    smacs_json_open(&w, '{');
    smacs_json_integer_member(&w, "models", v->result_count);
    smacs_json_name(&w, "joins");
    smacs_json_open(&w, '[');
    for (uint32_t s = 0; s < v->size_count; s++) {
        for (int way = 0; way < WAYS; way++) {
            smacs_json_open(&w, '{');
            smacs_json_integer_member(&w, "cells", v->sizes[s]);
            smacs_json_text_member(&w, "chosen", smacs_text_of(chosen_names[way]));
            write_figures(&w, v, &all->ways[s][way]);
            write_interval(&w, "error_change", summarise(v, &all->ways[s][way].error, &all->ways[s][RANDOM].error));
            smacs_json_close(&w, '}');
        }
    }
    smacs_json_close(&w, ']');
    smacs_json_name(&w, "all");
    smacs_json_open(&w, '{');
    write_figures(&w, v, &all->whole);
    smacs_json_close(&w, '}');
    write_interval(&w, "routed_without", summarise(v, &all->without, NULL));
    write_interval(&w, "own", summarise(v, &all->own, NULL));
    smacs_json_close(&w, '}');
    if (smacs_json_finish(&w, &json, &size) != SMACS_OK) {
        return cli_fail_plain(NULL, "out of memory", NULL);
    }
    printf("%s\n", json);
    smacs_mem_free(&v->a, json);
    return CLI_OK;
}

/* ---- the command ---- */

/* Numbers from 1 up, ascending. */
static bool read_sizes(joining *v, const cli_list *given) {
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

static int run(joining *v, const cli_list *banks, const uint8_t *targets, int json) {
    smacs_error error = {0};
    if (smacs_index_check_embedder(v->x.handle, v->e.facts.digest, &error) != SMACS_OK) {
        return cli_fail(v->x.file, &error);
    }
    for (size_t i = 0; i < banks->count; i++) {
        if (!cli_read_bank(banks->items[i], take_record, v)) {
            return CLI_FAILED;
        }
    }
    v->progress = cli_progress_begin("joining");
    smacs_status status = SMACS_OK;
    for (uint32_t m = 0; m < v->x.facts.models && status == SMACS_OK; m++) {
        if (!targets || targets[m]) {
            status = try_model(v, m, &error);
        }
        cli_progress_step(&v->progress, m + 1, v->x.facts.models);
    }
    cli_progress_end(&v->progress);
    if (status != SMACS_OK) {
        return cli_fail(v->x.file, &error);
    }
    if (v->result_count == 0) {
        return cli_fail_plain(v->x.file, "no model has twice as many scores as --cells asks for, and test questions",
                              NULL);
    }
    if (json) {
        return print_json(v);
    }
    print_table(v);
    return CLI_OK;
}

int cli_eval_join(int argc, char **argv) {
    cli_list positionals = {0}, banks = {0}, sizes = {0};
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
        code = CLI_USAGE;
        if (read_sizes(&v, &sizes)) {
            code = CLI_FAILED;
            if (cli_index_open(positionals.items[0], &v.x) && cli_embedder_open(embedder, &v.e) &&
                cli_route_prepare(&chosen, &v.x, &setup, &code)) {
                code = run(&v, &banks, setup.allowed, json);
            }
        }
    }
    smacs_mem_free(&v.a, v.vectors);
    smacs_mem_free(&v.a, v.scores);
    smacs_mem_free(&v.a, v.results);
    cli_route_setup_free(&setup);
    cli_embedder_free(&v.e);
    cli_index_free(&v.x);
    cli_list_free(&sizes);
    cli_list_free(&banks);
    cli_list_free(&chosen.models);
    cli_list_free(&positionals);
    return code;
}
