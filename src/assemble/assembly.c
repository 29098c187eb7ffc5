/* The handle: what begins, takes records and finishes. */
#include "assemble/assembly.h"

#include "bank/shapes.h"
#include "base/error.h"
#include "base/text.h"
#include <smacs/vector.h>
#include <string.h>

static smacs_assembly *create(const smacs_allocator *allocator) {
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_assembly *s = smacs_mem_zeroed(&a, 1, sizeof *s);
    if (s) {
        s->a = a;
    }
    return s;
}

void smacs_assembly_free(smacs_assembly *s) {
    if (s) {
        const smacs_allocator a = s->a;
        smacs_builder_free(s->builder);
        smacs_catalog_free(s->known);
        smacs_names_free(&a, &s->models);
        smacs_names_free(&a, &s->names);
        smacs_names_free(&a, &s->ids);
        smacs_mem_free(&a, s->vector);
        smacs_mem_free(&a, s->scratch);
        smacs_mem_free(&a, s->decisions);
        smacs_mem_free(&a, s->met);
        smacs_keywords_free(&a, &s->keywords);
        smacs_names_free(&a, &s->texts);
        smacs_bytes_free(&a, &s->repeated);
        smacs_mem_free(&a, s);
    }
}

/* Hands the assembly out, or frees it. */
static smacs_status hand_out(smacs_assembly *s, smacs_status status, smacs_assembly **out) {
    if (status != SMACS_OK) {
        smacs_assembly_free(s);
        s = NULL;
    }
    *out = s;
    return status;
}

/* ---- a new index ---- */

/* Rounds the vector in hand and adds it. */
static smacs_status add_small_talk(smacs_assembly *s, smacs_error *error) {
    smacs_builder_round(s->vector, s->dim, s->vector);
    return smacs_builder_small_talk(s->builder, s->vector, error);
}

static smacs_status take_small_talk(smacs_assembly *s, smacs_error *error) {
    smacs_status status = SMACS_OK;
    for (size_t i = 0; i < s->options.small_talk_count && status == SMACS_OK; i++) {
        smacs_embed(s->embedder, s->options.small_talk[i], s->vector, s->scratch); /* cannot fail */
        status = add_small_talk(s, error);
    }
    return status;
}

static smacs_status begin(smacs_assembly *s, uint32_t dim, uint64_t digest, smacs_text name, smacs_error *error) {
    s->dim = dim;
    s->vector = smacs_mem_zeroed(&s->a, dim, 1);
    s->met = smacs_mem_zeroed(&s->a, s->options.model_count, sizeof *s->met);
    if (!s->vector || !s->met) {
        return smacs_fail_memory(error);
    }
    return smacs_builder_create(&s->a, dim, digest, name, s->options.with_text, &s->builder, error);
}

static smacs_status begin_with_embedder(smacs_assembly *s, smacs_error *error) {
    const smacs_embedder_facts facts = smacs_embedder_describe(s->embedder);
    s->scratch = smacs_mem_zeroed(&s->a, smacs_embed_bound(s->embedder), 1);
    if (!s->scratch) {
        return smacs_fail_memory(error);
    }
    const smacs_status status = begin(s, facts.dim, facts.digest, facts.name, error);
    return status == SMACS_OK ? take_small_talk(s, error) : status;
}

static void set_options(smacs_assembly *s, const smacs_assembly_options *options) {
    s->options = options ? *options : (smacs_assembly_options){0};
    s->options.model_count = s->options.models ? s->options.model_count : 0;
    s->options.small_talk_count = s->options.small_talk ? s->options.small_talk_count : 0;
}

smacs_status smacs_assembly_begin(const smacs_allocator *allocator, const smacs_embedder *embedder,
                                  const smacs_assembly_options *options, smacs_assembly **out, smacs_error *error) {
    if (out) {
        *out = NULL;
    }
    if (!embedder || !out) {
        return smacs_fail_null(error);
    }
    smacs_assembly *s = create(allocator);
    if (!s) {
        return smacs_fail_memory(error);
    }
    set_options(s, options);
    s->embedder = embedder;
    return hand_out(s, begin_with_embedder(s, error), out);
}

smacs_status smacs_assembly_begin_outside(const smacs_allocator *allocator, smacs_text model, uint32_t numbers,
                                          const smacs_assembly_options *options, smacs_assembly **out,
                                          smacs_error *error) {
    if (out) {
        *out = NULL;
    }
    if (!out || !model.data) {
        return smacs_fail_null(error);
    }
    if (model.size == 0 || numbers == 0 || numbers > SMACS_NUMBERS_MAX || (options && options->small_talk)) {
        return smacs_fail_plain(
            error, SMACS_E_ARGUMENT,
            "vectors need the name of their model, from 1 to 4096 numbers, and no small talk as text");
    }
    smacs_assembly *s = create(allocator);
    if (!s) {
        return smacs_fail_memory(error);
    }
    set_options(s, options);
    return hand_out(s, begin(s, smacs_vector_dim(numbers), smacs_vector_digest(model, numbers), model, error), out);
}

/* ---- one more column ---- */

