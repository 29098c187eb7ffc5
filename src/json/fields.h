/* Reads the members of a JSON object by a table. Strict: a member that is not in the table is an error, since a
 * misspelt one that is ignored would give a result that looks right and is not; so is one that stands twice. */
#ifndef SMACS_JSON_FIELDS_H
#define SMACS_JSON_FIELDS_H

#include "json/writer.h"
#include <stddef.h>

/* Finds a word among `words`, which end with NULL. False: `word` is NULL or not among them, and *place stays. */
bool smacs_find_word(const char *word, const char *const *words, uint32_t *place);

typedef enum smacs_field_kind {
    SMACS_FIELD_TEXT, /* smacs_text, borrowed from the tree */
    SMACS_FIELD_TEXT_OR_NULL,
    SMACS_FIELD_COUNT,  /* uint32_t: a whole number from 0 */
    SMACS_FIELD_SIZE,   /* uint64_t: a whole number from 0 to 2^53 */
    SMACS_FIELD_NUMBER, /* double, finite */
    SMACS_FIELD_NUMBER_OR_NULL,
    SMACS_FIELD_FLAG,   /* bool */
    SMACS_FIELD_WORD,   /* uint32_t: the place of a text among `words`, which end with NULL */
    SMACS_FIELD_OBJECT, /* const cJSON * */
    SMACS_FIELD_ARRAY,  /* const cJSON * */
    SMACS_FIELD_ANY     /* const cJSON * */
} smacs_field_kind;

typedef struct smacs_field {
    const char *name;
    smacs_field_kind kind;
    void *target; /* left as it was where the member is missing, or null where that is allowed */
    bool required;
    const char *const *words;
} smacs_field;

/* `what` names the object in errors ("a run's request"). Errors: SCHEMA, with the member's name as detail. */
smacs_status smacs_fields_read(const cJSON *object, const smacs_field *fields, size_t count, const char *what,
                               smacs_error *error);

/* The same by a table that names places in a struct: it needs no code to be filled. */
typedef struct smacs_slot {
    const char *name;
    const char *const *words;
    uint16_t offset;
    uint8_t kind; /* smacs_field_kind */
    bool required;
} smacs_slot;

/* A row: its kind without the prefix, the member's name, the struct and the place in it. */
#define SMACS_SLOT(kind, name, type, place, required, words)                                                           \
    { name, words, offsetof(type, place), SMACS_FIELD_##kind, required }

enum { SMACS_SLOTS_MAX = 40 };

/* `count` is at most SMACS_SLOTS_MAX. */
smacs_status smacs_slots_read(const cJSON *object, const smacs_slot *slots, size_t count, void *base, const char *what,
                              smacs_error *error);

#endif
