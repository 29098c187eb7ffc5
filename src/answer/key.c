/* The kind of an answer is decided in this order: the letter of an option, where there are options; a program's output,
 * where that is asked for; yes or no; a date or time; a number, with what stands beside it; words; a list or mapping
 * with quotes in it; mathematics. What is left out of a key, and may tell two answers apart, becomes its mark. */
#include "answer/key.h"
#include "answer/letter.h"
#include "answer/literal.h"
#include "answer/mark.h"
#include "answer/math.h"
#include "answer/moment.h"
#include "answer/pattern.h"
#include "answer/proper.h"
#include "answer/quantity.h"
#include "answer/scan.h"
#include "answer/solved.h"
#include "answer/units.h"
#include "answer/words.h"
#include "base/characters.h"
#include "base/error.h"
#include "base/utf8.h"

enum { FOLDED_MAX = 32, ACRONYM_MAX = 8 };

/* ---- wrappers ---- */

static const struct {
    char open[10], close[10];
} wrappers[] = {{"$$", "$$"},       {"$", "$"},         {"\\(", "\\)"},
                {"\\[", "\\]"},     {"**", "**"},       {"__", "__"},
                {"*", "*"},         {"```", "```"},     {"`", "`"},
                {"\\\"", "\\\""},   {"\\boxed{", "}"},  {"\\text{", "}"},
                {"\\mathrm{", "}"}, {"\\textbf{", "}"}, {"\\mathbf{", "}"},
                {"\"", "\""},       {"'", "'"},         {"\xE2\x80\x9C", "\xE2\x80\x9D"},
                {"<b>", "</b>"},    {"<i>", "</i>"},    {"<strong>", "</strong>"},
                {"<em>", "</em>"},  {"<u>", "</u>"},    {"<code>", "</code>"},
                {"<", ">"}};

/* Whether every brace of `text` that closes was opened before, and all are closed. */
static bool is_balanced(smacs_text text) {
    long depth = 0;
    for (size_t i = 0; i < text.size && depth >= 0; i++) {
        depth += text.data[i] == '{' ? 1 : text.data[i] == '}' ? -1 : 0;
    }
    return depth == 0;
}

static bool unwrap_once(smacs_text *text) {
    for (size_t i = 0; i < sizeof wrappers / sizeof *wrappers; i++) {
        const size_t open = strlen(wrappers[i].open), close = strlen(wrappers[i].close);
        if (text->size < open + close || !smacs_text_begins(*text, wrappers[i].open) ||
            !smacs_text_is(smacs_text_after(*text, text->size - close), wrappers[i].close)) {
            continue;
        }
        const smacs_text inner = smacs_text_before(smacs_text_after(*text, open), text->size - open - close);
        const bool braces = wrappers[i].close[0] == '}';
        if (open == 1 && text->data[0] == '<' && !smacs_is_digit(inner.data[0])) {
            continue; /* a form: "<number>" */
        }
        if (braces ? is_balanced(inner) : smacs_text_find(inner, wrappers[i].close) == inner.size) {
            *text = smacs_text_trimmed(inner);
            return true;
        }
    }
    return false;
}

/* Whether the last character of `text` may belong to a number: "5!" is a product and "5$" is money. */
static bool is_of_number(smacs_text text) {
    size_t at = text.size - 1;
    const bool money = text.data[at] == '$';
    while (money && at > 1 && smacs_is_of(text.data[at - 1], " \\")) {
        at--;
    }
    while (!money && at > 1 && text.data[at - 1] == '!') { /* "5!!" */
        at--;
    }
    const char before = text.data[at - 1];
    const bool letter =
        !money && smacs_is_letter(before) && (at == 1 || !smacs_is_letter(text.data[at - 2])); /* "n!" */
    return smacs_is_of(text.data[text.size - 1], "!$") && (smacs_is_digit(before) || letter);
}

/* Whether `text` is a decimal that goes on without end: "0.333...". */
static bool goes_on_forever(smacs_text text) {
    const smacs_text point = smacs_skip(text, "-0123456789");
    const smacs_text behind = smacs_skip(smacs_text_after(point, 1), "0123456789");
    return smacs_char_at(point, 0) == '.' && behind.size + 1 < point.size && smacs_text_begins(behind, "..");
}

