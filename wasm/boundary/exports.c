/* The boundary: flat functions that a WebAssembly host can call, and nothing else.
 *
 * Pointers are 32 bits here; the host sees handles as numbers, 0 meaning none. No struct layout leaves this file:
 * errors and results are read by accessors. A function with an `error` parameter, from smacs_wasm_error_create, returns
 * 0 and fills it when it fails. There is no state outside the handles but the kernel
 * for relaxed SIMD.
 *
 * exports.txt lists every function here and in boundary.c; ../src/core.ts types them.
 */
#include "boundary.h"

#include "base/vec_relaxed.h"
#include "json/packed.h"

/* Prototypes, for -Wmissing-prototypes; each is described at its definition. */
typedef struct smacs_wasm_embedder smacs_wasm_embedder;
typedef struct smacs_wasm_index smacs_wasm_index;
typedef struct smacs_wasm_shards smacs_wasm_shards;

EXPORT const char *smacs_wasm_version(void);
EXPORT bool smacs_wasm_use_relaxed(smacs_dots *kernel);
EXPORT const char *smacs_wasm_prompt(void);
EXPORT const char *smacs_wasm_state_prompt(void);
EXPORT smacs_wasm_embedder *smacs_wasm_embedder_open(void *bytes, size_t size, smacs_error *error);
EXPORT void smacs_wasm_embedder_free(smacs_wasm_embedder *embedder);
EXPORT smacs_wasm_blob *smacs_wasm_embedder_describe(const smacs_wasm_embedder *embedder, smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_embedder_embed(const smacs_wasm_embedder *embedder, const char *text, size_t size,
                                                  smacs_error *error);
EXPORT smacs_wasm_index *smacs_wasm_index_open(void *bytes, size_t size, smacs_error *error);
EXPORT void smacs_wasm_index_free(smacs_wasm_index *index);
EXPORT smacs_wasm_blob *smacs_wasm_index_describe(const smacs_wasm_index *index, smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_index_dots(const smacs_wasm_index *index, uint32_t model, smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_index_question(const smacs_wasm_index *index, uint32_t question, smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_match(const smacs_wasm_index *index, const char *catalog, size_t catalog_size,
                                         const char *list, size_t list_size, smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_route(const smacs_wasm_index *index, const smacs_wasm_embedder *embedder,
                                         const char *question, size_t question_size, const char *options,
                                         size_t options_size, smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_route_packed(const smacs_wasm_index *index, const smacs_wasm_embedder *embedder,
                                                const char *question, size_t question_size, const char *options,
                                                size_t options_size, smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_index_labels(const smacs_wasm_index *index, smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_route_vector(const smacs_wasm_index *index, const double *numbers, uint32_t count,
                                                const char *options, size_t options_size, smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_index_vector(const smacs_wasm_index *index, const double *numbers, uint32_t count,
                                                smacs_error *error);
EXPORT smacs_wasm_shards *smacs_wasm_shards_open(void *bytes, size_t size, smacs_error *error);
EXPORT void smacs_wasm_shards_free(smacs_wasm_shards *shards);
EXPORT const smacs_wasm_index *smacs_wasm_shards_head(const smacs_wasm_shards *shards);
EXPORT smacs_wasm_blob *smacs_wasm_shards_subject(const smacs_wasm_shards *shards, const smacs_wasm_embedder *embedder,
                                                  const char *question, size_t question_size, const char *options,
                                                  size_t options_size, smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_shards_choose(const smacs_wasm_shards *shards, const int8_t *vector,
                                                 uint32_t questions, smacs_error *error);
EXPORT smacs_wasm_index *smacs_wasm_shards_gather(const smacs_wasm_shards *shards, const uint32_t *cells,
                                                  uint32_t count, const char *bytes, size_t size, const int8_t *vector,
                                                  uint32_t k, smacs_error *error);
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
EXPORT smacs_wasm_blob *smacs_wasm_trace_view(const char *trace, size_t size, smacs_error *error);

/* Version of the library, NUL-terminated, never freed. */
const char *smacs_wasm_version(void) { return smacs_version(); }

/* Uses a kernel that the host has put into the table of functions (vec_relaxed.h). */
bool smacs_wasm_use_relaxed(smacs_dots *kernel) { return smacs_use_relaxed(kernel); }

/* The default aggregation prompt, likewise. */
const char *smacs_wasm_prompt(void) { return smacs_run_prompt(); }

/* What models are asked back with by default, likewise. */
const char *smacs_wasm_state_prompt(void) { return smacs_run_state_prompt(); }

/* The embedder. */

struct smacs_wasm_embedder {
    smacs_embedder *embedder;
    void *bytes; /* the file image, owned */
};

/* Takes `bytes`, from smacs_wasm_allocate, over whether it succeeds or not; so does smacs_wasm_index_open. */
smacs_wasm_embedder *smacs_wasm_embedder_open(void *bytes, size_t size, smacs_error *error) {
    smacs_wasm_embedder *handle = NEW(smacs_wasm_embedder);
    if (!handle) {
        boundary_fail(error, SMACS_E_MEMORY);
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
    return boundary_blob(status, json, size, error);
}

/* The vector [D] of a text, one signed byte for each dimension. */
smacs_wasm_blob *smacs_wasm_embedder_embed(const smacs_wasm_embedder *handle, const char *text, size_t size,
                                           smacs_error *error) {
    size_t dim = smacs_embedder_describe(handle->embedder).dim;
    int8_t *vector = malloc(dim);
    smacs_status status = SMACS_E_MEMORY;
    if (vector) {
        status = smacs_embed(handle->embedder, (smacs_text){text, size}, vector, NULL);
    }
    return boundary_blob(status, vector, dim, error);
}

/* The index. */

struct smacs_wasm_index {
    smacs_index *index;
    void *bytes; /* the file image, owned */
};

smacs_wasm_index *smacs_wasm_index_open(void *bytes, size_t size, smacs_error *error) {
    smacs_wasm_index *handle = NEW(smacs_wasm_index);
    if (!handle) {
        boundary_fail(error, SMACS_E_MEMORY);
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
    return boundary_blob(status, json, size, error);
}

/* Bytes of the map, see smacs_index_dots. */
smacs_wasm_blob *smacs_wasm_index_dots(const smacs_wasm_index *handle, uint32_t model, smacs_error *error) {
    uint8_t *dots = NULL;
    size_t size = 0;
    smacs_status status = smacs_index_dots(NULL, handle->index, model, &dots, &size);
    return boundary_blob(status, dots, size, error);
}

/* JSON, see smacs_question_to_json. */
smacs_wasm_blob *smacs_wasm_index_question(const smacs_wasm_index *handle, uint32_t question, smacs_error *error) {
    char *json = NULL;
    size_t size = 0;
    smacs_status status = smacs_question_to_json(NULL, handle->index, question, &json, &size);
    return boundary_blob(status, json, size, error);
}

/* Which models the ids of a list mean, as JSON: see smacs_match_list. `catalog` of size 0: the index's facts alone. */
smacs_wasm_blob *smacs_wasm_match(const smacs_wasm_index *handle, const char *catalog, size_t catalog_size,
                                  const char *list, size_t list_size, smacs_error *error) {
    smacs_matcher *matcher = NULL;
    char *json = NULL;
    size_t size = 0;
    smacs_status status =
        smacs_matcher_create(NULL, handle->index, (smacs_text){catalog, catalog_size}, &matcher, error);
    if (status == SMACS_OK) {
        status = smacs_match_list(NULL, matcher, (smacs_text){list, list_size}, &json, &size, error);
    }
    smacs_matcher_free(matcher);
    return status == SMACS_OK ? boundary_blob(status, json, size, error) : NULL;
}

/* The texts of labels, as a JSON array: packed routes give their numbers. */
smacs_wasm_blob *smacs_wasm_index_labels(const smacs_wasm_index *index, smacs_error *error) {
    char *json = NULL;
    size_t size = 0;
    smacs_status status = smacs_labels_to_json(NULL, index->index, &json, &size);
    return boundary_blob(status, json, size, error);
}

static smacs_route *route_of(const smacs_wasm_index *index, const smacs_wasm_embedder *embedder, smacs_text question,
                             smacs_text options, smacs_error *error) {
    smacs_route *route = NULL;
    smacs_route_from_json(NULL, index->index, embedder->embedder, question, options, &route, error);
    return route;
}

/* Packs a route and frees it; NULL stays 0. */
static smacs_wasm_blob *packed(const smacs_wasm_index *index, smacs_route *route, smacs_error *error) {
    void *bytes = NULL;
    size_t size = 0;
    if (!route) {
        return NULL;
    }
    smacs_status status = smacs_route_pack(NULL, index->index, route, &bytes, &size);
    smacs_route_free(route);
    return boundary_blob(status, bytes, size, error);
}

/* Routes a question: options and result as JSON, see smacs_route_from_json and smacs_route_to_json with detail. */
smacs_wasm_blob *smacs_wasm_route(const smacs_wasm_index *index, const smacs_wasm_embedder *embedder,
                                  const char *question, size_t question_size, const char *options, size_t options_size,
                                  smacs_error *error) {
    smacs_route *route =
        route_of(index, embedder, (smacs_text){question, question_size}, (smacs_text){options, options_size}, error);
    char *json = NULL;
    size_t size = 0;
    if (!route) {
        return NULL;
    }
    smacs_status status = smacs_route_to_json(NULL, index->index, route, 1, &json, &size);
    smacs_route_free(route);
    return boundary_blob(status, json, size, error);
}

/* The same as numbers and texts, see smacs_route_pack. */
smacs_wasm_blob *smacs_wasm_route_packed(const smacs_wasm_index *index, const smacs_wasm_embedder *embedder,
                                         const char *question, size_t question_size, const char *options,
                                         size_t options_size, smacs_error *error) {
    smacs_route *route =
        route_of(index, embedder, (smacs_text){question, question_size}, (smacs_text){options, options_size}, error);
    return packed(index, route, error);
}

/* The same for a vector of one's own, see smacs_route_numbers_from_json. */
smacs_wasm_blob *smacs_wasm_route_vector(const smacs_wasm_index *index, const double *numbers, uint32_t count,
                                         const char *options, size_t options_size, smacs_error *error) {
    smacs_route *route = NULL;
    smacs_route_numbers_from_json(NULL, index->index, numbers, count, (smacs_text){options, options_size}, &route,
                                  error);
    return packed(index, route, error);
}

/* A vector of one's own as the index's, see smacs_index_vector_of. */
smacs_wasm_blob *smacs_wasm_index_vector(const smacs_wasm_index *index, const double *numbers, uint32_t count,
                                         smacs_error *error) {
    const size_t size = smacs_index_describe(index->index).dim;
    int8_t *vector = malloc(size);
    if (vector && smacs_index_vector_of(index->index, numbers, count, vector, error) != SMACS_OK) {
        free(vector);
        return NULL;
    }
    return boundary_blob(vector ? SMACS_OK : SMACS_E_MEMORY, vector, size, error);
}

/* Sharded indexes, see smacs/shards.h. */

struct smacs_wasm_shards {
    smacs_shards *shards;
    void *bytes; /* the head's file image, owned */
    smacs_wasm_index head;
};

/* Takes `bytes` over, as smacs_wasm_index_open. */
smacs_wasm_shards *smacs_wasm_shards_open(void *bytes, size_t size, smacs_error *error) {
    smacs_wasm_shards *handle = NEW(smacs_wasm_shards);
    if (!handle) {
        boundary_fail(error, SMACS_E_MEMORY);
        free(bytes);
        return NULL;
    }
    handle->bytes = bytes;
    if (smacs_shards_open(NULL, bytes, size, &handle->shards, error) != SMACS_OK) {
        smacs_wasm_shards_free(handle);
        return NULL;
    }
    handle->head.index = (smacs_index *)(uintptr_t)smacs_shards_head(handle->shards); /* read only */
    return handle;
}

void smacs_wasm_shards_free(smacs_wasm_shards *handle) {
    if (handle) {
        smacs_shards_free(handle->shards);
        free(handle->bytes);
        free(handle);
    }
}

/* What the head knows, for describing, labels and matching; the shards own it. */
const smacs_wasm_index *smacs_wasm_shards_head(const smacs_wasm_shards *handle) { return &handle->head; }

/* The vector to choose cells by, see smacs_route_subject_from_json. */
smacs_wasm_blob *smacs_wasm_shards_subject(const smacs_wasm_shards *handle, const smacs_wasm_embedder *embedder,
                                           const char *question, size_t question_size, const char *options,
                                           size_t options_size, smacs_error *error) {
    const uint32_t dim = smacs_embedder_describe(embedder->embedder).dim;
    int8_t *vector = malloc(dim);
    if (vector && smacs_route_subject_from_json(NULL, handle->head.index, embedder->embedder,
                                                (smacs_text){question, question_size},
                                                (smacs_text){options, options_size}, vector, error) != SMACS_OK) {
        free(vector);
        return NULL;
    }
    return boundary_blob(vector ? SMACS_OK : SMACS_E_MEMORY, vector, dim, error);
}

enum { CELL_NUMBERS = 5 };

/* The cells to look at for a vector, as doubles: number, file, offset, size, questions of each. */
smacs_wasm_blob *smacs_wasm_shards_choose(const smacs_wasm_shards *handle, const int8_t *vector, uint32_t questions,
                                          smacs_error *error) {
    uint32_t *cells = NULL, count = 0;
    if (smacs_shards_choose(NULL, handle->shards, vector, questions, &cells, &count, error) != SMACS_OK) {
        return NULL;
    }
    double *numbers = calloc(count, CELL_NUMBERS * sizeof *numbers);
    for (uint32_t i = 0; i < count && numbers; i++) {
        smacs_cell cell = smacs_shards_cell(handle->shards, cells[i]);
        double *at = numbers + (size_t)i * CELL_NUMBERS;
        at[0] = cells[i];
        at[1] = cell.file;
        at[2] = (double)cell.offset;
        at[3] = cell.size;
        at[4] = cell.questions;
    }
    free(cells);
    return boundary_blob(numbers ? SMACS_OK : SMACS_E_MEMORY, numbers, count * CELL_NUMBERS * sizeof *numbers, error);
}

/* The index to route `vector` by: of `count` cells, whose bytes follow one another. It borrows from the shards. */
smacs_wasm_index *smacs_wasm_shards_gather(const smacs_wasm_shards *handle, const uint32_t *cells, uint32_t count,
                                           const char *bytes, size_t size, const int8_t *vector, uint32_t k,
                                           smacs_error *error) {
    smacs_wasm_index *near = NEW(smacs_wasm_index);
    smacs_cell_bytes *given = calloc(count, sizeof *given);
    smacs_status status = near && given ? SMACS_OK : SMACS_E_MEMORY;
    size_t at = 0;
    for (uint32_t i = 0; i < count && status == SMACS_OK; i++) {
        size_t wanted =
            cells[i] < smacs_shards_cells(handle->shards) ? smacs_shards_cell(handle->shards, cells[i]).size : size + 1;
        status = wanted <= size - at ? SMACS_OK : SMACS_E_TRUNCATED;
        given[i] = (smacs_cell_bytes){cells[i], bytes + at, wanted};
        at += wanted;
    }
    if (status != SMACS_OK) {
        boundary_fail(error, status);
    } else {
        status = smacs_shards_gather(NULL, handle->shards, given, count, vector, k, &near->index, error);
    }
    free(given);
    if (status != SMACS_OK) {
        free(near);
        near = NULL;
    }
    return near;
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
    return status == SMACS_OK ? boundary_blob(status, json, length, error) : NULL;
}

smacs_wasm_blob *smacs_wasm_session_view(const smacs_session *session, smacs_error *error) {
    char *json = NULL;
    size_t size = 0;
    smacs_status status = smacs_session_view(session, &json, &size);
    return boundary_blob(status, json, size, error);
}

smacs_wasm_blob *smacs_wasm_session_trace(const smacs_session *session, smacs_error *error) {
    char *json = NULL;
    size_t size = 0;
    smacs_status status = smacs_session_trace(session, &json, &size);
    return boundary_blob(status, json, size, error);
}

smacs_wasm_blob *smacs_wasm_session_rescore(const smacs_session *session, const char *weights, size_t size,
                                            smacs_error *error) {
    char *json = NULL;
    size_t length = 0;
    smacs_status status = smacs_session_rescore(session, (smacs_text){weights, size}, &json, &length, error);
    return status == SMACS_OK ? boundary_blob(status, json, length, error) : NULL;
}

/* The view that a trace recorded, as JSON; it needs neither index nor embedder. */
smacs_wasm_blob *smacs_wasm_trace_view(const char *trace, size_t size, smacs_error *error) {
    char *json = NULL;
    size_t length = 0;
    smacs_status status = smacs_trace_view(NULL, (smacs_text){trace, size}, &json, &length, error);
    return status == SMACS_OK ? boundary_blob(status, json, length, error) : NULL;
}
