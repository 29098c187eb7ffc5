/* Allocation through a handle's allocator. The only file of the library that names malloc. */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* No object is larger; some allocators take a size beyond it for a negative number. */
static const size_t SIZE_LIMIT = PTRDIFF_MAX;

static void *default_alloc(void *context, size_t size) {
    (void)context;
    return malloc(size);
}

static void *default_realloc(void *context, void *memory, size_t old_size, size_t size) {
    (void)context;
    (void)old_size;
    return realloc(memory, size);
}

static void default_free(void *context, void *memory) {
    (void)context;
    free(memory);
}

smacs_allocator smacs_allocator_or_default(const smacs_allocator *allocator) {
    static const smacs_allocator standard = {default_alloc, default_realloc, default_free, NULL};
    return allocator ? *allocator : standard;
}

void smacs_free(const smacs_allocator *allocator, void *memory) {
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_mem_free(&a, memory);
}

void *smacs_mem_zeroed(const smacs_allocator *a, size_t count, size_t size) {
    if (size != 0 && count > SIZE_LIMIT / size) {
        return NULL;
    }
    size_t bytes = count * size;
    if (bytes == 0) {
        bytes = 1;
    }
    void *memory = a->alloc(a->context, bytes);
    if (memory) {
        memset(memory, 0, bytes);
    }
    return memory;
}

void smacs_mem_free(const smacs_allocator *a, void *memory) {
    if (memory) {
        a->free(a->context, memory);
    }
}

bool smacs_mem_reserve(const smacs_allocator *a, void *array, size_t *capacity, size_t needed, size_t size) {
    if (needed <= *capacity) {
        return true;
    }
    size_t grown = *capacity > SIZE_LIMIT / 2 ? needed : *capacity * 2;
    grown = grown < 16 ? 16 : grown;
    grown = grown < needed ? needed : grown;
    if (grown > SIZE_LIMIT / size) {
        return false;
    }
    /* Copied as bytes, because the pointer's own type is not known here. */
    void *memory;
    memcpy(&memory, array, sizeof memory);
    memory =
        memory ? a->realloc(a->context, memory, *capacity * size, grown * size) : a->alloc(a->context, grown * size);
    if (!memory) {
        return false;
    }
    memset((char *)memory + *capacity * size, 0, (grown - *capacity) * size);
    memcpy(array, &memory, sizeof memory);
    *capacity = grown;
    return true;
}

void smacs_bytes_append(const smacs_allocator *a, smacs_bytes *bytes, const void *data, size_t size) {
    if (bytes->failed || size == 0) {
        return;
    }
    if (size > SIZE_MAX - bytes->size || !smacs_mem_reserve(a, &bytes->data, &bytes->capacity, bytes->size + size, 1)) {
        bytes->failed = true;
        return;
    }
    memcpy(bytes->data + bytes->size, data, size);
    bytes->size += size;
}

void smacs_bytes_free(const smacs_allocator *a, smacs_bytes *bytes) {
    smacs_mem_free(a, bytes->data);
    *bytes = (smacs_bytes){0};
}
