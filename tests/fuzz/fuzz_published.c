/* Any bytes as a table of published scores, of usual calls or others by its size. What is read may not depend on how the bytes
 * were cut. */
#include "fuzz.h"

static uint64_t mix(uint64_t hash, smacs_text text) {
    for (size_t i = 0; i < text.size; i++) {
        hash = (hash ^ (uint8_t)text.data[i]) * UINT64_C(0x100000001b3);
    }
    return hash ^ text.size;
}

/* A digest of status, place of the error, and rows. */
static uint64_t read_table(const uint8_t *data, size_t size, size_t piece) {
    smacs_published *table = NULL;
    smacs_error error = {0};
    smacs_status status = smacs_published_create(NULL, &table, &error);
    if (status == SMACS_OK) {
        status = smacs_published_begin(table, (smacs_text){"s", 1}, &error);
    }
    if (status == SMACS_OK && size % 3 == 1) {
        smacs_published_unthinking(table);
    } else if (status == SMACS_OK && size % 3 == 2) {
        smacs_published_as_called(table);
    }
    for (size_t at = 0; at < size && status == SMACS_OK; at += piece) {
        status = smacs_published_feed(table, data + at, size - at < piece ? size - at : piece, &error);
    }
    if (status == SMACS_OK) {
        status = smacs_published_end(table, &error);
    }
    uint64_t hash = (uint64_t)status * 31 + error.line;
    for (size_t i = 0; status == SMACS_OK && i < smacs_published_count(table); i++) {
        const smacs_published_row row = smacs_published_get(table, i);
        hash = mix(mix(mix(hash, row.model), row.benchmark), row.released) + row.column + (uint64_t)row.thought;
        FUZZ_CHECK(row.score >= 0.0 && row.score <= 1e9);
    }
    smacs_published_free(table);
    return hash;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const uint64_t whole = read_table(data, size, size + 1);
    FUZZ_CHECK(read_table(data, size, 1) == whole && read_table(data, size, 7) == whole);
    return 0;
}
