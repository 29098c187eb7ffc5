/* The .smx layout, shared by reader and writer. See src/index/README.md. */
#ifndef SMACS_INDEX_FORMAT_H
#define SMACS_INDEX_FORMAT_H

#include "base/arena.h"
#include "base/names.h"
#include "index/cards.h"
#include <smacs/index.h>
#include <stdatomic.h>

#define SMX_MAGIC "SMX\x1a"
/* Version 3 may also have sections that its readers need not know. It is written only where there are some, so that
 * older readers read what they can. */
#define SMX_VERSION 2
#define SMX_VERSION_NEWEST 3
#define SMX_HEAD_SIZE 64
#define SMX_LANES 2  /* models that are reckoned with side by side; the sums of four do not fit into registers */
#define SMX_LABELS 3 /* source, benchmark, category of a question, as numbers into LABL */
#define SMX_NO_LABEL 0xFFFFu
#define SMX_LEVELS_MAX 255
#define SMX_MODELS_MAX 65535u
#define SMX_QUESTIONS_MAX 0x7FFFFFFFu
#define SMX_SMALL_TALK_MAX 4096u
#define SMX_MAP_TAG "dots"

/* How a file has one model's column: a sum of these. */
#define SMX_COLUMN_CODES 1u    /* numbers into LEVL, not one bit a score */
#define SMX_COLUMN_PRESENCE 2u /* a bit a question says which scores are there, not runs */

/* Bits that a number into a table of `levels` takes. */
static inline uint32_t smx_code_bits(uint32_t levels) {
    uint32_t bits = 1;
    while (levels > UINT32_C(1) << bits) {
        bits++;
    }
    return bits;
}

/* One model's scores, by question; words of 64 bits, lowest question first, unused bits 0. */
typedef struct smx_column {
    uint64_t *present;
    uint64_t *right; /* the scores, where all are 0 or 1; NULL otherwise */
    uint8_t *codes;  /* else numbers into the levels */
} smx_column;

/* Bit `at` of a column's words: read, and set when `bit` is 1. */
static inline bool smx_is_set(const uint64_t *words, uint32_t at) { return words[at / 64] >> at % 64 & 1; }
static inline void smx_put_bit(uint64_t *words, uint32_t at, uint32_t bit) {
    words[at / 64] |= (uint64_t)bit << at % 64;
}

/* One number that threads may read and write at the same time. */
typedef _Atomic uint64_t smx_shared;

struct smacs_index {
    smacs_allocator allocator;
    smacs_index_facts facts;
    smacs_arena owned;       /* all that is not in the file as it is needed: */
    int8_t *vectors;         /* [n][D] */
    bool narrow;             /* all their values lie in -64 .. 63 */
    int32_t *squares;        /* [n] squared length of each row, */
    float *scales;           /* [n] and 1 / its length; 0 where that is 0 */
    uint16_t *labels;        /* [n][SMX_LABELS] */
    const smacs_spot *spots; /* [n], in the file; NULL: it has no map */
    smx_column *columns;     /* [M] */
    smacs_model_mean *means; /* [M] */
    uint16_t (*solved)[2];   /* [n] smacs_solved */
    int8_t *small_talk;      /* [facts.small_talk][D], */
    double talk_length;      /* and the least length of one */
    uint16_t *keywords;      /* [n][SMACS_KEYWORDS_MAX] numbers into `words` + 1, 0 = none; NULL: no key words */
    uint8_t *groups;         /* [n] */
    uint16_t (*group_labels)[SMX_LABELS]; /* [group_count] of a question of each */
    uint32_t *group_sizes;                /* [group_count] */
    smacs_scores *group_scores;           /* [group_count][M] */
    uint32_t group_count;
    uint32_t group_depth; /* how many labels tell groups apart */
    smx_fit fit;
    smx_card *cards;          /* [M]; NULL: the file has none */
    smacs_level *card_levels; /* [group_count][M] */
    uint32_t stride;          /* M rounded up to SMX_LANES; what is past M is 0 */
    double *expected;         /* [group_count][stride] smacs_expectation.mean */
    double *published;        /* [group_count][stride] smacs_expectation.published */
    double *evidence;         /* [group_count][stride] that and the scores themselves */
    double *level_odds;       /* [group_count][stride] odds that a model solves a question of usual ease */
    bool *asked;              /* [group_count][stride / SMX_LANES] whether one of these models has scores there */
    double *eases;            /* [n] what these odds are multiplied by */
    double *overall;          /* [M] mean of `expected` over the questions, */
    double *between;          /* [M] and its variance */
    double *luck;             /* [group_count][M] what other models' scores explain of a group's sum (expect.c) */
    double *ease_means;       /* [group_count] of the logs of its questions' eases, */
    double *ease_spreads;     /* [group_count] and their variance */
    smacs_pair *pairs;        /* [M (M - 1) / 2] of models a < b, by b, then by a; NULL: counted where asked for */
    smx_shared *variances;    /* of pairs of models, as far as they were asked for (pairs.c) */
    bool summed;              /* all that takes every question was read from the head of a sharded index (shards.h) */
    float *levels;            /* [level_count] */
    uint32_t level_count;
    smacs_name_view models, ids, label_names, texts, words;
};

