/* The weights of a certainty, in ten-thousandths. Made by `make certainty`; do not edit. */
#include <stdint.h>

static const int32_t smacs_certainty_weights[] = {
    -25709, /* one */
    16539,  /* best supporter */
    -6653,  /* mean */
    8162,   /* votes */
    19184,  /* share of those asked */
    11675,  /* share of those read */
    -4242,  /* rival */
    -6546,  /* best dissenter */
    2053,   /* closeness */
    7640,   /* closed */
    -3820,  /* votes, closed */
    -12243, /* share of those read, closed */
    10655,  /* blind */
};
