/* smacs index info, add, merge: what an index holds, and indexes made of others. */
#include "base/container.h"
#include "base/error.h"
#include "base/names.h"
#include "cli/cli.h"
#include "index/format.h"

#include <stdlib.h>
#include <string.h>

/* What the file spends on what. */
static void print_sizes(const tool_index *x) {
    static const struct {
        const char *what, *tags[2];
    } parts[] = {
        {"vectors", {"VECT", ""}},    {"scores", {"SCOR", "LEVL"}},           {"ids", {"QIDS", ""}},
        {"labels", {"QLAB", "LABL"}}, {"models and facts", {"MODL", "FACT"}}, {"question texts", {"QTXT", ""}}};
    const double n = x->facts.questions;
    size_t rest = x->size;
    smacs_container file;
    printf("  size       %llu bytes, %.1f a question", (unsigned long long)x->size, (double)x->size / n);
    if (smacs_container_open(x->bytes, x->size, SMX_MAGIC, (smacs_versions){SMX_VERSION, SMX_VERSION_NEWEST}, &file,
                             NULL) != SMACS_OK) {
        return; /* never: the index is open */
    }
    printf(":");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t size = 0;
        for (int t = 0; t < 2; t++) {
            const smacs_section *section = smacs_container_find(&file, parts[i].tags[t]);
            size += section ? section->size : 0;
        }
        if (size) {
            printf(" %s %.1f,", parts[i].what, (double)size / n);
        }
        rest -= size;
    }
    printf(" rest %.1f\n", (double)rest / n);
}

static void print_info(const tool_index *x) {
    size_t width = 5;
    printf("%s\n  questions  %u%s\n  models     %u\n  cells      %llu (%.1f %% of all)\n"
           "  dimensions %u\n  digest     %016llx\n  embedder   %.*s, digest %016llx\n",
           x->file, x->facts.questions, x->facts.has_text ? ", with their texts" : "", x->facts.models,
           (unsigned long long)x->facts.cells,
           100.0 * (double)x->facts.cells / ((double)x->facts.questions * x->facts.models), x->facts.dim,
           (unsigned long long)x->facts.digest, (int)x->facts.embedder_name.size, x->facts.embedder_name.data,
           (unsigned long long)x->facts.embedder_digest);
    print_sizes(x);
    for (uint32_t m = 0; m < x->facts.models; m++) {
        const size_t own = tool_text_width(smacs_index_model(x->handle, m));
        width = own > width ? own : width;
    }
    printf("\n  ");
    tool_print_padded(smacs_text_of("model"), width, false);
    printf("    mean   scored\n");
    for (uint32_t m = 0; m < x->facts.models; m++) {
        const smacs_model_mean mean = smacs_index_model_mean(x->handle, m);
        printf("  ");
        tool_print_padded(smacs_index_model(x->handle, m), width, false);
        if (mean.scored) {
            printf("  %6.2f %8u\n", 100.0 * mean.mean, mean.scored);
        } else {
            printf("  %6s %8u\n", "-", 0u);
        }
    }
}

static int print_info_json(const tool_index *x) {
    char *json = NULL;
    size_t size = 0;
    if (smacs_index_to_json(NULL, x->handle, &json, &size) != SMACS_OK) {
        return tool_fail_plain(x->file, "out of memory", NULL);
    }
    printf("%s\n", json);
    smacs_free(NULL, json);
    return TOOL_OK;
}

