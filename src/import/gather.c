#include "import/gather.h"
#include "bank/shapes.h"

#include "base/bits.h"
#include "base/error.h"
#include "base/text.h"
#include "json/groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX

/* Numbers of texts; NONE: absent. */
typedef struct gather_question {
    uint32_t text, answer, benchmark, category;
    uint32_t first, last; /* of its scores */
} gather_question;

typedef struct gather_score {
    uint32_t model, trials, next;
    bool answered; /* an answer is recorded */
    double sum;
} gather_cell_score;

void gather_free(gather *g) {
    smacs_names *const all[] = {&g->ids, &g->texts, &g->words, &g->models, &g->pairs};
    for (size_t i = 0; i < sizeof all / sizeof *all && g->a.alloc; i++) {
        smacs_names_free(&g->a, all[i]);
    }
    if (g->a.alloc) {
        smacs_mem_free(&g->a, g->questions);
        smacs_mem_free(&g->a, g->scores);
    }
}

void gather_leave(gather *g, const char *why, smacs_text first) {
    size_t i = 0;
    while (i < g->left_count && strcmp(g->left[i].why, why) != 0) {
        i++;
    }
    if (i == GATHER_REASONS) {
        return; /* more reasons than there are in this program */
    }
    if (i == g->left_count) {
        g->left[g->left_count++] = (gather_left){.why = why};
        snprintf(g->left[i].first, sizeof g->left[i].first, "%.*s", (int)(first.size < 100 ? first.size : 100),
                 first.data ? first.data : "");
    }
    g->left[i].count++;
}

/* ---- scores ---- */

static smacs_status check_score(gather *g, double value, double *score, smacs_error *error) {
    char number[SMACS_NUMBER_MAX];
    const double most = g->options->percent ? 100.0 : 1.0;
    g->most = value > g->most ? value : g->most;
    *score = value / most;
    if (value >= 0.0 && value <= most) {
        return SMACS_OK;
    }
    const size_t size = smacs_number_print(value, number);
    return smacs_fail(
        error, SMACS_E_SCHEMA,
        g->options->percent ? "a score is not between 0 and 100"
        : value > 1.0 && value <= 100.0
            ? "a score is not between 0 and 1: if scores are percent, say --percent; --ignore leaves a column "
              "out, --metric chooses another score"
            : "a score is not between 0 and 1: --ignore leaves a column out, --metric chooses another score",
        (smacs_text){number, size}, SMACS_NO_POSITION);
}

static bool is_among(smacs_text text, const char *const *words) {
    while (*words && !smacs_text_is_folded(text, *words)) {
        words++;
    }
    return *words != NULL;
}

/* The score that a word says; false: none. Words that need --text-scores are `asked`. */
static bool score_of_word(smacs_text text, double *score, bool *asked) {
    static const char *const missing[] = {"", "na", "n/a", "#n/a", "nan", "null", "none", "-", NULL};
    static const char *const right[] = {"correct", "right", "yes", "y", "pass", "passed", "t", "success", NULL};
    static const char *const wrong[] = {"incorrect", "wrong", "no", "n", "fail", "failed", "f", "failure", NULL};
    const bool yes = is_among(text, right), no = is_among(text, wrong), absent = is_among(text, missing);
    const bool true_word = smacs_text_is_folded(text, "true"), false_word = smacs_text_is_folded(text, "false");
    *asked = yes || no;
    *score = absent ? (double)NAN : yes || true_word ? 1.0 : 0.0;
    return yes || no || absent || true_word || false_word;
}

