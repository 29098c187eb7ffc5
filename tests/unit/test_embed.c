/* The embedder's runtime: the formula, hostile files, failing memory, any scratch, any alignment. */
#include "../golden/pieces_cases.h"
#include "base/bits.h"
#include "base/container.h"
#include "base/mem.h"
#include "base/rng.h"
#include "base/vec.h"
#include "counting.h"
#include "embed/format.h"
#include "test.h"
#include "topics.h"
#include <stdlib.h>

enum { DIM = 16, ROWS = 3, HEAD_FALLBACK = 32 };

/* A file by hand, whose every byte a test may spoil before it is sealed. Words only: no pairs, no n-grams. */
typedef struct draft {
    uint8_t head[SME_HEAD_SIZE];
    uint8_t keys[ROWS * 4], scales[ROWS * 4], weights[ROWS * 4];
    int8_t table[ROWS * DIM];
    size_t sizes[6];  /* of the sections, in the order of the file */
    int row_of[ROWS]; /* of each word */
} draft;

static const char *const words[ROWS] = {"alpha", "beta", "gamma"};

static void keep_hash(void *context, uint32_t hash, smacs_feature kind) {
    (void)kind;
    *(uint32_t *)context = hash;
}

static uint32_t hash_of(const char *word) {
    const smacs_ngrams params = {0, 0, 0};
    uint32_t hash = 0;
    smacs_ngrams_each(&params, word, strlen(word), keep_hash, &hash);
    return hash;
}

static double scale_of(int row) { return 0.5 + row; }
static double weight_of(int row) { return 2.0 - 0.25 * row; }

static draft fresh(float fallback) {
    draft d = {.sizes = {SME_HEAD_SIZE, 4, ROWS * 4, ROWS * 4, ROWS * 4, ROWS * DIM}};
    smacs_store_u32(d.head, SMACS_TOKENIZER_NGRAMS);
    smacs_store_u32(d.head + 4, DIM);
    smacs_store_u32(d.head + 8, ROWS);
    smacs_store_f32(d.head + HEAD_FALLBACK, fallback);
    for (int w = 0; w < ROWS; w++) {
        for (int other = 0; other < ROWS; other++) {
            d.row_of[w] += hash_of(words[other]) < hash_of(words[w]);
        }
        const int row = d.row_of[w];
        smacs_store_u32(d.keys + row * 4, hash_of(words[w]));
        smacs_store_f32(d.scales + row * 4, (float)scale_of(row));
        smacs_store_f32(d.weights + row * 4, (float)weight_of(row));
        for (int i = 0; i < DIM; i++) {
            d.table[row * DIM + i] = (int8_t)(((row + 2) * (i * 7 + 3) % 23 - 11) * 5);
        }
    }
    return d;
}

static void seal(const draft *d, void **bytes, size_t *size) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    const smacs_part parts[] = {{"HEAD", d->head, d->sizes[0]},    {"NAME", "hand", d->sizes[1]},
                                {"KEYS", d->keys, d->sizes[2]},    {"SCAL", d->scales, d->sizes[3]},
                                {"WGHT", d->weights, d->sizes[4]}, {"TABL", d->table, d->sizes[5]}};
    CHECK_INT(smacs_container_write(&a, SME_MAGIC, SME_VERSION, parts, 6, bytes, size), SMACS_OK);
}

static smacs_embedder *open_draft(const draft *d, void **bytes) {
    size_t size = 0;
    smacs_embedder *e = NULL;
    seal(d, bytes, &size);
    CHECK_INT(smacs_embedder_open(NULL, *bytes, size, &e, NULL), SMACS_OK);
    return e;
}

static void embed(const smacs_embedder *e, const char *text, int8_t *vector) {
    CHECK_INT(smacs_embed(e, smacs_text_of(text), vector, NULL), SMACS_OK);
}

static bool is_zero(const int8_t *vector, uint32_t dim) { return smacs_dot_i8(vector, vector, dim) == 0; }

