/* What `eval route` and `eval select` share: both ask an index about the questions of test banks, keep a row of figures
 * for each, add the best single models, and end with tables, JSON and a page. */
#ifndef SMACS_LAB_TEST_H
#define SMACS_LAB_TEST_H

#include "lab/figures.h"
#include "lab/leave.h"
#include "lab/models.h"
#include "tool/vectors.h"
#include "json/groups.h"

/* What is tested. All is borrowed. */
typedef struct lab_inputs {
    const tool_index *index;
    tool_embedder *embedder; /* may be NULL beside vectors, where no answers are compared */
    const tool_vectors
        *vectors;             /* of the questions, by the model outside that made the index's; NULL: by the embedder */
    const char *vectors_file; /* where they come from; NULL: an endpoint */
    const tool_list *banks;
    const bool *allowed; /* [M] models to choose among; NULL: all */
    lab_leave_kind leave;
    lab_settings settings;
} lab_inputs;

/* Whether the index is of this embedder, or of the model that made the vectors. False after a report. */
bool lab_inputs_check(const lab_inputs *in);
/* The vector [dim] of a question, which is the `place`-th of the banks; borrowed until the next call. NULL after a failure:
 * NOT_FOUND. */
const int8_t *lab_inputs_embed(const lab_inputs *in, const smacs_question *question, uint64_t place,
                               smacs_error *error);
/* Whether the vectors are as many as these questions, if they are known by their order. False after a report. */
bool lab_inputs_check_order(const lab_inputs *in, uint64_t questions);
/* Feeds all banks to `take`. False after a report. */
bool lab_inputs_read(const lab_inputs *in, smacs_bank_sink take, void *context);

/* What differs between evaluations, as constants. */
typedef struct lab_test_kind {
    const char *name;     /* in the result */
    const char *progress; /* on a terminal */
    const char *left_out; /* "left out: 12 questions ..." */
    const char *empty;    /* when no question is left */
    const lab_figure *figures;
    uint32_t columns;
    struct {
        uint32_t column;
        bool by_benchmark; /* best by the mean of benchmarks, not of questions */
    } single[2];           /* columns of the best single models */
    const char *second;    /* what the second is best by */
    bool names_single;     /* a member "best_single_model" with the first */
    uint32_t score,
        calls; /* columns of outcomes; single models are compared with the score; calls: UINT32_MAX where each question takes one */
    uint32_t certainty; /* the same; UINT32_MAX: none */
    uint32_t seconds;   /* the same; 0: none */
    const char *notes[2];
} lab_test_kind;

typedef struct lab_test {
    const lab_test_kind *kind;
    const lab_inputs *in;
    smacs_allocator a;
    lab_leave leave;
    lab_known known;      /* what the index holds of the test */
    lab_match match;      /* of the question found last */
    const int8_t *vector; /* [dim] the same */
    uint64_t place;       /* of the record at hand among those of the banks, from 1 */
    smacs_bank_sink take; /* of the records */
    void *context;
    lab_sample sample;
    lab_scores scores;
    const smacs_text *names; /* [scores.models] of the models that are scored; NULL: they are the index's */
    smacs_names ids;         /* of the questions, where outcomes are wanted */
    uint32_t k;              /* neighbours that routing asks for; 0: the note on small indexes is not wanted */
    uint64_t left_out;       /* questions that nothing could be said of */
    tool_progress progress;
} lab_test;

/* False after a report: the index is another embedder's. Free in either case. */
bool lab_test_begin(lab_test *t, const lab_test_kind *kind, const lab_inputs *in);
void lab_test_free(lab_test *t);

/* Finds a question's vector, looks it up in the index, and finds the index to route it by. Errors: MEMORY, EMPTY (nothing
 * is left), NOT_FOUND (no vector). */
smacs_status lab_test_find(lab_test *t, const smacs_question *question, lab_leave_view *view, smacs_error *error);

/* Feeds all banks to `take` and says how many questions were left out. False after a report. */
bool lab_test_read(lab_test *t, smacs_bank_sink take, void *context);

/* Keeps what the question found last came to: `scores` [t->scores.models], NAN where a model was not run, and values [columns], of which the best
 * single models and the differences are filled in later. Errors: MEMORY, TOO_LARGE. */
smacs_status lab_test_keep(lab_test *t, const smacs_question *question, const float *scores, const double *values);

/* Writes members of its own kind, "settings" first, once all values are there. False after a report. */
typedef bool (*lab_test_write)(void *context, smacs_json_writer *w);

/* A member with the names of the models of which `chosen` [count] is true; `names` NULL: they are the index's. */
void lab_write_models(smacs_json_writer *w, const char *member, const tool_index *x, const smacs_text *names,
                      const bool *chosen, uint32_t count);

/* Members of "settings": how questions were routed. */
void lab_write_options(smacs_json_writer *w, const smacs_route_options *options);

/* The same of what they were routed by; `embedder` NULL: vectors of a model outside. */
void lab_write_digests(smacs_json_writer *w, const tool_index *index, const tool_embedder *embedder);

/* Members of "settings" that evaluations share: what is left out, and the digests of index and embedder. */
void lab_write_settings(smacs_json_writer *w, const lab_inputs *in);

/* Completes the sample and shows the result. Returns an exit code. */
int lab_test_report(lab_test *t, lab_test_write more, void *context);

#endif
