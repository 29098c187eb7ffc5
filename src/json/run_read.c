/* Requests and events of a run, from JSON. */
#include "base/error.h"
#include "json/run.h"
#include <math.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

const char *const smacs_run_modes[] = {"auto", "route", "select", "aggregate", "paper", NULL};
const char *const smacs_run_paces[] = {"fast", "thrifty", "thorough", NULL};
const char *const smacs_run_roles[] = {"reference", "aggregate", "state", NULL};
const char *const smacs_run_call_states[] = {"flying", "done", "failed", "cancelled", NULL};
const char *const smacs_run_cancel_reasons[] = {"none", "early-stop", "stop",    "merge-now",
                                                "drop", "deadline",   "refused", NULL};
const char *const smacs_run_bases[] = {"unknown", "estimated", "actual", NULL};
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
    const smacs_field fields[] = {{"agreement", SMACS_FIELD_NUMBER, &out->agreement, true, NULL},
                                  {"confidence", SMACS_FIELD_NUMBER, &out->confidence, true, NULL},
                                  {"vote", SMACS_FIELD_NUMBER, &out->vote, true, NULL}};
    return smacs_fields_read(tree, fields, COUNT(fields), "weights", error);
}

static smacs_status read_budget(const cJSON *tree, smacs_budget *out, smacs_error *error) {
    const smacs_field fields[] = {{"calls", SMACS_FIELD_COUNT, &out->calls, false, NULL},
                                  {"output_tokens", SMACS_FIELD_SIZE, &out->output_tokens, false, NULL},
                                  {"cost", SMACS_FIELD_NUMBER_OR_NULL, &out->cost, false, NULL}};
    return smacs_fields_read(tree, fields, COUNT(fields), "budget", error);
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

static smacs_status read_config(const cJSON *tree, smacs_run_config *c, smacs_error *error) {
    const cJSON *weights = NULL, *budget = NULL, *early_stop = NULL;
    uint32_t mode = 0, pace = 0;
    const smacs_field fields[] = {
        {"mode", SMACS_FIELD_WORD, &mode, false, smacs_run_modes},
        {"pace", SMACS_FIELD_WORD, &pace, false, smacs_run_paces},
        {"late_ms", SMACS_FIELD_SIZE, &c->late_ms, false, NULL},
        {"n", SMACS_FIELD_COUNT, &c->n, false, NULL},
        {"k", SMACS_FIELD_COUNT, &c->k, false, NULL},
        {"alpha", SMACS_FIELD_NUMBER, &c->alpha, false, NULL},
        {"coverage", SMACS_FIELD_FLAG, &c->coverage, false, NULL},
        {"subsets", SMACS_FIELD_COUNT, &c->subsets, false, NULL},
        {"subset_size", SMACS_FIELD_COUNT, &c->subset_size, false, NULL},
        {"tau", SMACS_FIELD_NUMBER, &c->tau, false, NULL},
        {"switch_share", SMACS_FIELD_NUMBER, &c->switch_share, false, NULL},
        {"early_stop", SMACS_FIELD_ANY, (void *)&early_stop, false, NULL},
        {"parallel", SMACS_FIELD_COUNT, &c->parallel, false, NULL},
        {"state", SMACS_FIELD_FLAG, &c->state, false, NULL},
        {"contract", SMACS_FIELD_FLAG, &c->contract, false, NULL},
        {"eager", SMACS_FIELD_FLAG, &c->eager, false, NULL},
        {"deadline_ms", SMACS_FIELD_SIZE, &c->deadline_ms, false, NULL},
        {"temperature", SMACS_FIELD_NUMBER, &c->temperature, false, NULL},
        {"merge_temperature", SMACS_FIELD_NUMBER, &c->merge_temperature, false, NULL},
        {"max_tokens", SMACS_FIELD_COUNT, &c->max_tokens, false, NULL},
        {"reference_bytes", SMACS_FIELD_COUNT, &c->reference_bytes, false, NULL},
        {"weights", SMACS_FIELD_OBJECT, (void *)&weights, false, NULL},
        {"budget", SMACS_FIELD_OBJECT, (void *)&budget, false, NULL},
    };
    smacs_status status = smacs_fields_read(tree, fields, COUNT(fields), "config", error);
    c->mode = (smacs_run_mode)mode;
    c->pace = (smacs_pace)pace;
    if (status == SMACS_OK && early_stop) {
        status = read_early_stop(early_stop, &c->early_stop, error);
    }
    if (status == SMACS_OK && weights) {
        c->weighted = true;
        status = smacs_run_weights_read(weights, &c->weights, error);
    }
    return status == SMACS_OK && budget ? read_budget(budget, &c->budget, error) : status;
}

static smacs_status read_member(const cJSON *tree, smacs_member *out, smacs_error *error) {
    bool aggregates = 1;
    *out = smacs_member_init();
    const smacs_field fields[] = {{"id", SMACS_FIELD_TEXT, &out->id, true, NULL},
                                  {"model", SMACS_FIELD_TEXT_OR_NULL, &out->model, false, NULL},
                                  {"maker", SMACS_FIELD_TEXT_OR_NULL, &out->maker, false, NULL},
                                  {"prior", SMACS_FIELD_NUMBER_OR_NULL, &out->prior, false, NULL},
                                  {"price_input", SMACS_FIELD_NUMBER_OR_NULL, &out->price_input, false, NULL},
                                  {"price_output", SMACS_FIELD_NUMBER_OR_NULL, &out->price_output, false, NULL},
                                  {"aggregates", SMACS_FIELD_FLAG, &aggregates, false, NULL},
                                  {"logprobs", SMACS_FIELD_FLAG, &out->logprobs, false, NULL}};
    const smacs_status status = smacs_fields_read(tree, fields, COUNT(fields), "pool", error);
    out->no_aggregate = !aggregates;
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

static smacs_status read_plan(const cJSON *tree, smacs_request_parts *parts, smacs_run_plan *out, smacs_error *error) {
    const cJSON *expects = NULL;
    uint32_t kind = 0, language = 0;
    const smacs_field fields[] = {{"kind", SMACS_FIELD_WORD, &kind, true, smacs_run_check_kinds},
                                  {"language", SMACS_FIELD_WORD, &language, true, smacs_run_check_languages},
                                  {"expects", SMACS_FIELD_ARRAY, (void *)&expects, false, NULL},
                                  {"within", SMACS_FIELD_NUMBER, &out->within, false, NULL}};
    const smacs_status status = smacs_fields_read(tree, fields, COUNT(fields), "checks", error);
    out->wanted = true;
    out->kind = (smacs_check_kind)kind;
    out->language = (smacs_check_language)language;
    return status == SMACS_OK && expects ? read_expects(expects, parts, out, error) : status;
}

smacs_status smacs_run_request_read(const cJSON *tree, smacs_request_parts *parts, smacs_run_request *out,
                                    smacs_error *error) {
    const cJSON *history = NULL, *pool = NULL, *panel = NULL, *aggregators = NULL, *config = NULL, *checks = NULL;
    *out = smacs_run_request_init();
    const smacs_field fields[] = {{"question", SMACS_FIELD_TEXT, &out->question, true, NULL},
                                  {"system", SMACS_FIELD_TEXT_OR_NULL, &out->system, false, NULL},
                                  {"prompt", SMACS_FIELD_TEXT_OR_NULL, &out->prompt, false, NULL},
                                  {"state_prompt", SMACS_FIELD_TEXT_OR_NULL, &out->state_prompt, false, NULL},
                                  {"history", SMACS_FIELD_ARRAY, (void *)&history, false, NULL},
                                  {"pool", SMACS_FIELD_ARRAY, (void *)&pool, true, NULL},
                                  {"panel", SMACS_FIELD_ARRAY, (void *)&panel, false, NULL},
                                  {"aggregators", SMACS_FIELD_ARRAY, (void *)&aggregators, false, NULL},
                                  {"config", SMACS_FIELD_OBJECT, (void *)&config, false, NULL},
                                  {"checks", SMACS_FIELD_OBJECT, (void *)&checks, false, NULL},
                                  {"seed", SMACS_FIELD_SIZE, &out->seed, false, NULL},
                                  {"nonce", SMACS_FIELD_TEXT_OR_NULL, &out->nonce, false, NULL}};
    smacs_status status = smacs_fields_read(tree, fields, COUNT(fields), "request", error);
    if (status == SMACS_OK) {
        status = read_pool(pool, parts, out, error);
    }
    if (status == SMACS_OK && history) {
        status = read_history(history, parts, out, error);
    }
    if (status == SMACS_OK && panel) {
        status = read_ids(panel, parts, out, &parts->panel, &out->panel_count, error);
        out->panel = parts->panel;
    }
    if (status == SMACS_OK && aggregators) {
        status = read_ids(aggregators, parts, out, &parts->aggregators, &out->aggregator_count, error);
        out->aggregators = parts->aggregators;
    }
    if (status == SMACS_OK && checks) {
        status = read_plan(checks, parts, &out->checks, error);
    }
    return status == SMACS_OK && config ? read_config(config, &out->config, error) : status;
}

void smacs_run_request_free(smacs_request_parts *parts) {
    smacs_mem_free(&parts->a, parts->pool);
    smacs_mem_free(&parts->a, parts->history);
    smacs_mem_free(&parts->a, parts->panel);
    smacs_mem_free(&parts->a, parts->aggregators);
    smacs_mem_free(&parts->a, parts->expects);
}

/* ---- events ---- */

static smacs_status read_usage(const cJSON *tree, smacs_usage *out, smacs_error *error) {
    uint32_t basis = SMACS_BASIS_ACTUAL;
    const smacs_field fields[] = {{"input", SMACS_FIELD_SIZE, &out->input, true, NULL},
                                  {"output", SMACS_FIELD_SIZE, &out->output, true, NULL},
                                  {"cost", SMACS_FIELD_NUMBER_OR_NULL, &out->cost, false, NULL},
                                  {"basis", SMACS_FIELD_WORD, &basis, false, smacs_run_bases}};
    const smacs_status status = smacs_fields_read(tree, fields, COUNT(fields), "usage", error);
    out->basis = (smacs_basis)basis;
    out->cost_basis = out->cost >= 0.0 ? SMACS_BASIS_ACTUAL : SMACS_BASIS_UNKNOWN;
    return status;
}

static const char *const event_types[] = {"begin", "completed", "failed", "delta", "tick",
                                          "user",  "checked",   "late",   NULL};
static const char *const user_words[] = {"stop", "merge-now", "drop", "ask", NULL};
enum { USER = 5, CHECKED = 6, LATE = 7 };

/* What is read of an event beside the event itself. What the run has no use for is kept in the trace for people. */
typedef struct event_parts {
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

static smacs_status read_event_fields(const cJSON *tree, event_parts *p, smacs_event *out, smacs_error *error) {
    const smacs_status status = read_type(tree, &p->type, error);
    if (status != SMACS_OK) {
        return status;
    }
    const smacs_field word = {"type", SMACS_FIELD_WORD, &p->type, true, event_types};
    const smacs_field call = {"call", SMACS_FIELD_COUNT, &out->call, true, NULL};
    const bool may_lack = p->type == SMACS_EVENT_FAILED;
    const smacs_field text = {"text", may_lack ? SMACS_FIELD_TEXT_OR_NULL : SMACS_FIELD_TEXT, &out->text, !may_lack,
                              NULL};
    const smacs_field usage = {"usage", SMACS_FIELD_OBJECT, (void *)&p->usage, false, NULL};
    const smacs_field ms = {"ms", SMACS_FIELD_SIZE, &out->ms, false, NULL};
    const smacs_field first = {"first_ms", SMACS_FIELD_SIZE, &p->first_ms, false, NULL};
    const smacs_field thoughts = {"reasoning", SMACS_FIELD_TEXT_OR_NULL, &p->reasoning, false, NULL};
    const smacs_field begin[] = {word};
    const smacs_field completed[] = {word,
                                     call,
                                     text,
                                     usage,
                                     ms,
                                     first,
                                     thoughts,
                                     {"finish", SMACS_FIELD_TEXT, &out->finish, true, NULL},
                                     {"asked", SMACS_FIELD_TEXT_OR_NULL, &out->asked, false, NULL},
                                     {"served", SMACS_FIELD_TEXT_OR_NULL, &out->served, false, NULL},
                                     {"mean_logprob", SMACS_FIELD_NUMBER_OR_NULL, &out->mean_logprob, false, NULL}};
    const smacs_field failed[] = {word,
                                  call,
                                  text,
                                  usage,
                                  ms,
                                  first,
                                  thoughts,
                                  {"kind", SMACS_FIELD_TEXT, &out->failure, true, NULL},
                                  {"message", SMACS_FIELD_TEXT, &p->message, false, NULL}};
    const smacs_field delta[] = {word, call, text};
    const smacs_field late[] = {word, call};
    const smacs_field tick[] = {word, {"now_ms", SMACS_FIELD_SIZE, &out->now_ms, true, NULL}};
    const smacs_field user[] = {word,
                                {"what", SMACS_FIELD_WORD, &p->what, true, user_words},
                                {"member", SMACS_FIELD_TEXT, &p->member, false, NULL}};
    const smacs_field checked[] = {word,
                                   {"id", SMACS_FIELD_COUNT, &out->call, true, NULL},
                                   {"results", SMACS_FIELD_ARRAY, (void *)&p->results, true, NULL}};
    static const size_t counts[] = {COUNT(begin), COUNT(completed), COUNT(failed),  COUNT(delta),
                                    COUNT(tick),  COUNT(user),      COUNT(checked), COUNT(late)};
    const smacs_field *const tables[] = {begin, completed, failed, delta, tick, user, checked, late};
    return smacs_fields_read(tree, tables[p->type], counts[p->type], "event", error);
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

static smacs_status read_results(const cJSON *array, smacs_check_result *results, smacs_event *out,
                                 smacs_error *error) {
    smacs_status status = SMACS_OK;
    for (const cJSON *item = array->child; item && status == SMACS_OK; item = item->next) {
        if (out->result_count == SMACS_EVENT_RESULTS_MAX) {
            return smacs_fail_plain(error, SMACS_E_TOO_LARGE, "a check has at most 64 results");
        }
        smacs_check_result *result = &results[out->result_count++];
        uint32_t outcome = 0;
        *result = (smacs_check_result){.program = 0};
        const smacs_field fields[] = {{"program", SMACS_FIELD_COUNT, &result->program, true, NULL},
                                      {"input", SMACS_FIELD_COUNT, &result->input, true, NULL},
                                      {"outcome", SMACS_FIELD_WORD, &outcome, true, smacs_run_outcomes},
                                      {"out", SMACS_FIELD_TEXT, &result->out, true, NULL}};
        status = smacs_fields_read(item, fields, COUNT(fields), "result", error);
        result->outcome = (smacs_outcome)outcome;
    }
    out->results = results;
    return status;
}

smacs_status smacs_run_event_read(const cJSON *tree, const smacs_run_view *view, smacs_check_result *results,
                                  smacs_event *out, smacs_error *error) {
    event_parts p = {0};
    *out = (smacs_event){.mean_logprob = NAN, .usage.cost = NAN};
    smacs_status status = read_event_fields(tree, &p, out, error);
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
