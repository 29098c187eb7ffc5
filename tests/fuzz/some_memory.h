/* An allocator that gives up to 16 MB at once: a file can say in a few bytes that it has very many columns, and the allocator
 * has the last word. */
#ifndef SMACS_FUZZ_SOME_MEMORY_H
#define SMACS_FUZZ_SOME_MEMORY_H

#include <smacs/smacs.h>
#include <stdlib.h>

static void *allocate_some(void *context, size_t size) {
    (void)context;
    return size < (size_t)1 << 24 ? malloc(size) : NULL;
}

static void *reallocate_some(void *context, void *memory, size_t old_size, size_t size) {
    (void)context;
    (void)old_size;
    return size < (size_t)1 << 24 ? realloc(memory, size) : NULL;
}

static void give_back(void *context, void *memory) {
    (void)context;
    free(memory);
}

static const smacs_allocator fuzz_some_memory = {allocate_some, reallocate_some, give_back, NULL};

#endif
