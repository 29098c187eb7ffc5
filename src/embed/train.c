/* Trains the n-gram embedder: count, choose the vocabulary, weigh by TF-IDF, factorise, quantise.
 *
 * Measured choices (RouterDC, ZeroEval and MMLU-Pro bank splits): sublinear term frequency, since raw counts and
 * whitening clearly hurt; pairs at 1.5 and character n-grams at 0.5 of a word's weight; rows scaled by the singular
 * value to 1/4. Features are chosen by document frequency, which no cleverer rule beat. */
#include "embed/format.h"
#include "embed/svd.h"

#include "base/bits.h"
#include "base/container.h"
#include "base/error.h"
#include "base/scalar.h"
#include "base/vec.h"
#include <math.h>
#include <smacs/trainer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEFAULT_DIM = 128,
    DEFAULT_VOCABULARY = 16384,
    DEFAULT_MIN_DOCUMENTS = 2,
    DEFAULT_ITERATIONS = 4,
    OVERSAMPLE = 32
};
static const smacs_ngrams NGRAMS = {.gram_min = 3, .gram_max = 4, .pairs = 1};
static const double CLASS_WEIGHT[] = {
    [SMACS_FEATURE_WORD] = 1.0,   [SMACS_FEATURE_NUMBER] = 1.0, [SMACS_FEATURE_SHAPE] = 1.0,
    [SMACS_FEATURE_SYMBOL] = 1.0, [SMACS_FEATURE_PAIR] = 1.5,   [SMACS_FEATURE_GRAM] = 0.5,
};
/* Length of an unknown word's vector, relative to the root mean square of the table's rows. In-domain results are
 * unchanged up to 1; neighbours among texts in an unseen language improve fourfold from 0 to 0.5. */
static const double UNKNOWN_LENGTH = 0.5;
#define NO_ROW UINT32_MAX

typedef struct feature {
    uint32_t hash;
    uint32_t documents;     /* that hold it */
    uint32_t last_document; /* the latest of them, counted from 1 */
    uint32_t last_entry;    /* its entry there */
    uint32_t row;           /* in the table, once chosen */
    uint32_t kind;          /* smacs_feature of its first occurrence */
} feature;

typedef struct entry {
    uint32_t feature;
    uint32_t count;
} entry;

struct smacs_trainer {
    smacs_allocator allocator;
    smacs_trainer_options options;
    smacs_bytes name;
    feature *features;
    size_t feature_count, feature_capacity;
    uint32_t *slots; /* feature number + 1, 0 = empty */
    size_t slot_count;
    entry *entries;
    size_t entry_count, entry_capacity;
    size_t *starts; /* [documents + 1] */
    size_t documents, starts_capacity;
    smacs_status status; /* of the document being added */
};

smacs_status smacs_trainer_create(const smacs_allocator *allocator, const smacs_trainer_options *options,
                                  smacs_trainer **out, smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    *out = NULL;
    smacs_trainer_options o = {0};
    if (options) {
        o = *options;
    }
    o.dim = o.dim ? o.dim : DEFAULT_DIM;
    o.vocabulary = o.vocabulary ? o.vocabulary : DEFAULT_VOCABULARY;
    o.min_documents = o.min_documents ? o.min_documents : DEFAULT_MIN_DOCUMENTS;
    o.iterations = o.iterations ? o.iterations : DEFAULT_ITERATIONS;
    o.seed = o.seed ? o.seed : 1;
    if (o.dim < SMACS_DIM_MIN || o.dim > SMACS_DIM_MAX || o.dim % 16 != 0) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "the dimension must be a multiple of 16 from 16 to 4096");
    }
    if (o.vocabulary > SMACS_VOCABULARY_MAX) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "the vocabulary may be at most 2^24");
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_trainer *t = smacs_mem_zeroed(&a, 1, sizeof *t);
    if (!t) {
        return smacs_fail_memory(error);
    }
    t->allocator = a;
    t->options = o;
    smacs_bytes_append(&a, &t->name, o.name.data, o.name.size);
    const bool ok = smacs_mem_reserve(&a, &t->starts, &t->starts_capacity, 1, sizeof *t->starts);
    if (!ok || t->name.failed) {
        smacs_trainer_free(t);
        return smacs_fail_memory(error);
    }
    *out = t;
    return SMACS_OK;
}

