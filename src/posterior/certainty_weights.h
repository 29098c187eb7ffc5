/* The weights of a certainty, in ten-thousandths. Made by `make certainty`; do not edit. */
#include <stdint.h>

static const int32_t smacs_certainty_weights[] = {
    -26677, /* one */
    15796,  /* best supporter */
    -6603,  /* mean */
    8530,   /* votes */
    21307,  /* share of those asked */
    11428,  /* share of those read */
    -3954,  /* rival */
    -6179,  /* best dissenter */
    2019,   /* closeness */
    8569,   /* closed */
    -4269,  /* votes, closed */
    -13474, /* share of those read, closed */
    10132,  /* blind */
};
