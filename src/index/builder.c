/* Collects questions, models and cells. Cells are kept as floats [n][stride]; how they are coded in the file is decided
 * once, at the end, when all are known. */
#include "index/builder.h"

#include "base/error.h"
#include "base/text.h"
#include <math.h>
#include <smacs/embedder.h>
#include <string.h>

smacs_status smacs_builder_create(const smacs_allocator *allocator, uint32_t dim, uint64_t embedder_digest,
                                  smacs_text embedder_name, bool with_text, smacs_builder **out, smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    *out = NULL;
    if (smacs_text_lacks(embedder_name)) {
        return smacs_fail_null(error);
    }
    if (dim < SMACS_DIM_MIN || dim > SMACS_DIM_MAX || dim % 16 != 0) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "the dimension must be a multiple of 16 from 16 to 4096");
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_builder *builder = smacs_mem_zeroed(&a, 1, sizeof *builder);
    if (!builder) {
        return smacs_fail_memory(error);
    }
    builder->allocator = a;
    builder->dim = dim;
    builder->with_text = with_text;
    builder->embedder_digest = embedder_digest;
    smacs_bytes_append(&a, &builder->embedder_name, embedder_name.data, embedder_name.size);
    if (builder->embedder_name.failed) {
        smacs_builder_free(builder);
        return smacs_fail_memory(error);
    }
    *out = builder;
    return SMACS_OK;
}

void smacs_builder_free(smacs_builder *builder) {
    if (!builder) {
        return;
    }
    const smacs_allocator a = builder->allocator;
    smacs_names *const tables[] = {&builder->models, &builder->ids, &builder->labels, &builder->texts, &builder->words};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        smacs_names_free(&a, tables[i]);
    }
    smacs_bytes_free(&a, &builder->embedder_name);
    smacs_bytes_free(&a, &builder->facts);
    smacs_mem_free(&a, builder->question_labels);
    smacs_mem_free(&a, builder->keywords);
    smacs_mem_free(&a, builder->vectors);
    smacs_mem_free(&a, builder->spots);
    smacs_mem_free(&a, builder->small_talk);
    smacs_mem_free(&a, builder->cells);
    smacs_bytes_free(&a, &builder->fit);
    smacs_bytes_free(&a, &builder->card_bytes);
    smacs_mem_free(&a, builder->cards);
    smacs_mem_free(&a, builder);
}

static void clear_cells(float *cells, size_t count) {
    for (size_t i = 0; i < count; i++) {
        cells[i] = NAN;
    }
}

/* Makes room for `rows` x `models` cells; the matrix is laid out anew only when it outgrows its stride. */
static bool reserve_cells(smacs_builder *builder, uint32_t rows, uint32_t models) {
    const smacs_allocator *a = &builder->allocator;
    if (models <= builder->stride) {
        const size_t before = builder->rows_capacity;
        if (!smacs_mem_reserve(a, &builder->cells, &builder->rows_capacity, rows,
                               builder->stride * sizeof *builder->cells)) {
            return false;
        }
        clear_cells(builder->cells + before * builder->stride, (builder->rows_capacity - before) * builder->stride);
        return true;
    }
    uint32_t stride = builder->stride ? builder->stride : 8;
    while (stride < models) {
        stride *= 2;
    }
    const size_t capacity = builder->rows_capacity > rows ? builder->rows_capacity : rows + 16u;
    if (stride > SIZE_MAX / sizeof(float) / capacity) {
        return false;
    }
    float *cells = smacs_mem_zeroed(a, capacity, stride * sizeof *cells);
    if (!cells) {
        return false;
    }
    clear_cells(cells, capacity * stride);
    for (uint32_t i = 0; i < builder->ids.count && builder->stride; i++) {
        memcpy(cells + (size_t)i * stride, builder->cells + (size_t)i * builder->stride,
               builder->stride * sizeof *cells);
    }
    smacs_mem_free(a, builder->cells);
    builder->cells = cells;
    builder->rows_capacity = capacity;
    builder->stride = stride;
    return true;
}

smacs_status smacs_builder_model(smacs_builder *builder, smacs_text name, uint32_t *model, smacs_error *error) {
    if (!builder || !model) {
        return smacs_fail_null(error);
    }
    if (!name.data || name.size == 0) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "a model needs a name");
    }
    *model = smacs_names_find(&builder->models, name);
    if (*model != SMACS_NO_NAME) {
        return SMACS_OK;
    }
    if (builder->models.count >= SMX_MODELS_MAX) {
        return smacs_fail(error, SMACS_E_TOO_LARGE, "an index holds at most 65535 models", name, SMACS_NO_POSITION);
    }
    if (!reserve_cells(builder, builder->ids.count, builder->models.count + 1)) {
        return smacs_fail_memory(error);
    }
    const smacs_status status = smacs_names_intern(&builder->allocator, &builder->models, name, model);
    return status == SMACS_OK ? status : smacs_fail_plain(error, status, smacs_status_text(status));
}

