/* What the writers of results share: members of objects, and counting questions by benchmark and category. */
#ifndef SMACS_JSON_GROUPS_H
#define SMACS_JSON_GROUPS_H

#include "base/names.h"
#include "json/writer.h"
#include <smacs/prior.h>

/* A key given as a C string, and members of common kinds. */
void smacs_json_name(smacs_json_writer *w, const char *name);
void smacs_json_text_member(smacs_json_writer *w, const char *name, smacs_text text);
void smacs_json_integer_member(smacs_json_writer *w, const char *name, uint64_t value);
void smacs_json_number_member(smacs_json_writer *w, const char *name, double value);
void smacs_json_word_member(smacs_json_writer *w, const char *name, const char *value); /* NULL gives null */
void smacs_json_flag_member(smacs_json_writer *w, const char *name, bool value);
void smacs_json_digest_member(smacs_json_writer *w, const char *name, uint64_t digest);

/* Some hundred similarities make up most of a route. Nine decimals are more than vectors of int8 can tell apart, and are
 * written several times faster than all seventeen digits. */
double smacs_to_billionths(double value);

/* So many of a route's neighbours, the nearest, are told of in detail: for people, who look at no more. */
#define SMACS_DETAILED 20u

/* Where a model's prior comes from, given how many neighbours have its score: a smacs_known, or SMACS_KNOWN_ELSEWHERE
 * for scores on other questions, unless published ones tell more. */
#define SMACS_KNOWN_ELSEWHERE 4u
extern const char *const smacs_known_words[]; /* NULL for nothing */
uint32_t smacs_prior_source(const smacs_index *index, uint32_t model, uint32_t scored);

/* "from": what the index knows of a model by; null where that is nothing. */
void smacs_json_known_member(smacs_json_writer *w, const smacs_index *index, uint32_t model);

/* Questions of one benchmark and category, among the neighbours or in the whole index. */
typedef struct smacs_group {
    smacs_text benchmark;
    smacs_text category; /* absent if the questions have none */
    uint32_t questions;
    uint32_t order; /* of first appearance */
    uint32_t first; /* neighbour that is of it, when it was collected as evidence */
    double share;   /* of the evidence, when it was collected as such */
} smacs_group;

/* Zero-initialise but for the allocator; free with smacs_grouping_free. Groups borrow their texts. */
typedef struct smacs_grouping {
    const smacs_allocator *a;
    smacs_names names; /* benchmark, a mark, category */
    smacs_bytes name;
    smacs_group *groups; /* [names.count] */
    size_t capacity;
} smacs_grouping;

void smacs_grouping_free(smacs_grouping *g);

/* Counts a question; *number receives the number of its group, which is made if it is new. Errors: MEMORY,
 * TOO_LARGE. */
smacs_status smacs_grouping_count(smacs_grouping *g, smacs_text benchmark, smacs_text category, uint32_t *number);

/* Where a route's neighbours come from: groups by their share of the summed similarity (of the count when that is not
 * positive), largest first. `g` is a fresh grouping. Errors: MEMORY, TOO_LARGE. */
smacs_status smacs_evidence_collect(smacs_grouping *g, const smacs_index *index, const smacs_route *route);

/* "benchmark", "category" (if any) and "questions" of a group. */
void smacs_json_domain_members(smacs_json_writer *w, const smacs_group *group);

#endif
