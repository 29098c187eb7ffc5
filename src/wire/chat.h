/* The chat completions of the OpenAI API: builds the body of a request and reads the reply, streamed or not, once all of
 * it is there. No I/O here. */
#ifndef SMACS_WIRE_CHAT_H
#define SMACS_WIRE_CHAT_H

#include "base/mem.h"
#include "wire/waits.h"
#include "json/writer.h"

/* Unsupported fields: the request fields that a call can do without; bits. */
enum {
    WIRE_CHAT_LOGPROBS = 1,
    WIRE_CHAT_TEMPERATURE = 2,
    WIRE_CHAT_MAX_TOKENS = 4, /* max_completion_tokens is sent instead, so that there is still a limit */
    WIRE_CHAT_LIMIT = 8       /* no limit in either spelling */
};

/* Writes the body for a run's call action, without the fields of `without`, to *json, which the caller frees with
 * smacs_free. `stream`: the reply is asked for as server-sent events. Errors: MEMORY. */
smacs_status wire_chat_body(smacs_text model, const cJSON *action, uint32_t without, bool stream, char **json,
                            size_t *size);

/* A reply. No text in it holds the key, even where the server repeated it, nor U+0000. */
typedef struct wire_chat_reply {
    const char *failure; /* the kind of failure, one of the words in src/host/README.md; NULL: this is an answer */
    char message[384];   /* the server's words about the failure, in one line */
    uint32_t status;     /* of the failure: of HTTP, or the number that an error in status 200 gives; 0: none */
    uint32_t refused;    /* unsupported fields that the failure names */
    double wait_ms;      /* how long the server asks us to wait; 0: it does not say */
    bool free;           /* the request was turned away or never sent, so nothing is billed */
    bool begun;          /* the connection broke in the middle of an answer: another attempt would be paid twice */
    smacs_bytes text, reasoning;
    char model[256];     /* that answered, as the server says; "" if it does not */
    const char *finish;  /* "stop", "length", "content_filter", "tool_calls" or "other" */
    double mean_logprob; /* over the answer's tokens, without thoughts; NAN: none came */
    bool counted;        /* the server counted the tokens */
    double input, output;
    double cost; /* USD; NAN: not given */
} wire_chat_reply;

/* What came before the body. */
typedef struct wire_head {
    uint32_t status; /* of HTTP */
    wire_waits waits;
    double now_ms; /* the time when it came, in milliseconds since 1970 */
} wire_head;

/* Reads a reply. Where its head asks for no wait, the body may. `key` may be NULL. The caller frees the reply with
 * wire_chat_reply_free. */
void wire_chat_read(const wire_head *head, smacs_text body, const char *key, wire_chat_reply *reply);

/* Why a reply with a failure is none, for people: the server's words; without any, what can be said of a reply that is
 * not understood, or "". */
const char *wire_chat_why(const wire_chat_reply *reply);

void wire_chat_reply_free(wire_chat_reply *reply);

#endif
