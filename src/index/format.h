/* The .smx layout, shared by reader and writer. See src/index/README.md. */
#ifndef SMACS_INDEX_FORMAT_H
#define SMACS_INDEX_FORMAT_H

#include "base/names.h"
#include <smacs/index.h>

#define SMX_MAGIC "SMX\x1a"
#define SMX_VERSION 2
#define SMX_HEAD_SIZE 64
#define SMX_LABELS 3 /* source, benchmark, category of a question, as numbers into LABL */
#define SMX_NO_LABEL 0xFFFFu
#define SMX_LEVELS_MAX 255 /* codes 0..254; 255 is "missing" */
#define SMX_MISSING 255u
#define SMX_MODELS_MAX 65535u
#define SMX_QUESTIONS_MAX 0x7FFFFFFFu

/* How one model's column is kept in memory; the same number says how the file has it. */
typedef enum smx_column {
    SMX_COLUMN_EMPTY = 0,  /* no score at all: no bytes */
    SMX_COLUMN_BITS = 1,   /* every score 0 or 1, none missing: one bit a question, lowest bit first */
    SMX_COLUMN_MASKED = 2, /* scores 0 or 1, some missing: the bits, then a bit that is 1 where a score is */
    SMX_COLUMN_CODES = 3   /* a byte a question: number into LEVL, or 255 for missing */
} smx_column;

/* Added to the number in a file when a bit a question says which scores are there, rather than runs. */
#define SMX_PRESENCE_BITS 0x80u

/* Bytes of a column over n questions in memory. */
static inline uint64_t smx_column_size(smx_column kind, uint32_t n) {
    const uint64_t bits = ((uint64_t)n + 7) / 8;
    return kind == SMX_COLUMN_BITS ? bits : kind == SMX_COLUMN_MASKED ? 2 * bits : kind == SMX_COLUMN_CODES ? n : 0;
}

/* Bits that a number into a table of `levels` takes. */
static inline uint32_t smx_code_bits(uint32_t levels) {
    uint32_t bits = 1;
    while (levels > UINT32_C(1) << bits) {
        bits++;
    }
    return bits;
}

struct smacs_index {
    smacs_allocator allocator;
    smacs_index_facts facts;
    int8_t *vectors;       /* [n][D] */
    uint16_t *labels;      /* [n][SMX_LABELS] */
    uint8_t *id_table;     /* what `ids` is a view of */
    uint8_t *scores;       /* what `columns` point into */
    const uint8_t *levels; /* f32 [level_count] */
    uint32_t level_count;
    smacs_name_view models, ids, label_names, texts;
    double *squares; /* [n] squared length of each row */
    struct smx_column_view {
        uint8_t *data;
        smx_column kind;
    } * columns;             /* [M] */
    smacs_model_mean *means; /* [M] */
};

#endif
