/* The weights of a certainty, in ten-thousandths. Made by `make certainty`; do not edit. */
#include <stdint.h>

static const int32_t smacs_certainty_weights[] = {
    -29931, /* one */
    17471,  /* best supporter */
    -7608,  /* mean */
    7245,   /* makers */
    20777,  /* share of those asked */
    17123,  /* share of those read */
    -2512,  /* rival */
    -6402,  /* best dissenter */
    2471,   /* closeness */
    8567,   /* closed */
    -3859,  /* makers, closed */
    -15537, /* share of those read, closed */
    11380,  /* blind */
};
