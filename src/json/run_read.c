/* Requests and events of a run, from JSON. */
#include "base/error.h"
#include "json/run.h"
#include <math.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

const char *const smacs_run_modes[] = {"auto", "route", "select", "aggregate", "paper", NULL};
const char *const smacs_run_paces[] = {"fast", "thrifty", "thorough", NULL};
const char *const smacs_run_roles[] = {"reference", "aggregate", "state", "judge", NULL};
static const char *const referee_words[] = {"off", "auto", NULL};
const char *const smacs_run_call_states[] = {"flying", "done", "failed", "cancelled", NULL};
const char *const smacs_run_cancel_reasons[] = {"none", "early-stop", "stop",    "merge-now",
                                                "drop", "deadline",   "refused", NULL};
const char *const smacs_run_bases[] = {"unknown", "estimated", "actual", NULL};
const char *const smacs_run_cost_bases[] = {"unknown", "estimated", "actual", "listed", NULL};
const char *const smacs_run_phases[] = {"new", "references", "aggregates", "done", NULL};
const char *const smacs_run_degradations[] = {"references", "aggregator", "selected", "cut",     "budget",
                                              "stopped",    "deadline",   "fallback", "nothing", NULL};
const char *const smacs_run_check_kinds[] = {"output", "examples", "behaviour", NULL};
const char *const smacs_run_check_languages[] = {"python", "javascript", NULL};
const char *const smacs_run_outcomes[] = {"value", "error", "timeout", "memory", "refused", NULL};
const char *const smacs_run_checked_words[] = {"passed", "failed", NULL};
const char *const smacs_run_certainty_reasons[] = {"none", "nothing", "one-read", "open", "paper", "unread", NULL};

/* ---- requests ---- */

smacs_status smacs_run_weights_read(const cJSON *tree, smacs_weights *out, smacs_error *error) {
    static const smacs_slot slots[] = {SMACS_SLOT(NUMBER, "agreement", smacs_weights, agreement, true, NULL),
                                       SMACS_SLOT(NUMBER, "confidence", smacs_weights, confidence, true, NULL),
                                       SMACS_SLOT(NUMBER, "vote", smacs_weights, vote, true, NULL)};
    return smacs_slots_read(tree, slots, COUNT(slots), out, "weights", error);
}

static smacs_status read_budget(const cJSON *tree, smacs_budget *out, smacs_error *error) {
    static const smacs_slot slots[] = {SMACS_SLOT(COUNT, "calls", smacs_budget, calls, false, NULL),
                                       SMACS_SLOT(SIZE, "output_tokens", smacs_budget, output_tokens, false, NULL),
                                       SMACS_SLOT(NUMBER_OR_NULL, "cost", smacs_budget, cost, false, NULL)};
    return smacs_slots_read(tree, slots, COUNT(slots), out, "budget", error);
}

/* A certainty, or false for never. */
static smacs_status read_early_stop(const cJSON *member, double *out, smacs_error *error) {
    if (cJSON_IsFalse(member)) {
        *out = 2.0;
        return SMACS_OK;
    }
    *out = cJSON_IsNumber(member) ? member->valuedouble : 0.0;
    return *out > 0.5 && *out <= 1.0
               ? SMACS_OK
               : smacs_fail(error, SMACS_E_SCHEMA, "a certainty above 0.5 up to 1, or false, is expected here",
                            smacs_text_of("early_stop"), SMACS_NO_POSITION);
}

/* What of a config stands beside it until it is read. */
typedef struct config_parts {
    smacs_run_config config;
    const cJSON *weights, *budget, *early_stop;
    uint32_t mode, pace, referee;
} config_parts;

