/* Writes a route as JSON; shapes in README.md beside this file. */
#include "base/error.h"
#include "json/groups.h"
#include <math.h>
#include <smacs/json.h>

static smacs_status write_evidence(smacs_json_writer *w, const smacs_index *index, const smacs_route *route) {
    smacs_grouping g = {.a = w->a};
    const smacs_status status = smacs_evidence_collect(&g, index, route);
    smacs_json_name(w, "evidence");
    smacs_json_open(w, '[');
    for (uint32_t i = 0; i < g.names.count && status == SMACS_OK; i++) {
        smacs_json_open(w, '{');
        smacs_json_domain_members(w, &g.groups[i]);
        smacs_json_number_member(w, "share", g.groups[i].share);
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
    smacs_grouping_free(&g);
    return status;
}

double smacs_to_billionths(double value) { return floor(value * 1e9 + 0.5) / 1e9; }

static void write_labels(smacs_json_writer *w, smacs_question question) {
    smacs_json_text_member(w, "source", question.source);
    smacs_json_text_member(w, "benchmark", question.benchmark);
    smacs_json_text_member(w, "category", question.category);
}

/* What a question is about, and how many models solved it. */
static void write_about(smacs_json_writer *w, const smacs_index *index, uint32_t question) {
    smacs_text words[SMACS_KEYWORDS_MAX];
    const uint32_t count = smacs_index_keywords(index, question, words);
    const smacs_solved solved = smacs_index_solved(index, question);
    smacs_json_text_member(w, "text", smacs_index_question(index, question).text);
    smacs_json_name(w, "keywords");
    smacs_json_open(w, '[');
    for (uint32_t i = 0; i < count; i++) {
        smacs_json_text(w, words[i]);
    }
    smacs_json_close(w, ']');
    smacs_json_name(w, "solved");
    smacs_json_open(w, '{');
    smacs_json_integer_member(w, "by", solved.by);
    smacs_json_integer_member(w, "of", solved.of);
    smacs_json_close(w, '}');
}

static void write_neighbours(smacs_json_writer *w, const smacs_index *index, const smacs_route *route, bool detail) {
    smacs_json_name(w, "neighbours");
    smacs_json_open(w, '[');
    for (uint32_t i = 0; i < route->neighbour_count; i++) {
        const smacs_question question = smacs_index_question(index, route->neighbours[i].question);
        smacs_json_open(w, '{');
        smacs_json_text_member(w, "id", question.id);
        smacs_json_number_member(w, "similarity", smacs_to_billionths(route->neighbours[i].similarity));
        if (detail) {
            write_labels(w, question);
        }
        if (detail && i < SMACS_DETAILED) {
            smacs_json_integer_member(w, "number", route->neighbours[i].question);
            write_about(w, index, route->neighbours[i].question);
        }
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
}

static void write_priors(smacs_json_writer *w, const smacs_index *index, const smacs_route *route) {
    smacs_json_name(w, "priors");
    smacs_json_open(w, '{');
    for (uint32_t m = 0; m < route->model_count; m++) {
        smacs_json_key(w, smacs_index_model(index, m));
        smacs_json_number(w, route->priors[m].prior);
    }
    smacs_json_close(w, '}');
    smacs_json_name(w, "panel");
    smacs_json_open(w, '[');
    for (uint32_t i = 0; i < route->panel_count; i++) {
        smacs_json_text(w, smacs_index_model(index, route->panel[i]));
    }
    smacs_json_close(w, ']');
}

uint32_t smacs_prior_source(const smacs_index *index, uint32_t model, uint32_t scored) {
    const smacs_known known = smacs_index_known(index, model);
    if (scored > 0 || known != SMACS_KNOWN_BY_SCORES) {
        return known;
    }
    return smacs_index_card_scores(index, model) ? SMACS_KNOWN_BY_PUBLISHED : SMACS_KNOWN_ELSEWHERE;
}

static void write_models(smacs_json_writer *w, const smacs_index *index, const smacs_route *route) {
    smacs_json_name(w, "models");
    smacs_json_open(w, '[');
    for (uint32_t m = 0; m < route->model_count; m++) {
        const smacs_prior *p = &route->priors[m];
        smacs_json_open(w, '{');
        smacs_json_text_member(w, "model", smacs_index_model(index, m));
        smacs_json_number_member(w, "prior", p->prior);
        smacs_json_number_member(w, "standard_error", p->standard_error);
        smacs_json_number_member(w, "n_eff", p->n_eff);
        smacs_json_number_member(w, "utility", p->utility);
        smacs_json_integer_member(w, "scored", p->scored);
        smacs_json_number_member(w, "cells", smacs_to_billionths(p->cells));
        smacs_json_number_member(w, "published", smacs_to_billionths(p->published));
        smacs_json_word_member(w, "from", smacs_known_words[smacs_prior_source(index, m, p->scored)]);
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
}

/* Whether the index has such questions, and what the panel can reach on them. */
static void write_reach(smacs_json_writer *w, const smacs_route *route) {
    static const char *const words[] = {NULL, "none", "far", "near"};
    const char *nearness = words[smacs_route_nearness(route)];
    if (nearness) {
        smacs_json_text_member(w, "nearness", smacs_text_of(nearness));
    }
    smacs_json_number_member(w, "filled", route->filled);
    smacs_json_name(w, "ceiling");
    smacs_json_open(w, '{');
    smacs_json_number_member(w, "share", route->ceiling);
    smacs_json_number_member(w, "error", route->ceiling_error);
    smacs_json_integer_member(w, "joint", route->ceiling_joint);
    smacs_json_close(w, '}');
}

smacs_status smacs_route_to_json(const smacs_allocator *allocator, const smacs_index *index, const smacs_route *route,
                                 bool detail, char **json, size_t *size) {
    if (!index || !route || !json || !size) {
        return SMACS_E_ARGUMENT;
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_json_writer w;
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '{');
    const char *mode = route->mode == SMACS_MODE_PAPER ? "paper" : "robust";
    smacs_json_text_member(&w, "mode", smacs_text_of(mode));
    smacs_json_integer_member(&w, "k", route->k);
    write_neighbours(&w, index, route, detail);
    write_priors(&w, index, route);
    smacs_status status = SMACS_OK;
    if (detail) {
        write_models(&w, index, route);
        status = write_evidence(&w, index, route);
        smacs_json_integer_member(&w, "questions", smacs_index_describe(index).of);
        smacs_json_integer_member(&w, "neighbour_count", route->neighbour_count);
        smacs_json_number_member(&w, "closeness", route->closeness);
        smacs_json_integer_member(&w, "earlier", route->earlier);
        write_reach(&w, route);
    }
    smacs_json_close(&w, '}');
    w.out.failed = w.out.failed || status != SMACS_OK;
    return smacs_json_finish(&w, json, size);
}

smacs_status smacs_question_to_json(const smacs_allocator *allocator, const smacs_index *index, uint32_t question,
                                    char **json, size_t *size) {
    if (json) {
        *json = NULL;
    }
    if (!index || !json || !size || question >= smacs_index_describe(index).questions) {
        return SMACS_E_ARGUMENT;
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_json_writer w;
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '{');
    write_labels(&w, smacs_index_question(index, question));
    write_about(&w, index, question);
    smacs_json_close(&w, '}');
    return smacs_json_finish(&w, json, size);
}
