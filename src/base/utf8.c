/* The one UTF-8 decoder for all rooms, by RFC 3629: no surrogates, no overlong forms, nothing above U+10FFFF. */
#include "base/utf8.h"

#include <stdbool.h>

uint32_t smacs_utf8_next(const char *text, size_t size, size_t *at) {
    const uint8_t *b = (const uint8_t *)text + *at;
    const size_t left = size - *at;
    const uint32_t first = b[0];
    const size_t length = first < 0x80   ? 1
                          : first < 0xC2 ? 0
                          : first < 0xE0 ? 2
                          : first < 0xF0 ? 3
                          : first < 0xF5 ? 4
                                         : 0;
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t code_point = length > 1 ? first & (0x7Fu >> length) : first;
    bool valid = length > 0 && length <= left;
    for (size_t i = 1; valid && i < length; i++) {
        valid = (b[i] & 0xC0u) == 0x80;
        code_point = code_point << 6 | (b[i] & 0x3Fu);
    }
    valid = valid && code_point >= smallest[length] && code_point <= 0x10FFFF &&
            (code_point < 0xD800 || code_point > 0xDFFF);
    *at += valid ? length : 1;
    return valid ? code_point : SMACS_REPLACEMENT;
}

size_t smacs_utf8_put(uint32_t code_point, char out[4]) {
    static const uint8_t lead[] = {0, 0xC0, 0xE0, 0xF0};
    const unsigned more = code_point < 0x80 ? 0 : code_point < 0x800 ? 1 : code_point < 0x10000 ? 2 : 3;
    out[0] = (char)(lead[more] | code_point >> (6 * more));
    for (unsigned i = 1; i <= more; i++) {
        out[i] = (char)(0x80 | (code_point >> (6 * (more - i)) & 0x3F));
    }
    return more + 1;
}
