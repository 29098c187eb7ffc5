/* What a run is asked to do: its defaults, what it refuses, and the copy that it keeps. */
#include "base/error.h"
#include "base/text.h"
#include "run/run.h"
#include <math.h>
#include <string.h>

/* No zeroed struct has this, and hardly one that was never written to. */
static const uint32_t INITIALISED = 0x534D4143;

smacs_member smacs_member_init(void) {
    return (smacs_member){
        .initialised = INITIALISED, .prior = NAN, .price_input = NAN, .price_output = NAN, .temperature = NAN};
}

smacs_run_config smacs_run_config_init(void) {
    const smacs_route_options route = smacs_route_options_init();
    return (smacs_run_config){.initialised = INITIALISED,
                              .n = route.n,
                              .k = route.k,
                              .alpha = route.alpha,
                              .late_ms = 12000,
                              .tau = 1.0,
                              .state = true,
                              .referee = true,
                              .switch_share = 0.8,
                              .temperature = NAN,
                              .merge_temperature = 0.7,
                              .max_tokens = 4096,
                              .reference_bytes = 8000,
                              .budget = {.cost = NAN}};
}

smacs_run_request smacs_run_request_init(void) { return (smacs_run_request){.config = smacs_run_config_init()}; }

static smacs_status bad(smacs_error *error, const char *message) {
    return smacs_fail_plain(error, SMACS_E_ARGUMENT, message);
}

static smacs_status check_member(const smacs_run_request *r, uint32_t m, smacs_error *error) {
    const smacs_member *member = &r->pool[m];
    const char *message = NULL;
    if (member->initialised != INITIALISED) {
        message = "a member of the pool did not start from smacs_member_init";
    } else if (member->id.size == 0) {
        message = "a member of the pool has no id";
    } else if (!isnan(member->prior) && !(member->prior >= 0.0 && member->prior <= 1.0)) {
        message = "a prior is a number from 0 to 1";
    } else if (member->price_input < 0.0 || member->price_output < 0.0 || isinf(member->price_input) ||
               isinf(member->price_output)) {
        message = "a price is a number from 0";
    } else if (member->temperature < 0.0 || isinf(member->temperature)) {
        message = "a temperature is a number from 0";
    }
    for (uint32_t before = 0; before < m && !message; before++) {
        message = smacs_text_equal(r->pool[before].id, member->id) ? "two members of the pool have one id" : NULL;
    }
    return message ? smacs_fail(error, SMACS_E_ARGUMENT, message, member->id, SMACS_NO_POSITION) : SMACS_OK;
}

static smacs_status check_numbers(const uint32_t *numbers, uint32_t count, uint32_t pool, smacs_error *error) {
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t before = 0; before < i; before++) {
            if (numbers[before] == numbers[i]) {
                return bad(error, "a member stands twice in a list");
            }
        }
        if (numbers[i] >= pool) {
            return bad(error, "a list names a member that the pool does not have");
        }
    }
    return SMACS_OK;
}

static bool weight_is_fine(double weight) { return isfinite(weight) && weight >= 0.0; }

static smacs_status check_config(const smacs_run_config *c, smacs_error *error) {
    if (c->initialised != INITIALISED) {
        return bad(error, "the config of a run did not start from smacs_run_config_init");
    }
    if (c->mode > SMACS_RUN_PAPER || c->pace > SMACS_PACE_THOROUGH) {
        return bad(error,
                   "the mode of a run is auto, route, select, aggregate or paper; its pace fast, thrifty or thorough");
    }
    if (!(c->alpha >= 0.0 && c->alpha <= 1.0) || !(c->referee_accuracy >= 0.0 && c->referee_accuracy <= 1.0) ||
        !(c->switch_share >= 0.0 && c->switch_share <= 1.0)) {
        return bad(error, "alpha, the share of the switch and a referee's accuracy are numbers from 0 to 1");
    }
    if (!(c->tau >= 0.0) || isinf(c->tau) || !(c->early_stop == 0.0 || c->early_stop > 0.5)) {
        return bad(error, "tau is a number from 0; early_stop a certainty above 0.5");
    }
    if (c->temperature < 0.0 || isinf(c->temperature) || !(c->merge_temperature >= 0.0) ||
        isinf(c->merge_temperature)) {
        return bad(error, "a temperature is a number from 0");
    }
    if (c->weighted && (!weight_is_fine(c->weights.agreement) || !weight_is_fine(c->weights.confidence) ||
                        !weight_is_fine(c->weights.vote))) {
        return bad(error, "weights of the posterior are numbers from 0");
    }
    if (c->budget.cost < 0.0 || isinf(c->budget.cost)) {
        return bad(error, "a budget is a number from 0");
    }
    return c->subsets <= SMACS_SUBSETS_MAX
               ? SMACS_OK
               : smacs_fail_plain(error, SMACS_E_TOO_LARGE, "a run draws at most 64 subsets");
}

