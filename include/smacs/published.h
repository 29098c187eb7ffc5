/* Levels of models that no bank knows, from published scores: section 6 of the method.
 *
 * One table has a row for each model; its columns are public benchmarks and the kinds of question that an index has. A
 * cell is a logit (a rating: the number itself), standardised by column. The fit says
 *
 *     z_mj = o_j + a_m + u_m . v_j        o_j offset and v_j loading of column j; a_m, u_m of model m
 *
 * (a low-rank model as in BenchPress, arXiv 2606.24020). The columns' numbers stay with the index. A model's own few
 * numbers are solved for when the index is opened, from whatever scores its card has; where the scores say little, a_m
 * is drawn to what size, release and family let one expect. */
#ifndef SMACS_PUBLISHED_H
#define SMACS_PUBLISHED_H

#include <smacs/status.h>
#include <stdbool.h>

#define SMACS_LOADINGS 2       /* the most factors besides ability; unused ones have loadings of 0 */
#define SMACS_CARD_ERRORS 9    /* by number of known scores: 0, 1, .. 8 or more */
#define SMACS_CARD_ABILITIES 6 /* coefficients of the ability that size, release and effort let one expect */

typedef enum smacs_unit {
    SMACS_UNIT_PERCENT = 0, /* from 0 to 100; the column is of logits */
    SMACS_UNIT_RATING = 1   /* from 0 up; the column is of the numbers themselves */
} smacs_unit;

/* What the fit knows of a column. */
typedef struct smacs_scale {
    double mean, deviation; /* of the column before it is standardised; deviation below 0: lower scores are better */
    double offset;          /* o_j */
    double noise; /* how much its cells stray from the fit: above 0, 1 is usual. A known score counts 1 / noise^2; of a
                     kind, the error of a level grows with it */
    double loading[SMACS_LOADINGS]; /* v_j */
} smacs_scale;

typedef struct smacs_benchmark {
    smacs_text name; /* "MMLU-Pro (benchpress)": the source's file stands in brackets */
    smacs_unit unit;
    smacs_scale scale;
} smacs_benchmark;

/* A kind of question: a group of the index (smacs_index_group). */
typedef struct smacs_kind {
    smacs_text source, benchmark, category; /* those by which its questions are told from others; the rest absent */
    smacs_scale scale;
} smacs_kind;

typedef struct smacs_family {
    smacs_text name;
    double ability; /* how much abler its models are than their size and date say */
} smacs_family;

typedef struct smacs_fit {
    const smacs_benchmark *benchmarks; /* [benchmark_count] */
    size_t benchmark_count;
    const smacs_kind *kinds; /* [kind_count] */
    size_t kind_count;
    const smacs_family *families; /* [family_count] */
    size_t family_count;
    double ridge_ability, ridge_factor; /* how strongly a_m and u_m are drawn to what is expected; above 0 */
    double errors[SMACS_CARD_ERRORS];   /* mean error of a kind's standardised level, by number of known scores */
    /* Of log2 of the parameters in billions, of their being unknown, of years since 2024, of the release being unknown,
     * of reasoning; and a constant. */
    double abilities[SMACS_CARD_ABILITIES];
} smacs_fit;

typedef struct smacs_card_score {
    smacs_text benchmark; /* as the fit names it, or without the brackets at its end; case, spaces and marks ignored */
    double score;
} smacs_card_score;

/* What is published of one model. A zeroed card says nothing. */
typedef struct smacs_card {
    const smacs_card_score *scores; /* [score_count] */
    size_t score_count;
    smacs_text family;   /* absent, or one that the fit does not know: none */
    double parameters_b; /* in billions; 0: unknown */
    smacs_text released; /* YYYY-MM-DD, or the beginning of that; absent: unknown */
    bool reasons;        /* its scores were made thinking */
} smacs_card;

#endif
