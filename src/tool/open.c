/* Opening what most commands need: embedders, indexes, catalogs, banks and route options. */
#include "base/error.h"
#include "cli/cli.h"
#include "json/writer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool cli_embedder_open(const char *file, cli_embedder *e) {
    smacs_error error;
    *e = (cli_embedder){0};
    if (!cli_load(file, &e->bytes, &e->size)) {
        return false;
    }
    if (smacs_embedder_open(NULL, e->bytes, e->size, &e->handle, &error) != SMACS_OK) {
        cli_fail(file, &error);
        cli_embedder_free(e);
        return false;
    }
    e->facts = smacs_embedder_describe(e->handle);
    e->vector = malloc(e->facts.dim);
    e->scratch = malloc(smacs_embed_bound(e->handle));
    if (!e->vector || !e->scratch) {
        cli_fail_plain(file, "out of memory", NULL);
        cli_embedder_free(e);
        return false;
    }
    return true;
}

void cli_embedder_free(cli_embedder *e) {
    smacs_embedder_free(e->handle);
    smacs_free(NULL, e->bytes);
    free(e->vector);
    free(e->scratch);
    *e = (cli_embedder){0};
}

void cli_embedder_embed(cli_embedder *e, smacs_text text) {
    smacs_embed(e->handle, text.data, text.size, e->vector, e->scratch); /* cannot fail with scratch */
}

bool cli_index_open(const char *file, cli_index *x) {
    smacs_error error;
    *x = (cli_index){.file = file};
    if (!cli_load(file, &x->bytes, &x->size)) {
        return false;
    }
    if (smacs_index_open(NULL, x->bytes, x->size, &x->handle, &error) != SMACS_OK) {
        cli_fail(file, &error);
        cli_index_free(x);
        return false;
    }
    x->facts = smacs_index_describe(x->handle);
    /* Facts that are no catalog are of no use here, and do no harm. */
    if (x->facts.model_facts.data) {
        smacs_catalog_parse(NULL, x->facts.model_facts, &x->catalog, NULL);
    }
    return true;
}

void cli_index_free(cli_index *x) {
    smacs_catalog_free(x->catalog);
    smacs_index_free(x->handle);
    smacs_free(NULL, x->bytes);
    *x = (cli_index){0};
}

uint32_t cli_index_model(const cli_index *x, smacs_text name) {
    uint32_t model = smacs_index_find_model(x->handle, name);
    if (model == UINT32_MAX && x->catalog) {
        const smacs_text canonical = smacs_catalog_resolve(x->catalog, name);
        model = canonical.data ? smacs_index_find_model(x->handle, canonical) : UINT32_MAX;
    }
    return model;
}

bool cli_catalog_open(const char *file, smacs_catalog **catalog) {
    void *bytes = NULL;
    size_t size = 0;
    smacs_error error;
    if (!cli_load(file, &bytes, &size)) {
        return false;
    }
    const bool opened = smacs_catalog_parse(NULL, (smacs_text){bytes, size}, catalog, &error) == SMACS_OK;
    if (!opened) {
        cli_fail(file, &error);
    }
    smacs_free(NULL, bytes);
    return opened;
}

/* The file's own name up to its first dot, for records that name no source. */
static smacs_text source_of(const char *file) {
    const char *slash = strrchr(file, '/');
    const char *name = slash ? slash + 1 : file;
    const size_t size = strcspn(name, ".");
    return strcmp(file, "-") == 0 || size == 0 ? smacs_text_of("bank") : (smacs_text){name, size};
}

static smacs_status feed(void *context, const char *bytes, size_t size, smacs_error *error) {
    return smacs_bank_reader_feed(context, bytes, size, error);
}

bool cli_read_bank(const char *file, smacs_bank_sink sink, void *context) {
    smacs_bank_reader *reader = NULL;
    smacs_error error;
    if (smacs_bank_reader_create(NULL, source_of(file), sink, context, &reader, &error) != SMACS_OK) {
        cli_fail(file, &error);
        return false;
    }
    bool read = cli_read(file, feed, reader);
    if (read && smacs_bank_reader_finish(reader, &error) != SMACS_OK) {
        cli_fail(file, &error);
        read = false;
    }
    smacs_bank_reader_free(reader);
    return read;
}

