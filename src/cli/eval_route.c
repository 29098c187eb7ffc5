/* smacs eval route: measures routing on a test bank. */
#include "cli/eval.h"

#include <string.h>

/* False after a report, with *code, when flags do not go together. */
static bool agree(const lab_route_settings *settings, const char *by, int *code) {
    const char *wrong = NULL;
    if (settings->calibration && settings->options.mode == SMACS_MODE_PAPER) {
        wrong = "--calibration needs --mode robust: the paper's priors are sums, not chances";
    } else if (!settings->curve && (settings->curve_options.catalog || settings->curve_options.sizes)) {
        wrong = "--catalog and --sizes are for --curve";
    } else if (by && strcmp(by, "source") != 0) {
        wrong = "--by is \"source\"; benchmarks are always shown";
    }
    if (wrong) {
        fprintf(stderr, "smacs eval route: %s\n", wrong);
        *code = TOOL_USAGE;
    }
    return !wrong;
}

int cli_eval_route(int argc, char **argv) {
    cli_eval c = {0};
    int calibration = 0, curve = 0, sizes = 0, code;
    const char *catalog = NULL, *by = NULL;
    const cli_flag flags[] = {
        {"--embedder", CLI_TEXT, &c.embedder, "E.sme", "the embedder the index was built with (the default one)",
         false},
        CLI_OUTSIDE_FLAGS(c.outside),
        CLI_EMBEDDINGS_RECORD_FLAG(c.outside),
        {"--bank", CLI_FILES, &c.banks, "FILE|-", "test questions with scores", true},
        CLI_ROUTE_FLAGS(c.route),
        {"--by", CLI_TEXT, &by, "source", "also what routing gains on the questions of each source", false},
        {"--calibration", CLI_SWITCH, &calibration, NULL, "compare the priors with the scores", false},
        {"--curve", CLI_SWITCH, &curve, NULL, "accuracy against cost, over alpha", false},
        {"--catalog", CLI_TEXT, &catalog, "FILE", "its prices for --curve, not the index's", false},
        {"--sizes", CLI_SWITCH, &sizes, NULL, "parameters stand in for prices not known", false},
        CLI_EVAL_LEAVE_OUT(c),
        CLI_EVAL_FLAGS(c.result),
        CLI_EVAL_OUTCOMES(c.result),
    };
    const cli_command command = {"eval route",
                                 "[X.smx]",
                                 0,
                                 1,
                                 "measure routing on a test bank",
                                 "smacs eval route x.smx --embedder e.sme --bank test.jsonl.gz --mode paper",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    if (cli_parse(&command, argc, argv, &c.positionals, &code) && cli_eval_open(&c, &code)) {
        const lab_route_settings settings = {.options = c.setup.options,
                                             .by_source = by != NULL,
                                             .calibration = calibration != 0,
                                             .curve = curve != 0,
                                             .curve_options = {.catalog = catalog, .sizes = sizes != 0}};
        if (agree(&settings, by, &code)) {
            code = lab_route(&c.in, &settings);
        }
    }
    cli_eval_free(&c);
    return code;
}
