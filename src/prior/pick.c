/* Questions for a new model, by kernel herding.
 *
 * Chosen by cross-validation against random ones, ones stratified by benchmark or ease, designs that are optimal for the
 * completion's regression, k-centers and the most discriminating questions: what is wanted are local means, of which
 * representative questions tell most, and unusual ones mislead a regression that is only roughly right. On test questions
 * the gain over random ones is within chance (README.md). */
#include <smacs/pick.h>

#include "base/error.h"
#include "base/mem.h"
#include <math.h>

typedef struct herd {
    const smacs_index *index;
    uint32_t n, dim;
    double *inverse;  /* [n] 1 / length of each row; 0 for one that is zero, left out or picked */
    uint8_t *open;    /* [n] may still be picked */
    double *mean;     /* [D] of the unit rows that are allowed */
    double *pull;     /* [D] j * mean - sum of those picked */
    uint32_t allowed; /* rows that are */
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
        h->open[i] = 1;
        h->allowed++;
        h->inverse[i] = square > 0 ? 1.0 / sqrt((double)square) : 0.0;
        add(h->mean, row, h->inverse[i], h->dim);
    }
    for (uint32_t k = 0; k < h->dim && h->allowed; k++) {
        h->mean[k] /= h->allowed;
    }
}

/* The open question that lies furthest along the pull. There is one. */
static uint32_t next(const herd *h) {
    uint32_t best = UINT32_MAX;
    double most = 0.0;
    for (uint32_t i = 0; i < h->n; i++) {
        if (h->open[i]) {
            const double along = h->inverse[i] * dot(smacs_index_vector(h->index, i), h->pull, h->dim);
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
    herd h = {.index = index, .n = facts.questions, .dim = facts.dim};
    *picked = 0;
    h.inverse = smacs_mem_zeroed(&a, h.n, sizeof *h.inverse);
    h.open = smacs_mem_zeroed(&a, h.n, 1);
    h.mean = smacs_mem_zeroed(&a, h.dim, sizeof *h.mean);
    h.pull = smacs_mem_zeroed(&a, h.dim, sizeof *h.pull);
    smacs_status status = SMACS_OK;
    if (!h.inverse || !h.open || !h.mean || !h.pull) {
        status = smacs_fail_memory(error);
        goto done;
    }
    prepare(&h, allowed);
    if (h.allowed == 0 || count == 0) {
        status = smacs_fail_plain(error, SMACS_E_EMPTY, "there is no question to pick");
        goto done;
    }
    while (*picked < count && *picked < h.allowed) {
        for (uint32_t k = 0; k < h.dim; k++) {
            h.pull[k] += h.mean[k];
        }
        const uint32_t i = next(&h);
        h.open[i] = 0;
        add(h.pull, smacs_index_vector(index, i), -h.inverse[i], h.dim);
        questions[(*picked)++] = i;
    }
done:
    smacs_mem_free(&a, h.inverse);
    smacs_mem_free(&a, h.open);
    smacs_mem_free(&a, h.mean);
    smacs_mem_free(&a, h.pull);
    return status;
}
