/* What `smacs run` shares between one question (run.c) and a file of questions (run_many.c). */
#ifndef SMACS_CLI_RUN_H
#define SMACS_CLI_RUN_H

#include "cli/outside.h"
#include "host/drive.h"
#include "host/outcome.h"

typedef struct run_flags {
    const char *embedder, *pool, *question, *questions, *out, *mode, *pace, *system, *trace, *checker;
    uint32_t n, max_tokens, calls, parallel, deadline_ms, wait_s;
    uint64_t seed;
    double cost; /* NAN: no limit */
    int no_early_stop, no_state, no_referee, contract, yes, json, quiet, stream;
    cli_outside outside; /* of the questions' vectors */
} run_flags;

/* Everything that a run opens. */
typedef struct run_tools {
    tool_index x;
    tool_embedder e;
    host_pool pool;
    host_http *http;
    smacs_bytes kept; /* the question, when it came from stdin */
    smacs_text question;
    tool_vectors vectors; /* of the questions, from a file */
    smacs_text id;        /* of the question at hand, and its place, where it is one of a file */
    uint32_t place;
    host_check check;
    smacs_session *session;
    host_show show; /* with --stream */
} run_tools;

/* Runs t->question to its end, with what is open; t->session then has it. False after a report, or when a second Ctrl-C
 * ended it. The next question needs run_question_end first. */
bool run_question(run_flags *given, run_tools *t);
void run_question_end(run_tools *t);

/* Runs all of given->questions that given->out does not have yet. Returns an exit code. */
int run_many(run_flags *given, run_tools *t);

#endif
