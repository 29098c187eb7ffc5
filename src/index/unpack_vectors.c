/* Vectors out of a file: asymmetric numeral systems (Duda 2013) with one fixed table of frequencies for each dimension,
 * dimension after dimension. Two states take turns, so that one symbol need not wait for the one before.
 *
 * Why not a fixed number of bits: leading dimensions of an embedder spread more than the last, and a table for each
 * spends on it what it needs. README.md has what else was tried. */
#include "index/coding.h"

#include "base/bits.h"

/* For each of the SMX_FREQUENCIES slots: value + 128 (8 bits), frequency - 1 (12), slot - first slot of the value (12). */
typedef struct slots {
    uint32_t entry[SMX_FREQUENCIES];
} slots;

/* A table is its lowest value (int8), how many values follow on (u8), and a frequency for each (numbers); behind a
 * frequency of 0 stands how many more of these there are. */
static const char *read_table(const uint8_t **at, const uint8_t *end, slots *table) {
    if (end - *at < 2) {
        return "the vectors end inside a table of frequencies";
    }
    const uint32_t low = (*at)[0] ^ 0x80u, count = (*at)[1];
    uint32_t slot = 0;
    *at += 2;
    if (low == 0 || low + count > 256) {
        return "a table of frequencies has values outside -127..127";
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t frequency, absent = 0;
        if (!smx_take_number(at, end, &frequency) || frequency > SMX_FREQUENCIES - slot ||
            (frequency == 0 && (!smx_take_number(at, end, &absent) || absent >= count - i))) {
            return "a table of frequencies is broken";
        }
        i += absent;
        for (uint32_t k = 0; k < frequency; k++) {
            table->entry[slot++] = (low + i) << 24 | (frequency - 1) << 12 | k;
        }
    }
    return slot == SMX_FREQUENCIES ? NULL : "frequencies do not add up";
}

typedef struct stream {
    const uint8_t *at, *end;
    uint32_t state, other;
} stream;

/* The next `count` values, written `stride` apart; false if the stream ends before them. */
static bool read_column(stream *s, const slots *table, uint32_t count, size_t stride, int8_t *out) {
    const uint8_t *at = s->at, *const end = s->end;
    uint32_t state = s->state, other = s->other;
    for (uint32_t i = 0; i < count; i++, out += stride) {
        const uint32_t entry = table->entry[state & (SMX_FREQUENCIES - 1)];
        uint32_t next = ((entry >> 12 & 0xFFF) + 1) * (state >> SMX_FREQUENCY_BITS) + (entry & 0xFFF);
        *out = (int8_t)((int32_t)(entry >> 24) - 128);
        if (next < SMX_STATE_MIN) {
            if (at == end) {
                return false;
            }
            next = next << 16 | at[0] | (uint32_t)at[1] << 8;
            at += 2;
        }
        state = other;
        other = next;
    }
    s->at = at;
    s->state = state;
    s->other = other;
    return true;
}

const char *smx_unpack_vectors(const uint8_t *bytes, size_t size, uint32_t n, uint32_t dim, int8_t *rows) {
    if (size < 12 || smacs_load_u32(bytes) > size - 12) {
        return "the vectors have no room for their tables";
    }
    const uint8_t *at = bytes + 4, *const tables_end = at + smacs_load_u32(bytes);
    stream s = {tables_end + 8, bytes + size, smacs_load_u32(tables_end), smacs_load_u32(tables_end + 4)};
    if ((s.end - s.at) % 2 != 0 || s.state < SMX_STATE_MIN || s.other < SMX_STATE_MIN) {
        return "the vectors do not begin as they should";
    }
    slots table;
    for (uint32_t d = 0; d < dim; d++) {
        const char *wrong = read_table(&at, tables_end, &table);
        if (wrong) {
            return wrong;
        }
        if (!read_column(&s, &table, n, dim, rows + d)) {
            return "the vectors end too soon";
        }
    }
    const bool whole = at == tables_end && s.at == s.end && s.state == SMX_STATE_MIN && s.other == SMX_STATE_MIN;
    return whole ? NULL : "the vectors do not end as they should";
}
