/* smacs eval route: routes every question of a test bank and compares the scores of those chosen with the best single
 * model and with the best there was.
 *
 * For each question the choice is among the models that were run on it, for otherwise there would be nothing to
 * compare. The best single model is the one best over the whole test set, among those run on at least nine in ten of
 * its questions; questions that it was not run on are left out of its means. */
#include "base/error.h"
#include "base/names.h"
#include "cli/cli.h"
#include "json/groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What one test question came to. */
typedef struct outcome {
    uint32_t benchmark;
    float routed, best_of_n, oracle;
} outcome;

typedef struct evaluation {
    smacs_allocator a;
    cli_index x;
    cli_embedder e;
    cli_route_setup setup;
    uint8_t *pool;    /* [M] models that may be chosen at all, or NULL */
    uint8_t *allowed; /* [M] and were run on this question */
    float *row;       /* [M] their scores */
    smacs_names benchmarks;
    outcome *outcomes; /* [count] */
    size_t outcome_capacity;
    float *scores; /* [count][M] of the test, NAN where a model was not run */
    size_t score_capacity;
    size_t count;
    uint64_t unknown; /* questions that no model of the pool was run on */
    cli_progress progress;
} evaluation;

/* Means over some questions; NAN where there are none. */
typedef struct figures {
    uint32_t questions;
    double routed, best_single, best_of_n, oracle;
} figures;

/* Fills row and allowed from a test record; returns how many models it names. */
static smacs_status read_row(evaluation *v, const smacs_bank_record *record, size_t *models, smacs_error *error) {
    const uint32_t count = v->x.facts.models;
    *models = 0;
    for (uint32_t m = 0; m < count; m++) {
        v->row[m] = NAN;
    }
    memset(v->allowed, 0, count);
    for (size_t i = 0; i < record->score_count; i++) {
        const smacs_text name = record->scores[i].model;
        const uint32_t m = cli_index_model(&v->x, name);
        if (m == UINT32_MAX || (v->pool && !v->pool[m])) {
            continue;
        }
        if (v->allowed[m] && v->row[m] != record->scores[i].score) {
            return smacs_fail(error, SMACS_E_DUPLICATE,
                              "a model stands in the record by two names, with scores that differ", name, UINT64_MAX);
        }
        *models += !v->allowed[m];
        v->allowed[m] = 1;
        v->row[m] = record->scores[i].score;
    }
    return SMACS_OK;
}

static outcome outcome_of(const evaluation *v, const smacs_route *route, uint32_t benchmark) {
    outcome o = {benchmark, v->row[route->panel[0]], 0.0f, 0.0f};
    for (uint32_t i = 0; i < route->panel_count; i++) {
        const float score = v->row[route->panel[i]];
        o.best_of_n = score > o.best_of_n ? score : o.best_of_n;
    }
    for (uint32_t m = 0; m < v->x.facts.models; m++) {
        o.oracle = v->allowed[m] && v->row[m] > o.oracle ? v->row[m] : o.oracle;
    }
    return o;
}

static bool keep(evaluation *v, outcome o) {
    const size_t models = v->x.facts.models;
    if (!smacs_mem_reserve(&v->a, &v->outcomes, &v->outcome_capacity, v->count + 1, sizeof *v->outcomes) ||
        !smacs_mem_reserve(&v->a, &v->scores, &v->score_capacity, (v->count + 1) * models, sizeof *v->scores)) {
        return false;
    }
    v->outcomes[v->count] = o;
    memcpy(v->scores + v->count * models, v->row, models * sizeof *v->row);
    v->count++;
    return true;
}

static smacs_status take_record(void *context, const smacs_bank_record *record, smacs_error *error) {
    evaluation *v = context;
    size_t models = 0;
    uint32_t benchmark = 0;
    smacs_route *route = NULL;
    if (!record->question.text.data || (record->score_count > 0 && !record->scores[0].model.data)) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA, "a test record needs a question and scores of named models");
    }
    smacs_status status = read_row(v, record, &models, error);
    if (status != SMACS_OK || models == 0) {
        v->unknown += status == SMACS_OK;
        return status;
    }
    status = smacs_names_intern(&v->a, &v->benchmarks, record->question.benchmark, &benchmark);
    if (status != SMACS_OK) {
        return smacs_fail_memory(error);
    }
    cli_embedder_embed(&v->e, record->question.text);
    status = smacs_route_vector(NULL, v->x.handle, v->e.vector, &v->setup.options, &route, error);
    if (status == SMACS_OK && !keep(v, outcome_of(v, route, benchmark))) {
        status = smacs_fail_memory(error);
    }
    smacs_route_free(route);
    cli_progress_count(&v->progress, v->count);
    return status;
}

