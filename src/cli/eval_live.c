/* smacs eval live: asks a pool a bank's questions, and measures what each mode keeps of the same answers. */
#include "base/error.h"
#include "cli/eval.h"
#include "host/live.h"
#include "json/run.h"

#include <math.h>
#include <string.h>

typedef struct live_flags {
    const char *pool, *record;
    tool_list modes;
    uint32_t questions, calls, n, subsets, max_tokens;
    double cost;
    int state, dry_run;
} live_flags;

/* What the pool is to an evaluation. */
typedef struct live_pool {
    smacs_member members[SMACS_POOL_MAX];
    uint32_t aggregators[SMACS_POOL_MAX];
    uint32_t aggregator_count;
} live_pool;

static const struct {
    const char *name;
    lab_point point;
} kinds[] = {
    {"route", {"route", 1, SMACS_RUN_ROUTE, SMACS_PACE_THOROUGH, false}},
    {"select-all", {"select, all asked", 0, SMACS_RUN_SELECT, SMACS_PACE_THOROUGH, false}},
    {"fast", {"select, fast", 0, SMACS_RUN_SELECT, SMACS_PACE_FAST, false}},
    {"thrifty", {"select, thrifty", 0, SMACS_RUN_SELECT, SMACS_PACE_THRIFTY, false}},
    {"auto", {"auto, fast", 0, SMACS_RUN_AUTO, SMACS_PACE_FAST, false}},
    {"thorough", {"auto, thorough", 0, SMACS_RUN_AUTO, SMACS_PACE_THOROUGH, false}},
    {"aggregate", {"aggregate", 0, SMACS_RUN_AGGREGATE, SMACS_PACE_FAST, false}},
    {"paper", {"paper", 0, SMACS_RUN_PAPER, SMACS_PACE_FAST, false}},
    {"referee", {"select, all asked, with a referee", 0, SMACS_RUN_SELECT, SMACS_PACE_THOROUGH, true}},
};
enum { KINDS = sizeof kinds / sizeof kinds[0], REFEREE = KINDS - 1 };

/* All modes but the referee, or those that are named. False after a report. */
static bool choose_points(const live_flags *given, lab_point points[LAB_POINTS_MAX], uint32_t *count, int *code) {
    *count = 0;
    for (size_t i = 0; i < (given->modes.count > 0 ? given->modes.count : (size_t)REFEREE); i++) {
        const char *name = given->modes.count > 0 ? given->modes.items[i] : kinds[i].name;
        size_t k = 0;
        while (k < KINDS && strcmp(kinds[k].name, name) != 0) {
            k++;
        }
        if (k == KINDS || *count == LAB_POINTS_MAX) {
            fprintf(stderr,
                    "smacs eval live: --modes are route, select-all, fast, thrifty, auto, thorough, aggregate, "
                    "paper and referee, not \"%s\"\n",
                    name);
            *code = TOOL_USAGE;
            return false;
        }
        points[*count] = kinds[k].point;
        points[*count].n = points[*count].n > 0 ? points[*count].n : given->n;
        ++*count;
    }
    return true;
}

/* Calls to aggregators and referees that a question may take in all modes. */
static uint32_t count_merges(const lab_point *points, uint32_t count, uint32_t subsets) {
    enum { SUBSETS = 8, SUBSETS_AUTO = 3 };
    uint32_t merges = 0;
    for (uint32_t i = 0; i < count; i++) {
        const smacs_run_mode mode = points[i].mode;
        const uint32_t own = mode == SMACS_RUN_AUTO ? SUBSETS_AUTO : SUBSETS;
        const bool thorough = mode == SMACS_RUN_AUTO && points[i].pace == SMACS_PACE_THOROUGH;
        const bool merging = thorough || mode == SMACS_RUN_AGGREGATE || mode == SMACS_RUN_PAPER;
        merges += points[i].referee ? 2 : !merging ? 0 : subsets > 0 ? subsets : own;
    }
    return merges;
}

static void take_pool(const host_pool *pool, live_pool *out) {
    const cJSON *id;
    for (uint32_t i = 0; i < pool->member_count; i++) {
        const host_member *m = &pool->members[i];
        out->members[i] = smacs_member_init();
        out->members[i].id = m->id;
        out->members[i].model = m->model;
        out->members[i].maker = m->maker;
        out->members[i].prior = m->prior;
        out->members[i].price_input = m->price_input;
        out->members[i].price_output = m->price_output;
        out->members[i].no_aggregate = !m->aggregates;
        out->members[i].logprobs = m->logprobs;
    }
    out->aggregator_count = 0;
    cJSON_ArrayForEach(id, pool->aggregators) {
        const host_member *m = host_pool_find(pool, smacs_text_of(cJSON_GetStringValue(id)));
        if (m && out->aggregator_count < SMACS_POOL_MAX) {
            out->aggregators[out->aggregator_count++] = (uint32_t)(m - pool->members);
        }
    }
}

static bool check_prices(const live_flags *given, const host_pool *pool) {
    for (uint32_t i = 0; i < pool->member_count && !isnan(given->cost); i++) {
        if (isnan(pool->members[i].price_input) || isnan(pool->members[i].price_output)) {
            tool_fail_plain(pool->file, "with --cost every model needs price_input and price_output",
                            pool->members[i].id.data);
            return false;
        }
    }
    return true;
}

