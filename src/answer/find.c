/* All statements are looked for from the end. How far a statement reaches and how many places are tried is bounded, so
 * hostile text costs time linear in its size. JSON is read by hand, because models often write broken JSON: unescaped
 * LaTeX, raw line ends and unescaped quotes. */
#include "answer/find.h"
#include "answer/literal.h"
#include "answer/number.h"
#include "answer/scan.h"
#include "answer/words.h"

/* The start of `text`, as far as a statement may reach. */
static smacs_text window(smacs_text text) {
    return text.size > SMACS_STATEMENT_MAX ? smacs_text_before(text, SMACS_STATEMENT_MAX) : text;
}

/* ---- JSON ---- */

/* Whether a value may end at `at`: a bracket, a fence, another key, or nothing follows. */
static bool ends_value(smacs_text text, size_t at) {
    at = smacs_skip_blanks(text, at);
    const bool comma = smacs_char_at(text, at) == ',';
    const size_t next = comma ? smacs_skip_blanks(text, at + 1) : at;
    return at == text.size || smacs_is_of(text.data[at], "}]") ||
           smacs_text_begins(smacs_text_after(text, at), "```") ||
           (comma && smacs_is_of(smacs_char_at(text, next), "\"'}"));
}

/* The quote that ends the JSON text that began before `text`, or text.size. Models forget to escape quotes, so it
 * counts only where a value may end. */
static size_t closing_quote(smacs_text text, char quote) {
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '\\') {
            i++;
        } else if (text.data[i] == quote && ends_value(text, i + 1)) {
            return i;
        }
    }
    return text.size;
}

static bool offer_json_value(smacs_answer_search *s, smacs_text text) {
    const char first = smacs_char_at(text, 0);
    if (smacs_is_of(first, "\"'`")) {
        const smacs_text rest = smacs_text_after(text, 1);
        const size_t end = closing_quote(rest, first);
        return end < rest.size && smacs_answer_offer_escaped(s, smacs_text_before(rest, end));
    }
    const smacs_text value = smacs_text_trimmed(smacs_text_before(text, smacs_value_end(text)));
    return !smacs_text_is(value, "null") && smacs_answer_offer(s, SMACS_HOW_FIELD, value);
}

bool smacs_answer_in_json(smacs_answer_search *s, smacs_text text) {
    smacs_text before = text;
    for (unsigned places = 0; places < SMACS_ANSWER_TRIES;) {
        size_t size = 0;
        const size_t at = smacs_words_last(before, SMACS_WORDS_ANSWER, &size);
        if (at == before.size) {
            return false;
        }
        const size_t quote = at + size, colon = smacs_skip_blanks(text, quote + 1);
        if (smacs_is_of(smacs_char_at(text, quote), "\"'") && smacs_char_at(text, colon) == ':') {
            places++;
            if (offer_json_value(s, window(smacs_text_after(text, smacs_skip_blanks(text, colon + 1))))) {
                return true;
            }
        }
        before = smacs_text_before(text, at);
    }
    return false;
}

/* ---- boxes ---- */

bool smacs_answer_in_box(smacs_answer_search *s, smacs_text text) {
    static const char *const commands[] = {"boxed", "fbox"};
    for (size_t k = 0; k < 2; k++) {
        smacs_text before = text;
        for (unsigned places = 0; places < SMACS_ANSWER_TRIES; places++) {
            const size_t at = smacs_text_find_last_folded(before, commands[k]);
            if (at == before.size) {
                break;
            }
            const size_t open = smacs_skip_blanks(text, at + strlen(commands[k]));
            if (smacs_char_at(text, open) == '{') {
                const smacs_text group = window(smacs_text_after(text, open));
                const size_t end = smacs_group_end(group);
                const smacs_text inner = smacs_text_after(smacs_text_before(group, end > 0 ? end - 1 : 1), 1);
                if (end > 0 && smacs_answer_offer(s, SMACS_HOW_BOXED, inner)) {
                    return true;
                }
            }
            before = smacs_text_before(text, at);
        }
    }
    return false;
}

