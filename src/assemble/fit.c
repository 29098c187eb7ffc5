/* Fits published scores to the levels of an index: section 6 of the method, by alternating least squares. Deterministic;
 * smacs/published.h says what is fitted. */
#include "assemble/fit.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/error.h"
#include "base/ridge.h"
#include "base/rng.h"
#include "base/scalar.h"
#include "base/text.h"
#include "index/cards.h"
#include <math.h>
#include <string.h>

enum {
    FAILED_AMONG = 5, /* scores of a model, before one of them is called failed */
    ROUNDS = 400,     /* the levels of groups of benchmarks that few models link take so many */
    DRAWS = 4,        /* of known scores, for each number of them, when errors are measured */
    MODELS_LEAST = 5  /* to measure errors by */
};

/* How strongly the numbers of a model and of a column are drawn to what is expected, in cells of usual noise. */
#define RIDGE_ABILITY 0.01
#define RIDGE_FACTOR 1.0
#define RIDGE_OFFSET 0.001
#define RIDGE_SLOPE 10.0
#define RIDGE_LOADING 1.0
/* Variance of a cell about the fit, which a column's own is drawn to as if by so many more models. */
#define NOISE_SQUARE 0.15
#define NOISE_MODELS 4.0
/* A column's variance is drawn to that of logits over all models, as if by so many more of them. */
#define DEVIATION_MODELS 4.0
#define DEVIATION_SQUARE 0.6
/* Variance of a cell of a kind about the fit, besides sampling; weighs cells of few questions. */
#define KIND_VARIANCE 0.15
/* A score so far below the mean of a model's other ones, in standard deviations, is of a run that failed: a harness that
 * could not read the answers, pictures shown to a model that reads text. */
#define FAILED 3.5
/* Models of a family that its ability is shrunken by. */
#define FAMILY_MODELS 3.0
/* Errors of a standardised level where there are too few models to measure them. */
static const double usual_errors[SMACS_CARD_ERRORS] = {1.0, 0.8, 0.7, 0.6, 0.55, 0.5, 0.5, 0.5, 0.5};

/* What is being fitted. */
typedef struct state {
    const smacs_fit_table *t;
    double *z;      /* [rows][columns] standardised; NAN where there is none */
    double *weight; /* [rows][columns] */
    smacs_scale *scales;
    double (*place)[2];            /* [rows] a_m and u_m */
    uint32_t *of_row, *row_starts; /* columns that each row has a cell in, and where its first stands [rows + 1] */
    uint32_t *of_column, *column_starts; /* rows that each column has a cell in, likewise */
    uint32_t hidden;                     /* a row whose kinds are left out; UINT32_MAX: none */
} state;

static size_t cell(const state *s, uint32_t row, uint32_t column) { return (size_t)row * s->t->columns + column; }

static bool is_there(const state *s, uint32_t row, uint32_t column) {
    return !isnan(s->z[cell(s, row, column)]) && (row != s->hidden || column < s->t->benchmarks);
}

/* ---- cells ---- */

static bool is_lower_better(smacs_text name) {
    static const char *const words[] = {"hallucination rate", "edit distance", "lower is better"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (smacs_text_find_folded(name, words[i]) < name.size) {
            return true;
        }
    }
    return false;
}

/* Variance of a share's logit from sampling `cells` questions. */
static double sampling(double percent, double cells) {
    const double share = fmin(0.98, fmax(0.02, percent / 100.0));
    return 1.0 / (cells * share * (1.0 - share));
}

/* Moments of a column, and its cells standardised. */
static void standardise(state *s, uint32_t column) {
    const smacs_fit_table *t = s->t;
    const bool rating = column < t->benchmarks && t->units[column] == SMACS_UNIT_RATING;
    double sum = 0.0, squares = 0.0, count = 0.0;
    for (uint32_t r = 0; r < t->rows; r++) {
        const double value = t->values[cell(s, r, column)];
        s->z[cell(s, r, column)] = isnan(value) || rating ? value : smx_logit_of(value);
        sum += isnan(value) ? 0.0 : s->z[cell(s, r, column)];
        count += !isnan(value);
    }
    const double mean = count > 0.0 ? sum / count : 0.0, more = rating ? 0.0 : DEVIATION_MODELS;
    for (uint32_t r = 0; r < t->rows; r++) {
        const double rest = s->z[cell(s, r, column)] - mean;
        squares += isnan(rest) ? 0.0 : rest * rest;
    }
    const double variance = (squares + more * DEVIATION_SQUARE) / fmax(1.0, count - 1.0 + more);
    const double size = variance > 1e-4 ? sqrt(variance) : 1.0;
    const double deviation = column < t->benchmarks && is_lower_better(t->names[column]) ? -size : size;
    s->scales[column] = (smacs_scale){.mean = mean, .deviation = deviation, .noise = 1.0};
    for (uint32_t r = 0; r < t->rows; r++) {
        const size_t i = cell(s, r, column);
        s->z[i] = (s->z[i] - mean) / deviation;
        s->weight[i] = 1.0;
        if (column >= t->benchmarks && !isnan(s->z[i])) {
            const double noise = sampling(t->values[i], t->counts[i]) / variance;
            s->weight[i] = KIND_VARIANCE / (KIND_VARIANCE + noise);
        }
    }
}

