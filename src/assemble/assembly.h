/* The assembly's own parts: assembly.c the handle, models.c its models, rows.c a new index, keywords.c its key words,
 * column.c one more model, facts.c what is known of the models, and merging. */
#ifndef SMACS_ASSEMBLE_ASSEMBLY_H
#define SMACS_ASSEMBLE_ASSEMBLY_H

#include "base/names.h"
#include <smacs/assemble.h>
#include <smacs/builder.h>

/* What became of one model name of the banks. */
typedef struct smacs_decision {
    enum { SMACS_DECISION_NONE, SMACS_DECISION_LEFT_OUT, SMACS_DECISION_KEPT } state;
    uint32_t model; /* in the builder, when kept */
} smacs_decision;

/* A word of a question, and how often it stands there. */
typedef struct smacs_word_use {
    uint32_t word, count;
} smacs_word_use;

/* A question whose uses end at `end`, where those of the next one begin. */
typedef struct smacs_worded {
    uint32_t group;
    size_t end;
} smacs_worded;

/* The words of the questions so far. Zero-initialise; free with smacs_keywords_free. */
typedef struct smacs_keywords {
    smacs_names words, groups; /* groups: benchmarks */
    smacs_word_use *uses;
    size_t use_count, use_capacity;
    smacs_worded *questions;
    size_t question_capacity;
    uint32_t question_count;
    size_t *last; /* [words] number of the word's last use + 1 */
    size_t last_capacity;
} smacs_keywords;

struct smacs_assembly {
    smacs_allocator a;
    smacs_assembly_options options;
    smacs_builder *builder;
    smacs_names models; /* in the builder's order */
    smacs_assembly_counts counts;
    /* A new index; else the embedder is NULL, as it is where a model outside makes the vectors. */
    const smacs_embedder *embedder;
    const int8_t *given; /* [dim] vector of the record that is taken, made outside */
    uint32_t dim;
    int8_t *vector; /* [dim] */
    void *scratch;
    smacs_names names;         /* every model name of the banks */
    smacs_decision *decisions; /* [names.count] */
    size_t decision_capacity;
    bool *met; /* [options.model_count] */
    smacs_keywords keywords;
    smacs_names texts;    /* hashes of the questions' texts */
    uint32_t questions;   /* in the builder */
    smacs_bytes repeated; /* id of the first question with the text of another one */
    /* A column. */
    const smacs_index *index;
    smacs_names ids; /* of the index's questions, in its order */
    uint32_t column;
    bool replace;
    bool carded;          /* it was given a card */
    smacs_catalog *known; /* the index's facts; NULL: none */
};

/* Number of a model in the builder, added if it is new; keeps `models` alike. Errors: MEMORY, TOO_LARGE. */
smacs_status smacs_assembly_add_model(smacs_assembly *s, smacs_text name, uint32_t *model, smacs_error *error);

/* The name that a column of the model `name` has: the index's own for it, or that of the catalog given for a new model;
 * `name` where neither knows it. */
smacs_text smacs_assembly_name(const smacs_assembly *s, smacs_text name);

/* Notes the words of the next question. Errors: MEMORY, TOO_LARGE. */
smacs_status smacs_keywords_take(const smacs_allocator *a, smacs_keywords *keywords, const smacs_question *question);

/* Gives the builder's questions, which are those taken, their key words. Errors: MEMORY. */
smacs_status smacs_keywords_choose(const smacs_allocator *a, const smacs_keywords *keywords, smacs_builder *builder);

void smacs_keywords_free(const smacs_allocator *a, smacs_keywords *keywords);

/* Numbers the models that only published scores or the catalog know, as far as the options keep them. */
smacs_status smacs_assembly_take_published(smacs_assembly *s, smacs_error *error);

smacs_status smacs_assembly_take_row(smacs_assembly *s, const smacs_bank_record *record, smacs_error *error);
smacs_status smacs_assembly_take_cell(smacs_assembly *s, const smacs_bank_record *record, smacs_error *error);

/* The facts of an index as a catalog; NULL if there are none, or none that make a catalog. Errors: MEMORY. */
smacs_status smacs_facts_open(const smacs_allocator *a, const smacs_index *index, smacs_catalog **out);

/* The name under which the index has the model `name`: this one, or the one by which its facts know it. `name` where the
 * index has neither; `facts` may be NULL. */
smacs_text smacs_facts_name(const smacs_index *index, const smacs_catalog *facts, smacs_text name);

/* Gives the builder the facts of `models`, each from the first of the catalogs [count] (some may be NULL) that knows
 * it; a model that none knows has its name. Without any known model there are no facts. Errors: MEMORY. */
smacs_status smacs_facts_join(const smacs_allocator *a, smacs_builder *builder, const smacs_names *models,
                              const smacs_catalog *const *catalogs, size_t count, smacs_error *error);

/* The same for the models of an index and one that is added to them (absent: none), from the index's own facts. */
smacs_status smacs_facts_carry(const smacs_allocator *a, smacs_builder *builder, const smacs_index *index,
                               smacs_text added, smacs_error *error);

#endif