smacs_status smacs_run_check_request(const smacs_run_request *r, smacs_error *error) {
    if ((!r->pool && r->pool_count > 0) || (!r->history && r->history_count > 0) || (!r->panel && r->panel_count > 0) ||
        (!r->aggregators && r->aggregator_count > 0) || (!r->vector && r->vector_count > 0) ||
        smacs_text_lacks(r->question)) {
        return smacs_fail_null(error);
    }
    if (smacs_text_trimmed(r->question).size == 0) {
        return smacs_fail_plain(error, SMACS_E_EMPTY, "the question is empty; type one first");
    }
    if (r->pool_count == 0) {
        return smacs_fail_plain(error, SMACS_E_EMPTY, "the pool has no model to ask; add one first");
    }
    if (r->pool_count > SMACS_POOL_MAX) {
        return smacs_fail_plain(error, SMACS_E_TOO_LARGE, "a pool has at most 256 members");
    }
    if (r->checks.expect_count > SMACS_CHECK_INPUTS_MAX || (!r->checks.expects && r->checks.expect_count > 0) ||
        !(r->checks.within >= 0.0 && r->checks.within < 1.0)) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT,
                                "a plan of checks has at most 40 inputs and compares within 0 to 1");
    }
    smacs_status status = check_config(&r->config, error);
    for (uint32_t m = 0; m < r->pool_count && status == SMACS_OK; m++) {
        status = check_member(r, m, error);
    }
    if (status == SMACS_OK) {
        status = check_numbers(r->panel, r->panel_count, r->pool_count, error);
    }
    if (status == SMACS_OK) {
        status = check_numbers(r->aggregators, r->aggregator_count, r->pool_count, error);
    }
    return status != SMACS_OK || r->nonce.size > 0 || r->config.mode == SMACS_RUN_PAPER
               ? status
               : bad(error, "a run needs a nonce: fresh random characters");
}

static bool copy_numbers(smacs_run *run, const uint32_t **numbers, uint32_t count) {
    uint32_t *copy = smacs_arena_zeroed(&run->a, &run->arena, count, sizeof *copy);
    if (!copy) {
        return false;
    }
    if (count > 0) {
        memcpy(copy, *numbers, count * sizeof *copy);
    }
    *numbers = copy;
    return true;
}

static bool copy_pool(smacs_run *run, const smacs_run_request *given) {
    smacs_member *pool = smacs_arena_zeroed(&run->a, &run->arena, given->pool_count, sizeof *pool);
    if (!pool) {
        return false;
    }
    for (uint32_t m = 0; m < given->pool_count; m++) {
        pool[m] = given->pool[m];
        if (!smacs_arena_text(&run->a, &run->arena, pool[m].id, &pool[m].id) ||
            !smacs_arena_text(&run->a, &run->arena, pool[m].model, &pool[m].model) ||
            !smacs_arena_text(&run->a, &run->arena, pool[m].maker, &pool[m].maker)) {
            return false;
        }
    }
    run->request.pool = pool;
    return true;
}

static bool copy_history(smacs_run *run, const smacs_run_request *given) {
    smacs_message *history = smacs_arena_zeroed(&run->a, &run->arena, given->history_count, sizeof *history);
    if (!history) {
        return false;
    }
    for (uint32_t i = 0; i < given->history_count; i++) {
        if (!smacs_arena_text(&run->a, &run->arena, given->history[i].role, &history[i].role) ||
            !smacs_arena_text(&run->a, &run->arena, given->history[i].content, &history[i].content)) {
            return false;
        }
    }
    run->request.history = history;
    return true;
}

static void set_defaults(smacs_run_config *c) {
    const smacs_run_config defaults = smacs_run_config_init();
    c->n = c->n ? c->n : defaults.n;
    c->subsets = c->subsets ? c->subsets : c->mode == SMACS_RUN_AUTO ? 3 : 8;
    c->switch_share = c->switch_share > 0.0 ? c->switch_share : defaults.switch_share;
    c->late_ms = c->late_ms ? c->late_ms : defaults.late_ms;
    c->early_stop = c->mode == SMACS_RUN_PAPER ? 2.0 : c->early_stop;
    c->eager = c->eager || c->mode == SMACS_RUN_PAPER;
    c->temperature = c->temperature > 0.0 ? c->temperature : defaults.temperature;
    c->merge_temperature = c->merge_temperature > 0.0 ? c->merge_temperature : defaults.merge_temperature;
    c->max_tokens = c->max_tokens ? c->max_tokens : defaults.max_tokens;
    c->reference_bytes = c->reference_bytes ? c->reference_bytes : defaults.reference_bytes;
}

static bool copy_plan(smacs_run *run, const smacs_run_plan *given) {
    smacs_text *expects = smacs_arena_zeroed(&run->a, &run->arena, given->expect_count, sizeof *expects);
    for (uint32_t i = 0; i < given->expect_count && expects; i++) {
        if (!smacs_arena_text(&run->a, &run->arena, given->expects[i], &expects[i])) {
            return false;
        }
    }
    run->request.checks.expects = expects;
    return expects != NULL;
}

bool smacs_run_copy_request(smacs_run *run, const smacs_run_request *given) {
    smacs_run_request *r = &run->request;
    *r = *given;
    set_defaults(&r->config);
    return smacs_arena_text(&run->a, &run->arena, given->question, &r->question) &&
           smacs_arena_text(&run->a, &run->arena, given->system, &r->system) &&
           smacs_arena_text(&run->a, &run->arena, given->prompt, &r->prompt) &&
           smacs_arena_text(&run->a, &run->arena, given->state_prompt, &r->state_prompt) &&
           smacs_arena_text(&run->a, &run->arena, given->nonce, &r->nonce) && copy_pool(run, given) &&
           copy_history(run, given) && copy_plan(run, &given->checks) && copy_numbers(run, &r->panel, r->panel_count) &&
           copy_numbers(run, &r->aggregators, r->aggregator_count);
}