smacs_status gather_score_text(gather *g, smacs_text text, double *score, smacs_error *error) {
    char digits[64], *end = digits;
    bool asked = false;
    if (score_of_word(text, score, &asked)) {
        return asked && !g->options->text_scores
                   ? smacs_fail(error, SMACS_E_SCHEMA,
                                "a score is a word; --text-scores reads such as correct, yes or pass", text,
                                SMACS_NO_POSITION)
                   : SMACS_OK;
    }
    const bool sign = g->options->percent && text.data[text.size - 1] == '%';
    const smacs_text number = smacs_text_trimmed(smacs_text_before(text, text.size - sign));
    const bool fits = number.size > 0 && number.size < sizeof digits;
    if (fits) {
        memcpy(digits, number.data, number.size);
        digits[number.size] = 0;
        *score = smacs_number_read(digits, &end);
    }
    if (!fits || end == digits || *end) {
        return smacs_fail(error, SMACS_E_SCHEMA,
                          text.data[text.size - 1] == '%' ? "a score is percent; --percent reads such"
                                                          : "a score is neither a number nor true or false",
                          text, SMACS_NO_POSITION);
    }
    return check_score(g, *score, score, error);
}

smacs_status gather_score(gather *g, const cJSON *value, double *score, smacs_error *error) {
    *score = NAN;
    if (!value || cJSON_IsNull(value)) {
        return SMACS_OK;
    }
    if (cJSON_IsBool(value)) {
        *score = cJSON_IsTrue(value) ? 1.0 : 0.0;
        return SMACS_OK;
    }
    if (cJSON_IsNumber(value)) {
        return check_score(g, value->valuedouble, score, error);
    }
    if (cJSON_IsString(value)) {
        const smacs_text text = smacs_text_trimmed(smacs_text_of(value->valuestring));
        return g->options->text_scores
                   ? gather_score_text(g, text, score, error)
                   : smacs_fail(error, SMACS_E_SCHEMA, "a score is a text; --text-scores reads such", text,
                                SMACS_NO_POSITION);
    }
    return smacs_fail_plain(error, SMACS_E_SCHEMA,
                            "a score is a list or an object, not a number; choose another with --metric");
}

/* ---- questions and cells ---- */

static smacs_status intern(gather *g, smacs_names *names, smacs_text text, uint32_t *number) {
    *number = NONE;
    return text.data && text.size > 0 ? smacs_names_intern(&g->a, names, text, number) : SMACS_OK;
}

/* The question's number: by its id, or by benchmark and text, which then make the id. */
static smacs_status find_question(gather *g, const gather_cell *cell, uint32_t text, uint32_t *number) {
    smacs_bytes key = {0};
    char digits[SMACS_DIGITS_MAX];
    smacs_text id = cell->id;
    if (!id.data || id.size == 0) {
        const size_t size = smacs_text_digits(text + (uint64_t)1, 10, 1, digits);
        id = import_join(g, &key, cell->benchmark.size > 0 ? cell->benchmark : smacs_text_of("question"),
                         (smacs_text){digits, size});
    }
    const smacs_status status = id.data ? smacs_names_intern(&g->a, &g->ids, id, number) : SMACS_E_MEMORY;
    smacs_bytes_free(&g->a, &key);
    return status;
}

static smacs_status add_question(gather *g, const gather_cell *cell, uint32_t *number, smacs_error *error) {
    const uint32_t known = g->ids.count;
    uint32_t text = NONE;
    smacs_status status = intern(g, &g->texts, cell->question, &text);
    if (status == SMACS_OK) {
        status = find_question(g, cell, text, number);
    }
    if (status == SMACS_OK && *number == known &&
        !smacs_mem_reserve(&g->a, &g->questions, &g->question_capacity, g->ids.count, sizeof *g->questions)) {
        status = SMACS_E_MEMORY;
    }
    if (status != SMACS_OK) {
        return smacs_fail_plain(error, status, "out of memory");
    }
    gather_question *q = &g->questions[*number];
    if (*number == known) {
        *q = (gather_question){NONE, NONE, NONE, NONE, NONE, NONE};
    }
    if (q->text != NONE && q->text != text && g->two_texts) {
        return smacs_fail(error, SMACS_E_DUPLICATE, g->two_texts, cell->id, SMACS_NO_POSITION);
    }
    if (q->text != NONE && q->text != text && !cell->known) {
        gather_leave(g, "questions that stand with another text later; the first text is kept", cell->id);
    }
    q->text = q->text == NONE ? text : q->text;
    const struct {
        smacs_text text;
        uint32_t *number;
    } words[] = {{cell->answer, &q->answer}, {cell->benchmark, &q->benchmark}, {cell->category, &q->category}};
    for (size_t i = 0; i < sizeof words / sizeof *words && status == SMACS_OK; i++) {
        status = *words[i].number == NONE ? intern(g, &g->words, words[i].text, words[i].number) : SMACS_OK;
    }
    return status == SMACS_OK ? SMACS_OK : smacs_fail_plain(error, status, "out of memory");
}

