/* Moments as servers write them. */
#ifndef SMACS_WIRE_MOMENTS_H
#define SMACS_WIRE_MOMENTS_H

#include <smacs/status.h>

/* Milliseconds from `now_ms`, which counts from 1970, to the moment that begins a text: 2026-11-30T14:05:00Z,
 * Mon, 30 Nov 2026 14:05:00 GMT, 14:05 UTC, 2:05 PM UTC, or seconds or milliseconds since 1970. 0: it is past, or the
 * text begins with none. wasm/src/wire/waits.ts has the same rule. */
double wire_moment_wait(smacs_text text, double now_ms);

#endif
