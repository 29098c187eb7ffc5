/* Letters of options. In order: the letter behind the last announcement ("the answer is (C)", "the correct option is C"),
 * in the last box, before the last "is the correct answer"; one that the response begins with, or ends with on a line of
 * its own. "A" and "I" are words too: bare before another word, they are no options. */
#include "answer/answer.h"

static bool is_option(char c, uint32_t options) { return c >= 'A' && c < (char)('A' + options); }

static char upper(char c) { return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c; }

/* Without marks, brackets and words that may stand before a letter. */
static smacs_text letter_start(smacs_text text) {
    static const char *const words[] = {"option ",   "choice ",   "letter ", "\\boxed{", "\\text{", "\\textbf{",
                                        "\\mathrm{", "\\mathbf{", "\\(",     "\\[",      "**"};
    for (int rounds = 0; rounds < 8; rounds++) {
        text = smacs_skip(text, " :*_([{$\"'`\n\t\r#>");
        size_t size = 0;
        for (size_t i = 0; i < sizeof words / sizeof *words && size == 0; i++) {
            size = smacs_text_begins_folded(text, words[i]) ? strlen(words[i]) : 0;
        }
        if (size == 0) {
            break;
        }
        text = smacs_text_after(text, size);
    }
    return text;
}

/* Whether the word behind a bare letter may follow an answer. */
static bool follows_answer(smacs_text text) {
    static const char *const words[] = {"because", "since", "as ", "is ", "and ", "or ", "with "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (smacs_text_begins(text, words[i])) {
            return true;
        }
    }
    return false;
}

/* Whether the character `text` begins with is a letter of an option rather than a word, or a part of one. */
static bool stands_alone(smacs_text text, bool bracketed) {
    const char letter = text.data[0], next = smacs_char_at(text, 1), after = smacs_char_at(text, 2);
    if (smacs_is_letter(next) || smacs_is_digit(next) || (unsigned char)next >= 0x80 ||
        (next == '\'' && smacs_is_letter(after)) || (next == '-' && smacs_is_letter(after))) {
        return false;
    }
    if (!smacs_is_capital(letter)) { /* "(b)", "b." */
        return next == ')' || (!bracketed && (!next || next == '\n' || (next == '.' && (!after || after == '\n'))));
    }
    const bool bare = next == ' ' && smacs_is_letter(after);
    return !bare || !smacs_is_of(letter, "AI") || follows_answer(smacs_text_after(text, 2));
}

/* Whether another option follows as an equal: "(A) and (E)", "A, B". */
static bool is_shared(smacs_text text, uint32_t options) {
    static const char *const joints[] = {"and ", "or ", ",", "/", "&"};
    text = smacs_skip(text, ")]}*_. ");
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        if (smacs_text_begins(text, joints[i])) {
            const smacs_text rest = smacs_skip(smacs_text_after(text, strlen(joints[i])), " ");
            const smacs_text letter = smacs_skip(rest, "(*[");
            return letter.size > 0 && is_option(letter.data[0], options) &&
                   stands_alone(letter, letter.data > rest.data);
        }
    }
    return false;
}

char smacs_answer_letter(smacs_text text, uint32_t options, size_t *at) {
    const smacs_text start = letter_start(text);
    const bool bracketed = start.data > text.data && smacs_is_of(start.data[-1], "([{");
    if (start.size == 0 || !is_option(upper(start.data[0]), options) || !stands_alone(start, bracketed) ||
        is_shared(smacs_text_after(start, 1), options)) {
        return 0;
    }
    *at = (size_t)(start.data - text.data);
    return upper(start.data[0]);
}

static bool offer_letter(smacs_answer_search *s, smacs_text text) {
    size_t at = 0;
    if (!smacs_answer_letter(text, s->form.options, &at)) {
        return false;
    }
    return smacs_answer_offer(s, smacs_text_before(smacs_text_after(text, at), 1), false);
}

/* ---- announced ---- */

/* "the correct option is C", "choice: C". */
static size_t names_option(smacs_text rest) {
    static const char *const words[] = {"option is", "choice is", "option: ", "choice: "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const size_t size = strlen(words[i]);
        if (smacs_text_begins_folded(rest, words[i])) {
            return smacs_is_blank(smacs_char_at(rest, size)) && i > 1 ? 0 : size;
        }
    }
    return 0;
}

static size_t last_naming(smacs_text text, size_t from, size_t *value) {
    for (size_t i = text.size; i > from; i--) {
        const smacs_text rest = smacs_text_after(text, i - 1);
        const size_t size = smacs_is_of((char)(rest.data[0] | 32), "oc") ? names_option(rest) : 0;
        if (size > 0) {
            *value = i - 1 + size;
            return i - 1;
        }
    }
    return text.size;
}

