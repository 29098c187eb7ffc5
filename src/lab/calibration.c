/* Are the priors chances? For each test question and each model that was run on it, we compare its prior s, whose
 * standard error is e, with its score y.
 *     Brier score  (s - y)^2                   expected, if s is right within e:  s (1 - s) + e^2
 *     log loss     -y ln s - (1 - y) ln(1 - s), s cut to [0.001, 0.999]
 * Both are averaged over the question's models, then over questions. Beside them stand the same numbers for two
 * priors that ignore the question: each model's mean in the index, and its mean on the benchmark there (its overall
 * mean if the index does not know the benchmark).
 *
 * A single score cannot test a standard error; the mean over a model's questions of one benchmark and category can.
 * Their errors share neighbours, so we take the standard error of the mean as
 * sqrt(mean(e)^2 + sum s (1 - s) / n^2). */
#include "lab/calibration.h"

#include "base/scalar.h"

#include <math.h>
#include <stdlib.h>

enum { BINS = 10, LEAST_IN_CELL = 10 };
enum {
    BRIER,
    BRIER_MEAN,
    BRIER_BENCHMARK,
    EXPECTED,
    GAIN_MEAN,
    GAIN_BENCHMARK,
    LOSS,
    LOSS_MEAN,
    LOSS_BENCHMARK,
    COLUMNS
};

static const lab_figure figures[COLUMNS] = {
    [BRIER] = {.name = "brier", .words = "Brier score of the priors", .digits = 4},
    [BRIER_MEAN] = {.name = "brier_model_mean", .words = "Brier score of each model's mean", .digits = 4},
    [BRIER_BENCHMARK] = {.name = "brier_benchmark_mean",
                         .words = "Brier score of its mean on the benchmark",
                         .digits = 4},
    [EXPECTED] = {.name = "brier_expected", .words = "Brier score that the priors expect", .digits = 4},
    [GAIN_MEAN] = {.name = "brier_minus_model_mean",
                   .words = "priors - each model's mean",
                   .digits = 4,
                   .difference = 1,
                   .more = BRIER,
                   .less = BRIER_MEAN},
    [GAIN_BENCHMARK] = {.name = "brier_minus_benchmark_mean",
                        .words = "priors - its mean on the benchmark",
                        .digits = 4,
                        .difference = 1,
                        .more = BRIER,
                        .less = BRIER_BENCHMARK},
    [LOSS] = {.name = "log_loss", .words = "log loss of the priors", .digits = 4},
    [LOSS_MEAN] = {.name = "log_loss_model_mean", .words = "log loss of each model's mean", .digits = 4},
    [LOSS_BENCHMARK] = {.name = "log_loss_benchmark_mean",
                        .words = "log loss of its mean on the benchmark",
                        .digits = 4},
};

typedef struct bin {
    uint64_t count;
    double prior, score; /* sums */
} bin;

/* One model on the questions of one benchmark and category. */
typedef struct cell {
    uint32_t count;
    double residual, error, variance; /* sums of y - s, e and s (1 - s) */
} cell;

struct lab_calibration {
    smacs_allocator a;
    lab_sample sample;
    bin bins[BINS];
    smacs_grouping domains;
    cell *cells; /* [domains][models] */
    size_t cell_capacity;
    uint32_t models;
};

lab_calibration *lab_calibration_begin(void) {
    lab_calibration *c = calloc(1, sizeof *c);
    if (c) {
        c->a = smacs_allocator_or_default(NULL);
        c->domains.a = &c->a;
        c->sample = (lab_sample){.a = c->a, .columns = COLUMNS};
    }
    return c;
}

void lab_calibration_free(lab_calibration *c) {
    if (c) {
        lab_sample_free(&c->sample);
        smacs_grouping_free(&c->domains);
        smacs_mem_free(&c->a, c->cells);
        free(c);
    }
}

static double squared(double prior, double score) { return (prior - score) * (prior - score); }

static double log_loss(double prior, double score) {
    const double s = prior < 0.001 ? 0.001 : prior > 0.999 ? 0.999 : prior;
    return -score * smacs_log(s) - (1.0 - score) * smacs_log(1.0 - s);
}

static void count_bin(lab_calibration *c, double prior, double score) {
    const int place = (int)(prior * BINS);
    bin *b = &c->bins[place < 0 ? 0 : place >= BINS ? BINS - 1 : place];
    b->count++;
    b->prior += prior;
    b->score += score;
}

