/* Routes one question: vector -> neighbours -> priors -> panel. */
#include "prior/stages.h"

#include "base/error.h"
#include "base/text.h"
#include "index/search.h"
#include <math.h>
#include <string.h>

/* The public struct and the allocator that frees it. */
typedef struct owned_route {
    smacs_route route; /* first, so that a pointer to one is a pointer to the other */
    smacs_allocator allocator;
} owned_route;

static smacs_status check_options(const smacs_route_options *options, uint32_t models, uint32_t *allowed,
                                  smacs_error *error) {
    if (options->mode != SMACS_MODE_ROBUST && options->mode != SMACS_MODE_PAPER) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "the mode must be robust or paper");
    }
    if (!(options->alpha > 0.0 && options->alpha <= 1.0)) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, "alpha must be above 0 and at most 1");
    }
    *allowed = 0;
    for (uint32_t m = 0; m < models; m++) {
        *allowed += smacs_is_allowed(options, m) ? 1 : 0;
        if (options->cost && (options->cost[m] < 0.0 || isinf(options->cost[m]))) {
            return smacs_fail_plain(error, SMACS_E_ARGUMENT, "a cost must be finite and not below 0");
        }
    }
    return *allowed ? SMACS_OK
                    : smacs_fail_plain(error, SMACS_E_EMPTY, "no model is left to choose from; allow at least one");
}

static double filled_share(const smacs_index *index, const smacs_route_options *options, uint32_t allowed) {
    const smacs_index_facts facts = smacs_index_describe(index);
    double scored = 0.0;
    for (uint32_t m = 0; m < facts.models; m++) {
        scored += smacs_is_allowed(options, m) ? smacs_index_model_mean(index, m).scored : 0.0;
    }
    return scored / ((double)facts.of * allowed);
}

smacs_route_options smacs_route_options_init(void) {
    return (smacs_route_options){.mode = SMACS_MODE_ROBUST, .k = 400, .n = 7, .alpha = 1.0};
}

static smacs_route_options with_defaults(const smacs_route_options *given) {
    const smacs_route_options defaults = smacs_route_options_init();
    smacs_route_options options = given ? *given : defaults;
    options.k = options.k ? options.k : defaults.k;
    options.n = options.n ? options.n : defaults.n;
    options.alpha = options.alpha == 0.0 ? defaults.alpha : options.alpha;
    return options;
}

static smacs_status fill(const smacs_allocator *a, const smacs_index *index, const int8_t *vector,
                         const smacs_route_options *options, uint32_t allowed, smacs_route *route) {
    const smacs_index_facts facts = smacs_index_describe(index);
    route->mode = options->mode;
    route->closeness = NAN;
    route->k = options->k;
    route->filled = filled_share(index, options, allowed);
    route->model_count = facts.models;
    route->panel_count = options->n < allowed ? options->n : allowed;
    route->priors = smacs_mem_zeroed(a, facts.models, sizeof *route->priors);
    route->panel = smacs_mem_zeroed(a, route->panel_count, sizeof *route->panel);
    if (!route->priors || !route->panel ||
        !smx_search(a, index, vector, options->k, &route->neighbours, &route->neighbour_count)) {
        return SMACS_E_MEMORY;
    }
    smacs_status status = SMACS_OK;
    if (options->mode == SMACS_MODE_PAPER) {
        smacs_priors_paper(index, route);
    } else {
        route->closeness = smacs_closeness_of(index, vector, route->neighbours[0].similarity, options->features);
        status = smacs_priors_robust(a, index, options, route);
    }
    status = status == SMACS_OK ? smacs_panel_choose(a, index, route, options) : status;
    return status == SMACS_OK ? smacs_ceiling_find(a, index, route) : status;
}

/* [models] the models that something is known of; all where nothing is known of any. NULL without memory. */
static bool *known_models(const smacs_allocator *a, const smacs_index *index, uint32_t models) {
    bool *known = smacs_mem_zeroed(a, models, sizeof *known);
    bool any = false;
    for (uint32_t m = 0; known && m < models; m++) {
        known[m] = smacs_index_known(index, m) != SMACS_KNOWN_NOT;
        any = any || known[m];
    }
    for (uint32_t m = 0; known && m < models; m++) {
        known[m] = known[m] || !any;
    }
    return known;
}

static smacs_status route_among(const smacs_allocator *a, const smacs_index *index, const int8_t *vector,
                                const smacs_route_options *options, smacs_route **out, smacs_error *error) {
    uint32_t allowed = 0;
    smacs_status status = check_options(options, smacs_index_describe(index).models, &allowed, error);
    if (status != SMACS_OK) {
        return status;
    }
    owned_route *owned = smacs_mem_zeroed(a, 1, sizeof *owned);
    if (!owned) {
        return smacs_fail_memory(error);
    }
    owned->allocator = *a;
    status = fill(a, index, vector, options, allowed, &owned->route);
    if (status != SMACS_OK) {
        smacs_route_free(&owned->route);
        return smacs_fail_memory(error);
    }
    *out = &owned->route;
    return SMACS_OK;
}

