/* smacs index shard: indexes -> a sharded index. */
#include "cli/cli.h"
#include "tool/shards.h"

#include <stdlib.h>

typedef struct shard_flags {
    const char *out;
    uint32_t cells;
    double megabytes;
    uint64_t seed;
} shard_flags;

/* Files as they are written. The head comes last, so that it is never there without its cells. */
typedef struct writing {
    const char *head;
    char *name; /* of the shard that is written, which `out` borrows */
    tool_out out;
    bool open, failed;
    uint32_t file, files;
    uint64_t size; /* of all */
} writing;

static bool begin_file(writing *w, uint32_t file) {
    free(w->name);
    w->name = tool_shard_name(w->head, file);
    w->open = w->name && tool_out_open(w->name, &w->out);
    w->file = file;
    w->files = file + 1;
    if (!w->name) {
        tool_fail_plain(w->head, "out of memory", NULL);
    }
    return w->open;
}

static bool take(void *context, uint32_t file, const void *bytes, size_t size) {
    writing *w = context;
    w->size += size;
    if (w->open && file != w->file) {
        w->failed = !tool_out_close(&w->out, true);
        w->open = false;
    }
    if (!w->failed && file == UINT32_MAX) {
        w->failed = !tool_save(w->head, bytes, size);
    } else if (!w->failed) {
        w->failed = !w->open && !begin_file(w, file);
        if (!w->failed) {
            tool_out_write(&w->out, bytes, size);
        }
    }
    return !w->failed;
}

static int save(const tool_list *files, const smacs_index **handles, const shard_flags *given) {
    writing w = {.head = given->out};
    size_t failed = 0;
    smacs_error error;
    tool_progress progress = tool_progress_begin("sharding");
    const smacs_shards_options options = {.cells = given->cells,
                                          .file_size = (uint64_t)(given->megabytes * 1e6),
                                          .seed = given->seed,
                                          .progress = tool_progress_step,
                                          .progress_context = &progress};
    const smacs_status status = smacs_assembly_shards(NULL, handles, files->count, &options, take, &w, &failed, &error);
    tool_progress_end(&progress);
    if (w.open) {
        tool_out_close(&w.out, false);
    }
    free(w.name);
    if (status != SMACS_OK) {
        return w.failed ? TOOL_FAILED : tool_fail(failed < files->count ? files->items[failed] : given->out, &error);
    }
    uint64_t questions = 0;
    for (size_t i = 0; i < files->count; i++) {
        questions += smacs_index_describe(handles[i]).questions;
    }
    fprintf(stderr, "%s: %llu questions in %u file%s beside it, %.1f MB together\n", given->out,
            (unsigned long long)questions, (unsigned)w.files, w.files == 1 ? "" : "s", (double)w.size / 1e6);
    return TOOL_OK;
}

static int shard(const tool_list *files, const shard_flags *given) {
    if (!tool_is_head(given->out)) {
        fputs("smacs index shard: the name of --out must end with .smh\n", stderr);
        return TOOL_USAGE;
    }
    tool_indexes indexes;
    const int code = tool_indexes_open(files, &indexes) ? save(files, indexes.handles, given) : TOOL_FAILED;
    tool_indexes_free(&indexes);
    return code;
}

int cli_index_shard(int argc, char **argv) {
    tool_list positionals = {0};
    shard_flags given = {0};
    const cli_flag flags[] = {
        {"--out", CLI_OUT, &given.out, "BANK.smh", "the head to write; BANK-000.smc, .. come beside it", true},
        {"--cells", CLI_COUNT, &given.cells, "N", "how many (32 times the root of the questions, one for 30 at most)",
         false},
        {"--megabytes", CLI_AMOUNT, &given.megabytes, "MB", "of a file, about (20)", false},
        {"--seed", CLI_SEED, &given.seed, "S", "of the cells' centres (1)", false},
    };
    const cli_command command = {"index shard",
                                 "A.smx [B.smx ...]",
                                 1,
                                 1000,
                                 "cut indexes into cells, of which a question needs a few",
                                 "smacs index shard part*.smx --out bank.smh",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        code = shard(&positionals, &given);
    }
    tool_list_free(&positionals);
    return code;
}
