/* Reads a letter where an option may stand. "A" and "I" are words too: bare and before another word, they are no
 * options. */
#include "answer/letter.h"
#include "answer/scan.h"
#include "answer/words.h"
#include "base/characters.h"
#include "base/utf8.h"

/* Marks that may stand before a letter; phrases.c has the words. */
static const char marks[][10] = {"\\boxed{", "\\text{", "\\textbf{", "\\mathrm{", "\\mathbf{", "\\(", "\\[", "**"};

static char upper(char c) { return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c; }

static size_t mark_at(smacs_text text) {
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (smacs_text_begins(text, marks[i])) {
            return strlen(marks[i]);
        }
    }
    return 0;
}

/* `text` without the marks, brackets and words that may stand before a letter. */
static smacs_text letter_start(smacs_text text) {
    for (int rounds = 0; rounds < 8; rounds++) {
        text = smacs_skip(text, " :*_([{$\"'`\n\t\r#>");
        const size_t word = smacs_words_begin(text, SMACS_WORDS_OPTION_LEAD), size = word > 0 ? word : mark_at(text);
        if (size == 0) {
            break;
        }
        text = smacs_text_after(text, size);
    }
    return text;
}

/* Whether `text` begins with a letter that goes on a Latin word: "é". Chinese and Japanese put no space behind "B". */
static bool is_accented(smacs_text text) {
    size_t at = 0;
    return (unsigned char)smacs_char_at(text, 0) >= 0x80 &&
           smacs_char_kind(smacs_fold(smacs_utf8_next(text.data, text.size, &at))) == SMACS_CHAR_LETTER;
}

/* Whether the first character of `text` is the letter of an option rather than a word or part of one. */
static bool stands_alone(smacs_text text, bool bracketed) {
    const char letter = text.data[0], next = smacs_char_at(text, 1), after = smacs_char_at(text, 2);
    if (smacs_is_letter(next) || smacs_is_digit(next) || is_accented(smacs_text_after(text, 1)) ||
        (next == '\'' && smacs_is_letter(after)) || (next == '-' && smacs_is_letter(after))) {
        return false;
    }
    if (!smacs_is_capital(letter)) { /* "(b)", "b." */
        return next == ')' || (!bracketed && (!next || next == '\n' || (next == '.' && (!after || after == '\n'))));
    }
    const bool bare = next == ' ' && smacs_is_letter(after);
    return !bare || !smacs_is_of(letter, "AI") ||
           smacs_words_begin(smacs_text_after(text, 2), SMACS_WORDS_FOLLOWING) > 0;
}

enum { OWN_MAX = 24 }; /* bytes of an option's own text between two letters */

bool smacs_is_shared(smacs_text text, uint32_t options) {
    text = smacs_skip(text, ")]}*_. ");
    for (size_t i = 0; i < text.size && i < OWN_MAX && !smacs_is_of(text.data[i], "(,.:;\n");
         i++) { /* "b) 6 or c) 7" */
        const smacs_text rest = smacs_text_after(text, i + 1);
        const size_t joint = text.data[i] == ' ' ? smacs_words_begin(rest, SMACS_WORDS_JOINT) : 0;
        if (joint > 0 && smacs_is_option(upper(smacs_char_at(rest, joint)), options) &&
            smacs_char_at(rest, joint + 1) == ')') {
            return true;
        }
    }
    const size_t word = smacs_words_begin(text, SMACS_WORDS_JOINT);
    const size_t joint = word > 0 ? word : smacs_is_of(smacs_char_at(text, 0), ",/&") ? 1 : 0;
    const smacs_text rest = smacs_skip(smacs_text_after(text, joint), " "), letter = smacs_skip(rest, "(*[");
    return joint > 0 && letter.size > 0 && smacs_is_option(upper(letter.data[0]), options) &&
           stands_alone(letter, letter.data > rest.data);
}

/* The full-width capital letter that `text` begins with, as an ordinary one; 0: there is none. */
static char wide_letter(smacs_text text) {
    const unsigned char last = (unsigned char)smacs_char_at(text, 2);
    return smacs_text_begins(text, "\xEF\xBC") && last >= 0xA1 && last <= 0xBA ? (char)(last - 0xA1 + 'A') : 0;
}

char smacs_answer_letter(smacs_text text, uint32_t options, size_t *at) {
    const smacs_text start = letter_start(text);
    const char wide = wide_letter(start);
    if (wide && smacs_is_option(wide, options)) {
        *at = (size_t)(start.data - text.data);
        return wide;
    }
    const bool bracketed = start.data > text.data && smacs_is_of(start.data[-1], "([{");
    if (start.size == 0 || !smacs_is_option(upper(start.data[0]), options) || !stands_alone(start, bracketed) ||
        smacs_is_shared(smacs_text_after(start, 1), options)) {
        return 0;
    }
    *at = (size_t)(start.data - text.data);
    return upper(start.data[0]);
}
