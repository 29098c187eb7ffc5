/* smacs completions, smacs manual: what the help says, for shells and for man. */
#include "cli/cli.h"
#include "json/fields.h"

#include <string.h>

/* Prints text with `escaped` characters behind a mark. */
static void print_escaped(const char *text, const char *escaped, const char *mark) {
    for (; *text; text++) {
        printf("%s%c", strchr(escaped, *text) ? mark : "", *text);
    }
}

/* The length of the group's name where the command is the first of a group, as `index` of "index build"; else 0. */
static size_t group_at(size_t i) {
    const cli_entry *entry = cli_entry_at(i), *last = i > 0 ? cli_entry_at(i - 1) : NULL;
    const size_t size = strcspn(entry->words, " ");
    return entry->words[size] && !(last && strncmp(last->words, entry->words, size + 1) == 0) ? size : 0;
}

/* The command behind the i-th in the group whose name is `size` long, NULL where it is the last. */
static const cli_entry *next_in_group(size_t i, size_t size) {
    const cli_entry *entry = cli_entry_at(i), *next = cli_entry_at(i + 1);
    return next && strncmp(next->words, entry->words, size + 1) == 0 ? next : NULL;
}

/* ---- bash ---- */

static void bash_command(void *context, const cli_command *command) {
    (void)context;
    printf("    \"%s\")\n        flags=\"--help", command->words);
    for (size_t i = 0; i < command->flag_count; i++) {
        printf(" %s", command->flags[i].name);
    }
    printf("\"\n        plain=\"");
    for (size_t i = 0; i < command->flag_count; i++) {
        const cli_flag *flag = &command->flags[i];
        if (flag->value && !cli_takes_file(flag)) {
            printf(" %s", flag->name);
        }
    }
    printf(" \" ;;\n");
}

/* Completes the second word of a group. */
static void bash_group(size_t first, size_t size) {
    const cli_entry *entry = cli_entry_at(first);
    printf("    %.*s)\n        if ((COMP_CWORD == 2)); then\n            mapfile -t COMPREPLY < <(compgen -W \"",
           (int)size, entry->words);
    for (size_t i = first; entry; entry = next_in_group(i++, size)) {
        printf("%s%s", i > first ? " " : "", entry->words + size + 1);
    }
    puts("\" -- \"$cur\")\n            return\n        fi\n        words+=\" ${COMP_WORDS[2]}\" ;;");
}

static void print_bash(void) {
    const cli_entry *entry;
    puts("# bash completion for smacs, made by smacs completions bash\n"
         "_smacs() {\n"
         "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} words=${COMP_WORDS[1]} flags= "
         "plain=\n"
         "    COMPREPLY=()");
    printf("    local first=\"");
    for (size_t i = 0; (entry = cli_entry_at(i)) != NULL; i++) {
        if (group_at(i) || !strchr(entry->words, ' ')) {
            printf("%s%.*s", i > 0 ? " " : "", (int)strcspn(entry->words, " "), entry->words);
        }
    }
    puts("\"\n    if ((COMP_CWORD == 1)); then\n"
         "        mapfile -t COMPREPLY < <(compgen -W \"$first --help --version\" -- \"$cur\")\n"
         "        return\n"
         "    fi\n"
         "    case $words in");
    for (size_t i = 0; cli_entry_at(i); i++) {
        if (group_at(i)) {
            bash_group(i, group_at(i));
        }
    }
    puts("    esac\n    case $words in");
    for (size_t i = 0; (entry = cli_entry_at(i)) != NULL; i++) {
        cli_describe(entry->run, bash_command, NULL);
    }
    puts("    esac\n"
         "    if [[ $cur == -* ]]; then\n"
         "        mapfile -t COMPREPLY < <(compgen -W \"$flags\" -- \"$cur\")\n"
         "    elif [[ $plain != *\" $prev \"* ]]; then\n"
         "        mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
         "    fi\n"
         "}\n"
         "complete -o filenames -F _smacs smacs");
}

/* ---- zsh ---- */

/* Prints text between single quotes of the shell, with `escaped` characters behind a backslash. */
static void print_zsh_text(const char *text, const char *escaped) {
    for (; *text; text++) {
        if (*text == '\'') {
            fputs("'\\''", stdout);
        } else {
            printf("%s%c", strchr(escaped, *text) ? "\\" : "", *text);
        }
    }
}

