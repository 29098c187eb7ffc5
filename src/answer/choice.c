/* Which option a response chooses. The letter that is believed, in this order: behind the last announcement ("the
 * answer is (C)", "the correct option is C"); in the last box; before the last "is the correct answer"; one that the
 * response begins with, or that stands alone on its last line. */
#include "answer/choice.h"
#include "answer/announce.h"
#include "answer/letter.h"
#include "answer/scan.h"
#include "answer/words.h"

static bool offer_letter(smacs_answer_search *s, smacs_answer_how how, smacs_text text) {
    size_t at = 0;
    if (!smacs_answer_letter(text, s->form.options, &at)) {
        return false;
    }
    return smacs_answer_offer(s, how, smacs_text_before(smacs_text_after(text, at), 1));
}

/* ---- announced ---- */

/* Bytes of "option is" or "choice: ", which name an option; 0: `rest` begins with neither. */
static size_t names_option(smacs_text rest) {
    const size_t noun = smacs_words_begin(rest, SMACS_WORDS_OPTION);
    const smacs_text behind = smacs_text_after(rest, noun);
    const size_t verb = noun > 0 ? smacs_words_begin(behind, SMACS_WORDS_IS) : 0;
    if (verb > 0) {
        return noun + verb;
    }
    return noun > 0 && smacs_text_begins(behind, ": ") && !smacs_is_blank(smacs_char_at(behind, 2)) ? noun + 2 : 0;
}

/* The last place behind `from` that names an option, and in *value where the option stands; or text.size. */
static size_t last_naming(smacs_text text, size_t from, size_t *value) {
    smacs_words_filter filter;
    smacs_words_filter_make(SMACS_WORDS_OPTION, &filter);
    for (size_t i = text.size; i > from; i--) {
        const smacs_text rest = smacs_text_after(text, i - 1);
        const size_t size = smacs_words_may(&filter, rest) ? names_option(rest) : 0;
        if (size > 0) {
            *value = i - 1 + size;
            return i - 1;
        }
    }
    return text.size;
}

/* Offers the letter behind the last announcement that one follows. */
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
        const bool several = smacs_words_begin(smacs_text_after(text, at), SMACS_WORDS_ANSWERS) > 0;
        if (!several && offer_letter(s, SMACS_HOW_CHOSEN, smacs_text_after(text, value))) {
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
    return at < text.size && offer_letter(s, SMACS_HOW_CHOSEN, smacs_text_after(text, at + sizeof box - 1));
}

/* Whether `text` ends with "option ". */
static bool ends_with_option(smacs_text text) {
    size_t size = 0;
    const size_t at = smacs_words_last(text, SMACS_WORDS_OPTION, &size);
    return at < text.size && at + size + 1 == text.size && text.data[at + size] == ' ';
}

/* The last place of `word`, in either case, or text.size. */
static size_t last_of(smacs_text text, smacs_text word) {
    for (size_t i = text.size; i > 0; i--) {
        if (smacs_words_match(smacs_text_after(text, i - 1), word)) {
            return i - 1;
        }
    }
    return text.size;
}

/* "(C) is the correct answer": the letter before the last of these words. */
static bool offer_subject(smacs_answer_search *s, smacs_text text) {
    smacs_words_cursor cursor = {0};
    smacs_text word;
    while (smacs_words_next(SMACS_WORDS_CHOSEN, &cursor, &word)) {
        const size_t at = last_of(text, word);
        size_t end = at < text.size ? at : 0;
        while (end > 0 && smacs_is_of(text.data[end - 1], ")]}*_$\"")) {
            end--;
        }
        const bool letter = end > 1 && smacs_is_of(text.data[end - 2], "([{*_ $\"") &&
                            smacs_is_option(text.data[end - 1], s->form.options);
        const smacs_text before = smacs_text_before(text, letter ? end - 1 : 0);
        if (letter && (end < at || !smacs_is_of(text.data[end - 1], "AI") || ends_with_option(before))) {
            return smacs_answer_offer(s, SMACS_HOW_CHOSEN, smacs_text_before(smacs_text_after(text, end - 1), 1));
        }
    }
    return false;
}

/* "(A) is wrong" speaks of an option without choosing it. */
static bool is_judged(smacs_text rest) {
    rest = smacs_skip(rest, ")]}*_.:");
    return smacs_words_begin(rest, SMACS_WORDS_JUDGING) > 0 && smacs_words_begin(rest, SMACS_WORDS_APPROVING) == 0;
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

/* Whether lines begin with other options: a response that lists them chooses none by that. */
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

/* Offers the letter of a last line that has little else, or that follows a line with a colon at its end. */
static bool offer_last_line(smacs_answer_search *s, smacs_text text) {
    const smacs_text line = last_line(text);
    const smacs_text above = smacs_text_trimmed(smacs_text_before(text, text.size - line.size));
    const bool led = above.size > 0 && above.data[above.size - 1] == ':';
    return (line.size <= 8 || led) && line_letter(line, s->form.options) && offer_letter(s, SMACS_HOW_LETTER, line);
}

bool smacs_answer_in_letters(smacs_answer_search *s, smacs_text text) {
    if (offer_announced(s, text) || offer_boxed(s, text) || offer_subject(s, text)) {
        return true;
    }
    const char first = line_letter(text, s->form.options);
    return (first && !lists_others(text, first, s->form.options) && offer_letter(s, SMACS_HOW_LETTER, text)) ||
           offer_last_line(s, text);
}
