/* Opens a .smx file. All of it is checked here, once, and what is packed is unpacked, so that every accessor can be a
 * plain load: a handle that exists is sound. */
#include "index/coding.h"
#include "index/format.h"

#include "base/bits.h"
#include "base/day.h"
#include "base/error.h"
#include "base/text.h"
#include "base/vec.h"
#include <math.h>
#include <smacs/embedder.h>
#include <smacs/vector.h>
#include <string.h>

static smacs_status bad(smacs_error *error, const char *message, const smacs_section *section, uint64_t at) {
    return smacs_fail(error, SMACS_E_FORMAT, message, (smacs_text){section->tag, 4}, section->offset + at);
}

smacs_status smx_open_head(const smacs_container *file, smacs_index_facts *facts, smacs_error *error) {
    smacs_section head;
    const smacs_status status = smacs_container_need(file, "HEAD", SMX_HEAD_SIZE, &head, error);
    if (status != SMACS_OK) {
        return status;
    }
    facts->questions = facts->of = smacs_load_u32(head.data);
    facts->models = smacs_load_u32(head.data + 4);
    facts->dim = smacs_load_u32(head.data + 8);
    const uint32_t has_text = smacs_load_u32(head.data + 12);
    facts->has_text = has_text == 1;
    facts->embedder_digest = smacs_load_u64(head.data + 16);
    facts->cells = smacs_load_u64(head.data + 24);
    facts->digest = file->digest;
    facts->near_low = smacs_load_f32(head.data + 32);
    facts->near_typical = smacs_load_f32(head.data + 36);
    if (facts->questions == 0 || facts->questions > SMX_QUESTIONS_MAX) {
        return bad(error, "the number of questions is out of range", &head, 0);
    }
    if (facts->models == 0 || facts->models > SMX_MODELS_MAX) {
        return bad(error, "the number of models is out of range", &head, 4);
    }
    if (facts->dim < SMACS_DIM_MIN || facts->dim > SMACS_DIM_MAX || facts->dim % 16 != 0) {
        return bad(error, "the dimension is not a multiple of 16 from 16 to 4096", &head, 8);
    }
    if (has_text > 1) {
        return bad(error, "unknown flags are set", &head, 12);
    }
    if (!(facts->near_low >= 0.0 && facts->near_typical >= facts->near_low && facts->near_typical <= 1.001)) {
        return bad(error, "how near its questions are is out of range", &head, 32);
    }
    for (uint32_t i = 40; i < SMX_HEAD_SIZE; i++) {
        if (head.data[i] != 0) {
            return bad(error, "a reserved byte is not zero", &head, i);
        }
    }
    return SMACS_OK;
}

/* The count of numbers whose digest the index has; of those that fill its dimensions, one at most does. */
static uint32_t numbers_outside(const smacs_index_facts *facts) {
    for (uint32_t numbers = facts->dim; numbers + 16 > facts->dim && numbers > 0; numbers--) {
        if (smacs_vector_digest(facts->embedder_name, numbers) == facts->embedder_digest) {
            return numbers;
        }
    }
    return 0;
}

static smacs_status open_texts(const smacs_container *file, smacs_index *index, smacs_error *error) {
    const struct {
        const char *tag;
        uint32_t count;
        smacs_name_view *view;
    } tables[] = {{"MODL", index->facts.models, &index->models},
                  {"LABL", UINT32_MAX, &index->label_names},
                  {"QTXT", index->facts.questions, &index->texts}};
    const size_t count = index->facts.has_text ? 3 : 2;
    for (size_t i = 0; i < count; i++) {
        smacs_section section;
        smacs_status status = smacs_container_need(file, tables[i].tag, UINT64_MAX, &section, error);
        if (status == SMACS_OK) {
            status = smacs_name_view_open(&section, tables[i].count, tables[i].view, error);
        }
        if (status != SMACS_OK) {
            return status;
        }
    }
    smacs_section name;
    const smacs_status status = smacs_container_need(file, "ENAM", UINT64_MAX, &name, error);
    if (status == SMACS_OK) {
        index->facts.embedder_name = (smacs_text){(const char *)name.data, name.size};
        index->facts.outside = numbers_outside(&index->facts);
        const smacs_section *facts = smacs_container_find(file, "FACT");
        if (facts) {
            index->facts.model_facts = (smacs_text){(const char *)facts->data, facts->size};
        }
    }
    return status;
}

