/* Keys: one spelling for answers that mean the same. In order: an option's letter, where there are options; yes or no; a
 * number, with what may stand around it; mathematics; plain words; anything else as it stands. Answers of programs are
 * compared to the letter, but for the kind of quotes and the spaces between tokens. */
#include "base/text.h"
#include "posterior/answer.h"
#include <string.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* ---- wrappers ---- */

static const struct {
    const char *open, *close;
} wrappers[] = {{"$$", "$$"},       {"$", "$"},   {"\\(", "\\)"},    {"\\[", "\\]"},   {"**", "**"},
                {"__", "__"},       {"`", "`"},   {"\\boxed{", "}"}, {"\\text{", "}"}, {"\\mathrm{", "}"},
                {"\\textbf{", "}"}, {"\"", "\""}, {"'", "'"}};

/* Whether the braces of `text` close no more than they opened at any place. */
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
        if (inner.size > 0 && (braces ? is_balanced(inner) : smacs_text_find(inner, wrappers[i].close) == inner.size)) {
            *text = smacs_text_trimmed(inner);
            return true;
        }
    }
    return false;
}

static smacs_text unwrapped(smacs_text text) {
    text = smacs_text_trimmed(text);
    for (bool again = true; again;) {
        again = unwrap_once(&text);
        while (text.size > 1 && strchr(".,;:", text.data[text.size - 1])) {
            text = smacs_text_trimmed(smacs_text_before(text, text.size - 1));
            again = true;
        }
    }
    return text;
}

/* ---- mathematics ---- */

/* LaTeX and Unicode, and what stands for it. Longer words first where one begins another. */
static const struct {
    const char *from, *to;
} spellings[] = {{"\\left", ""},
                 {"\\right", ""},
                 {"\\displaystyle", ""},
                 {"\\dfrac", "\\frac"},
                 {"\\tfrac", "\\frac"},
                 {"\\cfrac", "\\frac"},
                 {"\\!", ""},
                 {"\\,", " "},
                 {"\\;", " "},
                 {"\\:", " "},
                 {"\\quad", " "},
                 {"\\ ", " "},
                 {"~", " "},
                 {"\\%", "%"},
                 {"\\$", "$"},
                 {"\\cdot", "*"},
                 {"\\times", "*"},
                 {"\xC3\x97", "*"},
                 {"\xC2\xB7", "*"},
                 {"^\\circ", " degrees"},
                 {"^{\\circ}", " degrees"},
                 {"\xC2\xB0", " degrees"},
                 {"\\pi", "pi"},
                 {"\xCF\x80", "pi"},
                 {"\\sqrt", "sqrt"},
                 {"\xE2\x88\x9A", "sqrt"},
                 {"\\infty", "inf"},
                 {"\xE2\x88\x9E", "inf"},
                 {"\xE2\x88\x92", "-"},
                 {"\xE2\x80\x93", "-"},
                 {"\\{", "{"},
                 {"\\}", "}"},
                 {"\xC2\xB2", "^2"},
                 {"\xC2\xB3", "^3"},
                 {"\\le ", "<="},
                 {"\\leq", "<="},
                 {"\\ge ", ">="},
                 {"\\geq", ">="},
                 {"\xE2\x89\xA4", "<="},
                 {"\xE2\x89\xA5", ">="},
                 {"\\ldots", "..."},
                 {"\\dots", "..."},
                 {"\xE2\x82\xAC", "$"},
                 {"\xC2\xA3", "$"}};

/* Commands whose argument is plain text: the braces go with them. */
static const char *const text_commands[] = {"\\text{",   "\\mathrm{", "\\mbox{",
                                            "\\textbf{", "\\mathbf{", "\\operatorname{"};

static void append(const smacs_allocator *a, smacs_bytes *out, const char *text) {
    smacs_bytes_append(a, out, text, strlen(text));
}

/* Bytes of a spelling at the start of `text`, which is written another way; 0: none. */
static size_t respell(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        if (smacs_text_begins(text, spellings[i].from)) {
            append(a, out, spellings[i].to);
            return strlen(spellings[i].from);
        }
    }
    return 0;
}

