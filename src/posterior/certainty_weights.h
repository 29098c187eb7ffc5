/* The weights of a certainty, in ten-thousandths. Made by `make certainty`; do not edit. */
#include <stdint.h>

static const int32_t smacs_certainty_weights[] = {
    -26863, /* one */
    15802,  /* best supporter */
    -6479,  /* mean */
    8587,   /* votes */
    20226,  /* share of those asked */
    12868,  /* share of those read */
    -3982,  /* rival */
    -6224,  /* best dissenter */
    2081,   /* closeness */
    -19893, /* text */
    8765,   /* closed */
    -4293,  /* votes, closed */
    -14002, /* share of those read, closed */
    10205,  /* blind */
};
