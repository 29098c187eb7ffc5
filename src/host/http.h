/* What the live commands need of the system: HTTP posts, several at once; a clock; Ctrl-C. Only http.c knows how. A build
 * without network (SMACS_WITHOUT_NETWORK, as for WASI) has all of these, but opening fails and says so. */
#ifndef SMACS_HOST_HTTP_H
#define SMACS_HOST_HTTP_H

#include "base/mem.h"
#include <smacs/status.h>

typedef struct host_http host_http;

typedef struct host_http_post {
    const char *url;
    const char *key;    /* sent as bearer token; NULL: none */
    smacs_text body;    /* JSON; copied */
    uint32_t timeout_s; /* for all of it */
} host_http_post;

typedef enum host_http_end {
    HOST_HTTP_ANSWERED = 0,
    HOST_HTTP_TIMEOUT = 1,
    HOST_HTTP_BROKEN = 2,
    HOST_HTTP_TOO_LARGE = 3 /* the answer was about to exceed 8 MiB */
} host_http_end;

typedef struct host_http_reply {
    uint32_t tag;
    host_http_end end;
    uint32_t status;      /* of HTTP, when answered */
    uint32_t retry_after; /* seconds that the server asks for; 0: it does not say */
    smacs_bytes body;     /* freed by whoever took the reply */
    bool unsent;          /* it broke before anything was sent */
    char message[256];    /* what broke; "" when answered */
} host_http_reply;

/* NULL after a report. One at a time. */
host_http *host_http_open(void);
void host_http_close(host_http *h);

/* Starts a post; `tag` is for telling replies apart. False when memory is out or the address is none. */
bool host_http_send(host_http *h, uint32_t tag, const host_http_post *post);

/* Breaks it off; no reply comes. */
void host_http_cancel(host_http *h, uint32_t tag);

/* Takes one reply, waiting for at most `wait_ms`, less when a signal comes. */
bool host_http_next(host_http *h, int wait_ms, host_http_reply *reply);

/* Milliseconds since some moment; never goes back. */
uint64_t host_clock_ms(void);

/* How often Ctrl-C was pressed since host_http_open; the third one ends the program by itself. */
int host_interrupts(void);

#endif
