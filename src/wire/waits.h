/* How long a server asks to wait: in headers, in words, or in details of an error. wasm/src/wire/waits.ts has the same
 * rules. `now_ms` is the time since 1970, to which moments are compared. All waits are in milliseconds. */
#ifndef SMACS_WIRE_WAITS_H
#define SMACS_WIRE_WAITS_H

#include <smacs/status.h>
#include <stdbool.h>
#include <stdint.h>

/* What the lines of a reply's head say about waiting. Begin with zeros. */
typedef struct wire_waits {
    double exact, after; /* Retry-After-Ms and Retry-After; 0: not said */
    struct {
        uint32_t name; /* a hash of what is limited: requests, tokens */
        double reset;  /* until it is renewed */
        bool left;     /* some of it remains, so nobody need wait for that */
    } limits[8];
    uint32_t count;
} wire_waits;

/* Takes one line of the head, "Name: value". One that begins with "HTTP/" begins another head. */
void wire_waits_take(wire_waits *waits, smacs_text line, double now_ms);

/* The wait that the head asks for; 0: it asks for none. */
double wire_waits_asked(const wire_waits *waits);

/* The longest time until a limit is renewed of which nothing remains; 0: none is told. */
double wire_waits_reset(const wire_waits *waits);

/* The wait that the start of a text asks for: "again in 1h2m3.5s", "retry after 20 seconds", "retryDelay":"34s", "again
 * at 14:05 UTC". 0: it asks for none. */
double wire_wait_in_words(smacs_text text, double now_ms);

#endif