static smacs_status copy_index(smacs_assembly *s, smacs_error *error) {
    const smacs_index_facts facts = smacs_index_describe(s->index);
    smacs_status status = smacs_builder_create(&s->a, facts.dim, facts.embedder_digest, facts.embedder_name,
                                               facts.has_text, &s->builder, error);
    if (status == SMACS_OK) {
        status = smacs_builder_append(s->builder, s->index, error);
    }
    for (uint32_t i = 0, number; i < facts.questions && status == SMACS_OK; i++) {
        const smacs_text id = smacs_index_question(s->index, i).id;
        status = smacs_names_intern(&s->a, &s->ids, id, &number) == SMACS_OK ? SMACS_OK : smacs_fail_memory(error);
    }
    for (uint32_t m = 0, number; m < facts.models && status == SMACS_OK; m++) {
        status = smacs_assembly_add_model(s, smacs_index_model(s->index, m), &number, error);
    }
    return status;
}

smacs_status smacs_assembly_extend(const smacs_allocator *allocator, const smacs_index *index, smacs_text model,
                                   const smacs_catalog *catalog, bool replace, smacs_assembly **out,
                                   smacs_error *error) {
    if (out) {
        *out = NULL;
    }
    if (!index || !out || smacs_text_lacks(model)) {
        return smacs_fail_null(error);
    }
    smacs_assembly *s = create(allocator);
    if (!s) {
        return smacs_fail_memory(error);
    }
    s->index = index;
    s->replace = replace;
    s->options.catalog = catalog;
    smacs_status status = copy_index(s, error);
    if (status == SMACS_OK && smacs_facts_open(&s->a, index, &s->known) != SMACS_OK) {
        status = smacs_fail_memory(error);
    }
    if (status == SMACS_OK) {
        status = smacs_shape_names(&model, 1, error);
    }
    if (status == SMACS_OK) {
        status = smacs_assembly_add_model(s, smacs_assembly_name(s, model), &s->column, error);
    }
    return hand_out(s, status, out);
}

/* ---- both ---- */

smacs_status smacs_assembly_take(void *assembly, const smacs_bank_record *record, smacs_error *error) {
    smacs_assembly *s = assembly;
    if (!s || !record) {
        return smacs_fail_null(error);
    }
    if (!s->index && !s->embedder && !s->given) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "a record needs the vector of its question here");
    }
    return s->index ? smacs_assembly_take_cell(s, record, error) : smacs_assembly_take_row(s, record, error);
}

smacs_status smacs_assembly_take_vector(smacs_assembly *s, const smacs_bank_record *record, const int8_t *vector,
                                        smacs_error *error) {
    if (!s || !vector || s->index || s->embedder) {
        return smacs_fail_null(error);
    }
    s->given = vector;
    const smacs_status status = smacs_assembly_take(s, record, error);
    s->given = NULL;
    return status;
}

smacs_status smacs_assembly_small_talk(smacs_assembly *s, const int8_t *vector, smacs_error *error) {
    if (!s || !vector || s->index) {
        return smacs_fail_null(error);
    }
    memcpy(s->vector, vector, s->dim);
    return add_small_talk(s, error);
}

smacs_text smacs_assembly_repeated(const smacs_assembly *s) { return (smacs_text){s->repeated.data, s->repeated.size}; }

smacs_assembly_counts smacs_assembly_count(const smacs_assembly *s) {
    smacs_assembly_counts counts = s->counts;
    counts.models = s->models.count;
    return counts;
}

bool smacs_assembly_met(const smacs_assembly *s, size_t i) { return s->met && i < s->options.model_count && s->met[i]; }

/* Levels are those of the index as it would be without cards, so it is opened once to read them. */
static smacs_status publish(smacs_assembly *s, smacs_error *error) {
    void *bytes = NULL;
    size_t size = 0;
    smacs_index *index = NULL;
    const smacs_publish_options options = {.catalog = s->options.catalog};
    smacs_status status = smacs_assembly_take_published(s, error);
    if (status == SMACS_OK) {
        status = smacs_builder_finish(s->builder, &bytes, &size, error);
    }
    if (status == SMACS_OK) {
        status = smacs_index_open(&s->a, bytes, size, &index, error);
    }
    if (status == SMACS_OK) {
        status = s->options.publish(&s->a, index, s->options.published, &options, s->builder, error);
    }
    smacs_index_free(index);
    smacs_free(&s->a, bytes);
    return status;
}

smacs_status smacs_assembly_finish(smacs_assembly *s, void **bytes, size_t *size, smacs_error *error) {
    if (bytes) {
        *bytes = NULL;
    }
    if (!s || !bytes || !size) {
        return smacs_fail_null(error);
    }
    *size = 0;
    if (s->index && s->counts.cells == 0 && !s->carded) {
        return smacs_fail(error, SMACS_E_EMPTY, "no record has a score of this model", smacs_assembly_model(s),
                          SMACS_NO_POSITION);
    }
    smacs_status status = smacs_keywords_choose(&s->a, &s->keywords, s->builder);
    if (status != SMACS_OK) {
        return smacs_fail_memory(error);
    }
    status = smacs_builder_date(s->builder, s->options.dates, error);
    if (status == SMACS_OK && s->options.published && s->options.publish) {
        status = publish(s, error);
    }
    if (status == SMACS_OK) {
        const smacs_catalog *const catalogs[] = {s->known, s->options.catalog};
        status = smacs_facts_join(&s->a, s->builder, &s->models, catalogs, 2, error);
    }
    return status == SMACS_OK ? smacs_builder_finish(s->builder, bytes, size, error) : status;
}

smacs_status smacs_assembly_card(smacs_assembly *s, const smacs_card *card, smacs_error *error) {
    if (!s || !card) {
        return smacs_fail_null(error);
    }
    if (!s->index) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "only a model that is added to an index can be given a card");
    }
    const smacs_status status = smacs_builder_card(s->builder, s->column, card, error);
    s->carded = s->carded || status == SMACS_OK;
    return status;
}