/* Numbers of the three labels; absent ones are SMX_NO_LABEL. */
static smacs_status intern_labels(smacs_builder *builder, const smacs_question *question, uint16_t out[SMX_LABELS],
                                  smacs_error *error) {
    const smacs_text labels[SMX_LABELS] = {question->source, question->benchmark, question->category};
    for (int i = 0; i < SMX_LABELS; i++) {
        uint32_t number = SMX_NO_LABEL;
        if (labels[i].data) {
            const smacs_status status = smacs_names_intern(&builder->allocator, &builder->labels, labels[i], &number);
            if (status != SMACS_OK) {
                return smacs_fail_plain(error, status, smacs_status_text(status));
            }
            if (number >= SMX_NO_LABEL) {
                return smacs_fail(error, SMACS_E_TOO_LARGE, "an index holds at most 65535 different labels", labels[i],
                                  SMACS_NO_POSITION);
            }
        }
        out[i] = (uint16_t)number;
    }
    return SMACS_OK;
}

/* Room for one more question in every array but the id table, so that nothing can fail after the id is in. */
static bool reserve_question(smacs_builder *builder) {
    const smacs_allocator *a = &builder->allocator;
    const size_t rows = (size_t)builder->ids.count + 1;
    const uint32_t models = builder->models.count ? builder->models.count : 1;
    return smacs_mem_reserve(a, &builder->question_labels, &builder->labels_capacity, rows,
                             SMX_LABELS * sizeof *builder->question_labels) &&
           smacs_mem_reserve(a, &builder->keywords, &builder->keywords_capacity, rows,
                             SMACS_KEYWORDS_MAX * sizeof *builder->keywords) &&
           smacs_mem_reserve(a, &builder->vectors, &builder->vectors_capacity, rows, builder->dim) &&
           smacs_mem_reserve(a, &builder->spots, &builder->spots_capacity, rows, sizeof *builder->spots) &&
           reserve_cells(builder, (uint32_t)rows, models);
}

smacs_status smacs_builder_question(smacs_builder *builder, const smacs_question *question, const int8_t *vector,
                                    uint32_t *number, smacs_error *error) {
    if (!builder || !question || !vector || smacs_text_lacks(question->text)) {
        return smacs_fail_null(error);
    }
    if (!question->id.data || question->id.size == 0) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "a question needs an id");
    }
    const uint32_t dim = builder->dim;
    const uint32_t found = smacs_names_find(&builder->ids, question->id);
    if (found != SMACS_NO_NAME) {
        if (number) {
            *number = found;
        }
        return memcmp(builder->vectors + (size_t)found * dim, vector, dim) == 0
                   ? SMACS_OK
                   : smacs_fail(error, SMACS_E_DUPLICATE, "two different questions have the same id", question->id,
                                SMACS_NO_POSITION);
    }
    if (builder->ids.count >= SMX_QUESTIONS_MAX) {
        return smacs_fail_plain(error, SMACS_E_TOO_LARGE, "an index holds at most 2^31-1 questions");
    }
    uint16_t labels[SMX_LABELS];
    smacs_status status = intern_labels(builder, question, labels, error);
    if (status != SMACS_OK) {
        return status;
    }
    if (!reserve_question(builder)) {
        return smacs_fail_memory(error);
    }
    /* A text pushed for a question whose id then fails would shift the table, so it goes in last-but-one and the
     * builder is unusable only when memory has run out between the two. */
    const uint32_t place = builder->ids.count;
    if (builder->with_text && builder->texts.count == place) {
        status = smacs_names_push(&builder->allocator, &builder->texts, question->text);
    }
    uint32_t fresh = place;
    if (status == SMACS_OK) {
        status = smacs_names_intern(&builder->allocator, &builder->ids, question->id, &fresh);
    }
    if (status != SMACS_OK) {
        return smacs_fail_plain(error, status, smacs_status_text(status));
    }
    memcpy(builder->question_labels + (size_t)place * SMX_LABELS, labels, sizeof labels);
    memcpy(builder->vectors + (size_t)place * dim, vector, dim);
    if (number) {
        *number = place;
    }
    return SMACS_OK;
}

static float *cell_at(smacs_builder *builder, uint32_t question, uint32_t model) {
    return question < builder->ids.count && model < builder->models.count
               ? builder->cells + (size_t)question * builder->stride + model
               : NULL;
}

