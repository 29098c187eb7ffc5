/* What tests of priors share: indexes of vectors and scores, and a bank of three kinds. */
#ifndef SMACS_TEST_KINDS_H
#define SMACS_TEST_KINDS_H

#include "base/error.h"
#include "base/rng.h"
#include "test.h"
#include <math.h>
#include <smacs/smacs.h>
#include <stdio.h>

enum { KINDS_DIM = 16, BANK = 120, KINDS = 3, M = 4, K = 40 };

/* An index over vectors [n][KINDS_DIM] and scores [n][models], NAN missing; *bytes backs it. Its questions take turns
 * among the first `kinds` categories; 0: they have none. */
static inline smacs_index *make_index(uint32_t n, uint32_t models, uint32_t kinds, const int8_t *vectors,
                                      const float *scores, void **bytes) {
    static const char *const names[KINDS] = {"algebra", "law", "code"};
    smacs_builder *builder = NULL;
    size_t size = 0;
    smacs_index *index = NULL;
    CHECK_INT(smacs_builder_create(NULL, KINDS_DIM, 1, smacs_text_of("toy"), 0, &builder, NULL), SMACS_OK);
    for (uint32_t m = 0; m < models; m++) {
        char name[16];
        const int length = snprintf(name, sizeof name, "m%u", m);
        uint32_t number = 0;
        CHECK_INT(smacs_builder_model(builder, (smacs_text){name, (size_t)length}, &number, NULL), SMACS_OK);
    }
    for (uint32_t i = 0; i < n; i++) {
        char id[16];
        const int length = snprintf(id, sizeof id, "q%u", i);
        const char *category = kinds ? names[i % kinds] : NULL;
        const smacs_question question = {.id = {id, (size_t)length}, .category = smacs_text_of(category)};
        uint32_t number = 0;
        CHECK_INT(smacs_builder_question(builder, &question, vectors + (size_t)i * KINDS_DIM, &number, NULL), SMACS_OK);
        for (uint32_t m = 0; m < models; m++) {
            const float score = scores[(size_t)i * models + m];
            if (!isnan(score)) {
                CHECK_INT(smacs_builder_score(builder, number, m, score, NULL), SMACS_OK);
            }
        }
    }
    CHECK_INT(smacs_builder_finish(builder, bytes, &size, NULL), SMACS_OK);
    smacs_builder_free(builder);
    CHECK_INT(smacs_index_open(NULL, *bytes, size, &index, NULL), SMACS_OK);
    return index;
}

/* A bank of three kinds with clusters of their own, and cells that are missing. */
typedef struct bank {
    int8_t vectors[BANK * KINDS_DIM];
    float scores[BANK * M];
} bank;

static inline void fill_bank(bank *b) {
    smacs_rng rng;
    smacs_rng_seed(&rng, 7, 0);
    for (uint32_t i = 0; i < BANK; i++) {
        for (uint32_t d = 0; d < KINDS_DIM; d++) {
            b->vectors[i * KINDS_DIM + d] = (int8_t)(smacs_rng_below(&rng, 61) + (d == i % KINDS ? 60 : 0));
        }
        for (uint32_t m = 0; m < M; m++) {
            const bool missing = m == 3 && i % KINDS == 2 && smacs_rng_below(&rng, 4) > 0;
            const bool right = smacs_rng_below(&rng, 100) < 30 + 20 * ((m + i) % KINDS);
            b->scores[i * M + m] = missing ? NAN : right ? 1.0f : 0.0f;
        }
    }
}

static inline smacs_index *index_of_kinds(const bank *b, void **bytes) {
    return make_index(BANK, M, KINDS, b->vectors, b->scores, bytes);
}

/* Near one kind, between two, and far from all. */
static const int8_t ASKED[3][KINDS_DIM] = {{90, 30, 30, 30, 20, 30, 40, 30, 30, 30, 30, 30, 30, 20, 30, 30},
                                           {62, 60, 30, 30, 20, 30, 40, 30, 30, 30, 30, 30, 30, 20, 30, 30},
                                           {90, 30, -30, 60, -20, 30, 0, 90, 10, 0, 0, 30, 0, -20, 30, 0}};

#endif
