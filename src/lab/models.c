/* Models and means to compare with: the best single model of a test, and the best model of each benchmark of an index.
 * The latter is what a router reaches that knows the benchmark and nothing else. */
#include "lab/models.h"

#include "lab/figures.h"
#include "tool/tool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool lab_scores_add(lab_scores *s, const smacs_allocator *a, size_t count, const float *row) {
    if (!smacs_mem_reserve(a, &s->rows, &s->capacity, (count + 1) * s->models, sizeof *s->rows)) {
        return false;
    }
    memcpy(s->rows + count * s->models, row, s->models * sizeof *row);
    return true;
}

/* How a model does against a column of the sample. */
typedef struct pairs {
    double gain; /* sum of score - column */
    size_t common;
} pairs;

static bool is_in(const lab_sample *sample, size_t question, uint32_t row) {
    return row >= lab_macro_row(sample) || sample->group[question] == row;
}

static pairs pair_up(const lab_sample *sample, const lab_scores *scores, uint32_t model, uint32_t column,
                     uint32_t row) {
    pairs p = {0};
    for (size_t i = 0; i < sample->count; i++) {
        const double score = lab_percent(scores->rows[i * scores->models + model]);
        const double other = sample->values[i * sample->columns + column];
        if (is_in(sample, i, row) && !isnan(score) && !isnan(other)) {
            p.gain += score - other;
            p.common++;
        }
    }
    return p;
}

/* Mean gain of a model in a row; NAN if it has fewer than `least` questions there. */
static double gain_of(const lab_sample *sample, const lab_scores *scores, uint32_t model, uint32_t column, uint32_t row,
                      size_t least) {
    const pairs all = pair_up(sample, scores, model, column, row);
    double sum = 0.0;
    uint32_t groups = 0;
    if (all.common < least || row != lab_macro_row(sample)) {
        return all.common < least ? (double)NAN : all.gain / (double)all.common;
    }
    for (uint32_t g = 0; g < sample->groups.count; g++) {
        const pairs p = pair_up(sample, scores, model, column, g);
        sum += p.common > 0 ? p.gain / (double)p.common : 0.0;
        groups += p.common > 0;
    }
    return sum / groups;
}

/* The model that gains most among those with at least `least` questions; UINT32_MAX if there is none. */
static uint32_t best_with(const lab_sample *sample, const lab_scores *scores, uint32_t column, uint32_t row,
                          size_t least) {
    uint32_t best = UINT32_MAX;
    double most = -INFINITY;
    for (uint32_t m = 0; m < scores->models; m++) {
        const double gain = gain_of(sample, scores, m, column, row, least);
        if (gain > most) {
            best = m;
            most = gain;
        }
    }
    return best;
}

uint32_t lab_best_single(const lab_sample *sample, const lab_scores *scores, uint32_t column, uint32_t row) {
    size_t questions = 0;
    for (size_t i = 0; i < sample->count; i++) {
        questions += is_in(sample, i, row);
    }
    const uint32_t best = best_with(sample, scores, column, row, questions - questions / 10);
    return best != UINT32_MAX || questions < LAB_COMMON_LEAST
               ? best
               : best_with(sample, scores, column, row, LAB_COMMON_LEAST);
}

/* ---- an index by benchmark ---- */

bool lab_benchmark_means_make(const smacs_index *index, lab_benchmark_means *m) {
    const smacs_index_facts facts = smacs_index_describe(index);
    size_t capacity = 0;
    *m = (lab_benchmark_means){.a = smacs_allocator_or_default(NULL), .models = facts.models};
    for (uint32_t q = 0; q < facts.questions; q++) {
        const smacs_text name = smacs_index_question(index, q).benchmark;
        uint32_t number;
        if (smacs_names_intern(&m->a, &m->names, name, &number) != SMACS_OK ||
            !smacs_mem_reserve(&m->a, &m->of, &capacity, (size_t)m->names.count * m->models, sizeof *m->of)) {
            tool_fail_plain(NULL, "out of memory", NULL);
            return false;
        }
        for (uint32_t model = 0; model < facts.models; model++) {
            const float score = smacs_index_score(index, q, model);
            smacs_model_mean *of = &m->of[(size_t)number * facts.models + model];
            of->mean += isnan(score) ? 0.0 : (double)score; /* a sum until all are counted */
            of->scored += isnan(score) ? 0 : 1;
        }
    }
    for (size_t cell = 0; cell < (size_t)m->names.count * facts.models; cell++) {
        m->of[cell].mean = m->of[cell].scored > 0 ? m->of[cell].mean / m->of[cell].scored : (double)NAN;
    }
    return true;
}

void lab_benchmark_means_free(lab_benchmark_means *m) {
    if (m->models > 0) {
        smacs_names_free(&m->a, &m->names);
        smacs_mem_free(&m->a, m->of);
    }
    *m = (lab_benchmark_means){0};
}

const smacs_model_mean *lab_benchmark_means_of(const lab_benchmark_means *m, smacs_text benchmark) {
    const uint32_t number = smacs_names_find(&m->names, benchmark);
    return number == SMACS_NO_NAME ? NULL : m->of + (size_t)number * m->models;
}

uint32_t lab_best_known(const smacs_model_mean *means, uint32_t models, const bool *allowed) {
    uint32_t best = UINT32_MAX, widest = 0;
    for (uint32_t m = 0; means && m < models; m++) {
        widest = allowed[m] && means[m].scored > widest ? means[m].scored : widest;
    }
    for (uint32_t m = 0; m < models && widest > 0; m++) {
        const bool wide = allowed[m] && (uint64_t)means[m].scored * 10 >= (uint64_t)widest * 9;
        if (wide && (best == UINT32_MAX || means[m].mean > means[best].mean)) {
            best = m;
        }
    }
    return best;
}
