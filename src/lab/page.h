/* Writing a page: HTML and SVG as text, and charts. */
#ifndef SMACS_LAB_PAGE_H
#define SMACS_LAB_PAGE_H

#include "base/mem.h"
#include "lab/members.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct lab_page {
    smacs_allocator a;
    smacs_bytes out;
    uint32_t charts; /* for ids */
} lab_page;

/* Markup as it is, of printf's format; at most 1023 bytes at a time. */
void lab_page_put(lab_page *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Text of whatever origin, with HTML's characters escaped; NULL puts nothing. */
void lab_page_text(lab_page *p, const char *text);

void lab_page_element(lab_page *p, const char *tag, const char *text);
/* All before the contents of <main>, with its heading, and all after. */
void lab_page_open(lab_page *p, const char *title);
void lab_page_close(lab_page *p);

/* Tables: open, heads, "</tr></thead><tbody>", rows, close. A folded one shows its name until it is opened. */
void lab_table_open(lab_page *p, const char *name);
void lab_table_close(lab_page *p);
void lab_table_open_folded(lab_page *p, const char *name);
void lab_table_close_folded(lab_page *p);
void lab_table_head(lab_page *p, const char *text);
void lab_table_row(lab_page *p, const char *name); /* begins it; "</tr>" ends it */
void lab_table_number(lab_page *p, double value, int digits, bool difference);
/* A mean of a result's row with its interval below. */
void lab_table_estimate(lab_page *p, const cJSON *row, const char *name, int digits, bool difference);

/* Charts (chart.c): an SVG each, with title and description; the table behind it is the caller's. */
void lab_chart_figures(lab_page *p, const cJSON *figures, const cJSON *row, const char *title);
/* What a chart of reliability shows: bins with a mean chance and a share of right, which `whole` divides. */
typedef struct lab_bins {
    const cJSON *bins;
    const char *shown, *right, *count; /* members of a bin */
    double whole;
    const char *title, *description, *below;
    const char *what, *things; /* "prior", "answers" */
} lab_bins;
void lab_chart_reliability(lab_page *p, const lab_bins *of);
/* `mean`: "macro" or "overall". */
void lab_chart_costs(lab_page *p, const cJSON *curve, const char *mean);
void lab_chart_calls(lab_page *p, const cJSON *curve, const char *mean);

#endif
