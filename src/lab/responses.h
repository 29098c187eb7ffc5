/* Recorded answers: JSON Lines of {"id", "responses": {model: text}}. */
#ifndef SMACS_LAB_RESPONSES_H
#define SMACS_LAB_RESPONSES_H

#include "base/names.h"
#include "cli/cli.h"
#include <cjson/cJSON.h>

/* Zero-initialise; free with cli_responses_free. */
typedef struct cli_responses {
    smacs_allocator a;
    smacs_names ids;
    cJSON **texts; /* [ids.count] {model: text} */
    size_t capacity;
} cli_responses;

/* Reads all files; a question may stand in one line only. False after a report. */
bool cli_responses_read(const cli_list *files, cli_responses *r);
void cli_responses_free(cli_responses *r);

/* {model: text} of a question, or NULL. */
const cJSON *cli_responses_of(const cli_responses *r, smacs_text id);

#endif
