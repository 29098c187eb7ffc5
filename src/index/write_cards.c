/* The fit and the cards of a builder: what goes in, and the section that comes out. cards.c reads it. */
#include "index/builder.h"

#include "base/bits.h"
#include "base/day.h"
#include "base/error.h"
#include "base/text.h"
#include <math.h>
#include <string.h>

/* Published numbers go up to sums of money. */
#define SCORE_MAX 1e7

static void put_f32(const smacs_allocator *a, smacs_bytes *out, double value) {
    uint8_t bytes[4];
    smacs_store_f32(bytes, (float)value);
    smacs_bytes_append(a, out, bytes, sizeof bytes);
}

static void put_scale(const smacs_allocator *a, smacs_bytes *out, const smacs_scale *scale) {
    put_f32(a, out, scale->mean);
    put_f32(a, out, scale->deviation);
    put_f32(a, out, scale->offset);
    put_f32(a, out, scale->noise);
    put_f32(a, out, scale->slope);
    put_f32(a, out, scale->loading);
}

/* ---- the fit ---- */

static void put_numbers(const smacs_allocator *a, const smacs_fit *fit, smacs_bytes *out) {
    smx_put_number(a, out, (uint32_t)fit->benchmark_count);
    smx_put_number(a, out, (uint32_t)fit->kind_count);
    smx_put_number(a, out, (uint32_t)fit->family_count);
    put_f32(a, out, fit->ridge_ability);
    put_f32(a, out, fit->ridge_factor);
    for (int i = 0; i < SMACS_CARD_ERRORS; i++) {
        put_f32(a, out, fit->errors[i]);
    }
    for (int i = 0; i < SMACS_CARD_ABILITIES; i++) {
        put_f32(a, out, fit->abilities[i]);
    }
    for (size_t i = 0; i < fit->benchmark_count; i++) {
        put_scale(a, out, &fit->benchmarks[i].scale);
    }
    for (size_t i = 0; i < fit->kind_count; i++) {
        put_scale(a, out, &fit->kinds[i].scale);
    }
    for (size_t i = 0; i < fit->family_count; i++) {
        put_f32(a, out, fit->families[i].ability);
    }
    for (size_t i = 0; i < fit->benchmark_count; i++) {
        const uint8_t unit = (uint8_t)fit->benchmarks[i].unit;
        smacs_bytes_append(a, out, &unit, 1);
    }
}

static smacs_status put_names(const smacs_allocator *a, const smacs_fit *fit, smacs_bytes *out) {
    smacs_names names = {0};
    smacs_status status = SMACS_OK;
    for (size_t i = 0; i < fit->benchmark_count && status == SMACS_OK; i++) {
        status = smacs_names_push(a, &names, fit->benchmarks[i].name);
    }
    for (size_t i = 0; i < fit->family_count && status == SMACS_OK; i++) {
        status = smacs_names_push(a, &names, fit->families[i].name);
    }
    for (size_t i = 0; i < fit->kind_count && status == SMACS_OK; i++) {
        const smacs_kind *kind = &fit->kinds[i];
        const smacs_text labels[SMX_KIND_LABELS] = {kind->source, kind->benchmark, kind->category};
        for (int k = 0; k < SMX_KIND_LABELS && status == SMACS_OK; k++) {
            status = smacs_names_push(a, &names, labels[k]);
        }
    }
    smacs_names_write(a, &names, out);
    smacs_names_free(a, &names);
    return status == SMACS_OK && out->failed ? SMACS_E_MEMORY : status;
}

/* The builder's fit, opened; ARGUMENT if it has none. */
static smacs_status open_fit(const smacs_bytes *bytes, smx_fit *fit, smacs_error *error) {
    static const smacs_section nowhere = {.tag = "card"};
    if (!bytes->size) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT,
                                "this index has no fit of published scores; build it with --published");
    }
    return smx_fit_open((const uint8_t *)bytes->data, bytes->size, &nowhere, fit, error);
}

static void forget(smacs_builder *b) {
    smacs_bytes_free(&b->allocator, &b->fit);
    smacs_bytes_free(&b->allocator, &b->card_bytes);
    smacs_mem_free(&b->allocator, b->cards);
    b->fit = b->card_bytes = (smacs_bytes){0};
    b->cards = NULL;
    b->card_capacity = 0;
}

