/* Tables: CSV with a row for each question or for each answer, and RouterBench's table as CSV or JSON Lines.
 *
 * RouterBench (withmartian/routerbench, convertors/common.py) has sample_id, prompt, eval_name, for each model a column of
 * its name with the score and columns "MODEL|model_response" and "MODEL|total_cost", and oracle_model_to_route_to. Its
 * prompts and responses are Python's notation of a list of texts. Its raw table has a row for each answer: sample_id,
 * model_name, eval_name, prompt, model_response, performance. */
#include "bank/csv.h"
#include "bank/foreign.h"
#include "base/error.h"
#include "base/text.h"
#include "import/gather.h"
#include "tool/lines.h"
#include "json/writer.h"

#include <math.h>
#include <string.h>

enum { RECORD_MAX = 64 << 20 };

typedef enum kind {
    IGNORED,
    ID,
    QUESTION,
    ANSWER,
    BENCHMARK,
    CATEGORY,
    MODEL,
    SCORE,
    RESPONSE,
    WIDE_SCORE,
    WIDE_RESPONSE,
    KINDS
} kind;

typedef struct column {
    kind kind;
    char *name; /* as it stands in the header, or the model's of a wide column; owned */
} column;

typedef struct table {
    gather *g;
    const char *file;
    bool routerbench;
    smacs_csv csv;
    column *columns;
    size_t capacity;
    uint32_t count;
    bool has_header, wide;
    smacs_bytes id, prompt, answer;
    bool begun;
} table;

static const struct {
    kind kind;
    const char *names[10];
} known[] = {
    {ID, {"id", "sample_id", "question_id", "uid", "doc_id", "instance_id", NULL}},
    {QUESTION, {"question", "prompt", "query", "input", "instruction", "text", NULL}},
    {ANSWER, {"answer", "target", "ground_truth", "reference", "gold", "expected", NULL}},
    {BENCHMARK, {"benchmark", "dataset", "task", "eval_name", "dataset_id", NULL}},
    {CATEGORY, {"category", "subject", "domain", NULL}},
    {MODEL, {"model", "model_name", "model_id", NULL}},
    {SCORE, {"score", "correct", "is_correct", "accuracy", "acc", "exact_match", "performance", NULL}},
    {RESPONSE, {"response", "output", "prediction", "model_response", "completion", "generation", NULL}},
    {IGNORED, {"oracle_model_to_route_to", "split", "cost", "total_cost", "source", NULL}},
};

static bool is_ignored(const table *t, smacs_text name) {
    for (size_t i = 0; t->g->options->ignored && i < t->g->options->ignored->count; i++) {
        if (smacs_text_is(name, t->g->options->ignored->items[i])) {
            return true;
        }
    }
    return false;
}

/* What a column is by its name alone; WIDE_SCORE: nothing that is known, so it may be a model. */
static kind kind_of(const table *t, smacs_text name) {
    const import_options *options = t->g->options;
    if (is_ignored(t, name) || name.size == 0 || smacs_text_begins(name, "Unnamed: ")) {
        return IGNORED; /* pandas calls a column without a name "Unnamed: 0": often its own numbers of rows */
    }
    if (options->question && smacs_text_is(name, options->question)) {
        return QUESTION;
    }
    if (options->metric && smacs_text_is(name, options->metric)) {
        return SCORE;
    }
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        for (size_t i = 0; known[k].names[i]; i++) {
            if (smacs_text_is_folded(name, known[k].names[i])) {
                const bool other =
                    (known[k].kind == QUESTION && options->question) || (known[k].kind == SCORE && options->metric);
                return other ? IGNORED : known[k].kind;
            }
        }
    }
    const size_t bar = smacs_text_find(name, "|");
    if (bar < name.size) {
        const smacs_text what = smacs_text_after(name, bar + 1);
        return smacs_text_is(what, "model_response") || smacs_text_is(what, "response") ? WIDE_RESPONSE : IGNORED;
    }
    return WIDE_SCORE;
}

static void forget_columns(table *t) {
    for (uint32_t c = 0; c < t->count; c++) {
        smacs_mem_free(&t->g->a, t->columns[c].name);
    }
    t->count = 0;
}

