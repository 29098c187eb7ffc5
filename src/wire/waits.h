/* How long a server asks to wait, in words or in details of an error. */
#ifndef SMACS_WIRE_WAITS_H
#define SMACS_WIRE_WAITS_H

#include <smacs/status.h>

/* The wait that the start of a text asks for: "again in 1h2m3.5s", "retry after 20 seconds", "retryDelay":"34s"; in
 * milliseconds. 0: it asks for none. wasm/src/wire/waits.ts has the same rule. */
double wire_wait_in_words(smacs_text text);

#endif
