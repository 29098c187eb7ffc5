/* smacs index info: what an index holds. */
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
    } parts[] = {{"vectors", {"VECT"}},
                 {"scores", {"SCOR", "LEVL"}},
                 {"ids", {"QIDS"}},
                 {"labels", {"QLAB", "LABL"}},
                 {"models and facts", {"MODL", "FACT"}},
                 {"question texts", {"QTXT"}},
                 {"key words", {"keyw"}},
                 {"map", {SMX_MAP_TAG}}};
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
            const char *tag = parts[i].tags[t];
            const smacs_section *section = tag ? smacs_container_find(&file, tag) : NULL;
            size += section ? section->size : 0;
        }
        if (size) {
            printf(" %s %.1f,", parts[i].what, (double)size / n);
        }
        rest -= size;
    }
    printf(" rest %.1f\n", (double)rest / n);
}

/* As 2026-11-29, or 2024-05. */
static void print_day(uint32_t day) {
    printf("%04u-%02u", day / 10000, day / 100 % 100);
    if (day % 100) {
        printf("-%02u", day % 100);
    }
}

static void print_dates(smacs_index_dates dates) {
    if (dates.from && dates.to) {
        printf("  evidence   from ");
        print_day(dates.from);
        printf(" to ");
        print_day(dates.to);
        printf("\n");
    }
    if (dates.made) {
        printf("  made       ");
        print_day(dates.made);
        printf("\n");
    }
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
    if (x->facts.outside) {
        printf("  vectors    of that model, from outside: %u numbers each\n", x->facts.outside);
    }
    print_dates(x->facts.dates);
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
    tool_print_json(json);
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
    for (uint32_t i = 0; i < names.count && counted; i++) {
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
    const cli_command command = {"index info", "[X.smx]", 0, 1, "describe an index", "smacs index info x.smx",
                                 flags,        1};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        code = TOOL_FAILED;
        const char *file = cli_default_index(positionals.count > 0 ? positionals.items[0] : NULL);
        if (file && tool_index_open(file, &x)) {
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
