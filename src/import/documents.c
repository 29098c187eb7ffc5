/* Files that are one JSON document each, with one model's answers: logs of Inspect, runs of HELM, and results of
 * LLMRouterBench.
 *
 * Inspect (inspect_ai/log/_log.py): "eval" has task and model, "samples" have id, epoch, input, target, scores by scorer
 * with a value that is a number, a boolean, or C, P, I or N for correct, partly, incorrect and no answer.
 * HELM (helm/benchmark/runner.py): a folder for each run, "SCENARIO:ARGS,model=NAME", with scenario_state.json, whose
 * "request_states" have the questions and the answers, and per_instance_stats.json with the scores by instance and trial.
 * LLMRouterBench (data_collector/storage.py): dataset_name, split, model_name, demo, and "records" with index, origin_query,
 * prompt, prediction, raw_output, ground_truth, score. */
#include "bank/foreign.h"
#include "base/error.h"
#include "base/text.h"
#include "import/gather.h"

#include <math.h>
#include <string.h>

/* ---- a whole file ---- */

typedef struct document {
    smacs_allocator a;
    smacs_bytes bytes;
} document;

static smacs_status collect(void *context, const char *bytes, size_t size, smacs_error *error) {
    document *d = context;
    smacs_bytes_append(&d->a, &d->bytes, bytes, size);
    return d->bytes.failed ? smacs_fail_memory(error) : SMACS_OK;
}

/* Parses a file, plain or gzip; NULL after a report. `zip` says what to do with a zip archive. */
static cJSON *open_document(const char *file, const char *zip) {
    document d = {.a = smacs_allocator_or_default(NULL)};
    cJSON *tree = NULL;
    smacs_error error;
    if (tool_read(file, collect, &d)) {
        const smacs_text text = {d.bytes.data ? d.bytes.data : "", d.bytes.size};
        const char *foreign = smacs_foreign_file(smacs_text_before(text, SMACS_FOREIGN_HEAD));
        if (zip && smacs_text_begins(text, "PK\3\4")) {
            tool_fail_plain(file, zip, NULL);
        } else if (foreign) {
            tool_fail_plain(file, foreign, NULL);
        } else if (import_parse(text, &tree, &error) != SMACS_OK) {
            error.status = SMACS_E_ARGUMENT; /* the advice for SYNTAX is about banks */
            tool_fail(file, &error);
        }
    }
    smacs_bytes_free(&d.a, &d.bytes);
    return tree;
}

