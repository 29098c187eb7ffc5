/* We retry only what is likely to pass by itself, and only while no part of an answer has arrived. */
#include "wire/retry.h"

#include <math.h>
#include <string.h>

/* All attempts at one call. A server that asks for a longer wait is given up, so that other models need not wait. */
enum { ATTEMPTS = 3, WAIT_MAX_MS = 60000 };

/* First and longest pause. Each pause is three times the one before, and up to half shorter or longer. */
typedef struct profile {
    double first_ms, longest_ms;
} profile;

static const profile network = {500, 8000}, busy = {1000, 30000}, stumbled = {200, 2000};

static const profile *profile_of(const wire_chat_reply *reply) {
    const char *kind = reply->failure;
    if (strcmp(kind, "network") == 0) {
        return reply->begun ? NULL : &network;
    }
    if (strcmp(kind, "rate-limit") == 0) {
        return &busy;
    }
    if ((strcmp(kind, "server") != 0 && strcmp(kind, "timeout") != 0) || reply->status < 500) {
        return NULL;
    }
    return reply->status == 502 || reply->status == 503 ? &busy : &stumbled;
}

double wire_retry_pause(const wire_chat_reply *reply, uint32_t attempts, double random) {
    const profile *p = reply->failure ? profile_of(reply) : NULL;
    if (!p || attempts >= ATTEMPTS || reply->wait_ms > WAIT_MAX_MS) {
        return -1.0;
    }
    double pause = p->first_ms * (0.5 + random);
    for (uint32_t i = 1; i < attempts; i++) {
        pause *= 3.0;
    }
    return fmax(reply->wait_ms, fmax(p->first_ms, fmin(p->longest_ms, pause)));
}

uint32_t wire_retry_without(const wire_chat_reply *reply, uint32_t without) {
    uint32_t fields = reply->failure ? reply->refused : 0;
    if (fields & WIRE_CHAT_MAX_TOKENS && without & WIRE_CHAT_MAX_TOKENS) {
        fields |= WIRE_CHAT_LIMIT; /* neither spelling is taken */
    }
    return fields & ~without;
}
