/* A new model joins from a few scored questions: its missing cells are predicted from the other models' columns. */
#ifndef SMACS_COMPLETE_H
#define SMACS_COMPLETE_H

#include <smacs/allocator.h>
#include <smacs/index.h>
#include <smacs/status.h>

/* Fills the column [n] of a model that was scored on `count` of the index's questions: `scores` [count] in [0, 1] at
 * `questions` [count], each below n and at most once. column[i] receives the given score, or a prediction.
 *
 * With mu_m the ability of model m and g_i the ease of question i in y_im ~ mu_m + g_i, and mu the mean ability,
 *     y_i ~ mu + g_i + b0 + b1 g_i + sum_m b_m (y_im - mu - g_i) + c_label(i)
 * is fitted by ridge regression with penalties 20, 10, 10 and 30 on the squares of b0, b1, each b_m and each c; a label
 * is a source, benchmark and category together; for a missing y_im, mu_m + g_i stands in.
 *
 * Predictions are rounded to odd 64ths, 1/64 to 63/64, which tells them from scores (smacs_score_is_predicted), also
 * within a file. Cells of the index that are such are no evidence here, nor is the column `model`, the new model's own
 * if it is there already; UINT32_MAX: none. The same bits on every target.
 * Errors: MEMORY, ARGUMENT (a question out of range or given twice, a score outside [0, 1]), EMPTY (`count` is 0). */
smacs_status smacs_complete_scores(const smacs_allocator *allocator, const smacs_index *index, uint32_t model,
                                   const uint32_t *questions, const float *scores, uint32_t count, float *column,
                                   smacs_error *error);

/* 1 for an odd 64th, which no benchmark of rights and wrongs gives; 0 for others and for NAN. */
int smacs_score_is_predicted(float score);

#endif
