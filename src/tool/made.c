/* Remembers the command line and the files that were read, so that a result can name them. A file's digest is FNV-1a of
 * its bytes as they are stored, with 64 bits: it tells files apart, but does not guard against forgery. */
#include "tool/made.h"

#include "base/error.h"
#include "tool/tool.h"
#include "json/groups.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FNV_START 14695981039346656037u
#define FNV_PRIME 1099511628211u

typedef struct made_file {
    char *name;
    uint64_t bytes, digest;
} made_file;

static struct {
    int argc;
    char **argv;
    made_file *files; /* [count] */
    size_t count, capacity;
    bool failed;            /* a file could not be remembered */
    uint64_t bytes, digest; /* of the file that is being read, less FNV_START so that zero is its beginning */
} made;

void tool_made_begin(int argc, char **argv) {
    made.argc = argc;
    made.argv = argv;
}

void tool_made_end(void) {
    for (size_t i = 0; i < made.count; i++) {
        free(made.files[i].name);
    }
    free(made.files);
    memset(&made, 0, sizeof made);
}

void tool_made_bytes(const void *bytes, size_t size) {
    const unsigned char *at = bytes;
    uint64_t digest = made.digest + FNV_START;
    for (size_t i = 0; i < size; i++) {
        digest = (digest ^ at[i]) * FNV_PRIME;
    }
    made.digest = digest - FNV_START;
    made.bytes += size;
}

void tool_made_file(const char *file) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    const made_file read = {.bytes = made.bytes, .digest = made.digest + FNV_START};
    bool known = false;
    made.bytes = 0;
    made.digest = 0;
    for (size_t i = 0; i < made.count; i++) {
        known = known || (made.files[i].digest == read.digest && strcmp(made.files[i].name, file) == 0);
    }
    const size_t size = strlen(file) + 1;
    if (known || !made.argv) { /* without a command line nobody asks */
        return;
    }
    char *name = malloc(size);
    if (!name || !smacs_mem_reserve(&a, &made.files, &made.capacity, made.count + 1, sizeof *made.files)) {
        made.failed = true;
        free(name);
        return;
    }
    memcpy(name, file, size);
    made.files[made.count] = read;
    made.files[made.count++].name = name;
}

/* ---- as JSON ---- */

static void write_date(smacs_json_writer *w) {
    const char *given = getenv("SOURCE_DATE_EPOCH");
    char date[sizeof "2026-11-30T12:00:00Z"];
    char *end = NULL;
    const unsigned long long seconds = given ? strtoull(given, &end, 10) : (unsigned long long)time(NULL);
    const time_t when = (time_t)seconds;
    const struct tm *parts = given && (!given[0] || *end) ? NULL : gmtime(&when);
    if (parts && strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", parts) > 0) {
        smacs_json_text_member(w, "date", smacs_text_of(date));
    }
}

static void write_files(smacs_json_writer *w) {
    smacs_json_name(w, "files");
    smacs_json_open(w, '[');
    for (size_t i = 0; i < made.count; i++) {
        smacs_json_open(w, '{');
        smacs_json_text_member(w, "file", smacs_text_of(made.files[i].name));
        smacs_json_integer_member(w, "bytes", made.files[i].bytes);
        smacs_json_digest_member(w, "fnv1a", made.files[i].digest);
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
}

void tool_made_write(smacs_json_writer *w) {
    smacs_json_name(w, "made");
    smacs_json_open(w, '{');
    smacs_json_text_member(w, "version", smacs_text_of(smacs_version()));
    write_date(w);
    smacs_json_name(w, "command");
    smacs_json_open(w, '[');
    for (int i = 0; i < made.argc; i++) {
        smacs_json_text(w, smacs_text_of(i == 0 ? "smacs" : made.argv[i]));
    }
    smacs_json_close(w, ']');
    write_files(w);
    smacs_json_close(w, '}');
    w->out.failed = w->out.failed || made.failed; /* so that no result names only some of its files */
}
