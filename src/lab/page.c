/* Writing a page: text, tables and style. */
#include "lab/page.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void lab_page_put(lab_page *p, const char *format, ...) {
    char text[1024];
    va_list given;
    va_start(given, format);
    const int size = vsnprintf(text, sizeof text, format, given);
    va_end(given);
    if (size < 0 || (size_t)size >= sizeof text) {
        p->out.failed = true; /* half a tag would be worse than no page */
    } else {
        smacs_bytes_append(&p->a, &p->out, text, (size_t)size);
    }
}

void lab_page_text(lab_page *p, const char *text) {
    static const char special[] = "&<>\"";
    static const char *const escaped[] = {"&amp;", "&lt;", "&gt;", "&quot;"};
    while (text && *text) {
        const size_t plain = strcspn(text, special);
        smacs_bytes_append(&p->a, &p->out, text, plain);
        text += plain;
        if (*text) {
            const char *with = escaped[strchr(special, *text++) - special];
            smacs_bytes_append(&p->a, &p->out, with, strlen(with));
        }
    }
}

void lab_page_element(lab_page *p, const char *tag, const char *text) {
    lab_page_put(p, "<%s>", tag);
    lab_page_text(p, text);
    lab_page_put(p, "</%s>\n", tag);
}

/* ---- tables ---- */

/* Wide tables scroll by themselves; a scroller must be reachable by keyboard and have a name. */
void lab_table_open(lab_page *p, const char *name) {
    lab_page_put(p, "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"");
    lab_page_text(p, name);
    lab_page_put(p, "\"><table>\n<thead><tr>");
}

void lab_table_close(lab_page *p) { lab_page_put(p, "</tbody></table></div>\n"); }

/* A long table, to be unfolded. */
void lab_table_open_folded(lab_page *p, const char *name) {
    lab_page_put(p, "<details><summary>");
    lab_page_text(p, name);
    lab_page_put(p, "</summary>\n");
    lab_table_open(p, name);
}

void lab_table_close_folded(lab_page *p) {
    lab_table_close(p);
    lab_page_put(p, "</details>\n");
}

void lab_table_head(lab_page *p, const char *text) {
    lab_page_put(p, "<th scope=\"col\">");
    lab_page_text(p, text);
    lab_page_put(p, "</th>");
}

void lab_table_row(lab_page *p, const char *text) {
    lab_page_put(p, "<tr><th scope=\"row\">");
    lab_page_text(p, text);
    lab_page_put(p, "</th>");
}

void lab_table_number(lab_page *p, double value, int digits, bool difference) {
    if (isnan(value)) {
        lab_page_put(p, "<td>\xE2\x80\x93</td>");
    } else if (difference) {
        lab_page_put(p, "<td>%+.*f</td>", digits, value);
    } else {
        lab_page_put(p, "<td>%.*f</td>", digits, value);
    }
}

/* A mean with its interval below. */
void lab_table_estimate(lab_page *p, const cJSON *row, const char *name, int digits, bool difference) {
    const double mean = lab_number(row, name), low = lab_bound(row, name, 0), high = lab_bound(row, name, 1);
    if (isnan(mean) || isnan(low) || isnan(high)) {
        lab_table_number(p, mean, digits, difference);
    } else if (difference) {
        lab_page_put(p, "<td>%+.*f<small>%+.*f to %+.*f</small></td>", digits, mean, digits, low, digits, high);
    } else {
        lab_page_put(p, "<td>%.*f<small>%.*f to %.*f</small></td>", digits, mean, digits, low, digits, high);
    }
}

/* ---- the page around them ---- */

static const char *const style[] = {
    ":root{color-scheme:light dark;--paper:#fbfbf8;--ink:#1b1f22;--muted:#586067;--line:#e2e3dd;--accent:#0f655d;"
    "--other:#8b9297;--soft:#e9f2ef}\n"
    "@media (prefers-color-scheme:dark){:root{--paper:#121416;--ink:#e8eaeb;--muted:#a2abb1;--line:#2c3135;"
    "--accent:#6fcabc;--other:#6d767c;--soft:#17302d}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0 auto;max-width:64rem;padding:1.5rem 1rem 4rem;background:var(--paper);color:var(--ink);"
    "font:16px/1.55 system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",\"Noto Sans\",sans-serif}\n",
    "h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.25rem;margin:0 0 .5rem}h3{font-size:1rem;margin:2rem 0 "
    ".5rem}\n"
    "section{border-top:1px solid var(--line);margin-top:2.5rem;padding-top:1.5rem}\n"
    "p,li{max-width:44rem}p,ul{margin:.5rem 0}ul{padding-left:1.2rem}p,li,caption{color:var(--muted)}\n"
    "a{color:var(--accent)}\n"
    "svg{display:block;width:100%;overflow:visible;margin:.75rem 0 1rem}\n"
    "svg text{font-size:13px;fill:var(--muted)}svg .name{fill:var(--ink)}\n"
    ".grid{stroke:var(--line)}.axis{stroke:var(--other)}.whisker{stroke:var(--accent);"
    "stroke-width:2;opacity:.55}\n",
    ".diagonal{stroke:var(--other);stroke-dasharray:4 4}.line{stroke:var(--accent);stroke-width:1.5}"
    ".dot{fill:var(--accent)}.other{fill:var(--paper);stroke:var(--other);stroke-width:1.5}\n"
    ".wide{overflow-x:auto;margin:.75rem 0 1rem}.wide:focus-visible{outline:2px solid "
    "var(--accent);outline-offset:2px}\n"
    "table{border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums}\n"
    "th,td{padding:.3rem .75rem .3rem 0;text-align:right;vertical-align:top;border-bottom:1px solid var(--line);"
    "white-space:nowrap}\n"
    "thead th{white-space:normal;color:var(--muted);font-weight:500;vertical-align:bottom;min-width:5.5rem}\n"
    "tbody th{font-weight:500}"
    "th:first-child{text-align:left;min-width:7rem;position:sticky;left:0;background:var(--paper)}\n"
    "details{margin:.5rem 0}summary{cursor:pointer;color:var(--accent)}"
    "summary:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}\n"
    ".made td{white-space:normal;overflow-wrap:anywhere;text-align:left}\n"
    "td small{display:block;color:var(--muted);font-size:.75rem}\n"
    "@media (max-width:40rem){thead th{min-width:4rem}tbody th{white-space:normal;overflow-wrap:break-word}"
    "th:first-child{min-width:5.5rem;max-width:9rem}}\n"
    "@media print{.wide{overflow:visible}section{break-inside:auto}}\n",
};

void lab_page_open(lab_page *p, const char *title) {
    lab_page_put(p, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    lab_page_text(p, title);
    lab_page_put(p, "</title>\n<style>\n");
    for (size_t i = 0; i < sizeof style / sizeof style[0]; i++) {
        smacs_bytes_append(&p->a, &p->out, style[i], strlen(style[i]));
    }
    lab_page_put(p, "</style>\n</head>\n<body>\n<main>\n");
    lab_page_element(p, "h1", title);
}

void lab_page_close(lab_page *p) { lab_page_put(p, "</main>\n</body>\n</html>\n"); }
