/* Runs under any order of events: failures, duplicates, late words, users who change their minds. Whatever happens, a
 * run ends, stays within its budget, loses no text that arrived, and does the same again for the same events. */
#include "base/rng.h"
#include "runs.h"

/* A hundred thousand where that takes seconds; under sanitizers and in WebAssembly enough to compare targets. */
#if defined(__SANITIZE_ADDRESS__) || defined(__wasm__)
enum { SCHEDULES = 2000 };
#else
enum { SCHEDULES = 20000 };
#endif

/* What the first 2000 schedules decide, on every target. Change it only with a change of what runs decide. */
#define DECISIONS UINT64_C(0x5d2382f5e6bf701b)

enum { EVENTS_MAX = 512, CALLS_MAX = 256 };

static const char *const texts[] = {"{\"answer\": \"4\"}",
                                    "{\"answer\": \"5\"}",
                                    "{\"answer\": \"4\"}",
                                    "Words about ships, without a final answer at all.",
                                    "<think>hm</think>{\"answer\": \"6\"}",
                                    "<think>never ending",
                                    "",
                                    "The answer is 4."};
static const char *const statements[] = {"4", "5", "It is ships.", "n/a", "", "I do not know what you mean by that."};
static const char *const finishes[] = {"stop", "length", "unannounced", "content_filter"};
static const char *const failures[] = {"rate-limit", "auth", "timeout", "network", "cancelled", ""};

/* What a schedule is made from, and what is kept of it. */
typedef struct schedule {
    smacs_rng rng;
    smacs_member pool[RUN_MODELS];
    smacs_run_request request;
    smacs_event events[EVENTS_MAX];
    uint32_t event_count;
    uint64_t asks;            /* by the user: each may bring one call more */
    uint8_t told[CALLS_MAX];  /* whether the end of a call was told */
    uint8_t spoke[CALLS_MAX]; /* whether it brought visible text */
} schedule;

static uint32_t pick(schedule *s, uint32_t bound) { return smacs_rng_below(&s->rng, bound); }
static bool chance(schedule *s, uint32_t percent) { return pick(s, 100) < percent; }

static void draw_config(schedule *s, smacs_run_config *c) {
    *c = smacs_run_config_init();
    c->mode = (smacs_run_mode)pick(s, 5);
    c->pace = (smacs_pace)pick(s, 3);
    c->n = 1 + pick(s, RUN_MODELS);
    c->coverage = pick(s, 2);
    c->subsets = 1 + pick(s, 8);
    c->subset_size = pick(s, 4);
    c->tau = chance(s, 50) ? 0.0 : 0.25 + pick(s, 8);
    c->early_stop = chance(s, 50) ? 0.0 : chance(s, 50) ? 0.75 : 2.0;
    c->parallel = pick(s, 4);
    c->eager = pick(s, 2);
    c->state = chance(s, 80);
    c->contract = chance(s, 20);
    c->deadline_ms = chance(s, 30) ? 1 + pick(s, 100) : 0;
    c->max_tokens = 1 + pick(s, 200);
    c->reference_bytes = 1 + pick(s, 40);
    c->budget.calls = chance(s, 30) ? 1 + pick(s, 12) : 0;
    c->budget.output_tokens = chance(s, 30) ? 1 + pick(s, 1500) : 0;
    c->budget.cost = chance(s, 30) ? pick(s, 4000) * 1e-6 : NAN;
    if (chance(s, 20)) {
        c->weighted = 1;
        c->weights = (smacs_weights){pick(s, 3), pick(s, 3), pick(s, 3)};
    }
}

static void draw_request(schedule *s, uint64_t seed) {
    memset(s, 0, sizeof *s);
    smacs_rng_seed(&s->rng, seed, 77);
    run_pool(s->pool);
    for (int m = 0; m < RUN_MODELS; m++) {
        s->pool[m].no_aggregate = chance(s, 20);
        s->pool[m].logprobs = pick(s, 2);
        s->pool[m].maker = smacs_text_of(chance(s, 60) ? run_names[pick(s, 3)] : NULL);
        if (chance(s, 20)) {
            s->pool[m].model = (smacs_text){NULL, 0};
            s->pool[m].prior = chance(s, 50) ? NAN : pick(s, 11) / 10.0;
            s->pool[m].price_input = chance(s, 50) ? NAN : 0.0;
        }
    }
    s->request = (smacs_run_request){.question = smacs_text_of(topics[pick(s, TOPICS)][pick(s, TOPIC_TEXTS)]),
                                     .pool = s->pool,
                                     .pool_count = 1 + pick(s, RUN_MODELS),
                                     .seed = seed,
                                     .nonce = smacs_text_of("nonce")};
    draw_config(s, &s->request.config);
}

