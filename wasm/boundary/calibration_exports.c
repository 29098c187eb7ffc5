/* The boundary of calibration, which is in the second module beside the making of indexes: a page that only asks models
 * needs neither. The rules are those of exports.c. builder_exports.txt lists every function here; ../src/calibration.ts
 * types them. What is not asked for by a host, grading and choosing, is src/calibration's. */
#include "base/error.h"
#include "boundary.h"
#include "json/groups.h"

typedef struct smacs_wasm_calibration smacs_wasm_calibration;

EXPORT smacs_wasm_calibration *smacs_wasm_calibration_create(void *index, size_t index_size, void *embedder,
                                                             size_t embedder_size, const char *model, size_t model_size,
                                                             smacs_error *error);
EXPORT void smacs_wasm_calibration_free(smacs_wasm_calibration *calibration);
EXPORT int smacs_wasm_calibration_offer(smacs_wasm_calibration *calibration, const char *source, size_t source_size,
                                        const void *bank, size_t size, const double *vectors, size_t count,
                                        uint32_t numbers, smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_calibration_texts(const char *source, size_t source_size, const void *bank,
                                                     size_t size, smacs_error *error);
EXPORT void smacs_wasm_calibration_recall(smacs_wasm_calibration *calibration, const char *id, size_t size, int right,
                                          int answered);
EXPORT void smacs_wasm_calibration_compare(smacs_wasm_calibration *calibration, const char *id, size_t size, int right);
EXPORT int smacs_wasm_calibration_choose(smacs_wasm_calibration *calibration, uint32_t budget, double precision,
                                         smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_calibration_question(const smacs_wasm_calibration *calibration, uint32_t place,
                                                        smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_calibration_grade(smacs_wasm_calibration *calibration, uint32_t place,
                                                     const char *response, size_t size, smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_calibration_state(const smacs_wasm_calibration *calibration, smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_calibration_finish(const smacs_wasm_calibration *calibration, smacs_error *error);

struct smacs_wasm_calibration {
    void *index_bytes, *embedder_bytes; /* file images, owned */
    smacs_index *index;
    smacs_embedder *embedder;
    smacs_calibration *handle;
};

/* Takes both images, from smacs_wasm_allocate, over whether it succeeds or not. Without an embedder (0) questions are
 * offered with vectors. 0 with `error` filled on failure, as all below. */
smacs_wasm_calibration *smacs_wasm_calibration_create(void *index, size_t index_size, void *embedder,
                                                      size_t embedder_size, const char *model, size_t model_size,
                                                      smacs_error *error) {
    smacs_wasm_calibration *c = NEW(smacs_wasm_calibration);
    if (!c) {
        boundary_fail(error, SMACS_E_MEMORY);
        free(index);
        free(embedder);
        return NULL;
    }
    c->index_bytes = index;
    c->embedder_bytes = embedder;
    const smacs_text name = {model, model_size};
    smacs_status status = smacs_index_open(NULL, index, index_size, &c->index, error);
    if (status == SMACS_OK && embedder) {
        status = smacs_embedder_open(NULL, embedder, embedder_size, &c->embedder, error);
    }
    if (status == SMACS_OK) {
        status = embedder ? smacs_calibration_create(NULL, c->index, c->embedder, name, &c->handle, error)
                          : smacs_calibration_create_outside(NULL, c->index, name, &c->handle, error);
    }
    if (status != SMACS_OK) {
        smacs_wasm_calibration_free(c);
        return NULL;
    }
    return c;
}

void smacs_wasm_calibration_free(smacs_wasm_calibration *c) {
    if (c) {
        smacs_calibration_free(c->handle);
        smacs_embedder_free(c->embedder);
        smacs_index_free(c->index);
        free(c->embedder_bytes);
        free(c->index_bytes);
        free(c);
    }
}

/* Whether a record can be asked and graded; only such ones need a vector. */
static bool is_askable(const smacs_bank_record *record) {
    return record->question.text.size > 0 && record->answer.size > 0;
}

/* Vectors of a bank's questions that wait to be offered with them. */
typedef struct offer {
    smacs_wasm_calibration *c;
    const double *next;
    size_t left;
    uint32_t numbers; /* of a vector; 0: the embedder makes them */
    int8_t vector[SMACS_DIM_MAX];
} offer;

static smacs_status offer_one(void *context, const smacs_bank_record *record, smacs_error *error) {
    offer *o = context;
    if (o->numbers == 0 || !is_askable(record)) {
        return smacs_calibration_offer(o->c->handle, record, error);
    }
    if (o->left == 0) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "there are fewer vectors than questions");
    }
    const smacs_status status = smacs_index_vector_of(o->c->index, o->next, o->numbers, o->vector, error);
    o->next += o->numbers;
    o->left--;
    return status == SMACS_OK ? smacs_calibration_offer_vector(o->c->handle, record, o->vector, error) : status;
}

/* Reads all of a bank file, inflated; `source` names records that do not name their own. */
static smacs_status read_bank(smacs_text source, smacs_text bank, smacs_bank_sink sink, void *context,
                              smacs_error *error) {
    smacs_bank_reader *reader = NULL;
    smacs_status status = smacs_bank_reader_create(NULL, source, sink, context, &reader, error);
    if (status == SMACS_OK) {
        status = smacs_bank_reader_feed(reader, bank.data, bank.size, error);
    }
    if (status == SMACS_OK) {
        status = smacs_bank_reader_finish(reader, error);
    }
    smacs_bank_reader_free(reader);
    return status;
}

/* A bank's questions; without an embedder with `count` vectors of so many numbers, one for each of
 * smacs_wasm_calibration_texts. */
int smacs_wasm_calibration_offer(smacs_wasm_calibration *c, const char *source, size_t source_size, const void *bank,
                                 size_t size, const double *vectors, size_t count, uint32_t numbers,
                                 smacs_error *error) {
    offer *o = NEW(offer);
    if (!o) {
        boundary_fail(error, SMACS_E_MEMORY);
        return 0;
    }
    *o = (offer){.c = c, .next = vectors, .left = count, .numbers = numbers};
    const smacs_status status =
        read_bank((smacs_text){source, source_size}, (smacs_text){bank, size}, offer_one, o, error);
    free(o);
    return status == SMACS_OK;
}

static smacs_status write_text(void *context, const smacs_bank_record *record, smacs_error *error) {
    (void)error;
    if (is_askable(record)) {
        smacs_json_text(context, record->question.text);
    }
    return SMACS_OK;
}

/* {"texts": [..]}: the questions of a bank that can be asked, in its order. */
smacs_wasm_blob *smacs_wasm_calibration_texts(const char *source, size_t source_size, const void *bank, size_t size,
                                              smacs_error *error) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_json_writer w;
    char *json = NULL;
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '{');
    smacs_json_name(&w, "texts");
    smacs_json_open(&w, '[');
    const smacs_status status =
        read_bank((smacs_text){source, source_size}, (smacs_text){bank, size}, write_text, &w, error);
    smacs_json_close(&w, ']');
    smacs_json_close(&w, '}');
    const smacs_status written = smacs_json_finish(&w, &json, &size);
    if (status != SMACS_OK) {
        smacs_mem_free(&a, json);
        return NULL;
    }
    return boundary_blob(written, json, size, error);
}

/* Cannot fail; an id that was not offered is ignored. So with compare. */
void smacs_wasm_calibration_recall(smacs_wasm_calibration *c, const char *id, size_t size, int right, int answered) {
    smacs_calibration_recall(c->handle, (smacs_text){id, size}, right, answered);
}

void smacs_wasm_calibration_compare(smacs_wasm_calibration *c, const char *id, size_t size, int right) {
    smacs_calibration_compare(c->handle, (smacs_text){id, size}, right);
}

int smacs_wasm_calibration_choose(smacs_wasm_calibration *c, uint32_t budget, double precision, smacs_error *error) {
    return smacs_calibration_choose(c->handle, budget, precision, error) == SMACS_OK;
}

static smacs_wasm_blob *json_blob(smacs_json_writer *w, smacs_error *error) {
    char *json = NULL;
    size_t size = 0;
    smacs_json_close(w, '}');
    const smacs_status status = smacs_json_finish(w, &json, &size);
    return boundary_blob(status, json, size, error);
}

/* {"id", "question", "asked"} of the one at `place`. */
smacs_wasm_blob *smacs_wasm_calibration_question(const smacs_wasm_calibration *c, uint32_t place, smacs_error *error) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_json_writer w;
    if (place >= smacs_calibration_describe(c->handle).chosen) {
        smacs_fail_plain(error, SMACS_E_ARGUMENT, "there is no such question");
        return NULL;
    }
    const smacs_calibration_question q = smacs_calibration_get(c->handle, place);
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '{');
    smacs_json_text_member(&w, "id", q.question.id);
    smacs_json_text_member(&w, "question", q.question.text);
    smacs_json_name(&w, "asked");
    smacs_json_bool(&w, q.asked);
    return json_blob(&w, error);
}

