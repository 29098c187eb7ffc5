/* Writing a page: HTML and SVG as text, and charts. */
#ifndef SMACS_LAB_PAGE_H
#define SMACS_LAB_PAGE_H

#include "base/mem.h"
#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct cli_page {
    smacs_allocator a;
    smacs_bytes out;
    uint32_t charts; /* for ids */
} cli_page;

/* Markup as it is, of printf's format; at most 1023 bytes at a time. */
void cli_page_put(cli_page *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Text of whatever origin, with HTML's characters escaped; NULL puts nothing. */
void cli_page_text(cli_page *p, const char *text);

void cli_page_element(cli_page *p, const char *tag, const char *text);
/* All before the contents of <main>, with its heading, and all after. */
void cli_page_open(cli_page *p, const char *title);
void cli_page_close(cli_page *p);

/* Tables: open, heads, "</tr></thead><tbody>", rows, close. A folded one shows its name until it is opened. */
void cli_table_open(cli_page *p, const char *name);
void cli_table_close(cli_page *p);
void cli_table_open_folded(cli_page *p, const char *name);
void cli_table_close_folded(cli_page *p);
void cli_table_head(cli_page *p, const char *text);
void cli_table_row(cli_page *p, const char *name); /* begins it; "</tr>" ends it */
void cli_table_number(cli_page *p, double value, int digits, bool difference);
/* A mean of a result's row with its interval below. */
void cli_table_estimate(cli_page *p, const cJSON *row, const char *name, int digits, bool difference);

/* Members of results. `interval` 0: low, 1: high. NAN, NULL and "" where there is none. */
const cJSON *cli_member(const cJSON *object, const char *name);
const char *cli_word(const cJSON *object, const char *name);
double cli_number(const cJSON *object, const char *name);
double cli_bound(const cJSON *row, const char *name, int interval);

/* Charts (chart.c): an SVG each, with title and description; the table behind it is the caller's. */
void cli_chart_figures(cli_page *p, const cJSON *figures, const cJSON *row, const char *title);
void cli_chart_reliability(cli_page *p, const cJSON *bins);
/* `mean`: "macro" or "overall". */
void cli_chart_costs(cli_page *p, const cJSON *curve, const char *mean);
void cli_chart_calls(cli_page *p, const cJSON *curve, const char *mean);

#endif
