/* Replies of endpoints of embeddings: each of three vectors comes once, or the reply is refused with a reason. The same
 * bytes as texts to be embedded, cut at NULs: the request is JSON. */
#include "fuzz.h"
#include "wire/embeddings.h"
#include "json/writer.h"
#include <smacs/vector.h>

enum { ASKED = 3 };

typedef struct taken {
    uint32_t times[ASKED];
} taken;

static smacs_status take(void *context, size_t at, const double *numbers, size_t count, smacs_error *error) {
    static int8_t vector[SMACS_DIM_MAX];
    taken *t = context;
    (void)error;
    FUZZ_CHECK(at < ASKED && ++t->times[at] == 1);
    const smacs_status status = smacs_vector_of(numbers, (uint32_t)count, vector);
    FUZZ_CHECK(status == SMACS_OK || count == 0 || count > SMACS_NUMBERS_MAX || status == SMACS_E_ARGUMENT);
    return SMACS_OK;
}

static void ask(smacs_text rest) {
    smacs_text texts[ASKED];
    char *json = NULL;
    size_t size = 0;
    cJSON *tree = NULL;
    for (int i = 0; i < ASKED; i++) {
        texts[i] = fuzz_part(&rest);
    }
    if (wire_embeddings_body(texts[0], texts, ASKED, (uint32_t)rest.size % 2, &json, &size) == SMACS_OK) {
        FUZZ_CHECK(smacs_json_parse((smacs_text){json, size}, &tree, NULL) == SMACS_OK);
    }
    cJSON_Delete(tree);
    smacs_free(NULL, json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ask((smacs_text){(const char *)data, size});
    taken t = {{0}};
    char model[32];
    smacs_error error = {0};
    const smacs_status status =
        wire_embeddings_read((smacs_text){(const char *)data, size}, ASKED, take, &t, model, sizeof model, &error);
    FUZZ_CHECK(strlen(model) < sizeof model);
    FUZZ_CHECK(status == error.status && (status == SMACS_OK || error.message));
    for (size_t i = 0; i < ASKED && status == SMACS_OK; i++) {
        FUZZ_CHECK(t.times[i] == 1);
    }
    return 0;
}