/* Takes failed runs out of the table, so that neither the fit nor a card has them. */
static void leave_out_failed(state *s, uint32_t row) {
    const smacs_fit_table *t = s->t;
    double sum = 0.0, count = 0.0;
    for (uint32_t b = 0; b < t->benchmarks; b++) {
        const double z = s->z[cell(s, row, b)];
        sum += isnan(z) ? 0.0 : z;
        count += !isnan(z);
    }
    for (uint32_t b = 0; b < t->benchmarks && count >= FAILED_AMONG; b++) {
        const double z = s->z[cell(s, row, b)];
        if (z - (sum - z) / (count - 1.0) < -FAILED) { /* false where there is none */
            s->z[cell(s, row, b)] = t->values[cell(s, row, b)] = (double)NAN;
        }
    }
}

/* ---- what family, size and release let one expect ---- */

static void expect_by(const smacs_fit_facts *facts, double values[SMACS_CARD_ABILITIES]) {
    const double millions = floor(facts->parameters_b * 1000.0 + 0.5);
    uint32_t day = 0;
    const bool dated = facts->released.size && smacs_day_read(facts->released, &day);
    const uint32_t days = dated ? smacs_days_since_2000(day) : 0;
    smx_expect_by(millions >= 1.0 && millions <= 1e9 ? (uint32_t)millions : 0, dated ? &days : NULL, facts->reasons,
                  values);
}

static double expected_ability(const smacs_fit *fit, const smacs_fit_facts *facts) {
    double values[SMACS_CARD_ABILITIES], sum = 0.0;
    expect_by(facts, values);
    for (int i = 0; i < SMACS_CARD_ABILITIES; i++) {
        sum += fit->abilities[i] * values[i];
    }
    return facts->family < fit->family_count ? sum + fit->families[facts->family].ability : sum;
}

/* Whether a row says something of ability: a few scores, and known facts. */
static bool teaches(const state *s, uint32_t row) {
    uint32_t there = 0;
    for (uint32_t c = 0; c < s->t->columns; c++) {
        there += is_there(s, row, c);
    }
    return there >= 3 && row != s->hidden;
}

static void fit_regression(const state *s, smacs_fit *fit) {
    enum { WIDTH = SMACS_CARD_ABILITIES + 1 };
    double e[SMACS_CARD_ABILITIES * WIDTH] = {0}, values[WIDTH];
    for (size_t i = 0; i < SMACS_CARD_ABILITIES; i++) {
        e[i * (WIDTH + 1)] = 1.0;
    }
    for (uint32_t r = 0; r < s->t->rows; r++) {
        if (teaches(s, r)) {
            expect_by(&s->t->facts[r], values);
            values[SMACS_CARD_ABILITIES] = s->place[r][0];
            smacs_equations_add(e, SMACS_CARD_ABILITIES, WIDTH, values, 1.0);
        }
    }
    smacs_equations_solve(e, SMACS_CARD_ABILITIES, WIDTH);
    for (size_t i = 0; i < SMACS_CARD_ABILITIES; i++) {
        fit->abilities[i] = e[i * WIDTH + SMACS_CARD_ABILITIES];
    }
}

static void fit_abilities(const state *s, smacs_fit *fit, smacs_family *families, double *counts) {
    fit_regression(s, fit);
    for (size_t f = 0; f < fit->family_count; f++) {
        families[f].ability = 0.0;
        counts[f] = FAMILY_MODELS;
    }
    for (uint32_t r = 0; r < s->t->rows; r++) {
        const uint32_t family = s->t->facts[r].family;
        if (family < fit->family_count && teaches(s, r)) {
            smacs_fit_facts alone = s->t->facts[r];
            alone.family = UINT32_MAX;
            families[family].ability += s->place[r][0] - expected_ability(fit, &alone);
            counts[family] += 1.0;
        }
    }
    for (size_t f = 0; f < fit->family_count; f++) {
        families[f].ability /= counts[f];
    }
}

