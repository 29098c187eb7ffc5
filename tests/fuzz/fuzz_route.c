/* A question and, after a NUL, route options as JSON. */
#include "world.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const fuzz_world *w = world();
    smacs_text rest = {(const char *)data, size};
    const smacs_text question = fuzz_part(&rest);
    smacs_route *route = NULL;
    if (size == 0) {
        return 0;
    }
    if (smacs_route_from_json(NULL, w->index, w->embedder, question, rest, &route, NULL) == SMACS_OK) {
        for (int detail = 0; detail < 2; detail++) {
            char *json = NULL;
            size_t length = 0;
            FUZZ_CHECK(smacs_route_to_json(NULL, w->index, route, detail, &json, &length) == SMACS_OK);
            FUZZ_CHECK(json && strlen(json) == length);
            smacs_free(NULL, json);
        }
        (void)smacs_route_nearness(route);
        (void)smacs_route_misses_most(route);
    }
    smacs_route_free(route);
    route = NULL;
    if (smacs_route_text(NULL, w->index, w->embedder, rest, NULL, &route, NULL) == SMACS_OK) {
        (void)smacs_embed_features(w->embedder, rest);
    }
    smacs_route_free(route);
    return 0;
}