smacs_status smx_begin_section(const smacs_container *file, const char *tag, smacs_section *section, smx_reader *r,
                               smacs_error *error) {
    const smacs_status status = smacs_container_need(file, tag, UINT64_MAX, section, error);
    if (status == SMACS_OK) {
        *r = (smx_reader){section->data, section->data + section->size, 0, false};
    }
    return status;
}

smacs_status smx_end_section(const smacs_section *section, const smx_reader *r, smacs_error *error) {
    return r->failed || r->at != r->end
               ? bad(error, "a section is not packed as it should be", section, (uint64_t)(r->at - section->data))
               : SMACS_OK;
}

/* One id: a step of the number at the end of the one before; or 0, how many ids before this one another stands (0 for
 * none), how many of its characters are kept, how many follow, and those. Returns its length. */
static size_t read_id(smx_reader *r, const smacs_name_view *ids, uint32_t number, char *out, size_t room) {
    char tail[SMX_TAIL_MAX];
    const char *rest = tail;
    size_t kept, more;
    const uint32_t step = smx_take_number(r), back = step ? number > 0 : smx_take_number(r);
    r->failed = r->failed || back > number;
    const smacs_text like = back && !r->failed ? smacs_name_view_get(ids, number - back) : (smacs_text){out, 0};
    if (step) {
        more = smx_step_id(like, step, tail, &kept);
    } else {
        kept = smx_take_number(r);
        more = smx_take_number(r);
        rest = (const char *)r->at;
        r->failed = r->failed || kept > like.size || more > (size_t)(r->end - r->at);
    }
    if (r->failed || kept > room || more > room - kept) {
        r->failed = true;
        return 0;
    }
    memmove(out, like.data, kept);
    memcpy(out + kept, rest, more);
    r->at += step ? 0 : more;
    return kept + more;
}

/* Spells `n` packed texts out as a table of texts; false without memory. */
static bool read_ids(smx_reader *r, uint32_t n, smacs_index *index, smacs_name_view *view) {
    const uint32_t room = smx_take_number(r);
    const size_t size = (size_t)(r->end - r->at);
    if (size < n || size < room / (SMX_KEPT_MAX + 1)) { /* so that a small file cannot ask for much */
        r->failed = true;
        return true;
    }
    uint8_t *offsets = smacs_arena_zeroed(&index->allocator, &index->owned, (size_t)n + 1, 4);
    char *texts = smacs_arena_zeroed(&index->allocator, &index->owned, room, 1);
    if (!offsets || !texts) {
        return false;
    }
    *view = (smacs_name_view){offsets, texts, n};
    uint32_t used = 0;
    for (uint32_t i = 0; i < n && !r->failed; i++) {
        used += (uint32_t)read_id(r, view, i, texts + used, room - used);
        smacs_store_u32(offsets + 4 * ((size_t)i + 1), used);
    }
    r->failed = r->failed || used != room;
    return true;
}

static smacs_status open_ids(const smacs_container *file, smacs_index *index, smacs_error *error) {
    smacs_section section;
    smx_reader r;
    const smacs_status status = smx_begin_section(file, "QIDS", &section, &r, error);
    if (status != SMACS_OK) {
        return status;
    }
    return read_ids(&r, index->facts.questions, index, &index->ids) ? smx_end_section(&section, &r, error)
                                                                    : smacs_fail_memory(error);
}

