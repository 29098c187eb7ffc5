/* How well a plane keeps subjects together, against the vectors it was made from. */
#include "map/layout.h"

enum { NEAREST = 10 };

/* Questions among the `count` given that are of the same group as `question`. */
static uint32_t of_its_group(const smacs_index *index, uint32_t question, const uint32_t *others, uint32_t count) {
    uint32_t same = 0;
    for (uint32_t k = 0; k < count; k++) {
        same += smacs_index_group(index, others[k]) == smacs_index_group(index, question);
    }
    return same;
}

/* The nearest on the plane, ties by lower number; returns how many. */
static uint32_t nearest_spots(const smacs_spot *spots, uint32_t n, uint32_t question, uint32_t nearest[NEAREST]) {
    map_shortlist list = {.questions = nearest, .most = NEAREST};
    for (uint32_t i = 0; i < n; i++) {
        const double x = (spots[i].x - spots[question].x) * SMACS_MAP_ASPECT, y = spots[i].y - spots[question].y;
        if (i != question) {
            map_offer(&list, i, x * x + y * y);
        }
    }
    return list.count;
}

smacs_map_quality smacs_map_judge(const smacs_index *index, const map_graph *graph, const smacs_spot *spots) {
    const uint32_t n = smacs_index_describe(index).questions;
    uint64_t compared = 0, vectors = 0, plane = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t nearest[NEAREST];
        const uint32_t count = nearest_spots(spots, n, i, nearest);
        compared += count;
        plane += of_its_group(index, i, nearest, count);
        vectors += of_its_group(index, i, graph->nearest + (size_t)i * MAP_NEAREST, count);
    }
    const double all = compared ? (double)compared : 1.0;
    return (smacs_map_quality){(double)vectors / all, (double)plane / all};
}
