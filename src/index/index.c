/* Opens a .smx file. All of it is checked here, once, and what is packed is unpacked, so that every accessor can be a
 * plain load: a handle that exists is sound. */
#include "index/coding.h"
#include "index/format.h"

#include "base/bits.h"
#include "base/error.h"
#include "base/vec.h"
#include <math.h>
#include <smacs/embedder.h>
#include <string.h>

static smacs_status bad(smacs_error *error, const char *message, const smacs_section *section, uint64_t at) {
    return smacs_fail(error, SMACS_E_FORMAT, message, (smacs_text){section->tag, 4}, section->offset + at);
}

static smacs_status open_head(const smacs_container *file, smacs_index_facts *facts, smacs_error *error) {
    smacs_section head;
    const smacs_status status = smacs_container_need(file, "HEAD", SMX_HEAD_SIZE, &head, error);
    if (status != SMACS_OK) {
        return status;
    }
    facts->questions = smacs_load_u32(head.data);
    facts->models = smacs_load_u32(head.data + 4);
    facts->dim = smacs_load_u32(head.data + 8);
    facts->has_text = smacs_load_u32(head.data + 12);
    facts->embedder_digest = smacs_load_u64(head.data + 16);
    facts->cells = smacs_load_u64(head.data + 24);
    facts->digest = file->digest;
    if (facts->questions == 0 || facts->questions > SMX_QUESTIONS_MAX) {
        return bad(error, "the number of questions is out of range", &head, 0);
    }
    if (facts->models == 0 || facts->models > SMX_MODELS_MAX) {
        return bad(error, "the number of models is out of range", &head, 4);
    }
    if (facts->dim < SMACS_DIM_MIN || facts->dim > SMACS_DIM_MAX || facts->dim % 16 != 0) {
        return bad(error, "the dimension is not a multiple of 16 from 16 to 2048", &head, 8);
    }
    if (facts->has_text > 1) {
        return bad(error, "unknown flags are set", &head, 12);
    }
    for (uint32_t i = 32; i < SMX_HEAD_SIZE; i++) {
        if (head.data[i] != 0) {
            return bad(error, "a reserved byte is not zero", &head, i);
        }
    }
    return SMACS_OK;
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
        const smacs_section *facts = smacs_container_find(file, "FACT");
        if (facts) {
            index->facts.model_facts = (smacs_text){(const char *)facts->data, facts->size};
        }
    }
    return status;
}

bool smx_take_number(const uint8_t **at, const uint8_t *end, uint32_t *out) {
    uint64_t number = 0;
    for (uint32_t shift = 0; *at != end && shift < 35; shift += 7) {
        const uint8_t byte = *(*at)++;
        number |= (uint64_t)(byte & 0x7Fu) << shift;
        if (byte < 0x80u) {
            *out = (uint32_t)number;
            return number <= UINT32_MAX;
        }
    }
    return false;
}

uint32_t smx_step_id(smacs_text before, uint32_t step, char tail[SMX_TAIL_MAX], size_t *kept) {
    uint32_t digits = 0, number = 0, unit = 1;
    for (; digits < 9 && digits < before.size; digits++, unit *= 10) {
        const char digit = before.data[before.size - 1 - digits];
        if (digit < '0' || digit > '9') {
            break;
        }
        number += (uint32_t)(digit - '0') * unit;
    }
    number += step;
    *kept = before.size - digits;
    for (; digits < SMX_TAIL_MAX && number >= unit; unit *= 10) {
        digits++;
    }
    for (uint32_t i = digits; i-- > 0; number /= 10) {
        tail[i] = (char)('0' + number % 10);
    }
    return digits;
}

/* One id: a step of the number at the end of the one before, or 0, how many characters are kept of the one before,
 * how many follow, and those. False if the bytes or the room end before it. */
