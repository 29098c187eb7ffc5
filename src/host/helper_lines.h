/* What the helper that runs programs says, apart from the process that says it. It is not trusted: it runs what models
 * wrote. */
#ifndef SMACS_HOST_HELPER_LINES_H
#define SMACS_HOST_HELPER_LINES_H

#include "base/mem.h"

#include <cjson/cJSON.h>
#include <stdint.h>

enum { HELPER_NAME_MAX = 100 /* bytes of what it says it is */ };

/* Bytes that have come and are not taken yet. Free `got` with smacs_bytes_free. */
typedef struct helper_lines {
    smacs_allocator a;
    smacs_bytes got;
} helper_lines;

/* Adds bytes. NULL, or why no more can be read: a line of more than 16 MiB, or no memory. */
const char *helper_lines_add(helper_lines *lines, const char *piece, size_t size);

/* Takes the first whole line. *tree: its JSON, which the caller deletes; NULL: it is none. False: no line is whole. */
bool helper_lines_take(helper_lines *lines, cJSON **tree);

/* Reads {"smacs_checker": 1, "name": ".."}. The name is cut, and control characters in it become '?'. False: it is none,
 * and `name` is as it was. */
bool helper_hello_read(const cJSON *hello, char name[HELPER_NAME_MAX + 1]);

/* Whether a reply has what it shall have: the program's number, and for each input how it ended, {"outcome", "out"}. */
bool helper_reply_fits(const cJSON *reply, uint32_t number);

#endif
