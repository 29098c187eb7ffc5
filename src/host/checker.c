/* One program is with the helper at a time. Whatever goes wrong, the helper is killed and said to be gone: nobody knows
 * any more which program an answer of it would be about. */
#include "host/checker.h"
#include "base/error.h"
#include "host/helper_lines.h"
#include "host/http.h"
#include "json/groups.h"

#include <string.h>

#ifdef SMACS_WITHOUT_NETWORK

bool host_checker_find(const char *command) {
    tool_fail_plain(command, "this build starts no other program; use the native one to run checks", NULL);
    return false;
}
host_checker *host_checker_open(const char *command, uint32_t wait_s, const host_pool *pool) {
    (void)wait_s, (void)pool;
    host_checker_find(command);
    return NULL;
}
void host_checker_close(host_checker *c) { (void)c; }
const char *host_checker_name(const host_checker *c) {
    (void)c;
    return "";
}
bool host_checker_gone(const host_checker *c) {
    (void)c;
    return true;
}
bool host_checker_add(host_checker *c, uint32_t number, const smacs_check *check, smacs_text code) {
    (void)c, (void)number, (void)check, (void)code;
    return false;
}
bool host_checker_next(host_checker *c, int wait_ms, host_checked *ended) {
    (void)c, (void)wait_ms, (void)ended;
    return false;
}

#else

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum {
    POLL_MS = 100,
    GRACE_MS = 1000, /* to end by itself once its stdin is closed */
    PATH_MAX_BYTES = 4096,
};

/* A program that waits or is with the helper, which the first one is. */
typedef struct program {
    uint32_t number;
    char *line;
    size_t size;
} program;

struct host_checker {
    smacs_allocator a;
    pid_t pid;
    int in, out; /* its stdin and stdout; -1: closed */
    char name[HELPER_NAME_MAX + 1];
    uint64_t wait_ms; /* the longest for a line of its */
    program *programs;
    size_t count, capacity;
    bool busy;          /* the first program is with it */
    size_t sent;        /* bytes of the first program's line */
    uint64_t since_ms;  /* when it was given the first program */
    helper_lines lines; /* what it has said */
    bool gone;
};

/* ---- which program ---- */

/* What "node" stands for. `script` is the helper of this checkout; else it is looked for on the PATH. */
typedef struct own_helper {
    char script[PATH_MAX_BYTES];
    bool installed;
} own_helper;

static bool is_file(const char *path) { return access(path, R_OK) == 0; }

/* The checkout that this program was built in, if it was: build/PRESET/smacs. */
static bool find_in_checkout(own_helper *own) {
    char exe[PATH_MAX_BYTES], module[PATH_MAX_BYTES];
    const ssize_t size = readlink("/proc/self/exe", exe, sizeof exe - 1);
    if (size <= 0) {
        return false;
    }
    exe[size] = 0;
    for (int up = 0; up < 3; up++) {
        char *slash = strrchr(exe, '/');
        if (!slash) {
            return false;
        }
        *slash = 0;
    }
    return snprintf(own->script, sizeof own->script, "%s/wasm/bin/smacs-check.mjs", exe) < (int)sizeof own->script &&
           snprintf(module, sizeof module, "%s/wasm/dist/check/index.js", exe) < (int)sizeof module &&
           is_file(own->script) && is_file(module);
}

static bool is_on_path(const char *name) {
    const char *path = getenv("PATH");
    for (const char *at = path; at && *at;) {
        const size_t size = strcspn(at, ":");
        char file[PATH_MAX_BYTES];
        if (snprintf(file, sizeof file, "%.*s/%s", (int)size, at, name) < (int)sizeof file && access(file, X_OK) == 0) {
            return true;
        }
        at += size + (at[size] == ':');
    }
    return false;
}

