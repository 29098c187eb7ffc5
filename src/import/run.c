#include "import/gather.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What to give in place of a folder. */
static const char *const in_folder[] = {
    [IMPORT_CSV] = "this is a folder: give the files in it",
    [IMPORT_LM_EVAL] = "this is a folder: give its sample logs, such as FOLDER/*/samples_*.jsonl",
    [IMPORT_ROUTERBENCH] = "this is a folder: give the files in it",
    [IMPORT_LLMROUTERBENCH] = "this is a folder: give its results, such as FOLDER/*/*/*/*.json",
    [IMPORT_HELM] = "this is a folder: give the scenario_state.json of its runs, such as FOLDER/*/scenario_state.json",
    [IMPORT_INSPECT] = "this is a folder: give its logs as JSON, such as FOLDER/*.json",
    [IMPORT_JSONL] = "this is a folder: give the files in it",
};

/* Whether a file holds JSON: by its first byte that is no blank, if it is packed by its name. Stdin holds CSV. */
static bool is_json(const char *file) {
    FILE *stream = strcmp(file, "-") == 0 ? NULL : fopen(file, "rb");
    int c = 0;
    while (stream && (c = fgetc(stream)) != EOF && c != 0 && strchr(" \t\r\n", c)) {
    }
    if (stream) {
        fclose(stream);
    }
    return c == '{' || c == '[' || (c == 0x1F && strstr(file, ".json"));
}

static bool read_file(gather *g, import_format format, const char *file) {
    struct stat facts;
    if (stat(file, &facts) == 0 && S_ISDIR(facts.st_mode)) {
        return tool_fail_plain(file, in_folder[format], NULL) == TOOL_OK;
    }
    switch (format) {
    case IMPORT_LM_EVAL:
        return import_lm_eval(g, file);
    case IMPORT_ROUTERBENCH:
        return is_json(file) ? import_table_lines(g, file) : import_table(g, file, true);
    case IMPORT_LLMROUTERBENCH:
        return import_llmrouterbench(g, file);
    case IMPORT_HELM:
        return import_helm(g, file);
    case IMPORT_INSPECT:
        return import_inspect(g, file);
    case IMPORT_JSONL:
        return import_jsonl(g, file);
    case IMPORT_CSV:
    default:
        return import_table(g, file, false);
    }
}

/* The latest of the runs that file `first` is one of, among those not yet read; files without a time in their name are runs
 * of their own. */
static size_t latest_run(const tool_list *files, const bool *done, size_t first) {
    const size_t size = import_time(files->items[first]);
    size_t latest = first;
    for (size_t i = first + 1; i < files->count && size > 0; i++) {
        const char *file = files->items[i];
        if (!done[i] && import_time(file) == size && strncmp(file, files->items[first], size) == 0 &&
            strcmp(file + size, files->items[latest] + size) > 0) {
            latest = i;
        }
    }
    return latest;
}

/* Reads the files in their order, but of several runs of one model, as LLMRouterBench does, the latest first. */
static bool read_files(gather *g, import_format format, const tool_list *files) {
    bool *done = calloc(files->count + 1, sizeof *done);
    bool read = done || tool_fail_plain(NULL, "out of memory", NULL) == TOOL_OK;
    for (size_t i = 0; i < files->count && read;) {
        const size_t next = format == IMPORT_LLMROUTERBENCH ? latest_run(files, done, i) : i;
        read = read_file(g, format, files->items[next]);
        done[next] = true;
        while (i < files->count && done[i]) {
            i++;
        }
    }
    free(done);
    return read;
}

static void note_percent(gather *g) {
    if (g->options->percent && g->most <= 1.0) {
        gather_leave(g, "scores were read as percent, but none is above 1", (smacs_text){0});
    }
}

int import_run(import_format format, const tool_list *files, const import_options *options, const char *out,
               const char *responses, bool json) {
    tool_out bank = {0}, answers = {0};
    const bool made_by_hand = format == IMPORT_CSV || format == IMPORT_JSONL || format == IMPORT_ROUTERBENCH;
    gather g = {.a = smacs_allocator_or_default(NULL), .options = options, .logs = !made_by_hand};
    bool done = tool_out_open(out, &bank) && (!responses || tool_out_open(responses, &answers));
    g.responses = responses ? &answers : NULL;
    tool_advise("src/import/README.md says what this format has; --from names the format");
    done = done && read_files(&g, format, files);
    note_percent(&g);
    done = done && gather_write(&g, &bank);
    const bool bank_kept = tool_out_close(&bank, done), kept = tool_out_close(&answers, bank_kept && done) && bank_kept;
    const bool told = done && kept && gather_tell(&g, files, json);
    tool_advise(NULL);
    gather_free(&g);
    return told ? TOOL_OK : TOOL_FAILED;
}
