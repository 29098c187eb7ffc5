/* Fitting published scores to the levels of an index. fit.c computes; published.c makes the table and hands on. */
#ifndef SMACS_ASSEMBLE_FIT_H
#define SMACS_ASSEMBLE_FIT_H

#include "base/arena.h"
#include <smacs/published.h>

/* What is known of a row's model besides scores. */
typedef struct smacs_fit_facts {
    uint32_t family;     /* < families, or none */
    double parameters_b; /* 0: unknown */
    smacs_text released; /* absent, or no date: unknown */
    bool reasons;
} smacs_fit_facts;

/* Rows are models; columns are benchmarks, then kinds. */
typedef struct smacs_fit_table {
    uint32_t rows, benchmarks, columns, families;
    double *values;               /* [rows][columns] percent or ratings; NAN: none. Failed runs become NAN */
    double *counts;               /* [rows][columns] of a kind: how many questions */
    const smacs_text *names;      /* [benchmarks] */
    const smacs_unit *units;      /* [benchmarks] */
    const smacs_fit_facts *facts; /* [rows] */
} smacs_fit_table;

/* Fits it. `fit` receives all but names, units, benchmarks and kinds; *scales [columns] and *families [families],
 * without names, live in the arena. Errors: MEMORY. */
smacs_status smacs_fit_published(const smacs_allocator *a, const smacs_fit_table *table, smacs_arena *arena,
                                 smacs_fit *fit, smacs_scale **scales, smacs_family **families);

#endif
