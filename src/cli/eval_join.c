/* smacs eval join: measures how a model joins from a few scores. */
#include "cli/eval.h"

#include <stdlib.h>
#include <string.h>

/* Fills sizes [LAB_JOIN_SIZES_MAX] with numbers from 1 up, ascending. */
static bool parse_sizes(const tool_list *given, uint32_t *sizes, uint32_t *count, int *code) {
    static const uint32_t usual[] = {50, 100, 200, 1000};
    for (size_t i = 0; i < given->count; i++) {
        char *end = NULL;
        const unsigned long size = strtoul(given->items[i], &end, 10);
        const uint32_t before = i > 0 ? sizes[i - 1] : 0;
        if (given->items[i][0] < '0' || given->items[i][0] > '9' || *end || i == LAB_JOIN_SIZES_MAX || size <= before ||
            size > 1000000) {
            fprintf(stderr, "smacs: --cells takes up to %d numbers from 1 to 1000000, ascending\n", LAB_JOIN_SIZES_MAX);
            *code = TOOL_USAGE;
            return false;
        }
        sizes[i] = (uint32_t)size;
    }
    *count = (uint32_t)given->count;
    if (given->count == 0) {
        memcpy(sizes, usual, sizeof usual);
        *count = sizeof usual / sizeof *usual;
    }
    return true;
}

int cli_eval_join(int argc, char **argv) {
    cli_eval c = {.result = {.seed = 1}};
    tool_list cells = {0}, published = {0}, unthinking = {0}, as_called = {0}, without = {0};
    const char *catalog_file = NULL;
    smacs_catalog *catalog = NULL;
    smacs_published *table = NULL;
    uint32_t sizes[LAB_JOIN_SIZES_MAX];
    lab_join_settings settings = {.sizes = sizes, .repeats = 3, .without = &without};
    int code;
    const cli_flag flags[] = {
        {"--embedder", CLI_TEXT, &c.embedder, "E.sme", "the embedder the index was built with (the default one)",
         false},
        CLI_OUTSIDE_FLAGS(c.outside),
        CLI_EMBEDDINGS_RECORD_FLAG(c.outside),
        {"--bank", CLI_FILES, &c.banks, "FILE|-", "test questions with scores", true},
        {"--cells", CLI_NAMES, &cells, "A,B,..", "how many scores are left to a model (50,100,200,1000)", false},
        {"--models", CLI_NAMES, &c.route.models, "A,B,..", "let these join in turn (all)", false},
        {"--repeats", CLI_COUNT, &settings.repeats, "N", "random draws of a model's scores, at least 1 (3)", false},
        {"--published", CLI_FILES, &published, "FILE|-", "published scores: models that have some join by them too",
         false},
        {"--unthinking", CLI_FILES, &unthinking, "FILE|-",
         "more of them, made without thinking: models that always think get none of these", false},
        {"--as-called", CLI_FILES, &as_called, "FILE|-",
         "more of them, made by calls without settings: they belong to the model as it answers then", false},
        {"--catalog", CLI_TEXT, &catalog_file, "FILE", "unites their names with those of the index", false},
        {"--without", CLI_NAMES, &without, "A,B,..", "leave out benchmarks whose names have one of these in them",
         false},
        {"--seed", CLI_SEED, &c.result.seed, "S", "of the draws and the intervals (1)", false},
        {"--json", CLI_SWITCH, &c.result.json, NULL, "print JSON (src/json/README.md)", false},
    };
    const cli_command command = {"eval join",
                                 "[X.smx]",
                                 0,
                                 1,
                                 "measure how a model joins from a few scores",
                                 "smacs eval join x.smx --embedder e.sme --bank test.jsonl.gz --cells 50,200",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    if (cli_parse(&command, argc, argv, &c.positionals, &code) &&
        parse_sizes(&cells, sizes, &settings.size_count, &code) && cli_eval_open(&c, &code)) {
        code = TOOL_FAILED;
        if ((!catalog_file || tool_catalog_open(catalog_file, &catalog)) &&
            (published.count + unthinking.count + as_called.count == 0 ||
             (table = tool_published_open(&published, &unthinking, &as_called)))) {
            settings.published = table;
            settings.catalog = catalog;
            code = lab_join(&c.in, &settings);
        }
    }
    smacs_published_free(table);
    smacs_catalog_free(catalog);
    tool_list_free(&published);
    tool_list_free(&unthinking);
    tool_list_free(&as_called);
    tool_list_free(&without);
    cli_eval_free(&c);
    tool_list_free(&cells);
    return code;
}
