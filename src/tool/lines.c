/* Reads JSON Lines piece by piece. */
#include "tool/lines.h"
#include "bank/foreign.h"
#include "base/error.h"
#include "base/text.h"
#include "tool/tool.h"
#include "json/writer.h"

#include <string.h>

typedef struct line_reader {
    smacs_allocator a;
    smacs_bytes line; /* the part of the current line that was read */
    uint64_t number;  /* of lines read */
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
    smacs_status status = smacs_foreign_parse(text, &tree, error);
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
    line_reader r = {.a = smacs_allocator_or_default(NULL), .sink = sink, .context = context};
    smacs_error error;
    bool read = tool_read(file, feed, &r);
    if (read && r.line.size > 0 && take_line(&r, &error) != SMACS_OK) {
        tool_fail(file, &error);
        read = false;
    }
    smacs_bytes_free(&r.a, &r.line);
    return read;
}

bool tool_has_lines(const char *file) {
    FILE *stream = fopen(file, "rb");
    const bool has = stream && fgetc(stream) != EOF;
    if (stream) {
        fclose(stream);
    }
    return has;
}
