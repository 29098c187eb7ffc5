/* What live calls need from the system: HTTP posts, several at once; a clock; Ctrl-C. A build without network
 * (SMACS_WITHOUT_NETWORK, as for WASI) has the same functions, but opening fails with a report. */
#ifndef SMACS_HOST_HTTP_H
#define SMACS_HOST_HTTP_H

#include "wire/chat.h"
#include <smacs/status.h>

typedef struct host_http host_http;

typedef struct host_http_post {
    const char *url;
    const char *key;    /* sent as bearer token; NULL: none */
    smacs_text body;    /* JSON; copied */
    uint32_t timeout_s; /* for the whole call */
    /* Gets each piece of the reply as it arrives, which is in its body too; NULL: nobody. */
    void (*piece)(void *context, uint32_t tag, const char *bytes, size_t size);
    void *context;
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
    wire_head head;    /* if answered */
    smacs_bytes body;  /* the receiver frees it */
    bool unsent;       /* it broke before the request was sent, so nothing is billed */
    char message[256]; /* what broke; "" if answered */
} host_http_reply;

/* NULL after a report. Only one may be open at a time, because it handles Ctrl-C. */
host_http *host_http_open(void);
void host_http_close(host_http *h);

/* Starts a post; its reply has the same `tag`. False when out of memory or when the address is invalid. */
bool host_http_send(host_http *h, uint32_t tag, const host_http_post *post);

/* Breaks off a post; no reply will come. */
void host_http_cancel(host_http *h, uint32_t tag);

/* Takes one reply; waits for at most `wait_ms`, less when a signal comes. False: none came. */
bool host_http_next(host_http *h, int wait_ms, host_http_reply *reply);

/* Milliseconds since an arbitrary moment; never goes back. */
uint64_t host_clock_ms(void);

/* How often Ctrl-C was pressed since host_http_open; the third one ends the program by itself. */
int host_interrupts(void);

#endif
