/* Route options from JSON. */
#include "base/error.h"
#include "json/fields.h"
#include <math.h>
#include <smacs/json.h>
#include <smacs/vector.h>

/* What was read, and the arrays that smacs_route_options only borrows. */
typedef struct reading {
    const smacs_index *index;
    smacs_allocator a;
    uint32_t models;
    smacs_route_options options;
    cJSON *tree; /* texts of the options stand in it */
    smacs_text earlier[SMACS_EARLIER_MAX];
    bool *allowed; /* [models] or NULL */
    double *cost;  /* [models] or NULL */
} reading;

static smacs_status wrong(const cJSON *member, const char *message, smacs_error *error) {
    return smacs_fail(error, SMACS_E_SCHEMA, message, smacs_text_of(member->string), SMACS_NO_POSITION);
}

static smacs_status find_model(const reading *r, const char *name, uint32_t *model, smacs_error *error) {
    *model = smacs_index_find_model(r->index, smacs_text_of(name));
    return *model != UINT32_MAX ? SMACS_OK
                                : smacs_fail(error, SMACS_E_NOT_FOUND, "the index has no such model",
                                             smacs_text_of(name), SMACS_NO_POSITION);
}

static smacs_status read_models(reading *r, const cJSON *array, smacs_error *error) {
    r->allowed = smacs_mem_zeroed(&r->a, r->models, sizeof *r->allowed);
    if (!r->allowed) {
        return smacs_fail_memory(error);
    }
    for (const cJSON *name = array->child; name; name = name->next) {
        uint32_t model;
        if (!cJSON_IsString(name)) {
            return wrong(array, "an array of model names is expected here", error);
        }
        const smacs_status status = find_model(r, name->valuestring, &model, error);
        if (status != SMACS_OK) {
            return status;
        }
        r->allowed[model] = true;
    }
    r->options.allowed = r->allowed;
    return SMACS_OK;
}

static smacs_status read_costs(reading *r, const cJSON *object, smacs_error *error) {
    r->cost = smacs_mem_zeroed(&r->a, r->models, sizeof *r->cost);
    if (!r->cost) {
        return smacs_fail_memory(error);
    }
    for (uint32_t m = 0; m < r->models; m++) {
        r->cost[m] = NAN;
    }
    for (const cJSON *price = object->child; price; price = price->next) {
        uint32_t model;
        const smacs_status status = find_model(r, price->string, &model, error);
        if (status != SMACS_OK) {
            return status;
        }
        if (!cJSON_IsNumber(price) || !(price->valuedouble >= 0.0 && price->valuedouble <= 1e300)) {
            return wrong(price, "a price must be a number from 0", error);
        }
        r->cost[model] = price->valuedouble;
    }
    r->options.cost = r->cost;
    return SMACS_OK;
}

/* The newest of them. */
static smacs_status read_earlier(reading *r, const cJSON *array, smacs_error *error) {
    uint32_t left = (uint32_t)cJSON_GetArraySize(array);
    for (const cJSON *text = array->child; text; text = text->next, left--) {
        if (!cJSON_IsString(text)) {
            return wrong(array, "an array of texts is expected here", error);
        }
        if (left <= SMACS_EARLIER_MAX) {
            r->earlier[r->options.earlier_count++] = smacs_text_of(text->valuestring);
        }
    }
    r->options.earlier = r->earlier;
    return SMACS_OK;
}

typedef struct option_parts {
    smacs_route_options options;
    uint32_t mode;
    const cJSON *models, *costs, *earlier;
} option_parts;

