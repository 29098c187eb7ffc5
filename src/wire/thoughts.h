/* Thoughts in the text of a reply, between marks of many kinds. answer/thoughts.h knows the plain ones, for texts that
 * hosts have not told apart. */
#ifndef SMACS_WIRE_THOUGHTS_H
#define SMACS_WIRE_THOUGHTS_H

#include <smacs/status.h>
#include <stdbool.h>

/* Takes a part of a response, untrimmed and without its marks. */
typedef void (*wire_take_part)(void *context, smacs_text part, bool thought);

/* Gives the parts of a response in their order: thoughts in front of the answer, what is said, and thoughts in blocks
 * that begin a line of it. In front, all text up to a lone closing mark is thought, because its opening one was part of
 * the prompt. Thoughts that never end reach to the end of the text. Parts are borrowed from `response`. */
void wire_parts(smacs_text response, wire_take_part take, void *context);

#endif
