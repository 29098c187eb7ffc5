/* Tables of figures, for people and as JSON. A figure is a column of a sample (statistics.h): tables and JSON give its
 * mean and its interval. */
#ifndef SMACS_LAB_FIGURES_H
#define SMACS_LAB_FIGURES_H

#include "lab/statistics.h"
#include "json/groups.h"

/* How a result is made and where it goes. */
typedef struct lab_settings {
    uint32_t resamples; /* at least 1 */
    uint64_t seed;      /* of everything that is drawn */
    const char *title;  /* NULL: the kind of evaluation */
    const char *report; /* the page to write; NULL: none */
    bool json;          /* print JSON instead of tables */
    bool outcomes;      /* with JSON: each question's outcome too */
} lab_settings;

/* One kind of figure. */
typedef struct lab_figure {
    const char *name;    /* in JSON */
    const char *words;   /* for people */
    const char *heading; /* in the table of benchmarks; NULL: not in it */
    int digits;          /* after the point */
    bool percent;
    bool difference; /* column `more` minus column `less`; printed with its sign */
    uint8_t more, less;
    smacs_text model; /* JSON gets "<name>_model" too; absent: none */
} lab_figure;

/* Fills the differences of a row of values [columns] whose other columns are there. */
void lab_figures_subtract(const lab_figure *of, uint32_t columns, double *values);

/* A sample's columns with their figures: [sample->columns]. */
typedef struct lab_figures {
    const lab_sample *sample;
    const lab_figure *of;
    lab_estimate *rows; /* [groups + 2][columns] */
    const lab_settings *settings;
} lab_figures;

/* Estimates all. False after a report. */
bool lab_figures_make(lab_figures *f);
void lab_figures_free(lab_figures *f);

/* Members of an object for a row of the table of estimates, with columns begin .. begin + count: "questions", the means,
 * "intervals", and "counts": the number of questions that have the column. */
void lab_figures_write_row(smacs_json_writer *w, const lab_figures *f, uint32_t row, uint32_t begin, uint32_t count);
/* Members "macro" and "overall" with such rows. */
void lab_figures_write_means(smacs_json_writer *w, const lab_figures *f, uint32_t begin, uint32_t count);
/* The member "figures": what the columns are. */
void lab_figures_write_list(smacs_json_writer *w, const lab_figures *f);
/* "questions", "benchmarks", "macro", "overall" and "evaluation" of a result; `notes` end with NULL. */
void lab_figures_write(smacs_json_writer *w, const lab_figures *f, const char *kind, const char *const *notes);
void lab_figures_print(const lab_figures *f, const char *const *notes);

/* Percent of a score; NAN stays. */
double lab_percent(float score);

#endif
