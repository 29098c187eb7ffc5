/* Any bytes as cards of further models, as the facts that an index holds, and as names of models that two services
 * use. */
#include "world.h"

static void describe(const void *bytes, size_t size) {
    smacs_index *index = NULL;
    smacs_matcher *matcher = NULL;
    char *json = NULL;
    size_t length = 0;
    FUZZ_CHECK(smacs_index_open(NULL, bytes, size, &index, NULL) == SMACS_OK);
    if (index && smacs_index_to_json(NULL, index, &json, &length) == SMACS_OK) {
        FUZZ_CHECK(strlen(json) == length);
    }
    if (index && smacs_matcher_create(NULL, index, (smacs_text){0}, &matcher, NULL) == SMACS_OK) {
        (void)smacs_matcher_find(matcher, smacs_text_of("owl-1"));
    }
    smacs_matcher_free(matcher);
    smacs_free(NULL, json);
    smacs_index_free(index);
}

static void add_cards(smacs_text json) {
    void *bytes = NULL;
    size_t size = 0;
    if (smacs_assembly_add_cards(NULL, world()->index, json, &bytes, &size, NULL) == SMACS_OK) {
        describe(bytes, size);
    }
    smacs_free(NULL, bytes);
}

static void keep_facts(smacs_text json) {
    const smacs_index_facts facts = smacs_index_describe(world()->index);
    smacs_builder *builder = NULL;
    void *bytes = NULL;
    size_t size = 0;
    smacs_status status =
        smacs_builder_create(NULL, facts.dim, facts.embedder_digest, facts.embedder_name, false, &builder, NULL);
    status = status == SMACS_OK ? smacs_builder_append(builder, world()->index, NULL) : status;
    status = status == SMACS_OK ? smacs_builder_model_facts(builder, json) : status;
    if (status == SMACS_OK && smacs_builder_finish(builder, &bytes, &size, NULL) == SMACS_OK) {
        describe(bytes, size);
    }
    smacs_free(NULL, bytes);
    smacs_builder_free(builder);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    smacs_text rest = {(const char *)data, size}, names = rest;
    const smacs_text asked = fuzz_part(&names);
    bool same = false;
    (void)world();
    if (size > 0) {
        add_cards(rest);
        keep_facts(rest);
        (void)smacs_same_model(NULL, world()->index, asked, names, &same);
    }
    return 0;
}
