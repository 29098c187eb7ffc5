/* Writes a builder's contents as a .smx file. What stands in it is the builder's, exactly; only how it is packed is
 * decided here. */
#include "index/builder.h"

#include "base/bits.h"
#include "base/error.h"
#include "index/coding.h"
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
    return l->rounded ? (uint8_t)(score * (SMX_LEVELS_MAX - 1) + 0.5f) : (uint8_t)lower_bound(l, score);
}

static float cell(const smacs_builder *b, uint32_t question, uint32_t model) {
    return b->cells[(size_t)question * b->stride + model];
}

/* Whether one column needs codes; counts its scores, and collects their levels if it does. */
static bool needs_codes(const smacs_builder *b, uint32_t model, levels *l, uint64_t *cells) {
    uint32_t scored = 0, binary = 0;
    for (uint32_t i = 0; i < b->ids.count; i++) {
        const float score = cell(b, i, model);
        scored += isnan(score) ? 0 : 1;
        binary += score == 0.0f || score == 1.0f ? 1 : 0;
    }
    *cells += scored;
    for (uint32_t i = 0; i < b->ids.count && binary < scored; i++) {
        if (!isnan(cell(b, i, model))) {
            add_level(l, cell(b, i, model));
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
static void write_runs(const smacs_builder *b, uint32_t model, smacs_bytes *out) {
    uint32_t run = 0;
    bool there = false;
    for (uint32_t i = 0; i < b->ids.count; i++, run++) {
        if (isnan(cell(b, i, model)) == there) {
            smx_put_number(&b->allocator, out, run);
            run = 0;
            there = !there;
        }
    }
    smx_put_number(&b->allocator, out, run);
}

static void write_column(const smacs_builder *b, uint32_t model, bool codes, const levels *l, smacs_bytes *out) {
    bit_writer w = {&b->allocator, out, 0, 0};
    smacs_bytes runs = {0};
    write_runs(b, model, &runs);
    const bool bits = runs.size > ((size_t)b->ids.count + 7) / 8;
    smx_put_number(w.a, out, (codes ? SMX_COLUMN_CODES : 0) | (bits ? SMX_COLUMN_PRESENCE : 0));
    if (bits) {
        for (uint32_t i = 0; i < b->ids.count; i++) {
            put_bits(&w, isnan(cell(b, i, model)) ? 0u : 1u, 1);
        }
        end_bits(&w);
    } else {
        smacs_bytes_append(w.a, out, runs.data, runs.size);
    }
    out->failed = out->failed || runs.failed;
    smacs_bytes_free(w.a, &runs);
    for (uint32_t i = 0; i < b->ids.count; i++) {
        const float score = cell(b, i, model);
        if (!isnan(score)) {
            put_bits(&w, codes ? code_of(l, score) : (uint32_t)(score == 1.0f), codes ? smx_code_bits(l->count) : 1);
        }
    }
    end_bits(&w);
}

/* SCOR and LEVL. Levels are collected from all columns first, because they share one table of them. */
static smacs_status write_scores(const smacs_builder *b, smacs_bytes *scores, smacs_bytes *level_bytes,
                                 uint64_t *cells) {
    const smacs_allocator *a = &b->allocator;
    const uint32_t models = b->models.count;
    levels l = {.count = 0};
    bool *codes = smacs_mem_zeroed(a, models, sizeof *codes);
    if (!codes) {
        return SMACS_E_MEMORY;
    }
    for (uint32_t m = 0; m < models; m++) {
        codes[m] = needs_codes(b, m, &l, cells);
    }
    for (uint32_t m = 0; m < models; m++) {
        write_column(b, m, codes[m], &l, scores);
    }
    for (uint32_t i = 0; i < l.count; i++) {
        uint8_t word[4];
        smacs_store_f32(word, l.value[i]);
        smacs_bytes_append(a, level_bytes, word, 4);
    }
    smacs_mem_free(a, codes);
    return scores->failed || level_bytes->failed ? SMACS_E_MEMORY : SMACS_OK;
}

/* The number at the end of an id, of at most 9 digits; 0 if there is none. */
static uint32_t end_number(smacs_text id) {
    uint32_t number = 0, unit = 1;
    for (size_t i = id.size; i-- > 0 && id.size - i <= 9 && id.data[i] >= '0' && id.data[i] <= '9'; unit *= 10) {
        number += (uint32_t)(id.data[i] - '0') * unit;
    }
    return number;
}

/* The step that leads from one id to the next, or 0. */
static uint32_t step_between(smacs_text before, smacs_text id) {
    char tail[SMX_TAIL_MAX];
    size_t kept;
    const uint32_t step = end_number(id) - end_number(before);
    if (step == 0 || step > 255) {
        return 0;
    }
    const uint32_t size = smx_step_id(before, step, tail, &kept);
    const bool same =
        id.size == kept + size && memcmp(id.data, before.data, kept) == 0 && memcmp(id.data + kept, tail, size) == 0;
    return same ? step : 0;
}

static uint32_t shared_start(smacs_text a, smacs_text b) {
    uint32_t shared = 0;
    while (shared < a.size && shared < b.size && shared < SMX_KEPT_MAX && a.data[shared] == b.data[shared]) {
        shared++;
    }
    return shared;
}

/* Of the 127 ids before this one, the nearest of those that share most with it: ids of several kinds take turns in some
 * banks. */
static void write_unlike_id(const smacs_allocator *a, const smacs_names *ids, uint32_t number, smacs_bytes *out) {
    const smacs_text id = smacs_names_get(ids, number);
    uint32_t kept = 0, best = number ? 1 : 0;
    for (uint32_t back = 1; back <= number && back <= 127; back++) {
        const uint32_t shared = shared_start(smacs_names_get(ids, number - back), id);
        best = shared > kept ? back : best;
        kept = shared > kept ? shared : kept;
    }
    smx_put_number(a, out, best);
    smx_put_number(a, out, kept);
    smx_put_number(a, out, (uint32_t)id.size - kept);
    smacs_bytes_append(a, out, id.data + kept, id.size - kept);
}

void smx_write_ids(const smacs_allocator *a, const smacs_names *ids, smacs_bytes *out) {
    smx_put_number(a, out, (uint32_t)ids->bytes.size);
    smacs_text before = {"", 0};
    for (uint32_t i = 0; i < ids->count; i++) {
        const smacs_text id = smacs_names_get(ids, i);
        const uint32_t step = id.size <= SMX_KEPT_MAX ? step_between(before, id) : 0;
        smx_put_number(a, out, step);
        if (step == 0) {
            write_unlike_id(a, ids, i, out);
        }
        before = id;
    }
}

static void write_labels(const smacs_builder *b, smacs_bytes *out) {
    const size_t row = SMX_LABELS * sizeof *b->question_labels;
    for (uint32_t i = 0, run; i < b->ids.count; i += run) {
        const uint16_t *labels = b->question_labels + (size_t)i * SMX_LABELS;
        for (run = 1; run < b->ids.count - i && memcmp(labels, labels + (size_t)run * SMX_LABELS, row) == 0;) {
            run++;
        }
        smx_put_number(&b->allocator, out, run);
        for (int k = 0; k < SMX_LABELS; k++) {
            smx_put_number(&b->allocator, out, labels[k] == SMX_NO_LABEL ? 0 : labels[k] + 1u);
        }
    }
}

static void write_head(const smacs_builder *b, uint64_t cells, uint8_t head[SMX_HEAD_SIZE]) {
    memset(head, 0, SMX_HEAD_SIZE);
    smacs_store_u32(head, b->ids.count);
    smacs_store_u32(head + 4, b->models.count);
    smacs_store_u32(head + 8, b->dim);
    smacs_store_u32(head + 12, b->with_text);
    smacs_store_u64(head + 16, b->embedder_digest);
    smacs_store_u64(head + 24, cells);
    const smx_nearness near = smx_measure_nearness(b);
    smacs_store_f32(head + 32, near.low);
    smacs_store_f32(head + 36, near.typical);
}

static void write_dates(const smacs_builder *b, smacs_bytes *out) {
    const uint32_t days[] = {b->dates.made, b->dates.from, b->dates.to};
    for (int i = 0; i < 3 && (days[0] || days[1] || days[2]); i++) {
        uint8_t word[4];
        smacs_store_u32(word, days[i]);
        smacs_bytes_append(&b->allocator, out, word, 4);
    }
}

enum { MODL, QIDS, LABL, QTXT, QLAB, VECT, SCOR, LEVL, KEYW, DATE, CARD, TALK, DOTS, PIECES };

static bool write_pieces(const smacs_builder *b, smacs_bytes pieces[PIECES]) {
    const smacs_allocator *a = &b->allocator;
    smacs_names_write(a, &b->models, &pieces[MODL]);
    smacs_names_write(a, &b->labels, &pieces[LABL]);
    if (b->with_text) {
        smacs_names_write(a, &b->texts, &pieces[QTXT]);
    }
    smx_write_ids(a, &b->ids, &pieces[QIDS]);
    write_labels(b, &pieces[QLAB]);
    smx_pack_vectors(a, b->vectors, b->ids.count, b->dim, &pieces[VECT]);
    smx_write_keywords(b, &pieces[KEYW]);
    write_dates(b, &pieces[DATE]);
    if (b->fit.size) {
        smx_write_cards(b, &pieces[CARD]);
    }
    if (b->talk_count) {
        smx_put_number(a, &pieces[TALK], (uint32_t)b->talk_count);
        smx_pack_vectors(a, b->small_talk, (uint32_t)b->talk_count, b->dim, &pieces[TALK]);
    }
    if (b->has_map) {
        smx_write_map(b, &pieces[DOTS]);
    }
    bool ok = true;
    for (int i = 0; i < PIECES; i++) {
        ok = ok && !pieces[i].failed;
    }
    return ok;
}

smacs_status smacs_builder_finish(smacs_builder *b, void **bytes, size_t *size, smacs_error *error) {
    if (bytes) {
        *bytes = NULL;
    }
    if (!b || !bytes || !size) {
        return smacs_fail_null(error);
    }
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
            {"VECT", pieces[VECT].data, pieces[VECT].size},
        };
        uint32_t count = 9;
        if (b->facts.size) {
            parts[count++] = (smacs_part){"FACT", b->facts.data, b->facts.size};
        }
        if (b->with_text) {
            parts[count++] = (smacs_part){"QTXT", pieces[QTXT].data, pieces[QTXT].size};
        }
        /* Version 3 tells readers of version 2 that there is more than they know. */
        const uint32_t plain = count;
        if (pieces[KEYW].size) {
            parts[count++] = (smacs_part){"keyw", pieces[KEYW].data, pieces[KEYW].size};
        }
        if (pieces[DATE].size) {
            parts[count++] = (smacs_part){"date", pieces[DATE].data, pieces[DATE].size};
        }
        if (b->fit.size) {
            parts[count++] = (smacs_part){"card", pieces[CARD].data, pieces[CARD].size};
        }
        if (pieces[TALK].size) {
            parts[count++] = (smacs_part){"talk", pieces[TALK].data, pieces[TALK].size};
        }
        if (pieces[DOTS].size) {
            parts[count++] = (smacs_part){SMX_MAP_TAG, pieces[DOTS].data, pieces[DOTS].size};
        }
        const uint16_t version = count > plain ? SMX_VERSION_NEWEST : SMX_VERSION;
        status = smacs_container_write(a, SMX_MAGIC, version, parts, count, bytes, size);
    }
    for (int i = 0; i < PIECES; i++) {
        smacs_bytes_free(a, &pieces[i]);
    }
    return status == SMACS_OK ? status : smacs_fail_plain(error, status, smacs_status_text(status));
}