static smacs_status read_config(const cJSON *tree, smacs_run_config *c, smacs_error *error) {
#define PART(kind, name, words) SMACS_SLOT(kind, #name, config_parts, name, false, words)
#define OPTION(kind, name) SMACS_SLOT(kind, #name, config_parts, config.name, false, NULL)
    static const smacs_slot slots[] = {PART(WORD, mode, smacs_run_modes),
                                       PART(WORD, pace, smacs_run_paces),
                                       PART(WORD, referee, referee_words),
                                       OPTION(NUMBER, referee_accuracy),
                                       OPTION(SIZE, late_ms),
                                       OPTION(COUNT, n),
                                       OPTION(COUNT, k),
                                       OPTION(NUMBER, alpha),
                                       OPTION(FLAG, coverage),
                                       OPTION(COUNT, subsets),
                                       OPTION(COUNT, subset_size),
                                       OPTION(NUMBER, tau),
                                       OPTION(NUMBER, switch_share),
                                       PART(ANY, early_stop, NULL),
                                       OPTION(COUNT, parallel),
                                       OPTION(FLAG, state),
                                       OPTION(FLAG, contract),
                                       OPTION(FLAG, eager),
                                       OPTION(SIZE, deadline_ms),
                                       OPTION(NUMBER, temperature),
                                       OPTION(NUMBER, merge_temperature),
                                       OPTION(COUNT, max_tokens),
                                       OPTION(COUNT, reference_bytes),
                                       PART(OBJECT, weights, NULL),
                                       PART(OBJECT, budget, NULL)};
#undef PART
#undef OPTION
    config_parts p = {.config = *c, .referee = c->referee};
    smacs_status status = smacs_slots_read(tree, slots, COUNT(slots), &p, "config", error);
    *c = p.config;
    c->mode = (smacs_run_mode)p.mode;
    c->pace = (smacs_pace)p.pace;
    c->referee = p.referee > 0;
    if (status == SMACS_OK && p.early_stop) {
        status = read_early_stop(p.early_stop, &c->early_stop, error);
    }
    if (status == SMACS_OK && p.weights) {
        c->weighted = true;
        status = smacs_run_weights_read(p.weights, &c->weights, error);
    }
    return status == SMACS_OK && p.budget ? read_budget(p.budget, &c->budget, error) : status;
}

static smacs_status read_member(const cJSON *tree, smacs_member *out, smacs_error *error) {
#define FACT(kind, name, required) SMACS_SLOT(kind, #name, smacs_member, name, required, NULL)
    static const smacs_slot slots[] = {FACT(TEXT, id, true),
                                       FACT(TEXT_OR_NULL, model, false),
                                       FACT(TEXT_OR_NULL, maker, false),
                                       FACT(NUMBER_OR_NULL, prior, false),
                                       FACT(NUMBER_OR_NULL, price_input, false),
                                       FACT(NUMBER_OR_NULL, price_output, false),
                                       FACT(NUMBER_OR_NULL, temperature, false),
                                       SMACS_SLOT(FLAG, "aggregates", smacs_member, no_aggregate, false, NULL),
                                       FACT(FLAG, logprobs, false)};
#undef FACT
    *out = smacs_member_init();
    out->no_aggregate = true; /* the message says the opposite */
    const smacs_status status = smacs_slots_read(tree, slots, COUNT(slots), out, "pool", error);
    out->no_aggregate = !out->no_aggregate;
    return status;
}

static smacs_status read_pool(const cJSON *array, smacs_request_parts *parts, smacs_run_request *out,
                              smacs_error *error) {
    const int count = cJSON_GetArraySize(array);
    if (count > SMACS_POOL_MAX) {
        return smacs_fail_plain(error, SMACS_E_TOO_LARGE, "a pool has at most 256 members");
    }
    parts->pool = smacs_mem_zeroed(&parts->a, (size_t)count, sizeof *parts->pool);
    if (!parts->pool) {
        return smacs_fail_memory(error);
    }
    smacs_status status = SMACS_OK;
    for (const cJSON *item = array->child; item && status == SMACS_OK; item = item->next) {
        status = read_member(item, &parts->pool[out->pool_count++], error);
    }
    out->pool = parts->pool;
    return status;
}

