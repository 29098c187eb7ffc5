/* smacs run. */
#include "json/run.h"
#include "base/error.h"
#include "cli/run.h"
#include "host/nonce.h"
#include "json/groups.h"

#include <math.h>
#include <string.h>

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

/* The member "vector" of `row`, whose direction alone counts. */
static void write_vector(smacs_json_writer *w, const tool_vectors *v, const int8_t *row) {
    smacs_json_name(w, "vector");
    smacs_json_open(w, '[');
    for (uint32_t i = 0; i < v->numbers; i++) {
        smacs_json_number(w, row[i]);
    }
    smacs_json_close(w, ']');
}

/* Finds the question's vector in the file, or asks the endpoint for it, and adds it to the request. */
static bool add_vector(run_flags *given, run_tools *t, smacs_json_writer *w) {
    const smacs_question question = {.id = t->id, .text = t->question};
    tool_vectors fresh = {0};
    smacs_error error;
    const int8_t *row = NULL;
    if (given->outside.file) {
        row = given->question ? t->vectors.rows : tool_vectors_of(&t->vectors, &question, t->place, &error);
        if (row) {
            write_vector(w, &t->vectors, row);
        } else {
            tool_fail(given->outside.file, &error);
        }
    } else if (cli_outside_for_index(&given->outside, &t->x, t->question, &fresh)) {
        row = fresh.rows;
        write_vector(w, &fresh, row);
    }
    tool_vectors_free(&fresh);
    return row != NULL;
}

