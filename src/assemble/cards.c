/* Models that are known by a card alone: columns without scores. */
#include "base/error.h"
#include "base/mem.h"
#include "json/fields.h"
#include <smacs/assemble.h>
#include <smacs/builder.h>

#include <string.h>

static smacs_status copy(const smacs_allocator *a, const smacs_index *index, smacs_builder **out, smacs_error *error) {
    const smacs_index_facts facts = smacs_index_describe(index);
    smacs_status status =
        smacs_builder_create(a, facts.dim, facts.embedder_digest, facts.embedder_name, facts.has_text, out, error);
    if (status == SMACS_OK) {
        status = smacs_builder_append(*out, index, error);
    }
    if (status == SMACS_OK && facts.model_facts.data) {
        status = smacs_builder_model_facts(*out, facts.model_facts);
    }
    return status;
}

/* The scores of a card, {"benchmark": number}; NULL without memory or scores. */
static smacs_status read_scores(const smacs_allocator *a, const cJSON *object, smacs_card *card,
                                smacs_card_score **scores, smacs_error *error) {
    size_t count = 0;
    for (const cJSON *score = object ? object->child : NULL; score; score = score->next) {
        if (!cJSON_IsNumber(score)) {
            return smacs_fail(error, SMACS_E_SCHEMA, "a published score is a number", smacs_text_of(score->string),
                              SMACS_NO_POSITION);
        }
        count++;
    }
    smacs_card_score *all = smacs_mem_zeroed(a, count, sizeof *all);
    if (!all) {
        return smacs_fail_memory(error);
    }
    size_t at = 0;
    for (const cJSON *score = object ? object->child : NULL; score; score = score->next) {
        all[at++] = (smacs_card_score){smacs_text_of(score->string), score->valuedouble};
    }
    *scores = all;
    card->scores = all;
    card->score_count = count;
    return SMACS_OK;
}

/* Leaves out the scores on benchmarks that the fit does not know, and further ones on the same benchmark: a list of
 * models may carry any. */
static smacs_status keep_known(smacs_builder *builder, uint32_t model, smacs_card *card, smacs_card_score *scores,
                               smacs_error *error) {
    size_t kept = 0;
    for (size_t i = 0; i < card->score_count; i++) {
        scores[kept] = scores[i];
        const smacs_card so_far = {.scores = scores, .score_count = kept + 1};
        const smacs_status status = smacs_builder_card(builder, model, &so_far, error);
        if (status == SMACS_OK) {
            kept++;
        } else if (status != SMACS_E_NOT_FOUND && status != SMACS_E_DUPLICATE) {
            return status;
        }
    }
    card->score_count = kept;
    return SMACS_OK;
}

static smacs_status add(const smacs_allocator *a, smacs_builder *builder, const cJSON *entry, smacs_error *error) {
    smacs_text name = {0};
    smacs_card card = {0};
    const cJSON *published = NULL;
    const smacs_field fields[] = {
        {"name", SMACS_FIELD_TEXT, &name, true, NULL},
        {"family", SMACS_FIELD_TEXT, &card.family, false, NULL},
        {"parameters_b", SMACS_FIELD_NUMBER, &card.parameters_b, false, NULL},
        {"released", SMACS_FIELD_TEXT, &card.released, false, NULL},
        {"reasons", SMACS_FIELD_FLAG, &card.reasons, false, NULL},
        {"scores", SMACS_FIELD_OBJECT, &published, false, NULL},
    };
    smacs_card_score *scores = NULL;
    uint32_t model;
    smacs_status status = smacs_fields_read(entry, fields, sizeof fields / sizeof *fields, "a model's card", error);
    if (status == SMACS_OK) {
        status = read_scores(a, published, &card, &scores, error);
    }
    if (status == SMACS_OK) {
        status = smacs_builder_model(builder, name, &model, error);
    }
    if (status == SMACS_OK) {
        status = keep_known(builder, model, &card, scores, error);
    }
    if (status == SMACS_OK) {
        status = smacs_builder_card(builder, model, &card, error);
    }
    smacs_mem_free(a, scores);
    return status;
}

static smacs_status add_all(const smacs_allocator *a, const smacs_index *index, smacs_builder *builder,
                            const cJSON *list, smacs_error *error) {
    if (!cJSON_IsArray(list)) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA, "the cards of models are an array");
    }
    smacs_status status = SMACS_OK;
    for (const cJSON *entry = list->child; entry && status == SMACS_OK; entry = entry->next) {
        const cJSON *name = cJSON_GetObjectItemCaseSensitive(entry, "name");
        const smacs_text text = smacs_text_of(cJSON_GetStringValue(name));
        if (text.data && smacs_index_find_model(index, text) != UINT32_MAX) {
            return smacs_fail(error, SMACS_E_DUPLICATE, "the index has this model", text, SMACS_NO_POSITION);
        }
        status = add(a, builder, entry, error);
    }
    return status;
}

smacs_status smacs_assembly_add_cards(const smacs_allocator *allocator, const smacs_index *index, smacs_text json,
                                      void **bytes, size_t *size, smacs_error *error) {
    if (bytes) {
        *bytes = NULL;
    }
    if (!index || !bytes || !size) {
        return smacs_fail_null(error);
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_builder *builder = NULL;
    cJSON *list = NULL;
    *size = 0;
    smacs_status status = smacs_json_parse(json, &list, error);
    if (status == SMACS_OK) {
        status = copy(&a, index, &builder, error);
    }
    if (status == SMACS_OK) {
        status = add_all(&a, index, builder, list, error);
    }
    if (status == SMACS_OK) {
        status = smacs_builder_finish(builder, bytes, size, error);
    }
    cJSON_Delete(list);
    smacs_builder_free(builder);
    return status;
}
