/* A question and, after a NUL, route options as JSON. The question's bytes are numbers of a vector too. */
#include "world.h"
#include "json/packed.h"
#include <math.h>

enum { NUMBERS = 16 };

static void show(const smacs_index *index, const smacs_route *route) {
    void *bytes = NULL;
    size_t length = 0;
    for (int detail = 0; detail < 2; detail++) {
        char *json = NULL;
        FUZZ_CHECK(smacs_route_to_json(NULL, index, route, detail, &json, &length) == SMACS_OK);
        FUZZ_CHECK(json && strlen(json) == length);
        smacs_free(NULL, json);
    }
    FUZZ_CHECK(smacs_route_pack(NULL, index, route, &bytes, &length) == SMACS_OK);
    FUZZ_CHECK(bytes && length > sizeof(double));
    smacs_free(NULL, bytes);
    (void)smacs_route_nearness(route);
    (void)smacs_route_misses_most(route);
}

/* The first byte may make a number that no vector may have. */
static void route_numbers(const fuzz_world *w, smacs_text bytes, smacs_text options) {
    double numbers[NUMBERS] = {0};
    smacs_route *route = NULL;
    const size_t count = bytes.size < NUMBERS ? bytes.size : NUMBERS;
    for (size_t i = 0; i < count; i++) {
        numbers[i] = bytes.data[i] == 'I' ? INFINITY : bytes.data[i] - 'm';
    }
    if (smacs_route_numbers_from_json(NULL, w->index, numbers, (uint32_t)count, options, &route, NULL) == SMACS_OK) {
        show(w->index, route);
    }
    smacs_route_free(route);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const fuzz_world *w = world();
    smacs_text rest = {(const char *)data, size};
    const smacs_text question = fuzz_part(&rest);
    smacs_route *route = NULL;
    if (size == 0) {
        return 0;
    }
    if (smacs_route_from_json(NULL, w->index, w->embedder, question, rest, &route, NULL) == SMACS_OK) {
        show(w->index, route);
    }
    smacs_route_free(route);
    route = NULL;
    int8_t vector[SMACS_DIM_MAX];
    (void)smacs_route_subject_from_json(NULL, w->index, w->embedder, question, rest, vector, NULL);
    route_numbers(w, question, rest);
    if (smacs_route_text(NULL, w->index, w->embedder, rest, NULL, &route, NULL) == SMACS_OK) {
        (void)smacs_embed_features(w->embedder, rest);
    }
    smacs_route_free(route);
    return 0;
}
