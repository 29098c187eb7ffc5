/* Parses the arguments by the flag table of each command, prints help, and suggests corrections. */
#include "cli/cli.h"
#include "json/run.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool push(tool_list *list, const char *item) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    if (!smacs_mem_reserve(&a, &list->items, &list->capacity, list->count + 1, sizeof *list->items)) {
        return false;
    }
    list->items[list->count++] = item;
    return true;
}

static void help_flag(const cli_flag *flag) {
    char left[40];
    snprintf(left, sizeof left, "%s%s%s", flag->name, flag->value ? " " : "", flag->value ? flag->value : "");
    printf("  %-24s %s%s\n", left, flag->help, flag->required ? " (required)" : "");
}

static void help(const cli_command *command) {
    printf("smacs %s: %s\n\nusage: smacs %s%s%s [options]\n\n", command->words, command->summary, command->words,
           command->positionals[0] ? " " : "", command->positionals);
    for (size_t i = 0; i < command->flag_count; i++) {
        help_flag(&command->flags[i]);
    }
    printf("  %-24s %s\n\nexample:\n  %s\n", "--help", "this text", command->example);
}

static bool usage(const cli_command *command, const char *message, const char *what, int *code) {
    fprintf(stderr, "smacs %s: %s%s%s\nsmacs %s --help lists the options\n", command->words, message, what ? " " : "",
            what ? what : "", command->words);
    *code = TOOL_USAGE;
    return false;
}

static const cli_flag *find_flag(const cli_command *command, const char *name, size_t size) {
    for (size_t i = 0; i < command->flag_count; i++) {
        const cli_flag *flag = &command->flags[i];
        if (strlen(flag->name) == size && memcmp(flag->name, name, size) == 0) {
            return flag;
        }
    }
    return NULL;
}

static bool unknown_flag(const cli_command *command, const char *given, int *code) {
    const char *names[32] = {"--help"};
    size_t count = 1;
    for (; count <= command->flag_count && count < 32; count++) {
        names[count] = command->flags[count - 1].name;
    }
    const char *nearest = tool_nearest(given, names, count);
    fprintf(stderr, "smacs %s: there is no option %s", command->words, given);
    if (nearest) {
        fprintf(stderr, "; did you mean %s?", nearest);
    }
    fprintf(stderr, "\nsmacs %s --help lists the options\n", command->words);
    *code = TOOL_USAGE;
    return false;
}

static bool no_memory(int *code) {
    *code = tool_fail_plain(NULL, "out of memory", NULL);
    return false;
}

static bool parse_whole(const char *text, uint64_t most, uint64_t *out) {
    uint64_t value = 0;
    if (!text[0]) {
        return false;
    }
    for (; *text; text++) {
        if (*text < '0' || *text > '9') {
            return false;
        }
        const uint64_t digit = (uint64_t)(*text - '0');
        if (value > (most - digit) / 10) {
            return false;
        }
        value = value * 10 + digit;
    }
    *out = value;
    return true;
}

/* Cuts "a,b,c" into names; empty ones are refused. */
static bool parse_names(const char *text, tool_list *list, bool *starved) {
    const size_t size = strlen(text) + 1;
    tool_list_free(list);
    list->copy = malloc(size);
    *starved = !list->copy;
    if (*starved) {
        return false;
    }
    memcpy(list->copy, text, size);
    for (char *name = list->copy; name;) {
        char *comma = strchr(name, ',');
        if (comma) {
            *comma = 0;
        }
        *starved = name[0] && !push(list, name);
        if (!name[0] || *starved) {
            return false;
        }
        name = comma ? comma + 1 : NULL;
    }
    return true;
}

