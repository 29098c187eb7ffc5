/* Calibration: a model that the index does not know earns its column by answering a few questions with known answers.
 *
 * Without I/O, like a run: the host gives the questions of a bank, asks the model those that were chosen, in their
 * order or several at once, and hands its answers in. What was asked in an earlier session is recalled from the host's
 * record. */
#ifndef SMACS_CALIBRATION_H
#define SMACS_CALIBRATION_H

#include <smacs/bank.h>
#include <smacs/embedder.h>
#include <smacs/index.h>

typedef struct smacs_calibration smacs_calibration;

/* What there is to know of it at any time. */
typedef struct smacs_calibration_state {
    uint32_t offered;    /* questions with text and answer that were taken */
    uint32_t skipped;    /* records without one of the two, or with an id that was there before */
    uint32_t chosen;     /* of those offered, to be asked */
    uint32_t asked;      /* of those chosen, with a score by now */
    uint32_t right;      /* of those asked */
    uint32_t unanswered; /* of those asked: named no final answer, and so are wrong */
    double prior;        /* share that the model is expected to get right: (right + 2) / (asked + 4) */
    /* sqrt(prior (1 - prior) / (asked + 4)); Agresti and Coull, The American Statistician 52 (1998) */
    double standard_error;
    bool done;    /* the error is small enough, or all that were chosen are asked */
    bool precise; /* the former */
    /* Of those asked that were asked before by another record (smacs_calibration_compare). */
    uint32_t again; /* how many */
    uint32_t lost;  /* right then, wrong now */
    uint32_t won;   /* wrong then, right now */
    double p;       /* two-sided sign test (McNemar's) that this is chance; 1 when nothing changed */
} smacs_calibration_state;

/* A mutable handle, one thread at a time. `index` and `embedder` are borrowed and must outlive it. `model`: its name in
 * the index, or another name that the index's facts know it by; copied. Errors: MEMORY, ARGUMENT (no name), MISMATCH
 * (the index was made by another embedder). */
smacs_status smacs_calibration_create(const smacs_allocator *allocator, const smacs_index *index,
                                      const smacs_embedder *embedder, smacs_text model, smacs_calibration **out,
                                      smacs_error *error);
void smacs_calibration_free(smacs_calibration *calibration);

/* A smacs_bank_sink: offers a question of a bank. Scores in the record are not looked at. Questions that the index has
 * by their id add to its rows, others become rows of their own when they are asked. Errors: MEMORY. */
smacs_status smacs_calibration_offer(void *calibration, const smacs_bank_record *record, smacs_error *error);

/* A score of this model from the host's record of an earlier session: the question counts as asked. `answered` false:
 * the model named no final answer. A question that is not offered is ignored. Cannot fail. */
void smacs_calibration_recall(smacs_calibration *calibration, smacs_text id, bool right, bool answered);

/* A score of an earlier calibration to compare with: these questions alone are chosen then. As above. */
void smacs_calibration_compare(smacs_calibration *calibration, smacs_text id, bool right);

/* Chooses up to `budget` questions by smacs_pick_questions, over the index and the rows offered beside it; those
 * recalled are among them, and first, and the others are those that would have been chosen without a break. From then
 * on it is done when the standard error is at most `precision` (0: never) after at least SMACS_CALIBRATION_LEAST
 * questions. Call it once. Errors: MEMORY, EMPTY (no question can be asked, or `budget` is 0). */
#define SMACS_CALIBRATION_LEAST 20
smacs_status smacs_calibration_choose(smacs_calibration *calibration, uint32_t budget, double precision,
                                      smacs_error *error);

/* A question to be asked. It is sent as it stands: a run sends its question so, and scores shall mean the same. */
typedef struct smacs_calibration_question {
    smacs_question question; /* borrowed until the calibration is freed */
    smacs_text answer;
    bool asked;
} smacs_calibration_question;

/* The one at `place` < chosen; those most worth asking first. */
smacs_calibration_question smacs_calibration_get(const smacs_calibration *calibration, uint32_t place);

/* Grades what the model said: right when its final answer (smacs_answer_extract) and the known one have the same key.
 * May be called again for the same place; the last one counts. *right and *answered (either may be NULL) say what came
 * of it, *found what stands in the response as its final answer, borrowed from it; absent if there is none.
 * Errors: MEMORY, ARGUMENT (no such place). */
smacs_status smacs_calibration_grade(smacs_calibration *calibration, uint32_t place, smacs_text response, bool *right,
                                     bool *answered, smacs_text *found, smacs_error *error);

smacs_calibration_state smacs_calibration_describe(const smacs_calibration *calibration);

/* The same as a JSON object, with accuracy and counts by group of questions (src/json/README.md); freed with smacs_free.
 * Errors: MEMORY. */
smacs_status smacs_calibration_to_json(const smacs_calibration *calibration, char **json, size_t *size);

/* The index file with the model's column: scores of questions that were asked replace those that it had there, all
 * others stay. Freed with smacs_free. Errors: MEMORY, EMPTY (nothing was asked), TOO_LARGE. */
smacs_status smacs_calibration_finish(const smacs_calibration *calibration, void **bytes, size_t *size,
                                      smacs_error *error);

/* The chance that `better` and `worse` differ this much or more when either is as likely: exact two-sided sign test. */
double smacs_sign_test(uint64_t better, uint64_t worse);

#endif