TEST(a_vector_is_the_weighted_sum_of_rows) {
    const draft d = fresh(0.0f);
    void *bytes = NULL;
    smacs_embedder *e = open_draft(&d, &bytes);
    const double counts[ROWS] = {3, 1, 0};
    double sums[DIM] = {0};
    for (int row = 0; row < ROWS; row++) {
        for (int w = 0; w < ROWS; w++) {
            for (int i = 0; i < DIM && d.row_of[w] == row && counts[w] > 0; i++) {
                sums[i] += (1.0 + log(counts[w])) * weight_of(row) * scale_of(row) * d.table[row * DIM + i];
            }
        }
    }
    int8_t expected[DIM], found[DIM];
    smacs_quantise_i8(sums, DIM, expected);
    embed(e, "alpha Beta, alpha: unknown ALPHA 42", found);
    CHECK_MEM(found, expected, DIM);
    const smacs_embedder_facts facts = smacs_embedder_describe(e);
    CHECK_INT(facts.dim, DIM);
    CHECK_INT(facts.vocabulary, ROWS);
    CHECK_INT(facts.tokenizer, SMACS_TOKENIZER_NGRAMS);
    CHECK(facts.name.size == 4 && memcmp(facts.name.data, "hand", 4) == 0);
    CHECK_INT(smacs_embed_bound(e), 2 * ROWS + 8 * DIM + 8192);
    smacs_embedder_free(e);
    smacs_free(NULL, bytes);
}

TEST(counts_stop_at_their_limit) {
    const draft d = fresh(0.0f);
    void *bytes = NULL;
    smacs_embedder *e = open_draft(&d, &bytes);
    const size_t many = 70000, most = SME_COUNT_MAX;
    char *text = malloc(many * 6 + 4);
    int8_t a[DIM], b[DIM];
    for (size_t i = 0; text && i < many; i++) {
        memcpy(text + 4 + i * 6, "alpha ", 6);
    }
    if (text) {
        memcpy(text, "beta", 4);
        text[4] = ' '; /* the first alpha loses its letter and is no longer counted */
        CHECK_INT(smacs_embed(e, (smacs_text){text, 4 + many * 6}, a, NULL), SMACS_OK);
        CHECK_INT(smacs_embed(e, (smacs_text){text, 4 + (most + 1) * 6}, b, NULL), SMACS_OK);
        CHECK_MEM(a, b, DIM);
    }
    free(text);
    smacs_embedder_free(e);
    smacs_free(NULL, bytes);
}

TEST(unknown_words_have_directions_of_their_own) {
    const draft d = fresh(0.5f);
    void *bytes = NULL;
    smacs_embedder *e = open_draft(&d, &bytes);
    int8_t a[DIM], b[DIM];
    embed(e, "zebra", a);
    for (int i = 0; i < DIM; i++) {
        CHECK_INT(abs(a[i]), 127);
    }
    embed(e, "zebra zebra!", b);
    CHECK_MEM(a, b, DIM);
    embed(e, "yak", b);
    CHECK(memcmp(a, b, DIM) != 0);
    embed(e, "zebra yak alpha", a);
    embed(e, "alpha, yak zebra", b);
    CHECK_MEM(a, b, DIM);
    embed(e, "42 + 17", a); /* only words count, not numbers or symbols */
    CHECK(is_zero(a, DIM));
    smacs_embedder_free(e);
    smacs_free(NULL, bytes);
}

TEST(texts_without_features_give_the_zero_vector) {
    const draft d = fresh(0.0f);
    void *bytes = NULL;
    smacs_embedder *e = open_draft(&d, &bytes);
    int8_t zero[DIM], other[DIM];
    static const char *const texts[] = {"", " \n", "nothing known", "?!"};
    embed(e, "alpha", other);
    CHECK(!is_zero(other, DIM));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        memset(zero, 1, sizeof zero);
        embed(e, texts[i], zero);
        CHECK(is_zero(zero, DIM));
        CHECK(smacs_cosine(zero, other, DIM) == 0.0);
    }
    CHECK_INT(smacs_embed(e, (smacs_text){NULL, 0}, zero, NULL), SMACS_OK);
    CHECK(is_zero(zero, DIM));
    CHECK_INT(smacs_embed(e, (smacs_text){NULL, 1}, zero, NULL), SMACS_E_ARGUMENT);
    smacs_embedder_free(e);
    smacs_embedder_free(NULL);
    smacs_free(NULL, bytes);
}

