/* Ending an evaluation with its result. */
#ifndef SMACS_LAB_RESULTS_H
#define SMACS_LAB_RESULTS_H

#include "lab/figures.h"
#include "json/writer.h"
#include <cjson/cJSON.h>

/* Ends a writer and prints its JSON. Returns an exit code. */
int lab_print_json(smacs_json_writer *w);

/* Ends a result: prints its JSON, or the tables behind its charts, and writes the page. Returns an exit code. */
int lab_finish(smacs_json_writer *w, const lab_settings *settings);

#endif
