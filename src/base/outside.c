/* Vectors that a model outside made: their digest, and how numbers become int8. */
#include "base/bits.h"
#include "base/error.h"
#include "base/text.h"
#include "base/vec.h"

#include <math.h>
#include <smacs/vector.h>
#include <string.h>

uint32_t smacs_vector_dim(uint32_t numbers) { return numbers > UINT32_MAX - 15 ? numbers : (numbers + 15) / 16 * 16; }

smacs_status smacs_vector_of(const double *numbers, uint32_t count, int8_t *vector) {
    if (!numbers || !vector || count == 0 || count > SMACS_NUMBERS_MAX) {
        return SMACS_E_ARGUMENT;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (!isfinite(numbers[i])) {
            return SMACS_E_ARGUMENT;
        }
    }
    smacs_quantise_i8(numbers, count, vector);
    memset(vector + count, 0, smacs_vector_dim(count) - count);
    return SMACS_OK;
}

uint64_t smacs_vector_digest(smacs_text model, uint32_t numbers) {
    static const char what[] = "vectors of a model outside";
    uint8_t bytes[4];
    smacs_store_u32(bytes, numbers);
    const uint64_t hash = smacs_fnv1a(smacs_fnv1a(SMACS_FNV_BASIS, what, sizeof what), bytes, sizeof bytes);
    return smacs_text_lacks(model) ? hash : smacs_fnv1a(hash, model.data, model.size);
}
