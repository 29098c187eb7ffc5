/* Finds the error in a reply and tells its kind, by the rules of wasm/src/wire/failure.ts and errors.ts. */
#ifndef SMACS_WIRE_FAILURE_H
#define SMACS_WIRE_FAILURE_H

#include <cjson/cJSON.h>
#include <smacs/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What an error says. Texts are borrowed from the tree and from `inner`. Free with wire_said_free. */
typedef struct wire_said {
    const char *message;    /* "" if there is none */
    const char *word;       /* code or type, where that is a text; "" if there is none */
    const char *inner_word; /* the same of the error of another server that this one passes on */
    uint32_t code;          /* code or type, where that is a number from 100 to 999; 0 if there is none */
    const cJSON *error;     /* the object that says it; NULL: a text says it */
    cJSON *inner;           /* what that other server said */
} wire_said;
void wire_said_free(wire_said *said);

/* Looks for an error in a reply; `tree` may be NULL. `is_error`: the HTTP status says that it is one, so a bare
 * {message} counts too. False: there is none, and *said is empty. */
bool wire_failure_find(const cJSON *tree, bool is_error, wire_said *said);

/* The kind of a failure. `status` is that of HTTP, or the error's own code, or 0. */
const char *wire_failure_kind(uint32_t status, const wire_said *said, smacs_text message);

/* The unsupported fields (wire/chat.h) that a refusal with this status names in its body; 0: it is about something
 * else. A limit of tokens can also be named for its size, so the refusal must say that the field itself is not
 * taken. */
uint32_t wire_failure_fields(uint32_t status, smacs_text body);

#endif
