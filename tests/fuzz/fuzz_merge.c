/* Two index files, the first of the length that two bytes say: joined, added to each other's rows or refused. */
#include "repair.h"
#include "world.h"

static smacs_index *open(const uint8_t *data, size_t size, uint8_t **copy) {
    smacs_index *index = NULL;
    *copy = repaired(data, size);
    if (*copy) {
        (void)smacs_index_open(NULL, *copy, size, &index, NULL);
    }
    return index;
}

static void merge(const smacs_index *a, const smacs_index *b) {
    const smacs_index *const both[] = {a, b};
    smacs_index *merged = NULL;
    void *bytes = NULL;
    size_t size = 0, failed = 0;
    if (smacs_assembly_merge(NULL, both, 2, &failed, &bytes, &size, NULL) == SMACS_OK) {
        FUZZ_CHECK(failed == 2);
        FUZZ_CHECK(smacs_index_open(NULL, bytes, size, &merged, NULL) == SMACS_OK);
        FUZZ_CHECK(merged && smacs_index_describe(merged).questions >= smacs_index_describe(a).questions);
    }
    smacs_index_free(merged);
    smacs_free(NULL, bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    uint8_t *copies[2] = {NULL, NULL};
    if (size < 2) {
        return 0;
    }
    const size_t said = data[0] | (size_t)data[1] << 8, first = said < size - 2 ? said : size - 2;
    smacs_index *a = open(data + 2, first, &copies[0]), *b = open(data + 2 + first, size - 2 - first, &copies[1]);
    if (a && b) {
        merge(a, b);
        merge(b, a);
    }
    smacs_index_free(a);
    smacs_index_free(b);
    free(copies[0]);
    free(copies[1]);
    return 0;
}
