/* Vectors out of a file: asymmetric numeral systems (Duda 2013) with one fixed table of frequencies for each dimension,
 * dimension after dimension. Two states take turns, so that one symbol need not wait for the one before.
 *
 * Why not a fixed number of bits: leading dimensions of an embedder spread more than the last, and a table for each
 * spends on it what it needs. README.md has what else was tried. */
#include "index/coding.h"

#include "base/bits.h"

/* A table is its lowest value + 128 (a number), how many values follow on, and a frequency for each; behind a frequency
 * of 0 stands how many more of these there are. */
static void read_table(smx_reader *r, smx_slots *table) {
    uint32_t value = smx_take_number(r), slot = 0;
    while (slot < SMX_FREQUENCIES) {
        const uint32_t frequency = smx_take_number(r);
        /* -128 is left out: the kernels' bound on sums is stated for -127..127. */
        if (r->failed || value < 1 || value > 255 || frequency > SMX_FREQUENCIES - slot) {
            r->failed = true;
            return;
        }
        for (uint32_t k = 0; k < frequency; k++) {
            table->entry[slot++] = value << 24 | (frequency - 1) << 12 | k;
        }
        value += frequency ? 1 : 1 + smx_take_number(r) % 256;
    }
}

typedef struct stream {
    const uint8_t *at, *end;
    uint32_t state, other;
} stream;

/* The next `count` values, written `stride` apart; false if the stream ends before them. */
static bool read_column(stream *s, const smx_slots *table, uint32_t count, size_t stride, int8_t *out) {
    const uint8_t *at = s->at;
    uint32_t state = s->state, other = s->other;
    for (uint32_t i = 0; i < count; i++, out += stride) {
        const uint32_t entry = table->entry[state & (SMX_FREQUENCIES - 1)];
        uint32_t next = ((entry >> 12 & 0xFFF) + 1) * (state >> SMX_FREQUENCY_BITS) + (entry & 0xFFF);
        *out = (int8_t)((int32_t)(entry >> 24) - 128);
        if (next < SMX_STATE_MIN) {
            if (s->end - at < 2) {
                return false;
            }
            next = next << 16 | at[0] | (uint32_t)at[1] << 8;
            at += 2;
        }
        state = other;
        other = next;
    }
    *s = (stream){at, s->end, state, other};
    return true;
}

/* A stream that was written so begins with any states and ends with these, having used all of it. */
static bool has_ended(const stream *s) {
    return s->at == s->end && s->state == SMX_STATE_MIN && s->other == SMX_STATE_MIN;
}

void smx_unpack_vectors(smx_reader *r, uint32_t n, uint32_t dim, int8_t *rows) {
    const uint32_t tables = smx_take_number(r);
    if (r->end - r->at < 8 || tables > (size_t)(r->end - r->at) - 8) {
        r->failed = true;
        return;
    }
    const uint8_t *const words = r->at + tables;
    stream s = {words + 8, r->end, smacs_load_u32(words), smacs_load_u32(words + 4)};
    r->end = words;
    smx_slots table;
    for (uint32_t d = 0; d < dim && !r->failed; d++) {
        read_table(r, &table);
        r->failed = r->failed || !read_column(&s, &table, n, dim, rows + d);
    }
    r->failed = r->failed || r->at != r->end || !has_ended(&s);
}

void smx_read_slots(smx_reader *r, uint32_t dim, smx_slots *slots) {
    for (uint32_t d = 0; d < dim && !r->failed; d++) {
        read_table(r, &slots[d]);
    }
}

void smx_unpack_rows(smx_reader *r, const smx_slots *slots, uint32_t n, uint32_t dim, int8_t *rows) {
    if (r->end - r->at < 8) {
        r->failed = true;
        return;
    }
    stream s = {r->at + 8, r->end, smacs_load_u32(r->at), smacs_load_u32(r->at + 4)};
    for (uint32_t d = 0; d < dim && !r->failed; d++) {
        r->failed = !read_column(&s, &slots[d], n, dim, rows + d);
    }
    r->at = r->end;
    r->failed = r->failed || !has_ended(&s);
}