/* Strips one mark that belongs to no answer: "#" of headings, the end of a sentence, half of a pair of quotes or bold
 * marks. False where there is none. */
static bool strip_marks(smacs_text *text) {
    const size_t size = text->size;
    const smacs_text start = smacs_skip(*text, "# ");
    *text = text->data && start.size < size && text->data[0] == '#' ? start : *text;
    if (text->size > 1 && !goes_on_forever(*text) && !is_of_number(*text)) {
        const char last = text->data[text->size - 1];
        const bool inches = last == '"' && smacs_is_digit(text->data[text->size - 2]);
        const bool half = smacs_is_of(last, "\"`*$") && !inches && !memchr(text->data, last, text->size - 1);
        if (half || smacs_is_of(last, ".,;:!") || smacs_text_is(smacs_text_after(*text, text->size - 2), "**") ||
            smacs_text_is(smacs_text_after(*text, text->size - 2), "__")) {
            *text = smacs_text_trimmed(smacs_text_before(*text, text->size - 1));
        }
    }
    return text->size < size;
}

/* `text` without the quotes, dollars and LaTeX commands around all of it, and without marks at its ends. */
static smacs_text unwrapped(smacs_text text) {
    text = smacs_text_trimmed(text);
    while (text.size > 0 && (unwrap_once(&text) || strip_marks(&text))) {
    }
    return text;
}

/* ---- numbers ---- */

/* `text` without words that do not change the value behind them. */
static smacs_text without_lead(smacs_text text) {
    const size_t about = smacs_words_begin(text, SMACS_WORDS_ABOUT);
    const size_t size = about > 0 ? about : smacs_words_begin(text, SMACS_WORDS_TAG);
    return size > 0 ? smacs_text_trimmed(smacs_text_after(text, size)) : text;
}

/* Whether a text names something: "x", "f(x)", "the sum". */
static bool is_name(smacs_text text) {
    for (size_t i = 0; i < text.size; i++) {
        if (!smacs_is_letter(text.data[i]) && !smacs_is_of(text.data[i], " _(),{}")) {
            return false;
        }
    }
    return text.size <= 16;
}

/* Whether a text only calculates: "12 + 3 * 4", "\\frac{1}{2}". */
static bool is_arithmetic(smacs_text text) {
    for (size_t i = 0, end = 0; i < text.size; i = end) {
        for (end = i; smacs_is_letter(smacs_char_at(text, end));) {
            end++;
        }
        const smacs_text word = smacs_text_before(smacs_text_after(text, i), end - i);
        const bool sign = smacs_is_digit(text.data[i]) || smacs_is_of(text.data[i], " +-*/.,^()=$!\\{}%");
        if (end > i ? word.size < 3 || !smacs_words_is(word, SMACS_WORDS_FUNCTION) : !sign) {
            return false;
        }
        end += end == i ? 1 : 0;
    }
    return true;
}

/* `text` without what is struck out before the rest: "~~81~~ 91". */
static smacs_text unstruck(smacs_text text) {
    const size_t last = smacs_text_find_last_folded(text, "~~");
    return last < text.size && smacs_text_find(text, "~~") < last ? smacs_text_trimmed(smacs_text_after(text, last + 2))
                                                                  : text;
}

/* What stands exactly before a decimal that rounds it: "9pi" of "9pi ~ 28.27"; else all of `text`. */
static smacs_text exact(smacs_text text) {
    static const char *const signs[] = {"\xE2\x89\x88", "\\approx"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const size_t at = smacs_text_find(text, signs[i]);
        if (at == text.size) {
            continue;
        }
        const smacs_text before = smacs_text_trimmed(smacs_text_before(text, at));
        const smacs_text behind = smacs_skip(smacs_text_after(text, at + strlen(signs[i])), " $");
        char key[SMACS_NUMBER_KEY_MAX];
        const size_t size = smacs_answer_number(behind, key);
        size_t equal = before.size;
        while (equal > 0 && before.data[equal - 1] != '=') {
            equal--;
        }
        const smacs_text value = smacs_skip(smacs_text_after(before, equal), " $");
        const bool valued =
            value.size > 0 && (memchr(value.data, '\\', value.size) || smacs_answer_number(value, key) > 0 ||
                               (unsigned char)value.data[0] >= 0x80);
        if (size > 0 && memchr(behind.data, '.', size) && valued) {
            return before;
        }
    }
    return text;
}

