/* "90 minutes" may be short for nothing, but "90" may be short for "90 minutes". So a key keeps the number as it was
 * said, and two quantities are counted in one unit only when they are compared. Years and months are left out, because
 * their length is not settled; so are units of weight that have other meanings, such as pounds. */
#include "answer/units.h"
#include "answer/scan.h"
#include "answer/words.h"
#include "base/error.h"

static const struct {
    char name[10];
    smacs_unit_scale scale;
} units[] = {{"s", {"s", 1, 1}},
             {"min", {"s", 60, 1}},
             {"h", {"s", 3600, 1}},
             {"day", {"s", 86400, 1}},
             {"week", {"s", 604800, 1}},
             {"mm", {"m", 1, 1000}},
             {"cm", {"m", 1, 100}},
             {"m", {"m", 1, 1}},
             {"km", {"m", 1000, 1}},
             {"mg", {"g", 1, 1000}},
             {"g", {"g", 1, 1}},
             {"kg", {"g", 1000, 1}},
             {"ml", {"l", 1, 1000}},
             {"mL", {"l", 1, 1000}},
             {"l", {"l", 1, 1}},
             {"L", {"l", 1, 1}},
             {"in", {"in", 1, 1}},
             {"ft", {"in", 12, 1}},
             {"cent", {"money", 1, 100}},
             {"dollar", {"dollar+money", 1, 1}},
             {"dollar+us", {"dollar+money+us", 1, 1}},
             {"eur", {"eur+money", 1, 1}}};

const smacs_unit_scale *smacs_unit_scale_of(smacs_text name) {
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (smacs_text_is(name, units[i].name)) {
            return &units[i].scale;
        }
    }
    return NULL;
}

/* ---- exact numbers ---- */

static bool multiply(uint64_t *value, uint64_t by) {
    const bool fits = *value <= UINT64_MAX / by;
    *value = fits ? *value * by : *value;
    return fits;
}

static bool add_digit(uint64_t *value, char digit) {
    const uint64_t figure = (uint64_t)(digit - '0');
    return multiply(value, 10) && *value <= UINT64_MAX - figure && (*value += figure, true);
}

/* Reads a key that is a decimal or a fraction. */
static bool read_key(smacs_text key, bool *negative, uint64_t *over, uint64_t *under) {
    *negative = smacs_char_at(key, 0) == '-';
    *over = 0;
    *under = 1;
    bool point = false, fits = key.size > 0;
    size_t at = *negative ? 1 : 0;
    for (; at < key.size && fits && key.data[at] != '/'; at++) {
        if (key.data[at] == '.') {
            point = true;
            continue;
        }
        fits = smacs_is_digit(key.data[at]) && add_digit(over, key.data[at]) && (!point || multiply(under, 10));
    }
    if (at < key.size && fits) {
        *under = 0;
        for (at++; at < key.size && fits; at++) {
            fits = smacs_is_digit(key.data[at]) && add_digit(under, key.data[at]);
        }
    }
    return fits && *under > 0;
}

static bool scale_key(smacs_text key, const smacs_unit_scale *scale, char out[SMACS_NUMBER_KEY_MAX]) {
    bool negative = false;
    uint64_t over = 0, under = 1;
    if (!read_key(key, &negative, &over, &under) || !multiply(&over, scale->times) || !multiply(&under, scale->by)) {
        return false;
    }
    smacs_answer_number_print(negative, over, under, out);
    return true;
}

/* ---- comparing ---- */

/* The place of the names of the unit in a mark, and their bytes; false: it has none. */
static bool find_unit(smacs_text mark, size_t *at, size_t *size) {
    static const char part[] = "unit:";
    *at = smacs_text_find(mark, part);
    if (*at >= mark.size || (*at > 0 && mark.data[*at - 1] != ' ')) {
        return false;
    }
    *at += sizeof part - 1;
    *size = smacs_text_find(smacs_text_after(mark, *at), " ");
    return true;
}

bool smacs_standard_of(smacs_text key, smacs_text mark, smacs_standard *out) {
    size_t at = 0, size = 0;
    const smacs_unit_scale *scale =
        find_unit(mark, &at, &size) ? smacs_unit_scale_of(smacs_text_before(smacs_text_after(mark, at), size)) : NULL;
    if (!scale || !scale_key(key, scale, out->key)) {
        return false;
    }
    const size_t base = strlen(scale->base), rest = mark.size - at - size;
    if (at + base + rest >= sizeof out->mark) {
        return false;
    }
    memcpy(out->mark, mark.data, at);
    memcpy(out->mark + at, scale->base, base);
    memcpy(out->mark + at + base, mark.data + at + size, rest);
    out->mark[at + base + rest] = 0;
    return true;
}

/* ---- quantities in parts ---- */

enum { PARTS_MAX = 4 };

