/* What a run came to, read from its view. */
#ifndef SMACS_HOST_OUTCOME_H
#define SMACS_HOST_OUTCOME_H

#include <cjson/cJSON.h>
#include <smacs/session.h>
#include <stdbool.h>

typedef struct cli_outcome {
    char *json; /* the view as text */
    cJSON *view;
    const cJSON *kept; /* the call whose answer was kept; NULL: none */
} cli_outcome;

/* False after a report. */
bool cli_outcome_open(const smacs_session *session, cli_outcome *o);
void cli_outcome_free(cli_outcome *o);

/* Of the kept answer: the member's id, and its model's name in the index or "". Borrowed. */
const char *cli_outcome_member(const cli_outcome *o);
const char *cli_outcome_model(const cli_outcome *o);

/* The kept answer's text on stdout; a terminal gets no control characters. */
void cli_outcome_print(const cli_outcome *o);

/* One line on stderr: whose answer, its score, calls, cost, and what is less than was asked for. */
void cli_outcome_tell(const cli_outcome *o);

#endif
