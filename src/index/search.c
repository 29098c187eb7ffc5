/* Exact search by the rule of RPS: every row is compared, then the (k+1)-th most similar sets the bound. */
#include "index/format.h"

#include "base/vec.h"
#include <math.h>
#include <smacs/vector.h>
#include <stdlib.h>

enum { BLOCK = 256 };
static const double BOUND_OF_KTH = 0.95; /* of the similarity at place k: RPS, the authors' released code */
static const uint32_t DEFAULT_K = 400;

/* Total order: more similar first, then the lower number. Having no ties, every sort gives the same result. */
static bool before(const smacs_neighbour *a, const smacs_neighbour *b) {
    return a->similarity != b->similarity ? a->similarity > b->similarity : a->question < b->question;
}

static int compare(const void *a, const void *b) { return before(a, b) ? -1 : before(b, a) ? 1 : 0; }

static void swap(smacs_neighbour *a, smacs_neighbour *b) {
    const smacs_neighbour t = *a;
    *a = *b;
    *b = t;
}

/* Quickselect: afterwards the element at `place` is the one a full sort would put there, with none after it before
 * it. Pivot from the middle; a run of bad pivots costs time, never correctness. */
static void select_place(smacs_neighbour *v, uint32_t count, uint32_t place) {
    uint32_t low = 0, high = count - 1;
    while (low < high) {
        const smacs_neighbour pivot = v[low + (high - low) / 2];
        uint32_t i = low, j = high;
        for (;;) {
            while (before(&v[i], &pivot)) {
                i++;
            }
            while (before(&pivot, &v[j])) {
                j--;
            }
            if (i >= j) {
                break;
            }
            swap(&v[i++], &v[j--]);
        }
        if (place <= j) {
            high = j;
        } else {
            low = j + 1;
        }
    }
}

static void compare_all(const smacs_index *index, const int8_t *vector, smacs_neighbour *out) {
    const uint32_t n = index->facts.questions, dim = index->facts.dim;
    const double square = smacs_dot_i8(vector, vector, dim);
    int32_t dots[BLOCK];
    for (uint32_t start = 0; start < n; start += BLOCK) {
        const uint32_t rows = n - start < BLOCK ? n - start : BLOCK;
        smacs_dots_i8(index->vectors + (size_t)start * dim, rows, dim, vector, dots);
        for (uint32_t r = 0; r < rows; r++) {
            /* One root of the exact product, as in smacs_cosine: equal directions give 1, and nothing passes it. */
            const double squares = square * index->squares[start + r];
            out[start + r].similarity = squares > 0.0 ? dots[r] / sqrt(squares) : 0.0;
            out[start + r].question = start + r;
        }
    }
}

void smacs_index_search(const smacs_index *index, const int8_t *vector, uint32_t k, smacs_neighbour *neighbours,
                        uint32_t *count) {
    const uint32_t n = index->facts.questions;
    const uint32_t asked = k ? k : DEFAULT_K;
    const uint32_t place = asked < n - 1 ? asked : n - 1;
    compare_all(index, vector, neighbours);
    select_place(neighbours, n, place);
    const double kth = neighbours[place].similarity;
    uint32_t kept = 0;
    if (kth > 0.0) {
        const double bound = BOUND_OF_KTH * kth;
        for (uint32_t i = 0; i < n; i++) {
            if (neighbours[i].similarity > bound) {
                swap(&neighbours[kept++], &neighbours[i]);
            }
        }
    } else {
        kept = place ? place : 1;
        select_place(neighbours, n, kept - 1);
    }
    qsort(neighbours, kept, sizeof *neighbours, compare);
    *count = kept;
}

double smacs_index_small_talk(const smacs_index *index, const int8_t *vector) {
    double nearest = -1.0;
    for (uint32_t i = 0; i < index->facts.small_talk; i++) {
        nearest =
            fmax(nearest, smacs_cosine(vector, index->small_talk + (size_t)i * index->facts.dim, index->facts.dim));
    }
    return nearest;
}
