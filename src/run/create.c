/* A run begins: the question is routed, the panel and the aggregators chosen, the order of asking drawn. */
#include "base/bits.h"
#include "base/error.h"
#include "base/rng.h"
#include "base/scalar.h"
#include "base/text.h"
#include "run/run.h"
#include <math.h>
#include <string.h>

/* Of the order of asking; nonce and question are mixed in. */
#define ORDER_STREAM UINT64_C(0x0DDE4000)

smacs_mode smacs_run_prior_mode(const smacs_run *run) {
    return run->request.config.mode == SMACS_RUN_PAPER ? SMACS_MODE_PAPER : SMACS_MODE_ROBUST;
}

static bool knows_prior(const smacs_run *run, uint32_t member) { return !isnan(run->priors[member].prior); }

/* ---- priors and panel ---- */

static void find_models(smacs_run *run) {
    for (uint32_t m = 0; m < run->request.pool_count; m++) {
        const smacs_text name = run->request.pool[m].model;
        run->models[m] = run->index && name.size > 0 ? smacs_index_find_model(run->index, name) : UINT32_MAX;
    }
}

/* Equal texts are one house; a member without one has its own. */
static void number_makers(smacs_run *run) {
    const smacs_member *pool = run->request.pool;
    for (uint32_t m = 0; m < run->request.pool_count; m++) {
        run->makers[m] = m + 1;
        for (uint32_t before = 0; before < m && pool[m].maker.size > 0; before++) {
            if (smacs_text_equal(pool[before].maker, pool[m].maker)) {
                run->makers[m] = run->makers[before];
                break;
            }
        }
    }
}

/* USD per million tokens in and out together; NAN when unknown. */
static double price_of(const smacs_member *member) { return member->price_input + member->price_output; }

/* The newest earlier questions [SMACS_EARLIER_MAX], oldest first. Returns how many. */
static uint32_t list_earlier(const smacs_run_request *r, smacs_text *out) {
    uint32_t count = 0, first = r->history_count;
    while (first > 0 && count < SMACS_EARLIER_MAX) {
        count += smacs_text_is(r->history[--first].role, "user") ? 1 : 0;
    }
    count = 0;
    for (uint32_t i = first; i < r->history_count; i++) {
        if (smacs_text_is(r->history[i].role, "user")) {
            out[count++] = r->history[i].content;
        }
    }
    return count;
}

static smacs_status route(smacs_run *run, const bool *allowed, const double *cost, smacs_error *error) {
    const smacs_run_config *c = &run->request.config;
    smacs_route_options options = smacs_route_options_init();
    smacs_text earlier[SMACS_EARLIER_MAX];
    options.mode = smacs_run_prior_mode(run);
    options.n = c->n;
    options.k = c->k;
    options.coverage = c->coverage;
    options.alpha = c->alpha;
    options.cost = c->alpha > 0.0 && c->alpha < 1.0 ? cost : NULL;
    options.allowed = allowed;
    options.earlier = earlier;
    options.earlier_count = list_earlier(&run->request, earlier);
    const smacs_run_request *r = &run->request;
    return r->vector
               ? smacs_route_numbers(&run->a, run->index, r->vector, r->vector_count, &options, &run->view.route, error)
               : smacs_route_text(&run->a, run->index, run->embedder, r->question, &options, &run->view.route, error);
}

/* Asks the index, if it knows anybody here. */
static smacs_status route_pool(smacs_run *run, smacs_error *error) {
    const uint32_t models = run->index ? smacs_index_describe(run->index).models : 0;
    bool *allowed = smacs_mem_zeroed(&run->a, models, 1);
    double *cost = smacs_mem_zeroed(&run->a, models, sizeof *cost);
    smacs_status status = allowed && cost ? SMACS_OK : smacs_fail_memory(error);
    bool known = false;
    for (uint32_t i = 0; i < models && status == SMACS_OK; i++) {
        cost[i] = NAN;
    }
    for (uint32_t m = 0; m < run->request.pool_count && status == SMACS_OK; m++) {
        const uint32_t model = run->models[m];
        if (model != UINT32_MAX) {
            const double price = price_of(&run->request.pool[m]);
            cost[model] = isnan(cost[model]) || price < cost[model] ? price : cost[model];
            allowed[model] = true;
            known = true;
        }
    }
    if (known && status == SMACS_OK) {
        status = route(run, allowed, cost, error);
    }
    smacs_mem_free(&run->a, allowed);
    smacs_mem_free(&run->a, cost);
    return status;
}