static smacs_status read_history(const cJSON *array, smacs_request_parts *parts, smacs_run_request *out,
                                 smacs_error *error) {
    static const char *const roles[] = {"user", "assistant", NULL};
    parts->history = smacs_mem_zeroed(&parts->a, (size_t)cJSON_GetArraySize(array), sizeof *parts->history);
    if (!parts->history) {
        return smacs_fail_memory(error);
    }
    smacs_status status = SMACS_OK;
    for (const cJSON *item = array->child; item && status == SMACS_OK; item = item->next) {
        smacs_message *message = &parts->history[out->history_count++];
        uint32_t role = 0;
        const smacs_field fields[] = {{"role", SMACS_FIELD_WORD, &role, true, roles},
                                      {"content", SMACS_FIELD_TEXT, &message->content, true, NULL}};
        status = smacs_fields_read(item, fields, COUNT(fields), "history", error);
        message->role = smacs_text_of(roles[role]);
    }
    out->history = parts->history;
    return status;
}

static uint32_t find_member(const smacs_member *pool, uint32_t count, const char *id) {
    const size_t size = strlen(id);
    uint32_t m = 0;
    while (m < count && !(pool[m].id.size == size && memcmp(pool[m].id.data, id, size) == 0)) {
        m++;
    }
    return m;
}

/* Members by their ids. */
static smacs_status read_ids(const cJSON *array, const smacs_request_parts *parts, const smacs_run_request *request,
                             uint32_t **out, uint32_t *count, smacs_error *error) {
    *out = smacs_mem_zeroed(&parts->a, (size_t)cJSON_GetArraySize(array), sizeof **out);
    if (!*out) {
        return smacs_fail_memory(error);
    }
    for (const cJSON *item = array->child; item; item = item->next) {
        if (!cJSON_IsString(item)) {
            return smacs_fail(error, SMACS_E_SCHEMA, "ids of the pool are expected here", smacs_text_of(array->string),
                              SMACS_NO_POSITION);
        }
        const uint32_t member = find_member(request->pool, request->pool_count, item->valuestring);
        if (member == request->pool_count) {
            return smacs_fail(error, SMACS_E_NOT_FOUND, "the pool has no member of this id",
                              smacs_text_of(item->valuestring), SMACS_NO_POSITION);
        }
        (*out)[(*count)++] = member;
    }
    return SMACS_OK;
}

static smacs_status read_expects(const cJSON *array, smacs_request_parts *parts, smacs_run_plan *plan,
                                 smacs_error *error) {
    parts->expects = smacs_mem_zeroed(&parts->a, (size_t)cJSON_GetArraySize(array), sizeof *parts->expects);
    if (!parts->expects) {
        return smacs_fail_memory(error);
    }
    for (const cJSON *item = array->child; item; item = item->next) {
        if (!cJSON_IsString(item) && !cJSON_IsNull(item)) {
            return smacs_fail(error, SMACS_E_SCHEMA, "a text or null is expected here", smacs_text_of("expects"),
                              SMACS_NO_POSITION);
        }
        parts->expects[plan->expect_count++] = smacs_text_of(item->valuestring);
    }
    plan->expects = parts->expects;
    return SMACS_OK;
}

typedef struct plan_parts {
    uint32_t kind, language;
    double within;
    const cJSON *expects;
} plan_parts;

static smacs_status read_plan(const cJSON *tree, smacs_request_parts *parts, smacs_run_plan *out, smacs_error *error) {
    static const smacs_slot slots[] = {
        SMACS_SLOT(WORD, "kind", plan_parts, kind, true, smacs_run_check_kinds),
        SMACS_SLOT(WORD, "language", plan_parts, language, true, smacs_run_check_languages),
        SMACS_SLOT(ARRAY, "expects", plan_parts, expects, false, NULL),
        SMACS_SLOT(NUMBER, "within", plan_parts, within, false, NULL)};
    plan_parts p = {.within = 0.0};
    const smacs_status status = smacs_slots_read(tree, slots, COUNT(slots), &p, "checks", error);
    *out = (smacs_run_plan){.wanted = true,
                            .kind = (smacs_check_kind)p.kind,
                            .language = (smacs_check_language)p.language,
                            .within = p.within};
    return status == SMACS_OK && p.expects ? read_expects(p.expects, parts, out, error) : status;
}

