/* Published scores for an index: which row of the tables is which model, the fit, and a card for each model. */
#include "assemble/assembly.h"
#include "assemble/fit.h"
#include "base/error.h"
#include "base/text.h"
#include "index/cards.h"

#include <math.h>
#include <string.h>

enum { BENCHMARK_ROWS = 4 /* that a benchmark needs */, KIND_CELLS = 8 /* that a model's level in a kind needs */ };

typedef struct publishing {
    smacs_allocator a;
    const smacs_index *index;
    const smacs_published *published;
    const smacs_publish_options *options;
    smacs_arena arena;
    smacs_names rows; /* models: those of the index, as it numbers them, then others */
    smacs_names families;
    uint32_t *row_of;       /* [published rows] UINT32_MAX: left out */
    uint32_t *column_of;    /* [benchmarks of the tables] in the fit; UINT32_MAX: left out */
    uint32_t *table_of;     /* [benchmarks of the fit] in the tables */
    smacs_fit_facts *facts; /* [rows] */
    smacs_fit_table table;
} publishing;

smacs_text smacs_published_model(const smacs_catalog *catalog, const smacs_published_row *row) {
    const bool by_other = catalog && !smacs_catalog_resolve(catalog, row->model).data;
    const smacs_text name = by_other && row->name.data ? row->name : row->model;
    const smacs_text known = catalog ? smacs_catalog_resolve(catalog, name) : (smacs_text){0};
    return !known.data                               ? row->model
           : row->thought == SMACS_THOUGHT_AS_CALLED ? known
           : row->thought == SMACS_THOUGHT_NOT       ? smacs_catalog_unthinking(catalog, name)
                                                     : smacs_catalog_published(catalog, name);
}

/* ---- rows and columns ---- */

static bool number_rows(publishing *p) {
    const size_t count = smacs_published_count(p->published);
    const uint32_t models = smacs_index_describe(p->index).models;
    uint32_t number;
    p->row_of = smacs_arena_zeroed(&p->a, &p->arena, count, sizeof *p->row_of);
    if (!p->row_of) {
        return false;
    }
    for (uint32_t m = 0; m < models; m++) {
        if (smacs_names_intern(&p->a, &p->rows, smacs_index_model(p->index, m), &number) != SMACS_OK) {
            return false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        const smacs_published_row row = smacs_published_get(p->published, i);
        const smacs_text name = smacs_published_model(p->options->catalog, &row);
        p->row_of[i] = UINT32_MAX;
        if (name.data && smacs_names_intern(&p->a, &p->rows, name, &p->row_of[i]) != SMACS_OK) {
            return false;
        }
    }
    return true;
}

/* Keeps benchmarks that enough models have a score of, and that the options do not leave out. */
static bool number_columns(publishing *p) {
    const uint32_t benchmarks = smacs_published_benchmarks(p->published);
    const size_t count = smacs_published_count(p->published);
    uint32_t *scored = smacs_arena_zeroed(&p->a, &p->arena, benchmarks, sizeof *scored);
    uint32_t *last = smacs_arena_zeroed(&p->a, &p->arena, benchmarks, sizeof *last);
    bool *left_out = smacs_arena_zeroed(&p->a, &p->arena, benchmarks, sizeof *left_out);
    p->column_of = smacs_arena_zeroed(&p->a, &p->arena, benchmarks, sizeof *p->column_of);
    p->table_of = smacs_arena_zeroed(&p->a, &p->arena, benchmarks, sizeof *p->table_of);
    if (!scored || !last || !left_out || !p->column_of || !p->table_of) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const smacs_published_row row = smacs_published_get(p->published, i);
        if (p->row_of[i] == UINT32_MAX) {
            continue;
        }
        scored[row.column] += last[row.column] != p->row_of[i] + 1;
        last[row.column] = p->row_of[i] + 1;
        left_out[row.column] = p->options->uses && !p->options->uses(p->options->context, row.benchmark);
    }
    for (uint32_t b = 0; b < benchmarks; b++) {
        const bool kept = scored[b] >= BENCHMARK_ROWS && !left_out[b] && p->table.benchmarks < SMX_BENCHMARKS_MAX;
        p->column_of[b] = kept ? p->table.benchmarks : UINT32_MAX;
        if (kept) {
            p->table_of[p->table.benchmarks++] = b;
        }
    }
    return true;
}

