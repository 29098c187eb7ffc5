/* The trainer: the SVD against matrices with known factors, the same file for the same texts, sensible neighbours. */
#include "base/bits.h"
#include "base/mem.h"
#include "base/rng.h"
#include "counting.h"
#include "embed/svd.h"
#include "test.h"
#include "topics.h"

enum { SIDE_MAX = 24 };

/* A dense matrix in sparse form. */
typedef struct dense {
    uint32_t rows, columns;
    size_t start[SIDE_MAX + 1];
    uint32_t column[SIDE_MAX * SIDE_MAX];
    float value[SIDE_MAX * SIDE_MAX];
} dense;

static smacs_sparse view(dense *m) {
    for (uint32_t i = 0; i < m->rows; i++) {
        for (uint32_t j = 0; j < m->columns; j++) {
            m->column[i * m->columns + j] = j;
        }
        m->start[i + 1] = (size_t)(i + 1) * m->columns;
    }
    return (smacs_sparse){m->rows, m->columns, m->start, m->column, m->value};
}

static void factorise(dense *m, uint32_t rank, double *right, double *sigma) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    const smacs_sparse matrix = view(m);
    const smacs_svd_options options = {.rank = rank, .oversample = 8, .iterations = 6, .seed = 3};
    CHECK_INT(smacs_svd(&a, &matrix, &options, right, sigma), SMACS_OK);
}

/* Largest difference of a matrix from its projection on the vectors. */
static double residual(const dense *m, uint32_t rank, const double *right) {
    double largest = 0.0;
    for (uint32_t i = 0; i < m->rows; i++) {
        const float *row = m->value + i * m->columns;
        double left[SIDE_MAX] = {0}, part[SIDE_MAX];
        for (uint32_t k = 0; k < rank; k++) {
            part[k] = 0.0;
            for (uint32_t j = 0; j < m->columns; j++) {
                part[k] += (double)row[j] * right[j * rank + k];
            }
        }
        for (uint32_t j = 0; j < m->columns; j++) {
            left[j] = (double)row[j];
            for (uint32_t k = 0; k < rank; k++) {
                left[j] -= part[k] * right[j * rank + k];
            }
            largest = fmax(largest, fabs(left[j]));
        }
    }
    return largest;
}

static void check_orthonormal(uint32_t columns, uint32_t rank, const double *right, const double *sigma) {
    for (uint32_t a = 0; a < rank; a++) {
        for (uint32_t b = 0; b <= a; b++) {
            double dot = 0.0;
            for (uint32_t j = 0; j < columns; j++) {
                dot += right[j * rank + a] * right[j * rank + b];
            }
            CHECK_NEAR(dot, a == b && sigma[a] > 0.0 ? 1.0 : 0.0, 1e-9);
        }
        CHECK(a == 0 || sigma[a] <= sigma[a - 1]);
    }
}

/* Walsh functions: rows of +-1 that are orthogonal. */
static double walsh(uint32_t k, uint32_t i) {
    uint32_t common = k & i, parity = 0;
    for (; common; common &= common - 1) {
        parity ^= 1;
    }
    return parity ? -1.0 : 1.0;
}

TEST(svd_finds_known_factors) {
    static const double expected[] = {10.0, 4.0, 3.5, 0.25};
    static dense m = {.rows = 16, .columns = 8};
    double right[8 * 6], sigma[6];
    for (uint32_t i = 0; i < 16; i++) {
        for (uint32_t j = 0; j < 8; j++) {
            double sum = 0.0;
            for (uint32_t k = 0; k < 4; k++) {
                sum += expected[k] * walsh(k + 1, i) / 4.0 * walsh(k + 3, j) / sqrt(8.0);
            }
            m.value[i * 8 + j] = (float)sum;
        }
    }
    factorise(&m, 6, right, sigma);
    for (uint32_t k = 0; k < 6; k++) {
        CHECK_NEAR(sigma[k], k < 4 ? expected[k] : 0.0, 1e-5);
        for (uint32_t j = 0; j < 8; j++) {
            /* The sign is free: compare with the first component's. */
            const double sign = right[k] * walsh(k + 3, 0) < 0 ? -1.0 : 1.0;
            CHECK_NEAR(right[j * 6 + k], k < 4 ? sign * walsh(k + 3, j) / sqrt(8.0) : 0.0, 1e-5);
        }
    }
    CHECK(residual(&m, 6, right) < 1e-5);
}

