/* How a .smx file packs vectors, ids and numbers: the parts that reader and writer share. */
#ifndef SMACS_INDEX_CODING_H
#define SMACS_INDEX_CODING_H

#include "base/mem.h"
#include <smacs/status.h>
#include <stdint.h>

/* Frequencies of one dimension's values add up to this. */
#define SMX_FREQUENCIES (UINT32_C(1) << SMX_FREQUENCY_BITS)
#define SMX_FREQUENCY_BITS 12
/* States of the entropy coder lie in [SMX_STATE_MIN, 2^32); it takes and gives 16 bits at a time. */
#define SMX_STATE_MIN (UINT32_C(1) << 16)

/* Reads a section from its start. What lies beyond the end reads as 0 and sets `failed`, which stays. */
typedef struct smx_reader {
    const uint8_t *at, *end;
    uint32_t bit; /* how many bits of *at are read */
    bool failed;
} smx_reader;

/* A number: 7 bits a byte, lowest first, the last byte below 128. */
uint32_t smx_take_number(smx_reader *r);
void smx_put_number(const smacs_allocator *a, smacs_bytes *out, uint32_t number);

/* An id shares at most so many characters with another, so that a table of ids is in proportion to its section. */
#define SMX_KEPT_MAX 255

/* The id that follows `before` when the number at its end (its last digits, at most 9 of them) grows by `step`,
 * with at least as many digits as before: the first *kept characters of `before`, then the `tail` of the length
 * returned. */
#define SMX_TAIL_MAX 10
uint32_t smx_step_id(smacs_text before, uint32_t step, char tail[SMX_TAIL_MAX], size_t *kept);

/* Rows [count][dim] of vectors that lie one after the other. */
typedef struct smx_block {
    const int8_t *rows;
    uint32_t count;
} smx_block;

/* Appends `rows` [n][dim], -127..127, packed without loss; sets out->failed when memory runs out. */
void smx_pack_vectors(const smacs_allocator *a, const int8_t *rows, uint32_t n, uint32_t dim, smacs_bytes *out);

/* Their inverse; r->failed unless all of the section is such a packing. */
void smx_unpack_vectors(smx_reader *r, uint32_t n, uint32_t dim, int8_t *rows);

/* As smacs_builder_round, for the centre of a cell: as fine as rows of few dimensions, so that a head takes half of what
 * whole bytes would and cells are chosen as well. */
void smx_round_centre(const int8_t *vector, uint32_t dim, int8_t *centre);

/* The same where many small packings share the tables that they are packed by, which are those of all their rows. */

/* How often each value stands in one dimension, scaled to SMX_FREQUENCIES, and where its slots begin. */
typedef struct smx_frequencies {
    uint32_t of[256], first[256]; /* by value + 128 */
} smx_frequencies;

/* Of each dimension [dim], in at least one row; freed with smacs_mem_free. NULL without memory. */
smx_frequencies *smx_count_values(const smacs_allocator *a, const smx_block *blocks, size_t count, uint32_t dim);
void smx_write_frequencies(const smacs_allocator *a, const smx_frequencies *all, uint32_t dim, smacs_bytes *out);
void smx_pack_rows(const smacs_allocator *a, const smx_frequencies *all, const int8_t *rows, uint32_t n, uint32_t dim,
                   smacs_bytes *out);

/* For each of the SMX_FREQUENCIES slots: value + 128 (8 bits), frequency - 1 (12), slot - first slot of the value
 * (12). */
typedef struct smx_slots {
    uint32_t entry[SMX_FREQUENCIES];
} smx_slots;

/* Reads slots [dim]; r->failed unless such tables stand there. */
void smx_read_slots(smx_reader *r, uint32_t dim, smx_slots *slots);
/* r->failed unless all of the section is a packing by them. */
void smx_unpack_rows(smx_reader *r, const smx_slots *slots, uint32_t n, uint32_t dim, int8_t *rows);

#endif
