/* Any bytes as a file that the command reads. The first byte chooses the command and what the file is to it; the others
 * are the file. No command that is run here asks an endpoint, whatever a file says. */
#define _GNU_SOURCE /* memfd_create, setenv */
#include "cli/cli.h"
#undef printf
#undef fprintf
#include "world.h"
#include <smacs/vector.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 32, COMMAND_SIZE = 512, PATH_SIZE = 32 };

/* Words, cut at spaces. In place of these stand names of files: @ the input, E embedder, X index, B bank, C catalog, A
 * answers, P pool, R result, D questions of RouterArena, G its config, N its names. */
static const char *const commands[] = {
    "index info @",
    "index info @ --json",
    "route @ --embedder E --question dough --n 3",
    "route X --embedder @ --question dough",
    "route X --embedder E --question - --json --detail",
    "route X --embedder E --question dough --costs @ --alpha 0.5",
    "index build --bank @ --embedder E --out /dev/null",
    "index build --bank @ --embedder E --with-text --catalog C --out /dev/null",
    "index build --bank B --embedder E --catalog @ --only-open --out /dev/null",
    "index build --bank B --embedder E --open-weight @ --out /dev/null",
    "index build --bank B --embedder E --small-talk @ --out /dev/null",
    "index build --bank B --embedder E --published @ --out /dev/null",
    "index add X --model New --scores @ --out /dev/null",
    "index add X --model m3 --scores @ --replace --catalog C --out /dev/null",
    "index merge X @ --out /dev/null",
    "index pick @ --questions 5",
    "models match --ids @ --index X",
    "models match --ids @ --catalog C --json",
    "models match --ids @ --catalog @",
    "prior @ --benchmarks",
    "prior @ New-8B --parameters 8 --family Owl --score BBH=50",
    "replay @ --index X --embedder E",
    "replay @ --recorded",
    "replay @ --recorded --json",
    "embedder train --text @ --dim 16 --vocabulary 64 --out /dev/null",
    "embedder train --bank @ --dim 16 --vocabulary 64 --out /dev/null",
    "embed @ --text dough",
    "embed E --bank @ --json",
    "calibrate X --embedder E --endpoint http://127.0.0.1:9/v1 --model new --questions @ --dry-run",
    "calibrate X --embedder E --endpoint http://127.0.0.1:9/v1 --model new --questions B --record @ --dry-run",
    "calibrate X --embedder E --endpoint http://127.0.0.1:9/v1 --model new --questions B --check @ --dry-run",
    "eval route X --embedder E --bank @ --calibration --by source --resamples 3 --report /dev/null",
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
    "eval report @ --out /dev/null",
    "eval live X --embedder E --pool @ --bank B --record /dev/null --dry-run",
    "eval live X --embedder E --pool P --bank B --record @ --questions 3 --dry-run",
    "eval live X --embedder E --pool P --bank @ --record /dev/null --dry-run",
    "bank import --from csv @ --out /dev/null --responses /dev/null",
    "bank import --from routerbench @ --percent --out /dev/null --json",
    "bank import --from lm-eval @ --model m --out /dev/null --responses /dev/null",
    "bank import --from inspect @ --out /dev/null --responses /dev/null",
    "bank import --from llmrouterbench @ --out /dev/null --text-scores",
    "bank import --from jsonl @ --out /dev/null --responses /dev/null",
    "eval arena X --embedder E --data @ --config @ --out /dev/null",
    "eval arena --predictions @",
    "index build --bank B --vectors @ --embedding-model made --out /dev/null",
    "route --vector @ --n 3",
    "eval arena X --embedder E --data D --config @ --names N --out /dev/null",
    "eval arena X --embedder E --data D --config G --results @ --out /dev/null --json",
    "index map @ --out /dev/null",
    "prior @ New-8B --family Owl --released 2025-01 --thinks --score BBH=50 --score GPQA=40 --json",
    "bank import --from jsonl @ --model m --metric acc --question ask --text-scores --out /dev/null --json",
    "bank import --from lm-eval @ --model m --metric acc --filter none --out /dev/null",
    "bank import --from csv @ --ignore split --model m --out /dev/null",
    "eval select X --embedder E --bank B --responses @ --mode auto --early-stop --latency --calls-curve --catalog C "
    "--leave-out benchmark --resamples 3 --report /dev/null",
    "eval certainty X --embedder E --bank B --responses @ --pools 2 --behaviour",
    "embed E --text -",
    "index build --bank @ --embedder E --evidence 2024-05..2025-01 --date 2025-02-03 --models m0,m1 --out /dev/null",
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
    "{\"questions\":2,\"benchmarks\":{},\"macro\":{},\"overall\":{},\"evaluation\":{\"kind\":\"select\",\"title\":"
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

static named files[12];

/* An index of vectors of a model outside, of 3 numbers each; the caller frees the bytes. */
static void *outside_index(size_t *size) {
    static const char *const ids[] = {"a", "b"};
    smacs_assembly *assembly = NULL;
    void *bytes = NULL;
    world_must(smacs_assembly_begin_outside(NULL, smacs_text_of("made"), 3, NULL, &assembly, NULL) == SMACS_OK);
    for (int i = 0; i < 2; i++) {
        const smacs_bank_score score = {smacs_text_of("m"), i ? 0.0f : 1.0f};
        const smacs_bank_record record = {.question = {.id = smacs_text_of(ids[i]), .text = smacs_text_of(ids[i])},
                                          .scores = &score,
                                          .score_count = 1};
        int8_t vector[SMACS_DIM_MAX];
        world_must(smacs_vector_of((const double[]){i, 1, 0.5}, 3, vector) == SMACS_OK &&
                   smacs_assembly_take_vector(assembly, &record, vector, NULL) == SMACS_OK);
    }
    world_must(smacs_assembly_finish(assembly, &bytes, size, NULL) == SMACS_OK);
    smacs_assembly_free(assembly);
    return bytes;
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
    void *outside = outside_index(&size);
    hold(&files[11], 'O', outside, size);
    smacs_free(NULL, outside);
    world_must(setenv("SMACS_INDEX", files[11].path, 1) == 0); /* for `route` without an index */
    hold(&files[0], '@', "", 0);
    stdout = fopen("/dev/null", "w"); /* what the command says is not looked at */
    stderr = tmpfile();
    world_must(stdout && stderr);
}

/* The whole of the input's file anew. */
static void write_input(const uint8_t *data, size_t size) {
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
    return word;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char line[COMMAND_SIZE], program[] = "smacs", *arguments[ARGUMENTS_MAX] = {program};
    int count = 1;
    prepare();
    if (size == 0) {
        return 0;
    }
    write_input(data + 1, size - 1);
    (void)snprintf(line, sizeof line, "%s", commands[data[0] % COMMANDS]);
    for (char *word = strtok(line, " "); word && count < ARGUMENTS_MAX - 1; word = strtok(NULL, " ")) {
        arguments[count++] = word_of(word);
    }
    rewind(stderr);
    const int code = cli_main(count, arguments);
    FUZZ_CHECK(code == 0 || (code == 1 && ftell(stderr) > 0)); /* 2: the command here is wrong */
    return 0;
}