/* {"right", "answered", "found"}: what came of the response. */
smacs_wasm_blob *smacs_wasm_calibration_grade(smacs_wasm_calibration *c, uint32_t place, const char *response,
                                              size_t size, smacs_error *error) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_json_writer w;
    smacs_text found = {0};
    bool right = false, answered = false;
    if (smacs_calibration_grade(c->handle, place, (smacs_text){response, size}, &right, &answered, &found, error) !=
        SMACS_OK) {
        return NULL;
    }
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '{');
    smacs_json_name(&w, "right");
    smacs_json_bool(&w, right);
    smacs_json_name(&w, "answered");
    smacs_json_bool(&w, answered);
    smacs_json_text_member(&w, "found", found);
    return json_blob(&w, error);
}

/* smacs_calibration_to_json. */
smacs_wasm_blob *smacs_wasm_calibration_state(const smacs_wasm_calibration *c, smacs_error *error) {
    char *json = NULL;
    size_t size = 0;
    const smacs_status status = smacs_calibration_to_json(c->handle, &json, &size);
    return boundary_blob(status, json, size, error);
}

/* The bytes of the index file with the model in it. */
smacs_wasm_blob *smacs_wasm_calibration_finish(const smacs_wasm_calibration *c, smacs_error *error) {
    void *bytes = NULL;
    size_t size = 0;
    if (smacs_calibration_finish(c->handle, &bytes, &size, error) != SMACS_OK) {
        return NULL;
    }
    return boundary_blob(SMACS_OK, bytes, size, error);
}