smacs_status smacs_builder_replace(smacs_builder *builder, uint32_t question, uint32_t model, float score,
                                   smacs_error *error) {
    if (!builder) {
        return smacs_fail_null(error);
    }
    float *cell = cell_at(builder, question, model);
    if (!cell || !(score >= 0.0f && score <= 1.0f)) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT,
                                cell ? "a score must be a number from 0 to 1" : "there is no such question or model");
    }
    *cell = score + 0.0f; /* -0 becomes 0, which would otherwise be a level of its own */
    return SMACS_OK;
}

smacs_status smacs_builder_score(smacs_builder *builder, uint32_t question, uint32_t model, float score,
                                 smacs_error *error) {
    if (!builder) {
        return smacs_fail_null(error);
    }
    const float *cell = cell_at(builder, question, model);
    if (cell && !isnan(*cell) && *cell != score && !isnan(score)) {
        return smacs_fail(error, SMACS_E_DUPLICATE, "the same question has two different scores for one model",
                          smacs_names_get(&builder->models, model), SMACS_NO_POSITION);
    }
    return smacs_builder_replace(builder, question, model, score, error);
}

static uint16_t *keywords_of(smacs_builder *builder, uint32_t question) {
    return builder->keywords + (size_t)question * SMACS_KEYWORDS_MAX;
}

smacs_status smacs_builder_keyword(smacs_builder *builder, uint32_t question, smacs_text word, smacs_error *error) {
    if (!builder || smacs_text_lacks(word)) {
        return smacs_fail_null(error);
    }
    if (question >= builder->ids.count || word.size == 0) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT,
                                word.size ? "there is no such question" : "a key word must not be empty");
    }
    uint32_t number, place = 0;
    const smacs_status status = smacs_names_intern(&builder->allocator, &builder->words, word, &number);
    if (status != SMACS_OK || number >= UINT16_MAX) {
        return status != SMACS_OK
                   ? smacs_fail_plain(error, status, smacs_status_text(status))
                   : smacs_fail_plain(error, SMACS_E_TOO_LARGE, "an index holds at most 65534 different key words");
    }
    uint16_t *words = keywords_of(builder, question);
    while (place < SMACS_KEYWORDS_MAX && words[place] && words[place] != number + 1) {
        place++;
    }
    if (place == SMACS_KEYWORDS_MAX) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "a question has at most 4 key words");
    }
    words[place] = (uint16_t)(number + 1);
    return SMACS_OK;
}

smacs_status smacs_builder_small_talk(smacs_builder *builder, const int8_t *vector, smacs_error *error) {
    if (!builder || !vector) {
        return smacs_fail_null(error);
    }
    const uint32_t dim = builder->dim;
    for (size_t i = 0; i < builder->talk_count; i++) {
        if (memcmp(builder->small_talk + i * dim, vector, dim) == 0) {
            return SMACS_OK;
        }
    }
    if (builder->talk_count == SMX_SMALL_TALK_MAX) {
        return smacs_fail_plain(error, SMACS_E_TOO_LARGE, "an index holds at most 4096 texts that ask nothing");
    }
    if (!smacs_mem_reserve(&builder->allocator, &builder->small_talk, &builder->talk_capacity, builder->talk_count + 1,
                           dim)) {
        return smacs_fail_memory(error);
    }
    memcpy(builder->small_talk + builder->talk_count++ * dim, vector, dim);
    return SMACS_OK;
}

smacs_status smacs_builder_date(smacs_builder *builder, smacs_index_dates dates, smacs_error *error) {
    if (!builder) {
        return smacs_fail_null(error);
    }
    if (!smx_are_dates(dates)) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT,
                                "a date must be a day of a calendar, the last not before the first");
    }
    smacs_index_dates *known = &builder->dates;
    known->made = dates.made > known->made ? dates.made : known->made;
    known->to = dates.to > known->to ? dates.to : known->to;
    known->from = dates.from && (known->from == 0 || dates.from < known->from) ? dates.from : known->from;
    return SMACS_OK;
}

/* A question that has key words keeps them. */
static smacs_status append_keywords(smacs_builder *builder, const smacs_index *index, uint32_t row, uint32_t number,
                                    smacs_error *error) {
    smacs_text words[SMACS_KEYWORDS_MAX];
    const uint32_t count = *keywords_of(builder, number) ? 0 : smacs_index_keywords(index, row, words);
    smacs_status status = SMACS_OK;
    for (uint32_t i = 0; i < count && status == SMACS_OK; i++) {
        status = smacs_builder_keyword(builder, number, words[i], error);
    }
    return status;
}

