/* The weights of a certainty, in ten-thousandths. Made by `make certainty`; do not edit. */
#include <stdint.h>

static const int32_t smacs_certainty_weights[] = {
    -20180, /* one */
    15183,  /* best supporter */
    -5111,  /* mean */
    5357,   /* votes */
    20049,  /* share of those asked */
    5247,   /* share of those read */
    -2414,  /* rival */
    -7365,  /* best dissenter */
    1994,   /* closeness */
    -3789,  /* choice */
    8,      /* chance */
    -14892, /* text */
    10306,  /* blind */
};
