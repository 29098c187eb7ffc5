/* Parses the arguments by the flag table of each command, prints help, and suggests corrections. */
#include "cli/cli.h"
#include "json/run.h"

#include <stdlib.h>
#include <string.h>

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

/* Takes the flag at argv[*at] and its values. */
static bool take_flag(const cli_command *command, int argc, char **argv, int *at, bool greedy, const cli_flag **seen,
                      int *code) {
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
    while (flag->kind == CLI_FILES && greedy && *at + 1 < argc && !is_flag(argv[*at + 1])) {
        if (!push(flag->target, argv[++*at])) {
            return no_memory(code);
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
    uint32_t seen = 0; /* a bit for each flag */
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
        if (!take_flag(command, argc, argv, &i, positionals->count == command->most, &flag, code)) {
            return false;
        }
        const uint32_t bit = 1u << (flag - command->flags);
        if (seen & bit && flag->kind != CLI_FILES) {
            return usage(command, "this option was given twice:", flag->name, code);
        }
        seen |= bit;
    }
    if (positionals->count < command->least) {
        return usage(command, "an argument is missing:", command->positionals, code);
    }
    for (size_t i = 0; i < command->flag_count; i++) {
        if (command->flags[i].required && !(seen & 1u << i)) {
            return usage(command, "an option is missing:", command->flags[i].name, code);
        }
    }
    return true;
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