static void zsh_command(void *context, const cli_command *command) {
    (void)context;
    printf("    (\"%s\") _arguments \\\n        '--help[this text]' \\\n", command->words);
    for (size_t i = 0; i < command->flag_count; i++) {
        const cli_flag *flag = &command->flags[i];
        printf("        '%s%s[", flag->kind == CLI_FILES ? "*" : "", flag->name);
        print_zsh_text(flag->help, "[]:");
        printf("]%s%s%s' \\\n", flag->value ? ":" : "", flag->value ? "value" : "",
               !flag->value           ? ""
               : cli_takes_file(flag) ? ":_files"
                                      : ": ");
    }
    puts("        '*:file:_files' ;;");
}

/* Completes the second word of a group. */
static void zsh_group(size_t first, size_t size) {
    const cli_entry *entry = cli_entry_at(first);
    printf("    (%.*s)\n        commands=(", (int)size, entry->words);
    for (size_t i = first; entry; entry = next_in_group(i++, size)) {
        printf(" '%s:", entry->words + size + 1);
        print_zsh_text(entry->summary, "");
        printf("'");
    }
    puts(" )\n        if ((CURRENT == 3)); then\n            _describe command commands\n            return\n      "
         "  fi\n"
         "        words_of_command+=\" $words[3]\" skip=2 ;;");
}

/* A first word with what it is for: of a group, what stands behind it. */
static void zsh_first_word(size_t i) {
    const cli_entry *entry = cli_entry_at(i);
    const size_t size = group_at(i);
    if (size == 0 && strchr(entry->words, ' ')) {
        return;
    }
    printf("        '%.*s:", (int)strcspn(entry->words, " "), entry->words);
    if (size == 0) {
        print_zsh_text(entry->summary, "");
    }
    for (size_t k = i; size > 0 && entry; entry = next_in_group(k++, size)) {
        printf("%s%s", k > i ? ", " : "", entry->words + size + 1);
    }
    puts("'");
}

static void print_zsh(void) {
    const cli_entry *entry;
    puts("#compdef smacs\n# made by smacs completions zsh\n"
         "_smacs() {\n    local words_of_command=$words[2] skip=1\n    local -a commands\n    commands=(");
    for (size_t i = 0; cli_entry_at(i); i++) {
        zsh_first_word(i);
    }
    puts("    )\n    if ((CURRENT == 2)); then\n        _describe command commands\n        return\n    fi\n    case "
         "$words[2] in");
    for (size_t i = 0; cli_entry_at(i); i++) {
        if (group_at(i)) {
            zsh_group(i, group_at(i));
        }
    }
    puts("    esac\n    shift $skip words\n    ((CURRENT -= skip))\n    case $words_of_command in");
    for (size_t i = 0; (entry = cli_entry_at(i)) != NULL; i++) {
        cli_describe(entry->run, zsh_command, NULL);
    }
    puts("    esac\n}\n_smacs \"$@\"");
}

/* ---- fish ---- */

static void fish_command(void *context, const cli_command *command) {
    (void)context;
    for (size_t i = 0; i < command->flag_count; i++) {
        const cli_flag *flag = &command->flags[i];
        printf("complete -c smacs -n '__smacs_is \"%s\"' -l %s%s -d '", command->words, flag->name + 2,
               !flag->value           ? ""
               : cli_takes_file(flag) ? " -r -F"
                                      : " -x");
        print_escaped(flag->help, "'\\", "\\");
        puts("'");
    }
}

static void print_fish(void) {
    const cli_entry *entry;
    puts("# fish completion for smacs, made by smacs completions fish\n"
         "function __smacs_is\n"
         "    set -l words (commandline -opc)\n"
         "    set -l said (string join ' ' -- $words[2..-1])\n"
         "    string match -q -- \"$argv[1] *\" \"$said \"\n"
         "end\n"
         "function __smacs_at\n"
         "    set -l words (commandline -opc)\n"
         "    test \"$words[2..-1]\" = \"$argv[1]\"\n"
         "end");
    for (size_t i = 0; (entry = cli_entry_at(i)) != NULL; i++) {
        const char *space = strchr(entry->words, ' ');
        const int size = (int)strcspn(entry->words, " ");
        if (group_at(i)) {
            printf("complete -c smacs -n '__smacs_at \"\"' -f -a %.*s\n", size, entry->words);
        }
        if (space) {
            printf("complete -c smacs -n '__smacs_at \"%.*s\"' -f -a %s -d '", size, entry->words, space + 1);
        } else {
            printf("complete -c smacs -n '__smacs_at \"\"' -f -a %s -d '", entry->words);
        }
        print_escaped(entry->summary, "'\\", "\\");
        puts("'");
    }
    for (size_t i = 0; (entry = cli_entry_at(i)) != NULL; i++) {
        cli_describe(entry->run, fish_command, NULL);
    }
}