/* ---- alternating least squares ---- */

/* Equations of a row and of a column. */
enum { PLACE = 2, PLACE_WIDTH = PLACE + 1, COLUMN = PLACE + 1, COLUMN_WIDTH = COLUMN + 1 };

/* (ability, factor) of a row from these columns, drawn to (expected, 0). */
static void place_row(const state *s, uint32_t row, double expected, const uint32_t *columns, uint32_t count,
                      double place[2]) {
    double e[PLACE * PLACE_WIDTH] = {RIDGE_ABILITY, 0.0, 0.0, 0.0, RIDGE_FACTOR};
    for (uint32_t k = 0; k < count; k++) {
        const uint32_t c = columns[k];
        if (is_there(s, row, c)) {
            const smacs_scale *of = &s->scales[c];
            const double values[] = {of->slope, of->loading, s->z[cell(s, row, c)] - of->offset - of->slope * expected};
            smacs_equations_add(e, PLACE, PLACE_WIDTH, values, s->weight[cell(s, row, c)] / (of->noise * of->noise));
        }
    }
    smacs_equations_solve(e, PLACE, PLACE_WIDTH);
    place[0] = e[PLACE] + expected;
    place[1] = e[PLACE_WIDTH + PLACE];
}

/* (offset, slope, loading) of a column, drawn to (0, 1, 0). */
static void place_column(state *s, uint32_t column) {
    double e[COLUMN * COLUMN_WIDTH] = {0};
    e[0] = RIDGE_OFFSET;
    e[COLUMN_WIDTH + 1] = RIDGE_SLOPE;
    e[2 * COLUMN_WIDTH + 2] = RIDGE_LOADING;
    smacs_scale *of = &s->scales[column];
    double squares = NOISE_MODELS * NOISE_SQUARE, count = NOISE_MODELS;
    for (uint32_t k = s->column_starts[column]; k < s->column_starts[column + 1]; k++) {
        const uint32_t r = s->of_column[k];
        if (is_there(s, r, column)) {
            const double *at = s->place[r];
            const double values[] = {1.0, at[0], at[1], s->z[cell(s, r, column)] - at[0]};
            smacs_equations_add(e, COLUMN, COLUMN_WIDTH, values, s->weight[cell(s, r, column)]);
        }
    }
    smacs_equations_solve(e, COLUMN, COLUMN_WIDTH);
    of->offset = e[COLUMN];
    of->slope = 1.0 + e[COLUMN_WIDTH + COLUMN];
    of->loading = e[2 * COLUMN_WIDTH + COLUMN];
    for (uint32_t k = s->column_starts[column]; k < s->column_starts[column + 1]; k++) {
        const uint32_t r = s->of_column[k];
        if (is_there(s, r, column)) {
            const double *at = s->place[r], w = s->weight[cell(s, r, column)];
            const double miss = s->z[cell(s, r, column)] - of->offset - of->slope * at[0] - of->loading * at[1];
            squares += w * miss * miss;
            count += w;
        }
    }
    of->noise = sqrt(squares / count / NOISE_SQUARE);
}

/* From small random loadings. */
static void fit_factors(state *s, const smacs_fit *fit) {
    smacs_rng rng;
    smacs_rng_seed(&rng, 1, 6);
    for (uint32_t c = 0; c < s->t->columns; c++) {
        s->scales[c].offset = 0.0;
        s->scales[c].noise = 1.0;
        s->scales[c].slope = 1.0;
        s->scales[c].loading = 0.1 * smacs_rng_normal(&rng);
    }
    for (int round = 0; round < ROUNDS; round++) {
        for (uint32_t r = 0; r < s->t->rows; r++) {
            const uint32_t from = s->row_starts[r];
            place_row(s, r, fit ? expected_ability(fit, &s->t->facts[r]) : 0.0, s->of_row + from,
                      s->row_starts[r + 1] - from, s->place[r]);
        }
        for (uint32_t c = 0; c < s->t->columns; c++) {
            place_column(s, c);
        }
    }
}

/* ---- errors: each model's kinds are hidden in turn, and told from a few of its published scores ---- */

