/* The section `card` of a .smx file, shared by its reader (cards.c) and writer (write_cards.c): see README.md.
 *
 *   size of the fit | the fit | for each model with a card: how much its number grows (+ 1 for the first), size of the
 *   card, the card; numbers packed as in coding.h
 *
 * The fit is the same bytes in every index that has it, so it is copied and compared as a whole. */
#ifndef SMACS_INDEX_CARDS_H
#define SMACS_INDEX_CARDS_H

#include "base/names.h"
#include "index/coding.h"
#include <smacs/index.h>
#include <smacs/published.h>

/* A fit begins with the numbers of benchmarks, kinds and families, packed, and these f32. */
enum {
    SMX_FIT_RIDGE_ABILITY,
    SMX_FIT_RIDGE_FACTOR,
    SMX_FIT_ERRORS,
    SMX_FIT_ABILITIES = SMX_FIT_ERRORS + SMACS_CARD_ERRORS,
    SMX_FIT_NUMBERS = SMX_FIT_ABILITIES + SMACS_CARD_ABILITIES
};

/* There follow, as f32, the scales of benchmarks and kinds, the families' abilities; a byte for each benchmark's unit;
 * and a table of texts: benchmarks, families, three labels of each kind, empty for absent. */
enum { SMX_MEAN, SMX_DEVIATION, SMX_OFFSET, SMX_NOISE, SMX_SLOPE, SMX_LOADING, SMX_SCALE };

#define SMX_BENCHMARKS_MAX 65535u
#define SMX_FAMILIES_MAX 65535u
#define SMX_KIND_LABELS 3

/* A fit in the bytes of a file. */
typedef struct smx_fit {
    const uint8_t *bytes; /* [size]; NULL: there is none */
    size_t size;
    uint32_t benchmarks, kinds, families;
    const uint8_t *numbers; /* f32 */
    uint32_t abilities;     /* the first family's, among the f32 */
    const uint8_t *units;   /* [benchmarks] */
    smacs_name_view names;
} smx_fit;

/* Checks a fit. `section` is for errors. Errors: FORMAT. */
smacs_status smx_fit_open(const uint8_t *bytes, size_t size, const smacs_section *section, smx_fit *out,
                          smacs_error *error);

/* A card begins with a number: a sum of these. There follow the numbers that it announces, and for each known score,
 * until the card ends, how much the benchmark's number grows (+ 1 for the first) and the score in hundredths. */
enum {
    SMX_CARD_FAMILY = 1,     /* its number */
    SMX_CARD_PARAMETERS = 2, /* in millions, at least 1 */
    SMX_CARD_RELEASED = 4,   /* days since 2000-01-01 */
    SMX_CARD_REASONS = 8
};

/* A model's card in the bytes of a file; at == NULL: it has none. */
typedef struct smx_card {
    const uint8_t *at;
    uint32_t size;
    uint32_t scores; /* how many it has */
} smx_card;

/* Logit of a score in percent, cut to 0.5 .. 99.5. */
double smx_logit_of(double percent);

/* What expected abilities are computed from, in the order of smacs_fit.abilities. `millions` of parameters, 0: unknown;
 * `days` since 2000-01-01, NULL: unknown. */
void smx_expect_by(uint32_t millions, const uint32_t *days, bool reasons, double values[SMACS_CARD_ABILITIES]);

/* Reads the section, if the file has it, and computes the levels; after the groups. Errors: FORMAT, MEMORY. */
smacs_status smx_open_cards(const smacs_container *file, smacs_index *index, smacs_error *error);

#endif
