/* Any bytes as a file that the command reads. The first byte chooses the command and what the file is to it; the others
 * are the file. No command that is run here asks an endpoint, whatever a file says.
 *
 * Where an allocation fails (replay.c), the command must have the same result as with memory, or fail and say why: what
 * it printed and wrote is compared with what the same input gave before. A file that it writes is whole or not there. */
#define _GNU_SOURCE /* memfd_create, setenv */
#include "cli/cli.h"
#undef printf
#undef fprintf
#include "base/bits.h"
#include "world.h"
#include <dirent.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 32, COMMAND_SIZE = 512, PATH_SIZE = 96 };

/* Words, cut at spaces. In place of these stand names of files: @ the input, E embedder, X index, B bank, C catalog, A
 * answers, P pool, R result, D questions of RouterArena, G its config, N its names, L vectors, O an index of these,
 * H the input as a run of HELM, cut at its first NUL into the two files of one, K a sharded index, I one whose
 * head is the input, J one whose cells are, W and V what is written. The corpus has their numbers, so further ones go to
 * the end. */
static const char *const commands[] = {
    "index info @",
    "index info @ --json",
    "route @ --embedder E --question dough --n 3",
    "route X --embedder @ --question dough",
    "route X --embedder E --question - --json --detail",
    "route X --embedder E --question dough --costs @ --alpha 0.5",
    "index build --bank @ --embedder E --out W",
    "index build --bank @ --embedder E --with-text --catalog C --out W",
    "index build --bank B --embedder E --catalog @ --only-open --out W",
    "index build --bank B --embedder E --open-weight @ --out W",
    "index build --bank B --embedder E --small-talk @ --out W",
    "index build --bank B --embedder E --published @ --out W",
    "index add X --model New --scores @ --out W",
    "index add X --model m3 --scores @ --replace --catalog C --out W",
    "index merge X @ --out W",
    "index pick @ --questions 5",
    "models match --ids @ --index X",
    "models match --ids @ --catalog C --json",
    "models match --ids @ --catalog @",
    "prior @ --benchmarks",
    "prior @ New-8B --parameters 8 --family Owl --score BBH=50",
    "replay @ --index X --embedder E",
    "replay @ --recorded",
    "replay @ --recorded --json",
    "embedder train --text @ --dim 16 --vocabulary 64 --out W",
    "embedder train --bank @ --dim 16 --vocabulary 64 --out W",
    "embed @ --text dough",
    "embed E --bank @ --json",
    "calibrate X --embedder E --endpoint http://127.0.0.1:9/v1 --model new --questions @ --dry-run",
    "calibrate X --embedder E --endpoint http://127.0.0.1:9/v1 --model new --questions B --record @ --dry-run",
    "calibrate X --embedder E --endpoint http://127.0.0.1:9/v1 --model new --questions B --check @ --dry-run",
    "eval route X --embedder E --bank @ --calibration --by source --resamples 3 --report V",
    "eval route X --embedder E --bank B --curve --catalog @ --resamples 3 --json",
    "eval join X --embedder E --bank @ --cells 3 --repeats 1",
    "eval extract --bank @ --responses A --differences 2",
    "eval extract --bank B --responses @ --json",
    "eval select X --embedder E --bank B --responses @ --resamples 3",
    "eval select X --embedder E --bank B --responses A --checks @ --resamples 3",
    "eval select X --embedder E --bank B --responses A --referee judge --verdicts @ --resamples 3 --outcomes --json",
    "eval certainty X --embedder E --bank B --responses A --checks @",
    "eval compare @ @ --resamples 3",
    "eval compare R @ --resamples 3 --json",
    "eval report @ --out W",
    "eval live X --embedder E --pool @ --bank B --record V --dry-run",
    "eval live X --embedder E --pool P --bank B --record @ --questions 3 --dry-run",
    "eval live X --embedder E --pool P --bank @ --record V --dry-run",
    "bank import --from csv @ --out W --responses V",
    "bank import --from routerbench @ --percent --out W --json",
    "bank import --from lm-eval @ --model m --out W --responses V",
    "bank import --from inspect @ --out W --responses V",
    "bank import --from llmrouterbench @ --out W --text-scores",
    "bank import --from jsonl @ --out W --responses V",
    "eval arena X --embedder E --data @ --config @ --out W",
    "eval arena --predictions @",
    "index build --bank B --vectors @ --embedding-model made --out W",
    "route --vector @ --n 3",
    "eval arena X --embedder E --data D --config @ --names N --out W",
    "eval arena X --embedder E --data D --config G --results @ --out W --json",
    "index map @ --out W",
    "prior @ New-8B --family Owl --released 2025-01 --thinks --score BBH=50 --score GPQA=40 --json",
    "bank import --from jsonl @ --model m --metric acc --question ask --text-scores --out W --json",
    "bank import --from lm-eval @ --model m --metric acc --filter none --out W",
    "bank import --from csv @ --ignore split --model m --out W",
    "eval select X --embedder E --bank B --responses @ --mode auto --early-stop --latency --calls-curve --catalog C "
    "--leave-out benchmark --resamples 3 --report V",
    "eval certainty X --embedder E --bank B --responses @ --pools 2 --behaviour",
    "embed E --text -",
    "index build --bank @ --embedder E --evidence 2024-05..2025-01 --date 2025-02-03 --models m0,m1 --out W",
    "bank import --from helm H --out W --responses V",
    "bank import --from helm H --metric f1 --model m --out W --json",
    "index build --bank @ --vectors L --embedding-model made --out W",
    "route --vector @ --k 2 --json",
    "route --vector @ --embedding-model other --n 3",
    "eval live X --embedder E --pool P --bank B --record @ --modes route,referee,auto --calls 3 --dry-run",
    "eval select X --embedder E --bank B --responses @ --referee 0.9 --calls-curve --resamples 3 --json",
    "eval live X --embedder E --pool @ --bank B --record /dev/null --dry-run",
    "index add X --model New --scores @ --score BBH=50 --family Owl --out W",
    "route X --embedder E --question dough --mode paper --models m0,m1 --costs @ --json",
    "route X --embedder E --question dough --models m0,mm1 --costs @",
    "route I --embedder E --question dough --n 3",
    "route J --embedder E --question dough --json",
    "route K --embedder E --question - --json --detail",
    "index merge X O --out W",
    "bank import --from lm-eval @ --out W",
    "index shard X X --out K",
    "bank import --from helm /proc --out W",
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static const char answers[] =
    "{\"id\":\"q0\",\"responses\":{\"m0\":\"The answer is 0.\",\"m1\":\"The answer is 1.\",\"m2\":\"0\"}}\n"
    "{\"id\":\"q2\",\"responses\":{\"m0\":\"The answer is 2.\",\"m3\":\"```python\\nprint(2)\\n```\"}}\n";
static const char pool[] = "{\"endpoints\":{\"here\":{\"base\":\"http://127.0.0.1:9/v1\"}},\"members\":[{\"id\":\"a\","
                           "\"endpoint\":\"here\",\"model\":\"m0\"},{\"id\":\"b\",\"endpoint\":\"here\",\"model\":"
                           "\"other\",\"prior\":0.5}]}";
static const char arena_questions[] =
    "[{\"global index\":\"a_1\",\"prompt_formatted\":\"dough?\"},{\"global_index\":\"a_2\",\"prompt\":\"yeast?\"}]";
static const char arena_config[] = "{\"pipeline_params\":{\"models\":[\"m0\",\"a/owl-1\",\"other\"]}}";
static const char arena_names[] = "{\"other\":\"m3\"}";
static const char result[] =
    "{\"questions\":2,\"models\":[\"m0\",\"m1\"],\"benchmarks\":{},\"macro\":{},\"overall\":{},\"evaluation\":{"
    "\"kind\":\"select\",\"title\":"
    "\"t\","
    "\"resamples\":3,\"seed\":0,\"figures\":[],\"notes\":[]},\"outcomes\":[{\"id\":\"q0\",\"benchmark\":\"b\","
    "\"score\":"
    "1,\"calls\":2,\"certainty\":0.5},{\"id\":\"q1\",\"benchmark\":\"b\",\"score\":0,\"calls\":1,\"certainty\":null}]}";

/* A file in memory that has a name. */
typedef struct named {
    char letter;
    char path[PATH_SIZE];
    int file;
} named;

static void hold(named *n, char letter, const void *bytes, size_t size) {
    n->letter = letter;
    n->file = memfd_create("smacs", 0);
    world_must(n->file >= 0 && write(n->file, bytes, size) == (ssize_t)size);
    (void)snprintf(n->path, sizeof n->path, "/proc/self/fd/%d", n->file);
}

static const char vectors[] = "{\"id\":\"q0\",\"vector\":[1,2,3]}\n{\"id\":\"q1\",\"vector\":[1,0,3]}\n";
static named files[13];

/* Sharded indexes, which have several files, lie in a folder of their own; K is whole, and of I and J one file is the
 * input. */
static char shards[] = "/tmp/smacs-cells-XXXXXX";
static named heads[] = {{.letter = 'K'}, {.letter = 'I'}, {.letter = 'J'}};
enum { HEADS = sizeof heads / sizeof *heads };

/* What is written lies in a folder of its own. */
static char folder[] = "/tmp/smacs-fuzz-XXXXXX";
enum { WRITTEN = 2 };
static named written[WRITTEN] = {{.letter = 'W'}, {.letter = 'V'}};
static char helm[PATH_SIZE], helm_state[PATH_SIZE + 24], helm_stats[PATH_SIZE + 32];

static void remove_folder(void) {
    (void)unlink(helm_state);
    (void)unlink(helm_stats);
    (void)rmdir(helm);
    for (int i = 0; i < WRITTEN; i++) {
        (void)unlink(written[i].path);
    }
    (void)rmdir(folder);
    for (int i = 0; i < HEADS; i++) {
        char cells[PATH_SIZE + 8];
        (void)snprintf(cells, sizeof cells, "%s/%c-000.smc", shards, heads[i].letter);
        (void)unlink(heads[i].path);
        (void)unlink(cells);
    }
    (void)rmdir(shards);
}

/* Cuts the world's index into cells, once for each head. */
static void shard(void) {
    world_must(mkdtemp(shards) != NULL);
    for (int i = 0; i < HEADS; i++) {
        char words[][8] = {"smacs", "index", "shard", "--out", "--cells", "3"};
        (void)snprintf(heads[i].path, sizeof heads[i].path, "%s/%c.smh", shards, heads[i].letter);
        char *arguments[] = {words[0], words[1], words[2], files[2].path, words[3], heads[i].path, words[4], words[5]};
        world_must(cli_main(8, arguments) == 0);
    }
}

static void prepare(void) {
    const fuzz_world *w = world();
    if (files[0].letter) {
        return;
    }
    hold(&files[1], 'E', w->embedder_bytes, w->embedder_size);
    hold(&files[2], 'X', w->index_bytes, w->index_size);
    hold(&files[3], 'B', w->bank, strlen(w->bank));
    hold(&files[4], 'C', world_catalog, sizeof world_catalog - 1);
    hold(&files[5], 'A', answers, sizeof answers - 1);
    hold(&files[6], 'P', pool, sizeof pool - 1);
    hold(&files[7], 'R', result, sizeof result - 1);
    hold(&files[8], 'D', arena_questions, sizeof arena_questions - 1);
    hold(&files[9], 'G', arena_config, sizeof arena_config - 1);
    hold(&files[10], 'N', arena_names, sizeof arena_names - 1);
    size_t size = 0;
    void *outside = world_outside(&size);
    hold(&files[11], 'O', outside, size);
    smacs_free(NULL, outside);
    world_must(setenv("SMACS_INDEX", files[11].path, 1) == 0); /* for `route` without an index */
    hold(&files[12], 'L', vectors, sizeof vectors - 1);
    hold(&files[0], '@', "", 0);
    world_must(setenv("SOURCE_DATE_EPOCH", "1700000000", 1) == 0 && mkdtemp(folder) && atexit(remove_folder) == 0);
    for (int i = 0; i < WRITTEN; i++) {
        (void)snprintf(written[i].path, sizeof written[i].path, "%s/%c", folder, written[i].letter);
    }
    (void)snprintf(helm, sizeof helm, "%s/.boolq:model=a_b,k=1", folder);
    (void)snprintf(helm_state, sizeof helm_state, "%s/scenario_state.json", helm);
    (void)snprintf(helm_stats, sizeof helm_stats, "%s/per_instance_stats.json", helm);
    world_must(mkdir(helm, 0700) == 0);
    stdout = tmpfile();
    stderr = tmpfile();
    world_must(stdout && stderr);
    shard();
}

static void write_file(const char *path, const void *bytes, size_t size) {
    FILE *file = fopen(path, "wb");
    world_must(file && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
}

/* The two files of a run of HELM. */
static void write_run(const uint8_t *data, size_t size) {
    const uint8_t *end = size > 0 ? memchr(data, 0, size) : NULL;
    const size_t first = end ? (size_t)(end - data) : size;
    write_file(helm_state, data, first);
    write_file(helm_stats, end ? end + 1 : data, end ? size - first - 1 : 0);
}

/* The whole of the input's files anew. */
static void write_input(const uint8_t *data, size_t size) {
    char cells[PATH_SIZE + 8];
    (void)snprintf(cells, sizeof cells, "%s/J-000.smc", shards);
    write_file(heads[1].path, data, size);
    write_file(cells, data, size);
    world_must(ftruncate(files[0].file, 0) == 0 && pwrite(files[0].file, data, size, 0) == (ssize_t)size);
    stdin = freopen(files[0].path, "rb", stdin);
    world_must(stdin != NULL);
}

static char *word_of(char *word) {
    for (size_t i = 0; word[0] && !word[1] && i < sizeof files / sizeof *files; i++) {
        if (files[i].letter == word[0]) {
            return files[i].path;
        }
    }
    if (strcmp(word, "H") == 0) {
        return helm_state;
    }
    for (int i = 0; word[0] && !word[1] && i < HEADS; i++) {
        if (heads[i].letter == word[0]) {
            return heads[i].path;
        }
    }
    for (int i = 0; word[0] && !word[1] && i < WRITTEN; i++) {
        if (written[i].letter == word[0]) {
            return written[i].path;
        }
    }
    return word;
}

/* ---- what comes of a command ---- */

typedef struct outcome {
    int code;
    uint64_t said, wrote[WRITTEN]; /* digests; 0: there is no file */
    bool partly;                   /* something else was left in the folder */
    char complaint[512];           /* the start of what stands on stderr */
} outcome;

static uint64_t digest_of(FILE *stream) {
    unsigned char bytes[4096];
    uint64_t digest = SMACS_FNV_BASIS;
    rewind(stream);
    for (size_t size; (size = fread(bytes, 1, sizeof bytes, stream)) > 0;) {
        digest = smacs_fnv1a(digest, bytes, size);
    }
    return digest;
}

static void empty(FILE *stream) {
    clearerr(stream);
    rewind(stream);
    world_must(ftruncate(fileno(stream), 0) == 0);
}

static outcome look(int code) {
    outcome o = {.code = code};
    o.said = digest_of(stdout);
    rewind(stderr);
    (void)!fread(o.complaint, 1, sizeof o.complaint - 1, stderr);
    int there = 0;
    for (int i = 0; i < WRITTEN; i++) {
        FILE *file = fopen(written[i].path, "rb");
        o.wrote[i] = file ? digest_of(file) : 0;
        there += file != NULL;
        if (file) {
            fclose(file);
        }
    }
    DIR *entries = opendir(folder);
    world_must(entries != NULL);
    for (const struct dirent *entry; (entry = readdir(entries)) != NULL;) {
        there -= entry->d_name[0] != '.';
    }
    closedir(entries);
    o.partly = there != 0;
    return o;
}

/* Without memory: as with it, or a failure that says so, with no file but a whole one. */
static bool is_sound(const outcome *o, const outcome *whole) {
    const bool same = o->code == whole->code && o->said == whole->said;
    bool files_same = true, files_whole = true;
    for (int i = 0; i < WRITTEN; i++) {
        files_same = files_same && o->wrote[i] == whole->wrote[i];
        files_whole = files_whole && (o->wrote[i] == 0 || o->wrote[i] == whole->wrote[i]);
    }
    return (same && files_same) || (o->code == 1 && files_whole && strstr(o->complaint, "memory"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char line[COMMAND_SIZE], program[] = "smacs", *arguments[ARGUMENTS_MAX] = {program};
    int count = 1;
    prepare();
    if (size == 0) {
        return 0;
    }
    write_input(data + 1, size - 1);
    write_run(data + 1, size - 1);
    (void)snprintf(line, sizeof line, "%s", commands[data[0] % COMMANDS]);
    for (char *word = strtok(line, " "); word && count < ARGUMENTS_MAX - 1; word = strtok(NULL, " ")) {
        arguments[count++] = word_of(word);
    }
    static outcome whole;
    empty(stdout);
    empty(stderr);
    for (int i = 0; i < WRITTEN; i++) {
        (void)unlink(written[i].path);
    }
    const int code = cli_main(count, arguments);
    const bool starved = fuzz_starved;
    const outcome o = look(code);
    FUZZ_CHECK(code == 0 || (code == 1 && o.complaint[0])); /* 2: the command here is wrong */
    if (o.partly || (starved && !is_sound(&o, &whole))) {
        dprintf(STDERR_FILENO, "%s: code %d, with memory %d; %s; it said: %s\n", commands[data[0] % COMMANDS], code,
                whole.code, o.partly ? "a part of a file is left" : "another result", o.complaint);
        abort();
    }
    if (!starved) {
        whole = o;
    }
    return 0;
}
