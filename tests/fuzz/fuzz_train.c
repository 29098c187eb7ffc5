/* Any lines as the documents of an embedder, which can be opened and embeds them. */
#include "world.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const smacs_trainer_options options = {.dim = 16, .vocabulary = 64, .min_documents = 1};
    smacs_text rest = {(const char *)data, size};
    smacs_trainer *trainer = NULL;
    smacs_embedder *embedder = NULL;
    void *bytes = NULL;
    size_t length = 0;
    smacs_status status = smacs_trainer_create(NULL, &options, &trainer, NULL);
    while (rest.size > 0 && status == SMACS_OK) {
        status = smacs_trainer_add(trainer, fuzz_line(&rest));
    }
    if (status == SMACS_OK && smacs_trainer_finish(trainer, &bytes, &length, NULL) == SMACS_OK) {
        int8_t vector[SMACS_DIM_MAX];
        char *json = NULL;
        FUZZ_CHECK(smacs_embedder_open(NULL, bytes, length, &embedder, NULL) == SMACS_OK);
        if (embedder) {
            FUZZ_CHECK(smacs_embed(embedder, (smacs_text){(const char *)data, size}, vector, NULL) == SMACS_OK);
            FUZZ_CHECK(smacs_embedder_to_json(NULL, embedder, &json, &length) == SMACS_OK);
        }
        smacs_free(NULL, json);
    }
    smacs_embedder_free(embedder);
    smacs_free(NULL, bytes);
    smacs_trainer_free(trainer);
    return 0;
}
