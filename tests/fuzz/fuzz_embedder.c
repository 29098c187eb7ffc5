/* Any bytes as an embedder file, and any bytes as a text: refused, or usable without a fault. */
#include "base/error.h"
#include "embed/ngrams.h"
#include "fuzz.h"
#include "repair.h"

static void open_and_use(const uint8_t *data, size_t size) {
    smacs_embedder *embedder = NULL;
    if (smacs_embedder_open(NULL, data, size, &embedder, NULL) == SMACS_OK) {
        int8_t a[SMACS_DIM_MAX] = {0}, b[SMACS_DIM_MAX] = {0};
        const uint32_t dim = smacs_embedder_describe(embedder).dim;
        const smacs_text text = {(const char *)data, size};
        const smacs_status embedded = smacs_embed(embedder, text, a, NULL);
        const smacs_status other = smacs_embed(embedder, smacs_text_of("Hello, 42 worlds"), b, NULL);
        FUZZ_CHECK(embedded == SMACS_OK && other == SMACS_OK);
        FUZZ_CHECK(!memchr(a, -128, dim) && smacs_cosine(a, b, dim) <= 1.0);
    }
    smacs_embedder_free(embedder);
}

static void count(void *context, uint32_t hash, smacs_feature kind) {
    (void)hash;
    (void)kind;
    ++*(size_t *)context;
}

typedef struct tally {
    size_t features, questions; /* whether a piece is known */
} tally;

static void count_piece(void *context, uint32_t hash, smacs_feature kind) {
    (void)hash;
    (void)kind;
    ((tally *)context)->features++;
}

static bool half_known(const void *context, uint32_t hash) {
    ((tally *)(uintptr_t)context)->questions++;
    return hash & 1;
}

static void read_pieces(const uint8_t *data, size_t size) {
    tally t = {0};
    smacs_pieces_each((const char *)data, size, half_known, count_piece, &t);
    FUZZ_CHECK(t.features <= size * 3 && t.questions <= size * SMACS_PIECE_MAX); /* bounded work for each byte */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    read_pieces(data, size);
    const smacs_ngrams widest = {1, SMACS_GRAM_MAX, 1};
    size_t features = 0;
    smacs_ngrams_each(&widest, (const char *)data, size, count, &features);
    FUZZ_CHECK(features <= size * (SMACS_GRAM_MAX * 3 + 3)); /* bounded work for each byte */
    open_and_use(data, size);
    uint8_t *copy = repaired(data, size);
    if (copy) {
        open_and_use(copy, size);
    }
    free(copy);
    return 0;
}
