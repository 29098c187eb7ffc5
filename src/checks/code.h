/* Code inside text: where its strings, brackets, literals and blocks end. */
#ifndef SMACS_CHECKS_CODE_H
#define SMACS_CHECKS_CODE_H

#include "answer/scan.h"
#include <smacs/checks.h>

/* Words in one text, parted by "|", which takes less room than an array of pointers. */
enum { SMACS_WORD_MAX = 32 };

/* Copies the next word of *list, and moves *list behind it. False: there is none. */
bool smacs_list_next(const char **list, char word[SMACS_WORD_MAX]);

/* Bytes of the first word of `list` that begins `text`; 0: none does. */
size_t smacs_list_prefix(smacs_text text, const char *list);

/* The place in `text` of the first word of `list`, which is in lower case, in letters of either case, and its end in
 * *end; text.size: none. */
size_t smacs_list_find(smacs_text text, const char *list, size_t *end);

/* Whether `word` is one of the list. */
bool smacs_list_has(smacs_text word, const char *list);

static inline bool smacs_is_name_byte(char c) { return smacs_is_word_byte(c) || c == '_'; }
/* The same within ASCII. */
static inline bool smacs_is_plain_name_byte(char c) { return smacs_is_name_byte(c) && ((unsigned char)c & 0x80) == 0; }

/* Behind the string that begins at `at`, with its prefix ("r", "b", "f"); 0: there is none, or it does not close. */
size_t smacs_code_string_end(smacs_text code, size_t at);

/* Behind the bracket that closes the one at `at`; 0: none does. */
size_t smacs_code_bracket_end(smacs_text code, size_t at);

/* Behind the literal that begins at `at`: a number, string, True, None, or brackets that hold nothing else; 0: none. */
size_t smacs_code_literal_end(smacs_text code, size_t at);

/* The first `mark` from `at` on outside brackets and strings; code.size: none. */
size_t smacs_code_find(smacs_text code, size_t at, const char *mark);

/* The end of the statement that begins at `at`: its line, or where the brackets open in it are closed. */
size_t smacs_code_statement_end(smacs_text code, size_t at);

/* What stands from `start` to `end`, trimmed. */
smacs_text smacs_code_between(smacs_text text, size_t start, size_t end);

/* The end of the name that begins at `at`; `at`: there is none. */
size_t smacs_code_name_end(smacs_text code, size_t at);

/* The line that begins at `at`, without its end; *next is behind it. */
smacs_text smacs_code_line(smacs_text text, size_t at, size_t *next);

/* Whether `code` defines `name` at the start of a line: def, class, function, const or an assignment. */
bool smacs_code_defines(smacs_text code, smacs_text name);

/* The place of the last top-level "def NAME(" or its like in JavaScript, and the name; code.size: none. */
size_t smacs_code_last_definition(smacs_text code, smacs_text *name);

typedef struct smacs_code_block {
    smacs_text code;
    smacs_text tag; /* behind the fence; absent: the code stands in the text without one */
} smacs_code_block;

/* The next fenced block from *at on; a fence that does not close ends with the text. False: none. */
bool smacs_code_next_block(smacs_text text, size_t *at, smacs_code_block *out);

/* Code that stands in a text without fences: from the first line that can only be code. Empty: none. */
smacs_text smacs_code_bare(smacs_text text);

/* Whether a fence's tag means the language, or none. */
bool smacs_code_tag_fits(smacs_text tag, smacs_check_language language);

#endif
