/* Finds the command and hands it the rest of the arguments. */
#include "cli/cli.h"
#include "tool/made.h"

#include <string.h>

static const cli_entry commands[] = {
    {"embedder train", cli_embedder_train, "train an embedder (.sme) from text"},
    {"embed", cli_embed, "print the vectors of texts"},
    {"bank import", cli_bank_import, "make a question bank of what other tools wrote"},
    {"index build", cli_index_build, "build a score index (.smx) from question banks"},
    {"index info", cli_index_info, "describe an index"},
    {"index add", cli_index_add, "add a model's scores to an index"},
    {"index map", cli_index_map, "put the questions of an index on a plane, for pictures"},
    {"index merge", cli_index_merge, "join several indexes"},
    {"index pick", cli_index_pick, "pick the questions to score a new model on"},
    {"index shard", cli_index_shard, "cut indexes into cells, of which a question needs a few"},
    {"models match", cli_models_match, "tell which models an endpoint's ids mean"},
    {"prior", cli_prior, "what a model is expected to solve, by published scores"},
    {"route", cli_route, "choose the models to ask a question"},
    {"run", cli_run, "ask models and keep the best answer"},
    {"calibrate", cli_calibrate, "score a model on a few questions and add it to an index"},
    {"replay", cli_replay, "run a trace again and compare each step"},
    {"eval route", cli_eval_route, "measure routing on a test bank"},
    {"eval join", cli_eval_join, "measure how a model joins from a few scores"},
    {"eval extract", cli_eval_extract, "compare final answers with a publisher's"},
    {"eval live", cli_eval_live, "ask a pool a bank's questions, and measure each mode"},
    {"eval select", cli_eval_select, "measure which of recorded answers are kept"},
    {"eval certainty", cli_eval_certainty, "print what certainties are fitted to"},
    {"eval shards", cli_eval_shards, "measure what a sharded index loses"},
    {"eval arena", cli_eval_arena, "write RouterArena's predictions and compute its score"},
    {"eval compare", cli_eval_compare, "compare two results on the same questions"},
    {"eval report", cli_eval_report, "make a page of results"},
    {"completions", cli_completions, "print what completes this command in a shell"},
    {"manual", cli_manual, "print the manual page"},
};
enum { COMMANDS = sizeof commands / sizeof commands[0] };

const cli_entry *cli_entry_at(size_t number) { return number < COMMANDS ? &commands[number] : NULL; }

static void help(FILE *out) {
    fputs("smacs: which open models to ask, and which of their answers to keep\n\n"
          "usage: smacs COMMAND [...]      (smacs COMMAND --help or smacs help COMMAND tells more)\n\n",
          out);
    for (size_t i = 0; i < COMMANDS; i++) {
        fprintf(out, "  smacs %-16s %s\n", commands[i].words, commands[i].summary);
    }
    fputs("  smacs -V, --version\n\n"
          "from a bank to a route:\n"
          "  smacs embedder train --bank bank.jsonl.gz --dim 128 --out e.sme\n"
          "  smacs index build --bank bank.jsonl.gz --embedder e.sme --out x.smx\n"
          "  smacs route x.smx --embedder e.sme --question \"What is 17 * 23?\"\n\n"
          "with the index and the embedder that come with it:\n"
          "  smacs route \"What is 17 * 23?\"\n",
          out);
}

/* How many arguments at the start of argv are the command `words`; 0: they are not. */
static int matches(const char *words, int argc, char **argv) {
    const char *space = strchr(words, ' ');
    const size_t first = space ? (size_t)(space - words) : strlen(words);
    if (strlen(argv[0]) != first || memcmp(argv[0], words, first) != 0) {
        return 0;
    }
    if (!space) {
        return 1;
    }
    return argc > 1 && strcmp(argv[1], space + 1) == 0 ? 2 : 0;
}

/* Help for "smacs index" and the like: the first word of several commands. False: there is none. */
static bool help_group(const char *word, FILE *out) {
    const size_t size = strlen(word);
    bool any = false;
    for (size_t i = 0; i < COMMANDS; i++) {
        if (strncmp(commands[i].words, word, size) == 0 && commands[i].words[size] == ' ') {
            fprintf(out, "  smacs %-16s %s\n", commands[i].words, commands[i].summary);
            any = true;
        }
    }
    return any;
}

static int unknown(int argc, char **argv) {
    const char *names[COMMANDS];
    char joined[64] = "";
    for (size_t i = 0; i < COMMANDS; i++) {
        names[i] = commands[i].words;
    }
    const char *second = argc > 1 && argv[1][0] != '-' ? argv[1] : "";
    snprintf(joined, sizeof joined, "%s%s%s", argv[0], second[0] ? " " : "", second);
    const bool help_wanted = argc > 1 && strcmp(argv[1], "--help") == 0;
    if ((argc == 1 || help_wanted) && help_group(argv[0], help_wanted ? stdout : stderr)) {
        return help_wanted ? TOOL_OK : TOOL_USAGE;
    }
    const char *nearest = tool_nearest(joined, names, COMMANDS);
    nearest = nearest ? nearest : tool_nearest(argv[0], names, COMMANDS);
    fprintf(stderr, "smacs: there is no command \"%s\"", joined);
    if (nearest) {
        fprintf(stderr, "; did you mean \"%s\"?", nearest);
    }
    fputs("\nsmacs --help lists all commands\n", stderr);
    return TOOL_USAGE;
}

static int run_command(int argc, char **argv) {
    for (size_t i = 0; i < COMMANDS; i++) {
        const int words = matches(commands[i].words, argc - 1, argv + 1);
        if (words > 0) {
            return commands[i].run(argc - 1 - words, argv + 1 + words);
        }
    }
    return unknown(argc - 1, argv + 1);
}

/* smacs help WORDS: what the command says with --help. */
static int help_command(int argc, char **argv) {
    char flag[] = "--help", none[] = "", *words[] = {argv[0], argv[2], argc > 3 ? argv[3] : flag, flag, none};
    const int count = argc > 3 ? 4 : 3;
    for (size_t i = 0; i < COMMANDS; i++) {
        if (matches(commands[i].words, count - 1, words + 1) > 0) {
            char *only[] = {flag, none};
            return commands[i].run(1, only);
        }
    }
    return unknown(count - 1, words + 1);
}

static int run(int argc, char **argv) {
    if (argc < 2) {
        help(stderr);
        return TOOL_USAGE;
    }
    if (argc > 2 && strcmp(argv[1], "help") == 0 && argv[2][0] != '-') {
        return help_command(argc, argv);
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        help(stdout);
        return TOOL_OK;
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
        printf("smacs %s\n", smacs_version());
        return TOOL_OK;
    }
    tool_made_begin(argc, argv);
    const int code = run_command(argc, argv);
    tool_made_end();
    return code;
}

int cli_main(int argc, char **argv) {
    tool_watch_signals();
    const int code = run(argc, argv);
    return fflush(stdout) == 0 && !ferror(stdout) ? code
                                                  : tool_fail_plain(NULL, "the output could not be written", "stdout");
}