void smacs_trainer_free(smacs_trainer *t) {
    if (t) {
        const smacs_allocator a = t->allocator;
        smacs_bytes_free(&a, &t->name);
        smacs_mem_free(&a, t->features);
        smacs_mem_free(&a, t->slots);
        smacs_mem_free(&a, t->entries);
        smacs_mem_free(&a, t->starts);
        smacs_mem_free(&a, t);
    }
}

static size_t find_slot(const smacs_trainer *t, uint32_t hash) {
    size_t slot = hash & (t->slot_count - 1);
    while (t->slots[slot] && t->features[t->slots[slot] - 1].hash != hash) {
        slot = (slot + 1) & (t->slot_count - 1);
    }
    return slot;
}

static bool grow_slots(smacs_trainer *t) {
    const size_t count = t->slot_count ? t->slot_count * 2 : 4096;
    uint32_t *slots = smacs_mem_zeroed(&t->allocator, count, sizeof *slots);
    if (!slots) {
        return false;
    }
    smacs_mem_free(&t->allocator, t->slots);
    t->slots = slots;
    t->slot_count = count;
    for (size_t i = 0; i < t->feature_count; i++) {
        t->slots[find_slot(t, t->features[i].hash)] = (uint32_t)i + 1;
    }
    return true;
}

/* The feature with this hash, made if there is none; NULL without memory. */
static feature *feature_for(smacs_trainer *t, uint32_t hash, smacs_feature kind) {
    if (t->feature_count >= t->slot_count / 2 && !grow_slots(t)) {
        return NULL;
    }
    const size_t slot = find_slot(t, hash);
    if (!t->slots[slot]) {
        if (!smacs_mem_reserve(&t->allocator, &t->features, &t->feature_capacity, t->feature_count + 1,
                               sizeof *t->features)) {
            return NULL;
        }
        t->features[t->feature_count++] = (feature){.hash = hash, .kind = (uint32_t)kind};
        t->slots[slot] = (uint32_t)t->feature_count;
    }
    return &t->features[t->slots[slot] - 1];
}

static void add_occurrence(void *context, uint32_t hash, smacs_feature kind) {
    smacs_trainer *t = context;
    if (t->status != SMACS_OK) {
        return;
    }
    feature *f = feature_for(t, hash, kind);
    if (!f) {
        t->status = SMACS_E_MEMORY;
        return;
    }
    const uint32_t document = (uint32_t)t->documents + 1;
    if (f->last_document == document) {
        entry *e = &t->entries[f->last_entry];
        e->count += e->count < SME_COUNT_MAX ? 1 : 0;
        return;
    }
    if (t->entry_count >= UINT32_MAX) {
        t->status = SMACS_E_TOO_LARGE;
        return;
    }
    if (!smacs_mem_reserve(&t->allocator, &t->entries, &t->entry_capacity, t->entry_count + 1, sizeof *t->entries)) {
        t->status = SMACS_E_MEMORY;
        return;
    }
    f->documents++;
    f->last_document = document;
    f->last_entry = (uint32_t)t->entry_count;
    t->entries[t->entry_count++] = (entry){(uint32_t)(f - t->features), 1};
}

smacs_status smacs_trainer_add(smacs_trainer *t, smacs_text text) {
    if (!t || (!text.data && text.size > 0)) {
        return SMACS_E_ARGUMENT;
    }
    if (t->documents >= UINT32_MAX - 1) {
        return SMACS_E_TOO_LARGE;
    }
    if (!smacs_mem_reserve(&t->allocator, &t->starts, &t->starts_capacity, t->documents + 2, sizeof *t->starts)) {
        return SMACS_E_MEMORY;
    }
    smacs_ngrams_each(&NGRAMS, text.data, text.size, add_occurrence, t);
    t->starts[++t->documents] = t->entry_count;
    return t->status;
}

