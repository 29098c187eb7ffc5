/* Predicts a new model's scores from a few, by ridge regression on the other models' columns (smacs/complete.h).
 *
 * A column is taken for a draw from the models that are there, so that the penalty on b_m does what a low rank would do
 * without a rank to choose; abilities stay within y_im - mu - g_i, which makes questions on which good and bad models
 * differ count more. The normal equations are solved by conjugate gradients: no matrix is stored, and the cost is
 * count * (M + 3) for each of some tens of steps. What was tried besides is in README.md. */
#include <smacs/complete.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/names.h"
#include <math.h>

static const double PENALTY_CONSTANT = 20.0, PENALTY_EASE = 10.0, PENALTY_MODEL = 10.0, PENALTY_LABEL = 30.0;
enum { SWEEPS = 6, STEPS = 200, FIXED = 2 /* coefficients before those of the models */ };

typedef struct fit {
    const smacs_index *index;
    uint32_t n, models, skip;
    uint32_t *label;  /* [n] */
    uint32_t labels;  /* how many there are */
    double *ability;  /* [M] mu_m - mu; 0 for a model without scores, or skipped */
    double *ease;     /* [n] g_i */
    double mean;      /* mu */
    double *features; /* [count][M] of the known cells: y_im - mu - g_i */
    double *row;      /* [M] those of one question */
    const uint32_t *known;
    uint32_t count;
} fit;

int smacs_score_is_predicted(float score) {
    const double parts = 64.0 * (double)score;
    return parts > 0.0 && parts < 64.0 && parts == floor(parts) && (int)parts % 2 == 1;
}

static float round_prediction(double value) {
    const double step = floor(32.0 * fmin(1.0, fmax(0.0, value)));
    return (float)((2.0 * fmin(step, 31.0) + 1.0) / 64.0);
}

/* The score of another model, NAN where there is none. */
static double evidence(const fit *f, uint32_t question, uint32_t model) {
    const float score = model == f->skip ? NAN : smacs_index_score(f->index, question, model);
    return smacs_score_is_predicted(score) ? (double)NAN : (double)score;
}

/* ---- ability and ease ---- */

static void fit_abilities(fit *f) {
    for (uint32_t m = 0; m < f->models; m++) {
        double sum = 0.0;
        uint32_t scored = 0;
        for (uint32_t i = 0; i < f->n; i++) {
            const double y = evidence(f, i, m);
            if (!isnan(y)) {
                sum += y - f->ease[i];
                scored++;
            }
        }
        f->ability[m] = scored ? sum / scored : (double)NAN;
    }
}

static void fit_ease(fit *f) {
    for (uint32_t i = 0; i < f->n; i++) {
        double sum = 0.0;
        uint32_t scored = 0;
        for (uint32_t m = 0; m < f->models; m++) {
            const double y = evidence(f, i, m);
            if (!isnan(y)) {
                sum += y - f->ability[m];
                scored++;
            }
        }
        f->ease[i] = sum / (scored + 1.0); /* as if one more model had scored as expected */
    }
}

static void fit_marginals(fit *f) {
    uint32_t scored = 0;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
        fit_abilities(f);
        fit_ease(f);
    }
    f->mean = 0.0;
    for (uint32_t m = 0; m < f->models; m++) {
        if (!isnan(f->ability[m])) {
            f->mean += f->ability[m];
            scored++;
        }
    }
    f->mean = scored ? f->mean / scored : 0.5;
    for (uint32_t m = 0; m < f->models; m++) {
        f->ability[m] = isnan(f->ability[m]) ? 0.0 : f->ability[m] - f->mean;
    }
}

/* ---- the regression ---- */

static void fill_features(const fit *f, uint32_t question, double *features) {
    for (uint32_t m = 0; m < f->models; m++) {
        const double y = evidence(f, question, m);
        features[m] = isnan(y) ? f->ability[m] : y - f->mean - f->ease[question];
    }
}

static size_t size_of(const fit *f) { return FIXED + (size_t)f->models + f->labels; }

static double penalty(const fit *f, size_t k) {
    if (k < FIXED) {
        return k == 0 ? PENALTY_CONSTANT : PENALTY_EASE;
    }
    return k < FIXED + (size_t)f->models ? PENALTY_MODEL : PENALTY_LABEL;
}

/* A question's features times the coefficients b. */
static double apply(const fit *f, uint32_t question, const double *features, const double *b) {
    double sum = b[0] + f->ease[question] * b[1] + b[FIXED + (size_t)f->models + f->label[question]];
    for (uint32_t m = 0; m < f->models; m++) {
        sum += features[m] * b[FIXED + m];
    }
    return sum;
}

/* out += factor * the question's features */
static void accumulate(const fit *f, uint32_t question, const double *features, double factor, double *out) {
    out[0] += factor;
    out[1] += factor * f->ease[question];
    out[FIXED + (size_t)f->models + f->label[question]] += factor;
    for (uint32_t m = 0; m < f->models; m++) {
        out[FIXED + m] += factor * features[m];
    }
}

/* out = (X'X + penalties) v over the known cells */
static void multiply(const fit *f, const double *v, double *out) {
    for (size_t k = 0; k < size_of(f); k++) {
        out[k] = penalty(f, k) * v[k];
    }
    for (uint32_t j = 0; j < f->count; j++) {
        const double *features = f->features + (size_t)j * f->models;
        accumulate(f, f->known[j], features, apply(f, f->known[j], features, v), out);
    }
}

static double product(const double *a, const double *b, size_t size) {
    double sum = 0.0;
    for (size_t k = 0; k < size; k++) {
        sum += a[k] * b[k];
    }
    return sum;
}