/* Sums by number of known scores, and by kind. */
typedef struct strays {
    double by_known[SMACS_CARD_ERRORS], known[SMACS_CARD_ERRORS];
    double *by_kind, *of_kind; /* [kinds] */
    uint32_t models;
} strays;

/* Adds how far the row's kinds are from what its place says, less what sampling explains. */
static void add_strays(const state *s, uint32_t row, const double place[2], uint32_t known, bool all, strays *out) {
    const smacs_fit_table *t = s->t;
    for (uint32_t k = 0; k < t->columns - t->benchmarks; k++) {
        const size_t i = cell(s, row, t->benchmarks + k);
        const smacs_scale *of = &s->scales[t->benchmarks + k];
        if (!isnan(s->z[i])) {
            const double miss = s->z[i] - of->offset - of->slope * place[0] - of->loading * place[1];
            const double drawn = sampling(t->values[i], t->counts[i]) / (of->deviation * of->deviation);
            const double stray = s->weight[i] * (miss * miss - drawn);
            out->by_known[known] += stray;
            out->known[known] += s->weight[i];
            out->by_kind[k] += all ? stray : 0.0;
            out->of_kind[k] += all ? s->weight[i] : 0.0;
        }
    }
}

/* The row's levels from 0, 1, .. of its benchmarks, drawn at random, and from all. */
static void stray_of(const state *s, const smacs_fit *fit, uint32_t row, uint32_t *columns, uint32_t count,
                     strays *out) {
    double place[2];
    smacs_rng rng;
    smacs_rng_seed(&rng, row, 7);
    for (uint32_t known = 0; known < SMACS_CARD_ERRORS && known < count; known++) {
        for (int draw = 0; draw < (known ? DRAWS : 1); draw++) {
            for (uint32_t j = 0; j < known; j++) {
                const uint32_t other = j + smacs_rng_below(&rng, count - j), column = columns[other];
                columns[other] = columns[j];
                columns[j] = column;
            }
            place_row(s, row, expected_ability(fit, &s->t->facts[row]), columns, known, place);
            add_strays(s, row, place, known, false, out);
        }
    }
    place_row(s, row, expected_ability(fit, &s->t->facts[row]), columns, count, place);
    add_strays(s, row, place, count < SMACS_CARD_ERRORS ? count : SMACS_CARD_ERRORS - 1, true, out);
    out->models++;
}

/* Benchmarks that a row has a score of, into columns; 0 if it has no kind to compare with. */
static uint32_t known_of(const state *s, uint32_t row, uint32_t *columns) {
    uint32_t count = 0, kinds = 0;
    for (uint32_t c = 0; c < s->t->columns; c++) {
        const bool there = !isnan(s->z[cell(s, row, c)]);
        if (there && c < s->t->benchmarks) {
            columns[count++] = c;
        }
        kinds += there && c >= s->t->benchmarks;
    }
    return kinds ? count : 0;
}

/* Errors fall as more is known. */
static void settle_errors(const strays *of, smacs_fit *fit, smacs_scale *kinds) {
    memcpy(fit->errors, usual_errors, sizeof usual_errors);
    if (of->models < MODELS_LEAST) {
        return;
    }
    double total = 0.0, count = 0.0;
    for (int i = 0; i < SMACS_CARD_ERRORS; i++) {
        const double square = of->known[i] > 0.0 ? of->by_known[i] / of->known[i] : 0.0;
        const double before = i ? fit->errors[i - 1] : 10.0;
        fit->errors[i] = of->known[i] > 0.0 ? fmin(before, sqrt(fmax(square, 0.01))) : fmin(before, usual_errors[i]);
    }
    for (size_t k = 0; k < fit->kind_count; k++) {
        total += of->by_kind[k];
        count += of->of_kind[k];
    }
    const double mean = fmax(0.01, total / fmax(1.0, count));
    for (size_t k = 0; k < fit->kind_count; k++) {
        const double square = (of->by_kind[k] + DEVIATION_MODELS * mean) / (of->of_kind[k] + DEVIATION_MODELS);
        kinds[k].noise = sqrt(fmax(0.1, square / mean));
    }
}

/* ---- all of it ---- */

