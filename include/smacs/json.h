/* Results as JSON, for hosts that speak JSON: the CLI's --json and the WebAssembly boundary. One writer for both, so
 * that they cannot differ. Shapes: src/json/README.md. Numbers are printed so that they read back to the same double.
 */
#ifndef SMACS_JSON_H
#define SMACS_JSON_H

#include <smacs/export.h>
#include <smacs/prior.h>

SMACS_API_BEGIN

/* A JSON text [*size], NUL-terminated, freed with smacs_free. Errors of all: MEMORY. */

/* A route. Without `detail` it has the fixed shape {"mode", "k", "neighbours": [{"id", "similarity"}], "priors":
 * {model: s}, "panel": [model]}; with it also per-model errors and the neighbours' benchmarks and categories. */
smacs_status smacs_route_to_json(const smacs_allocator *allocator, const smacs_index *index, const smacs_route *route,
                                 bool detail, char **json, size_t *size);

/* What an index holds: counts, digests, models with means and facts, sources, benchmarks, categories. */
smacs_status smacs_index_to_json(const smacs_allocator *allocator, const smacs_index *index, char **json, size_t *size);

/* What question i < n is about: {"source", "benchmark", "category", "text", "keywords", "solved"}, as a route has them of
 * a near one. Errors: also ARGUMENT (no such question). */
smacs_status smacs_question_to_json(const smacs_allocator *allocator, const smacs_index *index, uint32_t question,
                                    char **json, size_t *size);

/* All questions as a picture needs them, in bytes [n][SMACS_DOT_SIZE], freed with smacs_free: x and y of its spot; its
 * score of `model` in percent, 255 where that was not run on it; the number of its domain as u16, in the order in which
 * smacs_index_to_json lists the domains (modulo 65536). `model` M or above: no scores. *size is 0 if the index has no
 * map. Errors: MEMORY. */
#define SMACS_DOT_SIZE 5
smacs_status smacs_index_dots(const smacs_allocator *allocator, const smacs_index *index, uint32_t model,
                              uint8_t **dots, size_t *size);

/* What an embedder is. */
smacs_status smacs_embedder_to_json(const smacs_allocator *allocator, const smacs_embedder *embedder, char **json,
                                    size_t *size);

/* Reads route options as JSON: {"mode"?: "robust" | "paper", "k"?, "n"?, "coverage"?: bool, "alpha"?,
 * "models"?: [name], "costs"?: {name: number}, "earlier"?: [question]} and routes. A name the index does not know is NOT_FOUND with the name
 * in error->detail; an unknown field is SCHEMA. `options` of size 0 means {}. Errors: those of smacs_route_text,
 * SYNTAX, SCHEMA, NOT_FOUND. The result is freed with smacs_route_free. */
smacs_status smacs_route_from_json(const smacs_allocator *allocator, const smacs_index *index,
                                   const smacs_embedder *embedder, smacs_text question, smacs_text options,
                                   smacs_route **out, smacs_error *error);

/* The same for a vector of one's own: `numbers` [count], as the index's model gives them (smacs/vector.h). Errors: those
 * of smacs_route_vector, MISMATCH (not as many numbers as the index's vectors have), ARGUMENT (one is not finite,
 * or all are 0), SYNTAX, SCHEMA, NOT_FOUND. */
smacs_status smacs_route_numbers_from_json(const smacs_allocator *allocator, const smacs_index *index,
                                           const double *numbers, uint32_t count, smacs_text options, smacs_route **out,
                                           smacs_error *error);

/* The vector [D] that smacs_route_from_json searches by, see smacs_route_subject; of the index only its embedder and models
 * count. Errors: those of smacs_route_from_json. */
smacs_status smacs_route_subject_from_json(const smacs_allocator *allocator, const smacs_index *index,
                                           const smacs_embedder *embedder, smacs_text question, smacs_text options,
                                           int8_t *vector, smacs_error *error);

SMACS_API_END

#endif
