/* The shapes differ in what they call things, not in what they hold, so one table maps every known name to its role.
 * A role that stands twice in a record is an error: JSON readers differ in which of the two they keep. Names that no
 * shape knows are left alone; scores are what must never be lost, so anything odd among them is an error. */
#include "bank/shapes.h"

#include "base/error.h"
#include "base/text.h"
#include "json/writer.h"
#include <math.h>
#include <string.h>

typedef enum role {
    ROLE_ID,
    ROLE_SOURCE,
    ROLE_BENCHMARK,
    ROLE_CATEGORY,
    ROLE_QUESTION,
    ROLE_ANSWER,
    ROLE_SCORES,
    ROLE_SCORE,
    ROLE_COUNT
} role;

/* Within a role, names further up win over those below. */
static const struct {
    const char *name;
    role role;
} fields[] = {
    {"id", ROLE_ID},
    {"source", ROLE_SOURCE},
    {"src", ROLE_SOURCE},
    {"benchmark", ROLE_BENCHMARK},
    {"dataset", ROLE_BENCHMARK},
    {"category", ROLE_CATEGORY},
    {"src_subject", ROLE_CATEGORY},
    {"question", ROLE_QUESTION},
    {"query", ROLE_QUESTION},
    {"answer", ROLE_ANSWER},
    {"scores", ROLE_SCORES},
    {"model_res", ROLE_SCORES},
    {"records", ROLE_SCORES},
    {"score", ROLE_SCORE},
};
enum { FIELDS = sizeof fields / sizeof fields[0] };

void smacs_shaper_free(const smacs_allocator *a, smacs_shaper *shaper) {
    smacs_mem_free(a, shaper->scores);
    smacs_mem_free(a, shaper->seen);
    smacs_names_free(a, &shaper->models);
    *shaper = (smacs_shaper){0};
}

static smacs_status fail(smacs_error *error, smacs_status status, const char *message, const char *name) {
    return smacs_fail(error, status, message, smacs_text_of(name), SMACS_NO_POSITION);
}

/* Where the first control character stands, or text.size. */
static size_t find_control(smacs_text text) {
    size_t i = 0;
    while (i < text.size && (unsigned char)text.data[i] >= ' ' && text.data[i] != 0x7F) {
        i++;
    }
    return i;
}

smacs_status smacs_shape_names(const smacs_text names[], size_t count, smacs_error *error) {
    for (size_t i = 0; i < count; i++) {
        const size_t at = find_control(names[i]);
        if (at < names[i].size) {
            return smacs_fail(error, SMACS_E_SCHEMA,
                              "an id, or the name of a model, benchmark or category, has a line break or another "
                              "control character: take it out",
                              smacs_text_before(names[i], at), SMACS_NO_POSITION);
        }
    }
    return SMACS_OK;
}