static bool find_own(own_helper *own) {
    if (find_in_checkout(own)) {
        return true;
    }
    own->installed = is_on_path("smacs-check");
    if (own->installed) {
        return true;
    }
    tool_fail_plain("--checker node",
                    "the package's helper is not here; install it with npm install --global smacs, or in a checkout "
                    "run make wasm and npm run build -w wasm",
                    NULL);
    return false;
}

static bool is_own(const char *command) { return strcmp(command, "node") == 0; }

bool host_checker_find(const char *command) {
    own_helper own = {.installed = false};
    if (command[strspn(command, " \t")] == 0) {
        tool_fail_plain("--checker", "a command is missing; node: the package's own", NULL);
        return false;
    }
    return !is_own(command) || find_own(&own);
}

/* ---- starting ---- */

/* The environment without the variables whose values are the pool's keys; borrowed texts. NULL: out of memory. */
static char **environment_without_keys(const host_pool *pool) {
    size_t count = 0, kept = 0;
    while (environ[count]) {
        count++;
    }
    char **out = calloc(count + 1, sizeof *out);
    for (size_t i = 0; i < count && out; i++) {
        const char *value = strchr(environ[i], '=');
        bool secret = false;
        for (uint32_t e = 0; value && pool && e < pool->endpoint_count; e++) {
            secret = secret || (pool->endpoints[e].key && strcmp(value + 1, pool->endpoints[e].key) == 0);
        }
        if (!secret) {
            out[kept++] = environ[i];
        }
    }
    return out;
}

/* A pipe whose both ends other programs do not inherit. */
static bool open_pipe(int ends[2]) {
    if (pipe(ends) != 0) {
        return false;
    }
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return true;
}

static void close_end(int *end) {
    if (*end >= 0) {
        close(*end);
    }
    *end = -1;
}

/* In a process group of its own: Ctrl-C is meant for us, and what the helper starts ends with it. */
static int spawn(host_checker *c, char *const argv[], char *const environment[], int in, int out) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, in, 0);
    posix_spawn_file_actions_adddup2(&files, out, 1);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes, 0);
    const int failed = posix_spawnp(&c->pid, argv[0], &files, &attributes, argv, environment);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    return failed;
}

static bool start(host_checker *c, const char *command, const host_pool *pool) {
    own_helper own = {.installed = false};
    int to[2] = {-1, -1}, from[2] = {-1, -1};
    char shell[] = "sh", flag[] = "-c", node[] = "node", helper[] = "smacs-check";
    if (is_own(command) && !find_own(&own)) {
        return false;
    }
    char *line = strdup(command);
    char *const by_shell[] = {shell, flag, line, NULL}, *const by_node[] = {node, own.script, NULL},
                *const installed[] = {helper, NULL};
    char *const *argv = !is_own(command) ? by_shell : own.installed ? installed : by_node;
    char **environment = environment_without_keys(pool);
    int failed = line && environment && open_pipe(to) && open_pipe(from) ? 0 : errno;
    if (failed == 0) {
        failed = spawn(c, argv, environment, to[0], from[1]);
    }
    free(environment);
    free(line);
    close_end(&to[0]);
    close_end(&from[1]);
    c->in = to[1];
    c->out = from[0];
    if (failed != 0) {
        tool_fail_plain(command, "the checker cannot be started", strerror(failed));
        return false;
    }
    fcntl(c->in, F_SETFL, O_NONBLOCK);
    fcntl(c->out, F_SETFL, O_NONBLOCK);
    return true;
}

/* ---- ending ---- */

