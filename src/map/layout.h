/* The steps from vectors to a plane, shared by the files of this room. */
#ifndef SMACS_MAP_LAYOUT_H
#define SMACS_MAP_LAYOUT_H

#include "base/mem.h"
#include <smacs/map.h>

/* Nearest questions that pull each other together. */
enum { MAP_NEAREST = 15 };

/* The nearest so far of one question, nearest first; of equally near ones, those offered first. */
typedef struct map_shortlist {
    uint32_t *questions;          /* [most] */
    double distance[MAP_NEAREST]; /* or anything else that is less of nearer ones */
    uint32_t most, count;         /* most <= MAP_NEAREST */
} map_shortlist;

/* Takes a question into the list if it is near enough. */
static inline void map_offer(map_shortlist *list, uint32_t question, double distance) {
    if (list->count == list->most && distance >= list->distance[list->most - 1]) {
        return;
    }
    uint32_t at = list->count < list->most ? list->count++ : list->most - 1;
    for (; at > 0 && list->distance[at - 1] > distance; at--) {
        list->distance[at] = list->distance[at - 1];
        list->questions[at] = list->questions[at - 1];
    }
    list->distance[at] = distance;
    list->questions[at] = question;
}

/* Two questions, of which one at least has the other among its nearest; `mutual`: both have. */
typedef struct map_edge {
    uint32_t a, b;
    bool mutual;
} map_edge;

typedef struct map_graph {
    uint32_t *nearest; /* [n][MAP_NEAREST], nearest first; UINT32_MAX where there are no more */
    map_edge *edges;
    size_t count, capacity;
} map_graph;

typedef struct map_point {
    double x, y;
} map_point;

/* The graph of the nearest questions by cosine, ties by lower number. False without memory. */
bool smacs_map_graph_make(const smacs_allocator *a, const smacs_index *index, map_graph *graph);
void smacs_map_graph_free(const smacs_allocator *a, map_graph *graph);

/* points [n]: each vector, of length 1, on the two directions in which vectors differ most. False without memory. */
bool smacs_map_begin(const smacs_allocator *a, const smacs_index *index, map_point *points);

/* Moves the points until neighbours lie together. */
void smacs_map_settle(const map_graph *graph, uint32_t n, map_point *points);

/* Rounds the points to spots, no two on one as long as there is room. False without memory. */
bool smacs_map_round(const smacs_allocator *a, const map_point *points, uint32_t n, smacs_spot *spots);

/* How well spots [n] keep the index's groups together. */
smacs_map_quality smacs_map_judge(const smacs_index *index, const map_graph *graph, const smacs_spot *spots);

#endif