/* A line of recorded answers. */
static smacs_status write_answer(gather *g, uint32_t question, const gather_cell *cell, smacs_error *error) {
    smacs_json_writer w;
    char *json = NULL;
    size_t size = 0;
    smacs_json_begin(&w, &g->a);
    smacs_json_open(&w, '{');
    smacs_json_text_member(&w, "id", smacs_names_get(&g->ids, question));
    smacs_json_name(&w, "responses");
    smacs_json_open(&w, '{');
    smacs_json_key(&w, cell->model);
    smacs_json_text(&w, cell->response);
    smacs_json_close(&w, '}');
    smacs_json_close(&w, '}');
    if (smacs_json_finish(&w, &json, &size) != SMACS_OK) {
        return smacs_fail_memory(error);
    }
    json[size] = '\n'; /* in place of the NUL */
    tool_out_write(g->responses, json, size + 1);
    smacs_mem_free(&g->a, json);
    g->answers++;
    return SMACS_OK;
}

static smacs_status find_cell(gather *g, uint32_t question, uint32_t model, uint32_t *number, smacs_error *error) {
    uint8_t key[8];
    const uint32_t known = g->pairs.count;
    smacs_store_u32(key, question);
    smacs_store_u32(key + 4, model);
    if (smacs_names_intern(&g->a, &g->pairs, (smacs_text){(const char *)key, sizeof key}, number) != SMACS_OK ||
        !smacs_mem_reserve(&g->a, &g->scores, &g->score_capacity, g->pairs.count, sizeof *g->scores)) {
        return smacs_fail_memory(error);
    }
    if (*number == known) {
        gather_question *q = &g->questions[question];
        g->scores[*number] = (gather_cell_score){.model = model, .next = NONE};
        if (q->last == NONE) {
            q->first = *number;
        } else {
            g->scores[q->last].next = *number;
        }
        q->last = *number;
    }
    return SMACS_OK;
}

/* Adds a score to those that are there, or counts it as left. */
static void add_score(gather *g, gather_cell_score *s, const gather_cell *cell) {
    if (isnan(cell->score)) {
        gather_leave(g, "answers without a score", cell->id);
        return;
    }
    if (s->trials > 0 && !cell->repeats) {
        gather_leave(g,
                     s->sum == cell->score ? "scores that stand twice, and are equal"
                     : g->twice            ? g->twice
                                           : "scores that stand twice, and differ; the first is kept",
                     cell->id);
        return;
    }
    s->sum += cell->score;
    s->trials++;
}

