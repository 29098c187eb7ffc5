/* Which questions are near which: every vector is compared with every other, so that the graph is exact. */
#include "map/layout.h"

#include "base/vec.h"
#include <math.h>

static void find_nearest(const smacs_index *index, uint32_t question, const double *lengths, int32_t *dots,
                         uint32_t *nearest) {
    const smacs_index_facts facts = smacs_index_describe(index);
    map_shortlist list = {.questions = nearest, .most = MAP_NEAREST};
    smacs_dots_i8(smacs_index_vector(index, 0), facts.questions, facts.dim, smacs_index_vector(index, question), dots);
    for (uint32_t i = 0; i < facts.questions; i++) {
        if (i != question) {
            map_offer(&list, i, lengths[i] > 0.0 ? -dots[i] / lengths[i] : 0.0);
        }
    }
    for (uint32_t k = list.count; k < MAP_NEAREST; k++) {
        nearest[k] = UINT32_MAX;
    }
}

static bool has(const uint32_t *nearest, uint32_t question) {
    for (uint32_t k = 0; k < MAP_NEAREST; k++) {
        if (nearest[k] == question) {
            return true;
        }
    }
    return false;
}

/* Every pair once. */
static bool join(const smacs_allocator *a, uint32_t n, map_graph *graph) {
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t *own = graph->nearest + (size_t)i * MAP_NEAREST;
        for (uint32_t k = 0; k < MAP_NEAREST && own[k] != UINT32_MAX; k++) {
            const bool mutual = has(graph->nearest + (size_t)own[k] * MAP_NEAREST, i);
            if (mutual && own[k] < i) {
                continue;
            }
            if (!smacs_mem_reserve(a, &graph->edges, &graph->capacity, graph->count + 1, sizeof *graph->edges)) {
                return false;
            }
            graph->edges[graph->count++] = (map_edge){i, own[k], mutual};
        }
    }
    return true;
}

bool smacs_map_graph_make(const smacs_allocator *a, const smacs_index *index, map_graph *graph) {
    const smacs_index_facts facts = smacs_index_describe(index);
    *graph = (map_graph){.nearest = smacs_mem_zeroed(a, facts.questions, MAP_NEAREST * sizeof *graph->nearest)};
    double *lengths = smacs_mem_zeroed(a, facts.questions, sizeof *lengths);
    int32_t *dots = smacs_mem_zeroed(a, facts.questions, sizeof *dots);
    bool made = graph->nearest && lengths && dots;
    for (uint32_t i = 0; i < facts.questions && made; i++) {
        const int8_t *row = smacs_index_vector(index, i);
        lengths[i] = sqrt(smacs_dot_i8(row, row, facts.dim));
    }
    for (uint32_t i = 0; i < facts.questions && made; i++) {
        find_nearest(index, i, lengths, dots, graph->nearest + (size_t)i * MAP_NEAREST);
    }
    made = made && join(a, facts.questions, graph);
    smacs_mem_free(a, lengths);
    smacs_mem_free(a, dots);
    return made;
}

void smacs_map_graph_free(const smacs_allocator *a, map_graph *graph) {
    smacs_mem_free(a, graph->nearest);
    smacs_mem_free(a, graph->edges);
    *graph = (map_graph){0};
}