/* Means of one benchmark, or of all for SMACS_NO_NAME. */
static figures figures_of(const evaluation *v, uint32_t benchmark, uint32_t single) {
    figures f = {0};
    uint32_t scored = 0;
    for (size_t i = 0; i < v->count; i++) {
        const outcome *o = &v->outcomes[i];
        if (benchmark != SMACS_NO_NAME && o->benchmark != benchmark) {
            continue;
        }
        const float own = v->scores[i * v->x.facts.models + single];
        f.questions++;
        f.routed += (double)o->routed;
        f.best_of_n += (double)o->best_of_n;
        f.oracle += (double)o->oracle;
        if (!isnan(own)) {
            f.best_single += (double)own;
            scored++;
        }
    }
    f.routed = 100.0 * f.routed / f.questions;
    f.best_of_n = 100.0 * f.best_of_n / f.questions;
    f.oracle = 100.0 * f.oracle / f.questions;
    f.best_single = scored ? 100.0 * f.best_single / scored : NAN;
    return f;
}

/* The best model of those run on 90 % of the questions; the one run on most if there are none such. */
static uint32_t best_single(const evaluation *v) {
    const uint32_t models = v->x.facts.models;
    uint32_t best = 0, widest = 0, widest_scored = 0;
    double best_mean = -1.0;
    for (uint32_t m = 0; m < models; m++) {
        double sum = 0.0;
        uint32_t scored = 0;
        for (size_t i = 0; i < v->count; i++) {
            const float score = v->scores[i * models + m];
            sum += isnan(score) ? 0.0 : (double)score;
            scored += isnan(score) ? 0 : 1;
        }
        if (scored > widest_scored) {
            widest = m;
            widest_scored = scored;
        }
        if ((uint64_t)scored * 10 >= (uint64_t)v->count * 9 && sum / scored > best_mean) {
            best = m;
            best_mean = sum / scored;
        }
    }
    return best_mean >= 0.0 ? best : widest;
}

/* Mean of benchmarks; one in which the best single model was not run has no say in its mean. */
static figures macro_of(const figures *of, uint32_t count) {
    figures f = {0};
    uint32_t scored = 0;
    for (uint32_t i = 0; i < count; i++) {
        f.questions += of[i].questions;
        f.routed += of[i].routed / count;
        f.best_of_n += of[i].best_of_n / count;
        f.oracle += of[i].oracle / count;
        if (!isnan(of[i].best_single)) {
            f.best_single += of[i].best_single;
            scored++;
        }
    }
    f.best_single = scored ? f.best_single / scored : NAN;
    return f;
}

static void write_figures(smacs_json_writer *w, const figures *f, bool questions, smacs_text best_single_model) {
    smacs_json_open(w, '{');
    if (questions) {
        smacs_json_integer_member(w, "questions", f->questions);
    }
    smacs_json_number_member(w, "routed", f->routed);
    smacs_json_number_member(w, "best_single", f->best_single);
    if (best_single_model.data) {
        smacs_json_text_member(w, "best_single_model", best_single_model);
    }
    smacs_json_number_member(w, "best_of_n", f->best_of_n);
    smacs_json_number_member(w, "oracle", f->oracle);
    smacs_json_close(w, '}');
}

static int print_json(const evaluation *v, const figures *of, const figures *macro, const figures *overall,
                      smacs_text single) {
    smacs_json_writer w;
    char *json = NULL;
    size_t size = 0;
    smacs_json_begin(&w, &v->a);
    smacs_json_open(&w, '{');
    smacs_json_integer_member(&w, "questions", v->count);
    smacs_json_name(&w, "benchmarks");
    smacs_json_open(&w, '{');
    for (uint32_t i = 0; i < v->benchmarks.count; i++) {
        smacs_json_key(&w, smacs_names_get(&v->benchmarks, i));
        write_figures(&w, &of[i], true, single);
    }
    smacs_json_close(&w, '}');
    smacs_json_name(&w, "macro");
    write_figures(&w, macro, false, (smacs_text){0});
    smacs_json_name(&w, "overall");
    write_figures(&w, overall, false, single);
    smacs_json_close(&w, '}');
    if (smacs_json_finish(&w, &json, &size) != SMACS_OK) {
        return cli_fail_plain(NULL, "out of memory", NULL);
    }
    printf("%s\n", json);
    smacs_mem_free(&v->a, json);
    return CLI_OK;
}

