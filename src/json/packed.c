/* Packs a route as numbers and texts; packed.h has the order. */
#include "json/packed.h"

#include "index/format.h"
#include "json/groups.h"
#include <string.h>

/* How many numbers there are of each kind, and a guess of what an id takes. */
enum { HEAD = 16, NEIGHBOUR = 5, DETAIL = 5 + SMACS_KEYWORDS_MAX, MODEL = 8, EVIDENCE = 3, ID_SIZE = 32 };

typedef struct packing {
    const smacs_allocator *a;
    smacs_bytes out; /* numbers, then texts */
    size_t at;       /* the next number; there is room for all */
    size_t start;    /* of the texts */
} packing;

static void put(packing *p, double number) {
    memcpy(p->out.data + p->at, &number, sizeof number);
    p->at += sizeof number;
}

static void put_text(packing *p, smacs_text text) {
    smacs_bytes_append(p->a, &p->out, text.data, text.size);
    put(p, text.data ? (double)(p->out.size - p->start) : -1.0);
}

static void put_neighbours(packing *p, const smacs_index *index, const smacs_route *route) {
    for (uint32_t i = 0; i < route->neighbour_count; i++) {
        const uint32_t question = route->neighbours[i].question;
        const uint16_t *labels = index->labels + (size_t)question * SMX_LABELS;
        put(p, smacs_to_billionths(route->neighbours[i].similarity));
        for (int k = 0; k < SMX_LABELS; k++) {
            put(p, labels[k] == SMX_NO_LABEL ? -1.0 : labels[k]);
        }
        put_text(p, smacs_name_view_get(&index->ids, question));
    }
}

static void put_details(packing *p, const smacs_index *index, const smacs_route *route, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t question = route->neighbours[i].question;
        const smacs_solved solved = smacs_index_solved(index, question);
        smacs_text words[SMACS_KEYWORDS_MAX];
        const uint32_t word_count = smacs_index_keywords(index, question, words);
        put(p, question);
        put(p, solved.by);
        put(p, solved.of);
        put_text(p, smacs_index_question(index, question).text);
        put(p, word_count);
        for (uint32_t w = 0; w < word_count; w++) {
            put_text(p, words[w]);
        }
    }
}

static void put_models(packing *p, const smacs_index *index, const smacs_route *route) {
    for (uint32_t m = 0; m < route->model_count; m++) {
        const smacs_prior *of = &route->priors[m];
        put(p, of->prior);
        put(p, of->standard_error);
        put(p, of->n_eff);
        put(p, of->utility);
        put(p, of->scored);
        put(p, smacs_to_billionths(of->cells));
        put(p, smacs_to_billionths(of->published));
        put(p, smacs_prior_source(index, m, of->scored));
    }
    for (uint32_t i = 0; i < route->panel_count; i++) {
        put(p, route->panel[i]);
    }
}

static void put_all(packing *p, const smacs_index *index, const smacs_route *route, const smacs_grouping *evidence) {
    const uint32_t detailed = route->neighbour_count < SMACS_DETAILED ? route->neighbour_count : SMACS_DETAILED;
    const double head[HEAD] = {(double)p->start / (double)sizeof(double),
                               route->mode,
                               route->k,
                               index->facts.of,
                               route->closeness,
                               route->earlier,
                               smacs_route_nearness(route),
                               route->filled,
                               route->ceiling,
                               route->ceiling_error,
                               route->ceiling_joint,
                               route->neighbour_count,
                               detailed,
                               route->model_count,
                               route->panel_count,
                               evidence->names.count};
    for (int i = 0; i < HEAD; i++) {
        put(p, head[i]);
    }
    put_neighbours(p, index, route);
    put_details(p, index, route, detailed);
    put_models(p, index, route);
    for (uint32_t i = 0; i < evidence->names.count; i++) {
        put(p, evidence->groups[i].first);
        put(p, evidence->groups[i].questions);
        put(p, evidence->groups[i].share);
    }
}

smacs_status smacs_route_pack(const smacs_allocator *allocator, const smacs_index *index, const smacs_route *route,
                              void **bytes, size_t *size) {
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    packing p = {.a = &a};
    smacs_grouping evidence = {.a = &a};
    smacs_status status = smacs_evidence_collect(&evidence, index, route);
    const size_t rows = (size_t)route->neighbour_count * NEIGHBOUR + (size_t)SMACS_DETAILED * DETAIL;
    const size_t numbers =
        HEAD + rows + (size_t)route->model_count * MODEL + route->panel_count + (size_t)evidence.names.count * EVIDENCE;
    p.start = numbers * sizeof(double);
    p.out.size = p.start;
    if (status == SMACS_OK &&
        !smacs_mem_reserve(&a, &p.out.data, &p.out.capacity, p.start + (size_t)route->neighbour_count * ID_SIZE, 1)) {
        status = SMACS_E_MEMORY;
    }
    if (status == SMACS_OK) {
        put_all(&p, index, route, &evidence);
        status = p.out.failed ? SMACS_E_MEMORY : SMACS_OK;
    }
    if (status == SMACS_OK) {
        *bytes = p.out.data;
        *size = p.out.size;
        p.out = (smacs_bytes){0};
    }
    smacs_grouping_free(&evidence);
    smacs_bytes_free(&a, &p.out);
    return status;
}

smacs_status smacs_labels_to_json(const smacs_allocator *allocator, const smacs_index *index, char **json,
                                  size_t *size) {
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_json_writer w;
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '[');
    for (uint32_t i = 0; i < index->label_names.count; i++) {
        smacs_json_text(&w, smacs_name_view_get(&index->label_names, i));
    }
    smacs_json_close(&w, ']');
    return smacs_json_finish(&w, json, size);
}
