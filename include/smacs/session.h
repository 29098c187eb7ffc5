/* A run that speaks JSON and remembers its trace: what hosts drive, whether page, package or command. The messages are
 * those of wasm/schema/run.schema.json.
 *
 * A trace holds the request, the digests of index and embedder, for each step the event with the actions it brought,
 * and the view at the end. It holds no keys, because no message has a place for one.
 *
 * A trace can be run again by the version that made it, and by later ones that decide the same. Where it cannot,
 * because a later version decides otherwise or its index is not at hand, the view that it recorded can still be
 * shown. */
#ifndef SMACS_SESSION_H
#define SMACS_SESSION_H

#include <smacs/export.h>
#include <smacs/run.h>

SMACS_API_BEGIN

typedef struct smacs_session smacs_session;

/* Starts a session for a request ("RunRequest"); borrows as smacs_run_create does. Mutable; one thread at a time.
 * Errors: those of smacs_run_create, SYNTAX, SCHEMA, NOT_FOUND (a list names a member that the pool does not have). */
smacs_status smacs_session_create(const smacs_allocator *allocator, const smacs_index *index,
                                  const smacs_embedder *embedder, smacs_text request, smacs_session **out,
                                  smacs_error *error);
void smacs_session_free(smacs_session *session);

/* JSON texts [*size], NUL-terminated, are freed with smacs_free and the session's allocator. */

/* Takes an event ("RunEvent"); *actions is an array of "RunAction". Errors, which leave the session as it was: SYNTAX,
 * SCHEMA, ARGUMENT, NOT_FOUND; and MEMORY, after which it can only be freed. */
smacs_status smacs_session_feed(smacs_session *session, smacs_text event, char **actions, size_t *size,
                                smacs_error *error);

/* All that is known now ("RunView"). Errors: MEMORY. */
smacs_status smacs_session_view(const smacs_session *session, char **json, size_t *size);

/* The trace so far ("RunTrace"). Errors: MEMORY. */
smacs_status smacs_session_trace(const smacs_session *session, char **json, size_t *size);

/* What other weights ({"agreement", "confidence", "vote"}) would have kept ("RunScores").
 * Errors: MEMORY, SYNTAX, SCHEMA, ARGUMENT, EMPTY (nothing has been scored). */
smacs_status smacs_session_rescore(const smacs_session *session, smacs_text weights, char **json, size_t *size,
                                   smacs_error *error);

/* The view that a trace recorded ("RunView"), without running it again: no index and no embedder are needed. A trace of
 * version 1 has none; it is put together from its steps, without priors, subsets and likeness, which they do not tell.
 * Its parts are checked one by one, so that it can be shown whoever wrote it. *json [*size] is NUL-terminated and freed
 * with smacs_free. Errors: MEMORY, SYNTAX, SCHEMA, VERSION (of a newer smacs), TOO_LARGE (more calls than any run
 * makes). */
smacs_status smacs_trace_view(const smacs_allocator *allocator, smacs_text trace, char **json, size_t *size,
                              smacs_error *error);

/* Runs a trace again and compares every action with the one recorded. *session receives the run at its end, NULL on
 * failure. Errors: those above; MISMATCH (another index or embedder, or an action that differs). After a failure within
 * a step, error->position is the step's number from 0. */
smacs_status smacs_session_replay(const smacs_allocator *allocator, const smacs_index *index,
                                  const smacs_embedder *embedder, smacs_text trace, smacs_session **session,
                                  smacs_error *error);

SMACS_API_END

#endif
