/* Accuracy against cost. */
#ifndef SMACS_LAB_CURVE_H
#define SMACS_LAB_CURVE_H

#include "lab/figures.h"
#include "tool/tool.h"

typedef struct lab_curve lab_curve;

typedef struct lab_curve_options {
    const char *catalog; /* prices from this file; NULL: from the index */
    bool sizes;          /* a model without a price counts by its parameters */
} lab_curve_options;

/* `cost` [M]: given prices, NAN where there is none; NULL: none are given. NULL after a report: no price is known, or
 * memory is out. */
lab_curve *lab_curve_begin(const tool_index *x, const double *cost, const lab_curve_options *options);
void lab_curve_free(lab_curve *c);
/* Routes a vector at each alpha; `options` hold what else is asked for. `scores` [M]: what models scored on it. */
smacs_status lab_curve_add(lab_curve *c, smacs_text benchmark, const smacs_index *index, const int8_t *vector,
                           const smacs_route_options *options, const float *scores, smacs_error *error);
/* Writes the member "cost_curve". False after a report. */
bool lab_curve_write(lab_curve *c, smacs_json_writer *w, const lab_settings *settings);

#endif
