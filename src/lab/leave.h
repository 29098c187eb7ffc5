/* Leave-one-out by group: the index without the questions of one benchmark, or of one category of it. That
 * measures routing on a group of questions that the index has not seen.
 *
 * To leave out single questions, the index is cut into LAB_FOLDS folds, and a test question that it holds is routed by an
 * index without its fold: as many indexes are made, not one for each question. Questions with the same vector are in one
 * fold, so that none is left under another id. */
#ifndef SMACS_LAB_LEAVE_H
#define SMACS_LAB_LEAVE_H

#include "lab/known.h"

typedef enum lab_leave_kind {
    LAB_LEAVE_NOTHING = 0,
    LAB_LEAVE_BENCHMARK = 1,
    LAB_LEAVE_CATEGORY = 2,
    LAB_LEAVE_QUESTION = 3
} lab_leave_kind;
enum { LAB_FOLDS = 20 };

/* What to say of it in a result; NULL: nothing. */
const char *lab_leave_note(lab_leave_kind kind);

/* An index to route by. */
typedef struct lab_leave_view {
    smacs_index *handle;
    smacs_model_mean *means; /* [M] of each model's scores */
    void *bytes;             /* NULL: the index itself */
} lab_leave_view;

typedef struct lab_leave {
    smacs_allocator a;
    const tool_index *x;
    const lab_known *known; /* for LAB_LEAVE_QUESTION */
    lab_leave_kind kind;
    smacs_names hidden;
    lab_leave_view *views; /* [hidden.count] */
    size_t capacity;
} lab_leave;

/* The index without the questions of this one's benchmark, of its benchmark and category, or of its fold where it matches
 * a question of the index. Made when first wanted. Errors: MEMORY, EMPTY (nothing is left). */
smacs_status lab_leave_find(lab_leave *l, const smacs_question *question, lab_match match, lab_leave_view *out,
                            smacs_error *error);
void lab_leave_free(lab_leave *l);

#endif
