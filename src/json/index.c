/* Writes what an index or an embedder is as JSON; shapes in README.md beside this file. */
#include "base/bits.h"
#include "base/error.h"
#include "json/groups.h"
#include <math.h>
#include <smacs/json.h>

/* Everything one pass over the index's questions counts. */
typedef struct survey {
    smacs_grouping sources, benchmarks, categories, domains;
    uint32_t *domain; /* [n] domain of each question */
} survey;

static void survey_free(const smacs_allocator *a, survey *s) {
    smacs_grouping *const all[] = {&s->sources, &s->benchmarks, &s->categories, &s->domains};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        all[i]->a = a;
        smacs_grouping_free(all[i]);
    }
    smacs_mem_free(a, s->domain);
}

static smacs_status survey_take(const smacs_allocator *a, const smacs_index *index, survey *s) {
    const uint32_t n = smacs_index_describe(index).questions;
    s->sources.a = s->benchmarks.a = s->categories.a = s->domains.a = a;
    s->domain = smacs_mem_zeroed(a, n, sizeof *s->domain);
    smacs_status status = s->domain ? SMACS_OK : SMACS_E_MEMORY;
    for (uint32_t i = 0; i < n && status == SMACS_OK; i++) {
        const smacs_question q = smacs_index_question(index, i);
        uint32_t number;
        status = smacs_grouping_count(&s->sources, q.source, (smacs_text){0}, &number);
        if (status == SMACS_OK) {
            status = smacs_grouping_count(&s->benchmarks, q.benchmark, (smacs_text){0}, &number);
        }
        if (status == SMACS_OK && q.category.data) {
            status = smacs_grouping_count(&s->categories, q.category, (smacs_text){0}, &number);
        }
        if (status == SMACS_OK) {
            status = smacs_grouping_count(&s->domains, q.benchmark, q.category, &s->domain[i]);
        }
    }
    return status;
}

