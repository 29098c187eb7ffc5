#include "lab/figures.h"

#include "base/error.h"
#include "tool/tool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double lab_percent(float score) { return 100.0 * (double)score; }

void lab_figures_subtract(const lab_figure *of, uint32_t columns, double *values) {
    for (uint32_t c = 0; c < columns; c++) {
        if (of[c].difference) {
            values[c] = values[of[c].more] - values[of[c].less];
        }
    }
}

bool lab_figures_make(lab_figures *f) {
    const lab_sample *s = f->sample;
    f->rows = calloc((s->groups.count + (size_t)2) * s->columns, sizeof *f->rows);
    if (!f->rows || !lab_sample_estimate(s, f->settings->resamples, f->settings->seed, f->rows)) {
        tool_fail_plain(NULL, "out of memory", "fewer --resamples take less");
        return false;
    }
    return true;
}

void lab_figures_free(lab_figures *f) {
    free(f->rows);
    f->rows = NULL;
}

static const lab_estimate *row_of(const lab_figures *f, uint32_t row) {
    return f->rows + (size_t)row * f->sample->columns;
}

/* ---- JSON ---- */

/* How many questions of a row have a column; UINT32_MAX: all of them. */
static uint32_t count_of(const lab_figures *f, uint32_t row, uint32_t column) {
    const lab_sample *s = f->sample;
    uint32_t questions = 0;
    for (size_t i = 0; i < s->count; i++) {
        const bool inside = row >= lab_macro_row(s) || s->group[i] == row;
        questions += inside && (column == UINT32_MAX || !isnan(s->values[i * s->columns + column]));
    }
    return questions;
}

static void write_interval(smacs_json_writer *w, const char *name, const lab_estimate *e) {
    smacs_json_name(w, name);
    smacs_json_open(w, '[');
    smacs_json_number(w, e->low);
    smacs_json_number(w, e->high);
    smacs_json_close(w, ']');
}

void lab_figures_write_row(smacs_json_writer *w, const lab_figures *f, uint32_t row, uint32_t begin, uint32_t count) {
    const lab_estimate *e = row_of(f, row);
    smacs_json_integer_member(w, "questions", count_of(f, row, UINT32_MAX));
    for (uint32_t c = begin; c < begin + count; c++) {
        smacs_json_number_member(w, f->of[c].name, e[c].mean);
        if (f->of[c].model.data) {
            char name[64];
            snprintf(name, sizeof name, "%s_model", f->of[c].name);
            smacs_json_text_member(w, name, f->of[c].model);
        }
    }
    smacs_json_name(w, "intervals");
    smacs_json_open(w, '{');
    for (uint32_t c = begin; c < begin + count; c++) {
        write_interval(w, f->of[c].name, &e[c]);
    }
    smacs_json_close(w, '}');
    smacs_json_name(w, "counts");
    smacs_json_open(w, '{');
    for (uint32_t c = begin; c < begin + count; c++) {
        smacs_json_integer_member(w, f->of[c].name, count_of(f, row, c));
    }
    smacs_json_close(w, '}');
}

static void write_row(smacs_json_writer *w, const lab_figures *f, uint32_t row, uint32_t begin, uint32_t count) {
    smacs_json_open(w, '{');
    lab_figures_write_row(w, f, row, begin, count);
    smacs_json_close(w, '}');
}

void lab_figures_write_means(smacs_json_writer *w, const lab_figures *f, uint32_t begin, uint32_t count) {
    smacs_json_name(w, "macro");
    write_row(w, f, lab_macro_row(f->sample), begin, count);
    smacs_json_name(w, "overall");
    write_row(w, f, lab_overall_row(f->sample), begin, count);
}