static smacs_status collect(void *context, const char *bytes, size_t size, smacs_error *error) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_bytes *text = context;
    smacs_bytes_append(&a, text, bytes, size);
    return text->failed ? smacs_fail_memory(error) : SMACS_OK;
}

bool cli_read_question(const char *given, smacs_bytes *kept, smacs_text *question) {
    *question = smacs_text_of(given);
    if (strcmp(given, "-") != 0) {
        return true;
    }
    if (!cli_read("-", collect, kept)) {
        return false;
    }
    *question = (smacs_text){kept->data, kept->size};
    while (question->size > 0 && strchr("\r\n", question->data[question->size - 1])) {
        question->size--;
    }
    return true;
}

static bool unknown_model(const cli_index *x, const char *name) {
    char near[160] = "";
    const char *best = NULL;
    for (uint32_t m = 0; m < x->facts.models && !best; m++) {
        const smacs_text model = smacs_index_model(x->handle, m);
        const char *names[1] = {near};
        snprintf(near, sizeof near, "%.*s", (int)(model.size < 128 ? model.size : 128), model.data);
        best = cli_nearest(name, names, 1);
    }
    fprintf(stderr, "smacs: %s: the index has no model called \"%s\"", x->file, name);
    if (best) {
        fprintf(stderr, "; did you mean \"%s\"?", best);
    }
    fputs("\n  smacs index info lists its models\n", stderr);
    return false;
}

static bool allow_models(const cli_list *models, const cli_index *x, cli_route_setup *setup) {
    if (models->count == 0) {
        return true;
    }
    setup->allowed = calloc(x->facts.models, 1);
    if (!setup->allowed) {
        cli_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    for (size_t i = 0; i < models->count; i++) {
        const uint32_t model = cli_index_model(x, smacs_text_of(models->items[i]));
        if (model == UINT32_MAX) {
            return unknown_model(x, models->items[i]);
        }
        setup->allowed[model] = 1;
    }
    setup->options.allowed = setup->allowed;
    return true;
}

/* {model: price}; every model that it names must be known, as in smacs_route_from_json. */
static bool take_costs(const char *file, const cJSON *tree, const cli_index *x, cli_route_setup *setup) {
    if (!cJSON_IsObject(tree)) {
        cli_fail_plain(file, "costs are a JSON object of model names and prices", NULL);
        return false;
    }
    for (const cJSON *price = tree->child; price; price = price->next) {
        const uint32_t model = cli_index_model(x, smacs_text_of(price->string));
        if (model == UINT32_MAX) {
            return unknown_model(x, price->string);
        }
        if (!cJSON_IsNumber(price) || !(price->valuedouble >= 0.0 && price->valuedouble <= 1e300)) {
            cli_fail_plain(file, "a price must be a number from 0", price->string);
            return false;
        }
        setup->cost[model] = price->valuedouble;
    }
    setup->options.cost = setup->cost;
    return true;
}

static bool read_costs(const char *file, const cli_index *x, cli_route_setup *setup) {
    void *bytes = NULL;
    size_t size = 0;
    cJSON *tree = NULL;
    smacs_error error;
    setup->cost = malloc(x->facts.models * sizeof *setup->cost);
    if (!setup->cost) {
        cli_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    for (uint32_t m = 0; m < x->facts.models; m++) {
        setup->cost[m] = NAN;
    }
    if (!cli_load(file, &bytes, &size)) {
        return false;
    }
    bool taken = smacs_json_parse((smacs_text){bytes, size}, &tree, &error) == SMACS_OK;
    if (!taken) {
        cli_fail(file, &error);
    } else {
        taken = take_costs(file, tree, x, setup);
    }
    cJSON_Delete(tree);
    smacs_free(NULL, bytes);
    return taken;
}

bool cli_route_prepare(const cli_route_flags *flags, const cli_index *x, cli_route_setup *setup, int *code) {
    *setup = (cli_route_setup){
        .options = {.k = flags->k, .n = flags->n, .coverage = flags->coverage, .alpha = flags->alpha}};
    *code = CLI_FAILED;
    if (flags->mode && strcmp(flags->mode, "paper") != 0 && strcmp(flags->mode, "robust") != 0) {
        fprintf(stderr, "smacs: --mode is \"paper\" or \"robust\", not \"%s\"\n", flags->mode);
        *code = CLI_USAGE;
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