smacs_status gather_take(gather *g, const gather_cell *cell, smacs_error *error) {
    uint32_t question = 0, model = 0, number = 0;
    if (g->failed) {
        return smacs_fail_memory(error);
    }
    const smacs_text names[] = {cell->id, cell->model, cell->benchmark, cell->category};
    smacs_status status = smacs_shape_names(names, sizeof names / sizeof *names, error);
    if (status != SMACS_OK) {
        return status;
    }
    if (cell->question.size == 0 && g->logs) {
        gather_leave(g, "records whose question has no text, as with pictures alone", cell->id);
        return SMACS_OK;
    }
    if (cell->question.size == 0) {
        return smacs_fail(error, SMACS_E_SCHEMA, "a question has no text", cell->id, SMACS_NO_POSITION);
    }
    status = add_question(g, cell, &question, error);
    if (status != SMACS_OK || cell->model.size == 0) {
        return status;
    }
    status = intern(g, &g->models, cell->model, &model);
    if (status != SMACS_OK) {
        return smacs_fail_memory(error);
    }
    status = find_cell(g, question, model, &number, error);
    if (status != SMACS_OK) {
        return status;
    }
    add_score(g, &g->scores[number], cell);
    if (!g->responses || !cell->response.data) {
        return SMACS_OK;
    }
    if (g->scores[number].answered) {
        gather_leave(g, "answers of further trials, or that stand twice; the first is kept", cell->id);
        return SMACS_OK;
    }
    g->scores[number].answered = true;
    return write_answer(g, question, cell, error);
}

/* ---- the bank ---- */

static void write_word(smacs_json_writer *w, const char *name, const smacs_names *names, uint32_t number) {
    if (number != NONE) {
        smacs_json_text_member(w, name, smacs_names_get(names, number));
    }
}

static void write_question(const gather *g, uint32_t number, smacs_json_writer *w) {
    const gather_question *q = &g->questions[number];
    smacs_json_open(w, '{');
    smacs_json_text_member(w, "id", smacs_names_get(&g->ids, number));
    write_word(w, "benchmark", &g->words, q->benchmark);
    write_word(w, "category", &g->words, q->category);
    write_word(w, "question", &g->texts, q->text);
    write_word(w, "answer", &g->words, q->answer);
    smacs_json_name(w, "scores");
    smacs_json_open(w, '{');
    for (uint32_t s = q->first; s != NONE; s = g->scores[s].next) {
        if (g->scores[s].trials > 0) {
            smacs_json_key(w, smacs_names_get(&g->models, g->scores[s].model));
            smacs_json_number(w, g->scores[s].sum / g->scores[s].trials);
        }
    }
    smacs_json_close(w, '}');
    smacs_json_close(w, '}');
}

static bool has_score(const gather *g, const gather_question *q) {
    uint32_t s = q->first;
    while (s != NONE && g->scores[s].trials == 0) {
        s = g->scores[s].next;
    }
    return s != NONE;
}

static bool write_line(const gather *g, uint32_t number, tool_out *bank) {
    smacs_json_writer w;
    char *json = NULL;
    size_t size = 0;
    smacs_json_begin(&w, &g->a);
    write_question(g, number, &w);
    if (smacs_json_finish(&w, &json, &size) != SMACS_OK) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    json[size] = '\n';
    tool_out_write(bank, json, size + 1);
    smacs_mem_free(&g->a, json);
    return true;
}

static void tell_left(const gather *g) {
    for (size_t i = 0; i < g->left_count; i++) {
        fprintf(stderr, "note: %llu %s%s%s\n", (unsigned long long)g->left[i].count, g->left[i].why,
                g->left[i].first[0] ? ", the first: " : "", g->left[i].first);
    }
}

bool gather_write(gather *g, tool_out *bank) {
    uint32_t *first = malloc((g->texts.count + (size_t)1) * sizeof *first);
    bool written = (first && !g->failed) || tool_fail_plain(NULL, "out of memory", NULL) == TOOL_OK, any = false;
    for (uint32_t t = 0; t < g->texts.count && written; t++) {
        first[t] = NONE;
    }
    for (uint32_t i = 0; i < g->ids.count && written; i++) {
        const gather_question *q = &g->questions[i];
        if (!has_score(g, q)) {
            gather_leave(g, "questions without a score", smacs_names_get(&g->ids, i));
            continue;
        }
        if (first[q->text] != NONE) {
            char pair[120];
            const smacs_text a = smacs_names_get(&g->ids, first[q->text]), b = smacs_names_get(&g->ids, i);
            snprintf(pair, sizeof pair, "%.*s and %.*s", (int)(a.size < 45 ? a.size : 45), a.data,
                     (int)(b.size < 45 ? b.size : 45), b.data);
            gather_leave(g, "questions with the text of an earlier one; they are taken as questions of their own",
                         smacs_text_of(pair));
        } else {
            first[q->text] = i;
        }
        any = true;
        written = write_line(g, i, bank);
    }
    free(first);
    if (written && !any) {
        tell_left(g);
        tool_fail_plain(NULL, "no question with a score was found in these files", NULL);
    }
    return written && any;
}

