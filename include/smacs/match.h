/* Which model an endpoint's id means. Services spell one model in many ways, add dates, precisions and terms of sale, and
 * offer other models under names that differ by a word. A match is never of another size, generation or kind; where it
 * is not clear which of two models is meant, there is none. */
#ifndef SMACS_MATCH_H
#define SMACS_MATCH_H

#include <smacs/allocator.h>
#include <smacs/export.h>
#include <smacs/index.h>
#include <smacs/status.h>

SMACS_API_BEGIN

/* All names of the models of an index and a catalog. */
typedef struct smacs_matcher smacs_matcher;

/* Names come from the index (its models and their facts) and from `catalog`, the JSON text of a catalog; either may be
 * absent. The index is borrowed, the text is not. Errors: MEMORY, SYNTAX, SCHEMA (of the catalog). */
smacs_status smacs_matcher_create(const smacs_allocator *allocator, const smacs_index *index, smacs_text catalog,
                                  smacs_matcher **out, smacs_error *error);
void smacs_matcher_free(smacs_matcher *matcher);

typedef struct smacs_match {
    smacs_text name;  /* the model's canonical name, borrowed from the matcher; absent: no model is known by this id */
    uint32_t model;   /* its number in the index; UINT32_MAX: it is not there */
    smacs_known from; /* where the prior comes from */
    double prior;     /* share of all questions of the bank that it is expected to solve; NAN: nothing is known */
    double error;     /* standard error of the prior; NAN likewise */
} smacs_match;

/* What `id` means. An id that is listed in the catalog, or written like a name, wins over one that only reads the same.
 * Cannot fail. */
smacs_match smacs_matcher_find(const smacs_matcher *matcher, smacs_text id);

/* What an id says of its model where the index does not know it: facts of the catalog, else what it has in common with
 * models that are called like it. */
typedef struct smacs_likeness {
    smacs_text family;   /* absent: the id is like none; borrowed from the matcher */
    double parameters_b; /* billions; 0: not known */
    smacs_text released; /* a day or a month, of a model of its generation; absent: not known */
    bool reasons;        /* it thinks */
} smacs_likeness;

/* Cannot fail. */
smacs_likeness smacs_matcher_guess(const smacs_matcher *matcher, smacs_text id);

/* Whether an endpoint that was asked for one id and says that it served another may have served the same model: another
 * spelling, a date or snapshot that the id leaves open, another name of it by the index's facts. An absent or unreadable
 * id says nothing, which counts as the same. `index` NULL: by the ids alone. Errors: MEMORY. */
smacs_status smacs_same_model(const smacs_allocator *allocator, const smacs_index *index, smacs_text asked,
                              smacs_text served, bool *same);

/* Finds all ids of a list of models: a JSON array of ids, or what an endpoint answers when asked for its models
 * ({"data": [{"id"}]}, {"models": [{"id", "model" or "name"}]}, or just the array). Writes a JSON array of {"id",
 * "model" or null, "from": "bank", "published", "family" or null, "prior", "error": numbers or null}, in the order of
 * the list; where nothing is known, also "like": what smacs_matcher_guess says, as a card for smacs_assembly_add_cards
 * without its name, or null; freed with smacs_free. Errors: MEMORY, SYNTAX, SCHEMA (not a list of models). */
smacs_status smacs_match_list(const smacs_allocator *allocator, const smacs_matcher *matcher, smacs_text list,
                              char **json, size_t *size, smacs_error *error);

SMACS_API_END

#endif
