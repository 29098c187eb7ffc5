/* Allocations that fail when a program says so: one that is linked with --wrap for each of these three, and defines fails().
 * The linker sends the allocations of all that is linked statically here. */
#ifndef SMACS_TESTS_WRAPPED_H
#define SMACS_TESTS_WRAPPED_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the allocation that is asked for fails; called once for each. */
static bool fails(void);

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

void *__wrap_malloc(size_t size) { return fails() ? NULL : __real_malloc(size); }
void *__wrap_calloc(size_t count, size_t size) { return fails() ? NULL : __real_calloc(count, size); }
void *__wrap_realloc(void *memory, size_t size) { return fails() ? NULL : __real_realloc(memory, size); }

#endif
