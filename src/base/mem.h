/* Allocation through a handle's allocator. Sizes are checked; nothing here is global. */
#ifndef SMACS_BASE_MEM_H
#define SMACS_BASE_MEM_H

#include <smacs/allocator.h>
#include <stdbool.h>
#include <stddef.h>

/* `allocator`, or the C library's when NULL, by value. */
smacs_allocator smacs_allocator_or_default(const smacs_allocator *allocator);

/* count * size bytes, zeroed. NULL on overflow or out of memory. A product of 0 gives a valid pointer. */
void *smacs_mem_zeroed(const smacs_allocator *a, size_t count, size_t size);

/* Frees; NULL is accepted. */
void smacs_mem_free(const smacs_allocator *a, void *memory);

/* Grows an array of *capacity elements of `size` bytes to hold at least `needed`, doubling. `array` is the address of
 * the pointer to it, of whatever type. Elements beyond the old capacity are zeroed. False on overflow or out of memory,
 * with the array unchanged. */
bool smacs_mem_reserve(const smacs_allocator *a, void *array, size_t *capacity, size_t needed, size_t size);

/* A growable string of bytes. Zero-initialise; free with smacs_bytes_free. After a failed append `failed` stays true
 * and later appends do nothing, so that a writer checks once at the end. */
typedef struct smacs_bytes {
    char *data;
    size_t size;
    size_t capacity;
    bool failed;
} smacs_bytes;

void smacs_bytes_append(const smacs_allocator *a, smacs_bytes *bytes, const void *data, size_t size);
void smacs_bytes_free(const smacs_allocator *a, smacs_bytes *bytes);

#endif
