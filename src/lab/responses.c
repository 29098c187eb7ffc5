#include "lab/responses.h"

#include "base/bits.h"
#include "base/error.h"
#include "tool/lines.h"

/* Takes note of an answer to a question. *known: there is one already. */
static smacs_status note_pair(lab_responses *r, uint32_t question, smacs_text model, bool *known) {
    uint8_t number[4];
    uint32_t place = 0;
    const uint32_t before = r->pairs.count;
    smacs_store_u32(number, question);
    r->pair.size = 0;
    smacs_bytes_append(&r->a, &r->pair, number, sizeof number);
    smacs_bytes_append(&r->a, &r->pair, model.data, model.size);
    const smacs_status status =
        r->pair.failed ? SMACS_E_MEMORY
                       : smacs_names_intern(&r->a, &r->pairs, (smacs_text){r->pair.data, r->pair.size}, &place);
    *known = status == SMACS_OK && place < before;
    return status;
}

/* Takes note of the answers of a question's first line, once it stands in a second one. Looking through the answers
 * themselves would take time that grows with their square. */
static smacs_status note_first(lab_responses *r, uint32_t question) {
    bool known = false;
    smacs_status status = note_pair(r, question, (smacs_text){"\0", 1}, &known); /* no model's name */
    const cJSON *one = known ? NULL : r->texts[question]->child;
    for (; one && status == SMACS_OK; one = one->next) {
        status = note_pair(r, question, smacs_text_of(one->string), &known);
    }
    return status;
}

/* Moves what a further line records of a question to what is known of it. */
static smacs_status merge(lab_responses *r, uint32_t question, cJSON *texts, const char *id, smacs_error *error) {
    cJSON *known = r->texts[question];
    bool twice = !cJSON_IsObject(known) || !cJSON_IsObject(texts);
    smacs_status status = twice ? SMACS_OK : note_first(r, question);
    while (texts->child && status == SMACS_OK && !twice) {
        cJSON *one = cJSON_DetachItemViaPointer(texts, texts->child);
        status = note_pair(r, question, smacs_text_of(one->string), &twice);
        if (status == SMACS_OK && !twice) {
            status = cJSON_AddItemToObject(known, one->string, one) ? SMACS_OK : SMACS_E_MEMORY;
        }
        if (status != SMACS_OK || twice) {
            cJSON_Delete(one);
        }
    }
    if (status != SMACS_OK) {
        return smacs_fail_memory(error);
    }
    if (twice) {
        return smacs_fail(error, SMACS_E_DUPLICATE, "the answers to a question stand twice", smacs_text_of(id),
                          SMACS_NO_POSITION);
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
        return merge(r, number, texts, id, error);
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
        smacs_names_free(&r->a, &r->pairs);
        smacs_bytes_free(&r->a, &r->pair);
    }
    *r = (lab_responses){0};
}

const cJSON *lab_responses_of(const lab_responses *r, smacs_text id) {
    const uint32_t number = smacs_names_find(&r->ids, id);
    return number == SMACS_NO_NAME ? NULL : r->texts[number];
}
