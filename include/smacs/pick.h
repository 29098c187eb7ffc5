/* Which questions to ask a new model first, so that its scores on a few say most about its scores on all. */
#ifndef SMACS_PICK_H
#define SMACS_PICK_H

#include <smacs/allocator.h>
#include <smacs/index.h>
#include <smacs/status.h>

/* Picks `count` different questions of `index`, each kind of question (smacs_index_kind) in proportion to its size, and of
 * each kind those whose mean direction stays closest to the kind's: kernel herding (Welling 2009) on the cosines. The
 * j-th from 1 is of the kind with the largest j share_k - picked_k; with the unit vectors u_i of that kind, their mean u
 * and S the sum of the i - 1 picked of it, it is argmax u_i . (i u - S); ties go to the lower number. Every beginning of
 * the list is therefore a pick of its own. It needs no scores, takes `count` scans of the vectors at most, and is the same
 * on every target.
 *
 * `allowed` [n]: 0 leaves a question out, as if the index did not have it; NULL allows all. `questions` [count] receives
 * their numbers, best first, and *picked how many there are: fewer than `count` when no more are allowed.
 * Errors: MEMORY, EMPTY (no question is allowed, or `count` is 0). */
smacs_status smacs_pick_questions(const smacs_allocator *allocator, const smacs_index *index, const uint8_t *allowed,
                                  uint32_t count, uint32_t *questions, uint32_t *picked, smacs_error *error);

#endif
