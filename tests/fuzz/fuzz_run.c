/* The messages of a run: the first line is a request, each further one an event. Whatever they say, the core answers
 * with actions or with an error; and a trace of what it took runs again. */
#include "runs.h"
#include <smacs/session.h>

void test_register(test_case *test) { (void)test; }
bool test_failed(const char *file, int line, const char *what) {
    fprintf(stderr, "%s:%d: %s\n", file, line, what);
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static smacs_text next_line(const char **at, const char *end) {
    const char *start = *at, *stop = memchr(start, '\n', (size_t)(end - start));
    stop = stop ? stop : end;
    *at = stop < end ? stop + 1 : end;
    return (smacs_text){start, (size_t)(stop - start)};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static run_world w;
    const char *at = (const char *)data, *end = at + size;
    smacs_session *s = NULL, *again = NULL;
    char *trace = NULL;
    size_t length = 0;
    if (size == 0) {
        return 0;
    }
    w = w.index ? w : run_world_make();
    if (smacs_session_create(NULL, w.index, w.embedder, next_line(&at, end), &s, NULL) == SMACS_OK) {
        while (at < end) {
            char *actions = NULL;
            smacs_session_feed(s, next_line(&at, end), &actions, &length, NULL);
            smacs_free(NULL, actions);
        }
        CHECK_INT(smacs_session_trace(s, &trace, &length), SMACS_OK);
        smacs_error error = {.message = ""};
        const smacs_status status =
            smacs_session_replay(NULL, w.index, w.embedder, (smacs_text){trace, length}, &again, &error);
        if (status != SMACS_OK) {
            fprintf(stderr, "step %d: %s (%s)\n%s\n", (int)error.position, error.message, error.detail, trace);
            abort();
        }
    }
    smacs_free(NULL, trace);
    smacs_session_free(again);
    smacs_session_free(s);
    return 0;
}
