/* Makes a mutated file's checksums right again, so that fuzzing reaches what lies behind them. */
#ifndef SMACS_FUZZ_REPAIR_H
#define SMACS_FUZZ_REPAIR_H

#include "base/bits.h"
#include <stdlib.h>
#include <string.h>

/* A copy of `data` with every checksum recomputed where the table lies within it; the caller frees it. */
static inline uint8_t *repaired(const uint8_t *data, size_t size) {
    uint8_t *copy = malloc(size ? size : 1);
    if (!copy || size < 32) {
        return copy;
    }
    memcpy(copy, data, size);
    smacs_crc32_table crc;
    smacs_crc32_begin(&crc);
    const size_t count = smacs_load_u16(copy + 6), room = (size - 32) / 24;
    for (size_t i = 0; i < count && i < room; i++) {
        uint8_t *entry = copy + 32 + i * 24;
        const uint64_t offset = smacs_load_u64(entry + 8), length = smacs_load_u64(entry + 16);
        if (offset <= size && length <= size - offset) {
            smacs_store_u32(entry + 4, smacs_crc32(&crc, copy + offset, (size_t)length));
        }
    }
    if (count <= room) {
        uint8_t both[8];
        smacs_store_u32(both, smacs_crc32(&crc, copy, 28));
        smacs_store_u32(both + 4, smacs_crc32(&crc, copy + 32, count * 24));
        smacs_store_u32(copy + 28, smacs_crc32(&crc, both, 8));
    }
    return copy;
}

#endif
