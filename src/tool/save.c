/* Writes files under another name in the same folder and then renames them, so that a target is either complete or
 * unchanged. */
#include "tool/tool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Opens a new file beside `file` and writes its name to `name`. */
static FILE *open_beside(const char *file, char *name, size_t capacity) {
    FILE *stream = NULL;
    for (int i = 0; i < 100 && !stream; i++) {
        snprintf(name, capacity, "%s.part%d", file, i);
        stream = fopen(name, "wbx");
        if (!stream && errno != EEXIST) {
            break;
        }
    }
    return stream;
}

/* Whether the file is there and no plain one: a device or a pipe, which must not be replaced. */
static bool is_device(const char *file) {
    struct stat facts;
    return stat(file, &facts) == 0 && !S_ISREG(facts.st_mode);
}

/* Writes and closes a stream; 0, or why that failed. */
static int write_out(FILE *stream, const void *bytes, size_t size) {
    errno = 0;
    const bool written = fwrite(bytes, 1, size, stream) == size;
    int reason = written ? 0 : errno ? errno : EIO;
    if (fclose(stream) != 0 && written) {
        reason = errno ? errno : EIO;
    }
    return reason;
}

static bool save_to_device(const char *file, const void *bytes, size_t size) {
    FILE *stream = fopen(file, "wb");
    const int reason = stream ? write_out(stream, bytes, size) : errno;
    if (reason != 0) {
        tool_fail_plain(file, "the file could not be written", strerror(reason));
    }
    return reason == 0;
}

bool tool_can_save(const char *file) {
    if (strcmp(file, "-") == 0 || is_device(file)) {
        return true;
    }
    const size_t capacity = strlen(file) + 16;
    char *name = malloc(capacity);
    FILE *stream = name ? open_beside(file, name, capacity) : NULL;
    if (!stream) {
        tool_fail_plain(file, "the file could not be written", strerror(errno));
    } else {
        fclose(stream);
        remove(name);
    }
    free(name);
    return stream != NULL;
}

bool tool_save(const char *file, const void *bytes, size_t size) {
    if (strcmp(file, "-") == 0) {
        return fwrite(bytes, 1, size, stdout) == size;
    }
    if (is_device(file)) {
        return save_to_device(file, bytes, size);
    }
    const size_t capacity = strlen(file) + 16;
    char *name = malloc(capacity);
    if (!name) {
        tool_fail_plain(file, "out of memory", NULL);
        return false;
    }
    FILE *stream = open_beside(file, name, capacity);
    int reason = stream ? write_out(stream, bytes, size) : errno;
    if (reason == 0 && rename(name, file) != 0) {
        reason = errno;
    }
    if (reason != 0) {
        tool_fail_plain(file, "the file could not be written", strerror(reason));
        if (stream) {
            remove(name);
        }
    }
    free(name);
    return reason == 0;
}

/* ---- piece by piece ---- */

bool tool_out_open(const char *file, tool_out *out) {
    *out = (tool_out){.file = file};
    if (strcmp(file, "-") == 0) {
        out->stream = stdout;
        return true;
    }
    if (is_device(file)) {
        out->stream = fopen(file, "wb");
    } else {
        const size_t capacity = strlen(file) + 16;
        out->beside = malloc(capacity);
        out->stream = out->beside ? open_beside(file, out->beside, capacity) : NULL;
    }
    if (!out->stream) {
        tool_fail_plain(file, "the file could not be written", strerror(errno));
        free(out->beside);
        out->beside = NULL;
    }
    return out->stream != NULL;
}

void tool_out_write(tool_out *out, const void *bytes, size_t size) {
    errno = 0;
    if (out->reason == 0 && fwrite(bytes, 1, size, out->stream) != size) {
        out->reason = errno ? errno : EIO;
    }
}

bool tool_out_close(tool_out *out, bool keep) {
    if (!out->stream) {
        return true;
    }
    if (out->stream == stdout ? fflush(stdout) != 0 : fclose(out->stream) != 0) {
        out->reason = out->reason ? out->reason : errno;
    }
    if (out->beside && out->reason == 0 && keep && rename(out->beside, out->file) != 0) {
        out->reason = errno;
    }
    if (out->beside && (out->reason != 0 || !keep)) {
        remove(out->beside);
    }
    if (out->reason != 0) {
        tool_fail_plain(out->file, "the file could not be written", strerror(out->reason));
    }
    free(out->beside);
    out->beside = NULL;
    out->stream = NULL;
    return out->reason == 0;
}