static void draw_end(schedule *s, const smacs_run_view *v, uint32_t call, smacs_event *e) {
    const bool fails = chance(s, 25);
    *e = (smacs_event){.kind = fails ? SMACS_EVENT_FAILED : SMACS_EVENT_COMPLETED, .call = call, .mean_logprob = NAN};
    if (!fails || chance(s, 30)) {
        e->text = smacs_text_of(v->calls[call].role == SMACS_ROLE_STATE ? statements[pick(s, 6)] : texts[pick(s, 8)]);
    }
    e->finish = smacs_text_of(finishes[chance(s, 80) ? 0 : pick(s, 4)]);
    e->failure = smacs_text_of(fails ? failures[pick(s, 6)] : NULL);
    e->mean_logprob = chance(s, 60) ? -0.01 * pick(s, 200) : chance(s, 20) ? 1.0 : NAN;
    e->ms = pick(s, 1000);
    e->usage = (smacs_usage){.cost = NAN};
    if (chance(s, 60)) {
        e->usage =
            (smacs_usage){.input = pick(s, 100), .output = pick(s, 50), .cost = NAN, .basis = SMACS_BASIS_ACTUAL};
    }
}

/* A call in flight, drawn among those; UINT32_MAX: none. */
static uint32_t draw_flying(schedule *s, const smacs_run_view *v) {
    uint32_t flying[CALLS_MAX], count = 0;
    for (uint32_t i = 0; i < v->call_count && i < CALLS_MAX; i++) {
        if (v->calls[i].state == SMACS_CALL_IN_FLIGHT) {
            flying[count++] = i;
        }
    }
    return count > 0 ? flying[pick(s, count)] : UINT32_MAX;
}

static void draw_event(schedule *s, const smacs_run_view *v, bool draining, smacs_event *e) {
    const uint32_t flying = draw_flying(s, v), dice = draining ? 0 : pick(s, 100);
    *e = (smacs_event){.kind = SMACS_EVENT_TICK, .now_ms = pick(s, 120), .mean_logprob = NAN};
    if (dice < 70 && flying != UINT32_MAX) {
        draw_end(s, v, flying, e);
    } else if (dice < 78 && v->call_count > 0) {
        draw_end(s, v, pick(s, v->call_count), e); /* late, or told twice */
    } else if (dice < 84 && v->call_count > 0) {
        *e = (smacs_event){.kind = SMACS_EVENT_DELTA,
                           .call = pick(s, v->call_count),
                           .text = smacs_text_of("a piece "),
                           .mean_logprob = NAN};
    } else if (dice < 85 && v->call_count > 0) {
        *e = (smacs_event){.kind = SMACS_EVENT_LATE, .call = pick(s, v->call_count), .mean_logprob = NAN};
    } else if (dice < 86) {
        e->kind = SMACS_EVENT_MERGE_NOW;
    } else if (dice < 87) {
        e->kind = SMACS_EVENT_STOP;
    } else if (dice < 94) {
        e->kind = dice < 90 ? SMACS_EVENT_DROP : SMACS_EVENT_ASK;
        e->member = pick(s, v->pool_count);
    }
}

/* ---- what must hold ---- */

/* The most that all calls may take: what the ended ones took, and the limits of the others. */
static void check_budget(const schedule *s, const smacs_run_view *v) {
    const smacs_budget *b = &s->request.config.budget;
    uint64_t output = 0;
    double cost = 0.0;
    bool price_known = true;
    for (uint32_t i = 0; i < v->call_count; i++) {
        const smacs_call *call = &v->calls[i];
        const bool open = !s->told[i];
        const smacs_member *m = &v->pool[call->member];
        output += open ? call->max_tokens : call->usage.output;
        cost += open ? call->max_tokens * m->price_output * 1e-6 : call->usage.cost;
        price_known = price_known && !isnan(m->price_input);
    }
    CHECK(b->calls == 0 || v->call_count <= b->calls);
    CHECK(b->output_tokens == 0 || output <= b->output_tokens);
    CHECK(isnan(b->cost) || (price_known && cost <= b->cost + 1e-12));
}

