/* smacs eval arena: RouterArena's predictions, and its score. */
#include "cli/eval.h"
#include "lab/arena.h"

static bool agree(const lab_arena_settings *settings, const char *predictions, int *code) {
    const char *wrong = NULL;
    if (predictions && (settings->data || settings->config || settings->out || settings->results->count > 0)) {
        wrong = "--predictions is scored by itself";
    } else if (!predictions && (!settings->data || !settings->config || !settings->out)) {
        wrong = "give --data, --config and --out, or --predictions";
    }
    if (wrong) {
        fprintf(stderr, "smacs eval arena: %s\nsmacs eval arena --help lists the options\n", wrong);
        *code = TOOL_USAGE;
    }
    return !wrong;
}

int cli_eval_arena(int argc, char **argv) {
    cli_eval c = {0};
    tool_list results = {0};
    lab_arena_settings settings = {.results = &results, .index = &c.x, .embedder = &c.e};
    const char *predictions = NULL;
    int json = 0, code;
    const cli_flag flags[] = {
        {"--embedder", CLI_TEXT, &c.embedder, "E.sme", "the embedder the index was built with (the default one)",
         false},
        {"--data", CLI_TEXT, &settings.data, "FILE.json", "RouterArena's questions: dataset/router_data_10.json",
         false},
        {"--config", CLI_TEXT, &settings.config, "FILE.json", "the router's models: router_inference/config/NAME.json",
         false},
        {"--names", CLI_TEXT, &settings.names, "FILE.json", "object of RouterArena's names and the index's", false},
        {"--results", CLI_FILES, &results, "FILE", "its results of models, JSON Lines: cached_results/*.jsonl", false},
        {"--out", CLI_OUT, &settings.out, "P.json", "the predictions to write", false},
        {"--predictions", CLI_TEXT, &predictions, "P.json", "only score predictions that it has evaluated", false},
        {"--mode", CLI_TEXT, &c.route.mode, "MODE", "robust or paper (robust)", false},
        {"--k", CLI_COUNT, &c.route.k, "K", "neighbours asked for, at least 1 (400)", false},
        {"--alpha", CLI_ALPHA, &c.route.alpha, "A", "quality against cost, above 0 up to 1 (1)", false},
        {"--costs", CLI_TEXT, &c.route.costs, "FILE", "JSON object of model -> price", false},
        {"--json", CLI_SWITCH, &json, NULL, "print JSON (src/json/README.md)", false},
    };
    const cli_command command = {"eval arena",
                                 "[X.smx]",
                                 0,
                                 1,
                                 "write RouterArena's predictions and compute its score",
                                 "smacs eval arena --data router_data_10.json --config config/smacs.json --out "
                                 "predictions/smacs.json --results cached_results/*.jsonl",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    if (cli_parse(&command, argc, argv, &c.positionals, &code) && agree(&settings, predictions, &code)) {
        settings.json = json != 0;
        if (predictions) {
            code = lab_arena_score_file(predictions, settings.json);
        } else if (cli_eval_open(&c, &code)) {
            settings.options = c.setup.options;
            code = lab_arena(&settings);
        }
    }
    cli_eval_free(&c);
    tool_list_free(&results);
    return code;
}
