/* smacs eval certainty: prints rows for fitting the weights of certainties (`make certainty`). */
#include "cli/eval.h"

int cli_eval_certainty(int argc, char **argv) {
    cli_eval c = {0};
    tool_list responses = {0}, checks = {0};
    lab_certainty_settings settings = {.responses = &responses, .checks = &checks};
    const char *catalog_file = NULL;
    smacs_catalog *catalog = NULL;
    int behaviour = 0, code;
    const cli_flag flags[] = {
        {"--embedder", CLI_TEXT, &c.embedder, "E.sme", "the embedder the index was built with (the default one)",
         false},
        CLI_OUTSIDE_FLAGS(c.outside),
        CLI_EMBEDDINGS_RECORD_FLAG(c.outside),
        {"--bank", CLI_FILES, &c.banks, "FILE|-", "questions with scores", true},
        {"--responses", CLI_FILES, &responses, "FILE|-", "recorded answers: {\"id\", \"responses\": {model: text}}",
         true},
        {"--checks", CLI_FILES, &checks, "FILE|-", "what programs gave, as node tests/lab/check.mjs records it", false},
        {"--behaviour", CLI_SWITCH, &behaviour, NULL, "compare programs only, without the values of examples", false},
        {"--pools", CLI_COUNT, &settings.drawn, "N", "pools drawn for each question, besides its own (0)", false},
        {"--catalog", CLI_TEXT, &catalog_file, "FILE", "knows the models' makers (the index's own)", false},
        {"--models", CLI_NAMES, &c.route.models, "A,B,..", "choose among these models only", false},
        {"--seed", CLI_SEED, &c.result.seed, "S", "of the pools that are drawn (0)", false},
    };
    const cli_command command = {
        "eval certainty",
        "[X.smx]",
        0,
        1,
        "print what runs know of the answers that they keep, and whether these are right",
        "smacs eval certainty x.smx --embedder e.sme --bank test.jsonl.gz --responses answers.jsonl.gz",
        flags,
        sizeof flags / sizeof flags[0]};
    if (cli_parse(&command, argc, argv, &c.positionals, &code) && cli_eval_open(&c, &code)) {
        const bool opened = !catalog_file || tool_catalog_open(catalog_file, &catalog);
        settings.catalog = catalog;
        settings.behaviour = behaviour != 0;
        code = opened ? lab_certainty(&c.in, &settings) : TOOL_FAILED;
    }
    smacs_catalog_free(catalog);
    cli_eval_free(&c);
    tool_list_free(&responses);
    tool_list_free(&checks);
    return code;
}