smacs_status smacs_builder_fit(smacs_builder *b, const smacs_fit *fit, smacs_error *error) {
    smacs_bytes bytes = {0};
    smx_fit view;
    if (!b) {
        return smacs_fail_null(error);
    }
    forget(b);
    if (!fit) {
        return SMACS_OK;
    }
    if (fit->benchmark_count > SMX_BENCHMARKS_MAX || fit->family_count > SMX_FAMILIES_MAX ||
        fit->kind_count > SMACS_GROUPS_MAX) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "a fit has at most 65535 benchmarks and families, 256 kinds");
    }
    put_numbers(&b->allocator, fit, &bytes);
    smacs_status status = put_names(&b->allocator, fit, &bytes);
    if (status != SMACS_OK) {
        status = smacs_fail_plain(error, status, smacs_status_text(status));
    } else if (open_fit(&bytes, &view, error) != SMACS_OK) {
        status = smacs_fail_plain(error, SMACS_E_ARGUMENT, "a number of the fit makes no sense");
    }
    if (status == SMACS_OK) {
        b->fit = bytes;
    } else {
        smacs_bytes_free(&b->allocator, &bytes);
    }
    return status;
}

/* ---- a card ---- */

/* The next letter, digit or byte beyond ASCII from *at on, in lower case; 0 at the end. */
static int next_folded(smacs_text text, size_t *at) {
    while (*at < text.size) {
        const unsigned char c = (unsigned char)text.data[(*at)++];
        if (c >= 'A' && c <= 'Z') {
            return c + 32;
        }
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80) {
            return c;
        }
    }
    return 0;
}

/* Equal but for case, spaces and marks, and not empty. */
static bool alike(smacs_text a, smacs_text b) {
    size_t at_a = 0, at_b = 0, letters = 0;
    for (;; letters++) {
        const int letter = next_folded(a, &at_a);
        if (letter != next_folded(b, &at_b)) {
            return false;
        }
        if (letter == 0) {
            return letters > 0;
        }
    }
}

/* A benchmark's name without the source in brackets at its end. */
static smacs_text without_source(smacs_text name) {
    size_t end = name.size;
    while (end > 0 && name.data[end - 1] != '(') {
        end--;
    }
    return (smacs_text){name.data, end ? end - 1 : name.size};
}

/* Number of the benchmark called `name`, best with its source, else the first without; fit->benchmarks: there is
 * none. */
static uint32_t find_benchmark(const smx_fit *fit, smacs_text name) {
    for (int whole = 1; whole >= 0; whole--) {
        for (uint32_t i = 0; i < fit->benchmarks; i++) {
            const smacs_text known = smacs_name_view_get(&fit->names, i);
            if (alike(whole ? known : without_source(known), name)) {
                return i;
            }
        }
    }
    return fit->benchmarks;
}

/* Number of a family; fit->families: the fit does not know it. */
static uint32_t find_family(const smx_fit *fit, smacs_text name) {
    uint32_t i = 0;
    while (i < fit->families && !alike(smacs_name_view_get(&fit->names, fit->benchmarks + i), name)) {
        i++;
    }
    return i;
}

static smacs_status put_facts(const smacs_allocator *a, const smx_fit *fit, const smacs_card *card, smacs_bytes *out,
                              smacs_error *error) {
    const uint32_t family = card->family.size ? find_family(fit, card->family) : fit->families;
    const double millions = floor(card->parameters_b * 1000.0 + 0.5);
    uint32_t day = 0;
    if (!(card->parameters_b >= 0.0 && card->parameters_b <= 1e6)) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT,
                                "a model's size must be a number of billions, at most 1000000");
    }
    if (card->released.size && smacs_day_read(card->released, &day) != card->released.size) {
        return smacs_fail(error, SMACS_E_ARGUMENT, "a release must be a date as 2025-07-01, 2025-07 or 2025",
                          card->released, SMACS_NO_POSITION);
    }
    const bool of_family = family != fit->families, sized = millions >= 1.0, dated = card->released.size != 0;
    smx_put_number(a, out,
                   (of_family ? SMX_CARD_FAMILY : 0u) | (sized ? SMX_CARD_PARAMETERS : 0u) |
                       (dated ? SMX_CARD_RELEASED : 0u) | (card->reasons ? SMX_CARD_REASONS : 0u));
    if (of_family) {
        smx_put_number(a, out, family);
    }
    if (sized) {
        smx_put_number(a, out, (uint32_t)millions);
    }
    if (dated) {
        smx_put_number(a, out, smacs_days_since_2000(day));
    }
    return SMACS_OK;
}

