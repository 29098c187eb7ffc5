/* Route options from JSON. Strict: a field that is not known is an error, since a misspelt option that is ignored
 * would give a result that looks right and is not. */
#include "base/error.h"
#include "json/writer.h"
#include <math.h>
#include <smacs/json.h>
#include <string.h>

/* What was read, and the arrays that smacs_route_options only borrows. */
typedef struct reading {
    const smacs_index *index;
    smacs_allocator a;
    uint32_t models;
    smacs_route_options options;
    uint8_t *allowed; /* [models] or NULL */
    double *cost;     /* [models] or NULL */
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

static smacs_status read_mode(reading *r, const cJSON *member, smacs_error *error) {
    const char *mode = cJSON_GetStringValue(member);
    if (!mode || (strcmp(mode, "paper") != 0 && strcmp(mode, "robust") != 0)) {
        return wrong(member, "the mode must be \"robust\" or \"paper\"", error);
    }
    r->options.mode = mode[0] == 'p' ? SMACS_MODE_PAPER : SMACS_MODE_ROBUST;
    return SMACS_OK;
}

static smacs_status read_count(const cJSON *member, uint32_t *out, smacs_error *error) {
    const double value = cJSON_IsNumber(member) ? member->valuedouble : -1.0;
    if (!(value >= 0.0 && value <= 4294967295.0) || floor(value) != value) {
        return wrong(member, "a whole number from 0 is expected here", error);
    }
    *out = (uint32_t)value;
    return SMACS_OK;
}

static smacs_status read_alpha(reading *r, const cJSON *member, smacs_error *error) {
    const double value = cJSON_IsNumber(member) ? member->valuedouble : -1.0;
    if (!(value > 0.0 && value <= 1.0)) {
        return wrong(member, "alpha must be a number above 0 and at most 1", error);
    }
    r->options.alpha = value;
    return SMACS_OK;
}

static smacs_status read_models(reading *r, const cJSON *member, smacs_error *error) {
    if (!cJSON_IsArray(member)) {
        return wrong(member, "an array of model names is expected here", error);
    }
    r->allowed = smacs_mem_zeroed(&r->a, r->models, sizeof *r->allowed);
    if (!r->allowed) {
        return smacs_fail_memory(error);
    }
    for (const cJSON *name = member->child; name; name = name->next) {
        uint32_t model;
        if (!cJSON_IsString(name)) {
            return wrong(member, "an array of model names is expected here", error);
        }
        const smacs_status status = find_model(r, name->valuestring, &model, error);
        if (status != SMACS_OK) {
            return status;
        }
        r->allowed[model] = 1;
    }
    r->options.allowed = r->allowed;
    return SMACS_OK;
}

static smacs_status read_costs(reading *r, const cJSON *member, smacs_error *error) {
    if (!cJSON_IsObject(member)) {
        return wrong(member, "an object of model names and prices is expected here", error);
    }
    r->cost = smacs_mem_zeroed(&r->a, r->models, sizeof *r->cost);
    if (!r->cost) {
        return smacs_fail_memory(error);
    }
    for (uint32_t m = 0; m < r->models; m++) {
        r->cost[m] = NAN;
    }
    for (const cJSON *price = member->child; price; price = price->next) {
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

static smacs_status read_member(reading *r, const cJSON *member, smacs_error *error) {
    const char *name = member->string;
    if (strcmp(name, "mode") == 0) {
        return read_mode(r, member, error);
    }
    if (strcmp(name, "k") == 0) {
        return read_count(member, &r->options.k, error);
    }
    if (strcmp(name, "n") == 0) {
        return read_count(member, &r->options.n, error);
    }
    if (strcmp(name, "alpha") == 0) {
        return read_alpha(r, member, error);
    }
    if (strcmp(name, "models") == 0) {
        return read_models(r, member, error);
    }
    if (strcmp(name, "costs") == 0) {
        return read_costs(r, member, error);
    }
    if (strcmp(name, "coverage") != 0) {
        return wrong(member, "there is no such route option", error);
    }
    if (!cJSON_IsBool(member)) {
        return wrong(member, "true or false is expected here", error);
    }
    r->options.coverage = cJSON_IsTrue(member);
    return SMACS_OK;
}

static smacs_status read_options(reading *r, const cJSON *tree, smacs_error *error) {
    if (!cJSON_IsObject(tree)) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA, "route options are a JSON object");
    }
    for (const cJSON *member = tree->child; member; member = member->next) {
        for (const cJSON *before = tree->child; before != member; before = before->next) {
            if (strcmp(before->string, member->string) == 0) {
                return wrong(member, "an option stands twice", error);
            }
        }
        const smacs_status status = read_member(r, member, error);
        if (status != SMACS_OK) {
            return status;
        }
    }
    return SMACS_OK;
}

smacs_status smacs_route_from_json(const smacs_allocator *allocator, const smacs_index *index,
                                   const smacs_embedder *embedder, smacs_text question, smacs_text options,
                                   smacs_route **out, smacs_error *error) {
    reading r = {
        .index = index, .a = smacs_allocator_or_default(allocator), .models = smacs_index_describe(index).models};
    cJSON *tree = NULL;
    smacs_status status = SMACS_OK;
    *out = NULL;
    if (options.size > 0) {
        status = smacs_json_parse(options, &tree, error);
        if (status == SMACS_OK) {
            status = read_options(&r, tree, error);
        }
    }
    if (status == SMACS_OK) {
        status = smacs_route_text(allocator, index, embedder, question, &r.options, out, error);
    }
    cJSON_Delete(tree);
    smacs_mem_free(&r.a, r.allowed);
    smacs_mem_free(&r.a, r.cost);
    return status;
}
