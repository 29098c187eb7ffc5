/* smacs eval extract: compares final answers with a publisher's. */
#include "cli/cli.h"
#include "lab/lab.h"

int cli_eval_extract(int argc, char **argv) {
    tool_list positionals = {0}, banks = {0}, responses = {0};
    uint32_t differences = 0;
    int json = 0, code;
    const cli_flag flags[] = {
        {"--bank", CLI_FILES, &banks, "FILE|-", "JSON Lines with \"extracted\": {model: answer}", true},
        {"--responses", CLI_FILES, &responses, "FILE|-", "recorded answers: {\"id\", \"responses\": {model: text}}",
         true},
        {"--differences", CLI_COUNT, &differences, "N", "also show N responses where the two differ", false},
        {"--json", CLI_SWITCH, &json, NULL, "print JSON (src/json/README.md)", false},
    };
    const cli_command command = {"eval extract",
                                 "",
                                 0,
                                 0,
                                 "compare final answers with a publisher's",
                                 "smacs eval extract --bank test.jsonl.gz --responses answers.jsonl.gz",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        code = lab_extract(&banks, &responses, differences, json != 0);
    }
    tool_list_free(&banks);
    tool_list_free(&responses);
    tool_list_free(&positionals);
    return code;
}
