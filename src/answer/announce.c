/* Announcements: "the answer is 7", in every language of phrases.c, and headings that announce. Looked for from the end. */
#include "answer/announce.h"
#include "answer/literal.h"
#include "answer/scan.h"
#include "answer/search.h"
#include "answer/sentence.h"
#include "answer/words.h"

/* Whether the line up to `at` is the start of a heading: "**Final answer**" alone on its line announces, too. */
static bool is_heading(smacs_text whole, size_t at) {
    size_t start = at;
    while (start > 0 && at - start < 32 && whole.data[start - 1] != '\n') {
        start--;
    }
    smacs_text line = smacs_text_before(smacs_text_after(whole, start), at - start);
    for (size_t size = 1; size > 0; line = smacs_text_after(line, size)) {
        line = smacs_skip(line, " \t#*_>-");
        size = smacs_words_begin(line, SMACS_WORDS_HEADING);
    }
    return line.size == 0;
}

/* Whether the sentence that goes on with `rest` ends in its verb, as in Hindi. */
static bool ends_in_verb(smacs_text rest) {
    const smacs_text window = smacs_text_before(rest, 200);
    const smacs_text sentence = smacs_text_before(window, smacs_sentence_end(window));
    bool foreign = false; /* such languages have scripts of their own */
    for (size_t i = 0; i < sentence.size && !foreign; i++) {
        foreign = (unsigned char)sentence.data[i] >= 0x80;
    }
    size_t size = 0;
    const size_t at = foreign ? smacs_words_last(sentence, SMACS_WORDS_VERB_LAST, &size) : sentence.size;
    return at < sentence.size && at > 0 && !smacs_has_words(smacs_text_after(sentence, at + size));
}

/* Bytes of what stands between two commas before the verb: "the answer, based on this, is". */
static size_t aside_size(smacs_text rest) {
    const smacs_text inner = smacs_text_after(rest, smacs_char_at(rest, 0) == ',' ? 1 : rest.size);
    const size_t end = smacs_text_find(smacs_text_before(inner, 100), ",");
    if (end + 1 >= inner.size) {
        return 0;
    }
    const bool verbal = smacs_words_begin_whole(smacs_text_after(inner, end + 1), SMACS_WORDS_VERB) > 0;
    return verbal && smacs_sentence_end(inner) > end ? end + 2 : 0;
}