static smacs_status read_vector(const cJSON *array, smacs_request_parts *parts, smacs_run_request *out,
                                smacs_error *error) {
    const int count = cJSON_GetArraySize(array);
    if (count == 0 || count > SMACS_NUMBERS_MAX) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA, "a vector has from 1 to 4096 numbers");
    }
    parts->vector = smacs_mem_zeroed(&parts->a, (size_t)count, sizeof *parts->vector);
    if (!parts->vector) {
        return smacs_fail_memory(error);
    }
    for (const cJSON *item = array->child; item; item = item->next) {
        if (!cJSON_IsNumber(item)) {
            return smacs_fail(error, SMACS_E_SCHEMA, "numbers are expected here", smacs_text_of("vector"),
                              SMACS_NO_POSITION);
        }
        parts->vector[out->vector_count++] = item->valuedouble;
    }
    out->vector = parts->vector;
    return SMACS_OK;
}

/* What of a request stands beside it until it is read. */
typedef struct request_parts {
    smacs_run_request request;
    const cJSON *history, *pool, *panel, *aggregators, *config, *checks, *vector;
} request_parts;

smacs_status smacs_run_request_read(const cJSON *tree, smacs_request_parts *parts, smacs_run_request *out,
                                    smacs_error *error) {
#define PART(kind, name, required) SMACS_SLOT(kind, #name, request_parts, name, required, NULL)
#define FACT(kind, name, required) SMACS_SLOT(kind, #name, request_parts, request.name, required, NULL)
    static const smacs_slot slots[] = {FACT(TEXT, question, true),        FACT(TEXT_OR_NULL, system, false),
                                       FACT(TEXT_OR_NULL, prompt, false), FACT(TEXT_OR_NULL, state_prompt, false),
                                       PART(ARRAY, history, false),       PART(ARRAY, pool, true),
                                       PART(ARRAY, panel, false),         PART(ARRAY, aggregators, false),
                                       PART(OBJECT, config, false),       PART(OBJECT, checks, false),
                                       FACT(SIZE, seed, false),           FACT(TEXT_OR_NULL, nonce, false),
                                       PART(ARRAY, vector, false)};
#undef PART
#undef FACT
    request_parts p = {.request = smacs_run_request_init()};
    smacs_status status = smacs_slots_read(tree, slots, COUNT(slots), &p, "request", error);
    *out = p.request;
    if (status == SMACS_OK) {
        status = read_pool(p.pool, parts, out, error);
    }
    if (status == SMACS_OK && p.history) {
        status = read_history(p.history, parts, out, error);
    }
    if (status == SMACS_OK && p.panel) {
        status = read_ids(p.panel, parts, out, &parts->panel, &out->panel_count, error);
        out->panel = parts->panel;
    }
    if (status == SMACS_OK && p.aggregators) {
        status = read_ids(p.aggregators, parts, out, &parts->aggregators, &out->aggregator_count, error);
        out->aggregators = parts->aggregators;
    }
    if (status == SMACS_OK && p.checks) {
        status = read_plan(p.checks, parts, &out->checks, error);
    }
    if (status == SMACS_OK && p.vector) {
        status = read_vector(p.vector, parts, out, error);
    }
    return status == SMACS_OK && p.config ? read_config(p.config, &out->config, error) : status;
}

void smacs_run_request_free(smacs_request_parts *parts) {
    smacs_mem_free(&parts->a, parts->pool);
    smacs_mem_free(&parts->a, parts->history);
    smacs_mem_free(&parts->a, parts->panel);
    smacs_mem_free(&parts->a, parts->aggregators);
    smacs_mem_free(&parts->a, parts->expects);
    smacs_mem_free(&parts->a, parts->vector);
}

/* ---- events ---- */

typedef struct usage_parts {
    uint64_t input, output;
    double cost;
    uint32_t basis;
} usage_parts;

