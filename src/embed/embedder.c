/* The static embedder's runtime: count features, sum their rows, quantise.
 *
 *     v = sum over known features f of (1 + ln count_f) * weight_f * scale_f * table_f
 *       + fallback * sum over unknown features u of (1 + ln count_u) * signs_u
 *
 * The unknown features are words; beside pieces, symbols and pairs too. signs_u in {-1, +1}^D come from the feature's
 * hash alone, so that texts in a language the table has never seen still have directions, and texts that share words
 * still agree. Sums run in ascending order of rows, in doubles, so that every target gives the same bits. */
#include "embed/format.h"

#include "base/bits.h"
#include "base/container.h"
#include "base/error.h"
#include "base/scalar.h"
#include "base/vec.h"
#include <math.h>
#include <string.h>

enum { BUCKET_BITS = 12, BUCKETS = 1 << BUCKET_BITS };

struct smacs_embedder {
    smacs_allocator allocator;
    smacs_embedder_facts facts;
    smacs_ngrams ngrams;
    double fallback;
    uint32_t bits;          /* of a value in the table, 8 or 4 */
    const uint8_t *keys;    /* u32 [V], ascending */
    const uint8_t *scales;  /* f32 [V] */
    const uint8_t *weights; /* f32 [V] */
    const int8_t *table;    /* [V][D], at 4 bits two in a byte, the lower half first */
    uint32_t *bucket;       /* [BUCKETS + 1]: first row whose key has these top bits */
};

double smacs_term_frequency(uint32_t count) { return 1.0 + smacs_log((double)count); }

static smacs_status bad(smacs_error *error, const char *message, const smacs_section *section, uint64_t at) {
    return smacs_fail(error, SMACS_E_FORMAT, message, (smacs_text){section->tag, 4}, section->offset + at);
}

static smacs_status open_head(const smacs_container *file, smacs_embedder *e, smacs_error *error) {
    smacs_section head;
    const smacs_status status = smacs_container_need(file, "HEAD", SME_HEAD_SIZE, &head, error);
    if (status != SMACS_OK) {
        return status;
    }
    e->facts.tokenizer = (smacs_tokenizer)smacs_load_u32(head.data);
    e->facts.dim = smacs_load_u32(head.data + 4);
    e->facts.vocabulary = smacs_load_u32(head.data + 8);
    e->facts.digest = file->digest;
    e->ngrams =
        (smacs_ngrams){smacs_load_u32(head.data + 16), smacs_load_u32(head.data + 20), smacs_load_u32(head.data + 24)};
    e->fallback = smacs_load_f32(head.data + 32);
    const uint32_t tokenizer = smacs_load_u32(head.data), coding = smacs_load_u32(head.data + 12);
    if ((tokenizer != SMACS_TOKENIZER_NGRAMS && tokenizer != SMACS_TOKENIZER_PIECES) || (coding != 0 && coding != 4)) {
        return bad(error, "the tokenizer or the table is of a kind that this build does not know; train it again",
                   &head, 0);
    }
    if (e->facts.dim < SMACS_DIM_MIN || e->facts.dim > SMACS_DIM_MAX || e->facts.dim % 16 != 0) {
        return bad(error, "the dimension is not a multiple of 16 from 16 to 4096", &head, 4);
    }
    if (e->facts.vocabulary == 0 || e->facts.vocabulary > SMACS_VOCABULARY_MAX) {
        return bad(error, "the vocabulary's size is out of range", &head, 8);
    }
    e->bits = coding ? coding : 8;
    const smacs_ngrams *g = &e->ngrams;
    if (g->pairs > 1 || g->gram_max > SMACS_GRAM_MAX || g->gram_min > g->gram_max ||
        (g->gram_min == 0) != (g->gram_max == 0)) {
        return bad(error, "the n-gram lengths are out of range", &head, 16);
    }
    if (!(e->fallback >= 0.0 && e->fallback < 1e6)) {
        return bad(error, "the weight of unknown words is out of range", &head, 32);
    }
    static const uint8_t zero[SME_HEAD_SIZE];
    if (memcmp(head.data + 28, zero, 4) != 0 || memcmp(head.data + 36, zero, SME_HEAD_SIZE - 36) != 0) {
        return bad(error, "a reserved byte is not zero", &head, 28);
    }
    return SMACS_OK;
}

