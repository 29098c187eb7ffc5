/* How long simulated calls take. No times are on record with the answers, so they are drawn: of a model its first-token
 * wait and its speed, of a call how far it is from both, and whether something goes wrong. */
#ifndef SMACS_LAB_LATENCY_H
#define SMACS_LAB_LATENCY_H

#include <smacs/smacs.h>

typedef struct lab_latency {
    uint64_t ends_ms;  /* since the call left */
    uint64_t again_ms; /* its first attempt failed then, and it is sent again; 0: it did not */
    bool fails;        /* for good, when it ends */
} lab_latency;

/* Of a call to a model about a question, which brings a text of `bytes`. The same arguments give the same times, on every
 * target. */
lab_latency lab_latency_draw(uint64_t seed, smacs_text model, smacs_text question, size_t bytes);

#endif
