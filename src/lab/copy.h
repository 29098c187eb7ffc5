/* Indexes made from another one in memory, with the same vectors and scores but for what is hidden. */
#ifndef SMACS_LAB_COPY_H
#define SMACS_LAB_COPY_H

#include "tool/tool.h"

/* What a copy lacks. */
typedef struct lab_hidden {
    uint32_t model; /* without scores; UINT32_MAX: none */
    /* True: this one is left out; NULL: none is. */
    bool (*question)(const void *context, uint32_t number, const smacs_question *one);
    const void *context;
} lab_hidden;

/* Fills a new builder with the rest of an index. Models keep their numbers, and so do questions where all are kept.
 * `out` is the caller's to free after an error too. */
smacs_status lab_copy_index(const tool_index *x, const lab_hidden *hidden, smacs_builder **out, smacs_error *error);

/* Opens what a builder holds, which goes on to take more. The caller frees the handle, then the bytes; both are NULL
 * after an error. */
smacs_status lab_copy_open(smacs_builder *builder, void **bytes, smacs_index **handle, smacs_error *error);

#endif
