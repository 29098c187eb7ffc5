#include "cli/eval.h"
#include "host/check.h"
#include "json/fields.h"

enum { RESAMPLES = 2000, RESAMPLES_MAX = 100000 };

bool cli_eval_settings(const cli_eval_flags *flags, lab_settings *settings, int *code) {
    *settings = (lab_settings){.resamples = flags->resamples ? flags->resamples : RESAMPLES,
                               .seed = flags->seed,
                               .title = flags->title,
                               .report = flags->report,
                               .json = flags->json != 0,
                               .outcomes = flags->outcomes != 0};
    *code = TOOL_USAGE;
    if (flags->resamples > RESAMPLES_MAX) {
        fprintf(stderr, "smacs: --resamples is at most %d\n", RESAMPLES_MAX);
        return false;
    }
    if (flags->outcomes && !flags->json) {
        fputs("smacs: --outcomes needs --json\n", stderr);
        return false;
    }
    return true;
}

static bool parse_leave_out(const char *word, lab_leave_kind *kind, int *code) {
    static const char *const kinds[] = {"benchmark", "category", "question", NULL};
    uint32_t place;
    *kind = LAB_LEAVE_NOTHING;
    if (!word) {
        return true;
    }
    if (!smacs_find_word(word, kinds, &place)) {
        fprintf(stderr, "smacs: --leave-out is \"benchmark\", \"category\" or \"question\", not \"%s\"\n", word);
        *code = TOOL_USAGE;
        return false;
    }
    *kind = (lab_leave_kind)(LAB_LEAVE_BENCHMARK + (int)place);
    return true;
}

bool cli_eval_open(cli_eval *c, int *code) {
    c->in = (lab_inputs){.index = &c->x, .embedder = &c->e, .banks = &c->banks, .vectors_file = c->outside.file};
    if (!parse_leave_out(c->leave_out, &c->in.leave, code) || !cli_eval_settings(&c->result, &c->in.settings, code) ||
        !cli_outside_check_questions("eval", &c->outside)) {
        return false; /* with *code, which cli_eval_settings sets to TOOL_USAGE */
    }
    *code = TOOL_FAILED;
    const bool opened =
        cli_open_tools(c->positionals.count > 0 ? c->positionals.items[0] : NULL, c->embedder, &c->x, &c->e) &&
        cli_route_prepare(&c->route, &c->x, &c->setup, code) &&
        (!cli_outside_given(&c->outside) || cli_outside_for_banks(&c->outside, &c->x, &c->banks, &c->vectors));
    c->in.vectors = cli_outside_given(&c->outside) ? &c->vectors : NULL;
    c->in.allowed = c->setup.allowed;
    return opened;
}

void cli_eval_free(cli_eval *c) {
    host_checker_close(c->runner.context);
    cli_route_setup_free(&c->setup);
    tool_embedder_free(&c->e);
    tool_vectors_free(&c->vectors);
    tool_index_free(&c->x);
    tool_list_free(&c->banks);
    tool_list_free(&c->route.models);
    tool_list_free(&c->positionals);
}

bool cli_eval_checker(cli_eval *c, const host_pool *pool) {
    if (!c->checker) {
        return true;
    }
    if (!host_checker_find(c->checker) ||
        !host_check_consent(c->checker, "These questions", "programs of questions and recorded answers", c->yes != 0)) {
        return false;
    }
    c->runner = (lab_runner){host_checker_open(c->checker, HOST_CHECKER_WAIT_S, pool), host_check_run};
    if (c->runner.context) {
        fprintf(stderr, "will run programs of questions and recorded answers in %s, and nowhere else\n",
                host_checker_name(c->runner.context));
    }
    return c->runner.context != NULL;
}