/* Gives the questions of key word number `word` that word: how many, then steps from one to the next. */
static void read_keyword(smx_reader *r, uint32_t word, const smacs_index *index) {
    uint32_t question = 0;
    for (uint32_t left = smx_take_number(r), first = 1; left > 0 && !r->failed; left--, first = 0) {
        const uint32_t step = smx_take_number(r);
        r->failed = r->failed || step >= index->facts.questions - question || (step == 0 && !first);
        if (r->failed) {
            return;
        }
        question += step;
        uint16_t *words = index->keywords + (size_t)question * SMACS_KEYWORDS_MAX;
        uint32_t place = 0;
        while (place < SMACS_KEYWORDS_MAX && words[place]) {
            place++;
        }
        r->failed = place == SMACS_KEYWORDS_MAX;
        if (!r->failed) {
            words[place] = (uint16_t)(word + 1);
        }
    }
}

static smacs_status open_keywords(const smacs_container *file, smacs_index *index, smacs_error *error) {
    const smacs_section *section = smacs_container_find(file, "keyw");
    if (!section) {
        return SMACS_OK;
    }
    smx_reader r = {section->data, section->data + section->size, 0, false};
    const uint32_t words = smx_take_number(&r);
    r.failed = r.failed || words >= UINT16_MAX;
    index->keywords = smacs_arena_zeroed(&index->allocator, &index->owned, index->facts.questions,
                                         SMACS_KEYWORDS_MAX * sizeof *index->keywords);
    if (!index->keywords || (!r.failed && !read_ids(&r, words, index, &index->words))) {
        return smacs_fail_memory(error);
    }
    for (uint32_t w = 0; w < words && !r.failed; w++) {
        read_keyword(&r, w, index);
    }
    return smx_end_section(section, &r, error);
}

/* A day or a month; 0: not known. */
static bool is_date(uint32_t day) { return day == 0 || (smacs_is_day(day) && day / 100 % 100 != 0); }

bool smx_are_dates(smacs_index_dates dates) {
    return is_date(dates.made) && is_date(dates.from) && is_date(dates.to) &&
           (dates.to == 0 || dates.to / 100 >= dates.from / 100);
}

static smacs_status open_dates(const smacs_container *file, smacs_index *index, smacs_error *error) {
    const smacs_section *section = smacs_container_find(file, "date");
    if (section) {
        smacs_index_dates *dates = &index->facts.dates;
        if (section->size == 12) {
            *dates = (smacs_index_dates){smacs_load_u32(section->data), smacs_load_u32(section->data + 4),
                                         smacs_load_u32(section->data + 8)};
        }
        if (section->size != 12 || !smx_are_dates(*dates)) {
            return bad(error, "the dates are no days of a calendar", section, 0);
        }
    }
    return SMACS_OK;
}

/* Labels come in runs: how many questions, then their three numbers, none written as 0. */
static smacs_status open_labels(const smacs_container *file, smacs_index *index, smacs_error *error) {
    smacs_section section;
    smx_reader r;
    smacs_status status = smx_begin_section(file, "QLAB", &section, &r, error);
    if (status != SMACS_OK) {
        return status;
    }
    uint32_t left = index->facts.questions;
    uint16_t *out = smacs_arena_zeroed(&index->allocator, &index->owned, left, SMX_LABELS * sizeof *out);
    if (!out) {
        return smacs_fail_memory(error);
    }
    index->labels = out;
    while (left && !r.failed) {
        const uint32_t run = smx_take_number(&r);
        uint32_t label[SMX_LABELS];
        for (int k = 0; k < SMX_LABELS; k++) {
            label[k] = smx_take_number(&r);
            r.failed = r.failed || label[k] > index->label_names.count;
        }
        r.failed = r.failed || run > left;
        for (uint32_t i = 0; i < run && !r.failed; i++, left--) {
            for (int k = 0; k < SMX_LABELS; k++) {
                *out++ = (uint16_t)(label[k] - 1);
            }
        }
    }
    return smx_end_section(&section, &r, error);
}