/* Closes its stdin, and waits a little before it kills what is left of its group. Says how it ended. */
static void end_helper(host_checker *c, int grace_ms, char how[64]) {
    int state = 0;
    pid_t ended = 0;
    how[0] = 0;
    close_end(&c->in);
    close_end(&c->out);
    for (int waited = 0; c->pid > 0 && ended == 0; waited += 10) {
        ended = waitpid(c->pid, &state, WNOHANG);
        if (ended == 0 && waited >= grace_ms) {
            kill(-c->pid, SIGKILL);
            ended = waitpid(c->pid, &state, 0);
        } else if (ended == 0) {
            poll(NULL, 0, 10);
        }
    }
    if (ended > 0) {
        kill(-c->pid, SIGKILL);
        snprintf(how, 64, WIFEXITED(state) ? "exit status %d" : "signal %d",
                 WIFEXITED(state) ? WEXITSTATUS(state) : WTERMSIG(state));
    }
    c->pid = 0;
}

/* Of one that closed its stdout, how it ends says more. */
static void give_up(host_checker *c, const char *why) {
    static const char shell_says[] = "exit status 12"; /* 126: cannot be run, 127: not found */
    const bool ends = strcmp(why, "ended") == 0, greeted = c->name[0] != 0;
    char how[64];
    end_helper(c, ends ? GRACE_MS : 0, how);
    const char *more = greeted ? ""
                       : strncmp(how, shell_says, sizeof shell_says - 1) == 0 && ends
                           ? "; see that --checker names a program that can be run"
                           : "; see that --checker is a helper as src/host/README.md describes it";
    c->gone = true;
    fprintf(stderr, "smacs: the checker %s%s%s%s%s; nothing%s is checked\n", why, ends && how[0] ? " (" : "",
            ends ? how : "", ends && how[0] ? ")" : "", more, greeted ? " more" : "");
}

void host_checker_close(host_checker *c) {
    char how[64];
    if (!c) {
        return;
    }
    end_helper(c, GRACE_MS, how);
    for (size_t i = 0; i < c->count; i++) {
        smacs_free(&c->a, c->programs[i].line);
    }
    smacs_free(&c->a, c->programs);
    smacs_bytes_free(&c->a, &c->lines.got);
    free(c);
}

/* ---- reading and writing ---- */

/* Sends what it takes of the first program. A helper that reads no more is found by its silence. */
static void send_some(host_checker *c) {
    const program *p = c->programs;
    while (c->busy && c->sent < p->size) {
        const ssize_t size = write(c->in, p->line + c->sent, p->size - c->sent);
        if (size <= 0) {
            return;
        }
        c->sent += (size_t)size;
    }
}

/* Reads what is there. False: it has closed its stdout, or sends too much. */
static bool receive_some(host_checker *c, const char **why) {
    char piece[16384];
    for (;;) {
        const ssize_t size = read(c->out, piece, sizeof piece);
        if (size < 0) {
            return errno == EAGAIN || errno == EINTR;
        }
        *why = size == 0 ? "ended" : helper_lines_add(&c->lines, piece, (size_t)size);
        if (*why) {
            return false;
        }
        if (memchr(piece, '\n', (size_t)size)) {
            return true;
        }
    }
}

/* Waits until the helper has said something, or takes more of what it is sent. */
static void await(const host_checker *c, int wait_ms) {
    const bool sending = c->busy && c->sent < c->programs->size;
    struct pollfd ends[2] = {{.fd = c->out, .events = POLLIN}, {.fd = c->in, .events = POLLOUT}};
    poll(ends, sending ? 2 : 1, wait_ms);
}

/* False after a report. */
static bool greet(host_checker *c) {
    const uint64_t begin = host_clock_ms();
    const char *why = "";
    cJSON *hello = NULL;
    while (!helper_lines_take(&c->lines, &hello)) {
        const uint64_t passed = host_clock_ms() - begin;
        if (passed > c->wait_ms) {
            give_up(c, "did not say in time what it is");
            return false;
        }
        await(c, POLL_MS);
        if (!receive_some(c, &why)) {
            give_up(c, why);
            return false;
        }
    }
    const bool known = helper_hello_read(hello, c->name);
    cJSON_Delete(hello);
    if (!known) {
        give_up(c, "does not begin with {\"smacs_checker\": 1, \"name\": ..}");
    }
    return known;
}

