/* How scores become columns of a file: see README.md, "A column". */
#include "index/builder.h"

#include "base/bits.h"
#include "index/coding.h"
#include <math.h>
#include <string.h>

/* Place of the first level >= score. */
static uint32_t lower_bound(const smx_levels *l, float score) {
    uint32_t low = 0, high = l->count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (l->value[middle] < score) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void uniform_levels(smx_levels *l) {
    l->rounded = true;
    l->count = SMX_LEVELS_MAX;
    for (uint32_t i = 0; i < SMX_LEVELS_MAX; i++) {
        l->value[i] = (float)i / (SMX_LEVELS_MAX - 1);
    }
}

void smx_add_level(smx_levels *l, float score) {
    const uint32_t at = lower_bound(l, score);
    if (l->rounded || (at < l->count && l->value[at] == score)) {
        return;
    }
    if (l->count == SMX_LEVELS_MAX) {
        uniform_levels(l);
        return;
    }
    memmove(l->value + at + 1, l->value + at, (l->count - at) * sizeof *l->value);
    l->value[at] = score;
    l->count++;
}

uint8_t smx_code_of(const smx_levels *l, float score) {
    return l->rounded ? (uint8_t)(score * (SMX_LEVELS_MAX - 1) + 0.5f) : (uint8_t)lower_bound(l, score);
}

static float cell(const smx_scores *s, uint32_t question) { return s->cells[question]; }

/* Whether one column needs codes; counts its scores, and collects their levels if it does. */
static bool needs_codes(const smx_scores *s, smx_levels *l, uint64_t *cells) {
    uint32_t scored = 0, binary = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        const float score = cell(s, i);
        scored += isnan(score) ? 0 : 1;
        binary += score == 0.0f || score == 1.0f ? 1 : 0;
    }
    *cells += scored;
    for (uint32_t i = 0; i < s->count && binary < scored; i++) {
        if (!isnan(cell(s, i))) {
            smx_add_level(l, cell(s, i));
        }
    }
    return binary < scored;
}

/* Collects bits, lowest first. */
typedef struct bit_writer {
    const smacs_allocator *a;
    smacs_bytes *out;
    uint32_t used;
    uint8_t byte;
} bit_writer;

static void end_bits(bit_writer *w) {
    if (w->used) {
        smacs_bytes_append(w->a, w->out, &w->byte, 1);
    }
    w->used = 0;
    w->byte = 0;
}

static void put_bits(bit_writer *w, uint32_t value, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        w->byte |= (uint8_t)((value >> i & 1u) << w->used);
        if (++w->used == 8) {
            end_bits(w);
        }
    }
}

/* Lengths of runs that miss and have scores in turn. */
static void write_runs(const smacs_allocator *a, const smx_scores *s, smacs_bytes *out) {
    uint32_t run = 0;
    bool there = false;
    for (uint32_t i = 0; i < s->count; i++, run++) {
        if (isnan(cell(s, i)) == there) {
            smx_put_number(a, out, run);
            run = 0;
            there = !there;
        }
    }
    smx_put_number(a, out, run);
}

void smx_write_column(const smacs_allocator *a, const smx_scores *s, bool codes, const smx_levels *l,
                      smacs_bytes *out) {
    bit_writer w = {a, out, 0, 0};
    smacs_bytes runs = {0};
    write_runs(a, s, &runs);
    const bool bits = runs.size > ((size_t)s->count + 7) / 8;
    smx_put_number(w.a, out, (codes ? SMX_COLUMN_CODES : 0) | (bits ? SMX_COLUMN_PRESENCE : 0));
    if (bits) {
        for (uint32_t i = 0; i < s->count; i++) {
            put_bits(&w, isnan(cell(s, i)) ? 0u : 1u, 1);
        }
        end_bits(&w);
    } else {
        smacs_bytes_append(w.a, out, runs.data, runs.size);
    }
    out->failed = out->failed || runs.failed;
    smacs_bytes_free(w.a, &runs);
    for (uint32_t i = 0; i < s->count; i++) {
        const float score = cell(s, i);
        if (!isnan(score)) {
            put_bits(&w, codes ? smx_code_of(l, score) : (uint32_t)(score == 1.0f),
                     codes ? smx_code_bits(l->count) : 1);
        }
    }
    end_bits(&w);
}

void smx_write_levels(const smacs_allocator *a, const smx_levels *l, smacs_bytes *out) {
    for (uint32_t i = 0; i < l->count; i++) {
        uint8_t word[4];
        smacs_store_f32(word, l->value[i]);
        smacs_bytes_append(a, out, word, 4);
    }
}

/* Columns side by side, taken out of rows: as many as fill a line of the cache, because reading one column at a time
 * would fetch each line of a large table for each of its columns. */
enum { SIDE_BY_SIDE = 16 };

typedef struct turned {
    const smacs_builder *b;
    float *cells; /* [SIDE_BY_SIDE][n] */
    uint32_t first, count;
} turned;

/* Takes the columns from `first` on; false when there are none left. */
static bool turn(turned *t, uint32_t first) {
    const smacs_builder *b = t->b;
    const uint32_t left = b->models.count - first, n = b->ids.count;
    t->first = first;
    t->count = left < SIDE_BY_SIDE ? left : SIDE_BY_SIDE;
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t m = 0; m < t->count; m++) {
            t->cells[(size_t)m * n + i] = b->cells[(size_t)i * b->stride + first + m];
        }
    }
    return t->count > 0;
}

static smx_scores column_of(const turned *t, uint32_t at) {
    return (smx_scores){t->cells + (size_t)at * t->b->ids.count, t->b->ids.count};
}

smacs_status smx_write_scores(const smacs_builder *b, smacs_bytes *scores, smacs_bytes *level_bytes, uint64_t *cells) {
    const smacs_allocator *a = &b->allocator;
    smx_levels l = {.count = 0};
    bool *codes = smacs_mem_zeroed(a, b->models.count, sizeof *codes);
    turned t = {.b = b, .cells = smacs_mem_zeroed(a, b->ids.count, SIDE_BY_SIDE * sizeof *t.cells)};
    const bool ok = codes && t.cells;
    for (uint32_t first = 0; ok && turn(&t, first); first += t.count) {
        for (uint32_t m = 0; m < t.count; m++) {
            const smx_scores column = column_of(&t, m);
            codes[first + m] = needs_codes(&column, &l, cells);
        }
    }
    for (uint32_t first = 0; ok && turn(&t, first); first += t.count) {
        for (uint32_t m = 0; m < t.count; m++) {
            const smx_scores column = column_of(&t, m);
            smx_write_column(a, &column, codes[first + m], &l, scores);
        }
    }
    smx_write_levels(a, &l, level_bytes);
    smacs_mem_free(a, t.cells);
    smacs_mem_free(a, codes);
    return !ok || scores->failed || level_bytes->failed ? SMACS_E_MEMORY : SMACS_OK;
}