/* A score that is there. */
static inline float smx_score_of(const smacs_index *index, const smx_column *column, uint32_t question) {
    return column->codes ? index->levels[column->codes[question]] : (float)smx_is_set(column->right, question);
}

/* The text of a label; absent for none. */
static inline smacs_text smx_label(const smacs_index *index, uint16_t label) {
    return label == SMX_NO_LABEL ? (smacs_text){0} : smacs_name_view_get(&index->label_names, label);
}

/* The first question from `i` on that a column of `n` has a score of; n if none has. */
static inline uint32_t smx_next_scored(const smx_column *column, uint32_t n, uint32_t i) {
    for (; i < n; i = (i | 63) + 1) {
        const uint64_t rest = column->present[i / 64] >> i % 64;
        if (rest) {
            return i + (uint32_t)__builtin_ctzll(rest);
        }
    }
    return n;
}

/* Whether `dates` are days of a calendar, the last not before the first. */
bool smx_are_dates(smacs_index_dates dates);

/* What a file says besides its questions: models, labels, levels, small talk, dates (index.c). The section HEAD comes
 * first; `texts`: with the questions' own. Errors: FORMAT, MEMORY, and those of the container. */
smacs_status smx_open_head(const smacs_container *file, smacs_index_facts *facts, smacs_error *error);
smacs_status smx_open_about(const smacs_container *file, smacs_index *index, smacs_error *error);

/* The rows of facts.questions: vectors, and all else that an index has of each. */
smacs_status smx_open_vectors(const smacs_container *file, smacs_index *index, smacs_error *error);
smacs_status smx_open_rows(const smacs_container *file, smacs_index *index, smacs_error *error);

/* [n] squared lengths and their scales, from the vectors, and whether these are narrow. */
void smx_measure_rows(smacs_index *index);

/* A section to be read from its start, and OK if all of it was read and made sense. */
smacs_status smx_begin_section(const smacs_container *file, const char *tag, smacs_section *section, smx_reader *r,
                               smacs_error *error);
smacs_status smx_end_section(const smacs_section *section, const smx_reader *r, smacs_error *error);

/* Numbers the groups of questions, sums the scores in each, and counts who solved each question; false without
 * memory. */
bool smx_open_groups(smacs_index *index);

/* Works out what each model is expected to solve in each group, which takes the groups and the cards, and the eases of
 * the questions; false without memory. */
bool smx_open_expectations(smacs_index *index);

/* Makes room for the variances of pairs; false without memory. */
bool smx_open_variances(smacs_index *index);

/* Variance of y_a - y_b over the questions that both models were run on, the same for both orders; NAN with fewer than
 * two. Counted the first time, then kept: any number of threads may ask at the same time. */
double smx_difference_variance(const smacs_index *index, uint32_t a, uint32_t b);

/* The eases of all questions, from what is expected; false without memory. */
bool smx_open_eases(smacs_index *index);

#endif
