/* Trains an embedder (.sme) of the n-gram kind from plain text: TF-IDF, then a truncated SVD.
 *
 * Latent semantic analysis (Deerwester et al. 1990) by the randomised range finder of Halko, Martinsson & Tropp 2011.
 * The same texts in the same order with the same options give the same file, on every target.
 */
#ifndef SMACS_TRAINER_H
#define SMACS_TRAINER_H

#include <smacs/allocator.h>
#include <smacs/export.h>
#include <smacs/status.h>

SMACS_API_BEGIN

typedef struct smacs_trainer smacs_trainer;

/* Zero in any field means the default named beside it. */
typedef struct smacs_trainer_options {
    smacs_text name;         /* stored in the file; default "ngrams-<D>" */
    uint32_t dim;            /* D, a multiple of 16; default 128; lowered to what the texts can carry */
    uint32_t vocabulary;     /* features kept, the most frequent first; default 16384 */
    uint32_t min_documents;  /* features in fewer texts are dropped; default 2 */
    uint32_t iterations;     /* power iterations of the range finder; default 4 */
    uint64_t seed;           /* of the random projections; default 1 */
    smacs_progress progress; /* NULL: none */
    void *progress_context;
} smacs_trainer_options;

/* A mutable handle, one thread at a time. `options` NULL means all defaults. Errors: MEMORY, ARGUMENT. */
smacs_status smacs_trainer_create(const smacs_allocator *allocator, const smacs_trainer_options *options,
                                  smacs_trainer **out, smacs_error *error);
void smacs_trainer_free(smacs_trainer *trainer);

/* Adds one document. The text is not kept. Errors: MEMORY, TOO_LARGE (2^32 feature occurrences); after an error the
 * trainer can only be freed. */
smacs_status smacs_trainer_add(smacs_trainer *trainer, smacs_text text);

/* Fits and writes the file into *bytes [*size], freed with smacs_free. The trainer can then only be freed.
 * Errors: MEMORY, EMPTY (fewer than 2 documents, or no feature survives min_documents), CANCELLED. */
smacs_status smacs_trainer_finish(smacs_trainer *trainer, void **bytes, size_t *size, smacs_error *error);

SMACS_API_END

#endif
