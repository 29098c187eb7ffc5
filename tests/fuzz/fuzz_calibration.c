/* A calibration: a model's name, a bank, a JSON array of ids that are on record, and responses, with NULs between them. Its
 * column makes an index that can be opened. */
#include "world.h"

static void recall(smacs_calibration *c, smacs_text ids) {
    for (size_t i = 0; ids.size > 0; i++) {
        const smacs_text id = fuzz_line(&ids);
        (i % 3 == 2 ? smacs_calibration_compare(c, id, i % 2) : smacs_calibration_recall(c, id, i % 2, i % 4 != 0));
    }
}

static void grade(smacs_calibration *c, smacs_text responses) {
    const uint32_t chosen = smacs_calibration_describe(c).chosen;
    for (uint32_t i = 0; i < chosen; i++) {
        const smacs_text response = fuzz_part(&responses);
        smacs_text found = {0};
        bool right = false, answered = false;
        FUZZ_CHECK(smacs_calibration_get(c, i).question.id.data != NULL);
        FUZZ_CHECK(smacs_calibration_grade(c, i, response, &right, &answered, &found, NULL) == SMACS_OK);
        FUZZ_CHECK(!right || answered);
    }
    FUZZ_CHECK(smacs_calibration_unread(c).response.size <= SMACS_CALIBRATION_SAMPLE);
}

static void finish(const smacs_calibration *c) {
    smacs_index *index = NULL;
    void *bytes = NULL;
    char *json = NULL;
    size_t size = 0;
    FUZZ_CHECK(smacs_calibration_to_json(c, &json, &size) == SMACS_OK);
    smacs_free(NULL, json);
    if (smacs_calibration_finish(c, &bytes, &size, NULL) == SMACS_OK) {
        FUZZ_CHECK(smacs_index_open(NULL, bytes, size, &index, NULL) == SMACS_OK);
    }
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const fuzz_world *w = world();
    smacs_text rest = {(const char *)data, size};
    const smacs_text model = fuzz_part(&rest), bank = fuzz_part(&rest), ids = fuzz_part(&rest);
    smacs_calibration *c = NULL;
    if (size == 0) {
        return 0;
    }
    if (smacs_calibration_create(NULL, w->index, w->embedder, model, &c, NULL) == SMACS_OK &&
        world_read(smacs_calibration_offer, c, bank) == SMACS_OK) {
        recall(c, ids);
        if (smacs_calibration_choose(c, 24, size % 2 ? 0.2 : 0.0, NULL) == SMACS_OK) {
            grade(c, rest);
        }
        finish(c);
    }
    smacs_calibration_free(c);
    return 0;
}
