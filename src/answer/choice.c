/* Which option a response chooses. The letter that is believed, in this order: behind the last announcement ("the
 * answer is (C)", "the correct option is C"); in the last box; before the last "is the correct answer"; behind the last
 * words of choosing ("it must be C"); one that the response begins with, or that stands alone on its last line; the one
 * that "yes" stands behind; the only one of the last sentence. */
#include "answer/choice.h"
#include "answer/announce.h"
#include "answer/letter.h"
#include "answer/question.h"
#include "answer/scan.h"
#include "answer/sentence.h"
#include "answer/words.h"

/* "(A) is wrong" speaks of an option without choosing it. */
static bool is_judged(smacs_text rest) {
    rest = smacs_skip(rest, ")]}*_.:");
    return smacs_words_begin(rest, SMACS_WORDS_JUDGING) > 0 && smacs_words_begin(rest, SMACS_WORDS_APPROVING) == 0;
}

static bool offer_letter(smacs_answer_search *s, smacs_answer_how how, smacs_text text) {
    size_t at = 0;
    const char letter = smacs_answer_letter(text, s->form.options, &at);
    const smacs_text found = smacs_text_before(smacs_text_after(text, letter ? at : 0), letter ? 1 : 0);
    return letter && !is_judged(smacs_text_after(text, at + 1)) &&
           smacs_answer_offer_spelt(s, how, found, (smacs_text){&letter, 1});
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

/* The one letter in brackets that a text has, or one before its option's own text; 0: none, or several. */
static char only_letter(smacs_text text, uint32_t options, size_t *at) {
    char only = 0;
    for (size_t i = 0; i + 2 < text.size; i++) {
        const bool bracketed = text.data[i] == '(' && text.data[i + 2] == ')';
        if (bracketed && smacs_is_option(text.data[i + 1], options)) {
            if (only && only != text.data[i + 1]) {
                return 0;
            }
            only = text.data[i + 1];
            *at = i + 1;
        }
    }
    return only;
}

/* Whether a text denies, which sets an option apart rather than choosing it. */
static bool denies(smacs_text text) {
    size_t size = 0;
    return smacs_words_last(text, SMACS_WORDS_NOT, &size) < text.size ||
           smacs_words_last(text, SMACS_WORDS_REJECTING, &size) < text.size ||
           smacs_words_last(text, SMACS_WORDS_UNOFFERED, &size) < text.size;
}

/* Offers the one letter in brackets of the sentence below a heading: "**Final answer**\nThe sarcastic one is (A)." */
static bool offer_said(smacs_answer_search *s, smacs_text text) {
    const smacs_text start = smacs_skip(text, " \n*_:#");
    const smacs_text sentence = smacs_text_before(start, smacs_sentence_end(start));
    size_t at = 0;
    const bool below =
        text.data[-1] == '\n' || memchr(text.data, '\n', text.size - start.size); /* behind the heading */
    return below && only_letter(sentence, s->form.options, &at) && !denies(sentence) &&
           smacs_words_begin(start, SMACS_WORDS_NEGATION) == 0 &&
           smacs_answer_offer(s, SMACS_HOW_CHOSEN, smacs_text_before(smacs_text_after(sentence, at), 1));
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
        if (!several && (offer_letter(s, SMACS_HOW_CHOSEN, smacs_text_after(text, value)) ||
                         offer_said(s, smacs_text_after(text, value)))) {
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

static bool offer_tagged(smacs_answer_search *s, smacs_text text) {
    static const char tag[] = "<answer>";
    const size_t at = smacs_text_find_last_folded(text, tag);
    return at < text.size && offer_letter(s, SMACS_HOW_CHOSEN, smacs_text_after(text, at + sizeof tag - 1));
}

/* Whether `text` ends with "option ". */
static bool ends_with_option(smacs_text text) {
    size_t size = 0;
    const smacs_text near = smacs_text_after(text, text.size < 24 ? 0 : text.size - 24);
    const size_t at = smacs_words_last(near, SMACS_WORDS_OPTION, &size);
    return at < near.size && at + size + 1 == near.size && near.data[at + size] == ' ';
}

/* Bytes of an option's own text that `text` ends with behind its letter in brackets: "(C) Detachment"; 0: none. */
static size_t own_text(const smacs_answer_search *s, smacs_text text) {
    const smacs_option_style *style = smacs_option_style_of(s->form.question, s->form.options);
    const size_t whole = text.size;
    while (text.size > 0 && smacs_is_of(text.data[text.size - 1], "*_\"")) {
        text.size--;
    }
    for (uint32_t i = 0; style && i < s->form.options; i++) {
        const smacs_text own = smacs_option_text(s->form.question, style, i);
        const size_t size = own.size + 2; /* ") " */
        if (own.size > 0 && text.size > size && memcmp(text.data + text.size - own.size, own.data, own.size) == 0 &&
            text.data[text.size - size] == ')' && text.data[text.size - size - 1] == (char)('A' + i)) {
            return whole - text.size + size - 1;
        }
    }
    return 0;
}

/* The last letter that stands right before a word of `list`; `marked`: in brackets or behind "option". */
static bool offer_before(smacs_answer_search *s, smacs_text text, smacs_words list, bool marked) {
    smacs_text rest = text;
    for (unsigned places = 0; places < SMACS_ANSWER_TRIES; places++) {
        size_t size = 0;
        const size_t at = smacs_words_last(rest, list, &size);
        size_t end = at;
        if (at == rest.size) {
            return false;
        }
        end -= own_text(s, smacs_text_before(text, at));
        while (end > 0 && smacs_is_of(text.data[end - 1], ")]}*_$\"")) {
            end--;
        }
        const bool alone = end == 1 || (end > 1 && smacs_is_of(text.data[end - 2], "([{*_ $\"\n"));
        const bool lower = alone && text.data[end] == ')' && text.data[end - 1] >= 'a' && text.data[end - 1] <= 'z';
        const char read = alone ? (char)(text.data[end - 1] - (lower ? 32 : 0)) : 0;
        const bool letter = alone && smacs_is_option(read, s->form.options);
        const bool named = letter && (end < at || ends_with_option(smacs_text_before(text, end - 1)));
        if (letter && (named || (!marked && !smacs_is_of(text.data[end - 1], "AI")))) {
            return smacs_answer_offer_spelt(s, SMACS_HOW_CHOSEN, smacs_text_before(smacs_text_after(text, end - 1), 1),
                                            (smacs_text){&read, 1});
        }
        rest = smacs_text_before(text, at);
    }
    return false;
}

/* Bytes of a reply in which "Option C is right" chooses: longer ones go through the options. */
enum { LINES_MAX = 400 };

/* "(C) is the correct answer", "Option C is right". */
static bool offer_subject(smacs_answer_search *s, smacs_text text) {
    return offer_before(s, text, SMACS_WORDS_CHOSEN, false) ||
           (text.size <= LINES_MAX && offer_before(s, text, SMACS_WORDS_MARKED_CHOSEN, true));
}

/* ---- picked ---- */

/* Whether a sentence or clause ends where `rest` begins, or a dash follows: "so C is small" chooses nothing. */
static bool ends_there(smacs_text rest) {
    const smacs_text behind = smacs_skip(rest, "*_\"`");
    const char next = smacs_char_at(behind, 0);
    const bool dash = smacs_text_begins(behind, " - ") || smacs_text_begins(behind, " \xE2\x80\x94") ||
                      smacs_text_begins(behind, " \xE2\x80\x93");
    return !next || dash || smacs_is_of(next, ".,;!\n") || ((unsigned char)next >= 0x80 && next != (char)0xC3);
}

/* "A student might pick A, but that is wrong." */
static bool is_taken_back(smacs_text rest) {
    size_t size = 0;
    const smacs_text said = smacs_text_before(rest, smacs_sentence_end(rest));
    return denies(smacs_text_after(said, smacs_words_last(said, SMACS_WORDS_BUT, &size)));
}

/* "I choose C", "It's (C).", "that leaves C": the last of these. */
static bool offer_picked(smacs_answer_search *s, smacs_text text) {
    smacs_text before = text;
    for (unsigned places = 0; places < SMACS_ANSWER_TRIES; places++) {
        size_t size = 0, at = smacs_words_last(before, SMACS_WORDS_PICKING, &size);
        if (at == before.size) {
            return false;
        }
        const bool starts = at == 0 || !smacs_is_letter(text.data[at - 1]);
        const smacs_text rest = smacs_text_after(text, at + size);
        size_t place = 0;
        const char letter = starts ? smacs_answer_letter(rest, s->form.options, &place) : 0;
        const bool lower = letter && rest.data[place] != letter && smacs_char_at(rest, place + 1) == ')';
        const bool bracketed = lower || (letter && place > 0 && smacs_is_of(rest.data[place - 1], "([*") &&
                                         smacs_is_of(smacs_char_at(rest, place + 1), ")]*"));
        const bool near = letter && place <= 12 && !memchr(rest.data, '\n', place);
        const bool small = letter && place == 0 && !smacs_is_of(letter, "AI"); /* "It's b." */
        if (near && (bracketed || small || rest.data[place] == letter) &&
            (bracketed || ends_there(smacs_text_after(rest, place + 1))) &&
            !is_judged(smacs_text_after(rest, place + 1)) && !is_taken_back(rest) && !smacs_is_supposed(text, at)) {
            return smacs_answer_offer_spelt(s, SMACS_HOW_CHOSEN, smacs_text_before(smacs_text_after(rest, place), 1),
                                            (smacs_text){&letter, 1});
        }
        before = smacs_text_before(text, at);
    }
    return false;
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
    unsigned within = 0;
    for (size_t i = 1; i + 1 < text.size && i < 400; i++) {
        within += smacs_is_blank(text.data[i - 1]) && smacs_is_option(text.data[i], options) &&
                  text.data[i] != letter && text.data[i + 1] == ')';
    }
    if (within > 1) {
        return true;
    }
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
    if (!led && line_letter(last_line(above), s->form.options)) {
        return false; /* the last one of a list */
    }
    return (line.size <= 8 || led) && line_letter(line, s->form.options) && offer_letter(s, SMACS_HOW_LETTER, line);
}

/* ---- letters within sentences ---- */

/* Bytes of a reply whose last sentence chooses, whatever it begins with. */
enum { SHORT_MAX = 120, LINE_MAX = 120 /* bytes of a line about one option */ };

/* Whether what follows a letter up to a comma says that this is the one: "(C) yes", "C: correct". */
static bool is_approved(smacs_text rest) {
    const smacs_text start = smacs_skip(rest, ")]}*_:.- ");
    const smacs_text line = smacs_text_before(start, smacs_text_find(start, "\n"));
    for (size_t i = 0; i < line.size && i < LINE_MAX; i++) {
        const smacs_text word = smacs_text_after(line, i);
        const bool starts = i == 0 || (i > 1 && line.data[i - 1] == ' ' && smacs_is_of(line.data[i - 2], "-:,"));
        const size_t size = starts ? smacs_words_begin(word, SMACS_WORDS_YES) : 0;
        if (size > 0 && !smacs_is_letter(smacs_char_at(word, size))) {
            return true;
        }
        if (i > 0 && smacs_is_of(line.data[i], "(,;")) { /* another option, or a clause */
            return false;
        }
    }
    return false;
}

/* "(A) no, (B) yes, (C) no": the one letter that yes stands behind. */
static bool offer_approved(smacs_answer_search *s, smacs_text text) {
    size_t found = text.size;
    for (size_t i = 0; i + 1 < text.size; i++) {
        const bool starts = i == 0 || smacs_is_of(text.data[i - 1], "( \n*");
        if (starts && smacs_is_option(text.data[i], s->form.options) && smacs_is_of(text.data[i + 1], "):") &&
            is_approved(smacs_text_after(text, i + 1))) {
            if (found < text.size) {
                return false;
            }
            found = i;
        }
    }
    return found < text.size &&
           smacs_answer_offer(s, SMACS_HOW_OPTION, smacs_text_before(smacs_text_after(text, found), 1));
}

/* Whether a line has one of the signs that tick something off. */
static bool is_ticked(smacs_text line) {
    static const char ticks[][4] = {"\xE2\x9C\x85", "\xE2\x9C\x94", "\xE2\x9C\x93", "\xE2\x98\x91", "[x]", "[X]"};
    for (size_t i = 0; i < sizeof ticks / sizeof *ticks; i++) {
        if (smacs_text_find(line, ticks[i]) < line.size) {
            return true;
        }
    }
    return false;
}

/* The one of several lines about options that is ticked off: "- B) Lyon \u2705". */
static bool offer_ticked(smacs_answer_search *s, smacs_text text) {
    smacs_text found = {NULL, 0};
    unsigned lines = 0, ticked = 0;
    char letter = 0;
    for (smacs_text rest = text; rest.size > 0;) {
        const size_t end = smacs_text_find(rest, "\n");
        const smacs_text line = smacs_text_before(rest, end),
                         start = smacs_skip(line, " -*\t([x]X\xE2\x9C\x85\x94\x93");
        const char first = smacs_char_at(start, 0);
        const bool option = smacs_is_option(first, s->form.options) && smacs_is_of(smacs_char_at(start, 1), ").:*] ");
        const bool tick = option && is_ticked(line);
        lines += option;
        ticked += tick;
        found = tick ? smacs_text_before(start, 1) : found;
        letter = tick ? first : letter;
        rest = smacs_text_after(rest, end + 1);
    }
    return lines > 1 && ticked == 1 && smacs_answer_offer_spelt(s, SMACS_HOW_OPTION, found, (smacs_text){&letter, 1});
}

/* The last sentence, where it has one letter in brackets and denies nothing. */
static bool offer_within(smacs_answer_search *s, smacs_text text) {
    const smacs_text line = last_line(text);
    smacs_text last = line;
    for (smacs_text rest = line; rest.size > 0;) {
        const size_t end = smacs_sentence_end(rest);
        const smacs_text sentence = smacs_text_before(rest, end);
        last = smacs_has_words(sentence) ? sentence : last;
        rest = smacs_text_after(rest, end);
    }
    size_t at = 0;
    const bool closes = smacs_words_is(smacs_text_before(last, smacs_text_find(last, " ")), SMACS_WORDS_CLOSING) ||
                        smacs_words_is(smacs_text_before(last, smacs_text_find(last, ",")), SMACS_WORDS_CLOSING);
    if (text.size > SHORT_MAX && !closes) {
        return false;
    }
    const smacs_text read = closes ? last : text; /* another letter before it may be the one that is meant */
    return only_letter(read, s->form.options, &at) && only_letter(last, s->form.options, &at) && at > 1 &&
           !denies(last) && smacs_answer_offer(s, SMACS_HOW_OPTION, smacs_text_before(smacs_text_after(last, at), 1));
}

/* `text` without what may stand between a verb and the letter that it leads to: marks, "option". */
static smacs_text led_by(smacs_text text) {
    for (unsigned i = 0; i < 3; i++) {
        while (text.size > 0 &&
               (smacs_is_blank(text.data[text.size - 1]) || smacs_is_of(text.data[text.size - 1], "*_:\"("))) {
            text.size--;
        }
        size_t size = 0;
        const smacs_text near = smacs_text_after(text, text.size < 24 ? 0 : text.size - 24);
        const size_t at = smacs_words_last(near, SMACS_WORDS_OPTION, &size);
        text.size -= at < near.size && at + size == near.size ? size : 0;
    }
    return text;
}

enum { LED_MAX = 800 }; /* bytes from the end on, in which a conclusion is looked for */

/* "The closest match would be (D).": the last letter in brackets that a verb leads to, in a sentence that weighs options
 * and denies nothing. Other sentences mention options on their way. */
static bool offer_led(smacs_answer_search *s, smacs_text text) {
    size_t taken = 0;
    const size_t end = smacs_words_last(text, SMACS_WORDS_UNOFFERED, &taken);
    for (size_t i = text.size; i > 2 && text.size - i < LED_MAX; i--) {
        size_t size = 0;
        if (text.data[i - 3] != '(' || text.data[i - 1] != ')' ||
            smacs_answer_letter(smacs_text_after(text, i - 3), s->form.options, &size) != text.data[i - 2]) {
            continue;
        }
        const smacs_text before = led_by(smacs_text_before(text, i - 3));
        const smacs_text near = smacs_text_after(before, before.size < 120 ? 0 : before.size - 120);
        size_t start = near.size;
        const size_t verb = smacs_words_last(near, SMACS_WORDS_LEADING, &size);
        while (start > 0 && !smacs_is_of(near.data[start - 1], ".;\n")) {
            start--;
        }
        if ((end == text.size || end < i) && verb < near.size && verb + size == near.size &&
            smacs_words_last(smacs_text_after(near, start), SMACS_WORDS_LIKENESS, &size) < near.size - start &&
            !denies(smacs_text_after(near, start)) && !is_judged(smacs_text_after(text, i - 1))) {
            return smacs_answer_offer(s, SMACS_HOW_OPTION, smacs_text_before(smacs_text_after(text, i - 2), 1));
        }
    }
    return false;
}

/* ---- short replies ---- */

/* Whether `text` begins with `word` in either case, and no letter follows. */
static bool begins_with(smacs_text text, smacs_text word) {
    if (word.size == 0 || word.size > text.size) {
        return false;
    }
    for (size_t i = 0; i < word.size; i++) {
        const char x = text.data[i], y = word.data[i];
        if (x != y && !(smacs_is_letter(x) && (x | 32) == (y | 32))) {
            return false;
        }
    }
    return !smacs_is_letter(smacs_char_at(text, word.size));
}

/* A reply of one line that begins with a letter, in either case, before its option's text or a reason: "C Jupiter",
 * "b) dolphin", "C, because ..". */
static bool offer_first(smacs_answer_search *s, smacs_text text) {
    smacs_text line = smacs_skip(text, "([*_\"'`");
    while (line.size > 0 && (unsigned char)line.data[0] >= 0x80 && line.size == text.size) { /* an emoji before it */
        const smacs_text rest = smacs_text_after(line, smacs_text_find(line, " "));
        if (rest.size == 0 || smacs_has_words(smacs_text_before(line, line.size - rest.size))) {
            return false;
        }
        line = text = smacs_skip(rest, " ([*_");
    }
    const char first = smacs_char_at(line, 0), letter = first >= 'a' && first <= 'z' ? (char)(first - 32) : first;
    const smacs_option_style *style = smacs_option_style_of(s->form.question, s->form.options);
    if (!letter || !smacs_is_option(letter, s->form.options) || memchr(line.data, '\n', line.size)) {
        return false;
    }
    const smacs_text rest = smacs_skip(smacs_text_after(line, 1), ")].:*_\"'` -\xE2\x80\x93\x94");
    const bool alone = rest.size == 0;
    const bool apart = rest.data > line.data + 1 || alone;
    const bool comma =
        smacs_char_at(line, 1) == ',' && smacs_words_begin(smacs_text_after(line, 1), SMACS_WORDS_REASON) > 0;
    const bool own =
        style && apart && begins_with(rest, smacs_option_text(s->form.question, style, (uint32_t)(letter - 'A')));
    return (alone || own || comma) && !smacs_is_shared(smacs_text_after(line, 1), s->form.options) &&
           smacs_answer_offer(s, SMACS_HOW_LETTER, smacs_text_before(line, 1));
}

/* `text` without "A:" before it, as answers stand behind questions ("Q: .. A: Let's think"), unless option A follows. */
static smacs_text without_role(const smacs_answer_search *s, smacs_text text) {
    const smacs_option_style *style = smacs_option_style_of(s->form.question, s->form.options);
    const smacs_text rest = smacs_skip(smacs_text_after(text, 2), " ");
    const bool role = smacs_text_begins(text, "A: ") && rest.size > 0 && (!style || style->after[0] != ':');
    return role && !(style && begins_with(rest, smacs_option_text(s->form.question, style, 0))) ? rest : text;
}

bool smacs_answer_in_letters(smacs_answer_search *s, smacs_text text) {
    text = without_role(s, smacs_without_courtesy(text, s->form.question));
    if (offer_tagged(s, text) || offer_announced(s, text) || offer_boxed(s, text) || offer_last_line(s, text) ||
        offer_subject(s, text) || offer_picked(s, text) || offer_within(s, text) || offer_led(s, text)) {
        return true;
    }
    const char first = line_letter(text, s->form.options);
    return (first && !lists_others(text, first, s->form.options) && offer_letter(s, SMACS_HOW_LETTER, text)) ||
           offer_first(s, text) || offer_ticked(s, text) || offer_approved(s, text);
}
