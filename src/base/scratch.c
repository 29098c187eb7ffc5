/* Memory that is taken piece by piece and given back all at once, to be taken again. One block as long as it is enough;
 * what goes beyond it lies in further ones, and the next reset makes one of all. */
#include "base/mem.h"

#include <stdint.h>
#include <string.h>

enum { LEAST = 16384, ALIGNMENT = 16 };

/* No object is larger, as in mem.c. */
static const size_t SIZE_LIMIT = PTRDIFF_MAX;

typedef struct block {
    struct block *before;
    size_t used, size; /* of the bytes behind this header */
} block;

/* The header and what aligning the bytes behind it may take: Emscripten's allocator aligns to 8. */
static const size_t header = sizeof(block) + ALIGNMENT - 1;

struct smacs_scratch {
    smacs_allocator from;
    block *last;
    char *newest; /* the piece given out last, which alone can grow where it stands; NULL: none */
};

static char *start_of(block *b) {
    char *at = (char *)(b + 1);
    return at + (ALIGNMENT - (uintptr_t)at % ALIGNMENT) % ALIGNMENT;
}

/* A further block of at least `size` bytes, and no smaller than the last. False without memory. */
static bool add_block(smacs_scratch *s, size_t size) {
    const size_t least = s->last && s->last->size > LEAST ? s->last->size : LEAST, room = size > least ? size : least;
    block *added = room > SIZE_LIMIT - header ? NULL : s->from.alloc(s->from.context, header + room);
    if (added) {
        *added = (block){.before = s->last, .size = room};
        s->last = added;
    }
    return added != NULL;
}

static void *take(void *context, size_t size) {
    smacs_scratch *s = context;
    const size_t needed = size > SIZE_MAX - ALIGNMENT ? size : (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if ((!s->last || needed > s->last->size - s->last->used) && !add_block(s, needed)) {
        return NULL;
    }
    s->newest = start_of(s->last) + s->last->used;
    s->last->used += needed;
    return s->newest;
}

static void *grow(void *context, void *memory, size_t old_size, size_t size) {
    smacs_scratch *s = context;
    if (memory == s->newest) {
        const size_t start = (size_t)(s->newest - start_of(s->last));
        if (size <= s->last->size - start) {
            s->last->used = (start + size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
            s->last->used = s->last->used < s->last->size ? s->last->used : s->last->size;
            return memory;
        }
    }
    void *moved = take(s, size);
    if (moved) {
        memcpy(moved, memory, old_size < size ? old_size : size);
    }
    return moved;
}

/* Nothing is given back before the reset. */
static void keep(void *context, void *memory) {
    (void)context;
    (void)memory;
}

smacs_scratch *smacs_scratch_create(const smacs_allocator *allocator) {
    const smacs_allocator from = smacs_allocator_or_default(allocator);
    smacs_scratch *s = smacs_mem_zeroed(&from, 1, sizeof *s);
    if (s) {
        s->from = from;
    }
    return s;
}

smacs_allocator smacs_scratch_allocator(smacs_scratch *scratch) { return (smacs_allocator){take, grow, keep, scratch}; }

static void free_blocks(smacs_scratch *s) {
    while (s->last) {
        block *before = s->last->before;
        smacs_mem_free(&s->from, s->last);
        s->last = before;
    }
}

void smacs_scratch_reset(smacs_scratch *s) {
    size_t size = 0;
    bool several = s->last && s->last->before;
    for (block *b = s->last; b; b = b->before) {
        size += b->size; /* cannot overflow: all of it was allocated */
    }
    if (several) {
        free_blocks(s);
        add_block(s, size); /* where there is no memory for it now, the next piece asks again */
    }
    if (s->last) {
        s->last->used = 0;
    }
    s->newest = NULL;
}

void smacs_scratch_free(smacs_scratch *scratch) {
    if (scratch) {
        const smacs_allocator from = scratch->from;
        free_blocks(scratch);
        smacs_mem_free(&from, scratch);
    }
}
