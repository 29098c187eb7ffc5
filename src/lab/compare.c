/* Compares two results on the same questions, question by question. */
#include "base/error.h"
#include "base/text.h"
#include "lab/lab.h"
#include "lab/members.h"
#include "lab/results.h"
#include "json/fields.h"

#include <math.h>
#include <stdlib.h>

enum { SCORE_A, SCORE_B, DIFFERENCE, CALLS_A, CALLS_B, COLUMNS };

static const lab_figure figures[COLUMNS] = {
    [SCORE_A] = {.name = "a", .words = "A", .heading = "A", .digits = 2, .percent = 1},
    [SCORE_B] = {.name = "b", .words = "B", .heading = "B", .digits = 2, .percent = 1},
    [DIFFERENCE] = {.name = "b_minus_a",
                    .words = "B - A",
                    .heading = "B - A",
                    .digits = 2,
                    .percent = 1,
                    .difference = 1,
                    .more = SCORE_B,
                    .less = SCORE_A},
    [CALLS_A] = {.name = "calls_a", .words = "calls of A", .digits = 2},
    [CALLS_B] = {.name = "calls_b", .words = "calls of B", .digits = 2},
};

/* What one result says of a question. Texts are borrowed from its tree. */
typedef struct outcome {
    smacs_text id, benchmark;
    double score, calls;
} outcome;

typedef struct result {
    const char *file;
    cJSON *tree;
    smacs_names ids;
    outcome *outcomes; /* [ids.count] */
} result;

typedef struct comparison {
    smacs_allocator a;
    result of[2];
    const lab_settings *settings;
    lab_sample sample;
    uint64_t *better, *worse; /* [groups + 1] questions of B against A; the last: of all */
} comparison;

static bool read_outcome(const cJSON *tree, result *r, uint32_t place) {
    outcome *o = &r->outcomes[place];
    smacs_error error;
    const cJSON *certainty = NULL;
    const smacs_field fields[] = {
        {"id", SMACS_FIELD_TEXT, &o->id, true, NULL},
        {"benchmark", SMACS_FIELD_TEXT, &o->benchmark, true, NULL},
        {"score", SMACS_FIELD_NUMBER, &o->score, true, NULL},
        {"calls", SMACS_FIELD_NUMBER, &o->calls, true, NULL},
        {"certainty", SMACS_FIELD_ANY, (void *)&certainty, false, NULL}, /* not compared */
    };
    if (smacs_fields_read(tree, fields, sizeof fields / sizeof fields[0], "an outcome", &error) != SMACS_OK) {
        error.position = SMACS_NO_POSITION;
        tool_fail(r->file, &error);
        return false;
    }
    return true;
}

static bool read_outcomes(comparison *c, result *r, const cJSON *list) {
    const int count = cJSON_GetArraySize(list);
    const cJSON *item = NULL;
    uint32_t place = 0, number;
    r->outcomes = calloc((size_t)count + 1, sizeof *r->outcomes);
    if (!r->outcomes) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    cJSON_ArrayForEach(item, list) {
        if (!read_outcome(item, r, place)) {
            return false;
        }
        if (smacs_names_intern(&c->a, &r->ids, r->outcomes[place].id, &number) != SMACS_OK) {
            tool_fail_plain(NULL, "out of memory", NULL);
            return false;
        }
        if (number != place++) {
            tool_fail_plain(r->file, "a question stands twice among the outcomes", lab_word(item, "id"));
            return false;
        }
    }
    return true;
}

static bool open_result(comparison *c, const char *file, result *r) {
    r->file = file;
    if (!tool_load_json(file, NULL, NULL, &r->tree)) {
        return false;
    }
    const cJSON *list = lab_member(r->tree, "outcomes");
    if (!cJSON_IsArray(list) || !list->child) {
        tool_fail_plain(file, "no outcomes of questions are in it; write it with --json --outcomes", NULL);
        return false;
    }
    return read_outcomes(c, r, list);
}

/* Says in which result a question is missing. */
static bool fail_missing(const result *has, const result *lacks, const outcome *o) {
    char detail[256];
    uint32_t missing = 0;
    for (uint32_t i = 0; i < has->ids.count; i++) {
        missing += smacs_names_find(&lacks->ids, has->outcomes[i].id) == SMACS_NO_NAME;
    }
    snprintf(detail, sizeof detail, "%u of %u questions of %.80s are missing, the first is %.*s", missing,
             has->ids.count, has->file, (int)(o->id.size < 80 ? o->id.size : 80), o->id.data);
    tool_fail_plain(lacks->file, "the two results are not about the same questions", detail);
    return false;
}

