/* Compares two results on the same questions, question by question. */
#include "base/error.h"
#include "base/text.h"
#include "lab/lab.h"
#include "lab/members.h"
#include "lab/results.h"
#include "tool/made.h"
#include "json/fields.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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
    bool any_pool;
    char pools[1400]; /* how their pools differ; "": they do not */
    lab_sample sample;
    uint64_t *better, *worse; /* [groups + 1] questions of B against A; the last: of all */
} comparison;

static bool read_outcome(const cJSON *tree, result *r, uint32_t place) {
    outcome *o = &r->outcomes[place];
    smacs_error error;
    const cJSON *unused = NULL; /* not compared */
    const smacs_field fields[] = {
        {"id", SMACS_FIELD_TEXT, &o->id, true, NULL},
        {"benchmark", SMACS_FIELD_TEXT, &o->benchmark, true, NULL},
        {"score", SMACS_FIELD_NUMBER, &o->score, true, NULL},
        {"calls", SMACS_FIELD_NUMBER, &o->calls, true, NULL},
        {"certainty", SMACS_FIELD_ANY, (void *)&unused, false, NULL},
        {"seconds", SMACS_FIELD_ANY, (void *)&unused, false, NULL},
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

/* Whether a name is one of the texts of a list. */
static bool has_name(const cJSON *list, const char *name) {
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list) {
        if (cJSON_IsString(item) && strcmp(item->valuestring, name) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- what both results have to share ---- */

/* Appends "; N only in FILE: a, b, c, .." about the models of one list that another lacks. Returns their number. */
static int name_models_without(const cJSON *has, const cJSON *lacks, const char *file, char *text, size_t capacity) {
    enum { SHOWN = 5 };
    const cJSON *item = NULL;
    char names[400] = "";
    size_t size = 0;
    int missing = 0;
    cJSON_ArrayForEach(item, has) {
        if (cJSON_IsString(item) && !has_name(lacks, item->valuestring) && ++missing <= SHOWN) {
            const int put =
                snprintf(names + size, sizeof names - size, "%s%.60s", missing > 1 ? ", " : "", item->valuestring);
            size += put > 0 && (size_t)put < sizeof names - size ? (size_t)put : 0;
        }
    }
    if (missing > 0) {
        const size_t at = strlen(text);
        snprintf(text + at, capacity - at, "%s%d only in %.80s: %s%s", at > 0 ? "; " : "", missing, file, names,
                 missing > SHOWN ? ", .." : "");
    }
    return missing;
}

/* Compares the models that the results chose among; the difference is then told in `note`. False after a report, unless
 * the caller wants them compared all the same. */
static bool check_pools(const comparison *c, char *note, size_t capacity) {
    const cJSON *a = lab_member(c->of[0].tree, "models"), *b = lab_member(c->of[1].tree, "models");
    char detail[1200] = "";
    note[0] = 0;
    if (!cJSON_IsArray(a) || !cJSON_IsArray(b)) {
        snprintf(note, capacity,
                 "%.80s does not say which models it chose among, so nobody can tell whether the two had "
                 "the same pool.",
                 cJSON_IsArray(a) ? c->of[1].file : c->of[0].file);
        return true;
    }
    name_models_without(a, b, c->of[0].file, detail, sizeof detail);
    name_models_without(b, a, c->of[1].file, detail, sizeof detail);
    if (!detail[0]) {
        return true;
    }
    snprintf(note, capacity,
             "The two results chose among different models, so their difference is not of the settings "
             "alone (%s).",
             detail);
    if (!c->any_pool) {
        fprintf(stderr,
                "smacs eval compare: the two results chose among different models (%s)\n"
                "  evaluate both with the same --models, or compare them with --any-pool\n",
                detail);
    }
    return c->any_pool;
}

/* Names both sides' questions that the other lacks. */
static void fail_questions(const comparison *c) {
    char detail[512] = "";
    for (int side = 0; side < 2; side++) {
        const result *has = &c->of[side], *lacks = &c->of[1 - side];
        uint32_t missing = 0, first = 0;
        for (uint32_t i = has->ids.count; i-- > 0;) {
            const bool there = smacs_names_find(&lacks->ids, has->outcomes[i].id) != SMACS_NO_NAME;
            missing += !there;
            first = there ? first : i;
        }
        if (missing > 0) {
            const smacs_text id = has->outcomes[first].id;
            const size_t at = strlen(detail);
            snprintf(detail + at, sizeof detail - at, "%s%u of %u only in %.80s, the first is %.*s", at > 0 ? "; " : "",
                     missing, has->ids.count, has->file, (int)(id.size < 80 ? id.size : 80), id.data);
        }
    }
    tool_fail_plain(NULL, "the two results are not about the same questions", detail);
}

static bool same_questions(const comparison *c) {
    const result *a = &c->of[0], *b = &c->of[1];
    bool same = a->ids.count == b->ids.count;
    for (uint32_t i = 0; i < a->ids.count && same; i++) {
        same = smacs_names_find(&b->ids, a->outcomes[i].id) != SMACS_NO_NAME;
    }
    if (!same) {
        fail_questions(c);
    }
    return same;
}

static bool pair_questions(comparison *c) {
    const result *a = &c->of[0], *b = &c->of[1];
    if (!same_questions(c)) {
        return false;
    }
    for (uint32_t i = 0; i < a->ids.count; i++) {
        const outcome *of = &a->outcomes[i];
        const outcome *other = &b->outcomes[smacs_names_find(&b->ids, of->id)];
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

/* Whether both say that they used the same index and embedder, or do not say. */
static bool same_index(const comparison *c) {
    static const char *const members[] = {"index", "embedder"};
    bool same = true;
    for (int i = 0; i < 2; i++) {
        const char *a = lab_word(lab_member(c->of[0].tree, "settings"), members[i]);
        const char *b = lab_word(lab_member(c->of[1].tree, "settings"), members[i]);
        same = same && (!a[0] || !b[0] || strcmp(a, b) == 0);
    }
    return same;
}

/* Lists the files that a result's command names after --bank: their digests, with `names` behind their names. */
static void list_banks(const result *r, bool names, char *text, size_t capacity) {
    const cJSON *made = lab_member(r->tree, "made"), *word = NULL, *of = NULL;
    bool banks = false;
    text[0] = 0;
    cJSON_ArrayForEach(word, lab_member(made, "command")) {
        const char *given = cJSON_IsString(word) ? word->valuestring : "";
        const bool flag = given[0] == '-' && given[1], joined = strncmp(given, "--bank=", 7) == 0;
        const char *file = joined ? given + 7 : banks && !flag ? given : NULL;
        banks = flag ? strcmp(given, "--bank") == 0 : banks;
        cJSON_ArrayForEach(of, (file && !strstr(file, ".smx") ? lab_member(made, "files") : NULL)) {
            const size_t at = strlen(text);
            if (strcmp(lab_word(of, "file"), file) == 0) {
                snprintf(text + at, capacity - at, "%s%.80s%s%.16s", at > 0 ? ", " : "", names ? file : "",
                         names ? " " : "", lab_word(of, "fnv1a"));
            }
        }
    }
}

/* Says in `note` whether questions of the same ids may have other texts or scores; "": the results do not say so. */
static void compare_banks(const comparison *c, char *note, size_t capacity) {
    char lists[2][2048];
    bool known = true;
    note[0] = 0;
    for (int i = 0; i < 2; i++) {
        list_banks(&c->of[i], false, lists[i], sizeof lists[i]);
        known = known && lists[i][0];
    }
    if (known && strcmp(lists[0], lists[1]) != 0) {
        list_banks(&c->of[0], true, lists[0], sizeof lists[0]);
        list_banks(&c->of[1], true, lists[1], sizeof lists[1]);
        snprintf(note, capacity,
                 "The two results are of different banks (A: %.300s; B: %.300s), so questions with the same id may "
                 "have other texts or scores.",
                 lists[0], lists[1]);
    }
}

/* The same of what was hidden in the index. */
static void compare_hidden(const comparison *c, char *note, size_t capacity) {
    const char *hidden[2];
    for (int i = 0; i < 2; i++) {
        const char *word = lab_word(lab_member(c->of[i].tree, "settings"), "leave_out");
        hidden[i] = word[0] ? word : "nothing";
    }
    note[0] = 0;
    if (strcmp(hidden[0], hidden[1]) != 0) {
        snprintf(note, capacity, "The two results hide different things in the index (--leave-out: A %.40s, B %.40s).",
                 hidden[0], hidden[1]);
    }
}

/* What each side says of how it was made. */
static void write_sides(smacs_json_writer *w, const comparison *c) {
    smacs_json_name(w, "compared");
    smacs_json_open(w, '[');
    for (int i = 0; i < 2; i++) {
        static const char *const kept[] = {"settings", "models", "made"};
        smacs_json_open(w, '{');
        smacs_json_text_member(w, "file", smacs_text_of(c->of[i].file));
        for (size_t k = 0; k < sizeof kept / sizeof *kept; k++) {
            const cJSON *member = lab_member(c->of[i].tree, kept[k]);
            if (member) {
                smacs_json_name(w, kept[k]);
                smacs_json_tree(w, member);
            }
        }
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
}

static int write_result(const comparison *c, const lab_figures *f) {
    static const char paired[] = "Differences are paired: the same questions are drawn for both. p is of the exact "
                                 "two-sided sign test (McNemar's, for right and wrong).";
    char first[256], second[256], banks[800], hidden[160];
    const char *notes[8] = {first, second, paired};
    size_t said = 3;
    if (c->pools[0]) {
        notes[said++] = c->pools;
    }
    if (!same_index(c)) {
        notes[said++] = "The two results are of different indexes or embedders.";
    }
    compare_banks(c, banks, sizeof banks);
    compare_hidden(c, hidden, sizeof hidden);
    if (banks[0]) {
        notes[said++] = banks;
    }
    if (hidden[0]) {
        notes[said] = hidden;
    }
    smacs_json_writer w;
    snprintf(first, sizeof first, "A: %.240s", title_of(&c->of[0]));
    snprintf(second, sizeof second, "B: %.240s", title_of(&c->of[1]));
    smacs_json_begin(&w, &c->a);
    smacs_json_open(&w, '{');
    lab_figures_write(&w, f, "compare", notes);
    write_tests(&w, c);
    write_sides(&w, c);
    tool_made_write(&w);
    smacs_json_close(&w, '}');
    if (!c->settings->json) {
        lab_figures_print(f, notes);
    }
    return lab_finish(&w, c->settings);
}

static int run(comparison *c, const char *first, const char *second) {
    c->sample = (lab_sample){.a = c->a, .columns = COLUMNS};
    if (!open_result(c, first, &c->of[0]) || !open_result(c, second, &c->of[1]) || !pair_questions(c) ||
        !check_pools(c, c->pools, sizeof c->pools) || !count_signs(c)) {
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

int lab_compare(const char *first, const char *second, bool any_pool, const lab_settings *settings) {
    comparison c = {.a = smacs_allocator_or_default(NULL), .any_pool = any_pool, .settings = settings};
    const int code = run(&c, first, second);
    comparison_free(&c);
    return code;
}