/* Questions by benchmark, in the order of the index. */
static int print_benchmarks(const tool_index *x) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_names names = {0};
    uint32_t *counts = NULL;
    size_t capacity = 0;
    bool counted = true;
    for (uint32_t i = 0; i < x->facts.questions && counted; i++) {
        uint32_t number = 0;
        const smacs_text benchmark = smacs_index_question(x->handle, i).benchmark;
        const smacs_text name = benchmark.data ? benchmark : smacs_text_of("(none)");
        counted = smacs_names_intern(&a, &names, name, &number) == SMACS_OK &&
                  smacs_mem_reserve(&a, &counts, &capacity, (size_t)number + 1, sizeof *counts);
        if (counted) {
            counts[number]++;
        }
    }
    printf("\n  questions  benchmark\n");
    for (uint32_t i = 0; i < names.count; i++) {
        const smacs_text name = smacs_names_get(&names, i);
        printf("  %9u  %.*s\n", counts[i], (int)name.size, name.data);
    }
    smacs_names_free(&a, &names);
    smacs_mem_free(&a, counts);
    return counted ? TOOL_OK : tool_fail_plain(x->file, "out of memory", NULL);
}

int cli_index_info(int argc, char **argv) {
    tool_list positionals = {0};
    tool_index x = {0};
    int json = 0;
    const cli_flag flags[] = {
        {"--json", CLI_SWITCH, &json, NULL, "print JSON (src/json/README.md)", false},
    };
    const cli_command command = {"index info", "X.smx", 1, 1, "say what an index holds", "smacs index info x.smx",
                                 flags,        1};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        code = TOOL_FAILED;
        if (tool_index_open(positionals.items[0], &x)) {
            if (json) {
                code = print_info_json(&x);
            } else {
                print_info(&x);
                code = print_benchmarks(&x);
            }
        }
    }
    tool_index_free(&x);
    tool_list_free(&positionals);
    return code;
}

static int save_builder(smacs_builder *builder, const char *out) {
    void *bytes = NULL;
    size_t size = 0;
    smacs_error error;
    if (smacs_builder_finish(builder, &bytes, &size, &error) != SMACS_OK) {
        return tool_fail(out, &error);
    }
    const bool saved = tool_save(out, bytes, size);
    smacs_free(NULL, bytes);
    return saved ? TOOL_OK : TOOL_FAILED;
}

/* The facts of `models`, each from the first of the indexes that knows it; a model that none knows has its name. */
static smacs_status join_facts(smacs_builder *builder, const tool_index *indexes, size_t count,
                               const smacs_names *models, smacs_error *error) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_catalog *none = NULL;
    smacs_bytes all = {0};
    smacs_status status = smacs_catalog_parse(NULL, smacs_text_of("[]"), &none, error);
    bool known = false;
    smacs_bytes_append(&a, &all, "[", 1);
    for (uint32_t m = 0; m < models->count && status == SMACS_OK; m++) {
        const smacs_text name = smacs_names_get(models, m);
        const smacs_catalog *catalog = none;
        char *json = NULL;
        size_t size = 0;
        for (size_t i = 0; i < count && catalog == none; i++) {
            if (indexes[i].catalog && smacs_catalog_resolve(indexes[i].catalog, name).data) {
                catalog = indexes[i].catalog;
                known = true;
            }
        }
        status = smacs_catalog_select(catalog, &name, 1, &json, &size, error);
        if (status == SMACS_OK) {
            smacs_bytes_append(&a, &all, ",", m > 0);
            smacs_bytes_append(&a, &all, json + 1, size - 2); /* without its brackets */
        }
        smacs_free(NULL, json);
    }
    smacs_bytes_append(&a, &all, "]", 1);
    if (status == SMACS_OK && known) {
        status = all.failed ? SMACS_E_MEMORY : smacs_builder_model_facts(builder, (smacs_text){all.data, all.size});
        status = status == SMACS_OK ? status : smacs_fail_memory(error);
    }
    smacs_bytes_free(&a, &all);
    smacs_catalog_free(none);
    return status;
}

static smacs_status names_of(const tool_index *x, smacs_names *models) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_status status = SMACS_OK;
    for (uint32_t m = 0; m < x->facts.models && status == SMACS_OK; m++) {
        uint32_t number;
        status = smacs_names_intern(&a, models, smacs_index_model(x->handle, m), &number);
    }
    return status;
}

/* ---- add ---- */