static smacs_status read_usage(const cJSON *tree, smacs_usage *out, smacs_error *error) {
    static const smacs_slot slots[] = {SMACS_SLOT(SIZE, "input", usage_parts, input, true, NULL),
                                       SMACS_SLOT(SIZE, "output", usage_parts, output, true, NULL),
                                       SMACS_SLOT(NUMBER_OR_NULL, "cost", usage_parts, cost, false, NULL),
                                       SMACS_SLOT(WORD, "basis", usage_parts, basis, false, smacs_run_bases)};
    usage_parts p = {.cost = NAN, .basis = SMACS_BASIS_ACTUAL};
    const smacs_status status = smacs_slots_read(tree, slots, COUNT(slots), &p, "usage", error);
    *out = (smacs_usage){.input = p.input,
                         .output = p.output,
                         .cost = p.cost,
                         .basis = (smacs_basis)p.basis,
                         .cost_basis = p.cost >= 0.0 ? SMACS_BASIS_ACTUAL : SMACS_BASIS_UNKNOWN};
    return status;
}

static const char *const event_types[] = {"begin", "completed", "failed", "delta", "tick",
                                          "user",  "checked",   "late",   NULL};
static const char *const user_words[] = {"stop", "merge-now", "drop", "ask", NULL};
enum { USER = 5, CHECKED = 6, LATE = 7 };

/* An event, and what is read beside it. What the run has no use for is kept in the trace for people. */
typedef struct event_parts {
    smacs_event event;
    uint32_t type, what;
    smacs_text member, reasoning, message;
    const cJSON *usage, *results;
    uint64_t first_ms;
} event_parts;

/* The type says which fields an event has. */
static smacs_status read_type(const cJSON *tree, uint32_t *type, smacs_error *error) {
    const char *word = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(tree, "type"));
    for (*type = 0; word && event_types[*type]; ++*type) {
        if (strcmp(word, event_types[*type]) == 0) {
            return SMACS_OK;
        }
    }
    return smacs_fail(error, SMACS_E_SCHEMA,
                      "an event has a type: begin, completed, failed, delta, tick, user, checked or late",
                      smacs_text_of(word), SMACS_NO_POSITION);
}

static smacs_status read_event_fields(const cJSON *tree, event_parts *p, smacs_error *error) {
    enum {
        COMPLETES = 1 << SMACS_EVENT_COMPLETED,
        FAILS = 1 << SMACS_EVENT_FAILED,
        PIECE = 1 << SMACS_EVENT_DELTA,
        TICKS = 1 << SMACS_EVENT_TICK,
        WANTS = 1 << USER,
        CHECKS = 1 << CHECKED,
        IS_LATE = 1 << LATE
    };
#define FIELD(of, kind, name, place, required, words)                                                                  \
    { of, SMACS_SLOT(kind, name, event_parts, place, required, words) }
    static const struct {
        uint8_t of; /* types that have it */
        smacs_slot slot;
    } all[] = {FIELD(UINT8_MAX, WORD, "type", type, true, event_types),
               FIELD(COMPLETES | FAILS | PIECE | IS_LATE, COUNT, "call", event.call, true, NULL),
               FIELD(COMPLETES | PIECE, TEXT, "text", event.text, true, NULL),
               FIELD(FAILS, TEXT_OR_NULL, "text", event.text, false, NULL),
               FIELD(COMPLETES | FAILS, OBJECT, "usage", usage, false, NULL),
               FIELD(COMPLETES | FAILS, SIZE, "ms", event.ms, false, NULL),
               FIELD(COMPLETES | FAILS, SIZE, "first_ms", first_ms, false, NULL),
               FIELD(COMPLETES | FAILS, TEXT_OR_NULL, "reasoning", reasoning, false, NULL),
               FIELD(COMPLETES, TEXT, "finish", event.finish, true, NULL),
               FIELD(COMPLETES, TEXT_OR_NULL, "asked", event.asked, false, NULL),
               FIELD(COMPLETES, TEXT_OR_NULL, "served", event.served, false, NULL),
               FIELD(COMPLETES, NUMBER_OR_NULL, "mean_logprob", event.mean_logprob, false, NULL),
               FIELD(FAILS, TEXT, "kind", event.failure, true, NULL),
               FIELD(FAILS, TEXT, "message", message, false, NULL),
               FIELD(TICKS, SIZE, "now_ms", event.now_ms, true, NULL),
               FIELD(WANTS, WORD, "what", what, true, user_words),
               FIELD(WANTS, TEXT, "member", member, false, NULL),
               FIELD(CHECKS, COUNT, "id", event.call, true, NULL),
               FIELD(CHECKS, ARRAY, "results", results, true, NULL)};
#undef FIELD
    smacs_slot slots[COUNT(all)];
    size_t count = 0;
    const smacs_status status = read_type(tree, &p->type, error);
    for (size_t i = 0; i < COUNT(all) && status == SMACS_OK; i++) {
        if (all[i].of >> p->type & 1) {
            slots[count++] = all[i].slot;
        }
    }
    return status == SMACS_OK ? smacs_slots_read(tree, slots, count, p, "event", error) : status;
}

