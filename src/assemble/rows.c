/* Records of a new index. Nothing is left out silently: what the options leave out is counted, and each name is decided
 * on once. */
#include "assemble/assembly.h"
#include "base/bits.h"
#include "base/error.h"
#include "base/text.h"
#include <string.h>

/* Whether a name was asked for, by itself or by its canonical form; notes that it was met. */
static bool is_wanted(smacs_assembly *s, smacs_text name, smacs_text canonical) {
    bool wanted = s->options.model_count == 0;
    for (size_t i = 0; i < s->options.model_count; i++) {
        if (smacs_text_equal(name, s->options.models[i]) || smacs_text_equal(canonical, s->options.models[i])) {
            s->met[i] = true;
            wanted = true;
        }
    }
    return wanted;
}

static smacs_status decide(smacs_assembly *s, smacs_text name, smacs_decision *d, smacs_error *error) {
    const smacs_assembly_options *o = &s->options;
    const smacs_text resolved = o->catalog ? smacs_catalog_resolve(o->catalog, name) : (smacs_text){0};
    const smacs_text canonical = resolved.data ? resolved : name;
    const bool wanted = is_wanted(s, name, canonical);
    if (!wanted || (o->only_catalog && !resolved.data) || (o->keeps && !o->keeps(o->context, name, canonical))) {
        d->state = SMACS_DECISION_LEFT_OUT;
        s->counts.models_left_out++;
        return SMACS_OK;
    }
    d->state = SMACS_DECISION_KEPT;
    return smacs_assembly_add_model(s, canonical, &d->model, error);
}

static smacs_status decision_for(smacs_assembly *s, smacs_text name, smacs_decision **out, smacs_error *error) {
    uint32_t number;
    if (smacs_names_intern(&s->a, &s->names, name, &number) != SMACS_OK ||
        !smacs_mem_reserve(&s->a, &s->decisions, &s->decision_capacity, (size_t)number + 1, sizeof *s->decisions)) {
        return smacs_fail_memory(error);
    }
    *out = &s->decisions[number];
    return (*out)->state == SMACS_DECISION_NONE ? decide(s, name, *out, error) : SMACS_OK;
}

/* Counts a new question whose text is that of another one. Of the texts their hashes are enough. */
static smacs_status note_text(smacs_assembly *s, const smacs_question *question, smacs_error *error) {
    char hash[8];
    uint32_t number;
    const uint32_t known = s->texts.count;
    smacs_store_u64(hash, smacs_fnv1a(SMACS_FNV_BASIS, question->text.data, question->text.size));
    if (smacs_names_intern(&s->a, &s->texts, (smacs_text){hash, sizeof hash}, &number) != SMACS_OK) {
        return smacs_fail_memory(error);
    }
    if (number < known && s->counts.repeated++ == 0) {
        smacs_bytes_append(&s->a, &s->repeated, question->id.data, question->id.size);
    }
    return s->repeated.failed ? smacs_fail_memory(error) : SMACS_OK;
}

static smacs_status add_question(smacs_assembly *s, const smacs_question *question, uint32_t *number,
                                 smacs_error *error) {
    if (s->embedder) {
        smacs_embed(s->embedder, question->text, s->vector, s->scratch); /* cannot fail */
    } else {
        memcpy(s->vector, s->given, s->dim);
    }
    if (!s->options.exact_vectors) {
        smacs_builder_round(s->vector, s->dim, s->vector);
    }
    smacs_status status = smacs_builder_question(s->builder, question, s->vector, number, error);
    if (status != SMACS_OK || *number < s->questions) {
        return status; /* it was there before */
    }
    s->questions++;
    status = note_text(s, question, error);
    if (status == SMACS_OK && !s->options.with_text && !s->options.no_keywords &&
        smacs_keywords_take(&s->a, &s->keywords, question) != SMACS_OK) {
        status = smacs_fail_memory(error);
    }
    return status;
}

smacs_status smacs_assembly_take_row(smacs_assembly *s, const smacs_bank_record *record, smacs_error *error) {
    uint32_t number = UINT32_MAX; /* the question is added with its first score */
    if (!record->question.text.data || (record->score_count > 0 && !record->scores[0].model.data)) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA,
                                "a record of an index needs a question and scores of named models");
    }
    for (size_t i = 0; i < record->score_count; i++) {
        smacs_decision *d = NULL;
        smacs_status status = decision_for(s, record->scores[i].model, &d, error);
        if (status == SMACS_OK && d->state == SMACS_DECISION_LEFT_OUT) {
            continue;
        }
        if (status == SMACS_OK && number == UINT32_MAX) {
            status = add_question(s, &record->question, &number, error);
        }
        if (status == SMACS_OK) {
            status = smacs_builder_score(s->builder, number, d->model, record->scores[i].score, error);
        }
        if (status != SMACS_OK) {
            return status;
        }
        s->counts.cells++;
    }
    s->counts.records++;
    s->counts.unscored += number == UINT32_MAX;
    return SMACS_OK;
}

smacs_status smacs_assembly_take_published(smacs_assembly *s, smacs_error *error) {
    const smacs_catalog *catalog = s->options.catalog;
    const size_t rows = smacs_published_count(s->options.published), known = catalog ? smacs_catalog_count(catalog) : 0;
    smacs_status status = SMACS_OK;
    smacs_decision *d;
    for (size_t i = 0; i < rows && status == SMACS_OK; i++) {
        const smacs_published_row row = smacs_published_get(s->options.published, i);
        const smacs_text name = smacs_published_model(catalog, &row);
        status = name.data ? decision_for(s, name, &d, error) : SMACS_OK;
    }
    for (size_t i = 0; i < known && status == SMACS_OK; i++) {
        const smacs_catalog_facts facts = smacs_catalog_describe(catalog, i);
        if (facts.family.size || facts.parameters_b > 0.0 || facts.released.size) {
            status = decision_for(s, facts.name, &d, error);
        }
    }
    return status;
}
