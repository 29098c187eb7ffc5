/* Models and means to compare with: the best single model of a test, and the best model of each benchmark of an index.
 * The latter is what a router reaches that knows the benchmark and nothing else. */
#include "lab/models.h"

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

/* Sums of one model; with all in one group for means over questions. */
typedef struct sums {
    double *sum;     /* [groups] */
    uint32_t *count; /* [groups] */
    uint32_t groups;
} sums;

static double mean_of(const lab_sample *sample, const lab_scores *scores, uint32_t model, bool by_group,
                      const sums *t) {
    double mean = 0.0;
    uint32_t groups = 0;
    memset(t->sum, 0, t->groups * sizeof *t->sum);
    memset(t->count, 0, t->groups * sizeof *t->count);
    for (size_t i = 0; i < sample->count; i++) {
        const float score = scores->rows[i * scores->models + model];
        const uint32_t group = by_group ? sample->group[i] : 0;
        t->sum[group] += isnan(score) ? 0.0 : (double)score;
        t->count[group] += isnan(score) ? 0 : 1;
    }
    for (uint32_t g = 0; g < t->groups; g++) {
        mean += t->count[g] > 0 ? t->sum[g] / t->count[g] : 0.0;
        groups += t->count[g] > 0;
    }
    return groups > 0 ? mean / groups : NAN;
}

static size_t count_scored(const lab_sample *sample, const lab_scores *scores, uint32_t model) {
    size_t scored = 0;
    for (size_t i = 0; i < sample->count; i++) {
        scored += isnan(scores->rows[i * scores->models + model]) ? 0 : 1;
    }
    return scored;
}

uint32_t lab_best_single(const lab_sample *sample, const lab_scores *scores, bool by_group) {
    const uint32_t groups = sample->groups.count;
    sums t = {calloc(groups, sizeof(double)), calloc(groups, sizeof(uint32_t)), groups};
    uint32_t best = UINT32_MAX;
    size_t widest = 0;
    double best_mean = -1.0;
    for (uint32_t m = 0; m < scores->models; m++) {
        const size_t scored = count_scored(sample, scores, m);
        widest = scored > widest ? scored : widest;
    }
    const size_t least = widest * 10 < sample->count * 9 ? widest * 10 : sample->count * 9;
    for (uint32_t m = 0; m < scores->models && t.sum && t.count; m++) {
        const bool wide = count_scored(sample, scores, m) * 10 >= least;
        const double mean = wide ? mean_of(sample, scores, m, by_group, &t) : NAN;
        if (mean > best_mean) {
            best = m;
            best_mean = mean;
        }
    }
    free(t.sum);
    free(t.count);
    return best;
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