smacs_status smx_open_vectors(const smacs_container *file, smacs_index *index, smacs_error *error) {
    const uint32_t n = index->facts.questions, dim = index->facts.dim;
    smacs_section section;
    smx_reader r;
    const smacs_status status = smx_begin_section(file, "VECT", &section, &r, error);
    if (status != SMACS_OK) {
        return status;
    }
    index->vectors = smacs_arena_zeroed(&index->allocator, &index->owned, n, dim);
    index->squares = smacs_arena_zeroed(&index->allocator, &index->owned, n, sizeof *index->squares);
    index->scales = smacs_arena_zeroed(&index->allocator, &index->owned, n, sizeof *index->scales);
    if (!index->vectors || !index->squares || !index->scales) {
        return smacs_fail_memory(error);
    }
    smx_unpack_vectors(&r, n, dim, index->vectors);
    smx_measure_rows(index);
    return smx_end_section(&section, &r, error);
}

void smx_measure_rows(smacs_index *index) {
    const uint32_t dim = index->facts.dim;
    index->narrow = smacs_is_narrow(index->vectors, (size_t)index->facts.questions * dim);
    for (uint32_t i = 0; i < index->facts.questions; i++) {
        const int8_t *row = index->vectors + (size_t)i * dim;
        index->squares[i] = smacs_dot_i8(row, row, dim);
        index->scales[i] = index->squares[i] ? (float)(1.0 / sqrt(index->squares[i])) : 0.0f;
    }
}

/* Vectors of texts that ask nothing: how many, then packed like those of the questions. */
static smacs_status open_small_talk(const smacs_container *file, smacs_index *index, smacs_error *error) {
    const smacs_section *section = smacs_container_find(file, "talk");
    if (!section) {
        return SMACS_OK;
    }
    smx_reader r = {section->data, section->data + section->size, 0, false};
    const uint32_t count = smx_take_number(&r), dim = index->facts.dim;
    r.failed = r.failed || count == 0 || count > SMX_SMALL_TALK_MAX;
    if (!r.failed) {
        index->small_talk = smacs_arena_zeroed(&index->allocator, &index->owned, count, dim);
        if (!index->small_talk) {
            return smacs_fail_memory(error);
        }
        index->facts.small_talk = count;
        smx_unpack_vectors(&r, count, dim, index->small_talk);
        index->talk_length = HUGE_VAL;
        for (uint32_t i = 0; i < count; i++) {
            const int8_t *row = index->small_talk + (size_t)i * dim;
            index->talk_length = fmin(index->talk_length, sqrt(smacs_dot_i8(row, row, dim)));
        }
    }
    return smx_end_section(section, &r, error);
}

static smacs_status open_map(const smacs_container *file, smacs_index *index, smacs_error *error) {
    const smacs_section *section = smacs_container_find(file, SMX_MAP_TAG);
    if (section) {
        index->spots = (const smacs_spot *)section->data;
        index->facts.has_map = true;
        if (section->size != (size_t)index->facts.questions * sizeof *index->spots) {
            return bad(error, "the map has not one place for each question", section, 0);
        }
    }
    return SMACS_OK;
}

static smacs_status open_levels(const smacs_container *file, smacs_index *index, smacs_error *error) {
    smacs_section section;
    const smacs_status status = smacs_container_need(file, "LEVL", UINT64_MAX, &section, error);
    if (status != SMACS_OK) {
        return status;
    }
    if (section.size % 4 != 0 || section.size / 4 > SMX_LEVELS_MAX) {
        return bad(error, "the table of score levels has the wrong size", &section, 0);
    }
    index->level_count = (uint32_t)(section.size / 4);
    index->levels = smacs_arena_zeroed(&index->allocator, &index->owned, index->level_count, sizeof *index->levels);
    if (!index->levels) {
        return smacs_fail_memory(error);
    }
    float before = -1.0f;
    for (uint32_t i = 0; i < index->level_count; i++) {
        const float level = smacs_load_f32(section.data + (size_t)i * 4);
        if (!(level > before && level <= 1.0f && level >= 0.0f)) {
            return bad(error, "score levels are not ascending in [0, 1]", &section, (uint64_t)i * 4);
        }
        index->levels[i] = level;
        before = level;
    }
    return SMACS_OK;
}