int cli_completions(int argc, char **argv) {
    static const char *const shells[] = {"bash", "zsh", "fish", NULL};
    static void (*const print[])(void) = {print_bash, print_zsh, print_fish};
    tool_list positionals = {0};
    const cli_command command = {"completions",
                                 "SHELL",
                                 1,
                                 1,
                                 "print what completes this command in bash, zsh or fish",
                                 "smacs completions bash > ~/.local/share/bash-completion/completions/smacs",
                                 NULL,
                                 0};
    uint32_t shell = 0;
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        if (smacs_find_word(positionals.items[0], shells, &shell)) {
            print[shell]();
        } else {
            fprintf(stderr, "smacs completions: the shell is bash, zsh or fish, not \"%s\"\n", positionals.items[0]);
            code = TOOL_USAGE;
        }
    }
    tool_list_free(&positionals);
    return code;
}

/* ---- the manual ---- */

/* Text of roff: backslashes and hyphens are literal, and no line begins with a dot or a quote. */
static void print_roff(const char *text) {
    for (const char *at = text; *at; at++) {
        if (at == text && (*at == '.' || *at == '\'')) {
            fputs("\\&", stdout);
        }
        fputs(*at == '\\' ? "\\e" : *at == '-' ? "\\-" : "", stdout);
        if (*at != '\\' && *at != '-') {
            putchar(*at);
        }
    }
}

static void man_command(void *context, const cli_command *command) {
    (void)context;
    printf(".SS smacs %s", command->words);
    if (command->positionals[0]) {
        fputs(" ", stdout);
        print_roff(command->positionals);
    }
    fputs("\n", stdout);
    print_roff(command->summary);
    fputs(".\n", stdout);
    for (size_t i = 0; i < command->flag_count; i++) {
        const cli_flag *flag = &command->flags[i];
        fputs(".TP\n\\fB", stdout);
        print_roff(flag->name);
        fputs("\\fR", stdout);
        if (flag->value) {
            fputs(" \\fI", stdout);
            print_roff(flag->value);
            fputs("\\fR", stdout);
        }
        fputs("\n", stdout);
        print_roff(flag->help);
        puts(flag->required ? " (required)" : "");
    }
    fputs(".PP\nExample:\n.EX\n", stdout);
    print_roff(command->example);
    fputs("\n.EE\n", stdout);
}

int cli_manual(int argc, char **argv) {
    tool_list positionals = {0};
    const cli_entry *entry;
    const cli_command command = {"manual", "", 0, 0, "print the manual page", "smacs manual > smacs.1 && man ./smacs.1",
                                 NULL,     0};
    int code;
    const bool wanted = cli_parse(&command, argc, argv, &positionals, &code);
    tool_list_free(&positionals);
    if (!wanted) {
        return code;
    }
    printf(".TH SMACS 1 \"\" \"smacs %s\" \"User Commands\"\n", smacs_version());
    fputs(".SH NAME\nsmacs \\- which open models to ask, and which of their answers to keep\n"
          ".SH SYNOPSIS\n.B smacs\n.I COMMAND\n[...]\n.SH COMMANDS\n",
          stdout);
    for (size_t i = 0; (entry = cli_entry_at(i)) != NULL; i++) {
        cli_describe(entry->run, man_command, NULL);
    }
    fputs(".SH ENVIRONMENT\n"
          ".TP\n.B SMACS_INDEX\nThe index, where a command is given none. Without it: the first default.smx beside the "
          "program,\nin ../share/smacs from there, or in ../../web/assets.\n"
          ".TP\n.B SMACS_EMBEDDER\nThe same for the embedder, default.sme.\n"
          ".TP\n.B SOURCE_DATE_EPOCH\nThe date of results of eval, in seconds; set to nothing: they have none.\n"
          ".SH FILES\nWhat is called src/.../README.md here is in ../share/doc/smacs from the program, and in a "
          "checkout.\n"
          ".SH EXIT STATUS\n0: done. 1: failed; of run: no answer was kept. 2: wrong arguments.\n",
          stdout);
    return TOOL_OK;
}
