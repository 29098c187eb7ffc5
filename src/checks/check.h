/* A check while it is made. Who owns what: find.c the question's kind and language; examples.c the examples in it;
 * derive.c further inputs; program.c an answer's program; same.c when values are equal. */
#ifndef SMACS_CHECKS_CHECK_H
#define SMACS_CHECKS_CHECK_H

#include "base/arena.h"
#include "checks/code.h"

/* What smacs_check_find hands out a view of. */
typedef struct smacs_check_parts {
    smacs_check check; /* first, so that a check is its parts */
    smacs_allocator a;
    smacs_arena arena;
    smacs_check_input inputs[SMACS_CHECK_INPUTS_MAX];
    smacs_text parameters; /* of the function's signature, between its brackets; absent: not known */
    bool derived;
    bool failed; /* out of memory */
} smacs_check_parts;

/* ---- find.c ---- */

/* Adds an input that the check does not have yet; both texts are copied. False: there is no room. */
bool smacs_check_add(smacs_check_parts *parts, smacs_text call, smacs_text expects);

/* The first call of a name that is no built-in of its language: its place, or code.size. */
size_t smacs_check_find_call(smacs_text code, smacs_text *name);

/* Whether an expression's names are all called, given by keyword, or known: it needs no variable. */
bool smacs_check_is_closed(smacs_text expression);

/* How many parameters a signature asks for, those with defaults in *most too; UINT32_MAX: any number. */
uint32_t smacs_check_count_parameters(smacs_text parameters, uint32_t *most);

/* ---- same.c ---- */

/* The decimal number that begins `text`, nearly: correct to some 15 digits. Returns its bytes; 0: none. */
size_t smacs_check_read_number(smacs_text text, double *value);

/* ---- examples.c ---- */

/* Adds the examples that the question holds. `asks`: it asks for a program, so that its sentences may be examples. */
void smacs_check_read_examples(smacs_check_parts *parts, smacs_text question, bool asks);

#endif
