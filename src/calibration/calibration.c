/* Questions offered, answers graded, and how sure that makes us of the model. choose.c picks the questions, finish.c
 * makes the index with the model in it. */
#include "calibration/calibration.h"
#include "assemble/assembly.h"
#include "base/error.h"
#include "base/scalar.h"
#include "base/text.h"
#include "base/utf8.h"
#include <math.h>
#include <smacs/answer.h>
#include <string.h>

static smacs_status open_names(smacs_calibration *c, smacs_text model, smacs_error *error) {
    const smacs_index_facts facts = smacs_index_describe(c->index);
    smacs_catalog *catalog = NULL;
    for (uint32_t i = 0; i < facts.questions; i++) {
        uint32_t number;
        if (smacs_names_intern(&c->a, &c->rows, smacs_index_question(c->index, i).id, &number) != SMACS_OK) {
            return smacs_fail_memory(error);
        }
    }
    smacs_status status = smacs_facts_open(&c->a, c->index, &catalog);
    if (status == SMACS_OK &&
        !smacs_arena_text(&c->a, &c->arena, smacs_facts_name(c->index, catalog, model), &c->model)) {
        status = SMACS_E_MEMORY;
    }
    smacs_catalog_free(catalog);
    return status == SMACS_OK ? SMACS_OK : smacs_fail_memory(error);
}

/* `embedder` NULL: vectors come with the questions. */
static smacs_status create(const smacs_allocator *allocator, const smacs_index *index, const smacs_embedder *embedder,
                           smacs_text model, smacs_calibration **out, smacs_error *error) {
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_status status = SMACS_OK;
    if (!model.data || model.size == 0) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "the model needs a name");
    }
    if (embedder) {
        status = smacs_index_check_embedder(index, smacs_embedder_describe(embedder).digest, error);
    }
    if (status != SMACS_OK) {
        return status;
    }
    smacs_calibration *c = smacs_mem_zeroed(&a, 1, sizeof *c);
    if (!c) {
        return smacs_fail_memory(error);
    }
    c->a = a;
    c->index = index;
    c->embedder = embedder;
    c->scratch = embedder ? smacs_mem_zeroed(&a, 1, smacs_embed_bound(embedder)) : NULL;
    status = c->scratch || !embedder ? open_names(c, model, error) : smacs_fail_memory(error);
    if (status != SMACS_OK) {
        smacs_calibration_free(c);
        return status;
    }
    *out = c;
    return SMACS_OK;
}

smacs_status smacs_calibration_create(const smacs_allocator *allocator, const smacs_index *index,
                                      const smacs_embedder *embedder, smacs_text model, smacs_calibration **out,
                                      smacs_error *error) {
    if (out) {
        *out = NULL;
    }
    return out && index && embedder ? create(allocator, index, embedder, model, out, error) : smacs_fail_null(error);
}

smacs_status smacs_calibration_create_outside(const smacs_allocator *allocator, const smacs_index *index,
                                              smacs_text model, smacs_calibration **out, smacs_error *error) {
    if (out) {
        *out = NULL;
    }
    return out && index ? create(allocator, index, NULL, model, out, error) : smacs_fail_null(error);
}

void smacs_calibration_free(smacs_calibration *c) {
    if (c) {
        const smacs_allocator a = c->a;
        smacs_names_free(&a, &c->rows);
        smacs_names_free(&a, &c->ids);
        smacs_arena_free(&a, &c->arena);
        smacs_mem_free(&a, c->scratch);
        smacs_mem_free(&a, c->items);
        smacs_mem_free(&a, c->chosen);
        smacs_mem_free(&a, c);
    }
}

/* ---- what is offered ---- */

static bool keep_texts(smacs_calibration *c, const smacs_bank_record *record, calibration_item *item) {
    const smacs_question *given = &record->question;
    return smacs_arena_text(&c->a, &c->arena, given->id, &item->question.id) &&
           smacs_arena_text(&c->a, &c->arena, given->source, &item->question.source) &&
           smacs_arena_text(&c->a, &c->arena, given->benchmark, &item->question.benchmark) &&
           smacs_arena_text(&c->a, &c->arena, given->category, &item->question.category) &&
           smacs_arena_text(&c->a, &c->arena, given->text, &item->question.text) &&
           smacs_arena_text(&c->a, &c->arena, record->answer, &item->answer);
}

