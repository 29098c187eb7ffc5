/* Patterns: regular expressions and file names with wildcards. */
#ifndef SMACS_ANSWER_PATTERN_H
#define SMACS_ANSWER_PATTERN_H

#include "base/text.h"

/* The pattern that a text is, as it is spelt: a text without blanks, where `question` asks for a regular expression or the
 * like, or the text looks like one. Absent: it is none. */
smacs_text smacs_answer_pattern(smacs_text text, smacs_text question);

#endif
