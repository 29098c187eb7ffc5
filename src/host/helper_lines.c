/* Reads what the helper says. */
#include "host/helper_lines.h"
#include "json/groups.h"
#include "json/run.h"
#include <smacs/checks.h>

#include <stdio.h>
#include <string.h>

enum { LINE_MAX_BYTES = 16 << 20 };

static const cJSON *at(const cJSON *object, const char *name) { return cJSON_GetObjectItemCaseSensitive(object, name); }

const char *helper_lines_add(helper_lines *lines, const char *piece, size_t size) {
    if (size > (size_t)LINE_MAX_BYTES - lines->got.size) {
        return "said more than 16 MiB at once";
    }
    smacs_bytes_append(&lines->a, &lines->got, piece, size);
    return lines->got.failed ? "said more than there is memory for" : NULL;
}

bool helper_lines_take(helper_lines *lines, cJSON **tree) {
    smacs_bytes *got = &lines->got;
    const char *end = got->size > 0 ? memchr(got->data, '\n', got->size) : NULL;
    *tree = NULL;
    if (!end) {
        return false;
    }
    const size_t size = (size_t)(end - got->data);
    (void)smacs_json_parse((smacs_text){got->data, size}, tree, NULL);
    memmove(got->data, end + 1, got->size - size - 1);
    got->size -= size + 1;
    return true;
}

bool helper_hello_read(const cJSON *hello, char name[HELPER_NAME_MAX + 1]) {
    const char *said = cJSON_GetStringValue(at(hello, "name"));
    const cJSON *version = at(hello, "smacs_checker");
    if (!cJSON_IsNumber(version) || version->valuedouble < 1.0 || version->valuedouble >= 2.0 || !said || !said[0]) {
        return false;
    }
    snprintf(name, HELPER_NAME_MAX + 1, "%s", said);
    for (char *p = name; *p; p++) {
        *p = (unsigned char)*p < 0x20 || *p == 0x7F ? '?' : *p;
    }
    return true;
}

bool helper_reply_fits(const cJSON *reply, uint32_t number) {
    const cJSON *id = at(reply, "id"), *results = at(reply, "results"), *item;
    bool fits = cJSON_IsNumber(id) && id->valuedouble == (double)number && cJSON_IsArray(results) &&
                cJSON_GetArraySize(results) <= SMACS_CHECK_INPUTS_MAX;
    if (!fits) {
        return false;
    }
    cJSON_ArrayForEach(item, results) {
        uint32_t outcome;
        fits = fits && smacs_find_word(cJSON_GetStringValue(at(item, "outcome")), smacs_run_outcomes, &outcome) &&
               cJSON_IsString(at(item, "out"));
    }
    return fits;
}
