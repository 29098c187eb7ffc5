/* Models that think aloud write <think>..</think> in front of their answer, or the like. This is the one place in C that
 * tells the thoughts from the answer: calls, the command's wire and the reader of final answers all use it. */
#ifndef SMACS_ANSWER_THOUGHTS_H
#define SMACS_ANSWER_THOUGHTS_H

#include <smacs/status.h>
#include <stdbool.h>

/* Takes a part of a response, untrimmed and without its marks. */
typedef void (*smacs_take_part)(void *context, smacs_text part, bool thought);

/* Gives the parts of a response in their order: thoughts in front of the answer, what is said, and thoughts in blocks
 * that begin a line of it. In front, all text up to a lone closing mark is thought, because its opening one was part of
 * the prompt. Thoughts that never end reach to the end of the text. Parts are borrowed from `response`. */
void smacs_text_parts(smacs_text response, smacs_take_part take, void *context);

/* What a response says apart from thinking aloud in front, trimmed. Thoughts that never end leave an empty text. The
 * result is borrowed from `response`. */
smacs_text smacs_text_visible(smacs_text response);

#endif