/* ---- announcements ---- */

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
    const size_t verb = smacs_words_begin(rest, SMACS_WORDS_VERB);
    const smacs_text value = smacs_text_after(rest, verb);
    const bool word = verb > 0 && smacs_is_letter(rest.data[verb - 1]) && smacs_is_letter(smacs_char_at(value, 0));
    if (verb > 0 && !word) {
        return whole_size - value.size;
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

/* Bytes from the start of `rest` up to the value it announces; 0: it announces nothing. */
static size_t announcement_at(smacs_text rest, smacs_text whole, size_t at) {
    static const char mark[] = "####";
    if (smacs_text_begins(rest, mark)) {
        return sizeof mark - 1;
    }
    const size_t noun = smacs_words_begin(rest, SMACS_WORDS_ANSWER);
    const size_t size = noun > 0 ? announces(smacs_text_after(rest, noun), whole, at) : 0;
    return size > 0 && !is_condition(smacs_text_before(whole, at)) ? noun + size : 0;
}

size_t smacs_answer_announcement(smacs_text text, smacs_text whole, size_t *value) {
    for (size_t i = text.size; i > 0; i--) {
        const size_t size = announcement_at(smacs_text_after(whole, i - 1), whole, i - 1);
        if (size > 0) {
            *value = i - 1 + size;
            return i - 1;
        }
    }
    return text.size;
}

/* ---- sentences ---- */

/* Whether the "." at `at` ends a sentence: no decimal point, and no abbreviation's. */
static bool ends_sentence(smacs_text text, size_t at) {
    size_t start = at;
    if (at + 1 < text.size && !smacs_is_blank(text.data[at + 1])) {
        return false;
    }
    while (start > 0 && smacs_is_letter(text.data[start - 1]) && at - start < 8) {
        start--;
    }
    const smacs_text word = smacs_text_before(smacs_text_after(text, start), at - start);
    if (smacs_words_is(word, SMACS_WORDS_ABBREVIATION)) {
        return false;
    }
    return !(word.size == 1 && smacs_is_capital(word.data[0]) && start > 0 && text.data[start - 1] == '.');
}

smacs_text smacs_answer_sentence(smacs_text text, bool bold) {
    size_t end = 0;
    while (end < text.size && text.data[end] != '\n' && !(text.data[end] == '.' && ends_sentence(text, end)) &&
           smacs_words_begin(smacs_text_after(text, end), SMACS_WORDS_REASON) == 0 &&
           !(bold && smacs_text_begins(smacs_text_after(text, end), "**"))) {
        end++;
    }
    return smacs_text_trimmed(smacs_text_before(text, end));
}

/* What stands between the marks that begin `text`, which may reach over several lines; absent where there are none. */
static smacs_text enclosed(smacs_text text) {
    static const char *const marks[][2] = {{"```", "```"}, {"$$", "$$"}, {"\\[", "\\]"}, {"\\(", "\\)"}};
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

/* The output of a program that is announced: one value, or a line. */
static smacs_text announced_literal(smacs_text text) {
    const char first = smacs_char_at(text, 0);
    const char *tick = first == '`' && text.size > 1 ? memchr(text.data + 1, '`', text.size - 1) : NULL;
    if (tick && tick[-1] != '`') {
        return smacs_text_before(smacs_text_after(text, 1), (size_t)(tick - text.data) - 1);
    }
    const size_t line = smacs_text_find(text, "\n"), end = smacs_structure_end(text);
    const char next = smacs_char_at(text, end);
    const bool value = end > 0 && (!next || smacs_is_of(next, ".,\n"));
    return smacs_text_trimmed(smacs_text_before(text, value ? end : line));
}

/* What `text` announces, where that begins. */
static smacs_text announced(smacs_text text, bool literal) {
    text = window(text);
    const char *front = text.data;
    text = smacs_skip(text, " :*\t\r\n_");
    const bool bold = text.data > front && text.data[-1] == '*';
    const smacs_text inner = enclosed(text);
    return inner.data ? inner : literal ? announced_literal(text) : smacs_answer_sentence(text, bold);
}

/* "#### 18" states a number; "#### Step 2" is a heading. */
static bool is_statement(smacs_text whole, size_t at, smacs_text found) {
    char key[SMACS_NUMBER_KEY_MAX];
    return whole.data[at] != '#' || smacs_answer_number(found, key) > 0;
}

static bool offer_announced(smacs_answer_search *s, smacs_text text) {
    smacs_text before = text;
    for (unsigned places = 0; places < SMACS_ANSWER_TRIES; places++) {
        size_t value = 0;
        const size_t at = smacs_answer_announcement(before, text, &value);
        if (at == before.size) {
            return false;
        }
        const smacs_text found = announced(smacs_text_after(text, value), s->form.literal);
        if (smacs_words_begin(found, SMACS_WORDS_NEGATION) == 0 && is_statement(text, at, found) &&
            smacs_answer_offer(s, SMACS_HOW_ANNOUNCED, found)) {
            return true;
        }
        before = smacs_text_before(text, at);
    }
    return false;
}

/* ---- programs ---- */

/* Offers "[ANSWER] .. [/ANSWER]", which the benchmark CRUXEval asks for. */
static bool offer_marked(smacs_answer_search *s, smacs_text text) {
    static const char open[] = "[answer]", close[] = "[/answer]";
    const size_t at = smacs_text_find_last_folded(text, open);
    if (at == text.size) {
        return false;
    }
    const smacs_text rest = window(smacs_text_after(text, at + sizeof open - 1));
    return smacs_answer_offer(s, SMACS_HOW_ASSERTED,
                              smacs_text_trimmed(smacs_text_before(rest, smacs_text_find_folded(rest, close))));
}

/* Offers the right side of the last completed assertion. */
static bool offer_asserted(smacs_answer_search *s, smacs_text text) {
    smacs_text before = text;
    for (unsigned places = 0; places < SMACS_ANSWER_TRIES; places++) {
        const size_t at = smacs_text_find_last_folded(before, "assert ");
        if (at == before.size) {
            return false;
        }
        const smacs_text right = smacs_answer_asserted(window(smacs_text_after(text, at)));
        if (right.data && smacs_answer_offer(s, SMACS_HOW_ASSERTED, right)) {
            return true;
        }
        before = smacs_text_before(text, at);
    }
    return false;
}

bool smacs_answer_in_phrase(smacs_answer_search *s, smacs_text text) {
    return (s->form.literal && offer_marked(s, text)) || offer_announced(s, text) ||
           (s->form.literal && offer_asserted(s, text));
}
