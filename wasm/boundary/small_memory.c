/* malloc for a module that needs little of it for a short time, in a sixth of emmalloc's bytes. Sizes are powers of two;
 * what is freed is used again for the same size alone, so a module keeps at most what it once needed of each. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE = 65536, KINDS = 31, SIZE_MOST = 1 << 29 };

/* Stands before what is handed out, which is aligned as it is. */
typedef struct piece {
    _Alignas(16) uint32_t kind; /* its size with this is 1 << kind */
    struct piece *next;         /* of the unused ones */
} piece;

extern unsigned char __heap_base; /* of the linker */

static piece *unused[KINDS];
static uintptr_t top;

void *malloc(size_t size) {
    if (size > SIZE_MOST) {
        return NULL;
    }
    const uint32_t kind = 32 - (uint32_t)__builtin_clz((uint32_t)(size + sizeof(piece) - 1)); /* rounded up */
    piece *found = unused[kind];
    if (found) {
        unused[kind] = found->next;
        return found + 1;
    }
    const size_t needed = (size_t)1 << kind, have = __builtin_wasm_memory_size(0) * PAGE;
    const uintptr_t place = top ? top : ((uintptr_t)&__heap_base + 15) & ~(uintptr_t)15;
    if (needed > have - place &&
        __builtin_wasm_memory_grow(0, (needed - (have - place) + PAGE - 1) / PAGE) == SIZE_MAX) {
        return NULL;
    }
    top = place + needed;
    found = (piece *)place;
    found->kind = kind;
    return found + 1;
}

void free(void *memory) {
    piece *given = memory;
    if (given) {
        given--;
        given->next = unused[given->kind];
        unused[given->kind] = given;
    }
}

void *calloc(size_t count, size_t size) {
    void *memory = size > 0 && count > SIZE_MAX / size ? NULL : malloc(count * size);
    return memory ? memset(memory, 0, count * size) : NULL;
}

void *realloc(void *memory, size_t size) {
    const size_t had = memory ? ((size_t)1 << ((piece *)memory - 1)->kind) - sizeof(piece) : 0;
    if (memory && size <= had) {
        return memory;
    }
    void *more = malloc(size);
    if (more && memory) {
        memcpy(more, memory, had);
        free(memory);
    }
    return more;
}
