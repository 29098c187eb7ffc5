/* Any bytes as a trace: its recorded view can be shown or is refused, and it runs again or is refused. */
#include "world.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const fuzz_world *w = world();
    const smacs_text trace = {(const char *)data, size};
    smacs_session *s = NULL;
    char *json = NULL;
    size_t length = 0;
    if (size == 0) {
        return 0;
    }
    if (smacs_trace_view(NULL, trace, &json, &length, NULL) == SMACS_OK) {
        FUZZ_CHECK(strlen(json) == length);
    }
    smacs_free(NULL, json);
    json = NULL;
    if (smacs_session_replay(NULL, w->index, w->embedder, trace, &s, NULL) == SMACS_OK) {
        FUZZ_CHECK(smacs_session_view(s, &json, &length) == SMACS_OK);
        smacs_free(NULL, json);
    }
    smacs_session_free(s);
    return 0;
}
