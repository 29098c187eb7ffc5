/* Which questions to ask a new model first, so that its scores on a few say most about its scores on all. */
#ifndef SMACS_PICK_H
#define SMACS_PICK_H

#include <smacs/allocator.h>
#include <smacs/index.h>
#include <smacs/status.h>

/* Picks `count` different questions of `index`: of each group (smacs_index_group) in proportion to its size, and such
 * that the mean of those picked stays closest to the mean of all, for each model's scores and along the vectors.
 *
 * Row x_i holds the scores y_im less model m's mean over the group (0 where missing), and the unit vector u_i less the
 * group's mean of those, scaled so that its part has four times the variance of the scores' part. The j-th, from 1, is
 * of the group with the largest j share_k - picked_k; with S_k the sum of x over those picked of that group and S over
 * all picked, it is argmin |x_i|^2 + x_i . (S_k + S), which makes |S_k|^2 + |S|^2 least; ties go to the lower number.
 * Every beginning of the list is therefore a pick of its own. It takes `count` scans of the rows at most, holds 4 (M +
 * D) bytes a question, and is the same on every target.
 *
 * `without`: a model whose scores are not looked at, the new one's own if it has some; UINT32_MAX: none.
 * `allowed` [n]: false leaves a question out, as if the index did not have it; NULL allows all. `questions` [count]
 * receives their numbers, best first, and *picked how many there are: fewer than `count` when no more are allowed.
 * Errors: MEMORY, EMPTY (no question is allowed, or `count` is 0). */
smacs_status smacs_pick_questions(const smacs_allocator *allocator, const smacs_index *index, uint32_t without,
                                  const bool *allowed, uint32_t count, uint32_t *questions, uint32_t *picked,
                                  smacs_error *error);

#endif
