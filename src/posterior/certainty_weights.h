/* The weights of a certainty, in ten-thousandths. Made by `make certainty`; do not edit. */
#include <stdint.h>

static const int32_t smacs_certainty_weights[] = {
    -30271, /* one */
    18246,  /* best supporter */
    -8383,  /* mean */
    7019,   /* makers */
    20490,  /* share of those asked */
    18085,  /* share of those read */
    -2591,  /* rival */
    -6313,  /* best dissenter */
    2467,   /* closeness */
    8975,   /* closed */
    -3754,  /* makers, closed */
    -16272, /* share of those read, closed */
    11485,  /* blind */
};
