/* What states an answer: a field of JSON, a box, an announcement, an assertion. All are looked for from the end. What is
 * read behind a place where a statement may begin is bounded, and so are the places tried: hostile text costs time linear
 * in its size. JSON is read by hand, since what models write as JSON often is none: backslashes of LaTeX, raw line ends
 * and unescaped quotes stand in it. */
#include "answer/answer.h"

/* The start of `text`, as far as a statement may reach. */
static smacs_text window(smacs_text text) {
    return text.size > SMACS_STATEMENT_MAX ? smacs_text_before(text, SMACS_STATEMENT_MAX) : text;
}

static size_t skip_blanks(smacs_text text, size_t at) {
    while (at < text.size && smacs_is_blank(text.data[at])) {
        at++;
    }
    return at;
}

/* ---- JSON ---- */

/* Whether what stands here may follow a value: a bracket, a fence, another key, or nothing. */
static bool ends_value(smacs_text text, size_t at) {
    at = skip_blanks(text, at);
    const bool comma = smacs_char_at(text, at) == ',';
    const size_t next = comma ? skip_blanks(text, at + 1) : at;
    return at == text.size || smacs_is_of(text.data[at], "}]") ||
           smacs_text_begins(smacs_text_after(text, at), "```") ||
           (comma && smacs_is_of(smacs_char_at(text, next), "\"'}"));
}

/* The quote that ends a text begun before `text`: models forget to escape quotes within, so it must be followed by what
 * may follow a value. */
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
        return end < rest.size && smacs_answer_offer(s, smacs_text_before(rest, end), true);
    }
    const smacs_text value = smacs_text_trimmed(smacs_text_before(text, smacs_answer_value_end(text)));
    return !smacs_text_is(value, "null") && smacs_answer_offer(s, value, false);
}

bool smacs_answer_in_json(smacs_answer_search *s, smacs_text text) {
    static const char key[] = "answer";
    smacs_text before = text;
    for (unsigned places = 0; places < SMACS_ANSWER_TRIES;) {
        const size_t at = smacs_text_find_last_folded(before, key);
        if (at == before.size) {
            return false;
        }
        const size_t quote = at + sizeof key - 1, colon = skip_blanks(text, quote + 1);
        if (smacs_is_of(smacs_char_at(text, quote), "\"'") && smacs_char_at(text, colon) == ':') {
            places++;
            if (offer_json_value(s, window(smacs_text_after(text, skip_blanks(text, colon + 1))))) {
                return true;
            }
        }
        before = smacs_text_before(text, at);
    }
    return false;
}

/* ---- boxes ---- */

/* The end of the group whose opening brace stood before `text`, or text.size. */
static size_t closing_brace(smacs_text text) {
    size_t depth = 1;
    for (size_t i = 0; i < text.size; i++) {
        depth += text.data[i] == '{' ? 1 : 0;
        depth -= text.data[i] == '}' ? 1 : 0;
        if (depth == 0) {
            return i;
        }
    }
    return text.size;
}

bool smacs_answer_in_box(smacs_answer_search *s, smacs_text text) {
    static const char *const commands[] = {"boxed", "fbox"};
    for (size_t k = 0; k < 2; k++) {
        smacs_text before = text;
        for (unsigned places = 0; places < SMACS_ANSWER_TRIES; places++) {
            const size_t at = smacs_text_find_last_folded(before, commands[k]);
            if (at == before.size) {
                break;
            }
            const size_t open = skip_blanks(text, at + strlen(commands[k]));
            if (smacs_char_at(text, open) == '{') {
                const smacs_text rest = window(smacs_text_after(text, open + 1));
                const size_t end = closing_brace(rest);
                if (end < rest.size && smacs_answer_offer(s, smacs_text_before(rest, end), false)) {
                    return true;
                }
            }
            before = smacs_text_before(text, at);
        }
    }
    return false;
}

/* ---- announcements ---- */

