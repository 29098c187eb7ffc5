/* On a sparse index each source was answered by other models, so that each source has its own best single model. */
#include "lab/sources.h"

#include "tool/tool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUTED, SINGLE, ON_INDEX, GAIN, GAIN_INDEX, COLUMNS };

static const lab_figure figures[COLUMNS] = {
    [ROUTED] = {.name = "routed"},
    [SINGLE] = {.name = "best_single"},
    [ON_INDEX] = {.name = "best_of_index"},
    [GAIN] = {.name = "routed_minus_best_single", .difference = 1, .more = ROUTED, .less = SINGLE},
    [GAIN_INDEX] = {.name = "routed_minus_best_of_index", .difference = 1, .more = ROUTED, .less = ON_INDEX},
};

void lab_sources_begin(lab_sources *s) {
    s->sample = (lab_sample){.a = smacs_allocator_or_default(NULL), .columns = COLUMNS};
}

void lab_sources_free(lab_sources *s) { lab_sample_free(&s->sample); }

smacs_status lab_sources_add(lab_sources *s, smacs_text source, double routed, double on_index) {
    const double values[COLUMNS] = {[ROUTED] = routed, [SINGLE] = (double)NAN, [ON_INDEX] = on_index};
    return lab_sample_add(&s->sample, source, values);
}

/* Fills the columns of a source's best single model, and the differences. */
static void complete(lab_sources *s, const lab_scores *scores, uint32_t source, uint32_t single) {
    for (size_t i = 0; i < s->sample.count; i++) {
        if (s->sample.group[i] == source) {
            double *values = s->sample.values + i * COLUMNS;
            values[SINGLE] =
                single == UINT32_MAX ? (double)NAN : lab_percent(scores->rows[i * scores->models + single]);
            lab_figures_subtract(figures, COLUMNS, values);
        }
    }
}

static void write_source(smacs_json_writer *w, lab_figures *f, uint32_t source, smacs_text model) {
    const lab_sample *s = f->sample;
    lab_figure of[COLUMNS];
    size_t questions = 0;
    for (size_t i = 0; i < s->count; i++) {
        questions += s->group[i] == source;
    }
    memcpy(of, figures, sizeof of);
    of[SINGLE].model = model;
    f->of = of;
    smacs_json_open(w, '{');
    smacs_json_text_member(w, "source", smacs_names_get(&s->groups, source));
    smacs_json_flag_member(w, "too_few", questions < LAB_COMMON_LEAST);
    lab_figures_write_row(w, f, source, 0, COLUMNS);
    smacs_json_close(w, '}');
    f->of = figures;
}

bool lab_sources_write(lab_sources *s, const lab_scores *scores, const smacs_index *index, const lab_settings *settings,
                       smacs_json_writer *w) {
    const uint32_t count = s->sample.groups.count;
    lab_figures f = {.sample = &s->sample, .of = figures, .settings = settings};
    uint32_t *single = calloc(count, sizeof *single);
    for (uint32_t g = 0; g < count && single; g++) {
        single[g] = lab_best_single(&s->sample, scores, ROUTED, g);
        complete(s, scores, g, single[g]);
    }
    const bool made = single && lab_figures_make(&f);
    if (!single) {
        tool_fail_plain(NULL, "out of memory", NULL);
    }
    if (made) {
        smacs_json_name(w, "sources");
        smacs_json_open(w, '[');
        for (uint32_t g = 0; g < count; g++) {
            const smacs_text none = {0};
            write_source(w, &f, g, single[g] == UINT32_MAX ? none : smacs_index_model(index, single[g]));
        }
        smacs_json_close(w, ']');
    }
    lab_figures_free(&f);
    free(single);
    return made;
}
