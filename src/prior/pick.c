/* Picks questions for a new model by herding on the other models' scores and the vectors, within each group of
 * questions (same source, benchmark, category).
 *
 * The prior is made of means: over a group, over all questions, and near a question. So the picked questions should
 * have the same mean as all questions. For every known model's scores, because the new model partly resembles known
 * ones; in the vectors, because it partly resembles none. We do not look for questions that separate good models from
 * bad ones: their mean differs from that of all questions, and the estimates are then wrong by several points.
 * README.md compares this choice with random questions and with other choices. */
#include <smacs/pick.h>

#include "base/arena.h"
#include "base/error.h"
#include <math.h>

static const double VECTOR_PART = 4.0; /* variance of a row's vector part relative to its score part */

typedef struct herd {
    const smacs_index *index;
    uint32_t n, models, dim, groups, width; /* width: M + D */
    float *rows;                            /* [n][width] x: scores and unit vector of a question, centred */
    double *square;                         /* [n] |x|^2 */
    bool *open;                             /* [n] may be picked and is not yet */
    double *sum;      /* [K][width] S_k: sum of the rows picked of a group; scratch while centring */
    double *all;      /* [width] S: sum of all rows picked */
    double *pull;     /* [width] S_k + S */
    uint32_t *size;   /* [K] allowed questions of the group */
    uint32_t *taken;  /* [K] picked questions of the group */
    uint32_t allowed; /* allowed questions of all groups */
} herd;

static float *row_of(const herd *h, uint32_t question) { return h->rows + (size_t)question * h->width; }

/* S_k of the question's group. */
static double *sum_of(const herd *h, uint32_t question) {
    return h->sum + (size_t)smacs_index_group(h->index, question) * h->width;
}

static void add(double *sum, const float *row, uint32_t width) {
    for (uint32_t k = 0; k < width; k++) {
        sum[k] += row[k];
    }
}

static double dot(const float *row, const double *v, uint32_t width) {
    double sum = 0.0;
    for (uint32_t k = 0; k < width; k++) {
        sum += row[k] * v[k];
    }
    return sum;
}

/* Fills the rows with scores and unit vectors, not centred yet; NAN for a missing score. */
static void fill_rows(const herd *h, uint32_t without) {
    for (uint32_t i = 0; i < h->n; i++) {
        const int8_t *vector = smacs_index_vector(h->index, i);
        float *row = row_of(h, i);
        int64_t square = 0;
        for (uint32_t m = 0; m < h->models; m++) {
            row[m] = m == without ? NAN : smacs_index_score(h->index, i, m);
        }
        for (uint32_t k = 0; k < h->dim; k++) {
            square += (int64_t)vector[k] * vector[k];
        }
        for (uint32_t k = 0; k < h->dim; k++) {
            row[h->models + k] = square > 0 ? (float)(vector[k] / sqrt((double)square)) : 0.0f;
        }
    }
}

/* Subtracts each group's mean from one column. The mean is over the allowed questions with a value. A missing value,
 * or one in a group without a mean, becomes 0. */
static void centre_column(const herd *h, uint32_t column, uint32_t *counts) {
    for (uint32_t group = 0; group < h->groups; group++) {
        counts[group] = 0;
    }
    for (uint32_t i = 0; i < h->n; i++) {
        const float value = row_of(h, i)[column];
        if (h->open[i] && !isnan(value)) {
            sum_of(h, i)[column] += value;
            counts[smacs_index_group(h->index, i)]++;
        }
    }
    for (uint32_t i = 0; i < h->n; i++) {
        float *value = &row_of(h, i)[column];
        const uint32_t count = counts[smacs_index_group(h->index, i)];
        *value = isnan(*value) || count == 0 ? 0.0f : (float)(*value - sum_of(h, i)[column] / count);
    }
    for (uint32_t group = 0; group < h->groups; group++) {
        h->sum[(size_t)group * h->width + column] = 0.0;
    }
}

static double square_of(const float *values, uint32_t count) {
    double sum = 0.0;
    for (uint32_t k = 0; k < count; k++) {
        sum += (double)values[k] * values[k];
    }
    return sum;
}

/* Scales the vector part to its share of the variance. If the scores do not vary, only the vectors count. */
static void weigh_vectors(const herd *h) {
    double scores = 0.0, vectors = 0.0;
    for (uint32_t i = 0; i < h->n; i++) {
        scores += h->open[i] ? square_of(row_of(h, i), h->models) : 0.0;
        vectors += h->open[i] ? square_of(row_of(h, i) + h->models, h->dim) : 0.0;
    }
    const double weight = scores > 0.0 && vectors > 0.0 ? sqrt(VECTOR_PART * scores / vectors) : 1.0;
    for (uint32_t i = 0; i < h->n; i++) {
        float *row = row_of(h, i);
        for (uint32_t k = h->models; k < h->width; k++) {
            row[k] = (float)(weight * row[k]);
        }
        h->square[i] = square_of(row, h->width);
    }
}