/* What stands behind "x in", where that is an interval or a set; else all of `text`. */
static smacs_text set_of(smacs_text text) {
    const size_t at = smacs_text_find(text, " in");
    const smacs_text rest = at < text.size ? smacs_skip(smacs_text_after(text, at + 3), " ") : text;
    const bool named = at < text.size && is_name(smacs_text_before(text, at)) && at <= 4;
    return named && smacs_is_of(smacs_char_at(rest, 0), "[({") ? rest : text;
}

/* Whether a text is terms of mathematics only, without a list, a comparison or words. */
static bool is_term(smacs_text text) {
    for (size_t i = 0, end = 0; i < text.size; i = end) {
        for (end = i; smacs_is_letter(smacs_char_at(text, end));) {
            end++;
        }
        const smacs_text letters = smacs_text_before(smacs_text_after(text, i), end - i);
        const smacs_text word =
            smacs_text_after(letters, smacs_text_begins(letters, "pi") && letters.size == 3 ? 2 : 0);
        if ((word.size > 2 && !smacs_words_is(word, SMACS_WORDS_FUNCTION)) || smacs_is_of(text.data[i], ",;<>!&|~")) {
            return false;
        }
        end += end == i ? 1 : 0;
    }
    return true;
}

/* What stands behind "x =", or behind the last "=" of a calculation; else all of `text`. */
static smacs_text value_of(smacs_text text) {
    const size_t first = smacs_text_find(text, "=");
    text = first == text.size ? set_of(text) : text;
    if (first >= text.size || (first > 0 && smacs_is_of(text.data[first - 1], "<>!")) ||
        smacs_char_at(text, first + 1) == '=') {
        return text;
    }
    const size_t last = smacs_text_find_last_folded(text, "=");
    if (smacs_text_begins(text, "\\frac{d}{d") || smacs_text_begins(text, "\\int") ||
        smacs_text_begins(text, "\\lim")) {
        return smacs_text_trimmed(smacs_text_after(text, last + 1)); /* what was asked for stands before it */
    }
    if (is_name(smacs_text_before(text, first))) {
        const bool chain = is_term(smacs_text_after(smacs_text_before(text, last), first + (first < last ? 1 : 0)));
        return smacs_text_trimmed(smacs_text_after(text, (chain ? last : first) + 1)); /* "A = 4 * 6 = 24" */
    }
    return is_arithmetic(smacs_text_before(text, last)) ? smacs_text_trimmed(smacs_text_after(text, last + 1)) : text;
}

/* Reads a number, perhaps behind a word that does not change it: "in 1989". */
static bool read_number(smacs_text text, bool comma, char key[SMACS_NUMBER_KEY_MAX], smacs_mark *mark) {
    const size_t hence = smacs_words_begin(text, SMACS_WORDS_HENCE);
    const size_t lead = hence > 0 ? hence : smacs_words_begin(text, SMACS_WORDS_MOMENT_LEAD);
    if (smacs_answer_quantity(text, comma, key, mark)) {
        return true;
    }
    *mark = (smacs_mark){.size = 0};
    if (lead == 0 || !smacs_answer_quantity(smacs_text_trimmed(smacs_text_after(text, lead)), comma, key, mark)) {
        return false;
    }
    const smacs_unit_scale *scale =
        smacs_mark_has(mark, SMACS_MARK_UNIT) ? smacs_unit_scale_of(mark->names[SMACS_MARK_UNIT][0]) : NULL;
    if (hence > 0 && scale && smacs_text_is(smacs_text_of(scale->base), "s")) {
        smacs_mark_add(mark, SMACS_MARK_WAY, smacs_text_of("later"));
    }
    return true;
}

/* ---- words ---- */

