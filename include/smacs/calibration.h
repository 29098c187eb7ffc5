/* Calibration: a model that the index does not know answers a few questions with known answers, and its scores become
 * its column in the index.
 *
 * Like a run, this does no I/O. The host offers the questions of a bank, sends the chosen ones to the model, in order
 * or several at once, and passes the answers back. The host also records scores, so that a later session can recall
 * them. */
#ifndef SMACS_CALIBRATION_H
#define SMACS_CALIBRATION_H

#include <smacs/bank.h>
#include <smacs/embedder.h>
#include <smacs/export.h>
#include <smacs/index.h>

SMACS_API_BEGIN

typedef struct smacs_calibration smacs_calibration;

/* The state of a calibration at any time. */
typedef struct smacs_calibration_state {
    uint32_t offered;    /* questions taken: those with text and answer */
    uint32_t skipped;    /* records without text or answer, or whose id came before */
    uint32_t chosen;     /* of those offered: to be asked */
    uint32_t asked;      /* of those chosen: have a score now */
    uint32_t right;      /* of those asked: answered correctly */
    uint32_t unanswered; /* of those asked: the model gave no final answer, which counts as wrong */
    double prior;        /* expected share of right answers: (right + 2) / (asked + 4) */
    /* sqrt(prior (1 - prior) / (asked + 4)); Agresti and Coull, The American Statistician 52 (1998) */
    double standard_error;
    bool done;       /* precise, unreadable, or all chosen questions are asked */
    bool precise;    /* the standard error is small enough, and the answers are not unreadable */
    bool unreadable; /* hardly any answer could be read, so that `prior` says nothing about the model */
    /* Of those asked: comparison with an earlier record (smacs_calibration_compare). */
    uint32_t again; /* questions in both */
    uint32_t lost;  /* right then, wrong now */
    uint32_t won;   /* wrong then, right now */
    double p;       /* two-sided sign test (McNemar's): chance of such a change at random; 1 if nothing changed */
} smacs_calibration_state;

/* Answers are unreadable once so many are in, or all chosen ones, and fewer than one in SMACS_CALIBRATION_READ has a
 * final answer. Few models come near that: of four small ones, 25 to 49 replies out of 55 can be read (tests/lab). */
#define SMACS_CALIBRATION_HEARD 8
#define SMACS_CALIBRATION_READ 4

/* A mutable handle, one thread at a time. `index` and `embedder` are borrowed and must outlive it. `model`: its name in
 * the index, or another name that the index's facts know it by; copied. Errors: MEMORY, ARGUMENT (no name), MISMATCH
 * (the index was made by another embedder). */
smacs_status smacs_calibration_create(const smacs_allocator *allocator, const smacs_index *index,
                                      const smacs_embedder *embedder, smacs_text model, smacs_calibration **out,
                                      smacs_error *error);

/* The same for vectors of one's own (smacs/vector.h): no embedder is needed, and questions are offered by
 * smacs_calibration_offer_vector. Errors: MEMORY, ARGUMENT (no name). */
smacs_status smacs_calibration_create_outside(const smacs_allocator *allocator, const smacs_index *index,
                                              smacs_text model, smacs_calibration **out, smacs_error *error);
void smacs_calibration_free(smacs_calibration *calibration);

/* A smacs_bank_sink: offers a question of a bank. Scores in the record are ignored. If the index has the question's id,
 * its score goes into that row; otherwise it becomes a new row once it is asked. Errors: MEMORY, ARGUMENT (a new row
 * needs a vector, and there is no embedder). */
smacs_status smacs_calibration_offer(void *calibration, const smacs_bank_record *record, smacs_error *error);

/* Offers a question with its vector [D] of the index's model, as smacs_vector_of makes it. NULL: as
 * smacs_calibration_offer. Errors: the same. */
smacs_status smacs_calibration_offer_vector(smacs_calibration *calibration, const smacs_bank_record *record,
                                            const int8_t *vector, smacs_error *error);

/* Takes a score of this model from the host's record of an earlier session; the question then counts as asked.
 * `answered` false: the model gave no final answer. A question that was not offered is ignored. Cannot fail. */
void smacs_calibration_recall(smacs_calibration *calibration, smacs_text id, bool right, bool answered);

/* Takes a score of an earlier calibration to compare with. Once there is one, only such questions are chosen.
 * Otherwise as smacs_calibration_recall. */
void smacs_calibration_compare(smacs_calibration *calibration, smacs_text id, bool right);

/* Chooses up to `budget` questions with smacs_pick_questions, from the index's rows and the new rows offered. Recalled
 * questions come first. The others are those that an uninterrupted session would have chosen. The calibration is
 * precise once the standard error is at most `precision` (0: never) after at least SMACS_CALIBRATION_LEAST questions.
 * Call this once. Errors: MEMORY, EMPTY (no question can be asked, or `budget` is 0). */
#define SMACS_CALIBRATION_LEAST 20
smacs_status smacs_calibration_choose(smacs_calibration *calibration, uint32_t budget, double precision,
                                      smacs_error *error);

/* A question to ask. Send its text unchanged: a run does so too, and the scores must mean the same. */
typedef struct smacs_calibration_question {
    smacs_question question; /* borrowed until the calibration is freed */
    smacs_text answer;
    bool asked;
} smacs_calibration_question;

/* The question at `place` < chosen. The most informative questions come first. */
smacs_calibration_question smacs_calibration_get(const smacs_calibration *calibration, uint32_t place);

/* Grades a response: right if its final answer (smacs_answer_extract) has the same key as the known answer. May be
 * called again for the same place; the last call counts. *right and *answered (either may be NULL) receive the result.
 * *found receives the final answer as written in `response`, borrowed from it; absent if there is none. Errors: MEMORY,
 * ARGUMENT (no such place). */
smacs_status smacs_calibration_grade(smacs_calibration *calibration, uint32_t place, smacs_text response, bool *right,
                                     bool *answered, smacs_text *found, smacs_error *error);

smacs_calibration_state smacs_calibration_describe(const smacs_calibration *calibration);

/* An answer without a final answer, to show what cannot be read: the first one graded that has any text. */
typedef struct smacs_calibration_sample {
    smacs_text id;       /* of its question; absent if every graded answer could be read */
    smacs_text response; /* its beginning, up to SMACS_CALIBRATION_SAMPLE bytes of whole characters */
} smacs_calibration_sample;
#define SMACS_CALIBRATION_SAMPLE 600

/* Borrowed until the calibration is freed. */
smacs_calibration_sample smacs_calibration_unread(const smacs_calibration *calibration);

/* The same as a JSON object, with accuracy and counts by group of questions (src/json/README.md); freed with
 * smacs_free. Errors: MEMORY. */
smacs_status smacs_calibration_to_json(const smacs_calibration *calibration, char **json, size_t *size);

/* Writes the index file with the model's column. New scores replace the model's old ones for the same questions; all
 * others stay. Free *bytes with smacs_free. Errors: MEMORY, EMPTY (nothing was asked, or the answers
 * are unreadable), TOO_LARGE. */
smacs_status smacs_calibration_finish(const smacs_calibration *calibration, void **bytes, size_t *size,
                                      smacs_error *error);

/* Exact two-sided sign test: the chance that `better` and `worse` differ at least this much if each is as likely. */
double smacs_sign_test(uint64_t better, uint64_t worse);

SMACS_API_END

#endif
