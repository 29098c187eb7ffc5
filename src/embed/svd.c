/* Randomised subspace iteration (Halko, Martinsson & Tropp 2011, algorithm 4.4) on A^T A, then Rayleigh-Ritz.
 *
 * Orthonormal bases come from Cholesky QR done twice: its sums run along rows, which lie together in memory, where
 * Gram-Schmidt would stride over columns. Everything is summed in one order, so that every target gives the same bits;
 * the inner loops run over independent sums, which compilers can vectorise without changing any. */
#include "embed/svd.h"
#include "base/rng.h"

#include <math.h>
#include <string.h>

typedef struct workspace {
    size_t rows;
    uint32_t columns, width; /* width = rank + oversample, at most the matrix's smaller side */
    double *basis;           /* [columns][width] */
    double *image;           /* [rows][width] = A basis */
    double *gram;            /* [width][width] */
    double *vectors;         /* [width][width] eigenvectors as columns */
    double *row;             /* [width] */
} workspace;

/* image = A basis */
static void multiply(const smacs_sparse *m, workspace *w) {
    for (size_t i = 0; i < m->rows; i++) {
        double *out = w->image + i * w->width;
        memset(out, 0, w->width * sizeof *out);
        for (size_t e = m->start[i]; e < m->start[i + 1]; e++) {
            const double *in = w->basis + (size_t)m->column[e] * w->width;
            const double value = (double)m->value[e];
            for (uint32_t j = 0; j < w->width; j++) {
                out[j] += value * in[j];
            }
        }
    }
}

/* basis = A^T image */
static void multiply_transposed(const smacs_sparse *m, workspace *w) {
    memset(w->basis, 0, (size_t)w->columns * w->width * sizeof *w->basis);
    for (size_t i = 0; i < m->rows; i++) {
        const double *in = w->image + i * w->width;
        for (size_t e = m->start[i]; e < m->start[i + 1]; e++) {
            double *out = w->basis + (size_t)m->column[e] * w->width;
            const double value = (double)m->value[e];
            for (uint32_t j = 0; j < w->width; j++) {
                out[j] += value * in[j];
            }
        }
    }
}

/* gram = X^T X for X [count][width]; both triangles. */
static void gram_of(const double *x, size_t count, workspace *w) {
    const uint32_t n = w->width;
    memset(w->gram, 0, (size_t)n * n * sizeof *w->gram);
    for (size_t i = 0; i < count; i++) {
        const double *row = x + i * n;
        for (uint32_t a = 0; a < n; a++) {
            const double factor = row[a];
            double *out = w->gram + (size_t)a * n;
            for (uint32_t b = a; b < n; b++) {
                out[b] += factor * row[b];
            }
        }
    }
    for (uint32_t a = 0; a < n; a++) {
        for (uint32_t b = 0; b < a; b++) {
            w->gram[(size_t)a * n + b] = w->gram[(size_t)b * n + a];
        }
    }
}

/* gram = R^T R in place, R in the upper triangle. A direction that adds nothing gets a zero row: it is dropped. */
static void cholesky(workspace *w) {
    const uint32_t n = w->width;
    double largest = 0.0;
    for (uint32_t a = 0; a < n; a++) {
        largest = fmax(largest, w->gram[(size_t)a * n + a]);
    }
    for (uint32_t a = 0; a < n; a++) {
        double *row = w->gram + (size_t)a * n;
        const double pivot = row[a] > 1e-14 * largest ? sqrt(row[a]) : 0.0;
        for (uint32_t b = a; b < n; b++) {
            row[b] = pivot > 0.0 ? row[b] / pivot : 0.0;
        }
        for (uint32_t c = a + 1; c < n; c++) {
            double *below = w->gram + (size_t)c * n;
            const double factor = row[c];
            for (uint32_t b = c; b < n; b++) {
                below[b] -= factor * row[b];
            }
        }
    }
}

/* basis = basis R^-1, row by row; dropped directions become zero columns. */
static void solve_rows(workspace *w) {
    const uint32_t n = w->width;
    for (uint32_t i = 0; i < w->columns; i++) {
        double *x = w->basis + (size_t)i * n;
        for (uint32_t a = 0; a < n; a++) {
            const double *row = w->gram + (size_t)a * n;
            x[a] = row[a] > 0.0 ? x[a] / row[a] : 0.0;
            const double factor = x[a];
            for (uint32_t b = a + 1; b < n; b++) {
                x[b] -= factor * row[b];
            }
        }
    }
}

static void orthonormalise(workspace *w) {
    for (int pass = 0; pass < 2; pass++) {
        gram_of(w->basis, w->columns, w);
        cholesky(w);
        solve_rows(w);
    }
}

/* One Jacobi rotation that clears gram[p][q], carried into the eigenvectors. */
static void rotate(workspace *w, uint32_t p, uint32_t q) {
    const uint32_t n = w->width;
    double *g = w->gram;
    const double off = g[(size_t)p * n + q];
    if (off == 0.0) {
        return;
    }
    const double theta = (g[(size_t)q * n + q] - g[(size_t)p * n + p]) / (2.0 * off);
    const double t = (theta >= 0 ? 1.0 : -1.0) / (fabs(theta) + sqrt(theta * theta + 1.0));
    const double c = 1.0 / sqrt(t * t + 1.0), s = t * c;
    for (uint32_t i = 0; i < n; i++) {
        double *row = g + (size_t)i * n;
        const double x = row[p], y = row[q];
        row[p] = c * x - s * y;
        row[q] = s * x + c * y;
    }
    double *rp = g + (size_t)p * n, *rq = g + (size_t)q * n;
    for (uint32_t i = 0; i < n; i++) {
        const double x = rp[i], y = rq[i];
        rp[i] = c * x - s * y;
        rq[i] = s * x + c * y;
    }
    for (uint32_t i = 0; i < n; i++) {
        double *row = w->vectors + (size_t)i * n;
        const double x = row[p], y = row[q];
        row[p] = c * x - s * y;
        row[q] = s * x + c * y;
    }
}