static bool read_id(const uint8_t **at, const uint8_t *end, smacs_text before, char *out, size_t room, size_t *size) {
    char tail[SMX_TAIL_MAX];
    const char *rest = tail;
    size_t kept;
    if (*at == end) {
        return false;
    }
    uint32_t more, step = *(*at)++;
    if (step) {
        more = smx_step_id(before, step, tail, &kept);
    } else {
        uint32_t prefix;
        if (!smx_take_number(at, end, &prefix) || prefix > before.size || !smx_take_number(at, end, &more) ||
            more > (size_t)(end - *at)) {
            return false;
        }
        kept = prefix;
        rest = (const char *)*at;
        *at += more;
    }
    if (kept > room || more > room - kept) {
        return false;
    }
    if (kept) {
        memcpy(out, before.data, kept);
    }
    if (more) {
        memcpy(out + kept, rest, more);
    }
    *size = kept + more;
    return true;
}

/* Spells the ids out as a table of texts. */
static smacs_status open_ids(const smacs_container *file, smacs_index *index, smacs_error *error) {
    const uint32_t n = index->facts.questions;
    smacs_section section;
    const smacs_status status = smacs_container_need(file, "QIDS", UINT64_MAX, &section, error);
    if (status != SMACS_OK) {
        return status;
    }
    if (section.size < 4 || section.size - 4 < n) {
        return bad(error, "there are fewer ids than questions", &section, 0);
    }
    const uint64_t whole = 4 * ((uint64_t)n + 1) + smacs_load_u32(section.data);
    index->id_table = whole <= SIZE_MAX ? smacs_mem_zeroed(&index->allocator, (size_t)whole, 1) : NULL;
    if (!index->id_table) {
        return smacs_fail_memory(error);
    }
    const size_t size = smacs_load_u32(section.data);
    char *const texts = (char *)index->id_table + 4 * ((size_t)n + 1);
    const uint8_t *at = section.data + 4, *const end = section.data + section.size;
    smacs_text before = {texts, 0};
    size_t used = 0;
    for (uint32_t i = 0; i < n; i++) {
        size_t own;
        if (!read_id(&at, end, before, texts + used, size - used, &own)) {
            return bad(error, "an id does not fit its section", &section, (uint64_t)(at - section.data));
        }
        before = (smacs_text){texts + used, own};
        used += own;
        smacs_store_u32(index->id_table + 4 * ((size_t)i + 1), (uint32_t)used);
    }
    index->ids = (smacs_name_view){index->id_table, texts, n};
    return at == end && used == size ? SMACS_OK : bad(error, "the ids are not as long as they say", &section, 0);
}

/* Labels come in runs: how many questions, then their three numbers, none written as 0. */
static smacs_status open_labels(const smacs_container *file, smacs_index *index, smacs_error *error) {
    const uint32_t n = index->facts.questions;
    smacs_section section;
    const smacs_status status = smacs_container_need(file, "QLAB", UINT64_MAX, &section, error);
    if (status != SMACS_OK) {
        return status;
    }
    index->labels = smacs_mem_zeroed(&index->allocator, n, SMX_LABELS * sizeof *index->labels);
    if (!index->labels) {
        return smacs_fail_memory(error);
    }
    const uint8_t *at = section.data, *const end = section.data + section.size;
    uint16_t *out = index->labels;
    for (uint32_t left = n; left || at != end;) {
        uint32_t run, label[SMX_LABELS];
        bool sound = smx_take_number(&at, end, &run) && run && run <= left;
        for (int i = 0; i < SMX_LABELS && sound; i++) {
            sound = smx_take_number(&at, end, &label[i]) && label[i] <= index->label_names.count;
        }
        if (!sound) {
            return bad(error, "the labels do not fit the questions or their table", &section,
                       (uint64_t)(at - section.data));
        }
        for (left -= run; run; run--) {
            for (int i = 0; i < SMX_LABELS; i++) {
                *out++ = (uint16_t)(label[i] - 1);
            }
        }
    }
    return SMACS_OK;
}

