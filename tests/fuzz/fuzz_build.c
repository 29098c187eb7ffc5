/* A catalog, a bank, and scores of one model, with NULs between them: an index is made of bank and catalog, and the
 * scores become a column. What is written can be opened. */
#include "world.h"

/* Ends an assembly and opens its index, whose bytes the caller frees. NULL: there is none. */
static smacs_index *finish(smacs_assembly *assembly, void **bytes) {
    smacs_index *index = NULL;
    size_t size = 0;
    if (smacs_assembly_finish(assembly, bytes, &size, NULL) == SMACS_OK) {
        FUZZ_CHECK(smacs_index_open(NULL, *bytes, size, &index, NULL) == SMACS_OK);
    }
    return index;
}

static void add_column(const smacs_index *index, const smacs_catalog *catalog, smacs_text scores, bool replace) {
    smacs_assembly *assembly = NULL;
    void *bytes = NULL;
    const smacs_text line = fuzz_line(&scores);
    if (smacs_assembly_extend(NULL, index, line, catalog, replace, &assembly, NULL) == SMACS_OK &&
        world_read(smacs_assembly_take, assembly, scores) == SMACS_OK) {
        smacs_index_free(finish(assembly, &bytes));
    }
    smacs_free(NULL, bytes);
    smacs_assembly_free(assembly);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const fuzz_world *w = world();
    smacs_text rest = {(const char *)data, size};
    const smacs_text json = fuzz_part(&rest), bank = fuzz_part(&rest);
    smacs_catalog *catalog = NULL;
    smacs_assembly *assembly = NULL;
    void *bytes = NULL;
    if (size == 0) {
        return 0;
    }
    (void)smacs_catalog_parse(NULL, json, &catalog, NULL);
    const smacs_assembly_options options = {
        .catalog = catalog, .only_catalog = catalog && size % 2, .with_text = size % 3 == 0};
    if (smacs_assembly_begin(NULL, w->embedder, &options, &assembly, NULL) == SMACS_OK &&
        world_read(smacs_assembly_take, assembly, bank) == SMACS_OK) {
        smacs_index *index = finish(assembly, &bytes);
        if (index) {
            add_column(index, catalog, rest, size % 2);
        }
        smacs_index_free(index);
    }
    smacs_free(NULL, bytes);
    smacs_assembly_free(assembly);
    smacs_catalog_free(catalog);
    return 0;
}
