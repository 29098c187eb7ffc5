/* The index and the embedder where none is given: the environment's, those beside the program, those installed with it,
 * or those of the source tree that it was built in. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_LONGEST = 4096 };

static bool is_readable(const char *file) {
    FILE *stream = fopen(file, "rb");
    if (stream) {
        fclose(stream);
    }
    return stream != NULL;
}

/* The folder of this program with a slash; false where the system does not tell. */
static bool program_folder(char *folder, size_t capacity) {
#ifdef SMACS_WITHOUT_NETWORK /* WASI */
    (void)folder;
    (void)capacity;
    return false;
#else
    const ssize_t size = readlink("/proc/self/exe", folder, capacity - 1);
    if (size <= 0 || (size_t)size >= capacity - 1) {
        return false;
    }
    folder[size] = 0;
    char *slash = strrchr(folder, '/');
    if (slash) {
        slash[1] = 0;
    }
    return slash != NULL;
#endif
}

/* Finds the file into `path` [PATH_LONGEST]. False after a report. */
static bool find(const char *variable, const char *name, const char *what, char *path) {
    static const char *const places[] = {"", "../share/smacs/", "../../web/assets/"};
    const char *named = getenv(variable);
    char folder[PATH_LONGEST];
    if (named && named[0]) {
        return snprintf(path, PATH_LONGEST, "%s", named) < PATH_LONGEST;
    }
    const bool told = program_folder(folder, sizeof folder);
    for (size_t i = 0; i < sizeof places / sizeof *places && told; i++) {
        const int size = snprintf(path, PATH_LONGEST, "%s%s%s", folder, places[i], name);
        if (size < PATH_LONGEST && is_readable(path)) {
            return true;
        }
    }
    fprintf(stderr,
            "smacs: no %s was given, and there is none beside the program, in ../share/smacs or in the source tree\n"
            "  name one, or set %s\n",
            what, variable);
    return false;
}

const char *cli_default_index(const char *given) {
    static char path[PATH_LONGEST];
    return given ? given : find("SMACS_INDEX", "default.smx", "index", path) ? path : NULL;
}

const char *cli_default_embedder(const char *given) {
    static char path[PATH_LONGEST];
    return given ? given : find("SMACS_EMBEDDER", "default.sme", "embedder", path) ? path : NULL;
}

bool cli_open_tools(const char *index, const char *embedder, tool_index *x, tool_embedder *e) {
    index = cli_default_index(index);
    embedder = index ? cli_default_embedder(embedder) : NULL;
    return index && embedder && tool_index_open(index, x) && tool_embedder_open(embedder, e);
}

bool cli_names_index(const char *argument) {
    const size_t size = strlen(argument);
    return size > 4 && (strcmp(argument + size - 4, ".smx") == 0 || strcmp(argument + size - 4, ".smh") == 0);
}

bool cli_take_question(const tool_list *positionals, const char **index, const char **question, int *code) {
    const char *const first = positionals->count > 0 ? positionals->items[0] : NULL;
    const char *const second = positionals->count > 1 ? positionals->items[1] : NULL;
    *index = first && (second || *question || cli_names_index(first)) ? first : NULL;
    const char *given = second ? second : *index ? NULL : first;
    if (given && *question) {
        fprintf(stderr, "smacs: the question is given twice: \"%s\" and --question\n", given);
        *code = TOOL_USAGE;
        return false;
    }
    *question = given ? given : *question;
    return true;
}