static size_t text_command(smacs_text text) {
    for (size_t i = 0; i < sizeof text_commands / sizeof *text_commands; i++) {
        if (smacs_text_begins(text, text_commands[i])) {
            return strlen(text_commands[i]);
        }
    }
    return 0;
}

/* `text` in plain spelling. */
static void spell_plainly(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    size_t unmatched = 0; /* closing braces whose opening went with a command */
    size_t depth = 0;
    for (size_t i = 0; i < text.size;) {
        const smacs_text rest = smacs_text_after(text, i);
        const bool special = (unsigned char)rest.data[0] >= 0x80 || strchr("\\~^", rest.data[0]);
        const size_t command = special ? text_command(rest) : 0;
        const size_t size = command > 0 || !special ? 0 : respell(a, out, rest);
        if (command > 0) {
            append(a, out, " ");
            unmatched++;
            depth = 0;
        } else if (unmatched > 0 && rest.data[0] == '}' && depth == 0) {
            unmatched--;
        } else if (size == 0) {
            depth += rest.data[0] == '{' ? 1 : 0;
            depth -= rest.data[0] == '}' && depth > 0 ? 1 : 0;
            smacs_bytes_append(a, out, rest.data, 1);
        }
        i += command > 0 ? command : size > 0 ? size : 1;
    }
}

/* Without spaces; braces and brackets around one letter or around digits alone go too, as does a * that is understood. */
static void close_up(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    for (size_t i = 0; i < text.size; i++) {
        const char c = text.data[i];
        if ((unsigned char)c <= ' ' || c == '$' || (c == '*' && i + 1 < text.size && !is_digit(text.data[i + 1]))) {
            continue;
        }
        size_t end = i + 1;
        while (end < text.size && is_digit(text.data[end])) {
            end++;
        }
        end = end == i + 1 && end < text.size && is_letter(text.data[end]) ? end + 1 : end;
        const bool pair =
            (c == '{' || c == '(') && end > i + 1 && end < text.size && text.data[end] == (c == '{' ? '}' : ')');
        if (pair) {
            smacs_bytes_append(a, out, text.data + i + 1, end - i - 1);
            i = end;
        } else {
            smacs_bytes_append(a, out, &c, 1);
        }
    }
}

/* ---- numbers ---- */

/* Letters that are variables rather than units when they stand alone. */
static bool is_unit_word(smacs_text word, bool apart) {
    static const char *const names[] = {"pi", "sqrt", "sin", "cos", "tan", "log",
                                        "ln", "inf",  "or",  "and", "to",  "mod"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (smacs_text_is(word, names[i])) {
            return false;
        }
    }
    return word.size > 1 || word.data[0] == 'g' || (apart && !strchr("abceiknpqrtxyzABCXYZ", word.data[0]));
}

/* "dollars", "km/h", "square units", "cm^2", "%": what may follow a number without changing it. */
static bool is_unit(smacs_text text) {
    bool apart = text.size > 0 && text.data[0] == ' ';
    if (text.size > 48) {
        return false;
    }
    for (size_t i = 0; i < text.size;) {
        size_t end = i;
        while (end < text.size && is_letter(text.data[end])) {
            end++;
        }
        if (end > i && !is_unit_word(smacs_text_before(smacs_text_after(text, i), end - i), apart)) {
            return false;
        }
        if (end == i) {
            const bool power = text.data[i] == '^' && end > 0 && i + 1 < text.size && strchr("23", text.data[i + 1]);
            if (!power && !strchr(" %$/.-", text.data[i])) {
                return false;
            }
            end += power ? 2 : 1;
        }
        apart = true;
        i = end;
    }
    return true;
}

/* Whether a text names something ("x", "f(x)", "the sum"), or only calculates ("12 + 3 * 4"). */
static bool is_name(smacs_text text) {
    for (size_t i = 0; i < text.size; i++) {
        if (!is_letter(text.data[i]) && !strchr(" _()", text.data[i])) {
            return false;
        }
    }
    return text.size <= 12;
}

