/* Runs a fuzz target without libFuzzer: on every file of its corpus, on seeded mutations of them, and again with one
 * allocation after the other failing, so that the ordinary tests cover hostile input the same way each time.
 *
 * usage: fuzz_NAME CORPUS_FOLDER [MUTATIONS [FAILURES]]
 *
 * MUTATIONS: of all files together, so that a corpus may grow; FAILURES: of each file. 0 leaves them out. */
#include "../wrapped.h"
#include "base/rng.h"
#include "fuzz.h"
#include <cjson/cJSON.h>
#include <dirent.h>

enum { MUTATIONS = 2500, FAILURES = 12, MAX_CHANGES = 8 };

/* ---- allocations that fail, those of cJSON too (main) ---- */

bool fuzz_starved;
static uint64_t allocations, fails_at; /* since the last input began; the one that fails, from 1; 0: none */

static bool fails(void) {
    const bool now = ++allocations == fails_at;
    fuzz_starved = fuzz_starved || now;
    return now;
}

static void run(const uint8_t *data, size_t size, uint64_t failing) {
    allocations = 0;
    fails_at = failing;
    LLVMFuzzerTestOneInput(data, size);
    fails_at = 0;
    fuzz_starved = false;
}

/* Each of the first allocations fails, then ever fewer of the later ones. */
static void starve(const uint8_t *data, size_t size, uint64_t most) {
    run(data, size, 0);
    const uint64_t all = allocations;
    for (uint64_t at = 1; at <= all; at += at < most ? 1 : 1 + at / most) {
        run(data, size, at);
    }
}

/* ---- inputs ---- */

static uint8_t *read_file(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) {
        return NULL;
    }
    const long length = ftell(file);
    rewind(file);
    uint8_t *data = malloc(length > 0 ? (size_t)length : 1);
    *size = data ? fread(data, 1, (size_t)length, file) : 0;
    fclose(file);
    return data;
}

/* Changed bytes, or a cut, of a copy that is exactly as large as it says, so that sanitizers see any step beyond. */
static void mutate(const uint8_t *data, size_t size, smacs_rng *rng) {
    const size_t kept = smacs_rng_below(rng, 4) ? size : smacs_rng_below(rng, (uint32_t)size + 1);
    uint8_t *copy = malloc(kept ? kept : 1);
    if (!copy) {
        return;
    }
    memcpy(copy, data, kept);
    for (uint32_t i = smacs_rng_below(rng, MAX_CHANGES); kept && i > 0; i--) {
        copy[smacs_rng_below(rng, (uint32_t)kept)] = (uint8_t)smacs_rng_u32(rng);
    }
    run(copy, kept, 0);
    free(copy);
}

/* FNV-1a. A file's mutations depend on its name alone, not on the order in which the folder is read. */
static uint64_t hash_of(const char *name) {
    uint64_t hash = 0xCBF29CE484222325u;
    for (; *name; name++) {
        hash = (hash ^ (unsigned char)*name) * 0x100000001B3u;
    }
    return hash;
}

static void replay(const char *path, const char *name, long mutations, long failures) {
    size_t size = 0;
    smacs_rng rng;
    uint8_t *data = read_file(path, &size);
    if (!data) {
        return;
    }
    run(data, size, 0);
    smacs_rng_seed(&rng, hash_of(name), 1);
    for (long i = 0; i < mutations; i++) {
        mutate(data, size, &rng);
    }
    if (failures > 0) {
        starve(data, size, (uint64_t)failures);
    }
    free(data);
}

static long count_files(const char *path) {
    DIR *folder = opendir(path);
    long files = 0;
    for (const struct dirent *entry = NULL; folder && (entry = readdir(folder)) != NULL;) {
        files += entry->d_name[0] != '.';
    }
    if (folder) {
        closedir(folder);
    }
    return files;
}

int main(int argc, char **argv) {
    DIR *folder = argc > 1 ? opendir(argv[1]) : NULL;
    const long all = argc > 2 ? strtol(argv[2], NULL, 10) : MUTATIONS, among = folder ? count_files(argv[1]) : 0;
    const long mutations = among > 0 ? (all + among - 1) / among : 0;
    const long failures = argc > 3 ? strtol(argv[3], NULL, 10) : argc > 2 ? 0 : FAILURES;
    FILE *out = stdout; /* a target may turn the program's own away */
    int files = 0;
    cJSON_InitHooks(&(cJSON_Hooks){__wrap_malloc, free});
    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    for (const struct dirent *entry = NULL; folder && (entry = readdir(folder)) != NULL;) {
        char path[4096];
        if (entry->d_name[0] == '.') {
            continue;
        }
        (void)snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
        replay(path, entry->d_name, mutations, failures);
        files++;
    }
    if (folder) {
        closedir(folder);
    }
    /* A crash never comes here; an empty corpus tests nothing and is a failure. */
    fprintf(out, "%d passed, %d failed\n", files ? 1 : 0, files ? 0 : 1);
    return files == 0;
}