/* Conjugate gradients (Hestenes and Stiefel 1952) from b = 0; `work` [3][size] comes zeroed. */
static void solve(const fit *f, const float *scores, double *b, double *work) {
    const size_t size = size_of(f);
    double *residual = work, *direction = work + size, *image = work + 2 * size;
    for (uint32_t j = 0; j < f->count; j++) {
        const uint32_t i = f->known[j];
        accumulate(f, i, f->features + (size_t)j * f->models, (double)scores[j] - f->mean - f->ease[i], residual);
    }
    for (size_t k = 0; k < size; k++) {
        direction[k] = residual[k];
    }
    double square = product(residual, residual, size);
    const double small = 1e-20 * square;
    for (int step = 0; step < STEPS && square > small; step++) {
        multiply(f, direction, image);
        const double length = square / product(direction, image, size);
        for (size_t k = 0; k < size; k++) {
            b[k] += length * direction[k];
            residual[k] -= length * image[k];
        }
        const double next = product(residual, residual, size);
        for (size_t k = 0; k < size; k++) {
            direction[k] = residual[k] + next / square * direction[k];
        }
        square = next;
    }
}

/* ---- putting it together ---- */

static smacs_status number_labels(const smacs_allocator *a, fit *f) {
    smacs_names names = {0};
    smacs_bytes key = {0};
    smacs_status status = SMACS_OK;
    for (uint32_t i = 0; i < f->n && status == SMACS_OK; i++) {
        const smacs_question q = smacs_index_question(f->index, i);
        const smacs_text parts[] = {q.source, q.benchmark, q.category};
        key.size = 0;
        for (int k = 0; k < 3; k++) {
            smacs_bytes_append(a, &key, parts[k].data ? parts[k].data : "", parts[k].data ? parts[k].size : 0);
            smacs_bytes_append(a, &key, "\0", 1);
        }
        status =
            key.failed ? SMACS_E_MEMORY : smacs_names_intern(a, &names, (smacs_text){key.data, key.size}, &f->label[i]);
    }
    f->labels = names.count;
    smacs_bytes_free(a, &key);
    smacs_names_free(a, &names);
    return status;
}

/* Marks the known cells in `column`, NAN elsewhere. */
static smacs_status place_scores(const fit *f, const float *scores, float *column, smacs_error *error) {
    for (uint32_t i = 0; i < f->n; i++) {
        column[i] = NAN;
    }
    for (uint32_t j = 0; j < f->count; j++) {
        if (f->known[j] >= f->n || !isnan(column[f->known[j]])) {
            return smacs_fail_plain(error, SMACS_E_ARGUMENT, "a question is not in the index, or given twice");
        }
        if (!(scores[j] >= 0.0f && scores[j] <= 1.0f)) {
            return smacs_fail_plain(error, SMACS_E_ARGUMENT, "a score must be from 0 to 1");
        }
        column[f->known[j]] = scores[j];
    }
    return f->count ? SMACS_OK : smacs_fail_plain(error, SMACS_E_EMPTY, "there is no score to complete from");
}

static smacs_status predict(const smacs_allocator *a, fit *f, const float *scores, float *column) {
    double *b = smacs_mem_zeroed(a, size_of(f), sizeof *b);
    double *work = smacs_mem_zeroed(a, size_of(f), 3 * sizeof *work);
    const bool ok = b && work;
    if (ok) {
        for (uint32_t j = 0; j < f->count; j++) {
            fill_features(f, f->known[j], f->features + (size_t)j * f->models);
        }
        solve(f, scores, b, work);
        for (uint32_t i = 0; i < f->n; i++) {
            if (isnan(column[i])) {
                fill_features(f, i, f->row);
                column[i] = round_prediction(f->mean + f->ease[i] + apply(f, i, f->row, b));
            }
        }
    }
    smacs_mem_free(a, b);
    smacs_mem_free(a, work);
    return ok ? SMACS_OK : SMACS_E_MEMORY;
}

smacs_status smacs_complete_scores(const smacs_allocator *allocator, const smacs_index *index, uint32_t model,
                                   const uint32_t *questions, const float *scores, uint32_t count, float *column,
                                   smacs_error *error) {
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    const smacs_index_facts facts = smacs_index_describe(index);
    fit f = {.index = index,
             .n = facts.questions,
             .models = facts.models,
             .skip = model,
             .known = questions,
             .count = count};
    smacs_status status = place_scores(&f, scores, column, error);
    if (status != SMACS_OK) {
        return status;
    }
    f.label = smacs_mem_zeroed(&a, f.n, sizeof *f.label);
    f.ability = smacs_mem_zeroed(&a, f.models, sizeof *f.ability);
    f.ease = smacs_mem_zeroed(&a, f.n, sizeof *f.ease);
    f.row = smacs_mem_zeroed(&a, f.models, sizeof *f.row);
    f.features = smacs_mem_zeroed(&a, count, f.models * sizeof *f.features);
    status = f.label && f.ability && f.ease && f.row && f.features ? number_labels(&a, &f) : SMACS_E_MEMORY;
    if (status == SMACS_OK) {
        fit_marginals(&f);
        status = predict(&a, &f, scores, column);
    }
    smacs_mem_free(&a, f.label);
    smacs_mem_free(&a, f.ability);
    smacs_mem_free(&a, f.ease);
    smacs_mem_free(&a, f.row);
    smacs_mem_free(&a, f.features);
    return status == SMACS_OK ? SMACS_OK : smacs_fail_memory(error);
}
