/* An allocator for tests: counts what is alive, and fails at a chosen allocation. */
#ifndef SMACS_TEST_COUNTING_H
#define SMACS_TEST_COUNTING_H

#include <smacs/allocator.h>
#include <stdlib.h>

typedef struct counting {
    long alive;   /* blocks not yet freed */
    long calls;   /* allocations so far, growing ones included */
    long fail_at; /* the call that fails, counted from 0; -1: none */
} counting;

static inline int counting_fails(counting *c) { return c->calls++ == c->fail_at; }

static inline void *counting_alloc(void *context, size_t size) {
    counting *c = context;
    void *memory = counting_fails(c) ? NULL : malloc(size);
    c->alive += memory != NULL;
    return memory;
}

static inline void *counting_realloc(void *context, void *memory, size_t old_size, size_t size) {
    (void)old_size;
    return counting_fails(context) ? NULL : realloc(memory, size);
}

static inline void counting_free(void *context, void *memory) {
    ((counting *)context)->alive--;
    free(memory);
}

static inline smacs_allocator counting_allocator(counting *c) {
    return (smacs_allocator){counting_alloc, counting_realloc, counting_free, c};
}

#endif