/* Scores by benchmark, NAN where there is none. */
static smacs_status sort_scores(const smx_fit *fit, const smacs_card *card, double *scores, smacs_error *error) {
    for (uint32_t i = 0; i < fit->benchmarks; i++) {
        scores[i] = (double)NAN;
    }
    for (size_t i = 0; i < card->score_count; i++) {
        const smacs_text name = card->scores[i].benchmark;
        const double score = card->scores[i].score;
        const uint32_t at = find_benchmark(fit, name);
        if (at == fit->benchmarks) {
            return smacs_fail(error, SMACS_E_NOT_FOUND, "the index knows no benchmark of this name", name,
                              SMACS_NO_POSITION);
        }
        const bool rating = fit->units[at] == SMACS_UNIT_RATING;
        if (!(score >= 0.0 && score <= (rating ? SCORE_MAX : 100.0))) {
            return smacs_fail(error, SMACS_E_ARGUMENT,
                              rating ? "a rating must be a number from 0 to 10000000"
                                     : "a score must be in percent, from 0 to 100",
                              name, SMACS_NO_POSITION);
        }
        if (!isnan(scores[at])) {
            return smacs_fail(error, SMACS_E_DUPLICATE, "a card has two scores on one benchmark; give one", name,
                              SMACS_NO_POSITION);
        }
        scores[at] = score;
    }
    return SMACS_OK;
}

static smacs_status put_scores(const smacs_allocator *a, const smx_fit *fit, const smacs_card *card, smacs_bytes *out,
                               smacs_error *error) {
    double *scores = smacs_mem_zeroed(a, fit->benchmarks, sizeof *scores);
    if (!scores) {
        return smacs_fail_memory(error);
    }
    const smacs_status status = sort_scores(fit, card, scores, error);
    for (uint32_t i = 0, before = 0; i < fit->benchmarks && status == SMACS_OK; i++) {
        if (!isnan(scores[i])) {
            smx_put_number(a, out, i + 1 - before);
            smx_put_number(a, out, (uint32_t)floor(scores[i] * 100.0 + 0.5));
            before = i + 1;
        }
    }
    smacs_mem_free(a, scores);
    return status;
}

/* Gives a model the card that was appended to the builder's bytes from `start` on. */
static smacs_status keep_card(smacs_builder *b, uint32_t model, size_t start, smacs_error *error) {
    if (b->card_bytes.failed ||
        !smacs_mem_reserve(&b->allocator, &b->cards, &b->card_capacity, (size_t)model + 1, sizeof *b->cards)) {
        return smacs_fail_memory(error);
    }
    b->cards[model] = (smx_kept_card){start, (uint32_t)(b->card_bytes.size - start)};
    return SMACS_OK;
}

smacs_status smacs_builder_card(smacs_builder *b, uint32_t model, const smacs_card *card, smacs_error *error) {
    smx_fit fit = {0};
    if (!b || !card || (!card->scores && card->score_count)) {
        return smacs_fail_null(error);
    }
    if (model >= b->models.count) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "there is no such model");
    }
    smacs_status status = open_fit(&b->fit, &fit, error);
    if (status != SMACS_OK) {
        return status;
    }
    const size_t start = b->card_bytes.size;
    status = put_facts(&b->allocator, &fit, card, &b->card_bytes, error);
    if (status == SMACS_OK) {
        status = put_scores(&b->allocator, &fit, card, &b->card_bytes, error);
    }
    return status == SMACS_OK ? keep_card(b, model, start, error) : status;
}

/* ---- whole indexes ---- */

smacs_status smx_append_cards(smacs_builder *b, const smacs_index *index, const uint32_t *columns, smacs_error *error) {
    const smx_fit *fit = &index->fit;
    if (!index->cards) {
        return SMACS_OK;
    }
    if (!b->fit.size) {
        smacs_bytes_append(&b->allocator, &b->fit, fit->bytes, fit->size);
        if (b->fit.failed) {
            return smacs_fail_memory(error);
        }
    }
    if (b->fit.size != fit->size || memcmp(b->fit.data, fit->bytes, fit->size) != 0) {
        return SMACS_OK;
    }
    for (uint32_t m = 0; m < index->facts.models; m++) {
        const smx_card *card = &index->cards[m];
        const bool has = columns[m] < b->card_capacity && b->cards[columns[m]].size;
        if (card->at && !has) {
            const size_t start = b->card_bytes.size;
            smacs_bytes_append(&b->allocator, &b->card_bytes, card->at, card->size);
            const smacs_status status = keep_card(b, columns[m], start, error);
            if (status != SMACS_OK) {
                return status;
            }
        }
    }
    return SMACS_OK;
}

void smx_write_cards(const smacs_builder *b, smacs_bytes *out) {
    const smacs_allocator *a = &b->allocator;
    smx_put_number(a, out, (uint32_t)b->fit.size);
    smacs_bytes_append(a, out, b->fit.data, b->fit.size);
    for (uint32_t m = 0, before = 0; m < b->models.count && m < b->card_capacity; m++) {
        if (b->cards[m].size) {
            smx_put_number(a, out, m + 1 - before);
            smx_put_number(a, out, b->cards[m].size);
            smacs_bytes_append(a, out, b->card_bytes.data + b->cards[m].at, b->cards[m].size);
            before = m + 1;
        }
    }
}
