/* Two columns side by side. Columns of bits are compared 64 questions at a time. What the robust prior asks for with every
 * question, how much two models' scores differ, is kept once it was counted. */
#include "index/format.h"

#include "base/bits.h"
#include <math.h>
#include <string.h>

static smacs_pair pair_of_bits(const smx_column *x, const smx_column *y, size_t words) {
    uint32_t joint = 0, only_x = 0, only_y = 0;
    for (size_t i = 0; i < words; i++) {
        const uint64_t both = x->present[i] & y->present[i];
        if (both == 0) {
            continue; /* usual among many questions, of which each model was asked few */
        }
        joint += smacs_count_bits(both);
        only_x += smacs_count_bits(x->right[i] & ~y->right[i] & both);
        only_y += smacs_count_bits(y->right[i] & ~x->right[i] & both);
    }
    return (smacs_pair){joint, (double)only_x - (double)only_y, (double)only_x + (double)only_y};
}

/* Of all questions of a sharded index, counted when it was made. */
static smacs_pair pair_of_all(const smacs_index *index, uint32_t a, uint32_t b) {
    if (a == b) {
        return (smacs_pair){.joint = index->means[a].scored};
    }
    const size_t high = a < b ? b : a, low = a < b ? a : b;
    smacs_pair pair = index->pairs[high * (high - 1) / 2 + low];
    pair.difference = a < b ? pair.difference : 0.0 - pair.difference;
    return pair;
}

smacs_pair smacs_index_pair(const smacs_index *index, uint32_t a, uint32_t b) {
    const smx_column *x = &index->columns[a], *y = &index->columns[b];
    const size_t words = index->facts.questions / 64 + 1;
    if (index->pairs) {
        return pair_of_all(index, a, b);
    }
    if (!index->means[a].scored || !index->means[b].scored) {
        return (smacs_pair){0};
    }
    if (x->right && y->right) {
        return pair_of_bits(x, y, words);
    }
    smacs_pair pair = {0};
    for (size_t word = 0; word < words; word++) {
        for (uint64_t both = x->present[word] & y->present[word]; both; both &= both - 1) {
            const uint32_t i = (uint32_t)(word * 64) + (uint32_t)__builtin_ctzll(both);
            const double d = (double)smx_score_of(index, x, i) - (double)smx_score_of(index, y, i);
            pair.joint++;
            pair.difference += d;
            pair.squares += d * d;
        }
    }
    return pair;
}

/* The bits of the variance of each pair a < b of the first MODELS_KEPT models, by b, then by a; NOT_COUNTED before. Threads
 * that share the index may count the same pair at the same time: they store the same bits, so none has to wait. */
enum { MODELS_KEPT = 1024 };
static const uint64_t NOT_COUNTED = 0; /* so a variance of 0 is kept as -0 */

bool smx_open_variances(smacs_index *index) {
    const size_t models = index->facts.models < MODELS_KEPT ? index->facts.models : MODELS_KEPT;
    index->variances =
        smacs_arena_zeroed(&index->allocator, &index->owned, models * (models - 1) / 2 + 1, sizeof *index->variances);
    return index->variances != NULL;
}

static double variance_of(const smacs_index *index, uint32_t a, uint32_t b) {
    const smacs_pair pair = smacs_index_pair(index, a, b);
    const double mean = pair.joint ? pair.difference / pair.joint : 0.0;
    return pair.joint > 1 ? pair.squares / pair.joint - mean * mean : NAN;
}

double smx_difference_variance(const smacs_index *index, uint32_t a, uint32_t b) {
    const size_t high = a < b ? b : a, low = a < b ? a : b;
    if (high >= MODELS_KEPT || high == low) {
        return variance_of(index, a, b);
    }
    smx_shared *place = &index->variances[high * (high - 1) / 2 + low];
    uint64_t bits = atomic_load_explicit(place, memory_order_relaxed);
    double variance;
    if (bits == NOT_COUNTED) {
        variance = variance_of(index, a, b);
        variance = variance == 0.0 ? -0.0 : variance;
        memcpy(&bits, &variance, sizeof bits);
        atomic_store_explicit(place, bits, memory_order_relaxed);
    }
    memcpy(&variance, &bits, sizeof variance);
    return variance;
}
