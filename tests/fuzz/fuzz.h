/* What fuzz targets share: checks that stop the program, and inputs that hold several parts.
 *
 * In the replay driver an allocation may be made to fail (replay.c). What comes of an input then is not checked, only
 * that nothing is read or written out of bounds, and nothing is lost. */
#ifndef SMACS_FUZZ_H
#define SMACS_FUZZ_H

#include "base/error.h"
#include <smacs/smacs.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An empty input makes what a target needs once, and does nothing else. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#ifdef SMACS_FUZZ_REPLAY
extern bool fuzz_starved; /* an allocation has failed */
#else
#define fuzz_starved false
#endif

#define FUZZ_CHECK(condition)                                                                                          \
    do {                                                                                                               \
        if (!(condition) && !fuzz_starved) {                                                                           \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                            \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

/* Takes what stands before the first `mark` off the front of *rest, and the mark; all of it if there is none. */
static inline smacs_text fuzz_until(smacs_text *rest, char mark) {
    const char *end = rest->size > 0 ? memchr(rest->data, mark, rest->size) : NULL;
    const smacs_text part = {rest->data, end ? (size_t)(end - rest->data) : rest->size};
    *rest = end ? (smacs_text){end + 1, rest->size - part.size - 1} : (smacs_text){"", 0};
    return part;
}

static inline smacs_text fuzz_part(smacs_text *rest) { return fuzz_until(rest, 0); }
static inline smacs_text fuzz_line(smacs_text *rest) { return fuzz_until(rest, '\n'); }

#endif
