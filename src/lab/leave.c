#include "lab/leave.h"
#include "base/text.h"

#include "base/error.h"
#include "lab/copy.h"

#include <stdlib.h>

const char *lab_leave_note(lab_leave_kind kind) {
    static const char *const notes[] = {
        NULL,
        "The index's questions of each test question's own benchmark were hidden when it was routed.",
        "The index's questions of each test question's own benchmark and category were hidden when it was routed.",
        "Each test question that the index holds was routed without it and the rest of its fold, a twentieth of the "
        "index.",
    };
    return notes[kind];
}

/* What is_hidden compares with. */
typedef struct group {
    lab_leave_kind kind;
    const smacs_question *like;
    const lab_known *known;
    lab_match match;
} group;

/* The fold of a vector; LAB_FOLDS: of none. */
static uint32_t fold_of(uint32_t vector) { return vector == SMACS_NO_NAME ? LAB_FOLDS : vector % LAB_FOLDS; }

static bool is_hidden(const void *context, uint32_t number, const smacs_question *question) {
    const group *g = context;
    if (g->kind == LAB_LEAVE_QUESTION) {
        const uint32_t fold = fold_of(g->known->vector[number]);
        return fold == fold_of(g->match.own) || fold == fold_of(g->match.same);
    }
    return smacs_text_equal(g->like->benchmark, question->benchmark) &&
           (g->kind == LAB_LEAVE_BENCHMARK || smacs_text_equal(g->like->category, question->category));
}

/* Whether the whole index is used: nothing is left out, or the index does not hold the question. */
static bool is_whole(const lab_leave *l, lab_match match) {
    return l->kind == LAB_LEAVE_NOTHING ||
           (l->kind == LAB_LEAVE_QUESTION && match.own == SMACS_NO_NAME && match.same == SMACS_NO_NAME);
}

static smacs_status build(const lab_leave *l, const smacs_question *left_out, lab_match match, lab_leave_view *view,
                          smacs_error *error) {
    const group g = {l->kind, left_out, l->known, match};
    const lab_hidden hidden = {.model = UINT32_MAX, .question = is_hidden, .context = &g};
    smacs_builder *builder = NULL;
    smacs_status status = lab_copy_index(l->x, &hidden, &builder, error);
    if (status == SMACS_OK) {
        status = lab_copy_open(builder, &view->bytes, &view->handle, error);
        if (status == SMACS_E_EMPTY) {
            smacs_fail(error, status, "nothing is left of the index without the questions of this kind",
                       l->kind == LAB_LEAVE_CATEGORY && left_out->category.data ? left_out->category
                                                                                : left_out->benchmark,
                       SMACS_NO_POSITION);
        }
    }
    smacs_builder_free(builder);
    return status;
}

static smacs_status make_view(const lab_leave *l, const smacs_question *left_out, lab_match match, lab_leave_view *view,
                              smacs_error *error) {
    smacs_status status = SMACS_OK;
    if (is_whole(l, match)) {
        view->handle = l->x->handle;
    } else {
        status = build(l, left_out, match, view, error);
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
static smacs_status intern_hidden(lab_leave *l, const smacs_question *q, lab_match match, uint32_t *number) {
    smacs_bytes key = {0};
    if (l->kind == LAB_LEAVE_QUESTION && !is_whole(l, match)) {
        const uint32_t own = fold_of(match.own), same = fold_of(match.same);
        const uint32_t folds[2] = {own < same ? own : same, own < same ? same : own};
        smacs_bytes_append(&l->a, &key, folds, sizeof folds);
    }
    if ((l->kind == LAB_LEAVE_BENCHMARK || l->kind == LAB_LEAVE_CATEGORY) && q->benchmark.size > 0) {
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

smacs_status lab_leave_find(lab_leave *l, const smacs_question *question, lab_match match, lab_leave_view *out,
                            smacs_error *error) {
    uint32_t number;
    l->a = smacs_allocator_or_default(NULL);
    if (intern_hidden(l, question, match, &number) != SMACS_OK ||
        !smacs_mem_reserve(&l->a, &l->views, &l->capacity, l->hidden.count, sizeof *l->views)) {
        return smacs_fail_memory(error);
    }
    lab_leave_view *view = &l->views[number];
    const smacs_status status = view->means ? SMACS_OK : make_view(l, question, match, view, error);
    *out = *view;
    return status;
}

void lab_leave_free(lab_leave *l) {
    for (uint32_t i = 0; i < l->hidden.count && i < l->capacity; i++) {
        if (l->views[i].bytes) {
            smacs_index_free(l->views[i].handle);
            smacs_free(NULL, l->views[i].bytes);
        }
        free(l->views[i].means);
    }
    if (l->a.alloc) {
        smacs_names_free(&l->a, &l->hidden);
        smacs_mem_free(&l->a, l->views);
    }
}
