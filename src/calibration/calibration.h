/* What the files of this room share. */
#ifndef SMACS_CALIBRATION_CALIBRATION_H
#define SMACS_CALIBRATION_CALIBRATION_H

#include "base/arena.h"
#include "base/names.h"
#include <smacs/builder.h>
#include <smacs/calibration.h>

typedef struct calibration_item {
    smacs_question question;
    smacs_text answer;
    uint32_t row;   /* in the index; SMACS_NO_NAME: it is not there */
    int8_t *vector; /* [D] of one that is not there */
    bool asked, right, answered;
    bool compared, right_then;
} calibration_item;

struct smacs_calibration {
    smacs_allocator a;
    const smacs_index *index;
    const smacs_embedder *embedder;
    smacs_arena arena;
    smacs_names rows; /* ids of the index's questions, in its order */
    smacs_names ids;  /* of the items, in theirs */
    void *scratch;    /* of the embedder */
    calibration_item *items;
    size_t capacity;
    uint32_t count, skipped, fresh; /* fresh: items that the index does not have */
    smacs_text model;
    uint32_t *chosen; /* items */
    uint32_t chosen_count;
    double precision;
    smacs_calibration_sample unread;
};

/* Adds a question of the host's to the rows of `builder`. */
smacs_status smacs_calibration_add_row(smacs_builder *builder, const calibration_item *item, uint32_t *row,
                                       smacs_error *error);

/* A builder with all of the index in it. */
smacs_status smacs_calibration_copy_index(const smacs_calibration *c, smacs_builder **builder, smacs_error *error);

#endif
