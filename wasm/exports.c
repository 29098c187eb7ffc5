/* The boundary: flat functions that a WebAssembly host can call, and nothing else.
 *
 * Pointers are 32 bits here; the host sees handles as numbers, 0 meaning none. No struct layout leaves this file: errors
 * and results are read by accessors. A function with an `error` parameter, from smacs_wasm_error_create, returns 0 and
 * fills it when it fails. There is no state outside the handles.
 *
 * exports.txt lists every function here; src/core.ts types them.
 */
#include <smacs/smacs.h>

#include <stdlib.h>

#define EXPORT __attribute__((visibility("default")))
#define NEW(type) ((type *)calloc(1, sizeof(type)))

_Static_assert(sizeof(void *) == 4, "this file is for 32-bit WebAssembly only");

/* Prototypes, for -Wmissing-prototypes; each is described at its definition. */
typedef struct smacs_wasm_blob smacs_wasm_blob;
typedef struct smacs_wasm_embedder smacs_wasm_embedder;
typedef struct smacs_wasm_index smacs_wasm_index;

EXPORT const char *smacs_wasm_version(void);
EXPORT const char *smacs_wasm_prompt(void);
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
EXPORT smacs_wasm_embedder *smacs_wasm_embedder_open(void *bytes, size_t size, smacs_error *error);
EXPORT void smacs_wasm_embedder_free(smacs_wasm_embedder *embedder);
EXPORT smacs_wasm_blob *smacs_wasm_embedder_describe(const smacs_wasm_embedder *embedder, smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_embedder_embed(const smacs_wasm_embedder *embedder, const char *text, size_t size,
                                                  smacs_error *error);
EXPORT smacs_wasm_index *smacs_wasm_index_open(void *bytes, size_t size, smacs_error *error);
EXPORT void smacs_wasm_index_free(smacs_wasm_index *index);
EXPORT smacs_wasm_blob *smacs_wasm_index_describe(const smacs_wasm_index *index, smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_route(const smacs_wasm_index *index, const smacs_wasm_embedder *embedder,
                                         const char *question, size_t question_size, const char *options,
                                         size_t options_size, smacs_error *error);
EXPORT smacs_session *smacs_wasm_session_create(const smacs_wasm_index *index, const smacs_wasm_embedder *embedder,
                                                const char *request, size_t size, smacs_error *error);
EXPORT smacs_session *smacs_wasm_session_replay(const smacs_wasm_index *index, const smacs_wasm_embedder *embedder,
                                                const char *trace, size_t size, smacs_error *error);
EXPORT void smacs_wasm_session_free(smacs_session *session);
EXPORT smacs_wasm_blob *smacs_wasm_session_feed(smacs_session *session, const char *event, size_t size,
                                                smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_session_view(const smacs_session *session, smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_session_trace(const smacs_session *session, smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_session_rescore(const smacs_session *session, const char *weights, size_t size,
                                                   smacs_error *error);

#ifdef __EMSCRIPTEN__
/* Emscripten's allocator tells the host of growth by this import. Ours takes its views afresh instead, so defining it
 * here leaves the module with nothing to import. */
void emscripten_notify_memory_growth(size_t memory_index);
void emscripten_notify_memory_growth(size_t memory_index) { (void)memory_index; }
#endif

/* Version of the library, NUL-terminated, never freed. */
const char *smacs_wasm_version(void) { return smacs_version(); }

/* The default aggregation prompt, likewise. */
const char *smacs_wasm_prompt(void) { return smacs_run_prompt(); }

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

/* For functions that return a bare status. */
static void fail(smacs_error *error, smacs_status status) {
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

/* Takes `data` over; 0 with `error` filled when `status` is a failure or memory ends. */
static smacs_wasm_blob *blob_of(smacs_status status, void *data, size_t size, smacs_error *error) {
    smacs_wasm_blob *blob = status == SMACS_OK ? NEW(smacs_wasm_blob) : NULL;
    if (!blob) {
        smacs_free(NULL, data);
        fail(error, status == SMACS_OK ? SMACS_E_MEMORY : status);
        return NULL;
    }
    *blob = (smacs_wasm_blob){data, size};
    return blob;
}

/* The embedder. */

struct smacs_wasm_embedder {
    smacs_embedder *embedder;
    void *bytes; /* the file image, owned */
};

/* Takes `bytes`, from smacs_wasm_allocate, over whether it succeeds or not; so does smacs_wasm_index_open. */
smacs_wasm_embedder *smacs_wasm_embedder_open(void *bytes, size_t size, smacs_error *error) {
    smacs_wasm_embedder *handle = NEW(smacs_wasm_embedder);
    if (!handle) {
        fail(error, SMACS_E_MEMORY);
        free(bytes);
        return NULL;
    }
    handle->bytes = bytes;
    if (smacs_embedder_open(NULL, bytes, size, &handle->embedder, error) != SMACS_OK) {
        smacs_wasm_embedder_free(handle);
        return NULL;
    }
    return handle;
}

void smacs_wasm_embedder_free(smacs_wasm_embedder *handle) {
    if (handle) {
        smacs_embedder_free(handle->embedder);
        free(handle->bytes);
        free(handle);
    }
}

/* JSON, see smacs_embedder_to_json. */
smacs_wasm_blob *smacs_wasm_embedder_describe(const smacs_wasm_embedder *handle, smacs_error *error) {
    char *json = NULL;
    size_t size = 0;
    smacs_status status = smacs_embedder_to_json(NULL, handle->embedder, &json, &size);
    return blob_of(status, json, size, error);
}

/* The vector [D] of a text, one signed byte for each dimension. */
smacs_wasm_blob *smacs_wasm_embedder_embed(const smacs_wasm_embedder *handle, const char *text, size_t size,
                                           smacs_error *error) {
    size_t dim = smacs_embedder_describe(handle->embedder).dim;
    int8_t *vector = malloc(dim);
    smacs_status status = SMACS_E_MEMORY;
    if (vector) {
        status = smacs_embed(handle->embedder, text, size, vector, NULL);
    }
    return blob_of(status, vector, dim, error);
}

/* The index. */

struct smacs_wasm_index {
    smacs_index *index;
    void *bytes; /* the file image, owned */
};

smacs_wasm_index *smacs_wasm_index_open(void *bytes, size_t size, smacs_error *error) {
    smacs_wasm_index *handle = NEW(smacs_wasm_index);
    if (!handle) {
        fail(error, SMACS_E_MEMORY);
        free(bytes);
        return NULL;
    }
    handle->bytes = bytes;
    if (smacs_index_open(NULL, bytes, size, &handle->index, error) != SMACS_OK) {
        smacs_wasm_index_free(handle);
        return NULL;
    }
    return handle;
}

void smacs_wasm_index_free(smacs_wasm_index *handle) {
    if (handle) {
        smacs_index_free(handle->index);
        free(handle->bytes);
        free(handle);
    }
}

/* JSON, see smacs_index_to_json. */
smacs_wasm_blob *smacs_wasm_index_describe(const smacs_wasm_index *handle, smacs_error *error) {
    char *json = NULL;
    size_t size = 0;
    smacs_status status = smacs_index_to_json(NULL, handle->index, &json, &size);
    return blob_of(status, json, size, error);
}

/* Routes a question: options and result as JSON, see smacs_route_from_json and smacs_route_to_json with detail. */
smacs_wasm_blob *smacs_wasm_route(const smacs_wasm_index *index, const smacs_wasm_embedder *embedder,
                                  const char *question, size_t question_size, const char *options, size_t options_size,
                                  smacs_error *error) {
    smacs_route *route = NULL;
    smacs_status status =
        smacs_route_from_json(NULL, index->index, embedder->embedder, (smacs_text){question, question_size},
                              (smacs_text){options, options_size}, &route, error);
    if (status != SMACS_OK) {
        return NULL;
    }
    char *json = NULL;
    size_t size = 0;
    status = smacs_route_to_json(NULL, index->index, route, 1, &json, &size);
    smacs_route_free(route);
    return blob_of(status, json, size, error);
}

/* Runs. A session borrows its index and embedder, which must outlive it; index 0 means none. Messages are JSON, see
 * schema/run.schema.json. */

smacs_session *smacs_wasm_session_create(const smacs_wasm_index *index, const smacs_wasm_embedder *embedder,
                                         const char *request, size_t size, smacs_error *error) {
    smacs_session *session = NULL;
    smacs_session_create(NULL, index ? index->index : NULL, embedder->embedder, (smacs_text){request, size}, &session,
                         error);
    return session;
}

/* The run of a trace, at its end. */
smacs_session *smacs_wasm_session_replay(const smacs_wasm_index *index, const smacs_wasm_embedder *embedder,
                                         const char *trace, size_t size, smacs_error *error) {
    smacs_session *session = NULL;
    smacs_session_replay(NULL, index ? index->index : NULL, embedder->embedder, (smacs_text){trace, size}, &session,
                         error);
    return session;
}

void smacs_wasm_session_free(smacs_session *session) { smacs_session_free(session); }

/* JSON: an array of actions. */
smacs_wasm_blob *smacs_wasm_session_feed(smacs_session *session, const char *event, size_t size, smacs_error *error) {
    char *json = NULL;
    size_t length = 0;
    smacs_status status = smacs_session_feed(session, (smacs_text){event, size}, &json, &length, error);
    return status == SMACS_OK ? blob_of(status, json, length, error) : NULL;
}

smacs_wasm_blob *smacs_wasm_session_view(const smacs_session *session, smacs_error *error) {
    char *json = NULL;
    size_t size = 0;
    smacs_status status = smacs_session_view(session, &json, &size);
    return blob_of(status, json, size, error);
}

smacs_wasm_blob *smacs_wasm_session_trace(const smacs_session *session, smacs_error *error) {
    char *json = NULL;
    size_t size = 0;
    smacs_status status = smacs_session_trace(session, &json, &size);
    return blob_of(status, json, size, error);
}

smacs_wasm_blob *smacs_wasm_session_rescore(const smacs_session *session, const char *weights, size_t size,
                                            smacs_error *error) {
    char *json = NULL;
    size_t length = 0;
    smacs_status status = smacs_session_rescore(session, (smacs_text){weights, size}, &json, &length, error);
    return status == SMACS_OK ? blob_of(status, json, length, error) : NULL;
}
