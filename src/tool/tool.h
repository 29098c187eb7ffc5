/* What the rooms of the `smacs` program share: exit codes, lists of names, reports, files, and opening embedders,
 * indexes and banks. A function that fails reports it on stderr; its callers only pass on that it failed. */
#ifndef SMACS_TOOL_TOOL_H
#define SMACS_TOOL_TOOL_H

#include "base/mem.h"
#include <cjson/cJSON.h>
#include <smacs/smacs.h>
#include <stdbool.h>
#include <stdio.h>

/* Exit codes. */
enum { TOOL_OK = 0, TOOL_FAILED = 1, TOOL_USAGE = 2 };

/* Names or files from the command line. Zeroed: none. */
typedef struct tool_list {
    const char **items;
    size_t count;
    size_t capacity;
    char *copy; /* holds comma-separated names, cut apart */
} tool_list;
void tool_list_free(tool_list *list);

/* The name among names[count] that is nearest to a misspelt one; NULL: none is near. */
const char *tool_nearest(const char *wrong, const char *const *names, size_t count);

/* ---- reports (report.c) ---- */

/* Prints "smacs: FILE:LINE:COL: message (detail)" and what to do about it. Returns TOOL_FAILED. `file` and `detail`
 * may be NULL. */
int tool_fail(const char *file, const smacs_error *error);
int tool_fail_plain(const char *file, const char *message, const char *detail);
/* What tool_fail advises about mistakes in files that are no banks, until it is told NULL. The text is static. */
void tool_advise(const char *advice);

/* Reports what is wrong with bytes that were read from a file: what they are instead, if that is known (a zip archive,
 * UTF-16, NaN in JSON), else `error`. Returns TOOL_FAILED. */
int tool_fail_bytes(const char *file, const void *bytes, size_t size, const smacs_error *error);

/* Prints what a model wrote, without the control characters that a terminal obeys. */
void tool_print_tamed(FILE *out, smacs_text text);

/* Prints as fprintf does. On stdout and stderr the same characters are left out, also in a pipe, which may end at a
 * terminal: names from files and banks may hold them. What goes to other files stays as it is. */
__attribute__((format(printf, 2, 3))) int tool_print(FILE *out, const char *format, ...);
/* Prints JSON and the end of a line on stdout: whole in a pipe, tamed on a terminal. */
void tool_print_json(const char *json);
#define printf(...) tool_print(stdout, __VA_ARGS__)
#define fprintf(out, ...) tool_print(out, __VA_ARGS__)

/* ---- progress (progress.c) ---- */

/* Progress on stderr, if that is a terminal. `what` is borrowed until the end. */
typedef struct tool_progress {
    const char *what;
    uint64_t shown;
    bool wanted;
} tool_progress;
tool_progress tool_progress_begin(const char *what);
bool tool_progress_step(void *progress, uint64_t done, uint64_t total); /* a smacs_progress */
void tool_progress_count(tool_progress *progress, uint64_t done);
void tool_progress_end(tool_progress *progress);

/* ---- columns (columns.c) ---- */

/* Prints `text` padded to `width` characters (not bytes); `right`: aligned to the right. */
void tool_print_padded(smacs_text text, size_t width, bool right);
/* In characters. */
size_t tool_text_width(smacs_text text);

/* ---- files (files.c) ---- */

typedef smacs_status (*tool_take)(void *context, const char *bytes, size_t size, smacs_error *error);

/* Reads a file, or stdin for "-", and gives it to `take` piece by piece. Inflates gzip. False after a report. */
bool tool_read(const char *file, tool_take take, void *context);

/* The next line of a text that is not blank, without spaces around it; false at the end. `rest`: what is left. */
bool tool_next_line(smacs_text *rest, smacs_text *line);

/* Loads a whole file without inflating it. The caller frees *bytes with smacs_free(NULL, ..). False after a report. */
bool tool_load(const char *file, void **bytes, size_t *size);

/* Loads a file that is one JSON value. The caller frees *tree with cJSON_Delete, and *bytes as tool_load's; with `bytes`
 * NULL they are not kept. False after a report, with nothing to free. */
bool tool_load_json(const char *file, void **bytes, size_t *size, cJSON **tree);

/* ---- saving (save.c) ---- */

/* Whether this is the name of a file on disk, which may be new: no "-", no device, no pipe. */
bool tool_is_plain(const char *file);

/* Has signals that end the command remove the files that it has begun, and a limit on the size of files end in an error. */
void tool_watch_signals(void);

/* Whether tool_save could write to this file; nothing of it is left. For commands that do something costly first. False
 * after a report. */
bool tool_can_save(const char *file);

/* Writes a file whole or not at all: under another name in the same folder, then renamed. "-" is stdout; devices and
 * pipes are written to as they are. False after a report. */
bool tool_save(const char *file, const void *bytes, size_t size);

/* The same for a file that is written piece by piece. Write errors are kept until it is closed. */
typedef struct tool_out {
    const char *file;
    char *beside; /* the name under which it is written; NULL: its own */
    FILE *stream;
    int reason; /* why writing failed, as errno */
} tool_out;
bool tool_out_open(const char *file, tool_out *out);
void tool_out_write(tool_out *out, const void *bytes, size_t size);
/* Without `keep`, or after a failure, no file is left or changed. False after a report. Closing twice does nothing. */
bool tool_out_close(tool_out *out, bool keep);

/* ---- what commands open (open.c) ---- */

typedef struct tool_embedder {
    void *bytes;
    size_t size;
    smacs_embedder *handle;
    smacs_embedder_facts facts;
    int8_t *vector; /* [dim] the last text embedded */
    void *scratch;
} tool_embedder;
bool tool_embedder_open(const char *file, tool_embedder *e);
void tool_embedder_free(tool_embedder *e);
void tool_embedder_embed(tool_embedder *e, smacs_text text);

typedef struct tool_index {
    const char *file;
    void *bytes;
    size_t size;
    smacs_index *handle;
    smacs_index_facts facts;
    smacs_catalog *catalog; /* of its model facts; NULL if it has none */
} tool_index;
bool tool_index_open(const char *file, tool_index *x);
void tool_index_free(tool_index *x);
/* Fills in what stands beside the handle, of an index that is open. False after a report. */
bool tool_index_describe(tool_index *x);

/* Several indexes: [count] each. */
typedef struct tool_indexes {
    size_t count;
    tool_index *opened;
    const smacs_index **handles;
} tool_indexes;
/* False after a report. To be freed in any case. */
bool tool_indexes_open(const tool_list *files, tool_indexes *x);
void tool_indexes_free(tool_indexes *x);

/* The number of a model, by its name or by another name that the index's catalog knows; UINT32_MAX: there is none. */
uint32_t tool_index_model(const tool_index *x, smacs_text name);

bool tool_catalog_open(const char *file, smacs_catalog **catalog);

/* Feeds a bank file to `sink`. False after a report. */
bool tool_read_bank(const char *file, smacs_bank_sink sink, void *context);

/* Reads tables of published scores into a new table, each file named after itself up to the first dot; those of
 * `unthinking` were made without thinking, those of `as_called` by calls without settings. NULL after a report. */
smacs_published *tool_published_open(const tool_list *files, const tool_list *unthinking, const tool_list *as_called);

/* Reads a question from an argument: the argument itself, or for "-" all of stdin without line ends at its end.
 * `kept` holds that text, and the caller frees it. False after a report. */
bool tool_read_question(const char *given, smacs_bytes *kept, smacs_text *question);

#endif