/* The last announcement that a letter follows. A further one that names several options leaves none. */
static bool offer_announced(smacs_answer_search *s, smacs_text text) {
    smacs_text before = text;
    for (unsigned places = 0; places < SMACS_ANSWER_TRIES; places++) {
        size_t value = 0;
        size_t at = smacs_answer_announcement(before, text, &value);
        const size_t from = at < before.size ? at : 0;
        size_t other_value = 0;
        const size_t other = last_naming(before, from, &other_value);
        if (other < before.size) {
            at = other;
            value = other_value;
        }
        if (at == before.size) {
            return false;
        }
        const bool several = smacs_text_begins_folded(smacs_text_after(text, at), "answers");
        if (!several && offer_letter(s, smacs_text_after(text, value))) {
            return true;
        }
        before = smacs_text_before(text, at);
    }
    return false;
}

/* ---- other forms ---- */

static bool offer_boxed(smacs_answer_search *s, smacs_text text) {
    static const char box[] = "boxed{";
    const size_t at = smacs_text_find_last_folded(text, box);
    return at < text.size && offer_letter(s, smacs_text_after(text, at + sizeof box - 1));
}

static bool ends_with_option(smacs_text text) {
    static const char *const words[] = {"option ", "choice "};
    for (size_t i = 0; i < 2; i++) {
        const size_t size = strlen(words[i]);
        if (text.size >= size && smacs_text_begins_folded(smacs_text_after(text, text.size - size), words[i])) {
            return true;
        }
    }
    return false;
}

/* "(C) is the correct answer": the letter before the last of these words. */
static bool offer_subject(smacs_answer_search *s, smacs_text text) {
    static const char *const words[] = {" is the correct answer", " is the correct option", " is the correct choice",
                                        " is the best answer",    " is the right answer",   " is the answer"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const size_t at = smacs_text_find_last_folded(text, words[i]);
        size_t end = at < text.size ? at : 0;
        while (end > 0 && smacs_is_of(text.data[end - 1], ")]}*_$\"")) {
            end--;
        }
        const bool letter =
            end > 1 && smacs_is_of(text.data[end - 2], "([{*_ $\"") && is_option(text.data[end - 1], s->form.options);
        const smacs_text before = smacs_text_before(text, letter ? end - 1 : 0);
        if (letter && (end < at || !smacs_is_of(text.data[end - 1], "AI") || ends_with_option(before))) {
            return smacs_answer_offer(s, smacs_text_before(smacs_text_after(text, end - 1), 1), false);
        }
    }
    return false;
}

/* "(A) is wrong": what is said of an option need not choose it. */
static bool is_judged(smacs_text rest) {
    rest = smacs_skip(rest, ")]}*_.:");
    return smacs_text_begins(rest, " is ") && !smacs_text_begins(rest, " is correct") &&
           !smacs_text_begins(rest, " is the ");
}

/* The letter that a line begins with as an option does: "(C)", "C)", "C.", "**C"; 0: none. */
static char line_letter(smacs_text line, uint32_t options) {
    size_t at = 0;
    const char letter = smacs_answer_letter(line, options, &at);
    if (!letter || line.data[at] != letter || (at > 0 && memchr(line.data, '\n', at))) {
        return 0; /* "(a)" numbers parts of an answer */
    }
    const char next = smacs_char_at(line, at + 1);
    const bool marked = at > 0 && smacs_is_of(line.data[at - 1], "(*[{");
    const bool ends = marked || !next || next == '\n' || smacs_is_of(next, ").:");
    return ends && !is_judged(smacs_text_after(line, at + 1)) ? letter : 0;
}

/* A response that lists options chooses none of them by that. */
static bool lists_others(smacs_text text, char letter, uint32_t options) {
    for (size_t i = 0; i < text.size; i++) {
        const char *end = memchr(text.data + i, '\n', text.size - i);
        const size_t line = end ? (size_t)(end - text.data) - i : text.size - i;
        const char other = line_letter(smacs_text_before(smacs_text_after(text, i), line < 80 ? line : 80), options);
        if (other && other != letter) {
            return true;
        }
        i += line;
    }
    return false;
}

static smacs_text last_line(smacs_text text) {
    size_t start = text.size;
    while (start > 0 && text.data[start - 1] != '\n') {
        start--;
    }
    return smacs_text_after(text, start);
}

/* A line of little but a letter, or an option behind a line that ends with a colon. */
static bool offer_last_line(smacs_answer_search *s, smacs_text text) {
    const smacs_text line = last_line(text);
    const smacs_text above = smacs_text_trimmed(smacs_text_before(text, text.size - line.size));
    const bool led = above.size > 0 && above.data[above.size - 1] == ':';
    return (line.size <= 8 || led) && line_letter(line, s->form.options) && offer_letter(s, line);
}

bool smacs_answer_in_letters(smacs_answer_search *s, smacs_text text) {
    if (offer_announced(s, text) || offer_boxed(s, text) || offer_subject(s, text)) {
        return true;
    }
    const char first = line_letter(text, s->form.options);
    return (first && !lists_others(text, first, s->form.options) && offer_letter(s, text)) || offer_last_line(s, text);
}
