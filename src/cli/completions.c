/* smacs completions, smacs manual: what the help says, for shells and for man. */
#include "cli/cli.h"
#include "json/fields.h"

#include <string.h>

/* Whether a flag's value is a file. */
static bool takes_file(const cli_flag *flag) {
    static const char *const endings[] = {"FILE", ".json", ".jsonl", ".smx", ".sme", ".html"};
    for (size_t i = 0; flag->value && i < sizeof endings / sizeof *endings; i++) {
        if (strstr(flag->value, endings[i])) {
            return true;
        }
    }
    return false;
}

/* Prints text with `escaped` characters behind a mark. */
static void print_escaped(const char *text, const char *escaped, const char *mark) {
    for (; *text; text++) {
        printf("%s%c", strchr(escaped, *text) ? mark : "", *text);
    }
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
        if (flag->value && !takes_file(flag)) {
            printf(" %s", flag->name);
        }
    }
    printf(" \" ;;\n");
}

static void print_bash(void) {
    const cli_entry *entry;
    const char *before = "";
    puts("# bash completion for smacs, made by smacs completions bash\n"
         "_smacs() {\n"
         "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} words=${COMP_WORDS[1]} flags= "
         "plain=\n"
         "    COMPREPLY=()");
    printf("    local first=\"");
    for (size_t i = 0; (entry = cli_entry_at(i)) != NULL; i++) {
        const size_t size = strcspn(entry->words, " ");
        if (strncmp(before, entry->words, size) != 0 || (before[size] != ' ' && before[size] != 0)) {
            printf("%s%.*s", i > 0 ? " " : "", (int)size, entry->words);
        }
        before = entry->words;
    }
    puts("\"\n    if ((COMP_CWORD == 1)); then\n"
         "        mapfile -t COMPREPLY < <(compgen -W \"$first --help --version\" -- \"$cur\")\n"
         "        return\n"
         "    fi\n"
         "    case $words in");
    for (size_t i = 0; (entry = cli_entry_at(i)) != NULL; i++) {
        const char *space = strchr(entry->words, ' ');
        const int size = space ? (int)(space - entry->words) : 0;
        const cli_entry *last = i > 0 ? cli_entry_at(i - 1) : NULL;
        if (!space || (last && strncmp(last->words, entry->words, (size_t)size + 1) == 0)) {
            continue;
        }
        printf("    %.*s)\n        if ((COMP_CWORD == 2)); then\n            mapfile -t COMPREPLY < <(compgen -W \"",
               size, entry->words);
        for (size_t k = i; (last = cli_entry_at(k)) && strncmp(last->words, entry->words, (size_t)size + 1) == 0; k++) {
            printf("%s%s", k > i ? " " : "", last->words + size + 1);
        }
        puts("\" -- \"$cur\")\n            return\n        fi\n        words+=\" ${COMP_WORDS[2]}\" ;;");
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

static void zsh_command(void *context, const cli_command *command) {
    (void)context;
    printf("    (\"%s\") _arguments \\\n        '--help[this text]' \\\n", command->words);
    for (size_t i = 0; i < command->flag_count; i++) {
        const cli_flag *flag = &command->flags[i];
        printf("        '%s%s[", flag->kind == CLI_FILES ? "*" : "", flag->name);
        for (const char *at = flag->help; *at; at++) { /* '..' is quoted for the shell, [..] for _arguments */
            fputs(*at == '\'' ? "'\\''" : *at == '[' ? "\\[" : *at == ']' ? "\\]" : *at == ':' ? "\\:" : "", stdout);
            if (!strchr("'[]:", *at)) {
                putchar(*at);
            }
        }
        printf("]%s%s%s' \\\n", flag->value ? ":" : "", flag->value ? "value" : "",
               !flag->value       ? ""
               : takes_file(flag) ? ":_files"
                                  : ": ");
    }
    puts("        '*:file:_files' ;;");
}

static void print_zsh(void) {
    const cli_entry *entry;
    puts("#compdef smacs\n# made by smacs completions zsh\n"
         "_smacs() {\n    local words_of_command=$words[2] skip=1\n    local -a commands\n    commands=(");
    for (size_t i = 0; (entry = cli_entry_at(i)) != NULL; i++) {
        if (!strchr(entry->words, ' ')) {
            printf("        '%s:", entry->words);
            print_escaped(entry->summary, "", "");
            puts("'");
        }
    }
    puts("        'embedder:train an embedder'\n        'bank:banks of other tools'\n        'index:build and change "
         "indexes'\n"
         "        'models:which models ids mean'\n        'eval:measure'\n    )");
    puts("    if ((CURRENT == 2)); then\n        _describe command commands\n        return\n    fi\n    case "
         "$words[2] in");
    for (size_t i = 0; (entry = cli_entry_at(i)) != NULL; i++) {
        const char *space = strchr(entry->words, ' ');
        const size_t size = space ? (size_t)(space - entry->words) : 0;
        const cli_entry *last = i > 0 ? cli_entry_at(i - 1) : NULL;
        if (!space || (last && strncmp(last->words, entry->words, size + 1) == 0)) {
            continue;
        }
        printf("    (%.*s)\n        commands=(", (int)size, entry->words);
        for (size_t k = i; (last = cli_entry_at(k)) && strncmp(last->words, entry->words, size + 1) == 0; k++) {
            printf(" '%s:", last->words + size + 1);
            for (const char *at = last->summary; *at; at++) {
                fputs(*at == '\'' ? "'\\''" : "", stdout);
                if (*at != '\'') {
                    putchar(*at);
                }
            }
            printf("'");
        }
        puts(" )\n        if ((CURRENT == 3)); then\n            _describe command commands\n            return\n      "
             "  fi\n"
             "        words_of_command+=\" $words[3]\" skip=2 ;;");
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
               !flag->value       ? ""
               : takes_file(flag) ? " -r -F"
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
        const size_t size = space ? (size_t)(space - entry->words) : 0;
        const cli_entry *last = i > 0 ? cli_entry_at(i - 1) : NULL;
        if (space && !(last && strncmp(last->words, entry->words, size + 1) == 0)) {
            printf("complete -c smacs -n '__smacs_at \"\"' -f -a %.*s\n", (int)size, entry->words);
        }
        if (space) {
            printf("complete -c smacs -n '__smacs_at \"%.*s\"' -f -a %s -d '", (int)size, entry->words, space + 1);
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
          ".SH EXIT STATUS\n0: done. 1: failed; of run: no answer was kept. 2: wrong arguments.\n",
          stdout);
    return TOOL_OK;
}
