/* smacs eval select: measures which of recorded answers are kept. */
#include "cli/eval.h"
#include "json/fields.h"

static bool parse_mode(const char *word, smacs_run_mode *mode, int *code) {
    static const char *const names[] = {"auto", "route", "select", NULL};
    uint32_t place;
    if (!smacs_find_word(word, names, &place)) {
        fprintf(stderr,
                "smacs: --mode is \"select\", \"route\" or \"auto\", not \"%s\": recorded answers have no "
                "aggregates\n",
                word);
        *code = TOOL_USAGE;
        return false;
    }
    *mode = (smacs_run_mode)place;
    return true;
}

static bool check_checks(const char *checker, const tool_list *checks, int *code) {
    const bool both = checker && checks->count > 0;
    if (both) {
        fprintf(stderr, "smacs eval select: give either --checker, which runs programs, or --checks, which were run\n");
        *code = TOOL_USAGE;
    }
    return !both;
}

int cli_eval_select(int argc, char **argv) {
    cli_eval c = {0};
    tool_list responses = {0}, checks = {0}, judges = {0};
    lab_select_settings settings = {.responses = &responses, .checks = &checks, .config = smacs_run_config_init()};
    const char *mode = "select", *pace = NULL, *catalog_file = NULL;
    smacs_catalog *catalog = NULL;
    int early_stop = 0, coverage = 0, calls_curve = 0, latency = 0, code;
    const cli_flag flags[] = {
        {"--embedder", CLI_TEXT, &c.embedder, "E.sme", "the embedder the index was built with (the default one)",
         false},
        CLI_OUTSIDE_FLAGS(c.outside),
        CLI_EMBEDDINGS_RECORD_FLAG(c.outside),
        {"--bank", CLI_FILES, &c.banks, "FILE|-", "test questions with scores", true},
        {"--responses", CLI_FILES, &responses, "FILE|-", "recorded answers: {\"id\", \"responses\": {model: text}}",
         true},
        {"--checks", CLI_FILES, &checks, "FILE|-", "what programs gave, as node tests/lab/check.mjs records it", false},
        CLI_EVAL_CHECKER(c),
        {"--n", CLI_COUNT, &settings.config.n, "N", "models in the panel, at least 1 (7)", false},
        {"--k", CLI_COUNT, &settings.config.k, "K", "neighbours asked for, at least 1 (400)", false},
        {"--mode", CLI_TEXT, &mode, "MODE", "select, route or auto (select)", false},
        {"--early-stop", CLI_SWITCH, &early_stop, NULL, "stop when the lead is safe", false},
        {"--pace", CLI_TEXT, &pace, "PACE", "fast or thrifty: stop when the lead is safe; thorough: ask all", false},
        {"--referee", CLI_NAMES, &judges, "J,K,..", "also with these referees: strengths, or judges of --verdicts",
         false},
        {"--verdicts", CLI_TEXT, &settings.verdicts, "FILE", "recorded verdicts of judges, CSV (src/lab/README.md)",
         false},
        {"--latency", CLI_SWITCH, &latency, NULL, "calls take simulated times (src/lab/README.md)", false},
        {"--catalog", CLI_TEXT, &catalog_file, "FILE", "knows the models' makers (the index's own)", false},
        {"--coverage", CLI_SWITCH, &coverage, NULL, "choose the panel by greedy coverage", false},
        {"--models", CLI_NAMES, &c.route.models, "A,B,..", "choose among these models only", false},
        {"--calls-curve", CLI_SWITCH, &calls_curve, NULL, "accuracy against calls, over modes and panels", false},
        CLI_EVAL_LEAVE_OUT(c),
        CLI_EVAL_FLAGS(c.result),
        CLI_EVAL_OUTCOMES(c.result),
    };
    const cli_command command = {
        "eval select",
        "[X.smx]",
        0,
        1,
        "measure which of recorded answers are kept",
        "smacs eval select x.smx --embedder e.sme --bank test.jsonl.gz --responses answers.jsonl.gz",
        flags,
        sizeof flags / sizeof flags[0]};
    if (cli_parse(&command, argc, argv, &c.positionals, &code) && parse_mode(mode, &settings.config.mode, &code) &&
        check_checks(c.checker, &checks, &code) && (!pace || cli_read_pace(pace, &settings.config.pace, &code)) &&
        cli_eval_open(&c, &code) && cli_eval_checker(&c, NULL)) {
        const bool opened = !catalog_file || tool_catalog_open(catalog_file, &catalog);
        settings.runner = c.checker ? &c.runner : NULL;
        settings.catalog = catalog;
        settings.judges = &judges;
        settings.timed = latency != 0;
        settings.config.early_stop = early_stop || pace ? 0.0 : 2.0;
        settings.config.coverage = coverage != 0;
        settings.calls_curve = calls_curve != 0;
        code = opened ? lab_select(&c.in, &settings) : TOOL_FAILED;
    }
    cli_eval_free(&c);
    smacs_catalog_free(catalog);
    tool_list_free(&responses);
    tool_list_free(&checks);
    tool_list_free(&judges);
    return code;
}
