/* Charts as inline SVG, as wide as the page: x counts in percent of the width, y in pixels, so that letters keep their
 * size on a phone and on a wide screen. The page's classes set the colours. Each chart has a title and a description, axes
 * with units, and a line that says what its marks are; hovering over a mark shows its numbers. */
#include "base/scalar.h"
#include "lab/page.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { HEIGHT = 350, TOP = 44, BOTTOM = 294 };
#define LEFT 10.0
#define RIGHT 98.0

/* What the axes span. */
typedef struct frame {
    double from_x, to_x, from_y, to_y;
    bool logarithmic; /* of x */
} frame;

static double place_x(const frame *f, double x) {
    const double share = f->logarithmic ? smacs_log(x / f->from_x) / smacs_log(f->to_x / f->from_x)
                                        : (x - f->from_x) / (f->to_x - f->from_x);
    return LEFT + share * (RIGHT - LEFT);
}

static double place_y(const frame *f, double y) {
    return BOTTOM - (y - f->from_y) / (f->to_y - f->from_y) * (BOTTOM - TOP);
}

static void open_chart(lab_page *p, int height, const char *title, const char *description) {
    const uint32_t id = ++p->charts;
    lab_page_put(p,
                 "<svg height=\"%d\" role=\"img\" aria-labelledby=\"chart-%u-title chart-%u-about\">"
                 "<title id=\"chart-%u-title\">",
                 height, id, id, id);
    lab_page_text(p, title);
    lab_page_put(p, "</title><desc id=\"chart-%u-about\">", id);
    lab_page_text(p, description);
    lab_page_put(p, "</desc>\n");
}

/* Widens a range to about five whole steps of 1, 2 or 5 times a power of ten, and returns the step. A range that no
 * evaluation has becomes 0 to 1. */
static double round_range(double *from, double *to) {
    double step = 1e-3;
    if (!(*from >= -1e9 && *from <= *to && *to <= 1e9)) {
        *from = 0.0;
        *to = 1.0;
    }
    const double span = *to > *from ? *to - *from : 1.0;
    for (int i = 0; span / step > 6.0; i++) {
        step *= i % 3 == 1 ? 2.5 : 2.0;
    }
    *from = floor(*from / step) * step;
    *to = ceil(*to / step) * step;
    *to = *to > *from ? *to : *from + step;
    return step;
}

static void draw_line(lab_page *p, const char *class, double x1, double y1, double x2, double y2) {
    lab_page_put(p, "<line class=\"%s\" x1=\"%.2f%%\" y1=\"%.1f\" x2=\"%.2f%%\" y2=\"%.1f\"/>", class, x1, y1, x2, y2);
}

static void draw_tick_x(lab_page *p, const frame *f, double x, const char *label) {
    lab_page_put(p, "<text x=\"%.2f%%\" y=\"%d\" text-anchor=\"middle\">%s</text>", place_x(f, x), BOTTOM + 18, label);
}

static void draw_tick_y(lab_page *p, const frame *f, double y, const char *label) {
    draw_line(p, "grid", LEFT, place_y(f, y), RIGHT, place_y(f, y));
    lab_page_put(p, "<text x=\"%.2f%%\" y=\"%.1f\" dx=\"-6\" text-anchor=\"end\">%s</text>", LEFT, place_y(f, y) + 4.0,
                 label);
}

/* Names of the axes with their units, and what the marks are. */
static void name_axes(lab_page *p, const char *below, const char *beside, const char *marks) {
    draw_line(p, "axis", LEFT, BOTTOM, RIGHT, BOTTOM);
    lab_page_put(p, "<text class=\"name\" x=\"%.0f%%\" y=\"%d\" text-anchor=\"end\">", RIGHT, BOTTOM + 38);
    lab_page_text(p, below);
    lab_page_put(p, "</text><text class=\"name\" x=\"0\" y=\"%d\">%s</text>", TOP - 14, beside);
    lab_page_put(p, "<text x=\"%.0f%%\" y=\"14\" text-anchor=\"end\">%s</text>\n", RIGHT, marks);
}

