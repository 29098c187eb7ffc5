/* smacs run. */
#include "json/run.h"
#include "base/error.h"
#include "cli/cli.h"
#include "host/drive.h"
#include "host/nonce.h"
#include "host/outcome.h"
#include "json/groups.h"

#include <math.h>
#include <string.h>

typedef struct run_flags {
    const char *embedder, *pool, *question, *mode, *pace, *system, *trace, *checker;
    uint32_t n, max_tokens, calls, parallel, deadline_ms, wait_s;
    uint64_t seed;
    double cost; /* NAN: no limit */
    int no_early_stop, no_state, no_referee, contract, yes, json, quiet;
} run_flags;

/* Everything that a run opens. */
typedef struct run_tools {
    tool_index x;
    tool_embedder e;
    host_pool pool;
    host_http *http;
    smacs_bytes kept; /* the question, when it came from stdin */
    smacs_text question;
    host_check check;
    smacs_session *session;
} run_tools;

/* ---- the request ---- */

static void write_count(smacs_json_writer *w, const char *name, uint32_t value) {
    if (value > 0) {
        smacs_json_integer_member(w, name, value);
    }
}

static void write_config(smacs_json_writer *w, const run_flags *given) {
    smacs_json_name(w, "config");
    smacs_json_open(w, '{');
    smacs_json_text_member(w, "mode", smacs_text_of(given->mode));
    smacs_json_text_member(w, "pace", smacs_text_of(given->pace));
    write_count(w, "n", given->n);
    write_count(w, "max_tokens", given->max_tokens);
    write_count(w, "parallel", given->parallel);
    write_count(w, "deadline_ms", given->deadline_ms);
    if (given->no_early_stop) {
        smacs_json_name(w, "early_stop");
        smacs_json_bool(w, 0);
    }
    smacs_json_flag_member(w, "state", !given->no_state);
    smacs_json_word_member(w, "referee", given->no_referee ? "off" : "auto");
    smacs_json_flag_member(w, "contract", given->contract);
    smacs_json_name(w, "budget");
    smacs_json_open(w, '{');
    write_count(w, "calls", given->calls);
    smacs_json_number_member(w, "cost", given->cost);
    smacs_json_close(w, '}');
    smacs_json_close(w, '}');
}

static bool start(const run_flags *given, run_tools *t) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_json_writer w;
    smacs_error error;
    char *request = NULL, nonce[HOST_NONCE_SIZE];
    size_t size = 0;
    if (!host_nonce(nonce)) {
        return false;
    }
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '{');
    smacs_json_text_member(&w, "question", t->question);
    smacs_json_text_member(&w, "system", smacs_text_of(given->system));
    host_pool_write(&w, &t->pool);
    write_config(&w, given);
    host_check_write(&w, &t->check);
    smacs_json_integer_member(&w, "seed", given->seed);
    smacs_json_text_member(&w, "nonce", smacs_text_of(nonce));
    smacs_json_close(&w, '}');
    smacs_status status = smacs_json_finish(&w, &request, &size) == SMACS_OK ? SMACS_OK : smacs_fail_memory(&error);
    if (status == SMACS_OK) {
        status = smacs_session_create(NULL, t->x.handle, t->e.handle, (smacs_text){request, size}, &t->session, &error);
    }
    smacs_free(NULL, request);
    if (status == SMACS_E_MISMATCH) {
        tool_fail(t->x.file, &error);
    } else if (status != SMACS_OK) {
        tool_fail_plain(NULL, error.message, error.detail[0] ? error.detail : NULL);
    }
    return status == SMACS_OK;
}

/* ---- the end ---- */

static bool save_trace(const char *file, const smacs_session *session) {
    char *json = NULL;
    size_t size = 0;
    if (smacs_session_trace(session, &json, &size) != SMACS_OK) {
        tool_fail_plain(file, "out of memory", NULL);
        return false;
    }
    const bool saved = tool_save(file, json, size);
    smacs_free(NULL, json);
    return saved;
}

static int finish(const run_flags *given, const run_tools *t, bool answered) {
    host_outcome o;
    const bool saved = !given->trace || save_trace(given->trace, t->session);
    if (!answered || !host_outcome_open(t->session, &o)) {
        return TOOL_FAILED;
    }
    if (given->json) {
        printf("%s\n", o.json);
    } else {
        host_outcome_print(&o);
    }
    if (!given->quiet || !host_outcome_has_answer(&o)) {
        host_outcome_tell(&o);
    }
    const int code = host_outcome_has_answer(&o) && saved ? TOOL_OK : TOOL_FAILED;
    host_outcome_free(&o);
    return code;
}

/* With a limit on cost, a call without a known price is not sent. */
static void warn_of_prices(const run_flags *given, const host_pool *pool) {
    for (uint32_t i = 0; i < pool->member_count && !isnan(given->cost); i++) {
        const host_member *m = &pool->members[i];
        if (isnan(m->price_input) || isnan(m->price_output)) {
            fprintf(stderr, "smacs: %s: %s has no price, so it is not asked under --cost\n", pool->file, m->id.data);
        }
    }
}