static smacs_status open_vectors(const smacs_container *file, smacs_index *index, smacs_error *error) {
    const uint32_t n = index->facts.questions, dim = index->facts.dim;
    smacs_section section;
    const smacs_status status = smacs_container_need(file, "VECT", UINT64_MAX, &section, error);
    if (status != SMACS_OK) {
        return status;
    }
    index->vectors = smacs_mem_zeroed(&index->allocator, n, dim);
    index->squares = smacs_mem_zeroed(&index->allocator, n, sizeof *index->squares);
    if (!index->vectors || !index->squares) {
        return smacs_fail_memory(error);
    }
    const char *wrong = smx_unpack_vectors(section.data, section.size, n, dim, index->vectors);
    if (wrong) {
        return bad(error, wrong, &section, 0);
    }
    for (uint32_t i = 0; i < n; i++) {
        const int8_t *row = index->vectors + (size_t)i * dim;
        index->squares[i] = smacs_dot_i8(row, row, dim);
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
    index->levels = section.data;
    index->level_count = (uint32_t)(section.size / 4);
    float before = -1.0f;
    for (uint32_t i = 0; i < index->level_count; i++) {
        const float level = smacs_load_f32(section.data + (size_t)i * 4);
        if (!(level > before && level <= 1.0f && level >= 0.0f)) {
            return bad(error, "score levels are not ascending in [0, 1]", &section, (uint64_t)i * 4);
        }
        before = level;
    }
    return SMACS_OK;
}

/* Bits of a column, lowest first. */
typedef struct bit_reader {
    const uint8_t *at, *end;
    uint32_t used; /* bits of *at */
} bit_reader;

static bool take_bits(bit_reader *r, uint32_t count, uint32_t *out) {
    *out = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (r->at == r->end) {
            return false;
        }
        *out |= (*r->at >> r->used & 1u) << i;
        r->at += ++r->used / 8;
        r->used %= 8;
    }
    return true;
}

/* To the next whole byte; false if a bit is set on the way. */
static bool end_bits(bit_reader *r) {
    const bool clean = r->used == 0 || *r->at >> r->used == 0;
    r->at += r->used > 0;
    r->used = 0;
    return clean;
}

static void set_bit(uint8_t *bits, uint32_t at) { bits[at / 8] |= (uint8_t)(1u << at % 8); }

/* Which scores of a column are there, as a bit a question: all, as bits, or as lengths of runs that miss and have
 * scores in turn. */
static bool read_presence(bit_reader *r, uint8_t how, uint32_t n, uint8_t *present) {
    uint32_t at = 0, run = 0;
    if (how & SMX_PRESENCE_BITS) {
        for (; at < n; at++) {
            if (!take_bits(r, 1, &run)) {
                return false;
            }
            present[at / 8] |= (uint8_t)(run << at % 8);
        }
        return end_bits(r);
    }
    for (uint32_t there = how == SMX_COLUMN_BITS; at < n; there = !there) {
        if (how == SMX_COLUMN_BITS) {
            run = n;
        } else if (!smx_take_number(&r->at, r->end, &run) || run > n - at) {
            return false;
        }
        for (; run; run--, at++) {
            if (there) {
                set_bit(present, at);
            }
        }
    }
    return true;
}

/* The scores that are there, into a column all zero (bits) or all missing (codes). */
static const char *read_scores(bit_reader *r, const smacs_index *index, const uint8_t *present,
                               const struct smx_column_view *column, smacs_model_mean *mean) {
    const bool codes = column->kind == SMX_COLUMN_CODES;
    const uint32_t width = codes ? smx_code_bits(index->level_count) : 1;
    double sum = 0.0;
    for (uint32_t i = 0; i < index->facts.questions; i++) {
        uint32_t score;
        if (!(present[i / 8] >> i % 8 & 1)) {
            continue;
        }
        if (!take_bits(r, width, &score)) {
            return "a column of scores does not fit its section";
        }
        mean->scored++;
        if (!codes) {
            column->data[i / 8] |= (uint8_t)(score << i % 8);
            sum += score;
        } else if (score < index->level_count) {
            column->data[i] = (uint8_t)score;
            sum += smacs_load_f32(index->levels + (size_t)score * 4);
        } else {
            return "a score has a level that is not in the table";
        }
    }
    mean->mean = mean->scored ? sum / mean->scored : (double)NAN;
    return end_bits(r) ? NULL : "a bit is set where no score can be";
}

