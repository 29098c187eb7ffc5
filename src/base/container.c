/* The container of .sme and .smx files. Input is hostile: every length is checked by subtraction against what remains
 * before it is used, and nothing is trusted until its checksum holds. */
#include "base/container.h"

#include "base/bits.h"
#include "base/error.h"
#include <string.h>

enum { HEADER = 32, ENTRY = 24, ALIGN = 16, CRC_AT = 28 };

static uint64_t aligned(uint64_t offset) { return (offset + ALIGN - 1) & ~(uint64_t)(ALIGN - 1); }

/* The header's checksum covers its first 28 bytes and the table; the two CRCs are folded by hashing the second after
 * the first, since the checksum's own four bytes lie between them. */
static uint32_t head_crc(const smacs_crc32_table *crc, const uint8_t *bytes, uint32_t count) {
    uint8_t both[8];
    smacs_store_u32(both, smacs_crc32(crc, bytes, CRC_AT));
    smacs_store_u32(both + 4, smacs_crc32(crc, bytes + HEADER, (size_t)count * ENTRY));
    return smacs_crc32(crc, both, sizeof both);
}

static uint64_t head_digest(const uint8_t *bytes, uint32_t count) {
    return smacs_fnv1a(smacs_fnv1a(SMACS_FNV_BASIS, bytes, 8), bytes + HEADER, (size_t)count * ENTRY);
}

static smacs_status open_header(const uint8_t *bytes, size_t size, const char magic[4], smacs_versions read,
                                const smacs_crc32_table *crc, uint32_t *count, smacs_error *error) {
    if (size < 4 || memcmp(bytes, magic, 4) != 0) {
        return smacs_fail(error, SMACS_E_MAGIC, "this is not a file of the kind expected here", (smacs_text){magic, 3},
                          0);
    }
    if (size < HEADER) {
        return smacs_fail(error, SMACS_E_TRUNCATED, "the file ends inside its header", (smacs_text){0}, size);
    }
    const uint16_t found = smacs_load_u16(bytes + 4);
    if (found < read.oldest || found > read.newest) {
        return smacs_fail(error, SMACS_E_VERSION,
                          "the file was written in a format version that this build cannot read", (smacs_text){0}, 4);
    }
    *count = smacs_load_u16(bytes + 6);
    if (*count > SMACS_SECTIONS_MAX) {
        return smacs_fail(error, SMACS_E_FORMAT, "the header announces too many sections", (smacs_text){0}, 6);
    }
    if ((size - HEADER) / ENTRY < *count) {
        return smacs_fail(error, SMACS_E_TRUNCATED, "the file ends inside its section table", (smacs_text){0}, size);
    }
    if (smacs_load_u32(bytes + CRC_AT) != head_crc(crc, bytes, *count)) {
        return smacs_fail(error, SMACS_E_CHECKSUM, "the header or section table is damaged", (smacs_text){0}, CRC_AT);
    }
    const uint64_t announced = smacs_load_u64(bytes + 8);
    if (announced > size) {
        return smacs_fail(error, SMACS_E_TRUNCATED, "the file is shorter than its header says", (smacs_text){0}, size);
    }
    if (announced < size || smacs_load_u64(bytes + 16) != 0 || smacs_load_u32(bytes + 24) != 0) {
        return smacs_fail(error, SMACS_E_FORMAT, "bytes stand where the format has none", (smacs_text){0},
                          announced < size ? announced : 16);
    }
    return SMACS_OK;
}

/* Zero bytes from `from` up to `to`, or FORMAT. */
static smacs_status check_padding(const uint8_t *bytes, uint64_t from, uint64_t to, smacs_error *error) {
    for (uint64_t i = from; i < to; i++) {
        if (bytes[i] != 0) {
            return smacs_fail(error, SMACS_E_FORMAT, "bytes between two sections are not zero", (smacs_text){0}, i);
        }
    }
    return SMACS_OK;
}

static smacs_status open_section(const uint8_t *bytes, uint64_t size, const uint8_t *entry,
                                 const smacs_crc32_table *crc, uint64_t *end, smacs_section *out, smacs_error *error) {
    memcpy(out->tag, entry, 4);
    out->tag[4] = 0;
    const smacs_text tag = {out->tag, 4};
    const uint64_t at = (uint64_t)(entry - bytes);
    const uint64_t offset = smacs_load_u64(entry + 8), length = smacs_load_u64(entry + 16);
    if (offset != aligned(*end)) {
        return smacs_fail(error, SMACS_E_FORMAT, "a section does not follow the one before it", tag, at);
    }
    if (offset > size || length > size - offset) {
        return smacs_fail(error, SMACS_E_TRUNCATED, "the file ends inside a section", tag, at);
    }
    const smacs_status status = check_padding(bytes, *end, offset, error);
    if (status != SMACS_OK) {
        return status;
    }
    out->data = bytes + offset;
    out->size = (size_t)length;
    out->offset = offset;
    *end = offset + length;
    if (smacs_crc32(crc, out->data, out->size) != smacs_load_u32(entry + 4)) {
        return smacs_fail(error, SMACS_E_CHECKSUM, "a section is damaged: its CRC32 differs", tag, offset);
    }
    return SMACS_OK;
}