/* False: the value is none for this flag, or *starved: out of memory. */
static bool set_flag(const cli_flag *flag, const char *value, bool *starved) {
    uint64_t whole = 0;
    char *end = NULL;
    switch (flag->kind) {
    case CLI_TEXT:
    case CLI_OUT:
    case CLI_UPDATE:
        *(const char **)flag->target = value;
        return true;
    case CLI_COUNT:
        if (!parse_whole(value, UINT32_MAX, &whole) || whole == 0) {
            return false;
        }
        *(uint32_t *)flag->target = (uint32_t)whole;
        return true;
    case CLI_SEED:
        return parse_whole(value, UINT64_MAX, (uint64_t *)flag->target);
    case CLI_ALPHA: {
        const double number = strtod(value, &end);
        *(double *)flag->target = number;
        return end != value && !*end && number > 0.0 && number <= 1.0;
    }
    case CLI_AMOUNT: {
        const double number = strtod(value, &end);
        *(double *)flag->target = number;
        return end != value && !*end && number >= 0.0 && number <= 1e300;
    }
    case CLI_FILES:
        *starved = !push(flag->target, value);
        return !*starved;
    case CLI_NAMES:
        return parse_names(value, flag->target, starved);
    case CLI_SWITCH:
    default:
        return false;
    }
}

static bool is_flag(const char *argument) { return argument[0] == '-' && argument[1] != 0; }

/* Whether a flag of several values takes this one too: where the index may be left out, it still may follow them. */
static bool goes_on(const cli_command *command, const tool_list *positionals, const char *value) {
    return !is_flag(value) &&
           (positionals->count == command->most || (positionals->count >= command->least && !cli_names_index(value)));
}

/* Takes the flag at argv[*at] and its values. */
static bool take_flag(const cli_command *command, int argc, char **argv, int *at, const tool_list *positionals,
                      const cli_flag **seen, int *code) {
    const char *given = argv[*at];
    const char *equals = strchr(given, '=');
    const size_t size = equals ? (size_t)(equals - given) : strlen(given);
    const cli_flag *flag = find_flag(command, given, size);
    *seen = flag;
    if (!flag) {
        return unknown_flag(command, given, code);
    }
    if (flag->kind == CLI_SWITCH) {
        *(int *)flag->target = 1;
        return equals ? usage(command, "this option takes no value:", flag->name, code) : true;
    }
    const char *value = equals ? equals + 1 : *at + 1 < argc ? argv[++*at] : NULL;
    if (!value || (!equals && is_flag(value) && find_flag(command, value, strlen(value)))) {
        return usage(command, "a value is missing after", flag->name, code);
    }
    bool starved = false;
    if (!set_flag(flag, value, &starved)) {
        if (starved) {
            return no_memory(code);
        }
        fprintf(stderr, "smacs %s: %s does not take \"%s\"; %s\nsmacs %s --help lists the options\n", command->words,
                flag->name, value, flag->help, command->words);
        *code = TOOL_USAGE;
        return false;
    }
    while (flag->kind == CLI_FILES && *at + 1 < argc && goes_on(command, positionals, argv[*at + 1])) {
        if (!push(flag->target, argv[++*at])) {
            return no_memory(code);
        }
    }
    return true;
}

/* ---- files that are read and written ---- */

bool cli_takes_file(const cli_flag *flag) {
    static const char *const endings[] = {"FILE", ".json", ".jsonl", ".smx", ".smh", ".sme", ".html"};
    for (size_t i = 0; flag->value && i < sizeof endings / sizeof *endings; i++) {
        if (strstr(flag->value, endings[i])) {
            return true;
        }
    }
    return false;
}

/* Where a file is: itself, or while it is not there its folder and its name. */
typedef struct file_place {
    struct stat facts;
    const char *name; /* NULL: the file is there */
} file_place;

/* False: nothing of it can be destroyed, because it is a stream or a device, or it cannot be there. */
static bool find_place(const char *file, file_place *p) {
    *p = (file_place){0};
    if (strcmp(file, "-") == 0) {
        return false;
    }
    if (stat(file, &p->facts) == 0) {
        return S_ISREG(p->facts.st_mode);
    }
    const char *slash = strrchr(file, '/');
    const size_t size = slash ? (size_t)(slash - file) + 1 : 0;
    char folder[4096] = ".";
    if (size >= sizeof folder) {
        return false;
    }
    memcpy(folder, file, size);
    folder[size > 0 ? size : 1] = 0;
    p->name = file + size;
    return stat(folder, &p->facts) == 0;
}

/* `there`: only what is there counts, because it is read. Where a file system numbers no files, equal names tell. */
static bool same_place(const char *a, const char *b, bool there) {
    file_place x, y;
    if (!find_place(a, &x) || !find_place(b, &y) || (there && x.name)) {
        return false;
    }
    const bool numbered = x.facts.st_ino != 0 && x.facts.st_dev == y.facts.st_dev && x.facts.st_ino == y.facts.st_ino;
    return strcmp(a, b) == 0 || (numbered && !x.name == !y.name && (!x.name || strcmp(x.name, y.name) == 0));
}

