#include "import/gather.h"

#include <string.h>

/* The first byte of a file that is no blank; 0: it cannot be told. */
static char first_byte(const char *file) {
    FILE *stream = strcmp(file, "-") == 0 ? NULL : fopen(file, "rb");
    int c = 0;
    while (stream && (c = fgetc(stream)) != EOF && strchr(" \t\r\n", c)) {
    }
    if (stream) {
        fclose(stream);
    }
    return (char)(c == EOF ? 0 : c);
}

static bool read_file(gather *g, import_format format, const char *file) {
    switch (format) {
    case IMPORT_LM_EVAL:
        return import_lm_eval(g, file);
    case IMPORT_ROUTERBENCH:
        return first_byte(file) == '{' ? import_table_lines(g, file) : import_table(g, file, true);
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

static void note_percent(gather *g) {
    if (g->options->percent && g->most <= 1.0) {
        gather_leave(g, "scores were read as percent, but none is above 1", (smacs_text){0});
    }
}

int import_run(import_format format, const tool_list *files, const import_options *options, const char *out,
               const char *responses, bool json) {
    tool_out bank = {0}, answers = {0};
    gather g = {.a = smacs_allocator_or_default(NULL), .options = options};
    bool done = tool_out_open(out, &bank) && (!responses || tool_out_open(responses, &answers));
    g.responses = responses ? &answers : NULL;
    tool_advise("src/import/README.md says what this format has; --from names the format");
    for (size_t i = 0; i < files->count && done; i++) {
        done = read_file(&g, format, files->items[i]);
    }
    note_percent(&g);
    done = done && gather_write(&g, &bank);
    const bool bank_kept = tool_out_close(&bank, done), kept = tool_out_close(&answers, bank_kept && done) && bank_kept;
    const bool told = done && kept && gather_tell(&g, files, json);
    tool_advise(NULL);
    gather_free(&g);
    return told ? TOOL_OK : TOOL_FAILED;
}
