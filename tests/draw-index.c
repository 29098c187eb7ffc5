/* Draws large indexes from a real one, to measure how things grow: for growth.mjs and src/index/README.md.
 *
 * usage: draw-index REAL.smx QUESTIONS SEED FIRST OUT.smx      prints milliseconds of processor time, without preparing
 *        draw-index ANY.smx          opens it and routes 20 of its questions: prints milliseconds of processor time of both
 *
 * A question is drawn as: a real question's vector, plus the difference of two near neighbours somewhere else in the real
 * index, rounded as any vector is. So directions and distances to near questions are spread as among real ones. Its labels
 * are those of that question; its scores are all those of that question or, as often, of one of its ten nearest of the same
 * kind, so that models go on to fail together. Ids are the question's with a number, from FIRST on. Such an index says
 * nothing of how well anything routes; it says how time, memory, recall and decisions change with size. */
#include "base/rng.h"
#include "base/vec.h"
#include "index/format.h"
#include "index/search.h"
#include <math.h>
#include <smacs/builder.h>
#include <smacs/embedder.h>
#include <smacs/prior.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { NEAR = 10 };

static double now(void) { return 1e3 * (double)clock() / CLOCKS_PER_SEC; }

static void *load(const char *name, size_t *size) {
    FILE *file = fopen(name, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) {
        return NULL;
    }
    *size = (size_t)ftell(file);
    rewind(file);
    void *bytes = malloc(*size);
    const bool read = bytes && fread(bytes, 1, *size, file) == *size;
    fclose(file);
    return read ? bytes : NULL;
}

/* [n][NEAR] the nearest other questions of each; of the same group alone, where `kind`. Itself where there are fewer. */
static uint32_t *find_near(const smacs_index *x, bool kind) {
    const uint32_t n = x->facts.questions, dim = x->facts.dim;
    uint32_t *near = malloc((size_t)n * NEAR * sizeof *near);
    int32_t *dots = malloc(n * sizeof *dots);
    for (uint32_t i = 0; i < n && near && dots; i++) {
        uint32_t *own = near + (size_t)i * NEAR, count = 0;
        double of[NEAR];
        smacs_dots_i8(x->vectors, n, dim, x->vectors + (size_t)i * dim, dots);
        for (uint32_t k = 0; k < n; k++) {
            const double similarity = (double)dots[k] * (double)x->scales[k];
            if (k == i || (kind && x->groups[k] != x->groups[i]) || (count == NEAR && similarity <= of[NEAR - 1])) {
                continue;
            }
            uint32_t at = count < NEAR ? count++ : NEAR - 1;
            for (; at > 0 && of[at - 1] < similarity; at--) {
                of[at] = of[at - 1];
                own[at] = own[at - 1];
            }
            of[at] = similarity;
            own[at] = k;
        }
        while (count < NEAR) {
            own[count++] = i;
        }
    }
    free(dots);
    return near;
}

static void draw_vector(const smacs_index *x, const uint32_t *near, uint32_t base, smacs_rng *rng, int8_t *row) {
    const uint32_t dim = x->facts.dim, c = smacs_rng_below(rng, x->facts.questions);
    const uint32_t d = near[(size_t)c * NEAR + smacs_rng_below(rng, NEAR)];
    double drawn[SMACS_DIM_MAX];
    for (uint32_t i = 0; i < dim; i++) {
        drawn[i] = x->vectors[(size_t)base * dim + i] + x->vectors[(size_t)c * dim + i] -
                   (double)x->vectors[(size_t)d * dim + i];
    }
    smacs_quantise_i8(drawn, dim, row);
    smacs_builder_round(row, dim, row);
}

