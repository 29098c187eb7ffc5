/* smacs eval compare: compares two results on the same questions. */
#include "cli/eval.h"

int cli_eval_compare(int argc, char **argv) {
    tool_list files = {0};
    cli_eval_flags given = {0};
    lab_settings settings;
    int any_pool = 0, code;
    const cli_flag flags[] = {
        {"--any-pool", CLI_SWITCH, &any_pool, NULL, "also where the two chose among different models", false},
        CLI_EVAL_FLAGS(given),
    };
    const cli_command command = {"eval compare",
                                 "A.json B.json",
                                 2,
                                 2,
                                 "compare two results on the same questions",
                                 "smacs eval compare select.json early.json",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    if (cli_parse(&command, argc, argv, &files, &code) && cli_eval_settings(&given, &settings, &code)) {
        code = lab_compare(files.items[0], files.items[1], any_pool != 0, &settings);
    }
    tool_list_free(&files);
    return code;
}