/* Checks that keys ascend, and notes where each value of their top bits begins. */
static smacs_status open_keys(smacs_embedder *e, const smacs_section *keys, smacs_error *error) {
    const uint32_t count = e->facts.vocabulary;
    e->bucket = smacs_mem_zeroed(&e->allocator, BUCKETS + 1, sizeof *e->bucket);
    if (!e->bucket) {
        return smacs_fail_memory(error);
    }
    uint32_t before = 0, next = 0;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t key = smacs_load_u32(keys->data + (size_t)i * 4);
        if (i > 0 && key <= before) {
            return bad(error, "the feature keys do not ascend", keys, (uint64_t)i * 4);
        }
        for (; next <= key >> (32 - BUCKET_BITS); next++) {
            e->bucket[next] = i;
        }
        before = key;
    }
    for (; next <= BUCKETS; next++) {
        e->bucket[next] = count;
    }
    e->keys = keys->data;
    return SMACS_OK;
}

static smacs_status check_floats(const smacs_section *section, uint32_t count, smacs_error *error) {
    for (uint32_t i = 0; i < count; i++) {
        const float value = smacs_load_f32(section->data + (size_t)i * 4);
        if (!(value >= 0.0f && value < 1e30f)) {
            return bad(error, "a scale or weight is negative or not finite", section, (uint64_t)i * 4);
        }
    }
    return SMACS_OK;
}

static smacs_status open_table(const smacs_container *file, smacs_embedder *e, smacs_error *error) {
    const uint64_t v = e->facts.vocabulary;
    smacs_section name, keys, scales, weights, table;
    const struct {
        const char *tag;
        uint64_t size;
        smacs_section *section;
    } parts[] = {{"NAME", UINT64_MAX, &name},
                 {"KEYS", v * 4, &keys},
                 {"SCAL", v * 4, &scales},
                 {"WGHT", v * 4, &weights},
                 {"TABL", v * e->facts.dim / 8 * e->bits, &table}};
    smacs_status status = SMACS_OK;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && status == SMACS_OK; i++) {
        status = smacs_container_need(file, parts[i].tag, parts[i].size, parts[i].section, error);
    }
    if (status == SMACS_OK) {
        status = open_keys(e, &keys, error);
    }
    if (status == SMACS_OK) {
        status = check_floats(&scales, e->facts.vocabulary, error);
    }
    if (status == SMACS_OK) {
        status = check_floats(&weights, e->facts.vocabulary, error);
    }
    if (status != SMACS_OK) {
        return status;
    }
    const void *lowest = memchr(table.data, 0x80, table.size);
    if (e->bits == 8 && lowest) {
        return bad(error, "the table has the value -128", &table, (uint64_t)((const uint8_t *)lowest - table.data));
    }
    e->facts.name = (smacs_text){(const char *)name.data, name.size};
    e->scales = scales.data;
    e->weights = weights.data;
    e->table = (const int8_t *)table.data;
    return SMACS_OK;
}

