/* The OpenAI wire as it is met in the wild: the body of a chat request, and what an answer to it says. No network here. */
#ifndef SMACS_WIRE_CHAT_H
#define SMACS_WIRE_CHAT_H

#include "base/mem.h"
#include "json/writer.h"

/* Fields that a call can do without when an endpoint does not take them; bits. */
enum {
    WIRE_CHAT_LOGPROBS = 1,
    WIRE_CHAT_TEMPERATURE = 2,
    WIRE_CHAT_MAX_TOKENS = 4, /* is spelt max_completion_tokens instead, so that there is still a limit */
    WIRE_CHAT_LIMIT = 8       /* no limit in either spelling */
};

/* The body for a run's call action, without the fields of `without`; freed with smacs_free. Errors: MEMORY. */
smacs_status wire_chat_body(smacs_text model, const cJSON *action, uint32_t without, char **json, size_t *size);

/* What came back. No text in it holds the key, even where the server repeated it, nor U+0000. */
typedef struct wire_chat_reply {
    const char *failure; /* one of the words for what went wrong (src/cli/README.md); NULL: it is an answer */
    char message[384];   /* what the server said of the failure, in one line */
    uint32_t refused;    /* fields that the failure names */
    bool passing;        /* it may be otherwise in a moment */
    bool free;           /* turned away, so that nothing is billed */
    smacs_bytes text, reasoning;
    const char *finish;  /* "stop", "length", "content_filter", "tool_calls" or "other" */
    double mean_logprob; /* of the answer's tokens, thoughts left out; NAN: none came */
    bool counted;        /* the tokens were counted by the server */
    double input, output;
    double cost; /* USD; NAN: not said */
} wire_chat_reply;

/* Reads the body of an answer with this HTTP status; `key` may be NULL. Freed with wire_chat_reply_free. */
void wire_chat_read(uint32_t status, smacs_text body, const char *key, wire_chat_reply *reply);

/* For a call that failed and was sent without the fields of `without`: what further fields the next attempt shall do
 * without. 0: it did not fail for a field. */
uint32_t wire_chat_sheds(const wire_chat_reply *reply, uint32_t without);

/* Milliseconds after which another attempt is worth it, when there were `attempts`: a second, three, .., times `spread`, and
 * as long as the server asks for (seconds). Less than 0: it is not worth it. */
double wire_chat_pause(const wire_chat_reply *reply, uint32_t attempts, double spread, double asked_s);

void wire_chat_reply_free(wire_chat_reply *reply);

#endif
