/* Reads JSON Lines piece by piece. */
#include "tool/lines.h"
#include "bank/foreign.h"
#include "base/error.h"
#include "base/text.h"
#include "tool/tool.h"
#include "json/writer.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct line_reader {
    smacs_allocator a;
    smacs_bytes line;       /* the part of the current line that was read */
    uint64_t number;        /* of lines read */
    tool_line_parser parse; /* NULL: smacs_foreign_parse */
    tool_line_sink sink;
    void *context;
} line_reader;

static bool is_blank(smacs_text text) {
    for (size_t i = 0; i < text.size; i++) {
        if (!strchr(" \t\r", text.data[i])) {
            return false;
        }
    }
    return true;
}

static smacs_status take_line(line_reader *r, smacs_error *error) {
    const smacs_text text = {r->line.data, r->line.size};
    cJSON *tree = NULL;
    r->number++;
    r->line.size = 0;
    if (is_blank(text)) {
        return SMACS_OK;
    }
    smacs_status status = (r->parse ? r->parse : smacs_foreign_parse)(text, &tree, error);
    if (status == SMACS_OK) {
        status = r->sink(r->context, tree, error);
    }
    if (status != SMACS_OK) {
        error->line = r->number;
        error->column = error->column ? error->column : 1;
    }
    cJSON_Delete(tree);
    return status;
}

static smacs_status feed(void *context, const char *bytes, size_t size, smacs_error *error) {
    line_reader *r = context;
    const char *foreign = r->number == 0 && r->line.size == 0
                              ? smacs_foreign_file(smacs_text_before((smacs_text){bytes, size}, SMACS_FOREIGN_HEAD))
                              : NULL;
    smacs_status status = foreign ? smacs_fail_plain(error, SMACS_E_SYNTAX, foreign) : SMACS_OK;
    while (size > 0 && status == SMACS_OK) {
        const char *end = memchr(bytes, '\n', size);
        const size_t part = end ? (size_t)(end - bytes) : size;
        smacs_bytes_append(&r->a, &r->line, bytes, part);
        if (r->line.failed) {
            return smacs_fail_memory(error);
        }
        status = end ? take_line(r, error) : SMACS_OK;
        bytes += end ? part + 1 : part;
        size -= end ? part + 1 : part;
    }
    return status;
}

bool tool_read_lines(const char *file, tool_line_sink sink, void *context) {
    return tool_read_lines_as(file, NULL, sink, context);
}

bool tool_read_lines_as(const char *file, tool_line_parser parse, tool_line_sink sink, void *context) {
    line_reader r = {.a = smacs_allocator_or_default(NULL), .parse = parse, .sink = sink, .context = context};
    smacs_error error;
    bool read = tool_read(file, feed, &r);
    if (read && r.line.size > 0 && take_line(&r, &error) != SMACS_OK) {
        tool_fail(file, &error);
        read = false;
    }
    smacs_bytes_free(&r.a, &r.line);
    return read;
}

bool tool_take_lines(const char *file, smacs_text text, tool_line_sink sink, void *context) {
    line_reader r = {.a = smacs_allocator_or_default(NULL), .sink = sink, .context = context};
    smacs_error error;
    smacs_status status = feed(&r, text.data, text.size, &error);
    if (status == SMACS_OK && r.line.size > 0) {
        status = take_line(&r, &error);
    }
    smacs_bytes_free(&r.a, &r.line);
    return status == SMACS_OK || tool_fail(file, &error) == TOOL_OK;
}

/* ---- files that grow ---- */

/* Feeds the whole lines of a text. *kept: where the last of them ends; what follows was cut off in the writing. Zeros at
 * the end are what a loss of power leaves of bytes that did not reach the disk. */
static bool take_lines(line_reader *r, const char *file, smacs_text text, size_t *kept) {
    smacs_error error = {0};
    cJSON *tree = NULL;
    size_t solid = text.size, whole;
    while (solid > 0 && text.data[solid - 1] == 0) {
        solid--;
    }
    for (whole = solid; whole > 0 && text.data[whole - 1] != '\n';) {
        whole--;
    }
    const smacs_text half = {text.data + whole, solid - whole};
    const bool ended = half.size == 0 || smacs_foreign_parse(half, &tree, &error) == SMACS_OK;
    cJSON_Delete(tree);
    *kept = ended ? solid : whole;
    smacs_status status = feed(r, text.data, *kept, &error);
    if (status == SMACS_OK && ended && half.size > 0) {
        status = take_line(r, &error);
    }
    if (status == SMACS_OK && !ended && half.data[0] != '{') { /* nothing that this program wrote */
        status = smacs_fail_plain(&error, SMACS_E_SYNTAX, "this is another kind of file; give a new one");
    }
    return status == SMACS_OK || tool_fail(file, &error) == TOOL_OK;
}

bool tool_resume_lines(const char *file, tool_line_sink sink, void *context, FILE **stream) {
    line_reader r = {.a = smacs_allocator_or_default(NULL), .sink = sink, .context = context};
    struct stat facts;
    void *bytes = NULL;
    size_t size = 0, kept = 0;
    const bool there = stat(file, &facts) == 0;
    if (strcmp(file, "-") == 0 || (there && !S_ISREG(facts.st_mode))) {
        tool_fail_plain(NULL, "this must be a plain file, so that the same command can go on with it", file);
        return false;
    }
    bool fine = !there || tool_load(file, &bytes, &size);
    tool_advise("this must be a file that the same command has written, or a new one");
    fine = fine && (size == 0 || take_lines(&r, file, (smacs_text){bytes, size}, &kept));
    tool_advise(NULL);
    if (fine && kept < size && stream && truncate(file, (off_t)kept) != 0) {
        fine = tool_fail_plain(file, "the last line is half written and could not be taken away", NULL) == TOOL_OK;
    }
    if (fine && stream) {
        *stream = fopen(file, "ab");
        const bool unended = kept > 0 && ((const char *)bytes)[kept - 1] != '\n';
        fine = *stream && (!unended || fputc('\n', *stream) != EOF);
        fine = fine || tool_fail_plain(file, "the file could not be written", NULL) == TOOL_OK;
    }
    smacs_free(NULL, bytes);
    smacs_bytes_free(&r.a, &r.line);
    return fine;
}
