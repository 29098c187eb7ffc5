/* smacs run --questions: a file of questions, an answer a line. A line is on disk before the next question is asked, so
 * the same command goes on after Ctrl-C, a kill or a failure. Questions without an answer get no line. */
#include "base/error.h"
#include "base/names.h"
#include "base/text.h"
#include "cli/run.h"
#include "tool/lines.h"
#include "json/groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FAILURES_MOST = 3 /* in a row */ };

typedef struct many {
    smacs_allocator a;
    smacs_names ids, texts; /* of the questions; texts in the order of ids */
    bool *done;             /* [ids.count] */
    const char *out;
    FILE *stream;
} many;

static void many_free(many *m) {
    smacs_names_free(&m->a, &m->ids);
    smacs_names_free(&m->a, &m->texts);
    free(m->done);
    if (m->stream) {
        fclose(m->stream);
    }
}

/* ---- the questions ---- */

static smacs_status add_question(many *m, smacs_text id, smacs_text text, smacs_error *error) {
    const uint32_t known = m->ids.count;
    char digits[SMACS_DIGITS_MAX];
    uint32_t number;
    if (id.size == 0) {
        id = (smacs_text){digits, smacs_text_digits(known + (uint64_t)1, 10, 1, digits)};
    }
    if (smacs_names_intern(&m->a, &m->ids, id, &number) != SMACS_OK) {
        return smacs_fail_memory(error);
    }
    if (number < known) {
        return smacs_fail(error, SMACS_E_DUPLICATE, "two questions have the same id", id, SMACS_NO_POSITION);
    }
    return smacs_names_push(&m->a, &m->texts, text) == SMACS_OK ? SMACS_OK : smacs_fail_memory(error);
}

static smacs_text member_text(const cJSON *object, const char *name, char digits[SMACS_NUMBER_MAX]) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);
    if (cJSON_IsNumber(item)) {
        return (smacs_text){digits, smacs_number_print(item->valuedouble, digits)};
    }
    return smacs_text_of(cJSON_IsString(item) ? item->valuestring : "");
}

static smacs_status take_object(void *context, cJSON *tree, smacs_error *error) {
    char digits[SMACS_NUMBER_MAX], other[SMACS_NUMBER_MAX];
    smacs_text text = member_text(tree, "question", other);
    text = text.size > 0 ? text : member_text(tree, "query", other);
    text = text.size > 0 ? text : member_text(tree, "prompt", other);
    if (text.size == 0) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA, "a line has no question");
    }
    return add_question(context, member_text(tree, "id", digits), text, error);
}

typedef struct whole_text {
    const smacs_allocator *a;
    smacs_bytes text;
} whole_text;

static smacs_status collect(void *context, const char *bytes, size_t size, smacs_error *error) {
    whole_text *t = context;
    smacs_bytes_append(t->a, &t->text, bytes, size);
    return t->text.failed ? smacs_fail_memory(error) : SMACS_OK;
}

/* A question a line. */
static bool take_plain(many *m, const char *file, smacs_text rest) {
    smacs_error error;
    smacs_text line;
    while (tool_next_line(&rest, &line)) {
        if (add_question(m, (smacs_text){0}, line, &error) != SMACS_OK) {
            tool_fail(file, &error);
            return false;
        }
    }
    return true;
}

/* Questions are plain lines, unless the first one begins an object. */
static bool read_questions(many *m, const char *file) {
    whole_text t = {.a = &m->a};
    bool read = tool_read(file, collect, &t);
    if (read) {
        const smacs_text all = {t.text.data ? t.text.data : "", t.text.size};
        const smacs_text text = smacs_text_begins(all, "\xEF\xBB\xBF") ? smacs_text_after(all, 3) : all;
        const smacs_text head = smacs_text_trimmed(text), inner = smacs_text_trimmed(smacs_text_after(head, 1));
        if (smacs_text_begins(head, "[") && smacs_text_begins(inner, "{")) {
            tool_fail_plain(file, "this is one JSON array: write an object a line", NULL);
            read = false;
        } else {
            read =
                smacs_text_begins(head, "{") ? tool_take_lines(file, text, take_object, m) : take_plain(m, file, text);
        }
    }
    smacs_bytes_free(&m->a, &t.text);
    return read;
}

/* ---- the answers ---- */

static smacs_status recall(void *context, cJSON *tree, smacs_error *error) {
    many *m = context;
    char digits[SMACS_NUMBER_MAX], other[SMACS_NUMBER_MAX];
    const smacs_text id = member_text(tree, "id", digits), text = member_text(tree, "question", other);
    const uint32_t number = smacs_names_find(&m->ids, id);
    if (!cJSON_GetObjectItemCaseSensitive(tree, "answer")) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "this is no file of answers; give --out a new file");
    }
    if (number == SMACS_NO_NAME || !smacs_text_equal(smacs_names_get(&m->texts, number), text)) {
        return smacs_fail(error, SMACS_E_ARGUMENT, "this line is of another file of questions; give --out a new file",
                          id, SMACS_NO_POSITION);
    }
    m->done[number] = true;
    return SMACS_OK;
}