static bool is_out(const cli_flag *flag) { return flag->kind == CLI_OUT || flag->kind == CLI_UPDATE; }

static bool refuse_file(const cli_command *command, const cli_flag *out, const char *file, const char *also,
                        int *code) {
    fprintf(stderr, "smacs %s: %s would overwrite %s, which is given %s%s; name another file\n", command->words,
            out->name, file, strcmp(also, "as an argument") == 0 ? "" : "with ", also);
    *code = TOOL_USAGE;
    return false;
}

/* Whether a file that is written is none of those of another flag. */
static bool apart_from_flag(const cli_command *command, const cli_flag *out, const cli_flag *other, int *code) {
    const char *file = *(const char **)out->target;
    const tool_list one = {.items = other->target, .count = 1};
    const tool_list *all = other->kind == CLI_FILES ? other->target : &one;
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i] && same_place(file, all->items[i], !is_out(other))) {
            return refuse_file(command, out, all->items[i], other->name, code);
        }
    }
    return true;
}

/* Refuses to write a file that is read, or the same file twice, before anything is opened. */
static bool files_apart(const cli_command *command, const tool_list *positionals, int *code) {
    for (size_t i = 0; i < command->flag_count; i++) {
        const cli_flag *out = &command->flags[i];
        const char *file = is_out(out) ? *(const char **)out->target : NULL;
        for (size_t k = 0; file && out->kind == CLI_OUT && k < positionals->count; k++) {
            if (same_place(file, positionals->items[k], true)) {
                return refuse_file(command, out, positionals->items[k], "as an argument", code);
            }
        }
        for (size_t k = 0; file && k < command->flag_count; k++) {
            const cli_flag *other = &command->flags[k];
            const bool once = is_out(other) && k <= i; /* a pair of those that are written */
            if (!once && cli_takes_file(other) && other->kind != CLI_SWITCH &&
                !apart_from_flag(command, out, other, code)) {
                return false;
            }
        }
    }
    return true;
}

/* Who wants to see the next command's description. */
static struct {
    cli_visitor visit;
    void *context;
} describing;

void cli_describe(int (*run)(int argc, char **argv), cli_visitor visit, void *context) {
    describing.visit = visit;
    describing.context = context;
    run(0, NULL);
    describing.visit = NULL;
}

bool cli_parse(const cli_command *command, int argc, char **argv, tool_list *positionals, int *code) {
    uint64_t seen = 0; /* a bit for each flag */
    *code = TOOL_OK;
    if (describing.visit) {
        describing.visit(describing.context, command);
        return false;
    }
    for (int i = 0; i < argc; i++) {
        const cli_flag *flag = NULL;
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            help(command);
            return false;
        }
        if (!is_flag(argv[i])) {
            if (positionals->count == command->most) {
                return usage(command, "too many arguments:", argv[i], code);
            }
            if (!push(positionals, argv[i])) {
                return no_memory(code);
            }
            continue;
        }
        if (!take_flag(command, argc, argv, &i, positionals, &flag, code)) {
            return false;
        }
        const uint64_t bit = UINT64_C(1) << (flag - command->flags);
        if (seen & bit && flag->kind != CLI_FILES) {
            return usage(command, "this option was given twice:", flag->name, code);
        }
        seen |= bit;
    }
    if (positionals->count < command->least) {
        return usage(command, "an argument is missing:", command->positionals, code);
    }
    for (size_t i = 0; i < command->flag_count; i++) {
        if (command->flags[i].required && !(seen >> i & 1)) {
            return usage(command, "an option is missing:", command->flags[i].name, code);
        }
    }
    return files_apart(command, positionals, code);
}

bool cli_read_pace(const char *word, smacs_pace *pace, int *code) {
    uint32_t place;
    if (!smacs_find_word(word, smacs_run_paces, &place)) {
        fprintf(stderr, "smacs: --pace is fast, thrifty or thorough, not \"%s\"\n", word);
        *code = TOOL_USAGE;
        return false;
    }
    *pace = (smacs_pace)place;
    return true;
}
