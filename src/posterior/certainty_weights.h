/* The weights of a certainty, in ten-thousandths. Made by `make certainty`; do not edit. */
#include <stdint.h>

static const int32_t smacs_certainty_weights[] = {
    -30270, /* one */
    18245,  /* best supporter */
    -8383,  /* mean */
    7031,   /* makers */
    20487,  /* share of those asked */
    18077,  /* share of those read */
    -2592,  /* rival */
    -6309,  /* best dissenter */
    2468,   /* closeness */
    8974,   /* closed */
    -3766,  /* makers, closed */
    -16262, /* share of those read, closed */
    11485,  /* blind */
};
