/* Checks of recorded answers. Either they are recorded too, as tests/lab/check.mjs writes them: JSON Lines of {"id",
 * "own": [result]} or {"id", "results": {model: [result]}}, a result {"outcome", "out"} for each input. Or somebody runs
 * the programs now. */
#ifndef SMACS_LAB_CHECKS_H
#define SMACS_LAB_CHECKS_H

#include "lab/responses.h"
#include <smacs/run.h>

/* Runs programs. `run` gives an array of results, one for each input of the check, which the caller deletes; NULL:
 * it cannot run programs any more, and has said so. */
typedef struct lab_runner {
    void *context;
    cJSON *(*run)(void *context, const smacs_check *check, smacs_text code);
} lab_runner;

/* Reads all files; a question may stand in one line only. False after a report. */
bool lab_checks_read(const tool_list *files, lab_responses *r);

/* Finds the plan of a question, which the request borrows from *check; freed with smacs_check_free. Nothing where
 * nothing is found. Errors: MEMORY. */
smacs_status lab_checks_plan(smacs_text question, smacs_check **check, smacs_run_plan *plan,
                             smacs_text expects[SMACS_CHECK_INPUTS_MAX]);

/* Runs what check number `number` of the run is about and keeps the results in *ran, which becomes what a record of the
 * question would have; what it has already is not run again. Errors: MEMORY, ARGUMENT
 * (the runner cannot go on). */
smacs_status lab_checks_run(const smacs_run *run, uint32_t number, smacs_check *check, const lab_runner *runner,
                            cJSON **ran, smacs_error *error);

/* Feeds the run what `recorded`, a line's "own" or "results", says of its check number `number`; nothing of a model
 * that was not recorded. Errors: those of smacs_run_feed. */
smacs_status lab_checks_feed(smacs_run *run, uint32_t number, const cJSON *recorded, smacs_error *error);

#endif
