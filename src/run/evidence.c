/* What the run knows of its answers, in the form that src/posterior reads: who gave which, and with what prior. */
#include "run/run.h"

uint32_t smacs_run_list_voters(const smacs_run *run, smacs_role role) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < run->view.call_count; i++) {
        const smacs_call *call = &run->calls[i];
        if (call->role == role && smacs_run_whole(run, i)) {
            run->voter_calls[count] = i;
            run->voters[count++] = (smacs_voter){run->priors[call->member].prior, call->answer_group};
        }
    }
    return count;
}
