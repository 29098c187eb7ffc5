/* Asks a live model the questions of a calibration and grades its answers. */
#ifndef SMACS_HOST_CALIBRATE_H
#define SMACS_HOST_CALIBRATE_H

#include "host/calls.h"
#include "host/record.h"

/* The caller sets the first block and zeroes the rest. */
typedef struct host_calibrate {
    host_record record; /* open; it has the calibration, too */
    host_member model;
    host_http *http;
    uint32_t parallel; /* questions at a time, at least 1 */
    uint32_t max_tokens;

    host_calls calls;
    uint32_t next;        /* place of the next question */
    uint32_t failures;    /* failed calls in a row */
    uint32_t asked;       /* answers graded in this session */
    double input, output; /* tokens of this session, as far as the server counts them */
    bool failed;          /* and reported */
} host_calibrate;

/* Asks until the calibration is done, Ctrl-C, or a failure, which it reports. */
void host_calibrate_ask(host_calibrate *c);

/* Milliseconds since asking began. */
uint64_t host_calibrate_ms(const host_calibrate *c);

void host_calibrate_free(host_calibrate *c);

#endif
