/* A sharded index: millions of questions in plain files, of which a question needs small pieces.
 *
 * The questions are grouped into cells, each around a centre. One small file, the head, has all of an index but its
 * questions: models, what is expected of them in each group of questions, the centres, and where each cell lies. The
 * cells lie one after the other in shards. To route a question, choose its nearest cells, get their bytes in whatever
 * way, and gather them into an index, which routes as the whole one would if all neighbours are in these cells.
 *
 *     smacs_shards_open -> smacs_shards_choose -> smacs_shards_cell -> (read) -> smacs_shards_gather -> smacs_route_text
 */
#ifndef SMACS_SHARDS_H
#define SMACS_SHARDS_H

#include <smacs/allocator.h>
#include <smacs/export.h>
#include <smacs/index.h>
#include <smacs/status.h>

SMACS_API_BEGIN

typedef struct smacs_shards smacs_shards;

/* Opens the head after checking all of it; same contract as smacs_index_open: the bytes are borrowed until
 * smacs_shards_free. */
smacs_status smacs_shards_open(const smacs_allocator *allocator, const void *bytes, size_t size, smacs_shards **out,
                               smacs_error *error);
void smacs_shards_free(smacs_shards *shards);

/* All that the head knows, as an index without questions: its models, facts and expectations. It cannot be searched or
 * routed by. Borrowed from the shards. */
const smacs_index *smacs_shards_head(const smacs_shards *shards);

/* How many cells and how many files of them there are, at least 1. */
uint32_t smacs_shards_cells(const smacs_shards *shards);
uint32_t smacs_shards_files(const smacs_shards *shards);

/* Where the bytes of cell number `cell` < cells lie, and how many questions it has. */
typedef struct smacs_cell {
    uint32_t file; /* from 0 */
    uint32_t size; /* bytes */
    uint64_t offset;
    uint32_t questions;
} smacs_cell;
smacs_cell smacs_shards_cell(const smacs_shards *shards, uint32_t cell);

/* The cells whose centres are most similar to `vector` [D], most similar first, ties by lower number. Together they have
 * about `questions` in the mean over many vectors: from a quarter of it, where few cells are almost as near as the nearest,
 * to three times it, where many are. At least one cell; all of them from the number of all questions on. 0 questions means
 * 1 in 50 of all. Free *cells with smacs_free. Errors: MEMORY. */
smacs_status smacs_shards_choose(const smacs_allocator *allocator, const smacs_shards *shards, const int8_t *vector,
                                 uint32_t questions, uint32_t **cells, uint32_t *count, smacs_error *error);

/* The bytes of a cell, as they were read. */
typedef struct smacs_cell_bytes {
    uint32_t cell;
    const void *bytes;
    size_t size;
} smacs_cell_bytes;

/* Makes an index of the questions in `count` >= 1 different cells, in the order that they have in the whole. It borrows
 * from the shards, which must outlive it, and keeps nothing of the bytes. With a `vector` [D] it has only those that
 * smacs_index_search finds for it with `k` (0: 400), when they are more than k: routing that vector gives the same as
 * with all of them. NULL: all questions of the cells.
 * Errors: MEMORY, ARGUMENT (no such cell, one twice), and of a cell: TRUNCATED, MAGIC, VERSION, CHECKSUM (also when the
 * cell is of another build than the head), FORMAT. */
smacs_status smacs_shards_gather(const smacs_allocator *allocator, const smacs_shards *shards,
                                 const smacs_cell_bytes *cells, uint32_t count, const int8_t *vector, uint32_t k,
                                 smacs_index **out, smacs_error *error);

/* ---- making one ---- */

/* Zero in any field means the default named beside it. */
typedef struct smacs_shards_options {
    uint32_t cells;          /* default: 32 times the root of the number of questions, but no more than one for every 30
                                of these; at most one for each */
    uint64_t file_size;      /* a file ends with the first cell that reaches it; default 20,000,000 bytes */
    uint64_t seed;           /* of the centres; default 1 */
    smacs_progress progress; /* NULL: none */
    void *progress_context;
} smacs_shards_options;

/* Takes the bytes of each file in turn, from file 0 on; each call appends to `file`. The head comes last, in one call
 * with UINT32_MAX. False: they could not be taken, and making stops with CANCELLED. */
typedef bool (*smacs_shards_sink)(void *context, uint32_t file, const void *bytes, size_t size);

/* Makes a sharded index of the questions of `count` >= 1 indexes, which were made by one embedder and share no question.
 * Their models, labels, cards and dates are joined as in smacs_assembly_merge. Texts, key words and maps stay behind. What is
 * routed is the same as with the merged index as far as the cells chosen hold the neighbours. The same parts, options and
 * order give the same bytes. *failed (may be NULL): which part is wrong, or count.
 * Errors: MEMORY, MISMATCH (another embedder), DUPLICATE (a question of two parts; the detail is its id), ARGUMENT,
 * TOO_LARGE, CANCELLED. */
smacs_status smacs_assembly_shards(const smacs_allocator *allocator, const smacs_index *const *parts, size_t count,
                                   const smacs_shards_options *options, smacs_shards_sink sink, void *context,
                                   size_t *failed, smacs_error *error);

SMACS_API_END

#endif
