/* Accuracy against cost: how accuracy and cost change as alpha moves from cheap to best.
 *
 * A model costs as much as a million tokens in and a million out together, at the cheapest service that the catalog
 * names, or the price in --costs. With --sizes, a model without a price counts as 0.1 + 0.02 per billion parameters, as
 * in the page. */
#include "lab/curve.h"

#include "base/error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double alphas[] = {0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0};
enum { POINTS = sizeof alphas / sizeof alphas[0], PER_POINT = 2, COLUMNS = POINTS * PER_POINT };

static const lab_figure figure_kinds[PER_POINT] = {
    {.name = "routed", .words = "routed", .digits = 2, .percent = 1},
    {.name = "cost", .words = "cost of the model chosen", .digits = 3},
};

struct lab_curve {
    smacs_allocator a;
    const tool_index *x;
    double *cost; /* [M] NAN: not known */
    double *score_sum;
    uint32_t *scored; /* [M] */
    uint32_t priced, by_size;
    bool given; /* prices came from --costs */
    lab_sample sample;
};

/* The cheapest of a catalog entry's prices, input and output together; NAN without any. */
static double cheapest(const cJSON *facts) {
    double least = NAN;
    const cJSON *price = NULL;
    cJSON_ArrayForEach(price, cJSON_GetObjectItemCaseSensitive(facts, "prices")) {
        const double input = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(price, "input"));
        const double output = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(price, "output"));
        const double both = input + output;
        if (both > 0.0 && !(both >= least)) {
            least = both;
        }
    }
    return least;
}

static void take_facts(lab_curve *c, const cJSON *facts, bool sizes) {
    const cJSON *entry = facts ? facts->child : NULL;
    for (uint32_t m = 0; m < c->x->facts.models && entry; m++, entry = entry->next) {
        const double parameters = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(entry, "parameters_b"));
        if (isnan(c->cost[m])) {
            c->cost[m] = cheapest(entry);
        }
        c->priced += isnan(c->cost[m]) ? 0 : 1;
        if (isnan(c->cost[m]) && sizes && parameters >= 0.0) {
            c->cost[m] = 0.1 + 0.02 * parameters;
            c->by_size++;
        }
    }
}

/* The entries of the index's models: its own, or a catalog's. *json is freed by the caller. */
static bool read_facts(const lab_curve *c, const char *file, cJSON **facts) {
    smacs_catalog *catalog = NULL;
    smacs_text *models = calloc(c->x->facts.models, sizeof *models);
    char *json = NULL;
    size_t size = 0;
    smacs_error error;
    bool read = models || tool_fail_plain(NULL, "out of memory", NULL) == TOOL_OK;
    read = read && tool_catalog_open(file, &catalog);
    for (uint32_t m = 0; m < c->x->facts.models && read; m++) {
        models[m] = smacs_index_model(c->x->handle, m);
    }
    if (read && (smacs_catalog_select(NULL, catalog, models, c->x->facts.models, &json, &size, &error) != SMACS_OK ||
                 smacs_json_parse((smacs_text){json, size}, facts, &error) != SMACS_OK)) {
        tool_fail(file, &error);
        read = false;
    }
    smacs_catalog_free(catalog);
    smacs_free(NULL, json);
    free(models);
    return read;
}

static bool price_models(lab_curve *c, const lab_curve_options *options) {
    const smacs_text own = c->x->facts.model_facts;
    cJSON *facts = NULL;
    if (c->given) {
        for (uint32_t m = 0; m < c->x->facts.models; m++) {
            c->priced += isnan(c->cost[m]) ? 0 : 1;
        }
    } else if (options->catalog) {
        if (!read_facts(c, options->catalog, &facts)) {
            return false;
        }
    } else if (own.data &&
               smacs_json_parse(own, &facts, NULL) == SMACS_E_MEMORY) { /* else: facts that are no catalog */
        return tool_fail_plain(NULL, "out of memory", NULL) == TOOL_OK;
    }
    if (cJSON_IsArray(facts) && !c->given) {
        take_facts(c, facts, options->sizes);
    }
    cJSON_Delete(facts);
    if (c->priced + c->by_size == 0) {
        tool_fail_plain(c->x->file, "no price of its models is known, so there is no curve of costs",
                        "--catalog FILE names prices, --costs FILE gives them, --sizes has parameters stand in");
        return false;
    }
    return true;
}