static int by_documents(const void *a, const void *b) {
    const feature *x = *(const feature *const *)a, *y = *(const feature *const *)b;
    if (x->documents != y->documents) {
        return x->documents > y->documents ? -1 : 1;
    }
    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static int by_hash(const void *a, const void *b) {
    const feature *x = *(const feature *const *)a, *y = *(const feature *const *)b;
    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

/* What the file is made of, until it is written. */
typedef struct model {
    uint32_t rows, dim;
    feature **chosen; /* [rows] ascending by hash */
    double *weight;   /* [rows] idf times class weight */
    size_t *start;    /* the weighted documents, as compressed sparse rows */
    uint32_t *column;
    float *value;
    double *right; /* [rows][dim] */
    double *sigma; /* [dim] */
} model;

/* The most frequent features, numbered in the order of their hashes. */
static smacs_status choose_features(smacs_trainer *t, model *m) {
    m->chosen = smacs_mem_zeroed(&t->allocator, t->feature_count, sizeof *m->chosen);
    if (!m->chosen) {
        return SMACS_E_MEMORY;
    }
    uint32_t count = 0;
    for (size_t i = 0; i < t->feature_count; i++) {
        t->features[i].row = NO_ROW;
        if (t->features[i].documents >= t->options.min_documents) {
            m->chosen[count++] = &t->features[i];
        }
    }
    if (count == 0) {
        return SMACS_E_EMPTY;
    }
    qsort(m->chosen, count, sizeof *m->chosen, by_documents);
    m->rows = count < t->options.vocabulary ? count : t->options.vocabulary;
    qsort(m->chosen, m->rows, sizeof *m->chosen, by_hash);
    m->weight = smacs_mem_zeroed(&t->allocator, m->rows, sizeof *m->weight);
    if (!m->weight) {
        return SMACS_E_MEMORY;
    }
    for (uint32_t row = 0; row < m->rows; row++) {
        feature *f = m->chosen[row];
        f->row = row;
        const double ratio = (1.0 + (double)t->documents) / (1.0 + (double)f->documents);
        m->weight[row] = (smacs_log(ratio) + 1.0) * CLASS_WEIGHT[f->kind];
    }
    return SMACS_OK;
}

/* TF-IDF rows of unit length over the chosen features. */
static smacs_status weigh_documents(const smacs_trainer *t, model *m) {
    m->start = smacs_mem_zeroed(&t->allocator, t->documents + 1, sizeof *m->start);
    m->column = smacs_mem_zeroed(&t->allocator, t->entry_count, sizeof *m->column);
    m->value = smacs_mem_zeroed(&t->allocator, t->entry_count, sizeof *m->value);
    if (!m->start || !m->column || !m->value) {
        return SMACS_E_MEMORY;
    }
    size_t at = 0;
    for (size_t i = 0; i < t->documents; i++) {
        const size_t begin = at;
        double squares = 0.0;
        for (size_t e = t->starts[i]; e < t->starts[i + 1]; e++) {
            const uint32_t row = t->features[t->entries[e].feature].row;
            if (row != NO_ROW) {
                const double value = smacs_term_frequency(t->entries[e].count) * m->weight[row];
                m->column[at] = row;
                m->value[at++] = (float)value;
                squares += value * value;
            }
        }
        const double length = sqrt(squares);
        for (size_t e = begin; e < at; e++) {
            m->value[e] = (float)((double)m->value[e] / length);
        }
        m->start[i + 1] = at;
    }
    return SMACS_OK;
}

static smacs_status factorise(const smacs_trainer *t, model *m) {
    /* More dimensions than documents or features would be empty. */
    const size_t smaller = t->documents < m->rows ? t->documents : m->rows;
    const size_t useful = (smaller + 15) / 16 * 16;
    m->dim = useful < t->options.dim ? (uint32_t)useful : t->options.dim;
    m->right = smacs_mem_zeroed(&t->allocator, m->rows, m->dim * sizeof *m->right);
    m->sigma = smacs_mem_zeroed(&t->allocator, m->dim, sizeof *m->sigma);
    if (!m->right || !m->sigma) {
        return SMACS_E_MEMORY;
    }
    const smacs_sparse matrix = {t->documents, m->rows, m->start, m->column, m->value};
    const smacs_svd_options options = {.rank = m->dim,
                                       .oversample = OVERSAMPLE,
                                       .iterations = t->options.iterations,
                                       .seed = t->options.seed,
                                       .progress = t->options.progress,
                                       .progress_context = t->options.progress_context};
    const smacs_status status = smacs_svd(&t->allocator, &matrix, &options, m->right, m->sigma);
    if (status != SMACS_OK) {
        return status;
    }
    for (uint32_t d = 0; d < m->dim; d++) {
        m->sigma[d] = sqrt(sqrt(m->sigma[d]));
    }
    for (size_t i = 0; i < (size_t)m->rows * m->dim; i++) {
        m->right[i] *= m->sigma[i % m->dim];
    }
    return SMACS_OK;
}

static void write_head(const model *m, uint8_t head[SME_HEAD_SIZE]) {
    double squares = 0.0, heaviest = 0.0;
    for (size_t i = 0; i < (size_t)m->rows * m->dim; i++) {
        squares += m->right[i] * m->right[i];
    }
    for (uint32_t row = 0; row < m->rows; row++) {
        heaviest = fmax(heaviest, m->weight[row]);
    }
    /* An unknown word is as rare as the rarest known one; its vector has D components of equal size. */
    const double length = UNKNOWN_LENGTH * sqrt(squares / m->rows) * heaviest;
    memset(head, 0, SME_HEAD_SIZE);
    smacs_store_u32(head, SMACS_TOKENIZER_NGRAMS);
    smacs_store_u32(head + 4, m->dim);
    smacs_store_u32(head + 8, m->rows);
    smacs_store_u32(head + 16, NGRAMS.gram_min);
    smacs_store_u32(head + 20, NGRAMS.gram_max);
    smacs_store_u32(head + 24, NGRAMS.pairs);
    smacs_store_f32(head + 32, (float)(length / sqrt(m->dim)));
}

/* One row of the table: int8 values and the scale that gives them back. */
static void write_row(const model *m, uint32_t row, uint8_t *scale, int8_t *values) {
    const double *v = m->right + (size_t)row * m->dim;
    double largest = 0.0;
    for (uint32_t d = 0; d < m->dim; d++) {
        largest = fmax(largest, fabs(v[d]));
    }
    smacs_store_f32(scale, (float)(largest / 127.0));
    smacs_quantise_i8(v, m->dim, values);
}

static smacs_status write_model(const smacs_trainer *t, const model *m, void **bytes, size_t *size) {
    const smacs_allocator *a = &t->allocator;
    const size_t rows = m->rows;
    uint8_t head[SME_HEAD_SIZE];
    char standard_name[32];
    smacs_text name = {t->name.data, t->name.size};
    if (name.size == 0) {
        const int length = snprintf(standard_name, sizeof standard_name, "ngrams-%u", (unsigned)m->dim);
        name = (smacs_text){standard_name, (size_t)length};
    }
    uint8_t *keys = smacs_mem_zeroed(a, rows, 4), *scales = smacs_mem_zeroed(a, rows, 4);
    uint8_t *weights = smacs_mem_zeroed(a, rows, 4);
    int8_t *table = smacs_mem_zeroed(a, rows, m->dim);
    smacs_status status = keys && scales && weights && table ? SMACS_OK : SMACS_E_MEMORY;
    if (status == SMACS_OK) {
        write_head(m, head);
        for (uint32_t row = 0; row < m->rows; row++) {
            smacs_store_u32(keys + (size_t)row * 4, m->chosen[row]->hash);
            smacs_store_f32(weights + (size_t)row * 4, (float)m->weight[row]);
            write_row(m, row, scales + (size_t)row * 4, table + (size_t)row * m->dim);
        }
        const smacs_part parts[] = {
            {"HEAD", head, sizeof head}, {"NAME", name.data, name.size}, {"KEYS", keys, rows * 4},
            {"SCAL", scales, rows * 4},  {"WGHT", weights, rows * 4},    {"TABL", table, rows * m->dim},
        };
        status = smacs_container_write(a, SME_MAGIC, SME_VERSION, parts, sizeof parts / sizeof *parts, bytes, size);
    }
    smacs_mem_free(a, keys);
    smacs_mem_free(a, scales);
    smacs_mem_free(a, weights);
    smacs_mem_free(a, table);
    return status;
}

static smacs_status report(smacs_error *error, smacs_status status) {
    if (status == SMACS_E_EMPTY) {
        return smacs_fail_plain(error, status,
                                "there is too little text to train on: no feature occurs in enough "
                                "of the documents");
    }
    return status == SMACS_OK ? status : smacs_fail_plain(error, status, smacs_status_text(status));
}

smacs_status smacs_trainer_finish(smacs_trainer *t, void **bytes, size_t *size, smacs_error *error) {
    if (bytes) {
        *bytes = NULL;
    }
    if (!t || !bytes || !size) {
        return smacs_fail_null(error);
    }
    *size = 0;
    model m = {0};
    smacs_status status = t->documents < 2 ? SMACS_E_EMPTY : choose_features(t, &m);
    if (status == SMACS_OK) {
        status = weigh_documents(t, &m);
    }
    if (status == SMACS_OK) {
        status = factorise(t, &m);
    }
    if (status == SMACS_OK) {
        status = write_model(t, &m, bytes, size);
    }
    void *const owned[] = {m.chosen, m.weight, m.start, m.column, m.value, m.right, m.sigma};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) {
        smacs_mem_free(&t->allocator, owned[i]);
    }
    return report(error, status);
}
