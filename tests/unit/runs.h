/* What tests of runs share: a small index whose models m0.. are ever worse, and a host that plays a run's events. */
#ifndef SMACS_TEST_RUNS_H
#define SMACS_TEST_RUNS_H

#include "base/error.h"
#include "base/text.h"
#include "test.h"
#include "topics.h"
#include <stdio.h>
#include <stdlib.h>

enum { RUN_MODELS = 8 };

/* Embedder and index, made once for each program run and never freed but by the process's end. */
typedef struct run_world {
    void *embedder_bytes, *index_bytes;
    smacs_embedder *embedder;
    smacs_index *index;
} run_world;

static inline void run_world_fill(smacs_builder *builder, const smacs_embedder *embedder) {
    for (uint32_t i = 0; i < TOPICS * TOPIC_TEXTS; i++) {
        const char *text = topics[i % TOPICS][i / TOPICS];
        int8_t vector[SMACS_DIM_MAX];
        char id[16];
        const smacs_question question = {.id = {id, (size_t)snprintf(id, sizeof id, "q%u", i)}};
        uint32_t number = 0;
        CHECK_INT(smacs_embed(embedder, smacs_text_of(text), vector, NULL), SMACS_OK);
        CHECK_INT(smacs_builder_question(builder, &question, vector, &number, NULL), SMACS_OK);
        for (uint32_t m = 0; m < RUN_MODELS; m++) {
            /* m0 is right on five in six, m7 on under half */
            const float score = (i * 7 + m * 5) % 36 < 30 - 2 * m ? 1.0f : 0.0f;
            CHECK_INT(smacs_builder_score(builder, number, m, score, NULL), SMACS_OK);
        }
    }
}

static inline run_world run_world_make(void) {
    const smacs_trainer_options options = {.dim = 16, .vocabulary = 512};
    run_world w = {0};
    smacs_builder *builder = NULL;
    size_t size = 0;
    CHECK_INT(topics_train(NULL, &options, &w.embedder_bytes, &size, NULL), SMACS_OK);
    CHECK_INT(smacs_embedder_open(NULL, w.embedder_bytes, size, &w.embedder, NULL), SMACS_OK);
    const smacs_embedder_facts facts = smacs_embedder_describe(w.embedder);
    CHECK_INT(smacs_builder_create(NULL, facts.dim, facts.digest, facts.name, 0, &builder, NULL), SMACS_OK);
    for (uint32_t m = 0; m < RUN_MODELS; m++) {
        char name[8];
        uint32_t number = 0;
        const int length = snprintf(name, sizeof name, "m%u", m);
        CHECK_INT(smacs_builder_model(builder, (smacs_text){name, (size_t)length}, &number, NULL), SMACS_OK);
    }
    run_world_fill(builder, w.embedder);
    CHECK_INT(smacs_builder_finish(builder, &w.index_bytes, &size, NULL), SMACS_OK);
    smacs_builder_free(builder);
    CHECK_INT(smacs_index_open(NULL, w.index_bytes, size, &w.index, NULL), SMACS_OK);
    return w;
}

static inline void run_world_free(run_world *w) {
    smacs_index_free(w->index);
    smacs_embedder_free(w->embedder);
    smacs_free(NULL, w->index_bytes);
    smacs_free(NULL, w->embedder_bytes);
}

static const char *const run_names[] = {"m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7"};

/* A pool of all models, with prices of 1 USD per million tokens. */
static inline void run_pool(smacs_member pool[RUN_MODELS]) {
    for (int m = 0; m < RUN_MODELS; m++) {
        const smacs_text name = smacs_text_of(run_names[m]);
        pool[m] = smacs_member_init();
        pool[m].id = pool[m].model = name;
        pool[m].price_input = pool[m].price_output = 1.0;
        pool[m].logprobs = 1;
    }
}

/* A mode with the defaults, but the fewest calls, no referee, and N subsets at most (0: the mode's own). */
static inline smacs_run_config run_config(smacs_run_mode mode, uint32_t subsets) {
    smacs_run_config config = smacs_run_config_init();
    config.mode = mode;
    config.pace = SMACS_PACE_THRIFTY;
    config.referee = false;
    config.subsets = subsets;
    return config;
}

/* A run being played. */
typedef struct played {
    smacs_run *run;
    const smacs_action *actions;
    uint32_t count;
} played;

static inline void play(played *p, const smacs_event *event) {
    CHECK_INT(smacs_run_feed(p->run, event, &p->actions, &p->count, NULL), SMACS_OK);
}

static inline void play_kind(played *p, smacs_event_kind kind, uint32_t member) {
    const smacs_event event = {.kind = kind, .member = member, .mean_logprob = NAN};
    play(p, &event);
}

static inline void play_text(played *p, uint32_t call, const char *text) {
    const smacs_event event = {.kind = SMACS_EVENT_COMPLETED,
                               .call = call,
                               .text = smacs_text_of(text),
                               .finish = smacs_text_of("stop"),
                               .mean_logprob = -0.25,
                               .usage = {.input = 10, .output = 20, .cost = NAN, .basis = SMACS_BASIS_ACTUAL},
                               .ms = 5};
    play(p, &event);
}

/* The same text from all that are asked now. */
static inline void play_all(played *p, const char *text) {
    const uint32_t count = smacs_run_look(p->run).call_count; /* not those that follow */
    for (uint32_t i = 0; i < count; i++) {
        if (smacs_run_look(p->run).calls[i].state == SMACS_CALL_IN_FLIGHT) {
            play_text(p, i, text);
        }
    }
}

/* A run of all models that has begun. `state_prompt` NULL: the default one. */
static inline played play_begin(const run_world *w, const smacs_run_config *config, const char *question,
                                const char *state_prompt) {
    smacs_member pool[RUN_MODELS];
    const smacs_run_request request = {.question = smacs_text_of(question),
                                       .state_prompt = smacs_text_of(state_prompt),
                                       .pool = pool,
                                       .pool_count = RUN_MODELS,
                                       .config = *config,
                                       .seed = 42,
                                       .nonce = smacs_text_of("nonce")};
    played p = {0};
    run_pool(pool);
    CHECK_INT(smacs_run_create(NULL, w->index, w->embedder, &request, &p.run, NULL), SMACS_OK);
    play_kind(&p, SMACS_EVENT_BEGIN, 0);
    return p;
}

static inline void play_failure(played *p, uint32_t call, const char *kind, const char *partial) {
    const smacs_event event = {.kind = SMACS_EVENT_FAILED,
                               .call = call,
                               .text = smacs_text_of(partial),
                               .failure = smacs_text_of(kind),
                               .mean_logprob = NAN};
    play(p, &event);
}

/* Whether `part` stands in what a model is sent. */
static inline bool has_text(smacs_text text, const char *part) { return smacs_text_find(text, part) < text.size; }

static inline uint32_t played_count(const played *p, smacs_action_kind kind) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        count += p->actions[i].kind == kind;
    }
    return count;
}

#endif
