#include "answer/scan.h"

#include "base/characters.h"
#include "base/utf8.h"

bool smacs_is_of(char c, const char *set) { return c != 0 && strchr(set, c) != NULL; }

smacs_text smacs_skip(smacs_text text, const char *set) {
    size_t at = 0;
    while (at < text.size && smacs_is_of(text.data[at], set)) {
        at++;
    }
    return smacs_text_after(text, at);
}

size_t smacs_first_digit(smacs_text text) {
    size_t at = 0;
    while (at < text.size && !smacs_is_digit(text.data[at])) {
        at++;
    }
    return at;
}

size_t smacs_skip_blanks(smacs_text text, size_t at) {
    while (at < text.size && smacs_is_blank(text.data[at])) {
        at++;
    }
    return at;
}

smacs_text smacs_quoted_sign(smacs_text text) {
    while (text.size > 0 && smacs_is_of(text.data[text.size - 1], ".,;:")) {
        text.size--;
    }
    const char quote = smacs_char_at(text, 0);
    const bool quoted =
        text.size > 2 && text.size <= 6 && smacs_is_of(quote, "\"'`") && text.data[text.size - 1] == quote;
    const smacs_text inner =
        quoted ? smacs_text_before(smacs_text_after(text, 1), text.size - 2) : (smacs_text){NULL, 0};
    for (size_t i = 0; i < inner.size; i++) {
        if (smacs_is_word_byte(inner.data[i]) || smacs_is_blank(inner.data[i]) || inner.data[i] == quote) {
            return (smacs_text){NULL, 0};
        }
    }
    const bool form = smacs_text_is(inner, "...") || smacs_text_is(inner, "___");
    return form ? (smacs_text){NULL, 0} : inner;
}

bool smacs_is_formula(smacs_text text) {
    static const char marks[][2][3] = {{"$$", "$$"}, {"$", "$"}, {"\\[", "\\]"}, {"\\(", "\\)"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (smacs_text_begins(text, marks[i][0])) {
            const smacs_text inner = smacs_text_after(text, strlen(marks[i][0]));
            return smacs_text_find(inner, marks[i][1]) + strlen(marks[i][1]) == inner.size;
        }
    }
    return false;
}

bool smacs_is_code(smacs_text word) {
    const bool option = smacs_char_at(word, 0) == '-' && smacs_is_letter(smacs_char_at(word, 1));
    return option || smacs_quoted_sign(word).data || (word.size > 0 && memchr(word.data, '`', word.size));
}

size_t smacs_fold_text(smacs_text text, char *out, size_t capacity) {
    size_t size = 0;
    for (size_t at = 0; at < text.size;) {
        if (size + 4 > capacity) {
            return 0;
        }
        size += smacs_utf8_put(smacs_fold(smacs_utf8_next(text.data, text.size, &at)), out + size);
    }
    return size;
}

size_t smacs_quoted_end(smacs_text text, size_t at) {
    const char quote = text.data[at];
    for (size_t i = at + 1; i < text.size; i++) {
        if (text.data[i] == '\\') {
            i++;
        } else if (text.data[i] == quote) {
            return i + 1;
        }
    }
    return 0;
}

size_t smacs_group_end(smacs_text text) {
    const char open = text.data[0], close = open == '{' ? '}' : ')';
    size_t depth = 0;
    for (size_t i = 0; i < text.size; i++) {
        depth += text.data[i] == open ? 1 : 0;
        depth -= text.data[i] == close ? 1 : 0;
        if (depth == 0) {
            return i + 1;
        }
    }
    return 0;
}

/* `first`: stops behind the bracket or quote that closes the first one. */
static size_t end_of_code(smacs_text text, bool first) {
    size_t depth = 0;
    bool unclosed = false; /* a quote that does not close is an ordinary character */
    for (size_t i = 0; i < text.size; i++) {
        const char c = text.data[i];
        if (smacs_is_of(c, "\"'")) {
            const size_t end = unclosed ? 0 : smacs_quoted_end(text, i);
            unclosed = end == 0;
            i = end > 0 ? end - 1 : i;
        } else if (smacs_is_of(c, "[{(")) {
            depth++;
        } else if (depth == 0 && smacs_is_of(c, "]}),\n")) {
            return i;
        } else if (smacs_is_of(c, "]})")) {
            depth--;
        }
        if (first && depth == 0) {
            return i < text.size ? i + 1 : i;
        }
    }
    return text.size;
}

size_t smacs_value_end(smacs_text text) { return end_of_code(text, false); }

size_t smacs_structure_end(smacs_text text) {
    return smacs_is_of(smacs_char_at(text, 0), "[{(\"'") ? end_of_code(text, true) : 0;
}
