/* Tokens that control a model's turns. Some servers leave them in the text, at its end or at its start. */
#ifndef SMACS_WIRE_CONTROLS_H
#define SMACS_WIRE_CONTROLS_H

#include <smacs/status.h>

/* The text without such tokens and white space at both ends, borrowed. wasm/src/wire/controls.ts has the same rule. */
smacs_text wire_without_controls(smacs_text text);

/* Takes the frames that some models draw around an answer, <|begin_of_box|> and <|end_of_box|>, out of a text, unless
 * they are quoted. Returns its size without them. */
size_t wire_drop_frames(char *text, size_t size);

#endif
