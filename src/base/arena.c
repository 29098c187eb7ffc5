#include "base/arena.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK = 4096, ALIGNMENT = 16 };

struct smacs_arena_block {
    smacs_arena_block *before;
    size_t used, size; /* of the bytes behind this header */
};

/* The header rounded up, so that what follows it is aligned. */
static const size_t header = (sizeof(smacs_arena_block) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;

void smacs_arena_free(const smacs_allocator *a, smacs_arena *arena) {
    while (arena->last) {
        smacs_arena_block *before = arena->last->before;
        smacs_mem_free(a, arena->last);
        arena->last = before;
    }
}

void *smacs_arena_zeroed(const smacs_allocator *a, smacs_arena *arena, size_t count, size_t size) {
    if (size != 0 && count > (SIZE_MAX - header - ALIGNMENT) / size) {
        return NULL;
    }
    const size_t needed = (count * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (!arena->last || needed > arena->last->size - arena->last->used) {
        const size_t room = needed > BLOCK ? needed : BLOCK;
        smacs_arena_block *block = smacs_mem_zeroed(a, 1, header + room);
        if (!block) {
            return NULL;
        }
        *block = (smacs_arena_block){.before = arena->last, .size = room};
        arena->last = block;
    }
    void *memory = (char *)arena->last + header + arena->last->used;
    arena->last->used += needed;
    return memory;
}

bool smacs_arena_text(const smacs_allocator *a, smacs_arena *arena, smacs_text text, smacs_text *out) {
    *out = (smacs_text){NULL, 0};
    if (!text.data) {
        return true;
    }
    char *copy = smacs_arena_zeroed(a, arena, text.size + 1, 1);
    if (!copy) {
        return false;
    }
    memcpy(copy, text.data, text.size);
    *out = (smacs_text){copy, text.size};
    return true;
}