/* 1 to 8 bits of a column, lowest first. */
static uint32_t take_bits(smx_reader *r, uint32_t count) {
    const uint32_t end = r->bit + count;
    if ((size_t)(r->end - r->at) < (end + 7) / 8) {
        r->failed = true;
        return 0;
    }
    uint32_t bits = *r->at;
    if (end > 8) {
        bits |= (uint32_t)r->at[1] << 8;
    }
    bits = bits >> r->bit & ((1u << count) - 1);
    r->at += end / 8;
    r->bit = end % 8;
    return bits;
}

/* To the next whole byte, past bits that must be 0. */
static void end_bits(smx_reader *r) {
    while (r->bit) {
        r->failed = take_bits(r, 1) || r->failed;
    }
}

/* Which scores of a column are there, as bits or as lengths of runs that miss and have scores in turn. */
static void read_presence(smx_reader *r, bool bits, uint32_t n, uint64_t *present) {
    uint32_t run = 0, there = 1;
    for (uint32_t i = 0; i < n && !r->failed; i++, run--) {
        while (!bits && run == 0 && !r->failed) {
            run = smx_take_number(r);
            there = !there;
        }
        smx_put_bit(present, i, bits ? take_bits(r, 1) : there);
    }
    r->failed = r->failed || (!bits && run);
    end_bits(r);
}

/* The scores that are there. */
static smacs_model_mean read_scores(smx_reader *r, const smacs_index *index, const smx_column *column) {
    const uint32_t width = column->codes ? smx_code_bits(index->level_count) : 1, n = index->facts.questions;
    double sum = 0.0;
    uint32_t scored = 0;
    for (uint32_t i = smx_next_scored(column, n, 0); i < n && !r->failed; i = smx_next_scored(column, n, i + 1)) {
        const uint32_t score = take_bits(r, width);
        scored++;
        if (!column->codes) {
            smx_put_bit(column->right, i, score);
            sum += score;
        } else if (score < index->level_count) {
            column->codes[i] = (uint8_t)score;
            sum += index->levels[score];
        } else {
            r->failed = true;
        }
    }
    end_bits(r);
    return (smacs_model_mean){scored ? sum / scored : (double)NAN, scored};
}

static smacs_status open_scores(const smacs_container *file, smacs_index *index, smacs_error *error) {
    const uint32_t models = index->facts.models, n = index->facts.questions;
    const smacs_allocator *a = &index->allocator;
    smacs_arena *owned = &index->owned;
    smacs_section section;
    smx_reader r;
    const smacs_status status = smx_begin_section(file, "SCOR", &section, &r, error);
    if (status != SMACS_OK) {
        return status;
    }
    if (section.size < models) {
        return bad(error, "the scores end before their columns begin", &section, 0);
    }
    index->columns = smacs_arena_zeroed(a, owned, models, sizeof *index->columns);
    index->means = smacs_arena_zeroed(a, owned, models, sizeof *index->means);
    uint64_t cells = 0;
    for (uint32_t m = 0; m < models && index->columns && index->means && !r.failed; m++) {
        smx_column *column = &index->columns[m];
        const uint32_t kind = smx_take_number(&r), words = n / 64 + 1;
        column->present = smacs_arena_zeroed(a, owned, words, sizeof *column->present);
        if (kind & SMX_COLUMN_CODES) {
            column->codes = smacs_arena_zeroed(a, owned, n, 1);
        } else {
            column->right = smacs_arena_zeroed(a, owned, words, sizeof *column->right);
        }
        if (!column->present || !(column->codes || column->right)) {
            return smacs_fail_memory(error);
        }
        read_presence(&r, kind & SMX_COLUMN_PRESENCE, n, column->present);
        index->means[m] = read_scores(&r, index, column);
        cells += index->means[m].scored;
        r.failed = r.failed || kind > (SMX_COLUMN_CODES | SMX_COLUMN_PRESENCE);
    }
    if (!index->columns || !index->means) {
        return smacs_fail_memory(error);
    }
    r.failed = r.failed || cells != index->facts.cells;
    return smx_end_section(&section, &r, error);
}

