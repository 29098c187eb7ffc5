/* Output of programs in one spelling. */
#ifndef SMACS_ANSWER_LITERAL_H
#define SMACS_ANSWER_LITERAL_H

#include "base/mem.h"
#include <smacs/status.h>

/* Appends the output of a program: one kind of quotes, no spaces between tokens, a quoted text as its content. */
void smacs_answer_literal(const smacs_allocator *a, smacs_bytes *out, smacs_text text);

/* The same for a list, tuple or mapping. */
void smacs_answer_structure(const smacs_allocator *a, smacs_bytes *out, smacs_text text);

/* What stands right of the last "==" of the assertion that begins `text`; absent where there is none. */
smacs_text smacs_answer_asserted(smacs_text text);

/* Python's spelling of the JSON word that `text` begins with ("true"); NULL: it begins with none. */
const char *smacs_answer_python_word(smacs_text text);

#endif