/* Bytes of a blank and a formula or code before the verb: "the result of the expression `not True` is"; 0: none. */
static size_t formula_size(smacs_text rest) {
    static const char marks[][2][4] = {{" `", "`"}, {" \\(", "\\)"}, {" $", "$"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (smacs_text_begins(rest, marks[i][0])) {
            const size_t open = strlen(marks[i][0]);
            const smacs_text inner = smacs_text_before(smacs_text_after(rest, open), 200);
            const size_t end = smacs_text_find(inner, marks[i][1]);
            return end < inner.size ? open + end + strlen(marks[i][1]) : 0;
        }
    }
    return 0;
}

/* Bytes from behind "answer", where `rest` begins, up to what it announces; 0: it announces nothing. */
static size_t announces(smacs_text rest, smacs_text whole, size_t at) {
    const size_t whole_size = rest.size, plural = smacs_words_begin(rest, SMACS_WORDS_PLURAL);
    if (smacs_is_of(smacs_char_at(rest, 0), "\"'") && smacs_char_at(rest, smacs_skip_blanks(rest, 1)) == ':') {
        return 0; /* a key of JSON */
    }
    if (plural > 0) {
        return plural;
    }
    rest = smacs_skip(rest, "*_\"`");
    rest = smacs_text_after(rest, smacs_words_begin(rest, SMACS_WORDS_OBJECT));
    rest = smacs_text_after(rest, aside_size(rest));
    rest = smacs_text_after(rest, formula_size(rest));
    const size_t verb = smacs_words_begin_whole(rest, SMACS_WORDS_VERB);
    if (verb > 0) {
        return whole_size - rest.size + verb;
    }
    if (smacs_char_at(rest, 0) == ' ' && ends_in_verb(rest)) {
        return whole_size - rest.size + 1;
    }
    return smacs_char_at(rest, 0) == '\n' && is_heading(whole, at) ? whole_size - rest.size + 1 : 0;
}

/* Whether `before` ends under a condition: "if the answer is" announces nothing. */
static bool is_condition(smacs_text before) {
    const size_t start = before.size - (before.size < 40 ? before.size : 40);
    for (size_t i = before.size; i > start && !smacs_is_of(before.data[i - 1], ".,"); i--) {
        if (smacs_words_begin(smacs_text_after(before, i - 1), SMACS_WORDS_CONDITION) > 0) {
            return true;
        }
    }
    return false;
}

/* Whether "this answer" and the like is spoken of, which was given before. */
static bool is_pointed_at(smacs_text before) {
    const smacs_text near = smacs_text_after(before, before.size > 24 ? before.size - 24 : 0);
    size_t size = 0;
    const size_t at = smacs_words_last(near, SMACS_WORDS_POINTING, &size);
    const bool apart = at == 0 || (at < near.size && !smacs_is_letter(near.data[at - 1]));
    return at < near.size && apart && at + size == near.size;
}

enum { LAST_MAX = 200 }; /* bytes from the end on, where several values may be announced */

/* Bytes from the start of `rest` up to the value it announces; 0: it announces nothing. */
static size_t announcement_at(smacs_text rest, smacs_text whole, size_t at) {
    static const char mark[] = "####";
    if (smacs_text_begins(rest, mark)) {
        const smacs_text said = smacs_skip(rest, "# *");
        const bool heading = smacs_is_letter(smacs_char_at(said, 0)) && smacs_is_letter(smacs_char_at(said, 1));
        return heading ? 0 : sizeof mark - 1;
    }
    const size_t several = smacs_words_begin(rest, SMACS_WORDS_SOLUTIONS);
    if (several > 0 && rest.size <= LAST_MAX) { /* long replies have roots on their way */
        const smacs_text behind = smacs_text_after(rest, several);
        const smacs_text line = smacs_text_before(behind, smacs_sentence_end(smacs_skip(behind, " \n")) + 2);
        return smacs_has_digit(line) && !is_condition(smacs_text_before(whole, at)) ? several : 0;
    }
    const size_t noun = smacs_words_begin(rest, SMACS_WORDS_ANSWER);
    const size_t size = noun > 0 ? announces(smacs_text_after(rest, noun), whole, at) : 0;
    const smacs_text before = smacs_text_before(whole, at);
    return size > 0 && !is_condition(before) && !is_pointed_at(before) && !smacs_is_supposed(whole, at) ? noun + size
                                                                                                        : 0;
}

size_t smacs_answer_announcement(smacs_text text, smacs_text whole, size_t *value) {
    smacs_words_filter filter;
    smacs_words_filter_make(SMACS_WORDS_ANSWER, &filter);
    smacs_words_filter_more(SMACS_WORDS_SOLUTIONS, &filter);
    for (size_t i = text.size; i > 0; i--) {
        const smacs_text rest = smacs_text_after(whole, i - 1);
        const bool may = rest.data[0] == '#' || smacs_words_may(&filter, rest);
        const size_t size = may ? announcement_at(rest, whole, i - 1) : 0;
        if (size > 0) {
            *value = i - 1 + size;
            return i - 1;
        }
    }
    return text.size;
}

/* What stands between the marks that begin `text`, which may reach over several lines; absent where there are none. */
static smacs_text enclosed(smacs_text text) {
    static const char marks[][2][4] = {{"```", "```"}, {"$$", "$$"}, {"\\[", "\\]"}, {"\\(", "\\)"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!smacs_text_begins(text, marks[i][0])) {
            continue;
        }
        smacs_text rest = smacs_text_after(text, strlen(marks[i][0]));
        if (i == 0) { /* the language of the code */
            const size_t line = smacs_text_find(rest, "\n");
            rest = smacs_text_after(rest, line < rest.size ? line + 1 : 0);
        }
        const size_t end = smacs_text_find(rest, marks[i][1]);
        const char next = smacs_char_at(rest, end + strlen(marks[i][1]));
        if (end < rest.size && (i < 3 || !next || smacs_is_of(next, ".,\n*"))) {
            return smacs_text_trimmed(smacs_text_before(rest, end));
        }
    }
    return (smacs_text){NULL, 0};
}

/* The output of a program that is announced: one value, or a line. `front`: where the text before it begins. */
static smacs_text announced_literal(smacs_text text, const char *front) {
    const char first = smacs_char_at(text, 0);
    const char *tick = first == '`' && text.size > 1 ? memchr(text.data + 1, '`', text.size - 1) : NULL;
    if (tick && tick[-1] != '`') {
        return smacs_text_before(smacs_text_after(text, 1), (size_t)(tick - text.data) - 1);
    }
    const size_t line = smacs_text_find(text, "\n"), end = smacs_structure_end(text);
    const char next = smacs_char_at(text, end);
    const bool value = end > 0 && (!next || smacs_is_of(next, ".,\n"));
    const smacs_text found = smacs_text_trimmed(smacs_text_before(text, value ? end : line));
    const size_t bold = smacs_text_find(found, "**");
    if (text.data > front && text.data[-1] == '*' && bold < found.size) {
        return smacs_text_trimmed(smacs_text_before(found, bold));
    }
    const bool point =
        found.size > 1 && found.data[found.size - 1] == '.' && smacs_is_digit(found.data[found.size - 2]);
    return point ? smacs_text_before(found, found.size - 1) : found; /* no program prints "14." */
}

/* `text` without an end of LaTeX at its end whose start stands before it: "\\[\\text{Answer: } 20\\]". */
static smacs_text closed(smacs_text text) {
    static const char marks[][2][3] = {{"{", "}"}, {"\\[", "\\]"}, {"\\(", "\\)"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const size_t size = strlen(marks[i][1]);
        if (text.size > size && smacs_text_is(smacs_text_after(text, text.size - size), marks[i][1]) &&
            smacs_text_find(text, marks[i][0]) == text.size && (i > 0 || smacs_is_digit(text.data[text.size - 2]))) {
            return smacs_text_trimmed(smacs_text_before(text, text.size - size));
        }
    }
    return text;
}

/* `text` without what stands before a value: blanks, marks of bold, the end of "\\text{Answer: }", "> " of a quote. */
static smacs_text value_start(smacs_text text) {
    const smacs_text start = smacs_skip(text, " :*\t\r\n_");
    const char next = smacs_char_at(start, 2);
    const bool value = smacs_is_letter(next) || smacs_is_digit(next) || smacs_is_of(next, "*$\\-");
    const bool quote = start.data > text.data && start.data[-1] == '\n' && smacs_text_begins(start, "> ");
    const bool brace = start.data == text.data + 1 && text.data[0] == ' ' && smacs_text_begins(start, "} ");
    const bool bullet =
        start.data > text.data && start.data[-1] == '\n' && smacs_text_begins(start, "- ") && !smacs_is_digit(next);
    return value && (quote || brace || bullet) ? smacs_skip(smacs_text_after(start, 2), " *_") : start;
}

smacs_text smacs_answer_announced(smacs_text text, bool literal) {
    text = text.size > SMACS_STATEMENT_MAX ? smacs_text_before(text, SMACS_STATEMENT_MAX) : text;
    const char *front = text.data;
    text = value_start(text);
    const size_t line = smacs_text_find(text, ":\n");
    const smacs_text below = smacs_skip(smacs_text_after(text, line), ": \n");
    if (line < smacs_text_find(text, "\n") && smacs_text_begins(below, "```")) { /* "The output is:" */
        text = below;
    }
    const bool bold = text.data > front && text.data[-1] == '*';
    const bool under = text.data > front && text.data[-1] == '_' && smacs_text_find(text, "__") < text.size;
    if (under && smacs_text_find(text, "__") < smacs_text_find(text, "\n")) {
        return smacs_text_trimmed(smacs_text_before(text, smacs_text_find(text, "__")));
    }
    const smacs_text inner = enclosed(text);
    return inner.data ? inner : literal ? announced_literal(text, front) : closed(smacs_answer_sentence(text, bold));
}

/* The word that `text` begins with. */
static smacs_text first_word(smacs_text text) {
    size_t size = 0;
    while (size < text.size && !smacs_is_blank(text.data[size]) && !smacs_is_of(text.data[size], ",;:.!?")) {
        size++;
    }
    return smacs_text_before(text, size);
}

/* `found` without words in brackets behind a value: "30 (degrees)". "(mod n)" belongs to it. */
static smacs_text without_aside(smacs_text found) {
    const size_t at = smacs_text_find(found, " (");
    if (at == found.size || at == 0 || found.data[found.size - 1] != ')' ||
        smacs_text_begins(smacs_text_after(found, at), " (mod")) {
        return found;
    }
    for (size_t i = at + 2; i + 1 < found.size; i++) {
        if (!smacs_is_letter(found.data[i]) && found.data[i] != ' ') {
            return found;
        }
    }
    const char last = found.data[at - 1];
    return smacs_is_digit(last) || smacs_is_of(last, "$}") ? smacs_text_before(found, at) : found;
}

smacs_text smacs_answer_affirmed(smacs_text found) {
    const size_t denial = smacs_words_begin(found, SMACS_WORDS_NEGATION);
    const smacs_text verdict = first_word(found);
    if (denial > 0) { /* "not 7 but 8" */
        size_t size = 0;
        const size_t but = smacs_words_last(found, SMACS_WORDS_BUT, &size);
        return smacs_text_after(found, but + size);
    }
    const bool says = (smacs_words_is(verdict, SMACS_WORDS_YES) || smacs_words_is(verdict, SMACS_WORDS_NO)) &&
                      !smacs_has_proviso(found);
    const smacs_text rest = smacs_skip(smacs_text_after(found, verdict.size), ",. ");
    const bool numbered = rest.size > 0 && smacs_skip(rest, "0123456789").size == 0; /* "No. 5" */
    return says && !numbered && smacs_is_of(smacs_char_at(found, verdict.size), ",;.:!") ? verdict
                                                                                         : without_aside(found);
}
