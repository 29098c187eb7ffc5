/* Little-endian access byte by byte (compilers make single loads of it), checksums and hashes. */
#include "base/bits.h"

#include <string.h>

uint16_t smacs_load_u16(const void *bytes) {
    const uint8_t *b = bytes;
    return (uint16_t)(b[0] | b[1] << 8);
}

uint32_t smacs_load_u32(const void *bytes) {
    const uint8_t *b = bytes;
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

uint64_t smacs_load_u64(const void *bytes) {
    const uint8_t *b = bytes;
    return (uint64_t)smacs_load_u32(b) | (uint64_t)smacs_load_u32(b + 4) << 32;
}

float smacs_load_f32(const void *bytes) {
    const uint32_t u = smacs_load_u32(bytes);
    float f;
    memcpy(&f, &u, sizeof f);
    return f;
}

void smacs_store_u16(void *bytes, uint16_t value) {
    uint8_t *b = bytes;
    b[0] = (uint8_t)value;
    b[1] = (uint8_t)(value >> 8);
}

void smacs_store_u32(void *bytes, uint32_t value) {
    uint8_t *b = bytes;
    for (int i = 0; i < 4; i++) {
        b[i] = (uint8_t)(value >> (8 * i));
    }
}

void smacs_store_u64(void *bytes, uint64_t value) {
    uint8_t *b = bytes;
    for (int i = 0; i < 8; i++) {
        b[i] = (uint8_t)(value >> (8 * i));
    }
}

void smacs_store_f32(void *bytes, float value) {
    uint32_t u;
    memcpy(&u, &value, sizeof u);
    smacs_store_u32(bytes, u);
}

void smacs_crc32_begin(smacs_crc32_table *table) {
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t crc = i;
        for (int bit = 0; bit < 8; bit++) {
            crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
        }
        table->entry[0][i] = crc;
    }
    for (uint32_t i = 0; i < 256; i++) {
        for (int t = 1; t < 8; t++) {
            const uint32_t before = table->entry[t - 1][i];
            table->entry[t][i] = before >> 8 ^ table->entry[0][before & 0xFF];
        }
    }
}

/* Eight bytes a step ("slicing by 8", Kounavis & Berry 2005): one byte a step would be the slowest part of loading. */
uint32_t smacs_crc32(const smacs_crc32_table *table, const void *bytes, size_t size) {
    const uint8_t *b = bytes;
    uint32_t crc = 0xFFFFFFFFu;
    for (; size >= 8; size -= 8, b += 8) {
        const uint32_t low = smacs_load_u32(b) ^ crc, high = smacs_load_u32(b + 4);
        crc = table->entry[7][low & 0xFF] ^ table->entry[6][low >> 8 & 0xFF] ^ table->entry[5][low >> 16 & 0xFF] ^
              table->entry[4][low >> 24] ^ table->entry[3][high & 0xFF] ^ table->entry[2][high >> 8 & 0xFF] ^
              table->entry[1][high >> 16 & 0xFF] ^ table->entry[0][high >> 24];
    }
    for (; size > 0; size--, b++) {
        crc = crc >> 8 ^ table->entry[0][(crc ^ *b) & 0xFF];
    }
    return ~crc;
}

uint64_t smacs_fnv1a(uint64_t hash, const void *bytes, size_t size) {
    const uint8_t *b = bytes;
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ b[i]) * UINT64_C(0x100000001b3);
    }
    return hash;
}

uint32_t smacs_count_bits(uint64_t value) {
#ifdef __wasm__ /* one instruction there */
    return (uint32_t)__builtin_popcountll(value);
#else
    value = value - (value >> 1 & UINT64_C(0x5555555555555555));
    value = (value & UINT64_C(0x3333333333333333)) + (value >> 2 & UINT64_C(0x3333333333333333));
    value = (value + (value >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
    return (uint32_t)(value * UINT64_C(0x0101010101010101) >> 56);
#endif
}

uint64_t smacs_mix64(uint64_t value) {
    value = (value ^ value >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    value = (value ^ value >> 27) * UINT64_C(0x94d049bb133111eb);
    return value ^ value >> 31;
}
