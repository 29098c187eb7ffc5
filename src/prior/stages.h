/* The stages of a route, each with one owner: priors.c, panel.c; route.c knows their order. */
#ifndef SMACS_PRIOR_STAGES_H
#define SMACS_PRIOR_STAGES_H

#include "base/mem.h"
#include <smacs/prior.h>

/* Fills route->priors [M], all but utility, from route->neighbours. */
void smacs_priors_estimate(const smacs_index *index, smacs_route *route);

/* Fills every prior's utility and route->panel. Errors: MEMORY. */
smacs_status smacs_panel_choose(const smacs_allocator *a, const smacs_index *index, smacs_route *route,
                                const smacs_route_options *options);

#endif