static smacs_status read_options(reading *r, const cJSON *tree, smacs_error *error) {
    static const char *const modes[] = {"robust", "paper", NULL}; /* in the order of smacs_mode */
    static const smacs_slot slots[] = {SMACS_SLOT(WORD, "mode", option_parts, mode, false, modes),
                                       SMACS_SLOT(COUNT, "k", option_parts, options.k, false, NULL),
                                       SMACS_SLOT(COUNT, "n", option_parts, options.n, false, NULL),
                                       SMACS_SLOT(NUMBER, "alpha", option_parts, options.alpha, false, NULL),
                                       SMACS_SLOT(FLAG, "coverage", option_parts, options.coverage, false, NULL),
                                       SMACS_SLOT(ARRAY, "models", option_parts, models, false, NULL),
                                       SMACS_SLOT(OBJECT, "costs", option_parts, costs, false, NULL),
                                       SMACS_SLOT(ARRAY, "earlier", option_parts, earlier, false, NULL)};
    option_parts p = {.options = r->options, .mode = SMACS_MODE_ROBUST};
    p.options.coverage = false;
    p.options.alpha = 1.0;
    smacs_status status = smacs_slots_read(tree, slots, sizeof slots / sizeof *slots, &p, "route options", error);
    if (status == SMACS_OK && !(p.options.alpha > 0.0 && p.options.alpha <= 1.0)) {
        status = smacs_fail(error, SMACS_E_SCHEMA, "alpha must be a number above 0 and at most 1",
                            smacs_text_of("alpha"), SMACS_NO_POSITION);
    }
    r->options = p.options;
    r->options.mode = (smacs_mode)p.mode;
    if (status == SMACS_OK && p.models) {
        status = read_models(r, p.models, error);
    }
    if (status == SMACS_OK && p.earlier) {
        status = read_earlier(r, p.earlier, error);
    }
    return status == SMACS_OK && p.costs ? read_costs(r, p.costs, error) : status;
}

/* Reads route options, absent: the defaults. */
static smacs_status open_options(reading *r, smacs_text options, smacs_error *error) {
    smacs_status status = options.size > 0 ? smacs_json_parse(options, &r->tree, error) : SMACS_OK;
    if (status == SMACS_OK && r->tree) {
        status = read_options(r, r->tree, error);
    }
    return status;
}

static reading begin_reading(const smacs_allocator *allocator, const smacs_index *index) {
    return (reading){.index = index,
                     .a = smacs_allocator_or_default(allocator),
                     .models = smacs_index_describe(index).models,
                     .options = smacs_route_options_init()};
}

static void end_reading(reading *r) {
    cJSON_Delete(r->tree);
    smacs_mem_free(&r->a, r->allowed);
    smacs_mem_free(&r->a, r->cost);
}

smacs_status smacs_route_from_json(const smacs_allocator *allocator, const smacs_index *index,
                                   const smacs_embedder *embedder, smacs_text question, smacs_text options,
                                   smacs_route **out, smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    *out = NULL;
    if (!index) {
        return smacs_fail_null(error);
    }
    reading r = begin_reading(allocator, index);
    smacs_status status = open_options(&r, options, error);
    if (status == SMACS_OK) {
        status = smacs_route_text(allocator, index, embedder, question, &r.options, out, error);
    }
    end_reading(&r);
    return status;
}

smacs_status smacs_route_numbers_from_json(const smacs_allocator *allocator, const smacs_index *index,
                                           const double *numbers, uint32_t count, smacs_text options, smacs_route **out,
                                           smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    *out = NULL;
    if (!index) {
        return smacs_fail_null(error);
    }
    reading r = begin_reading(allocator, index);
    smacs_status status = open_options(&r, options, error);
    if (status == SMACS_OK) {
        status = smacs_route_numbers(allocator, index, numbers, count, &r.options, out, error);
    }
    end_reading(&r);
    return status;
}

smacs_status smacs_route_subject_from_json(const smacs_allocator *allocator, const smacs_index *index,
                                           const smacs_embedder *embedder, smacs_text question, smacs_text options,
                                           int8_t *vector, smacs_error *error) {
    if (!index || !embedder) {
        return smacs_fail_null(error);
    }
    smacs_status status = smacs_index_check_embedder(index, smacs_embedder_describe(embedder).digest, error);
    if (status != SMACS_OK) {
        return status;
    }
    reading r = begin_reading(allocator, index);
    status = open_options(&r, options, error);
    if (status == SMACS_OK) {
        status = smacs_route_subject(allocator, embedder, question, &r.options, vector, error);
    }
    end_reading(&r);
    return status;
}
