/* Moves points until neighbours lie together: the layout of UMAP (McInnes, Healy and Melville 2018, section 4) with the
 * curve 1 / (1 + a d^2), so that only sums, products and quotients are computed and every target has the same bits. Where
 * we differ: an edge weighs 1 if both ends have each other among their nearest, and 1/2 if one has. All points are drawn
 * to the middle a little, more so up and down, so that no group flies off and the plane fills a wide screen. */
#include "map/layout.h"

#include "base/rng.h"
#include <math.h>

enum { ROUNDS = 300, PUSHES = 4 };
static const double curve = 0.5, step_limit = 4.0, wide = 20.0, gravity_x = 0.01, gravity_y = 0.03;

static double limited(double v) { return v > step_limit ? step_limit : v < -step_limit ? -step_limit : v; }

/* How far a point moves along its difference to another, for each unit of it. */
static double pull(double square) { return -2.0 * curve / (1.0 + curve * square); }
static double push(double square) { return 2.0 / ((0.001 + square) * (1.0 + curve * square)); }

static void pull_together(map_point *p, map_point *q, double rate) {
    const double x = p->x - q->x, y = p->y - q->y, force = pull(x * x + y * y);
    const double by_x = rate * limited(force * x), by_y = rate * limited(force * y);
    *p = (map_point){p->x + by_x, p->y + by_y};
    *q = (map_point){q->x - by_x, q->y - by_y};
}

static void push_away(map_point *p, const map_point *q, double rate) {
    const double x = p->x - q->x, y = p->y - q->y, force = push(x * x + y * y);
    *p = (map_point){p->x + rate * limited(force * x), p->y + rate * limited(force * y)};
}

static void scale(uint32_t n, double by_x, double by_y, map_point *points) {
    for (uint32_t i = 0; i < n; i++) {
        points[i] = (map_point){points[i].x * by_x, points[i].y * by_y};
    }
}

/* `wide` units across. */
static void widen(uint32_t n, map_point *points) {
    double most = 0.0;
    for (uint32_t i = 0; i < n; i++) {
        most = fmax(most, fabs(points[i].x));
    }
    const double by = most > 0.0 ? wide / 2.0 / most : 0.0;
    scale(n, by, by, points);
}

void smacs_map_settle(const map_graph *graph, uint32_t n, map_point *points) {
    smacs_rng rng;
    smacs_rng_seed(&rng, 1, 0);
    widen(n, points);
    for (uint32_t round = 0; round < ROUNDS; round++) {
        const double rate = 1.0 - (double)round / ROUNDS;
        for (size_t e = 0; e < graph->count; e++) {
            const map_edge edge = graph->edges[e];
            if (!edge.mutual && (round + e) % 2) {
                continue;
            }
            map_point *const ends[2] = {&points[edge.a], &points[edge.b]};
            pull_together(ends[0], ends[1], rate);
            for (int i = 0; i < 2 * PUSHES; i++) {
                push_away(ends[i % 2], &points[smacs_rng_below(&rng, n)], rate);
            }
        }
        scale(n, 1.0 - gravity_x * rate, 1.0 - gravity_y * rate, points);
    }
}