/* `scratch` [(n + 7) / 8] is for columns that keep no bits of what is there. */
static const char *open_column(bit_reader *r, const smacs_index *index, uint8_t how, uint32_t model, uint8_t *scratch) {
    const uint32_t n = index->facts.questions;
    const size_t bits = ((size_t)n + 7) / 8;
    const struct smx_column_view *column = &index->columns[model];
    uint8_t *present = column->kind == SMX_COLUMN_MASKED ? column->data + bits : scratch;
    index->means[model].mean = (double)NAN;
    if (column->kind == SMX_COLUMN_EMPTY) {
        return NULL;
    }
    if (column->kind == SMX_COLUMN_CODES) {
        memset(column->data, (int)SMX_MISSING, n);
    }
    memset(present, 0, bits);
    return read_presence(r, how, n, present) ? read_scores(r, index, present, column, &index->means[model])
                                             : "a column of scores does not say which are there";
}

/* Room for all columns. They are what their kinds need, `kinds` [M]. */
static smacs_status place_columns(smacs_index *index, const smacs_section *section, smacs_error *error) {
    const uint32_t models = index->facts.models;
    uint64_t total = 0;
    for (uint32_t m = 0; m < models; m++) {
        const uint8_t how = section->data[m], kind = how & (uint8_t)~SMX_PRESENCE_BITS;
        if (kind > SMX_COLUMN_CODES || (how != kind && kind < SMX_COLUMN_MASKED)) {
            return bad(error, "a column of scores has an unknown coding", section, m);
        }
        index->columns[m].kind = (smx_column)kind;
        total += smx_column_size((smx_column)kind, index->facts.questions);
    }
    index->scores = total < SIZE_MAX ? smacs_mem_zeroed(&index->allocator, (size_t)total, 1) : NULL;
    if (!index->scores) {
        return smacs_fail_memory(error);
    }
    uint8_t *at = index->scores;
    for (uint32_t m = 0; m < models; m++) {
        index->columns[m].data = at;
        at += smx_column_size(index->columns[m].kind, index->facts.questions);
    }
    return SMACS_OK;
}

static smacs_status open_scores(const smacs_container *file, smacs_index *index, smacs_error *error) {
    const uint32_t models = index->facts.models, n = index->facts.questions;
    const smacs_allocator *a = &index->allocator;
    smacs_section section;
    smacs_status status = smacs_container_need(file, "SCOR", UINT64_MAX, &section, error);
    if (status != SMACS_OK) {
        return status;
    }
    if (section.size < models) {
        return bad(error, "the scores end before their columns begin", &section, 0);
    }
    index->columns = smacs_mem_zeroed(a, models, sizeof *index->columns);
    index->means = smacs_mem_zeroed(a, models, sizeof *index->means);
    uint8_t *scratch = smacs_mem_zeroed(a, ((size_t)n + 7) / 8, 1);
    status =
        index->columns && index->means && scratch ? place_columns(index, &section, error) : smacs_fail_memory(error);
    bit_reader r = {section.data + models, section.data + section.size, 0};
    uint64_t cells = 0;
    for (uint32_t m = 0; m < models && status == SMACS_OK; m++) {
        const char *wrong = open_column(&r, index, section.data[m], m, scratch);
        if (wrong) {
            status = bad(error, wrong, &section, (uint64_t)(r.at - section.data));
        }
        cells += index->means[m].scored;
    }
    smacs_mem_free(a, scratch);
    if (status == SMACS_OK && (r.at != r.end || cells != index->facts.cells)) {
        return bad(error, "the scores are not as many as the header says", &section, 0);
    }
    return status;
}

