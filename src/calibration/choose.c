/* Which questions to ask: the same choice as for a new model by hand (prior/pick.c), over the index's own rows and
 * those offered beside them, so that they stand for what the index is about where they are its own, and for themselves
 * where they are not. */
#include "base/error.h"
#include "calibration/calibration.h"
#include <smacs/pick.h>

smacs_status smacs_calibration_add_row(smacs_builder *builder, const calibration_item *item, uint32_t *row,
                                       smacs_error *error) {
    return smacs_builder_question(builder, &item->question, item->vector, row, error);
}

smacs_status smacs_calibration_copy_index(const smacs_calibration *c, smacs_builder **builder, smacs_error *error) {
    const smacs_index_facts facts = smacs_index_describe(c->index);
    smacs_status status = smacs_builder_create(&c->a, facts.dim, facts.embedder_digest, facts.embedder_name,
                                               facts.has_text, builder, error);
    return status == SMACS_OK ? smacs_builder_append(*builder, c->index, error) : status;
}

/* An index of the index's rows and the fresh ones; rows[k] is that of item k. */
static smacs_status widen(const smacs_calibration *c, uint32_t *rows, void **bytes, smacs_index **wide,
                          smacs_error *error) {
    smacs_builder *builder = NULL;
    size_t size = 0;
    smacs_status status = smacs_calibration_copy_index(c, &builder, error);
    for (uint32_t k = 0; k < c->count && status == SMACS_OK; k++) {
        rows[k] = c->items[k].row;
        if (rows[k] == SMACS_NO_NAME) {
            status = smacs_calibration_add_row(builder, &c->items[k], &rows[k], error);
        }
    }
    if (status == SMACS_OK) {
        status = smacs_builder_finish(builder, bytes, &size, error);
    }
    if (status == SMACS_OK) {
        status = smacs_index_open(&c->a, *bytes, size, wide, error);
    }
    smacs_builder_free(builder);
    return status;
}

/* What choosing needs for a while. */
typedef struct choice {
    uint32_t *rows; /* [items] in the index chosen from */
    uint32_t *item; /* [its questions] of a row */
    bool *allowed;
    uint32_t *picked; /* [budget] rows */
    void *bytes;
    smacs_index *wide;
    const smacs_index *from;
    uint32_t questions;
} choice;

static void choice_free(const smacs_calibration *c, choice *h) {
    smacs_index_free(h->wide);
    smacs_free(&c->a, h->bytes);
    smacs_mem_free(&c->a, h->rows);
    smacs_mem_free(&c->a, h->item);
    smacs_mem_free(&c->a, h->allowed);
    smacs_mem_free(&c->a, h->picked);
}

static smacs_status choice_open(const smacs_calibration *c, uint32_t budget, choice *h, smacs_error *error) {
    h->rows = smacs_mem_zeroed(&c->a, c->count, sizeof *h->rows);
    h->picked = smacs_mem_zeroed(&c->a, budget, sizeof *h->picked);
    if (!h->rows || !h->picked) {
        return smacs_fail_memory(error);
    }
    for (uint32_t k = 0; k < c->count; k++) {
        h->rows[k] = c->items[k].row;
    }
    const smacs_status status = c->fresh > 0 ? widen(c, h->rows, &h->bytes, &h->wide, error) : SMACS_OK;
    if (status != SMACS_OK) {
        return status;
    }
    h->from = h->wide ? h->wide : c->index;
    h->questions = smacs_index_describe(h->from).questions;
    h->item = smacs_mem_zeroed(&c->a, h->questions, sizeof *h->item);
    h->allowed = smacs_mem_zeroed(&c->a, h->questions, 1);
    return h->item && h->allowed ? SMACS_OK : smacs_fail_memory(error);
}

/* With something to compare with, nothing else is asked. */
static void allow(const smacs_calibration *c, choice *h) {
    bool compares = false;
    for (uint32_t k = 0; k < c->count; k++) {
        compares = compares || c->items[k].compared;
    }
    for (uint32_t k = 0; k < c->count; k++) {
        h->item[h->rows[k]] = k;
        h->allowed[h->rows[k]] = !compares || c->items[k].compared;
    }
}

static void take(smacs_calibration *c, choice *h, uint32_t budget, uint32_t row) {
    if (h->allowed[row] && c->chosen_count < budget) {
        c->chosen[c->chosen_count++] = h->item[row];
        h->allowed[row] = false;
    }
}

/* What was asked in an earlier session stays, and then come those picked: the same as if there had been no break. */
static void settle(smacs_calibration *c, choice *h, uint32_t budget, uint32_t count) {
    for (uint32_t k = 0; k < c->count; k++) {
        if (c->items[k].asked) {
            take(c, h, budget, h->rows[k]);
        }
    }
    for (uint32_t k = 0; k < count; k++) {
        take(c, h, budget, h->picked[k]);
    }
}

static smacs_status choose(smacs_calibration *c, choice *h, uint32_t budget, smacs_error *error) {
    uint32_t count = 0;
    smacs_status status = choice_open(c, budget, h, error);
    if (status != SMACS_OK) {
        return status;
    }
    allow(c, h);
    status = smacs_pick_questions(&c->a, h->from, smacs_index_find_model(h->from, c->model), h->allowed, budget,
                                  h->picked, &count, error);
    if (status == SMACS_OK) {
        settle(c, h, budget, count);
    }
    return status;
}

smacs_status smacs_calibration_choose(smacs_calibration *c, uint32_t budget, double precision, smacs_error *error) {
    if (!c) {
        return smacs_fail_null(error);
    }
    choice h = {0};
    budget = budget < c->count ? budget : c->count;
    if (budget == 0) {
        return smacs_fail_plain(error, SMACS_E_EMPTY, "there is no question with a text and a known answer");
    }
    c->precision = precision;
    c->chosen = smacs_mem_zeroed(&c->a, budget, sizeof *c->chosen);
    smacs_status status = c->chosen ? choose(c, &h, budget, error) : smacs_fail_memory(error);
    choice_free(c, &h);
    return status;
}
