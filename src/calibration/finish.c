/* What comes of it: the index with one more model, and how it stands as JSON. */
#include "assemble/assembly.h"
#include "base/error.h"
#include "base/text.h"
#include "calibration/calibration.h"
#include "json/groups.h"

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
            status = smacs_calibration_add_row(builder, item, &row, error);
        }
        if (status == SMACS_OK) {
            status = smacs_builder_replace(builder, row, model, item->right ? 1.0f : 0.0f, error);
        }
    }
    return status;
}

smacs_status smacs_calibration_finish(const smacs_calibration *c, void **bytes, size_t *size, smacs_error *error) {
    if (bytes) {
        *bytes = NULL;
    }
    if (!c || !bytes || !size) {
        return smacs_fail_null(error);
    }
    smacs_builder *builder = NULL;
    *size = 0;
    const smacs_calibration_state s = smacs_calibration_describe(c);
    if (s.asked == 0) {
        return smacs_fail_plain(error, SMACS_E_EMPTY, "no question was asked yet");
    }
    if (s.unreadable) {
        return smacs_fail_plain(error, SMACS_E_EMPTY, "hardly any answer could be read, so there is no prior to add");
    }
    smacs_status status = smacs_calibration_copy_index(c, &builder, error);
    if (status == SMACS_OK) {
        status = add_scores(c, builder, error);
    }
    if (status == SMACS_OK) {
        status = smacs_facts_carry(&c->a, builder, c->index, c->model, error);
    }
    if (status == SMACS_OK) {
        status = smacs_builder_finish(builder, bytes, size, error);
    }
    smacs_builder_free(builder);
    return status;
}

/* ---- as JSON ---- */

/* A group of questions is told by benchmark and category, as in the index. */
static bool same_kind(const calibration_item *x, const calibration_item *y) {
    return smacs_text_equal(x->question.benchmark, y->question.benchmark) &&
           smacs_text_equal(x->question.category, y->question.category);
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

static void write_unread(smacs_json_writer *w, smacs_calibration_sample unread) {
    smacs_json_name(w, "unread");
    if (!unread.id.data) {
        smacs_json_text(w, (smacs_text){0});
        return;
    }
    smacs_json_open(w, '{');
    smacs_json_text_member(w, "id", unread.id);
    smacs_json_text_member(w, "response", unread.response);
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
    smacs_json_name(w, "unreadable");
    smacs_json_bool(w, s.unreadable);
    write_unread(w, smacs_calibration_unread(c));
    smacs_json_integer_member(w, "again", s.again);
    smacs_json_integer_member(w, "lost", s.lost);
    smacs_json_integer_member(w, "won", s.won);
    smacs_json_number_member(w, "p", s.p);
}

smacs_status smacs_calibration_to_json(const smacs_calibration *c, char **json, size_t *size) {
    if (json) {
        *json = NULL;
    }
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
