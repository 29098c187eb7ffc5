/* The weights of a certainty, in ten-thousandths. Made by `make certainty`; do not edit. */
#include <stdint.h>

static const int32_t smacs_certainty_weights[] = {
    -30313, /* one */
    18218,  /* best supporter */
    -8319,  /* mean */
    7060,   /* makers */
    20429,  /* share of those asked */
    18152,  /* share of those read */
    -2574,  /* rival */
    -6356,  /* best dissenter */
    2473,   /* closeness */
    9021,   /* closed */
    -3790,  /* makers, closed */
    -16301, /* share of those read, closed */
    11483,  /* blind */
};
