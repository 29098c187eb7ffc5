/* Little-endian loads and stores, checksums and hashes. */
#ifndef SMACS_BASE_BITS_H
#define SMACS_BASE_BITS_H

#include <stddef.h>
#include <stdint.h>

uint16_t smacs_load_u16(const void *bytes);
uint32_t smacs_load_u32(const void *bytes);
uint64_t smacs_load_u64(const void *bytes);
float smacs_load_f32(const void *bytes);
void smacs_store_u16(void *bytes, uint16_t value);
void smacs_store_u32(void *bytes, uint32_t value);
void smacs_store_u64(void *bytes, uint64_t value);
void smacs_store_f32(void *bytes, float value);

/* CRC-32 of ISO-HDLC (zlib's), of `size` bytes. The table (8 kB, made in microseconds) belongs to the caller, since the
 * library keeps no global state. */
typedef struct smacs_crc32_table {
    uint32_t entry[8][256];
} smacs_crc32_table;
void smacs_crc32_begin(smacs_crc32_table *table);
uint32_t smacs_crc32(const smacs_crc32_table *table, const void *bytes, size_t size);

/* FNV-1a, 64 bit, continuing from `hash`; begin with SMACS_FNV_BASIS. */
#define SMACS_FNV_BASIS UINT64_C(0xcbf29ce484222325)
uint64_t smacs_fnv1a(uint64_t hash, const void *bytes, size_t size);

/* Number of bits that are 1. */
uint32_t smacs_count_bits(uint64_t value);

/* Finaliser of SplitMix64 (Steele, Lea & Flood 2014): a bijection that spreads every input bit. */
uint64_t smacs_mix64(uint64_t value);

#endif
