/* What people read: errors with their place and a way on, progress, and columns that line up. */
#include "tool/tool.h"

#include <string.h>
#include <unistd.h>

/* What to do about an error, by its status. */
static const char *advice(smacs_status status) {
    switch (status) {
    case SMACS_E_SYNTAX:
        return "check the file at this place: a bank is JSON Lines, one JSON array, or one JSON "
               "object of records";
    case SMACS_E_SCHEMA:
        return "see src/bank/README.md for the fields that are understood";
    case SMACS_E_DUPLICATE:
        return "keep one of the two, or make them agree";
    case SMACS_E_MISMATCH:
        return "use the embedder that the index was built with, or build the index again";
    case SMACS_E_MAGIC:
        return "check that the arguments are not mixed up: .sme is an embedder, .smx a score index";
    case SMACS_E_TRUNCATED:
    case SMACS_E_CHECKSUM:
    case SMACS_E_FORMAT:
        return "the file is damaged; build it or fetch it again";
    case SMACS_E_VERSION:
        return "build the file again with this version of smacs";
    case SMACS_E_EMPTY:
        return "check that this is the right file, and that filters leave something";
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
    const char *way = advice(error->status);
    if (way) {
        fprintf(stderr, "  %s\n", way);
    }
    return TOOL_FAILED;
}

int tool_fail_plain(const char *file, const char *message, const char *detail) {
    const bool standard = file && strcmp(file, "-") == 0;
    fprintf(stderr, "smacs: %s%s%s%s%s%s\n", file ? (standard ? "stdin" : file) : "", file ? ": " : "", message,
            detail ? " (" : "", detail ? detail : "", detail ? ")" : "");
    return TOOL_FAILED;
}

tool_progress tool_progress_begin(const char *what) { return (tool_progress){.what = what, .wanted = isatty(2) == 1}; }

bool tool_progress_step(void *progress, uint64_t done, uint64_t total) {
    tool_progress *p = progress;
    const uint64_t percent = total > 0 ? done * 100 / total : 0;
    if (p->wanted && percent != p->shown) {
        p->shown = percent;
        fprintf(stderr, "\r\x1b[K%s %llu %%", p->what, (unsigned long long)percent);
        fflush(stderr);
    }
    return false;
}

void tool_progress_count(tool_progress *p, uint64_t done) {
    if (p->wanted && done - p->shown >= 256) {
        p->shown = done;
        fprintf(stderr, "\r\x1b[K%s %llu", p->what, (unsigned long long)done);
        fflush(stderr);
    }
}

void tool_progress_end(tool_progress *p) {
    if (p->wanted && p->shown > 0) {
        fputs("\r\x1b[K", stderr);
        fflush(stderr);
    }
    p->wanted = false;
}

size_t tool_text_width(smacs_text text) {
    size_t width = 0;
    for (size_t i = 0; i < text.size; i++) {
        width += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    }
    return width;
}

void tool_print_padded(smacs_text text, size_t width, bool right) {
    const size_t own = tool_text_width(text);
    const int padding = own < width ? (int)(width - own) : 0;
    if (right) {
        printf("%*s", padding, "");
    }
    fwrite(text.data ? text.data : "", 1, text.size, stdout);
    if (!right) {
        printf("%*s", padding, "");
    }
}
