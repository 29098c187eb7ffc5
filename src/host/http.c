/* HTTP through libcurl's multi interface, so that one thread has several posts in flight. Redirects are not
 * followed, because they would carry the key to an address that the user did not name. */
#include "host/http.h"
#include "tool/tool.h"

#ifdef SMACS_WITHOUT_NETWORK

host_http *host_http_open(void) {
    tool_fail_plain(NULL, "this build has no network; use the native one to ask models", NULL);
    return NULL;
}
void host_http_close(host_http *h) { (void)h; }
bool host_http_send(host_http *h, uint32_t tag, const host_http_post *post) {
    (void)h, (void)tag, (void)post;
    return false;
}
void host_http_cancel(host_http *h, uint32_t tag) { (void)h, (void)tag; }
bool host_http_next(host_http *h, int wait_ms, host_http_reply *reply) {
    (void)h, (void)wait_ms, (void)reply;
    return false;
}
uint64_t host_clock_ms(void) { return 0; }
int host_interrupts(void) { return 0; }

#else

#include <curl/curl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What ends a command: a terminal that closes, Ctrl-C, whoever stops it. */
static const int ends[] = {SIGHUP, SIGINT, SIGTERM};
enum { ANSWER_MAX = 8 << 20, CONNECT_S = 30, ENDS = sizeof ends / sizeof *ends };

typedef struct transfer {
    struct transfer *next;
    CURL *easy;
    struct curl_slist *headers;
    uint32_t tag;
    bool too_large;
    wire_waits waits;
    smacs_bytes body;
    void (*piece)(void *context, uint32_t tag, const char *bytes, size_t size);
    void *context;
    char said[CURL_ERROR_SIZE];
} transfer;

struct host_http {
    smacs_allocator a;
    CURLM *multi;
    transfer *first;
    void (*before[ENDS])(int); /* what the signals did */
};

/* ---- signals and the clock ---- */

static volatile sig_atomic_t interrupts;

static void on_interrupt(int number) {
    interrupts++;
    signal(number, interrupts < 2 ? on_interrupt : SIG_DFL);
}

int host_interrupts(void) { return (int)interrupts; }

uint64_t host_clock_ms(void) {
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* ---- opening ---- */

host_http *host_http_open(void) {
    host_http *h = calloc(1, sizeof *h);
    const bool started = h && curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    if (started) {
        h->a = smacs_allocator_or_default(NULL);
        h->multi = curl_multi_init();
    }
    if (!started || !h->multi) {
        tool_fail_plain(NULL, h ? "the network could not be opened" : "out of memory", h ? "libcurl" : NULL);
        free(h);
        return NULL;
    }
    interrupts = 0;
    for (int i = 0; i < ENDS; i++) {
        h->before[i] = signal(ends[i], on_interrupt);
        if (h->before[i] == SIG_IGN) { /* as nohup has it */
            signal(ends[i], SIG_IGN);
        }
    }
    signal(SIGPIPE, SIG_IGN); /* a connection that breaks while it is written to */
    return h;
}

static void transfer_free(host_http *h, transfer *t) {
    for (transfer **at = &h->first; *at; at = &(*at)->next) {
        if (*at == t) {
            *at = t->next;
            break;
        }
    }
    if (t->easy) {
        curl_multi_remove_handle(h->multi, t->easy);
        curl_easy_cleanup(t->easy);
    }
    curl_slist_free_all(t->headers);
    smacs_bytes_free(&h->a, &t->body);
    free(t);
}

void host_http_close(host_http *h) {
    if (h) {
        while (h->first) {
            transfer_free(h, h->first);
        }
        curl_multi_cleanup(h->multi);
        curl_global_cleanup();
        for (int i = 0; i < ENDS; i++) {
            signal(ends[i], h->before[i]);
        }
        free(h);
    }
}

/* ---- sending ---- */

/* libcurl breaks off when we take less than it gives. */
static size_t take_piece(char *bytes, size_t one, size_t count, void *context) {
    transfer *t = context;
    const size_t size = one * count;
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    if (size > ANSWER_MAX - t->body.size) {
        t->too_large = true;
        return 0;
    }
    smacs_bytes_append(&a, &t->body, bytes, size);
    if (t->piece) {
        t->piece(t->context, t->tag, bytes, size);
    }
    return t->body.failed ? 0 : size;
}

static double now_ms(void) {
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    return (double)now.tv_sec * 1000.0 + (double)now.tv_nsec / 1e6;
}

static size_t take_head_line(char *bytes, size_t one, size_t count, void *context) {
    transfer *t = context;
    wire_waits_take(&t->waits, (smacs_text){bytes, one * count}, now_ms());
    return one * count;
}

static bool add_header(transfer *t, const char *name, const char *value) {
    const size_t size = strlen(name) + strlen(value) + 1;
    char *line = malloc(size);
    if (!line) {
        return false;
    }
    snprintf(line, size, "%s%s", name, value);
    struct curl_slist *headers = curl_slist_append(t->headers, line);
    free(line);
    t->headers = headers ? headers : t->headers;
    return headers != NULL;
}

static bool add_headers(transfer *t, const char *key) {
    return add_header(t, "Content-Type: ", "application/json") && add_header(t, "Expect:", "") &&
           (!key || add_header(t, "Authorization: Bearer ", key));
}

static CURLcode allow_only_http(CURL *e) {
#if LIBCURL_VERSION_NUM >= 0x075500
    return curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    return curl_easy_setopt(e, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

/* libcurl sends a request again by itself when a connection that it kept turns out to be dead. The server may have
 * answered the first one, so a call would be paid twice. */
static bool use_new_connection(CURL *e) {
    return curl_easy_setopt(e, CURLOPT_FRESH_CONNECT, 1L) == CURLE_OK &&
           curl_easy_setopt(e, CURLOPT_FORBID_REUSE, 1L) == CURLE_OK;
}

static bool prepare(transfer *t, const host_http_post *post) {
    CURL *e = t->easy;
    const long all = (long)post->timeout_s;
    return curl_easy_setopt(e, CURLOPT_URL, post->url) == CURLE_OK && allow_only_http(e) == CURLE_OK &&
           use_new_connection(e) && curl_easy_setopt(e, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
           curl_easy_setopt(e, CURLOPT_HTTPHEADER, t->headers) == CURLE_OK &&
           curl_easy_setopt(e, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)post->body.size) == CURLE_OK &&
           curl_easy_setopt(e, CURLOPT_COPYPOSTFIELDS, post->body.data) == CURLE_OK &&
           curl_easy_setopt(e, CURLOPT_TIMEOUT, all) == CURLE_OK &&
           curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT, all < CONNECT_S ? all : (long)CONNECT_S) == CURLE_OK &&
           curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, take_piece) == CURLE_OK &&
           curl_easy_setopt(e, CURLOPT_WRITEDATA, t) == CURLE_OK &&
           curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, take_head_line) == CURLE_OK &&
           curl_easy_setopt(e, CURLOPT_HEADERDATA, t) == CURLE_OK &&
           curl_easy_setopt(e, CURLOPT_ERRORBUFFER, t->said) == CURLE_OK &&
           curl_easy_setopt(e, CURLOPT_PRIVATE, t) == CURLE_OK;
}

