/* NULL where a function that can fail needs something: each one says ARGUMENT, and makes no handle. */
#include "runs.h"

typedef struct called {
    const char *what;
    smacs_status status;
} called;

#define CALL(expression)                                                                                               \
    { #expression, expression }
#define CHECK_ALL_REFUSED(calls)                                                                                       \
    for (size_t i = 0; i < sizeof(calls) / sizeof *(calls); i++) {                                                     \
        if ((calls)[i].status != SMACS_E_ARGUMENT) {                                                                   \
            test_failed(__FILE__, __LINE__, (calls)[i].what);                                                          \
        }                                                                                                              \
    }

static smacs_status take(void *context, const smacs_bank_record *record, smacs_error *error) {
    (void)context;
    (void)record;
    (void)error;
    return SMACS_OK;
}

static const smacs_text text = {"Why?", 4};
static const smacs_text no_text = {NULL, 1};

TEST(null_is_refused_by_files_and_banks) {
    run_world w = run_world_make();
    smacs_embedder *embedder = w.embedder;
    smacs_index *index = w.index;
    smacs_trainer *trainer = NULL;
    smacs_builder *builder = NULL;
    smacs_bank_reader *reader = NULL;
    smacs_catalog *catalog = NULL;
    int8_t vector[SMACS_DIM_MAX] = {0};
    const smacs_question question = {.id = text};
    uint32_t number = 0;
    void *bytes = NULL;
    uint8_t *dots = NULL;
    char *json = NULL;
    size_t size = 0;
    CHECK_INT(smacs_trainer_create(NULL, NULL, &trainer, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_create(NULL, 16, 1, text, false, &builder, NULL), SMACS_OK);
    CHECK_INT(smacs_bank_reader_create(NULL, text, take, NULL, &reader, NULL), SMACS_OK);
    smacs_bank_reader_free(reader); /* the refused call below must overwrite the pointer */
    CHECK_INT(smacs_catalog_parse(NULL, smacs_text_of("[]"), &catalog, NULL), SMACS_OK);
    smacs_assembly *assembly = NULL;
    const smacs_bank_record record = {0};
    const smacs_index *const w_index = w.index;
    const called calls[] = {
        CALL(smacs_trainer_create(NULL, NULL, NULL, NULL)),
        CALL(smacs_trainer_add(NULL, text)),
        CALL(smacs_trainer_add(trainer, (smacs_text){NULL, 1})),
        CALL(smacs_trainer_finish(NULL, &bytes, &size, NULL)),
        CALL(smacs_trainer_finish(trainer, NULL, &size, NULL)),
        CALL(smacs_trainer_finish(trainer, &bytes, NULL, NULL)),
        CALL(smacs_embedder_open(NULL, NULL, 1, &embedder, NULL)),
        CALL(smacs_embedder_open(NULL, vector, 1, NULL, NULL)),
        CALL(smacs_embed(NULL, text, vector, NULL)),
        CALL(smacs_embed(w.embedder, text, NULL, NULL)),
        CALL(smacs_embed(w.embedder, (smacs_text){NULL, 1}, vector, NULL)),
        CALL(smacs_embedder_to_json(NULL, NULL, &json, &size)),
        CALL(smacs_embedder_to_json(NULL, w.embedder, NULL, &size)),
        CALL(smacs_embedder_to_json(NULL, w.embedder, &json, NULL)),
        CALL(smacs_index_open(NULL, NULL, 1, &index, NULL)),
        CALL(smacs_index_open(NULL, vector, 1, NULL, NULL)),
        CALL(smacs_index_check_embedder(NULL, 1, NULL)),
        CALL(smacs_index_to_json(NULL, NULL, &json, &size)),
        CALL(smacs_index_to_json(NULL, w.index, NULL, &size)),
        CALL(smacs_index_to_json(NULL, w.index, &json, NULL)),
        CALL(smacs_index_dots(NULL, NULL, 0, &dots, &size)),
        CALL(smacs_index_dots(NULL, w.index, 0, NULL, &size)),
        CALL(smacs_question_to_json(NULL, NULL, 0, &json, &size)),
        CALL(smacs_question_to_json(NULL, w.index, UINT32_MAX, &json, &size)),
        CALL(smacs_map_draw(NULL, NULL, 1, &bytes, &size, NULL, NULL)),
        CALL(smacs_map_draw(NULL, vector, 1, NULL, &size, NULL, NULL)),
        CALL(smacs_builder_create(NULL, 16, 1, text, false, NULL, NULL)),
        CALL(smacs_builder_model(NULL, text, &number, NULL)),
        CALL(smacs_builder_model(builder, text, NULL, NULL)),
        CALL(smacs_builder_question(NULL, &question, vector, NULL, NULL)),
        CALL(smacs_builder_question(builder, NULL, vector, NULL, NULL)),
        CALL(smacs_builder_question(builder, &question, NULL, NULL, NULL)),
        CALL(smacs_builder_score(NULL, 0, 0, 1.0f, NULL)),
        CALL(smacs_builder_replace(NULL, 0, 0, 1.0f, NULL)),
        CALL(smacs_builder_append(NULL, w.index, NULL)),
        CALL(smacs_builder_append(builder, NULL, NULL)),
        CALL(smacs_builder_model_facts(NULL, text)),
        CALL(smacs_builder_finish(NULL, &bytes, &size, NULL)),
        CALL(smacs_builder_finish(builder, NULL, &size, NULL)),
        CALL(smacs_builder_finish(builder, &bytes, NULL, NULL)),
        CALL(smacs_bank_reader_create(NULL, text, NULL, NULL, &reader, NULL)),
        CALL(smacs_bank_reader_create(NULL, text, take, NULL, NULL, NULL)),
        CALL(smacs_bank_reader_create(NULL, no_text, take, NULL, &reader, NULL)),
        CALL(smacs_bank_reader_feed(NULL, text.data, text.size, NULL)),
        CALL(smacs_bank_reader_finish(NULL, NULL)),
        CALL(smacs_catalog_parse(NULL, text, NULL, NULL)),
        CALL(smacs_catalog_select(NULL, NULL, &text, 1, &json, &size, NULL)),
        CALL(smacs_catalog_select(NULL, catalog, NULL, 1, &json, &size, NULL)),
        CALL(smacs_catalog_select(NULL, catalog, &text, 1, NULL, &size, NULL)),
        CALL(smacs_catalog_select(NULL, catalog, &text, 1, &json, NULL, NULL)),
        CALL(smacs_assembly_begin(NULL, NULL, NULL, &assembly, NULL)),
        CALL(smacs_assembly_begin(NULL, w.embedder, NULL, NULL, NULL)),
        CALL(smacs_assembly_extend(NULL, NULL, text, NULL, false, &assembly, NULL)),
        CALL(smacs_assembly_extend(NULL, w.index, text, NULL, false, NULL, NULL)),
        CALL(smacs_assembly_take(NULL, &record, NULL)),
        CALL(smacs_assembly_finish(NULL, &bytes, &size, NULL)),
        CALL(smacs_assembly_merge(NULL, NULL, 1, NULL, &bytes, &size, NULL)),
        CALL(smacs_assembly_merge(NULL, &w_index, 1, NULL, NULL, &size, NULL)),
        CALL(smacs_assembly_merge(NULL, &w_index, 1, NULL, &bytes, NULL, NULL)),
    };
    CHECK_ALL_REFUSED(calls);
    CHECK(embedder == NULL && index == NULL && reader == NULL && bytes == NULL && json == NULL);
    smacs_trainer_free(trainer);
    smacs_builder_free(builder);
    smacs_catalog_free(catalog);
    run_world_free(&w);
}

TEST(null_is_refused_by_routes_and_scores) {
    run_world w = run_world_make();
    smacs_route *route = NULL, *made = NULL;
    const int8_t vector[SMACS_DIM_MAX] = {0};
    const smacs_candidate candidate = {.mean_logprob = NAN, .answer = SMACS_NO_ANSWER};
    const smacs_voter voter = {0.5, 0, 0};
    const double prior = 0.5;
    smacs_terms terms;
    uint32_t number = 0;
    bool member = false;
    char *json = NULL;
    size_t size = 0;
    CHECK_INT(smacs_route_text(NULL, w.index, w.embedder, text, NULL, &made, NULL), SMACS_OK);
    const called calls[] = {
        CALL(smacs_route_vector(NULL, NULL, vector, NULL, &route, NULL)),
        CALL(smacs_route_vector(NULL, w.index, NULL, NULL, &route, NULL)),
        CALL(smacs_route_vector(NULL, w.index, vector, NULL, NULL, NULL)),
        CALL(smacs_route_numbers(NULL, NULL, &prior, 1, NULL, &route, NULL)),
        CALL(smacs_route_numbers(NULL, w.index, NULL, 1, NULL, &route, NULL)),
        CALL(smacs_route_numbers(NULL, w.index, &prior, 1, NULL, NULL, NULL)),
        CALL(smacs_route_text(NULL, NULL, w.embedder, text, NULL, &route, NULL)),
        CALL(smacs_route_text(NULL, w.index, NULL, text, NULL, &route, NULL)),
        CALL(smacs_route_text(NULL, w.index, w.embedder, text, NULL, NULL, NULL)),
        CALL(smacs_route_from_json(NULL, NULL, w.embedder, text, (smacs_text){0}, &route, NULL)),
        CALL(smacs_route_from_json(NULL, w.index, NULL, text, (smacs_text){0}, &route, NULL)),
        CALL(smacs_route_from_json(NULL, w.index, w.embedder, text, (smacs_text){0}, NULL, NULL)),
        CALL(smacs_route_to_json(NULL, NULL, made, false, &json, &size)),
        CALL(smacs_route_to_json(NULL, w.index, NULL, false, &json, &size)),
        CALL(smacs_route_to_json(NULL, w.index, made, false, NULL, &size)),
        CALL(smacs_route_to_json(NULL, w.index, made, false, &json, NULL)),
        CALL(smacs_pick_questions(NULL, NULL, UINT32_MAX, NULL, 1, &number, &number, NULL)),
        CALL(smacs_pick_questions(NULL, w.index, UINT32_MAX, NULL, 1, NULL, &number, NULL)),
        CALL(smacs_pick_questions(NULL, w.index, UINT32_MAX, NULL, 1, &number, NULL, NULL)),
        CALL(smacs_subset_draw(NULL, NULL, 1, 1, SMACS_MODE_ROBUST, 1.0, 0, 0, &member)),
        CALL(smacs_subset_draw(NULL, &prior, 1, 1, SMACS_MODE_ROBUST, 1.0, 0, 0, NULL)),
        CALL(smacs_posterior_score(NULL, 1, 16, NULL, 0, SMACS_MODE_ROBUST, NULL, &terms, &number, NULL)),
        CALL(smacs_posterior_score(&candidate, 1, 16, NULL, 1, SMACS_MODE_ROBUST, NULL, &terms, &number, NULL)),
        CALL(smacs_posterior_score(&candidate, 1, 16, &voter, 1, SMACS_MODE_ROBUST, NULL, NULL, &number, NULL)),
        CALL(smacs_posterior_score(&candidate, 1, 16, &voter, 1, SMACS_MODE_ROBUST, NULL, &terms, NULL, NULL)),
        CALL(smacs_answer_extract(NULL, text, (smacs_answer_form){0}, NULL, NULL)),
        CALL(smacs_answer_of(NULL, text, (smacs_answer_form){0}, NULL, NULL)),
    };
    CHECK_ALL_REFUSED(calls);
    CHECK(route == NULL && json == NULL);
    smacs_route_free(made);
    run_world_free(&w);
}

TEST(null_is_refused_by_runs_and_sessions) {
    run_world w = run_world_make();
    smacs_member pool[RUN_MODELS];
    run_pool(pool);
    smacs_run_request request = smacs_run_request_init(), lists[5];
    request.question = text;
    request.pool = pool;
    request.pool_count = 1;
    request.nonce = text;
    for (int i = 0; i < 5; i++) {
        lists[i] = request;
    }
    lists[0].pool = NULL;
    lists[1].history_count = 1;
    lists[2].panel_count = 1;
    lists[3].aggregator_count = 1;
    lists[4].vector_count = 1;
    const smacs_text json_request =
        smacs_text_of("{\"question\": \"Why?\", \"nonce\": \"n\", \"pool\": [{\"id\": \"a\"}]}");
    const smacs_text begin = smacs_text_of("{\"type\": \"begin\"}");
    const smacs_event event = {.kind = SMACS_EVENT_BEGIN};
    const smacs_action *actions = NULL;
    smacs_run *run = NULL, *made = NULL;
    smacs_session *session = NULL, *begun = NULL;
    smacs_terms terms;
    uint32_t number = 0;
    char *json = NULL, *trace = NULL;
    size_t size = 0, trace_size = 0;
    CHECK_INT(smacs_run_create(NULL, w.index, w.embedder, &request, &made, NULL), SMACS_OK);
    CHECK_INT(smacs_session_create(NULL, NULL, w.embedder, json_request, &begun, NULL), SMACS_OK);
    CHECK_INT(smacs_session_trace(begun, &trace, &trace_size), SMACS_OK);
    const smacs_text traced = {trace, trace_size};
    const called calls[] = {
        CALL(smacs_run_create(NULL, w.index, NULL, &request, &run, NULL)),
        CALL(smacs_run_create(NULL, w.index, w.embedder, NULL, &run, NULL)),
        CALL(smacs_run_create(NULL, w.index, w.embedder, &request, NULL, NULL)),
        CALL(smacs_run_create(NULL, w.index, w.embedder, &lists[0], &run, NULL)),
        CALL(smacs_run_create(NULL, w.index, w.embedder, &lists[1], &run, NULL)),
        CALL(smacs_run_create(NULL, w.index, w.embedder, &lists[2], &run, NULL)),
        CALL(smacs_run_create(NULL, w.index, w.embedder, &lists[3], &run, NULL)),
        CALL(smacs_run_create(NULL, w.index, w.embedder, &lists[4], &run, NULL)),
        CALL(smacs_run_feed(NULL, &event, NULL, NULL, NULL)),
        CALL(smacs_run_feed(made, NULL, NULL, NULL, NULL)),
        CALL(smacs_run_feed(made, &event, &actions, NULL, NULL)),
        CALL(smacs_run_rescore(NULL, NULL, &terms, &number, NULL)),
        CALL(smacs_run_rescore(made, NULL, NULL, &number, NULL)),
        CALL(smacs_run_rescore(made, NULL, &terms, NULL, NULL)),
        CALL(smacs_session_create(NULL, NULL, NULL, json_request, &session, NULL)),
        CALL(smacs_session_create(NULL, NULL, w.embedder, json_request, NULL, NULL)),
        CALL(smacs_session_feed(NULL, begin, &json, &size, NULL)),
        CALL(smacs_session_feed(begun, begin, NULL, &size, NULL)),
        CALL(smacs_session_feed(begun, begin, &json, NULL, NULL)),
        CALL(smacs_session_view(NULL, &json, &size)),
        CALL(smacs_session_view(begun, NULL, &size)),
        CALL(smacs_session_view(begun, &json, NULL)),
        CALL(smacs_session_trace(NULL, &json, &size)),
        CALL(smacs_session_trace(begun, NULL, &size)),
        CALL(smacs_session_trace(begun, &json, NULL)),
        CALL(smacs_session_rescore(NULL, text, &json, &size, NULL)),
        CALL(smacs_session_rescore(begun, text, NULL, &size, NULL)),
        CALL(smacs_session_rescore(begun, text, &json, NULL, NULL)),
        CALL(smacs_session_replay(NULL, NULL, NULL, traced, &session, NULL)),
        CALL(smacs_session_replay(NULL, NULL, w.embedder, traced, NULL, NULL)),
        CALL(smacs_trace_view(NULL, traced, NULL, &size, NULL)),
        CALL(smacs_trace_view(NULL, traced, &json, NULL, NULL)),
    };
    CHECK_ALL_REFUSED(calls);
    CHECK(run == NULL && session == NULL && json == NULL);
    smacs_free(NULL, trace);
    smacs_run_free(made);
    smacs_session_free(begun);
    run_world_free(&w);
}

TEST(null_is_refused_by_calibrations) {
    run_world w = run_world_make();
    smacs_calibration *made = NULL, *none = NULL;
    void *bytes = NULL;
    char *json = NULL;
    size_t size = 0;
    CHECK_INT(smacs_calibration_create(NULL, w.index, w.embedder, text, &made, NULL), SMACS_OK);
    const smacs_bank_record record = {.question = {.id = text, .text = text}, .answer = text};
    const called calls[] = {
        CALL(smacs_calibration_create(NULL, NULL, w.embedder, text, &none, NULL)),
        CALL(smacs_calibration_create(NULL, w.index, NULL, text, &none, NULL)),
        CALL(smacs_calibration_create(NULL, w.index, w.embedder, text, NULL, NULL)),
        CALL(smacs_calibration_create_outside(NULL, NULL, text, &none, NULL)),
        CALL(smacs_calibration_create_outside(NULL, w.index, text, NULL, NULL)),
        CALL(smacs_calibration_offer_vector(NULL, &record, NULL, NULL)),
        CALL(smacs_calibration_offer_vector(made, NULL, NULL, NULL)),
        CALL(smacs_calibration_offer(NULL, &record, NULL)),
        CALL(smacs_calibration_offer(made, NULL, NULL)),
        CALL(smacs_calibration_choose(NULL, 1, 0.0, NULL)),
        CALL(smacs_calibration_grade(NULL, 0, text, NULL, NULL, NULL, NULL)),
        CALL(smacs_calibration_to_json(NULL, &json, &size)),
        CALL(smacs_calibration_to_json(made, NULL, &size)),
        CALL(smacs_calibration_to_json(made, &json, NULL)),
        CALL(smacs_calibration_finish(NULL, &bytes, &size, NULL)),
        CALL(smacs_calibration_finish(made, NULL, &size, NULL)),
        CALL(smacs_calibration_finish(made, &bytes, NULL, NULL)),
    };
    CHECK_ALL_REFUSED(calls);
    CHECK(none == NULL && bytes == NULL && json == NULL);
    smacs_calibration_free(made);
    run_world_free(&w);
}

TEST(null_is_refused_by_published_scores_and_cards) {
    run_world w = run_world_make();
    smacs_published *table = NULL, *none = NULL;
    smacs_builder *builder = NULL;
    smacs_assembly *assembly = NULL;
    const smacs_card card = {0};
    const smacs_fit fit = {0};
    const smacs_card_score score = {text, 1.0};
    const int8_t vector[SMACS_DIM_MAX] = {0};
    void *bytes = NULL;
    size_t size = 0;
    CHECK_INT(smacs_published_create(NULL, &table, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_create(NULL, 16, 1, text, false, &builder, NULL), SMACS_OK);
    CHECK_INT(smacs_assembly_extend(NULL, w.index, text, NULL, false, &assembly, NULL), SMACS_OK);
    CHECK_INT(smacs_builder_question(builder, &(smacs_question){.id = text}, vector, NULL, NULL), SMACS_OK);
    const called calls[] = {
        CALL(smacs_published_create(NULL, NULL, NULL)),
        CALL(smacs_published_begin(NULL, text, NULL)),
        CALL(smacs_published_begin(table, no_text, NULL)),
        CALL(smacs_published_feed(NULL, "x", 1, NULL)),
        CALL(smacs_published_feed(table, NULL, 1, NULL)),
        CALL(smacs_published_end(NULL, NULL)),
        CALL(smacs_publish(NULL, NULL, table, NULL, builder, NULL)),
        CALL(smacs_publish(NULL, w.index, NULL, NULL, builder, NULL)),
        CALL(smacs_publish(NULL, w.index, table, NULL, NULL, NULL)),
        CALL(smacs_builder_keyword(NULL, 0, text, NULL)),
        CALL(smacs_builder_keyword(builder, 0, no_text, NULL)),
        CALL(smacs_builder_small_talk(NULL, vector, NULL)),
        CALL(smacs_builder_small_talk(builder, NULL, NULL)),
        CALL(smacs_builder_date(NULL, (smacs_index_dates){0}, NULL)),
        CALL(smacs_builder_fit(NULL, &fit, NULL)),
        CALL(smacs_builder_card(NULL, 0, &card, NULL)),
        CALL(smacs_builder_card(builder, 0, NULL, NULL)),
        CALL(smacs_assembly_card(NULL, &card, NULL)),
        CALL(smacs_assembly_card(assembly, NULL, NULL)),
        CALL(smacs_assembly_card(assembly, &(smacs_card){.score_count = 1}, NULL)),
        CALL(smacs_assembly_card(assembly, &(smacs_card){.scores = &score, .score_count = 1}, NULL)),
        CALL(smacs_assembly_add_cards(NULL, NULL, text, &bytes, &size, NULL)),
        CALL(smacs_assembly_add_cards(NULL, w.index, text, NULL, &size, NULL)),
        CALL(smacs_assembly_add_cards(NULL, w.index, text, &bytes, NULL, NULL)),
    };
    CHECK_ALL_REFUSED(calls);
    CHECK(none == NULL && bytes == NULL);
    smacs_published_unthinking(NULL);
    smacs_published_as_called(NULL);
    smacs_published_free(table);
    smacs_builder_free(builder);
    smacs_assembly_free(assembly);
    run_world_free(&w);
}

TEST(null_is_refused_by_checks_and_matches) {
    run_world w = run_world_make();
    const smacs_text asks = smacs_text_of("What does `f(2)` return?\n```python\ndef f(x):\n    return x * x\n```");
    smacs_check *check = NULL, *none = NULL;
    smacs_matcher *matcher = NULL;
    char *json = NULL;
    size_t size = 0;
    bool same = false;
    CHECK_INT(smacs_check_find(NULL, asks, &check, NULL), SMACS_OK);
    CHECK(check != NULL);
    CHECK_INT(smacs_matcher_create(NULL, w.index, (smacs_text){0}, &matcher, NULL), SMACS_OK);
    const called calls[] = {
        CALL(smacs_check_find(NULL, asks, NULL, NULL)),
        CALL(smacs_check_find(NULL, no_text, &none, NULL)),
        CALL(smacs_check_derive(NULL, &text, 1, NULL)),
        CALL(smacs_check_derive(check, NULL, 1, NULL)),
        CALL(smacs_check_program(NULL, text, &json, &size, NULL)),
        CALL(smacs_check_program(check, no_text, &json, &size, NULL)),
        CALL(smacs_check_program(check, text, NULL, &size, NULL)),
        CALL(smacs_check_program(check, text, &json, NULL, NULL)),
        CALL(smacs_matcher_create(NULL, w.index, (smacs_text){0}, NULL, NULL)),
        CALL(smacs_same_model(NULL, w.index, no_text, text, &same)),
        CALL(smacs_same_model(NULL, w.index, text, no_text, &same)),
        CALL(smacs_same_model(NULL, w.index, text, text, NULL)),
        CALL(smacs_match_list(NULL, NULL, smacs_text_of("[]"), &json, &size, NULL)),
        CALL(smacs_match_list(NULL, matcher, smacs_text_of("[]"), NULL, &size, NULL)),
        CALL(smacs_match_list(NULL, matcher, smacs_text_of("[]"), &json, NULL, NULL)),
    };
    CHECK_ALL_REFUSED(calls);
    CHECK(none == NULL && json == NULL);
    smacs_check_free(check);
    smacs_matcher_free(matcher);
    run_world_free(&w);
}

TEST(texts_without_their_bytes_are_refused) {
    run_world w = run_world_make();
    smacs_member pool[RUN_MODELS];
    run_pool(pool);
    smacs_run_request request = smacs_run_request_init();
    request.question = no_text;
    request.pool = pool;
    request.pool_count = 1;
    request.nonce = text;
    int8_t vector[SMACS_DIM_MAX] = {0};
    smacs_builder *builder = NULL, *none = NULL;
    smacs_trainer *trainer = NULL;
    smacs_bank_reader *reader = NULL;
    smacs_catalog *catalog = NULL;
    smacs_matcher *matcher = NULL, *no_matcher = NULL;
    smacs_route *route = NULL;
    smacs_run *run = NULL;
    smacs_session *session = NULL, *begun = NULL;
    smacs_calibration *calibration = NULL, *no_calibration = NULL;
    smacs_assembly *assembly = NULL, *no_assembly = NULL;
    smacs_answer answer;
    uint32_t number = 0;
    char *json = NULL;
    void *bytes = NULL;
    size_t size = 0;
    const smacs_bank_record half = {.question = {.id = text, .text = no_text}};
    const smacs_bank_score score = {no_text, 1.0f};
    const smacs_bank_record scored = {.question = {.id = text, .text = text}, .scores = &score, .score_count = 1};
    CHECK_INT(smacs_builder_create(NULL, 16, 1, text, true, &builder, NULL), SMACS_OK);
    CHECK_INT(smacs_trainer_create(NULL, NULL, &trainer, NULL), SMACS_OK);
    CHECK_INT(smacs_bank_reader_create(NULL, text, take, NULL, &reader, NULL), SMACS_OK);
    CHECK_INT(smacs_matcher_create(NULL, w.index, (smacs_text){0}, &matcher, NULL), SMACS_OK);
    CHECK_INT(smacs_calibration_create(NULL, w.index, w.embedder, text, &calibration, NULL), SMACS_OK);
    CHECK_INT(smacs_assembly_begin(NULL, w.embedder, NULL, &assembly, NULL), SMACS_OK);
    CHECK_INT(
        smacs_session_create(NULL, NULL, w.embedder,
                             smacs_text_of("{\"question\": \"Why?\", \"nonce\": \"n\", \"pool\": [{\"id\": \"a\"}]}"),
                             &begun, NULL),
        SMACS_OK);
    const called calls[] = {
        CALL(smacs_builder_create(NULL, 16, 1, no_text, false, &none, NULL)),
        CALL(smacs_builder_model(builder, no_text, &number, NULL)),
        CALL(smacs_builder_question(builder, &(smacs_question){.id = no_text}, vector, NULL, NULL)),
        CALL(smacs_builder_question(builder, &(smacs_question){.id = text, .text = no_text}, vector, NULL, NULL)),
        CALL(smacs_builder_model_facts(builder, no_text)),
        CALL(smacs_bank_reader_feed(reader, NULL, 1, NULL)),
        CALL(smacs_catalog_parse(NULL, no_text, &catalog, NULL)),
        CALL(smacs_route_text(NULL, w.index, w.embedder, no_text, NULL, &route, NULL)),
        CALL(smacs_route_from_json(NULL, w.index, w.embedder, no_text, (smacs_text){0}, &route, NULL)),
        CALL(smacs_route_from_json(NULL, w.index, w.embedder, text, no_text, &route, NULL)),
        CALL(smacs_run_create(NULL, w.index, w.embedder, &request, &run, NULL)),
        CALL(smacs_session_create(NULL, NULL, w.embedder, no_text, &session, NULL)),
        CALL(smacs_session_feed(begun, no_text, &json, &size, NULL)),
        CALL(smacs_session_rescore(begun, no_text, &json, &size, NULL)),
        CALL(smacs_trace_view(NULL, no_text, &json, &size, NULL)),
        CALL(smacs_session_replay(NULL, NULL, w.embedder, no_text, &session, NULL)),
        CALL(smacs_calibration_create(NULL, w.index, w.embedder, no_text, &no_calibration, NULL)),
        CALL(smacs_calibration_create_outside(NULL, w.index, no_text, &no_calibration, NULL)),
        CALL(smacs_assembly_extend(NULL, w.index, no_text, NULL, false, &no_assembly, NULL)),
        CALL(smacs_assembly_add_cards(NULL, w.index, no_text, &bytes, &size, NULL)),
        CALL(smacs_match_list(NULL, matcher, no_text, &json, &size, NULL)),
        CALL(smacs_matcher_create(NULL, w.index, no_text, &no_matcher, NULL)),
        CALL(smacs_answer_extract(NULL, no_text, (smacs_answer_form){0}, &answer, NULL)),
        CALL(smacs_answer_of(NULL, no_text, (smacs_answer_form){0}, &answer, NULL)),
    };
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        if (calls[i].status == SMACS_OK) {
            test_failed(__FILE__, __LINE__, calls[i].what);
        }
    }
    CHECK(smacs_assembly_take(assembly, &half, NULL) != SMACS_OK);
    CHECK(smacs_assembly_take(assembly, &scored, NULL) != SMACS_OK);
    CHECK(!none && !no_matcher && !catalog && !route && !run && !session && !no_calibration && !no_assembly && !json &&
          !bytes);
    smacs_builder_free(builder);
    smacs_trainer_free(trainer);
    smacs_matcher_free(matcher);
    smacs_bank_reader_free(reader);
    smacs_calibration_free(calibration);
    smacs_assembly_free(assembly);
    smacs_session_free(begun);
    run_world_free(&w);
}

#define CHECK_OUT_NULL(type, expression)                                                                               \
    {                                                                                                                  \
        static char before;                                                                                            \
        type *out = (type *)(void *)&before;                                                                           \
        CHECK((expression) == SMACS_E_ARGUMENT && !out);                                                               \
    }

TEST(outputs_are_null_after_null_is_refused) {
    size_t size = 0;
    CHECK_OUT_NULL(smacs_assembly, smacs_assembly_begin(NULL, NULL, NULL, &out, NULL));
    CHECK_OUT_NULL(smacs_assembly, smacs_assembly_extend(NULL, NULL, text, NULL, false, &out, NULL));
    CHECK_OUT_NULL(void, smacs_assembly_finish(NULL, &out, &size, NULL));
    CHECK_OUT_NULL(void, smacs_assembly_merge(NULL, NULL, 1, NULL, &out, &size, NULL));
    const smacs_index *const absent = NULL;
    CHECK_OUT_NULL(void, smacs_assembly_merge(NULL, &absent, 1, NULL, &out, &size, NULL));
    CHECK_OUT_NULL(void, smacs_builder_finish(NULL, &out, &size, NULL));
    CHECK_OUT_NULL(void, smacs_trainer_finish(NULL, &out, &size, NULL));
    CHECK_OUT_NULL(void, smacs_calibration_finish(NULL, &out, &size, NULL));
    CHECK_OUT_NULL(char, smacs_calibration_to_json(NULL, &out, &size));
    CHECK_OUT_NULL(char, smacs_catalog_select(NULL, NULL, NULL, 0, &out, &size, NULL));
    CHECK_OUT_NULL(char, smacs_index_to_json(NULL, NULL, &out, &size));
    CHECK_OUT_NULL(char, smacs_embedder_to_json(NULL, NULL, &out, &size));
    CHECK_OUT_NULL(char, smacs_session_feed(NULL, text, &out, &size, NULL));
    CHECK_OUT_NULL(char, smacs_session_view(NULL, &out, &size));
    CHECK_OUT_NULL(char, smacs_session_trace(NULL, &out, &size));
    CHECK_OUT_NULL(char, smacs_session_rescore(NULL, text, &out, &size, NULL));
}

TEST(no_list_of_models_means_all) {
    run_world w = run_world_make();
    smacs_assembly *assembly = NULL;
    const smacs_assembly_options options = {.model_count = 2};
    const smacs_bank_score score = {text, 1.0f};
    const smacs_bank_record record = {.question = {.id = text, .text = text}, .scores = &score, .score_count = 1};
    CHECK_INT(smacs_assembly_begin(NULL, w.embedder, &options, &assembly, NULL), SMACS_OK);
    CHECK_INT(smacs_assembly_take(assembly, &record, NULL), SMACS_OK);
    CHECK_INT(smacs_assembly_count(assembly).cells, 1);
    smacs_assembly_free(assembly);
    run_world_free(&w);
}