static int field_of(const char *name) {
    for (int i = 0; i < FIELDS; i++) {
        if (strcmp(fields[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

/* Sorts the record's members by role. */
static smacs_status find_roles(const cJSON *tree, const cJSON *found[ROLE_COUNT], smacs_error *error) {
    const cJSON *by_field[FIELDS] = {0};
    for (const cJSON *member = tree->child; member; member = member->next) {
        const int field = field_of(member->string);
        if (field >= 0 && by_field[field]) {
            return fail(error, SMACS_E_SCHEMA, "a field stands twice in the record", member->string);
        }
        if (field >= 0) {
            by_field[field] = member;
        }
    }
    for (int i = 0; i < FIELDS; i++) {
        const role r = fields[i].role;
        if (by_field[i] && r == ROLE_SCORES && found[r]) {
            return fail(error, SMACS_E_SCHEMA, "the record has scores of two different shapes", fields[i].name);
        }
        /* A null gives way to the next name of the role. */
        if (by_field[i] && (!found[r] || cJSON_IsNull(found[r]))) {
            found[r] = by_field[i];
        }
    }
    return SMACS_OK;
}

static smacs_status text_of(const cJSON *member, smacs_text *out, smacs_error *error) {
    *out = (smacs_text){0};
    if (!member || cJSON_IsNull(member)) {
        return SMACS_OK;
    }
    if (!cJSON_IsString(member)) {
        return fail(error, SMACS_E_SCHEMA, "a field must be a text", member->string);
    }
    *out = smacs_text_of(member->valuestring);
    return SMACS_OK;
}

/* Ids may be whole numbers too; they become their digits. */
static smacs_status id_of(const cJSON *member, smacs_shaper *shaper, smacs_text *out, smacs_error *error) {
    if (cJSON_IsNumber(member)) {
        const double value = member->valuedouble;
        if (!(fabs(value) <= 9007199254740991.0) || floor(value) != value) {
            return fail(error, SMACS_E_SCHEMA, "an id must be a text or a whole number", "id");
        }
        const size_t size = smacs_number_print(value, shaper->number_id);
        *out = (smacs_text){shaper->number_id, size};
        return SMACS_OK;
    }
    const smacs_status status = text_of(member, out, error);
    if (status == SMACS_OK && out->data && out->size == 0) {
        return fail(error, SMACS_E_SCHEMA, "an id must not be empty", "id");
    }
    return status;
}

/* The score of one cell: a number, a boolean, null (NAN), or an object with "is_correct" holding one of these. */
static smacs_status cell_of(const cJSON *cell, const char *name, double *score, smacs_error *error) {
    const cJSON *value = cell;
    if (cJSON_IsObject(cell)) {
        value = cJSON_GetObjectItemCaseSensitive(cell, "is_correct");
        if (!value) {
            return fail(error, SMACS_E_SCHEMA, "a model's result has no is_correct", name);
        }
    }
    if (cJSON_IsNull(value)) {
        *score = NAN;
    } else if (cJSON_IsBool(value)) {
        *score = cJSON_IsTrue(value) ? 1.0 : 0.0;
    } else if (cJSON_IsNumber(value) && value->valuedouble >= 0.0 && value->valuedouble <= 1.0) {
        *score = value->valuedouble + 0.0; /* -0 becomes 0 */
    } else {
        return fail(error, SMACS_E_SCHEMA, "a score must be a number from 0 to 1, a boolean or null", name);
    }
    return SMACS_OK;
}

/* Remembers a cell; *again is set when this record had the same cell before. */
static smacs_status see_cell(const smacs_allocator *a, smacs_shaper *shaper, smacs_text model, double score,
                             bool *again, smacs_error *error) {
    uint32_t number;
    const smacs_status status = smacs_names_intern(a, &shaper->models, model, &number);
    if (status != SMACS_OK) {
        return fail(error, status, smacs_status_text(status), "");
    }
    if (!smacs_mem_reserve(a, &shaper->seen, &shaper->seen_capacity, (size_t)number + 1, sizeof *shaper->seen)) {
        return smacs_fail_memory(error);
    }
    struct smacs_shaper_seen *seen = &shaper->seen[number];
    *again = seen->record == shaper->record;
    if (*again && seen->score != score && !(isnan(seen->score) && isnan(score))) {
        return smacs_fail(error, SMACS_E_DUPLICATE, "a model stands twice in the record, with scores that differ",
                          model, SMACS_NO_POSITION);
    }
    seen->record = shaper->record;
    seen->score = score;
    return SMACS_OK;
}

static smacs_status scores_of(const smacs_allocator *a, smacs_shaper *shaper, const cJSON *member, size_t *count,
                              smacs_error *error) {
    if (cJSON_IsArray(member)) {
        return fail(error, SMACS_E_SCHEMA, "scores stand in a list: write an object, {\"Model-A\": 1, \"Model-B\": 0}",
                    member->string);
    }
    if (!cJSON_IsObject(member)) {
        return fail(error, SMACS_E_SCHEMA, "a field must be an object of models", member->string);
    }
    for (const cJSON *cell = member->child; cell; cell = cell->next) {
        double score = NAN;
        bool again = false;
        const smacs_text model = smacs_text_of(cell->string);
        if (model.size == 0) {
            return fail(error, SMACS_E_SCHEMA, "a model has no name", member->string);
        }
        smacs_status status = smacs_shape_names(&model, 1, error);
        if (status == SMACS_OK) {
            status = cell_of(cell, cell->string, &score, error);
        }
        if (status == SMACS_OK) {
            status = see_cell(a, shaper, model, score, &again, error);
        }
        if (status != SMACS_OK) {
            return status;
        }
        if (again || isnan(score)) {
            continue;
        }
        if (!smacs_mem_reserve(a, &shaper->scores, &shaper->score_capacity, *count + 1, sizeof *shaper->scores)) {
            return smacs_fail_memory(error);
        }
        shaper->scores[(*count)++] = (smacs_bank_score){model, (float)score};
    }
    return SMACS_OK;
}

/* The one cell of an {"id", "score"} record. */
static smacs_status score_of(const smacs_allocator *a, smacs_shaper *shaper, const cJSON *member, size_t *count,
                             smacs_error *error) {
    double score = NAN;
    const smacs_status status = cell_of(member, member->string, &score, error);
    if (status != SMACS_OK || isnan(score)) {
        return status;
    }
    if (!smacs_mem_reserve(a, &shaper->scores, &shaper->score_capacity, 1, sizeof *shaper->scores)) {
        return smacs_fail_memory(error);
    }
    shaper->scores[0] = (smacs_bank_score){.score = (float)score};
    *count = 1;
    return SMACS_OK;
}

/* The name of the member that holds a list of objects; NULL: there is none. */
static const char *list_of_objects(const cJSON *tree) {
    const cJSON *member = tree->child;
    while (member && !(cJSON_IsArray(member) && cJSON_IsObject(member->child))) {
        member = member->next;
    }
    return member ? member->string : NULL;
}

/* Whether the file is an object around a list of records, which nobody can tell from a record before it is read. */
static smacs_status check_wrapped(const cJSON *tree, smacs_text question, const cJSON *id, smacs_error *error) {
    const char *name = question.size == 0 && !id ? list_of_objects(tree) : NULL;
    return name ? fail(error, SMACS_E_SCHEMA,
                       "the records stand in a list inside an object: make that list the whole file", name)
                : SMACS_OK;
}

/* Scores in whichever form the record has them; several models' need a question to belong to. A question with its
 * answer is a record before any model was run on it. */
static smacs_status cells_of(const smacs_allocator *a, smacs_shaper *shaper, const cJSON *const found[ROLE_COUNT],
                             smacs_text question, size_t *count, smacs_error *error) {
    if (!found[ROLE_SCORES] && !found[ROLE_SCORE]) {
        return question.size > 0 && found[ROLE_ANSWER]
                   ? SMACS_OK
                   : fail(error, SMACS_E_SCHEMA, "the record has neither scores nor a question's answer",
                          "scores, model_res, records or score");
    }
    if (!found[ROLE_SCORES]) {
        return score_of(a, shaper, found[ROLE_SCORE], count, error);
    }
    if (question.size == 0) {
        return fail(error, SMACS_E_SCHEMA, "the record has no question", "question or query");
    }
    return scores_of(a, shaper, found[ROLE_SCORES], count, error);
}

smacs_status smacs_shape_record(const smacs_allocator *a, smacs_shaper *shaper, const cJSON *tree,
                                smacs_text default_source, smacs_bank_record *out, smacs_error *error) {
    const cJSON *found[ROLE_COUNT] = {0};
    smacs_question *question = &out->question;
    *out = (smacs_bank_record){0};
    shaper->record++;
    smacs_status status = find_roles(tree, found, error);
    if (status == SMACS_OK) {
        status = id_of(found[ROLE_ID], shaper, &question->id, error);
    }
    if (status == SMACS_OK) {
        status = text_of(found[ROLE_SOURCE], &question->source, error);
    }
    if (status == SMACS_OK) {
        status = text_of(found[ROLE_BENCHMARK], &question->benchmark, error);
    }
    if (status == SMACS_OK) {
        status = text_of(found[ROLE_CATEGORY], &question->category, error);
    }
    if (status == SMACS_OK) {
        status = text_of(found[ROLE_QUESTION], &question->text, error);
    }
    if (status == SMACS_OK) {
        status = check_wrapped(tree, question->text, found[ROLE_ID], error);
    }
    if (status == SMACS_OK) {
        status = cells_of(a, shaper, found, question->text, &out->score_count, error);
    }
    if (question->source.size == 0) {
        question->source = default_source;
    }
    if (question->benchmark.size == 0) {
        question->benchmark = question->source;
    }
    if (question->category.size == 0) {
        question->category = (smacs_text){0};
    }
    if (cJSON_IsString(found[ROLE_ANSWER])) {
        out->answer = smacs_text_of(found[ROLE_ANSWER]->valuestring);
    } else if (cJSON_IsNumber(found[ROLE_ANSWER])) {
        const size_t size = smacs_number_print(found[ROLE_ANSWER]->valuedouble, shaper->number_answer);
        out->answer = (smacs_text){shaper->number_answer, size};
    }
    out->scores = shaper->scores;
    return status;
}
