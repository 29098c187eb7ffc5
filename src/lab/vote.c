#include "lab/vote.h"

#include "base/error.h"
#include <smacs/run.h>

smacs_status lab_vote_majority(const smacs_allocator *a, const char *const texts[], const uint32_t *panel,
                               uint32_t count, smacs_answer_form form, uint32_t *member) {
    smacs_answer answers[SMACS_POOL_MAX] = {0};
    const smacs_answer *places[SMACS_POOL_MAX] = {NULL};
    uint32_t groups[SMACS_POOL_MAX] = {0}, counts[SMACS_POOL_MAX] = {0}, best = UINT32_MAX;
    smacs_status status = SMACS_OK;
    for (uint32_t i = 0; i < count && status == SMACS_OK; i++) {
        status = smacs_answer_extract(a, smacs_text_of(texts[panel[i]]), form, &answers[i], NULL);
        places[i] = &answers[i];
    }
    if (status == SMACS_OK) {
        smacs_answer_group(places, count, groups);
    }
    for (uint32_t i = 0; i < count && status == SMACS_OK; i++) {
        counts[groups[i] == SMACS_NO_ANSWER ? 0 : groups[i]] += groups[i] != SMACS_NO_ANSWER;
    }
    for (uint32_t i = 0; i < count; i++) {
        smacs_answer_free(a, &answers[i]);
    }
    for (uint32_t i = 0; i < count && status == SMACS_OK; i++) {
        if (groups[i] != SMACS_NO_ANSWER && (best == UINT32_MAX || counts[groups[i]] > counts[groups[best]])) {
            best = i;
        }
    }
    *member = panel[best == UINT32_MAX ? 0 : best];
    return status;
}

smacs_status lab_vote_grade(const smacs_allocator *a, smacs_text text, bool literal, smacs_text known,
                            smacs_answer_form form, bool *right) {
    smacs_answer own = {0}, expected = {0};
    form.literal = form.literal || literal;
    smacs_status status =
        literal ? smacs_answer_of(a, text, form, &own, NULL) : smacs_answer_extract(a, text, form, &own, NULL);
    if (status == SMACS_OK) {
        status = smacs_answer_of(a, known, form, &expected, NULL);
    }
    *right = status == SMACS_OK && smacs_answer_same(&own, &expected);
    smacs_answer_free(a, &own);
    smacs_answer_free(a, &expected);
    return status;
}
