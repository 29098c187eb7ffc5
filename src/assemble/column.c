/* Records of one more column. */
#include "assemble/assembly.h"
#include "base/error.h"
#include "base/text.h"

/* The record's score of the column's model, by whichever of its names. */
static const smacs_bank_score *score_of(const smacs_assembly *s, const smacs_bank_record *record) {
    const smacs_text name = smacs_assembly_model(s);
    for (size_t i = 0; i < record->score_count; i++) {
        const smacs_text model = record->scores[i].model;
        if (!model.data || smacs_text_equal(model, name) || smacs_text_equal(smacs_assembly_name(s, model), name)) {
            return &record->scores[i];
        }
    }
    return NULL;
}

smacs_status smacs_assembly_take_cell(smacs_assembly *s, const smacs_bank_record *record, smacs_error *error) {
    const smacs_text id = record->question.id;
    const uint32_t question = smacs_names_find(&s->ids, id);
    const smacs_bank_score *score = score_of(s, record);
    if (question == SMACS_NO_NAME) {
        return smacs_fail(error, SMACS_E_NOT_FOUND, "the index has no question with this id", id, SMACS_NO_POSITION);
    }
    s->counts.records++;
    if (!score) {
        s->counts.unscored++;
        return SMACS_OK;
    }
    s->counts.cells++;
    if (s->replace) {
        return smacs_builder_replace(s->builder, question, s->column, score->score, error);
    }
    const smacs_status status = smacs_builder_score(s->builder, question, s->column, score->score, error);
    return status != SMACS_E_DUPLICATE
               ? status
               : smacs_fail(error, status, "the index has another score in this cell", id, SMACS_NO_POSITION);
}
