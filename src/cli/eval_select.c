/* smacs eval select: plays runs over recorded answers, and compares the scores of the answers they keep with those of
 * the best single model, of a majority and of the best answer there was.
 *
 * For each question the pool are the models whose answer was recorded and scored. Calls end in the order in which the run
 * sends them. The majority is over the final answers of the same panel, all asked; it goes to the better prior in a tie.
 * The best single model is the one best by the mean of benchmarks, of those that answered nine in ten questions; of those
 * that answered most, where none did. Benchmarks that it did not answer are left out of its mean. */
#include "base/error.h"
#include "base/names.h"
#include "cli/cli.h"
#include "cli/responses.h"
#include "json/groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What one question came to. */
typedef struct outcome {
    uint32_t benchmark;
    float kept, majority, top1, best_of_n;
    uint32_t calls;
} outcome;

typedef struct evaluation {
    smacs_allocator a;
    cli_index x;
    cli_embedder e;
    cli_route_setup setup;
    smacs_run_config config;
    uint64_t seed;
    cli_responses recorded;
    smacs_member *pool; /* [M] of the question at hand */
    const char **texts; /* [M] what each member said */
    float *scored;      /* [M] what that scored */
    float *row;         /* [M] by the index's numbers; NAN where nothing was recorded */
    uint32_t pool_count;
    smacs_names benchmarks;
    outcome *outcomes; /* [count] */
    size_t outcome_capacity;
    float *scores; /* [count][M] */
    size_t score_capacity;
    size_t count;
    uint64_t unanswered; /* questions of the bank without recorded answers */
    cli_progress progress;
} evaluation;

/* Means over some questions. */
typedef struct figures {
    uint32_t questions;
    double kept, majority, top1, best_single, best_of_n, calls;
} figures;

/* The pool of a question: members in the order of the record. */
static void fill_pool(evaluation *v, const smacs_bank_record *record, const cJSON *responses) {
    const uint32_t models = v->x.facts.models;
    v->pool_count = 0;
    for (uint32_t m = 0; m < models; m++) {
        v->row[m] = NAN;
    }
    for (size_t i = 0; i < record->score_count && v->pool_count < SMACS_POOL_MAX; i++) {
        const uint32_t m = cli_index_model(&v->x, record->scores[i].model);
        char name[256];
        if (m == UINT32_MAX || !isnan(v->row[m]) || (v->setup.allowed && !v->setup.allowed[m]) ||
            record->scores[i].model.size >= sizeof name) {
            continue;
        }
        memcpy(name, record->scores[i].model.data, record->scores[i].model.size);
        name[record->scores[i].model.size] = 0;
        const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(responses, name));
        if (text) {
            const smacs_text model = smacs_index_model(v->x.handle, m);
            v->row[m] = record->scores[i].score;
            v->scored[v->pool_count] = record->scores[i].score;
            v->texts[v->pool_count] = text;
            v->pool[v->pool_count++] =
                (smacs_member){.id = model, .model = model, .prior = NAN, .price_input = NAN, .price_output = NAN};
        }
    }
}

/* ---- playing a run ---- */

static smacs_status answer_call(const evaluation *v, smacs_run *run, uint32_t call, smacs_error *error) {
    const char *text = v->texts[smacs_run_look(run).calls[call].member];
    const smacs_event event = {.kind = SMACS_EVENT_COMPLETED,
                               .call = call,
                               .text = smacs_text_of(text),
                               .finish = smacs_text_of("stop"),
                               .mean_logprob = NAN,
                               .usage = {.cost = NAN}};
    return smacs_run_feed(run, &event, NULL, NULL, error);
}

static smacs_status play(const evaluation *v, smacs_run *run, smacs_error *error) {
    const smacs_event begin = {.kind = SMACS_EVENT_BEGIN, .mean_logprob = NAN};
    smacs_status status = smacs_run_feed(run, &begin, NULL, NULL, error);
    for (uint32_t call = 0; status == SMACS_OK && call < smacs_run_look(run).call_count; call++) {
        if (smacs_run_look(run).calls[call].state == SMACS_CALL_FLYING) {
            status = answer_call(v, run, call, error);
        }
    }
    return status;
}