/* Whether a word is written in lower case, with a capital first, or in capitals; "aBc" is a product. */
static bool is_plain_case(smacs_text word) {
    size_t capitals = 0;
    for (size_t i = 0; i < word.size; i++) {
        capitals += smacs_is_capital(word.data[i]);
    }
    return capitals == 0 || capitals == word.size || (capitals == 1 && smacs_is_capital(word.data[0]));
}

/* Whether `text` is words rather than mathematics: it has a word of three letters that is no function's name, or one
 * that is not ASCII, and no sign of a calculation. */
static bool is_words(smacs_text text) {
    size_t start = 0;
    bool words = false;
    for (size_t i = 0; i <= text.size; i++) {
        const char c = smacs_char_at(text, i);
        if (smacs_is_of(c, "\\=^_+*/<>|{}[]")) {
            return false;
        }
        if (i < text.size && (smacs_is_letter(c) || (unsigned char)c >= 0x80)) {
            words = words || (unsigned char)c >= 0x80;
            continue;
        }
        const smacs_text word = smacs_text_before(smacs_text_after(text, start), i - start);
        const bool function = smacs_words_is(word, SMACS_WORDS_FUNCTION);
        words = words || (word.size > 2 && !function && is_plain_case(word));
        start = i + 1;
    }
    return words;
}

/* Emoji and other signs that are no punctuation. */
static bool is_sign(uint32_t c) {
    return c >= 0x2190 && !(c >= 0x3000 && c < 0x3040) && !(c >= 0xFE30 && c < 0xFE70) && !(c >= 0xFF00 && c < 0xFF66);
}

/* Whether the character of `text` before place `from`, and the one at `to`, are such that a sign between them belongs to
 * a number: "50%", "$5", "16:47", "-5". */
static bool is_beside_number(smacs_text text, size_t from, size_t to) {
    const char before = from > 0 ? text.data[from - 1] : ' ', after = smacs_char_at(text, to), sign = text.data[from];
    const bool grade = smacs_is_capital(before) && !smacs_is_word_byte(after) &&
                       (from < 2 || !smacs_is_word_byte(text.data[from - 2])); /* "an A-" */
    if (smacs_is_of(sign, "+-")) {
        return grade || (sign == '-' && smacs_is_blank(before) && smacs_is_digit(after));
    }
    if (smacs_is_of(sign, ":/#$")) {
        return smacs_is_digit(after);
    }
    return (smacs_is_digit(before) || smacs_is_digit(after)) && (sign == '%' || to - from > 1);
}

/* Words as they are folded. */
typedef struct folder {
    const smacs_allocator *a;
    smacs_bytes *out, signs; /* signs: the emoji in a row, so far */
    smacs_mark *mark;
    bool apart;
} folder;

static void end_signs(folder *f) {
    smacs_mark_add(f->mark, SMACS_MARK_SIGN, (smacs_text){f->signs.data, f->signs.size});
    f->signs.size = 0;
}

static void put_folded(folder *f, const char *bytes, size_t size) {
    smacs_bytes_append(f->a, f->out, " ", f->apart && f->out->size > 0 ? 1 : 0);
    smacs_bytes_append(f->a, f->out, bytes, size);
    f->apart = false;
}

/* Appends letters and digits in lower case, with one space between words. Apostrophes and points within words are left
 * out. Signs of numbers are kept, and emoji become the mark. */
static void fold_words(folder *f, smacs_text text) {
    for (size_t at = 0; at < text.size;) {
        const size_t here = at;
        const uint32_t c = smacs_utf8_next(text.data, text.size, &at);
        const smacs_char kind = smacs_char_kind(c);
        const bool inner = smacs_is_of(text.data[here], ".'") && here > 0 && !smacs_is_blank(text.data[here - 1]) &&
                           at < text.size && !smacs_is_blank(text.data[at]);
        if (kind == SMACS_CHAR_MARK) {
            continue;
        }
        if (kind == SMACS_CHAR_SYMBOL && is_sign(c)) {
            smacs_bytes_append(f->a, &f->signs, text.data + here, at - here);
            f->apart = true;
            continue;
        }
        end_signs(f);
        if (kind == SMACS_CHAR_SYMBOL && is_beside_number(text, here, at)) {
            put_folded(f, text.data + here, at - here);
            continue;
        }
        if (kind == SMACS_CHAR_SPACE || kind == SMACS_CHAR_SYMBOL) {
            const bool decimal = inner && smacs_is_digit(text.data[here - 1]) && smacs_is_digit(text.data[at]);
            smacs_bytes_append(f->a, f->out, ".", decimal ? 1 : 0);
            f->apart = f->apart || !inner;
            continue;
        }
        char bytes[4];
        put_folded(f, bytes, smacs_utf8_put(smacs_fold(c), bytes));
    }
    end_signs(f);
}