static smacs_status append_row(smacs_builder *builder, const smacs_index *index, uint32_t row, const uint32_t *columns,
                               smacs_error *error) {
    const smacs_question question = smacs_index_question(index, row);
    uint32_t number = 0;
    smacs_status status = smacs_builder_question(builder, &question, smacs_index_vector(index, row), &number, error);
    if (status == SMACS_OK) {
        status = append_keywords(builder, index, row, number, error);
    }
    if (status == SMACS_OK && index->spots && !builder->has_map) {
        builder->spots[number] = (smx_kept_spot){smacs_index_spot(index, row), true};
    }
    for (uint32_t m = 0; m < index->facts.models && status == SMACS_OK; m++) {
        const float score = smacs_index_score(index, row, m);
        if (!isnan(score)) {
            status = smacs_builder_score(builder, number, columns[m], score, error);
        }
    }
    return status;
}

/* Whether the vectors of an index can stand beside those of the builder: says whose the two are. */
static smacs_status check_maker(const smacs_builder *builder, const smacs_index *index, smacs_error *error) {
    const smacs_text name = index->facts.embedder_name;
    const smacs_text other = {builder->embedder_name.data, builder->embedder_name.size};
    if (index->facts.embedder_digest == builder->embedder_digest) {
        return SMACS_OK;
    }
    if (smacs_text_equal(name, other)) { /* two versions of an embedder, or two counts of a model's numbers */
        return smacs_fail(error, SMACS_E_MISMATCH,
                          "the vectors of this index are of another version or length than those of the others", name,
                          SMACS_NO_POSITION);
    }
    smacs_bytes both = {0};
    smacs_bytes_append(&builder->allocator, &both, name.data, name.size);
    smacs_bytes_append(&builder->allocator, &both, ", not ", 6);
    smacs_bytes_append(&builder->allocator, &both, other.data, other.size);
    const smacs_status status =
        both.failed ? smacs_fail_memory(error)
                    : smacs_fail(error, SMACS_E_MISMATCH,
                                 "the vectors of this index come from elsewhere than those of the others",
                                 (smacs_text){both.data, both.size}, SMACS_NO_POSITION);
    smacs_bytes_free(&builder->allocator, &both);
    return status;
}

/* Columns [models] of an index in the builder. */
static smacs_status begin_append(smacs_builder *builder, const smacs_index *index, uint32_t *columns,
                                 smacs_error *error) {
    smacs_status status = check_maker(builder, index, error);
    if (status == SMACS_OK && index->facts.dim != builder->dim) {
        status = smacs_fail_plain(error, SMACS_E_MISMATCH, "the indexes differ in dimension");
    }
    for (uint32_t m = 0; m < index->facts.models && status == SMACS_OK; m++) {
        status = smacs_builder_model(builder, smacs_index_model(index, m), &columns[m], error);
    }
    return status;
}

static smacs_status end_append(smacs_builder *builder, const smacs_index *index, const uint32_t *columns,
                               smacs_error *error) {
    smacs_status status = SMACS_OK;
    for (uint32_t i = 0; i < index->facts.small_talk && status == SMACS_OK; i++) {
        status = smacs_builder_small_talk(builder, index->small_talk + (size_t)i * builder->dim, error);
    }
    if (status == SMACS_OK) {
        status = smx_append_cards(builder, index, columns, error);
    }
    return status == SMACS_OK ? smacs_builder_date(builder, index->facts.dates, error) : status;
}

smacs_status smx_append_about(smacs_builder *builder, const smacs_index *index, uint32_t *columns, smacs_error *error) {
    const smacs_status status = begin_append(builder, index, columns, error);
    return status == SMACS_OK ? end_append(builder, index, columns, error) : status;
}

smacs_status smacs_builder_append(smacs_builder *builder, const smacs_index *index, smacs_error *error) {
    if (!builder || !index) {
        return smacs_fail_null(error);
    }
    uint32_t *columns = smacs_mem_zeroed(&builder->allocator, index->facts.models, sizeof *columns);
    if (!columns) {
        return smacs_fail_memory(error);
    }
    smacs_status status = begin_append(builder, index, columns, error);
    for (uint32_t i = 0; i < index->facts.questions && status == SMACS_OK; i++) {
        status = append_row(builder, index, i, columns, error);
    }
    if (status == SMACS_OK) {
        builder->has_map = builder->has_map || index->spots;
        status = end_append(builder, index, columns, error);
    }
    smacs_mem_free(&builder->allocator, columns);
    return status;
}

smacs_status smacs_builder_model_facts(smacs_builder *builder, smacs_text json) {
    if (!builder || smacs_text_lacks(json)) {
        return SMACS_E_ARGUMENT;
    }
    smacs_bytes fresh = {0};
    smacs_bytes_append(&builder->allocator, &fresh, json.data, json.size);
    if (fresh.failed) {
        return SMACS_E_MEMORY;
    }
    smacs_bytes_free(&builder->allocator, &builder->facts);
    builder->facts = fresh;
    return SMACS_OK;
}