static int run(const char *index, const run_flags *given, run_tools *t) {
    t->check =
        (host_check){.command = given->checker, .wait_s = given->wait_s, .yes = given->yes, .quiet = given->quiet};
    t->http = host_http_open();
    if (!t->http || (given->checker && !host_checker_find(given->checker)) || !tool_index_open(index, &t->x) ||
        !tool_embedder_open(given->embedder, &t->e) || !host_pool_open(given->pool, &t->x, &t->pool) ||
        !tool_read_question(given->question, &t->kept, &t->question)) {
        return TOOL_FAILED;
    }
    warn_of_prices(given, &t->pool);
    if ((given->trace && !tool_can_save(given->trace)) || !host_check_open(&t->check, t->question, &t->pool) ||
        !start(given, t)) {
        return TOOL_FAILED;
    }
    host_drive d = {.a = smacs_allocator_or_default(NULL),
                    .pool = &t->pool,
                    .session = t->session,
                    .http = t->http,
                    .check = &t->check,
                    .deadline_ms = given->deadline_ms,
                    .quiet = given->quiet};
    const bool answered = host_drive_run(&d);
    host_drive_free(&d);
    return finish(given, t, answered);
}

static void close_tools(run_tools *t) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_session_free(t->session);
    host_check_close(&t->check);
    smacs_bytes_free(&a, &t->kept);
    host_http_close(t->http);
    host_pool_free(&t->pool);
    tool_embedder_free(&t->e);
    tool_index_free(&t->x);
}

static bool check_mode(const char *mode, int *code) {
    uint32_t number;
    if (!smacs_find_word(mode, smacs_run_modes, &number)) {
        fprintf(stderr, "smacs run: --mode is auto, route, select, aggregate or paper, not \"%s\"\n", mode);
        *code = TOOL_USAGE;
        return false;
    }
    return true;
}

int cli_run(int argc, char **argv) {
    tool_list positionals = {0};
    run_flags given = {.mode = "auto", .pace = "fast", .cost = NAN, .wait_s = HOST_CHECKER_WAIT_S};
    run_tools tools = {0};
    smacs_pace pace;
    const cli_flag flags[] = {
        {"--embedder", CLI_TEXT, &given.embedder, "E.sme", "the embedder the index was built with", true},
        {"--pool", CLI_TEXT, &given.pool, "POOL.json", "the models to ask (src/host/README.md)", true},
        {"--question", CLI_TEXT, &given.question, "TEXT|-", "the question; - reads it from stdin", true},
        {"--mode", CLI_TEXT, &given.mode, "MODE", "auto, route, select, aggregate or paper (auto)", false},
        {"--pace", CLI_TEXT, &given.pace, "PACE",
         "fast: a few at once; thrifty: the fewest calls; thorough: ask all, merge (fast)", false},
        {"--n", CLI_COUNT, &given.n, "N", "models to ask, at least 1 (7)", false},
        {"--seed", CLI_SEED, &given.seed, "S", "seed of the draws (0)", false},
        {"--system", CLI_TEXT, &given.system, "TEXT", "a system prompt", false},
        {"--max-tokens", CLI_COUNT, &given.max_tokens, "N", "the longest answer, in tokens, at least 1 (4096)", false},
        {"--calls", CLI_COUNT, &given.calls, "N", "the most calls to make, at least 1", false},
        {"--cost", CLI_AMOUNT, &given.cost, "USD", "the most to spend, from 0", false},
        {"--parallel", CLI_COUNT, &given.parallel, "N", "calls in flight, at least 1 (no limit)", false},
        {"--no-early-stop", CLI_SWITCH, &given.no_early_stop, NULL, "ask all models, even when the answer is clear",
         false},
        {"--no-state", CLI_SWITCH, &given.no_state, NULL, "never ask a model back for its final answer", false},
        {"--no-referee", CLI_SWITCH, &given.no_referee, NULL, "never have the two leading answers compared", false},
        {"--contract", CLI_SWITCH, &given.contract, NULL, "ask for a last line with the final answer", false},
        {"--deadline", CLI_COUNT, &given.deadline_ms, "MS", "after this time, wait for no more models", false},
        {"--checker", CLI_TEXT, &given.checker, "COMMAND",
         "have programs of question and answers run by this helper, to check them; node: the package's own", false},
        {"--checker-wait", CLI_COUNT, &given.wait_s, "S", "the longest wait for a program, in seconds (60)", false},
        {"--yes", CLI_SWITCH, &given.yes, NULL, "run programs without asking on a terminal", false},
        {"--trace", CLI_TEXT, &given.trace, "OUT.json", "write a trace, for smacs replay", false},
        {"--json", CLI_SWITCH, &given.json, NULL, "print the whole run as JSON", false},
        {"--quiet", CLI_SWITCH, &given.quiet, NULL, "no progress and no summary", false},
    };
    const cli_command command = {"run",
                                 "X.smx",
                                 1,
                                 1,
                                 "ask models and keep the best answer",
                                 "smacs run x.smx --embedder e.sme --pool pool.json --question \"What is 17 * 23?\"",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code) && check_mode(given.mode, &code) &&
        cli_read_pace(given.pace, &pace, &code)) {
        code = run(positionals.items[0], &given, &tools);
    }
    close_tools(&tools);
    tool_list_free(&positionals);
    return code;
}
