/* The map as a .smx file has it: a spot for each question. Those that came after it was drawn join their nearest. */
#include "index/builder.h"

#include <smacs/vector.h>

/* The spot of the most similar question that has one, the first of several. */
static smacs_spot spot_near(const smacs_builder *b, uint32_t question) {
    const int8_t *own = b->vectors + (size_t)question * b->dim;
    smacs_spot spot = {0};
    double most = -2.0;
    for (uint32_t i = 0; i < b->ids.count; i++) {
        const double similarity = b->spots[i].known ? smacs_cosine(own, b->vectors + (size_t)i * b->dim, b->dim) : -2.0;
        if (similarity > most) {
            most = similarity;
            spot = b->spots[i].spot;
        }
    }
    return spot;
}

void smx_write_map(const smacs_builder *b, smacs_bytes *out) {
    for (uint32_t i = 0; i < b->ids.count; i++) {
        const smacs_spot spot = b->spots[i].known ? b->spots[i].spot : spot_near(b, i);
        smacs_bytes_append(&b->allocator, out, &spot, sizeof spot);
    }
}
