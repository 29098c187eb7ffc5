/* What is known of a matched model. */
#ifndef SMACS_MATCH_KNOWN_H
#define SMACS_MATCH_KNOWN_H

#include <smacs/match.h>

/* Fills from, prior and error by match->model. */
void smacs_match_prior(const smacs_index *index, smacs_match *match);

#endif