static int evaluate(cli_eval *c, const live_flags *given, host_live *live, const lab_select_settings *settings) {
    static live_pool pool;
    take_pool(live->pool, &pool);
    const lab_live asked = {.caller = host_live_caller(live),
                            .pool = pool.members,
                            .pool_count = live->pool->member_count,
                            .aggregators = pool.aggregator_count > 0 ? pool.aggregators : NULL,
                            .aggregator_count = pool.aggregator_count,
                            .nonce = smacs_text_of(live->nonce),
                            .questions = given->questions};
    lab_select_settings with_pool = *settings;
    with_pool.live = &asked;
    with_pool.runner = c->checker ? &c->runner : NULL;
    const int code = lab_select(&c->in, &with_pool);
    if (!live->dry) {
        host_live_report(live);
    }
    return code;
}

static int run(cli_eval *c, const live_flags *given, const lab_select_settings *settings) {
    host_pool pool = {.file = NULL};
    int code = TOOL_FAILED;
    host_http *http = host_http_open();
    if (http && host_pool_open(given->pool, &c->x, &pool)) {
        host_live live = {.pool = &pool,
                          .http = http,
                          .file = given->record,
                          .dry = given->dry_run != 0,
                          .most_calls = given->calls,
                          .most_cost = given->cost,
                          .merges = count_merges(settings->points, settings->point_count, given->subsets),
                          .max_tokens = given->max_tokens};
        const bool ready = check_prices(given, &pool) && host_live_open(&live) && cli_eval_checker(c, &pool);
        code = ready ? evaluate(c, given, &live, settings) : TOOL_FAILED;
        host_live_free(&live);
        host_pool_free(&pool);
    }
    host_http_close(http);
    return code;
}

int cli_eval_live(int argc, char **argv) {
    enum { MAX_TOKENS = 1024, PANEL = 7 };
    cli_eval c = {0};
    const tool_list none = {0};
    lab_point points[LAB_POINTS_MAX];
    lab_select_settings settings = {
        .responses = &none, .checks = &none, .config = smacs_run_config_init(), .calls_curve = true, .points = points};
    live_flags given = {.cost = NAN, .max_tokens = MAX_TOKENS, .n = PANEL};
    int code;
    const cli_flag flags[] = {
        {"--embedder", CLI_TEXT, &c.embedder, "E.sme", "the embedder the index was built with (the default one)",
         false},
        CLI_OUTSIDE_FLAGS(c.outside),
        CLI_EMBEDDINGS_RECORD_FLAG(c.outside),
        {"--pool", CLI_TEXT, &given.pool, "POOL.json", "the models to ask (src/host/README.md)", true},
        {"--bank", CLI_FILES, &c.banks, "FILE|-", "questions with known answers", true},
        {"--record", CLI_OUT, &given.record, "R.jsonl", "keep each answer here; an existing record is continued", true},
        {"--modes", CLI_NAMES, &given.modes, "A,B,..",
         "route, select-all, fast, thrifty, auto, thorough, aggregate, paper (all), referee", false},
        {"--questions", CLI_COUNT, &given.questions, "N", "of the bank, the first ones (all)", false},
        {"--n", CLI_COUNT, &given.n, "N", "models in the panel, at least 1 (7)", false},
        {"--subsets", CLI_COUNT, &given.subsets, "N", "merged answers a question and mode (8, auto 3)", false},
        {"--max-tokens", CLI_COUNT, &given.max_tokens, "N", "the longest answer, in tokens (1024)", false},
        {"--calls", CLI_COUNT, &given.calls, "N", "the most calls to make now", false},
        {"--cost", CLI_AMOUNT, &given.cost, "USD", "the most to spend now", false},
        {"--ask-back", CLI_SWITCH, &given.state, NULL, "ask models back for final answers that were not read", false},
        CLI_EVAL_CHECKER(c),
        {"--dry-run", CLI_SWITCH, &given.dry_run, NULL, "tell what would be asked, and ask nothing", false},
        CLI_EVAL_FLAGS(c.result),
        CLI_EVAL_OUTCOMES(c.result),
    };
    const cli_command command = {
        "eval live",
        "[X.smx]",
        0,
        1,
        "ask a pool questions with known answers, and measure each mode",
        "smacs eval live x.smx --embedder e.sme --pool pool.json --bank q.jsonl --record answers.jsonl",
        flags,
        sizeof flags / sizeof flags[0]};
    if (cli_parse(&command, argc, argv, &c.positionals, &code) &&
        choose_points(&given, points, &settings.point_count, &code) && cli_eval_open(&c, &code)) {
        settings.config.mode = SMACS_RUN_SELECT;
        settings.config.n = given.n;
        settings.config.early_stop = 2.0;
        settings.config.subsets = given.subsets;
        settings.config.max_tokens = given.max_tokens;
        settings.config.state = given.state != 0;
        settings.config.referee = false; /* but in the mode of that name */
        code = run(&c, &given, &settings);
    }
    tool_list_free(&given.modes);
    cli_eval_free(&c);
    return code;
}