/* The row that the question has in the index, or a vector for one of its own: the given one, or the embedder's. */
static bool place_item(smacs_calibration *c, calibration_item *item, const int8_t *vector) {
    const uint32_t dim = smacs_index_describe(c->index).dim;
    if (item->row != SMACS_NO_NAME) {
        return true;
    }
    item->vector = smacs_arena_zeroed(&c->a, &c->arena, dim, 1);
    if (!item->vector) {
        return false;
    }
    if (vector) {
        memcpy(item->vector, vector, dim);
    } else {
        smacs_embed(c->embedder, item->question.text, item->vector, c->scratch);
    }
    smacs_builder_round(item->vector, dim, item->vector);
    c->fresh++;
    return true;
}

smacs_status smacs_calibration_offer_vector(smacs_calibration *c, const smacs_bank_record *record, const int8_t *vector,
                                            smacs_error *error) {
    if (!c || !record) {
        return smacs_fail_null(error);
    }
    calibration_item item = {.row = smacs_names_find(&c->rows, record->question.id)};
    uint32_t number = 0;
    if (record->question.text.size == 0 || record->answer.size == 0 ||
        smacs_names_find(&c->ids, record->question.id) != SMACS_NO_NAME) {
        c->skipped++;
        return SMACS_OK;
    }
    if (item.row == SMACS_NO_NAME && !vector && !c->embedder) {
        return smacs_fail(error, SMACS_E_ARGUMENT, "a question that the index lacks needs a vector",
                          record->question.id, SMACS_NO_POSITION);
    }
    if (!keep_texts(c, record, &item) || !place_item(c, &item, vector) ||
        !smacs_mem_reserve(&c->a, &c->items, &c->capacity, (size_t)c->count + 1, sizeof *c->items) ||
        smacs_names_intern(&c->a, &c->ids, item.question.id, &number) != SMACS_OK) {
        return smacs_fail_memory(error);
    }
    c->items[c->count++] = item;
    return SMACS_OK;
}

smacs_status smacs_calibration_offer(void *calibration, const smacs_bank_record *record, smacs_error *error) {
    return smacs_calibration_offer_vector(calibration, record, NULL, error);
}

void smacs_calibration_recall(smacs_calibration *c, smacs_text id, bool right, bool answered) {
    const uint32_t number = smacs_names_find(&c->ids, id);
    if (number != SMACS_NO_NAME) {
        calibration_item *item = &c->items[number];
        item->asked = true;
        item->right = right != 0;
        item->answered = answered != 0;
    }
}

void smacs_calibration_compare(smacs_calibration *c, smacs_text id, bool right) {
    const uint32_t number = smacs_names_find(&c->ids, id);
    if (number != SMACS_NO_NAME) {
        c->items[number].compared = true;
        c->items[number].right_then = right;
    }
}

/* ---- what is asked ---- */

smacs_calibration_question smacs_calibration_get(const smacs_calibration *c, uint32_t place) {
    const calibration_item *item = &c->items[c->chosen[place]];
    return (smacs_calibration_question){item->question, item->answer, item->asked};
}

/* Where a text is cut so that its last character stays whole. */
static size_t whole_characters(smacs_text text, size_t most) {
    size_t at = 0, next = 0;
    while (at < text.size) {
        smacs_utf8_next(text.data, text.size, &next);
        if (next > most) {
            break;
        }
        at = next;
    }
    return at;
}

/* Keeps the first answer that can be shown as one that cannot be read. */
static bool keep_unread(smacs_calibration *c, const calibration_item *item, smacs_text response) {
    const smacs_text text = smacs_text_trimmed(response);
    if (c->unread.id.data || text.size == 0) {
        return true;
    }
    const size_t size = whole_characters(text, SMACS_CALIBRATION_SAMPLE);
    if (!smacs_arena_text(&c->a, &c->arena, smacs_text_before(text, size), &c->unread.response)) {
        return false;
    }
    c->unread.id = item->question.id;
    return true;
}