static bool is_arithmetic(smacs_text text) {
    for (size_t i = 0; i < text.size; i++) {
        if (!is_digit(text.data[i]) && !strchr(" +-*/.,^()=$", text.data[i])) {
            return false;
        }
    }
    return true;
}

/* What stands behind "x =", or behind the last "=" of a calculation. */
static smacs_text value_of(smacs_text text) {
    const size_t first = smacs_text_find(text, "="), last = smacs_text_find_last_folded(text, "=");
    if (first == text.size) {
        return text;
    }
    if (is_name(smacs_text_before(text, first))) {
        return value_of(smacs_text_trimmed(smacs_text_after(text, first + 1)));
    }
    return is_arithmetic(smacs_text_before(text, last)) ? smacs_text_trimmed(smacs_text_after(text, last + 1)) : text;
}

static bool read_number(smacs_text text, char key[SMACS_NUMBER_KEY_MAX]) {
    const size_t size = smacs_answer_number(text, key);
    return size > 0 && is_unit(smacs_text_after(text, size));
}

/* ---- words ---- */

static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/* Words of letters, each in lower case, with a capital, or in capitals, with single spaces between. */
static bool is_plain_words(smacs_text text) {
    size_t start = 0, capitals = 0;
    for (size_t i = 0; i <= text.size; i++) {
        if (i < text.size && is_letter(text.data[i])) {
            capitals += is_capital(text.data[i]);
            continue;
        }
        const size_t size = i - start;
        if (size == 0 || !(capitals == 0 || capitals == size || (capitals == 1 && is_capital(text.data[start]))) ||
            (i < text.size && text.data[i] != ' ')) {
            return false;
        }
        start = i + 1;
        capitals = 0;
    }
    return true;
}

static void fold(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    static const char *const articles[] = {"the ", "a ", "an "};
    for (size_t i = 0; i < 3; i++) {
        if (smacs_text_begins_folded(text, articles[i])) {
            text = smacs_text_after(text, strlen(articles[i]));
            break;
        }
    }
    for (size_t i = 0; i < text.size; i++) {
        const char c = is_capital(text.data[i]) ? (char)(text.data[i] - 'A' + 'a') : text.data[i];
        smacs_bytes_append(a, out, &c, 1);
    }
}

static const char *boolean_of(smacs_text text) {
    static const char *const words[][2] = {{"yes", "yes"}, {"true", "yes"}, {"no", "no"}, {"false", "no"}};
    for (size_t i = 0; i < 4; i++) {
        if (text.size == strlen(words[i][0]) && smacs_text_begins_folded(text, words[i][0])) {
            return words[i][1];
        }
    }
    return NULL;
}

/* ---- literals ---- */

/* The end of the quoted text that begins at `at`, behind its closing quote; 0: it does not close. */
static size_t end_of_quoted(smacs_text text, size_t at) {
    const char quote = text.data[at];
    for (size_t i = at + 1; i < text.size; i++) {
        if (text.data[i] == '\\') {
            i++;
        } else if (text.data[i] == quote) {
            return i + 1;
        }
    }
    return 0;
}

/* The content of a text, escapes of line ends and quotes read: whether a model wrote them out says nothing. */
static void write_content(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    for (size_t i = 0; i < text.size; i++) {
        const char *known = text.data[i] == '\\' && i + 1 < text.size ? strchr("nt'\"", text.data[i + 1]) : NULL;
        const char c = !known || !*known ? text.data[i] : *known == 'n' ? '\n' : *known == 't' ? '\t' : *known;
        smacs_bytes_append(a, out, &c, 1);
        i += known && *known ? 1 : 0;
    }
}