smacs_status smacs_index_open(const smacs_allocator *allocator, const void *bytes, size_t size, smacs_index **out,
                              smacs_error *error) {
    *out = NULL;
    smacs_container file;
    smacs_status status = smacs_container_open(bytes, size, SMX_MAGIC, SMX_VERSION, &file, error);
    if (status == SMACS_E_VERSION) {
        return smacs_fail(error, status,
                          "this index is in another version of the format; build it again or load another",
                          (smacs_text){0}, 4);
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
    smacs_status (*const steps[])(const smacs_container *, smacs_index *, smacs_error *) = {
        open_texts, open_ids, open_labels, open_vectors, open_levels, open_scores};
    status = open_head(&file, &index->facts, error);
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == SMACS_OK; i++) {
        status = steps[i](&file, index, error);
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
        smacs_mem_free(&a, index->vectors);
        smacs_mem_free(&a, index->squares);
        smacs_mem_free(&a, index->labels);
        smacs_mem_free(&a, index->id_table);
        smacs_mem_free(&a, index->scores);
        smacs_mem_free(&a, index->columns);
        smacs_mem_free(&a, index->means);
        smacs_mem_free(&a, index);
    }
}

smacs_index_facts smacs_index_describe(const smacs_index *index) { return index->facts; }

smacs_status smacs_index_check_embedder(const smacs_index *index, uint64_t embedder_digest, smacs_error *error) {
    return embedder_digest == index->facts.embedder_digest
               ? SMACS_OK
               : smacs_fail(error, SMACS_E_MISMATCH,
                            "this index was built with another embedder; use the one it names, or "
                            "build the index again",
                            index->facts.embedder_name, SMACS_NO_POSITION);
}

smacs_text smacs_index_model(const smacs_index *index, uint32_t model) {
    return smacs_name_view_get(&index->models, model);
}

uint32_t smacs_index_find_model(const smacs_index *index, smacs_text name) {
    for (uint32_t m = 0; m < index->facts.models; m++) {
        const smacs_text found = smacs_index_model(index, m);
        if (found.size == name.size && (name.size == 0 || memcmp(found.data, name.data, name.size) == 0)) {
            return m;
        }
    }
    return UINT32_MAX;
}

static smacs_text label_of(const smacs_index *index, uint32_t question, uint32_t which) {
    const uint16_t label = index->labels[(size_t)question * SMX_LABELS + which];
    return label == SMX_NO_LABEL ? (smacs_text){0} : smacs_name_view_get(&index->label_names, label);
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

const int8_t *smacs_index_vector(const smacs_index *index, uint32_t question) {
    return index->vectors + (size_t)question * index->facts.dim;
}

float smacs_index_score(const smacs_index *index, uint32_t question, uint32_t model) {
    const uint8_t *data = index->columns[model].data;
    const size_t byte = question / 8;
    const uint32_t bit = question % 8;
    switch (index->columns[model].kind) {
    case SMX_COLUMN_BITS:
        return (float)(data[byte] >> bit & 1);
    case SMX_COLUMN_MASKED:
        return data[((size_t)index->facts.questions + 7) / 8 + byte] >> bit & 1 ? (float)(data[byte] >> bit & 1) : NAN;
    case SMX_COLUMN_CODES:
        return data[question] == SMX_MISSING ? NAN : smacs_load_f32(index->levels + (size_t)data[question] * 4);
    case SMX_COLUMN_EMPTY:
        break;
    }
    return NAN;
}

void smacs_index_scores_near(const smacs_index *index, uint32_t model, const smacs_neighbour *neighbours,
                             uint32_t count, float *scores) {
    const uint8_t *data = index->columns[model].data;
    const smx_column kind = index->columns[model].kind;
    if (kind != SMX_COLUMN_BITS && kind != SMX_COLUMN_MASKED) {
        for (uint32_t i = 0; i < count; i++) {
            scores[i] = smacs_index_score(index, neighbours[i].question, model);
        }
        return;
    }
    const uint8_t *mask = kind == SMX_COLUMN_MASKED ? data + ((size_t)index->facts.questions + 7) / 8 : NULL;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t question = neighbours[i].question, bit = question % 8;
        const bool present = !mask || (mask[question / 8] >> bit & 1);
        scores[i] = present ? (float)(data[question / 8] >> bit & 1) : NAN;
    }
}

smacs_model_mean smacs_index_model_mean(const smacs_index *index, uint32_t model) { return index->means[model]; }
