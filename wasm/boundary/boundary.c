/* The functions that every module exports, whatever else it does. */
#include "boundary.h"

#ifdef __EMSCRIPTEN__
/* Emscripten's allocator tells the host of growth by this import. Ours takes its views afresh instead, so defining it
 * here leaves the module with nothing to import. */
void emscripten_notify_memory_growth(size_t memory_index);
void emscripten_notify_memory_growth(size_t memory_index) { (void)memory_index; }
#endif

/* Memory for the host to write into; 0 when there is none. Emscripten's malloc takes a size beyond PTRDIFF_MAX for a
 * negative one and shrinks the heap, so such sizes, which are never right, end here. */
void *smacs_wasm_allocate(size_t size) { return size <= PTRDIFF_MAX ? malloc(size) : NULL; }

/* As realloc: on failure 0, and `memory` is still there. */
void *smacs_wasm_reallocate(void *memory, size_t size) { return size <= PTRDIFF_MAX ? realloc(memory, size) : NULL; }

void smacs_wasm_release(void *memory) { free(memory); }

/* Errors: a place to be told what went wrong. */

smacs_error *smacs_wasm_error_create(void) { return NEW(smacs_error); }

void smacs_wasm_error_free(smacs_error *error) { free(error); }

smacs_status smacs_wasm_error_status(const smacs_error *error) { return error->status; }

const char *smacs_wasm_error_message(const smacs_error *error) {
    return error->message ? error->message : smacs_status_text(error->status);
}

const char *smacs_wasm_error_detail(const smacs_error *error) { return error->detail; }

/* UINT64_MAX when it has no meaning. */
uint64_t smacs_wasm_error_position(const smacs_error *error) { return error->position; }

/* 0 when it has no meaning; so with the column. */
uint64_t smacs_wasm_error_line(const smacs_error *error) { return error->line; }

uint64_t smacs_wasm_error_column(const smacs_error *error) { return error->column; }

void boundary_fail(smacs_error *error, smacs_status status) {
    *error = (smacs_error){.status = status, .message = smacs_status_text(status), .position = UINT64_MAX};
}

/* Blobs: bytes handed out. */

struct smacs_wasm_blob {
    void *data;
    size_t size;
};

const void *smacs_wasm_blob_data(const smacs_wasm_blob *blob) { return blob->data; }

size_t smacs_wasm_blob_size(const smacs_wasm_blob *blob) { return blob->size; }

void smacs_wasm_blob_free(smacs_wasm_blob *blob) {
    if (blob) {
        smacs_free(NULL, blob->data);
        free(blob);
    }
}

smacs_wasm_blob *boundary_blob(smacs_status status, void *data, size_t size, smacs_error *error) {
    smacs_wasm_blob *blob = status == SMACS_OK ? NEW(smacs_wasm_blob) : NULL;
    if (!blob) {
        smacs_free(NULL, data);
        boundary_fail(error, status == SMACS_OK ? SMACS_E_MEMORY : status);
        return NULL;
    }
    *blob = (smacs_wasm_blob){data, size};
    return blob;
}
