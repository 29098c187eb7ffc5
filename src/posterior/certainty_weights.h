/* The weights of a certainty, in ten-thousandths. Made by `make certainty`; do not edit. */
#include <stdint.h>

static const int32_t smacs_certainty_weights[] = {
    -26691, /* one */
    15782,  /* best supporter */
    -6581,  /* mean */
    8523,   /* votes */
    21316,  /* share of those asked */
    11489,  /* share of those read */
    -3935,  /* rival */
    -6160,  /* best dissenter */
    2036,   /* closeness */
    8548,   /* closed */
    -4267,  /* votes, closed */
    -13519, /* share of those read, closed */
    10144,  /* blind */
};
