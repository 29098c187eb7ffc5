/* Errors are values: a pinned number, a constant sentence, and where. */
#ifndef SMACS_STATUS_H
#define SMACS_STATUS_H

#include <smacs/export.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

SMACS_API_BEGIN

/* The numbers are part of the ABI: they are never reused, and new ones are added at the end. */
typedef enum smacs_status {
    SMACS_OK = 0,
    SMACS_E_MEMORY = 1,     /* the allocator returned NULL */
    SMACS_E_ARGUMENT = 2,   /* a parameter is outside what the function's comment allows */
    SMACS_E_TRUNCATED = 3,  /* the bytes end before the structure they announce */
    SMACS_E_MAGIC = 4,      /* not a file of this kind */
    SMACS_E_VERSION = 5,    /* a file of this kind, from a version this library does not read */
    SMACS_E_CHECKSUM = 6,   /* a CRC32 differs: the file was altered or damaged */
    SMACS_E_FORMAT = 7,     /* checksums are right but the content contradicts itself */
    SMACS_E_MISMATCH = 8,   /* two valid things that do not belong together */
    SMACS_E_SYNTAX = 9,     /* text that is not JSON */
    SMACS_E_SCHEMA = 10,    /* JSON without a field that is needed, or with one of the wrong kind */
    SMACS_E_DUPLICATE = 11, /* the same id or name twice, with contents that differ */
    SMACS_E_NOT_FOUND = 12, /* no such model, question or section */
    SMACS_E_EMPTY = 13,     /* nothing to work on: no text, no questions, no models */
    SMACS_E_TOO_LARGE = 14, /* beyond a documented limit or this machine's address space */
    SMACS_E_CANCELLED = 15  /* a progress callback asked to stop */
} smacs_status;

/* One more than the largest status, for tables. */
#define SMACS_STATUS_COUNT 16

/* What went wrong, for people. All fields are set together; `status` repeats the returned value. */
typedef struct smacs_error {
    smacs_status status;
    const char *message; /* constant storage, one sentence without a final stop, never NULL */
    char detail[96];     /* the name, tag or value concerned, NUL-terminated, cut with "..."; may be "" */
    uint64_t position;   /* byte offset in the input concerned; UINT64_MAX when that has no meaning */
    uint64_t line;       /* 1-based line of text input; 0 when that has no meaning */
    uint64_t column;     /* 1-based byte column in that line; 0 when that has no meaning */
} smacs_error;

/* Stable lower-case identifier of a status, e.g. "checksum"; "unknown" for a number that is none. Static storage. */
const char *smacs_status_name(smacs_status status);

/* One-line English description of a status. Static storage, never NULL. */
const char *smacs_status_text(smacs_status status);

/* A borrowed piece of text: `size` bytes at `data`, not NUL-terminated. {NULL, 0} means absent. It lives as long as
 * the handle or buffer that gave it out. */
typedef struct smacs_text {
    const char *data;
    size_t size;
} smacs_text;

/* Progress of long work: `done` of `total` steps (total > 0). Return false to go on, true to cancel the work, which
 * then frees what it had made and returns SMACS_E_CANCELLED. Called on the caller's thread. */
typedef bool (*smacs_progress)(void *context, uint64_t done, uint64_t total);

SMACS_API_END

#endif