TEST(svd_of_any_shape_rebuilds_the_matrix) {
    static const uint32_t shapes[][2] = {{1, 1}, {1, 9}, {9, 1}, {5, 24}, {24, 5}, {17, 17}, {24, 24}};
    smacs_rng rng;
    smacs_rng_seed(&rng, 11, 4);
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        static dense m;
        static double right[SIDE_MAX * SIDE_MAX], sigma[SIDE_MAX];
        m.rows = shapes[s][0];
        m.columns = shapes[s][1];
        double squares = 0.0, total = 0.0;
        for (uint32_t i = 0; i < m.rows * m.columns; i++) {
            m.value[i] = (float)smacs_rng_normal(&rng);
            squares += (double)m.value[i] * (double)m.value[i];
        }
        const uint32_t rank = m.rows < m.columns ? m.rows : m.columns;
        factorise(&m, rank, right, sigma);
        check_orthonormal(m.columns, rank, right, sigma);
        CHECK(residual(&m, rank, right) < 1e-6);
        for (uint32_t k = 0; k < rank; k++) {
            total += sigma[k] * sigma[k];
            double peak = 0.0;
            for (uint32_t j = 0; j < m.columns; j++) {
                const double x = right[j * rank + k];
                peak = fabs(x) > fabs(peak) ? x : peak;
            }
            CHECK(peak > 0.0);
        }
        CHECK_NEAR(total, squares, 1e-6 * squares);
    }
}

TEST(svd_of_a_deficient_matrix_ends_in_zeros) {
    static dense m = {.rows = 12, .columns = 10};
    double right[10 * 10], sigma[10];
    for (uint32_t i = 0; i < 12; i++) {
        for (uint32_t j = 0; j < 10; j++) { /* rank 2, with empty rows and columns */
            m.value[i * 10 + j] = i % 3 == 0 || j % 5 == 0 ? 0.0f : (float)(i % 3 == 1 ? j : 10 - j);
        }
    }
    factorise(&m, 10, right, sigma);
    check_orthonormal(10, 10, right, sigma);
    CHECK(residual(&m, 10, right) < 1e-5);
    for (uint32_t k = 2; k < 10; k++) {
        CHECK(sigma[k] == 0.0);
    }
    memset(m.value, 0, sizeof m.value);
    factorise(&m, 10, right, sigma);
    for (uint32_t i = 0; i < 100; i++) {
        CHECK(right[i] == 0.0 && sigma[i % 10] == 0.0);
    }
}

static smacs_embedder *trained(const smacs_trainer_options *options, void **bytes) {
    size_t size = 0;
    smacs_embedder *e = NULL;
    smacs_error error;
    CHECK_INT(topics_train(NULL, options, bytes, &size, &error), SMACS_OK);
    CHECK_INT(smacs_embedder_open(NULL, *bytes, size, &e, &error), SMACS_OK);
    return e;
}

static double similarity(const smacs_embedder *e, const char *a, const char *b) {
    int8_t x[SMACS_DIM_MAX], y[SMACS_DIM_MAX];
    CHECK_INT(smacs_embed(e, smacs_text_of(a), x, NULL), SMACS_OK);
    CHECK_INT(smacs_embed(e, smacs_text_of(b), y, NULL), SMACS_OK);
    return smacs_cosine(x, y, smacs_embedder_describe(e).dim);
}

