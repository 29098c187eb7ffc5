/* Opens a .smx file as a borrowed view. All of it is checked here, once, so that every accessor can be a plain load:
 * a handle that exists is sound. What is owned is only what would otherwise be derived again for each question. */
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
    const uint32_t n = index->facts.questions;
    const struct {
        const char *tag;
        uint32_t count;
        smacs_name_view *view;
    } tables[] = {{"MODL", index->facts.models, &index->models},
                  {"QIDS", n, &index->ids},
                  {"LABL", UINT32_MAX, &index->label_names},
                  {"QTXT", n, &index->texts}};
    const size_t count = index->facts.has_text ? 4 : 3;
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

static smacs_status open_labels(const smacs_container *file, smacs_index *index, smacs_error *error) {
    const uint64_t count = (uint64_t)index->facts.questions * SMX_LABELS;
    smacs_section section;
    const smacs_status status = smacs_container_need(file, "QLAB", count * 2, &section, error);
    if (status != SMACS_OK) {
        return status;
    }
    for (uint64_t i = 0; i < count; i++) {
        const uint16_t label = smacs_load_u16(section.data + i * 2);
        if (label != SMX_NO_LABEL && label >= index->label_names.count) {
            return bad(error, "a question has a label that is not in the table", &section, i * 2);
        }
    }
    index->labels = section.data;
    return SMACS_OK;
}

static smacs_status open_vectors(const smacs_container *file, smacs_index *index, smacs_error *error) {
    const uint32_t n = index->facts.questions, dim = index->facts.dim;
    smacs_section section;
    const smacs_status status = smacs_container_need(file, "VECT", (uint64_t)n * dim, &section, error);
    if (status != SMACS_OK) {
        return status;
    }
    index->vectors = (const int8_t *)section.data;
    index->squares = smacs_mem_zeroed(&index->allocator, n, sizeof *index->squares);
    if (!index->squares) {
        return smacs_fail_memory(error);
    }
    for (uint32_t i = 0; i < n; i++) {
        const int8_t *row = index->vectors + (size_t)i * dim;
        index->squares[i] = smacs_dot_i8(row, row, dim);
    }
    /* The kernels' overflow bound is stated for -127..127. */
    const void *lowest = memchr(section.data, 0x80, section.size);
    return lowest
               ? bad(error, "a vector has the value -128", &section, (uint64_t)((const uint8_t *)lowest - section.data))
               : SMACS_OK;
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

/* Sums one column into its mean; NULL, or what is wrong with it. */
static const char *open_column(const smacs_index *index, uint32_t model, smacs_model_mean *mean) {
    const uint32_t n = index->facts.questions;
    const uint8_t *data = index->columns[model].data;
    const smx_column kind = index->columns[model].kind;
    double sum = 0.0;
    uint32_t scored = 0;
    if (kind == SMX_COLUMN_CODES) {
        for (uint32_t i = 0; i < n; i++) {
            if (data[i] == SMX_MISSING) {
                continue;
            }
            if (data[i] >= index->level_count) {
                return "a score has a level that is not in the table";
            }
            sum += smacs_load_f32(index->levels + (size_t)data[i] * 4);
            scored++;
        }
    } else if (kind != SMX_COLUMN_EMPTY) {
        const size_t bytes = ((size_t)n + 7) / 8;
        const uint8_t *mask = kind == SMX_COLUMN_MASKED ? data + bytes : NULL;
        for (size_t b = 0; b < bytes; b++) {
            const uint32_t beyond = b + 1 == bytes && n % 8 ? 0xFFu << n % 8 & 0xFFu : 0;
            const uint32_t present = mask ? mask[b] : ~beyond & 0xFFu;
            if ((data[b] & ~present & 0xFFu) || (present & beyond)) {
                return "a bit is set where no score can be";
            }
            sum += smacs_count_bits(data[b]);
            scored += smacs_count_bits(present);
        }
    }
    *mean = (smacs_model_mean){scored ? sum / scored : (double)NAN, scored};
    return NULL;
}

static smacs_status open_scores(const smacs_container *file, smacs_index *index, smacs_error *error) {
    const uint32_t models = index->facts.models;
    const smacs_allocator *a = &index->allocator;
    smacs_section section;
    const smacs_status status = smacs_container_need(file, "SCOR", UINT64_MAX, &section, error);
    if (status != SMACS_OK) {
        return status;
    }
    index->columns = smacs_mem_zeroed(a, models, sizeof *index->columns);
    index->means = smacs_mem_zeroed(a, models, sizeof *index->means);
    if (!index->columns || !index->means) {
        return smacs_fail_memory(error);
    }
    uint64_t at = models, cells = 0;
    if (section.size < models) {
        return bad(error, "the scores end before their columns begin", &section, 0);
    }
    for (uint32_t m = 0; m < models; m++) {
        const smx_column kind = (smx_column)section.data[m];
        const uint64_t size = smx_column_size(kind, index->facts.questions);
        if (section.data[m] > SMX_COLUMN_CODES) {
            return bad(error, "a column of scores has an unknown coding", &section, m);
        }
        if (size > section.size - at) {
            return bad(error, "a column of scores does not fit its section", &section, m);
        }
        index->columns[m].data = section.data + at;
        index->columns[m].kind = kind;
        const char *wrong = open_column(index, m, &index->means[m]);
        if (wrong) {
            return bad(error, wrong, &section, at);
        }
        cells += index->means[m].scored;
        at += size;
    }
    if (at != section.size || cells != index->facts.cells) {
        return bad(error, "the scores are not as many as the header says", &section, at);
    }
    return SMACS_OK;
}

smacs_status smacs_index_open(const smacs_allocator *allocator, const void *bytes, size_t size, smacs_index **out,
                              smacs_error *error) {
    *out = NULL;
    smacs_container file;
    smacs_status status = smacs_container_open(bytes, size, SMX_MAGIC, SMX_VERSION, &file, error);
    if (status != SMACS_OK) {
        return status;
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_index *index = smacs_mem_zeroed(&a, 1, sizeof *index);
    if (!index) {
        return smacs_fail_memory(error);
    }
    index->allocator = a;
    smacs_status (*const steps[])(const smacs_container *, smacs_index *,
                                  smacs_error *) = {open_texts, open_labels, open_vectors, open_levels, open_scores};
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
        smacs_mem_free(&a, index->squares);
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
    const uint16_t label = smacs_load_u16(index->labels + ((size_t)question * SMX_LABELS + which) * 2);
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
