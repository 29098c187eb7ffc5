/* Which requests are taken, and whom they may ask. */
#include "runs.h"

static const char *const four = "{\"answer\": \"4\"}";

TEST(requests_are_checked) {
    run_world w = run_world_make();
    smacs_member pool[RUN_MODELS];
    smacs_run *run = NULL;
    const uint32_t twice[] = {1, 1}, beyond[] = {8};
    run_pool(pool);
    const smacs_run_request fine = {.question = smacs_text_of("Why?"),
                                    .pool = pool,
                                    .pool_count = RUN_MODELS,
                                    .nonce = smacs_text_of("nonce"),
                                    .config = smacs_run_config_init()};
    CHECK_INT(smacs_run_create(NULL, w.index, w.embedder, &fine, &run, NULL), SMACS_OK);
    smacs_run_free(run);
    run = NULL;
    smacs_run_request r = fine;
    r.question = smacs_text_of(" \n");
    CHECK_INT(smacs_run_create(NULL, w.index, w.embedder, &r, &run, NULL), SMACS_E_EMPTY);
    r = fine;
    r.pool_count = 0;
    CHECK_INT(smacs_run_create(NULL, w.index, w.embedder, &r, &run, NULL), SMACS_E_EMPTY);
    r = fine;
    r.panel = twice;
    r.panel_count = 2;
    CHECK_INT(smacs_run_create(NULL, w.index, w.embedder, &r, &run, NULL), SMACS_E_ARGUMENT);
    r.panel = beyond;
    r.panel_count = 1;
    CHECK_INT(smacs_run_create(NULL, w.index, w.embedder, &r, &run, NULL), SMACS_E_ARGUMENT);
    r = fine;
    r.config.subsets = 65;
    CHECK_INT(smacs_run_create(NULL, w.index, w.embedder, &r, &run, NULL), SMACS_E_TOO_LARGE);
    r = fine;
    pool[3].id = pool[2].id;
    CHECK_INT(smacs_run_create(NULL, w.index, w.embedder, &r, &run, NULL), SMACS_E_ARGUMENT);
    CHECK(run == NULL);
    run_world_free(&w);
}

TEST(a_member_may_have_a_temperature_of_its_own) {
    run_world w = run_world_make();
    smacs_member pool[RUN_MODELS];
    played p = {0};
    run_pool(pool);
    smacs_run_request r = {.question = smacs_text_of("Why?"),
                           .pool = pool,
                           .pool_count = RUN_MODELS,
                           .nonce = smacs_text_of("nonce"),
                           .config = run_config(SMACS_RUN_PAPER, 0)};
    r.config.n = RUN_MODELS;
    r.config.temperature = 0.5;
    pool[3].temperature = -1.0;
    CHECK_INT(smacs_run_create(NULL, w.index, w.embedder, &r, &p.run, NULL), SMACS_E_ARGUMENT);
    pool[3].temperature = 0.0;
    CHECK_INT(smacs_run_create(NULL, w.index, w.embedder, &r, &p.run, NULL), SMACS_OK);
    play_kind(&p, SMACS_EVENT_BEGIN, 0);
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.call_count, RUN_MODELS);
    for (uint32_t i = 0; i < v.call_count; i++) {
        CHECK_NEAR(v.calls[i].temperature, v.calls[i].member == 3 ? 0.0 : 0.5, 1e-12);
    }
    smacs_run_free(p.run);
    run_world_free(&w);
}

/* Zeros in them would mean "never right", "free" and "spend nothing". */
TEST(zeroed_configs_and_members_are_refused) {
    run_world w = run_world_make();
    smacs_member pool[RUN_MODELS];
    smacs_run *run = NULL;
    smacs_error error;
    run_pool(pool);
    smacs_run_request r = {.question = smacs_text_of("Why?"), .pool = pool, .pool_count = RUN_MODELS};
    CHECK_INT(smacs_run_create(NULL, w.index, w.embedder, &r, &run, &error), SMACS_E_ARGUMENT);
    CHECK_STR(error.message, "the config of a run did not start from smacs_run_config_init");
    r.config = smacs_run_config_init();
    pool[2] = (smacs_member){.id = smacs_text_of("m2"), .model = smacs_text_of("m2")};
    CHECK_INT(smacs_run_create(NULL, w.index, w.embedder, &r, &run, &error), SMACS_E_ARGUMENT);
    CHECK_STR(error.message, "a member of the pool did not start from smacs_member_init");
    CHECK_STR(error.detail, "m2");
    CHECK(run == NULL);
    run_world_free(&w);
}

