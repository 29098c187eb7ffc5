/* The search of an index for the rooms above, which keeps what it finds instead of room for every question. */
#ifndef SMACS_INDEX_SEARCH_H
#define SMACS_INDEX_SEARCH_H

#include "base/mem.h"
#include <smacs/index.h>

/* As smacs_index_search, into memory of `a` that grows with what may be kept; the caller frees *found, on failure too.
 * False without memory. */
bool smx_search(const smacs_allocator *a, const smacs_index *index, const int8_t *vector, uint32_t k,
                smacs_neighbour **found, uint32_t *count);

/* Sorts `count` >= 1 of them: most similar first, ties by lower number. */
void smx_rank(smacs_neighbour *found, uint32_t count);

#endif
