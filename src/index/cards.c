/* Cards of models: what is published of them, and the level in each group of questions that this lets one expect.
 * Section 6 of the method, by the fit that stands beside the cards (smacs/published.h). */
#include "index/cards.h"

#include "base/bits.h"
#include "base/error.h"
#include "base/ridge.h"
#include "base/scalar.h"
#include "base/text.h"
#include "index/format.h"
#include <math.h>

static smacs_status bad(smacs_error *error, const smacs_section *section) {
    return smacs_fail(error, SMACS_E_FORMAT, "the published scores are not packed as they should be",
                      (smacs_text){section->tag, 4}, section->offset);
}

/* ---- the fit ---- */

static double number_of(const smx_fit *fit, size_t i) { return smacs_load_f32(fit->numbers + 4 * i); }

static double scale_of(const smx_fit *fit, uint32_t column, uint32_t which) {
    return number_of(fit, SMX_FIT_NUMBERS + (size_t)column * SMX_SCALE + which);
}

/* Whether all numbers are in range: ridges, errors and noises above 0, deviations not 0. */
static bool makes_sense(const smx_fit *fit, uint32_t count) {
    bool sound = true;
    for (uint32_t i = 0; i < count; i++) {
        sound = sound && fabs(number_of(fit, i)) <= 1e6 && (i >= SMX_FIT_ABILITIES || number_of(fit, i) >= 1e-3);
    }
    for (uint32_t j = 0; j < fit->benchmarks + fit->kinds; j++) {
        sound = sound && fabs(scale_of(fit, j, SMX_DEVIATION)) >= 1e-3 && scale_of(fit, j, SMX_NOISE) >= 1e-3;
    }
    return sound;
}

smacs_status smx_fit_open(const uint8_t *bytes, size_t size, const smacs_section *section, smx_fit *out,
                          smacs_error *error) {
    smx_reader r = {bytes, bytes + size, 0, false};
    *out = (smx_fit){.bytes = bytes, .size = size};
    out->benchmarks = smx_take_number(&r);
    out->kinds = smx_take_number(&r);
    out->families = smx_take_number(&r);
    if (r.failed || out->benchmarks > SMX_BENCHMARKS_MAX || out->kinds > SMACS_GROUPS_MAX ||
        out->families > SMX_FAMILIES_MAX) {
        return bad(error, section);
    }
    out->numbers = r.at;
    out->abilities = SMX_FIT_NUMBERS + (out->benchmarks + out->kinds) * SMX_SCALE;
    const uint32_t count = out->abilities + out->families;
    smacs_section names = *section;
    if (4 * count + out->benchmarks > (size_t)(r.end - r.at)) {
        return bad(error, section);
    }
    out->units = r.at + 4 * (size_t)count;
    names.data = out->units + out->benchmarks;
    names.size = (size_t)(r.end - names.data);
    const smacs_status status = smacs_name_view_open(
        &names, out->benchmarks + out->families + SMX_KIND_LABELS * out->kinds, &out->names, error);
    return status == SMACS_OK && !makes_sense(out, count) ? bad(error, section) : status;
}

/* ---- one model ---- */

double smx_logit_of(double percent) {
    const double share = fmin(0.995, fmax(0.005, percent / 100.0));
    return smacs_log(share / (1.0 - share));
}

/* Equations of a model's ability and factor. */
enum { PLACE = 2, WIDTH = PLACE + 1 };

static void add_score(const smx_fit *fit, uint32_t column, double score, double expected, double *equations) {
    const double value = fit->units[column] ? score : smx_logit_of(score), noise = scale_of(fit, column, SMX_NOISE);
    const double z = (value - scale_of(fit, column, SMX_MEAN)) / scale_of(fit, column, SMX_DEVIATION);
    const double slope = scale_of(fit, column, SMX_SLOPE);
    const double row[WIDTH] = {slope, scale_of(fit, column, SMX_LOADING),
                               z - scale_of(fit, column, SMX_OFFSET) - slope * expected};
    smacs_equations_add(equations, PLACE, WIDTH, row, 1.0 / (noise * noise));
}

/* A number that the card may have; 0 if it does not. */
static uint32_t take_if(smx_reader *r, bool there) { return there ? smx_take_number(r) : 0; }

void smx_expect_by(uint32_t millions, const uint32_t *days, bool reasons, double values[SMACS_CARD_ABILITIES]) {
    values[0] = millions ? smacs_log(millions / 1000.0) / 0.6931471805599453 : 0.0;
    values[1] = !millions;
    values[2] = days ? *days / 365.25 - 24.0 : 0.0;
    values[3] = !days;
    values[4] = reasons;
    values[5] = 1.0;
}

