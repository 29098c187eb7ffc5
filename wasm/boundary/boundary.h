/* What the boundaries of all modules share: memory, errors, and blobs of bytes handed out. Not public. */
#ifndef SMACS_WASM_BOUNDARY_H
#define SMACS_WASM_BOUNDARY_H

#include <smacs/smacs.h>

#include <stdlib.h>

#define EXPORT __attribute__((visibility("default")))
#define NEW(type) ((type *)calloc(1, sizeof(type)))

_Static_assert(sizeof(void *) == 4, "these files are for 32-bit WebAssembly only");

typedef struct smacs_wasm_blob smacs_wasm_blob;

/* Prototypes, for -Wmissing-prototypes; each is described at its definition. */
EXPORT void *smacs_wasm_allocate(size_t size);
EXPORT void *smacs_wasm_reallocate(void *memory, size_t size);
EXPORT void smacs_wasm_release(void *memory);
EXPORT smacs_error *smacs_wasm_error_create(void);
EXPORT void smacs_wasm_error_free(smacs_error *error);
EXPORT smacs_status smacs_wasm_error_status(const smacs_error *error);
EXPORT const char *smacs_wasm_error_message(const smacs_error *error);
EXPORT const char *smacs_wasm_error_detail(const smacs_error *error);
EXPORT uint64_t smacs_wasm_error_position(const smacs_error *error);
EXPORT uint64_t smacs_wasm_error_line(const smacs_error *error);
EXPORT uint64_t smacs_wasm_error_column(const smacs_error *error);
EXPORT const void *smacs_wasm_blob_data(const smacs_wasm_blob *blob);
EXPORT size_t smacs_wasm_blob_size(const smacs_wasm_blob *blob);
EXPORT void smacs_wasm_blob_free(smacs_wasm_blob *blob);

/* For functions that return a bare status. */
void boundary_fail(smacs_error *error, smacs_status status);

/* Takes `data` over; 0 with `error` filled when `status` is a failure or memory ends. */
smacs_wasm_blob *boundary_blob(smacs_status status, void *data, size_t size, smacs_error *error);

#endif
