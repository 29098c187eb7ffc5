/* SMACS: which open models to ask, and which of their answers to keep.
 *
 * Umbrella header. One header per room; every name begins with smacs_ or SMACS_.
 *
 *     text -> embedder -> score index -> prior -> panel -> (the host's calls) -> posterior -> answer
 *
 * Rules that hold everywhere unless a comment says otherwise:
 *  - Functions that can fail return a smacs_status. Their optional last parameter, smacs_error *, may be
 *    NULL; it is written only on failure.
 *  - A function that can fail returns ARGUMENT when it gets NULL where its comment does not allow it. *out is NULL
 *    after a failure. Functions that cannot fail do not check: *_describe, *_look and the like need a handle.
 *  - A NULL allocator means the C library's. Handles remember their allocator; *_free accepts NULL.
 *  - A handle is immutable after creation unless its comment says "mutable"; immutable handles may be used
 *    from any number of threads at once.
 *  - Text is UTF-8 with an explicit length, not NUL-terminated. Invalid UTF-8 is read as U+FFFD.
 *  - The library does no I/O, keeps no global state, never aborts, and gives the same bits on every target.
 */
#ifndef SMACS_SMACS_H
#define SMACS_SMACS_H

#include <smacs/allocator.h>
#include <smacs/answer.h>
#include <smacs/assemble.h>
#include <smacs/bank.h>
#include <smacs/builder.h>
#include <smacs/calibration.h>
#include <smacs/certainty.h>
#include <smacs/checks.h>
#include <smacs/embedder.h>
#include <smacs/export.h>
#include <smacs/index.h>
#include <smacs/json.h>
#include <smacs/map.h>
#include <smacs/match.h>
#include <smacs/mode.h>
#include <smacs/pick.h>
#include <smacs/posterior.h>
#include <smacs/prior.h>
#include <smacs/published.h>
#include <smacs/run.h>
#include <smacs/session.h>
#include <smacs/shards.h>
#include <smacs/status.h>
#include <smacs/trainer.h>
#include <smacs/vector.h>
#include <smacs/version.h>

#endif