/* The ability that family, size, release and effort let one expect. Reads the first part of the card. */
static double expect_ability(const smx_fit *fit, smx_reader *r) {
    const uint32_t flags = smx_take_number(r), family = take_if(r, flags & SMX_CARD_FAMILY);
    const uint32_t millions = take_if(r, flags & SMX_CARD_PARAMETERS), days = take_if(r, flags & SMX_CARD_RELEASED);
    const bool sized = flags & SMX_CARD_PARAMETERS, dated = flags & SMX_CARD_RELEASED,
               of_family = flags & SMX_CARD_FAMILY;
    r->failed = r->failed || flags > 15 || (of_family && family >= fit->families) || (sized && millions == 0);
    if (r->failed) {
        return 0.0;
    }
    double values[SMACS_CARD_ABILITIES];
    smx_expect_by(sized ? millions : 0, dated ? &days : NULL, flags & SMX_CARD_REASONS, values);
    double sum = of_family ? number_of(fit, fit->abilities + family) : 0.0;
    for (uint32_t i = 0; i < SMACS_CARD_ABILITIES; i++) {
        sum += number_of(fit, SMX_FIT_ABILITIES + i) * values[i];
    }
    return sum;
}

/* The model's a_m and u_m into x; r->failed if the card makes no sense. */
static void place_model(const smx_fit *fit, smx_card *card, double x[2], smx_reader *r) {
    double e[PLACE * WIDTH] = {number_of(fit, SMX_FIT_RIDGE_ABILITY), 0.0, 0.0, 0.0,
                               number_of(fit, SMX_FIT_RIDGE_FACTOR)};
    *r = (smx_reader){card->at, card->at + card->size, 0, false};
    const double expected = expect_ability(fit, r);
    for (uint64_t column = 0; r->at != r->end && !r->failed; card->scores++) {
        const uint32_t step = smx_take_number(r), hundredths = smx_take_number(r);
        column += step;
        r->failed = r->failed || step == 0 || column > fit->benchmarks;
        if (!r->failed) {
            add_score(fit, (uint32_t)column - 1, hundredths / 100.0, expected, e);
        }
    }
    smacs_equations_solve(e, PLACE, WIDTH);
    x[0] = e[PLACE] + expected;
    x[1] = e[WIDTH + PLACE];
}

/* ---- levels ---- */

/* No published score tells a level more exactly: answer keys have mistakes, and harnesses differ. Without it a level
 * near 0 or 100 percent would have no error, and count as any number of answered questions. */
static const double LEAST_ERROR = 0.01;

/* The level of a model at x in a kind, a column of the fit. Near 0 and 1 what the fit strays in logits is little in
 * shares; a level beyond what the fit has seen of any model is cut to 0.005 .. 0.995, like the scores. */
static smacs_level level_of(const smx_fit *fit, uint32_t column, const double x[2], uint32_t scores) {
    const double deviation = scale_of(fit, column, SMX_DEVIATION);
    const double z = scale_of(fit, column, SMX_OFFSET) + scale_of(fit, column, SMX_SLOPE) * x[0] +
                     scale_of(fit, column, SMX_LOADING) * x[1];
    const uint32_t known = scores < SMACS_CARD_ERRORS ? scores : SMACS_CARD_ERRORS - 1;
    const double logit = z * deviation + scale_of(fit, column, SMX_MEAN);
    const double level = fmin(0.995, fmax(0.005, smacs_logistic(logit)));
    const double stray = number_of(fit, SMX_FIT_ERRORS + known) * scale_of(fit, column, SMX_NOISE);
    const double error = deviation * stray * level * (1.0 - level);
    return (smacs_level){level, sqrt(error * error + LEAST_ERROR * LEAST_ERROR)};
}

/* Whether a kind's labels are these, as far as they tell groups apart. */
static bool is_of_kind(const smx_fit *fit, uint32_t kind, const smacs_text labels[SMX_KIND_LABELS], uint32_t depth) {
    const uint32_t first = fit->benchmarks + fit->families + SMX_KIND_LABELS * kind;
    for (uint32_t i = 0; i < SMX_KIND_LABELS; i++) {
        if (i < depth && !smacs_text_equal(smacs_name_view_get(&fit->names, first + i), labels[i])) {
            return false;
        }
    }
    return true;
}

