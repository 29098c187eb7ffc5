#include "wire/embeddings.h"

#include "base/error.h"
#include "json/writer.h"

#include <math.h>
#include <smacs/vector.h>
#include <stdio.h>
#include <string.h>

smacs_status wire_embeddings_body(smacs_text model, const smacs_text *texts, size_t count, uint32_t dimensions,
                                  char **json, size_t *size) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_json_writer w;
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '{');
    smacs_json_key(&w, smacs_text_of("model"));
    smacs_json_text(&w, model);
    smacs_json_key(&w, smacs_text_of("input"));
    smacs_json_open(&w, '[');
    for (size_t i = 0; i < count; i++) {
        smacs_json_text(&w, texts[i]);
    }
    smacs_json_close(&w, ']');
    if (dimensions) {
        smacs_json_key(&w, smacs_text_of("dimensions"));
        smacs_json_integer(&w, dimensions);
    }
    smacs_json_close(&w, '}');
    return smacs_json_finish(&w, json, size);
}

static smacs_status wrong(smacs_error *error, const char *message) {
    return smacs_fail_plain(error, SMACS_E_SCHEMA, message);
}

static smacs_status read_vector(const cJSON *list, size_t at, wire_embedding_sink sink, void *context,
                                smacs_error *error) {
    double numbers[SMACS_NUMBERS_MAX];
    size_t count = 0;
    if (!cJSON_IsArray(list)) {
        return wrong(error, "the reply has an embedding that is not an array of numbers");
    }
    for (const cJSON *number = list->child; number; number = number->next, count++) {
        if (!cJSON_IsNumber(number)) {
            return wrong(error, "the reply has an embedding that is not an array of numbers");
        }
        if (count < SMACS_NUMBERS_MAX) {
            numbers[count] = number->valuedouble;
        }
    }
    return sink(context, at, numbers, count, error);
}

static smacs_status read_data(const cJSON *data, size_t count, bool *seen, wire_embedding_sink sink, void *context,
                              smacs_error *error) {
    size_t place = 0;
    smacs_status status = SMACS_OK;
    for (const cJSON *item = data->child; item && status == SMACS_OK; item = item->next, place++) {
        const cJSON *index = cJSON_GetObjectItemCaseSensitive(item, "index");
        const double given = cJSON_IsNumber(index) ? index->valuedouble : (double)place;
        if (index && (!cJSON_IsNumber(index) || given != floor(given))) {
            return wrong(error, "the reply has an embedding whose \"index\" is no whole number");
        }
        if (!(given >= 0.0 && given < (double)count) || seen[(size_t)given]) {
            return wrong(error, "the reply has an embedding too many, or one twice");
        }
        seen[(size_t)given] = true;
        status = read_vector(cJSON_GetObjectItemCaseSensitive(item, "embedding"), (size_t)given, sink, context, error);
    }
    return status == SMACS_OK && place < count ? wrong(error, "the reply lacks embeddings") : status;
}

smacs_status wire_embeddings_read(smacs_text body, size_t count, wire_embedding_sink sink, void *context, char *model,
                                  size_t size, smacs_error *error) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    cJSON *tree = NULL;
    smacs_status status = smacs_json_parse(body, &tree, error);
    const cJSON *data = cJSON_GetObjectItemCaseSensitive(tree, "data");
    const char *named = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(tree, "model"));
    bool *seen = smacs_mem_zeroed(&a, count, sizeof *seen);
    snprintf(model, size, "%s", named ? named : "");
    if (status == SMACS_OK && !seen) {
        status = smacs_fail_memory(error);
    } else if (status == SMACS_OK) {
        status = cJSON_IsArray(data) ? read_data(data, count, seen, sink, context, error)
                                     : wrong(error, "the reply has no embeddings (\"data\")");
    }
    smacs_mem_free(&a, seen);
    cJSON_Delete(tree);
    return status;
}