/* A request with prices but no budget asks its panel. */
TEST(the_default_request_asks) {
    run_world w = run_world_make();
    smacs_member pool[RUN_MODELS];
    run_pool(pool);
    smacs_run_request r = smacs_run_request_init();
    r.question = smacs_text_of("Why?");
    r.pool = pool;
    r.pool_count = RUN_MODELS;
    played p = {0};
    smacs_error error;
    CHECK_INT(smacs_run_create(NULL, w.index, w.embedder, &r, &p.run, &error), SMACS_E_ARGUMENT);
    CHECK(strstr(error.message, "nonce") != NULL);
    r.config.mode = SMACS_RUN_PAPER; /* has no markers that anybody relies on */
    CHECK_INT(smacs_run_create(NULL, w.index, w.embedder, &r, &p.run, NULL), SMACS_OK);
    smacs_run_free(p.run);
    r.config.mode = SMACS_RUN_AUTO;
    r.nonce = smacs_text_of("nonce");
    CHECK_INT(smacs_run_create(NULL, w.index, w.embedder, &r, &p.run, NULL), SMACS_OK);
    play_kind(&p, SMACS_EVENT_BEGIN, 0);
    CHECK(played_count(&p, SMACS_ACTION_CALL) > 0);
    CHECK_INT(smacs_run_look(p.run).mode, SMACS_RUN_AUTO);
    play_all(&p, four);
    CHECK_INT(smacs_run_look(p.run).phase, SMACS_PHASE_DONE);
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(members_the_index_does_not_know_are_asked_too) {
    run_world w = run_world_make();
    smacs_member pool[3];
    for (int m = 0; m < 3; m++) {
        pool[m] = smacs_member_init();
        pool[m].id = smacs_text_of(run_names[m]);
    }
    pool[1].model = smacs_text_of("m5");
    pool[2].prior = 0.9;
    const smacs_run_request request = {.question = smacs_text_of("Why?"),
                                       .pool = pool,
                                       .pool_count = 3,
                                       .nonce = smacs_text_of("nonce"),
                                       .config = run_config(SMACS_RUN_SELECT, 0)};
    for (int with = 0; with < 2; with++) {
        played p = {0};
        CHECK_INT(smacs_run_create(NULL, with ? w.index : NULL, w.embedder, &request, &p.run, NULL), SMACS_OK);
        play_kind(&p, SMACS_EVENT_BEGIN, 0);
        const smacs_run_view v = smacs_run_look(p.run);
        CHECK_INT(v.panel_count, 3);
        CHECK_INT(v.panel[0], with ? 1 : 2);
        play_all(&p, four);
        CHECK_INT(smacs_run_look(p.run).phase, SMACS_PHASE_DONE);
        CHECK_INT(smacs_run_look(p.run).spent.cost_basis, SMACS_BASIS_UNKNOWN);
        smacs_run_free(p.run);
    }
    run_world_free(&w);
}

TEST(another_model_that_answers_is_an_unknown_one) {
    run_world w = run_world_make();
    smacs_run_config config = run_config(SMACS_RUN_SELECT, 0);
    config.early_stop = 2.0;
    played p = play_begin(&w, &config, "How many apples are there?", NULL);
    const smacs_event another = {.kind = SMACS_EVENT_COMPLETED,
                                 .call = 0,
                                 .text = smacs_text_of("The answer is 4."),
                                 .finish = smacs_text_of("stop"),
                                 .asked = smacs_text_of("maker/m0"),
                                 .served = smacs_text_of("maker/else"),
                                 .mean_logprob = NAN,
                                 .usage = {.input = 10, .output = 20, .cost = NAN, .basis = SMACS_BASIS_ACTUAL}};
    smacs_event itself = another;
    itself.call = 1;
    itself.asked = smacs_text_of("maker/m1");
    itself.served = smacs_text_of("m1-2026-01-01");
    play(&p, &another);
    play(&p, &itself);
    const smacs_run_view view = smacs_run_look(p.run);
    const smacs_call *first = &view.calls[0], *second = &view.calls[1];
    CHECK_INT(first->served.size, strlen("maker/else"));
    CHECK(isnan(view.priors[first->member].prior) && isnan(first->usage.cost));
    CHECK(second->served.data == NULL);
    CHECK(view.priors[second->member].prior > 0.0 && second->usage.cost > 0.0);
    smacs_run_free(p.run);
    run_world_free(&w);
}