/* The group that is furthest behind its share of `count` picks and still has questions. */
static uint32_t next_group(const herd *h, uint32_t count) {
    uint32_t best = UINT32_MAX;
    double most = 0.0;
    for (uint32_t group = 0; group < h->groups; group++) {
        const double behind = (double)count * h->size[group] / h->allowed - h->taken[group];
        if (h->taken[group] < h->size[group] && (best == UINT32_MAX || behind > most)) {
            best = group;
            most = behind;
        }
    }
    return best;
}

/* The question of the group that brings the sums closest to 0. The group must have an open question. */
static uint32_t next(const herd *h, uint32_t group) {
    const double *sum = h->sum + (size_t)group * h->width;
    uint32_t best = UINT32_MAX;
    double least = 0.0;
    for (uint32_t k = 0; k < h->width; k++) {
        h->pull[k] = sum[k] + h->all[k];
    }
    for (uint32_t i = 0; i < h->n; i++) {
        if (h->open[i] && smacs_index_group(h->index, i) == group) {
            const double cost = h->square[i] + dot(row_of(h, i), h->pull, h->width);
            if (best == UINT32_MAX || cost < least) {
                best = i;
                least = cost;
            }
        }
    }
    return best;
}

static bool prepare(const smacs_allocator *a, smacs_arena *arena, herd *h, uint32_t without, const bool *allowed) {
    const size_t cells = (size_t)h->groups * h->width;
    uint32_t *counts = smacs_arena_zeroed(a, arena, h->groups, sizeof *counts);
    h->rows = smacs_arena_zeroed(a, arena, h->n, h->width * sizeof *h->rows);
    h->square = smacs_arena_zeroed(a, arena, h->n, sizeof *h->square);
    h->open = smacs_arena_zeroed(a, arena, h->n, 1);
    h->sum = smacs_arena_zeroed(a, arena, cells, sizeof *h->sum);
    h->all = smacs_arena_zeroed(a, arena, h->width, sizeof *h->all);
    h->pull = smacs_arena_zeroed(a, arena, h->width, sizeof *h->pull);
    h->size = smacs_arena_zeroed(a, arena, h->groups, sizeof *h->size);
    h->taken = smacs_arena_zeroed(a, arena, h->groups, sizeof *h->taken);
    if (!counts || !h->rows || !h->square || !h->open || !h->sum || !h->all || !h->pull || !h->size || !h->taken) {
        return false;
    }
    for (uint32_t i = 0; i < h->n; i++) {
        h->open[i] = !allowed || allowed[i];
        h->allowed += h->open[i];
        h->size[smacs_index_group(h->index, i)] += h->open[i];
    }
    fill_rows(h, without);
    for (uint32_t column = 0; column < h->width; column++) {
        centre_column(h, column, counts);
    }
    weigh_vectors(h);
    return true;
}

smacs_status smacs_pick_questions(const smacs_allocator *allocator, const smacs_index *index, uint32_t without,
                                  const bool *allowed, uint32_t count, uint32_t *questions, uint32_t *picked,
                                  smacs_error *error) {
    if (!index || (!questions && count > 0) || !picked) {
        return smacs_fail_null(error);
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    const smacs_index_facts facts = smacs_index_describe(index);
    herd h = {.index = index,
              .n = facts.questions,
              .models = facts.models,
              .dim = facts.dim,
              .groups = smacs_index_groups(index),
              .width = facts.models + facts.dim};
    smacs_arena arena = {0};
    smacs_status status = SMACS_OK;
    *picked = 0;
    if (!prepare(&a, &arena, &h, without, allowed)) {
        status = smacs_fail_memory(error);
    } else if (h.allowed == 0 || count == 0) {
        status = smacs_fail_plain(error, SMACS_E_EMPTY, "there is no question to pick");
    }
    while (status == SMACS_OK && *picked < count && *picked < h.allowed) {
        const uint32_t group = next_group(&h, *picked + 1), i = next(&h, group);
        h.open[i] = false;
        h.taken[group]++;
        add(sum_of(&h, i), row_of(&h, i), h.width);
        add(h.all, row_of(&h, i), h.width);
        questions[(*picked)++] = i;
    }
    smacs_arena_free(&a, &arena);
    return status;
}
