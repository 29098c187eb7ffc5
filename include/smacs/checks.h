/* Checks: what of a question and its answers can be run, and what the results say.
 *
 * A question may hold a program and ask for its output, or ask for a program and hold examples of what that gives.
 * This header finds both in plain text, makes a program of each answer, and compares values. It runs nothing: a host
 * does, in a sandbox, and gets programs and inputs alone. The values that are expected never leave here.
 *
 *     find(question) -> check;  program(check, answer) -> code;  the host runs code and calls;  same(expected, value) */
#ifndef SMACS_CHECKS_H
#define SMACS_CHECKS_H

#include <smacs/allocator.h>
#include <smacs/export.h>
#include <smacs/status.h>
#include <stdbool.h>
#include <stdint.h>

SMACS_API_BEGIN

/* Inputs of a check, examples and derived ones together; bytes of one call or value; bytes of a program. */
#define SMACS_CHECK_INPUTS_MAX 40
#define SMACS_CHECK_TEXT_MAX 4000
#define SMACS_CHECK_PROGRAM_MAX 40000

typedef enum smacs_check_kind {
    SMACS_CHECK_OUTPUT = 0,   /* the question's own program: what it prints, or the value of its one input */
    SMACS_CHECK_EXAMPLES = 1, /* each answer's program on the question's examples, and on inputs derived from them */
    SMACS_CHECK_BEHAVIOUR = 2 /* each answer's program on derived inputs: no value is expected */
} smacs_check_kind;

typedef enum smacs_check_language { SMACS_CHECK_PYTHON = 0, SMACS_CHECK_JAVASCRIPT = 1 } smacs_check_language;

/* An expression for the program to evaluate, "f(2)". An empty call asks for what the program prints. */
typedef struct smacs_check_input {
    smacs_text call;
    smacs_text expects; /* its value, as a literal of the language; absent: not known */
} smacs_check_input;

/* What is to be checked. All texts belong to the check. */
typedef struct smacs_check {
    smacs_check_kind kind;
    smacs_check_language language;
    smacs_text function; /* that answers must define; absent: whatever they define, which inputs call "candidate" */
    smacs_text program;  /* OUTPUT: the program; else what stands before an answer's own code; absent: nothing */
    const smacs_check_input *inputs; /* [input_count]; examples with expected values first */
    uint32_t input_count;
    double within; /* relative difference up to which numbers are equal: 0 or what the examples say */
} smacs_check;

/* Finds what can be checked about a question. *out is NULL where there is nothing: then nothing is to be run and
 * nothing to be said. Found are Python and JavaScript: a program with an assertion to complete, or with a question for
 * what it prints or what a call of it gives; assertions, doctests, "f(2) -> 4", "Input: .. Output: ..", tables; and
 * questions that ask for a function. Time is linear in the question but for a bounded number of look-backs. Free *out
 * with smacs_check_free. Errors: MEMORY. */
smacs_status smacs_check_find(const smacs_allocator *allocator, smacs_text question, smacs_check **out,
                              smacs_error *error);

/* Adds inputs without expected values, up to SMACS_CHECK_INPUTS_MAX: calls of the examples with other arguments; without
 * examples, arguments of the types in the function's signature, or calls that the answers themselves show. The inputs
 * depend on question and answers alone. `answers` [count] may be NULL when count is 0. Does nothing for OUTPUT. Calling
 * it again adds nothing once there are derived inputs. Errors: MEMORY. */
smacs_status smacs_check_derive(smacs_check *check, const smacs_text answers[], uint32_t count, smacs_error *error);

/* The program of an answer: the code that defines the function, with what it needs before it; a body without a
 * signature gets the question's. *code, NUL-terminated, is freed with smacs_free; NULL: the answer holds no such
 * program. For OUTPUT, the question's own program, whatever the answer. *size leaves the NUL out. Errors: MEMORY. */
smacs_status smacs_check_program(const smacs_check *check, smacs_text answer, char **code, size_t *size,
                                 smacs_error *error);

/* Whether a value, as the language writes it, equals the expected literal: numbers as numbers, within `within` and at
 * least 1e-9 relative difference if one has a fraction; texts by their content, whatever their quotes; sets and
 * mappings in any order; True and 1 as Python has it. Of OUTPUT's printed text and a value without form, equal texts. */
bool smacs_check_same(smacs_text expects, smacs_text value, double within);

/* Frees a check and its texts; NULL is accepted. */
void smacs_check_free(smacs_check *check);

/* "output", "examples", "behaviour"; "python", "javascript". Static storage. */
const char *smacs_check_kind_name(smacs_check_kind kind);
const char *smacs_check_language_name(smacs_check_language language);

SMACS_API_END

#endif
