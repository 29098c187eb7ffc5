/* From points to places in two bytes: the plane is cut into 256 x 256 cells, and every question gets the free one that is
 * nearest to its point, so that a picture shows each as a dot of its own. */
#include "map/layout.h"

#include <math.h>

enum { SIDE = 256, REACH = 16 };

typedef struct frame {
    double left, top, cell_x, cell_y; /* cell_y = cell_x / SMACS_MAP_ASPECT */
} frame;

/* Holds all points, in the middle. */
static frame frame_of(const map_point *points, uint32_t n) {
    map_point least = points[0], most = points[0];
    for (uint32_t i = 1; i < n; i++) {
        least = (map_point){fmin(least.x, points[i].x), fmin(least.y, points[i].y)};
        most = (map_point){fmax(most.x, points[i].x), fmax(most.y, points[i].y)};
    }
    const double width = fmax(fmax(most.x - least.x, (most.y - least.y) * SMACS_MAP_ASPECT), 1e-9);
    const double height = width / SMACS_MAP_ASPECT;
    return (frame){(least.x + most.x - width) / 2.0, (least.y + most.y - height) / 2.0, width / SIDE, height / SIDE};
}

static int cell_of(double offset, double cell) {
    const int at = (int)(offset / cell);
    return at < 0 ? 0 : at < SIDE ? at : SIDE - 1;
}

/* The distance, squared, from a point in the frame to the middle of a cell. */
static double distance(const frame *f, map_point from, int x, int y) {
    const double by_x = from.x - (x + 0.5) * f->cell_x, by_y = from.y - (y + 0.5) * f->cell_y;
    return by_x * by_x + by_y * by_y;
}

/* The nearest cell that is free, in squares around the point's own that grow until none farther out can be nearer; the
 * point's own if all within reach are taken. */
static smacs_spot nearest_free(const frame *f, map_point from, const bool *taken) {
    const int own_x = cell_of(from.x, f->cell_x), own_y = cell_of(from.y, f->cell_y);
    smacs_spot best = {(uint8_t)own_x, (uint8_t)own_y};
    double least = -1.0;
    for (int r = 0; r <= REACH && (least < 0.0 || (r - 1) * f->cell_y * ((r - 1) * f->cell_y) < least); r++) {
        for (int y = own_y - r; y <= own_y + r; y++) {
            const int step = y == own_y - r || y == own_y + r || r == 0 ? 1 : 2 * r;
            for (int x = own_x - r; x <= own_x + r; x += step) {
                if (x < 0 || y < 0 || x >= SIDE || y >= SIDE || taken[y * SIDE + x]) {
                    continue;
                }
                const double far = distance(f, from, x, y);
                if (least < 0.0 || far < least) {
                    least = far;
                    best = (smacs_spot){(uint8_t)x, (uint8_t)y};
                }
            }
        }
    }
    return best;
}

bool smacs_map_round(const smacs_allocator *a, const map_point *points, uint32_t n, smacs_spot *spots) {
    bool *taken = smacs_mem_zeroed(a, (size_t)SIDE * SIDE, sizeof *taken);
    if (!taken) {
        return false;
    }
    const frame f = frame_of(points, n);
    for (uint32_t i = 0; i < n; i++) {
        spots[i] = nearest_free(&f, (map_point){points[i].x - f.left, points[i].y - f.top}, taken);
        taken[spots[i].y * SIDE + spots[i].x] = true;
    }
    smacs_mem_free(a, taken);
    return true;
}
