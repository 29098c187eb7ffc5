/* The container both file kinds share: a header, a table of sections, 16-byte aligned sections with CRC32s.
 *
 *   0  magic[4]   4  version u16   6  section count u16   8  file size u64   16  zero u64   24  zero u32
 *  28  crc32 of {crc32 of bytes 0..27, crc32 of the table}
 *  32  table: {tag[4], crc32 u32, offset u64, size u64} for each section, in file order
 * Sections follow in the table's order, each at the next multiple of 16; bytes between are zero. All little-endian.
 * Every byte of a file is under a checksum or must be zero, so no change goes unseen.
 */
#ifndef SMACS_BASE_CONTAINER_H
#define SMACS_BASE_CONTAINER_H

#include "base/mem.h"
#include <smacs/status.h>
#include <stdint.h>

#define SMACS_SECTIONS_MAX 64

typedef struct smacs_section {
    char tag[5]; /* NUL-terminated */
    const uint8_t *data;
    size_t size;
    uint64_t offset; /* in the file, for errors */
} smacs_section;

typedef struct smacs_container {
    uint16_t version;
    uint32_t count;
    smacs_section sections[SMACS_SECTIONS_MAX];
    uint64_t digest; /* FNV-1a over magic, version and the table: equal files have equal digests */
} smacs_container;

/* Versions of a format that a build can read, both included. */
typedef struct smacs_versions {
    uint16_t oldest, newest;
} smacs_versions;

/* Checks everything the container promises. Errors: TRUNCATED, MAGIC, VERSION, CHECKSUM, FORMAT, TOO_LARGE. */
smacs_status smacs_container_open(const void *bytes, size_t size, const char magic[4], smacs_versions read,
                                  smacs_container *out, smacs_error *error);

/* The section called `tag`, or NULL. */
const smacs_section *smacs_container_find(const smacs_container *container, const char *tag);

/* As find; *out is zeroed and FORMAT returned with the tag as detail when it is absent, or when `size` is not
 * UINT64_MAX and differs from the section's. */
smacs_status smacs_container_need(const smacs_container *container, const char *tag, uint64_t size, smacs_section *out,
                                  smacs_error *error);

/* One section to be written. */
typedef struct smacs_part {
    const char *tag; /* 4 characters */
    const void *data;
    size_t size;
} smacs_part;

/* Writes a file of `count` parts. Errors: MEMORY, TOO_LARGE. */
smacs_status smacs_container_write(const smacs_allocator *a, const char magic[4], uint16_t version,
                                   const smacs_part *parts, uint32_t count, void **bytes, size_t *size);

#endif
