/* Tokens that control a model's turns. Some servers leave them in the text, at its end or at its start. */
#ifndef SMACS_WIRE_CONTROLS_H
#define SMACS_WIRE_CONTROLS_H

#include <smacs/status.h>

/* The text without such tokens and white space at both ends, borrowed. wasm/src/wire/controls.ts has the same rule. */
smacs_text wire_without_controls(smacs_text text);

#endif