static bool pair_questions(comparison *c) {
    const result *a = &c->of[0], *b = &c->of[1];
    for (uint32_t i = 0; i < b->ids.count; i++) {
        if (smacs_names_find(&a->ids, b->outcomes[i].id) == SMACS_NO_NAME) {
            return fail_missing(b, a, &b->outcomes[i]);
        }
    }
    for (uint32_t i = 0; i < a->ids.count; i++) {
        const outcome *of = &a->outcomes[i];
        const uint32_t place = smacs_names_find(&b->ids, of->id);
        if (place == SMACS_NO_NAME) {
            return fail_missing(a, b, of);
        }
        const outcome *other = &b->outcomes[place];
        if (!smacs_text_equal(of->benchmark, other->benchmark)) {
            char id[128];
            snprintf(id, sizeof id, "%.*s", (int)(of->id.size < 120 ? of->id.size : 120), of->id.data);
            tool_fail_plain(b->file, "a question is of another benchmark than in the first result", id);
            return false;
        }
        double values[COLUMNS] = {[SCORE_A] = 100.0 * of->score,
                                  [SCORE_B] = 100.0 * other->score,
                                  [CALLS_A] = of->calls,
                                  [CALLS_B] = other->calls};
        lab_figures_subtract(figures, COLUMNS, values);
        if (lab_sample_add(&c->sample, of->benchmark, values) != SMACS_OK) {
            tool_fail_plain(NULL, "out of memory", NULL);
            return false;
        }
    }
    return true;
}

static bool count_signs(comparison *c) {
    const uint32_t groups = c->sample.groups.count;
    c->better = calloc(groups + (size_t)1, sizeof *c->better);
    c->worse = calloc(groups + (size_t)1, sizeof *c->worse);
    if (!c->better || !c->worse) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    for (size_t i = 0; i < c->sample.count; i++) {
        const double difference = c->sample.values[i * COLUMNS + DIFFERENCE];
        c->better[c->sample.group[i]] += difference > 0.0;
        c->worse[c->sample.group[i]] += difference < 0.0;
        c->better[groups] += difference > 0.0;
        c->worse[groups] += difference < 0.0;
    }
    return true;
}

/* The sign tests, a member for each benchmark and one for all questions. */
static void write_tests(smacs_json_writer *w, const comparison *c) {
    smacs_json_name(w, "sign_tests");
    smacs_json_open(w, '[');
    for (uint32_t g = 0; g <= c->sample.groups.count; g++) {
        smacs_json_open(w, '{');
        smacs_json_text_member(w, "benchmark",
                               g < c->sample.groups.count ? smacs_names_get(&c->sample.groups, g) : (smacs_text){0});
        smacs_json_integer_member(w, "better", c->better[g]);
        smacs_json_integer_member(w, "worse", c->worse[g]);
        smacs_json_number_member(w, "p", smacs_sign_test(c->better[g], c->worse[g]));
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
}

static const char *title_of(const result *r) {
    const char *title = cJSON_GetStringValue(lab_member(lab_member(r->tree, "evaluation"), "title"));
    return title ? title : r->file;
}

static int write_result(const comparison *c, const lab_figures *f) {
    char first[256], second[256];
    const char *const notes[] = {first, second,
                                 "Differences are paired: the same questions are drawn for both. p is of the exact "
                                 "two-sided sign test (McNemar's, for right and wrong).",
                                 NULL};
    smacs_json_writer w;
    snprintf(first, sizeof first, "A: %.240s", title_of(&c->of[0]));
    snprintf(second, sizeof second, "B: %.240s", title_of(&c->of[1]));
    smacs_json_begin(&w, &c->a);
    smacs_json_open(&w, '{');
    lab_figures_write(&w, f, "compare", notes);
    write_tests(&w, c);
    smacs_json_close(&w, '}');
    if (!c->settings->json) {
        lab_figures_print(f, notes);
    }
    return lab_finish(&w, c->settings);
}

static int run(comparison *c, const char *first, const char *second) {
    c->sample = (lab_sample){.a = c->a, .columns = COLUMNS};
    if (!open_result(c, first, &c->of[0]) || !open_result(c, second, &c->of[1]) || !pair_questions(c) ||
        !count_signs(c)) {
        return TOOL_FAILED;
    }
    lab_figures f = {.sample = &c->sample, .of = figures, .settings = c->settings};
    const int code = lab_figures_make(&f) ? write_result(c, &f) : TOOL_FAILED;
    lab_figures_free(&f);
    return code;
}

static void comparison_free(comparison *c) {
    for (int i = 0; i < 2; i++) {
        cJSON_Delete(c->of[i].tree);
        free(c->of[i].outcomes);
        smacs_names_free(&c->a, &c->of[i].ids);
    }
    lab_sample_free(&c->sample);
    free(c->better);
    free(c->worse);
}

int lab_compare(const char *first, const char *second, const lab_settings *settings) {
    comparison c = {.a = smacs_allocator_or_default(NULL), .settings = settings};
    const int code = run(&c, first, second);
    comparison_free(&c);
    return code;
}
