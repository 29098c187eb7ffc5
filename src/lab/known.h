/* Which test questions an index holds: their own scores would be read when they are routed, which flatters. */
#ifndef SMACS_LAB_KNOWN_H
#define SMACS_LAB_KNOWN_H

#include "base/names.h"
#include "tool/tool.h"
#include "json/groups.h"

/* Questions of an index by id, by text where it stores texts, and by vector as the index rounds it: equal vectors are of
 * texts that it cannot tell apart. */
typedef struct lab_known {
    smacs_allocator a;
    smacs_names ids, texts, vectors;
    uint32_t *vector; /* [n] number of each question's vector */
    int8_t *rounded;  /* [dim] scratch */
    bool has_text;
    uint32_t dim;
    uint64_t questions, any, by_id, by_text, by_vector; /* test questions that were counted */
} lab_known;

/* How a test question is in the index; numbers of vectors, or SMACS_NO_NAME. */
typedef struct lab_match {
    uint32_t own;  /* vector of the question with its id */
    uint32_t same; /* its vector */
    bool by_text;
} lab_match;

/* Errors: MEMORY, TOO_LARGE. */
smacs_status lab_known_begin(lab_known *k, const tool_index *x);
void lab_known_free(lab_known *k);

lab_match lab_known_find(lab_known *k, const smacs_question *question, const int8_t *vector);
void lab_known_count(lab_known *k, lab_match match);

/* What to say of it; `hidden`: the questions were hidden when they were routed; `can_hide`: the command has an option for
 * that. */
void lab_known_note(const lab_known *k, bool hidden, bool can_hide, char *note, size_t capacity);
/* The member "in_index". */
void lab_known_write(const lab_known *k, bool hidden, smacs_json_writer *w);

#endif
