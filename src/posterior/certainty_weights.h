/* The weights of a certainty, in ten-thousandths. Made by `make certainty`; do not edit. */
#include <stdint.h>

static const int32_t smacs_certainty_weights[] = {
    -30273, /* one */
    18245,  /* best supporter */
    -8383,  /* mean */
    7023,   /* makers */
    20489,  /* share of those asked */
    18084,  /* share of those read */
    -2593,  /* rival */
    -6313,  /* best dissenter */
    2467,   /* closeness */
    8979,   /* closed */
    -3758,  /* makers, closed */
    -16272, /* share of those read, closed */
    11484,  /* blind */
};
