/* The stages of a route, in paper.c, robust.c and panel.c. route.c calls them in order. */
#ifndef SMACS_PRIOR_STAGES_H
#define SMACS_PRIOR_STAGES_H

#include "base/mem.h"
#include <math.h>
#include <smacs/prior.h>

/* True if the options allow `model`. */
static inline bool smacs_is_allowed(const smacs_route_options *options, uint32_t model) {
    return !options->allowed || options->allowed[model];
}

/* t of neighbour `i`: it rises from 0 at the k-th to 1 at the nearest, so an embedder's general level of cosines does not
 * matter. */
static inline double smacs_nearness_of(const smacs_route *route, uint32_t i) {
    const smacs_neighbour *near = route->neighbours;
    const double top = near[0].similarity;
    const double floor = near[route->k < route->neighbour_count ? route->k : route->neighbour_count - 1].similarity;
    return top > floor ? fmax(0.0, (near[i].similarity - floor) / (top - floor)) : 1.0;
}

/* g: how near the question's text is to the index, given the nearest neighbour. `features`: what the embedder reads in
 * it (smacs_embed_features); 0: not known. */
double smacs_closeness_of(const smacs_index *index, const int8_t *vector, double nearest, uint32_t features);

/* Appends what the question is routed by: itself, and as many earlier ones as belong to it. Returns how many. What is
 * appended has failed where memory runs out. */
uint32_t smacs_subject(const smacs_allocator *a, const smacs_embedder *embedder, smacs_text question,
                       const smacs_route_options *options, smacs_bytes *out);

/* Fill every smacs_prior of route->priors [M] from route->neighbours and, robust, route->closeness. `utility` does not
 * include cost yet. The robust version compares each model with the best allowed one. Errors: MEMORY (robust only). */
void smacs_priors_paper(const smacs_index *index, smacs_route *route);
smacs_status smacs_priors_robust(const smacs_allocator *a, const smacs_index *index, const smacs_route_options *options,
                                 smacs_route *route);

/* Mixes cost into every utility, then fills route->panel. Errors: MEMORY. */
smacs_status smacs_panel_choose(const smacs_allocator *a, const smacs_index *index, smacs_route *route,
                                const smacs_route_options *options);

/* Sets the ceiling of the panel. Errors: MEMORY. */
smacs_status smacs_ceiling_find(const smacs_allocator *a, const smacs_index *index, smacs_route *route);

#endif
