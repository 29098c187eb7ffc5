/* The kind of an answer is decided in this order: the letter of an option, where there are options; a program's output,
 * where that is asked for; yes or no; a number, with its unit; words; a list or mapping with quotes in it;
 * mathematics. */
#include "answer/key.h"
#include "answer/letter.h"
#include "answer/literal.h"
#include "answer/math.h"
#include "answer/number.h"
#include "answer/scan.h"
#include "answer/words.h"
#include "base/characters.h"
#include "base/utf8.h"

/* ---- wrappers ---- */

static const struct {
    const char *open, *close;
} wrappers[] = {{"$$", "$$"},       {"$", "$"},         {"\\(", "\\)"},
                {"\\[", "\\]"},     {"**", "**"},       {"__", "__"},
                {"*", "*"},         {"```", "```"},     {"`", "`"},
                {"\\\"", "\\\""},   {"\\boxed{", "}"},  {"\\text{", "}"},
                {"\\mathrm{", "}"}, {"\\textbf{", "}"}, {"\\mathbf{", "}"},
                {"\"", "\""},       {"'", "'"},         {"\xE2\x80\x9C", "\xE2\x80\x9D"}};

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
        if (braces ? is_balanced(inner) : smacs_text_find(inner, wrappers[i].close) == inner.size) {
            *text = smacs_text_trimmed(inner);
            return true;
        }
    }
    return false;
}

/* Strips one mark that belongs to no answer: "#" of headings, the end of a sentence, half of a pair of quotes or bold
 * marks. False where there is none. */
