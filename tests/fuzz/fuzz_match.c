/* Any bytes as a catalog, a list of models and an id. An id that is a name of a model must mean a model. An
 * index knows models by scores, published scores and family. */
#include "world.h"

static const char catalog[] = "[{\"name\":\"Qwen3-30B-A3B\",\"open_weights\":true},{\"name\":\"gpt-5\",\"effort\":"
                              "\"medium\"},{\"name\":\"Phi-4\",\"parameters_b\":14.7,\"open_weights\":true}]";

/* As what an endpoint says it serves, and as ids of which the index says what it knows. */
static void ask_index(smacs_text text) {
    smacs_matcher *matcher = NULL;
    char *json = NULL;
    size_t length = 0;
    if (smacs_matcher_create(NULL, world()->index, text, &matcher, NULL) == SMACS_OK ||
        smacs_matcher_create(NULL, world()->index, (smacs_text){0}, &matcher, NULL) == SMACS_OK) {
        (void)smacs_matcher_guess(matcher, text);
        if (smacs_match_list(NULL, matcher, text, &json, &length, NULL) == SMACS_OK) {
            FUZZ_CHECK(strlen(json) == length);
        }
        smacs_free(NULL, json);
    }
    smacs_matcher_free(matcher);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const smacs_text text = {(const char *)data, size};
    smacs_matcher *matcher = NULL, *own = NULL;
    char *json = NULL;
    size_t length = 0;
    (void)world();
    if (size == 0) {
        return 0;
    }
    ask_index(text);
    if (smacs_matcher_create(NULL, NULL, (smacs_text){catalog, sizeof catalog - 1}, &matcher, NULL) != SMACS_OK) {
        return 0;
    }
    const smacs_match match = smacs_matcher_find(matcher, text);
    FUZZ_CHECK(!match.name.data || smacs_matcher_find(matcher, match.name).name.data == match.name.data);
    (void)smacs_matcher_guess(matcher, text);
    if (smacs_match_list(NULL, matcher, text, &json, &length, NULL) == SMACS_OK) {
        FUZZ_CHECK(strlen(json) == length);
    }
    smacs_free(NULL, json);
    if (smacs_matcher_create(NULL, NULL, text, &own, NULL) == SMACS_OK) {
        smacs_matcher_find(own, (smacs_text){"gpt-5", 5});
        (void)smacs_matcher_guess(own, smacs_text_of("gpt-5-mini-3b"));
    }
    smacs_matcher_free(own);
    smacs_matcher_free(matcher);
    return 0;
}
