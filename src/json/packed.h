/* A route as numbers and texts, for a host that makes objects of it: writing hundreds of numbers as digits and reading
 * them again takes longer than the route itself. */
#ifndef SMACS_JSON_PACKED_H
#define SMACS_JSON_PACKED_H

#include <smacs/prior.h>

/* As smacs_route_to_json with details. *bytes begins with numbers, all f64 in the machine's order, NAN for null; of a
 * text the numbers have where it ends, in bytes; it begins where the one before ended. Texts follow the numbers. A label
 * is a number into smacs_labels_to_json, or -1.
 *
 *     count of numbers, mode, k, questions in the index, closeness, earlier, smacs_nearness, filled,
 *     ceiling: share, error, joint; then how many neighbours, detailed ones of these, models, panel, evidence
 *     each neighbour: similarity, source, benchmark, category, end of its id
 *     each detailed neighbour: number, solved by, of, end of its text or -1, how many key words, end of each
 *     each model: prior, standard error, n_eff, utility, scored, cells, published, smacs_known or 4: elsewhere
 *     the panel: numbers of models
 *     evidence, each: a neighbour that is of it, questions, share
 *
 * Free *bytes with smacs_free. Errors: MEMORY, TOO_LARGE. */
smacs_status smacs_route_pack(const smacs_allocator *allocator, const smacs_index *index, const smacs_route *route,
                              void **bytes, size_t *size);

/* The texts of an index's labels as a JSON array. Errors: MEMORY. */
smacs_status smacs_labels_to_json(const smacs_allocator *allocator, const smacs_index *index, char **json,
                                  size_t *size);

#endif