/* Whether a text is a form that was not filled in: "___", "...", "??", "<number>". */
static bool is_form(smacs_text text) {
    const smacs_text rest = smacs_skip(text, "_.?- %$\"'");
    const bool tag = text.size > 2 && text.data[0] == '<' && text.data[text.size - 1] == '>' &&
                     !smacs_is_digit(text.data[1]); /* "<81>" was filled in */
    return (rest.size == 0 && !smacs_is_of(smacs_char_at(text, 0), "\"'")) || tag ||
           smacs_words_is(text, SMACS_WORDS_NOT_FILLED);
}

/* Appends words, without the "and" of a list: "red, yellow and blue". */
static void put_words(const smacs_allocator *a, smacs_bytes *out, smacs_text words, bool list) {
    for (bool first = true; words.size > 0; first = false) {
        const size_t end = smacs_text_find(words, " ");
        const smacs_text word = smacs_text_before(words, end);
        if (first || !list || end == words.size || !smacs_words_is(word, SMACS_WORDS_AND)) {
            smacs_bytes_append(a, out, " ", first ? 0 : 1);
            smacs_bytes_append(a, out, word.data, word.size);
        }
        words = smacs_text_after(words, end + 1);
    }
}

static void write_words(const smacs_allocator *a, smacs_bytes *out, smacs_text text, smacs_mark *mark) {
    smacs_bytes folded = {0};
    folder f = {.a = a, .out = &folded, .mark = mark};
    fold_words(&f, text);
    const smacs_text words = {folded.data, folded.size};
    const smacs_text key = smacs_text_after(words, smacs_words_begin(words, SMACS_WORDS_ARTICLE));
    if (folded.size == 0 && smacs_mark_has(mark, SMACS_MARK_SIGN)) {
        *mark = (smacs_mark){.size = 0};
        smacs_bytes_append(a, out, text.data, text.size);
    } else if (smacs_words_begin(words, SMACS_WORDS_REFUSAL) == 0 && !smacs_words_is(words, SMACS_WORDS_PLACEHOLDER)) {
        put_words(a, out, key, smacs_text_find(text, ",") < text.size);
    }
    out->failed = out->failed || folded.failed || f.signs.failed;
    smacs_bytes_free(a, &folded);
    smacs_bytes_free(a, &f.signs);
}

/* "yes" or "no"; NULL: neither. */
static const char *boolean_of(smacs_text text, smacs_text question) {
    if (smacs_text_is(text, "NO") && smacs_asks_for(question, SMACS_WORDS_FORMULA)) {
        return NULL; /* nitric oxide */
    }
    char folded[FOLDED_MAX];
    const smacs_text word = {folded, smacs_fold_text(text, folded, sizeof folded)};
    return smacs_words_is(word, SMACS_WORDS_YES) ? "yes" : smacs_words_is(word, SMACS_WORDS_NO) ? "no" : NULL;
}

/* ---- the key ---- */

static void write_choice(const smacs_allocator *a, smacs_bytes *out, smacs_text text, uint32_t options) {
    size_t at = 0;
    const char letter = smacs_answer_letter(text, options, &at);
    if (letter) {
        smacs_bytes_append(a, out, &letter, 1);
    }
}

