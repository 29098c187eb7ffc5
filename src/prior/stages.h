/* The stages of a route, each with one owner: paper.c, robust.c, panel.c; route.c knows their order. */
#ifndef SMACS_PRIOR_STAGES_H
#define SMACS_PRIOR_STAGES_H

#include "base/mem.h"
#include <smacs/prior.h>

/* != 0 when the options leave `model` in. */
static inline bool smacs_is_allowed(const smacs_route_options *options, uint32_t model) {
    return !options->allowed || options->allowed[model];
}

/* Fill every smacs_prior of route->priors [M] from route->neighbours; `utility` is the prior before cost and cut.
 * The robust one compares with the best of the allowed models. Errors: MEMORY (robust only). */
void smacs_priors_paper(const smacs_index *index, smacs_route *route);
smacs_status smacs_priors_robust(const smacs_allocator *a, const smacs_index *index, const smacs_route_options *options,
                                 smacs_route *route);

/* Mixes cost into every utility and fills route->panel. Errors: MEMORY. */
smacs_status smacs_panel_choose(const smacs_allocator *a, const smacs_index *index, smacs_route *route,
                                const smacs_route_options *options);

#endif
