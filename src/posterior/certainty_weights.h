/* The weights of a certainty, in ten-thousandths. Made by `make certainty`; do not edit. */
#include <stdint.h>

static const int32_t smacs_certainty_weights[] = {
    -26148, /* one */
    16604,  /* best supporter */
    -6574,  /* mean */
    8305,   /* votes */
    19914,  /* share of those asked */
    11086,  /* share of those read */
    -4355,  /* rival */
    -6692,  /* best dissenter */
    2311,   /* closeness */
    8250,   /* closed */
    -3950,  /* votes, closed */
    -12895, /* share of those read, closed */
    10902,  /* blind */
};
