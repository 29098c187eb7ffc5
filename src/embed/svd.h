/* Truncated SVD of a sparse matrix, for the trainer. */
#ifndef SMACS_EMBED_SVD_H
#define SMACS_EMBED_SVD_H

#include "base/mem.h"
#include <smacs/status.h>

/* Compressed sparse rows: row i holds columns column[start[i]..start[i + 1]) with their values. */
typedef struct smacs_sparse {
    size_t rows;
    uint32_t columns;
    const size_t *start; /* [rows + 1] */
    const uint32_t *column;
    const float *value;
} smacs_sparse;

typedef struct smacs_svd_options {
    uint32_t rank;       /* k: singular vectors wanted */
    uint32_t oversample; /* extra directions carried along, then dropped */
    uint32_t iterations; /* power iterations */
    uint64_t seed;
    smacs_progress progress; /* may be NULL */
    void *progress_context;
} smacs_svd_options;

/* Leading right singular vectors into `right` [columns][rank], each of unit length with its largest component positive,
 * and singular values into `sigma` [rank], descending; zero beyond the matrix's rank. Errors: MEMORY, CANCELLED. */
smacs_status smacs_svd(const smacs_allocator *a, const smacs_sparse *matrix, const smacs_svd_options *options,
                       double *right, double *sigma);

#endif
