/* What the eval commands share: the flags of a result, and what those that test an index open. */
#ifndef SMACS_CLI_EVAL_H
#define SMACS_CLI_EVAL_H

#include "cli/cli.h"
#include "cli/outside.h"
#include "host/pool.h"
#include "lab/lab.h"

typedef struct cli_eval_flags {
    uint32_t resamples;
    uint64_t seed;
    const char *title, *report;
    int json, outcomes;
} cli_eval_flags;

/* Their rows in a command's table. */
/* clang-format off */
#define CLI_EVAL_FLAGS(given) \
    {"--resamples", CLI_COUNT, &(given).resamples, "R", "of the intervals (2000)", false}, \
    {"--seed", CLI_SEED, &(given).seed, "S", "of all that is drawn (0)", false}, \
    {"--title", CLI_TEXT, &(given).title, "TEXT", "what the result is called in reports", false}, \
    {"--report", CLI_OUT, &(given).report, "OUT.html", "also write a page with tables and charts", false}, \
    {"--json", CLI_SWITCH, &(given).json, NULL, "print JSON (src/json/README.md)", false}
#define CLI_EVAL_OUTCOMES(given) \
    {"--outcomes", CLI_SWITCH, &(given).outcomes, NULL, "with --json: each question too, for eval compare", false}
#define CLI_EVAL_LEAVE_OUT(c) \
    {"--leave-out", CLI_TEXT, &(c).leave_out, "WHAT", "hide each question, its benchmark or category in the index", false}
#define CLI_EVAL_CHECKER(c) \
    {"--checker", CLI_TEXT, &(c).checker, "COMMAND", "have a helper run programs now; node: the package's own", false}, \
    {"--yes", CLI_SWITCH, &(c).yes, NULL, "run programs without asking on a terminal", false}
/* clang-format on */

/* False after a report, with *code, when the flags do not go together. */
bool cli_eval_settings(const cli_eval_flags *flags, lab_settings *settings, int *code);

/* A test of an index: what was given, and what it opens. Zero-initialise; free with cli_eval_free. */
typedef struct cli_eval {
    tool_list positionals, banks;
    const char *embedder;
    const char *leave_out; /* NULL: nothing */
    const char *checker;   /* the helper that runs programs; NULL: none */
    int yes;
    cli_route_flags route;
    cli_eval_flags result;
    cli_outside outside; /* of the questions' vectors, for commands that have its flags */
    tool_index x;
    tool_embedder e;
    tool_vectors vectors;
    cli_route_setup setup;
    lab_inputs in;
    lab_runner runner; /* its context is a host_checker, NULL unless it has started */
} cli_eval;

/* Opens what was given and fills `in`. False after a report, with *code. */
bool cli_eval_open(cli_eval *c, int *code);
void cli_eval_free(cli_eval *c);

/* Starts the helper, where one is given, without the keys of a pool (NULL: none). False after a report, or when it is not
 * wanted. */
bool cli_eval_checker(cli_eval *c, const host_pool *pool);

#endif
