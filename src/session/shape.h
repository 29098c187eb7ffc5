/* Shapes of JSON that may come from strangers: a value is copied with what its shape names and nothing else, or
 * refused. What comes out can be shown without another look. Members that a shape does not name are left out, so that a
 * view of a newer version can still be read by an older one. */
#ifndef SMACS_SESSION_SHAPE_H
#define SMACS_SESSION_SHAPE_H

#include "json/writer.h"

typedef enum smacs_shape_kind {
    SMACS_SHAPE_TEXT,
    SMACS_SHAPE_NUMBER,
    SMACS_SHAPE_COUNT, /* a whole number from 0 */
    SMACS_SHAPE_FLAG,
    SMACS_SHAPE_WORD, /* one of `words` */
    SMACS_SHAPE_OBJECT,
    SMACS_SHAPE_ARRAY /* of `items` */
} smacs_shape_kind;

/* What is done where a member is absent. */
typedef enum smacs_shape_absent {
    SMACS_SHAPE_NEEDED,  /* the value is refused */
    SMACS_SHAPE_LATER,   /* older versions did not write it: it is null, or an empty array */
    SMACS_SHAPE_OPTIONAL /* it is left out */
} smacs_shape_absent;

typedef struct smacs_shape {
    const char *name; /* as a member; NULL as an item, and behind the last member */
    smacs_shape_kind kind;
    bool nullable;
    const char *const *words;         /* ended by NULL */
    const struct smacs_shape *inside; /* of an object its members, ended by a NULL name; of an array its items' shape */
    smacs_shape_absent absent;
} smacs_shape;

/* Writes `tree` as `shape` says. Errors: SCHEMA, with the name of what is missing or of another kind. */
smacs_status smacs_shape_copy(smacs_json_writer *w, const cJSON *tree, const smacs_shape *shape, smacs_error *error);

#endif