static void count_cell(cell *of, const smacs_prior *prior, double score) {
    of->count++;
    of->residual += score - prior->prior;
    of->error += prior->standard_error;
    of->variance += prior->prior * (1.0 - prior->prior);
}

/* One model's part in a question's row. */
static void add_model(double *values, const lab_calibration_question *q, uint32_t m) {
    const double s = q->priors[m].prior, e = q->priors[m].standard_error, y = (double)q->scores[m];
    const double own = q->means[m].scored == 0 ? 0.5 : q->means[m].mean;
    const smacs_model_mean *there = lab_benchmark_means_of(q->benchmarks, q->question->benchmark);
    const double on_benchmark = there && there[m].scored > 0 ? there[m].mean : own;
    values[BRIER] += squared(s, y);
    values[BRIER_MEAN] += squared(own, y);
    values[BRIER_BENCHMARK] += squared(on_benchmark, y);
    values[EXPECTED] += s * (1.0 - s) + e * e;
    values[LOSS] += log_loss(s, y);
    values[LOSS_MEAN] += log_loss(own, y);
    values[LOSS_BENCHMARK] += log_loss(on_benchmark, y);
}

smacs_status lab_calibration_add(lab_calibration *c, const lab_calibration_question *q) {
    double values[COLUMNS] = {0.0};
    uint32_t domain, counted = 0;
    c->models = q->models;
    if (smacs_grouping_count(&c->domains, q->question->benchmark, q->question->category, &domain) != SMACS_OK ||
        !smacs_mem_reserve(&c->a, &c->cells, &c->cell_capacity, (size_t)c->domains.names.count * q->models,
                           sizeof *c->cells)) {
        return SMACS_E_MEMORY;
    }
    for (uint32_t m = 0; m < q->models; m++) {
        if (!isnan(q->scores[m])) {
            add_model(values, q, m);
            count_bin(c, q->priors[m].prior, (double)q->scores[m]);
            count_cell(&c->cells[(size_t)domain * q->models + m], &q->priors[m], (double)q->scores[m]);
            counted++;
        }
    }
    for (uint32_t i = 0; i < COLUMNS; i++) {
        values[i] /= counted;
    }
    lab_figures_subtract(figures, COLUMNS, values);
    return lab_sample_add(&c->sample, q->question->benchmark, values);
}

static void write_bins(const lab_calibration *c, smacs_json_writer *w) {
    smacs_json_name(w, "bins");
    smacs_json_open(w, '[');
    for (int i = 0; i < BINS; i++) {
        const bin *b = &c->bins[i];
        const double count = b->count > 0 ? (double)b->count : (double)NAN;
        smacs_json_open(w, '{');
        smacs_json_number_member(w, "from", (double)i / BINS);
        smacs_json_number_member(w, "to", (double)(i + 1) / BINS);
        smacs_json_integer_member(w, "count", b->count);
        smacs_json_number_member(w, "mean_prior", b->prior / count);
        smacs_json_number_member(w, "share_right", b->score / count);
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
}

static void write_coverage(const lab_calibration *c, smacs_json_writer *w) {
    uint32_t counted = 0, within[2] = {0, 0};
    for (size_t i = 0; i < (size_t)c->domains.names.count * c->models; i++) {
        const cell *of = &c->cells[i];
        if (of->count >= LEAST_IN_CELL) {
            const double n = of->count, error = of->error / n, off = fabs(of->residual / n);
            const double whole = sqrt(error * error + of->variance / (n * n));
            counted++;
            within[0] += off <= whole;
            within[1] += off <= 2.0 * whole;
        }
    }
    smacs_json_name(w, "coverage");
    smacs_json_open(w, '{');
    smacs_json_integer_member(w, "cells", counted);
    smacs_json_number_member(w, "within_1", counted ? 100.0 * within[0] / counted : (double)NAN);
    smacs_json_number_member(w, "within_2", counted ? 100.0 * within[1] / counted : (double)NAN);
    smacs_json_close(w, '}');
}

bool lab_calibration_write(lab_calibration *c, smacs_json_writer *w, const lab_settings *settings) {
    lab_figures f = {.sample = &c->sample, .of = figures, .settings = settings};
    const bool made = lab_figures_make(&f);
    if (made) {
        smacs_json_name(w, "calibration");
        smacs_json_open(w, '{');
        lab_figures_write_list(w, &f);
        lab_figures_write_means(w, &f, 0, COLUMNS);
        write_bins(c, w);
        write_coverage(c, w);
        smacs_json_close(w, '}');
    }
    lab_figures_free(&f);
    return made;
}
