/* JSON Lines: a value on each line. */
#ifndef SMACS_TOOL_LINES_H
#define SMACS_TOOL_LINES_H

#include <cjson/cJSON.h>
#include <smacs/status.h>
#include <stdbool.h>

/* Takes the value of one line; it may change the value but not keep it. A status other than OK ends the reading.
 * `error` is never NULL, and the reader adds the line's number. */
typedef smacs_status (*tool_line_sink)(void *context, cJSON *tree, smacs_error *error);

/* Reads a file, or stdin for "-". Inflates gzip and skips empty lines. False after a report. */
bool tool_read_lines(const char *file, tool_line_sink sink, void *context);

/* Whether a file is there that is not empty. */
bool tool_has_lines(const char *file);

#endif