/* Structures with one kind of quotes and without spaces between tokens. */
static void write_structure(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    for (size_t i = 0; i < text.size;) {
        const bool quoted = text.data[i] == '"' || text.data[i] == '\'';
        const size_t end = quoted ? end_of_quoted(text, i) : 0;
        if (end > 0) {
            append(a, out, "'");
            write_content(a, out, smacs_text_before(smacs_text_after(text, i + 1), end - i - 2));
            append(a, out, "'");
        } else if ((unsigned char)text.data[i] > ' ') {
            smacs_bytes_append(a, out, text.data + i, 1);
        }
        i = end > 0 ? end : i + 1;
    }
}

/* A quoted text is the same as its content; spaces in bare texts count. */
static void write_literal(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    const smacs_text inner = smacs_text_trimmed(text);
    const bool quoted =
        inner.size > 1 && (inner.data[0] == '"' || inner.data[0] == '\'') && end_of_quoted(inner, 0) == inner.size;
    if (quoted) {
        write_content(a, out, smacs_text_before(smacs_text_after(inner, 1), inner.size - 2));
    } else if (inner.size > 0 && strchr("[({", inner.data[0])) {
        write_structure(a, out, inner);
    } else {
        write_content(a, out, text);
    }
}

/* ---- the key ---- */

static void write_choice(const smacs_allocator *a, smacs_bytes *out, smacs_text text, uint32_t options) {
    while (text.size > 0 && strchr("([ ", text.data[0])) {
        text = smacs_text_after(text, 1);
    }
    const char letter = text.size > 0 ? text.data[0] : 0;
    const char upper = letter >= 'a' && letter <= 'z' ? (char)(letter - 'a' + 'A') : letter;
    if (upper >= 'A' && upper < (char)('A' + options) && (text.size == 1 || strchr(")]. :,", text.data[1]))) {
        smacs_bytes_append(a, out, &upper, 1);
    }
}

static smacs_answer_kind write_plain(const smacs_allocator *a, smacs_bytes *out, smacs_text text) {
    char number[SMACS_NUMBER_KEY_MAX];
    smacs_bytes spelt = {0};
    smacs_answer_kind kind = SMACS_ANSWER_TEXT;
    spell_plainly(a, &spelt, text);
    const smacs_text plain = smacs_text_trimmed((smacs_text){spelt.data, spelt.size});
    if (spelt.failed) {
        out->failed = true;
    } else if (boolean_of(plain)) {
        append(a, out, boolean_of(plain));
        kind = SMACS_ANSWER_BOOLEAN;
    } else if (read_number(plain, number)) {
        append(a, out, number);
        kind = SMACS_ANSWER_NUMBER;
    } else if (is_plain_words(plain)) {
        fold(a, out, plain);
    } else if (strchr("{[", plain.size > 0 ? plain.data[0] : 'x') && memchr(plain.data, '\'', plain.size)) {
        write_structure(a, out, plain);
        kind = SMACS_ANSWER_LITERAL;
    } else {
        close_up(a, out, plain);
        kind = SMACS_ANSWER_EXPRESSION;
    }
    smacs_bytes_free(a, &spelt);
    return kind;
}

smacs_status smacs_answer_key(const smacs_allocator *a, smacs_text text, smacs_answer_form form, smacs_answer *out) {
    smacs_bytes key = {0};
    smacs_answer_kind kind = SMACS_ANSWER_CHOICE;
    const smacs_text plain = unwrapped(text);
    if (text.size > (form.literal ? SMACS_LITERAL_MAX : SMACS_ANSWER_MAX)) {
        return SMACS_OK;
    }
    if (form.options > 0) {
        write_choice(a, &key, plain, form.options);
    } else if (form.literal) {
        write_literal(a, &key, text);
        kind = SMACS_ANSWER_LITERAL;
    } else if (plain.size > 0) {
        kind = write_plain(a, &key, unwrapped(value_of(plain)));
    }
    if (key.failed || key.size == 0) {
        const bool failed = key.failed;
        smacs_bytes_free(a, &key);
        return failed ? SMACS_E_MEMORY : SMACS_OK;
    }
    out->kind = kind;
    out->key = (smacs_text){key.data, key.size};
    return SMACS_OK;
}
