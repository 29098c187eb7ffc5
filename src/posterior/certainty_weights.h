/* The weights of a certainty, in ten-thousandths. Made by `make certainty`; do not edit. */
#include <stdint.h>

static const int32_t smacs_certainty_weights[] = {
    -19960, /* one */
    14290,  /* best supporter */
    -3640,  /* mean */
    5150,   /* votes */
    17290,  /* share of those asked */
    5170,   /* share of those read */
    -1800,  /* rival */
    -7540,  /* best dissenter */
    2540,   /* closeness */
    -2740,  /* choice */
    3280,   /* chance */
    -17120, /* text */
    0,      /* blind */
};
