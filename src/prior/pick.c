/* Questions for a new model, by kernel herding within each kind of question.
 *
 * What the prior needs are means, over kinds and near a question, and representative questions tell most of those. README.md
 * has what that gains over random ones. */
#include <smacs/pick.h>

#include "base/error.h"
#include "base/mem.h"
#include <math.h>

typedef struct herd {
    const smacs_index *index;
    uint32_t n, dim, kinds;
    double *inverse;  /* [n] 1 / length of each row; 0 for one that is zero, left out or picked */
    uint8_t *open;    /* [n] may still be picked */
    double *mean;     /* [K][D] of the unit rows of a kind that are allowed */
    double *pull;     /* [K][D] j * mean - sum of those picked, j of this kind */
    uint32_t *size;   /* [K] rows that are allowed */
    uint32_t *taken;  /* [K] and picked */
    uint32_t allowed; /* rows that are, of all kinds */
} herd;

/* In four interleaved sums: one order on every target, and not one long chain of additions. `dim` is a multiple of 16. */
static double dot(const int8_t *row, const double *v, uint32_t dim) {
    double a = 0.0, b = 0.0, c = 0.0, d = 0.0;
    for (uint32_t i = 0; i < dim; i += 4) {
        a += row[i] * v[i];
        b += row[i + 1] * v[i + 1];
        c += row[i + 2] * v[i + 2];
        d += row[i + 3] * v[i + 3];
    }
    return (a + b) + (c + d);
}

static void add(double *sum, const int8_t *row, double factor, uint32_t dim) {
    for (uint32_t i = 0; i < dim; i++) {
        sum[i] += factor * row[i];
    }
}

static void prepare(herd *h, const uint8_t *allowed) {
    for (uint32_t i = 0; i < h->n; i++) {
        if (allowed && !allowed[i]) {
            continue;
        }
        const int8_t *row = smacs_index_vector(h->index, i);
        int64_t square = 0;
        for (uint32_t k = 0; k < h->dim; k++) {
            square += (int64_t)row[k] * row[k];
        }
        const uint32_t kind = smacs_index_kind(h->index, i);
        h->open[i] = 1;
        h->allowed++;
        h->size[kind]++;
        h->inverse[i] = square > 0 ? 1.0 / sqrt((double)square) : 0.0;
        add(h->mean + (size_t)kind * h->dim, row, h->inverse[i], h->dim);
    }
    for (uint32_t kind = 0; kind < h->kinds; kind++) {
        for (uint32_t k = 0; k < h->dim && h->size[kind]; k++) {
            h->mean[(size_t)kind * h->dim + k] /= h->size[kind];
        }
    }
}

/* The kind with questions left that is furthest behind its share of `count` picked ones. */
static uint32_t next_kind(const herd *h, uint32_t count) {
    uint32_t best = UINT32_MAX;
    double most = 0.0;
    for (uint32_t kind = 0; kind < h->kinds; kind++) {
        const double behind = (double)count * h->size[kind] / h->allowed - h->taken[kind];
        if (h->taken[kind] < h->size[kind] && (best == UINT32_MAX || behind > most)) {
            best = kind;
            most = behind;
        }
    }
    return best;
}

/* The open question of a kind that lies furthest along its pull. There is one. */
static uint32_t next(const herd *h, uint32_t kind) {
    const double *pull = h->pull + (size_t)kind * h->dim;
    uint32_t best = UINT32_MAX;
    double most = 0.0;
    for (uint32_t i = 0; i < h->n; i++) {
        if (h->open[i] && smacs_index_kind(h->index, i) == kind) {
            const double along = h->inverse[i] * dot(smacs_index_vector(h->index, i), pull, h->dim);
            if (best == UINT32_MAX || along > most) {
                best = i;
                most = along;
            }
        }
    }
    return best;
}

smacs_status smacs_pick_questions(const smacs_allocator *allocator, const smacs_index *index, const uint8_t *allowed,
                                  uint32_t count, uint32_t *questions, uint32_t *picked, smacs_error *error) {
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    const smacs_index_facts facts = smacs_index_describe(index);
    herd h = {.index = index, .n = facts.questions, .dim = facts.dim, .kinds = smacs_index_kinds(index)};
    *picked = 0;
    h.inverse = smacs_mem_zeroed(&a, h.n, sizeof *h.inverse);
    h.open = smacs_mem_zeroed(&a, h.n, 1);
    h.mean = smacs_mem_zeroed(&a, (size_t)h.kinds * h.dim, sizeof *h.mean);
    h.pull = smacs_mem_zeroed(&a, (size_t)h.kinds * h.dim, sizeof *h.pull);
    h.size = smacs_mem_zeroed(&a, h.kinds, sizeof *h.size);
    h.taken = smacs_mem_zeroed(&a, h.kinds, sizeof *h.taken);
    smacs_status status = SMACS_OK;
    if (!h.inverse || !h.open || !h.mean || !h.pull || !h.size || !h.taken) {
        status = smacs_fail_memory(error);
        goto done;
    }
    prepare(&h, allowed);
    if (h.allowed == 0 || count == 0) {
        status = smacs_fail_plain(error, SMACS_E_EMPTY, "there is no question to pick");
        goto done;
    }
    while (*picked < count && *picked < h.allowed) {
        const uint32_t kind = next_kind(&h, *picked + 1);
        double *pull = h.pull + (size_t)kind * h.dim;
        for (uint32_t k = 0; k < h.dim; k++) {
            pull[k] += h.mean[(size_t)kind * h.dim + k];
        }
        const uint32_t i = next(&h, kind);
        h.open[i] = 0;
        h.taken[kind]++;
        add(pull, smacs_index_vector(index, i), -h.inverse[i], h.dim);
        questions[(*picked)++] = i;
    }
done:
    smacs_mem_free(&a, h.inverse);
    smacs_mem_free(&a, h.open);
    smacs_mem_free(&a, h.mean);
    smacs_mem_free(&a, h.pull);
    smacs_mem_free(&a, h.size);
    smacs_mem_free(&a, h.taken);
    return status;
}
