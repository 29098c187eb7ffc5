/* Where a referee pays: of questions whose kept answer another one contests, how often each of the two is right, by
 * benchmark and by the certainty that was shown. */
#ifndef SMACS_LAB_GATE_H
#define SMACS_LAB_GATE_H

#include "base/names.h"
#include "lab/play.h"
#include "json/writer.h"

/* Zero-initialise and set `a`; free with lab_gate_free. */
typedef struct lab_gate {
    smacs_allocator a;
    smacs_names benchmarks;
    struct lab_gate_cell *cells; /* [benchmarks][bins] */
    size_t capacity;
} lab_gate;

/* Who calls a referee wherever two answers may be compared; its verdicts are not used. */
extern const lab_judge lab_gate_judge;

/* Takes a question as it was played with that judge. Errors: MEMORY, TOO_LARGE. */
smacs_status lab_gate_add(lab_gate *g, smacs_text benchmark, const lab_play_outcome *o);
void lab_gate_free(lab_gate *g);

/* The member "referee_gate". */
void lab_gate_write(const lab_gate *g, smacs_json_writer *w);

#endif
