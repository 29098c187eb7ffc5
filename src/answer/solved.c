/* Solutions are written in several ways: each value with its variable, or as a tuple. Here the names are taken off. */
#include "answer/solved.h"
#include "answer/scan.h"
#include "answer/words.h"
#include <string.h>

/* Bytes up to the comma, "and" or "or" that ends a value of a list, and in *joint the bytes of that. */
static size_t part_end(smacs_text text, size_t *joint) {
    size_t end = 0;
    for (*joint = 0; end < text.size; end++) {
        const smacs_text rest = smacs_text_after(text, end);
        *joint = rest.data[0] == ',' ? 1 : smacs_words_begin(rest, SMACS_WORDS_LIST_JOINT);
        if (*joint > 0) {
            break;
        }
    }
    return end;
}

/* What "x = 2" or "x_1 = 2" says of the variable `letter`; absent: it is nothing like that. */
static smacs_text value_named(smacs_text part, char letter) {
    const size_t equal = smacs_text_find(part, "=");
    const smacs_text name = smacs_text_trimmed(smacs_skip(smacs_text_before(part, equal), " $"));
    smacs_text value = smacs_text_trimmed(smacs_text_after(part, equal + 1));
    value.size -= value.size > 1 && value.data[value.size - 1] == '$' ? 1 : 0;
    const bool indexed =
        name.size > 2 && name.data[1] == '_' && smacs_skip(smacs_text_after(name, 2), "0123456789{}").size == 0;
    const bool named = equal < part.size && smacs_char_at(name, 0) == letter && (name.size == 1 || indexed);
    return named && value.size > 0 && !memchr(value.data, '=', value.size) ? value : (smacs_text){NULL, 0};
}

/* Writes values of different variables in the order of the alphabet as a tuple: "x = 3, y = 4" as "(3, 4)". Whether it did
 * so. */
static bool drop_axes(smacs_bytes *spelt) {
    static const char axes[][4] = {"xyz", "abc", "pqr", "mn"};
    const char first = smacs_char_at(smacs_skip((smacs_text){spelt->data, spelt->size}, " $"), 0);
    const char *names = NULL;
    for (size_t i = 0; i < sizeof axes / sizeof *axes && !spelt->failed; i++) {
        names = first && axes[i][0] == first ? axes[i] : names;
    }
    for (int write = 0; write < 2 && names; write++) { /* first to see that each part has its name */
        size_t to = 1, parts = 0, joint = 0;
        for (size_t at = 0; at < spelt->size; parts++) {
            const smacs_text rest = {spelt->data + at, spelt->size - at};
            const size_t size = part_end(rest, &joint);
            const smacs_text value = names[parts] ? value_named(smacs_text_before(rest, size), names[parts]) : rest;
            at += size + joint;
            if (!names[parts] || value.size == 0) {
                return false;
            }
            if (write) {
                memmove(spelt->data + to, value.data, value.size);
                to += value.size;
                spelt->data[to++] = at < spelt->size ? ',' : ')';
            }
        }
        if (parts < 2) {
            return false;
        }
        if (write) {
            spelt->data[0] = '(';
            spelt->size = to;
        }
    }
    return names != NULL;
}

bool smacs_drop_names(smacs_bytes *spelt) {
    bool numbered = false;
    if (drop_axes(spelt)) {
        return false;
    }
    const char letter = smacs_char_at(smacs_skip((smacs_text){spelt->data, spelt->size}, " $"), 0);
    for (int write = 0; write < 2 && !spelt->failed && smacs_is_letter(letter);
         write++) { /* first to see that all parts have the name */
        size_t to = 0, parts = 0, joint = 0;
        for (size_t at = 0; at < spelt->size; parts++) {
            const smacs_text rest = {spelt->data + at, spelt->size - at};
            const size_t size = part_end(rest, &joint);
            const smacs_text part = smacs_text_before(rest, size), value = value_named(part, letter);
            numbered = numbered || smacs_text_find(part, "_") < smacs_text_find(part, "=");
            at += size + joint;
            if (value.size == 0) {
                return false;
            }
            if (write) {
                memmove(spelt->data + to, value.data, value.size);
                to += value.size;
                if (at < spelt->size) { /* with a blank: "46,112" would be one number */
                    memcpy(spelt->data + to, ", ", 2);
                    to += 2;
                }
            }
        }
        if (parts < 2) {
            return false;
        }
        spelt->size = write ? to : spelt->size;
    }
    return !numbered && smacs_is_letter(letter);
}
