/* Views that traces recorded, for showing them without running them again. */
#ifndef SMACS_SESSION_RECORDED_H
#define SMACS_SESSION_RECORDED_H

#include <cjson/cJSON.h>
#include <smacs/allocator.h>
#include <smacs/status.h>

/* Both write a "RunView" whose members are all there and of the right kind, freed with smacs_free. Errors: MEMORY,
 * SCHEMA (the trace lacks what a view needs). */

/* Of the view that a trace of version 2 holds. */
smacs_status smacs_recorded_view(const smacs_allocator *a, const cJSON *view, char **json, size_t *size,
                                 smacs_error *error);

/* Of the request and the steps of a trace of version 1. It told neither priors, nor who saw which references, nor
 * likeness: these are null, or empty. */
smacs_status smacs_recorded_steps(const smacs_allocator *a, const cJSON *request, const cJSON *steps, char **json,
                                  size_t *size, smacs_error *error);

#endif
