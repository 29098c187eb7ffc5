/* The boundary of the second module, which makes score indexes: from question banks, by giving an index one more model,
 * or by joining two. The rules are those of exports.c.
 *
 * What a record means is decided by the core (smacs/assemble.h), as for the command. builder_exports.txt lists every
 * function here, in calibration_exports.c and in boundary.c; ../src/build-core.ts types them.
 */
#include "boundary.h"

/* Prototypes, for -Wmissing-prototypes; each is described at its definition. */
typedef struct smacs_wasm_builder smacs_wasm_builder;

EXPORT smacs_wasm_builder *smacs_wasm_builder_create(void *embedder, size_t size, const char *catalog,
                                                     size_t catalog_size, int with_text, smacs_error *error);
EXPORT smacs_wasm_builder *smacs_wasm_builder_extend(void *index, size_t size, const char *model, size_t model_size,
                                                     int replace, smacs_error *error);
EXPORT void smacs_wasm_builder_free(smacs_wasm_builder *builder);
EXPORT int smacs_wasm_builder_begin(smacs_wasm_builder *builder, const char *source, size_t size, smacs_error *error);
EXPORT int smacs_wasm_builder_feed(smacs_wasm_builder *builder, const void *bytes, size_t size, smacs_error *error);
EXPORT int smacs_wasm_builder_end(smacs_wasm_builder *builder, smacs_error *error);
EXPORT uint32_t smacs_wasm_builder_records(const smacs_wasm_builder *builder);
EXPORT uint32_t smacs_wasm_builder_unscored(const smacs_wasm_builder *builder);
EXPORT uint32_t smacs_wasm_builder_repeated(const smacs_wasm_builder *builder);
EXPORT smacs_wasm_blob *smacs_wasm_builder_finish(smacs_wasm_builder *builder, smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_add_cards(const void *image, size_t size, const char *cards, size_t cards_size,
                                             smacs_error *error);
EXPORT smacs_wasm_blob *smacs_wasm_merge(const void *first, size_t first_size, const void *second, size_t second_size,
                                         smacs_error *error);

/* Mutable. Either an embedder makes the vectors of new questions, or an index has them and gets a column. */
struct smacs_wasm_builder {
    void *bytes; /* the file image of embedder or index, owned */
    smacs_embedder *embedder;
    smacs_index *index;
    smacs_catalog *catalog;
    smacs_assembly *assembly;
    smacs_bank_reader *reader;
};

/* Takes the image over; NULL when there is no memory. */
static smacs_wasm_builder *begin_handle(void *bytes, smacs_error *error) {
    smacs_wasm_builder *b = NEW(smacs_wasm_builder);
    if (!b) {
        boundary_fail(error, SMACS_E_MEMORY);
        free(bytes);
        return NULL;
    }
    b->bytes = bytes;
    return b;
}

/* The handle, or NULL after freeing it. */
static smacs_wasm_builder *hand_out(smacs_wasm_builder *b, smacs_status status) {
    if (status != SMACS_OK) {
        smacs_wasm_builder_free(b);
        return NULL;
    }
    return b;
}

/* A new index. Takes `embedder`, from smacs_wasm_allocate, over whether it succeeds or not. Without a catalog its size
 * is 0. */
smacs_wasm_builder *smacs_wasm_builder_create(void *embedder, size_t size, const char *catalog, size_t catalog_size,
                                              int with_text, smacs_error *error) {
    smacs_wasm_builder *b = begin_handle(embedder, error);
    if (!b) {
        return NULL;
    }
    smacs_status status = smacs_embedder_open(NULL, b->bytes, size, &b->embedder, error);
    if (status == SMACS_OK && catalog_size > 0) {
        status = smacs_catalog_parse(NULL, (smacs_text){catalog, catalog_size}, &b->catalog, error);
    }
    if (status == SMACS_OK) {
        const smacs_assembly_options options = {.with_text = with_text, .catalog = b->catalog};
        status = smacs_assembly_begin(NULL, b->embedder, &options, &b->assembly, error);
    }
    return hand_out(b, status);
}

/* For the scores of one model on questions that `index` has. Takes `index` over whether it succeeds or not. With
 * `replace` != 0 scores that are there are overwritten, else another score for the same cell is an error. */
smacs_wasm_builder *smacs_wasm_builder_extend(void *index, size_t size, const char *model, size_t model_size,
                                              int replace, smacs_error *error) {
    smacs_wasm_builder *b = begin_handle(index, error);
    if (!b) {
        return NULL;
    }
    smacs_status status = smacs_index_open(NULL, b->bytes, size, &b->index, error);
    if (status == SMACS_OK) {
        status =
            smacs_assembly_extend(NULL, b->index, (smacs_text){model, model_size}, NULL, replace, &b->assembly, error);
    }
    return hand_out(b, status);
}

void smacs_wasm_builder_free(smacs_wasm_builder *b) {
    if (b) {
        smacs_bank_reader_free(b->reader);
        smacs_assembly_free(b->assembly);
        smacs_catalog_free(b->catalog);
        smacs_embedder_free(b->embedder);
        smacs_index_free(b->index);
        free(b->bytes);
        free(b);
    }
}

/* Begins a bank, in any shape of smacs/bank.h; `source` names what does not name its own. 1, or 0 with `error` filled;
 * so with feed and end. After an error the builder can only be freed. */
int smacs_wasm_builder_begin(smacs_wasm_builder *b, const char *source, size_t size, smacs_error *error) {
    smacs_bank_reader_free(b->reader);
    b->reader = NULL;
    return smacs_bank_reader_create(NULL, (smacs_text){source, size}, smacs_assembly_take, b->assembly, &b->reader,
                                    error) == SMACS_OK;
}

/* The next bytes of the bank, cut anywhere. */
int smacs_wasm_builder_feed(smacs_wasm_builder *b, const void *bytes, size_t size, smacs_error *error) {
    return smacs_bank_reader_feed(b->reader, bytes, size, error) == SMACS_OK;
}

/* The bank is over. */
int smacs_wasm_builder_end(smacs_wasm_builder *b, smacs_error *error) {
    return smacs_bank_reader_finish(b->reader, error) == SMACS_OK;
}

/* Records read so far, of all banks. */
uint32_t smacs_wasm_builder_records(const smacs_wasm_builder *b) {
    return (uint32_t)smacs_assembly_count(b->assembly).records;
}

/* Those of them that had no score to take, and left no trace. */
uint32_t smacs_wasm_builder_unscored(const smacs_wasm_builder *b) {
    return (uint32_t)smacs_assembly_count(b->assembly).unscored;
}

/* Questions that have the text of another one, under another id. */
uint32_t smacs_wasm_builder_repeated(const smacs_wasm_builder *b) {
    return (uint32_t)smacs_assembly_count(b->assembly).repeated;
}

/* The bytes of the index file. */
smacs_wasm_blob *smacs_wasm_builder_finish(smacs_wasm_builder *b, smacs_error *error) {
    void *bytes = NULL;
    size_t size = 0;
    const smacs_status status = smacs_assembly_finish(b->assembly, &bytes, &size, error);
    return status == SMACS_OK ? boundary_blob(status, bytes, size, error) : NULL;
}

/* The bytes of the index file with further models that have a card and no scores. `cards`: JSON as
 * smacs_assembly_add_cards reads it. `image`, from smacs_wasm_allocate, stays the caller's. */
smacs_wasm_blob *smacs_wasm_add_cards(const void *image, size_t size, const char *cards, size_t cards_size,
                                      smacs_error *error) {
    smacs_index *index = NULL;
    void *bytes = NULL;
    size_t made = 0;
    smacs_status status = smacs_index_open(NULL, image, size, &index, error);
    if (status == SMACS_OK) {
        status = smacs_assembly_add_cards(NULL, index, (smacs_text){cards, cards_size}, &bytes, &made, error);
    }
    smacs_index_free(index);
    return status == SMACS_OK ? boundary_blob(status, bytes, made, error) : NULL;
}

/* The bytes of an index file that joins two indexes of one embedder: models by name, questions by id. Both images, from
 * smacs_wasm_allocate, stay the caller's. */
smacs_wasm_blob *smacs_wasm_merge(const void *first, size_t first_size, const void *second, size_t second_size,
                                  smacs_error *error) {
    smacs_index *indexes[2] = {NULL, NULL};
    void *bytes = NULL;
    size_t made = 0;
    smacs_status status = smacs_index_open(NULL, first, first_size, &indexes[0], error);
    if (status == SMACS_OK) {
        status = smacs_index_open(NULL, second, second_size, &indexes[1], error);
    }
    if (status == SMACS_OK) {
        status = smacs_assembly_merge(NULL, (const smacs_index *const *)indexes, 2, NULL, &bytes, &made, error);
    }
    smacs_index_free(indexes[1]);
    smacs_index_free(indexes[0]);
    return status == SMACS_OK ? boundary_blob(status, bytes, made, error) : NULL;
}