static const cJSON *member(const cJSON *object, const char *name) {
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

/* ---- questions with choices ---- */

/* Adds a choice to a question that is put together in `kept`: "B) text" on a line of its own, the first behind an empty one. */
static void add_choice(gather *g, smacs_bytes *kept, char letter, const cJSON *choice) {
    const char mark[] = {'\n', letter, ')', ' '};
    const smacs_text text = smacs_text_of(cJSON_IsString(choice) ? choice->valuestring : "");
    smacs_bytes_append(&g->a, kept, "\n", letter == 'A');
    smacs_bytes_append(&g->a, kept, mark, sizeof mark);
    smacs_bytes_append(&g->a, kept, text.data, text.size);
    g->failed = g->failed || kept->failed;
}

/* A question with its choices, a list of texts or an object of them; the question alone if there are none. */
static smacs_text with_choices(gather *g, smacs_text question, const cJSON *choices, smacs_bytes *kept) {
    const bool any = (cJSON_IsArray(choices) || cJSON_IsObject(choices)) && choices->child;
    const cJSON *choice = NULL;
    char letter = 'A';
    if (!question.data || !any) {
        return question;
    }
    kept->size = 0;
    smacs_bytes_append(&g->a, kept, question.data, question.size);
    cJSON_ArrayForEach(choice, choices) { add_choice(g, kept, letter++, choice); }
    return kept->failed ? question : (smacs_text){kept->data, kept->size};
}

/* ---- Inspect ---- */

/* The question of a sample: a text, or the last message of the user. */
static smacs_text input_of(gather *g, const cJSON *sample, smacs_bytes *kept) {
    const smacs_text input = import_text(sample, "input");
    return with_choices(g, input.data ? input : import_last_of_user(member(sample, "input")), member(sample, "choices"),
                        kept);
}

/* The value of the score that is wanted, by its scorer or, of a scorer that gives several, by its own name; else of the
 * first scorer. Logs of 2024 have one score and no scorer's name. */
static const cJSON *value_of(const gather *g, const cJSON *sample) {
    const cJSON *scores = member(sample, "scores"), *old = member(sample, "score"), *score = NULL;
    const char *wanted = g->options->metric;
    if (!wanted || !scores) {
        return member(scores ? scores->child : old, "value");
    }
    const cJSON *found = member(member(scores, wanted), "value");
    cJSON_ArrayForEach(score, scores) { found = found ? found : member(member(score, "value"), wanted); }
    return found;
}

/* What the model said; older logs (0.3.95) have it in the choices alone. */
static smacs_text completion_of(const cJSON *output) {
    const smacs_text completion = import_text(output, "completion");
    const cJSON *choice = cJSON_GetArrayItem(member(output, "choices"), 0);
    return completion.data ? completion : import_content(member(choice, "message"));
}

static smacs_status read_value(gather *g, const cJSON *value, double *score, smacs_error *error) {
    static const struct {
        const char *word;
        double score;
    } grades[] = {{"C", 1.0}, {"P", 0.5}, {"I", 0.0}, {"N", 0.0}};
    for (size_t i = 0; i < sizeof grades / sizeof *grades; i++) {
        if (cJSON_IsString(value) && strcmp(value->valuestring, grades[i].word) == 0) {
            *score = grades[i].score;
            return SMACS_OK;
        }
    }
    return gather_score(g, value, score, error);
}

static smacs_status take_sample(gather *g, const cJSON *sample, smacs_text task, smacs_text model, smacs_bytes *scratch,
                                smacs_error *error) {
    char digits[32];
    const smacs_text id = import_id(sample, "id", digits);
    const cJSON *target = member(sample, "target"), *value = value_of(g, sample);
    const cJSON *failed = member(sample, "error"), *invalid = member(sample, "invalidation");
    g->records++;
    if (invalid && !cJSON_IsNull(invalid)) {
        gather_leave(g, "samples that were invalidated, which count as not run", id);
        return SMACS_OK;
    }
    if (!value && failed && !cJSON_IsNull(failed)) {
        gather_leave(g, "samples that ended with an error, which count as not run", id);
        return SMACS_OK;
    }
    if (!value) {
        gather_leave(g, "samples without a score of this name", id);
        return SMACS_OK;
    }
    gather_cell cell = {.id = import_join(g, &scratch[0], task, id),
                        .benchmark = task,
                        .question = input_of(g, sample, &scratch[1]),
                        .answer = cJSON_IsArray(target) && cJSON_IsString(target->child)
                                      ? smacs_text_of(target->child->valuestring)
                                      : import_text(sample, "target"),
                        .model = model,
                        .response = completion_of(member(sample, "output")),
                        .repeats = true};
    const smacs_status status = read_value(g, value, &cell.score, error);
    return status == SMACS_OK ? gather_take(g, &cell, error) : status;
}

/* Reports an error at an element of a list. */
static bool fail_at(const char *file, const char *list, size_t number, const smacs_error *error) {
    char where[320];
    snprintf(where, sizeof where, "%s[%zu]%s%.200s", list, number, error->detail[0] ? ": " : "", error->detail);
    tool_fail_plain(file, error->message, where);
    return false;
}

/* A log of an evaluation that came to no end holds the samples that did. */
static void note_status(gather *g, const cJSON *log, const char *file) {
    static const char *const notes[][2] = {
        {"error", "logs of evaluations that ended with an error; their finished samples were taken"},
        {"cancelled", "logs of evaluations that were cancelled; their finished samples were taken"},
        {"started", "logs of evaluations that had not ended; their finished samples were taken"}};
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        if (smacs_text_is(import_text(log, "status"), notes[i][0])) {
            gather_leave(g, notes[i][1], smacs_text_of(file));
        }
    }
    if (cJSON_IsTrue(member(log, "invalidated"))) {
        gather_leave(g, "logs with invalidated samples", smacs_text_of(file));
    }
}

bool import_inspect(gather *g, const char *file) {
    cJSON *tree =
        open_document(file, "this is a log of Inspect in its .eval format, a zip archive: write it as JSON with "
                            "inspect log convert FILE --to json --output-dir FOLDER");
    const cJSON *eval = member(tree, "eval"), *sample = NULL, *samples = member(tree, "samples");
    const smacs_text task = import_text(eval, "task");
    const smacs_text model = g->options->model ? smacs_text_of(g->options->model) : import_text(eval, "model");
    smacs_bytes scratch[2] = {{0}};
    smacs_error error = {0};
    size_t number = 0;
    bool read = tree != NULL;
    if (read && (!task.data || !model.data || !cJSON_IsArray(samples))) {
        tool_fail_plain(file, "this is no log of Inspect with samples: it has no eval.task, eval.model and samples",
                        NULL);
        read = false;
    }
    if (read) {
        note_status(g, tree, file);
    }
    cJSON_ArrayForEach(sample, (read ? samples : NULL)) {
        if (read && take_sample(g, sample, task, model, scratch, &error) != SMACS_OK) {
            read = fail_at(file, "samples", number, &error);
        }
        number++;
    }
    smacs_bytes_free(&g->a, &scratch[0]);
    smacs_bytes_free(&g->a, &scratch[1]);
    cJSON_Delete(tree);
    return read;
}

