/* Marks are short, so parts are looked for by going over the text. */
#include "answer/mark.h"

#include "base/text.h"
#include <string.h>

/* Takes what stands before the next `mark` off `rest`, and the mark. */
static smacs_text next_piece(smacs_text *rest, char mark) {
    const char *at = rest->size > 0 ? memchr(rest->data, mark, rest->size) : NULL;
    const size_t size = at ? (size_t)(at - rest->data) : rest->size;
    const smacs_text piece = smacs_text_before(*rest, size);
    *rest = smacs_text_after(*rest, at ? size + 1 : size);
    return piece;
}

static bool is_same(smacs_text x, smacs_text y) {
    return x.size == y.size && (x.size == 0 || memcmp(x.data, y.data, x.size) == 0);
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
        if (is_same(split(next_piece(&mark, ' '), &names), dimension)) {
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
            found = is_same(next_piece(&rest, '+'), name);
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
