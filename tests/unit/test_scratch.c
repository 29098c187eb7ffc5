/* Memory that is used again: what it gives is kept apart, and after the largest question no route allocates. */
#include "counting.h"
#include "runs.h"
#include <smacs/json.h>

#include "base/rng.h"

#include <string.h>

enum { PIECES = 60 };

typedef struct pieces {
    unsigned char *at[PIECES];
    size_t size[PIECES];
} pieces;

/* Takes one more piece, lets one of them grow, and fills each with its number. */
static void take_piece(const smacs_allocator *a, smacs_rng *rng, uint32_t i, pieces *p) {
    p->size[i] = 1 + smacs_rng_below(rng, i % 10 == 9 ? 30000 : 100);
    p->at[i] = a->alloc(a->context, p->size[i]);
    CHECK(p->at[i] && (uintptr_t)p->at[i] % 16 == 0);
    memset(p->at[i], (int)i, p->size[i]);
    const uint32_t grown = smacs_rng_below(rng, i + 1);
    const size_t before = p->size[grown], more = before + smacs_rng_below(rng, 500);
    p->at[grown] = a->realloc(a->context, p->at[grown], before, more);
    CHECK(p->at[grown] && (uintptr_t)p->at[grown] % 16 == 0);
    memset(p->at[grown] + before, (int)grown, more - before);
    p->size[grown] = more;
    a->free(a->context, p->at[i]); /* gives nothing back yet */
}

/* Pieces of many sizes, some of which grow: each keeps its own bytes. */
TEST(pieces_of_a_scratch_keep_apart) {
    counting c = {.fail_at = -1};
    const smacs_allocator from = counting_allocator(&c);
    smacs_scratch *scratch = smacs_scratch_create(&from);
    const smacs_allocator a = smacs_scratch_allocator(scratch);
    smacs_rng rng;
    smacs_rng_seed(&rng, 3, 0);
    for (int turn = 0; turn < 20; turn++) {
        pieces p;
        for (uint32_t i = 0; i < PIECES; i++) {
            take_piece(&a, &rng, i, &p);
        }
        for (uint32_t i = 0; i < PIECES; i++) {
            for (size_t at = 0; at < p.size[i]; at++) {
                CHECK_INT(p.at[i][at], i);
            }
        }
        smacs_scratch_reset(scratch);
        CHECK_INT(c.alive, 2); /* itself and one block */
    }
    CHECK(!a.alloc(a.context, SIZE_MAX) && !a.alloc(a.context, SIZE_MAX - 64));
    smacs_scratch_free(scratch);
    smacs_scratch_free(NULL);
    CHECK_INT(c.alive, 0);
}

static smacs_text texts[] = {
    {"How many apples are left of three?", 34}, {"Prove that the sum of two even numbers is even.", 47}, {"x", 1}};

/* The JSON of a route by the world's index, all of it in memory of `a`. */
static smacs_status route_json(const run_world *w, const smacs_allocator *a, smacs_text question, char **json) {
    smacs_route *route = NULL;
    size_t size = 0;
    smacs_status status = smacs_route_text(a, w->index, w->embedder, question, NULL, &route, NULL);
    *json = NULL;
    status = status == SMACS_OK ? smacs_route_to_json(a, w->index, route, 1, json, &size) : status;
    smacs_route_free(route);
    return status;
}

TEST(the_second_route_allocates_nothing) {
    run_world w = run_world_make();
    counting c = {.fail_at = -1};
    const smacs_allocator from = counting_allocator(&c);
    smacs_scratch *scratch = smacs_scratch_create(&from);
    const smacs_allocator again = smacs_scratch_allocator(scratch);
    long after_first = 0;
    for (int turn = 0; turn < 4; turn++) {
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
            char *found = NULL, *expected = NULL;
            CHECK_INT(route_json(&w, NULL, texts[i], &expected), SMACS_OK);
            CHECK_INT(route_json(&w, &again, texts[i], &found), SMACS_OK);
            CHECK(found && expected && strcmp(found, expected) == 0);
            smacs_free(NULL, expected);
            smacs_scratch_reset(scratch);
        }
        after_first = turn == 0 ? c.calls : after_first;
        CHECK_INT(c.calls, after_first);
    }
    CHECK(after_first >= 2);
    smacs_scratch_free(scratch);
    CHECK_INT(c.alive, 0);
    run_world_free(&w);
}

TEST(a_scratch_without_memory_fails_cleanly) {
    run_world w = run_world_make();
    smacs_status status = SMACS_E_MEMORY;
    char *json = NULL;
    for (long at = 0; status != SMACS_OK && at < 50; at++) {
        counting c = {.fail_at = at};
        const smacs_allocator from = counting_allocator(&c);
        smacs_scratch *scratch = smacs_scratch_create(&from);
        CHECK((scratch != NULL) == (at > 0));
        if (scratch) {
            const smacs_allocator a = smacs_scratch_allocator(scratch);
            status = route_json(&w, &a, texts[0], &json);
            CHECK(status == SMACS_OK || (status == SMACS_E_MEMORY && !json));
            smacs_scratch_reset(scratch);
            c.fail_at = -1;
            CHECK_INT(route_json(&w, &a, texts[1], &json), SMACS_OK); /* it works again when there is memory */
            smacs_scratch_free(scratch);
        }
        CHECK_INT(c.alive, 0);
    }
    CHECK_INT(status, SMACS_OK);
    run_world_free(&w);
}
