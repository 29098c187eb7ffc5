/* Marks: what stands beside a value and can tell two answers apart. Their form is in smacs/answer.h: parts
 * "DIMENSION:NAME+NAME" with one space between, dimensions and names in alphabetical order. */
#ifndef SMACS_ANSWER_MARK_H
#define SMACS_ANSWER_MARK_H

#include "base/mem.h"
#include <smacs/status.h>
#include <stdbool.h>

/* The dimensions, in alphabetical order. */
typedef enum smacs_dimension {
    SMACS_MARK_AT,      /* where, when, out of what: "5 apples in the bag" */
    SMACS_MARK_ERA,     /* ad; BC is part of the key */
    SMACS_MARK_NAME,    /* person: the last words of the key may stand for all of it; roots: a list in any order */
    SMACS_MARK_OF,      /* of what, behind a unit: "5 kg of apples" */
    SMACS_MARK_PER,     /* behind money and shares: "$5 per hour" */
    SMACS_MARK_SIGN,    /* emoji and the like beside words */
    SMACS_MARK_UNIT,    /* of measurement, or else what is counted */
    SMACS_MARK_WAY,     /* direction */
    SMACS_MARK_WEEKDAY, /* beside a date */
    SMACS_MARK_COUNT
} smacs_dimension;

enum { SMACS_MARK_NAMES = 8, SMACS_MARK_BYTES = 160 };

/* A mark as it is put together. Zero-initialise. */
typedef struct smacs_mark {
    smacs_text names[SMACS_MARK_COUNT][SMACS_MARK_NAMES]; /* in alphabetical order */
    uint8_t counts[SMACS_MARK_COUNT];
    char bytes[SMACS_MARK_BYTES]; /* of the names */
    size_t size;
    bool full; /* there was more than it can hold: what it marks cannot be told from others */
} smacs_mark;

/* Adds one name. A space or ":" within it becomes "_", and "+" a quote. */
void smacs_mark_add_name(smacs_mark *mark, smacs_dimension dimension, smacs_text name);

/* Adds names, joined by "+". */
void smacs_mark_add(smacs_mark *mark, smacs_dimension dimension, smacs_text names);

static inline bool smacs_mark_has(const smacs_mark *mark, smacs_dimension dimension) {
    return mark->counts[dimension] > 0;
}

void smacs_mark_write(const smacs_allocator *a, smacs_bytes *out, const smacs_mark *mark);

/* Whether two marks do not contradict each other: in each dimension that both have, one has all names of the other. */
bool smacs_marks_agree(smacs_text x, smacs_text y);

/* Whether `more` has every dimension and name of `less`. */
bool smacs_mark_contains(smacs_text more, smacs_text less);

#endif