/* The panel's answer that most give: its best member. */
static smacs_status find_majority(const evaluation *v, const smacs_run_view *view, smacs_answer_form form,
                                  uint32_t *member) {
    smacs_names keys = {0};
    uint32_t groups[SMACS_POOL_MAX] = {0}, counts[SMACS_POOL_MAX] = {0}, best = UINT32_MAX;
    smacs_status status = SMACS_OK;
    for (uint32_t i = 0; i < view->panel_count && status == SMACS_OK; i++) {
        smacs_answer answer;
        status = smacs_answer_extract(&v->a, smacs_text_of(v->texts[view->panel[i]]), form, &answer, NULL);
        groups[i] = SMACS_NO_ANSWER;
        if (status == SMACS_OK && answer.kind != SMACS_ANSWER_NONE) {
            status = smacs_names_intern(&v->a, &keys, answer.key, &groups[i]);
            counts[status == SMACS_OK ? groups[i] : 0]++;
        }
        smacs_answer_free(&v->a, &answer);
    }
    for (uint32_t i = 0; i < view->panel_count && status == SMACS_OK; i++) {
        if (groups[i] != SMACS_NO_ANSWER && (best == UINT32_MAX || counts[groups[i]] > counts[groups[best]])) {
            best = i;
        }
    }
    *member = view->panel[best == UINT32_MAX ? 0 : best];
    smacs_names_free(&v->a, &keys);
    return status;
}

static smacs_status keep_outcome(evaluation *v, const smacs_run_view *view, uint32_t benchmark,
                                 smacs_answer_form form) {
    const size_t models = v->x.facts.models;
    uint32_t majority = 0;
    const smacs_status status = find_majority(v, view, form, &majority);
    if (status != SMACS_OK ||
        !smacs_mem_reserve(&v->a, &v->outcomes, &v->outcome_capacity, v->count + 1, sizeof *v->outcomes) ||
        !smacs_mem_reserve(&v->a, &v->scores, &v->score_capacity, (v->count + 1) * models, sizeof *v->scores)) {
        return SMACS_E_MEMORY;
    }
    outcome *o = &v->outcomes[v->count];
    *o = (outcome){.benchmark = benchmark,
                   .kept = view->kept == UINT32_MAX ? 0.0f : v->scored[view->calls[view->kept].member],
                   .majority = v->scored[majority],
                   .top1 = v->scored[view->panel[0]],
                   .calls = view->call_count};
    for (uint32_t i = 0; i < view->panel_count; i++) {
        const float score = v->scored[view->panel[i]];
        o->best_of_n = score > o->best_of_n ? score : o->best_of_n;
    }
    memcpy(v->scores + v->count * models, v->row, models * sizeof *v->row);
    v->count++;
    return SMACS_OK;
}

static smacs_status take_record(void *context, const smacs_bank_record *record, smacs_error *error) {
    evaluation *v = context;
    const cJSON *responses = cli_responses_of(&v->recorded, record->question.id);
    uint32_t benchmark = 0;
    smacs_run *run = NULL;
    v->pool_count = 0;
    if (responses && record->question.text.data) {
        fill_pool(v, record, responses);
    }
    if (v->pool_count == 0) {
        v->unanswered++;
        return SMACS_OK;
    }
    if (smacs_names_intern(&v->a, &v->benchmarks, record->question.benchmark, &benchmark) != SMACS_OK) {
        return smacs_fail_memory(error);
    }
    const smacs_run_request request = {.question = record->question.text,
                                       .pool = v->pool,
                                       .pool_count = v->pool_count,
                                       .config = v->config,
                                       .seed = v->seed};
    smacs_status status = smacs_run_create(NULL, v->x.handle, v->e.handle, &request, &run, error);
    if (status == SMACS_OK) {
        status = play(v, run, error);
    }
    if (status == SMACS_OK) {
        const smacs_run_view view = smacs_run_look(run);
        if (keep_outcome(v, &view, benchmark, smacs_answer_expect(record->question.text)) != SMACS_OK) {
            status = smacs_fail_memory(error);
        }
    }
    smacs_run_free(run);
    cli_progress_count(&v->progress, v->count);
    return status;
}

/* ---- figures ---- */

static figures figures_of(const evaluation *v, uint32_t benchmark, uint32_t single) {
    figures f = {0};
    uint32_t scored = 0;
    for (size_t i = 0; i < v->count; i++) {
        const outcome *o = &v->outcomes[i];
        const float own = v->scores[i * v->x.facts.models + single];
        if (o->benchmark != benchmark) {
            continue;
        }
        f.questions++;
        f.kept += (double)o->kept;
        f.majority += (double)o->majority;
        f.top1 += (double)o->top1;
        f.best_of_n += (double)o->best_of_n;
        f.calls += o->calls;
        f.best_single += isnan(own) ? 0.0 : (double)own;
        scored += isnan(own) ? 0 : 1;
    }
    const double percent = 100.0 / f.questions;
    return (figures){f.questions,
                     f.kept * percent,
                     f.majority * percent,
                     f.top1 * percent,
                     scored ? 100.0 * f.best_single / scored : NAN,
                     f.best_of_n * percent,
                     f.calls / f.questions};
}

