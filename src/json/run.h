/* What the messages of a run share: its words, and reading and writing them. */
#ifndef SMACS_JSON_RUN_H
#define SMACS_JSON_RUN_H

#include "json/fields.h"
#include "json/groups.h"
#include <smacs/run.h>

/* Words in the order of their enums, ended by NULL. */
extern const char *const smacs_run_modes[];
extern const char *const smacs_run_paces[];
extern const char *const smacs_run_roles[];
extern const char *const smacs_run_call_states[];
extern const char *const smacs_run_cancel_reasons[];
extern const char *const smacs_run_bases[];      /* of tokens */
extern const char *const smacs_run_cost_bases[]; /* and of costs */
extern const char *const smacs_run_phases[];
extern const char *const smacs_run_degradations[]; /* in the order of the bits */
extern const char *const smacs_run_certainty_reasons[];
extern const char *const smacs_run_check_kinds[];
extern const char *const smacs_run_check_languages[];
extern const char *const smacs_run_outcomes[];
extern const char *const smacs_run_checked_words[]; /* but for "not" */

/* Arrays that a request borrows while it is read; freed by smacs_run_request_free. */
typedef struct smacs_request_parts {
    smacs_allocator a;
    smacs_member *pool;
    smacs_message *history;
    uint32_t *panel;
    uint32_t *aggregators;
    smacs_text *expects;
    double *vector;
} smacs_request_parts;

/* Texts are borrowed from the tree. Errors: SCHEMA, NOT_FOUND, MEMORY; the parts are to be freed in any case. */
smacs_status smacs_run_request_read(const cJSON *tree, smacs_request_parts *parts, smacs_run_request *out,
                                    smacs_error *error);
void smacs_run_request_free(smacs_request_parts *parts);

smacs_status smacs_run_weights_read(const cJSON *tree, smacs_weights *out, smacs_error *error);

/* Room for the results of an event. */
enum { SMACS_EVENT_RESULTS_MAX = 64 };

/* An event; texts are borrowed from the tree, results are put into `results` [SMACS_EVENT_RESULTS_MAX]. Errors: SCHEMA,
 * NOT_FOUND (a member's id), TOO_LARGE (results). */
smacs_status smacs_run_event_read(const cJSON *tree, const smacs_run_view *view, smacs_check_result *results,
                                  smacs_event *out, smacs_error *error);

void smacs_run_action_write(smacs_json_writer *w, const smacs_run_view *view, const smacs_action *action);
void smacs_run_view_write(smacs_json_writer *w, const smacs_run_view *view);
/* The member "weights". */
void smacs_run_weights_write(smacs_json_writer *w, const smacs_weights *weights);
void smacs_run_scores_write(smacs_json_writer *w, const smacs_run_view *view, const smacs_terms *terms,
                            uint32_t kept_call);

#endif