/* ---- HELM ---- */

/* The scores of a run by instance and trial. */
typedef struct run_scores {
    smacs_names keys;
    const cJSON **stats; /* [keys.count] */
    size_t capacity;
} run_scores;

/* "ID/TRIAL"; instances with a perturbation are questions of their own. */
static smacs_text key_of(gather *g, smacs_bytes *out, const cJSON *entry, smacs_text id) {
    char trial[32];
    const smacs_text number = import_id(entry, "train_trial_index", trial);
    return import_join(g, out, id, number);
}

static smacs_status index_stats(gather *g, const cJSON *list, run_scores *s, smacs_bytes *key) {
    const cJSON *entry = NULL;
    cJSON_ArrayForEach(entry, list) {
        uint32_t number;
        const cJSON *perturbation = member(entry, "perturbation");
        if (perturbation && !cJSON_IsNull(perturbation)) {
            continue;
        }
        if (smacs_names_intern(&g->a, &s->keys, key_of(g, key, entry, import_text(entry, "instance_id")), &number) !=
                SMACS_OK ||
            !smacs_mem_reserve(&g->a, &s->stats, &s->capacity, s->keys.count, sizeof *s->stats)) {
            return SMACS_E_MEMORY;
        }
        s->stats[number] = member(entry, "stats");
    }
    return SMACS_OK;
}

/* The mean that is wanted, else the first of those by which HELM ranks models. */
static const cJSON *find_stat(const gather *g, const cJSON *stats) {
    static const char *const usual[] = {"exact_match",
                                        "quasi_exact_match",
                                        "prefix_exact_match",
                                        "final_number_exact_match",
                                        "chain_of_thought_correctness",
                                        "math_equiv_chain_of_thought",
                                        "ifeval_strict_accuracy",
                                        "omni_math_accuracy",
                                        "wildbench_score_rescaled",
                                        "f1_score",
                                        NULL};
    const char *const wanted[] = {g->options->metric, NULL};
    const cJSON *stat = NULL;
    for (const char *const *name = wanted[0] ? wanted : usual; *name; name++) {
        cJSON_ArrayForEach(stat, stats) {
            if (smacs_text_is(import_text(member(stat, "name"), "name"), *name)) {
                return member(stat, "mean");
            }
        }
    }
    return NULL;
}

static smacs_text correct_reference(const cJSON *instance) {
    const cJSON *reference = NULL, *tag = NULL;
    cJSON_ArrayForEach(reference, member(instance, "references")) {
        cJSON_ArrayForEach(tag, member(reference, "tags")) {
            if (cJSON_IsString(tag) && strcmp(tag->valuestring, "correct") == 0) {
                return import_text(member(reference, "output"), "text");
            }
        }
    }
    return (smacs_text){0};
}

/* The letter of a choice that was shown, as the model is to answer; else the text. */
static smacs_text letter_of(const cJSON *mapping, smacs_text text) {
    const cJSON *choice = NULL;
    cJSON_ArrayForEach(choice, (cJSON_IsObject(mapping) ? mapping : NULL)) {
        if (cJSON_IsString(choice) && smacs_text_is(text, choice->valuestring)) {
            return smacs_text_of(choice->string);
        }
    }
    return text;
}

/* Whether a request is one of several for one question, which have its choices one by one: the first counts for all. */
static bool asks_again(const cJSON *state) {
    const cJSON *number = member(state, "reference_index");
    return (cJSON_IsNumber(number) && number->valuedouble > 0.0) ||
           smacs_text_is(import_text(state, "request_mode"), "calibration");
}

/* The question: with its choices where they were shown, the user's last message if there is no text. */
static smacs_text instance_question(gather *g, const cJSON *state, smacs_bytes *kept) {
    const cJSON *input = member(member(state, "instance"), "input");
    const smacs_text text = import_text(input, "text");
    return with_choices(g, text.size > 0 ? text : import_last_of_user(member(input, "messages")),
                        member(state, "output_mapping"), kept);
}

