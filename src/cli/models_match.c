/* smacs models match: which model of an index or a catalog each id of an endpoint means. */
#include "bank/foreign.h"
#include "base/error.h"
#include "base/text.h"
#include "cli/cli.h"
#include "match/known.h"
#include "json/groups.h"

#include <math.h>
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
    for (smacs_text line; tool_next_line(&lines, &line);) {
        smacs_json_text(&w, line);
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
    const char *foreign = smacs_foreign_file(smacs_text_before((smacs_text){kept.data, kept.size}, SMACS_FOREIGN_HEAD));
    if (foreign) {
        smacs_free(NULL, kept.data);
        return tool_fail_plain(file, foreign, NULL) == TOOL_OK;
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

/* A row's name in the index that is made for those it does not know. */
static smacs_text name_of(uint32_t row, char name[32]) {
    return (smacs_text){name, (size_t)snprintf(name, 32, "row %u", row)};
}

static bool lacks_prior(const cJSON *row) { return !cJSON_IsNumber(cJSON_GetObjectItemCaseSensitive(row, "prior")); }

static smacs_text id_in(const cJSON *row) {
    return smacs_text_of(cJSON_GetObjectItemCaseSensitive(row, "id")->valuestring);
}

/* A card of family, size and date for each row without a prior. Returns how many. */
static uint32_t write_cards(const cJSON *rows, smacs_json_writer *w) {
    uint32_t number = 0, count = 0;
    smacs_json_open(w, '[');
    for (const cJSON *row = rows->child; row; row = row->next, number++) {
        const cJSON *like = cJSON_GetObjectItemCaseSensitive(row, "like");
        char name[32];
        if (!cJSON_GetObjectItemCaseSensitive(like, "family")) {
            continue;
        }
        smacs_json_open(w, '{');
        smacs_json_text_member(w, "name", name_of(number, name));
        for (const cJSON *fact = like->child; fact; fact = fact->next) {
            smacs_json_name(w, fact->string);
            smacs_json_tree(w, fact);
        }
        smacs_json_close(w, '}');
        count++;
    }
    smacs_json_close(w, ']');
    return count;
}

/* Takes `value` over. False: there is no memory. */
static bool set(cJSON *row, const char *name, cJSON *value) {
    const bool put = value && cJSON_ReplaceItemInObjectCaseSensitive(row, name, value);
    if (!put) {
        cJSON_Delete(value);
    }
    return put && value->string; /* cJSON does not say when it could not copy the name */
}

static smacs_status take_levels(const smacs_index *index, cJSON *rows, smacs_error *error) {
    uint32_t number = 0;
    bool done = true;
    for (cJSON *row = rows->child; row && done; row = row->next, number++) {
        char name[32];
        smacs_match found = {.model = smacs_index_find_model(index, name_of(number, name)), .prior = NAN, .error = NAN};
        smacs_match_prior(index, &found);
        if (lacks_prior(row) && !isnan(found.prior)) {
            done = set(row, "from", cJSON_CreateString("family")) &&
                   set(row, "prior", cJSON_CreateNumber(found.prior)) &&
                   set(row, "error", cJSON_CreateNumber(found.error));
        }
    }
    return done ? SMACS_OK : smacs_fail_memory(error);
}

/* Models that the index does not know are judged by family and size, as if they were added to it. */
static bool judge_unknown(const match_files *f, cJSON *rows) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_json_writer w;
    smacs_error error = {0};
    char *cards = NULL;
    size_t size = 0, bytes_size = 0;
    void *bytes = NULL;
    smacs_index *index = NULL;
    smacs_json_begin(&w, &a);
    const uint32_t count = write_cards(rows, &w);
    smacs_status status = smacs_json_finish(&w, &cards, &size) == SMACS_OK ? SMACS_OK : smacs_fail_memory(&error);
    if (status == SMACS_OK && count > 0) {
        status =
            smacs_assembly_add_cards(NULL, f->index.handle, (smacs_text){cards, size}, &bytes, &bytes_size, &error);
        status = status == SMACS_OK ? smacs_index_open(NULL, bytes, bytes_size, &index, &error) : status;
    }
    if (status == SMACS_OK && index) {
        status = take_levels(index, rows, &error);
    }
    smacs_index_free(index);
    smacs_free(NULL, bytes);
    smacs_free(NULL, cards);
    return status == SMACS_OK || tool_fail(f->index.file, &error) == TOOL_OK;
}

static void print_table(const cJSON *rows) {
    printf("  %-44s %-36s %-10s %s\n", "id", "model", "known from", "expected share right, in %");
    for (const cJSON *row = rows->child; row; row = row->next) {
        const cJSON *model = cJSON_GetObjectItemCaseSensitive(row, "model");
        const cJSON *from = cJSON_GetObjectItemCaseSensitive(row, "from");
        const smacs_text id = id_in(row);
        fputs("  ", stdout);
        tool_print_tamed(stdout, id);
        for (size_t width = tool_text_width(id); width < 44; width++) {
            putchar(' ');
        }
        printf(" %-36s %-10s", cJSON_IsString(model) ? model->valuestring : "-",
               cJSON_IsString(from) ? from->valuestring : "-");
        if (!lacks_prior(row)) {
            printf(" %.1f +- %.1f", 100.0 * cJSON_GetObjectItemCaseSensitive(row, "prior")->valuedouble,
                   100.0 * cJSON_GetObjectItemCaseSensitive(row, "error")->valuedouble);
        }
        putchar('\n');
    }
}

static int print_rows(const match_files *f, const char *json, size_t size, bool as_json) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    cJSON *rows = NULL;
    char *text = NULL;
    size_t text_size = 0;
    smacs_error error = {0};
    if (smacs_json_parse((smacs_text){json, size}, &rows, &error) != SMACS_OK) {
        return tool_fail(NULL, &error);
    }
    const bool has_fit = f->index.handle && smacs_index_describe_published(f->index.handle).benchmarks > 0;
    int code = !has_fit || judge_unknown(f, rows) ? TOOL_OK : TOOL_FAILED;
    if (code == TOOL_OK && as_json) {
        smacs_json_writer w;
        smacs_json_begin(&w, &a);
        smacs_json_tree(&w, rows);
        if (smacs_json_finish(&w, &text, &text_size) == SMACS_OK) {
            tool_print_json(text);
        } else {
            code = tool_fail_plain(NULL, "out of memory", NULL);
        }
    } else if (code == TOOL_OK) {
        print_table(rows);
    }
    smacs_free(NULL, text);
    cJSON_Delete(rows);
    return code;
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
        tool_fail_bytes(catalog, f.catalog, f.catalog_size, &error);
        goto done;
    }
    if (smacs_match_list(NULL, f.matcher, (smacs_text){f.list, f.list_size}, &json, &size, &error) != SMACS_OK) {
        tool_fail_bytes(ids, f.list, f.list_size, &error);
        goto done;
    }
    code = print_rows(&f, json, size, as_json);
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
        {"--index", CLI_TEXT, &index, "X.smx",
         "whose models and facts are known (the default one, unless --catalog is given)", false},
        {"--catalog", CLI_TEXT, &catalog, "FILE", "further names of models (src/bank/README.md)", false},
        {"--json", CLI_SWITCH, &json, NULL, "print JSON (src/match/README.md)", false},
    };
    const cli_command command = {"models match",
                                 "",
                                 0,
                                 0,
                                 "tell which models an endpoint's ids mean, and what is known of them",
                                 "smacs models match --ids models.json",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        index = index || catalog ? index : cli_default_index(NULL);
        code = index || catalog ? match(index, catalog, ids, json != 0) : TOOL_FAILED;
    }
    tool_list_free(&positionals);
    return code;
}