static bool open_answers(many *m) {
    m->done = calloc(m->ids.count + (size_t)1, sizeof *m->done);
    if (!m->done) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    return tool_resume_lines(m->out, recall, m, &m->stream);
}

static void copy_members(smacs_json_writer *w, const cJSON *view, const char *const *names) {
    for (; *names; names++) {
        const cJSON *item = cJSON_GetObjectItemCaseSensitive(view, *names);
        if (item) {
            smacs_json_name(w, *names);
            smacs_json_tree(w, item);
        }
    }
}

static bool write_answer(const many *m, uint32_t number, const host_outcome *o, bool whole) {
    static const char *const kept[] = {"certainty", "settled", "calls_made", "usage", "degraded", NULL};
    const char *answer =
        cJSON_GetStringValue(host_outcome_keeps_output(o) ? cJSON_GetObjectItemCaseSensitive(o->view, "output")
                                                          : cJSON_GetObjectItemCaseSensitive(o->kept, "text"));
    smacs_json_writer w;
    char *json = NULL;
    size_t size = 0;
    smacs_json_begin(&w, &m->a);
    smacs_json_open(&w, '{');
    smacs_json_text_member(&w, "id", smacs_names_get(&m->ids, number));
    smacs_json_text_member(&w, "question", smacs_names_get(&m->texts, number));
    smacs_json_word_member(&w, "answer", answer);
    smacs_json_text_member(&w, "member", smacs_text_of(host_outcome_member(o)));
    copy_members(&w, o->view, kept);
    if (whole) {
        smacs_json_name(&w, "run");
        smacs_json_tree(&w, o->view);
    }
    smacs_json_close(&w, '}');
    if (smacs_json_finish(&w, &json, &size) != SMACS_OK) {
        return tool_fail_plain(NULL, "out of memory", NULL) == TOOL_OK;
    }
    json[size] = '\n'; /* in place of the NUL */
    const bool written = fwrite(json, 1, size + 1, m->stream) == size + 1 && fflush(m->stream) == 0;
    smacs_mem_free(&m->a, json);
    return written || tool_fail_plain(m->out, "cannot be written; is the disk full?", NULL) == TOOL_OK;
}

/* ---- all of them ---- */

/* Runs a question and keeps its answer. *answered: it has one. False after a report that ends all. */
static bool run_one(const many *m, run_flags *given, run_tools *t, uint32_t number, bool *answered) {
    host_outcome o;
    bool fine = true;
    *answered = false;
    t->question = smacs_names_get(&m->texts, number);
    t->id = smacs_names_get(&m->ids, number);
    t->place = number;
    if (run_question(given, t) && host_interrupts() == 0 && host_outcome_open(t->session, &o)) {
        *answered = host_outcome_has_answer(&o);
        fine = !*answered || write_answer(m, number, &o, given->json != 0);
        if (!given->quiet) {
            host_outcome_tell(&o);
        }
        host_outcome_free(&o);
    }
    run_question_end(t);
    return fine;
}

static int run_all(const many *m, run_flags *given, run_tools *t) {
    uint32_t before = 0, answered = 0, in_row = 0;
    bool fine = true;
    for (uint32_t i = 0; i < m->ids.count && fine && in_row < FAILURES_MOST && host_interrupts() == 0; i++) {
        bool one = false;
        if (m->done[i]) {
            before++;
            continue;
        }
        if (!given->quiet) {
            const smacs_text id = smacs_names_get(&m->ids, i);
            fprintf(stderr, "question %u of %u (%.*s)\n", i + 1, m->ids.count, (int)id.size, id.data);
        }
        fine = run_one(m, given, t, i, &one);
        answered += one;
        in_row = one ? 0 : in_row + 1;
    }
    const uint32_t left = m->ids.count - before - answered;
    fprintf(stderr, "%u answered now, %u before, %u left%s\n", answered, before, left,
            in_row == FAILURES_MOST ? ": three in a row came to nothing"
            : left > 0              ? "; the same command asks them"
                                    : "");
    return fine && left == 0 ? TOOL_OK : TOOL_FAILED;
}

int run_many(run_flags *given, run_tools *t) {
    many m = {.a = smacs_allocator_or_default(NULL), .out = given->out};
    int code = TOOL_FAILED;
    const bool read = read_questions(&m, given->questions);
    if (read && m.ids.count == 0) {
        tool_fail_plain(given->questions, "there is no question in it", NULL);
    } else if (read &&
               (!given->outside.file || tool_vectors_check_order(&t->vectors, given->outside.file, m.ids.count)) &&
               open_answers(&m)) {
        code = run_all(&m, given, t);
    }
    many_free(&m);
    return code;
}