static void print_row(smacs_text name, size_t width, const figures *f) {
    printf("  ");
    cli_print_padded(name, width, false);
    printf("  %9u  %6.2f  ", f->questions, f->routed);
    if (isnan(f->best_single)) {
        printf("%11s", "-");
    } else {
        printf("%11.2f", f->best_single);
    }
    printf("  %9.2f  %6.2f\n", f->best_of_n, f->oracle);
}

static void print_table(const evaluation *v, const figures *of, const figures *macro, const figures *overall,
                        smacs_text single) {
    size_t width = 9;
    for (uint32_t i = 0; i < v->benchmarks.count; i++) {
        const size_t own = cli_text_width(smacs_names_get(&v->benchmarks, i));
        width = own > width ? own : width;
    }
    printf("best single model: %.*s\n\n  ", (int)single.size, single.data);
    cli_print_padded(smacs_text_of("benchmark"), width, false);
    printf("  questions  routed  best single  best of n  oracle\n");
    for (uint32_t i = 0; i < v->benchmarks.count; i++) {
        print_row(smacs_names_get(&v->benchmarks, i), width, &of[i]);
    }
    print_row(smacs_text_of("macro"), width, macro);
    print_row(smacs_text_of("overall"), width, overall);
}

static int report(const evaluation *v, int json) {
    if (v->count == 0) {
        return cli_fail_plain(v->x.file, "no test question has a score of a model of this index", NULL);
    }
    figures *of = calloc(v->benchmarks.count, sizeof *of);
    if (!of) {
        return cli_fail_plain(NULL, "out of memory", NULL);
    }
    const uint32_t single = best_single(v);
    for (uint32_t i = 0; i < v->benchmarks.count; i++) {
        of[i] = figures_of(v, i, single);
    }
    const figures macro = macro_of(of, v->benchmarks.count);
    const figures overall = figures_of(v, SMACS_NO_NAME, single);
    const smacs_text name = smacs_index_model(v->x.handle, single);
    int code = CLI_OK;
    if (json) {
        code = print_json(v, of, &macro, &overall, name);
    } else {
        print_table(v, of, &macro, &overall, name);
    }
    free(of);
    return code;
}

static int run(evaluation *v, const cli_list *banks, int json) {
    const uint32_t models = v->x.facts.models;
    smacs_error error;
    if (smacs_index_check_embedder(v->x.handle, v->e.facts.digest, &error) != SMACS_OK) {
        return cli_fail(v->x.file, &error);
    }
    v->pool = v->setup.allowed;
    v->allowed = calloc(models, sizeof *v->allowed);
    v->row = calloc(models, sizeof *v->row);
    if (!v->allowed || !v->row) {
        return cli_fail_plain(NULL, "out of memory", NULL);
    }
    v->setup.options.allowed = v->allowed;
    v->progress = cli_progress_begin("routing");
    bool read = true;
    for (size_t i = 0; i < banks->count && read; i++) {
        read = cli_read_bank(banks->items[i], take_record, v);
    }
    cli_progress_end(&v->progress);
    if (read && v->unknown > 0) {
        fprintf(stderr, "left out: %llu questions that no model of the index was run on\n",
                (unsigned long long)v->unknown);
    }
    return read ? report(v, json) : CLI_FAILED;
}

static void evaluation_free(evaluation *v) {
    free(v->allowed);
    free(v->row);
    smacs_names_free(&v->a, &v->benchmarks);
    smacs_mem_free(&v->a, v->outcomes);
    smacs_mem_free(&v->a, v->scores);
    cli_route_setup_free(&v->setup);
    cli_embedder_free(&v->e);
    cli_index_free(&v->x);
}

int cli_eval_route(int argc, char **argv) {
    cli_list positionals = {0}, banks = {0};
    cli_route_flags given = {0};
    evaluation v = {.a = smacs_allocator_or_default(NULL)};
    const char *embedder = NULL;
    int json = 0;
    const cli_flag flags[] = {
        {"--embedder", CLI_TEXT, &embedder, "E.sme", "the embedder the index was built with", true},
        {"--bank", CLI_FILES, &banks, "FILE|-", "test questions with scores", true},
        CLI_ROUTE_FLAGS(given),
        {"--json", CLI_SWITCH, &json, NULL, "print JSON (src/json/README.md)", false},
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
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        code = CLI_FAILED;
        if (cli_index_open(positionals.items[0], &v.x) && cli_embedder_open(embedder, &v.e) &&
            cli_route_prepare(&given, &v.x, &v.setup, &code)) {
            code = run(&v, &banks, json);
        }
    }
    evaluation_free(&v);
    cli_list_free(&banks);
    cli_list_free(&given.models);
    cli_list_free(&positionals);
    return code;
}
