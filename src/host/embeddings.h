/* Vectors of texts from an endpoint of the OpenAI API. */
#ifndef SMACS_HOST_EMBEDDINGS_H
#define SMACS_HOST_EMBEDDINGS_H

#include "tool/vectors.h"

typedef struct host_embeddings {
    const char *base;    /* the address before /embeddings */
    const char *model;   /* its id there */
    const char *key_env; /* the environment variable that holds the key; NULL: none is sent */
    uint32_t dimensions; /* to ask for; 0: what the model gives */
    uint32_t timeout_s;  /* for each call; 0: 300 */
    const char *record;  /* the file that keeps vectors as they come (vector_record.h); NULL: none */
} host_embeddings;

/* Fetches the vectors of all texts, in their order, into a zeroed *v: several texts a call, several calls at once, again
 * where that may help. Texts whose vectors the record has are not sent; with a record, texts must be interned. False
 * after a report; the caller frees *v in any case. */
bool host_embed(const host_embeddings *from, const smacs_names *texts, tool_vectors *v);

#endif
