/* How a result was made: by which version, when, with which command line, from which files. */
#ifndef SMACS_TOOL_MADE_H
#define SMACS_TOOL_MADE_H

#include "json/writer.h"
#include <stddef.h>

/* The command line of this process. The program calls both, once; `argv` is borrowed until the end. */
void tool_made_begin(int argc, char **argv);
void tool_made_end(void);

/* The bytes of a file that tool_read and tool_load read, as they come, and its end. One file at a time. */
void tool_made_bytes(const void *bytes, size_t size);
void tool_made_file(const char *file);

/* The member "made" of a result (src/json/README.md). The date is that of SOURCE_DATE_EPOCH where that is set; set and
 * empty: the result has no date. */
void tool_made_write(smacs_json_writer *w);

#endif
