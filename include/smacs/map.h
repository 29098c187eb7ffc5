/* The map of an index: a spot on a plane for each question, so that similar questions lie together. It is for pictures;
 * nothing that decides reads it. */
#ifndef SMACS_MAP_H
#define SMACS_MAP_H

#include <smacs/allocator.h>
#include <smacs/export.h>
#include <smacs/index.h>
#include <smacs/status.h>

SMACS_API_BEGIN

/* Of the ten nearest other questions, the share that is of a question's own group (smacs_index_group), in the mean. */
typedef struct smacs_map_quality {
    double vectors; /* nearest by the index's vectors */
    double plane;   /* nearest on the map */
} smacs_map_quality;

/* Draws the map of the index file `bytes` [size] and writes the same file with it into *out [*out_size], freed with
 * smacs_free; a map that was there is replaced, and no other section changes. *quality (may be NULL) says how good it is.
 * The same index has the same map everywhere. Takes time in the square of the number of questions: seconds for 13,000.
 * Errors: those of smacs_index_open, MEMORY, TOO_LARGE. */
smacs_status smacs_map_draw(const smacs_allocator *allocator, const void *bytes, size_t size, void **out,
                            size_t *out_size, smacs_map_quality *quality, smacs_error *error);

SMACS_API_END

#endif
