/* What models give as final answers: how most of them answer, and whether an answer is the known one. */
#ifndef SMACS_LAB_VOTE_H
#define SMACS_LAB_VOTE_H

#include <smacs/allocator.h>
#include <smacs/answer.h>

/* The best member among those of a panel [count], best first, whose texts give the answer that most give: its number;
 * the first one where no answer is found. `texts` by member. Errors: MEMORY. */
smacs_status lab_vote_majority(const smacs_allocator *a, const char *const texts[], const uint32_t *panel,
                               uint32_t count, smacs_answer_form form, uint32_t *member);

/* Whether what a text gives as its final answer, or with `literal` the text itself, is `known`. Errors: MEMORY. */
smacs_status lab_vote_grade(const smacs_allocator *a, smacs_text text, bool literal, smacs_text known,
                            smacs_answer_form form, bool *right);

#endif