static figures macro_of(const evaluation *v, uint32_t single) {
    const uint32_t count = v->benchmarks.count;
    uint32_t scored = 0;
    figures f = {0};
    for (uint32_t b = 0; b < count; b++) {
        const figures of = figures_of(v, b, single);
        f.questions += of.questions;
        f.kept += of.kept / count;
        f.majority += of.majority / count;
        f.top1 += of.top1 / count;
        f.best_single += isnan(of.best_single) ? 0.0 : of.best_single;
        scored += isnan(of.best_single) ? 0 : 1;
        f.best_of_n += of.best_of_n / count;
        f.calls += of.calls / count;
    }
    f.best_single = scored > 0 ? f.best_single / scored : NAN;
    return f;
}

static size_t count_answered(const evaluation *v, uint32_t model) {
    size_t answered = 0;
    for (size_t i = 0; i < v->count; i++) {
        answered += isnan(v->scores[i * v->x.facts.models + model]) ? 0 : 1;
    }
    return answered;
}

/* Among models that answered nine in ten questions; where none did, among those that answered most. */
static uint32_t best_single(const evaluation *v) {
    const uint32_t models = v->x.facts.models;
    uint32_t best = 0;
    size_t widest = 0;
    double best_mean = -1.0;
    for (uint32_t m = 0; m < models; m++) {
        const size_t answered = count_answered(v, m);
        widest = answered > widest ? answered : widest;
    }
    const size_t least = widest * 10 < v->count * 9 ? widest * 10 : v->count * 9;
    for (uint32_t m = 0; m < models; m++) {
        const double mean = count_answered(v, m) * 10 >= least ? macro_of(v, m).best_single : NAN;
        if (mean > best_mean) {
            best = m;
            best_mean = mean;
        }
    }
    return best;
}

/* ---- report ---- */

static void write_figures(smacs_json_writer *w, const figures *f) {
    smacs_json_open(w, '{');
    smacs_json_integer_member(w, "questions", f->questions);
    smacs_json_number_member(w, "kept", f->kept);
    smacs_json_number_member(w, "majority", f->majority);
    smacs_json_number_member(w, "top1", f->top1);
    smacs_json_number_member(w, "best_single", f->best_single);
    smacs_json_number_member(w, "best_of_n", f->best_of_n);
    smacs_json_number_member(w, "calls", f->calls);
    smacs_json_close(w, '}');
}

static int print_json(const evaluation *v, uint32_t single) {
    const figures macro = macro_of(v, single);
    smacs_json_writer w;
    char *json = NULL;
    size_t size = 0;
    smacs_json_begin(&w, &v->a);
    smacs_json_open(&w, '{');
    smacs_json_text_member(&w, "best_single_model", smacs_index_model(v->x.handle, single));
    smacs_json_name(&w, "benchmarks");
    smacs_json_open(&w, '{');
    for (uint32_t b = 0; b < v->benchmarks.count; b++) {
        const figures f = figures_of(v, b, single);
        smacs_json_key(&w, smacs_names_get(&v->benchmarks, b));
        write_figures(&w, &f);
    }
    smacs_json_close(&w, '}');
    smacs_json_name(&w, "macro");
    write_figures(&w, &macro);
    smacs_json_close(&w, '}');
    if (smacs_json_finish(&w, &json, &size) != SMACS_OK) {
        return cli_fail_plain(NULL, "out of memory", NULL);
    }
    printf("%s\n", json);
    smacs_mem_free(&v->a, json);
    return CLI_OK;
}

static void print_row(smacs_text name, const figures *f) {
    printf("  ");
    cli_print_padded(name, 12, false);
    printf("  %9u  %6.2f  %8.2f  %6.2f  ", f->questions, f->kept, f->majority, f->top1);
    if (isnan(f->best_single)) {
        printf("%11s", "-");
    } else {
        printf("%11.2f", f->best_single);
    }
    printf("  %9.2f  %5.2f\n", f->best_of_n, f->calls);
}

