/* Memory that is given back all at once: texts and small arrays that live as long as their owner. */
#ifndef SMACS_BASE_ARENA_H
#define SMACS_BASE_ARENA_H

#include "base/mem.h"
#include <smacs/status.h>

typedef struct smacs_arena_block smacs_arena_block;

/* Zero-initialise; free with smacs_arena_free. */
typedef struct smacs_arena {
    smacs_arena_block *last;
} smacs_arena;

void smacs_arena_free(const smacs_allocator *a, smacs_arena *arena);

/* count * size bytes, zeroed, aligned for any object. NULL on overflow or out of memory. */
void *smacs_arena_zeroed(const smacs_allocator *a, smacs_arena *arena, size_t count, size_t size);

/* A copy of `text`; absent stays absent. False when out of memory. */
bool smacs_arena_text(const smacs_allocator *a, smacs_arena *arena, smacs_text text, smacs_text *out);

#endif