/* New texts, not those of the training. */
TEST(texts_of_a_topic_are_nearer_to_each_other) {
    static const char *const probes[TOPICS] = {"Which flour makes the best bread dough?",
                                               "How do sailors steer a ship in a storm at sea?",
                                               "Find x if the equation is 4x - 3 = 21."};
    void *bytes = NULL;
    const smacs_trainer_options options = {.dim = 16};
    smacs_embedder *e = trained(&options, &bytes);
    for (int p = 0; p < TOPICS; p++) {
        double mean[TOPICS] = {0};
        for (int i = 0; i < TOPICS * TOPIC_TEXTS; i++) {
            mean[i % TOPICS] += similarity(e, probes[p], topics[i % TOPICS][i / TOPICS]);
        }
        for (int other = 0; other < TOPICS; other++) {
            CHECK(other == p || mean[p] > mean[other] + 0.1 * TOPIC_TEXTS);
        }
    }
    smacs_embedder_free(e);
    smacs_free(NULL, bytes);
}

/* The one number that every target has to give; it changes when features, weights or the SVD change on purpose. */
TEST(training_gives_the_same_bits_on_every_target) {
    void *a = NULL, *b = NULL;
    size_t a_size = 0, b_size = 0;
    const smacs_trainer_options options = {.dim = 32, .vocabulary = 300, .seed = 7};
    CHECK_INT(topics_train(NULL, &options, &a, &a_size, NULL), SMACS_OK);
    CHECK_INT(topics_train(NULL, &options, &b, &b_size, NULL), SMACS_OK);
    CHECK(a_size == b_size && memcmp(a, b, a_size) == 0);
    CHECK_INT(smacs_fnv1a(SMACS_FNV_BASIS, a, a_size), UINT64_C(0xd6910d3946671d6c));
    smacs_free(NULL, a);
    smacs_free(NULL, b);
}

TEST(options_shape_the_file) {
    void *bytes = NULL;
    smacs_embedder *e = trained(NULL, &bytes);
    smacs_embedder_facts facts = smacs_embedder_describe(e);
    CHECK_INT(facts.dim, 48); /* 36 texts cannot carry 128 dimensions */
    CHECK(facts.name.size == 9 && memcmp(facts.name.data, "ngrams-48", 9) == 0);
    const uint32_t all = facts.vocabulary;
    smacs_embedder_free(e);
    smacs_free(NULL, bytes);
    const smacs_trainer_options options = {
        .name = {"toy", 3}, .dim = 16, .vocabulary = 50, .min_documents = 3, .iterations = 1};
    e = trained(&options, &bytes);
    facts = smacs_embedder_describe(e);
    CHECK_INT(facts.dim, 16);
    CHECK_INT(facts.vocabulary, 50);
    CHECK(facts.name.size == 3 && memcmp(facts.name.data, "toy", 3) == 0);
    smacs_embedder_free(e);
    smacs_free(NULL, bytes);
    const smacs_trainer_options every = {.min_documents = 1};
    e = trained(&every, &bytes);
    CHECK(smacs_embedder_describe(e).vocabulary > all);
    smacs_embedder_free(e);
    smacs_free(NULL, bytes);
}