/* Eigenvalues of gram onto its diagonal, eigenvectors into the columns of `vectors`: cyclic Jacobi. */
static void diagonalise(workspace *w) {
    enum { MAX_SWEEPS = 30 };
    const uint32_t n = w->width;
    memset(w->vectors, 0, (size_t)n * n * sizeof *w->vectors);
    for (uint32_t i = 0; i < n; i++) {
        w->vectors[(size_t)i * n + i] = 1.0;
    }
    for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
        double off = 0.0, diagonal = 0.0;
        for (uint32_t p = 0; p < n; p++) {
            diagonal += w->gram[(size_t)p * n + p] * w->gram[(size_t)p * n + p];
            for (uint32_t q = p + 1; q < n; q++) {
                off += w->gram[(size_t)p * n + q] * w->gram[(size_t)p * n + q];
            }
        }
        if (off <= 1e-26 * diagonal) {
            return;
        }
        for (uint32_t p = 0; p < n; p++) {
            for (uint32_t q = p + 1; q < n; q++) {
                rotate(w, p, q);
            }
        }
    }
}

/* Place of the largest eigenvalue not yet taken (taken ones are -1); the lower place on ties. */
static uint32_t largest_left(const workspace *w, const double *left) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < w->width; i++) {
        best = left[i] > left[best] ? i : best;
    }
    return best;
}

/* right[:, k] = basis * (k-th leading eigenvector), its largest component positive. */
static void extract(workspace *w, uint32_t rank, double *right, double *sigma) {
    const uint32_t n = w->width;
    double *left = w->row;
    for (uint32_t i = 0; i < n; i++) {
        left[i] = fmax(0.0, w->gram[(size_t)i * n + i]);
    }
    memset(right, 0, (size_t)w->columns * rank * sizeof *right);
    memset(sigma, 0, rank * sizeof *sigma);
    for (uint32_t k = 0; k < rank && k < n; k++) {
        const uint32_t at = largest_left(w, left);
        sigma[k] = sqrt(left[at]);
        left[at] = -1.0;
        if (sigma[k] <= 1e-7 * sigma[0]) {
            sigma[k] = 0.0;
            continue;
        }
        double peak = 0.0;
        for (uint32_t i = 0; i < w->columns; i++) {
            double sum = 0.0;
            for (uint32_t j = 0; j < n; j++) {
                sum += w->basis[(size_t)i * n + j] * w->vectors[(size_t)j * n + at];
            }
            right[(size_t)i * rank + k] = sum;
            peak = fabs(sum) > fabs(peak) ? sum : peak;
        }
        for (uint32_t i = 0; i < w->columns && peak < 0.0; i++) {
            right[(size_t)i * rank + k] = -right[(size_t)i * rank + k];
        }
    }
}

static bool reserve(const smacs_allocator *a, const smacs_sparse *m, const smacs_svd_options *o, workspace *w) {
    const size_t smaller = m->rows < m->columns ? m->rows : m->columns;
    const size_t wanted = (size_t)o->rank + o->oversample;
    w->rows = m->rows;
    w->columns = m->columns;
    w->width = (uint32_t)(wanted < smaller ? wanted : smaller);
    const size_t n = w->width;
    w->basis = smacs_mem_zeroed(a, w->columns, n * sizeof(double));
    w->image = smacs_mem_zeroed(a, w->rows, n * sizeof(double));
    w->gram = smacs_mem_zeroed(a, n, n * sizeof(double));
    w->vectors = smacs_mem_zeroed(a, n, n * sizeof(double));
    w->row = smacs_mem_zeroed(a, n, sizeof(double));
    return w->basis && w->image && w->gram && w->vectors && w->row;
}

/* False when the caller asks to stop. */
static bool step(const smacs_svd_options *o, uint64_t done) {
    return !o->progress || o->progress(o->progress_context, done, o->iterations + 2u) == 0;
}

smacs_status smacs_svd(const smacs_allocator *a, const smacs_sparse *m, const smacs_svd_options *o, double *right,
                       double *sigma) {
    workspace w = {0};
    smacs_status status = reserve(a, m, o, &w) ? SMACS_OK : SMACS_E_MEMORY;
    if (status == SMACS_OK) {
        smacs_rng rng;
        smacs_rng_seed(&rng, o->seed, 1);
        for (size_t i = 0; i < w.rows * w.width; i++) {
            w.image[i] = smacs_rng_normal(&rng);
        }
        multiply_transposed(m, &w);
        orthonormalise(&w);
    }
    for (uint32_t i = 0; i < o->iterations && status == SMACS_OK; i++) {
        if (!step(o, i + 1u)) {
            status = SMACS_E_CANCELLED;
            break;
        }
        multiply(m, &w);
        multiply_transposed(m, &w);
        orthonormalise(&w);
    }
    if (status == SMACS_OK) {
        multiply(m, &w);
        gram_of(w.image, w.rows, &w);
        diagonalise(&w);
        extract(&w, o->rank, right, sigma);
        status = step(o, o->iterations + 2u) ? SMACS_OK : SMACS_E_CANCELLED;
    }
    double *const owned[] = {w.basis, w.image, w.gram, w.vectors, w.row};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) {
        smacs_mem_free(a, owned[i]);
    }
    return status;
}