smacs_status smacs_route_vector(const smacs_allocator *allocator, const smacs_index *index, const int8_t *vector,
                                const smacs_route_options *given, smacs_route **out, smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    *out = NULL;
    if (!index || !vector) {
        return smacs_fail_null(error);
    }
    const uint32_t models = smacs_index_describe(index).models;
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_route_options options = with_defaults(given);
    bool *known = NULL;
    if (!options.allowed) {
        known = known_models(&a, index, models);
        if (!known) {
            return smacs_fail_memory(error);
        }
        options.allowed = known;
    }
    const smacs_status status = route_among(&a, index, vector, &options, out, error);
    smacs_mem_free(&a, known);
    return status;
}

smacs_status smacs_route_numbers(const smacs_allocator *allocator, const smacs_index *index, const double *numbers,
                                 uint32_t count, const smacs_route_options *options, smacs_route **out,
                                 smacs_error *error) {
    int8_t vector[SMACS_DIM_MAX];
    if (!out) {
        return smacs_fail_null(error);
    }
    *out = NULL;
    const smacs_status status = smacs_index_vector_of(index, numbers, count, vector, error);
    return status == SMACS_OK ? smacs_route_vector(allocator, index, vector, options, out, error) : status;
}

/* Embeds what the question is routed by. Errors: MEMORY, EMPTY. */
static smacs_status embed_subject(const smacs_allocator *a, const smacs_embedder *embedder, smacs_text question,
                                  smacs_route_options *options, int8_t *vector, uint32_t *earlier, smacs_error *error) {
    if (smacs_text_trimmed(question).size == 0) {
        return smacs_fail_plain(error, SMACS_E_EMPTY, "the question is empty; type one first");
    }
    smacs_bytes subject = {0};
    *earlier = smacs_subject(a, embedder, question, options, &subject);
    const smacs_text text = {subject.data, subject.size};
    void *scratch = smacs_mem_zeroed(a, smacs_embed_bound(embedder), 1);
    smacs_status status = SMACS_E_MEMORY;
    if (scratch && !subject.failed) {
        status = smacs_embed(embedder, text, vector, scratch);
        options->features = smacs_embed_features(embedder, text);
    }
    smacs_mem_free(a, scratch);
    smacs_bytes_free(a, &subject);
    return status == SMACS_OK ? status : smacs_fail_plain(error, status, smacs_status_text(status));
}

static bool lacks_earlier(const smacs_route_options *options) {
    bool lacks = !options->earlier && options->earlier_count > 0;
    for (uint32_t i = 0; i < options->earlier_count && !lacks; i++) {
        lacks = smacs_text_lacks(options->earlier[i]);
    }
    return lacks;
}

smacs_status smacs_route_text(const smacs_allocator *allocator, const smacs_index *index,
                              const smacs_embedder *embedder, smacs_text question, const smacs_route_options *given,
                              smacs_route **out, smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    *out = NULL;
    smacs_route_options options = with_defaults(given);
    if (!index || !embedder || smacs_text_lacks(question) || lacks_earlier(&options)) {
        return smacs_fail_null(error);
    }
    const smacs_embedder_facts facts = smacs_embedder_describe(embedder);
    smacs_status status = smacs_index_check_embedder(index, facts.digest, error);
    if (status != SMACS_OK) {
        return status;
    }
    int8_t vector[SMACS_DIM_MAX];
    uint32_t earlier = 0;
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    status = embed_subject(&a, embedder, question, &options, vector, &earlier, error);
    if (status == SMACS_OK) {
        status = smacs_route_vector(allocator, index, vector, &options, out, error);
    }
    if (status == SMACS_OK) {
        (*out)->earlier = earlier;
    }
    return status;
}

smacs_status smacs_route_subject(const smacs_allocator *allocator, const smacs_embedder *embedder, smacs_text question,
                                 const smacs_route_options *given, int8_t *vector, smacs_error *error) {
    smacs_route_options options = with_defaults(given);
    uint32_t earlier = 0;
    if (!embedder || !vector || smacs_text_lacks(question) || lacks_earlier(&options)) {
        return smacs_fail_null(error);
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    return embed_subject(&a, embedder, question, &options, vector, &earlier, error);
}

smacs_nearness smacs_route_nearness(const smacs_route *route) {
    return isnan(route->closeness)   ? SMACS_NEARNESS_UNKNOWN
           : route->closeness < 0.05 ? SMACS_NEARNESS_NONE
           : route->closeness < 0.5  ? SMACS_NEARNESS_FAR
                                     : SMACS_NEARNESS_NEAR;
}

bool smacs_route_misses_most(const smacs_route *route) {
    return route->mode == SMACS_MODE_PAPER && route->filled < 0.5;
}

void smacs_route_free(smacs_route *route) {
    if (route) {
        owned_route *owned = (owned_route *)route;
        const smacs_allocator a = owned->allocator;
        smacs_mem_free(&a, route->neighbours);
        smacs_mem_free(&a, route->priors);
        smacs_mem_free(&a, route->panel);
        smacs_mem_free(&a, owned);
    }
}
