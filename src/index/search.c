/* Exact search by the rule of RPS: every row is compared, then the (k+1)-th most similar sets the bound.
 *
 * A running count of similarities by 1024 steps tells how similar the (k+1)-th is at least. So most rows are done with
 * after one multiplication, and only those that may be kept are looked at exactly and remembered. */
#include "index/format.h"

#include "base/error.h"
#include "base/vec.h"
#include "index/search.h"
#include <math.h>
#include <smacs/vector.h>

enum { BLOCK = 256, STEPS = 1024 };
static const double BOUND_OF_KTH = 0.95; /* of the similarity at place k: RPS, the authors' released code */
static const uint32_t DEFAULT_K = 400;
/* A float product of a dot product and a row's scale is off by less than this part. */
static const double ROUNDING = 1e-6;

/* Total order: more similar first, then the lower number. Having no ties, every sort gives the same result. */
static bool before(const smacs_neighbour *a, const smacs_neighbour *b) {
    return a->similarity != b->similarity ? a->similarity > b->similarity : a->question < b->question;
}

static void swap(smacs_neighbour *a, smacs_neighbour *b) {
    const smacs_neighbour t = *a;
    *a = *b;
    *b = t;
}

/* Moves what is before a pivot from the middle to the front. Returns the last place of that part; both parts have
 * something in them. A run of bad pivots costs time, never correctness. */
static uint32_t split(smacs_neighbour *v, uint32_t low, uint32_t high) {
    const smacs_neighbour pivot = v[low + (high - low) / 2];
    for (uint32_t i = low, j = high;; i++, j--) {
        while (before(&v[i], &pivot)) {
            i++;
        }
        while (before(&pivot, &v[j])) {
            j--;
        }
        if (i >= j) {
            return j;
        }
        swap(&v[i], &v[j]);
    }
}

/* Afterwards the element at `place` is the one a full sort would put there, with none after it before it. */
static void select_place(smacs_neighbour *v, uint32_t count, uint32_t place) {
    uint32_t low = 0, high = count - 1;
    while (low < high) {
        const uint32_t last = split(v, low, high);
        if (place <= last) {
            high = last;
        } else {
            low = last + 1;
        }
    }
}

/* Goes into the smaller part first and on with the other, so that it is at most 32 calls deep. */
static void sort(smacs_neighbour *v, uint32_t low, uint32_t high) {
    while (low < high) {
        const uint32_t last = split(v, low, high);
        if (last - low < high - last) {
            sort(v, low, last);
            low = last + 1;
        } else {
            sort(v, last + 1, high);
            high = last;
        }
    }
}

void smx_rank(smacs_neighbour *found, uint32_t count) { sort(found, 0, count - 1); }

/* What is found so far. */
typedef struct finder {
    const smacs_index *index;
    double square;      /* of the vector's length */
    uint32_t place;     /* that sets the bound */
    uint32_t step;      /* at least place + 1 similarities are of this step or above; 0: not known */
    uint32_t above;     /* how many are */
    uint32_t of[STEPS]; /* how many are of each step */
    double bound;       /* what is not above it will not be kept */
} finder;

static double similarity_of(const finder *f, uint32_t question, int32_t dot) {
    /* One root of the exact product, as in smacs_cosine: equal directions give 1, and nothing passes it. */
    const double squares = f->square * f->index->squares[question];
    return squares > 0.0 ? dot / sqrt(squares) : 0.0;
}

/* Counts a similarity, and raises the bound if it can be. */
static void take_count(finder *f, double similarity) {
    if (similarity * STEPS < 1.0) {
        return;
    }
    const uint32_t step = similarity < 1.0 ? (uint32_t)(similarity * STEPS) : STEPS - 1;
    f->of[step]++;
    f->above += step >= f->step;
    while (f->step + 1 < STEPS && f->above - f->of[f->step] > f->place) {
        f->above -= f->of[f->step++];
        f->bound = BOUND_OF_KTH * f->step / STEPS;
    }
}

