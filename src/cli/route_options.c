/* Route options from flags: the mode, the models to choose among, and what they cost. */
#include "base/error.h"
#include "cli/cli.h"
#include "json/writer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool unknown_model(const tool_index *x, const char *name) {
    char near[160] = "";
    const char *best = NULL;
    for (uint32_t m = 0; m < x->facts.models && !best; m++) {
        const smacs_text model = smacs_index_model(x->handle, m);
        const char *names[1] = {near};
        snprintf(near, sizeof near, "%.*s", (int)(model.size < 128 ? model.size : 128), model.data);
        best = tool_nearest(name, names, 1);
    }
    fprintf(stderr, "smacs: %s: the index has no model called \"%s\"", x->file, name);
    if (best) {
        fprintf(stderr, "; did you mean \"%s\"?", best);
    }
    fputs("\n  smacs index info lists its models\n", stderr);
    return false;
}

static bool allow_models(const tool_list *models, const tool_index *x, cli_route_setup *setup) {
    if (models->count == 0) {
        return true;
    }
    setup->allowed = calloc(x->facts.models, 1);
    if (!setup->allowed) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    for (size_t i = 0; i < models->count; i++) {
        const uint32_t model = tool_index_model(x, smacs_text_of(models->items[i]));
        if (model == UINT32_MAX) {
            return unknown_model(x, models->items[i]);
        }
        setup->allowed[model] = true;
    }
    setup->options.allowed = setup->allowed;
    return true;
}

/* {model: price}; every model that it names must be known, as in smacs_route_from_json. */
static bool take_costs(const char *file, const cJSON *tree, const tool_index *x, cli_route_setup *setup) {
    if (!cJSON_IsObject(tree)) {
        tool_fail_plain(file, "costs are a JSON object of model names and prices", NULL);
        return false;
    }
    for (const cJSON *price = tree->child; price; price = price->next) {
        const uint32_t model = tool_index_model(x, smacs_text_of(price->string));
        if (model == UINT32_MAX) {
            return unknown_model(x, price->string);
        }
        if (!cJSON_IsNumber(price) || !(price->valuedouble >= 0.0 && price->valuedouble <= 1e300)) {
            tool_fail_plain(file, "a price must be a number from 0", price->string);
            return false;
        }
        setup->cost[model] = price->valuedouble;
    }
    setup->options.cost = setup->cost;
    return true;
}

static bool read_costs(const char *file, const tool_index *x, cli_route_setup *setup) {
    cJSON *tree = NULL;
    setup->cost = malloc(x->facts.models * sizeof *setup->cost);
    if (!setup->cost) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    for (uint32_t m = 0; m < x->facts.models; m++) {
        setup->cost[m] = NAN;
    }
    const bool taken = tool_load_json(file, NULL, NULL, &tree) && take_costs(file, tree, x, setup);
    cJSON_Delete(tree);
    return taken;
}

bool cli_route_prepare(const cli_route_flags *flags, const tool_index *x, cli_route_setup *setup, int *code) {
    *setup = (cli_route_setup){.options = smacs_route_options_init()};
    setup->options.k = flags->k;
    setup->options.n = flags->n;
    setup->options.coverage = flags->coverage;
    setup->options.alpha = flags->alpha;
    *code = TOOL_FAILED;
    if (flags->mode && strcmp(flags->mode, "paper") != 0 && strcmp(flags->mode, "robust") != 0) {
        fprintf(stderr, "smacs: --mode is \"paper\" or \"robust\", not \"%s\"\n", flags->mode);
        *code = TOOL_USAGE;
        return false;
    }
    if (flags->mode && flags->mode[0] == 'p') {
        setup->options.mode = SMACS_MODE_PAPER;
    }
    return allow_models(&flags->models, x, setup) && (!flags->costs || read_costs(flags->costs, x, setup));
}

void cli_route_setup_free(cli_route_setup *setup) {
    free(setup->allowed);
    free(setup->cost);
    *setup = (cli_route_setup){0};
}