/* ---- what was done ---- */

static void count_models(const gather *g, uint64_t *scored, uint64_t *cells) {
    for (uint32_t s = 0; s < g->pairs.count; s++) {
        scored[g->scores[s].model] += g->scores[s].trials > 0;
        *cells += g->scores[s].trials > 0;
    }
}

static uint32_t count_questions(const gather *g) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < g->ids.count; i++) {
        count += has_score(g, &g->questions[i]);
    }
    return count;
}

static bool tell_json(const gather *g, const tool_list *files, const uint64_t *scored, uint64_t cells) {
    smacs_json_writer w;
    char *json = NULL;
    size_t size = 0;
    smacs_json_begin(&w, &g->a);
    smacs_json_open(&w, '{');
    smacs_json_integer_member(&w, "files", files->count);
    smacs_json_integer_member(&w, "records", g->records);
    smacs_json_integer_member(&w, "questions", count_questions(g));
    smacs_json_integer_member(&w, "scores", cells);
    smacs_json_integer_member(&w, "responses", g->answers);
    smacs_json_name(&w, "models");
    smacs_json_open(&w, '{');
    for (uint32_t m = 0; m < g->models.count; m++) {
        smacs_json_key(&w, smacs_names_get(&g->models, m));
        smacs_json_integer(&w, scored[m]);
    }
    smacs_json_close(&w, '}');
    smacs_json_name(&w, "left");
    smacs_json_open(&w, '[');
    for (size_t i = 0; i < g->left_count; i++) {
        smacs_json_open(&w, '{');
        smacs_json_text_member(&w, "what", smacs_text_of(g->left[i].why));
        smacs_json_integer_member(&w, "count", g->left[i].count);
        smacs_json_text_member(&w, "first", smacs_text_of(g->left[i].first));
        smacs_json_close(&w, '}');
    }
    smacs_json_close(&w, ']');
    smacs_json_close(&w, '}');
    if (smacs_json_finish(&w, &json, &size) != SMACS_OK) {
        return tool_fail_plain(NULL, "out of memory", NULL) == TOOL_OK;
    }
    tool_print_json(json);
    smacs_mem_free(&g->a, json);
    return true;
}

bool gather_tell(const gather *g, const tool_list *files, bool json) {
    uint64_t cells = 0, *scored = calloc(g->models.count + (size_t)1, sizeof *scored);
    if (!scored) {
        return tool_fail_plain(NULL, "out of memory", NULL) == TOOL_OK;
    }
    count_models(g, scored, &cells);
    bool told = true;
    if (json) {
        told = tell_json(g, files, scored, cells);
    } else {
        fprintf(stderr, "taken: %u questions, %llu scores of %u models, %llu answers, from %llu records of %zu files\n",
                count_questions(g), (unsigned long long)cells, g->models.count, (unsigned long long)g->answers,
                (unsigned long long)g->records, files->count);
        for (uint32_t m = 0; m < g->models.count; m++) {
            const smacs_text name = smacs_names_get(&g->models, m);
            fprintf(stderr, "  %8llu  %.*s\n", (unsigned long long)scored[m], (int)name.size, name.data);
        }
        tell_left(g);
    }
    free(scored);
    return told;
}