typedef struct addition {
    smacs_allocator a;
    tool_index x;
    smacs_builder *builder;
    smacs_names ids;        /* in the order of questions */
    smacs_catalog *catalog; /* NULL: nothing is known of the model but its name */
    smacs_text name;
    uint32_t model;
    int replace;
    uint64_t cells, records;
} addition;

static const smacs_bank_score *score_of(const addition *add, const smacs_bank_record *record) {
    for (size_t i = 0; i < record->score_count; i++) {
        const smacs_text model = record->scores[i].model;
        if (!model.data || (model.size == add->name.size && memcmp(model.data, add->name.data, model.size) == 0)) {
            return &record->scores[i];
        }
    }
    return NULL;
}

static smacs_status take_score(void *context, const smacs_bank_record *record, smacs_error *error) {
    addition *add = context;
    const smacs_text id = record->question.id;
    const uint32_t question = smacs_names_find(&add->ids, id);
    add->records++;
    if (question == SMACS_NO_NAME) {
        return smacs_fail(error, SMACS_E_NOT_FOUND, "the index has no question with this id", id, UINT64_MAX);
    }
    const smacs_bank_score *cell = score_of(add, record);
    if (!cell) {
        return SMACS_OK;
    }
    add->cells++;
    if (add->replace) {
        return smacs_builder_replace(add->builder, question, add->model, cell->score, error);
    }
    smacs_status status = smacs_builder_score(add->builder, question, add->model, cell->score, error);
    if (status == SMACS_E_DUPLICATE) {
        return smacs_fail(error, status, "the index has another score in this cell; --replace overwrites it", id,
                          UINT64_MAX);
    }
    return status;
}

static bool begin_addition(addition *add) {
    smacs_error error = {.message = "out of memory", .position = UINT64_MAX};
    const smacs_index_facts *facts = &add->x.facts;
    smacs_names models = {0};
    smacs_status status = smacs_builder_create(NULL, facts->dim, facts->embedder_digest, facts->embedder_name,
                                               facts->has_text, &add->builder, &error);
    if (status == SMACS_OK) {
        status = smacs_builder_append(add->builder, add->x.handle, &error);
    }
    for (uint32_t i = 0; i < facts->questions && status == SMACS_OK; i++) {
        uint32_t number;
        status = smacs_names_intern(&add->a, &add->ids, smacs_index_question(add->x.handle, i).id, &number);
    }
    if (status == SMACS_OK) {
        status = smacs_builder_model(add->builder, add->name, &add->model, &error);
    }
    if (status == SMACS_OK) {
        status = names_of(&add->x, &models);
    }
    if (status == SMACS_OK) {
        uint32_t number;
        status = smacs_names_intern(&add->a, &models, add->name, &number);
    }
    if (status == SMACS_OK) {
        const tool_index knowing[] = {add->x, {.catalog = add->catalog}};
        status = join_facts(add->builder, knowing, 2, &models, &error);
    }
    smacs_names_free(&add->a, &models);
    if (status != SMACS_OK) {
        tool_fail(add->x.file, &error);
    }
    return status == SMACS_OK;
}

static int run_addition(addition *add, const char *file, const char *scores, const char *out) {
    if (!tool_index_open(file, &add->x)) {
        return TOOL_FAILED;
    }
    const uint32_t known = tool_index_model(&add->x, add->name);
    if (known != UINT32_MAX) { /* perhaps by another of its names */
        add->name = smacs_index_model(add->x.handle, known);
    }
    if (!begin_addition(add) || !tool_read_bank(scores, take_score, add)) {
        return TOOL_FAILED;
    }
    if (add->cells == 0) {
        return tool_fail_plain(scores, "no record has a score of this model", add->name.data);
    }
    const int code = save_builder(add->builder, out);
    if (code == TOOL_OK) {
        fprintf(stderr, "%s: %llu scores of %.*s", out, (unsigned long long)add->cells, (int)add->name.size,
                add->name.data);
        if (add->records > add->cells) {
            fprintf(stderr, "; %llu records have none", (unsigned long long)(add->records - add->cells));
        }
        fputs("\n", stderr);
    }
    return code;
}

