/* A word that nobody can have known before. */
#ifndef SMACS_HOST_NONCE_H
#define SMACS_HOST_NONCE_H

#include <stdbool.h>

enum { HOST_NONCE_SIZE = 33 };

/* 128 random bits as hexadecimal digits, NUL-terminated. False after a report: the system gives no random bits. */
bool host_nonce(char out[HOST_NONCE_SIZE]);

#endif
