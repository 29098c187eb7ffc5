/* How a final answer is found in a response, and how its text becomes a key.
 *
 * order.c has the order of belief, find.c what states an answer, choice.c letters of options,
 * reply.c what plain words add to the question;
 * key.c decides what kind of answer a text is, number.c, math.c and literal.c spell it. */
#ifndef SMACS_ANSWER_ANSWER_H
#define SMACS_ANSWER_ANSWER_H

#include "base/mem.h"
#include "base/text.h"
#include <smacs/answer.h>
#include <string.h>

enum {
    SMACS_ANSWER_MAX = 200,     /* longest text that is taken for an answer, in bytes */
    SMACS_LITERAL_MAX = 4000,   /* the same of programs' output */
    SMACS_STATEMENT_MAX = 8000, /* what is read of either, before escapes */
    SMACS_ANSWER_TRIES = 64     /* statements that are looked at, so that time stays linear in the response's size */
};

/* Characters of the longest number's key, with the NUL. */
#define SMACS_NUMBER_KEY_MAX 64

/* ---- characters ---- */

static inline bool smacs_is_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool smacs_is_capital(char c) { return c >= 'A' && c <= 'Z'; }
static inline bool smacs_is_letter(char c) { return (c >= 'a' && c <= 'z') || smacs_is_capital(c); }
static inline bool smacs_is_blank(char c) { return (unsigned char)c <= ' '; }

/* Whether `c` is in `set`; NUL is in none. */
static inline bool smacs_is_of(char c, const char *set) { return c != 0 && strchr(set, c) != NULL; }

/* The character at `at`, or NUL behind the end. */
static inline char smacs_char_at(smacs_text text, size_t at) { return at < text.size ? text.data[at] : 0; }

/* Without any of `set` at the front. */
static inline smacs_text smacs_skip(smacs_text text, const char *set) {
    while (text.size > 0 && smacs_is_of(text.data[0], set)) {
        text = smacs_text_after(text, 1);
    }
    return text;
}

/* ---- a search (order.c) ---- */

typedef struct smacs_answer_search {
    const smacs_allocator *a;
    smacs_answer_form form;
    smacs_answer *out;
    unsigned tries; /* so far */
    bool failed;    /* out of memory */
} smacs_answer_search;

/* Offers what stands at `found` for the answer; `escaped`: in a text of JSON. True ends the search: it has a key that
 * was taken, or memory or tries ran out. */
bool smacs_answer_offer(smacs_answer_search *s, smacs_text found, bool escaped);

/* ---- what states an answer (find.c); true ends the search ---- */

bool smacs_answer_in_json(smacs_answer_search *s, smacs_text text);
bool smacs_answer_in_box(smacs_answer_search *s, smacs_text text);
bool smacs_answer_in_phrase(smacs_answer_search *s, smacs_text text);

/* A sentence from the beginning of `text`, up to where reasons begin that are no answer; trimmed. */
smacs_text smacs_answer_sentence(smacs_text text, bool bold);

/* ---- replies in plain words (reply.c) ---- */

bool smacs_answer_in_reply(smacs_answer_search *s, smacs_text text);

/* What is read of a question for that. */
smacs_text smacs_answer_words(smacs_text question);

/* The last place in `text` where an answer is announced, and in *value where what is announced begins; or text.size. */
size_t smacs_answer_announcement(smacs_text text, smacs_text whole, size_t *value);

/* ---- letters (choice.c) ---- */

bool smacs_answer_in_letters(smacs_answer_search *s, smacs_text text);

/* The option that `text` begins with, in whatever brackets and marks; 0: none, or several. *at is its place. */
char smacs_answer_letter(smacs_text text, uint32_t options, size_t *at);

/* ---- keys; each appends to `out` ---- */

/* Fills kind and key from `text`, which is not kept; kind NONE if it is empty, too long or stands for an answer yet to be
 * written. Errors: MEMORY. */
smacs_status smacs_answer_key(const smacs_allocator *a, smacs_text text, smacs_answer_form form, smacs_answer *out);

/* `text` without the quotes, dollars and LaTeX commands around all of it, and without marks at its end. */
smacs_text smacs_answer_unwrapped(smacs_text text);

/* Reads a number at the start of `text`, spelt plainly: sign, currency, thousands, decimals, powers, fractions, mixed
 * numbers, "million". Returns how many bytes it takes, 0 for no number; the key gets it in lowest terms, as a decimal
 * where it ends. Exact: integers only. */
size_t smacs_answer_number(smacs_text text, char key[SMACS_NUMBER_KEY_MAX]);

/* The same of a word from "zero" to "twelve". */
size_t smacs_answer_number_word(smacs_text text, char key[SMACS_NUMBER_KEY_MAX]);

/* LaTeX and Unicode in plain spelling: "\dfrac" is "\frac", "\cdot" is "*", "\text{..}" its content. */
void smacs_answer_spell(const smacs_allocator *a, smacs_bytes *out, smacs_text text);

/* A plainly spelt expression without spaces, ornaments and needless brackets. */
void smacs_answer_expression(const smacs_allocator *a, smacs_bytes *out, smacs_text text);

/* A code point as UTF-8. */
void smacs_answer_put(const smacs_allocator *a, smacs_bytes *out, uint32_t c);

/* The output of a program: one kind of quotes, no spaces between tokens, a quoted text as its content. */
void smacs_answer_literal(const smacs_allocator *a, smacs_bytes *out, smacs_text text);

/* The same of a list, tuple or mapping. */
void smacs_answer_structure(const smacs_allocator *a, smacs_bytes *out, smacs_text text);

/* The end of the value that begins `text`: where a comma, a bracket or a line's end stands outside of all brackets and
 * quotes that were opened. */
size_t smacs_answer_value_end(smacs_text text);

/* The end of the one quoted text, list, tuple or mapping that begins `text`; 0: there is none. */
size_t smacs_answer_structure_end(smacs_text text);

/* What stands right of the last "==" of an assertion; absent if `text` begins with none. */
smacs_text smacs_answer_asserted(smacs_text text);

#endif