static void write_counts(smacs_json_writer *w, const char *name, const smacs_grouping *g) {
    smacs_json_name(w, name);
    smacs_json_open(w, '[');
    for (uint32_t i = 0; i < g->names.count; i++) {
        smacs_json_open(w, '{');
        smacs_json_text_member(w, "name", g->groups[i].benchmark);
        smacs_json_integer_member(w, "questions", g->groups[i].questions);
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
}

typedef struct cell {
    double sum;
    uint32_t scored;
} cell;

static void sum_cells(const smacs_index *index, const survey *s, cell *cells) {
    const smacs_index_facts facts = smacs_index_describe(index);
    for (uint32_t i = 0; i < facts.questions; i++) {
        for (uint32_t m = 0; m < facts.models; m++) {
            const float score = smacs_index_score(index, i, m);
            if (!isnan(score)) {
                cell *c = &cells[(size_t)s->domain[i] * facts.models + m];
                c->sum += (double)score;
                c->scored++;
            }
        }
    }
}

/* Mean score of every model in every domain, four digits: a heat map needs no more. */
static smacs_status write_domains(smacs_json_writer *w, const smacs_index *index, const survey *s) {
    const size_t domains = s->domains.names.count, models = smacs_index_describe(index).models;
    cell *cells = NULL;
    if (domains <= SIZE_MAX / models) {
        cells = smacs_mem_zeroed(w->a, domains * models, sizeof *cells);
    }
    if (!cells) {
        return SMACS_E_MEMORY;
    }
    sum_cells(index, s, cells);
    smacs_json_name(w, "domains");
    smacs_json_open(w, '[');
    for (size_t d = 0; d < domains; d++) {
        smacs_json_open(w, '{');
        smacs_json_domain_members(w, &s->domains.groups[d]);
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
    smacs_json_name(w, "means");
    smacs_json_open(w, '[');
    for (size_t d = 0; d < domains; d++) {
        smacs_json_open(w, '[');
        for (size_t m = 0; m < models; m++) {
            const cell *c = &cells[d * models + m];
            const double mean = c->scored ? c->sum / c->scored : NAN;
            smacs_json_number(w, floor(mean * 10000.0 + 0.5) / 10000.0);
        }
        smacs_json_close(w, ']');
    }
    smacs_json_close(w, ']');
    smacs_mem_free(w->a, cells);
    return SMACS_OK;
}

/* The catalog entries stored in the index, found by name. */
typedef struct entries {
    cJSON *tree;
    smacs_names names;
    const cJSON **by_name; /* [names.count] the first entry of each name */
    size_t capacity;
} entries;

static void entries_free(const smacs_allocator *a, entries *e) {
    cJSON_Delete(e->tree);
    smacs_names_free(a, &e->names);
    smacs_mem_free(a, (void *)e->by_name);
}

/* Facts that are no array of objects with names are left out: the index is sound without them. */
static smacs_status entries_read(const smacs_allocator *a, smacs_text facts, entries *e) {
    if (!facts.data) {
        return SMACS_OK;
    }
    if (smacs_json_parse(facts, &e->tree, NULL) == SMACS_E_MEMORY) {
        return SMACS_E_MEMORY;
    }
    const cJSON *entry = cJSON_IsArray(e->tree) ? e->tree->child : NULL;
    for (; entry; entry = entry->next) {
        const cJSON *name = cJSON_GetObjectItemCaseSensitive(entry, "name");
        const uint32_t before = e->names.count;
        uint32_t number = 0;
        if (!cJSON_IsString(name)) {
            continue;
        }
        const smacs_status status = smacs_names_intern(a, &e->names, smacs_text_of(name->valuestring), &number);
        if (status != SMACS_OK) {
            return status;
        }
        if (!smacs_mem_reserve(a, &e->by_name, &e->capacity, e->names.count, sizeof *e->by_name)) {
            return SMACS_E_MEMORY;
        }
        if (e->names.count > before) {
            e->by_name[number] = entry;
        }
    }
    return SMACS_OK;
}

static smacs_status write_index_models(smacs_json_writer *w, const smacs_index *index) {
    const smacs_index_facts facts = smacs_index_describe(index);
    entries known = {0};
    const smacs_status status = entries_read(w->a, facts.model_facts, &known);
    smacs_json_name(w, "models");
    smacs_json_open(w, '[');
    for (uint32_t m = 0; m < facts.models && status == SMACS_OK; m++) {
        const smacs_text name = smacs_index_model(index, m);
        const smacs_model_mean mean = smacs_index_model_mean(index, m);
        const uint32_t entry = smacs_names_find(&known.names, name);
        smacs_json_open(w, '{');
        smacs_json_text_member(w, "name", name);
        smacs_json_number_member(w, "mean", mean.mean);
        smacs_json_integer_member(w, "scored", mean.scored);
        smacs_json_known_member(w, index, m);
        if (entry != SMACS_NO_NAME) {
            smacs_json_name(w, "facts");
            smacs_json_tree(w, known.by_name[entry]);
        }
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
    entries_free(w->a, &known);
    return status;
}

/* As "2026-11-29", or "2024-05"; nothing where it is not known. */
static void write_day(smacs_json_writer *w, const char *name, uint32_t day) {
    char text[10] = "yyyy-mm-dd";
    for (int i = 9; i >= 0 && day; i--) {
        if (i != 4 && i != 7) {
            text[i] = (char)('0' + day % 10);
            day /= 10;
        }
    }
    if (text[0] != 'y') {
        const bool month = text[8] == '0' && text[9] == '0';
        smacs_json_text_member(w, name, (smacs_text){text, month ? 7 : 10});
    }
}

static void write_index_head(smacs_json_writer *w, const smacs_index *index) {
    const smacs_index_facts described = smacs_index_describe(index), *facts = &described;
    const smacs_index_published published = smacs_index_describe_published(index);
    smacs_json_integer_member(w, "questions", facts->of);
    smacs_json_integer_member(w, "cells", facts->cells);
    smacs_json_integer_member(w, "dim", facts->dim);
    smacs_json_name(w, "has_text");
    smacs_json_bool(w, facts->has_text);
    smacs_json_name(w, "has_map");
    smacs_json_bool(w, facts->has_map);
    smacs_json_digest_member(w, "digest", facts->digest);
    if (facts->dates.made || facts->dates.to) {
        smacs_json_name(w, "dates");
        smacs_json_open(w, '{');
        write_day(w, "made", facts->dates.made);
        write_day(w, "from", facts->dates.from);
        write_day(w, "to", facts->dates.to);
        smacs_json_close(w, '}');
    }
    if (published.benchmarks) {
        smacs_json_name(w, "published");
        smacs_json_open(w, '{');
        smacs_json_integer_member(w, "benchmarks", published.benchmarks);
        smacs_json_integer_member(w, "cards", published.cards);
        smacs_json_close(w, '}');
    }
    smacs_json_name(w, "embedder");
    smacs_json_open(w, '{');
    smacs_json_text_member(w, "name", facts->embedder_name);
    smacs_json_digest_member(w, "digest", facts->embedder_digest);
    if (facts->outside) {
        smacs_json_integer_member(w, "outside", facts->outside);
    }
    smacs_json_close(w, '}');
}

smacs_status smacs_index_to_json(const smacs_allocator *allocator, const smacs_index *index, char **json,
                                 size_t *size) {
    if (json) {
        *json = NULL;
    }
    if (!index || !json || !size) {
        return SMACS_E_ARGUMENT;
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    survey s = {0};
    smacs_json_writer w;
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '{');
    write_index_head(&w, index);
    smacs_status status = write_index_models(&w, index);
    if (status == SMACS_OK) {
        status = survey_take(&a, index, &s);
    }
    if (status == SMACS_OK) {
        write_counts(&w, "sources", &s.sources);
        write_counts(&w, "benchmarks", &s.benchmarks);
        write_counts(&w, "categories", &s.categories);
        status = write_domains(&w, index, &s);
    }
    smacs_json_close(&w, '}');
    survey_free(&a, &s);
    w.out.failed = w.out.failed || status != SMACS_OK;
    return smacs_json_finish(&w, json, size);
}

smacs_status smacs_index_dots(const smacs_allocator *allocator, const smacs_index *index, uint32_t model,
                              uint8_t **dots, size_t *size) {
    if (dots) {
        *dots = NULL;
    }
    if (!index || !dots || !size) {
        return SMACS_E_ARGUMENT;
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    const smacs_index_facts facts = smacs_index_describe(index);
    const uint32_t n = facts.has_map ? facts.questions : 0;
    survey s = {0};
    uint8_t *out = smacs_mem_zeroed(&a, n, SMACS_DOT_SIZE);
    const smacs_status status = out ? survey_take(&a, index, &s) : SMACS_E_MEMORY;
    for (uint32_t i = 0; i < n && status == SMACS_OK; i++) {
        const smacs_spot spot = smacs_index_spot(index, i);
        const float score = model < facts.models ? smacs_index_score(index, i, model) : NAN;
        uint8_t *dot = out + (size_t)i * SMACS_DOT_SIZE;
        dot[0] = spot.x;
        dot[1] = spot.y;
        dot[2] = isnan(score) ? 255 : (uint8_t)(100.0f * score + 0.5f);
        smacs_store_u16(dot + 3, (uint16_t)s.domain[i]);
    }
    survey_free(&a, &s);
    if (status == SMACS_OK) {
        *dots = out;
        *size = (size_t)n * SMACS_DOT_SIZE;
    } else {
        smacs_mem_free(&a, out);
    }
    return status;
}

smacs_status smacs_embedder_to_json(const smacs_allocator *allocator, const smacs_embedder *embedder, char **json,
                                    size_t *size) {
    if (json) {
        *json = NULL;
    }
    if (!embedder || !json || !size) {
        return SMACS_E_ARGUMENT;
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    const smacs_embedder_facts facts = smacs_embedder_describe(embedder);
    const char *tokenizer = facts.tokenizer == SMACS_TOKENIZER_NGRAMS ? "ngrams" : "pieces";
    smacs_json_writer w;
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '{');
    smacs_json_text_member(&w, "name", facts.name);
    smacs_json_text_member(&w, "tokenizer", smacs_text_of(tokenizer));
    smacs_json_integer_member(&w, "dim", facts.dim);
    smacs_json_integer_member(&w, "vocabulary", facts.vocabulary);
    smacs_json_digest_member(&w, "digest", facts.digest);
    smacs_json_close(&w, '}');
    return smacs_json_finish(&w, json, size);
}
