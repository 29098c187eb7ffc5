/* Vectors into a file: rounded to what routing needs, then packed without loss; see unpack_vectors.c. */
#include "index/coding.h"

#include "base/bits.h"
#include <math.h>
#include <smacs/builder.h>
#include <string.h>

/* Root mean square of a row's entries. A row of dimensions that all spread alike takes log2(4.13 * spread) bits for
 * each (the entropy of a rounded normal), which this keeps to 52 bytes or less up to 256 dimensions; uneven ones take
 * less. More than 4 measures no better; below 0.75 a vector of even entries would come near to nothing. */
static double spread_of(uint32_t dim) {
    const double ratio = 192.0 / dim;
    return fmin(fmax(ratio * ratio, 0.75), 3.25);
}

static const double CENTRE_SPREAD = 3.25; /* of any dimension: a centre is compared with every question */

/* Scales a vector so that `spread` is the root mean square of its entries, and rounds these. */
static void round_to(const int8_t *vector, uint32_t dim, double spread, int8_t *row) {
    int32_t square = 0;
    for (uint32_t i = 0; i < dim; i++) {
        square += vector[i] * vector[i];
    }
    const double scale = square > 0 ? spread * sqrt((double)dim / square) : 0.0;
    for (uint32_t i = 0; i < dim; i++) {
        const double scaled = vector[i] * scale;
        row[i] = (int8_t)(scaled < 0.0 ? scaled - 0.5 : scaled + 0.5);
    }
}

void smacs_builder_round(const int8_t *vector, uint32_t dim, int8_t *row) {
    round_to(vector, dim, spread_of(dim), row);
}

void smx_round_centre(const int8_t *vector, uint32_t dim, int8_t *centre) {
    round_to(vector, dim, fmin(CENTRE_SPREAD, 127.0 / sqrt(dim)), centre); /* one entry may have all of the length */
}

static void count_values(const int8_t *rows, uint32_t n, uint32_t dim, uint32_t counts[256]) {
    for (uint32_t i = 0; i < n; i++) {
        counts[rows[(size_t)i * dim] + 128]++;
    }
}

/* What occurs keeps at least one slot. What rounding leaves over goes to the commonest value, what it takes too much
 * comes from there, and from others where that has too few. */
static void scale_counts(const uint32_t counts[256], uint32_t n, smx_frequencies *f) {
    uint32_t sum = 0, commonest = 0;
    for (uint32_t v = 0; v < 256; v++) {
        const uint32_t share = (uint32_t)((uint64_t)counts[v] * SMX_FREQUENCIES / n);
        f->of[v] = counts[v] > 0 && share == 0 ? 1 : share;
        sum += f->of[v];
        commonest = counts[v] > counts[commonest] ? v : commonest;
    }
    for (uint32_t v = commonest; sum > SMX_FREQUENCIES; v = (v + 1) % 256) {
        const uint32_t over = sum - SMX_FREQUENCIES, spare = f->of[v] / 2, taken = spare < over ? spare : over;
        f->of[v] -= taken;
        sum -= taken;
    }
    f->of[commonest] += SMX_FREQUENCIES - sum;
    for (uint32_t v = 0, first = 0; v < 256; v++) {
        f->first[v] = first;
        first += f->of[v];
    }
}

static void write_table(const smacs_allocator *a, const smx_frequencies *f, smacs_bytes *out) {
    uint32_t low = 1, high = 255;
    while (f->of[low] == 0) {
        low++;
    }
    while (f->of[high] == 0) {
        high--;
    }
    smx_put_number(a, out, low);
    for (uint32_t v = low; v <= high; v++) {
        smx_put_number(a, out, f->of[v]);
        if (f->of[v] == 0) {
            const uint32_t first = v;
            while (f->of[v + 1] == 0) { /* the highest is not 0 */
                v++;
            }
            smx_put_number(a, out, v - first);
        }
    }
}

/* Writes from its end towards its start, as the coder gives back first what it took last. */
typedef struct stream {
    uint8_t *at;
    uint32_t state[2];
} stream;

static void put_value(stream *s, uint32_t turn, uint32_t frequency, uint32_t first) {
    uint32_t state = s->state[turn];
    if (state >= (uint64_t)frequency << (32 - SMX_FREQUENCY_BITS)) {
        s->at -= 2;
        smacs_store_u16(s->at, (uint16_t)state);
        state >>= 16;
    }
    s->state[turn] = (state / frequency << SMX_FREQUENCY_BITS) + state % frequency + first;
}

static void put_columns(stream *s, const smx_frequencies *all, const int8_t *rows, uint32_t n, uint32_t dim) {
    for (uint32_t d = dim; d-- > 0;) {
        for (uint32_t i = n; i-- > 0;) {
            const uint32_t v = (uint32_t)(rows[(size_t)i * dim + d] + 128);
            const uint32_t turn = (uint32_t)(((uint64_t)d * n + i) & 1); /* whose turn it is when this is read */
            put_value(s, turn, all[d].of[v], all[d].first[v]);
        }
    }
}

smx_frequencies *smx_count_values(const smacs_allocator *a, const smx_block *blocks, size_t count, uint32_t dim) {
    smx_frequencies *all = smacs_mem_zeroed(a, dim, sizeof *all);
    for (uint32_t d = 0; d < dim && all; d++) {
        uint32_t counts[256] = {0}, n = 0;
        for (size_t b = 0; b < count; b++) {
            count_values(blocks[b].rows + d, blocks[b].count, dim, counts);
            n += blocks[b].count;
        }
        scale_counts(counts, n, &all[d]);
    }
    return all;
}

void smx_write_frequencies(const smacs_allocator *a, const smx_frequencies *all, uint32_t dim, smacs_bytes *out) {
    for (uint32_t d = 0; d < dim; d++) {
        write_table(a, &all[d], out);
    }
}

/* Both states as they are met by the reader, then the words. */
void smx_pack_rows(const smacs_allocator *a, const smx_frequencies *all, const int8_t *rows, uint32_t n, uint32_t dim,
                   smacs_bytes *out) {
    const size_t most = (size_t)n * dim; /* words: a value never takes more than one */
    uint8_t *words = most <= SIZE_MAX / 2 ? smacs_mem_zeroed(a, most, 2) : NULL;
    if (!words) {
        out->failed = true;
        return;
    }
    stream s = {words + 2 * most, {SMX_STATE_MIN, SMX_STATE_MIN}};
    put_columns(&s, all, rows, n, dim);
    uint8_t states[8];
    smacs_store_u32(states, s.state[0]);
    smacs_store_u32(states + 4, s.state[1]);
    smacs_bytes_append(a, out, states, sizeof states);
    smacs_bytes_append(a, out, s.at, (size_t)(words + 2 * most - s.at));
    smacs_mem_free(a, words);
}

void smx_pack_vectors(const smacs_allocator *a, const int8_t *rows, uint32_t n, uint32_t dim, smacs_bytes *out) {
    const smx_block block = {rows, n};
    smx_frequencies *all = smx_count_values(a, &block, 1, dim);
    smacs_bytes tables = {0};
    if (!all) {
        out->failed = true;
        return;
    }
    smx_write_frequencies(a, all, dim, &tables);
    smx_put_number(a, out, (uint32_t)tables.size);
    smacs_bytes_append(a, out, tables.data, tables.size);
    smx_pack_rows(a, all, rows, n, dim, out);
    out->failed = out->failed || tables.failed;
    smacs_bytes_free(a, &tables);
    smacs_mem_free(a, all);
}
