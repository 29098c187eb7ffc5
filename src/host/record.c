/* {"id", "score", "model", "answered", "found", "finish", "ms", "tokens", "on"}. `smacs index add` reads the first
 * two. */
#include "host/record.h"
#include "base/error.h"
#include "tool/lines.h"
#include "tool/tool.h"
#include "json/groups.h"

#include <math.h>
#include <string.h>
#include <time.h>

static const cJSON *at(const cJSON *object, const char *name) { return cJSON_GetObjectItemCaseSensitive(object, name); }

/* ---- reading ---- */

/* A line's id and score, after checking that it is about this model. */
static smacs_status read_line(const host_record *r, const cJSON *line, smacs_text *id, bool *right,
                              smacs_error *error) {
    const char *text = cJSON_GetStringValue(at(line, "id")), *model = cJSON_GetStringValue(at(line, "model"));
    const cJSON *score = at(line, "score");
    if (!text || !model || !cJSON_IsNumber(score)) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA, "a line of a record needs an id, a model and a score");
    }
    if (strcmp(model, r->model) != 0) {
        return smacs_fail(error, SMACS_E_ARGUMENT, "this record belongs to another model; use another file", //
                          smacs_text_of(model), SMACS_NO_POSITION);
    }
    *id = smacs_text_of(text);
    *right = score->valuedouble >= 0.5;
    return SMACS_OK;
}

static smacs_status recall_line(void *context, cJSON *line, smacs_error *error) {
    const host_record *r = context;
    smacs_text id = {0};
    bool right = false;
    const smacs_status status = read_line(r, line, &id, &right, error);
    if (status == SMACS_OK) {
        smacs_calibration_recall(r->calibration, id, right, cJSON_IsTrue(at(line, "answered")));
    }
    return status;
}

static smacs_status compare_line(void *context, cJSON *line, smacs_error *error) {
    const host_record *r = context;
    smacs_text id = {0};
    bool right = false;
    const smacs_status status = read_line(r, line, &id, &right, error);
    if (status == SMACS_OK) {
        smacs_calibration_compare(r->calibration, id, right);
    }
    return status;
}

bool host_record_compare(host_record *r, const char *file) { return tool_read_lines(file, compare_line, r); }

bool host_record_open(host_record *r, bool dry) {
    if (!r->file) {
        return true;
    }
    return tool_resume_lines(r->file, recall_line, r, dry ? NULL : &r->stream);
}

void host_record_close(host_record *r) {
    if (r->stream) {
        fclose(r->stream);
        r->stream = NULL;
    }
}

/* ---- writing ---- */

static smacs_status format_line(const host_record *r, const host_graded *graded, const wire_chat_reply *reply,
                                char **json, size_t *size) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    const time_t now = time(NULL);
    char when[32] = "";
    smacs_json_writer w;
    strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", gmtime(&now));
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '{');
    smacs_json_text_member(&w, "id", smacs_calibration_get(r->calibration, graded->place).question.id);
    smacs_json_integer_member(&w, "score", graded->right);
    smacs_json_text_member(&w, "model", smacs_text_of(r->model));
    smacs_json_name(&w, "answered");
    smacs_json_bool(&w, graded->answered);
    smacs_json_text_member(&w, "found", graded->found);
    smacs_json_text_member(&w, "finish", smacs_text_of(reply->failure ? reply->failure : reply->finish));
    smacs_json_integer_member(&w, "ms", graded->ms);
    smacs_json_number_member(&w, "tokens", reply->counted ? reply->output : (double)NAN);
    smacs_json_text_member(&w, "on", smacs_text_of(when));
    smacs_json_close(&w, '}');
    return smacs_json_finish(&w, json, size);
}

bool host_record_write(const host_record *r, const host_graded *graded, const wire_chat_reply *reply) {
    char *json = NULL;
    size_t size = 0;
    if (!r->stream) {
        return true;
    }
    if (format_line(r, graded, reply, &json, &size) != SMACS_OK) {
        return tool_fail_plain(NULL, "out of memory", NULL) == TOOL_OK;
    }
    const bool written =
        fwrite(json, 1, size, r->stream) == size && fputc('\n', r->stream) != EOF && fflush(r->stream) == 0;
    smacs_free(NULL, json);
    return written || tool_fail_plain(r->file, "cannot be written; is the disk full?", NULL) == TOOL_OK;
}
