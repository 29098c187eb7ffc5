/* The record of a calibration: a JSON line for each answer, on disk before the next answer is graded, so that an
 * interrupted calibration loses nothing. */
#ifndef SMACS_HOST_RECORD_H
#define SMACS_HOST_RECORD_H

#include "wire/chat.h"
#include <smacs/calibration.h>
#include <stdio.h>

typedef struct host_record {
    const char *model; /* its name in the index; lines of other models are refused */
    smacs_calibration *calibration;
    const char *file; /* NULL: no record is kept */
    FILE *stream;     /* NULL: nothing is written */
} host_record;

/* Gives the calibration what the record has of earlier answers, then opens it for more; with `dry` it stays closed.
 * Does nothing without a file. False after a report. */
bool host_record_open(host_record *r, bool dry);

/* Gives the calibration the scores of another record, to compare with. False after a report. */
bool host_record_compare(host_record *r, const char *file);

/* What grading an answer came to. */
typedef struct host_graded {
    uint32_t place; /* of the question in the calibration */
    bool right, answered;
    smacs_text found; /* the final answer */
    uint64_t ms;
} host_graded;

/* Adds a line. Does nothing without a stream. False after a report. */
bool host_record_write(const host_record *r, const host_graded *graded, const wire_chat_reply *reply);

void host_record_close(host_record *r);

#endif
