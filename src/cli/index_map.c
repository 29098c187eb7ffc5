/* smacs index map: draws the map of an index, for pictures. */
#include "base/error.h"
#include "cli/cli.h"

static int draw(const char *file, const char *out) {
    tool_index x = {0};
    void *bytes = NULL;
    size_t size = 0;
    smacs_map_quality quality;
    smacs_error error;
    int code = TOOL_FAILED;
    if (tool_index_open(file, &x)) {
        if (smacs_map_draw(NULL, x.bytes, x.size, &bytes, &size, &quality, &error) != SMACS_OK) {
            tool_fail(file, &error);
        } else if (tool_save(out, bytes, size)) {
            fprintf(stderr,
                    "%s: %u questions on a map, %llu bytes more\n"
                    "of the ten nearest on it, %.1f %% share the test and subject; by the vectors, %.1f %%\n",
                    out, x.facts.questions, (unsigned long long)x.facts.questions * sizeof(smacs_spot),
                    100.0 * quality.plane, 100.0 * quality.vectors);
            code = TOOL_OK;
        }
    }
    smacs_free(NULL, bytes);
    tool_index_free(&x);
    return code;
}

int cli_index_map(int argc, char **argv) {
    tool_list positionals = {0};
    const char *out = NULL;
    const cli_flag flags[] = {
        {"--out", CLI_UPDATE, &out, "Y.smx", "the file to write", true},
    };
    const cli_command command = {"index map",
                                 "X.smx",
                                 1,
                                 1,
                                 "put the questions of an index on a plane, similar ones together, for pictures",
                                 "smacs index map x.smx --out x.smx",
                                 flags,
                                 1};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        code = draw(positionals.items[0], out);
    }
    tool_list_free(&positionals);
    return code;
}