TEST(cosines_stay_within_one) {
    int8_t v[DIM], opposite[DIM];
    smacs_rng rng;
    smacs_rng_seed(&rng, 5, 5);
    for (int k = 0; k < 2000; k++) {
        for (int i = 0; i < DIM; i++) {
            v[i] = (int8_t)((int)smacs_rng_below(&rng, 255) - 127);
            opposite[i] = (int8_t)-v[i];
        }
        CHECK(smacs_cosine(v, v, DIM) == 1.0 && smacs_cosine(v, opposite, DIM) == -1.0);
    }
    const int8_t x[DIM] = {3, 4}, y[DIM] = {4, 3}, z[DIM] = {-4, 3};
    CHECK_NEAR(smacs_cosine(x, y, DIM), 0.96, 1e-15);
    CHECK(smacs_cosine(x, z, DIM) == 0.0);
}

TEST(scratch_and_alignment_do_not_matter) {
    void *bytes = NULL;
    size_t size = 0;
    smacs_embedder *e = NULL;
    const smacs_trainer_options options = {.dim = 32};
    CHECK_INT(topics_train(NULL, &options, &bytes, &size, NULL), SMACS_OK);
    char *shifted = malloc(size + 8);
    for (size_t shift = 0; shifted && shift < 8; shift += 3) {
        memcpy(shifted + shift, bytes, size);
        CHECK_INT(smacs_embedder_open(NULL, shifted + shift, size, &e, NULL), SMACS_OK);
        void *scratch = malloc(smacs_embed_bound(e));
        for (int i = 0; scratch && i < TOPIC_TEXTS; i++) {
            int8_t a[32], b[32];
            memset(scratch, 0xA5, smacs_embed_bound(e));
            embed(e, topics[1][i], a);
            CHECK_INT(smacs_embed(e, smacs_text_of(topics[1][i]), b, scratch), SMACS_OK);
            CHECK_MEM(a, b, sizeof a);
        }
        free(scratch);
        smacs_embedder_free(e);
    }
    free(shifted);
    smacs_free(NULL, bytes);
}

static void check_refused(const draft *d, const char *tag) {
    void *bytes = NULL;
    size_t size = 0;
    smacs_embedder *e = NULL;
    smacs_error error;
    seal(d, &bytes, &size);
    CHECK_INT(smacs_embedder_open(NULL, bytes, size, &e, &error), SMACS_E_FORMAT);
    CHECK(e == NULL);
    CHECK_STR(error.detail, tag);
    CHECK_INT(error.status, SMACS_E_FORMAT);
    smacs_free(NULL, bytes);
}