/* An acronym without its points: "U.S.A" is "USA". Returns `text` where it is none. */
static smacs_text undotted(smacs_text text, char out[ACRONYM_MAX]) {
    size_t size = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (i % 2 == 0 ? !smacs_is_capital(text.data[i]) : text.data[i] != '.') {
            return text;
        }
        if (i % 2 == 0 && size < ACRONYM_MAX) {
            out[size++] = text.data[i];
        }
    }
    return size > 1 && text.size < 2 * (size_t)ACRONYM_MAX ? (smacs_text){out, size} : text;
}

/* A key as it is written. */
typedef struct writer {
    const smacs_allocator *a;
    smacs_bytes *out;
    smacs_mark mark;
    smacs_answer_form form;
} writer;

/* Writes "H_2O" as "H2O": signs of elements, with figures below them. */
static void raise_figures(smacs_bytes *out) {
    size_t to = 0;
    if (out->size == 0 || !smacs_is_capital(out->data[0])) {
        return;
    }
    for (size_t i = 0; i < out->size; i++) {
        const char c = out->data[i], before = i > 0 ? out->data[i - 1] : 0;
        const bool small = c >= 'a' && c <= 'z' && smacs_is_capital(before);
        const bool figure = smacs_is_digit(c) && (smacs_is_word_byte(before) || smacs_is_of(before, "_)"));
        if (!smacs_is_capital(c) && !small && !figure && !smacs_is_of(c, "_()")) {
            return;
        }
    }
    for (size_t i = 0; i < out->size; i++) {
        out->data[to] = out->data[i];
        to += out->data[i] == '_' ? 0 : 1;
    }
    out->size = to;
}

static smacs_answer_kind write_expression(writer *w, smacs_text text) {
    smacs_answer_expression(w->a, w->out, smacs_text_before(text, smacs_answer_unit_tail(text, &w->mark)));
    raise_figures(w->out);
    for (size_t i = 1; i + 7 <= w->out->size; i++) { /* square brackets around a matrix say what round ones do */
        if (memcmp(w->out->data + i - 1, "{bmatrix", 8) == 0) {
            w->out->data[i] = 'p';
        }
    }
    return SMACS_ANSWER_EXPRESSION;
}

/* Bytes of a number in figures or words at the start of `text`; 0: there is none. */
static size_t read_any_number(smacs_text text, char key[SMACS_NUMBER_KEY_MAX]) {
    const size_t size = smacs_answer_number(text, key);
    return size > 0 ? size : smacs_answer_number_word(text, key);
}

/* Writes two numbers in words between which `joint` stands with a sign between them: "1 in 6", "2 to 3". */
static bool write_pair(writer *w, smacs_text text, const char *joint, char sign) {
    char first[SMACS_NUMBER_KEY_MAX], second[SMACS_NUMBER_KEY_MAX];
    const size_t size = read_any_number(text, first);
    const smacs_text rest = smacs_text_after(text, size), behind = smacs_text_after(rest, strlen(joint));
    if (size == 0 || !smacs_text_begins(rest, joint) || read_any_number(behind, second) != behind.size) {
        return false;
    }
    smacs_bytes_append(w->a, w->out, first, strlen(first));
    smacs_bytes_append(w->a, w->out, &sign, 1);
    smacs_bytes_append(w->a, w->out, second, strlen(second));
    return true;
}

/* Writes "1 in 6" and "one out of six" as 1/6. */
static bool write_chance(writer *w, smacs_text text) {
    char number[SMACS_NUMBER_KEY_MAX];
    if (!write_pair(w, text, " in ", '/') && !write_pair(w, text, " out of ", '/')) {
        return false;
    }
    if (smacs_answer_number((smacs_text){w->out->data, w->out->size}, number) == w->out->size) {
        w->out->size = 0;
        smacs_bytes_append(w->a, w->out, number, strlen(number));
    }
    return true;
}

/* Writes "+-3", the spelling of two numbers in one, as both: "3,-3". */
static bool write_both_signs(writer *w, smacs_text text) {
    static const char sign[] = "pm";
    char number[SMACS_NUMBER_KEY_MAX];
    const smacs_text rest = smacs_skip(smacs_text_after(text, sizeof sign - 1), " \\");
    if (!smacs_text_begins(text, sign) || !smacs_is_digit(smacs_char_at(rest, 0)) ||
        smacs_answer_number(rest, number) != rest.size) {
        return false;
    }
    smacs_bytes_append(w->a, w->out, number, strlen(number));
    smacs_bytes_append(w->a, w->out, ",-", 2);
    smacs_bytes_append(w->a, w->out, number, strlen(number));
    return true;
}

