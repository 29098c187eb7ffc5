/* Which model answered. Routers fall back to others, and servers load what they have: an answer says nothing of a model
 * that did not give it. */
#include "run/run.h"
#include <math.h>
#include <smacs/match.h>

smacs_status smacs_run_take_served(smacs_run *run, smacs_call *call, const smacs_event *event) {
    bool same = true;
    smacs_status status = SMACS_OK;
    if (event->asked.data && event->served.data) {
        status = smacs_same_model(&run->a, run->index, event->asked, event->served, &same);
    }
    if (status != SMACS_OK || same) {
        return status;
    }
    run->priors[call->member] = (smacs_prior){.prior = NAN, .standard_error = NAN, .n_eff = 0.0, .utility = NAN};
    return smacs_arena_text(&run->a, &run->arena, event->served, &call->served) ? SMACS_OK : SMACS_E_MEMORY;
}
