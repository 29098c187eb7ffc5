/* Do certainties hold? Of answers that a run was sure of in p, a share of p should be right. */
#ifndef SMACS_LAB_RELIABILITY_H
#define SMACS_LAB_RELIABILITY_H

#include "json/writer.h"
#include <smacs/certainty.h>

/* Zero-initialise and set `a`; free with lab_reliability_free. */
typedef struct lab_reliability {
    smacs_allocator a;
    double *shown, *right; /* [count] p, and the score of what was kept */
    size_t count, shown_capacity, right_capacity;
    uint32_t unknown[SMACS_CERTAINTY_COUNT]; /* questions without a certainty, by reason */
} lab_reliability;

/* Takes a question. Errors: MEMORY. */
smacs_status lab_reliability_add(lab_reliability *r, smacs_certainty certainty, double right);
void lab_reliability_free(lab_reliability *r);

/* The member "reliability"; `seed` draws what a perfect model would come to. Errors: MEMORY. */
smacs_status lab_reliability_write(const lab_reliability *r, uint64_t seed, smacs_json_writer *w);

#endif