static void draw_axes(lab_page *p, const frame *f, double step_y, const char *below, const char *marks) {
    const int ticks = (int)((f->to_y - f->from_y) / step_y + 0.5);
    for (int i = 0; i <= ticks; i++) {
        const double y = f->from_y + i * step_y;
        char label[32];
        snprintf(label, sizeof label, step_y < 0.999 ? "%.1f" : "%.0f", y);
        draw_tick_y(p, f, y, label);
    }
    name_axes(p, below, "accuracy, %", marks);
}

static void draw_whisker(lab_page *p, const frame *f, double x, double low, double high) {
    if (!isnan(low) && !isnan(high)) {
        draw_line(p, "whisker", place_x(f, x), place_y(f, low), place_x(f, x), place_y(f, high));
    }
}

/* A dot that tells its numbers. */
static void draw_dot(lab_page *p, const char *class, double x, double y, double radius, const char *told) {
    lab_page_put(p, "<circle class=\"%s\" cx=\"%.2f%%\" cy=\"%.1f\" r=\"%.1f\"><title>", class, x, y, radius);
    lab_page_text(p, told);
    lab_page_put(p, "</title></circle>\n");
}

/* ---- figures: a row each, dot and interval ---- */

static bool is_drawn(const cJSON *figure, const cJSON *row) {
    return cJSON_IsTrue(lab_member(figure, "percent")) && !cJSON_IsTrue(lab_member(figure, "difference")) &&
           !isnan(lab_number(row, lab_word(figure, "name")));
}

void lab_chart_figures(lab_page *p, const cJSON *figures, const cJSON *row, const char *title) {
    const cJSON *of = NULL;
    frame f = {.from_x = 100.0, .to_x = 0.0, .to_y = 1.0};
    int rows = 0;
    cJSON_ArrayForEach(of, figures) {
        const char *name = lab_word(of, "name");
        if (is_drawn(of, row)) {
            f.from_x = fmin(f.from_x, lab_bound(row, name, 0));
            f.to_x = fmax(f.to_x, lab_bound(row, name, 1));
            rows++;
        }
    }
    const double step = round_range(&f.from_x, &f.to_x);
    const int bottom = 34 + 40 * rows;
    int y = 24;
    open_chart(p, bottom + 44, title,
               "Each figure's mean as a dot, its 95 % interval as a line; the table below has the numbers.");
    for (int i = 0; i <= (int)((f.to_x - f.from_x) / step + 0.5); i++) {
        const double x = f.from_x + i * step;
        draw_line(p, "grid", place_x(&f, x), 8.0, place_x(&f, x), bottom);
        lab_page_put(p, "<text x=\"%.2f%%\" y=\"%d\" text-anchor=\"middle\">%.*f</text>", place_x(&f, x), bottom + 18,
                     step < 0.999 ? 1 : 0, x);
    }
    lab_page_put(
        p, "<text class=\"name\" x=\"%.0f%%\" y=\"%d\" text-anchor=\"end\">accuracy, %%; line: 95 %% interval</text>\n",
        RIGHT, bottom + 38);
    cJSON_ArrayForEach(of, figures) {
        if (is_drawn(of, row)) {
            const char *name = lab_word(of, "name");
            const bool first = y == 24;
            char told[64];
            snprintf(told, sizeof told, "%.2f [%.2f, %.2f]", lab_number(row, name), lab_bound(row, name, 0),
                     lab_bound(row, name, 1));
            lab_page_put(p, "<text class=\"name\" x=\"0\" y=\"%d\">", y);
            lab_page_text(p, lab_word(of, "words"));
            lab_page_put(p, "</text>");
            draw_line(p, "whisker", place_x(&f, lab_bound(row, name, 0)), y + 12, place_x(&f, lab_bound(row, name, 1)),
                      y + 12);
            draw_dot(p, first ? "dot" : "other", place_x(&f, lab_number(row, name)), y + 12, 5.0, told);
            y += 40;
        }
    }
    lab_page_put(p, "</svg>\n");
}

