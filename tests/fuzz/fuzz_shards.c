/* A sharded index of one head and one cell, the head of the length that four bytes say: refused, or routed by without a
 * fault. The cell's digest in the head is made right, so that fuzzing reaches what lies behind it. The bytes are rows of
 * vectors too, which are put into cells. */
#include "base/container.h"
#include "fuzz.h"
#include "index/shards.h"
#include "repair.h"
#include "some_memory.h"

static void use(const smacs_index *index) {
    int8_t query[SMACS_DIM_MAX] = {3, 1, 2};
    const smacs_index_facts facts = smacs_index_describe(index);
    for (uint32_t i = 0; i < facts.questions; i++) {
        const smacs_question question = smacs_index_question(index, i);
        volatile char last = question.id.size ? question.id.data[question.id.size - 1] : 0;
        (void)last;
        FUZZ_CHECK(smacs_index_group(index, i) < smacs_index_groups(index));
    }
    for (int mode = 0; mode < 2; mode++) {
        smacs_route *route = NULL;
        const smacs_route_options options = {.mode = (smacs_mode)mode, .k = 3, .coverage = mode};
        if (smacs_route_vector(NULL, index, query, &options, &route, NULL) == SMACS_OK) {
            smacs_route_free(route);
        }
    }
}

/* The first cell, with the digest that the head would have of it. */
static void gather(smacs_shards *shards, const uint8_t *cell, size_t size) {
    static const int8_t query[SMACS_DIM_MAX] = {3, 1, 2};
    smacs_container file;
    if (smacs_container_open(cell, size, SMC_MAGIC, (smacs_versions){SMC_VERSION, SMC_VERSION}, &file, NULL) ==
        SMACS_OK) {
        shards->cells[0].digest = file.digest;
    }
    const smacs_cell_bytes given = {0, cell, size};
    for (int all = 0; all < 2; all++) {
        smacs_index *index = NULL;
        if (smacs_shards_gather(&fuzz_some_memory, shards, &given, 1, all ? NULL : query, 2, &index, NULL) ==
            SMACS_OK) {
            use(index);
        }
        smacs_index_free(index);
    }
}

static void open_and_use(const uint8_t *head, size_t head_size, const uint8_t *cell, size_t size) {
    static const int8_t query[SMACS_DIM_MAX] = {3, 1, 2};
    smacs_shards *shards = NULL;
    uint32_t *cells = NULL, count = 0;
    if (smacs_shards_open(&fuzz_some_memory, head, head_size, &shards, NULL) == SMACS_OK) {
        if (smacs_shards_choose(&fuzz_some_memory, shards, query, 0, &cells, &count, NULL) == SMACS_OK) {
            FUZZ_CHECK(count >= 1 && count <= smacs_shards_cells(shards));
            FUZZ_CHECK(smacs_shards_cell(shards, cells[0]).file < smacs_shards_files(shards));
        }
        smacs_free(&fuzz_some_memory, cells);
        gather(shards, cell, size);
    }
    smacs_shards_free(shards);
}

/* So many that their centres are found by groups. */
static void find_cells(const uint8_t *bytes, size_t size) {
    enum { DIM = 16, CELLS = 64 };
    const smx_block block = {(const int8_t *)bytes, (uint32_t)(size / DIM)};
    smx_cells cells;
    if (block.count >= CELLS) {
        const bool found = smx_cells_find(&fuzz_some_memory, &block, 1, DIM, CELLS, 1, &cells);
        FUZZ_CHECK(!found || smx_cells_nearest(&cells, block.rows) < CELLS);
        smx_cells_free(&fuzz_some_memory, &cells);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 4) {
        return 0;
    }
    const size_t said = smacs_load_u32(data), head = said < size - 4 ? said : size - 4, cell = size - 4 - head;
    uint8_t *const head_copy = repaired(data + 4, head), *const cell_copy = repaired(data + 4 + head, cell);
    open_and_use(data + 4, head, data + 4 + head, cell);
    find_cells(data, size);
    if (head_copy && cell_copy) {
        open_and_use(head_copy, head, cell_copy, cell);
    }
    free(head_copy);
    free(cell_copy);
    return 0;
}
