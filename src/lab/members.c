#include "lab/members.h"

const cJSON *lab_member(const cJSON *object, const char *name) {
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

double lab_number(const cJSON *object, const char *name) { return cJSON_GetNumberValue(lab_member(object, name)); }

double lab_bound(const cJSON *row, const char *name, int end) {
    return cJSON_GetNumberValue(cJSON_GetArrayItem(lab_member(lab_member(row, "intervals"), name), end));
}

const char *lab_word(const cJSON *object, const char *name) {
    const char *found = cJSON_GetStringValue(lab_member(object, name));
    return found ? found : "";
}
