/* Characters by compact rules instead of Unicode's tables, which would weigh more than the rest of the core. What the
 * rules miss (rare scripts' cases, some symbols) costs a little recall, never correctness. */
#include "base/characters.h"

#include <stdbool.h>

static bool within(uint32_t c, uint32_t first, uint32_t last) { return c >= first && c <= last; }

/* Ranges where capitals and small letters alternate, beginning with a capital at `first`. */
static bool alternates(uint32_t c) {
    return within(c, 0x100, 0x137) || within(c, 0x14A, 0x177) || within(c, 0x1E00, 0x1EFF) || within(c, 0x460, 0x481) ||
           within(c, 0x48A, 0x4BF) || within(c, 0x4D0, 0x52F) || within(c, 0x370, 0x373) || within(c, 0x3D8, 0x3EF);
}

static uint32_t fold_greek(uint32_t c) {
    switch (c) {
    case 0x386:
        return 0x3AC;
    case 0x38C:
        return 0x3CC;
    case 0x38E:
    case 0x38F:
        return c + 63;
    case 0x3C2: /* final sigma */
        return 0x3C3;
    default:
        return within(c, 0x388, 0x38A) ? c + 37 : within(c, 0x391, 0x3AB) && c != 0x3A2 ? c + 32 : c;
    }
}

uint32_t smacs_fold(uint32_t c) {
    if (c < 0x80) {
        return within(c, 'A', 'Z') ? c + 32 : c;
    }
    if (within(c, 0xFF01, 0xFF5E)) { /* full-width ASCII */
        return smacs_fold(c - 0xFEE0);
    }
    if (alternates(c)) {
        return c | 1;
    }
    if (within(c, 0x139, 0x148) || within(c, 0x179, 0x17E)) { /* alternating, capitals odd */
        return c + (c & 1);
    }
    if (within(c, 0xC0, 0xDE)) {
        return c == 0xD7 ? c : c + 32;
    }
    if (within(c, 0x370, 0x3FF)) {
        return fold_greek(c);
    }
    if (within(c, 0x400, 0x42F)) {
        return c + (c < 0x410 ? 80 : 32);
    }
    return c == 0x178 ? 0xFF : c;
}

uint32_t smacs_bare(uint32_t c) {
    /* From U+00E0, a blank where there is nothing to leave out; capitals never come here. */
    static const char letters[] = "aaaaaa ceeeeiiii nooooo  uuuuy yaaaaaaccccccccdd  eeeeeeeeeegggggggghh  iiiiiiii"
                                  "i   jjkk llllll    nnnnnn   oooooo  rrrrrrsssssssstttt  uuuuuuuuuuuuwwyyyzzzzzz";
    const uint32_t at = c - 0xE0;
    return at < sizeof letters - 1 && letters[at] != ' ' ? (uint32_t)letters[at] : c;
}

static smacs_char ascii_kind(uint32_t c) {
    if (c <= ' ' || c == 0x7F) {
        return SMACS_CHAR_SPACE;
    }
    if (within(c, '0', '9')) {
        return SMACS_CHAR_DIGIT;
    }
    return within(c, 'a', 'z') || within(c, 'A', 'Z') ? SMACS_CHAR_LETTER : SMACS_CHAR_SYMBOL;
}

static bool is_cjk(uint32_t c) {
    return within(c, 0x3040, 0x30FF) || within(c, 0x3400, 0x4DBF) || within(c, 0x4E00, 0x9FFF) ||
           within(c, 0xAC00, 0xD7AF) || within(c, 0xF900, 0xFAFF) || within(c, 0xFF66, 0xFF9F) ||
           within(c, 0x20000, 0x3FFFF);
}

static bool is_symbol(uint32_t c) {
    if (within(c, 0xA1, 0xBF)) {
        return c != 0xAA && c != 0xB5 && c != 0xBA; /* ordinal signs and micro are letters */
    }
    return c == 0xD7 || c == 0xF7 || within(c, 0x2010, 0x2BFF) || within(c, 0x3001, 0x303F) ||
           within(c, 0xE000, 0xF8FF) || within(c, 0xFE30, 0xFE6F) || within(c, 0xFF00, 0xFFFF) ||
           within(c, 0x1F000, 0x1FAFF);
}

smacs_char smacs_char_kind(uint32_t c) {
    if (c < 0x80) {
        return ascii_kind(c);
    }
    if (c <= 0xA0 || within(c, 0x2000, 0x200A) || within(c, 0x2028, 0x2029) || c == 0x202F || c == 0x3000 ||
        c == 0x1680) {
        return SMACS_CHAR_SPACE;
    }
    if (within(c, 0x300, 0x36F) || within(c, 0x200B, 0x200F) || within(c, 0xFE00, 0xFE0F) ||
        within(c, 0x202A, 0x202E) || within(c, 0x2060, 0x206F) || c == 0xFEFF || c == 0xAD) {
        return SMACS_CHAR_MARK;
    }
    if (is_cjk(c)) {
        return SMACS_CHAR_CJK;
    }
    return is_symbol(c) ? SMACS_CHAR_SYMBOL : SMACS_CHAR_LETTER;
}