host_checker *host_checker_open(const char *command, uint32_t wait_s, const host_pool *pool) {
    host_checker *c = calloc(1, sizeof *c);
    if (!c) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return NULL;
    }
    c->a = c->lines.a = smacs_allocator_or_default(NULL);
    c->in = c->out = -1;
    c->wait_ms = 1000 * (uint64_t)wait_s;
    signal(SIGPIPE, SIG_IGN); /* it may end while it is written to */
    if (!start(c, command, pool) || !greet(c)) {
        host_checker_close(c);
        return NULL;
    }
    return c;
}

const char *host_checker_name(const host_checker *c) { return c->name; }

bool host_checker_gone(const host_checker *c) { return c->gone; }

/* ---- programs ---- */

/* {"id", "language", "code", "inputs": [..]} and a line end. */
static bool write_line(const host_checker *c, const smacs_check *check, smacs_text code, program *p) {
    smacs_json_writer w;
    smacs_json_begin(&w, &c->a);
    smacs_json_open(&w, '{');
    smacs_json_integer_member(&w, "id", p->number);
    smacs_json_text_member(&w, "language", smacs_text_of(smacs_check_language_name(check->language)));
    smacs_json_text_member(&w, "code", code);
    smacs_json_name(&w, "inputs");
    smacs_json_open(&w, '[');
    for (uint32_t i = 0; i < check->input_count; i++) {
        smacs_json_text(&w, check->inputs[i].call);
    }
    smacs_json_close(&w, ']');
    smacs_json_close(&w, '}');
    smacs_bytes_append(&c->a, &w.out, "\n", 1);
    return smacs_json_finish(&w, &p->line, &p->size) == SMACS_OK;
}

bool host_checker_add(host_checker *c, uint32_t number, const smacs_check *check, smacs_text code) {
    program p = {.number = number};
    if (!smacs_mem_reserve(&c->a, &c->programs, &c->capacity, c->count + 1, sizeof p) ||
        !write_line(c, check, code, &p)) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    c->programs[c->count++] = p;
    return true;
}

static void begin_next(host_checker *c) {
    if (!c->busy && c->count > 0) {
        c->busy = true;
        c->sent = 0;
        c->since_ms = host_clock_ms();
    }
}

static void take_first(host_checker *c, cJSON *results, host_checked *ended) {
    *ended = (host_checked){c->programs[0].number, results};
    smacs_free(&c->a, c->programs[0].line);
    memmove(c->programs, c->programs + 1, --c->count * sizeof *c->programs);
    c->busy = false;
}

/* Takes the reply to the first program. Sets *why when there is none to come any more. */
static bool take_reply(host_checker *c, host_checked *ended, const char **why) {
    cJSON *reply = NULL;
    if (!helper_lines_take(&c->lines, &reply)) {
        if (host_clock_ms() - c->since_ms > c->wait_ms) {
            *why = "did not answer in time";
        }
        return false;
    }
    const bool fits = c->busy && helper_reply_fits(reply, c->programs[0].number);
    if (fits) {
        take_first(c, cJSON_DetachItemFromObjectCaseSensitive(reply, "results"), ended);
    } else {
        *why = "said something that is no reply to its program";
    }
    cJSON_Delete(reply);
    return fits;
}

bool host_checker_next(host_checker *c, int wait_ms, host_checked *ended) {
    const char *why = NULL, *end = NULL;
    begin_next(c);
    if (!c->busy) {
        return false;
    }
    if (!c->gone) {
        send_some(c);
        await(c, wait_ms);
        send_some(c);
        const bool open = receive_some(c, &end);
        if (take_reply(c, ended, &why)) {
            return true;
        }
        why = why ? why : open ? NULL : end;
    }
    if (why) {
        give_up(c, why);
    }
    if (c->gone) {
        take_first(c, NULL, ended);
        return true;
    }
    return false;
}

#endif