/* Whether an expression may be a number that a comma parts. Only then the language matters. */
static bool has_comma(smacs_text text) {
    return memchr(text.data, ',', text.size) || memchr(text.data, '.', text.size);
}

static smacs_answer_kind write_plain(writer *w, smacs_text text) {
    char number[SMACS_NUMBER_KEY_MAX], moment[SMACS_MOMENT_KEY_MAX], acronym[ACRONYM_MAX];
    text = undotted(text, acronym);
    const char *boolean = boolean_of(text, w->form.question);
    const bool quoted = smacs_is_of(smacs_char_at(text, 0), "{[(") &&
                        (memchr(text.data, '\'', text.size) || memchr(text.data, '"', text.size));
    if (boolean) {
        smacs_bytes_append(w->a, w->out, boolean, strlen(boolean));
        return SMACS_ANSWER_BOOLEAN;
    }
    if (smacs_answer_moment(text, moment, &w->mark)) {
        smacs_bytes_append(w->a, w->out, moment, strlen(moment));
        return SMACS_ANSWER_EXPRESSION;
    }
    w->mark = (smacs_mark){.size = 0};
    if (memchr(text.data ? text.data : "", '.', text.size) && smacs_asks_for(w->form.question, SMACS_WORDS_VERSION)) {
        write_words(w->a, w->out, smacs_skip(text, "vV"), &w->mark); /* 3.10 is not 3.1 */
        return SMACS_ANSWER_TEXT;
    }
    if (smacs_asks_for(w->form.question, SMACS_WORDS_CHANCE) && write_chance(w, text)) {
        return SMACS_ANSWER_NUMBER;
    }
    if (write_both_signs(w, text) ||
        (smacs_asks_for(w->form.question, SMACS_WORDS_RATIO) && write_pair(w, text, " to ", ':'))) {
        return SMACS_ANSWER_EXPRESSION;
    }
    if (read_number(text, text.size > 0 && has_comma(text) && smacs_words_comma(w->form.question), number, &w->mark)) {
        smacs_bytes_append(w->a, w->out, number, strlen(number));
        return SMACS_ANSWER_NUMBER;
    }
    w->mark = (smacs_mark){.size = 0};
    if (is_words(text)) {
        write_words(w->a, w->out, text, &w->mark);
        smacs_answer_shorten(w->a, w->form.question, w->out);
        if (smacs_asks_person(w->form.question) && smacs_is_person(text)) {
            smacs_mark_add(&w->mark, SMACS_MARK_NAME, smacs_text_of("person"));
        }
        return SMACS_ANSWER_TEXT;
    }
    if (quoted) {
        smacs_answer_structure(w->a, w->out, text);
        return SMACS_ANSWER_LITERAL;
    }
    return write_expression(w, text);
}

/* Adds the code that stands among words to their mark as it is spelt, since a key has neither its case nor its blanks:
 * between back-ticks, a sign in quotes or at the end, "-v". */
static void mark_codes(smacs_mark *mark, smacs_text text) {
    for (size_t at = 0, end = 0; at < text.size; at = smacs_skip_blanks(text, end)) {
        const size_t ticks = text.data[at] == '`' ? smacs_quoted_end(text, at) : 0;
        for (end = at + 1; end < text.size && !smacs_is_blank(text.data[end]) && text.data[end] != '`'; end++) {
        }
        end = ticks > 0 ? ticks : end;
        smacs_text word = smacs_text_after(smacs_text_before(text, end), at);
        const smacs_text sign = smacs_quoted_sign(word);
        while (word.size > 0 && ticks == 0 && smacs_is_of(word.data[word.size - 1], ".,;:")) {
            word.size--;
        }
        const bool last = at > 0 && end == text.size && word.size > 0 && smacs_skip(word, "*&#@%~$^|").size == 0;
        if (ticks > 0) { /* word by word, as they may stand without ticks elsewhere: "ls -a" */
            smacs_text rest = smacs_text_after(smacs_text_before(word, word.size - 1), 1);
            while (rest.size > 0) {
                const size_t size = smacs_text_find(rest, " ");
                smacs_mark_add_name(mark, SMACS_MARK_SIGN, smacs_text_before(rest, size));
                rest = smacs_skip(smacs_text_after(rest, size), " ");
            }
        } else if (sign.data || last || smacs_is_code(word)) {
            smacs_mark_add_name(mark, SMACS_MARK_SIGN, sign.data ? sign : word);
        }
    }
}

