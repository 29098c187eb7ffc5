/* Leave one out: the index as it were without the questions of one benchmark or category, to measure routing on a kind of
 * question that it has not seen. Built in memory, with the same vectors and scores. */
#include "base/error.h"
#include "lab/lab.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool lab_leave_parse(const char *word, lab_leave_kind *kind, int *code) {
    *kind = LAB_LEAVE_NOTHING;
    if (!word) {
        return true;
    }
    if (strcmp(word, "benchmark") == 0 || strcmp(word, "category") == 0) {
        *kind = word[0] == 'b' ? LAB_LEAVE_BENCHMARK : LAB_LEAVE_CATEGORY;
        return true;
    }
    fprintf(stderr, "smacs: --leave-out is \"benchmark\" or \"category\", not \"%s\"\n", word);
    *code = TOOL_USAGE;
    return false;
}

const char *lab_leave_note(lab_leave_kind kind) {
    static const char *const notes[] = {
        NULL,
        "The index's questions of each test question's own benchmark were hidden when it was routed.",
        "The index's questions of each test question's own benchmark and category were hidden when it was routed.",
    };
    return notes[kind];
}

static bool equal(smacs_text a, smacs_text b) {
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

static bool is_hidden(const lab_leave *l, const smacs_question *left_out, const smacs_question *question) {
    return equal(left_out->benchmark, question->benchmark) &&
           (l->kind == LAB_LEAVE_BENCHMARK || equal(left_out->category, question->category));
}

static smacs_status copy_question(const tool_index *x, uint32_t number, const smacs_question *question,
                                  smacs_builder *builder, smacs_error *error) {
    uint32_t copy;
    smacs_status status =
        smacs_builder_question(builder, question, smacs_index_vector(x->handle, number), &copy, error);
    for (uint32_t m = 0; m < x->facts.models && status == SMACS_OK; m++) {
        const float score = smacs_index_score(x->handle, number, m);
        status = isnan(score) ? SMACS_OK : smacs_builder_score(builder, copy, m, score, error);
    }
    return status;
}

/* Models keep their numbers. */
static smacs_status fill(const lab_leave *l, const smacs_question *left_out, smacs_builder *builder,
                         smacs_error *error) {
    smacs_status status = SMACS_OK;
    uint32_t model;
    for (uint32_t m = 0; m < l->x->facts.models && status == SMACS_OK; m++) {
        status = smacs_builder_model(builder, smacs_index_model(l->x->handle, m), &model, error);
    }
    for (uint32_t q = 0; q < l->x->facts.questions && status == SMACS_OK; q++) {
        const smacs_question question = smacs_index_question(l->x->handle, q);
        if (!is_hidden(l, left_out, &question)) {
            status = copy_question(l->x, q, &question, builder, error);
        }
    }
    return status;
}

static smacs_status build(const lab_leave *l, const smacs_question *left_out, lab_leave_view *view,
                          smacs_error *error) {
    const smacs_index_facts *facts = &l->x->facts;
    smacs_builder *builder = NULL;
    size_t size = 0;
    smacs_status status =
        smacs_builder_create(NULL, facts->dim, facts->embedder_digest, facts->embedder_name, 0, &builder, error);
    if (status == SMACS_OK) {
        status = fill(l, left_out, builder, error);
    }
    if (status == SMACS_OK) {
        status = smacs_builder_finish(builder, &view->bytes, &size, error);
        if (status == SMACS_E_EMPTY) {
            smacs_fail(error, status, "nothing is left of the index without the questions of this kind",
                       l->kind == LAB_LEAVE_CATEGORY && left_out->category.data ? left_out->category
                                                                                : left_out->benchmark,
                       SMACS_NO_POSITION);
        }
    }
    if (status == SMACS_OK) {
        status = smacs_index_open(NULL, view->bytes, size, &view->handle, error);
    }
    smacs_builder_free(builder);
    return status;
}

static smacs_status make_view(const lab_leave *l, const smacs_question *left_out, lab_leave_view *view,
                              smacs_error *error) {
    smacs_status status = SMACS_OK;
    if (l->kind == LAB_LEAVE_NOTHING) {
        view->handle = l->x->handle;
    } else {
        status = build(l, left_out, view, error);
    }
    view->means = status == SMACS_OK ? malloc(l->x->facts.models * sizeof *view->means) : NULL;
    if (status == SMACS_OK && !view->means) {
        return smacs_fail_memory(error);
    }
    for (uint32_t m = 0; m < l->x->facts.models && status == SMACS_OK; m++) {
        view->means[m] = smacs_index_model_mean(view->handle, m);
    }
    return status;
}

/* What is left out, as one text. */
static smacs_status intern_hidden(lab_leave *l, const smacs_question *q, uint32_t *number) {
    smacs_bytes key = {0};
    if (l->kind != LAB_LEAVE_NOTHING && q->benchmark.size > 0) {
        smacs_bytes_append(&l->a, &key, q->benchmark.data, q->benchmark.size);
    }
    if (l->kind == LAB_LEAVE_CATEGORY && q->category.size > 0) {
        smacs_bytes_append(&l->a, &key, "", 1);
        smacs_bytes_append(&l->a, &key, q->category.data, q->category.size);
    }
    const smacs_status status =
        key.failed ? SMACS_E_MEMORY
                   : smacs_names_intern(&l->a, &l->hidden, (smacs_text){key.data ? key.data : "", key.size}, number);
    smacs_bytes_free(&l->a, &key);
    return status;
}

smacs_status lab_leave_find(lab_leave *l, const smacs_question *question, lab_leave_view *out, smacs_error *error) {
    uint32_t number;
    l->a = smacs_allocator_or_default(NULL);
    if (intern_hidden(l, question, &number) != SMACS_OK ||
        !smacs_mem_reserve(&l->a, &l->views, &l->capacity, l->hidden.count, sizeof *l->views)) {
        return smacs_fail_memory(error);
    }
    lab_leave_view *view = &l->views[number];
    const smacs_status status = view->means ? SMACS_OK : make_view(l, question, view, error);
    *out = *view;
    return status;
}

uint32_t lab_leave_best(const lab_leave_view *view, uint32_t models, const bool *allowed) {
    uint32_t best = UINT32_MAX, widest = 0;
    for (uint32_t m = 0; m < models; m++) {
        widest = allowed[m] && view->means[m].scored > widest ? view->means[m].scored : widest;
    }
    for (uint32_t m = 0; m < models && widest > 0; m++) {
        const bool wide = allowed[m] && (uint64_t)view->means[m].scored * 10 >= (uint64_t)widest * 9;
        if (wide && (best == UINT32_MAX || view->means[m].mean > view->means[best].mean)) {
            best = m;
        }
    }
    return best;
}

void lab_leave_free(lab_leave *l) {
    for (uint32_t i = 0; i < l->hidden.count && i < l->capacity; i++) {
        if (l->views[i].bytes) {
            smacs_index_free(l->views[i].handle);
            smacs_free(NULL, l->views[i].bytes);
        }
        free(l->views[i].means);
    }
    if (l->hidden.count > 0) {
        smacs_names_free(&l->a, &l->hidden);
        smacs_mem_free(&l->a, l->views);
    }
}