static void print_table(const evaluation *v, uint32_t single) {
    const smacs_text name = smacs_index_model(v->x.handle, single);
    const figures macro = macro_of(v, single);
    printf("best single model: %.*s\n\n", (int)name.size, name.data);
    printf("  benchmark     questions    kept  majority   top 1  best single  best of n  calls\n");
    for (uint32_t b = 0; b < v->benchmarks.count; b++) {
        const figures f = figures_of(v, b, single);
        print_row(smacs_names_get(&v->benchmarks, b), &f);
    }
    print_row(smacs_text_of("macro"), &macro);
}

static int report(const evaluation *v, int json) {
    if (v->unanswered > 0) {
        fprintf(stderr, "left out: %llu questions without a recorded and scored answer of a model of this index\n",
                (unsigned long long)v->unanswered);
    }
    if (v->count == 0) {
        return cli_fail_plain(v->x.file, "no question has a recorded answer of a model of this index", NULL);
    }
    const uint32_t single = best_single(v);
    if (json) {
        return print_json(v, single);
    }
    print_table(v, single);
    return CLI_OK;
}

/* ---- command ---- */

static bool prepare(evaluation *v, const char *mode, int early_stop, int *code) {
    static const char *const names[] = {"auto", "route", "select"};
    const uint32_t models = v->x.facts.models;
    v->config.mode = SMACS_RUN_SELECT;
    v->config.early_stop = early_stop ? 0.0 : 2.0;
    v->config.budget.cost = NAN;
    for (uint32_t i = 0; mode && i <= 3; i++) {
        if (i == 3) {
            fprintf(stderr,
                    "smacs: --mode is \"select\", \"route\" or \"auto\", not \"%s\": recorded answers have no "
                    "aggregates\n",
                    mode);
            *code = CLI_USAGE;
            return false;
        }
        if (strcmp(mode, names[i]) == 0) {
            v->config.mode = (smacs_run_mode)i;
            break;
        }
    }
    v->pool = calloc(models, sizeof *v->pool);
    v->texts = calloc(models, sizeof *v->texts);
    v->scored = calloc(models, sizeof *v->scored);
    v->row = calloc(models, sizeof *v->row);
    if (!v->pool || !v->texts || !v->scored || !v->row) {
        cli_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    return true;
}

static int run(evaluation *v, const cli_list *banks, const cli_list *responses, int json) {
    smacs_error error;
    if (smacs_index_check_embedder(v->x.handle, v->e.facts.digest, &error) != SMACS_OK) {
        return cli_fail(v->x.file, &error);
    }
    bool read = cli_responses_read(responses, &v->recorded);
    v->progress = cli_progress_begin("playing runs");
    for (size_t i = 0; i < banks->count && read; i++) {
        read = cli_read_bank(banks->items[i], take_record, v);
    }
    cli_progress_end(&v->progress);
    return read ? report(v, json) : CLI_FAILED;
}

static void evaluation_free(evaluation *v) {
    cli_responses_free(&v->recorded);
    smacs_names_free(&v->a, &v->benchmarks);
    smacs_mem_free(&v->a, v->outcomes);
    smacs_mem_free(&v->a, v->scores);
    free(v->pool);
    free((void *)v->texts);
    free(v->scored);
    free(v->row);
    cli_route_setup_free(&v->setup);
    cli_embedder_free(&v->e);
    cli_index_free(&v->x);
}

int cli_eval_select(int argc, char **argv) {
    cli_list positionals = {0}, banks = {0}, responses = {0};
    cli_route_flags given = {0};
    evaluation v = {.a = smacs_allocator_or_default(NULL)};
    const char *embedder = NULL, *mode = NULL;
    int json = 0, early_stop = 0, coverage = 0;
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
        {"--seed", CLI_SEED, &v.seed, "S", "of the runs (0)", false},
        {"--json", CLI_SWITCH, &json, NULL, "print JSON (src/json/README.md)", false},
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
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        code = CLI_FAILED;
        v.config.coverage = (uint8_t)coverage;
        if (cli_index_open(positionals.items[0], &v.x) && cli_embedder_open(embedder, &v.e) &&
            cli_route_prepare(&given, &v.x, &v.setup, &code) && prepare(&v, mode, early_stop, &code)) {
            code = run(&v, &banks, &responses, json);
        }
    }
    evaluation_free(&v);
    cli_list_free(&banks);
    cli_list_free(&responses);
    cli_list_free(&given.models);
    cli_list_free(&positionals);
    return code;
}
