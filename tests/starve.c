/* Runs a command of smacs in process after process, each with another allocation failing. Each must end as it does with
 * memory, and print the same but for digits, or say that memory ran out, and fail unless only one call of several is
 * lost; what it writes must end with a line or a bracket.
 *
 * usage: smacs_starve POINTS [FILE ..] -- COMMAND ..    POINTS: allocations that fail: half of them the first ones, the
 *                                                       others spread over the rest; FILE: removed before each run
 *
 * The allocations of all that is linked statically fail, and those of cJSON. */
#define _GNU_SOURCE /* memfd_create */
#include "cli/cli.h"
#undef printf
#undef fprintf

#include "wrapped.h"

#include <cjson/cJSON.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SAID_MAX = 1 << 20 };

/* ---- allocations ---- */

static uint64_t *allocations; /* of the running child, which shares it */
static uint64_t fails_at;     /* from 1; 0: none */

static bool fails(void) { return allocations && ++*allocations == fails_at; }

/* ---- one run ---- */

typedef struct outcome {
    int code;        /* 128 and more: a signal */
    bool half;       /* a file ends in the middle */
    char *out, *err; /* NUL-terminated */
} outcome;

/* The text of a file without a name, with # for each row of digits. */
static char *text_of(int file) {
    char *text = calloc(1, SAID_MAX);
    const ssize_t size = text ? pread(file, text, SAID_MAX - 1, 0) : -1;
    size_t kept = 0;
    if (size < 0) {
        abort();
    }
    for (ssize_t i = 0; i < size; i++) {
        const bool digit = strchr("0123456789", text[i]) != NULL && text[i];
        if (!digit || kept == 0 || text[kept - 1] != '#') {
            text[kept++] = (char)(digit ? '#' : text[i]);
        }
    }
    text[kept] = 0;
    close(file);
    return text;
}

static bool ends_in_the_middle(const char *name) {
    FILE *file = fopen(name, "rb");
    int last = '\n';
    for (int c = 0; file && (c = fgetc(file)) != EOF;) {
        last = c;
    }
    if (file) {
        fclose(file);
    }
    return last != '\n' && last != '}';
}

static outcome run(char **files, int file_count, int argc, char **argv, uint64_t failing) {
    const int out = memfd_create("out", 0), err = memfd_create("err", 0);
    outcome o = {0};
    int status = 0;
    for (int i = 0; i < file_count; i++) {
        (void)unlink(files[i]);
    }
    *allocations = 0;
    fflush(stdout); /* or the child would print what waits there, too */
    const pid_t child = out < 0 || err < 0 ? -1 : fork();
    if (child == 0) {
        if (dup2(out, STDOUT_FILENO) < 0 || dup2(err, STDERR_FILENO) < 0) {
            abort();
        }
        fails_at = failing;
        exit(cli_main(argc, argv)); /* and not _exit, for the check for leaks */
    }
    if (child < 0 || waitpid(child, &status, 0) != child) {
        abort();
    }
    o.code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    o.out = text_of(out);
    o.err = text_of(err);
    for (int i = 0; i < file_count; i++) {
        o.half = o.half || ends_in_the_middle(files[i]);
    }
    return o;
}

static bool is_sound(const outcome *o, const outcome *whole) {
    const bool same = o->code == whole->code && strcmp(o->out, whole->out) == 0;
    return !o->half && (same || (o->code <= TOOL_FAILED && strstr(o->err, "memory")));
}

static void free_outcome(outcome *o) {
    free(o->out);
    free(o->err);
}

int main(int argc, char **argv) {
    const uint64_t points = argc > 1 ? strtoull(argv[1], NULL, 10) : 0;
    int dash = 2;
    unsigned passed = 0, failed = 0;
    while (dash < argc && strcmp(argv[dash], "--") != 0) {
        dash++;
    }
    if (points == 0 || dash + 1 >= argc) {
        fputs("usage: smacs_starve POINTS [FILE ..] -- COMMAND ..\n", stderr);
        return 2;
    }
    void *shared = mmap(NULL, sizeof *allocations, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) {
        return 2;
    }
    allocations = shared;
    cJSON_InitHooks(&(cJSON_Hooks){__wrap_malloc, free});
    char **files = argv + 2;
    argv[dash] = argv[0];
    outcome whole = run(files, dash - 2, argc - dash, argv + dash, 0);
    const uint64_t all = *allocations, step = all > points ? (all - points / 2) / (points - points / 2) + 1 : 1;
    if (whole.code != 0) {
        printf("with memory it ends with %d: %s\n", whole.code, whole.err);
        failed++;
    }
    for (uint64_t at = 1; at <= all && whole.code == 0; at += at < points / 2 ? 1 : step) {
        outcome o = run(files, dash - 2, argc - dash, argv + dash, at);
        const bool sound = is_sound(&o, &whole);
        passed += sound;
        failed += !sound;
        if (!sound) {
            printf("allocation %llu of %llu: code %d%s\n%s%s", (unsigned long long)at, (unsigned long long)all, o.code,
                   o.half ? ", a file ends in the middle" : "", o.out, o.err);
        }
        free_outcome(&o);
    }
    free_outcome(&whole);
    printf("%u passed, %u failed\n", passed, failed);
    return failed > 0 || passed == 0;
}
