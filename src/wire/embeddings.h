/* The embeddings of the OpenAI API: builds the body of a request and reads the reply. No I/O here. */
#ifndef SMACS_WIRE_EMBEDDINGS_H
#define SMACS_WIRE_EMBEDDINGS_H

#include <smacs/status.h>

/* Writes {"model", "input": texts [count], "dimensions" unless 0} to *json, which the caller frees with smacs_free.
 * Errors: MEMORY. */
smacs_status wire_embeddings_body(smacs_text model, const smacs_text *texts, size_t count, uint32_t dimensions,
                                  char **json, size_t *size);

/* Takes vector `at` of those asked for; `numbers` [count]. A status other than OK ends the reading. */
typedef smacs_status (*wire_embedding_sink)(void *context, size_t at, const double *numbers, size_t count,
                                            smacs_error *error);

/* Reads a reply that must have `count` vectors, in any order. `model` [size] receives the model that the server names,
 * cut, or "". Errors: SYNTAX, SCHEMA (not such a reply, a vector missing or twice, an "index" that is no whole number), MEMORY, and those of the sink. */
smacs_status wire_embeddings_read(smacs_text body, size_t count, wire_embedding_sink sink, void *context, char *model,
                                  size_t size, smacs_error *error);

#endif
