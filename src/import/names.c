/* What files and members are called. */
#include "base/error.h"
#include "base/text.h"
#include "import/gather.h"

#include <math.h>
#include <string.h>

static smacs_text last_part(smacs_text path) {
    size_t at = path.size;
    while (at > 0 && path.data[at - 1] != '/') {
        at--;
    }
    return smacs_text_after(path, at);
}

smacs_text import_stem(const char *file) {
    const smacs_text name = last_part(smacs_text_of(file));
    smacs_text stem = name;
    static const char *const endings[] = {".gz", ".jsonl", ".json", ".csv", ".tsv"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const size_t size = strlen(endings[i]);
        if (stem.size > size && memcmp(stem.data + stem.size - size, endings[i], size) == 0) {
            stem.size -= size;
        }
    }
    return stem;
}

size_t import_time(const char *file) {
    static const char shape[] = "-dddddddd_dddddd";
    const smacs_text stem = import_stem(file);
    const size_t size = sizeof shape - 1;
    bool fits = stem.size > size;
    for (size_t i = 0; i < size && fits; i++) {
        const char c = stem.data[stem.size - size + i];
        fits = shape[i] == 'd' ? c >= '0' && c <= '9' : c == shape[i];
    }
    return fits ? (size_t)(stem.data - file) + stem.size - size + 1 : 0;
}

smacs_text import_folder(const char *file) {
    const smacs_text path = smacs_text_of(file), name = last_part(path);
    return name.size == path.size ? (smacs_text){0} : last_part(smacs_text_before(path, path.size - name.size - 1));
}

smacs_text import_text(const cJSON *object, const char *name) {
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
    return text ? smacs_text_of(text) : (smacs_text){0};
}

smacs_text import_content(const cJSON *message) {
    const cJSON *content = cJSON_GetObjectItemCaseSensitive(message, "content"), *part = NULL;
    smacs_text found = import_text(message, "content");
    unsigned texts = 0;
    cJSON_ArrayForEach(part, (cJSON_IsArray(content) ? content : NULL)) {
        const smacs_text text = import_text(part, "text");
        texts += text.data != NULL;
        found = text.data ? text : found;
    }
    return texts > 1 ? (smacs_text){0} : found;
}

smacs_text import_last_of_user(const cJSON *messages) {
    const cJSON *message = NULL;
    smacs_text found = {0};
    cJSON_ArrayForEach(message, (cJSON_IsArray(messages) ? messages : NULL)) {
        const smacs_text content = import_content(message);
        found = smacs_text_is(import_text(message, "role"), "user") && content.data ? content : found;
    }
    return found;
}

smacs_text import_id(const cJSON *object, const char *name, char digits[32]) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);
    if (cJSON_IsNumber(item) && item->valuedouble == floor(item->valuedouble) && fabs(item->valuedouble) < 1e15) {
        const int size = snprintf(digits, 32, "%.0f", item->valuedouble);
        return (smacs_text){digits, (size_t)size};
    }
    return import_text(object, name);
}

smacs_text import_join(gather *g, smacs_bytes *out, smacs_text first, smacs_text second) {
    out->size = 0;
    smacs_bytes_append(&g->a, out, first.data, first.size);
    smacs_bytes_append(&g->a, out, "/", 1);
    smacs_bytes_append(&g->a, out, second.data, second.size);
    g->failed = g->failed || out->failed;
    return out->failed ? (smacs_text){0} : (smacs_text){out->data, out->size};
}