static bool start(run_flags *given, run_tools *t) {
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
    if (cli_outside_given(&given->outside) && !add_vector(given, t, &w)) {
        smacs_bytes_free(&a, &w.out);
        return false;
    }
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

static int finish(const run_flags *given, run_tools *t, bool answered) {
    host_outcome o;
    const bool saved = !given->trace || save_trace(given->trace, t->session);
    if (!answered || !host_outcome_open(t->session, &o)) {
        return TOOL_FAILED;
    }
    if (given->json) {
        tool_print_json(o.json);
    } else if (!t->show.chosen || !host_show_end(&t->show, host_outcome_text(&o))) {
        if (t->show.said.size > 0 && host_outcome_has_answer(&o)) {
            fputs("\nKept is another answer:\n\n", stdout);
        }
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

bool run_question(run_flags *given, run_tools *t) {
    t->check =
        (host_check){.command = given->checker, .wait_s = given->wait_s, .yes = given->yes, .quiet = given->quiet};
    if (!host_check_open(&t->check, t->question, &t->pool) || !start(given, t)) {
        return false;
    }
    host_drive d = {.a = smacs_allocator_or_default(NULL),
                    .pool = &t->pool,
                    .session = t->session,
                    .http = t->http,
                    .check = &t->check,
                    .deadline_ms = given->deadline_ms,
                    .quiet = given->quiet,
                    .show = given->stream ? &t->show : NULL};
    t->show.a = d.a;
    const bool answered = host_drive_run(&d);
    host_drive_free(&d);
    return answered;
}

void run_question_end(run_tools *t) {
    smacs_session_free(t->session);
    t->session = NULL;
    host_check_close(&t->check);
}

/* Reads the file of vectors, if there is one: a single question has one of them. */
static bool open_vectors(run_flags *given, run_tools *t) {
    return !given->outside.file ||
           (given->question ? cli_outside_for_index(&given->outside, &t->x, t->question, &t->vectors)
                            : cli_outside_file_for_index(&given->outside, &t->x, &t->vectors));
}

static int run(const char *index, run_flags *given, run_tools *t) {
    t->http = host_http_open();
    if (!t->http || (given->checker && !host_checker_find(given->checker)) ||
        !cli_open_tools(index, given->embedder, &t->x, &t->e) || !host_pool_open(given->pool, &t->x, &t->pool) ||
        (given->question && !tool_read_question(given->question, &t->kept, &t->question)) || !open_vectors(given, t)) {
        return TOOL_FAILED;
    }
    warn_of_prices(given, &t->pool);
    if (given->questions) {
        return run_many(given, t);
    }
    if (given->trace && !tool_can_save(given->trace)) {
        return TOOL_FAILED;
    }
    const bool answered = run_question(given, t);
    return t->session ? finish(given, t, answered) : TOOL_FAILED;
}

static void close_tools(run_tools *t) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    run_question_end(t);
    if (t->show.a.alloc) {
        host_show_free(&t->show);
    }
    smacs_bytes_free(&a, &t->kept);
    host_http_close(t->http);
    host_pool_free(&t->pool);
    tool_embedder_free(&t->e);
    tool_vectors_free(&t->vectors);
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

/* Whether there is one question, or a file of questions with a file for their answers. */
static bool check_questions(const run_flags *given, int *code) {
    const char *wrong = NULL;
    if (!given->question && !given->questions) {
        wrong = "no question was given";
    } else if (given->question && given->questions) {
        wrong = "give either a question or --questions";
    } else if (!given->questions != !given->out) {
        wrong = "--questions and --out go together";
    } else if (given->stream && (given->json || given->questions)) {
        wrong = "--stream goes with neither --json nor --questions";
    } else if (given->questions && given->trace) {
        wrong = "--trace is of one question; with --questions, --json keeps each whole run";
    }
    if (wrong) {
        fprintf(stderr, "smacs run: %s\nsmacs run --help lists the options\n", wrong);
        *code = TOOL_USAGE;
    }
    return !wrong;
}

static bool check_outside(const cli_outside *outside, int *code) {
    *code = TOOL_USAGE;
    return cli_outside_check_questions("run", outside);
}

int cli_run(int argc, char **argv) {
    tool_list positionals = {0};
    run_flags given = {.mode = "auto", .pace = "fast", .cost = NAN, .wait_s = HOST_CHECKER_WAIT_S};
    run_tools tools = {0};
    smacs_pace pace;
    const cli_flag flags[] = {
        {"--embedder", CLI_TEXT, &given.embedder, "E.sme", "the embedder the index was built with (the default one)",
         false},
        CLI_OUTSIDE_FLAGS(given.outside),
        {"--pool", CLI_TEXT, &given.pool, "POOL.json", "the models to ask (src/host/README.md)", true},
        {"--question", CLI_TEXT, &given.question, "TEXT|-", "the question, instead of QUESTION; - reads it from stdin",
         false},
        {"--questions", CLI_TEXT, &given.questions, "FILE|-",
         "run these: a question a line, or JSON Lines with id and question", false},
        {"--out", CLI_OUT, &given.out, "A.jsonl", "with --questions: an answer a line; an existing file is continued",
         false},
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
        {"--trace", CLI_OUT, &given.trace, "OUT.json", "write a trace, for smacs replay", false},
        {"--json", CLI_SWITCH, &given.json, NULL, "print the whole run as JSON; with --questions: keep it in each line",
         false},
        {"--stream", CLI_SWITCH, &given.stream, NULL,
         "print the first answer while it is written, then the kept one if it is another", false},
        {"--quiet", CLI_SWITCH, &given.quiet, NULL, "no progress and no summary", false},
    };
    const cli_command command = {"run",
                                 "[X.smx] [QUESTION]",
                                 0,
                                 2,
                                 "ask models and keep the best answer",
                                 "smacs run --pool pool.json \"What is 17 * 23?\"",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    const char *index = NULL;
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code) &&
        cli_take_question(&positionals, &index, &given.question, &code) && check_questions(&given, &code) &&
        check_mode(given.mode, &code) && check_outside(&given.outside, &code) &&
        cli_read_pace(given.pace, &pace, &code)) {
        code = run(index, &given, &tools);
    }
    close_tools(&tools);
    tool_list_free(&positionals);
    return code;
}