static smacs_status read_user(const event_parts *p, const smacs_run_view *view, smacs_event *out, smacs_error *error) {
    static const smacs_event_kind kinds[] = {SMACS_EVENT_STOP, SMACS_EVENT_MERGE_NOW, SMACS_EVENT_DROP,
                                             SMACS_EVENT_ASK};
    out->kind = kinds[p->what];
    if (out->kind == SMACS_EVENT_STOP || out->kind == SMACS_EVENT_MERGE_NOW) {
        return SMACS_OK;
    }
    if (!p->member.data) {
        return smacs_fail(error, SMACS_E_SCHEMA, "a field that is needed is missing", smacs_text_of("member"),
                          SMACS_NO_POSITION);
    }
    out->member = find_member(view->pool, view->pool_count, p->member.data);
    return out->member < view->pool_count ? SMACS_OK
                                          : smacs_fail(error, SMACS_E_NOT_FOUND, "the pool has no member of this id",
                                                       p->member, SMACS_NO_POSITION);
}

typedef struct result_parts {
    smacs_check_result result;
    uint32_t outcome;
} result_parts;

static smacs_status read_results(const cJSON *array, smacs_check_result *results, smacs_event *out,
                                 smacs_error *error) {
    static const smacs_slot slots[] = {SMACS_SLOT(COUNT, "program", result_parts, result.program, true, NULL),
                                       SMACS_SLOT(COUNT, "input", result_parts, result.input, true, NULL),
                                       SMACS_SLOT(WORD, "outcome", result_parts, outcome, true, smacs_run_outcomes),
                                       SMACS_SLOT(TEXT, "out", result_parts, result.out, true, NULL)};
    smacs_status status = SMACS_OK;
    for (const cJSON *item = array->child; item && status == SMACS_OK; item = item->next) {
        if (out->result_count == SMACS_EVENT_RESULTS_MAX) {
            return smacs_fail_plain(error, SMACS_E_TOO_LARGE, "a check has at most 64 results");
        }
        result_parts r = {.outcome = 0};
        status = smacs_slots_read(item, slots, COUNT(slots), &r, "result", error);
        r.result.outcome = (smacs_outcome)r.outcome;
        results[out->result_count++] = r.result;
    }
    out->results = results;
    return status;
}

smacs_status smacs_run_event_read(const cJSON *tree, const smacs_run_view *view, smacs_check_result *results,
                                  smacs_event *out, smacs_error *error) {
    event_parts p = {.event = {.mean_logprob = NAN, .usage.cost = NAN}};
    const smacs_status status = read_event_fields(tree, &p, error);
    *out = p.event;
    if (status != SMACS_OK) {
        return status;
    }
    if (p.type == USER) {
        return read_user(&p, view, out, error);
    }
    if (p.type == CHECKED) {
        out->kind = SMACS_EVENT_CHECKED;
        return read_results(p.results, results, out, error);
    }
    out->kind = p.type == LATE ? SMACS_EVENT_LATE : (smacs_event_kind)p.type;
    return p.usage ? read_usage(p.usage, &out->usage, error) : SMACS_OK;
}
