/* The two ways in which all stages compute: this project's own, and the paper's (arXiv 2507.14200). */
#ifndef SMACS_MODE_H
#define SMACS_MODE_H

#include <smacs/export.h>

SMACS_API_BEGIN

typedef enum smacs_mode {
    SMACS_MODE_ROBUST = 0, /* ours, the default; each stage says how it differs from the paper */
    SMACS_MODE_PAPER = 1   /* the paper's formulas as they stand */
} smacs_mode;

SMACS_API_END

#endif
