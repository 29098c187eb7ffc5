/* Writes a builder's contents as a .smx file. What stands in it is the builder's, exactly; only how it is packed is
 * decided here. */
#include "index/builder.h"

#include "base/bits.h"
#include "base/error.h"
#include "index/coding.h"
#include <string.h>

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

void smx_write_labels(const smacs_allocator *a, const uint16_t *rows, uint32_t n, smacs_bytes *out) {
    const size_t row = SMX_LABELS * sizeof *rows;
    for (uint32_t i = 0, run; i < n; i += run) {
        const uint16_t *labels = rows + (size_t)i * SMX_LABELS;
        for (run = 1; run < n - i && memcmp(labels, labels + (size_t)run * SMX_LABELS, row) == 0;) {
            run++;
        }
        smx_put_number(a, out, run);
        for (int k = 0; k < SMX_LABELS; k++) {
            smx_put_number(a, out, labels[k] == SMX_NO_LABEL ? 0 : labels[k] + 1u);
        }
    }
}

void smx_write_head(const smacs_builder *b, uint32_t questions, uint64_t cells, smx_nearness near,
                    uint8_t head[SMX_HEAD_SIZE]) {
    memset(head, 0, SMX_HEAD_SIZE);
    smacs_store_u32(head, questions);
    smacs_store_u32(head + 4, b->models.count);
    smacs_store_u32(head + 8, b->dim);
    smacs_store_u32(head + 12, b->with_text);
    smacs_store_u64(head + 16, b->embedder_digest);
    smacs_store_u64(head + 24, cells);
    smacs_store_f32(head + 32, near.low);
    smacs_store_f32(head + 36, near.typical);
}

void smx_write_dates(const smacs_builder *b, smacs_bytes *out) {
    const uint32_t days[] = {b->dates.made, b->dates.from, b->dates.to};
    for (int i = 0; i < 3 && (days[0] || days[1] || days[2]); i++) {
        uint8_t word[4];
        smacs_store_u32(word, days[i]);
        smacs_bytes_append(&b->allocator, out, word, 4);
    }
}

void smx_write_small_talk(const smacs_builder *b, smacs_bytes *out) {
    if (b->talk_count) {
        smx_put_number(&b->allocator, out, (uint32_t)b->talk_count);
        smx_pack_vectors(&b->allocator, b->small_talk, (uint32_t)b->talk_count, b->dim, out);
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
    smx_write_labels(a, b->question_labels, b->ids.count, &pieces[QLAB]);
    smx_pack_vectors(a, b->vectors, b->ids.count, b->dim, &pieces[VECT]);
    smx_write_keywords(b, &pieces[KEYW]);
    smx_write_dates(b, &pieces[DATE]);
    if (b->fit.size) {
        smx_write_cards(b, &pieces[CARD]);
    }
    smx_write_small_talk(b, &pieces[TALK]);
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
    smacs_status status = smx_write_scores(b, &pieces[SCOR], &pieces[LEVL], &cells);
    if (status == SMACS_OK && !write_pieces(b, pieces)) {
        status = SMACS_E_MEMORY;
    }
    if (status == SMACS_OK) {
        const smx_block rows = {b->vectors, b->ids.count};
        smx_write_head(b, b->ids.count, cells, smx_measure_nearness(&rows, 1, b->dim), head);
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
