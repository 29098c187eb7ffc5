/* What a question expects, and the texts of its options. */
#ifndef SMACS_ANSWER_QUESTION_H
#define SMACS_ANSWER_QUESTION_H

#include "base/text.h"

/* How a question writes its options: what stands before and after each letter, which letter is the first, and whether
 * they stand within lines. NULL: no style gives `options`. */
typedef struct smacs_option_style {
    char before[4], after[4];
    char first;
    bool within;
    uint32_t least; /* options that it takes to be no accident */
} smacs_option_style;

const smacs_option_style *smacs_option_style_of(smacs_text question, uint32_t options);

/* The question before its options. */
smacs_text smacs_option_stem(smacs_text question, const smacs_option_style *style);

/* The text of option `number`, from 0, up to the end of its line or the next option. */
smacs_text smacs_option_text(smacs_text question, const smacs_option_style *style, uint32_t number);

#endif