static smacs_status add_column(table *t, smacs_text name, smacs_error *error) {
    if (!smacs_mem_reserve(&t->g->a, &t->columns, &t->capacity, t->count + (size_t)1, sizeof *t->columns)) {
        return smacs_fail_memory(error);
    }
    const kind what = kind_of(t, name);
    const size_t size = what == WIDE_RESPONSE ? smacs_text_find(name, "|") : name.size;
    char *copy = smacs_mem_zeroed(&t->g->a, size + 1, 1);
    if (!copy) {
        return smacs_fail_memory(error);
    }
    if (size > 0) {
        memcpy(copy, name.data, size);
    }
    t->columns[t->count++] = (column){what, copy};
    return SMACS_OK;
}

/* Whether the columns make sense together. A table with a column of models has a row for each answer; then columns that
 * are not known are no models. */
static smacs_status settle_columns(table *t, smacs_error *error) {
    uint32_t count[KINDS] = {0};
    for (uint32_t c = 0; c < t->count; c++) {
        count[t->columns[c].kind]++;
    }
    t->wide = count[MODEL] == 0;
    t->has_header = true;
    for (kind k = ID; k <= RESPONSE; k++) {
        if (count[k] > 1) {
            return smacs_fail_plain(error, SMACS_E_SCHEMA,
                                    "two columns mean the same; rename one, leave it out with --ignore, or choose with "
                                    "--question and --metric");
        }
    }
    if (count[QUESTION] == 0) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA,
                                "no column has the questions; it is called question, prompt, query or input, or "
                                "name it with --question");
    }
    if (t->wide ? count[WIDE_SCORE] == 0 && count[SCORE] == 0 : count[SCORE] == 0) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA,
                                "no column has scores: a table has a column for each model, or the columns model and "
                                "score");
    }
    for (uint32_t c = 0; c < t->count && !t->wide; c++) {
        const bool unknown = t->columns[c].kind == WIDE_SCORE || t->columns[c].kind == WIDE_RESPONSE;
        t->columns[c].kind = unknown ? IGNORED : t->columns[c].kind;
    }
    return SMACS_OK;
}

/* ---- rows ---- */

/* Fields of a row [t->count]; `texts` are those that JSON gives as texts. */
typedef struct row {
    const smacs_text *fields;
    const bool *texts; /* NULL: all are, because the table is CSV */
    uint64_t number;
} row;

static smacs_text field_of(const table *t, const row *r, kind what) {
    for (uint32_t c = 0; c < t->count; c++) {
        if (t->columns[c].kind == what) {
            return r->fields[c];
        }
    }
    return (smacs_text){0};
}

/* Where fields end with a semicolon, a decimal comma may stand in a number: "0,5". */
static smacs_text with_point(const table *t, smacs_text field, char copy[64]) {
    const size_t comma = smacs_text_find(field, ",");
    if (t->csv.delimiter != ';' || comma == field.size || field.size >= 64) {
        return field;
    }
    memcpy(copy, field.data, field.size);
    copy[comma] = '.';
    return (smacs_text){copy, field.size};
}

static smacs_status read_cell(table *t, const row *r, uint32_t c, double *score, smacs_error *error) {
    *score = NAN;
    if (!r->fields[c].data) {
        return SMACS_OK;
    }
    if (r->texts && r->texts[c] && !t->g->options->text_scores) {
        return smacs_fail(error, SMACS_E_SCHEMA, "a score is a text; --text-scores reads such", r->fields[c],
                          SMACS_NO_POSITION);
    }
    char copy[64];
    const smacs_status status = gather_score_text(t->g, with_point(t, r->fields[c], copy), score, error);
    if (status != SMACS_OK && t->columns[c].kind == WIDE_SCORE) {
        smacs_bytes text = {0};
        smacs_bytes_append(&t->g->a, &text, t->columns[c].name, strlen(t->columns[c].name));
        smacs_bytes_append(&t->g->a, &text, ": ", 2);
        smacs_bytes_append(&t->g->a, &text, r->fields[c].data, r->fields[c].size);
        smacs_fail(error, status,
                   strstr(error->message, "--") ? error->message
                                                : "a column holds no scores; if it is no model, leave it out with "
                                                  "--ignore",
                   (smacs_text){text.data, text.failed ? 0 : text.size}, SMACS_NO_POSITION);
        smacs_bytes_free(&t->g->a, &text);
    }
    return status;
}

static smacs_text response_of(const table *t, const row *r, const char *model) {
    for (uint32_t c = 0; c < t->count; c++) {
        if (t->columns[c].kind == WIDE_RESPONSE && strcmp(t->columns[c].name, model) == 0) {
            return r->fields[c];
        }
    }
    return (smacs_text){0};
}