smacs_calibration_sample smacs_calibration_unread(const smacs_calibration *c) { return c->unread; }

smacs_status smacs_calibration_grade(smacs_calibration *c, uint32_t place, smacs_text response, bool *right,
                                     bool *answered, smacs_text *found, smacs_error *error) {
    if (!c) {
        return smacs_fail_null(error);
    }
    smacs_answer own, known;
    if (place >= c->chosen_count) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "there is no such question");
    }
    calibration_item *item = &c->items[c->chosen[place]];
    const smacs_answer_form form = smacs_answer_expect(item->question.text);
    smacs_status status = smacs_answer_of(&c->a, item->answer, form, &known, error);
    if (status != SMACS_OK) {
        return status;
    }
    status = smacs_answer_extract(&c->a, response, form, &own, error);
    if (status == SMACS_OK && own.kind == SMACS_ANSWER_NONE && !keep_unread(c, item, response)) {
        status = smacs_fail_memory(error);
        smacs_answer_free(&c->a, &own);
    }
    if (status == SMACS_OK) {
        item->asked = true;
        item->right = smacs_answer_same(&own, &known);
        item->answered = own.kind != SMACS_ANSWER_NONE;
        if (right) {
            *right = item->right;
        }
        if (answered) {
            *answered = item->answered;
        }
        if (found) {
            *found = own.found;
        }
        smacs_answer_free(&c->a, &own);
    }
    smacs_answer_free(&c->a, &known);
    return status;
}

/* ---- how it stands ---- */

/* 2 P(Bin(n, 1/2) <= fewer), summed from its largest term down, which is the last. */
double smacs_sign_test(uint64_t better, uint64_t worse) {
    const uint64_t fewer = better < worse ? better : worse, n = better + worse;
    double log_term = -(double)n * smacs_log(2.0), sum = 0.0, term = 1.0;
    if (better == worse) {
        return 1.0;
    }
    for (uint64_t i = 1; i <= fewer; i++) {
        log_term += smacs_log((double)(n - fewer + i) / (double)i);
    }
    for (uint64_t i = fewer;; i--) {
        sum += term;
        if (i == 0 || term < 1e-18) {
            break;
        }
        term *= (double)i / (double)(n - i + 1);
    }
    const double p = 2.0 * sum * smacs_exp(log_term);
    return p < 1.0 ? p : 1.0;
}

smacs_calibration_state smacs_calibration_describe(const smacs_calibration *c) {
    smacs_calibration_state s = {.offered = c->count, .skipped = c->skipped, .chosen = c->chosen_count};
    for (uint32_t k = 0; k < c->chosen_count; k++) {
        const calibration_item *item = &c->items[c->chosen[k]];
        const bool both = item->asked && item->compared;
        s.asked += item->asked;
        s.right += item->asked && item->right;
        s.unanswered += item->asked && !item->answered;
        s.again += both;
        s.lost += both && item->right_then && !item->right;
        s.won += both && !item->right_then && item->right;
    }
    const double n = (double)s.asked + 4.0;
    s.prior = ((double)s.right + 2.0) / n;
    s.standard_error = sqrt(s.prior * (1.0 - s.prior) / n);
    const bool heard = s.asked > 0 && (s.asked >= SMACS_CALIBRATION_HEARD || s.asked == s.chosen);
    s.unreadable = heard && SMACS_CALIBRATION_READ * (s.asked - s.unanswered) < s.asked;
    s.precise = !s.unreadable && s.asked >= SMACS_CALIBRATION_LEAST && s.standard_error <= c->precision;
    s.done = c->chosen_count > 0 && (s.precise || s.unreadable || s.asked == s.chosen);
    s.p = smacs_sign_test(s.won, s.lost);
    return s;
}
