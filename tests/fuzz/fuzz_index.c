/* Any bytes as a score index: refused, or usable in every way without a fault. */
#include "repair.h"
#include <math.h>
#include <smacs/smacs.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void use(const smacs_index *index) {
    const smacs_index_facts facts = smacs_index_describe(index);
    int8_t query[SMACS_DIM_MAX] = {3, 1, 2};
    for (uint32_t i = 0; i < facts.questions; i++) {
        const smacs_question question = smacs_index_question(index, i);
        volatile char last = question.id.size ? question.id.data[question.id.size - 1] : 0;
        (void)last;
        for (uint32_t m = 0; m < facts.models; m++) {
            const float score = smacs_index_score(index, i, m);
            if (!isnan(score) && !(score >= 0 && score <= 1)) {
                __builtin_trap();
            }
        }
    }
    for (int mode = 0; mode < 2; mode++) {
        smacs_route *route = NULL;
        const smacs_route_options options = {.mode = (smacs_mode)mode, .k = 3, .coverage = mode};
        if (smacs_route_vector(NULL, index, query, &options, &route, NULL) == SMACS_OK) {
            smacs_route_free(route);
        }
    }
}

static void open_and_use(const uint8_t *data, size_t size) {
    smacs_index *index = NULL;
    if (smacs_index_open(NULL, data, size, &index, NULL) == SMACS_OK) {
        use(index);
    }
    smacs_index_free(index);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    open_and_use(data, size);
    uint8_t *copy = repaired(data, size);
    if (copy) {
        open_and_use(copy, size);
    }
    free(copy);
    return 0;
}