static smacs_status take_row(table *t, const row *r, smacs_error *error) {
    gather_cell cell = {.id = field_of(t, r, ID),
                        .benchmark = field_of(t, r, BENCHMARK),
                        .category = field_of(t, r, CATEGORY),
                        .question = field_of(t, r, QUESTION),
                        .answer = field_of(t, r, ANSWER),
                        .score = NAN};
    smacs_status status = SMACS_OK;
    char digits[SMACS_DIGITS_MAX];
    t->g->records++;
    cell.question = t->routerbench ? import_python_list(t->g, cell.question, &t->prompt) : cell.question;
    if (cell.id.size == 0 && t->wide) {
        cell.id = import_join(t->g, &t->id, import_stem(t->file),
                              (smacs_text){digits, smacs_text_digits(r->number, 10, 1, digits)});
    }
    status = gather_take(t->g, &cell, error); /* the question alone */
    cell.known = true;
    for (uint32_t c = 0; c < t->count && status == SMACS_OK; c++) {
        const kind what = t->columns[c].kind;
        if (what == WIDE_SCORE || what == SCORE) {
            const char *named = t->g->options->model;
            status = read_cell(t, r, c, &cell.score, error);
            cell.model = what == WIDE_SCORE ? smacs_text_of(t->columns[c].name)
                         : t->wide          ? smacs_text_of(named ? named : "")
                                            : field_of(t, r, MODEL);
            cell.response = what == WIDE_SCORE ? response_of(t, r, t->columns[c].name) : field_of(t, r, RESPONSE);
            if (status == SMACS_OK && cell.model.size == 0) {
                status = smacs_fail_plain(error, SMACS_E_SCHEMA, "a row names no model; say which with --model");
            }
            if (status == SMACS_OK && !(t->wide && isnan(cell.score) && cell.response.size == 0)) { /* else not run */
                cell.response = cell.response.size == 0 ? (smacs_text){0}
                                : t->routerbench        ? import_python_list(t->g, cell.response, &t->answer)
                                                        : cell.response;
                status = gather_take(t->g, &cell, error);
            }
        }
    }
    return status;
}

/* ---- CSV ---- */

static smacs_status take_record(void *context, smacs_csv *csv, smacs_error *error) {
    table *t = context;
    smacs_text *fields = NULL;
    smacs_status status = SMACS_OK;
    if (!t->has_header) {
        for (uint32_t i = 0; i < csv->fields && status == SMACS_OK; i++) {
            status = add_column(t, smacs_csv_field(csv, (int)i), error);
        }
        status = status == SMACS_OK ? settle_columns(t, error) : status;
    } else if (csv->fields != t->count) {
        status = smacs_fail_plain(error, SMACS_E_SCHEMA, "a line has more or fewer fields than the header");
    } else {
        fields = smacs_mem_zeroed(&t->g->a, t->count, sizeof *fields);
        status = fields ? SMACS_OK : smacs_fail_memory(error);
        for (uint32_t i = 0; i < t->count && fields; i++) {
            fields[i] = smacs_csv_field(csv, (int)i);
        }
        const row r = {fields, NULL, csv->records};
        status = status == SMACS_OK ? take_row(t, &r, error) : status;
        smacs_mem_free(&t->g->a, fields);
    }
    if (status != SMACS_OK && error->line == 0) {
        error->line = csv->began;
        error->column = 1;
    }
    return status;
}

/* The one of comma, semicolon and tab that stands most often in the first line. */
static char find_delimiter(const char *bytes, size_t size) {
    size_t count[3] = {0};
    static const char delimiters[3] = {',', ';', '\t'};
    bool quoted = false;
    for (size_t i = 0; i < size && (quoted || (bytes[i] != '\n' && bytes[i] != '\r')); i++) {
        quoted = quoted != (bytes[i] == '"');
        for (int d = 0; d < 3 && !quoted; d++) {
            count[d] += bytes[i] == delimiters[d];
        }
    }
    return count[1] > count[0] && count[1] >= count[2] ? ';' : count[2] > count[0] ? '\t' : ',';
}

/* How long "sep=;" is at the head of a table, by which spreadsheets name the delimiter; 0: it is not there. What follows
 * is a blank line. */
static size_t naming_line(smacs_text head) {
    const size_t mark = smacs_text_begins(head, "\xEF\xBB\xBF") ? 3 : 0;
    const smacs_text line = smacs_text_after(head, mark);
    return smacs_text_begins(line, "sep=") && line.size > 5 && (line.data[5] == '\n' || line.data[5] == '\r') ? mark + 5
                                                                                                              : 0;
}