/* Appends a text without marks of bold between the values of a list: "x = 3** and **x = 4". */
static void put_bare(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    for (size_t at = 0; at < text.size;) {
        const bool two = at > 0 && at + 2 < text.size && smacs_text_begins(smacs_text_after(text, at), "**");
        const bool mark = two && smacs_is_of(text.data[at + 2], " ,") != (text.data[at - 1] == ' ');
        smacs_bytes_append(a, out, text.data + at, mark ? 0 : 1);
        at += mark ? 2 : 1;
    }
}

static smacs_answer_kind write_key(writer *w, smacs_text text) {
    const smacs_text plain = unwrapped(text), sign = smacs_quoted_sign(text);
    smacs_bytes spelt = {0};
    if (w->form.options > 0) {
        write_choice(w->a, w->out, text, w->form.options);
        return SMACS_ANSWER_CHOICE;
    }
    if (w->form.literal) {
        if (text.size > 0 &&
            (plain.size == 0 || (smacs_skip(plain, "?").size > 0 && smacs_skip(plain, "_").size > 0))) {
            smacs_answer_literal(w->a, w->out, text);
        }
        return SMACS_ANSWER_LITERAL;
    }
    const smacs_text pattern = sign.data ? sign : smacs_answer_pattern(text, w->form.question);
    if (pattern.data) {
        smacs_bytes_append(w->a, w->out, pattern.data, pattern.size);
        return SMACS_ANSWER_EXPRESSION;
    }
    smacs_bytes bare = {0};
    put_bare(w->a, &bare, exact(unstruck(plain)));
    smacs_answer_spell(w->a, &spelt, (smacs_text){bare.data, bare.size});
    spelt.failed = spelt.failed || bare.failed;
    smacs_bytes_free(w->a, &bare);
    const bool roots = smacs_drop_names(&spelt);
    const smacs_text value = value_of(without_lead(unwrapped((smacs_text){spelt.data, spelt.size})));
    const smacs_answer_kind kind = is_form(value) ? SMACS_ANSWER_TEXT : write_plain(w, without_lead(value));
    w->out->failed = w->out->failed || spelt.failed;
    smacs_bytes_free(w->a, &spelt);
    if (kind == SMACS_ANSWER_TEXT || kind == SMACS_ANSWER_EXPRESSION) {
        mark_codes(&w->mark, text);
    }
    if (roots && kind == SMACS_ANSWER_EXPRESSION) {
        smacs_mark_add(&w->mark, SMACS_MARK_NAME, smacs_text_of("roots"));
    }
    return kind;
}

smacs_status smacs_answer_key(const smacs_allocator *a, smacs_text text, smacs_answer_form form, smacs_answer *out) {
    smacs_bytes key = {0}, mark = {0};
    writer w = {.a = a, .out = &key, .form = form};
    if (text.size > (form.literal ? SMACS_LITERAL_MAX : SMACS_ANSWER_MAX)) {
        return SMACS_OK;
    }
    const smacs_answer_kind kind = write_key(&w, text);
    smacs_mark_write(a, &mark, &w.mark);
    if (key.failed || mark.failed || key.size == 0) {
        const bool failed = key.failed || mark.failed;
        smacs_bytes_free(a, &key);
        smacs_bytes_free(a, &mark);
        return failed ? SMACS_E_MEMORY : SMACS_OK;
    }
    out->kind = kind;
    out->key = (smacs_text){key.data, key.size};
    out->mark = (smacs_text){mark.data, mark.size};
    return SMACS_OK;
}
