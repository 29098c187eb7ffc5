/* The builder's state, shared by builder.c (what goes in) and write.c (the file that comes out). */
#ifndef SMACS_INDEX_BUILDER_H
#define SMACS_INDEX_BUILDER_H

#include "index/format.h"
#include <smacs/builder.h>

/* A model's card in the builder's bytes; size 0: it has none. */
typedef struct smx_kept_card {
    size_t at;
    uint32_t size;
} smx_kept_card;

/* A question's spot on the map, if it has one. */
typedef struct smx_kept_spot {
    smacs_spot spot;
    bool known;
} smx_kept_spot;

struct smacs_builder {
    smacs_allocator allocator;
    uint32_t dim;
    bool with_text;
    uint64_t embedder_digest;
    smacs_bytes embedder_name;
    smacs_bytes facts;
    smacs_names models, ids, labels, texts, words;
    smacs_index_dates dates;
    uint16_t *question_labels; /* [n][SMX_LABELS] */
    size_t labels_capacity;
    uint16_t *keywords; /* [n][SMACS_KEYWORDS_MAX] numbers into `words` + 1; 0 = none */
    size_t keywords_capacity;
    int8_t *vectors; /* [n][dim] */
    size_t vectors_capacity;
    smx_kept_spot *spots; /* [n] */
    size_t spots_capacity;
    bool has_map;       /* an index with one has been appended: the first such map is the builder's */
    int8_t *small_talk; /* [talk_count][dim] */
    size_t talk_count, talk_capacity;
    float *cells; /* [n][stride], NAN where missing; columns beyond the models are NAN */
    size_t rows_capacity;
    uint32_t stride;
    smacs_bytes fit;        /* as in a file; empty: none */
    smacs_bytes card_bytes; /* where cards are, those that were replaced among them */
    smx_kept_card *cards;   /* [card_capacity] by model */
    size_t card_capacity;
};

/* Takes over what `index` has of published scores; columns [M] are the builder's numbers of its models.
 * Errors: MEMORY. */
smacs_status smx_append_cards(smacs_builder *builder, const smacs_index *index, const uint32_t *columns,
                              smacs_error *error);

/* Appends the section `card`; there is a fit. */
void smx_write_cards(const smacs_builder *builder, smacs_bytes *out);

/* Of evenly chosen questions among the rows of all blocks: the cosine to the nearest other one, at the lowest tenth and in
 * the middle. */
typedef struct smx_nearness {
    float low, typical;
} smx_nearness;
smx_nearness smx_measure_nearness(const smx_block *blocks, size_t count, uint32_t dim);

/* ---- pieces of a file, as in README.md; a piece without memory sets out->failed ---- */

/* A column's scores, NAN where missing. */
typedef struct smx_scores {
    const float *cells;
    uint32_t count;
} smx_scores;

/* The distinct scores of coded columns, ascending. */
typedef struct smx_levels {
    float value[SMX_LEVELS_MAX];
    uint32_t count;
    bool rounded; /* more distinct scores than levels: scores are rounded to 1/254 */
} smx_levels;
void smx_add_level(smx_levels *levels, float score);
uint8_t smx_code_of(const smx_levels *levels, float score);
void smx_write_levels(const smacs_allocator *a, const smx_levels *levels, smacs_bytes *out);

void smx_write_column(const smacs_allocator *a, const smx_scores *scores, bool codes, const smx_levels *levels,
                      smacs_bytes *out);

/* SCOR and LEVL. Levels are collected from all columns first, because they share one table of them. */
smacs_status smx_write_scores(const smacs_builder *builder, smacs_bytes *scores, smacs_bytes *levels, uint64_t *cells);

void smx_write_head(const smacs_builder *builder, uint32_t questions, uint64_t cells, smx_nearness near,
                    uint8_t head[SMX_HEAD_SIZE]);
void smx_write_labels(const smacs_allocator *a, const uint16_t *rows, uint32_t n, smacs_bytes *out);
/* Nothing where no day is known, and where there is no small talk. */
void smx_write_dates(const smacs_builder *builder, smacs_bytes *out);
void smx_write_small_talk(const smacs_builder *builder, smacs_bytes *out);

/* Takes over all of an index but its questions, as smacs_builder_append: `columns` [its models] receives the builder's
 * numbers of them. Errors: as there. */
smacs_status smx_append_about(smacs_builder *builder, const smacs_index *index, uint32_t *columns, smacs_error *error);

/* Appends the section of key words; nothing where no question has one. Sets out->failed when memory runs out. */
void smx_write_keywords(const smacs_builder *builder, smacs_bytes *out);

/* Appends the section of the map; the builder has one. Sets out->failed when memory runs out. */
void smx_write_map(const smacs_builder *builder, smacs_bytes *out);

/* Appends texts, each as what differs from others before it (README.md, "An id"). */
void smx_write_ids(const smacs_allocator *a, const smacs_names *ids, smacs_bytes *out);

#endif
