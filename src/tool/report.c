/* Error messages: where, what, and what to do about it. */
#include "bank/foreign.h"
#include "base/text.h"
#include "base/utf8.h"
#include "tool/tool.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Models write what they are told to, which may be what a terminal obeys. */
void tool_print_tamed(FILE *out, smacs_text text) {
    for (size_t i = 0; i < text.size;) {
        size_t end = i;
        const uint32_t c = smacs_utf8_next(text.data, text.size, &end);
        if ((c < ' ' && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0)) {
            fputs("\xEF\xBF\xBD", out);
        } else {
            fwrite(text.data + i, 1, end - i, out);
        }
        i = end;
    }
}

int tool_print(FILE *out, const char *format, ...) {
    char start[512], *text = start;
    va_list arguments;
    va_start(arguments, format);
    if (out != stdout && out != stderr) {
        const int plain = vfprintf(out, format, arguments);
        va_end(arguments);
        return plain;
    }
    int size = vsnprintf(start, sizeof start, format, arguments);
    va_end(arguments);
    if (size >= (int)sizeof start) {
        text = malloc((size_t)size + 1);
        va_start(arguments, format);
        size = text ? vsnprintf(text, (size_t)size + 1, format, arguments) : -1;
        va_end(arguments);
    }
    if (size > 0) {
        tool_print_tamed(out, (smacs_text){text, (size_t)size});
    }
    if (text != start) {
        free(text);
    }
    return size;
}

void tool_print_json(const char *json) {
    if (isatty(1) == 1) {
        tool_print_tamed(stdout, (smacs_text){json, strlen(json)});
    } else {
        fputs(json, stdout);
    }
    fputs("\n", stdout);
}

/* Of files that are no banks. */
static const char *of_these;

void tool_advise(const char *advice) { of_these = advice; }

/* What to do about an error, by its status. */
static const char *advice(const char *file, const smacs_error *error) {
    const bool is_shape =
        error->status == SMACS_E_SCHEMA || error->status == SMACS_E_SYNTAX || error->status == SMACS_E_MISMATCH;
    if (of_these && is_shape) {
        return of_these;
    }
    switch (error->status) {
    case SMACS_E_SYNTAX: /* a file without a place is no JSON at all, and the message says what to do */
        return error->line == 0 ? NULL
                                : "check the file at this place: a bank is JSON Lines, one JSON array, or one JSON "
                                  "object of records";
    case SMACS_E_SCHEMA:
        return "see src/bank/README.md for the known fields";
    case SMACS_E_DUPLICATE:
        return "remove one of the two, or make them agree";
    case SMACS_E_MISMATCH:
        return "use the embedder that the index was built with (for vectors from outside: --embeddings, or a file of "
               "them), or build the index again";
    case SMACS_E_MAGIC:
        return "check the order of the arguments: .sme is an embedder, .smx a score index";
    case SMACS_E_TRUNCATED:
    case SMACS_E_CHECKSUM:
    case SMACS_E_FORMAT:
        return "the file is damaged; build it or download it again";
    case SMACS_E_VERSION:
        return "build the file again with this version of smacs";
    case SMACS_E_EMPTY:
        return file ? "check that this is the right file, and that the filters leave something" : NULL;
    case SMACS_E_MEMORY:
        return "try a machine with more memory, or a smaller input";
    default:
        return NULL;
    }
}

int tool_fail(const char *file, const smacs_error *error) {
    fputs("smacs: ", stderr);
    if (file) {
        fprintf(stderr, "%s:", strcmp(file, "-") == 0 ? "stdin" : file);
        if (error->line) {
            fprintf(stderr, "%llu:%llu:", (unsigned long long)error->line, (unsigned long long)error->column);
        } else if (error->position != UINT64_MAX) {
            fprintf(stderr, " at byte %llu:", (unsigned long long)error->position);
        }
        fputs(" ", stderr);
    }
    fputs(error->message, stderr);
    if (error->detail[0]) {
        fprintf(stderr, " (%s)", error->detail);
    }
    fputs("\n", stderr);
    const char *way = advice(file, error);
    if (way) {
        fprintf(stderr, "  %s\n", way);
    }
    return TOOL_FAILED;
}

int tool_fail_bytes(const char *file, const void *bytes, size_t size, const smacs_error *error) {
    const smacs_text text = {bytes, size};
    const char *foreign = size > 0 ? smacs_foreign_file(smacs_text_before(text, SMACS_FOREIGN_HEAD)) : NULL;
    smacs_error known = *error;
    if (foreign && (error->status == SMACS_E_MAGIC || error->line > 0)) {
        return tool_fail_plain(file, foreign, NULL);
    }
    if (error->line > 0 && error->position < size) {
        const char *value = smacs_foreign_value(text, error->position);
        known.message = value ? value : error->message;
    }
    return tool_fail(file, &known);
}

int tool_fail_plain(const char *file, const char *message, const char *detail) {
    const bool standard = file && strcmp(file, "-") == 0;
    fprintf(stderr, "smacs: %s%s%s%s%s%s\n", file ? (standard ? "stdin" : file) : "", file ? ": " : "", message,
            detail ? " (" : "", detail ? detail : "", detail ? ")" : "");
    return TOOL_FAILED;
}