static void take_priors(smacs_run *run) {
    for (uint32_t m = 0; m < run->request.pool_count; m++) {
        const uint32_t model = run->models[m];
        const double own = run->request.pool[m].prior;
        run->priors[m] = model != UINT32_MAX
                             ? run->view.route->priors[model]
                             : (smacs_prior){.prior = own, .standard_error = NAN, .n_eff = 0.0, .utility = own};
    }
}

static bool on_panel(const smacs_run *run, uint32_t member) {
    for (uint32_t i = 0; i < run->view.panel_count; i++) {
        if (run->panel[i] == member) {
            return true;
        }
    }
    return false;
}

/* The first member that calls a model of the index: one answer of each model is asked for. */
static uint32_t member_for(const smacs_run *run, uint32_t model) {
    uint32_t m = 0;
    while (run->models[m] != model) {
        m++;
    }
    return m;
}

/* Members that the index does not know follow in the order of their own priors, then of the pool. */
static uint32_t best_unknown(const smacs_run *run) {
    uint32_t best = UINT32_MAX;
    for (uint32_t m = 0; m < run->request.pool_count; m++) {
        if (run->models[m] != UINT32_MAX || on_panel(run, m)) {
            continue;
        }
        const double prior = knows_prior(run, m) ? run->priors[m].prior : -1.0;
        const double best_prior = best == UINT32_MAX ? -2.0 : knows_prior(run, best) ? run->priors[best].prior : -1.0;
        best = prior > best_prior ? m : best;
    }
    return best;
}

static void choose_panel(smacs_run *run) {
    smacs_run_view *v = &run->view;
    const smacs_run_request *r = &run->request;
    for (uint32_t i = 0; i < r->panel_count; i++) {
        run->panel[v->panel_count++] = r->panel[i];
    }
    if (r->panel_count > 0) {
        return;
    }
    for (uint32_t i = 0; v->route && i < v->route->panel_count; i++) {
        run->panel[v->panel_count++] = member_for(run, v->route->panel[i]);
    }
    for (uint32_t m; v->panel_count < r->config.n && (m = best_unknown(run)) != UINT32_MAX;) {
        run->panel[v->panel_count++] = m;
    }
}

/* The adaptive switch: only references of at least a share of the best prior are asked. */
static void apply_switch(smacs_run *run) {
    smacs_run_view *v = &run->view;
    if (run->request.config.mode != SMACS_RUN_AUTO || run->request.panel_count > 0) {
        return;
    }
    double best = 0.0;
    uint32_t left = 0;
    for (uint32_t i = 0; i < v->panel_count; i++) {
        const double prior = run->priors[run->panel[i]].prior;
        best = prior > best ? prior : best;
    }
    for (uint32_t i = 0; i < v->panel_count; i++) {
        const uint32_t member = run->panel[i];
        if (!knows_prior(run, member) || run->priors[member].prior >= run->request.config.switch_share * best) {
            run->panel[left++] = member;
        }
    }
    v->panel_count = left;
}

/* ---- the order of asking ---- */

/* Draws a key for each member: the largest first is an order in proportion to the odds of their priors (Gumbel's trick).
 * Members without a prior stay behind, as they stand. Nobody knows the nonce, so nobody knows whom it favours. */
static void draw_keys(const smacs_run *run, double keys[SMACS_POOL_MAX]) {
    const smacs_run_request *r = &run->request;
    smacs_rng rng;
    uint64_t stream = smacs_fnv1a(SMACS_FNV_BASIS, r->nonce.data, r->nonce.size);
    stream = smacs_fnv1a(stream, r->question.data, r->question.size);
    smacs_rng_seed(&rng, r->seed, ORDER_STREAM ^ stream);
    for (uint32_t m = 0; m < r->pool_count; m++) {
        const double noise = -smacs_log(-smacs_log(smacs_rng_unit(&rng)));
        keys[m] = knows_prior(run, m) ? smacs_log_odds(run->priors[m].prior) + noise : -INFINITY;
    }
}

