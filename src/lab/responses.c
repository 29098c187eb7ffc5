#include "lab/responses.h"

#include "base/error.h"
#include "tool/lines.h"

/* Moves what a further line records of a question to what is known of it. */
static smacs_status merge(cJSON *known, cJSON *texts, const char *id, smacs_error *error) {
    while (texts->child) {
        cJSON *one = cJSON_DetachItemViaPointer(texts, texts->child);
        if (!cJSON_IsObject(known) || !one->string || cJSON_GetObjectItemCaseSensitive(known, one->string)) {
            cJSON_Delete(one);
            return smacs_fail(error, SMACS_E_DUPLICATE, "the answers to a question stand twice", smacs_text_of(id),
                              SMACS_NO_POSITION);
        }
        if (!cJSON_AddItemToObject(known, one->string, one)) {
            cJSON_Delete(one);
            return smacs_fail_memory(error);
        }
    }
    cJSON_Delete(texts);
    return SMACS_OK;
}

static smacs_status keep(lab_responses *r, const char *id, cJSON *texts, smacs_error *error) {
    const uint32_t known = r->ids.count;
    uint32_t number = 0;
    if (smacs_names_intern(&r->a, &r->ids, smacs_text_of(id), &number) != SMACS_OK) {
        return smacs_fail_memory(error);
    }
    if (number < known) {
        return merge(r->texts[number], texts, id, error);
    }
    if (!smacs_mem_reserve(&r->a, &r->texts, &r->capacity, r->ids.count, sizeof(cJSON *))) {
        return smacs_fail_memory(error);
    }
    r->texts[number] = texts;
    return SMACS_OK;
}

static smacs_status take(void *context, cJSON *tree, smacs_error *error) {
    const char *id = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(tree, "id"));
    const lab_responses *r = context;
    cJSON *named = cJSON_DetachItemFromObjectCaseSensitive(tree, r->name);
    cJSON *texts = named || !r->other ? named : cJSON_DetachItemFromObjectCaseSensitive(tree, r->other);
    const smacs_status status =
        id && (cJSON_IsObject(texts) || (texts && texts != named))
            ? keep(context, id, texts, error)
            : smacs_fail(error, SMACS_E_SCHEMA, "a line needs an \"id\", and for each model what is recorded of it",
                         smacs_text_of(r->name), SMACS_NO_POSITION);
    if (status != SMACS_OK) {
        cJSON_Delete(texts);
    }
    return status;
}

bool lab_responses_read(const tool_list *files, lab_responses *r) {
    return lab_responses_read_members(files, r, "responses", NULL);
}

bool lab_responses_read_members(const tool_list *files, lab_responses *r, const char *name, const char *other) {
    bool read = true;
    r->a = smacs_allocator_or_default(NULL);
    r->name = name;
    r->other = other;
    for (size_t i = 0; i < files->count && read; i++) {
        read = tool_read_lines(files->items[i], take, r);
    }
    return read;
}

void lab_responses_free(lab_responses *r) {
    for (uint32_t i = 0; i < r->ids.count && i < r->capacity; i++) {
        cJSON_Delete(r->texts[i]);
    }
    if (r->a.alloc) {
        smacs_mem_free(&r->a, r->texts);
        smacs_names_free(&r->a, &r->ids);
    }
    *r = (lab_responses){0};
}

const cJSON *lab_responses_of(const lab_responses *r, smacs_text id) {
    const uint32_t number = smacs_names_find(&r->ids, id);
    return number == SMACS_NO_NAME ? NULL : r->texts[number];
}
