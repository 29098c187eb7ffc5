/* Chooses the questions to ask a new model first, so that a few scores predict its scores on all questions well. */
#ifndef SMACS_PICK_H
#define SMACS_PICK_H

#include <smacs/allocator.h>
#include <smacs/export.h>
#include <smacs/index.h>
#include <smacs/status.h>

SMACS_API_BEGIN

/* Picks `count` different questions of `index`. Each group of questions (same source, benchmark and category:
 * smacs_index_group) gets a share in proportion to its size. Within a group, the mean of the picked questions stays as
 * close as possible to the mean of all, in each model's scores and in the vectors.
 *
 * Row x_i has two parts: the scores y_im minus model m's mean over the group (0 where missing), and the unit vector u_i
 * minus the group's mean vector. The second part is scaled to four times the variance of the first. Pick number j, from
 * 1, comes from the group with the largest j share_k - picked_k. Let S_k be the sum of x over the group's picks so far
 * and S the sum over all picks. The pick is argmin |x_i|^2 + x_i . (S_k + S), which minimises |S_k|^2 + |S|^2; ties go
 * to the lower number. So the first questions of a list are also what a smaller `count` picks. It scans the rows at
 * most `count` times, holds 4 (M + D) bytes per question, and gives the same result on every target.
 *
 * `without`: a model whose scores are ignored, such as the new model's own; UINT32_MAX: none.
 * `allowed` [n]: false excludes a question, as if the index did not have it; NULL allows all. `questions` [count]
 * receives the question numbers, best first. *picked receives their count, below `count` if too few are allowed.
 * Errors: MEMORY, EMPTY (no question is allowed, or `count` is 0). */
smacs_status smacs_pick_questions(const smacs_allocator *allocator, const smacs_index *index, uint32_t without,
                                  const bool *allowed, uint32_t count, uint32_t *questions, uint32_t *picked,
                                  smacs_error *error);

SMACS_API_END

#endif
