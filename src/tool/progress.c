/* Progress on a terminal: one line that is written over, and erased at the end. */
#include "tool/tool.h"

#include <unistd.h>

/* Goes to the start of the line and erases it. */
#define BEGIN "\r\x1b[K"

tool_progress tool_progress_begin(const char *what) { return (tool_progress){.what = what, .wanted = isatty(2) == 1}; }

bool tool_progress_step(void *progress, uint64_t done, uint64_t total) {
    tool_progress *p = progress;
    const uint64_t percent = total > 0 ? done * 100 / total : 0;
    if (p->wanted && percent != p->shown) {
        p->shown = percent;
        fputs(BEGIN, stderr);
        tool_print(stderr, "%s %llu %%", p->what, (unsigned long long)percent);
        fflush(stderr);
    }
    return false;
}

void tool_progress_count(tool_progress *p, uint64_t done) {
    if (p->wanted && done - p->shown >= 256) {
        p->shown = done;
        fputs(BEGIN, stderr);
        tool_print(stderr, "%s %llu", p->what, (unsigned long long)done);
        fflush(stderr);
    }
}

void tool_progress_end(tool_progress *p) {
    if (p->wanted && p->shown > 0) {
        fputs(BEGIN, stderr);
        fflush(stderr);
    }
    p->wanted = false;
}