static bool strip_marks(smacs_text *text) {
    const size_t size = text->size;
    const smacs_text start = smacs_skip(*text, "# ");
    *text = text->data && start.size < size && text->data[0] == '#' ? start : *text;
    if (text->size > 1) {
        const char last = text->data[text->size - 1];
        const bool half = smacs_is_of(last, "\"`*$") && !memchr(text->data, last, text->size - 1);
        if (half || smacs_is_of(last, ".,;:!") || smacs_text_is(smacs_text_after(*text, text->size - 2), "**")) {
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
    const size_t size = smacs_words_begin(text, SMACS_WORDS_ABOUT);
    return size > 0 ? smacs_text_trimmed(smacs_text_after(text, size)) : text;
}

/* Whether a word behind a number is a unit. Single letters are mostly variables; "17 is prime" is a sentence. */
static bool is_unit_word(smacs_text word, bool apart) {
    return !smacs_words_is(word, SMACS_WORDS_NO_UNIT) &&
           (word.size > 1 || word.data[0] == 'g' || (apart && !smacs_is_of(word.data[0], "abceiknpqrtxyzABCXYZ")));
}

/* Whether `text` may follow a number without changing it: "dollars", "km/h", "square units", "cm^2", "%". */
static bool is_unit(smacs_text text) {
    bool apart = smacs_char_at(text, 0) == ' ';
    if (text.size > 48) {
        return false;
    }
    for (size_t i = 0; i < text.size;) {
        size_t end = i;
        while (smacs_is_letter(smacs_char_at(text, end))) {
            end++;
        }
        if (end > i && !is_unit_word(smacs_text_before(smacs_text_after(text, i), end - i), apart)) {
            return false;
        }
        if (end == i) {
            const bool power = text.data[i] == '^' && i > 0 && smacs_is_of(smacs_char_at(text, i + 1), "23");
            if (!power && !smacs_is_of(text.data[i], " %$/.-")) {
                return false;
            }
            end += power ? 2 : 1;
        }
        apart = true;
        i = end;
    }
    return true;
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

/* Whether a text only calculates: "12 + 3 * 4". */
static bool is_arithmetic(smacs_text text) {
    for (size_t i = 0; i < text.size; i++) {
        if (!smacs_is_digit(text.data[i]) && !smacs_is_of(text.data[i], " +-*/.,^()=$")) {
            return false;
        }
    }
    return true;
}

/* What stands behind "x =", or behind the last "=" of a calculation; else all of `text`. */
static smacs_text value_of(smacs_text text) {
    const size_t first = smacs_text_find(text, "=");
    if (first == text.size || (first > 0 && smacs_is_of(text.data[first - 1], "<>!"))) {
        return text;
    }
    if (is_name(smacs_text_before(text, first))) {
        return smacs_text_trimmed(smacs_text_after(text, first + 1));
    }
    const size_t last = smacs_text_find_last_folded(text, "=");
    return is_arithmetic(smacs_text_before(text, last)) ? smacs_text_trimmed(smacs_text_after(text, last + 1)) : text;
}

static bool has_capital(smacs_text text) {
    for (size_t i = 0; i < text.size; i++) {
        if (smacs_is_capital(text.data[i])) {
            return true;
        }
    }
    return false;
}

static bool read_number(smacs_text text, char key[SMACS_NUMBER_KEY_MAX]) {
    const bool brackets = text.size > 2 && text.data[0] == '(' && text.data[text.size - 1] == ')';
    const smacs_text value = brackets ? smacs_text_before(smacs_text_after(text, 1), text.size - 2) : text;
    const size_t digits = smacs_answer_number(value, key),
                 size = digits ? digits : smacs_answer_number_word(value, key);
    const smacs_text unit = smacs_text_after(value, size);
    return size > 0 && is_unit(unit) && (digits > 0 || !has_capital(unit)); /* "Seven Samurai" */
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

/* Appends letters and digits in lower case, with one space between words. Apostrophes and points within words are left
 * out. */
static void fold_words(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    bool apart = false;
    for (size_t at = 0; at < text.size;) {
        const size_t here = at;
        const uint32_t c = smacs_utf8_next(text.data, text.size, &at);
        const smacs_char kind = smacs_char_kind(c);
        const bool inner = smacs_is_of(text.data[here], ".'") && here > 0 && !smacs_is_blank(text.data[here - 1]) &&
                           at < text.size && !smacs_is_blank(text.data[at]);
        if (kind == SMACS_CHAR_MARK) {
            continue;
        }
        if (kind == SMACS_CHAR_SPACE || kind == SMACS_CHAR_SYMBOL) {
            const bool decimal = inner && smacs_is_digit(text.data[here - 1]) && smacs_is_digit(text.data[at]);
            smacs_bytes_append(a, out, ".", decimal ? 1 : 0);
            apart = apart || !inner;
            continue;
        }
        smacs_bytes_append(a, out, " ", apart && out->size > 0 ? 1 : 0);
        char bytes[4];
        smacs_bytes_append(a, out, bytes, smacs_utf8_put(smacs_fold(c), bytes));
        apart = false;
    }
}

/* Whether a text is a form that was not filled in: "___", "...", "??", "<number>". */
static bool is_form(smacs_text text) {
    const smacs_text rest = smacs_skip(text, "_.?- %$\"'");
    const bool tag = text.size > 2 && text.data[0] == '<' && text.data[text.size - 1] == '>';
    return (rest.size == 0 && !smacs_is_of(smacs_char_at(text, 0), "\"'")) || tag ||
           smacs_words_is(text, SMACS_WORDS_NOT_FILLED);
}

static void write_words(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    smacs_bytes folded = {0};
    fold_words(a, &folded, text);
    const smacs_text words = {folded.data, folded.size};
    const smacs_text key = smacs_text_after(words, smacs_words_begin(words, SMACS_WORDS_ARTICLE));
    if (smacs_words_begin(words, SMACS_WORDS_REFUSAL) == 0 && !smacs_words_is(words, SMACS_WORDS_PLACEHOLDER)) {
        smacs_bytes_append(a, out, key.data, key.size);
    }
    out->failed = out->failed || folded.failed;
    smacs_bytes_free(a, &folded);
}

/* "yes" or "no"; NULL: neither. */
static const char *boolean_of(smacs_text text) {
    return smacs_words_is(text, SMACS_WORDS_YES) ? "yes" : smacs_words_is(text, SMACS_WORDS_NO) ? "no" : NULL;
}

/* ---- the key ---- */

static void write_choice(const smacs_allocator *a, smacs_bytes *out, smacs_text text, uint32_t options) {
    size_t at = 0;
    const char letter = smacs_answer_letter(text, options, &at);
    if (letter) {
        smacs_bytes_append(a, out, &letter, 1);
    }
}

static smacs_answer_kind write_plain(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    char number[SMACS_NUMBER_KEY_MAX];
    const char *boolean = boolean_of(text);
    const bool quoted = smacs_is_of(smacs_char_at(text, 0), "{[(") &&
                        (memchr(text.data, '\'', text.size) || memchr(text.data, '"', text.size));
    if (boolean) {
        smacs_bytes_append(a, out, boolean, strlen(boolean));
        return SMACS_ANSWER_BOOLEAN;
    }
    if (read_number(text, number)) {
        smacs_bytes_append(a, out, number, strlen(number));
        return SMACS_ANSWER_NUMBER;
    }
    if (is_words(text)) {
        write_words(a, out, text);
        return SMACS_ANSWER_TEXT;
    }
    if (quoted) {
        smacs_answer_structure(a, out, text);
        return SMACS_ANSWER_LITERAL;
    }
    smacs_answer_expression(a, out, text);
    return SMACS_ANSWER_EXPRESSION;
}

static smacs_answer_kind write_key(const smacs_allocator *a, smacs_bytes *out, smacs_text text,
                                   smacs_answer_form form) {
    const smacs_text plain = unwrapped(text);
    smacs_bytes spelt = {0};
    if (form.options > 0) {
        write_choice(a, out, text, form.options);
        return SMACS_ANSWER_CHOICE;
    }
    if (form.literal) {
        if (text.size > 0 &&
            (plain.size == 0 || (smacs_skip(plain, "?").size > 0 && smacs_skip(plain, "_").size > 0))) {
            smacs_answer_literal(a, out, text);
        }
        return SMACS_ANSWER_LITERAL;
    }
    smacs_answer_spell(a, &spelt, plain);
    const smacs_text value = value_of(without_lead(unwrapped((smacs_text){spelt.data, spelt.size})));
    const smacs_answer_kind kind = is_form(value) ? SMACS_ANSWER_TEXT : write_plain(a, out, without_lead(value));
    out->failed = out->failed || spelt.failed;
    smacs_bytes_free(a, &spelt);
    return kind;
}

smacs_status smacs_answer_key(const smacs_allocator *a, smacs_text text, smacs_answer_form form, smacs_answer *out) {
    smacs_bytes key = {0};
    if (text.size > (form.literal ? SMACS_LITERAL_MAX : SMACS_ANSWER_MAX)) {
        return SMACS_OK;
    }
    const smacs_answer_kind kind = write_key(a, &key, text, form);
    if (key.failed || key.size == 0) {
        const bool failed = key.failed;
        smacs_bytes_free(a, &key);
        return failed ? SMACS_E_MEMORY : SMACS_OK;
    }
    out->kind = kind;
    out->key = (smacs_text){key.data, key.size};
    return SMACS_OK;
}