static bool is_known(const char *tag) {
    const smacs_text known = smacs_text_of("HEAD ENAM MODL LABL QLAB QIDS LEVL SCOR VECT FACT QTXT");
    const size_t at = smacs_text_find(known, tag);
    return strlen(tag) == 4 && at < known.size && at % 5 == 0;
}

/* From version 3 on a file may have sections that this build does not know. It can do without those whose tag begins
 * with a small letter. */
static smacs_status check_sections(const smacs_container *file, smacs_error *error) {
    for (uint32_t i = 0; i < file->count && file->version > 2; i++) {
        const smacs_section *section = &file->sections[i];
        if (!is_known(section->tag) && !(section->tag[0] >= 'a' && section->tag[0] <= 'z')) {
            return smacs_fail(error, SMACS_E_VERSION,
                              "this index has a part that only newer versions of smacs know; update smacs",
                              (smacs_text){section->tag, 4}, section->offset);
        }
    }
    return SMACS_OK;
}

typedef smacs_status open_step(const smacs_container *, smacs_index *, smacs_error *);

static smacs_status take_steps(open_step *const *steps, size_t count, const smacs_container *file, smacs_index *index,
                               smacs_error *error) {
    smacs_status status = SMACS_OK;
    for (size_t i = 0; i < count && status == SMACS_OK; i++) {
        status = steps[i](file, index, error);
    }
    return status;
}

smacs_status smx_open_about(const smacs_container *file, smacs_index *index, smacs_error *error) {
    open_step *const steps[] = {open_texts, open_small_talk, open_levels, open_dates};
    return take_steps(steps, sizeof steps / sizeof *steps, file, index, error);
}

smacs_status smx_open_rows(const smacs_container *file, smacs_index *index, smacs_error *error) {
    open_step *const steps[] = {open_ids, open_labels, open_scores};
    return take_steps(steps, sizeof steps / sizeof *steps, file, index, error);
}

