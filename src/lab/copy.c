#include "lab/copy.h"

#include <math.h>

static smacs_status copy_question(const tool_index *x, uint32_t number, uint32_t hidden_model,
                                  const smacs_question *question, smacs_builder *builder, smacs_error *error) {
    uint32_t copy;
    smacs_status status =
        smacs_builder_question(builder, question, smacs_index_vector(x->handle, number), &copy, error);
    for (uint32_t m = 0; m < x->facts.models && status == SMACS_OK; m++) {
        const float score = smacs_index_score(x->handle, number, m);
        if (m != hidden_model && !isnan(score)) {
            status = smacs_builder_score(builder, copy, m, score, error);
        }
    }
    return status;
}

smacs_status lab_copy_index(const tool_index *x, const lab_hidden *hidden, smacs_builder **out, smacs_error *error) {
    const smacs_index_facts *facts = &x->facts;
    uint32_t number;
    smacs_status status =
        smacs_builder_create(NULL, facts->dim, facts->embedder_digest, facts->embedder_name, 0, out, error);
    for (uint32_t m = 0; m < facts->models && status == SMACS_OK; m++) {
        status = smacs_builder_model(*out, smacs_index_model(x->handle, m), &number, error);
    }
    for (uint32_t q = 0; q < facts->questions && status == SMACS_OK; q++) {
        const smacs_question question = smacs_index_question(x->handle, q);
        if (!hidden->question || !hidden->question(hidden->context, q, &question)) {
            status = copy_question(x, q, hidden->model, &question, *out, error);
        }
    }
    return status;
}

smacs_status lab_copy_open(smacs_builder *builder, void **bytes, smacs_index **handle, smacs_error *error) {
    size_t size = 0;
    *bytes = NULL;
    *handle = NULL;
    smacs_status status = smacs_builder_finish(builder, bytes, &size, error);
    if (status == SMACS_OK) {
        status = smacs_index_open(NULL, *bytes, size, handle, error);
    }
    if (status != SMACS_OK) {
        smacs_free(NULL, *bytes);
        *bytes = NULL;
    }
    return status;
}
