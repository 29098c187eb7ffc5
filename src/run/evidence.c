/* What the run knows of its answers, in the form that src/posterior reads: who gave which, and with what prior. */
#include "run/run.h"
#include <math.h>

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

smacs_certainty smacs_run_certainty_of(const smacs_run *run, smacs_role role, uint32_t call) {
    const smacs_certainty_facts facts = {.closeness = run->view.route ? run->view.route->closeness : (double)NAN,
                                         .kind = run->calls[call].answer.kind};
    const uint32_t count = smacs_run_list_voters(run, role);
    return smacs_certainty_of(run->voters, count, run->calls[call].answer_group, &facts);
}
