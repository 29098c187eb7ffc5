/* Logs with an object on each line: the sample logs of lm-evaluation-harness, and an object for each answer.
 *
 * lm-evaluation-harness (lm_eval/loggers/evaluation_tracker.py) writes MODEL/samples_TASK_DATE.jsonl, with "/" of the
 * model's name as "__". A line has doc_id, doc, target, arguments, resps, filtered_resps, filter, metrics and a member for
 * each metric; a document stands once for each filter. Logs before version 0.4.3 have arguments as a list, and no filter
 * and metrics. */
#include "base/error.h"
#include "base/text.h"
#include "import/gather.h"
#include "tool/lines.h"
#include "json/writer.h"

#include <math.h>
#include <string.h>

typedef struct log {
    gather *g;
    const char *file;
    smacs_bytes task, model; /* as the path says */
    smacs_bytes filter;      /* that is taken of this file; empty: not known yet */
    smacs_bytes id;
    uint64_t line;
} log_file;

static void put(log_file *l, smacs_bytes *out, smacs_text text) {
    out->size = 0;
    smacs_bytes_append(&l->g->a, out, text.data ? text.data : "", text.size);
    l->g->failed = l->g->failed || out->failed;
}

static smacs_text text_of(const smacs_bytes *bytes) { return (smacs_text){bytes->data, bytes->data ? bytes->size : 0}; }

static void log_free(log_file *l) {
    smacs_bytes *const all[] = {&l->task, &l->model, &l->filter, &l->id};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        smacs_bytes_free(&l->g->a, all[i]);
    }
}

/* ---- lm-evaluation-harness ---- */

/* "samples_TASK_2026-11-30T08-36-13.882706" -> TASK. */
static smacs_text task_of(smacs_text stem) {
    smacs_text task = smacs_text_begins(stem, "samples_") ? smacs_text_after(stem, 8) : stem;
    size_t at = task.size;
    while (at > 0 && task.data[at - 1] != '_') {
        at--;
    }
    const smacs_text date = smacs_text_after(task, at);
    const bool dated = at > 1 && date.size >= 10 && date.data[4] == '-' && date.data[7] == '-';
    return dated ? smacs_text_before(task, at - 1) : task;
}

/* The folder is the model's name with "__" for "/". */
static void put_model(log_file *l, smacs_text folder) {
    l->model.size = 0;
    for (size_t i = 0; i < folder.size; i++) {
        const bool slash = i + 1 < folder.size && folder.data[i] == '_' && folder.data[i + 1] == '_';
        smacs_bytes_append(&l->g->a, &l->model, slash ? "/" : folder.data + i, 1);
        i += slash;
    }
    l->g->failed = l->g->failed || l->model.failed;
}

/* The document's own member if that is wanted, else the prompt. Chat endpoints get a list of one text, which holds the
 * messages as JSON (JsonChatStr). */
static const cJSON *prompt_of(const log_file *l, const cJSON *tree) {
    const cJSON *arguments = cJSON_GetObjectItemCaseSensitive(tree, "arguments");
    const char *wanted = l->g->options->question;
    if (wanted) {
        return cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(tree, "doc"), wanted);
    }
    const cJSON *first = arguments ? arguments->child : NULL;
    const cJSON *prompt = cJSON_IsObject(first) ? cJSON_GetObjectItemCaseSensitive(first, "arg_0")
                          : first               ? first->child
                                                : NULL;
    return cJSON_IsArray(prompt) && cJSON_IsString(prompt->child) ? prompt->child : prompt;
}

/* Messages, or the JSON text of them, -> the last one's content; *messages is the caller's to delete. */
static smacs_text last_message(gather *g, const cJSON *prompt, cJSON **messages) {
    if (!cJSON_IsString(prompt)) {
        return import_last_of_user(prompt);
    }
    const smacs_text text = smacs_text_of(prompt->valuestring);
    const smacs_status status = smacs_text_begins(text, "[{") ? smacs_json_parse(text, messages, NULL) : SMACS_E_SYNTAX;
    if (status != SMACS_OK) {
        g->failed = g->failed || status == SMACS_E_MEMORY;
        return text;
    }
    const smacs_text last = import_last_of_user(*messages);
    return last.data ? last : text;
}

/* The first answer in words, of logs that were made smaller the filtered one; NULL: the log has likelihoods of choices
 * only. */
static const char *answer_in_words(const cJSON *tree) {
    const cJSON *all = cJSON_GetObjectItemCaseSensitive(tree, "resps");
    const cJSON *of = cJSON_GetArrayItem(all ? all : cJSON_GetObjectItemCaseSensitive(tree, "filtered_resps"), 0);
    while (cJSON_IsArray(of) && cJSON_GetArraySize(of) == 1) {
        of = of->child;
    }
    return cJSON_GetStringValue(of);
}

