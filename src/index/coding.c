/* Numbers and ids as a .smx file packs them. Reader and writer both stand on this file. */
#include "index/coding.h"

uint32_t smx_take_number(smx_reader *r) {
    uint32_t number = 0;
    for (uint32_t shift = 0; r->at != r->end && shift < 32; shift += 7) {
        const uint8_t byte = *r->at++;
        number |= (byte & 0x7Fu) << shift;
        if (byte < 0x80u) {
            return number;
        }
    }
    r->failed = true;
    return 0;
}

void smx_put_number(const smacs_allocator *a, smacs_bytes *out, uint32_t number) {
    uint8_t bytes[5];
    size_t size = 0;
    for (; number >= 0x80u; number >>= 7) {
        bytes[size++] = (uint8_t)(number | 0x80u);
    }
    bytes[size++] = (uint8_t)number;
    smacs_bytes_append(a, out, bytes, size);
}

uint32_t smx_step_id(smacs_text before, uint32_t step, char tail[SMX_TAIL_MAX], size_t *kept) {
    uint32_t digits = 0, number = 0, unit = 1;
    for (; digits < 9 && digits < before.size; digits++, unit *= 10) {
        const char digit = before.data[before.size - 1 - digits];
        if (digit < '0' || digit > '9') {
            break;
        }
        number += (uint32_t)(digit - '0') * unit;
    }
    number += step;
    *kept = before.size - digits;
    for (; digits < SMX_TAIL_MAX && number >= unit; unit *= 10) {
        digits++;
    }
    for (uint32_t i = digits; i-- > 0; number /= 10) {
        tail[i] = (char)('0' + number % 10);
    }
    return digits;
}
