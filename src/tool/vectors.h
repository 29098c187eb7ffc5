/* Vectors of a model outside (smacs/vector.h), kept as int8. */
#ifndef SMACS_TOOL_VECTORS_H
#define SMACS_TOOL_VECTORS_H

#include "base/names.h"
#include <smacs/index.h>
#include <smacs/vector.h>

/* Zeroed: none. */
typedef struct tool_vectors {
    uint32_t numbers; /* of each vector; 0: there is none */
    uint32_t dim;     /* of each row */
    size_t count;
    int8_t *rows; /* [count][dim] */
    size_t capacity;
    smacs_names keys; /* [count] the ids or texts that the vectors are of; empty: they come in the order of a bank */
    bool by_text;     /* keys are texts */
    bool flat;        /* read from an array of one dimension, which is one vector */
} tool_vectors;
void tool_vectors_free(tool_vectors *v);

/* Puts a vector at place `at`, which may be any. Errors: MEMORY, ARGUMENT (the numbers cannot be a vector, or are all 0), MISMATCH (not
 * as many as those before). */
smacs_status tool_vectors_put(tool_vectors *v, size_t at, const double *numbers, size_t count, smacs_error *error);

/* Reads a file, plain or gzip, or stdin for "-", into a zeroed *v:
 * - .npy: int8 or floats of 2, 4 or 8 bytes, little-endian, in C order, [n][numbers] or one vector [numbers];
 * - JSON Lines: {"id": of the question, "vector": [..]} on each line, or [..] alone, in the bank's order.
 * False after a report; the caller frees *v in any case. */
bool tool_vectors_read(const char *file, tool_vectors *v);

/* The vector of a key; NULL: there is none. */
const int8_t *tool_vectors_find(const tool_vectors *v, smacs_text key);

/* The vector of a question, which is number `place` of those that there are: by its text, its id, or its place where
 * there are no keys. NULL after a failure: NOT_FOUND. */
const int8_t *tool_vectors_of(const tool_vectors *v, const smacs_question *question, uint64_t place,
                              smacs_error *error);

/* Whether vectors without keys are as many as the questions, `places`, that they are of. False after a report. */
bool tool_vectors_check_order(const tool_vectors *v, const char *file, uint64_t places);

/* Whether these can be the vectors of a bank: an array of one dimension may as well be a column of something else. False
 * after a report. */
bool tool_vectors_check_rows(const tool_vectors *v, const char *file);

/* A row as numbers [v->numbers], which have its direction. */
void tool_vectors_numbers(const tool_vectors *v, const int8_t *row, double *numbers);

#endif