/* Compares `rows` questions from `start` on, and appends those that may be kept. */
static uint32_t find_among(finder *f, uint32_t start, uint32_t rows, const int32_t *dots, smacs_neighbour *found) {
    uint8_t places[BLOCK];
    const double least = f->step ? f->bound * sqrt(f->square) : -HUGE_VAL;
    const uint32_t passing =
        smacs_above(dots, f->index->scales + start, rows, (float)(least - fabs(least) * ROUNDING), places);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < passing; i++) {
        const uint32_t question = start + places[i];
        const double similarity = similarity_of(f, question, dots[places[i]]);
        if (similarity > f->bound) {
            found[kept++] = (smacs_neighbour){similarity, question};
            take_count(f, similarity);
        }
    }
    return kept;
}

/* Of all that may be kept, in order of their numbers: what is kept, in order. */
static uint32_t keep(smacs_neighbour *found, uint32_t count, uint32_t place) {
    select_place(found, count, place);
    const double kth = found[place].similarity;
    uint32_t kept = place ? place : 1;
    if (kth > 0.0) {
        const double bound = BOUND_OF_KTH * kth;
        kept = 0;
        for (uint32_t i = 0; i < count; i++) {
            if (found[i].similarity > bound) {
                swap(&found[kept++], &found[i]);
            }
        }
    } else {
        select_place(found, count, kept - 1);
    }
    sort(found, 0, kept - 1);
    return kept;
}

/* As smx_search. Without an allocator there is room for all questions. */
static bool search(const smacs_allocator *a, const smacs_index *index, const int8_t *vector, uint32_t k,
                   smacs_neighbour **found, size_t *capacity, uint32_t *kept) {
    const uint32_t n = index->facts.questions, dim = index->facts.dim, asked = k ? k : DEFAULT_K;
    int32_t dots[BLOCK];
    finder f = {.index = index,
                .square = smacs_dot_i8(vector, vector, dim),
                .place = asked < n - 1 ? asked : n - 1,
                .bound = -HUGE_VAL};
    uint32_t count = 0;
    for (uint32_t start = 0; start < n; start += BLOCK) {
        const uint32_t rows = n - start < BLOCK ? n - start : BLOCK;
        if (a && !smacs_mem_reserve(a, found, capacity, (size_t)count + rows, sizeof **found)) {
            return false;
        }
        (index->narrow ? smacs_dots_narrow : smacs_dots_i8)(index->vectors + (size_t)start * dim, rows, dim, vector,
                                                            dots);
        count += find_among(&f, start, rows, dots, *found + count);
    }
    uint32_t left = 0; /* what was found early may be below the bound by now */
    for (uint32_t i = 0; i < count; i++) {
        if ((*found)[i].similarity > f.bound) {
            (*found)[left++] = (*found)[i];
        }
    }
    *kept = keep(*found, left, f.place);
    return true;
}

bool smx_search(const smacs_allocator *a, const smacs_index *index, const int8_t *vector, uint32_t k,
                smacs_neighbour **found, uint32_t *count) {
    size_t capacity = 0;
    *found = NULL;
    return search(a, index, vector, k, found, &capacity, count);
}

void smacs_index_search(const smacs_index *index, const int8_t *vector, uint32_t k, smacs_neighbour *neighbours,
                        uint32_t *count) {
    search(NULL, index, vector, k, &neighbours, NULL, count);
}

double smacs_index_small_talk(const smacs_index *index, const int8_t *vector) {
    const uint32_t n = index->facts.small_talk, dim = index->facts.dim;
    const double least = sqrt(smacs_dot_i8(vector, vector, dim)) * index->talk_length * (1.0 - ROUNDING);
    double nearest = -1.0;
    int32_t dots[BLOCK];
    for (uint32_t i = 0; i < n; i++) {
        const int8_t *row = index->small_talk + (size_t)i * dim;
        if (i % BLOCK == 0) {
            smacs_dots_i8(row, n - i < BLOCK ? n - i : BLOCK, dim, vector, dots);
        }
        if (nearest < 0.0 || dots[i % BLOCK] > nearest * least) { /* the others cannot be nearer */
            nearest = fmax(nearest, smacs_cosine(vector, row, dim));
        }
    }
    return nearest;
}
