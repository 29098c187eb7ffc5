/* The arguments of the `smacs` command, and its subcommands. */
#ifndef SMACS_CLI_H
#define SMACS_CLI_H

#include "tool/tool.h"

/* ---- arguments (args.c) ---- */

typedef enum cli_kind {
    CLI_SWITCH, /* int */
    CLI_TEXT,   /* const char * */
    CLI_OUT,    /* const char *: a file that is written, so no file that is read and no other one that is written */
    CLI_UPDATE, /* the same of an index, which may be an index given as an argument: it is read whole before */
    CLI_COUNT,  /* uint32_t, at least 1 */
    CLI_SEED,   /* uint64_t */
    CLI_ALPHA,  /* double in (0, 1] */
    CLI_AMOUNT, /* double from 0 */
    CLI_FILES,  /* tool_list; repeatable, and takes several values once all positionals are there; where only one
                 * that may be left out is missing, all but an index (.smx, .smh) */
    CLI_NAMES   /* tool_list, separated by commas */
} cli_kind;

typedef struct cli_flag {
    const char *name; /* with its dashes */
    cli_kind kind;
    void *target;
    const char *value; /* the name of the value in help */
    const char *help;
    bool required;
} cli_flag;

typedef struct cli_command {
    const char *words; /* "index build" */
    const char *positionals;
    size_t least, most; /* positionals */
    const char *summary;
    const char *example;
    const cli_flag *flags;
    size_t flag_count;
} cli_command;

/* Whether a flag's value is a file, by the value's name in help. */
bool cli_takes_file(const cli_flag *flag);

/* Fills the flags' targets and `positionals`. True: continue. False: exit with *code, because help was asked for, or
 * because the arguments are wrong and stderr says how. */
bool cli_parse(const cli_command *command, int argc, char **argv, tool_list *positionals, int *code);

/* Hands the description of a command to `visit` in place of running it. */
typedef void (*cli_visitor)(void *context, const cli_command *command);
void cli_describe(int (*run)(int argc, char **argv), cli_visitor visit, void *context);

/* The commands in the order of help (commands.c); NULL: number is their count. */
typedef struct cli_entry {
    const char *words;
    int (*run)(int argc, char **argv);
    const char *summary;
} cli_entry;
const cli_entry *cli_entry_at(size_t number);

/* ---- what is used where nothing is given (defaults.c) ---- */

/* The path itself, or without one that of the default: of SMACS_INDEX or SMACS_EMBEDDER if that is set, else the first of
 * default.smx or default.sme beside the program, in ../share/smacs from there, and in ../../web/assets, where a source
 * tree has it. Borrowed until the next call. NULL after a report. */
const char *cli_default_index(const char *given);
const char *cli_default_embedder(const char *given);
/* Opens both; NULL: the default. False after a report. */
bool cli_open_tools(const char *index, const char *embedder, tool_index *x, tool_embedder *e);

/* Whether a name ends with .smx or .smh. */
bool cli_names_index(const char *argument);

/* Tells an index from a question among "[X.smx] [QUESTION]": with --question (*question is not NULL) or two of them the
 * first is the index; a single one is the index if its name ends with .smx or .smh. What is not there is NULL. False after a
 * report, with *code. */
bool cli_take_question(const tool_list *positionals, const char **index, const char **question, int *code);

/* A run's pace by its name. False after a report, with *code. */
bool cli_read_pace(const char *word, smacs_pace *pace, int *code);

/* Route options from flags. `models` and `costs` may be empty. False after a report. */
typedef struct cli_route_flags {
    const char *mode;
    uint32_t n, k;
    double alpha;
    int coverage;
    tool_list models;
    const char *costs;
} cli_route_flags;