bool host_http_send(host_http *h, uint32_t tag, const host_http_post *post) {
    transfer *t = calloc(1, sizeof *t);
    if (!t) {
        return false;
    }
    t->tag = tag;
    t->piece = post->piece;
    t->context = post->context;
    t->next = h->first;
    h->first = t;
    t->easy = curl_easy_init();
    if (!t->easy || !add_headers(t, post->key) || !prepare(t, post) ||
        curl_multi_add_handle(h->multi, t->easy) != CURLM_OK) {
        transfer_free(h, t);
        return false;
    }
    return true;
}

void host_http_cancel(host_http *h, uint32_t tag) {
    for (transfer *t = h->first; t; t = t->next) {
        if (t->tag == tag) {
            transfer_free(h, t);
            return;
        }
    }
}

/* ---- replies ---- */

static host_http_end end_of(const transfer *t, CURLcode code) {
    if (t->too_large) {
        return HOST_HTTP_TOO_LARGE;
    }
    return code == CURLE_OK                   ? HOST_HTTP_ANSWERED
           : code == CURLE_OPERATION_TIMEDOUT ? HOST_HTTP_TIMEOUT
                                              : HOST_HTTP_BROKEN;
}

/* The request reached nobody who could bill it. */
static bool is_unsent(CURLcode code) {
    return code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_RESOLVE_PROXY || code == CURLE_COULDNT_CONNECT ||
           code == CURLE_SSL_CONNECT_ERROR || code == CURLE_PEER_FAILED_VERIFICATION ||
           code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT;
}

static void fill(transfer *t, CURLcode code, host_http_reply *reply) {
    long status = 0;
    *reply = (host_http_reply){.tag = t->tag, .end = end_of(t, code), .body = t->body};
    t->body = (smacs_bytes){0};
    if (reply->end == HOST_HTTP_ANSWERED) {
        curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
        reply->head = (wire_head){.status = (uint32_t)status, .waits = t->waits, .now_ms = now_ms()};
    } else {
        const char *said = reply->body.failed ? "out of memory" : t->said[0] ? t->said : curl_easy_strerror(code);
        reply->unsent = is_unsent(code);
        snprintf(reply->message, sizeof reply->message, "%s", said);
    }
}

static bool take_done(host_http *h, host_http_reply *reply) {
    int running = 0, left = 0;
    curl_multi_perform(h->multi, &running);
    for (CURLMsg *message = curl_multi_info_read(h->multi, &left); message;
         message = curl_multi_info_read(h->multi, &left)) {
        transfer *t = NULL;
        if (message->msg == CURLMSG_DONE) {
            const CURLcode code = message->data.result;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &t);
            fill(t, code, reply);
            transfer_free(h, t);
            return true;
        }
    }
    return false;
}

bool host_http_next(host_http *h, int wait_ms, host_http_reply *reply) {
    if (take_done(h, reply)) {
        return true;
    }
    curl_multi_poll(h->multi, NULL, 0, wait_ms, NULL);
    return take_done(h, reply);
}

#endif
