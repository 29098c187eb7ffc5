/* What a question expects, and the texts of its options. */
#ifndef SMACS_ANSWER_QUESTION_H
#define SMACS_ANSWER_QUESTION_H

#include "base/text.h"

/* How a question writes its options: what stands before and after each letter; NULL: no style gives `options`, each at
 * the start of a line. */
typedef struct smacs_option_style {
    const char *before, *after;
} smacs_option_style;

const smacs_option_style *smacs_option_style_of(smacs_text question, uint32_t options);

/* The question before its options. */
smacs_text smacs_option_stem(smacs_text question, const smacs_option_style *style);

/* The text of option `number`, from 0, on its line. */
smacs_text smacs_option_text(smacs_text question, const smacs_option_style *style, uint32_t number);

#endif