/* The known answer: of a choice that is given by its number, its text. */
static smacs_text target_of(const cJSON *tree, bool choice, char digits[32]) {
    const smacs_text target = import_id(tree, "target", digits);
    const cJSON *arguments = cJSON_GetObjectItemCaseSensitive(tree, "arguments");
    const uint32_t number = target.size <= 6 ? smacs_text_number(target.data, target.size) : UINT32_MAX;
    char name[48];
    if (!choice || target.size == 0 || number == UINT32_MAX) {
        return target;
    }
    snprintf(name, sizeof name, "gen_args_%.*s", (int)target.size, target.data);
    const cJSON *argument = cJSON_IsArray(arguments) ? cJSON_GetArrayItem(arguments, (int)number)
                                                     : cJSON_GetObjectItemCaseSensitive(arguments, name);
    const char *text = cJSON_IsArray(argument) ? cJSON_GetStringValue(cJSON_GetArrayItem(argument, 1))
                                               : import_text(argument, "arg_1").data;
    return text ? smacs_text_trimmed(smacs_text_of(text)) : target;
}

/* A task's own metrics (F1, BLEU) stand as lists. Others are numbers that are no share of right: LAMBADA's perplexity,
 * TruthfulQA's bleu_max and bleu_diff, the 999 of tasks that score nothing. */
static bool is_score(const cJSON *value) {
    static const char *const others[] = {"perplexity", "_max", "_diff", "bits_per_byte", "bypass", "brier_score", NULL};
    const smacs_text name = smacs_text_of(value && value->string ? value->string : "");
    bool other = !value || cJSON_IsArray(value) || cJSON_IsObject(value);
    for (size_t i = 0; others[i] && !other; i++) {
        other = smacs_text_ends(name, others[i]);
    }
    return !other;
}

/* The metric that is wanted, else the first that is a score of the sample; one that is none, where there is no other. NULL:
 * there is none at all. */
static const cJSON *metric_of(log_file *l, const cJSON *tree) {
    static const char *const usual[] = {"exact_match", "acc", "acc_norm", "pass@1", "pass_at_1",
                                        "em",          "f1",  "bypass",   NULL};
    const cJSON *metrics = cJSON_GetObjectItemCaseSensitive(tree, "metrics"), *name = NULL, *found = NULL;
    unsigned scores = 0;
    if (l->g->options->metric) {
        return cJSON_GetObjectItemCaseSensitive(tree, l->g->options->metric);
    }
    cJSON_ArrayForEach(name, metrics) {
        const cJSON *metric = cJSON_IsString(name) ? cJSON_GetObjectItemCaseSensitive(tree, name->valuestring) : NULL;
        scores += is_score(metric);
        found = is_score(found) ? found : metric ? metric : found;
    }
    for (size_t i = 0; usual[i] && !found && !metrics; i++) {
        found = cJSON_GetObjectItemCaseSensitive(tree, usual[i]);
    }
    if (scores > 1) {
        gather_leave(l->g, "samples with several scores, of which the first was taken; --metric takes another",
                     smacs_text_of(found->string));
    }
    return found;
}

/* Whether this row's filter is the one that is taken. */
static bool takes_filter(log_file *l, const cJSON *tree) {
    const smacs_text filter = import_text(tree, "filter");
    if (!filter.data) {
        return true;
    }
    if (l->g->options->filter) {
        return smacs_text_is(filter, l->g->options->filter);
    }
    if (l->filter.size == 0) {
        put(l, &l->filter, filter);
    }
    return smacs_text_equal(filter, text_of(&l->filter));
}

static smacs_status take_sample(void *context, cJSON *tree, smacs_error *error) {
    log_file *l = context;
    char digits[32], target[32];
    cJSON *messages = NULL;
    const smacs_text doc = import_id(tree, "doc_id", digits);
    const cJSON *prompt = prompt_of(l, tree), *metric = metric_of(l, tree);
    const char *words = answer_in_words(tree);
    l->g->records++;
    if (!doc.data) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA, "this is no sample log of lm-evaluation-harness: no doc_id");
    }
    if (!takes_filter(l, tree)) {
        gather_leave(l->g, "records of another filter; --filter takes one", import_text(tree, "filter"));
        return SMACS_OK;
    }
    if (!(cJSON_IsString(prompt) || cJSON_IsArray(prompt)) || !metric) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA,
                                metric ? "the sample has no such text as its question"
                                       : "the sample has no such metric; choose one of its members with --metric");
    }
    if (!is_score(metric) && !l->g->options->metric) {
        gather_leave(
            l->g, "samples without a score of their own: their task's metrics are of all samples at once, or no score",
            text_of(&l->task));
        return SMACS_OK;
    }
    gather_cell cell = {.id = import_join(l->g, &l->id, text_of(&l->task), doc),
                        .benchmark = text_of(&l->task),
                        .question = last_message(l->g, prompt, &messages),
                        .answer = target_of(tree, !words, target),
                        .model = text_of(&l->model),
                        .response = words ? smacs_text_of(words) : (smacs_text){0}};
    smacs_status status = gather_score(l->g, metric, &cell.score, error);
    status = status == SMACS_OK ? gather_take(l->g, &cell, error) : status;
    cJSON_Delete(messages);
    return status;
}