/* ---- reliability ---- */

void lab_chart_reliability(lab_page *p, const lab_bins *of) {
    const frame f = {.to_x = 1.0, .to_y = 1.0};
    const cJSON *bin = NULL;
    double most = 1.0;
    cJSON_ArrayForEach(bin, of->bins) { most = fmax(most, lab_number(bin, of->count)); }
    open_chart(p, HEIGHT, of->title, of->description);
    for (int i = 0; i <= 4; i++) {
        char label[16];
        snprintf(label, sizeof label, "%d", 25 * i);
        draw_tick_y(p, &f, i / 4.0, label);
        draw_tick_x(p, &f, i / 4.0, label);
    }
    name_axes(p, of->below, "right, %", "larger dot: more");
    draw_line(p, "diagonal", LEFT, BOTTOM, RIGHT, TOP);
    cJSON_ArrayForEach(bin, of->bins) {
        const double count = lab_number(bin, of->count), shown = lab_number(bin, of->shown) / of->whole,
                     right = lab_number(bin, of->right) / of->whole;
        char told[128];
        if (count > 0.0) {
            snprintf(told, sizeof told, "%.24s %.1f %%, right %.1f %%, %.0f %.16s", of->what, 100.0 * shown,
                     100.0 * right, count, of->things);
            draw_dot(p, "dot", place_x(&f, shown), place_y(&f, right), 2.5 + 7.5 * sqrt(count / most), told);
        }
    }
    lab_page_put(p, "</svg>\n");
}

/* ---- curves ---- */

static void widen(frame *f, double x, double low, double high) {
    f->from_x = isnan(x) ? f->from_x : fmin(f->from_x, x);
    f->to_x = isnan(x) ? f->to_x : fmax(f->to_x, x);
    f->from_y = isnan(low) ? f->from_y : fmin(f->from_y, low);
    f->to_y = isnan(high) ? f->to_y : fmax(f->to_y, high);
}

static void draw_cost_ticks(lab_page *p, const frame *f) {
    static const double ticks[] = {0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0};
    for (size_t i = 0; i < sizeof ticks / sizeof ticks[0]; i++) {
        char label[16];
        if (ticks[i] >= f->from_x && ticks[i] <= f->to_x) {
            snprintf(label, sizeof label, "%g", ticks[i]);
            draw_tick_x(p, f, ticks[i], label);
        }
    }
}

static void draw_cost_points(lab_page *p, const frame *f, const cJSON *points, const char *mean) {
    const cJSON *point = NULL, *before = NULL;
    cJSON_ArrayForEach(point, points) {
        const cJSON *row = lab_member(point, mean);
        if (before) {
            draw_line(p, "line", place_x(f, lab_number(before, "cost")), place_y(f, lab_number(before, "routed")),
                      place_x(f, lab_number(row, "cost")), place_y(f, lab_number(row, "routed")));
        }
        before = row;
    }
    cJSON_ArrayForEach(point, points) {
        const cJSON *row = lab_member(point, mean);
        const double cost = lab_number(row, "cost"), routed = lab_number(row, "routed");
        char told[96];
        snprintf(told, sizeof told, "alpha %.2f: %.2f %% at %.3f", lab_number(point, "alpha"), routed, cost);
        draw_whisker(p, f, cost, lab_bound(row, "routed", 0), lab_bound(row, "routed", 1));
        draw_dot(p, "dot", place_x(f, cost), place_y(f, routed), 4.5, told);
    }
}

