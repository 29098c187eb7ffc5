#include "json/fields.h"

#include "base/error.h"
#include <math.h>
#include <string.h>

static smacs_status wrong(const char *name, const char *message, smacs_error *error) {
    return smacs_fail(error, SMACS_E_SCHEMA, message, smacs_text_of(name), SMACS_NO_POSITION);
}

/* A whole number from 0 to `most`; false otherwise. */
static bool whole(const cJSON *member, double most, double *value) {
    *value = cJSON_IsNumber(member) ? member->valuedouble : -1.0;
    return *value >= 0.0 && *value <= most && floor(*value) == *value;
}

bool smacs_find_word(const char *word, const char *const *words, uint32_t *place) {
    for (uint32_t i = 0; word && words[i]; i++) {
        if (strcmp(word, words[i]) == 0) {
            *place = i;
            return true;
        }
    }
    return false;
}

static smacs_status read_word(const cJSON *member, const smacs_field *field, smacs_error *error) {
    return smacs_find_word(cJSON_GetStringValue(member), field->words, field->target)
               ? SMACS_OK
               : wrong(field->name, "one of this field's own words is expected here (see the schema)", error);
}

static smacs_status read_text(const cJSON *member, const smacs_field *field, smacs_error *error) {
    if (cJSON_IsNull(member) && field->kind == SMACS_FIELD_TEXT_OR_NULL) {
        return SMACS_OK;
    }
    if (!cJSON_IsString(member)) {
        return wrong(field->name, "a text is expected here", error);
    }
    *(smacs_text *)field->target = smacs_text_of(member->valuestring);
    return SMACS_OK;
}

static smacs_status read_number(const cJSON *member, const smacs_field *field, smacs_error *error) {
    if (cJSON_IsNull(member) && field->kind == SMACS_FIELD_NUMBER_OR_NULL) {
        return SMACS_OK;
    }
    if (!cJSON_IsNumber(member) || !isfinite(member->valuedouble)) {
        return wrong(field->name, "a number is expected here", error);
    }
    *(double *)field->target = member->valuedouble;
    return SMACS_OK;
}

static smacs_status read_whole(const cJSON *member, const smacs_field *field, smacs_error *error) {
    const bool narrow = field->kind == SMACS_FIELD_COUNT;
    double value;
    if (!whole(member, narrow ? 4294967295.0 : 9007199254740992.0, &value)) {
        return wrong(field->name, "a whole number from 0 is expected here", error);
    }
    if (narrow) {
        *(uint32_t *)field->target = (uint32_t)value;
    } else {
        *(uint64_t *)field->target = (uint64_t)value;
    }
    return SMACS_OK;
}

static smacs_status read_member(const cJSON *member, const smacs_field *field, smacs_error *error) {
    switch (field->kind) {
    case SMACS_FIELD_TEXT:
    case SMACS_FIELD_TEXT_OR_NULL:
        return read_text(member, field, error);
    case SMACS_FIELD_COUNT:
    case SMACS_FIELD_SIZE:
        return read_whole(member, field, error);
    case SMACS_FIELD_NUMBER:
    case SMACS_FIELD_NUMBER_OR_NULL:
        return read_number(member, field, error);
    case SMACS_FIELD_WORD:
        return read_word(member, field, error);
    case SMACS_FIELD_FLAG:
        *(bool *)field->target = cJSON_IsTrue(member);
        return cJSON_IsBool(member) ? SMACS_OK : wrong(field->name, "true or false is expected here", error);
    case SMACS_FIELD_OBJECT:
        *(const cJSON **)field->target = member;
        return cJSON_IsObject(member) ? SMACS_OK : wrong(field->name, "an object is expected here", error);
    case SMACS_FIELD_ARRAY:
        *(const cJSON **)field->target = member;
        return cJSON_IsArray(member) ? SMACS_OK : wrong(field->name, "an array is expected here", error);
    case SMACS_FIELD_ANY:
    default:
        *(const cJSON **)field->target = member;
        return SMACS_OK;
    }
}

static smacs_status read_known(const cJSON *member, const smacs_field *fields, size_t count, uint64_t *seen,
                               smacs_error *error) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(member->string, fields[i].name) == 0) {
            const uint64_t bit = UINT64_C(1) << i;
            const bool twice = *seen & bit;
            *seen |= bit;
            return twice ? wrong(member->string, "a field stands twice", error)
                         : read_member(member, &fields[i], error);
        }
    }
    return wrong(member->string, "there is no such field", error);
}

smacs_status smacs_fields_read(const cJSON *object, const smacs_field *fields, size_t count, const char *what,
                               smacs_error *error) {
    uint64_t seen = 0;
    if (!cJSON_IsObject(object)) {
        return wrong(what, "a JSON object is expected here", error);
    }
    for (const cJSON *member = object->child; member; member = member->next) {
        const smacs_status status = read_known(member, fields, count, &seen, error);
        if (status != SMACS_OK) {
            return status;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (fields[i].required && !(seen & UINT64_C(1) << i)) {
            return wrong(fields[i].name, "a field that is needed is missing", error);
        }
    }
    return SMACS_OK;
}

smacs_status smacs_slots_read(const cJSON *object, const smacs_slot *slots, size_t count, void *base, const char *what,
                              smacs_error *error) {
    smacs_field fields[SMACS_SLOTS_MAX];
    for (size_t i = 0; i < count; i++) {
        const smacs_slot *slot = &slots[i];
        fields[i] = (smacs_field){slot->name, (smacs_field_kind)slot->kind, (char *)base + slot->offset, slot->required,
                                  slot->words};
    }
    return smacs_fields_read(object, fields, count, what, error);
}