bool import_lm_eval(gather *g, const char *file) {
    log_file l = {.g = g, .file = file};
    const smacs_text folder = import_folder(file);
    if (smacs_text_begins(import_stem(file), "results_")) {
        gather_leave(g, "files of results, which hold no samples (samples_*.jsonl do)", smacs_text_of(file));
        return true;
    }
    put(&l, &l.task, task_of(import_stem(file)));
    if (g->options->model) {
        put(&l, &l.model, smacs_text_of(g->options->model));
    } else if (folder.size > 0 && !smacs_text_is(folder, ".")) {
        put_model(&l, folder);
    } else {
        tool_fail_plain(file,
                        "a sample log does not name its model: keep it in the folder that lm_eval wrote, or say "
                        "which with --model",
                        NULL);
        log_free(&l);
        return false;
    }
    const bool read = tool_read_lines_as(file, import_parse, take_sample, &l);
    log_free(&l);
    return read;
}

/* ---- an object for each answer, or a bank ---- */

/* A member by one of its names. */
static const cJSON *first_of(const cJSON *tree, const char *const *names) {
    const cJSON *found = NULL;
    for (; *names && !found; names++) {
        found = cJSON_GetObjectItemCaseSensitive(tree, *names);
    }
    return found;
}

static smacs_text text_of_first(const cJSON *tree, const char *const *names, char digits[32]) {
    const cJSON *found = first_of(tree, names);
    return found ? import_id(tree, found->string, digits) : (smacs_text){0};
}

static smacs_status take_scores(const log_file *l, const cJSON *scores, const cJSON *answers, gather_cell *cell,
                                smacs_error *error) {
    smacs_status status = SMACS_OK;
    for (const cJSON *one = scores->child; one && status == SMACS_OK; one = one->next) {
        const cJSON *inner = cJSON_GetObjectItemCaseSensitive(one, "is_correct");
        cell->model = smacs_text_of(one->string);
        cell->response = import_text(answers, one->string);
        status = gather_score(l->g, inner ? inner : one, &cell->score, error);
        if (status == SMACS_OK && !(isnan(cell->score) && !cell->response.data)) {
            status = gather_take(l->g, cell, error);
        }
    }
    return status;
}

static smacs_status take_object(void *context, cJSON *tree, smacs_error *error) {
    static const char *const ids[] = {"id", "question_id", "sample_id", "uid", NULL};
    static const char *const questions[] = {"question", "query", "prompt", "input", NULL};
    static const char *const answers[] = {"answer", "target", "ground_truth", "reference", NULL};
    static const char *const benchmarks[] = {"benchmark", "dataset", "task", "eval_name", NULL};
    static const char *const categories[] = {"category", "subject", "src_subject", NULL};
    static const char *const models[] = {"model", "model_name", "model_id", NULL};
    static const char *const scores[] = {"score", "correct", "is_correct", "acc", "exact_match", NULL};
    static const char *const responses[] = {"response", "output", "prediction", "completion", NULL};
    static const char *const tables[] = {"scores", "model_res", "records", NULL};
    log_file *l = context;
    char digits[3][32];
    const char *const question[] = {l->g->options->question, NULL}, *const metric[] = {l->g->options->metric, NULL};
    const cJSON *table = first_of(tree, tables);
    gather_cell cell = {
        .id = text_of_first(tree, ids, digits[0]),
        .question = text_of_first(tree, question[0] ? question : questions, digits[1]),
        .answer = text_of_first(tree, answers, digits[2]),
        .benchmark = import_text(tree, (first_of(tree, benchmarks) ? first_of(tree, benchmarks)->string : "")),
        .category = import_text(tree, (first_of(tree, categories) ? first_of(tree, categories)->string : "")),
        .score = NAN};
    l->g->records++;
    if (cJSON_IsObject(table)) {
        const smacs_status status = gather_take(l->g, &cell, error);
        return status == SMACS_OK
                   ? take_scores(l, table, cJSON_GetObjectItemCaseSensitive(tree, "responses"), &cell, error)
                   : status;
    }
    const cJSON *model = first_of(tree, models), *score = first_of(tree, metric[0] ? metric : scores),
                *response = first_of(tree, responses);
    cell.model = cJSON_IsString(model) ? smacs_text_of(model->valuestring)
                                       : smacs_text_of(l->g->options->model ? l->g->options->model : "");
    cell.response = cJSON_IsString(response) ? smacs_text_of(response->valuestring) : (smacs_text){0};
    if (cell.model.size == 0 || !score) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA,
                                "a line needs a question, and scores of models or a model and its score");
    }
    const smacs_status status = gather_score(l->g, score, &cell.score, error);
    return status == SMACS_OK ? gather_take(l->g, &cell, error) : status;
}

bool import_jsonl(gather *g, const char *file) {
    log_file l = {.g = g, .file = file};
    g->two_texts = "an id stands for two questions; give each an id of its own";
    return tool_read_lines_as(file, import_parse, take_object, &l);
}