/* The first of `words` that `text` begins with: its size; 0: none. */
static size_t begins_word(smacs_text text, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (smacs_text_begins_folded(text, words[i])) {
            return strlen(words[i]);
        }
    }
    return 0;
}

/* "**Final answer**" alone on its line announces too. */
static bool is_heading(smacs_text whole, size_t at) {
    static const char *const words[] = {"the ", "final ", "correct ", "my ", "short "};
    size_t start = at;
    while (start > 0 && at - start < 32 && whole.data[start - 1] != '\n') {
        start--;
    }
    smacs_text line = smacs_text_before(smacs_text_after(whole, start), at - start);
    for (size_t size = 1; size > 0; line = smacs_text_after(line, size)) {
        line = smacs_skip(line, " \t#*_>-");
        size = begins_word(line, words, sizeof words / sizeof *words);
    }
    return line.size == 0;
}

/* Bytes behind "answer" up to what it announces; 0: it announces nothing. */
static size_t announces(smacs_text rest, smacs_text whole, size_t at) {
    static const char *const objects[] = {
        " to the question", " to this question", " to the problem", " to this problem", " here",
        " choice",          " option",           " letter"};
    static const char *const verbs[] = {" is",       " are",       ":",        " =",      "\xEF\xBC\x9A",
                                        " would be", " should be", " will be", " must be"};
    const size_t whole_size = rest.size;
    if (smacs_is_of(smacs_char_at(rest, 0), "\"'") && smacs_char_at(rest, skip_blanks(rest, 1)) == ':') {
        return 0; /* a key of JSON */
    }
    if (smacs_char_at(rest, 0) == 's') {
        return smacs_text_begins(rest, "s are") ? sizeof "s are" - 1 : 0;
    }
    rest = smacs_skip(rest, "*_\"`");
    rest = smacs_text_after(rest, begins_word(rest, objects, sizeof objects / sizeof *objects));
    const size_t verb = begins_word(rest, verbs, sizeof verbs / sizeof *verbs);
    const smacs_text value = smacs_text_after(rest, verb);
    const bool word = verb > 0 && smacs_is_letter(rest.data[verb - 1]) && smacs_is_letter(smacs_char_at(value, 0));
    if (verb > 0 && !word) {
        return whole_size - value.size;
    }
    return smacs_char_at(rest, 0) == '\n' && is_heading(whole, at) ? whole_size - rest.size + 1 : 0;
}

/* What stands under a condition ("if the answer is") announces nothing. */
static bool is_condition(smacs_text before) {
    static const char *const words[] = {"if the ", "whether the "};
    const size_t size = before.size < 40 ? before.size : 40;
    const smacs_text near = smacs_text_after(before, before.size - size);
    for (size_t i = 0; i < 2; i++) {
        const size_t at = smacs_text_find_last_folded(near, words[i]);
        if (at < near.size && smacs_text_find(smacs_text_after(near, at), ".") == near.size - at &&
            smacs_text_find(smacs_text_after(near, at), ",") == near.size - at) {
            return true;
        }
    }
    return false;
}

size_t smacs_answer_announcement(smacs_text text, smacs_text whole, size_t *value) {
    static const char word[] = "answer", mark[] = "####";
    for (size_t i = text.size; i > 0; i--) {
        const size_t at = i - 1;
        const smacs_text rest = smacs_text_after(whole, at);
        size_t size = 0;
        if ((rest.data[0] | 32) == 'a' && smacs_text_begins_folded(rest, word)) {
            size = announces(smacs_text_after(rest, sizeof word - 1), whole, at);
            size = size > 0 && !is_condition(smacs_text_before(whole, at)) ? size + sizeof word - 1 : 0;
        } else if (rest.data[0] == '#' && smacs_text_begins(rest, mark)) {
            size = sizeof mark - 1;
        }
        if (size > 0) {
            *value = at + size;
            return at;
        }
    }
    return text.size;
}