lab_curve *lab_curve_begin(const tool_index *x, const double *cost, const lab_curve_options *options) {
    const uint32_t models = x->facts.models;
    lab_curve *c = calloc(1, sizeof *c);
    if (!c) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return NULL;
    }
    c->a = smacs_allocator_or_default(NULL);
    c->x = x;
    c->given = cost != NULL;
    c->sample = (lab_sample){.a = c->a, .columns = COLUMNS};
    c->cost = malloc(models * sizeof *c->cost);
    c->score_sum = calloc(models, sizeof *c->score_sum);
    c->scored = calloc(models, sizeof *c->scored);
    bool begun = c->cost && c->score_sum && c->scored;
    for (uint32_t m = 0; m < models && begun; m++) {
        c->cost[m] = c->given ? cost[m] : (double)NAN;
    }
    if (!begun) {
        tool_fail_plain(NULL, "out of memory", NULL);
    }
    if (!begun || !price_models(c, options)) {
        lab_curve_free(c);
        return NULL;
    }
    return c;
}

void lab_curve_free(lab_curve *c) {
    if (c) {
        lab_sample_free(&c->sample);
        free(c->cost);
        free(c->score_sum);
        free(c->scored);
        free(c);
    }
}

smacs_status lab_curve_add(lab_curve *c, smacs_text benchmark, const smacs_index *index, const int8_t *vector,
                           const smacs_route_options *options, const float *scores, smacs_error *error) {
    double values[COLUMNS];
    smacs_status status = SMACS_OK;
    for (uint32_t i = 0; i < POINTS && status == SMACS_OK; i++) {
        smacs_route_options at = *options;
        smacs_route *route = NULL;
        at.alpha = alphas[i];
        at.cost = c->cost;
        at.n = 1;
        status = smacs_route_vector(NULL, index, vector, &at, &route, error);
        if (status == SMACS_OK) {
            values[(size_t)i * PER_POINT] = lab_percent(scores[route->panel[0]]);
            values[(size_t)i * PER_POINT + 1] = c->cost[route->panel[0]];
        }
        smacs_route_free(route);
    }
    for (uint32_t m = 0; m < c->x->facts.models; m++) {
        c->score_sum[m] += isnan(scores[m]) ? 0.0 : (double)scores[m];
        c->scored[m] += isnan(scores[m]) ? 0 : 1;
    }
    if (status == SMACS_OK && lab_sample_add(&c->sample, benchmark, values) != SMACS_OK) {
        status = smacs_fail_memory(error);
    }
    return status;
}

/* Single models to compare with: those run on nine in ten questions. */
static void write_models(const lab_curve *c, smacs_json_writer *w) {
    smacs_json_name(w, "models");
    smacs_json_open(w, '[');
    for (uint32_t m = 0; m < c->x->facts.models; m++) {
        if (!isnan(c->cost[m]) && (uint64_t)c->scored[m] * 10 >= (uint64_t)c->sample.count * 9) {
            smacs_json_open(w, '{');
            smacs_json_text_member(w, "model", smacs_index_model(c->x->handle, m));
            smacs_json_number_member(w, "cost", c->cost[m]);
            smacs_json_number_member(w, "score", 100.0 * c->score_sum[m] / c->scored[m]);
            smacs_json_close(w, '}');
        }
    }
    smacs_json_close(w, ']');
}

static void write_points(const lab_figures *f, smacs_json_writer *w) {
    smacs_json_name(w, "points");
    smacs_json_open(w, '[');
    for (uint32_t i = 0; i < POINTS; i++) {
        smacs_json_open(w, '{');
        smacs_json_number_member(w, "alpha", alphas[i]);
        lab_figures_write_means(w, f, i * PER_POINT, PER_POINT);
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
}

bool lab_curve_write(lab_curve *c, smacs_json_writer *w, const lab_settings *settings) {
    lab_figure of[COLUMNS];
    for (uint32_t i = 0; i < COLUMNS; i++) {
        of[i] = figure_kinds[i % PER_POINT];
    }
    lab_figures f = {.sample = &c->sample, .of = of, .settings = settings};
    const bool made = lab_figures_make(&f);
    if (made) {
        smacs_json_name(w, "cost_curve");
        smacs_json_open(w, '{');
        smacs_json_text_member(w, "unit",
                               smacs_text_of(c->given ? "as given" : "USD per million tokens in and out together"));
        smacs_json_integer_member(w, "priced", c->priced);
        smacs_json_integer_member(w, "by_size", c->by_size);
        smacs_json_integer_member(w, "unknown", c->x->facts.models - c->priced - c->by_size);
        write_points(&f, w);
        write_models(c, w);
        smacs_json_close(w, '}');
    }
    lab_figures_free(&f);
    return made;
}