smacs_status smacs_embedder_open(const smacs_allocator *allocator, const void *bytes, size_t size, smacs_embedder **out,
                                 smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    *out = NULL;
    if (!bytes && size > 0) {
        return smacs_fail_null(error);
    }
    smacs_container file;
    smacs_status status =
        smacs_container_open(bytes, size, SME_MAGIC, (smacs_versions){SME_VERSION, SME_VERSION}, &file, error);
    if (status != SMACS_OK) {
        return status;
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_embedder *e = smacs_mem_zeroed(&a, 1, sizeof *e);
    if (!e) {
        return smacs_fail_memory(error);
    }
    e->allocator = a;
    status = open_head(&file, e, error);
    if (status == SMACS_OK) {
        status = open_table(&file, e, error);
    }
    if (status != SMACS_OK) {
        smacs_embedder_free(e);
        return status;
    }
    *out = e;
    return SMACS_OK;
}

void smacs_embedder_free(smacs_embedder *embedder) {
    if (embedder) {
        const smacs_allocator a = embedder->allocator;
        smacs_mem_free(&a, embedder->bucket);
        smacs_mem_free(&a, embedder);
    }
}

smacs_embedder_facts smacs_embedder_describe(const smacs_embedder *embedder) { return embedder->facts; }

/* Scratch: sums f64 [D], then counts u16 [V], then counts of unknown words u16 [SME_UNKNOWN_SLOTS]. */
size_t smacs_embed_bound(const smacs_embedder *e) {
    return (size_t)e->facts.dim * sizeof(double) + ((size_t)e->facts.vocabulary + SME_UNKNOWN_SLOTS) * sizeof(uint16_t);
}

typedef struct counter {
    const smacs_embedder *embedder;
    uint16_t *counts, *unknown;
} counter;

/* By halves within the bucket: keys of a hostile file may all lie in one. */
static uint32_t find_row(const smacs_embedder *e, uint32_t hash) {
    const uint32_t bucket = hash >> (32 - BUCKET_BITS);
    uint32_t low = e->bucket[bucket], high = e->bucket[bucket + 1];
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        const uint32_t key = smacs_load_u32(e->keys + (size_t)middle * 4);
        if (key == hash) {
            return middle;
        }
        if (key < hash) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return UINT32_MAX;
}

static void count_feature(void *context, uint32_t hash, smacs_feature kind) {
    const counter *c = context;
    const bool pieces = c->embedder->facts.tokenizer == SMACS_TOKENIZER_PIECES;
    const uint32_t row = find_row(c->embedder, hash);
    uint16_t *count = NULL;
    if (row != UINT32_MAX) {
        count = &c->counts[row];
    } else if (kind == SMACS_FEATURE_WORD || (pieces && (kind == SMACS_FEATURE_PAIR || kind == SMACS_FEATURE_SYMBOL))) {
        count = &c->unknown[hash % SME_UNKNOWN_SLOTS];
    }
    if (count && *count < SME_COUNT_MAX) {
        ++*count;
    }
}

static bool is_known(const void *context, uint32_t hash) {
    return find_row(((const counter *)context)->embedder, hash) != UINT32_MAX;
}

/* A value of the table, counted from its first. */
static int value_at(const smacs_embedder *e, size_t at) {
    return e->bits == 8 ? e->table[at] : (((uint8_t)e->table[at / 2] >> at % 2 * 4 & 15) ^ 8) - 8;
}

static void add_rows(const smacs_embedder *e, const uint16_t *counts, double *sums) {
    const uint32_t dim = e->facts.dim;
    for (uint32_t row = 0; row < e->facts.vocabulary; row++) {
        if (counts[row] == 0) {
            continue;
        }
        const double weight =
            (double)smacs_load_f32(e->weights + (size_t)row * 4) * (double)smacs_load_f32(e->scales + (size_t)row * 4);
        const double factor = smacs_term_frequency(counts[row]) * weight;
        for (uint32_t d = 0; d < dim; d++) {
            sums[d] += factor * value_at(e, (size_t)row * dim + d);
        }
    }
}

static void add_unknown(const smacs_embedder *e, const uint16_t *unknown, double *sums) {
    for (uint32_t slot = 0; slot < SME_UNKNOWN_SLOTS; slot++) {
        if (unknown[slot] == 0) {
            continue;
        }
        const double factor = smacs_term_frequency(unknown[slot]) * e->fallback;
        uint64_t signs = 0;
        for (uint32_t d = 0; d < e->facts.dim; d++, signs >>= 1) {
            if (d % 64 == 0) {
                signs = smacs_mix64(((uint64_t)slot << 32 | d) + UINT64_C(0x9E3779B97F4A7C15));
            }
            sums[d] += signs & 1 ? factor : -factor;
        }
    }
}

static void each_feature(const smacs_embedder *e, smacs_text text, smacs_feature_sink sink, void *context) {
    if (e->facts.tokenizer == SMACS_TOKENIZER_PIECES) {
        smacs_pieces_each(text.data, text.size, is_known, sink, context);
    } else {
        smacs_ngrams_each(&e->ngrams, text.data, text.size, sink, context);
    }
}

static void embed_with(const smacs_embedder *e, smacs_text text, int8_t *vector, void *scratch) {
    double *sums = scratch;
    counter c = {.embedder = e, .counts = (uint16_t *)(sums + e->facts.dim)};
    c.unknown = c.counts + e->facts.vocabulary;
    memset(scratch, 0, smacs_embed_bound(e));
    each_feature(e, text, count_feature, &c);
    add_rows(e, c.counts, sums);
    if (e->fallback > 0.0) {
        add_unknown(e, c.unknown, sums);
    }
    smacs_quantise_i8(sums, e->facts.dim, vector);
}

smacs_status smacs_embed(const smacs_embedder *e, smacs_text text, int8_t *vector, void *scratch) {
    if (!e || !vector || (!text.data && text.size > 0)) {
        return SMACS_E_ARGUMENT;
    }
    if (scratch) {
        embed_with(e, text, vector, scratch);
        return SMACS_OK;
    }
    void *own = smacs_mem_zeroed(&e->allocator, smacs_embed_bound(e), 1);
    if (!own) {
        return SMACS_E_MEMORY;
    }
    embed_with(e, text, vector, own);
    smacs_mem_free(&e->allocator, own);
    return SMACS_OK;
}

typedef struct tally {
    counter c; /* for is_known */
    uint32_t features;
} tally;

static void tally_feature(void *context, uint32_t hash, smacs_feature kind) {
    (void)hash;
    (void)kind;
    ((tally *)context)->features++;
}

uint32_t smacs_embed_features(const smacs_embedder *e, smacs_text text) {
    tally t = {.c = {.embedder = e}};
    each_feature(e, text, tally_feature, &t);
    return t.features;
}
