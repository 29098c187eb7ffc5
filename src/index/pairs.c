/* Two columns side by side. Columns of bits are compared eight questions at a time, because the robust prior does this
 * for every model of every question. */
#include "index/format.h"

#include "base/bits.h"
#include <math.h>

static bool is_bits(smx_column kind) { return kind == SMX_COLUMN_BITS || kind == SMX_COLUMN_MASKED; }

/* Up to eight bytes as a word, lowest question first. */
static uint64_t load_some(const uint8_t *bytes, size_t count) {
    if (count >= 8) {
        return smacs_load_u64(bytes);
    }
    uint64_t word = 0;
    for (size_t i = 0; i < count; i++) {
        word |= (uint64_t)bytes[i] << 8 * i;
    }
    return word;
}

static smacs_pair pair_of_bits(const smacs_index *index, uint32_t a, uint32_t b) {
    const size_t bytes = ((size_t)index->facts.questions + 7) / 8;
    const struct smx_column_view *x = &index->columns[a], *y = &index->columns[b];
    const uint64_t last = index->facts.questions % 8 ? 0xFFu >> (8 - index->facts.questions % 8) : 0xFFu;
    uint32_t joint = 0, only_a = 0, only_b = 0;
    for (size_t at = 0; at < bytes; at += 8) {
        const size_t left = bytes - at;
        uint64_t both = ~UINT64_C(0);
        if (left <= 8) { /* the last word: bits beyond the last question are not there */
            both = left == 1 ? last : (UINT64_C(1) << 8 * (left - 1)) - 1 + (last << 8 * (left - 1));
        }
        both &= x->kind == SMX_COLUMN_MASKED ? load_some(x->data + bytes + at, left) : both;
        both &= y->kind == SMX_COLUMN_MASKED ? load_some(y->data + bytes + at, left) : both;
        const uint64_t p = load_some(x->data + at, left), q = load_some(y->data + at, left);
        joint += smacs_count_bits(both);
        only_a += smacs_count_bits(p & ~q & both);
        only_b += smacs_count_bits(q & ~p & both);
    }
    return (smacs_pair){joint, (double)only_a - (double)only_b, (double)only_a + (double)only_b};
}

smacs_pair smacs_index_pair(const smacs_index *index, uint32_t a, uint32_t b) {
    if (is_bits(index->columns[a].kind) && is_bits(index->columns[b].kind)) {
        return pair_of_bits(index, a, b);
    }
    smacs_pair pair = {0};
    for (uint32_t i = 0; i < index->facts.questions; i++) {
        const double d = (double)smacs_index_score(index, i, a) - (double)smacs_index_score(index, i, b);
        if (!isnan(d)) {
            pair.joint++;
            pair.difference += d;
            pair.squares += d * d;
        }
    }
    return pair;
}
