/* The boundary of the third module, which finds what can be checked by running it. The rules are those of exports.c.
 *
 * What there is to check is decided by the core (smacs/checks.h). checks_exports.txt lists every function here and in
 * boundary.c; ../src/check/checks.ts types them.
 */
#include "boundary.h"

#include <string.h>

/* Prototypes, for -Wmissing-prototypes; each is described at its definition. */
typedef struct smacs_wasm_check smacs_wasm_check;

EXPORT smacs_wasm_check *smacs_wasm_check_find(const char *question, size_t size, smacs_error *error);
EXPORT void smacs_wasm_check_free(smacs_wasm_check *check);
EXPORT int smacs_wasm_check_kind(const smacs_wasm_check *check);
EXPORT int smacs_wasm_check_language(const smacs_wasm_check *check);
EXPORT double smacs_wasm_check_within(const smacs_wasm_check *check);
EXPORT uint32_t smacs_wasm_check_count(const smacs_wasm_check *check);
EXPORT smacs_wasm_blob *smacs_wasm_check_call(const smacs_wasm_check *check, uint32_t input, smacs_error *error);
EXPORT int smacs_wasm_check_expects_value(const smacs_wasm_check *check, uint32_t input);
EXPORT smacs_wasm_blob *smacs_wasm_check_expected(const smacs_wasm_check *check, uint32_t input, smacs_error *error);
EXPORT int smacs_wasm_check_gives(const smacs_wasm_check *check, uint32_t input, const char *value, size_t size);
EXPORT int smacs_wasm_check_derive(smacs_wasm_check *check, const char *answers, size_t size, smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_check_program(const smacs_wasm_check *check, const char *answer, size_t size,
                                                 smacs_error *error);

/* Mutable. `check` is NULL where there is nothing to check. */
struct smacs_wasm_check {
    smacs_check *check;
};

/* Always a handle, unless memory ends: smacs_wasm_check_kind tells whether there is anything to check. */
smacs_wasm_check *smacs_wasm_check_find(const char *question, size_t size, smacs_error *error) {
    smacs_wasm_check *handle = NEW(smacs_wasm_check);
    if (!handle) {
        boundary_fail(error, SMACS_E_MEMORY);
        return NULL;
    }
    if (smacs_check_find(NULL, (smacs_text){question, size}, &handle->check, error) != SMACS_OK) {
        free(handle);
        return NULL;
    }
    return handle;
}

void smacs_wasm_check_free(smacs_wasm_check *handle) {
    if (handle) {
        smacs_check_free(handle->check);
        free(handle);
    }
}

/* A smacs_check_kind; -1: there is nothing to check, and no other function but free may be called. */
int smacs_wasm_check_kind(const smacs_wasm_check *handle) { return handle->check ? (int)handle->check->kind : -1; }

int smacs_wasm_check_language(const smacs_wasm_check *handle) { return (int)handle->check->language; }

double smacs_wasm_check_within(const smacs_wasm_check *handle) { return handle->check->within; }

uint32_t smacs_wasm_check_count(const smacs_wasm_check *handle) { return handle->check->input_count; }

static smacs_wasm_blob *copy(smacs_text text, smacs_error *error) {
    char *bytes = malloc(text.size + 1);
    if (bytes && text.size > 0) {
        memcpy(bytes, text.data, text.size);
    }
    return boundary_blob(bytes ? SMACS_OK : SMACS_E_MEMORY, bytes, text.size, error);
}

/* The call of an input below the count. */
smacs_wasm_blob *smacs_wasm_check_call(const smacs_wasm_check *handle, uint32_t input, smacs_error *error) {
    return copy(handle->check->inputs[input].call, error);
}

int smacs_wasm_check_expects_value(const smacs_wasm_check *handle, uint32_t input) {
    return handle->check->inputs[input].expects.data != NULL;
}

/* The value that an input shall have; empty if none is known. */
smacs_wasm_blob *smacs_wasm_check_expected(const smacs_wasm_check *handle, uint32_t input, smacs_error *error) {
    return copy(handle->check->inputs[input].expects, error);
}

/* Whether a value is the one that an input with a known value shall have. */
int smacs_wasm_check_gives(const smacs_wasm_check *handle, uint32_t input, const char *value, size_t size) {
    return smacs_check_same(handle->check->inputs[input].expects, (smacs_text){value, size}, handle->check->within);
}

/* Adds derived inputs. `answers` are texts that each end with a NUL. 1, or 0 with `error` filled. */
int smacs_wasm_check_derive(smacs_wasm_check *handle, const char *answers, size_t size, smacs_error *error) {
    enum { MOST = 64 };
    smacs_text texts[MOST];
    uint32_t count = 0;
    for (size_t at = 0, start = 0; at < size && count < MOST; at++) {
        if (answers[at] == 0) {
            texts[count++] = (smacs_text){answers + start, at - start};
            start = at + 1;
        }
    }
    return smacs_check_derive(handle->check, texts, count, error) == SMACS_OK;
}

/* The program of an answer; empty: it holds none. */
smacs_wasm_blob *smacs_wasm_check_program(const smacs_wasm_check *handle, const char *answer, size_t size,
                                          smacs_error *error) {
    char *code = NULL;
    size_t length = 0;
    const smacs_status status = smacs_check_program(handle->check, (smacs_text){answer, size}, &code, &length, error);
    return status == SMACS_OK && code ? boundary_blob(status, code, length, error)
           : status == SMACS_OK       ? copy((smacs_text){NULL, 0}, error)
                                      : NULL;
}