static smacs_status take_state(gather *g, const cJSON *state, const run_scores *scores, smacs_text scenario,
                               smacs_text model, smacs_bytes *scratch, smacs_error *error) {
    const cJSON *instance = member(state, "instance"), *perturbation = member(instance, "perturbation");
    const smacs_text id = import_text(instance, "id");
    g->records++;
    if (perturbation && !cJSON_IsNull(perturbation)) {
        gather_leave(g, "requests with a perturbed question", id);
        return SMACS_OK;
    }
    if (asks_again(state)) {
        return SMACS_OK;
    }
    const uint32_t number = smacs_names_find(&scores->keys, key_of(g, &scratch[0], state, id));
    const cJSON *stat = number == SMACS_NO_NAME ? NULL : find_stat(g, scores->stats[number]);
    if (!stat) {
        gather_leave(g, "requests without a score of this name; --metric chooses one", id);
        return SMACS_OK;
    }
    const cJSON *completions = member(member(state, "result"), "completions");
    gather_cell cell = {.id = import_join(g, &scratch[1], scenario, id),
                        .benchmark = scenario,
                        .question = instance_question(g, state, &scratch[2]),
                        .answer = letter_of(member(state, "output_mapping"), correct_reference(instance)),
                        .model = model,
                        .response = cJSON_IsNumber(member(state, "reference_index"))
                                        ? (smacs_text){0} /* likelihoods of the choices */
                                        : import_text(cJSON_GetArrayItem(completions, 0), "text"),
                        .repeats = true};
    const smacs_status status = gather_score(g, stat, &cell.score, error);
    return status == SMACS_OK ? gather_take(g, &cell, error) : status;
}

/* "mmlu:subject=anatomy,model=openai_gpt2" -> "mmlu:subject=anatomy". */
static smacs_text put_scenario(gather *g, smacs_bytes *out, smacs_text folder) {
    smacs_text rest = folder;
    bool any = false;
    out->size = 0;
    while (rest.size > 0) {
        const smacs_text part = smacs_text_before(rest, smacs_text_find(rest, ","));
        const size_t colon = smacs_text_find(part, ":");
        const bool first_is_model = colon < part.size && smacs_text_begins(smacs_text_after(part, colon + 1), "model=");
        const smacs_text kept = first_is_model ? smacs_text_before(part, colon) : part;
        if (!smacs_text_begins(part, "model=") && !smacs_text_begins(part, "model_deployment=")) {
            smacs_bytes_append(&g->a, out, any ? "," : "", any);
            smacs_bytes_append(&g->a, out, kept.data, kept.size);
            any = true;
        }
        rest = smacs_text_after(rest, part.size + 1 < rest.size ? part.size + 1 : rest.size);
    }
    g->failed = g->failed || out->failed;
    return (smacs_text){out->data ? out->data : "", out->failed ? 0 : out->size};
}

/* The file beside `file` of another name; "" if the path is too long. */
static void beside(const char *file, const char *name, char *out, size_t capacity) {
    const char *slash = strrchr(file, '/');
    const int folder = slash ? (int)(slash - file) + 1 : 0;
    if (snprintf(out, capacity, "%.*s%s", folder, file, name) >= (int)capacity) {
        out[0] = 0;
    }
}

static bool take_run(gather *g, const char *file, const cJSON *tree, const cJSON *stats) {
    const cJSON *state = NULL, *states = member(tree, "request_states");
    const smacs_text named = import_text(member(tree, "adapter_spec"), "model");
    const smacs_text model = g->options->model ? smacs_text_of(g->options->model) : named;
    run_scores scores = {0};
    smacs_bytes scratch[4] = {{0}};
    smacs_error error = {0};
    size_t number = 0;
    bool read = cJSON_IsArray(states) && model.data;
    if (!read) {
        tool_fail_plain(file, "this is no scenario_state.json of HELM: it has no request_states and adapter_spec.model",
                        NULL);
    } else if (index_stats(g, stats, &scores, &scratch[0]) != SMACS_OK) {
        tool_fail_plain(file, "out of memory", NULL);
        read = false;
    }
    const smacs_text folder = import_folder(file);
    const smacs_text scenario = put_scenario(g, &scratch[3], folder.size > 0 ? folder : smacs_text_of("helm"));
    cJSON_ArrayForEach(state, (read ? states : NULL)) {
        if (read && take_state(g, state, &scores, scenario, model, scratch, &error) != SMACS_OK) {
            read = fail_at(file, "request_states", number, &error);
        }
        number++;
    }
    for (int i = 0; i < 4; i++) {
        smacs_bytes_free(&g->a, &scratch[i]);
    }
    smacs_names_free(&g->a, &scores.keys);
    smacs_mem_free(&g->a, (void *)scores.stats);
    return read;
}