/* Rows for the table of a command. */
/* clang-format off */
#define CLI_ROUTE_FLAGS(given) \
    {"--mode", CLI_TEXT, &(given).mode, "MODE", "robust or paper (robust)", false}, \
    {"--n", CLI_COUNT, &(given).n, "N", "models in the panel, at least 1 (7)", false}, \
    {"--k", CLI_COUNT, &(given).k, "K", "neighbours asked for, at least 1 (400)", false}, \
    {"--coverage", CLI_SWITCH, &(given).coverage, NULL, "choose the panel by greedy coverage", false}, \
    {"--alpha", CLI_ALPHA, &(given).alpha, "A", "quality against cost, above 0 up to 1 (1)", false}, \
    {"--costs", CLI_TEXT, &(given).costs, "FILE", "JSON object of model -> price", false}, \
    {"--models", CLI_NAMES, &(given).models, "A,B,..", "choose among these models only", false}
/* clang-format on */

typedef struct cli_route_setup {
    smacs_route_options options;
    bool *allowed; /* [M] or NULL */
    double *cost;  /* [M] or NULL */
} cli_route_setup;
bool cli_route_prepare(const cli_route_flags *flags, const tool_index *x, cli_route_setup *setup, int *code);
void cli_route_setup_free(cli_route_setup *setup);

/* ---- what is published of a model (card.c) ---- */

/* Flags that say it. */
typedef struct cli_card_flags {
    tool_list scores;
    const char *family, *released;
    double parameters;
    int reasons;
} cli_card_flags;

/* clang-format off */
#define CLI_CARD_FLAGS(given) \
    {"--score", CLI_FILES, &(given).scores, "NAME=VALUE", "a published score, in percent or as a rating (smacs prior X --benchmarks)", false}, \
    {"--family", CLI_TEXT, &(given).family, "NAME", "the model's family", false}, \
    {"--parameters", CLI_AMOUNT, &(given).parameters, "B", "its size, in billions", false}, \
    {"--released", CLI_TEXT, &(given).released, "DATE", "when it came out: 2025-07-01, 2025-07 or 2025", false}, \
    {"--thinks", CLI_SWITCH, &(given).reasons, NULL, "these scores were made thinking", false}
/* clang-format on */

/* Zeroed: nothing. */
typedef struct cli_card {
    smacs_card card;
    smacs_card_score *scores; /* the card's, owned */
} cli_card;

/* The card that flags describe, freed by cli_card_free. `known` (may be NULL): facts from a catalog where
 * the flags say nothing. False after a report, with *code. */
bool cli_card_read(const cli_card_flags *flags, const smacs_catalog *known, const char *model, cli_card *out,
                   int *code);
void cli_card_free(cli_card *card);
bool cli_card_given(const cli_card_flags *flags);

/* ---- commands ---- */

/* The program: arguments as main gets them, an exit code as main returns it. */
int cli_main(int argc, char **argv);

int cli_embedder_train(int argc, char **argv);
int cli_embed(int argc, char **argv);
int cli_bank_import(int argc, char **argv);
int cli_index_build(int argc, char **argv);
int cli_index_info(int argc, char **argv);
int cli_index_add(int argc, char **argv);
int cli_index_map(int argc, char **argv);
int cli_index_merge(int argc, char **argv);
int cli_index_pick(int argc, char **argv);
int cli_index_shard(int argc, char **argv);
int cli_models_match(int argc, char **argv);
int cli_calibrate(int argc, char **argv);
int cli_prior(int argc, char **argv);
int cli_completions(int argc, char **argv);
int cli_manual(int argc, char **argv);
int cli_route(int argc, char **argv);
int cli_run(int argc, char **argv);
int cli_replay(int argc, char **argv);
int cli_eval_route(int argc, char **argv);
int cli_eval_join(int argc, char **argv);
int cli_eval_extract(int argc, char **argv);
int cli_eval_live(int argc, char **argv);
int cli_eval_select(int argc, char **argv);
int cli_eval_certainty(int argc, char **argv);
int cli_eval_shards(int argc, char **argv);
int cli_eval_arena(int argc, char **argv);
int cli_eval_compare(int argc, char **argv);
int cli_eval_report(int argc, char **argv);

#endif
