/* smacs bank import: makes a question bank of what other tools wrote. */
#include "cli/cli.h"
#include "import/import.h"
#include "json/fields.h"

int cli_bank_import(int argc, char **argv) {
    static const char *const formats[] = {"csv",  "lm-eval", "routerbench", "llmrouterbench",
                                          "helm", "inspect", "jsonl",       NULL};
    tool_list files = {0}, ignored = {0};
    import_options options = {.ignored = &ignored};
    const char *from = NULL, *out = NULL, *responses = NULL;
    int percent = 0, texts = 0, json = 0, code;
    uint32_t format = 0;
    const cli_flag flags[] = {
        {"--from", CLI_TEXT, &from, "FORMAT", "csv, lm-eval, routerbench, llmrouterbench, helm, inspect or jsonl",
         true},
        {"--out", CLI_OUT, &out, "BANK.jsonl", "the bank to write", true},
        {"--responses", CLI_OUT, &responses, "R.jsonl", "also write the answers, for eval select", false},
        {"--model", CLI_TEXT, &options.model, "NAME", "the model, where files do not name theirs", false},
        {"--metric", CLI_TEXT, &options.metric, "NAME", "the score to take, where there are several (the first)",
         false},
        {"--filter", CLI_TEXT, &options.filter, "NAME", "lm-eval: the filter to take (the first)", false},
        {"--question", CLI_TEXT, &options.question, "NAME",
         "the column or field of the question (the usual names; "
         "lm-eval: the prompt)",
         false},
        {"--ignore", CLI_NAMES, &ignored, "A,B,..", "columns of a table that are no models", false},
        {"--percent", CLI_SWITCH, &percent, NULL, "scores are percent: divide them by 100", false},
        {"--text-scores", CLI_SWITCH, &texts, NULL,
         "read scores that are words (correct, yes, pass, ..), or texts in JSON", false},
        {"--json", CLI_SWITCH, &json, NULL, "print what was taken and left as JSON (src/json/README.md)", false},
    };
    const cli_command command = {"bank import",
                                 "FILE ..",
                                 1,
                                 SIZE_MAX,
                                 "make a question bank of what other tools wrote",
                                 "smacs bank import --from lm-eval out/*/samples_*.jsonl --out bank.jsonl --responses "
                                 "answers.jsonl",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    if (cli_parse(&command, argc, argv, &files, &code)) {
        options.percent = percent != 0;
        options.text_scores = texts != 0;
        if (smacs_find_word(from, formats, &format)) {
            code = import_run((import_format)format, &files, &options, out, responses, json != 0);
        } else {
            fprintf(
                stderr,
                "smacs bank import: --from is csv, lm-eval, routerbench, llmrouterbench, helm, inspect or jsonl, not "
                "\"%s\"\n",
                from);
            code = TOOL_USAGE;
        }
    }
    tool_list_free(&files);
    tool_list_free(&ignored);
    return code;
}