static smacs_status feed(void *context, const char *bytes, size_t size, smacs_error *error) {
    table *t = context;
    if (!t->begun) {
        const smacs_text head = smacs_text_before((smacs_text){bytes, size}, SMACS_FOREIGN_HEAD);
        const char *foreign = smacs_foreign_file(head);
        if (foreign && !strstr(foreign, "table (CSV)") && !strstr(foreign, "YAML") && !smacs_text_begins(head, "#")) {
            return smacs_fail_plain(error, SMACS_E_SYNTAX, foreign);
        }
        const size_t named = naming_line(head);
        smacs_csv_begin(&t->csv, &t->g->a, named ? bytes[named - 1] : find_delimiter(bytes, size), RECORD_MAX,
                        take_record, t);
        t->begun = true;
        bytes += named;
        size -= named;
    }
    return smacs_csv_feed(&t->csv, bytes, size, error);
}

static void table_free(table *t) {
    forget_columns(t);
    smacs_mem_free(&t->g->a, t->columns);
    smacs_csv_free(&t->csv);
    smacs_bytes_free(&t->g->a, &t->id);
    smacs_bytes_free(&t->g->a, &t->prompt);
    smacs_bytes_free(&t->g->a, &t->answer);
}

bool import_table(gather *g, const char *file, bool routerbench) {
    table t = {.g = g, .file = file, .routerbench = routerbench};
    smacs_error error = {0};
    if (!routerbench) { /* its runs with and without examples have the same ids */
        g->two_texts = "an id stands for two questions; --ignore leaves the column of ids out";
    }
    bool read = tool_read(file, feed, &t);
    if (read && (!t.begun || smacs_csv_end(&t.csv, &error) != SMACS_OK)) {
        if (t.begun) {
            tool_fail(file, &error);
        } else {
            tool_fail_plain(file, "the file is empty", NULL);
        }
        read = false;
    }
    table_free(&t);
    return read;
}

/* ---- JSON Lines ---- */

static const char lines_wanted[] =
    "this is no row of a table: write JSON Lines, with pandas df.to_json(FILE, orient=\"records\", lines=True)";

static smacs_status take_line(void *context, cJSON *tree, smacs_error *error) {
    table *t = context;
    const int count = cJSON_GetArraySize(tree);
    smacs_text *fields = smacs_mem_zeroed(&t->g->a, (size_t)count + 1, sizeof *fields);
    bool *texts = smacs_mem_zeroed(&t->g->a, (size_t)count + 1, sizeof *texts);
    char(*numbers)[SMACS_NUMBER_MAX] = smacs_mem_zeroed(&t->g->a, (size_t)count + 1, sizeof *numbers);
    smacs_status status = fields && texts && numbers ? SMACS_OK : smacs_fail_memory(error);
    size_t i = 0;
    forget_columns(t);
    if (status == SMACS_OK && !cJSON_IsObject(tree)) {
        status = smacs_fail_plain(error, SMACS_E_SCHEMA, lines_wanted);
    }
    for (const cJSON *item = tree->child; item && status == SMACS_OK; item = item->next, i++) {
        status = cJSON_IsObject(item) && i == 0 ? smacs_fail_plain(error, SMACS_E_SCHEMA, lines_wanted)
                                                : add_column(t, smacs_text_of(item->string), error);
        texts[i] = cJSON_IsString(item);
        if (cJSON_IsNumber(item)) {
            fields[i] = (smacs_text){numbers[i], smacs_number_print(item->valuedouble, numbers[i])};
        } else if (cJSON_IsBool(item)) {
            fields[i] = smacs_text_of(cJSON_IsTrue(item) ? "true" : "false");
        } else if (cJSON_IsString(item)) {
            fields[i] = smacs_text_of(item->valuestring);
        }
    }
    status = status == SMACS_OK ? settle_columns(t, error) : status;
    const row r = {fields, texts, t->g->records + 1};
    status = status == SMACS_OK ? take_row(t, &r, error) : status;
    smacs_mem_free(&t->g->a, fields);
    smacs_mem_free(&t->g->a, texts);
    smacs_mem_free(&t->g->a, numbers);
    return status;
}

bool import_table_lines(gather *g, const char *file) {
    table t = {.g = g, .file = file, .routerbench = true};
    const bool read = tool_read_lines_as(file, import_parse, take_line, &t);
    table_free(&t);
    return read;
}