static void move_to(smacs_run *run, uint32_t from, uint32_t to) {
    const uint32_t member = run->panel[from];
    memmove(run->panel + to + 1, run->panel + to, (from - to) * sizeof *run->panel);
    run->panel[to] = member;
}

/* Where answers may end the asking, those asked first decide it. If these were always the best by their priors, two liars
 * there would be heard alone. So all but the first are asked in an order that is drawn, the second of another house. */
static void draw_order(smacs_run *run) {
    const smacs_run_mode mode = run->request.config.mode;
    const uint32_t count = run->view.panel_count, *panel = run->panel;
    const bool may_stop = (mode == SMACS_RUN_SELECT || mode == SMACS_RUN_AUTO) &&
                          smacs_run_asks_in_waves(run, SMACS_ROLE_REFERENCE) && run->request.panel_count == 0;
    double keys[SMACS_POOL_MAX];
    uint32_t other = 1;
    if (!may_stop) {
        return;
    }
    draw_keys(run, keys);
    for (uint32_t i = 2; i < count; i++) {
        uint32_t place = i;
        while (place > 1 && keys[panel[place - 1]] < keys[panel[i]]) {
            place--;
        }
        move_to(run, i, place);
    }
    while (other < count && run->makers[panel[other]] == run->makers[panel[0]]) {
        other++;
    }
    if (other < count) {
        move_to(run, other, 1);
    }
}

/* Who writes candidates: as configured, or the panel from its best on. */
static void choose_aggregators(smacs_run *run) {
    const smacs_run_request *r = &run->request;
    if (r->aggregator_count > 0) {
        memcpy(run->aggregators, r->aggregators, r->aggregator_count * sizeof *run->aggregators);
        run->aggregator_count = r->aggregator_count;
        return;
    }
    for (uint32_t i = 0; i < run->view.panel_count; i++) {
        if (!r->pool[run->panel[i]].no_aggregate) {
            run->aggregators[run->aggregator_count++] = run->panel[i];
        }
    }
}

static void settle_mode(smacs_run *run) {
    smacs_run_view *v = &run->view;
    v->mode = run->request.config.mode;
    v->pace = run->request.config.pace;
    v->settled = v->mode == SMACS_RUN_AUTO && v->panel_count == 1 ? SMACS_RUN_ROUTE : v->mode;
    const bool aggregates = v->settled == SMACS_RUN_AGGREGATE || v->settled == SMACS_RUN_PAPER;
    run->draws_planned = aggregates ? smacs_run_count_draws(run, v->panel_count) : 0;
    v->calls_planned = (v->settled == SMACS_RUN_ROUTE ? 1 : v->panel_count) + run->draws_planned;
}

