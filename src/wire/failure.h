/* Why an answer did not come, by what the server says; the words are those of web/src/engine/failure.ts. */
#ifndef SMACS_WIRE_FAILURE_H
#define SMACS_WIRE_FAILURE_H

#include <cjson/cJSON.h>
#include <smacs/status.h>
#include <stdbool.h>
#include <stddef.h>

/* An error in any of the shapes that services give it. Texts are borrowed from the tree. */
typedef struct wire_said {
    const char *message; /* "" if there is none */
    const char *word;    /* code or type, where that is a text; "" if there is none */
    uint32_t code;       /* the same, where that is a number; 0 if there is none */
} wire_said;

/* Looks for an error in an answer; the tree may be NULL. */
bool wire_failure_find(const cJSON *tree, wire_said *said);

/* The kind of failure; `status` is of HTTP, or the error's own code, or 0. */
const char *wire_failure_kind(uint32_t status, const char *word, const char *message);

/* The fields (wire/chat.h) that a refusal with this status names; 0: it is about something else. */
uint32_t wire_failure_fields(uint32_t status, const char *message);

#endif
