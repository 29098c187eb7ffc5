/* Units of one measure, and how many of one make another: an hour has 60 minutes, a dollar 100 cents. */
#ifndef SMACS_ANSWER_UNITS_H
#define SMACS_ANSWER_UNITS_H

#include "answer/mark.h"
#include "answer/number.h"

/* How much one unit is of the unit that its measure is counted in: `times` / `by`. */
typedef struct smacs_unit_scale {
    char base[16]; /* the name in marks; "money" for a hundred cents, whatever their currency */
    uint64_t times, by;
} smacs_unit_scale;

/* The scale of a unit by its name in marks; NULL: it has only this one name. */
const smacs_unit_scale *smacs_unit_scale_of(smacs_text name);

/* A quantity in the unit that its measure is counted in. */
typedef struct smacs_standard {
    char key[SMACS_NUMBER_KEY_MAX];
    char mark[SMACS_MARK_BYTES + 64];
} smacs_standard;

/* Writes what a key and a mark say in that unit: "2.5" and "unit:h" become "9000" and "unit:s". False: the key is no
 * fraction, its unit no such unit, or the number too large. */
bool smacs_standard_of(smacs_text key, smacs_text mark, smacs_standard *out);

/* Reads a quantity in parts off the front of `text`, in plain spelling: "2 hours and 35 minutes". The key is the number
 * of the smallest unit, 155. Returns the bytes before that unit; 0: it is none. */
size_t smacs_answer_compound(smacs_text text, char key[SMACS_NUMBER_KEY_MAX]);

/* Bytes of a half or one and a half of a unit at the start of `text`, up to and with the unit: "half an hour", "an hour and
 * a half"; 0: it begins with none. */
size_t smacs_answer_half_size(smacs_text text);

/* Spells it in figures, "1.5 hour", into `out`, and what follows it. Returns the bytes; 0: it is none, or too long. */
size_t smacs_answer_half_spell(smacs_text text, char *out, size_t capacity);

#endif
