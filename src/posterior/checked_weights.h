/* The weights of the certainty of checked answers, in ten-thousandths. Made by `make certainty`; do not edit. */
#include <stdint.h>

static const int32_t smacs_checked_weights[] = {
    54838, /* output */
    44904, /* passes */
    13643, /* log of answers alike */
    19540, /* log of 1 and failing answers, taken off */
    -7867, /* fails */
};