smacs_status smacs_container_open(const void *data, size_t size, const char magic[4], smacs_versions read,
                                  smacs_container *out, smacs_error *error) {
    const uint8_t *bytes = data;
    memset(out, 0, sizeof *out);
    if (!bytes) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "no bytes were given");
    }
    smacs_crc32_table crc;
    smacs_crc32_begin(&crc);
    uint32_t count = 0;
    smacs_status status = open_header(bytes, size, magic, read, &crc, &count, error);
    uint64_t end = HEADER + (uint64_t)count * ENTRY;
    for (uint32_t i = 0; i < count && status == SMACS_OK; i++) {
        smacs_section *section = &out->sections[i];
        status = open_section(bytes, size, bytes + HEADER + (size_t)i * ENTRY, &crc, &end, section, error);
        if (status == SMACS_OK && smacs_container_find(out, section->tag)) {
            status = smacs_fail(error, SMACS_E_FORMAT, "a section stands twice in the file",
                                (smacs_text){section->tag, 4}, section->offset);
        }
        out->count = i + 1;
    }
    if (status == SMACS_OK && end != size) {
        status = smacs_fail(error, SMACS_E_FORMAT, "bytes follow the last section", (smacs_text){0}, end);
    }
    if (status == SMACS_OK) {
        out->version = smacs_load_u16(bytes + 4);
        out->digest = head_digest(bytes, count);
    } else {
        memset(out, 0, sizeof *out);
    }
    return status;
}

const smacs_section *smacs_container_find(const smacs_container *container, const char *tag) {
    for (uint32_t i = 0; i < container->count; i++) {
        if (memcmp(container->sections[i].tag, tag, 4) == 0) {
            return &container->sections[i];
        }
    }
    return NULL;
}

smacs_status smacs_container_need(const smacs_container *container, const char *tag, uint64_t size, smacs_section *out,
                                  smacs_error *error) {
    const smacs_section *found = smacs_container_find(container, tag);
    memset(out, 0, sizeof *out);
    if (!found) {
        return smacs_fail(error, SMACS_E_FORMAT, "a section that is needed is missing", (smacs_text){tag, 4},
                          SMACS_NO_POSITION);
    }
    if (size != UINT64_MAX && found->size != size) {
        return smacs_fail(error, SMACS_E_FORMAT, "a section is not of the size the header implies",
                          (smacs_text){tag, 4}, found->offset);
    }
    *out = *found;
    return SMACS_OK;
}

static void write_head(uint8_t *bytes, uint64_t size, const char magic[4], uint16_t version, uint32_t count,
                       const smacs_crc32_table *crc) {
    memcpy(bytes, magic, 4);
    smacs_store_u16(bytes + 4, version);
    smacs_store_u16(bytes + 6, (uint16_t)count);
    smacs_store_u64(bytes + 8, size);
    smacs_store_u32(bytes + CRC_AT, head_crc(crc, bytes, count));
}

smacs_status smacs_container_write(const smacs_allocator *a, const char magic[4], uint16_t version,
                                   const smacs_part *parts, uint32_t count, void **bytes, size_t *size) {
    if (count > SMACS_SECTIONS_MAX) {
        return SMACS_E_TOO_LARGE;
    }
    uint64_t end = HEADER + (uint64_t)count * ENTRY;
    for (uint32_t i = 0; i < count; i++) {
        end = aligned(end) + parts[i].size;
    }
    if (end > SIZE_MAX) {
        return SMACS_E_TOO_LARGE;
    }
    uint8_t *out = smacs_mem_zeroed(a, (size_t)end, 1);
    if (!out) {
        return SMACS_E_MEMORY;
    }
    smacs_crc32_table crc;
    smacs_crc32_begin(&crc);
    uint64_t at = HEADER + (uint64_t)count * ENTRY;
    for (uint32_t i = 0; i < count; i++) {
        uint8_t *entry = out + HEADER + (size_t)i * ENTRY;
        at = aligned(at);
        memcpy(entry, parts[i].tag, 4);
        smacs_store_u32(entry + 4, smacs_crc32(&crc, parts[i].data, parts[i].size));
        smacs_store_u64(entry + 8, at);
        smacs_store_u64(entry + 16, parts[i].size);
        if (parts[i].size) {
            memcpy(out + at, parts[i].data, parts[i].size);
        }
        at += parts[i].size;
    }
    write_head(out, end, magic, version, count, &crc);
    *bytes = out;
    *size = (size_t)end;
    return SMACS_OK;
}
