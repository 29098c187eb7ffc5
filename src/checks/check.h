/* A check while it is made. Who owns what: asks.c what the question's words ask for; find.c its kind and language;
 * examples.c the examples in it that call the function, named.c those that give arguments and value apart; derive.c
 * further inputs; program.c an answer's program; same.c when values are equal. */
#ifndef SMACS_CHECKS_CHECK_H
#define SMACS_CHECKS_CHECK_H

#include "base/arena.h"
#include "checks/code.h"

enum { SMACS_CHECK_OTHERS_MAX = 5 };

/* What smacs_check_find hands out a view of. */
typedef struct smacs_check_parts {
    smacs_check check; /* first, so that a check is its parts */
    smacs_allocator a;
    smacs_arena arena;
    smacs_check_input inputs[SMACS_CHECK_INPUTS_MAX];
    smacs_text parameters; /* of the function's signature, between its brackets; absent: not known */
    smacs_text method;     /* the function is a class, and this is asked of its instances; absent: it is not */
    smacs_text question;   /* a copy, which other texts are parts of */
    smacs_text others[SMACS_CHECK_OTHERS_MAX]; /* [other_count] functions asked for beside the first, with examples */
    uint32_t other_count;
    uint32_t looks;     /* at places of the question, for other functions */
    uint32_t arguments; /* of the function without a name that examples call "candidate"; 0: there is none */
    bool derived;
    bool failed; /* out of memory */
} smacs_check_parts;

/* ---- asks.c ---- */

/* The first place from `from` on where `word`, in lower case, stands; one of ASCII begins a word there. text.size:
 * none. */
size_t smacs_check_find_word(smacs_text text, size_t from, const char *word);

/* Whether one of `words`, a list, begins in the text. */
bool smacs_check_has_word(smacs_text text, const char *words);

/* Whether a question asks for a program. */
bool smacs_check_asks_for_program(smacs_text question);

/* Whether a question that asks for no program wants something said about one. */
bool smacs_check_asks_about(smacs_text question);

/* Whether a sentence asks what a program gives: not why it gives that. */
bool smacs_check_asks_for_output(smacs_text prose);

/* The sentence around the byte at `at`: up to a full stop with a blank behind it, or a line end. */
smacs_text smacs_check_sentence(smacs_text text, size_t at);

/* Whether the question is about a language that is not run here, and not about Python beside it. */
bool smacs_check_names_other_language(smacs_text question);

bool smacs_check_names_javascript(smacs_text question);

/* ---- find.c ---- */

/* Adds an input that the check does not have yet; both texts are copied. False: there is no room. */
bool smacs_check_add(smacs_check_parts *parts, smacs_text call, smacs_text expects);

/* Adds what was put together as a call, and frees it. */
void smacs_check_add_made(smacs_check_parts *p, smacs_bytes *call, smacs_text expects);

/* The first call of a name that is no built-in of its language: its place, or code.size. */
size_t smacs_check_find_call(smacs_text code, smacs_text *name);

/* Whether the body of the definition at `at` is left to write: nothing but a docstring, "...", pass or comments. */
bool smacs_check_is_stub(smacs_text code, size_t at);

/* Whether an expression's names are all called, given by keyword, or known: it needs no variable. */
bool smacs_check_is_closed(smacs_text expression);

/* How many parameters a signature asks for, those with defaults in *most too; UINT32_MAX: any number. */
uint32_t smacs_check_count_parameters(smacs_text parameters, uint32_t *most);

/* ---- same.c ---- */

/* The decimal number that begins `text`, nearly: correct to some 15 digits. Returns its bytes; 0: none. */
size_t smacs_check_read_number(smacs_text text, double *value);

/* ---- examples.c ---- */

/* Where `name` stands as a whole name from `at` on; text.size: nowhere. */
size_t smacs_check_find_name(smacs_text text, size_t at, smacs_text name);

/* Adds the examples that the question holds. `asks`: it asks for a program, so that its sentences may be examples. */
void smacs_check_read_examples(smacs_check_parts *parts, smacs_text question, bool asks);

/* Takes a call with the value it shall have; the first one tells which function is meant. */
void smacs_check_take(smacs_check_parts *p, smacs_text call, smacs_text expects);

/* The literal that begins `text`, behind blanks and ornaments; absent: none, or it goes on. */
smacs_text smacs_check_literal(smacs_text text);

/* Behind the arrow or the words that stand between a call and its value at the start of `rest`; 0: none do. Words count
 * only where the question asks for a program. */
size_t smacs_check_arrow_end(smacs_text rest, bool asks);

/* ---- named.c ---- */

/* Adds examples whose arguments and values are named, stand in tables, or on both sides of an arrow. */
void smacs_check_read_named(smacs_check_parts *parts, smacs_text question);

#endif
