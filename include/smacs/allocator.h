/* Memory by way of the caller, per handle. */
#ifndef SMACS_ALLOCATOR_H
#define SMACS_ALLOCATOR_H

#include <smacs/export.h>
#include <stddef.h>

SMACS_API_BEGIN

/* A set of functions with the contracts of malloc, realloc and free, plus a context and, for realloc, the old size.
 * Returned memory is aligned for any object (16 bytes on the supported targets). `size` is never 0. `free` and
 * `realloc` are never given NULL. The struct is copied by value into each handle; `context` must outlive them. */
typedef struct smacs_allocator {
    void *(*alloc)(void *context, size_t size);
    void *(*realloc)(void *context, void *memory, size_t old_size, size_t size);
    void (*free)(void *context, void *memory);
    void *context;
} smacs_allocator;

/* Frees memory that a function of this library handed to its caller (a file image, a JSON text). `allocator` must be
 * the one given to that function, NULL for the C library's. NULL `memory` is accepted. */
void smacs_free(const smacs_allocator *allocator, void *memory);

/* Memory for calls that come again and again. What a route takes stays for the next one, so that after the largest no
 * route allocates:
 *
 *     smacs_allocator again = smacs_scratch_allocator(scratch);
 *     for each question:  smacs_route_text(&again, ..., &route, ..);  (use the route)  smacs_scratch_reset(scratch);
 *
 * Not for handles that live longer than one turn, nor for two threads at once: give each its own. */
typedef struct smacs_scratch smacs_scratch;

/* NULL `allocator`: the C library's. NULL without memory. */
smacs_scratch *smacs_scratch_create(const smacs_allocator *allocator);

/* It takes from the scratch, and frees nothing; it lives as long as the scratch. */
smacs_allocator smacs_scratch_allocator(smacs_scratch *scratch);

/* Takes back all that the allocator gave; freeing it afterwards, or using it, is a mistake. */
void smacs_scratch_reset(smacs_scratch *scratch);

/* NULL is accepted. */
void smacs_scratch_free(smacs_scratch *scratch);

SMACS_API_END

#endif
