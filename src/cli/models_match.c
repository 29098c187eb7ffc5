/* smacs models match: which model of an index or a catalog each id of an endpoint means. */
#include "base/error.h"
#include "cli/cli.h"
#include "json/writer.h"

#include <string.h>

typedef struct match_files {
    tool_index index;
    void *catalog; /* file image */
    size_t catalog_size;
    smacs_matcher *matcher;
    char *list; /* JSON */
    size_t list_size;
} match_files;

static smacs_status keep(void *context, const char *bytes, size_t size, smacs_error *error) {
    smacs_bytes *kept = context;
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    (void)error;
    smacs_bytes_append(&a, kept, bytes, size);
    return kept->failed ? SMACS_E_MEMORY : SMACS_OK;
}

/* One id a line, as a JSON array. */
static smacs_status list_of_lines(smacs_text lines, char **list, size_t *size) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_json_writer w;
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '[');
    for (size_t start = 0; start < lines.size;) {
        const char *end = memchr(lines.data + start, '\n', lines.size - start);
        size_t stop = end ? (size_t)(end - lines.data) : lines.size;
        const size_t next = stop + 1;
        while (stop > start && (lines.data[stop - 1] == '\r' || lines.data[stop - 1] == ' ')) {
            stop--;
        }
        if (stop > start) {
            smacs_json_text(&w, (smacs_text){lines.data + start, stop - start});
        }
        start = next;
    }
    smacs_json_close(&w, ']');
    return smacs_json_finish(&w, list, size);
}

static bool read_ids(const char *file, match_files *f) {
    smacs_bytes kept = {0};
    if (!tool_read(file, keep, &kept)) {
        smacs_free(NULL, kept.data);
        return false;
    }
    size_t start = 0;
    while (start < kept.size && strchr(" \t\r\n", kept.data[start])) {
        start++;
    }
    const bool is_json = start < kept.size && (kept.data[start] == '{' || kept.data[start] == '[');
    smacs_status status = SMACS_OK;
    if (is_json) {
        f->list = kept.data;
        f->list_size = kept.size;
    } else {
        status = list_of_lines((smacs_text){kept.data, kept.size}, &f->list, &f->list_size);
        smacs_free(NULL, kept.data);
    }
    if (status != SMACS_OK) {
        tool_fail_plain(file, "out of memory", NULL);
    }
    return status == SMACS_OK;
}

/* The matches as a table, from their JSON. */
static void print_table(const char *json, size_t size) {
    cJSON *tree = NULL;
    if (smacs_json_parse((smacs_text){json, size}, &tree, NULL) != SMACS_OK) {
        return;
    }
    printf("  %-44s %-36s %-10s %s\n", "id", "model", "known from", "expected share right, in %");
    for (const cJSON *row = tree->child; row; row = row->next) {
        const cJSON *model = cJSON_GetObjectItemCaseSensitive(row, "model");
        const cJSON *from = cJSON_GetObjectItemCaseSensitive(row, "from");
        const cJSON *prior = cJSON_GetObjectItemCaseSensitive(row, "prior");
        const smacs_text id = smacs_text_of(cJSON_GetObjectItemCaseSensitive(row, "id")->valuestring);
        fputs("  ", stdout);
        tool_print_tamed(stdout, id);
        for (size_t width = tool_text_width(id); width < 44; width++) {
            putchar(' ');
        }
        printf(" %-36s %-10s", cJSON_IsString(model) ? model->valuestring : "-",
               cJSON_IsString(from) ? from->valuestring : "-");
        if (cJSON_IsNumber(prior)) {
            printf(" %.1f +- %.1f", 100.0 * prior->valuedouble,
                   100.0 * cJSON_GetObjectItemCaseSensitive(row, "error")->valuedouble);
        }
        putchar('\n');
    }
    cJSON_Delete(tree);
}

static int match(const char *index, const char *catalog, const char *ids, bool as_json) {
    match_files f = {0};
    smacs_error error;
    char *json = NULL;
    size_t size = 0;
    int code = TOOL_FAILED;
    if ((index && !tool_index_open(index, &f.index)) || (catalog && !tool_load(catalog, &f.catalog, &f.catalog_size)) ||
        !read_ids(ids, &f)) {
        goto done;
    }
    if (smacs_matcher_create(NULL, f.index.handle, (smacs_text){f.catalog, f.catalog_size}, &f.matcher, &error) !=
        SMACS_OK) {
        tool_fail(catalog, &error);
        goto done;
    }
    if (smacs_match_list(NULL, f.matcher, (smacs_text){f.list, f.list_size}, &json, &size, &error) != SMACS_OK) {
        tool_fail(ids, &error);
        goto done;
    }
    if (as_json) {
        printf("%s\n", json);
    } else {
        print_table(json, size);
    }
    code = TOOL_OK;
done:
    smacs_free(NULL, json);
    smacs_matcher_free(f.matcher);
    smacs_free(NULL, f.list);
    smacs_free(NULL, f.catalog);
    tool_index_free(&f.index);
    return code;
}

int cli_models_match(int argc, char **argv) {
    tool_list positionals = {0};
    const char *index = NULL, *catalog = NULL, *ids = NULL;
    int json = 0;
    const cli_flag flags[] = {
        {"--ids", CLI_TEXT, &ids, "FILE|-", "an endpoint's list of models as it answered, or one id a line", true},
        {"--index", CLI_TEXT, &index, "X.smx", "whose models and facts are known", false},
        {"--catalog", CLI_TEXT, &catalog, "FILE", "further names of models (src/bank/README.md)", false},
        {"--json", CLI_SWITCH, &json, NULL, "print JSON (src/match/README.md)", false},
    };
    const cli_command command = {"models match",
                                 "",
                                 0,
                                 0,
                                 "tell which models an endpoint's ids mean, and what is known of them",
                                 "smacs models match --index x.smx --ids models.json",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        if (!index && !catalog) {
            fputs("smacs models match: give --index, --catalog or both; without names nothing can be matched\n",
                  stderr);
            code = TOOL_USAGE;
        } else {
            code = match(index, catalog, ids, json != 0);
        }
    }
    tool_list_free(&positionals);
    return code;
}
