/* The pool file: which endpoints there are and which models to ask at them (src/cli/README.md). Keys are not in it: an
 * endpoint names the environment variable that holds its own. */
#ifndef SMACS_HOST_POOL_H
#define SMACS_HOST_POOL_H

#include "cli/cli.h"
#include "json/writer.h"

typedef struct cli_endpoint {
    const char *name;
    char *url;          /* where chats are posted to */
    const char *key;    /* of the environment; NULL: none. Never to be printed */
    uint32_t parallel;  /* calls at once; 0: no limit */
    uint32_t timeout_s; /* of each call */
    uint32_t flying;    /* calls at the moment */
} cli_endpoint;

typedef struct cli_member {
    smacs_text id;
    smacs_text hosted; /* the model's id at the endpoint */
    smacs_text model;  /* its name in the index; absent: unknown to it */
    cli_endpoint *endpoint;
    double prior, price_input, price_output; /* NAN: not known */
    uint8_t aggregates, logprobs;
    uint32_t refused; /* fields that the endpoint did not take from this model (wire/chat.h) */
} cli_member;

typedef struct cli_pool {
    const char *file;
    cJSON *tree; /* what texts are borrowed from */
    cli_endpoint *endpoints;
    uint32_t endpoint_count;
    cli_member *members;
    uint32_t member_count;
    const cJSON *aggregators; /* NULL: chosen by the priors */
} cli_pool;

/* Models' names are borrowed from `x`. False after a report. */
bool cli_pool_open(const char *file, const cli_index *x, cli_pool *pool);
void cli_pool_free(cli_pool *pool);

/* An endpoint from an address and the name of the variable that holds its key (absent: none); `file` names both in a
 * report. The url is freed with free. False after a report. */
bool cli_endpoint_open(const char *file, smacs_text base, smacs_text key_env, cli_endpoint *e);

/* The member of this id, or NULL. */
cli_member *cli_pool_find(const cli_pool *pool, smacs_text id);

/* "pool" and "aggregators" of a run's request. */
void cli_pool_write(smacs_json_writer *w, const cli_pool *pool);

#endif
