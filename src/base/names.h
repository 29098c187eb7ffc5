/* A growing table of texts, numbered in order of arrival, and its form in a file.
 *
 * In a file: count u32, offsets u32 [count + 1] from the first text byte, then the bytes of all texts. */
#ifndef SMACS_BASE_NAMES_H
#define SMACS_BASE_NAMES_H

#include "base/container.h"
#include "base/mem.h"
#include <stdint.h>

#define SMACS_NO_NAME UINT32_MAX

/* Zero-initialise; free with smacs_names_free. */
typedef struct smacs_names {
    smacs_bytes bytes;
    uint32_t *ends; /* [count]: where text i ends in bytes */
    size_t ends_capacity;
    uint32_t count;
    uint32_t *slots; /* [slot_count] number + 1, 0 = empty; NULL until the first intern */
    uint32_t slot_count;
} smacs_names;

void smacs_names_free(const smacs_allocator *a, smacs_names *names);

/* Appends without looking for an equal one. Errors: MEMORY, TOO_LARGE (4 GiB of text). */
smacs_status smacs_names_push(const smacs_allocator *a, smacs_names *names, smacs_text text);

/* Number of `text`, appended if it is new. One table is used either by push alone or by intern alone. */
smacs_status smacs_names_intern(const smacs_allocator *a, smacs_names *names, smacs_text text, uint32_t *number);

/* Number of an interned text, or SMACS_NO_NAME. */
uint32_t smacs_names_find(const smacs_names *names, smacs_text text);

smacs_text smacs_names_get(const smacs_names *names, uint32_t number);

/* Appends the file form to `out`. */
void smacs_names_write(const smacs_allocator *a, const smacs_names *names, smacs_bytes *out);

/* The same table as a borrowed view of a section. */
typedef struct smacs_name_view {
    const uint8_t *offsets;
    const char *bytes;
    uint32_t count;
} smacs_name_view;

/* Checks a section that must hold exactly `count` texts (any number if UINT32_MAX). Errors: FORMAT. */
smacs_status smacs_name_view_open(const smacs_section *section, uint32_t count, smacs_name_view *out,
                                  smacs_error *error);
smacs_text smacs_name_view_get(const smacs_name_view *view, uint32_t number);

#endif