/* The unit at the start of `text` behind blanks, and in *size the bytes up to its end; NULL: none that has a scale. */
static const smacs_unit_scale *read_unit(smacs_text text, size_t *size) {
    const smacs_text rest = smacs_skip(text, " ");
    static const smacs_words lists[] = {SMACS_WORDS_UNIT, SMACS_WORDS_UNIT_SIGN, SMACS_WORDS_MONEY};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        smacs_text name;
        const size_t bytes = smacs_words_name(rest, lists[i], &name);
        const smacs_unit_scale *scale = bytes > 0 ? smacs_unit_scale_of(name) : NULL;
        if (scale) {
            *size = text.size - rest.size + bytes;
            return scale;
        }
    }
    return NULL;
}

/* Bytes of what joins two parts: blanks, a comma, "and". */
static size_t joint_size(smacs_text text) {
    smacs_text rest = smacs_skip(text, ", ");
    const size_t word = smacs_words_begin_whole(rest, SMACS_WORDS_AND);
    rest = word > 0 && rest.size < text.size ? smacs_skip(smacs_text_after(rest, word), " ") : rest;
    return text.size - rest.size;
}

/* Whether `part` units of `small` are less than one of `large`, both of one measure. */
static bool is_part(const smacs_unit_scale *large, const smacs_unit_scale *small, uint64_t part) {
    const bool money = smacs_text_is(smacs_text_of(small->base), "money") &&
                       smacs_text_find(smacs_text_of(large->base), "money") < strlen(large->base);
    const bool one = strcmp(large->base, small->base) == 0 || money;
    return one && part < UINT32_MAX && part * small->times * large->by < large->times * small->by;
}

size_t smacs_answer_compound(smacs_text text, char key[SMACS_NUMBER_KEY_MAX]) {
    const smacs_unit_scale *last = NULL;
    uint64_t total = 0;
    size_t at = 0, before = 0;
    for (unsigned parts = 0; parts < PARTS_MAX; parts++) {
        const smacs_text rest = smacs_text_after(text, at);
        const size_t joint = parts > 0 ? joint_size(rest) : 0;
        const smacs_text number = smacs_text_after(rest, joint);
        char digits[SMACS_NUMBER_KEY_MAX];
        size_t unit = 0, size = smacs_answer_number(number, digits);
        size = size > 0 ? size : smacs_answer_number_word(number, digits);
        const smacs_unit_scale *scale = size > 0 ? read_unit(smacs_text_after(number, size), &unit) : NULL;
        bool negative = false;
        uint64_t over = 0, under = 1;
        if (!scale || !read_key(smacs_text_of(digits), &negative, &over, &under) || negative || under > 1 ||
            (last && !is_part(last, scale, over))) {
            break;
        }
        const uint64_t times = last ? last->times * scale->by / (last->by * scale->times) : 1;
        if (!multiply(&total, times) || total > UINT64_MAX - over) {
            return 0;
        }
        total += over;
        before = parts > 0 ? at + joint + size : 0;
        at += joint + size + unit;
        last = scale;
    }
    smacs_answer_number_print(false, total, 1, key);
    return before;
}

/* ---- halves ---- */

/* The unit of a half or one and a half of it, and in *end where that ends; absent: `text` begins with none. */
static smacs_text halved_unit(smacs_text text, bool *one, size_t *end) {
    smacs_text name;
    const size_t half = smacs_words_begin(text, SMACS_WORDS_HALF_OF);
    const size_t lead = half > 0 ? half : smacs_words_begin(text, SMACS_WORDS_ARTICLE);
    const smacs_text rest = smacs_text_after(text, lead);
    const size_t unit = lead > 0 ? smacs_words_name(rest, SMACS_WORDS_UNIT, &name) : 0;
    const size_t tail = unit > 0 && half == 0 ? smacs_words_begin(smacs_text_after(rest, unit), SMACS_WORDS_HALF) : 0;
    *one = half == 0;
    *end = lead + unit + tail;
    return unit > 0 && half + tail > 0 ? smacs_text_before(rest, unit) : (smacs_text){NULL, 0};
}

size_t smacs_answer_half_size(smacs_text text) {
    bool one = false;
    size_t end = 0;
    return halved_unit(text, &one, &end).size > 0 ? end : 0;
}

size_t smacs_answer_half_spell(smacs_text text, char *out, size_t capacity) {
    bool one = false;
    size_t end = 0;
    const smacs_text unit = halved_unit(text, &one, &end), tail = smacs_text_after(text, end);
    const size_t size = 4 + unit.size + tail.size;
    if (unit.size == 0 || size > capacity) {
        return 0;
    }
    const char figures[] = {one ? '1' : '0', '.', '5', ' '};
    memcpy(out, figures, sizeof figures);
    memcpy(out + 4, unit.data, unit.size);
    memcpy(out + 4 + unit.size, tail.data ? tail.data : "", tail.size);
    return size;
}