/* The column of the fit that is a group of the index; 0 if it has none. */
static uint32_t column_of(const smacs_index *index, uint32_t group) {
    const smx_fit *fit = &index->fit;
    smacs_text labels[SMX_KIND_LABELS];
    uint32_t kind = 0;
    for (uint32_t i = 0; i < SMX_KIND_LABELS; i++) {
        labels[i] = smx_label(index, index->group_labels[group][i]);
    }
    while (kind < fit->kinds && !is_of_kind(fit, kind, labels, index->group_depth)) {
        kind++;
    }
    return kind < fit->kinds ? fit->benchmarks + kind + 1 : 0;
}

static smacs_status read_cards(smx_reader *r, smacs_index *index, const smacs_section *section, smacs_error *error) {
    const smx_fit *fit = &index->fit;
    const uint32_t models = index->facts.models;
    uint32_t columns[SMACS_GROUPS_MAX];
    for (uint32_t g = 0; g < index->group_count; g++) {
        columns[g] = column_of(index, g);
    }
    for (uint64_t model = 0; r->at != r->end && !r->failed;) {
        const uint32_t step = smx_take_number(r), size = smx_take_number(r);
        double x[2];
        smx_reader inside;
        model += step;
        if (r->failed || step == 0 || model > models || size > (size_t)(r->end - r->at)) {
            r->failed = true;
            break;
        }
        smx_card *card = &index->cards[model - 1];
        *card = (smx_card){r->at, size, 0};
        place_model(fit, card, x, &inside);
        r->at += size;
        r->failed = inside.failed;
        for (uint32_t g = 0; g < index->group_count; g++) {
            if (columns[g]) {
                index->card_levels[g * (size_t)models + model - 1] = level_of(fit, columns[g] - 1, x, card->scores);
            }
        }
    }
    return r->failed ? bad(error, section) : SMACS_OK;
}

smacs_status smx_open_cards(const smacs_container *file, smacs_index *index, smacs_error *error) {
    const smacs_section *section = smacs_container_find(file, "card");
    const size_t models = index->facts.models, cells = models * index->group_count;
    if (!section) {
        return SMACS_OK;
    }
    smx_reader r = {section->data, section->data + section->size, 0, false};
    const uint32_t size = smx_take_number(&r);
    if (r.failed || size > (size_t)(r.end - r.at)) {
        return bad(error, section);
    }
    const smacs_status status = smx_fit_open(r.at, size, section, &index->fit, error);
    r.at += size;
    if (status != SMACS_OK) {
        return status;
    }
    index->cards = smacs_arena_zeroed(&index->allocator, &index->owned, models, sizeof *index->cards);
    index->card_levels = smacs_arena_zeroed(&index->allocator, &index->owned, cells, sizeof *index->card_levels);
    if (!index->cards || !index->card_levels) {
        return smacs_fail_memory(error);
    }
    for (size_t i = 0; i < cells; i++) {
        index->card_levels[i] = (smacs_level){(double)NAN, (double)NAN};
    }
    return read_cards(&r, index, section, error);
}

smacs_level smacs_index_level(const smacs_index *index, uint32_t group, uint32_t model) {
    return index->card_levels ? index->card_levels[(size_t)group * index->facts.models + model]
                              : (smacs_level){(double)NAN, (double)NAN};
}

uint32_t smacs_index_card_scores(const smacs_index *index, uint32_t model) {
    return index->cards ? index->cards[model].scores : 0;
}

smacs_known smacs_index_known(const smacs_index *index, uint32_t model) {
    if (index->means[model].scored) {
        return SMACS_KNOWN_BY_SCORES;
    }
    if (!index->cards || !index->cards[model].at) {
        return SMACS_KNOWN_NOT;
    }
    return smacs_index_card_scores(index, model) ? SMACS_KNOWN_BY_PUBLISHED : SMACS_KNOWN_BY_FAMILY;
}

smacs_index_published smacs_index_describe_published(const smacs_index *index) {
    smacs_index_published of = {.benchmarks = index->fit.benchmarks, .kinds = index->fit.kinds};
    for (uint32_t m = 0; m < index->facts.models && index->cards; m++) {
        of.cards += index->cards[m].at != NULL;
    }
    of.fit = index->cards ? smacs_fnv1a(SMACS_FNV_BASIS, index->fit.bytes, index->fit.size) : 0;
    return of;
}

smacs_text smacs_index_benchmark(const smacs_index *index, uint32_t benchmark) {
    return smacs_name_view_get(&index->fit.names, benchmark);
}
