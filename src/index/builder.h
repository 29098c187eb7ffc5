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

/* Of evenly chosen questions: the cosine to the nearest other one, at the lowest tenth and in the middle. */
typedef struct smx_nearness {
    float low, typical;
} smx_nearness;
smx_nearness smx_measure_nearness(const smacs_builder *builder);

/* Appends the section of key words; nothing where no question has one. Sets out->failed when memory runs out. */
void smx_write_keywords(const smacs_builder *builder, smacs_bytes *out);

/* Appends the section of the map; the builder has one. Sets out->failed when memory runs out. */
void smx_write_map(const smacs_builder *builder, smacs_bytes *out);

/* Appends texts, each as what differs from others before it (README.md, "An id"). */
void smx_write_ids(const smacs_allocator *a, const smacs_names *ids, smacs_bytes *out);

#endif