static smacs_status prepare(smacs_run *run, const smacs_run_request *request, smacs_error *error) {
    const uint32_t pool = request->pool_count;
    if (!smacs_run_copy_request(run, request)) {
        return smacs_fail_memory(error);
    }
    run->models = smacs_arena_zeroed(&run->a, &run->arena, pool, sizeof *run->models);
    run->makers = smacs_arena_zeroed(&run->a, &run->arena, pool, sizeof *run->makers);
    run->priors = smacs_arena_zeroed(&run->a, &run->arena, pool, sizeof *run->priors);
    run->dropped = smacs_arena_zeroed(&run->a, &run->arena, pool, 1);
    run->states = smacs_arena_zeroed(&run->a, &run->arena, pool, sizeof *run->states);
    run->panel = smacs_arena_zeroed(&run->a, &run->arena, pool, sizeof *run->panel);
    run->aggregators = smacs_arena_zeroed(&run->a, &run->arena, pool, sizeof *run->aggregators);
    run->aggregator_failed = smacs_arena_zeroed(&run->a, &run->arena, pool, 1);
    if (!run->models || !run->makers || !run->priors || !run->dropped || !run->states || !run->panel ||
        !run->aggregators || !run->aggregator_failed) {
        return smacs_fail_memory(error);
    }
    for (uint32_t m = 0; m < pool; m++) {
        run->states[m].call = UINT32_MAX;
    }
    find_models(run);
    number_makers(run);
    const smacs_status status = route_pool(run, error);
    run->request.vector = NULL; /* borrowed, and not needed again */
    if (status != SMACS_OK) {
        return status;
    }
    take_priors(run);
    choose_panel(run);
    apply_switch(run);
    choose_aggregators(run);
    settle_mode(run);
    draw_order(run);
    const smacs_run_config *c = &run->request.config;
    run->view.weights = c->weighted ? c->weights : smacs_weights_of(smacs_run_prior_mode(run));
    run->form = smacs_answer_expect(run->request.question);
    if (smacs_run_checks(run)) {
        run->form.code = smacs_run_checks_programs(run);
        run->form.literal = !run->form.code;
        run->form.open = false;
    }
    return smacs_run_make_room_for_voters(run) && smacs_run_write_question(run) == SMACS_OK ? SMACS_OK
                                                                                            : smacs_fail_memory(error);
}

smacs_status smacs_run_create(const smacs_allocator *allocator, const smacs_index *index,
                              const smacs_embedder *embedder, const smacs_run_request *request, smacs_run **out,
                              smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    *out = NULL;
    if (!embedder || !request) {
        return smacs_fail_null(error);
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_status status = smacs_run_check_request(request, error);
    if (status == SMACS_OK && request->vector && !index) {
        status = smacs_fail_plain(error, SMACS_E_ARGUMENT,
                                  "the question has a vector, but there is no index to search with it");
    }
    if (status != SMACS_OK) {
        return status;
    }
    smacs_run *run = smacs_mem_zeroed(&a, 1, sizeof *run);
    if (!run) {
        return smacs_fail_memory(error);
    }
    run->a = a;
    run->index = index;
    run->embedder = embedder;
    run->dim = smacs_embedder_describe(embedder).dim;
    run->view.kept = run->view.kept_camp = run->view.referee.winner = UINT32_MAX;
    run->view.certainty = (smacs_certainty){NAN, SMACS_CERTAINTY_NOTHING};
    status = prepare(run, request, error);
    if (status != SMACS_OK) {
        smacs_run_free(run);
        return status;
    }
    *out = run;
    return SMACS_OK;
}

void smacs_run_free(smacs_run *run) {
    if (!run) {
        return;
    }
    const smacs_allocator a = run->a;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        smacs_answer_free(&a, &run->calls[i].answer);
        smacs_bytes_free(&a, &run->partial[i]);
    }
    smacs_route_free(run->view.route);
    smacs_names_free(&a, &run->spelt);
    smacs_mem_free(&a, run->spellings);
    smacs_mem_free(&a, run->unstated);
    smacs_answer_free(&a, &run->output);
    smacs_mem_free(&a, run->checks);
    smacs_mem_free(&a, run->camps);
    smacs_mem_free(&a, run->camp_members);
    smacs_mem_free(&a, run->voters);
    smacs_mem_free(&a, run->voter_calls);
    smacs_mem_free(&a, run->calls);
    smacs_mem_free(&a, run->partial);
    smacs_mem_free(&a, run->candidates);
    smacs_mem_free(&a, run->terms);
    smacs_mem_free(&a, run->actions);
    smacs_arena_free(&a, &run->arena);
    smacs_mem_free(&a, run);
}

smacs_run_view smacs_run_look(const smacs_run *run) {
    smacs_run_view view = run->view;
    view.dim = run->dim;
    view.pool = run->request.pool;
    view.pool_count = run->request.pool_count;
    view.priors = run->priors;
    view.makers = run->makers;
    view.dropped = run->dropped;
    view.panel = run->panel;
    view.calls = run->calls;
    view.subsets = run->subsets;
    view.camps = run->camps;
    view.checks = run->checks;
    view.plan = &run->request.checks;
    view.candidates = run->candidates;
    view.terms = run->terms;
    return view;
}