static smacs_status draw(const smacs_index *x, smacs_builder *b, uint32_t count, uint64_t seed, uint64_t first,
                         double *start, smacs_error *error) {
    uint32_t *near = find_near(x, false), *kin = find_near(x, true);
    smacs_status status = near && kin ? SMACS_OK : SMACS_E_MEMORY;
    smacs_rng rng;
    smacs_rng_seed(&rng, seed, 1);
    *start = now();
    for (uint32_t m = 0, number; m < x->facts.models && status == SMACS_OK; m++) {
        status = smacs_builder_model(b, smacs_index_model(x, m), &number, error);
    }
    for (uint32_t i = 0, number; i < count && status == SMACS_OK; i++) {
        const uint32_t base = smacs_rng_below(&rng, x->facts.questions);
        const uint32_t donor = smacs_rng_below(&rng, 2) ? base : kin[(size_t)base * NEAR + smacs_rng_below(&rng, NEAR)];
        char id[512];
        int8_t row[SMACS_DIM_MAX];
        smacs_question q = smacs_index_question(x, base);
        const int size = snprintf(id, sizeof id, "%.*s~%llu", (int)(q.id.size < 400 ? q.id.size : 400), q.id.data,
                                  (unsigned long long)(first + i));
        q.id = (smacs_text){id, (size_t)size};
        q.text = (smacs_text){0};
        draw_vector(x, near, base, &rng, row);
        status = smacs_builder_question(b, &q, row, &number, error);
        for (uint32_t m = 0; m < x->facts.models && status == SMACS_OK; m++) {
            const float score = smacs_index_score(x, donor, m);
            status = isnan(score) ? SMACS_OK : smacs_builder_score(b, number, m, score, error);
        }
    }
    free(near);
    free(kin);
    return status;
}

/* Prints how long opening took and, in the mean, a route. */
static int measure(const char *name) {
    enum { ROUTES = 20 };
    size_t size = 0;
    void *bytes = load(name, &size);
    smacs_index *x = NULL;
    smacs_route *route = NULL;
    const double start = now();
    if (!bytes || smacs_index_open(NULL, bytes, size, &x, NULL) != SMACS_OK) {
        return 1;
    }
    const double opened = now();
    for (uint32_t i = 0; i < ROUTES; i++) {
        const uint32_t question = (uint32_t)((uint64_t)i * x->facts.questions / ROUTES);
        if (smacs_route_vector(NULL, x, smacs_index_vector(x, question), NULL, &route, NULL) != SMACS_OK) {
            return 1;
        }
        smacs_route_free(route);
    }
    printf("%.3f %.3f\n", opened - start, (now() - opened) / ROUTES);
    return 0;
}

int main(int argc, char **argv) {
    if (argc == 2) {
        return measure(argv[1]);
    }
    size_t size = 0, written = 0;
    void *bytes = argc == 6 ? load(argv[1], &size) : NULL, *out = NULL;
    smacs_index *x = NULL;
    smacs_builder *b = NULL;
    double start = 0.0;
    smacs_error error = {.message = "usage: draw-index REAL.smx QUESTIONS SEED FIRST OUT.smx"};
    bool ok = bytes && smacs_index_open(NULL, bytes, size, &x, &error) == SMACS_OK &&
              smacs_builder_create(NULL, x->facts.dim, x->facts.embedder_digest, x->facts.embedder_name, false, &b,
                                   &error) == SMACS_OK &&
              draw(x, b, (uint32_t)strtoul(argv[2], NULL, 10), strtoull(argv[3], NULL, 10), strtoull(argv[4], NULL, 10),
                   &start, &error) == SMACS_OK;
    for (uint32_t i = 0; ok && i < x->facts.small_talk; i++) {
        ok = smacs_builder_small_talk(b, x->small_talk + (size_t)i * x->facts.dim, &error) == SMACS_OK;
    }
    ok = ok && smacs_builder_finish(b, &out, &written, &error) == SMACS_OK;
    const double spent = now() - start;
    FILE *file = ok ? fopen(argv[5], "wb") : NULL;
    ok = file && fwrite(out, 1, written, file) == written;
    if ((file && fclose(file) != 0) || !ok) {
        fprintf(stderr, "draw-index: %s\n", error.message ? error.message : "could not write");
        return 1;
    }
    printf("%.3f\n", spent);
    return 0;
}
