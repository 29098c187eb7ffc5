/* A call is paid when it is made, so a vector is on disk before the next call is waited for. */
#include "host/vector_record.h"

#include "base/error.h"
#include "base/text.h"
#include "tool/lines.h"
#include "tool/tool.h"
#include "json/groups.h"

#include <string.h>

typedef struct recall {
    const host_embeddings *from;
    const smacs_names *texts;
    tool_vectors *v;
    bool *have;
} recall;

static const cJSON *at(const cJSON *line, const char *name) { return cJSON_GetObjectItemCaseSensitive(line, name); }

/* Returns how many numbers there are, at most SMACS_NUMBERS_MAX; 0: it is no vector. */
static size_t read_numbers(const cJSON *list, double *numbers) {
    size_t count = 0;
    for (const cJSON *number = cJSON_IsArray(list) ? list->child : NULL; number; number = number->next) {
        if (!cJSON_IsNumber(number) || count == SMACS_NUMBERS_MAX) {
            return 0;
        }
        numbers[count++] = number->valuedouble;
    }
    return count;
}

static smacs_status recall_line(void *context, cJSON *line, smacs_error *error) {
    const recall *r = context;
    double numbers[SMACS_NUMBERS_MAX];
    const char *text = cJSON_GetStringValue(at(line, "text")), *model = cJSON_GetStringValue(at(line, "model"));
    const size_t count = read_numbers(at(line, "vector"), numbers);
    if (!text || !model || count == 0) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA, "a line of kept vectors needs a text, a model and a vector");
    }
    if (strcmp(model, r->from->model) != 0) {
        return smacs_fail(
            error, SMACS_E_ARGUMENT,
            "these vectors are of another model: delete the file, or name another with --embeddings-record",
            smacs_text_of(model), SMACS_NO_POSITION);
    }
    if (r->from->dimensions && r->from->dimensions != count) {
        return smacs_fail_plain(
            error, SMACS_E_ARGUMENT,
            "these vectors have another count of numbers than --dimensions: delete the file, or name another "
            "with --embeddings-record");
    }
    const uint32_t number = smacs_names_find(r->texts, smacs_text_of(text));
    if (number == SMACS_NO_NAME || r->have[number]) {
        return SMACS_OK;
    }
    r->have[number] = true;
    return tool_vectors_put(r->v, number, numbers, count, error);
}

bool host_vector_record_open(host_vector_record *r, const host_embeddings *from, const smacs_names *texts,
                             tool_vectors *v, bool *have) {
    recall context = {from, texts, v, have};
    return !from->record || tool_resume_lines(from->record, recall_line, &context, &r->stream);
}

void host_vector_record_close(host_vector_record *r) {
    if (r->stream) {
        fclose(r->stream);
        r->stream = NULL;
    }
}

static bool fail_to_write(const host_embeddings *from) {
    return tool_fail_plain(from->record, "cannot be written; is the disk full?", NULL) == TOOL_OK;
}

bool host_vector_record_add(const host_vector_record *r, const host_embeddings *from, smacs_text text,
                            const tool_vectors *v, uint32_t number) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    const int8_t *row = v->rows + (size_t)number * v->dim;
    smacs_json_writer w;
    char *json = NULL;
    size_t size = 0;
    if (!r->stream) {
        return true;
    }
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '{');
    smacs_json_text_member(&w, "text", text);
    smacs_json_text_member(&w, "model", smacs_text_of(from->model));
    smacs_json_name(&w, "vector");
    smacs_json_open(&w, '[');
    for (uint32_t i = 0; i < v->numbers; i++) {
        smacs_json_number(&w, row[i]);
    }
    smacs_json_close(&w, ']');
    smacs_json_close(&w, '}');
    if (smacs_json_finish(&w, &json, &size) != SMACS_OK) {
        return tool_fail_plain(NULL, "out of memory", NULL) == TOOL_OK;
    }
    json[size] = '\n'; /* in place of the NUL */
    const bool written = fwrite(json, 1, size + 1, r->stream) == size + 1;
    smacs_free(NULL, json);
    return written || fail_to_write(from);
}

bool host_vector_record_flush(const host_vector_record *r, const host_embeddings *from) {
    return !r->stream || fflush(r->stream) == 0 || fail_to_write(from);
}