int cli_index_add(int argc, char **argv) {
    tool_list positionals = {0};
    addition add = {.a = smacs_allocator_or_default(NULL)};
    const char *model = NULL, *scores = NULL, *out = NULL, *catalog = NULL;
    const cli_flag flags[] = {
        {"--model", CLI_TEXT, &model, "NAME", "the model that was scored", true},
        {"--scores", CLI_TEXT, &scores, "FILE|-", "lines {\"id\", \"score\"}, or a bank that has scores of NAME", true},
        {"--out", CLI_TEXT, &out, "Y.smx", "the file to write", true},
        {"--catalog", CLI_TEXT, &catalog, "FILE", "facts of a model that is new (src/bank/README.md)", false},
        {"--replace", CLI_SWITCH, &add.replace, NULL, "overwrite scores that are there", false},
    };
    const cli_command command = {"index add",
                                 "X.smx",
                                 1,
                                 1,
                                 "add a model's scores to an index",
                                 "smacs index add x.smx --model My-Model --scores scores.jsonl --out y.smx",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        add.name = smacs_text_of(model);
        code = !catalog || tool_catalog_open(catalog, &add.catalog)
                   ? run_addition(&add, positionals.items[0], scores, out)
                   : TOOL_FAILED;
    }
    smacs_names_free(&add.a, &add.ids);
    smacs_catalog_free(add.catalog);
    smacs_builder_free(add.builder);
    tool_index_free(&add.x);
    tool_list_free(&positionals);
    return code;
}

/* ---- merge ---- */

static int merge(tool_index *indexes, const tool_list *files, const char *out) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_builder *builder = NULL;
    smacs_names models = {0};
    smacs_error error = {.message = "out of memory", .position = UINT64_MAX};
    int code = TOOL_FAILED, with_text = 0;
    for (size_t i = 0; i < files->count; i++) {
        if (!tool_index_open(files->items[i], &indexes[i])) {
            return TOOL_FAILED;
        }
        with_text = with_text || indexes[i].facts.has_text;
    }
    const smacs_index_facts *first = &indexes[0].facts;
    smacs_status status = smacs_builder_create(NULL, first->dim, first->embedder_digest, first->embedder_name,
                                               with_text, &builder, &error);
    const char *at = NULL;
    for (size_t i = 0; i < files->count && status == SMACS_OK; i++) {
        at = files->items[i];
        status = smacs_builder_append(builder, indexes[i].handle, &error);
        if (status == SMACS_OK) {
            status = names_of(&indexes[i], &models);
        }
    }
    if (status == SMACS_OK) {
        status = join_facts(builder, indexes, files->count, &models, &error);
    }
    code = status == SMACS_OK ? save_builder(builder, out) : tool_fail(at, &error);
    smacs_names_free(&a, &models);
    smacs_builder_free(builder);
    return code;
}

int cli_index_merge(int argc, char **argv) {
    tool_list positionals = {0};
    const char *out = NULL;
    const cli_flag flags[] = {
        {"--out", CLI_TEXT, &out, "C.smx", "the file to write", true},
    };
    const cli_command command = {"index merge",
                                 "A.smx B.smx [...]",
                                 2,
                                 1000,
                                 "join indexes: models by name, questions by id",
                                 "smacs index merge a.smx b.smx --out c.smx",
                                 flags,
                                 1};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        tool_index *indexes = calloc(positionals.count, sizeof *indexes);
        code = indexes ? merge(indexes, &positionals, out) : tool_fail_plain(NULL, "out of memory", NULL);
        for (size_t i = 0; indexes && i < positionals.count; i++) {
            tool_index_free(&indexes[i]);
        }
        free(indexes);
    }
    tool_list_free(&positionals);
    return code;
}
