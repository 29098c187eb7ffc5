/* What a question of a conversation is routed by. */
#include "runs.h"
#include <smacs/json.h>

static const char ship[] = "The ship left the harbour and sailed against the strong wind, the crew pulled the anchor, "
                           "and waves rolled over the deck while the storm at sea grew.";
static const char bread[] = "The baker kneads bread dough with flour, water, salt and yeast, lets the dough rise, and "
                            "bakes the loaf of bread in a hot oven until the crust is brown.";

static smacs_route *route_after(const run_world *w, smacs_mode mode, const char *question, const char *const *before,
                                uint32_t count) {
    smacs_text earlier[SMACS_EARLIER_MAX + 1];
    smacs_route *route = NULL;
    for (uint32_t i = 0; i < count; i++) {
        earlier[i] = smacs_text_of(before[i]);
    }
    const smacs_route_options options = {.mode = mode, .k = 3, .earlier = earlier, .earlier_count = count};
    CHECK_INT(smacs_route_text(NULL, w->index, w->embedder, smacs_text_of(question), &options, &route, NULL), SMACS_OK);
    return route;
}

/* How many earlier questions count, and the topic of the nearest question. */
static void check_route(const run_world *w, const char *question, const char *const *before, uint32_t count,
                        uint32_t earlier, uint32_t topic) {
    smacs_route *route = route_after(w, SMACS_MODE_ROBUST, question, before, count);
    CHECK_INT(route->earlier, earlier);
    CHECK_INT(route->neighbours[0].question % TOPICS, topic);
    smacs_route_free(route);
}

TEST(short_questions_are_routed_with_those_before_them) {
    run_world w = run_world_make();
    const char *const thread[] = {bread, ship, "Why then?"};
    check_route(&w, "The derivative?", thread, 0, 0, 2);
    check_route(&w, "And then?", thread, 1, 1, 0);
    /* back to the last that stands by itself, however many short ones followed it; of these the newest */
    const char *const chain[] = {bread, ship, "Why?", "How?", "When?", "Where?"};
    check_route(&w, "And then?", thread, 2, 1, 1);
    check_route(&w, "And then?", thread, 3, 2, 1);
    check_route(&w, "And then?", chain, 6, 3, 1);
    /* a long one says itself what it is about */
    check_route(&w, bread, &thread[1], 1, 0, 0);
    run_world_free(&w);
}

TEST(of_short_questions_the_newest_count_and_none_in_paper) {
    run_world w = run_world_make();
    const char *asked[SMACS_EARLIER_MAX + 1] = {bread};
    for (uint32_t i = 1; i <= SMACS_EARLIER_MAX; i++) {
        asked[i] = "The ship?";
    }
    check_route(&w, "The anchor?", asked, SMACS_EARLIER_MAX + 1, 6, 1);
    smacs_route *route = route_after(&w, SMACS_MODE_PAPER, "The anchor?", asked, 1);
    CHECK_INT(route->earlier, 0);
    smacs_route_free(route);
    const smacs_route_options lacking = {.earlier_count = 1};
    CHECK_INT(smacs_route_text(NULL, w.index, w.embedder, smacs_text_of("Why?"), &lacking, &route, NULL),
              SMACS_E_ARGUMENT);
    run_world_free(&w);
}

TEST(options_and_runs_route_alike) {
    run_world w = run_world_make();
    smacs_member pool[RUN_MODELS];
    smacs_route *route = NULL;
    smacs_run *run = NULL;
    const smacs_message history[] = {{smacs_text_of("user"), smacs_text_of(bread)},
                                     {smacs_text_of("assistant"), smacs_text_of(ship)},
                                     {smacs_text_of("user"), smacs_text_of("How?")},
                                     {smacs_text_of("assistant"), smacs_text_of(ship)}};
    const smacs_run_request request = {.question = smacs_text_of("And then?"),
                                       .history = history,
                                       .history_count = 4,
                                       .pool = pool,
                                       .pool_count = RUN_MODELS,
                                       .config = smacs_run_config_init(),
                                       .nonce = smacs_text_of("nonce")};
    run_pool(pool);
    char options[512];
    snprintf(options, sizeof options, "{\"earlier\":[\"%s\",\"How?\"]}", bread);
    CHECK_INT(smacs_route_from_json(NULL, w.index, w.embedder, smacs_text_of("And then?"), smacs_text_of(options),
                                    &route, NULL),
              SMACS_OK);
    CHECK_INT(smacs_run_create(NULL, w.index, w.embedder, &request, &run, NULL), SMACS_OK);
    const smacs_route *own = smacs_run_look(run).route;
    CHECK_INT(route->earlier, 2);
    CHECK_INT(own->earlier, 2);
    CHECK(route->neighbours[0].question == own->neighbours[0].question && own->neighbours[0].question % TOPICS == 0);
    for (uint32_t m = 0; m < RUN_MODELS; m++) {
        CHECK(route->priors[m].prior == own->priors[m].prior);
    }
    smacs_run_free(run);
    smacs_route_free(route);
    run_world_free(&w);
}

/* What a sharded index chooses cells by is what a route searches by. */
TEST(the_subject_of_a_question_is_embedded_by_itself) {
    run_world w = run_world_make();
    const uint32_t dim = smacs_embedder_describe(w.embedder).dim;
    const smacs_text before = smacs_text_of(ship);
    const smacs_route_options options = {.earlier = &before, .earlier_count = 1};
    int8_t alone[SMACS_DIM_MAX], together[SMACS_DIM_MAX], wanted[SMACS_DIM_MAX];
    CHECK_INT(smacs_route_subject(NULL, w.embedder, smacs_text_of("And then?"), &options, together, NULL), SMACS_OK);
    CHECK_INT(smacs_route_subject(NULL, w.embedder, smacs_text_of("And then?"), NULL, alone, NULL), SMACS_OK);
    void *scratch = malloc(smacs_embed_bound(w.embedder));
    char text[sizeof ship + 16];
    snprintf(text, sizeof text, "And then?\n%s", ship);
    CHECK_INT(smacs_embed(w.embedder, smacs_text_of(text), wanted, scratch), SMACS_OK);
    CHECK(memcmp(together, wanted, dim) == 0 && memcmp(together, alone, dim) != 0);
    CHECK_INT(smacs_route_subject(NULL, w.embedder, smacs_text_of(" "), NULL, alone, NULL), SMACS_E_EMPTY);
    CHECK_INT(smacs_route_subject(NULL, NULL, smacs_text_of("x"), NULL, alone, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_route_subject(NULL, w.embedder, smacs_text_of("x"), NULL, NULL, NULL), SMACS_E_ARGUMENT);
    free(scratch);
    run_world_free(&w);
}