void lab_chart_costs(lab_page *p, const cJSON *curve, const char *mean) {
    frame f = {.from_x = 1e9, .to_x = 1e-9, .from_y = 100.0, .to_y = 0.0, .logarithmic = true};
    const cJSON *of = NULL;
    char below[128];
    cJSON_ArrayForEach(of, lab_member(curve, "points")) {
        const cJSON *row = lab_member(of, mean);
        widen(&f, lab_number(row, "cost"), lab_bound(row, "routed", 0), lab_bound(row, "routed", 1));
    }
    /* Models far below the curve would press it flat; the table has them. */
    const double lowest = f.from_y - (f.to_y - f.from_y);
    cJSON_ArrayForEach(of, lab_member(curve, "models")) {
        const double score = lab_number(of, "score");
        if (score >= lowest && lab_number(of, "cost") > 0.0) {
            widen(&f, lab_number(of, "cost"), score, score);
        }
    }
    if (!(f.from_x > 0.0) || !(f.to_x >= f.from_x)) {
        return; /* free of charge, or nothing known */
    }
    const double step = round_range(&f.from_y, &f.to_y);
    f.from_x /= 1.25;
    f.to_x *= 1.25;
    open_chart(
        p, HEIGHT, "Accuracy against cost",
        "Routing as alpha moves from cheap to best, with 95 % intervals, and single models as open dots. Cost is "
        "on a logarithmic scale.");
    snprintf(below, sizeof below, "cost, %.80s (logarithmic)", lab_word(curve, "unit"));
    draw_axes(p, &f, step, below, "dots: routed, cheap to best; open: single models");
    draw_cost_ticks(p, &f);
    cJSON_ArrayForEach(of, lab_member(curve, "models")) {
        const double score = lab_number(of, "score"), cost = lab_number(of, "cost");
        char told[160];
        if (score >= f.from_y && cost > 0.0) {
            snprintf(told, sizeof told, "%.100s: %.2f %% at %.3f", lab_word(of, "model"), score, cost);
            draw_dot(p, "other", place_x(&f, cost), place_y(&f, score), 4.0, told);
        }
    }
    draw_cost_points(p, &f, lab_member(curve, "points"), mean);
    lab_page_put(p, "</svg>\n");
}

static void draw_call(lab_page *p, const frame *f, const cJSON *point, const cJSON *row, int number) {
    const double calls = lab_number(row, "calls"), kept = lab_number(row, "kept"),
                 majority = lab_number(row, "majority");
    char told[160];
    snprintf(told, sizeof told, "%.80s: kept %.2f %%, majority %.2f %%, %.2f calls", lab_word(point, "setting"), kept,
             majority, calls);
    draw_whisker(p, f, calls, lab_bound(row, "kept", 0), lab_bound(row, "kept", 1));
    draw_dot(p, "other", place_x(f, calls), place_y(f, majority), 4.0, told);
    draw_dot(p, "dot", place_x(f, calls), place_y(f, kept), 4.5, told);
    lab_page_put(p, "<text x=\"%.2f%%\" y=\"%.1f\" text-anchor=\"middle\">%d</text>", place_x(f, calls),
                 place_y(f, lab_bound(row, "kept", 1)) - 5.0, number);
}

void lab_chart_calls(lab_page *p, const cJSON *curve, const char *mean) {
    frame f = {.from_x = 0.5, .to_x = 7.5, .from_y = 100.0, .to_y = 0.0};
    const cJSON *point = NULL;
    int number = 0;
    cJSON_ArrayForEach(point, curve) {
        const cJSON *row = lab_member(point, mean);
        widen(&f, lab_number(row, "calls"), fmin(lab_bound(row, "kept", 0), lab_number(row, "majority")),
              lab_bound(row, "kept", 1));
    }
    const double step = round_range(&f.from_y, &f.to_y);
    open_chart(
        p, HEIGHT, "Accuracy against calls",
        "What is kept, with 95 % intervals, against mean calls a question, numbered as in the table; open dots are "
        "the majority of the same panel.");
    draw_axes(p, &f, step, "calls a question", "dots: kept; open: majority of the same panel");
    for (int calls = 1; calls <= 7; calls++) {
        char label[16];
        snprintf(label, sizeof label, "%d", calls);
        draw_tick_x(p, &f, calls, label);
    }
    cJSON_ArrayForEach(point, curve) { draw_call(p, &f, point, lab_member(point, mean), ++number); }
    lab_page_put(p, "</svg>\n");
}
