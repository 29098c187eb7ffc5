#include "session/shape.h"

#include "base/error.h"
#include "json/groups.h"
#include <math.h>
#include <string.h>

static bool is_word(const cJSON *tree, const char *const *words) {
    const char *text = cJSON_GetStringValue(tree);
    while (text && *words && strcmp(*words, text) != 0) {
        words++;
    }
    return text && *words;
}

static bool is_of(const cJSON *tree, const smacs_shape *shape) {
    switch (shape->kind) {
    case SMACS_SHAPE_TEXT:
        return cJSON_IsString(tree);
    case SMACS_SHAPE_NUMBER:
        return cJSON_IsNumber(tree) && isfinite(tree->valuedouble);
    case SMACS_SHAPE_COUNT:
        return cJSON_IsNumber(tree) && tree->valuedouble >= 0.0 && tree->valuedouble <= 9007199254740992.0 &&
               floor(tree->valuedouble) == tree->valuedouble;
    case SMACS_SHAPE_FLAG:
        return cJSON_IsBool(tree);
    case SMACS_SHAPE_WORD:
        return is_word(tree, shape->words);
    case SMACS_SHAPE_OBJECT:
        return cJSON_IsObject(tree);
    case SMACS_SHAPE_ARRAY:
    default:
        return cJSON_IsArray(tree);
    }
}

/* Stands for a member that older versions did not write. */
static void write_absent(smacs_json_writer *w, const smacs_shape *shape) {
    smacs_json_name(w, shape->name);
    if (shape->kind == SMACS_SHAPE_ARRAY) {
        smacs_json_open(w, '[');
        smacs_json_close(w, ']');
    } else {
        smacs_json_text(w, (smacs_text){0});
    }
}

static smacs_status copy_members(smacs_json_writer *w, const cJSON *tree, const smacs_shape *members,
                                 smacs_error *error) {
    smacs_status status = SMACS_OK;
    smacs_json_open(w, '{');
    for (; members->name && status == SMACS_OK; members++) {
        const cJSON *value = cJSON_GetObjectItemCaseSensitive(tree, members->name);
        if (value || members->absent == SMACS_SHAPE_NEEDED) {
            smacs_json_name(w, members->name);
            status = smacs_shape_copy(w, value, members, error);
        } else if (members->absent == SMACS_SHAPE_LATER) {
            write_absent(w, members);
        }
    }
    smacs_json_close(w, '}');
    return status;
}

static smacs_status copy_items(smacs_json_writer *w, const cJSON *tree, const smacs_shape *items, smacs_error *error) {
    smacs_status status = SMACS_OK;
    smacs_json_open(w, '[');
    for (const cJSON *item = tree->child; item && status == SMACS_OK; item = item->next) {
        status = smacs_shape_copy(w, item, items, error);
    }
    smacs_json_close(w, ']');
    return status;
}

smacs_status smacs_shape_copy(smacs_json_writer *w, const cJSON *tree, const smacs_shape *shape, smacs_error *error) {
    if (shape->nullable && cJSON_IsNull(tree)) {
        smacs_json_tree(w, tree);
        return SMACS_OK;
    }
    if (!is_of(tree, shape)) {
        return smacs_fail(error, SMACS_E_SCHEMA, "a recorded view lacks something or has it in another form",
                          smacs_text_of(shape->name), SMACS_NO_POSITION);
    }
    if (shape->kind == SMACS_SHAPE_OBJECT) {
        return copy_members(w, tree, shape->inside, error);
    }
    if (shape->kind == SMACS_SHAPE_ARRAY) {
        return copy_items(w, tree, shape->inside, error);
    }
    smacs_json_tree(w, tree);
    return SMACS_OK;
}
