/* What a run came to, or has so far, read from its view. */
#ifndef SMACS_HOST_OUTCOME_H
#define SMACS_HOST_OUTCOME_H

#include <cjson/cJSON.h>
#include <smacs/session.h>
#include <stdbool.h>

typedef struct host_outcome {
    char *json; /* the view as text */
    cJSON *view;
    const cJSON *kept; /* the call whose answer was kept; NULL: none */
} host_outcome;

/* False after a report. */
bool host_outcome_open(const smacs_session *session, host_outcome *o);
/* The same of a view that is at hand as JSON; takes `json`, from the library, over whether it succeeds or not. */
bool host_outcome_read(char *json, size_t size, host_outcome *o);
void host_outcome_free(host_outcome *o);

/* Whether what the question's own program gives was kept in place of an answer; whether anything was kept. */
bool host_outcome_keeps_output(const host_outcome *o);
bool host_outcome_has_answer(const host_outcome *o);

/* The id of the member whose answer was kept, and its model's name in the index or "". Borrowed. */
const char *host_outcome_member(const host_outcome *o);
const char *host_outcome_model(const host_outcome *o);

/* The kept answer's text; borrowed. */
smacs_text host_outcome_text(const host_outcome *o);

/* The same on stdout; a terminal gets no control characters. */
void host_outcome_print(const host_outcome *o);

/* One line on stderr: whose answer, its score, calls, cost, and what is less than was asked for. */
void host_outcome_tell(const host_outcome *o);

#endif