TEST(trainer_options_out_of_range_are_refused) {
    static const smacs_trainer_options cases[] = {
        {.dim = 8}, {.dim = 100}, {.dim = SMACS_DIM_MAX + 16}, {.vocabulary = SMACS_VOCABULARY_MAX + 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        smacs_trainer *trainer = NULL;
        smacs_error error;
        CHECK_INT(smacs_trainer_create(NULL, &cases[i], &trainer, &error), SMACS_E_ARGUMENT);
        CHECK(trainer == NULL);
        CHECK_INT(error.status, SMACS_E_ARGUMENT);
    }
    smacs_trainer_free(NULL);
}

static smacs_status train_on(const char *const *texts, int count, uint32_t min_documents) {
    smacs_trainer *trainer = NULL;
    void *bytes = NULL;
    size_t size = 0;
    smacs_error error = {0};
    const smacs_trainer_options options = {.min_documents = min_documents};
    CHECK_INT(smacs_trainer_create(NULL, &options, &trainer, &error), SMACS_OK);
    for (int i = 0; i < count; i++) {
        CHECK_INT(smacs_trainer_add(trainer, smacs_text_of(texts[i])), SMACS_OK);
    }
    const smacs_status status = smacs_trainer_finish(trainer, &bytes, &size, &error);
    CHECK((bytes != NULL) == (status == SMACS_OK));
    smacs_embedder *e = NULL;
    CHECK(!bytes || smacs_embedder_open(NULL, bytes, size, &e, NULL) == SMACS_OK);
    smacs_embedder_free(e);
    smacs_trainer_free(trainer);
    smacs_free(NULL, bytes);
    return status;
}

TEST(too_little_text_is_refused_and_a_little_is_enough) {
    static const char *const apart[] = {"one", "23"}, *const alike[] = {"same", "same"};
    static const char *const empty[] = {"", " ", ""}, *const single[] = {"?", "?", "x"};
    CHECK_INT(train_on(NULL, 0, 1), SMACS_E_EMPTY);
    CHECK_INT(train_on(alike, 1, 1), SMACS_E_EMPTY);
    CHECK_INT(train_on(empty, 3, 1), SMACS_E_EMPTY);
    CHECK_INT(train_on(apart, 2, 2), SMACS_E_EMPTY);
    CHECK_INT(train_on(apart, 2, 1), SMACS_OK);
    CHECK_INT(train_on(alike, 2, 2), SMACS_OK);
    CHECK_INT(train_on(single, 3, 2), SMACS_OK); /* one feature, and a text without it */
}

typedef struct stopper {
    uint64_t calls, stop_at, last, total;
} stopper;

static bool count_steps(void *context, uint64_t done, uint64_t total) {
    stopper *s = context;
    CHECK(total > 0 && done <= total && done >= s->last);
    CHECK(s->total == 0 || s->total == total);
    s->last = done;
    s->total = total;
    return ++s->calls == s->stop_at;
}

TEST(training_can_be_cancelled_at_each_step) {
    stopper all = {0};
    smacs_trainer_options options = {.dim = 16, .progress = count_steps, .progress_context = &all};
    void *bytes = NULL;
    size_t size = 0;
    CHECK_INT(topics_train(NULL, &options, &bytes, &size, NULL), SMACS_OK);
    CHECK(all.calls > 2 && all.last == all.total);
    smacs_free(NULL, bytes);
    for (uint64_t at = 1; at <= all.calls; at++) {
        stopper s = {.stop_at = at};
        counting c = {.fail_at = -1};
        const smacs_allocator a = counting_allocator(&c);
        smacs_error error = {0};
        options.progress_context = &s;
        CHECK_INT(topics_train(&a, &options, &bytes, &size, &error), SMACS_E_CANCELLED);
        CHECK(bytes == NULL && s.calls == at);
        CHECK_INT(error.status, SMACS_E_CANCELLED);
        CHECK_INT(c.alive, 0);
    }
}

TEST(failed_allocations_of_the_trainer_are_clean) {
    const smacs_trainer_options options = {.name = {"toy", 3}, .dim = 16, .iterations = 1};
    smacs_status status = SMACS_E_MEMORY;
    long at = 0;
    for (; status != SMACS_OK && at < 1000; at++) {
        counting c = {.fail_at = at};
        const smacs_allocator a = counting_allocator(&c);
        void *bytes = NULL;
        size_t size = 0;
        status = topics_train(&a, &options, &bytes, &size, NULL);
        CHECK(status == SMACS_OK || (status == SMACS_E_MEMORY && !bytes));
        smacs_free(&a, bytes);
        CHECK_INT(c.alive, 0);
    }
    CHECK_INT(status, SMACS_OK);
    CHECK(at > 20);
}
