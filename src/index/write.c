/* Writes a builder's contents as a .smx file, choosing for each column the smallest coding that is exact. */
#include "index/builder.h"

#include "base/bits.h"
#include "base/error.h"
#include <math.h>
#include <string.h>

typedef struct levels {
    float value[SMX_LEVELS_MAX];
    uint32_t count;
    bool rounded; /* more distinct scores than levels: scores are rounded to 1/254 */
} levels;

/* Place of the first level >= score. */
static uint32_t lower_bound(const levels *l, float score) {
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

static void uniform_levels(levels *l) {
    l->rounded = true;
    l->count = SMX_LEVELS_MAX;
    for (uint32_t i = 0; i < SMX_LEVELS_MAX; i++) {
        l->value[i] = (float)i / (SMX_LEVELS_MAX - 1);
    }
}

static void add_level(levels *l, float score) {
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

static uint8_t code_of(const levels *l, float score) {
    if (isnan(score)) {
        return SMX_MISSING;
    }
    return l->rounded ? (uint8_t)(score * (SMX_LEVELS_MAX - 1) + 0.5f) : (uint8_t)lower_bound(l, score);
}

static float cell(const smacs_builder *b, uint32_t question, uint32_t model) {
    return b->cells[(size_t)question * b->stride + model];
}

/* The coding of one column; counts its scores, and collects its levels if it needs them. */
static smx_column choose(const smacs_builder *b, uint32_t model, levels *l, uint64_t *cells) {
    uint32_t scored = 0, binary = 0;
    for (uint32_t i = 0; i < b->ids.count; i++) {
        const float score = cell(b, i, model);
        scored += isnan(score) ? 0 : 1;
        binary += score == 0.0f || score == 1.0f ? 1 : 0;
    }
    *cells += scored;
    if (scored == 0) {
        return SMX_COLUMN_EMPTY;
    }
    if (binary == scored) {
        return scored == b->ids.count ? SMX_COLUMN_BITS : SMX_COLUMN_MASKED;
    }
    for (uint32_t i = 0; i < b->ids.count; i++) {
        if (!isnan(cell(b, i, model))) {
            add_level(l, cell(b, i, model));
        }
    }
    return SMX_COLUMN_CODES;
}

static void write_column(const smacs_builder *b, uint32_t model, smx_column kind, const levels *l, uint8_t *out) {
    const uint32_t n = b->ids.count;
    const size_t bits = ((size_t)n + 7) / 8;
    for (uint32_t i = 0; i < n; i++) {
        const float score = cell(b, i, model);
        const uint8_t bit = (uint8_t)(1u << i % 8);
        if (kind == SMX_COLUMN_CODES) {
            out[i] = code_of(l, score);
        } else if (kind != SMX_COLUMN_EMPTY && !isnan(score)) {
            out[i / 8] |= score == 1.0f ? bit : 0;
            if (kind == SMX_COLUMN_MASKED) {
                out[bits + i / 8] |= bit;
            }
        }
    }
}

/* SCOR and LEVL. Codings are chosen for all columns first, because they share one table of levels. */
static smacs_status write_scores(const smacs_builder *b, smacs_bytes *scores, smacs_bytes *level_bytes,
                                 uint64_t *cells) {
    const smacs_allocator *a = &b->allocator;
    const uint32_t models = b->models.count;
    levels l = {.count = 0};
    uint8_t *kinds = smacs_mem_zeroed(a, models, 1);
    if (!kinds) {
        return SMACS_E_MEMORY;
    }
    size_t largest = 1;
    for (uint32_t m = 0; m < models; m++) {
        const smx_column kind = choose(b, m, &l, cells);
        const size_t size = (size_t)smx_column_size(kind, b->ids.count);
        kinds[m] = (uint8_t)kind;
        largest = size > largest ? size : largest;
    }
    smacs_bytes_append(a, scores, kinds, models);
    uint8_t *column = smacs_mem_zeroed(a, largest, 1);
    for (uint32_t m = 0; m < models && column; m++) {
        const size_t size = (size_t)smx_column_size((smx_column)kinds[m], b->ids.count);
        memset(column, 0, largest);
        write_column(b, m, (smx_column)kinds[m], &l, column);
        smacs_bytes_append(a, scores, column, size);
    }
    for (uint32_t i = 0; i < l.count; i++) {
        uint8_t word[4];
        smacs_store_f32(word, l.value[i]);
        smacs_bytes_append(a, level_bytes, word, 4);
    }
    const bool ok = column && !scores->failed && !level_bytes->failed;
    smacs_mem_free(a, column);
    smacs_mem_free(a, kinds);
    return ok ? SMACS_OK : SMACS_E_MEMORY;
}

static void write_head(const smacs_builder *b, uint64_t cells, uint8_t head[SMX_HEAD_SIZE]) {
    memset(head, 0, SMX_HEAD_SIZE);
    smacs_store_u32(head, b->ids.count);
    smacs_store_u32(head + 4, b->models.count);
    smacs_store_u32(head + 8, b->dim);
    smacs_store_u32(head + 12, b->with_text);
    smacs_store_u64(head + 16, b->embedder_digest);
    smacs_store_u64(head + 24, cells);
}

enum { MODL, QIDS, LABL, QTXT, QLAB, SCOR, LEVL, PIECES };

static bool write_pieces(const smacs_builder *b, smacs_bytes pieces[PIECES]) {
    const smacs_allocator *a = &b->allocator;
    smacs_names_write(a, &b->models, &pieces[MODL]);
    smacs_names_write(a, &b->ids, &pieces[QIDS]);
    smacs_names_write(a, &b->labels, &pieces[LABL]);
    if (b->with_text) {
        smacs_names_write(a, &b->texts, &pieces[QTXT]);
    }
    for (size_t i = 0; i < (size_t)b->ids.count * SMX_LABELS; i++) {
        uint8_t word[2];
        smacs_store_u16(word, b->question_labels[i]);
        smacs_bytes_append(a, &pieces[QLAB], word, 2);
    }
    bool ok = true;
    for (int i = 0; i < PIECES; i++) {
        ok = ok && !pieces[i].failed;
    }
    return ok;
}

smacs_status smacs_builder_finish(smacs_builder *b, void **bytes, size_t *size, smacs_error *error) {
    *bytes = NULL;
    *size = 0;
    if (b->ids.count == 0 || b->models.count == 0) {
        return smacs_fail_plain(error, SMACS_E_EMPTY,
                                b->ids.count ? "an index needs at least one model"
                                             : "an index needs at least one question");
    }
    const smacs_allocator *a = &b->allocator;
    smacs_bytes pieces[PIECES] = {{0}};
    uint8_t head[SMX_HEAD_SIZE];
    uint64_t cells = 0;
    smacs_status status = write_scores(b, &pieces[SCOR], &pieces[LEVL], &cells);
    if (status == SMACS_OK && !write_pieces(b, pieces)) {
        status = SMACS_E_MEMORY;
    }
    if (status == SMACS_OK) {
        write_head(b, cells, head);
        smacs_part parts[SMACS_SECTIONS_MAX] = {
            {"HEAD", head, sizeof head},
            {"ENAM", b->embedder_name.data, b->embedder_name.size},
            {"MODL", pieces[MODL].data, pieces[MODL].size},
            {"LABL", pieces[LABL].data, pieces[LABL].size},
            {"QLAB", pieces[QLAB].data, pieces[QLAB].size},
            {"QIDS", pieces[QIDS].data, pieces[QIDS].size},
            {"LEVL", pieces[LEVL].data, pieces[LEVL].size},
            {"SCOR", pieces[SCOR].data, pieces[SCOR].size},
            {"VECT", b->vectors, (size_t)b->ids.count * b->dim},
        };
        uint32_t count = 9;
        if (b->facts.size) {
            parts[count++] = (smacs_part){"FACT", b->facts.data, b->facts.size};
        }
        if (b->with_text) {
            parts[count++] = (smacs_part){"QTXT", pieces[QTXT].data, pieces[QTXT].size};
        }
        status = smacs_container_write(a, SMX_MAGIC, SMX_VERSION, parts, count, bytes, size);
    }
    for (int i = 0; i < PIECES; i++) {
        smacs_bytes_free(a, &pieces[i]);
    }
    return status == SMACS_OK ? status : smacs_fail_plain(error, status, smacs_status_text(status));
}
