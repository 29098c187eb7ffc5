/* The weights of a certainty, in ten-thousandths. Made by `make certainty`; do not edit. */
#include <stdint.h>

static const int32_t smacs_certainty_weights[] = {
    -26766, /* one */
    15831,  /* best supporter */
    -6546,  /* mean */
    8613,   /* votes */
    21094,  /* share of those asked */
    11652,  /* share of those read */
    -4040,  /* rival */
    -6248,  /* best dissenter */
    2049,   /* closeness */
    8779,   /* closed */
    -4309,  /* votes, closed */
    -13709, /* share of those read, closed */
    10179,  /* blind */
};
