/* The pool file: the endpoints, and the models to ask at each of them (README.md). It holds no keys: an endpoint
 * names the environment variable that holds its key. */
#ifndef SMACS_HOST_POOL_H
#define SMACS_HOST_POOL_H

#include "tool/tool.h"
#include "json/writer.h"

typedef struct host_endpoint {
    const char *name;
    char *url;          /* where chats are posted to */
    const char *key;    /* from the environment; NULL: none. Never print it */
    uint32_t parallel;  /* most calls in flight; 0: no limit */
    uint32_t timeout_s; /* of each call */
    uint32_t in_flight; /* calls in flight now */
} host_endpoint;

typedef struct host_member {
    smacs_text id;
    smacs_text hosted; /* the model's id at the endpoint */
    smacs_text model;  /* its name in the index; absent: the index does not know it */
    smacs_text maker;  /* as the file or the index's catalog says; of a model that neither knows, its endpoint */
    host_endpoint *endpoint;
    double prior, price_input, price_output; /* NAN: not given; prices in USD per million tokens */
    bool aggregates, logprobs;
    uint32_t unsupported; /* fields that the endpoint does not take for this model (wire/chat.h) */
} host_member;

typedef struct host_pool {
    const char *file;
    cJSON *tree; /* texts are borrowed from it */
    host_endpoint *endpoints;
    uint32_t endpoint_count;
    host_member *members;
    uint32_t member_count;
    const cJSON *aggregators; /* NULL: the priors decide who merges */
} host_pool;

/* Reads a pool file. Names of models are borrowed from `x`. False after a report; then there is nothing to free. */
bool host_pool_open(const char *file, const tool_index *x, host_pool *pool);
void host_pool_free(host_pool *pool);

/* Makes an endpoint from an address and the name of the variable that holds its key (absent: no key). Reports call both
 * `file`. The caller frees e->url with free. False after a report. */
bool host_endpoint_open(const char *file, smacs_text base, smacs_text key_env, host_endpoint *e);

/* The member of this id, or NULL. */
host_member *host_pool_find(const host_pool *pool, smacs_text id);

/* Writes "pool" and "aggregators" of a run's request. */
void host_pool_write(smacs_json_writer *w, const host_pool *pool);

#endif
