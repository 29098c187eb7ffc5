/* Any bytes as what endpoints send to a command that asks them. There is no network: this file stands in for host/http.c,
 * with a clock of its own that moves when the command waits, so that no pause takes time. The first byte chooses the
 * command, the second when Ctrl-C is pressed; then come parts, each up to a NUL: two files that the command reads, then the
 * replies to its requests in turn.
 *
 * The key that goes with the requests may stand in a reply, but in nothing that is printed or written. */
#define _GNU_SOURCE /* memmem, setenv */
#include "cli/cli.h"
#undef printf
#undef fprintf
#include "host/http.h"
#include "host/nonce.h"
#include "world.h"
#include <sys/stat.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 40, COMMAND_SIZE = 512, PATH_SIZE = 96, PARTS_MAX = 24, POSTS_MAX = 400, SLOW_MS = 4000 };

/* FUZZ_CHECK of fuzz.h, where stderr is the command's. */
#define LIVE_CHECK(condition)                                                                                          \
    do {                                                                                                               \
        if (!(condition) && !fuzz_starved) {                                                                           \
            dprintf(STDERR_FILENO, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                     \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

static const char key[] = "sk-fuzzed-and-secret";

/* ---- the network ---- */

typedef struct post {
    uint32_t tag;
    uint64_t due_ms;
    bool streamed;
    host_http_post given;
    struct post *next;
} post;

static struct {
    uint64_t now_ms;
    smacs_text parts[PARTS_MAX];
    uint32_t part_count, posts, interrupts_at;
    post *first; /* in flight */
} net;

/* Named by the linker (tests/CMakeLists.txt). */
host_http *__wrap_host_http_open(void);
void __wrap_host_http_close(host_http *h);
bool __wrap_host_http_send(host_http *h, uint32_t tag, const host_http_post *given);
void __wrap_host_http_cancel(host_http *h, uint32_t tag);
bool __wrap_host_http_next(host_http *h, int wait_ms, host_http_reply *reply);
uint64_t __wrap_host_clock_ms(void);
int __wrap_host_interrupts(void);
bool __wrap_host_nonce(char out[HOST_NONCE_SIZE]);

host_http *__wrap_host_http_open(void) { return (host_http *)&net; }
uint64_t __wrap_host_clock_ms(void) { return net.now_ms; }

/* Twice where the byte is large. Nobody waits without end for what is never due. */
int __wrap_host_interrupts(void) {
    const bool pressed = net.interrupts_at % 16 > 0 && net.posts >= net.interrupts_at % 16;
    return net.posts >= POSTS_MAX ? 2 : !pressed ? 0 : net.interrupts_at >= 128 ? 2 : 1;
}

bool __wrap_host_nonce(char out[HOST_NONCE_SIZE]) {
    memset(out, 'a', HOST_NONCE_SIZE - 1);
    out[HOST_NONCE_SIZE - 1] = 0;
    return true;
}

static void forget(post **at) {
    post *gone = *at;
    *at = gone->next;
    free(gone);
}

void __wrap_host_http_close(host_http *h) {
    (void)h;
    while (net.first) {
        forget(&net.first);
    }
}

/* The reply that a request gets. */
static smacs_text reply_to(uint32_t number) {
    return net.part_count > 0 ? net.parts[number % net.part_count] : (smacs_text){"", 0};
}

bool __wrap_host_http_send(host_http *h, uint32_t tag, const host_http_post *given) {
    post *p = malloc(sizeof *p), **last = &net.first;
    (void)h;
    if (!p) {
        return false;
    }
    LIVE_CHECK(!given->key || strcmp(given->key, key) == 0);
    LIVE_CHECK(strncmp(given->url, "http://here.invalid/", 20) == 0);
    const smacs_text reply = reply_to(net.posts);
    *p = (post){.tag = tag, .due_ms = net.now_ms + (reply.size > 0 && reply.data[0] == 'z' ? SLOW_MS : 10)};
    p->given = *given;
    while (*last) {
        last = &(*last)->next;
    }
    *last = p;
    net.posts++;
    return true;
}

void __wrap_host_http_cancel(host_http *h, uint32_t tag) {
    (void)h;
    for (post **at = &net.first; *at; at = &(*at)->next) {
        if ((*at)->tag == tag) {
            forget(at);
            return;
        }
    }
}

/* How a reply ends follows from its first letter, which is no part of its body; any other is. */
static const struct {
    char letter;
    host_http_end end;
    uint32_t status, retry_after;
    bool unsent;
} ends[] = {{'a', HOST_HTTP_ANSWERED, 200, 0, false},  {'b', HOST_HTTP_ANSWERED, 400, 0, false},
            {'c', HOST_HTTP_ANSWERED, 401, 0, false},  {'d', HOST_HTTP_ANSWERED, 404, 0, false},
            {'e', HOST_HTTP_ANSWERED, 429, 2, false},  {'f', HOST_HTTP_ANSWERED, 500, 0, false},
            {'g', HOST_HTTP_ANSWERED, 503, 90, false}, {'h', HOST_HTTP_ANSWERED, 302, 0, false},
            {'i', HOST_HTTP_TIMEOUT, 0, 0, false},     {'j', HOST_HTTP_BROKEN, 0, 0, true},
            {'k', HOST_HTTP_BROKEN, 0, 0, false},      {'l', HOST_HTTP_TOO_LARGE, 0, 0, false},
            {'z', HOST_HTTP_ANSWERED, 200, 0, false}};

static void answer(const post *p, smacs_text body, host_http_reply *reply) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    size_t how = 0;
    while (how + 1 < sizeof ends / sizeof *ends && (body.size == 0 || ends[how].letter != body.data[0])) {
        how++;
    }
    const bool lettered = body.size > 0 && ends[how].letter == body.data[0];
    how = lettered ? how : 0;
    body = lettered ? (smacs_text){body.data + 1, body.size - 1} : body;
    *reply = (host_http_reply){.tag = p->tag,
                               .end = ends[how].end,
                               .head = {.status = ends[how].status, .waits.after = 1000.0 * ends[how].retry_after},
                               .unsent = ends[how].unsent};
    for (size_t at = 0; p->given.piece && at < body.size; at += 7) {
        p->given.piece(p->given.context, p->tag, body.data + at, body.size - at < 7 ? body.size - at : 7);
    }
    smacs_bytes_append(&a, &reply->body, body.data, body.size);
    if (ends[how].end != HOST_HTTP_ANSWERED) {
        (void)snprintf(reply->message, sizeof reply->message, "it broke");
    }
    if (reply->body.failed) { /* as host/http.c does */
        reply->end = HOST_HTTP_BROKEN;
        reply->head.status = 0;
        (void)snprintf(reply->message, sizeof reply->message, "out of memory");
    }
}

bool __wrap_host_http_next(host_http *h, int wait_ms, host_http_reply *reply) {
    uint32_t number = net.posts;
    (void)h;
    for (post *p = net.first; p; p = p->next) {
        number--; /* replies are told apart by their place only, so any that is left will do */
    }
    for (post **at = &net.first; *at; at = &(*at)->next, number++) {
        if ((*at)->due_ms <= net.now_ms) {
            answer(*at, reply_to(number), reply);
            forget(at);
            return true;
        }
    }
    net.now_ms += wait_ms > 0 ? (uint64_t)wait_ms : 1;
    return false;
}

/* ---- commands ---- */

/* Words, cut at spaces. In place of these stand names of files: E embedder, X index, O one of vectors from outside, B bank,
 * P pool, @ and % the input's two files, W and V what is written. The corpus has their numbers, so further ones go to the
 * end. */
static const char *const commands[] = {
    "run X --embedder E --pool P --question dough --seed 3 --json",
    "run X --embedder E --pool P --question dough --mode select --quiet --trace V",
    "run X --embedder E --pool P --question dough --mode aggregate --cost 1 --trace V --stream",
    "run X --embedder E --pool P --question dough --mode paper --calls 9 --deadline 100",
    "run X --embedder E --pool P --questions @ --out % --json --mode select",
    "run X --embedder E --pool P --questions @ --out W --max-tokens 50",
    "run X --embedder E --pool @ --question dough --mode route",
    "run X --embedder E --pool P --question dough --pace thorough --contract --no-referee --parallel 1 --system be",
    "run --pool P --questions @ --out % --pace thrifty --no-state --cost 0.5",
    "calibrate X --embedder E --endpoint http://here.invalid/v1 --key-env SMACS_FUZZ_KEY --model new --questions B "
    "--budget 5 --record % --out W --price-input 1 --price-output 2 --parallel 2",
    "calibrate X --embedder E --endpoint http://here.invalid/v1 --model new --questions B --check % --json",
    "eval live X --embedder E --pool P --bank B --questions 2 --record % --modes select-all,auto,referee,aggregate "
    "--subsets 2 --resamples 3 --ask-back --json",
    "route O --embeddings http://here.invalid/v1 --question dough --json",
    "run O --embeddings http://here.invalid/v1 --key-env SMACS_FUZZ_KEY --pool P --question dough --mode select",
    "index build --bank B --embeddings http://here.invalid/v1 --embedding-model made --out W",
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static const char pool[] =
    "{\"endpoints\":{\"here\":{\"base\":\"http://here.invalid/v1\",\"key_env\":\"SMACS_FUZZ_KEY\",\"parallel\":3,"
    "\"timeout_s\":20}},\"members\":[{\"id\":\"a\",\"endpoint\":\"here\",\"model\":\"m0\",\"price_input\":1,"
    "\"price_output\":2,\"logprobs\":true},{\"id\":\"b\",\"endpoint\":\"here\",\"model\":\"m1\",\"price_input\":1,"
    "\"price_output\":2},{\"id\":\"c\",\"endpoint\":\"here\",\"model\":\"m2\"},{\"id\":\"d\",\"endpoint\":\"here\","
    "\"model\":\"other\",\"prior\":0.5,\"price_input\":0,\"price_output\":0}]}";

/* A file in the folder, by its letter. */
static struct {
    char letter;
    char path[PATH_SIZE];
} files[] = {{.letter = 'E'}, {.letter = 'X'}, {.letter = 'O'}, {.letter = 'B'}, {.letter = 'P'},
             {.letter = '@'}, {.letter = '%'}, {.letter = 'W'}, {.letter = 'V'}};
enum { FILES = sizeof files / sizeof *files, FILE_AT = 5, FILE_PERCENT, FILE_W, FILE_V };

static char folder[] = "/tmp/smacs-live-XXXXXX";

static void remove_folder(void) {
    for (int i = 0; i < FILES; i++) {
        (void)unlink(files[i].path);
    }
    (void)rmdir(folder);
}

static void write_file(const char *path, const void *bytes, size_t size) {
    FILE *file = fopen(path, "wb");
    world_must(file && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
}

static void prepare(void) {
    static bool ready;
    const fuzz_world *w = world();
    if (ready) {
        return;
    }
    ready = true;
    world_must(mkdtemp(folder) && atexit(remove_folder) == 0 && setenv("SMACS_FUZZ_KEY", key, 1) == 0);
    for (int i = 0; i < FILES; i++) {
        (void)snprintf(files[i].path, sizeof files[i].path, "%s/%c.smx", folder,
                       files[i].letter); /* as indexes are called */
    }
    size_t size = 0;
    void *outside = world_outside(&size);
    write_file(files[0].path, w->embedder_bytes, w->embedder_size);
    write_file(files[1].path, w->index_bytes, w->index_size);
    write_file(files[2].path, outside, size);
    write_file(files[3].path, w->bank, strlen(w->bank));
    write_file(files[4].path, pool, sizeof pool - 1);
    smacs_free(NULL, outside);
    world_must(setenv("SMACS_INDEX", files[1].path, 1) == 0 && setenv("SMACS_EMBEDDER", files[0].path, 1) == 0);
    stdout = tmpfile();
    stderr = tmpfile();
    world_must(stdout && stderr);
}

static char *word_of(char *word) {
    for (int i = 0; word[0] && !word[1] && i < FILES; i++) {
        if (files[i].letter == word[0]) {
            return files[i].path;
        }
    }
    return word;
}

static void empty(FILE *stream) {
    clearerr(stream);
    rewind(stream);
    world_must(ftruncate(fileno(stream), 0) == 0);
}

/* Looks for the key in all of a stream; whether anything is in it. */
static bool search(FILE *stream) {
    static char bytes[1 << 20];
    rewind(stream);
    const size_t size = fread(bytes, 1, sizeof bytes, stream);
    LIVE_CHECK(!memmem(bytes, size, key, sizeof key - 1));
    return size > 0;
}

static void search_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (file) {
        search(file);
        fclose(file);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char line[COMMAND_SIZE], program[] = "smacs", *arguments[ARGUMENTS_MAX] = {program};
    int count = 1;
    prepare();
    if (size < 2) {
        return 0;
    }
    smacs_text rest = {(const char *)data + 2, size - 2};
    const smacs_text first = fuzz_part(&rest), second = fuzz_part(&rest);
    write_file(files[FILE_AT].path, first.data, first.size);
    write_file(files[FILE_PERCENT].path, second.data, second.size);
    (void)unlink(files[FILE_W].path);
    (void)unlink(files[FILE_V].path);
    net.now_ms = 1000;
    net.posts = net.part_count = 0;
    net.interrupts_at = data[1];
    while (rest.size > 0 && net.part_count < PARTS_MAX) {
        net.parts[net.part_count++] = fuzz_part(&rest);
    }
    (void)snprintf(line, sizeof line, "%s", commands[data[0] % COMMANDS]);
    for (char *word = strtok(line, " "); word && count < ARGUMENTS_MAX - 1; word = strtok(NULL, " ")) {
        arguments[count++] = word_of(word);
    }
    empty(stdout);
    empty(stderr);
    const int code = cli_main(count, arguments);
    LIVE_CHECK(!net.first); /* what is in flight is given up */
    if (!memmem(first.data, first.size, key, sizeof key - 1) &&
        !memmem(second.data, second.size, key, sizeof key - 1)) {
        search(stdout);
        search_file(files[FILE_PERCENT].path);
        search_file(files[FILE_W].path);
        search_file(files[FILE_V].path);
        /* A second Ctrl-C ends a quiet command without a word. */
        LIVE_CHECK(search(stderr) || code == 0 || __wrap_host_interrupts() == 2);
    }
    if (code == 2 && !fuzz_starved) { /* the command here is wrong */
        char said[256] = "";
        rewind(stderr);
        (void)!fread(said, 1, sizeof said - 1, stderr);
        dprintf(STDERR_FILENO, "%s: %s\n", commands[data[0] % COMMANDS], said);
        abort();
    }
    return 0;
}