bool import_helm(gather *g, const char *file) {
    char stats_file[4096];
    cJSON *tree = open_document(file, NULL), *stats = NULL;
    bool read = tree != NULL;
    if (read) {
        beside(file, "per_instance_stats.json", stats_file, sizeof stats_file);
        stats = open_document(stats_file, NULL);
        read = stats != NULL && take_run(g, file, tree, stats);
    }
    cJSON_Delete(tree);
    cJSON_Delete(stats);
    return read;
}

/* ---- LLMRouterBench ---- */

/* A call that failed has no score, and what failed in place of an answer (data_collector/runner.py). */
static bool has_failed(const cJSON *record, smacs_text raw) {
    const cJSON *score = member(record, "score");
    return (!score || cJSON_IsNull(score)) &&
           (smacs_text_begins(raw, "Processing failed: ") || smacs_text_begins(raw, "Unexpected error: "));
}

/* The published results of ArenaHard have one index with two texts. Scores of both are not mixed: the second is a question
 * of its own. */
static smacs_status take_cell(gather *g, gather_cell *cell, smacs_error *error) {
    smacs_status status = gather_take(g, cell, error);
    if (status == SMACS_E_DUPLICATE) {
        gather_leave(g,
                     "records whose index has another text in an earlier file, which count as questions of their own",
                     cell->id);
        cell->id = (smacs_text){0};
        status = gather_take(g, cell, error);
    }
    return status;
}

static smacs_status take_result(gather *g, const cJSON *record, size_t number, smacs_text dataset, smacs_text set,
                                smacs_text model, smacs_bytes *scratch, smacs_error *error) {
    char digits[SMACS_DIGITS_MAX], answer[32];
    const char *wanted = g->options->question;
    const smacs_text origin = import_text(record, wanted ? wanted : "origin_query");
    const smacs_text raw = import_text(record, "raw_output");
    smacs_text index = import_id(record, "index", digits);
    if (!index.data) {
        index = (smacs_text){digits, smacs_text_digits(number, 10, 1, digits)};
    }
    gather_cell cell = {.id = import_join(g, scratch, set, index),
                        .benchmark = dataset,
                        .question = origin.size > 0 ? origin : import_text(record, "prompt"),
                        .answer = import_id(record, "ground_truth", answer),
                        .model = model,
                        .response = raw.data ? raw : import_text(record, "prediction")};
    g->records++;
    if (has_failed(record, raw)) {
        gather_leave(g, "calls that failed, which count as not run", cell.id);
        return SMACS_OK;
    }
    const smacs_status status =
        gather_score(g, member(record, g->options->metric ? g->options->metric : "score"), &cell.score, error);
    return status == SMACS_OK ? take_cell(g, &cell, error) : status;
}

bool import_llmrouterbench(gather *g, const char *file) {
    cJSON *tree = open_document(file, NULL);
    const cJSON *record = NULL, *records = member(tree, "records");
    const smacs_text dataset = import_text(tree, "dataset_name"), split = import_text(tree, "split");
    const smacs_text named = import_text(tree, "model_name");
    const smacs_text model = g->options->model ? smacs_text_of(g->options->model) : named;
    smacs_bytes scratch = {0}, set = {0};
    smacs_error error = {0};
    size_t number = 0;
    bool read = tree != NULL;
    g->twice =
        "scores of an earlier run that differ; those of the first file are kept, or of the latest run by its name";
    g->two_texts = "an id stands for two questions; import results of different data apart";
    if (read && (!cJSON_IsArray(records) || !dataset.data || !model.data)) {
        tool_fail_plain(file, "this is no result of LLMRouterBench: it has no dataset_name, model_name and records",
                        NULL);
        read = false;
    }
    const smacs_text of = split.size > 0 ? import_join(g, &set, dataset, split) : dataset;
    if (read && cJSON_IsTrue(member(tree, "demo"))) {
        gather_leave(g, "files of a demo run", smacs_text_of(file));
        records = NULL;
    }
    cJSON_ArrayForEach(record, (read ? records : NULL)) {
        if (read && take_result(g, record, number, dataset, of, model, &scratch, &error) != SMACS_OK) {
            read = fail_at(file, "records", number, &error);
        }
        number++;
    }
    smacs_bytes_free(&g->a, &scratch);
    smacs_bytes_free(&g->a, &set);
    cJSON_Delete(tree);
    return read;
}
