/* Counting by benchmark and category through one table of interned names, so that an index with a million categories
 * costs no more than one with ten. */
#include "json/groups.h"

#include "base/error.h"
#include <stdlib.h>

void smacs_json_name(smacs_json_writer *w, const char *name) { smacs_json_key(w, smacs_text_of(name)); }

void smacs_json_text_member(smacs_json_writer *w, const char *name, smacs_text text) {
    smacs_json_name(w, name);
    smacs_json_text(w, text);
}

void smacs_json_integer_member(smacs_json_writer *w, const char *name, uint64_t value) {
    smacs_json_name(w, name);
    smacs_json_integer(w, value);
}

void smacs_json_number_member(smacs_json_writer *w, const char *name, double value) {
    smacs_json_name(w, name);
    smacs_json_number(w, value);
}

void smacs_json_word_member(smacs_json_writer *w, const char *name, const char *value) {
    smacs_json_text_member(w, name, smacs_text_of(value));
}

void smacs_json_flag_member(smacs_json_writer *w, const char *name, bool value) {
    smacs_json_name(w, name);
    smacs_json_bool(w, value);
}

void smacs_json_digest_member(smacs_json_writer *w, const char *name, uint64_t digest) {
    smacs_json_name(w, name);
    smacs_json_digest(w, digest);
}

const char *const smacs_known_words[] = {NULL, "family", "published", "scores", "elsewhere"};

void smacs_json_known_member(smacs_json_writer *w, const smacs_index *index, uint32_t model) {
    smacs_json_word_member(w, "from", smacs_known_words[smacs_index_known(index, model)]);
}

void smacs_grouping_free(smacs_grouping *g) {
    smacs_names_free(g->a, &g->names);
    smacs_bytes_free(g->a, &g->name);
    smacs_mem_free(g->a, g->groups);
}

static void append(smacs_grouping *g, smacs_text text) {
    if (text.size > 0) {
        smacs_bytes_append(g->a, &g->name, text.data, text.size);
    }
}

smacs_status smacs_grouping_count(smacs_grouping *g, smacs_text benchmark, smacs_text category, uint32_t *number) {
    g->name.size = 0;
    append(g, benchmark);
    append(g, (smacs_text){category.data ? "\0c" : "\0-", 2});
    append(g, category);
    if (g->name.failed) {
        return SMACS_E_MEMORY;
    }
    const uint32_t before = g->names.count;
    const smacs_status status = smacs_names_intern(g->a, &g->names, (smacs_text){g->name.data, g->name.size}, number);
    if (status != SMACS_OK) {
        return status;
    }
    if (!smacs_mem_reserve(g->a, &g->groups, &g->capacity, g->names.count, sizeof *g->groups)) {
        return SMACS_E_MEMORY;
    }
    if (g->names.count > before) {
        g->groups[*number] = (smacs_group){.benchmark = benchmark, .category = category, .order = *number};
    }
    g->groups[*number].questions++;
    return SMACS_OK;
}

static bool is_same(smacs_text a, smacs_text b) { return a.data == b.data && a.size == b.size; }

/* The group of a question like one before: labels of an index that are equal lie at one place. */
static smacs_group *find_group(smacs_grouping *g, smacs_question question) {
    for (uint32_t i = 0; i < g->names.count; i++) {
        smacs_group *group = &g->groups[i];
        if (is_same(group->benchmark, question.benchmark) && is_same(group->category, question.category)) {
            return group;
        }
    }
    return NULL;
}

static int compare_groups(const void *left, const void *right) {
    const smacs_group *a = left, *b = right;
    if (a->share != b->share) {
        return a->share < b->share ? 1 : -1;
    }
    return (a->order > b->order) - (a->order < b->order);
}

smacs_status smacs_evidence_collect(smacs_grouping *g, const smacs_index *index, const smacs_route *route) {
    double total = 0.0;
    for (uint32_t i = 0; i < route->neighbour_count; i++) {
        const smacs_neighbour *near = &route->neighbours[i];
        const smacs_question question = smacs_index_question(index, near->question);
        smacs_group *group = find_group(g, question);
        if (group) {
            group->questions++;
        } else {
            uint32_t number = 0;
            const smacs_status status = smacs_grouping_count(g, question.benchmark, question.category, &number);
            if (status != SMACS_OK) {
                return status;
            }
            group = &g->groups[number];
            group->first = i;
        }
        const double similarity = near->similarity > 0.0 ? near->similarity : 0.0;
        group->share += similarity;
        total += similarity;
    }
    for (uint32_t i = 0; i < g->names.count; i++) {
        smacs_group *from = &g->groups[i];
        from->share = total > 0.0 ? from->share / total : (double)from->questions / route->neighbour_count;
    }
    if (g->names.count > 0) {
        qsort(g->groups, g->names.count, sizeof *g->groups, compare_groups);
    }
    return SMACS_OK;
}

void smacs_json_domain_members(smacs_json_writer *w, const smacs_group *g) {
    smacs_json_text_member(w, "benchmark", g->benchmark);
    if (g->category.data) {
        smacs_json_text_member(w, "category", g->category);
    }
    smacs_json_integer_member(w, "questions", g->questions);
}