/* Lists the cells by row and by column, for three in four are empty. */
static bool list_cells(const smacs_allocator *a, smacs_arena *arena, state *s) {
    const smacs_fit_table *t = s->t;
    uint32_t count = 0;
    for (size_t i = 0; i < (size_t)t->rows * t->columns; i++) {
        count += isnan(s->z[i]) ? 0 : 1;
    }
    s->of_row = smacs_arena_zeroed(a, arena, count, sizeof *s->of_row);
    s->of_column = smacs_arena_zeroed(a, arena, count, sizeof *s->of_column);
    s->row_starts = smacs_arena_zeroed(a, arena, (size_t)t->rows + 1, sizeof *s->row_starts);
    s->column_starts = smacs_arena_zeroed(a, arena, (size_t)t->columns + 1, sizeof *s->column_starts);
    if (!s->of_row || !s->of_column || !s->row_starts || !s->column_starts) {
        return false;
    }
    count = 0;
    for (uint32_t r = 0; r < t->rows; r++) {
        for (uint32_t c = 0; c < t->columns; c++) {
            if (!isnan(s->z[cell(s, r, c)])) {
                s->of_row[count++] = c;
            }
        }
        s->row_starts[r + 1] = count;
    }
    count = 0;
    for (uint32_t c = 0; c < t->columns; c++) {
        for (uint32_t r = 0; r < t->rows; r++) {
            if (!isnan(s->z[cell(s, r, c)])) {
                s->of_column[count++] = r;
            }
        }
        s->column_starts[c + 1] = count;
    }
    return true;
}

static bool reserve(const smacs_allocator *a, smacs_arena *arena, state *s, strays *out, double **counts,
                    uint32_t **columns, smacs_scale **kept, smacs_family **families) {
    const smacs_fit_table *t = s->t;
    const size_t kinds = t->columns - t->benchmarks;
    s->z = smacs_arena_zeroed(a, arena, t->rows, t->columns * sizeof *s->z);
    s->weight = smacs_arena_zeroed(a, arena, t->rows, t->columns * sizeof *s->weight);
    s->scales = smacs_arena_zeroed(a, arena, t->columns, sizeof *s->scales);
    s->place = smacs_arena_zeroed(a, arena, t->rows, sizeof *s->place);
    out->by_kind = smacs_arena_zeroed(a, arena, kinds, sizeof(double));
    out->of_kind = smacs_arena_zeroed(a, arena, kinds, sizeof(double));
    *counts = smacs_arena_zeroed(a, arena, t->families, sizeof **counts);
    *columns = smacs_arena_zeroed(a, arena, t->columns, sizeof **columns);
    *kept = smacs_arena_zeroed(a, arena, t->columns, sizeof **kept);
    *families = smacs_arena_zeroed(a, arena, t->families, sizeof **families);
    return s->z && s->weight && s->scales && s->place && out->by_kind && out->of_kind && *counts && *columns && *kept &&
           *families;
}

/* Abilities are drawn to what is expected, which is learned from abilities: twice. */
static void fit_all(state *s, smacs_fit *fit, smacs_family *families, double *counts) {
    fit_factors(s, NULL);
    fit_abilities(s, fit, families, counts);
    fit_factors(s, fit);
    fit_abilities(s, fit, families, counts);
}

smacs_status smacs_fit_published(const smacs_allocator *a, const smacs_fit_table *t, smacs_arena *arena, smacs_fit *fit,
                                 smacs_scale **scales, smacs_family **families) {
    state s = {.t = t, .hidden = UINT32_MAX};
    strays found = {{0}, {0}, NULL, NULL, 0};
    double *counts;
    uint32_t *columns;
    *fit = (smacs_fit){.kind_count = t->columns - t->benchmarks,
                       .family_count = t->families,
                       .ridge_ability = RIDGE_ABILITY,
                       .ridge_factor = RIDGE_FACTOR};
    if (!reserve(a, arena, &s, &found, &counts, &columns, scales, families)) {
        return SMACS_E_MEMORY;
    }
    fit->families = *families;
    for (uint32_t c = 0; c < t->columns; c++) {
        standardise(&s, c);
    }
    for (uint32_t r = 0; r < t->rows; r++) {
        leave_out_failed(&s, r);
    }
    if (!list_cells(a, arena, &s)) {
        return SMACS_E_MEMORY;
    }
    for (uint32_t r = 0; r < t->rows; r++) {
        const uint32_t count = known_of(&s, r, columns);
        if (count) {
            s.hidden = r;
            fit_all(&s, fit, *families, counts);
            stray_of(&s, fit, r, columns, count, &found);
        }
    }
    s.hidden = UINT32_MAX;
    fit_all(&s, fit, *families, counts);
    settle_errors(&found, fit, s.scales + t->benchmarks);
    memcpy(*scales, s.scales, t->columns * sizeof *s.scales);
    return SMACS_OK;
}
