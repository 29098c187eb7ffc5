/* What the commands of the `smacs` program share: arguments, files, banks, reports. Only this room does I/O. */
#ifndef SMACS_CLI_H
#define SMACS_CLI_H

#include "base/mem.h"
#include <smacs/smacs.h>
#include <stdbool.h>
#include <stdio.h>

/* Exit codes. */
enum { CLI_OK = 0, CLI_FAILED = 1, CLI_USAGE = 2 };

/* ---- arguments (args.c) ---- */

typedef struct cli_list {
    const char **items;
    size_t count;
    size_t capacity;
    char *copy; /* what comma-separated names are cut out of */
} cli_list;

typedef enum cli_kind {
    CLI_SWITCH, /* int */
    CLI_TEXT,   /* const char * */
    CLI_COUNT,  /* uint32_t, at least 1 */
    CLI_SEED,   /* uint64_t */
    CLI_ALPHA,  /* double in (0, 1] */
    CLI_AMOUNT, /* double from 0 */
    CLI_FILES,  /* cli_list; may be repeated, and takes several values once all positionals are there */
    CLI_NAMES   /* cli_list, separated by commas */
} cli_kind;

typedef struct cli_flag {
    const char *name; /* with its dashes */
    cli_kind kind;
    void *target;
    const char *value; /* what help calls the value */
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

/* Fills the flags' targets and `positionals`. True: go on. False: leave with *code (help was asked for, or the
 * arguments are wrong and stderr says how). */
bool cli_parse(const cli_command *command, int argc, char **argv, cli_list *positionals, int *code);
void cli_list_free(cli_list *list);

/* The nearest of `names` [count] to a misspelt one, or NULL. */
const char *cli_nearest(const char *wrong, const char *const *names, size_t count);

/* ---- reports (report.c) ---- */

/* "smacs: FILE:LINE:COL: message (detail)" and what to do about it. Returns CLI_FAILED. `file` may be NULL. */
int cli_fail(const char *file, const smacs_error *error);
int cli_fail_plain(const char *file, const char *message, const char *detail);

/* Progress on stderr, only when that is a terminal. `what` is kept. */
typedef struct cli_progress {
    const char *what;
    uint64_t shown;
    bool wanted;
} cli_progress;
cli_progress cli_progress_begin(const char *what);
int cli_progress_step(void *progress, uint64_t done, uint64_t total); /* a smacs_progress */
void cli_progress_count(cli_progress *progress, uint64_t done);
void cli_progress_end(cli_progress *progress);

/* Columns of text on stdout: `text` padded to `width` characters (not bytes), on the left or on the right. */
void cli_print_padded(smacs_text text, size_t width, bool right);
size_t cli_text_width(smacs_text text);

/* ---- files (files.c) ---- */

typedef smacs_status (*cli_take)(void *context, const char *bytes, size_t size, smacs_error *error);

/* Reads a file, or stdin for "-", inflating gzip, piece by piece into `take`. False after a report. */
bool cli_read(const char *file, cli_take take, void *context);

/* The whole of a file as it is; *bytes is freed with smacs_free(NULL, ..). False after a report. */
bool cli_load(const char *file, void **bytes, size_t *size);

/* Writes beside the target under another name, then renames. "-" is stdout. False after a report. */
bool cli_save(const char *file, const void *bytes, size_t size);

/* ---- what commands open (open.c) ---- */

typedef struct cli_embedder {
    void *bytes;
    size_t size;
    smacs_embedder *handle;
    smacs_embedder_facts facts;
    int8_t *vector; /* [dim] the last text embedded */
    void *scratch;
} cli_embedder;
bool cli_embedder_open(const char *file, cli_embedder *e);
void cli_embedder_free(cli_embedder *e);
void cli_embedder_embed(cli_embedder *e, smacs_text text);

typedef struct cli_index {
    const char *file;
    void *bytes;
    size_t size;
    smacs_index *handle;
    smacs_index_facts facts;
    smacs_catalog *catalog; /* of its model facts; NULL if it has none */
} cli_index;
bool cli_index_open(const char *file, cli_index *x);
void cli_index_free(cli_index *x);

/* Number of a model by its name, or by another name that the index's facts know; UINT32_MAX if there is none. */
uint32_t cli_index_model(const cli_index *x, smacs_text name);

bool cli_catalog_open(const char *file, smacs_catalog **catalog);

/* Feeds a bank file to `sink`. False after a report. */
bool cli_read_bank(const char *file, smacs_bank_sink sink, void *context);

/* A question given as an argument: itself, or for "-" all of stdin without its last line ends, which `kept` holds then.
 * False after a report. */
bool cli_read_question(const char *given, smacs_bytes *kept, smacs_text *question);

/* Route options from flags. `models` and `costs` may be empty. False after a report. */
typedef struct cli_route_flags {
    const char *mode;
    uint32_t n, k;
    double alpha;
    int coverage;
    cli_list models;
    const char *costs;
} cli_route_flags;

/* Their rows in a command's table. */
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
    uint8_t *allowed; /* [M] or NULL */
    double *cost;     /* [M] or NULL */
} cli_route_setup;
bool cli_route_prepare(const cli_route_flags *flags, const cli_index *x, cli_route_setup *setup, int *code);
void cli_route_setup_free(cli_route_setup *setup);

/* ---- commands ---- */

int cli_embedder_train(int argc, char **argv);
int cli_embed(int argc, char **argv);
int cli_index_build(int argc, char **argv);
int cli_index_info(int argc, char **argv);
int cli_index_add(int argc, char **argv);
int cli_index_merge(int argc, char **argv);
int cli_index_pick(int argc, char **argv);
int cli_calibrate(int argc, char **argv);
int cli_route(int argc, char **argv);
int cli_run(int argc, char **argv);
int cli_replay(int argc, char **argv);
int cli_eval_route(int argc, char **argv);
int cli_eval_join(int argc, char **argv);
int cli_eval_extract(int argc, char **argv);
int cli_eval_select(int argc, char **argv);
int cli_eval_compare(int argc, char **argv);
int cli_eval_show(int argc, char **argv);

#endif
