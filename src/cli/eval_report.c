/* smacs eval report: makes a page of results. */
#include "cli/cli.h"
#include "lab/lab.h"

int cli_eval_report(int argc, char **argv) {
    tool_list files = {0};
    const char *out = NULL;
    int code;
    const cli_flag flags[] = {{"--out", CLI_OUT, &out, "OUT.html", "the file to write", true}};
    const cli_command command = {"eval report",
                                 "RESULT.json ..",
                                 1,
                                 SIZE_MAX,
                                 "make a page of results",
                                 "smacs eval report route.json select.json --out report.html",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    if (cli_parse(&command, argc, argv, &files, &code)) {
        code = lab_report_files(&files, out);
    }
    tool_list_free(&files);
    return code;
}
