/* JSON Lines: a value on each line. */
#ifndef SMACS_TOOL_LINES_H
#define SMACS_TOOL_LINES_H

#include "base/text.h"

#include <cjson/cJSON.h>
#include <smacs/status.h>
#include <stdbool.h>
#include <stdio.h>

/* Takes the value of one line; it may change the value but not keep it. A status other than OK ends the reading.
 * `error` is never NULL, and the reader adds the line's number. */
typedef smacs_status (*tool_line_sink)(void *context, cJSON *tree, smacs_error *error);

/* Reads a file, or stdin for "-". Inflates gzip and skips empty lines. False after a report. */
bool tool_read_lines(const char *file, tool_line_sink sink, void *context);

/* The same of lines that `parse` reads, in place of smacs_foreign_parse. */
typedef smacs_status (*tool_line_parser)(smacs_text line, cJSON **tree, smacs_error *error);
bool tool_read_lines_as(const char *file, tool_line_parser parse, tool_line_sink sink, void *context);

/* The same of a text that was read from `file`. */
bool tool_take_lines(const char *file, smacs_text text, tool_line_sink sink, void *context);

/* Reads a file of lines that this program has written, and opens it for more; without `stream` it only reads. A file that
 * is absent has no lines. If the last line was cut off, or zeros stand behind it (a loss of power), these are taken away
 * after all others were read; if only its end is missing, that is added. What cannot be gone on with is refused: stdin, and
 * what is no plain file. The caller closes *stream. False after a report, with the file as it was. */
bool tool_resume_lines(const char *file, tool_line_sink sink, void *context, FILE **stream);

#endif
