/* Vectors of a model outside: numbers to int8, an index of them, and what an endpoint of embeddings says. */
#include "runs.h"
#include "wire/embeddings.h"
#include <smacs/assemble.h>
#include <smacs/json.h>
#include <smacs/session.h>
#include <smacs/vector.h>

static const smacs_text model = {"made-embed", 10};

TEST(numbers_become_a_vector_by_direction_alone) {
    const double numbers[] = {0.5, -0.25, 1.0, 0.0, -1e-9}, larger[] = {50, -25, 100, 0, -1e-7};
    int8_t x[16], y[16];
    memset(x, 9, sizeof x);
    CHECK_INT(smacs_vector_of(numbers, 5, x), SMACS_OK);
    CHECK_INT(smacs_vector_of(larger, 5, y), SMACS_OK);
    const int8_t wanted[16] = {64, -32, 127};
    CHECK_MEM(x, wanted, 16);
    CHECK_MEM(y, wanted, 16);
    CHECK_INT(smacs_vector_of((const double[]){0, 0}, 2, x), SMACS_OK);
    CHECK_MEM(x, (const int8_t[16]){0}, 16);
    CHECK_INT(smacs_vector_dim(1), 16);
    CHECK_INT(smacs_vector_dim(16), 16);
    CHECK_INT(smacs_vector_dim(17), 32);
    CHECK_INT(smacs_vector_dim(SMACS_NUMBERS_MAX), SMACS_DIM_MAX);
}