static void check_actions(const schedule *s, const played *p, uint32_t calls_before) {
    const smacs_run_view v = smacs_run_look(p->run);
    uint32_t next = calls_before;
    bool sent = false;
    for (uint32_t i = 0; i < p->count; i++) {
        const smacs_action *action = &p->actions[i];
        if (action->kind == SMACS_ACTION_CALL) {
            CHECK_INT(action->call, next++);
            sent = true;
        } else if (action->kind == SMACS_ACTION_CANCEL) {
            CHECK(action->call < v.call_count && v.calls[action->call].state == SMACS_CALL_CANCELLED);
        } else {
            CHECK(i + 1 == p->count && v.phase == SMACS_PHASE_DONE && action->call == v.kept);
        }
    }
    CHECK_INT(next, v.call_count);
    if (sent) {
        check_budget(s, &v);
    }
}

static void check_flying(const schedule *s, const smacs_run_view *v) {
    uint32_t flying = 0;
    for (uint32_t i = 0; i < v->call_count; i++) {
        flying += v->calls[i].state == SMACS_CALL_IN_FLIGHT;
    }
    CHECK((flying == 0) == (v->phase == SMACS_PHASE_DONE));
    CHECK(s->request.config.parallel == 0 || s->asks > 0 || flying <= s->request.config.parallel);
}

/* Who asks back: once about a whole reference, where answers are compared, and never as a candidate. */
static void check_states(const schedule *s, const smacs_run_view *v) {
    bool asked[CALLS_MAX] = {false};
    for (uint32_t i = 0; i < v->call_count; i++) {
        const smacs_call *call = &v->calls[i];
        if (call->role != SMACS_ROLE_STATE) {
            CHECK_INT(call->of, UINT32_MAX);
            continue;
        }
        CHECK(s->request.config.state && v->mode != SMACS_RUN_PAPER && v->settled != SMACS_RUN_ROUTE);
        CHECK(call->of < i && v->calls[call->of].role == SMACS_ROLE_REFERENCE && !v->calls[call->of].cut);
        CHECK(v->calls[call->of].member == call->member && call->max_tokens <= 64);
        CHECK(!asked[call->of]);
        asked[call->of] = true;
    }
    for (uint32_t j = 0; j < v->candidate_count; j++) {
        CHECK(v->calls[v->candidates[j]].role != SMACS_ROLE_STATE);
    }
}

/* Camps and unread texts are all whole references; what is kept was scored. */
static void check_evidence(const smacs_run_view *v) {
    uint32_t read = 0;
    double shares = 0.0;
    bool scored = v->kept == UINT32_MAX;
    for (uint32_t c = 0; c < v->camp_count; c++) {
        CHECK(v->camps[c].count > 0 && v->camps[c].key.size > 0 && v->camps[c].claim.size > 0);
        CHECK(c == 0 || v->camps[c].count <= v->camps[c - 1].count);
        read += v->camps[c].count;
        shares += v->camps[c].share;
    }
    const uint32_t whole = read + v->unread;
    CHECK(whole + v->failed <= v->panel_count);
    CHECK(whole == 0 || (shares - (double)read / whole < 1e-9 && (double)read / whole - shares < 1e-9));
    for (uint32_t j = 0; j < v->candidate_count; j++) {
        scored = scored || v->candidates[j] == v->kept;
    }
    CHECK(v->phase != SMACS_PHASE_DONE || scored);
}

static void check_end(const schedule *s, const smacs_run_view *v) {
    bool whole = false;
    CHECK_INT(v->phase, SMACS_PHASE_DONE);
    for (uint32_t i = 0; i < v->call_count; i++) {
        CHECK(!s->spoke[i] || v->calls[i].text.size > 0);
        whole = whole ||
                (v->calls[i].state == SMACS_CALL_DONE && !v->calls[i].cut && v->calls[i].role == SMACS_ROLE_AGGREGATE);
    }
    CHECK(!whole || v->kept != UINT32_MAX);
    CHECK((v->kept == UINT32_MAX) == ((v->degraded & SMACS_DEGRADED_NOTHING) != 0));
    CHECK(v->calls_made <= v->panel_count + s->asks + (uint64_t)v->subset_count * v->pool_count);
}