/* Whether the "." at `at` ends a sentence: no decimal point, and no abbreviation's. */
static bool ends_sentence(smacs_text text, size_t at) {
    static const char *const short_words[] = {"dr", "mr", "mrs", "ms", "st", "vs", "no", "approx"};
    size_t start = at;
    if (at + 1 < text.size && !smacs_is_blank(text.data[at + 1])) {
        return false;
    }
    while (start > 0 && smacs_is_letter(text.data[start - 1]) && at - start < 8) {
        start--;
    }
    const smacs_text word = smacs_text_before(smacs_text_after(text, start), at - start);
    for (size_t i = 0; i < sizeof short_words / sizeof *short_words; i++) {
        if (word.size == strlen(short_words[i]) && smacs_text_begins_folded(word, short_words[i])) {
            return false;
        }
    }
    return !(word.size == 1 && smacs_is_capital(word.data[0]) && start > 0 && text.data[start - 1] == '.');
}

/* Where reasons begin that do not belong to the answer. */
static bool begins_reason(smacs_text text) {
    static const char *const words[] = {" because",     ", because", " since ",       ", since",     ", as ",
                                        ", which",      ", so ",     ", not ",        " (since",     " (because",
                                        " rather than", ", where",   " \xE2\x80\x94", "\xE2\x80\x94"};
    return smacs_is_of(text.data[0], " ,\xE2") && begins_word(text, words, sizeof words / sizeof *words) > 0;
}

/* To the end of the sentence or line. */
smacs_text smacs_answer_sentence(smacs_text text, bool bold) {
    size_t end = 0;
    while (end < text.size && text.data[end] != '\n' && !(text.data[end] == '.' && ends_sentence(text, end)) &&
           !begins_reason(smacs_text_after(text, end)) &&
           !(bold && smacs_text_begins(smacs_text_after(text, end), "**"))) {
        end++;
    }
    return smacs_text_trimmed(smacs_text_before(text, end));
}

/* What stands between marks that may reach over several lines; absent if `text` begins with none. */
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

/* A program's output, as it is announced: one value, or a line. */
static smacs_text announced_literal(smacs_text text) {
    const char first = smacs_char_at(text, 0);
    const char *tick = first == '`' && text.size > 1 ? memchr(text.data + 1, '`', text.size - 1) : NULL;
    if (tick && tick[-1] != '`') {
        return smacs_text_before(smacs_text_after(text, 1), (size_t)(tick - text.data) - 1);
    }
    const size_t line = smacs_text_find(text, "\n"), end = smacs_answer_structure_end(text);
    const char next = smacs_char_at(text, end);
    const bool value = end > 0 && (!next || smacs_is_of(next, ".,\n"));
    return smacs_text_trimmed(smacs_text_before(text, value ? end : line));
}

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
        if (!smacs_text_begins_folded(found, "not ") && is_statement(text, at, found) &&
            smacs_answer_offer(s, found, false)) {
            return true;
        }
        before = smacs_text_before(text, at);
    }
    return false;
}

/* ---- programs ---- */

/* "[ANSWER] .. [/ANSWER]", as the benchmark of code's output asks for. */
static bool offer_marked(smacs_answer_search *s, smacs_text text) {
    static const char open[] = "[answer]", close[] = "[/answer]";
    const size_t at = smacs_text_find_last_folded(text, open);
    if (at == text.size) {
        return false;
    }
    const smacs_text rest = window(smacs_text_after(text, at + sizeof open - 1));
    return smacs_answer_offer(s, smacs_text_trimmed(smacs_text_before(rest, smacs_text_find_folded(rest, close))),
                              false);
}

/* The right side of the last assertion that was completed. */
static bool offer_asserted(smacs_answer_search *s, smacs_text text) {
    smacs_text before = text;
    for (unsigned places = 0; places < SMACS_ANSWER_TRIES; places++) {
        const size_t at = smacs_text_find_last_folded(before, "assert ");
        if (at == before.size) {
            return false;
        }
        const smacs_text right = smacs_answer_asserted(window(smacs_text_after(text, at)));
        if (right.data && smacs_answer_offer(s, right, false)) {
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
