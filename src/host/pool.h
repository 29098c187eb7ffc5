/* The pool file: which endpoints there are and which models to ask at them (src/cli/README.md). Keys are not in it: an
 * endpoint names the environment variable that holds its own. */
#ifndef SMACS_HOST_POOL_H
#define SMACS_HOST_POOL_H

#include "tool/tool.h"
#include "json/writer.h"

typedef struct host_endpoint {
    const char *name;
    char *url;          /* where chats are posted to */
    const char *key;    /* of the environment; NULL: none. Never to be printed */
    uint32_t parallel;  /* calls at once; 0: no limit */
    uint32_t timeout_s; /* of each call */
    uint32_t flying;    /* calls at the moment */
} host_endpoint;

typedef struct host_member {
    smacs_text id;
    smacs_text hosted; /* the model's id at the endpoint */
    smacs_text model;  /* its name in the index; absent: unknown to it */
    host_endpoint *endpoint;
    double prior, price_input, price_output; /* NAN: not known */
    bool aggregates, logprobs;
    uint32_t refused; /* fields that the endpoint did not take from this model (wire/chat.h) */
} host_member;

typedef struct host_pool {
    const char *file;
    cJSON *tree; /* what texts are borrowed from */
    host_endpoint *endpoints;
    uint32_t endpoint_count;
    host_member *members;
    uint32_t member_count;
    const cJSON *aggregators; /* NULL: chosen by the priors */
} host_pool;

/* Models' names are borrowed from `x`. False after a report. */
bool host_pool_open(const char *file, const tool_index *x, host_pool *pool);
void host_pool_free(host_pool *pool);

/* An endpoint from an address and the name of the variable that holds its key (absent: none); `file` names both in a
 * report. The url is freed with free. False after a report. */
bool host_endpoint_open(const char *file, smacs_text base, smacs_text key_env, host_endpoint *e);

/* The member of this id, or NULL. */
host_member *host_pool_find(const host_pool *pool, smacs_text id);

/* "pool" and "aggregators" of a run's request. */
void host_pool_write(smacs_json_writer *w, const host_pool *pool);

#endif