/* ---- facts ---- */

static bool read_facts(publishing *p, uint32_t row) {
    const smacs_catalog *catalog = p->options->catalog;
    smacs_fit_facts *facts = &p->facts[row];
    const size_t i = catalog ? smacs_catalog_find(catalog, smacs_names_get(&p->rows, row)) : 0;
    facts->family = UINT32_MAX;
    if (!catalog || i == smacs_catalog_count(catalog)) {
        return true;
    }
    const smacs_catalog_facts known = smacs_catalog_describe(catalog, i);
    facts->parameters_b = known.parameters_b <= 1e6 ? known.parameters_b : 0.0;
    facts->released = known.released;
    facts->reasons = known.effort.data && !smacs_text_is(known.effort, "none");
    return !known.family.size || smacs_names_intern(&p->a, &p->families, known.family, &facts->family) == SMACS_OK;
}

/* What only the tables say: the release, and whether the model thought. */
static void read_facts_of_tables(publishing *p) {
    const smacs_catalog *catalog = p->options->catalog;
    for (size_t i = 0; i < smacs_published_count(p->published); i++) {
        const smacs_published_row row = smacs_published_get(p->published, i);
        if (p->row_of[i] == UINT32_MAX) {
            continue;
        }
        smacs_fit_facts *facts = &p->facts[p->row_of[i]];
        const smacs_text name = smacs_names_get(&p->rows, p->row_of[i]);
        const bool known = catalog && smacs_catalog_find(catalog, name) < smacs_catalog_count(catalog);
        if (!facts->released.size) {
            facts->released = row.released;
        }
        facts->reasons = facts->reasons || (!known && row.thought == SMACS_THOUGHT);
    }
}

/* ---- the table ---- */

static bool make_table(publishing *p, uint32_t kinds) {
    smacs_fit_table *t = &p->table;
    t->rows = p->rows.count;
    t->columns = t->benchmarks + kinds;
    t->families = p->families.count;
    t->facts = p->facts;
    t->values = smacs_arena_zeroed(&p->a, &p->arena, t->rows, t->columns * sizeof *t->values);
    t->counts = smacs_arena_zeroed(&p->a, &p->arena, t->rows, t->columns * sizeof *t->counts);
    smacs_text *names = smacs_arena_zeroed(&p->a, &p->arena, t->benchmarks, sizeof *names);
    smacs_unit *units = smacs_arena_zeroed(&p->a, &p->arena, t->benchmarks, sizeof *units);
    t->names = names;
    t->units = units;
    if (!t->values || !t->counts || !names || !units) {
        return false;
    }
    /* A score that stands twice counts as the mean: tables list the same model at two precisions. */
    for (size_t i = 0; i < smacs_published_count(p->published); i++) {
        const smacs_published_row row = smacs_published_get(p->published, i);
        const uint32_t column = p->column_of[row.column];
        if (column != UINT32_MAX && p->row_of[i] != UINT32_MAX) {
            t->values[(size_t)p->row_of[i] * t->columns + column] += row.score;
            t->counts[(size_t)p->row_of[i] * t->columns + column] += 1.0;
            names[column] = row.benchmark;
            units[column] = smacs_published_unit(p->published, row.column);
        }
    }
    for (uint32_t m = 0; m < smacs_index_describe(p->index).models; m++) {
        for (uint32_t k = 0; k < kinds; k++) {
            const smacs_scores of = smacs_index_group_scores(p->index, k, m);
            const size_t i = (size_t)m * t->columns + t->benchmarks + k;
            t->counts[i] = of.scored >= KIND_CELLS ? of.scored : 0.0;
            t->values[i] = 100.0 * (of.sum + 0.5) * of.scored / (of.scored + 1.0);
        }
    }
    for (size_t i = 0; i < (size_t)t->rows * t->columns; i++) {
        t->values[i] = t->counts[i] > 0.0 ? t->values[i] / t->counts[i] : (double)NAN;
    }
    return true;
}

/* ---- what the builder gets ---- */