/* ---- playing ---- */

static uint64_t mix(uint64_t hash, const void *data, size_t size) {
    const unsigned char *bytes = data;
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ bytes[i]) * UINT64_C(1099511628211);
    }
    return hash;
}

static uint64_t mix_text(uint64_t hash, smacs_text text) {
    const uint64_t size = text.size; /* as wide on every target */
    return mix(mix(hash, &size, sizeof size), text.data ? text.data : "", text.size);
}

/* A digest of what was decided: actions, prompts, scores. */
static uint64_t digest_step(uint64_t hash, const played *p) {
    const smacs_run_view v = smacs_run_look(p->run);
    for (uint32_t i = 0; i < p->count; i++) {
        const smacs_action *action = &p->actions[i];
        const uint32_t facts[] = {action->kind, action->call, v.degraded, v.settled};
        hash = mix(hash, facts, sizeof facts);
        if (action->kind == SMACS_ACTION_CALL) {
            const smacs_call *call = &v.calls[action->call];
            hash = mix(hash, &call->member, sizeof call->member);
            hash = mix_text(hash, call->messages[0].content);
        }
    }
    for (uint32_t j = 0; v.phase == SMACS_PHASE_DONE && j < v.candidate_count; j++) {
        hash = mix(hash, &v.terms[j].score, sizeof v.terms[j].score);
    }
    return hash;
}

static void note(schedule *s, const smacs_event *e, const smacs_run_view *v) {
    s->asks += e->kind == SMACS_EVENT_ASK;
    if ((e->kind == SMACS_EVENT_COMPLETED || e->kind == SMACS_EVENT_FAILED) && e->call < CALLS_MAX &&
        !s->told[e->call]) {
        s->told[e->call] = 1;
        s->spoke[e->call] = e->text.size > 0 && e->text.data != texts[5];
    }
    (void)v;
}

static uint64_t play_schedule(schedule *s, const run_world *w) {
    played p = {0};
    uint64_t hash = UINT64_C(14695981039346656037);
    const uint32_t lively = 8 + pick(s, 60);
    CHECK_INT(smacs_run_create(NULL, w->index, w->embedder, &s->request, &p.run, NULL), SMACS_OK);
    for (uint32_t step = 0; step < EVENTS_MAX; step++) {
        const smacs_run_view before = smacs_run_look(p.run);
        smacs_event *e = &s->events[s->event_count++];
        *e = (smacs_event){.kind = SMACS_EVENT_BEGIN, .mean_logprob = NAN};
        if (step > 0) {
            draw_event(s, &before, step > lively, e);
        }
        const uint32_t calls = before.call_count;
        play(&p, e);
        note(s, e, &before);
        check_actions(s, &p, calls);
        hash = digest_step(hash, &p);
        const smacs_run_view v = smacs_run_look(p.run);
        check_flying(s, &v);
        check_states(s, &v);
        check_evidence(&v);
        if (v.phase == SMACS_PHASE_DONE && step > lively) {
            break;
        }
    }
    const smacs_run_view v = smacs_run_look(p.run);
    check_end(s, &v);
    smacs_run_free(p.run);
    return hash;
}

static uint64_t replay(const schedule *s, const run_world *w) {
    played p = {0};
    uint64_t hash = UINT64_C(14695981039346656037);
    CHECK_INT(smacs_run_create(NULL, w->index, w->embedder, &s->request, &p.run, NULL), SMACS_OK);
    for (uint32_t i = 0; i < s->event_count; i++) {
        play(&p, &s->events[i]);
        hash = digest_step(hash, &p);
    }
    smacs_run_free(p.run);
    return hash;
}

TEST(any_order_of_events_ends_well) {
    static schedule s;
    run_world w = run_world_make();
    uint64_t all = 0;
    for (uint32_t i = 0; i < SCHEDULES; i++) {
        draw_request(&s, i);
        const uint64_t hash = play_schedule(&s, &w);
        if (!(replay(&s, &w) == hash)) {
            printf("      schedule %u decides otherwise the second time\n", i);
            CHECK(false);
        }
        all = i < 2000 ? mix(all, &hash, sizeof hash) : all;
    }
    if (all != DECISIONS) {
        printf("      the first 2000 schedules come to %016llx\n", (unsigned long long)all);
        CHECK(false);
    }
    run_world_free(&w);
}
