/* Writes files under another name in the same folder and then renames them, so that a target is either complete or
 * unchanged. */
#include "tool/tool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#ifndef __wasi__
#include <signal.h>
#include <unistd.h>
#endif

/* ---- files that are begun ---- */

/* Their names, for a signal that ends the command: it removes them. Those that find no place stay. */
static char *volatile begun[8];
enum { BEGUN = sizeof begun / sizeof *begun };

/* Puts `to` in place of a `from`. */
static void change_begun(const char *from, char *to) {
    for (int i = 0; i < BEGUN; i++) {
        if (begun[i] == from) {
            begun[i] = to;
            return;
        }
    }
}

static void forget(char *name) {
    if (name) {
        change_begun(name, NULL);
        free(name);
    }
}

#ifndef __wasi__
static void on_end(int number) {
    for (int i = 0; i < BEGUN; i++) {
        if (begun[i]) {
            unlink(begun[i]);
        }
    }
    signal(number, SIG_DFL);
    raise(number);
}

void tool_watch_signals(void) {
    static const int ends[] = {SIGHUP, SIGINT, SIGPIPE, SIGTERM};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (signal(ends[i], on_end) == SIG_IGN) {
            signal(ends[i], SIG_IGN);
        }
    }
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is then told as a full disk is */
}
#else
void tool_watch_signals(void) {}
#endif

/* ---- whole files ---- */

/* Opens a new file beside `file`, whose name the caller forgets. NULL, with errno and no name, if that fails. */
static FILE *open_beside(const char *file, char **beside) {
    const size_t capacity = strlen(file) + 16;
    char *name = malloc(capacity);
    FILE *stream = NULL;
    for (int i = 0; name && i < 100 && !stream; i++) {
        snprintf(name, capacity, "%s.part%d", file, i);
        stream = fopen(name, "wbx");
        if (!stream && errno != EEXIST) {
            break;
        }
    }
    const int reason = name ? errno : ENOMEM;
    if (!stream) {
        free(name);
        errno = reason;
    }
    *beside = stream ? name : NULL;
    change_begun(NULL, *beside);
    return stream;
}

/* Reports why a file could not be written, as errno has it. */
static bool fail(const char *file, int reason) {
    if (reason == ENOMEM) {
        tool_fail_plain(file, "out of memory", NULL);
    } else {
        tool_fail_plain(file, "the file could not be written", strerror(reason));
    }
    return false;
}

/* Whether the file is there and no plain one: a device or a pipe, which must not be replaced. */
static bool is_device(const char *file) {
    struct stat facts;
    return stat(file, &facts) == 0 && !S_ISREG(facts.st_mode);
}

bool tool_is_plain(const char *file) { return strcmp(file, "-") != 0 && !is_device(file); }

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
    return reason == 0 || fail(file, reason);
}

bool tool_can_save(const char *file) {
    if (!tool_is_plain(file)) {
        return true;
    }
    char *name = NULL;
    FILE *stream = open_beside(file, &name);
    if (!stream) {
        return fail(file, errno);
    }
    fclose(stream);
    remove(name);
    forget(name);
    return true;
}

bool tool_save(const char *file, const void *bytes, size_t size) {
    if (strcmp(file, "-") == 0) {
        return fwrite(bytes, 1, size, stdout) == size;
    }
    if (is_device(file)) {
        return save_to_device(file, bytes, size);
    }
    char *name = NULL;
    FILE *stream = open_beside(file, &name);
    int reason = stream ? write_out(stream, bytes, size) : errno;
    if (reason == 0 && rename(name, file) != 0) {
        reason = errno;
    }
    if (reason != 0 && stream) {
        remove(name);
    }
    forget(name);
    return reason == 0 || fail(file, reason);
}

/* ---- piece by piece ---- */

bool tool_out_open(const char *file, tool_out *out) {
    *out = (tool_out){.file = file};
    if (strcmp(file, "-") == 0) {
        out->stream = stdout;
        return true;
    }
    out->stream = is_device(file) ? fopen(file, "wb") : open_beside(file, &out->beside);
    return out->stream || fail(file, errno);
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
        fail(out->file, out->reason);
    }
    forget(out->beside);
    out->beside = NULL;
    out->stream = NULL;
    return out->reason == 0;
}