TEST(numbers_that_are_no_vector_are_refused) {
    static int8_t x[SMACS_DIM_MAX];
    static double many[SMACS_NUMBERS_MAX + 1];
    CHECK_INT(smacs_vector_of(NULL, 1, x), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_vector_of(many, 1, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_vector_of(many, 0, x), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_vector_of(many, SMACS_NUMBERS_MAX + 1, x), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_vector_of((const double[]){NAN}, 1, x), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_vector_of((const double[]){1, -INFINITY}, 2, x), SMACS_E_ARGUMENT);
}

TEST(the_digest_tells_models_and_lengths_apart) {
    const uint64_t one = smacs_vector_digest(model, 21);
    CHECK(one == smacs_vector_digest(model, 21));
    CHECK(one != smacs_vector_digest(model, 22));
    CHECK(one != smacs_vector_digest(smacs_text_of("made-embe"), 21));
}

/* An index of two questions, each like one axis, with a model that is right on the first alone. */
static void make_index(uint32_t numbers, void **bytes, size_t *size) {
    double values[SMACS_NUMBERS_MAX] = {0};
    int8_t vector[SMACS_DIM_MAX];
    smacs_assembly *assembly = NULL;
    CHECK_INT(smacs_assembly_begin_outside(NULL, model, numbers, NULL, &assembly, NULL), SMACS_OK);
    for (uint32_t i = 0; i < 2; i++) {
        const smacs_text id = {i ? "b" : "a", 1};
        const smacs_bank_score score = {smacs_text_of("m"), i ? 0.0f : 1.0f};
        const smacs_bank_record record = {.question = {.id = id, .text = id}, .scores = &score, .score_count = 1};
        values[0] = i == 0;
        values[1] = i == 1;
        CHECK_INT(smacs_vector_of(values, numbers, vector), SMACS_OK);
        CHECK_INT(smacs_assembly_take(assembly, &record, NULL), SMACS_E_ARGUMENT);
        CHECK_INT(smacs_assembly_take_vector(assembly, &record, vector, NULL), SMACS_OK);
    }
    CHECK_INT(smacs_assembly_small_talk(assembly, vector, NULL), SMACS_OK);
    CHECK_INT(smacs_assembly_finish(assembly, bytes, size, NULL), SMACS_OK);
    smacs_assembly_free(assembly);
}

TEST(an_index_of_such_vectors_knows_their_model_and_length) {
    for (uint32_t numbers = 2; numbers <= SMACS_NUMBERS_MAX; numbers = numbers * 3 + 1) {
        void *bytes = NULL;
        size_t size = 0;
        smacs_index *index = NULL;
        smacs_route *route = NULL;
        smacs_error error;
        double values[SMACS_NUMBERS_MAX + 1] = {0, 1};
        make_index(numbers, &bytes, &size);
        CHECK_INT(smacs_index_open(NULL, bytes, size, &index, NULL), SMACS_OK);
        const smacs_index_facts facts = smacs_index_describe(index);
        CHECK_INT(facts.outside, numbers);
        CHECK_INT(facts.dim, smacs_vector_dim(numbers));
        CHECK_INT(facts.small_talk, 1);
        CHECK_INT(smacs_index_check_embedder(index, smacs_vector_digest(model, numbers), NULL), SMACS_OK);
        CHECK_INT(smacs_index_check_embedder(index, smacs_vector_digest(model, numbers + 1), &error), SMACS_E_MISMATCH);
        CHECK(strstr(error.message, "outside") && strcmp(error.detail, "made-embed") == 0);
        CHECK_INT(smacs_route_numbers_from_json(NULL, index, values, numbers + 1, (smacs_text){0}, &route, NULL),
                  SMACS_E_MISMATCH);
        CHECK_INT(
            smacs_route_numbers_from_json(NULL, index, values, numbers, smacs_text_of("{\"k\": 1}"), &route, NULL),
            SMACS_OK);
        CHECK_INT(route->neighbours[0].question, 1);
        smacs_route_free(route);
        values[1] = 0;
        CHECK_INT(smacs_route_numbers_from_json(NULL, index, values, numbers, (smacs_text){0}, &route, &error),
                  SMACS_E_ARGUMENT);
        CHECK(strstr(error.message, "all zeros"));
        values[0] = NAN;
        CHECK_INT(smacs_route_numbers_from_json(NULL, index, values, numbers, (smacs_text){0}, &route, NULL),
                  SMACS_E_ARGUMENT);
        CHECK_INT(smacs_route_numbers_from_json(NULL, NULL, values, numbers, (smacs_text){0}, &route, NULL),
                  SMACS_E_ARGUMENT);
        CHECK(route == NULL);
        smacs_index_free(index);
        smacs_free(NULL, bytes);
    }
}

static smacs_status start(const run_world *w, const smacs_index *index, const double *vector, uint32_t count,
                          smacs_run **run, smacs_error *error) {
    smacs_member pool[2];
    for (int m = 0; m < 2; m++) {
        pool[m] = smacs_member_init();
        pool[m].id = smacs_text_of(m ? "b" : "a");
        pool[m].model = smacs_text_of(m ? "unknown" : "m");
    }
    const smacs_run_request request = {.question = smacs_text_of("Why?"),
                                       .pool = pool,
                                       .pool_count = 2,
                                       .vector = vector,
                                       .vector_count = count,
                                       .nonce = smacs_text_of("nonce"),
                                       .config = run_config(SMACS_RUN_SELECT, 0)};
    return smacs_run_create(NULL, index, w->embedder, &request, run, error);
}

TEST(a_run_takes_the_vector_of_its_question) {
    enum { NUMBERS = 5 };
    run_world w = run_world_make();
    size_t size = 0;
    void *bytes = NULL;
    smacs_index *index = NULL;
    smacs_run *run = NULL;
    smacs_error error;
    double values[NUMBERS] = {1, 0.5, 0, 0, -1};
    make_index(NUMBERS, &bytes, &size);
    CHECK_INT(smacs_index_open(NULL, bytes, size, &index, NULL), SMACS_OK);
    CHECK_INT(start(&w, index, NULL, 0, &run, &error), SMACS_E_MISMATCH);
    CHECK(strstr(error.message, "outside") && strcmp(error.detail, "made-embed") == 0);
    CHECK_INT(start(&w, index, values, NUMBERS - 1, &run, &error), SMACS_E_MISMATCH);
    CHECK(strstr(error.message, "another count of numbers"));
    CHECK_INT(start(&w, NULL, values, NUMBERS, &run, &error), SMACS_E_ARGUMENT);
    CHECK_INT(start(&w, index, NULL, NUMBERS, &run, &error), SMACS_E_ARGUMENT);
    CHECK(run == NULL);
    CHECK_INT(start(&w, index, values, NUMBERS, &run, &error), SMACS_OK);
    smacs_route *route = NULL;
    CHECK_INT(smacs_route_numbers(NULL, index, values, NUMBERS, NULL, &route, NULL), SMACS_OK);
    CHECK_INT(smacs_run_look(run).route->neighbours[0].question, route->neighbours[0].question);
    CHECK_NEAR(smacs_run_look(run).priors[0].prior, route->priors[0].prior, 0);
    values[0] = NAN;
    smacs_run *none = NULL;
    CHECK_INT(start(&w, index, values, NUMBERS, &none, &error), SMACS_E_ARGUMENT);
    smacs_route_free(route);
    smacs_run_free(run);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
    run_world_free(&w);
}

/* A session of "m" asked with `vector`, as JSON. */
static smacs_status begin_session(const run_world *w, const smacs_index *index, const char *vector,
                                  smacs_session **session, smacs_error *error) {
    char request[256];
    snprintf(
        request, sizeof request,
        "{\"question\": \"Why?\", \"nonce\": \"n\", \"pool\": [{\"id\": \"a\", \"model\": \"m\"}], \"vector\": %s}",
        vector);
    return smacs_session_create(NULL, index, w->embedder, smacs_text_of(request), session, error);
}

TEST(a_trace_keeps_the_vector_of_its_question) {
    run_world w = run_world_make();
    size_t size = 0;
    void *bytes = NULL;
    char *trace = NULL;
    smacs_index *index = NULL;
    smacs_session *session = NULL, *again = NULL;
    smacs_error error;
    make_index(3, &bytes, &size);
    CHECK_INT(smacs_index_open(NULL, bytes, size, &index, NULL), SMACS_OK);
    static const char *const wrong[] = {"[]", "[\"1\", 2, 3]", "1", "null"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        CHECK_INT(begin_session(&w, index, wrong[i], &session, &error), SMACS_E_SCHEMA);
    }
    CHECK_INT(begin_session(&w, index, "[1, 2]", &session, &error), SMACS_E_MISMATCH);
    CHECK_INT(begin_session(&w, index, "[0.25, 1e-3, -1]", &session, &error), SMACS_OK);
    CHECK_INT(smacs_session_trace(session, &trace, &size), SMACS_OK);
    CHECK(strstr(trace, "\"vector\":[0.25,0.001,-1]") != NULL);
    CHECK_INT(smacs_session_replay(NULL, index, w.embedder, (smacs_text){trace, size}, &again, &error), SMACS_OK);
    smacs_session_free(again);
    smacs_session_free(session);
    smacs_free(NULL, trace);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
    run_world_free(&w);
}

TEST(assemblies_with_and_without_an_embedder_are_told_apart) {
    run_world w = run_world_make();
    smacs_assembly *own = NULL, *none = NULL;
    const int8_t vector[SMACS_DIM_MAX] = {1};
    const smacs_bank_record record = {0};
    const smacs_assembly_options talk = {.small_talk = &model, .small_talk_count = 1};
    CHECK_INT(smacs_assembly_begin(NULL, w.embedder, NULL, &own, NULL), SMACS_OK);
    CHECK_INT(smacs_assembly_take_vector(own, &record, vector, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_assembly_take_vector(NULL, &record, vector, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_assembly_small_talk(NULL, vector, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_assembly_small_talk(own, NULL, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_assembly_begin_outside(NULL, model, 0, NULL, &none, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_assembly_begin_outside(NULL, model, SMACS_NUMBERS_MAX + 1, NULL, &none, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_assembly_begin_outside(NULL, (smacs_text){0}, 4, NULL, &none, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_assembly_begin_outside(NULL, model, 4, &talk, &none, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_assembly_begin_outside(NULL, model, 4, NULL, NULL, NULL), SMACS_E_ARGUMENT);
    CHECK(none == NULL);
    smacs_assembly_free(own);
    run_world_free(&w);
}

TEST(embeddings_are_asked_for_in_the_usual_words) {
    const smacs_text texts[] = {{"a\"b", 3}, {"c", 1}};
    char *json = NULL;
    size_t size = 0;
    CHECK_INT(wire_embeddings_body(model, texts, 2, 0, &json, &size), SMACS_OK);
    CHECK_STR(json, "{\"model\":\"made-embed\",\"input\":[\"a\\\"b\",\"c\"]}");
    smacs_free(NULL, json);
    CHECK_INT(wire_embeddings_body(model, texts, 1, 256, &json, &size), SMACS_OK);
    CHECK_STR(json, "{\"model\":\"made-embed\",\"input\":[\"a\\\"b\"],\"dimensions\":256}");
    smacs_free(NULL, json);
}

static smacs_status keep(void *context, size_t at, const double *numbers, size_t count, smacs_error *error) {
    (void)error;
    double *kept = context;
    kept[at] = count > 0 ? numbers[0] : -1.0;
    return SMACS_OK;
}

TEST(embeddings_come_in_any_order) {
    double kept[2] = {0, 0};
    char served[16];
    smacs_error error;
    const smacs_text reply =
        smacs_text_of("{\"data\": [{\"index\": 1, \"embedding\": [2, 3]}, {\"index\": 0, \"embedding\": "
                      "[1, 4]}], \"model\": \"made-embed-of-a-long-name\"}");
    CHECK_INT(wire_embeddings_read(reply, 2, keep, kept, served, sizeof served, &error), SMACS_OK);
    CHECK_NEAR(kept[0], 1, 0);
    CHECK_NEAR(kept[1], 2, 0);
    CHECK_STR(served, "made-embed-of-a");
    const smacs_text bare = smacs_text_of("{\"data\": [{\"embedding\": [5]}, {\"embedding\": [6]}]}");
    CHECK_INT(wire_embeddings_read(bare, 2, keep, kept, served, sizeof served, &error), SMACS_OK);
    CHECK_NEAR(kept[1], 6, 0);
    CHECK_STR(served, "");
    static const struct {
        const char *body;
        smacs_status status;
    } wrong[] = {
        {"", SMACS_E_SYNTAX},
        {"[]", SMACS_E_SCHEMA},
        {"{\"data\": []}", SMACS_E_SCHEMA},
        {"{\"data\": [{\"index\": 2, \"embedding\": [1]}]}", SMACS_E_SCHEMA},
        {"{\"data\": [{\"index\": -1, \"embedding\": [1]}]}", SMACS_E_SCHEMA},
        {"{\"data\": [{\"index\": \"1\", \"embedding\": [1]}, {\"index\": \"0\", \"embedding\": [2]}]}",
         SMACS_E_SCHEMA},
        {"{\"data\": [{\"index\": 0.5, \"embedding\": [1]}, {\"index\": 1.5, \"embedding\": [2]}]}", SMACS_E_SCHEMA},
        {"{\"data\": [{\"embedding\": \"AAAA\"}]}", SMACS_E_SCHEMA},
        {"{\"data\": [{\"embedding\": [\"1\"]}]}", SMACS_E_SCHEMA},
        {"{\"data\": [1, 2]}", SMACS_E_SCHEMA},
        {"{\"data\": [{\"index\": 0, \"embedding\": [1]}, {\"index\": 0, \"embedding\": [1]}]}", SMACS_E_SCHEMA}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        CHECK_INT(wire_embeddings_read(smacs_text_of(wrong[i].body), 2, keep, kept, served, sizeof served, &error),
                  wrong[i].status);
    }
}
