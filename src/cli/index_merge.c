/* smacs index merge. */
#include "cli/cli.h"

/* Cards of one fit only can stand in an index: that of the first that has some. */
static void say_what_is_dropped(const tool_list *files, const smacs_index **handles) {
    uint64_t kept = 0;
    for (size_t i = 0; i < files->count; i++) {
        const smacs_index_published of = smacs_index_describe_published(handles[i]);
        kept = kept ? kept : of.fit;
        if (of.fit && of.fit != kept) {
            fprintf(stderr, "%s: left out: published scores of %u models, which are of another fit\n", files->items[i],
                    of.cards);
        }
    }
}

static int save(const tool_list *files, const smacs_index **handles, const char *out) {
    void *bytes = NULL;
    size_t size = 0, failed = 0;
    smacs_error error;
    if (smacs_assembly_merge(NULL, handles, files->count, &failed, &bytes, &size, &error) != SMACS_OK) {
        return tool_fail(failed < files->count ? files->items[failed] : out, &error);
    }
    const bool saved = tool_save(out, bytes, size);
    smacs_free(NULL, bytes);
    say_what_is_dropped(files, handles);
    return saved ? TOOL_OK : TOOL_FAILED;
}

static int merge(const tool_list *files, const char *out) {
    tool_indexes indexes;
    const int code = tool_indexes_open(files, &indexes) ? save(files, indexes.handles, out) : TOOL_FAILED;
    tool_indexes_free(&indexes);
    return code;
}

int cli_index_merge(int argc, char **argv) {
    tool_list positionals = {0};
    const char *out = NULL;
    const cli_flag flags[] = {
        {"--out", CLI_UPDATE, &out, "C.smx", "the file to write", true},
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
        code = merge(&positionals, out);
    }
    tool_list_free(&positionals);
    return code;
}