smacs_status smacs_index_open(const smacs_allocator *allocator, const void *bytes, size_t size, smacs_index **out,
                              smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    *out = NULL;
    if (!bytes && size > 0) {
        return smacs_fail_null(error);
    }
    smacs_container file;
    smacs_status status =
        smacs_container_open(bytes, size, SMX_MAGIC, (smacs_versions){SMX_VERSION, SMX_VERSION_NEWEST}, &file, error);
    if (status == SMACS_E_VERSION) {
        return smacs_fail(error, status,
                          smacs_load_u16((const uint8_t *)bytes + 4) < SMX_VERSION
                              ? "this index is in an old version of the format; build it again or load another"
                              : "this index was made for a newer version of smacs; update it or load another",
                          (smacs_text){0}, 4);
    }
    if (status == SMACS_OK) {
        status = check_sections(&file, error);
    }
    if (status != SMACS_OK) {
        return status;
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_index *index = smacs_mem_zeroed(&a, 1, sizeof *index);
    if (!index) {
        return smacs_fail_memory(error);
    }
    index->allocator = a;
    open_step *const steps[] = {smx_open_about, smx_open_rows, smx_open_vectors, open_keywords, open_map};
    status = smx_open_head(&file, &index->facts, error);
    if (status == SMACS_OK) {
        status = take_steps(steps, sizeof steps / sizeof *steps, &file, index, error);
    }
    if (status == SMACS_OK && !smx_open_groups(index)) {
        status = smacs_fail_memory(error);
    }
    if (status == SMACS_OK) {
        status = smx_open_cards(&file, index, error);
    }
    if (status == SMACS_OK && !smx_open_expectations(index)) {
        status = smacs_fail_memory(error);
    }
    if (status != SMACS_OK) {
        smacs_index_free(index);
        return status;
    }
    *out = index;
    return SMACS_OK;
}

void smacs_index_free(smacs_index *index) {
    if (index) {
        const smacs_allocator a = index->allocator;
        smacs_arena_free(&a, &index->owned);
        smacs_mem_free(&a, index);
    }
}

smacs_index_facts smacs_index_describe(const smacs_index *index) { return index->facts; }

smacs_status smacs_index_check_embedder(const smacs_index *index, uint64_t embedder_digest, smacs_error *error) {
    if (!index) {
        return smacs_fail_null(error);
    }
    return embedder_digest == index->facts.embedder_digest
               ? SMACS_OK
               : smacs_fail(error, SMACS_E_MISMATCH,
                            index->facts.outside
                                ? "a model outside makes the vectors of this index, not an embedder file"
                                : "this index was built with another embedder; use the one it names, "
                                  "or build the index again",
                            index->facts.embedder_name, SMACS_NO_POSITION);
}

static bool has_direction(const int8_t *vector, uint32_t dim) {
    uint32_t i = 0;
    while (i < dim && vector[i] == 0) {
        i++;
    }
    return i < dim;
}

smacs_status smacs_index_vector_of(const smacs_index *index, const double *numbers, uint32_t count, int8_t *vector,
                                   smacs_error *error) {
    if (!index || !numbers || !vector) {
        return smacs_fail_null(error);
    }
    const smacs_index_facts *facts = &index->facts;
    if (count != (facts->outside ? facts->outside : facts->dim)) {
        return smacs_fail(error, SMACS_E_MISMATCH, "the vector has another count of numbers than those of this index",
                          facts->embedder_name, SMACS_NO_POSITION);
    }
    if (smacs_vector_of(numbers, count, vector) != SMACS_OK) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "a vector has a number that is not finite");
    }
    return has_direction(vector, facts->dim)
               ? SMACS_OK
               : smacs_fail_plain(error, SMACS_E_ARGUMENT, "a vector is all zeros, so it is like no other");
}

smacs_text smacs_index_model(const smacs_index *index, uint32_t model) {
    return smacs_name_view_get(&index->models, model);
}

uint32_t smacs_index_find_model(const smacs_index *index, smacs_text name) {
    for (uint32_t m = 0; m < index->facts.models; m++) {
        if (smacs_text_equal(smacs_index_model(index, m), name)) {
            return m;
        }
    }
    return UINT32_MAX;
}

static smacs_text label_of(const smacs_index *index, uint32_t question, uint32_t which) {
    return smx_label(index, index->labels[(size_t)question * SMX_LABELS + which]);
}

smacs_question smacs_index_question(const smacs_index *index, uint32_t question) {
    return (smacs_question){
        .id = smacs_name_view_get(&index->ids, question),
        .source = label_of(index, question, 0),
        .benchmark = label_of(index, question, 1),
        .category = label_of(index, question, 2),
        .text = index->facts.has_text ? smacs_name_view_get(&index->texts, question) : (smacs_text){0},
    };
}

uint32_t smacs_index_keywords(const smacs_index *index, uint32_t question, smacs_text words[SMACS_KEYWORDS_MAX]) {
    const uint16_t *numbers = index->keywords ? index->keywords + (size_t)question * SMACS_KEYWORDS_MAX : NULL;
    uint32_t count = 0;
    for (; numbers && count < SMACS_KEYWORDS_MAX && numbers[count]; count++) {
        words[count] = smacs_name_view_get(&index->words, numbers[count] - 1u);
    }
    return count;
}

smacs_spot smacs_index_spot(const smacs_index *index, uint32_t question) {
    return index->spots ? index->spots[question] : (smacs_spot){0};
}

const int8_t *smacs_index_vector(const smacs_index *index, uint32_t question) {
    return index->vectors + (size_t)question * index->facts.dim;
}