void lab_figures_write_list(smacs_json_writer *w, const lab_figures *f) {
    smacs_json_name(w, "figures");
    smacs_json_open(w, '[');
    for (uint32_t c = 0; c < f->sample->columns; c++) {
        smacs_json_open(w, '{');
        smacs_json_text_member(w, "name", smacs_text_of(f->of[c].name));
        smacs_json_text_member(w, "words", smacs_text_of(f->of[c].words));
        smacs_json_name(w, "percent");
        smacs_json_bool(w, f->of[c].percent);
        smacs_json_integer_member(w, "digits", (uint64_t)f->of[c].digits);
        smacs_json_name(w, "difference");
        smacs_json_bool(w, f->of[c].difference);
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
}

static void write_evaluation(smacs_json_writer *w, const lab_figures *f, const char *kind, const char *const *notes) {
    smacs_json_name(w, "evaluation");
    smacs_json_open(w, '{');
    smacs_json_text_member(w, "kind", smacs_text_of(kind));
    smacs_json_text_member(w, "title", smacs_text_of(f->settings->title ? f->settings->title : kind));
    smacs_json_integer_member(w, "resamples", f->settings->resamples);
    smacs_json_integer_member(w, "seed", f->settings->seed);
    lab_figures_write_list(w, f);
    smacs_json_name(w, "notes");
    smacs_json_open(w, '[');
    for (; *notes; notes++) {
        smacs_json_text(w, smacs_text_of(*notes));
    }
    smacs_json_close(w, ']');
    smacs_json_close(w, '}');
}

void lab_figures_write(smacs_json_writer *w, const lab_figures *f, const char *kind, const char *const *notes) {
    const lab_sample *s = f->sample;
    smacs_json_integer_member(w, "questions", s->count);
    smacs_json_name(w, "benchmarks");
    smacs_json_open(w, '{');
    for (uint32_t g = 0; g < s->groups.count; g++) {
        smacs_json_key(w, smacs_names_get(&s->groups, g));
        write_row(w, f, g, 0, s->columns);
    }
    smacs_json_close(w, '}');
    lab_figures_write_means(w, f, 0, s->columns);
    write_evaluation(w, f, kind, notes);
}

/* ---- for people ---- */

static void print_number(const lab_figure *of, double value, int width) {
    if (isnan(value)) {
        printf("%*s", width, "-");
    } else if (of->difference) {
        printf("%+*.*f", width, of->digits, value);
    } else {
        printf("%*.*f", width, of->digits, value);
    }
}

static void print_estimate(const lab_figure *of, const lab_estimate *e) {
    print_number(of, e->mean, 8);
    printf(" [");
    print_number(of, e->low, 6);
    printf(", ");
    print_number(of, e->high, 6);
    printf("]");
}

static void print_row(const lab_figures *f, smacs_text name, size_t width, uint32_t row) {
    const lab_estimate *e = row_of(f, row);
    printf("  ");
    tool_print_padded(name, width, false);
    printf("  %9u", count_of(f, row, UINT32_MAX));
    for (uint32_t c = 0; c < f->sample->columns; c++) {
        if (f->of[c].heading) {
            const int own = (int)strlen(f->of[c].heading);
            print_number(&f->of[c], e[c].mean, 2 + (own > 6 ? own : 6));
        }
    }
    printf("\n");
}

static void print_intervals(const lab_figures *f) {
    const lab_sample *s = f->sample;
    const bool several = s->groups.count > 1;
    size_t width = 0;
    for (uint32_t c = 0; c < s->columns; c++) {
        const size_t own = strlen(f->of[c].words);
        width = own > width ? own : width;
    }
    printf("\n  %-*s  %25s%s  questions\n", (int)width, "95 % intervals",
           several ? "mean of benchmarks" : "mean of questions", several ? "          mean of questions" : "");
    for (uint32_t c = 0; c < s->columns; c++) {
        printf("  %-*s  ", (int)width, f->of[c].words);
        if (several) {
            print_estimate(&f->of[c], &row_of(f, lab_macro_row(s))[c]);
            printf("  ");
        }
        print_estimate(&f->of[c], &row_of(f, lab_overall_row(s))[c]);
        printf("  %9u\n", count_of(f, lab_overall_row(s), c));
    }
}

void lab_figures_print(const lab_figures *f, const char *const *notes) {
    const lab_sample *s = f->sample;
    size_t width = 9;
    for (uint32_t g = 0; g < s->groups.count; g++) {
        const size_t own = tool_text_width(smacs_names_get(&s->groups, g));
        width = own > width ? own : width;
    }
    printf("  ");
    tool_print_padded(smacs_text_of("benchmark"), width, false);
    printf("  questions");
    for (uint32_t c = 0; c < s->columns; c++) {
        if (f->of[c].heading) {
            printf("  %6s", f->of[c].heading);
        }
    }
    printf("\n");
    for (uint32_t g = 0; g < s->groups.count; g++) {
        print_row(f, smacs_names_get(&s->groups, g), width, g);
    }
    print_row(f, smacs_text_of("macro"), width, lab_macro_row(s));
    print_row(f, smacs_text_of("overall"), width, lab_overall_row(s));
    print_intervals(f);
    printf("\n");
    for (; *notes; notes++) {
        printf("  %s\n", *notes);
    }
}
