/* Output of programs is compared to the letter. Only what does not tell values apart is made equal: the kind of quotes,
 * spaces between tokens, JSON's spelling of True, False and None, and escaped line ends. A quoted text is the same as
 * its content. */
#include "answer/literal.h"
#include "answer/scan.h"

smacs_text smacs_answer_asserted(smacs_text text) {
    static const char word[] = "assert ";
    size_t equals = 0, depth = 0;
    text = smacs_text_trimmed(smacs_text_before(text, smacs_text_find(text, "\n")));
    if (!smacs_text_begins(text, word)) {
        return (smacs_text){NULL, 0};
    }
    for (size_t i = sizeof word - 1; i + 1 < text.size; i++) {
        const char c = text.data[i];
        const size_t end = smacs_is_of(c, "\"'") ? smacs_quoted_end(text, i) : 0;
        depth += smacs_is_of(c, "[{(") ? 1 : 0;
        depth -= depth > 0 && smacs_is_of(c, "]})") ? 1 : 0;
        if (end > 0) {
            i = end - 1;
        } else if (depth == 0 && c == '=' && text.data[i + 1] == '=') {
            equals = i;
        }
    }
    return equals > 0 ? smacs_text_trimmed(smacs_text_after(text, equals + 2)) : (smacs_text){NULL, 0};
}

/* Appends the content of a quoted text with its escaped line ends and quotes read, since models write both ways. */
static void write_content(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    for (size_t i = 0; i < text.size; i++) {
        const char next = text.data[i] == '\\' ? smacs_char_at(text, i + 1) : 0;
        const bool known = smacs_is_of(next, "nt'\"");
        const char c = !known ? text.data[i] : next == 'n' ? '\n' : next == 't' ? '\t' : next;
        smacs_bytes_append(a, out, &c, 1);
        i += known ? 1 : 0;
    }
}

const char *smacs_answer_python_word(smacs_text text) {
    static const char words[][2][6] = {{"true", "True"}, {"false", "False"}, {"null", "None"}};
    for (size_t i = 0; i < 3; i++) {
        const size_t size = strlen(words[i][0]);
        if (smacs_text_begins(text, words[i][0]) && !smacs_is_letter(smacs_char_at(text, size))) {
            return words[i][1];
        }
    }
    return NULL;
}

void smacs_answer_structure(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    bool unclosed = false, in_word = false;
    for (size_t i = 0; i < text.size;) {
        const char c = text.data[i];
        const size_t end = smacs_is_of(c, "\"'") && !unclosed ? smacs_quoted_end(text, i) : 0;
        const char *word = in_word ? NULL : smacs_answer_python_word(smacs_text_after(text, i));
        size_t size = 1;
        unclosed = unclosed || (end == 0 && smacs_is_of(c, "\"'"));
        if (end > 0) {
            smacs_bytes_append(a, out, "'", 1);
            write_content(a, out, smacs_text_before(smacs_text_after(text, i + 1), end - i - 2));
            smacs_bytes_append(a, out, "'", 1);
            size = end - i;
        } else if (word) {
            smacs_bytes_append(a, out, word, strlen(word));
            size = word[0] == 'F' ? 5 : 4;
        } else if (!smacs_is_blank(c)) {
            smacs_bytes_append(a, out, &c, 1);
        }
        in_word = smacs_is_letter(text.data[i + size - 1]);
        i += size;
    }
}

/* `text` without the backticks, fences or escaped quotes around all of it. */
static smacs_text unticked(smacs_text text) {
    static const char marks[][4] = {"```", "`", "\\\"", "\\'"};
    const smacs_text inner = smacs_text_trimmed(text);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const size_t size = strlen(marks[i]);
        if (inner.size >= 2 * size && smacs_text_begins(inner, marks[i]) &&
            smacs_text_is(smacs_text_after(inner, inner.size - size), marks[i])) {
            return smacs_text_before(smacs_text_after(inner, size), inner.size - 2 * size);
        }
    }
    return text;
}

/* `text` without the quotes around all of it. Models also quote values without escaping the quotes within. */
static smacs_text unquoted(smacs_text text) {
    const char first = smacs_char_at(text, 0);
    if (text.size < 2 || !smacs_is_of(first, "\"'") || text.data[text.size - 1] != first) {
        return text;
    }
    const smacs_text inner = smacs_text_before(smacs_text_after(text, 1), text.size - 2);
    const bool value = smacs_is_of(smacs_char_at(inner, 0), "[({") && smacs_structure_end(inner) == inner.size;
    return value || smacs_quoted_end(text, 0) == text.size ? inner : text;
}

void smacs_answer_literal(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    text = unticked(text);
    const smacs_text right = smacs_answer_asserted(smacs_text_trimmed(text));
    const smacs_text outer = right.data ? right : smacs_text_trimmed(text), inner = unquoted(outer);
    const bool value = smacs_is_of(smacs_char_at(inner, 0), "[({") && smacs_structure_end(inner) == inner.size;
    if (outer.size > 0 && inner.size == 0) {
        smacs_bytes_append(a, out, "''", 2); /* a key is never empty */
    } else if (value) {
        smacs_answer_structure(a, out, inner);
    } else {
        write_content(a, out, inner.size < outer.size || right.data ? inner : text);
    }
}
