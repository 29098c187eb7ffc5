/* When to send a failed call again. wasm/src/wire/retry.ts has the same rule; tests/golden/wire.jsonl holds both to
 * it. */
#ifndef SMACS_WIRE_RETRY_H
#define SMACS_WIRE_RETRY_H

#include "wire/chat.h"

/* Milliseconds to wait before the next attempt, after `attempts` have failed; less than 0: do not try again.
 * `random` is in [0, 1) and spreads the waits of several calls. */
double wire_retry_pause(const wire_chat_reply *reply, uint32_t attempts, double random);

/* The further fields that the next attempt must leave out, for a call that failed and was sent without the fields of
 * `without`. 0: the failure is not about a field. Such an attempt needs no pause. */
uint32_t wire_retry_without(const wire_chat_reply *reply, uint32_t without);

#endif
