/* Models that think aloud write <think>..</think> in front of their answer. This is the one place in C that tells the
 * thoughts from the answer: calls, the command's wire and the reader of final answers all use it. */
#ifndef SMACS_ANSWER_THOUGHTS_H
#define SMACS_ANSWER_THOUGHTS_H

#include <smacs/status.h>

/* What a response says apart from thinking aloud, trimmed. Both forms of thoughts are left out: <think>..</think> in
 * front, and all text up to a lone </think>, whose opening mark was part of the prompt. Thoughts that never end leave
 * an empty text. The result is borrowed from `response`. */
smacs_text smacs_text_visible(smacs_text response);

/* What stands in front of that: the thoughts without their marks, untrimmed; absent where there are none. Borrowed from
 * `response`. */
smacs_text smacs_text_thoughts(smacs_text response);

#endif
