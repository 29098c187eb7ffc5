/* Runs a fuzz target without libFuzzer: on every file of its corpus, and on seeded mutations of them, so that the
 * ordinary tests cover hostile input the same way each time.
 *
 * usage: fuzz_NAME CORPUS_FOLDER */
#include "base/rng.h"
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MUTATIONS = 5000, MAX_CHANGES = 8 };

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
    LLVMFuzzerTestOneInput(copy, kept);
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

int main(int argc, char **argv) {
    DIR *folder = argc > 1 ? opendir(argv[1]) : NULL;
    int files = 0;
    smacs_rng rng;
    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    for (const struct dirent *entry = NULL; folder && (entry = readdir(folder)) != NULL;) {
        char path[4096];
        size_t size = 0;
        if (entry->d_name[0] == '.') {
            continue;
        }
        snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
        uint8_t *data = read_file(path, &size);
        if (!data) {
            continue;
        }
        LLVMFuzzerTestOneInput(data, size);
        smacs_rng_seed(&rng, hash_of(entry->d_name), 1);
        for (int i = 0; i < MUTATIONS; i++) {
            mutate(data, size, &rng);
        }
        free(data);
        files++;
    }
    if (folder) {
        closedir(folder);
    }
    /* A crash never comes here; an empty corpus tests nothing and is a failure. */
    printf("%d passed, %d failed\n", files ? 1 : 0, files ? 0 : 1);
    return files == 0;
}
