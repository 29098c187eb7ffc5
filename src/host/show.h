/* Shows the first answer that arrives while it is being written, from the pieces of a streamed reply. */
#ifndef SMACS_HOST_SHOW_H
#define SMACS_HOST_SHOW_H

#include "base/mem.h"
#include <smacs/status.h>
#include <stdbool.h>
#include <stdint.h>

/* Zero-initialise but for the allocator; free with host_show_free. */
typedef struct host_show {
    smacs_allocator a;
    bool chosen;   /* a call is shown, and no other one will be */
    uint32_t call; /* its number */
    struct host_show_line {
        uint32_t call;
        smacs_bytes text; /* of a call's stream, the line as far as it has come */
    } * lines;            /* [line_count] a line for each call */
    size_t line_count, line_capacity;
    smacs_bytes said; /* what was printed */
    bool paused;      /* its line was ended, and nothing was printed since */
} host_show;

void host_show_free(host_show *s);

/* A call is about to be sent; if it is the one that is shown, it is sent again, and what was printed does not count. */
void host_show_begin(host_show *s, uint32_t call);
/* A piece of a call's reply, as HTTP gives it; `context` is a host_show. */
void host_show_piece(void *context, uint32_t call, const char *bytes, size_t size);
/* Something else is about to be printed on stderr: on a terminal it begins a line of its own. `show` may be NULL. */
void host_show_pause(host_show *show);
/* Ends the line, if anything was printed. True: it was this answer, whole. */
bool host_show_end(host_show *s, smacs_text answer);

#endif
