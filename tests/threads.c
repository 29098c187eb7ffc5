/* Two threads on one index and one embedder: routes, searches and JSON have the bits that one thread gets. A program of
 * its own, because the unit tests run where there are no threads. `make test-threads` runs it under ThreadSanitizer. */
#include "fuzz/world.h"

#include "base/bits.h"
#include <pthread.h>

enum { THREADS = 2, ROUNDS = 20 };

typedef struct work {
    pthread_t thread;
    uint64_t digest;
    bool failed;
} work;

static void note(work *w, smacs_status status, void *text, size_t size) {
    w->failed = w->failed || status != SMACS_OK;
    w->digest = smacs_fnv1a(w->digest, text, text ? size : 0);
    smacs_free(NULL, text);
}

static void route(work *w, smacs_text question, const char *options) {
    const fuzz_world *all = world();
    smacs_route *found = NULL;
    char *json = NULL;
    size_t size = 0;
    smacs_status status =
        smacs_route_from_json(NULL, all->index, all->embedder, question, smacs_text_of(options), &found, NULL);
    status = status == SMACS_OK ? smacs_route_to_json(NULL, all->index, found, true, &json, &size) : status;
    note(w, status, json, size);
    smacs_route_free(found);
}

static void *go(void *context) {
    work *w = context;
    const fuzz_world *all = world();
    w->digest = SMACS_FNV_BASIS;
    for (int i = 0; i < ROUNDS * TOPICS * TOPIC_TEXTS; i++) {
        const int n = i % (TOPICS * TOPIC_TEXTS);
        const smacs_text question = smacs_text_of(topics[n % TOPICS][n / TOPICS]);
        char *json = NULL;
        size_t size = 0;
        route(w, question, i % 2 ? "{\"mode\":\"paper\",\"k\":9}" : "{\"n\":3,\"coverage\":true}");
        const smacs_status status = smacs_question_to_json(NULL, all->index, (uint32_t)n, &json, &size);
        note(w, status, json, size);
    }
    for (int i = 0; i < ROUNDS; i++) {
        char *json = NULL;
        size_t size = 0;
        const smacs_status status = smacs_index_to_json(NULL, all->index, &json, &size);
        note(w, status, json, size);
    }
    return NULL;
}

int main(void) {
    work alone = {0}, both[THREADS] = {{0}};
    bool same = true;
    (void)world();
    for (int i = 0; i < THREADS; i++) {
        world_must(pthread_create(&both[i].thread, NULL, go, &both[i]) == 0);
    }
    for (int i = 0; i < THREADS; i++) {
        world_must(pthread_join(both[i].thread, NULL) == 0);
    }
    (void)go(&alone); /* last, so that nothing was made before the threads came */
    for (int i = 0; i < THREADS; i++) {
        same = same && both[i].digest == alone.digest && !both[i].failed && !alone.failed;
    }
    printf("%d passed, %d failed\n", same ? 1 : 0, same ? 0 : 1);
    return same ? 0 : 1;
}
