/* Marks are short, so parts are looked for by going over the text. */
#include "answer/mark.h"

#include "base/text.h"
#include <string.h>

/* Takes what stands before the next `mark` off `rest`, and the mark. */
static smacs_text next_piece(smacs_text *rest, char mark) {
    const char *at = rest->size > 0 ? memchr(rest->data, mark, rest->size) : NULL;
    const size_t size = at ? (size_t)(at - rest->data) : rest->size;
    const smacs_text piece = smacs_text_before(*rest, size);
    *rest = smacs_text_after(*rest, size + 1);
    return piece;
}

static int compare(smacs_text x, smacs_text y) {
    const size_t less = x.size < y.size ? x.size : y.size;
    const int order = less > 0 ? memcmp(x.data, y.data, less) : 0;
    return order != 0 ? order : (x.size > y.size) - (x.size < y.size);
}

void smacs_mark_add_name(smacs_mark *mark, smacs_dimension dimension, smacs_text name) {
    smacs_text *names = mark->names[dimension];
    size_t count = mark->counts[dimension], at = 0;
    while (at < count && compare(names[at], name) < 0) {
        at++;
    }
    if (name.size == 0 || (at < count && compare(names[at], name) == 0)) {
        return;
    }
    if (count == SMACS_MARK_NAMES || name.size > SMACS_MARK_BYTES - mark->size) {
        mark->full = true;
        return;
    }
    memmove(&names[at + 1], &names[at], (count - at) * sizeof *names);
    char *bytes = mark->bytes + mark->size;
    for (size_t i = 0; i < name.size; i++) {
        const char c = name.data[i];
        bytes[i] = c == ' ' || c == ':' ? '_' : c == '+' ? '"' : c;
    }
    names[at] = (smacs_text){bytes, name.size};
    mark->size += name.size;
    mark->counts[dimension]++;
}

void smacs_mark_add(smacs_mark *mark, smacs_dimension dimension, smacs_text names) {
    while (names.size > 0) {
        smacs_mark_add_name(mark, dimension, next_piece(&names, '+'));
    }
}

void smacs_mark_write(const smacs_allocator *a, smacs_bytes *out, const smacs_mark *mark) {
    static const char dimensions[][8] = {"at", "era", "name", "of", "per", "sign", "unit", "way", "weekday"};
    for (size_t d = 0; d < SMACS_MARK_COUNT; d++) {
        for (size_t i = 0; i < mark->counts[d]; i++) {
            if (i == 0) {
                smacs_bytes_append(a, out, " ", out->size > 0 ? 1 : 0);
                smacs_bytes_append(a, out, dimensions[d], strlen(dimensions[d]));
            }
            smacs_bytes_append(a, out, i == 0 ? ":" : "+", 1);
            smacs_bytes_append(a, out, mark->names[d][i].data, mark->names[d][i].size);
        }
    }
}

/* Splits a part into its dimension, which is returned, and its names. */
static smacs_text split(smacs_text part, smacs_text *names) {
    *names = part;
    return next_piece(names, ':');
}

/* The names that `mark` has in a dimension; absent: none. */
static smacs_text names_in(smacs_text mark, smacs_text dimension) {
    while (mark.size > 0) {
        smacs_text names;
        if (smacs_text_equal(split(next_piece(&mark, ' '), &names), dimension)) {
            return names;
        }
    }
    return (smacs_text){NULL, 0};
}

static bool has_all(smacs_text names, smacs_text of) {
    while (of.size > 0) {
        const smacs_text name = next_piece(&of, '+');
        smacs_text rest = names;
        bool found = false;
        while (rest.size > 0 && !found) {
            found = smacs_text_equal(next_piece(&rest, '+'), name);
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

bool smacs_marks_agree(smacs_text x, smacs_text y) {
    while (x.size > 0) {
        smacs_text own;
        const smacs_text dimension = split(next_piece(&x, ' '), &own), other = names_in(y, dimension);
        if (other.size > 0 && !has_all(own, other) && !has_all(other, own)) {
            return false;
        }
    }
    return true;
}

bool smacs_mark_contains(smacs_text more, smacs_text less) {
    while (less.size > 0) {
        smacs_text names;
        const smacs_text dimension = split(next_piece(&less, ' '), &names);
        if (!has_all(names_in(more, dimension), names)) {
            return false;
        }
    }
    return true;
}