TEST(heads_out_of_range_are_refused) {
    static const struct {
        int at;
        uint32_t value;
    } cases[] = {{0, 0},  {0, 1},  {4, 0},  {4, 8},           {4, 24}, {4, 4112}, {8, 0},  {8, 1 << 25},
                 {12, 1}, {16, 3}, {20, 3}, {16, 0xFFFFFFFF}, {24, 2}, {28, 1},   {36, 1}, {60, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        draft d = fresh(0.0f);
        smacs_store_u32(d.head + cases[i].at, cases[i].value);
        check_refused(&d, "HEAD");
    }
    draft d = fresh(0.0f);
    smacs_store_u32(d.head + 16, 5);
    smacs_store_u32(d.head + 20, 4); /* from 5 to 4 */
    check_refused(&d, "HEAD");
    smacs_store_u32(d.head + 16, 4);
    smacs_store_u32(d.head + 20, SMACS_GRAM_MAX + 1);
    check_refused(&d, "HEAD");
    static const float bad_fallbacks[] = {-1.0f, NAN, INFINITY, 1e30f};
    for (size_t i = 0; i < sizeof bad_fallbacks / sizeof *bad_fallbacks; i++) {
        d = fresh(bad_fallbacks[i]);
        check_refused(&d, "HEAD");
    }
}

TEST(contents_out_of_range_are_refused) {
    static const char *const tags[] = {"HEAD", "NAME", "KEYS", "SCAL", "WGHT", "TABL"};
    for (int section = 0; section < 6; section++) {
        draft d = fresh(0.0f);
        d.sizes[section]--;
        if (section != 1) { /* a name may have any length */
            check_refused(&d, tags[section]);
        }
    }
    static const float bad_numbers[] = {-1.0f, NAN, INFINITY};
    for (size_t i = 0; i < sizeof bad_numbers / sizeof *bad_numbers; i++) {
        draft d = fresh(0.0f);
        smacs_store_f32(d.scales + 4, bad_numbers[i]);
        check_refused(&d, "SCAL");
        d = fresh(0.0f);
        smacs_store_f32(d.weights + 8, bad_numbers[i]);
        check_refused(&d, "WGHT");
    }
    draft d = fresh(0.0f);
    memcpy(d.keys + 4, d.keys, 4); /* twice the same */
    check_refused(&d, "KEYS");
    d = fresh(0.0f);
    smacs_store_u32(d.keys, UINT32_MAX); /* falling */
    check_refused(&d, "KEYS");
    d = fresh(0.0f);
    d.table[ROWS * DIM - 1] = -128;
    check_refused(&d, "TABL");
    d = fresh(0.0f);
    smacs_store_u32(d.head + 12, 4); /* half as many bytes would do */
    check_refused(&d, "TABL");
}

TEST(every_cut_and_every_flipped_bit_of_an_embedder_is_refused) {
    const draft d = fresh(0.5f);
    void *bytes = NULL;
    size_t size = 0;
    smacs_embedder *e = NULL;
    smacs_error error;
    seal(&d, &bytes, &size);
    for (size_t cut = 0; cut < size; cut++) {
        CHECK(smacs_embedder_open(NULL, bytes, cut, &e, &error) != SMACS_OK && e == NULL);
    }
    uint8_t *b = bytes;
    for (size_t bit = 0; bit < size * 8; bit++) {
        b[bit / 8] ^= (uint8_t)(1u << bit % 8);
        CHECK(smacs_embedder_open(NULL, bytes, size, &e, &error) != SMACS_OK && e == NULL);
        b[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    CHECK_INT(smacs_embedder_open(NULL, bytes, size, &e, &error), SMACS_OK);
    smacs_embedder_free(e);
    smacs_free(NULL, bytes);
}

static void check_golden(const uint8_t *file, size_t size, const int8_t *vectors) {
    smacs_embedder *e = NULL;
    CHECK_INT(smacs_embedder_open(NULL, file, size, &e, NULL), SMACS_OK);
    CHECK_INT(smacs_embedder_describe(e).tokenizer, SMACS_TOKENIZER_PIECES);
    CHECK_INT(smacs_embedder_describe(e).dim, PIECES_DIM);
    for (int i = 0; i < PIECES_TEXTS; i++) {
        int8_t found[PIECES_DIM];
        embed(e, pieces_texts[i], found);
        CHECK_MEM(found, vectors + (ptrdiff_t)i * PIECES_DIM, PIECES_DIM);
    }
    smacs_embedder_free(e);
}

/* Files, features and vectors by src/embed/distill, which knows nothing of this code. */
TEST(pieces_agree_with_the_distiller) {
    CHECK_INT(sizeof pieces_vectors_8, PIECES_TEXTS * PIECES_DIM);
    CHECK_INT(sizeof pieces_vectors_4, PIECES_TEXTS * PIECES_DIM);
    check_golden(pieces_file_8, sizeof pieces_file_8, pieces_vectors_8);
    check_golden(pieces_file_4, sizeof pieces_file_4, pieces_vectors_4);
}

TEST(failed_allocations_of_the_embedder_are_clean) {
    const draft d = fresh(0.5f);
    void *bytes = NULL;
    size_t size = 0;
    seal(&d, &bytes, &size);
    smacs_status status = SMACS_E_MEMORY;
    long at = 0;
    for (; status != SMACS_OK && at < 100; at++) {
        counting c = {.fail_at = at};
        const smacs_allocator a = counting_allocator(&c);
        smacs_embedder *e = NULL;
        int8_t vector[DIM];
        smacs_error error = {0};
        status = smacs_embedder_open(&a, bytes, size, &e, &error);
        CHECK(status == SMACS_OK || (status == SMACS_E_MEMORY && !e));
        CHECK_INT(error.status, status);
        if (status == SMACS_OK) {
            status = smacs_embed(e, smacs_text_of("alpha"), vector, NULL);
            CHECK(status == SMACS_OK || status == SMACS_E_MEMORY);
        }
        smacs_embedder_free(e);
        CHECK_INT(c.alive, 0);
    }
    CHECK_INT(status, SMACS_OK);
    CHECK(at > 2);
    smacs_free(NULL, bytes);
}
