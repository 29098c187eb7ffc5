/* What comes of it: the index with one more model, and how it stands as JSON. */
#include "base/error.h"
#include "calibration/calibration.h"
#include "json/groups.h"
#include <string.h>

/* The facts of the index's models as they were, and the new one's name. */
static smacs_status add_facts(const smacs_calibration *c, smacs_builder *builder, smacs_error *error) {
    const smacs_index_facts facts = smacs_index_describe(c->index);
    smacs_catalog *catalog = NULL;
    char *json = NULL;
    size_t size = 0;
    if (!facts.model_facts.data || smacs_catalog_parse(&c->a, facts.model_facts, &catalog, NULL) != SMACS_OK) {
        return SMACS_OK;
    }
    const bool fresh = smacs_index_find_model(c->index, c->model) == UINT32_MAX;
    smacs_text *models = smacs_mem_zeroed(&c->a, (size_t)facts.models + 1, sizeof *models);
    smacs_status status = models ? SMACS_OK : smacs_fail_memory(error);
    for (uint32_t m = 0; m < facts.models && models; m++) {
        models[m] = smacs_index_model(c->index, m);
    }
    if (status == SMACS_OK) {
        models[facts.models] = c->model;
        status = smacs_catalog_select(catalog, models, (size_t)facts.models + fresh, &json, &size, error);
    }
    if (status == SMACS_OK && smacs_builder_model_facts(builder, (smacs_text){json, size}) != SMACS_OK) {
        status = smacs_fail_memory(error);
    }
    smacs_free(&c->a, json);
    smacs_mem_free(&c->a, models);
    smacs_catalog_free(catalog);
    return status;
}

static smacs_status add_scores(const smacs_calibration *c, smacs_builder *builder, smacs_error *error) {
    uint32_t model = 0;
    smacs_status status = smacs_builder_model(builder, c->model, &model, error);
    for (uint32_t k = 0; k < c->chosen_count && status == SMACS_OK; k++) {
        const calibration_item *item = &c->items[c->chosen[k]];
        uint32_t row = item->row;
        if (!item->asked) {
            continue;
        }
        if (row == SMACS_NO_NAME) {
            status = calibration_add_row(builder, item, &row, error);
        }
        if (status == SMACS_OK) {
            status = smacs_builder_replace(builder, row, model, item->right ? 1.0f : 0.0f, error);
        }
    }
    return status;
}

smacs_status smacs_calibration_finish(const smacs_calibration *c, void **bytes, size_t *size, smacs_error *error) {
    if (!c || !bytes || !size) {
        return smacs_fail_null(error);
    }
    smacs_builder *builder = NULL;
    *bytes = NULL;
    *size = 0;
    if (smacs_calibration_describe(c).asked == 0) {
        return smacs_fail_plain(error, SMACS_E_EMPTY, "no question was asked yet");
    }
    smacs_status status = calibration_copy_index(c, &builder, error);
    if (status == SMACS_OK) {
        status = add_scores(c, builder, error);
    }
    if (status == SMACS_OK) {
        status = add_facts(c, builder, error);
    }
    if (status == SMACS_OK) {
        status = smacs_builder_finish(builder, bytes, size, error);
    }
    smacs_builder_free(builder);
    return status;
}

/* ---- as JSON ---- */

/* A kind of question is told by benchmark and category, as in the index. */
static bool same_text(smacs_text x, smacs_text y) {
    return x.size == y.size && (x.size == 0 || memcmp(x.data, y.data, x.size) == 0);
}

static bool same_kind(const calibration_item *x, const calibration_item *y) {
    return same_text(x->question.benchmark, y->question.benchmark) &&
           same_text(x->question.category, y->question.category);
}

/* Kinds in the order in which they were chosen first; there are few. */
static void write_kind(smacs_json_writer *w, const smacs_calibration *c, uint32_t first) {
    const calibration_item *kind = &c->items[c->chosen[first]];
    uint32_t chosen = 0, asked = 0, right = 0;
    for (uint32_t k = 0; k < c->chosen_count; k++) {
        const calibration_item *item = &c->items[c->chosen[k]];
        if (same_kind(item, kind)) {
            if (k < first) {
                return; /* written before */
            }
            chosen++;
            asked += item->asked;
            right += item->asked && item->right;
        }
    }
    smacs_json_open(w, '{');
    smacs_json_text_member(w, "benchmark", kind->question.benchmark);
    smacs_json_text_member(w, "category", kind->question.category);
    smacs_json_integer_member(w, "chosen", chosen);
    smacs_json_integer_member(w, "asked", asked);
    smacs_json_integer_member(w, "right", right);
    smacs_json_close(w, '}');
}

static void write_state(smacs_json_writer *w, const smacs_calibration *c) {
    const smacs_calibration_state s = smacs_calibration_describe(c);
    smacs_json_text_member(w, "model", c->model);
    smacs_json_integer_member(w, "offered", s.offered);
    smacs_json_integer_member(w, "skipped", s.skipped);
    smacs_json_integer_member(w, "chosen", s.chosen);
    smacs_json_integer_member(w, "asked", s.asked);
    smacs_json_integer_member(w, "right", s.right);
    smacs_json_integer_member(w, "unanswered", s.unanswered);
    smacs_json_number_member(w, "prior", s.prior);
    smacs_json_number_member(w, "standard_error", s.standard_error);
    smacs_json_name(w, "done");
    smacs_json_bool(w, s.done);
    smacs_json_name(w, "precise");
    smacs_json_bool(w, s.precise);
    smacs_json_integer_member(w, "again", s.again);
    smacs_json_integer_member(w, "lost", s.lost);
    smacs_json_integer_member(w, "won", s.won);
    smacs_json_number_member(w, "p", s.p);
}

smacs_status smacs_calibration_to_json(const smacs_calibration *c, char **json, size_t *size) {
    if (!c || !json || !size) {
        return SMACS_E_ARGUMENT;
    }
    smacs_json_writer w;
    smacs_json_begin(&w, &c->a);
    smacs_json_open(&w, '{');
    write_state(&w, c);
    smacs_json_name(&w, "kinds");
    smacs_json_open(&w, '[');
    for (uint32_t k = 0; k < c->chosen_count; k++) {
        write_kind(&w, c, k);
    }
    smacs_json_close(&w, ']');
    smacs_json_close(&w, '}');
    return smacs_json_finish(&w, json, size);
}