static smacs_status hand_fit(publishing *p, smacs_fit *fit, const smacs_scale *scales, smacs_family *families,
                             smacs_builder *builder, smacs_error *error) {
    const smacs_fit_table *t = &p->table;
    smacs_benchmark *benchmarks = smacs_arena_zeroed(&p->a, &p->arena, t->benchmarks, sizeof *benchmarks);
    smacs_kind *kinds = smacs_arena_zeroed(&p->a, &p->arena, fit->kind_count, sizeof *kinds);
    if (!benchmarks || !kinds) {
        return smacs_fail_memory(error);
    }
    for (uint32_t b = 0; b < t->benchmarks; b++) {
        benchmarks[b] = (smacs_benchmark){t->names[b], t->units[b], scales[b]};
    }
    for (uint32_t i = 0; i < smacs_index_describe(p->index).questions; i++) {
        smacs_kind *kind = &kinds[smacs_index_group(p->index, i)];
        const smacs_question q = smacs_index_question(p->index, i);
        if (kind->scale.noise == 0.0) { /* the group's first question */
            *kind =
                (smacs_kind){q.source, q.benchmark, q.category, scales[t->benchmarks + smacs_index_group(p->index, i)]};
        }
    }
    for (uint32_t f = 0; f < t->families; f++) {
        families[f].name = smacs_names_get(&p->families, f);
    }
    fit->benchmarks = benchmarks;
    fit->benchmark_count = t->benchmarks;
    fit->kinds = kinds;
    return smacs_builder_fit(builder, fit, error);
}

static smacs_status hand_cards(publishing *p, smacs_builder *builder, smacs_error *error) {
    const smacs_fit_table *t = &p->table;
    smacs_card_score *scores = smacs_arena_zeroed(&p->a, &p->arena, t->benchmarks, sizeof *scores);
    smacs_status status = scores ? SMACS_OK : smacs_fail_memory(error);
    for (uint32_t m = 0; m < smacs_index_describe(p->index).models && status == SMACS_OK; m++) {
        const smacs_fit_facts *facts = &p->facts[m];
        smacs_card card = {.scores = scores,
                           .family = facts->family < p->families.count ? smacs_names_get(&p->families, facts->family)
                                                                       : (smacs_text){0},
                           .parameters_b = facts->parameters_b,
                           .released = facts->released,
                           .reasons = facts->reasons};
        for (uint32_t b = 0; b < t->benchmarks; b++) {
            const double value = t->values[(size_t)m * t->columns + b];
            if (!isnan(value)) {
                scores[card.score_count++] = (smacs_card_score){t->names[b], value};
            }
        }
        if (card.score_count || card.family.size || card.parameters_b > 0.0 || card.released.size) {
            status = smacs_builder_card(builder, m, &card, error);
        }
    }
    return status;
}

static smacs_status publish(publishing *p, smacs_builder *builder, smacs_error *error) {
    smacs_fit fit;
    smacs_scale *scales;
    smacs_family *families;
    bool ok = number_rows(p) && number_columns(p);
    p->facts = ok ? smacs_arena_zeroed(&p->a, &p->arena, p->rows.count, sizeof *p->facts) : NULL;
    ok = p->facts != NULL;
    for (uint32_t r = 0; r < p->rows.count && ok; r++) {
        ok = read_facts(p, r);
    }
    if (ok) {
        read_facts_of_tables(p);
    }
    if (!ok || !make_table(p, smacs_index_groups(p->index)) ||
        smacs_fit_published(&p->a, &p->table, &p->arena, &fit, &scales, &families) != SMACS_OK) {
        return smacs_fail_memory(error);
    }
    const smacs_status status = hand_fit(p, &fit, scales, families, builder, error);
    return status == SMACS_OK ? hand_cards(p, builder, error) : status;
}

smacs_status smacs_publish(const smacs_allocator *allocator, const smacs_index *index, const smacs_published *published,
                           const smacs_publish_options *options, smacs_builder *builder, smacs_error *error) {
    static const smacs_publish_options none = {0};
    if (!index || !published || !builder) {
        return smacs_fail_null(error);
    }
    publishing p = {.a = smacs_allocator_or_default(allocator),
                    .index = index,
                    .published = published,
                    .options = options ? options : &none};
    const smacs_status status = publish(&p, builder, error);
    smacs_arena_free(&p.a, &p.arena);
    smacs_names_free(&p.a, &p.rows);
    smacs_names_free(&p.a, &p.families);
    return status;
}
