/* Statuses as words, and the one way to fill a smacs_error. */
#include "base/error.h"

#include <string.h>

static const struct {
    const char *name;
    const char *text;
} statuses[SMACS_STATUS_COUNT] = {
    [SMACS_OK] = {"ok", "no error"},
    [SMACS_E_MEMORY] = {"memory", "out of memory"},
    [SMACS_E_ARGUMENT] = {"argument", "a parameter is out of range"},
    [SMACS_E_TRUNCATED] = {"truncated", "the file ends too early"},
    [SMACS_E_MAGIC] = {"magic", "not a file of this kind"},
    [SMACS_E_VERSION] = {"version", "a version of this file kind that is not supported"},
    [SMACS_E_CHECKSUM] = {"checksum", "the file is damaged: a checksum differs"},
    [SMACS_E_FORMAT] = {"format", "the file contradicts itself"},
    [SMACS_E_MISMATCH] = {"mismatch", "these do not belong together"},
    [SMACS_E_SYNTAX] = {"syntax", "not valid JSON"},
    [SMACS_E_SCHEMA] = {"schema", "JSON with a missing or wrong field"},
    [SMACS_E_DUPLICATE] = {"duplicate", "the same name twice, with different contents"},
    [SMACS_E_NOT_FOUND] = {"not_found", "no such name"},
    [SMACS_E_EMPTY] = {"empty", "nothing to work on"},
    [SMACS_E_TOO_LARGE] = {"too_large", "too large"},
    [SMACS_E_CANCELLED] = {"cancelled", "cancelled"},
};

static int known(smacs_status status) { return (unsigned)status < SMACS_STATUS_COUNT; }

const char *smacs_status_name(smacs_status status) { return known(status) ? statuses[status].name : "unknown"; }

const char *smacs_status_text(smacs_status status) { return known(status) ? statuses[status].text : "unknown status"; }

/* Cuts at a character boundary, so that what is shown stays valid UTF-8. */
static void copy_detail(char *out, size_t capacity, smacs_text detail) {
    if (!detail.data) {
        out[0] = 0;
        return;
    }
    if (detail.size < capacity) {
        memcpy(out, detail.data, detail.size);
        out[detail.size] = 0;
        return;
    }
    size_t kept = capacity - 4;
    while (kept > 0 && ((unsigned char)detail.data[kept] & 0xC0) == 0x80) {
        kept--;
    }
    memcpy(out, detail.data, kept);
    memcpy(out + kept, "...", 4);
}

smacs_status smacs_fail(smacs_error *error, smacs_status status, const char *message, smacs_text detail,
                        uint64_t position) {
    if (error) {
        error->status = status;
        error->message = message;
        copy_detail(error->detail, sizeof error->detail, detail);
        error->position = position;
        error->line = 0;
        error->column = 0;
    }
    return status;
}

smacs_status smacs_fail_plain(smacs_error *error, smacs_status status, const char *message) {
    return smacs_fail(error, status, message, (smacs_text){0}, SMACS_NO_POSITION);
}

smacs_status smacs_fail_memory(smacs_error *error) { return smacs_fail_plain(error, SMACS_E_MEMORY, "out of memory"); }

smacs_status smacs_fail_null(smacs_error *error) {
    return smacs_fail_plain(error, SMACS_E_ARGUMENT, "NULL was given where a function needs something");
}

smacs_text smacs_text_of(const char *string) { return string ? (smacs_text){string, strlen(string)} : (smacs_text){0}; }
