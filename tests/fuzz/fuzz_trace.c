/* Any bytes as a trace: its recorded view can be shown or is refused, and it runs again or is refused. What a trace says
 * of the files and tables that it was decided with is made right first, as checksums are (repair.h), so that a trace in
 * the corpus outlives a change of these. */
#include "answer/words.h"
#include "base/text.h"
#include "posterior/certainty.h"
#include "world.h"

enum { DIGEST = 16 };

/* Writes the digest over 16 bytes behind the first `name`, if that many follow. */
static void put_digest(char *trace, size_t size, const char *name, uint64_t digest) {
    const size_t at = smacs_text_find((smacs_text){trace, size}, name) + strlen(name);
    char digits[SMACS_DIGITS_MAX];
    (void)smacs_text_digits(digest, 16, DIGEST, digits);
    if (at <= size && size - at >= DIGEST) {
        memcpy(trace + at, digits, DIGEST);
    }
}

static void replay(const fuzz_world *w, smacs_text trace) {
    smacs_session *s = NULL;
    char *json = NULL;
    size_t length = 0;
    if (smacs_session_replay(NULL, w->index, w->embedder, trace, &s, NULL) == SMACS_OK) {
        FUZZ_CHECK(smacs_session_view(s, &json, &length) == SMACS_OK);
        smacs_free(NULL, json);
    }
    smacs_session_free(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const fuzz_world *w = world();
    char *trace = malloc(size ? size : 1), *json = NULL;
    size_t length = 0;
    if (size == 0 || !trace) {
        free(trace);
        return 0;
    }
    memcpy(trace, data, size);
    put_digest(trace, size, "\"index\":\"", smacs_index_describe(w->index).digest);
    put_digest(trace, size, "\"embedder\":\"", smacs_embedder_describe(w->embedder).digest);
    put_digest(trace, size, "\"words\":\"", smacs_words_digest());
    put_digest(trace, size, "\"certainty\":\"", smacs_certainty_digest());
    if (smacs_trace_view(NULL, (smacs_text){trace, size}, &json, &length, NULL) == SMACS_OK) {
        FUZZ_CHECK(strlen(json) == length);
    }
    smacs_free(NULL, json);
    replay(w, (smacs_text){trace, size});
    free(trace);
    return 0;
}
