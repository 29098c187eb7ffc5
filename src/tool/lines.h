/* JSON Lines: a value on each line. */
#ifndef SMACS_TOOL_LINES_H
#define SMACS_TOOL_LINES_H

#include <cjson/cJSON.h>
#include <smacs/status.h>
#include <stdbool.h>

/* Takes one line's value, which it may change but not keep. Statuses other than OK stop the reading; `error` is not NULL
 * and gets its line. */
typedef smacs_status (*tool_line_sink)(void *context, cJSON *tree, smacs_error *error);

/* Reads a file, or stdin for "-", inflating gzip. Empty lines are passed over. False after a report. */
bool tool_read_lines(const char *file, tool_line_sink sink, void *context);

#endif
